"""Shapes that several kinds of furniture share: boards, cushions, bent seats, turned legs, open vessels."""

from collections.abc import Sequence
from math import cos, pi, sin

import numpy as np
from jaxtyping import Float

from instructcv_rooms.made.piece import ROUND, Number, Piece, Point, around

ShellRow = tuple[Number, Number, Number, Number, Number]
"""Height, depth, half the width, and how far the ends rise and come forward."""
Size = tuple[Number, Number, Number]
Profile = Sequence[tuple[Number, Number]]


def _axes(start: Point, end: Point, wide: Point, thick: Number) -> tuple[np.ndarray, np.ndarray]:
    """The middle of a board from `start` to `end` and its half axes: along, across, through."""
    a, b, across = np.array(start, float), np.array(end, float), np.array(wide, float)
    through = np.cross(b - a, across)
    through *= thick / 2 / np.linalg.norm(through)
    return (a + b) / 2, np.stack([(b - a) / 2, across, through])


def plank(p: Piece, start: Point, end: Point, wide: Point, thick: Number, material: int) -> None:
    """A board between two points; `wide` is half of it, across."""
    middle, axes = _axes(start, end, wide, thick)
    for axis in range(3):
        u, v = axes[(axis + 1) % 3], axes[(axis + 2) % 3]
        for side in (-1, 1):
            face = middle + side * axes[axis]
            p.loft(np.stack([np.stack([face - u - v, face + u - v]), np.stack([face - u + v, face + u + v])]), material)


def cushion(
    p: Piece, start: Point, end: Point, wide: Point, thick: Number, material: int, soft: Number = ROUND
) -> None:
    """A pad that lies along a line; `wide` is half of it, across."""
    turn, up = np.meshgrid(np.linspace(0, 2 * pi, 17), np.linspace(-pi / 2, pi / 2, 9))
    unit = np.stack([np.cos(up) * np.cos(turn), np.cos(up) * np.sin(turn), np.sin(up)], -1)  # [9, 17, 3]
    middle, axes = _axes(start, end, wide, thick)
    p.loft(middle + (np.sign(unit) * np.abs(unit) ** soft) @ axes, material)


def shell(rows: Sequence[ShellRow], points: int = 11) -> Float[np.ndarray, "r c 3"]:
    """Points on a bent seat, front edge first."""
    u = np.linspace(-1, 1, points)
    lines = [np.stack([half * u, y + rise * u**2, z + forward * u**2], -1) for y, z, half, rise, forward in rows]
    return np.stack(lines)


def plate(p: Piece, outline: Sequence[tuple[Number, Number]], low: Number, high: Number, material: int) -> None:
    """A flat board of any outline of (x, z)."""
    closed = [*outline, outline[0]]
    x, z = (sum(point[i] for point in outline) / len(outline) for i in range(2))

    def at(y: Number) -> tuple[list[Point], list[Point]]:
        return [(x, y, z)] * len(closed), [(a, y, b) for a, b in closed]

    (below, under), (above, over) = at(low), at(high)
    p.loft([below, under, under, over, over, above], material)


def slab(
    p: Piece,
    size: tuple[Number, Number],
    low: Number,
    high: Number,
    material: int,
    square: Number = 1.0,
    at: tuple[Number, Number] = (0.0, 0.0),
) -> None:
    """A board that is an ellipse, or the nearer to a rectangle the smaller `square` is."""

    def bent(t: float) -> float:
        return float(np.sign(t)) * abs(t) ** square

    w, d = size
    plate(p, [(at[0] + w / 2 * bent(x), at[1] + d / 2 * bent(z)) for x, z in around(32)], low, high, material)


def wrap(
    p: Piece, w: Number, d: Number, heights: tuple[Number, Number, Number], thick: Number, material: int, bend: Number
) -> None:
    """A wall around three sides of a seat, from `heights` low to (in front) arm and (behind) back."""
    low, arm, back = heights
    columns: list[list[Point]] = []
    for t in np.linspace(0, pi, 25).tolist():
        c, s = cos(t), abs(sin(t))
        x, z = float(np.sign(c)) * abs(c) ** bend, d / 2 - d * s**bend
        y, inner = arm + (back - arm) * s**1.5, max(d - thick, 0.01) / d
        outside, inside = (w / 2 * x, z), ((w / 2 - thick) * x, d / 2 + (z - d / 2) * inner)
        middle = (outside[0] + inside[0]) / 2, (outside[1] + inside[1]) / 2
        columns.append(
            [
                *((outside[0], h, outside[1]) for h in (low, y - thick * 0.3)),
                (middle[0], y, middle[1]),
                *((inside[0], h, inside[1]) for h in (y - thick * 0.3, low)),
            ]
        )
    p.loft(columns, material)
    for x in (-w / 2, w / 2 - thick):
        p.pad((x, low, d / 2 - thick * 0.4), (x + thick, arm, d / 2 + thick * 0.2), material, soft=0.2)


def arch(half: Number, high: Number, y: Number, z: Number, lean: Number = 0.0, points: int = 13) -> list[Point]:
    """A bow from left to right that stands on y and leans back by `lean` at its top."""
    turns = np.linspace(pi, 0, points).tolist()
    return [(half * cos(t), y + high * sin(t), z - lean * sin(t)) for t in turns]


