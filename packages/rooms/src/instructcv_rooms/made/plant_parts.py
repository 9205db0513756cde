"""Pots, leaves, fronds and crowns."""

from collections.abc import Sequence

import numpy as np

from instructcv_rooms.made.piece import Number, Piece, Point, around
from instructcv_rooms.made.shapes import curve

BLADE = ((0.0, 0.12), (0.25, 0.85), (0.55, 1.0), (0.8, 0.6), (1.0, 0.0))
STRAP = ((0.0, 0.7), (0.35, 1.0), (0.75, 0.8), (1.0, 0.0))


def greens(p: Piece) -> list[int]:
    """Four shades of one kind of leaf: fresh, deep, bluish, yellowish or reddish."""
    r, g, b = p.between(0.05, 0.32), p.between(0.22, 0.55), p.between(0.03, 0.25)
    return [p.stuff((r, g, b), shine=p.between(0.05, 0.4)) for _ in range(4)]


def pot(p: Piece, r: Number, h: Number) -> None:
    """A tapered, straight, bellied or square pot, a basket or one on legs, with soil to just under its rim."""
    body, style = (
        p.any_of(p.paint, p.white, p.dark, p.wood, lambda: p.stuff((0.7, 0.38, 0.24), shine=0.05)),
        p.count(0, 5),
    )
    foot = 0.0
    if style == 0:
        p.turned([(0, 0), (0.7 * r, 0), (0.92 * r, 0.8 * h), (r, 0.8 * h), (r, h), (0.9 * r, h)], body)
    elif style == 1:
        p.turned([(0, 0), (0.98 * r, 0), (r, h), (0.92 * r, h), (0.9 * r, 0.8 * h)], body)
    elif style == 2:
        p.turned([(0, 0), (0.6 * r, 0), (1.05 * r, 0.45 * h), (0.85 * r, 0.9 * h), (0.95 * r, h), (0.85 * r, h)], body)
    elif style == 3:
        lower = r * p.between(0.65, 1.0)
        p.block((-lower, 0, -lower), (lower, 0.97 * h, lower), (r / lower, r / lower), body)
    elif style == 4:
        for k in range(6):
            p.turned([(0.93 * r, h * k / 6), (r, h * (k + 0.5) / 6), (0.93 * r, h * (k + 1) / 6)], body)
    else:
        foot, leg = 0.35 * h, p.any_of(p.wood, p.metal, p.dark)
        p.turned([(0, foot), (0.85 * r, foot), (r, h), (0.9 * r, h)], body)
        for x, z in around(p.count(3, 4)):
            p.rod((0.9 * r * x, 0, 0.9 * r * z), (0.8 * r * x, h * 0.7, 0.8 * r * z), 0.06 * r + 0.004, leg)
    p.turned([(0.91 * r, 0.97 * h), (0, 0.98 * h)], p.stuff((0.2, 0.13, 0.08), shine=0.0))


def leaf(
    p: Piece,
    points: tuple[Point, Point, Point],
    wide: Number,
    material: int,
    form: Sequence[tuple[Number, Number]] = BLADE,
    fold: Number = 0.15,
) -> None:
    """A leaf along the Bezier curve of three points; `form` gives its half width along its length, as shares."""
    a, b, c = (np.array(point, float) for point in points)
    rows = []
    for t, half in form:
        middle = (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
        along = (1 - t) * (b - a) + t * (c - b)
        side = np.array((along[2], 0.0, -along[0]))
        length = float(np.linalg.norm(side))
        side = side / length if length > 1e-4 else np.array((1.0, 0.0, 0.0))
        up = np.array((0.0, fold * wide * half, 0.0))
        rows.append([middle - half * wide * side + up, middle, middle + half * wide * side + up])
    p.loft(np.array(rows), material)


def outwards(
    p: Piece, at: Point, reach: Number, rise: Number, drop: Number, turn: Number
) -> tuple[Point, Point, Point]:
    """A stalk from `at` that rises and then falls to `drop` below its start, `reach` away."""
    x, z = float(np.cos(turn)), float(np.sin(turn))
    middle = (at[0] + 0.5 * reach * x, at[1] + rise, at[2] + 0.5 * reach * z)
    return at, middle, (at[0] + reach * x, at[1] - drop, at[2] + reach * z)


def frond(p: Piece, points: tuple[Point, Point, Point], wide: Number, pairs: int, material: int) -> None:
    """A feather: a rib with leaflets on both sides."""
    rib = curve(*points, pairs + 2)
    p.path(rib[:: max(1, len(rib) // 4)], 0.004, material)
    for k in range(1, pairs + 2):
        (x0, y0, z0), (x1, _, z1) = rib[k], rib[k + 1]
        along = np.array((x1 - x0, z1 - z0)) / max(float(np.hypot(x1 - x0, z1 - z0)), 1e-6)
        long = wide * float(np.sin(np.pi * (0.15 + 0.8 * k / (pairs + 2))))
        for s in (-1, 1):
            x, z = (x0 + long * (s * -along[1] + 0.6 * along[0]), z0 + long * (s * along[0] + 0.6 * along[1]))
            tip = (float(x), y0 - 0.25 * long, float(z))
            middle = ((x0 + tip[0]) / 2, y0 + 0.05 * long, (z0 + tip[2]) / 2)
            leaf(p, ((x0, y0, z0), middle, tip), 0.13 * long + 0.004, material, STRAP)


def crown(p: Piece, middle: Point, radii: Point, count: int, size: Number, green: Sequence[int]) -> None:
    """Leaves all through an ellipsoid."""
    for _ in range(count):
        way = p.rng.normal(size=3)
        way *= float(p.rng.random()) ** 0.4 / max(float(np.linalg.norm(way)), 1e-6)
        x, y, z = (float(v) for v in np.array(middle) + way * np.array(radii))
        long = size * p.between(1.5, 2.6)
        leaf(
            p,
            outwards(p, (x, y, z), long, 0.4 * long, p.between(0.0, 0.8) * long, p.between(0, 6.3)),
            0.5 * size,
            green[p.count(0, 3)],
        )
