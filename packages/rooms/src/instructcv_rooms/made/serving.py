"""What dishes and food have in common: plates, boards, heaps and their colours."""

from collections.abc import Sequence

import numpy as np

from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.shapes import vessel

FRUITS = ((0.72, 0.12, 0.08), (0.9, 0.5, 0.1), (0.5, 0.65, 0.15), (0.92, 0.78, 0.2), (0.4, 0.1, 0.3), (0.75, 0.3, 0.15))
CRUSTS = ((0.72, 0.46, 0.2), (0.58, 0.34, 0.14), (0.82, 0.6, 0.32))
GREENS = ((0.2, 0.45, 0.12), (0.35, 0.55, 0.15), (0.1, 0.3, 0.1))


def heap(p: Piece, size: Number, base: Number, levels: int, materials: Sequence[int], lengthen: float = 1.0) -> None:
    """Round things on one another, fewer on each level."""
    for level in range(levels):
        count = (1, 4, 8)[levels - 1 - level]
        for x, z in around(count):
            reach = (0.0, 1.25, 2.5)[levels - 1 - level] * size
            s, shift = size * p.between(0.85, 1.1), p.between(-0.15, 0.15) * size
            middle = (reach * x + shift, base + size * (1 + 1.45 * level), reach * z - shift)
            p.ball(middle, (s * lengthen, s, s), materials[p.count(0, len(materials) - 1)])


def saucer(p: Piece, r: Number, material: int) -> None:
    vessel(p, [(0, 0), (r * 0.5, 0), (r * 0.6, 0.004), (r, 0.018)], 0.003, material)


def board(p: Piece, w: Number, d: Number) -> float:
    """Something flat to serve on: a plate, a board or nothing; gives its height."""
    style = p.count(0, 2)
    if style == 0:
        p.box((-w / 2, 0, -d / 2), (w / 2, 0.018, d / 2), p.wood())
        return 0.018
    if style == 1:
        vessel(p, [(0, 0), (w * 0.35, 0), (w * 0.55, 0.015)], 0.004, p.any_of(p.white, p.paint), oval=d / w)
        return 0.006
    return 0.0


def brown(p: Piece) -> int:
    return p.stuff(CRUSTS[p.count(0, 2)], shine=p.between(0.0, 0.2))


def green(p: Piece) -> int:
    return p.stuff(GREENS[p.count(0, 2)], shine=0.2)


def fruit_skin(p: Piece) -> int:
    return p.stuff(FRUITS[p.count(0, len(FRUITS) - 1)], shine=p.between(0.1, 0.5))


def flat_plate(p: Piece, r: Number, y: Number, material: int, oval: float = 1.0) -> None:
    vessel(p, [(0, y), (r * 0.6, y), (r * 0.7, y + 0.006), (r, y + 0.016)], 0.003, material, oval=oval)


def banana(p: Piece, y: Number, long: Number, thick: Number) -> None:
    """One that lies in an arc along x at height y."""
    skin, turns = p.stuff((0.92, 0.76, 0.15), shine=0.2), np.linspace(-0.75, 0.75, 7).tolist()
    points = [(long * 0.62 * float(np.sin(t)), y + thick, long * 0.5 * (1 - float(np.cos(t)))) for t in turns]
    radii = [thick * s for s in (0.35, 0.75, 1.0, 1.05, 1.0, 0.75, 0.3)]
    for k in range(6):
        p.rod(points[k], points[k + 1], radii[k], skin, end_radius=radii[k + 1])