def baluster(
    p: Piece, at: tuple[Number, Number], low: Number, high: Number, thick: Number, profile: Sequence[Number], wood: int
) -> None:
    """A turned leg or column; `profile` is what share of its thickness it has, lowest first."""
    steps = np.linspace(low, high, len(profile)).tolist()
    p.turned([(thick * wide, y) for wide, y in zip(profile, steps, strict=True)], wood, at=at)


def turnings(p: Piece, count: int) -> list[float]:
    """A profile of a turned leg."""
    return [0.6, *(p.between(0.45, 1.0) for _ in range(count)), 1.0, 1.0]


def perhaps_mirrored(p: Piece) -> None:
    """Left and right change places in half of the copies; call it last."""
    if p.chance(0.5):
        for rows in p.corners:
            rows[:, (0, 3)] *= -1


def tufts(p: Piece, xs: Sequence[Number], ys: Sequence[Number], z: Number, material: int) -> None:
    """Buttons in upholstery that faces the front, every other row shifted."""
    step = xs[1] - xs[0] if len(xs) > 1 else 0.0
    for j, y in enumerate(ys):
        for x in xs if j % 2 == 0 else xs[:-1]:
            p.disc((x + step / 2 * (j % 2), y, z), 0.012, 0.02, material)


def spread(low: Number, high: Number, count: int) -> list[float]:
    """So many numbers from one to another."""
    return np.linspace(low, high, count).tolist()


def scattered(p: Piece, w: Number, seat: Number, z: Number, count: int) -> None:
    """Throw cushions that lean on a back whose front is at z."""
    for _ in range(count):
        x, size, tilt = p.between(-0.42, 0.42) * w, p.between(0.17, 0.25), p.between(-0.06, 0.06)
        cushion(
            p, (x - tilt, seat, z + 0.14), (x + tilt, seat + 1.8 * size, z + 0.04), (size, 0, 0), 0.14, p.cloth(), 0.5
        )


def panelled(p: Piece, low: tuple[Number, Number], high: tuple[Number, Number], z: Number, material: int) -> None:
    """A framed door or lid panel on a front at z."""
    (x0, y0), (x1, y1) = low, high
    edge = min(0.07, 0.22 * min(x1 - x0, y1 - y0))
    p.box((x0, y0, z), (x1, y1, z + 0.012), material)
    for a, b in ((x0, x0 + edge), (x1 - edge, x1)):
        p.box((a, y0, z), (b, y1, z + 0.024), material)
    for a, b in ((y0, y0 + edge), (y1 - edge, y1)):
        p.box((x0, a, z), (x1, b, z + 0.024), material)


def can(
    p: Piece, r: Number, low: Number, high: Number, material: int, at: tuple[Number, Number] = (0, 0), oval: float = 1.0
) -> None:
    """An upright cylinder with sharp edges."""
    p.turned([(0, low), (r, low), (r, low), (r, high), (r, high), (0, high)], material, at=at, oval=oval)


def vessel(
    p: Piece,
    profile: Profile,
    thick: Number,
    material: int,
    at: tuple[Number, Number] = (0, 0),
    oval: float = 1.0,
    inside: int | None = None,
) -> None:
    """A turned shape that is open above: a wall with an inner face that ends `thick` above its foot."""
    floor = profile[0][1] + thick
    inner = [(max(r - thick, 0.0), max(y, floor)) for r, y in reversed(profile)]
    if inside is None:
        p.turned([*profile, *inner], material, at=at, oval=oval)
    else:
        p.turned([*profile, inner[0]], material, at=at, oval=oval)
        p.turned(inner, inside, at=at, oval=oval)


def ear(p: Piece, r: Number, low: Number, high: Number, out: Number, thick: Number, material: int) -> None:
    """A bent handle on the right, from height `high` to `low` of a wall at radius r."""
    turns = np.linspace(0, np.pi, 8).tolist()
    middle, half = (low + high) / 2, (high - low) / 2
    p.path([(r + out * float(np.sin(t)), middle + half * float(np.cos(t)), 0) for t in turns], thick, material)


def shift(p: Piece, since: int, by: Point) -> None:
    """Move the solids from number `since` on."""
    for rows in p.corners[since:]:
        rows[:, :3] += by


def extruded(
    p: Piece, outline: Sequence[tuple[Number, Number]], low: Number, high: Number, material: int, lid: int | None = None
) -> None:
    """An upright body over a closed outline of (x, z)."""
    ring = [*outline, outline[0]]
    p.loft([[(x, y, z) for x, z in ring] for y in (low, high)], material)
    mx, mz = (float(np.mean(values)) for values in zip(*outline, strict=True))
    for y, cover in ((low, material), (high, material if lid is None else lid)):
        p.loft([[(mx, y, mz)] * len(ring), [(x, y, z) for x, z in ring]], cover)


def curve(start: Point, middle: Point, end: Point, count: int = 8) -> list[Point]:
    """Points of the quadratic Bezier curve with these controls."""
    points: list[Point] = []
    for t in np.linspace(0, 1, count + 1).tolist():
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        x, y, z = (a * u + b * v + c * w for u, v, w in zip(start, middle, end, strict=True))
        points.append((x, y, z))
    return points
