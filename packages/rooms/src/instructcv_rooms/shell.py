"""The room itself as triangles: walls with holes for doors and windows, what is behind, floor, ceiling, skirting."""

from typing import TypedDict

import numpy as np
from jaxtyping import Float, Float32

from instructcv_rooms.scene import Rect, Scene, Wall, walls_of

WALLS, FLOOR, CEILING, SKIRTING, SKY, DARK = 0, 4, 5, 6, 7, 8
"""Materials; 0 to 3 are the four walls."""
BEHIND_M = 0.45
"""Depth of the recess behind an opening."""


class _Patch(TypedDict):
    repeat_m: tuple[float, float]
    material: int


Vector = tuple[float, float, float]


def _quad(
    corner: Vector, right: Vector, up: Vector, normal: Vector, uv: Rect, material: int
) -> Float[np.ndarray, "6 9"]:
    """Two triangles over `corner`, `corner + right`, `corner + up`; uv is that of the corner and of its opposite."""
    a, r, u = np.array(corner), np.array(right), np.array(up)
    points = [(a, uv[0], uv[1]), (a + r, uv[2], uv[1]), (a + r + u, uv[2], uv[3]), (a + u, uv[0], uv[3])]
    rows = [[*p, *normal, s, t, float(material)] for p, s, t in points]
    return np.array([rows[k] for k in (0, 1, 2, 0, 2, 3)])


def _on_wall(wall: Wall, rect: Rect, out: float, patch: _Patch) -> Float[np.ndarray, "6 9"]:
    u0, y0, u1, y1 = rect
    x, z = wall.at(u0, out)
    (ru, rv), (ax, az), (nx, nz) = patch["repeat_m"], wall.along, wall.inward
    uv = (u0 / ru, y0 / rv, u1 / ru, y1 / rv)
    right, up = (ax * (u1 - u0), 0.0, az * (u1 - u0)), (0.0, y1 - y0, 0.0)
    return _quad((x, y0, z), right, up, (nx, 0.0, nz), uv, patch["material"])


def _around(rect: Rect, holes: list[Rect]) -> list[Rect]:
    """A rectangle without its holes, cut along the holes' edges."""
    us = sorted({rect[0], rect[2], *(v for h in holes for v in (h[0], h[2]) if rect[0] < v < rect[2])})
    ys = sorted({rect[1], rect[3], *(v for h in holes for v in (h[1], h[3]) if rect[1] < v < rect[3])})
    cells = [(u0, y0, u1, y1) for u0, u1 in zip(us, us[1:], strict=False) for y0, y1 in zip(ys, ys[1:], strict=False)]

    def solid(cell: Rect) -> bool:
        u, y = (cell[0] + cell[2]) / 2, (cell[1] + cell[3]) / 2
        return not any(h[0] < u < h[2] and h[1] < y < h[3] for h in holes)

    return [cell for cell in cells if solid(cell)]


def _recess(wall: Wall, hole: Rect, material: int, back: int) -> list[Float[np.ndarray, "6 9"]]:
    """Four reveals and a back, behind a hole."""
    u0, y0, u1, y1 = hole
    (ax, az), (nx, nz) = wall.along, wall.inward
    deep = (-nx * BEHIND_M, 0.0, -nz * BEHIND_M)
    wide, tall = (ax * (u1 - u0), 0.0, az * (u1 - u0)), (0.0, y1 - y0, 0.0)
    left, right = wall.at(u0, 0.0), wall.at(u1, 0.0)
    uv = (0.0, 0.0, 0.2, 0.5)
    behind = _Patch(repeat_m=(u1 - u0, y1 - y0), material=back)
    return [
        _quad((left[0], y0, left[1]), deep, tall, (ax, 0.0, az), uv, material),
        _quad((right[0], y0, right[1]), deep, tall, (-ax, 0.0, -az), uv, material),
        _quad((left[0], y0, left[1]), wide, deep, (0.0, 1.0, 0.0), uv, material),
        _quad((left[0], y1, left[1]), wide, deep, (0.0, -1.0, 0.0), uv, material),
        _on_wall(wall, hole, -BEHIND_M, behind),
    ]


def build(scene: Scene) -> Float32[np.ndarray, "v 9"]:
    """Triangles of the shell, three rows of `Mesh.vertices` each."""
    width, height, depth = scene.size_m
    parts: list[Float[np.ndarray, "6 9"]] = []
    for index, wall in enumerate(walls_of(scene.size_m)):
        inset = 0.012  # the frame covers the hole's edge
        holes = [
            (o.rect[0] + inset, o.rect[1] + (inset if o.rect[1] > 0 else 0.0), o.rect[2] - inset, o.rect[3] - inset)
            for o in scene.openings
            if o.wall == index
        ]
        patch = _Patch(repeat_m=scene.walls[index].repeat_m, material=WALLS + index)
        parts += [_on_wall(wall, cell, 0.0, patch) for cell in _around((0.0, 0.0, wall.length_m, height), holes)]
        for opening, hole in zip([o for o in scene.openings if o.wall == index], holes, strict=True):
            parts += _recess(wall, hole, SKIRTING, SKY if opening.sky else DARK)
        if scene.skirting_m > 0:
            board = (0.0, 0.0, wall.length_m, scene.skirting_m)
            strip = _Patch(repeat_m=(1.0, 1.0), material=SKIRTING)
            doors = [hole for hole in holes if hole[1] < scene.skirting_m]
            parts += [_on_wall(wall, cell, 0.012, strip) for cell in _around(board, doors)]
    assert scene.floor is not None and scene.ceiling is not None
    for y, normal, surface, material in (
        (0.0, (0.0, 1.0, 0.0), scene.floor, FLOOR),
        (height, (0.0, -1.0, 0.0), scene.ceiling, CEILING),
    ):
        uv = (0.0, 0.0, width / surface.repeat_m[0], depth / surface.repeat_m[1])
        parts.append(_quad((0.0, y, 0.0), (width, 0.0, 0.0), (0.0, 0.0, depth), normal, uv, material))
    return np.concatenate(parts).astype(np.float32)
