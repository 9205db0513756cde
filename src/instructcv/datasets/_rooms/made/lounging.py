"""Seats, beds, tables and desks, a second time: other constructions and the styles of other decades."""

from collections.abc import Sequence
from math import cos, pi, sin, sqrt

import numpy as np
from jaxtyping import Float

from instructcv.datasets._rooms.made.design import design
from instructcv.datasets._rooms.made.piece import ROUND, Number, Piece, Point, around
from instructcv.datasets._rooms.made.seats import pedestal
from instructcv.datasets._rooms.made.storage import books, fronts, legs, open_case

BEDROOM, LIVING, OFFICE, KITCHEN = "Bedroom", "Living room", "Office", "Kitchen"

ShellRow = tuple[Number, Number, Number, Number, Number]
"""Height, depth, half the width, and how far the ends rise and come forward."""


# -- shapes ------------------------------------------------------------------------------------------------------------
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


def castors(p: Piece, reach: Number, material: int) -> None:
    """A star of five feet on wheels."""
    wheel = p.dark()
    for x, z in around(5):
        p.rod((0, 0.1, 0), (reach * x, 0.065, reach * z), 0.024, material, end_radius=0.016)
        p.rod((reach * x - 0.022, 0.027, reach * z), (reach * x + 0.022, 0.027, reach * z), 0.027, wheel)


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


# -- chairs ------------------------------------------------------------------------------------------------------------
@design("chair", OFFICE)
def office_swivel_chair(p: Piece) -> None:
    seat, w, d = p.between(0.42, 0.55), p.between(0.44, 0.54), p.between(0.42, 0.52)
    frame, cover = p.any_of(p.dark, p.metal, p.white), p.any_of(p.cloth, p.dark, p.paint)
    castors(p, p.between(0.26, 0.34), frame)
    p.rod((0, 0.09, 0), (0, seat - 0.07, 0), 0.028, p.any_of(p.metal, p.dark))
    p.box((-0.1, seat - 0.09, -0.12), (0.1, seat - 0.05, 0.1), frame)
    p.pad((-w / 2, seat - 0.06, -d / 2), (w / 2, seat + 0.03, d / 2), cover, soft=p.between(0.2, 0.45))
    low, high = seat + p.between(0.06, 0.2), seat + p.between(0.4, 0.75)
    lean, half = p.between(0.03, 0.16), w * p.between(0.36, 0.5)
    back = -d / 2 - 0.02
    p.path(
        [(0, seat - 0.06, 0), (0, seat - 0.04, back - 0.04), (0, (low + high) / 2, back - lean / 2 - 0.03)], 0.02, frame
    )
    cushion(p, (0, low, back), (0, high, back - lean), (half, 0, 0), p.between(0.04, 0.12), cover, p.between(0.2, 0.5))
    if p.chance(0.25):
        cushion(p, (0, high + 0.04, back - lean), (0, high + 0.18, back - lean), (0.14, 0, 0), 0.07, cover, 0.4)
    if p.chance(0.65):
        for x in (-w / 2 - 0.03, w / 2 + 0.03):
            p.path([(x * 0.7, seat - 0.05, 0), (x, seat - 0.03, 0), (x, seat + 0.2, -0.02)], 0.016, frame)
            p.pad((x - 0.035, seat + 0.19, -0.16), (x + 0.035, seat + 0.225, 0.12), p.dark())


def seat_shell(p: Piece, seat: Number, half: Number, d: Number, high: Number) -> list[ShellRow]:
    """The lines of a moulded seat, with arms where its sides rise."""
    arms = p.between(0.13, 0.2) if p.chance(0.4) else p.between(0.0, 0.05)
    top = p.between(0.6, 0.95)
    return [
        (seat - 0.04, d / 2, 0.8 * half, 0.01, -0.03),
        (seat, d / 2 - 0.06, 0.92 * half, 0.03 + arms * 0.3, 0),
        (seat - 0.025, 0.02, half, 0.05 + arms, 0),
        (seat - 0.02, -d / 2 + 0.1, half, 0.06 + arms * 1.1, 0.02),
        (seat + 0.06, -d / 2 + 0.02, half, 0.05 + arms * 0.7, 0.06),
        (seat + 0.2, -d / 2 - 0.03, 0.95 * half, 0.02, 0.1),
        (seat + (high - seat) * 0.75, -d / 2 - 0.07, 0.85 * half, 0, 0.06),
        (high, -d / 2 - 0.1, top * 0.8 * half, -0.03, 0.03),
    ]


@design("chair", LIVING)
def shell_chair(p: Piece) -> None:
    seat, half, d = p.between(0.42, 0.47), p.between(0.22, 0.29), p.between(0.4, 0.46)
    body, frame, style = p.any_of(p.white, p.paint, p.paint, p.wood), p.any_of(p.wood, p.metal, p.dark), p.count(0, 3)
    p.loft(shell(seat_shell(p, seat, half, d, p.between(0.74, 0.86))), body)
    if p.chance(0.3):
        p.pad((-0.8 * half, seat - 0.03, -d / 2 + 0.06), (0.8 * half, seat + 0.02, d / 2 - 0.03), p.cloth())
    if style == 0:
        legs(p, 0.3, seat - 0.02, 0.3, 0.016, frame, splay=p.between(0.05, 0.1))
    elif style == 1:  # crossed wires
        for sx in (-1, 1):
            for sz in (-1, 1):
                p.rod((sx * 0.22, 0, sz * 0.21), (sx * 0.12, seat - 0.02, sz * 0.12), 0.01, frame)
                p.rod((sx * 0.2, 0.05, sz * 0.19), (-sx * 0.08, seat - 0.03, sz * 0.12), 0.005, frame)
                p.rod((sx * 0.2, 0.05, sz * 0.19), (sx * 0.12, seat - 0.03, -sz * 0.08), 0.005, frame)
    elif style == 2:  # sledges
        for x in (-0.21, 0.21):
            p.path(
                [(x * 0.6, seat - 0.02, -0.12), (x, 0.01, -0.2), (x, 0.01, 0.2), (x * 0.6, seat - 0.01, 0.14)],
                0.008,
                frame,
            )
    else:
        pedestal(p, seat - 0.02, 0.25, frame)


@design("chair", LIVING)
def wire_chair(p: Piece) -> None:
    seat, half, d = p.between(0.42, 0.46), p.between(0.22, 0.27), p.between(0.42, 0.48)
    wire = p.any_of(p.metal, p.dark, p.white, p.paint)
    grid = shell(seat_shell(p, seat, half, d, p.between(0.72, 0.88)), points=p.count(8, 10)).tolist()
    for k, row in enumerate(grid):
        p.path([(x, y, z) for x, y, z in row], 0.006 if k in (0, len(grid) - 1) else 0.003, wire)
    for column in zip(*grid, strict=True):
        p.path([(x, y, z) for x, y, z in column], 0.004, wire)
    for x in (-0.2, 0.2):
        p.path([(x * 0.8, seat - 0.02, -0.12), (x, 0.01, -0.22), (x, 0.01, 0.2), (x * 0.8, seat, 0.12)], 0.008, wire)
    if p.chance(0.6):
        slab(p, (half * 1.5, d * 0.8), seat - 0.01, seat + 0.03, p.cloth(), 0.5)


@design("chair", LIVING)
def cantilever_chair(p: Piece) -> None:
    seat, w, d, high = p.between(0.43, 0.48), p.between(0.44, 0.54), p.between(0.42, 0.5), p.between(0.78, 1.0)
    tube, cover = p.any_of(p.metal, p.metal, p.dark), p.any_of(p.cloth, p.dark, p.wood, p.white)
    lean, arms = p.between(0.04, 0.12), p.chance(0.4)
    front, back, x = d / 2, -d / 2, w / 2
    for side in (-x, x):
        bend = [(side, seat, back + 0.03), (side, seat, front - 0.06), (side, seat - 0.06, front), (side, 0.05, front)]
        p.path([(side, high, back - lean), *bend, (side, 0.013, front - 0.05), (side, 0.013, back)], 0.013, tube)
        if arms:
            p.path([(side, seat + 0.21, back - lean * 0.5), (side, seat + 0.2, 0.1), (side, seat, 0.16)], 0.012, tube)
            p.box((side - 0.025, seat + 0.2, back), (side + 0.025, seat + 0.225, 0.1), p.any_of(p.wood, p.dark))
    p.rod((-x, 0.013, back), (x, 0.013, back), 0.013, tube)
    seat_pad = p.pad if p.chance(0.5) else p.box
    seat_pad((-x, seat - 0.01, back + 0.02), (x, seat + p.between(0.015, 0.05), front - 0.03), cover)
    low = seat + p.between(0.06, 0.25)
    at = -lean * (low - seat) / (high - seat)
    cushion(p, (0, low, back + at), (0, high, back - lean + 0.01), (x, 0, 0), p.between(0.015, 0.05), cover, 0.15)


@design("chair", KITCHEN)
def windsor_chair(p: Piece) -> None:
    seat, w, d, rise = p.between(0.42, 0.46), p.between(0.4, 0.5), p.between(0.38, 0.46), p.between(0.38, 0.6)
    wood, back, lean, spindles = (
        p.any_of(p.wood, p.wood, p.dark, p.white, p.paint),
        -d / 2 + 0.05,
        p.between(0.05, 0.14),
        p.count(5, 9),
    )
    slab(p, (w, d), seat - 0.035, seat, wood, p.between(0.5, 0.9))
    legs(p, w * 0.7, seat - 0.02, d * 0.7, 0.019, wood, splay=p.between(0.04, 0.08))
    for x in (-0.38 * w, 0.38 * w):
        p.rod((x, 0.18, -0.38 * d), (x, 0.18, 0.38 * d), 0.01, wood)
    p.rod((-0.38 * w, 0.18, 0), (0.38 * w, 0.18, 0), 0.011, wood)
    half, comb = 0.42 * w, p.chance(0.4)
    if comb:
        p.loft(shell([(seat + rise - y, back - lean, half * 1.1, 0.01, 0.05) for y in (0.08, 0.0)]), wood)
    else:
        p.path(arch(half, rise, seat, back, lean), 0.011, wood)
    for u in spread(-0.85, 0.85, spindles):
        up = 0.97 if comb else sqrt(1 - u * u)
        p.rod(
            (u * half * 0.9, seat, back),
            (u * half, seat + rise * up, back - lean * up + 0.04 * comb * u * u),
            0.007,
            wood,
        )
    if p.chance(0.35):
        y = seat + 0.22
        p.path([(0.52 * w * cos(t), y, 0.08 - (d / 2 + 0.08) * sin(t)) for t in spread(0, pi, 11)], 0.013, wood)
        for x in (-0.5 * w, 0.5 * w):
            p.rod((x * 0.85, seat, 0.08), (x, y, 0.1), 0.01, wood)


@design("chair", KITCHEN)
def bistro_chair(p: Piece) -> None:
    seat, r, rise = p.between(0.44, 0.48), p.between(0.19, 0.22), p.between(0.38, 0.5)
    wood, cane = p.any_of(p.wood, p.wood, p.dark, p.white), p.stuff((0.8, 0.68, 0.45), shine=0.1)
    slab(p, (2 * r, 2 * r), seat - 0.035, seat, wood)
    slab(
        p, (1.7 * r, 1.7 * r), seat, seat + p.between(0.004, 0.03), cane if p.chance(0.6) else p.any_of(p.wood, p.cloth)
    )
    for sx in (-1, 1):
        p.rod((sx * r * 0.85, 0, r * 0.95), (sx * r * 0.65, seat - 0.03, r * 0.6), 0.014, wood, end_radius=0.018)
        p.rod((sx * r * 0.85, 0, -r * 1.15), (sx * r * 0.8, seat, -r * 0.75), 0.014, wood, end_radius=0.017)
    hoop = [(0.75 * r * x, seat * 0.6, 0.75 * r * z) for x, z in around(14)]
    p.path([*hoop, hoop[0]], 0.009, wood)
    lean, style = p.between(0.08, 0.14), p.count(0, 2)
    p.path(arch(0.8 * r, rise, seat - 0.02, -0.75 * r, lean), 0.015, wood)
    if style == 0:
        p.path(arch(0.5 * r, rise * 0.72, seat - 0.02, -0.75 * r, lean * 0.7), 0.01, wood)
    elif style == 1:
        for y in (0.45, 0.75):
            p.rod(
                (-0.72 * r, seat + rise * y, -0.75 * r - lean * y),
                (0.72 * r, seat + rise * y, -0.75 * r - lean * y),
                0.012,
                wood,
            )
    else:
        cushion(
            p,
            (0, seat + 0.1, -0.75 * r - 0.2 * lean),
            (0, seat + rise * 0.93, -0.75 * r - lean),
            (0.66 * r, 0, 0),
            0.008,
            cane,
            0.6,
        )


@design("chair", LIVING)
def parsons_chair(p: Piece) -> None:
    seat, w, d, high = p.between(0.44, 0.5), p.between(0.44, 0.54), p.between(0.46, 0.56), p.between(0.88, 1.15)
    cover, lean, thick = p.any_of(p.cloth, p.cloth, p.paint), p.between(0.0, 0.1), p.between(0.05, 0.1)
    if p.chance(0.3):  # a cover down to the floor
        p.block((-w / 2 - 0.02, 0.01, -d / 2 - 0.02), (w / 2 + 0.02, seat, d / 2 + 0.02), (0.93, 0.93), cover)
    else:
        legs(p, w, seat - 0.1, d, p.between(0.018, 0.028), p.any_of(p.wood, p.dark, p.wood))
        p.pad((-w / 2, seat - 0.14, -d / 2), (w / 2, seat, d / 2), cover, soft=0.12)
    p.pad((-w / 2, seat - 0.05, -d / 2 + 0.04), (w / 2, seat + 0.03, d / 2 + 0.01), cover, soft=0.25)
    back = -d / 2 + thick / 2
    cushion(p, (0, seat - 0.1, back), (0, high, back - lean), (w / 2, 0, 0), thick, cover, p.between(0.08, 0.25))
    if p.chance(0.3):
        y = (seat + high) / 2
        tufts(p, spread(-0.3 * w, 0.3 * w, 3), [y - 0.1, y, y + 0.1], -d / 2 + thick - lean / 2, p.dark())
    if p.chance(0.25):
        p.ring((0, high - 0.08, -d / 2 - lean - 0.02), 0.03, 0.005, p.metal())


@design("chair", LIVING)
def folding_chair(p: Piece) -> None:
    seat, w, d, high = p.between(0.43, 0.46), p.between(0.4, 0.46), p.between(0.4, 0.46), p.between(0.76, 0.88)
    frame = p.any_of(p.metal, p.dark, p.wood, p.white)
    cover = frame if p.chance(0.4) else p.any_of(p.wood, p.cloth, p.paint)
    r, front, back = p.between(0.009, 0.014), d / 2, -d / 2
    for x in (-w / 2, w / 2):
        p.rod((x, 0, front), (x, high, back), r, frame)
        p.rod((x * 0.9, 0, back), (x * 0.9, seat, front * 0.8), r, frame)
    for y, z, half in ((0.1, front - 0.1 * d / high, w / 2), (0.08, back + 0.07, w * 0.45), (high, back, w / 2)):
        p.rod((-half, y, z), (half, y, z), r, frame)
    slats = p.count(1, 5)
    for k in range(slats):
        z = back * 0.7 + d * 0.85 * k / slats
        p.box((-0.44 * w, seat, z), (0.44 * w, seat + 0.02, z + d * 0.85 / slats * (0.85 if slats > 1 else 1)), cover)
    low, slope = p.between(0.55, 0.75) * high, d / high
    bars = p.count(1, 3)
    for k in range(bars):
        y0, y1 = low + (high - low) * k / bars, low + (high - low) * (k + 0.8) / bars
        plank(p, (0, y0, front - slope * y0), (0, y1, front - slope * y1), (w / 2, 0, 0), 0.014, cover)


@design("chair", LIVING)
def directors_chair(p: Piece) -> None:
    seat, w, d, high = p.between(0.44, 0.5), p.between(0.52, 0.6), p.between(0.4, 0.46), p.between(0.82, 0.92)
    wood, canvas, arm = (
        p.any_of(p.wood, p.wood, p.dark, p.metal),
        p.any_of(p.cloth, p.white, p.dark),
        p.between(0.62, 0.68),
    )
    x = w / 2
    for z in (-d / 2, d / 2):
        for side in (-1, 1):
            plank(p, (-side * x, 0.03, z), (side * x, seat, z + side * 0.01), (0.0, 0.012, 0), 0.024, wood)
    for side in (-x, x):
        p.box((side - 0.015, 0, -d / 2 - 0.03), (side + 0.015, 0.03, d / 2 + 0.03), wood)
        p.box((side - 0.015, seat - 0.02, -d / 2), (side + 0.015, seat + 0.01, d / 2), wood)
        p.box((side - 0.025, arm, -d / 2 - 0.02), (side + 0.025, arm + 0.02, d / 2 + 0.04), wood)
        p.box((side - 0.014, seat, d / 2 - 0.05), (side + 0.014, arm, d / 2 - 0.02), wood)
        p.rod((side, seat, -d / 2 + 0.02), (side, high, -d / 2 - 0.02), 0.015, wood)
    p.loft(shell([(seat - 0.05, z, x, 0.05, 0) for z in (-d / 2, d / 2)]), canvas)
    p.loft(shell([(y, -d / 2 - 0.04, x, 0, 0.03) for y in (high - p.between(0.16, 0.24), high)]), canvas)


@design("chair", LIVING)
def rattan_chair(p: Piece) -> None:
    seat, w, d = p.between(0.36, 0.44), p.between(0.56, 0.7), p.between(0.54, 0.66)
    cane = p.stuff(
        ((0.72, 0.53, 0.32), (0.5, 0.33, 0.2), (0.85, 0.74, 0.55), (0.2, 0.18, 0.17))[p.count(0, 3)], shine=0.2
    )
    arm, back, canes, skirt = seat + p.between(0.15, 0.25), seat + p.between(0.32, 0.5), p.count(13, 21), p.chance(0.4)
    rim: list[Point] = []
    for t in spread(-0.05, pi + 0.05, canes):
        c, s = cos(t), sin(t)
        foot = 0.42 * w * c, 0.02 if skirt else seat, 0.1 * d - 0.45 * d * s
        rim.append((0.5 * w * c, arm + (back - arm) * max(s, 0) ** 2, 0.16 * d - 0.6 * d * s))
        p.rod(foot, rim[-1], 0.008, cane)
    p.path(rim, 0.018, cane)
    slab(p, (0.86 * w, 0.96 * d), seat - 0.05, seat, cane, 0.8, at=(0, 0.06 * d))
    if not skirt:
        legs(p, 0.62 * w, seat, 0.7 * d, 0.02, cane, splay=0.04)
    for share in (0.35, 0.65):
        p.path(
            [(x * (0.84 + 0.16 * share), seat + (y - seat) * share, z * (0.8 + 0.2 * share)) for x, y, z in rim],
            0.006,
            cane,
        )
    if p.chance(0.7):
        p.pad(
            (-0.4 * w, seat, -0.34 * d),
            (0.4 * w, seat + p.between(0.05, 0.12), 0.5 * d),
            p.any_of(p.cloth, p.white),
            soft=0.4,
        )


@design("chair", KITCHEN)
def high_chair(p: Piece) -> None:
    seat, w, high = p.between(0.5, 0.6), p.between(0.36, 0.42), p.between(0.86, 1.05)
    frame, body = p.any_of(p.wood, p.white, p.metal), p.any_of(p.white, p.paint, p.wood)
    legs(p, w, seat, w, 0.018, frame, splay=p.between(0.04, 0.12))
    p.pad((-w / 2, seat - 0.04, -w / 2), (w / 2, seat + 0.02, w / 2), body)
    cushion(
        p,
        (0, seat, -w / 2),
        (0, high, -w / 2 - 0.06),
        (0.46 * w, 0, 0),
        p.between(0.02, 0.07),
        p.any_of(p.cloth, p.paint),
        0.3,
    )
    tray = seat + p.between(0.16, 0.22)
    slab(p, (w * 1.15, 0.28), tray, tray + 0.025, p.any_of(p.white, p.wood, p.paint), 0.4, at=(0, w / 2 + 0.06))
    for x in (-w / 2, w / 2):
        p.box((x - 0.015, tray - 0.01, -w / 2), (x + 0.015, tray + 0.02, w / 2), frame)
        p.rod((x, seat, 0.1), (x, tray, 0.1), 0.012, frame)
    p.box((-w / 2 - 0.02, seat * 0.42, w * 0.38), (w / 2 + 0.02, seat * 0.42 + 0.02, w * 0.38 + 0.12), frame)
    p.top_m = tray + 0.025


@design("chair", LIVING)
def rocking_chair(p: Piece) -> None:
    seat, w, d, high = p.between(0.38, 0.44), p.between(0.5, 0.6), p.between(0.44, 0.52), p.between(0.95, 1.15)
    wood, lean = p.any_of(p.wood, p.wood, p.white, p.dark), p.between(0.12, 0.22)
    for x in (-w / 2, w / 2):
        arc = [(x, 0.02 + 0.1 * (u * u), 0.48 * u - 0.06) for u in spread(-1, 1, 9)]
        for a, b in zip(arc, arc[1:], strict=False):
            plank(p, a, b, (0.015, 0, 0), 0.035, wood)
        p.rod((x, 0.04, d / 2 - 0.04), (x, seat + 0.22, d / 2 - 0.02), 0.016, wood)
        p.rod((x, 0.04, -d / 2), (x, seat, -d / 2), 0.016, wood)
        p.rod((x, seat, -d / 2), (x * 0.95, high, -d / 2 - lean), 0.017, wood)
        p.pad((x - 0.03, seat + 0.21, -d / 2 - 0.06), (x + 0.03, seat + 0.24, d / 2 + 0.03), wood)
    p.box((-w / 2, seat - 0.03, -d / 2), (w / 2, seat, d / 2), wood)
    if p.chance(0.6):
        p.pad((-0.46 * w, seat - 0.01, -d / 2), (0.46 * w, seat + 0.06, d / 2), p.cloth())
    p.box((-0.48 * w, high - 0.12, -d / 2 - lean - 0.012), (0.48 * w, high - 0.02, -d / 2 - lean + 0.012), wood)
    if p.chance(0.3):
        cushion(p, (0, seat, -d / 2), (0, high - 0.1, -d / 2 - lean + 0.02), (0.42 * w, 0, 0), 0.07, p.cloth())
    else:
        for x in spread(-0.38 * w, 0.38 * w, p.count(4, 8)):
            p.rod((x, seat, -d / 2), (x, high - 0.08, -d / 2 - lean), p.between(0.008, 0.012), wood)


@design("chair", LIVING)
def deck_chair(p: Piece) -> None:
    w, high, front = p.between(0.54, 0.62), p.between(0.8, 0.98), p.between(0.3, 0.4)
    wood, canvas, sag = p.any_of(p.wood, p.wood, p.white), p.any_of(p.cloth, p.white), p.between(0.1, 0.2)
    for x in (-w / 2, w / 2):
        plank(p, (x, 0.0, 0.5), (x, high, -0.5), (0.012, 0, 0), 0.04, wood)
        plank(p, (x * 0.92, 0.0, -0.42), (x * 0.92, front, 0.5), (0.012, 0, 0), 0.04, wood)
    for y, z in ((high, -0.5), (front, 0.5), (0.02, 0.48), (0.02, -0.4)):
        p.rod((-w / 2, y, z), (w / 2, y, z), 0.014, wood)
    stripe, bands = p.any_of(p.white, p.cloth), p.count(1, 2) * 4 - 1 if p.chance(0.6) else 1
    for k in range(bands):
        x0, x1 = (-0.45 * w + 0.9 * w * (k + j) / bands for j in (0, 1))
        line = [(high + (front - high) * t - sag * sin(pi * t) * (0.6 + t), -0.5 + t) for t in spread(0, 1, 13)]
        p.loft([[(x, y, z) for y, z in line] for x in (x0, x1)], canvas if k % 2 == 0 else stripe)


@design("chair", LIVING)
def mid_century_chair(p: Piece) -> None:
    """Tapered legs and a back rail that is bent around the sitter."""
    seat, w, d, high = p.between(0.43, 0.47), p.between(0.46, 0.58), p.between(0.42, 0.5), p.between(0.7, 0.82)
    wood, cover = p.wood(), p.any_of(p.cloth, p.dark, p.wood)
    for sx in (-1, 1):
        p.rod((sx * w / 2, 0, d / 2), (sx * 0.44 * w, seat, 0.42 * d), 0.011, wood, end_radius=0.02)
        p.path(
            [(sx * w / 2, 0, -d / 2 - 0.02), (sx * 0.45 * w, seat, -0.42 * d), (sx * 0.42 * w, high - 0.05, -d / 2)],
            0.016,
            wood,
        )
    slab(p, (w, d), seat - 0.03, seat - 0.005, wood, 0.45)
    slab(p, (0.94 * w, 0.94 * d), seat - 0.005, seat + p.between(0.01, 0.04), cover, 0.45)
    tall, reach = p.between(0.05, 0.2), p.between(0.06, 0.3)
    for z in (0.0, 0.02):
        p.loft(shell([(y, -d / 2 - 0.05 + z, 0.5 * w, 0, reach) for y in (high - tall, high)]), wood)
    if p.chance(0.3):
        p.path(
            [(0.1 * w, seat, -0.42 * d), (0, (seat + high) / 2, -0.46 * d), (0.12 * w, high - 0.03, -d / 2)],
            0.008,
            wood,
        )
        p.path(
            [(-0.1 * w, seat, -0.42 * d), (0, (seat + high) / 2, -0.46 * d), (-0.12 * w, high - 0.03, -d / 2)],
            0.008,
            wood,
        )


# -- armchairs -----------------------------------------------------------------------------------------------------
@design("armchair", LIVING)
def wing_chair(p: Piece) -> None:
    w, d, seat, high = p.between(0.66, 0.82), p.between(0.68, 0.8), p.between(0.42, 0.48), p.between(1.0, 1.2)
    cover, foot, arm = p.any_of(p.cloth, p.cloth, p.paint), p.between(0.12, 0.22), p.between(0.6, 0.66)
    cushions = cover if p.chance(0.7) else p.cloth()
    legs(p, w * 0.9, foot, d * 0.9, 0.025, p.any_of(p.wood, p.dark), splay=p.between(0.0, 0.03))
    p.pad((-w / 2 + 0.04, foot, -d / 2), (w / 2 - 0.04, seat - 0.08, d / 2), cover, soft=0.12)
    p.pad((-w / 2 + 0.1, seat - 0.12, -d / 2 + 0.1), (w / 2 - 0.1, seat + 0.03, d / 2 + 0.02), cushions)
    lean, wing = p.between(0.05, 0.14), p.between(0.24, 0.36)
    cushion(p, (0, seat - 0.1, -d / 2 + 0.1), (0, high, -d / 2 + 0.1 - lean), (w / 2 - 0.04, 0, 0), 0.16, cover, 0.22)
    rolled = p.chance(0.6)
    for x in (-w / 2 + 0.05, w / 2 - 0.05):
        p.pad((x - 0.05, foot, -d / 2), (x + 0.05, arm, d / 2), cover, soft=0.18)
        if rolled:
            p.rod((x * 1.08, arm - 0.04, -d / 2 + 0.1), (x * 1.08, arm - 0.04, d / 2 + 0.01), 0.07, cover)
        cushion(
            p,
            (x, arm - 0.1, -d / 2 + wing / 2),
            (x * 1.04, high - 0.04, -d / 2 + wing / 2 - lean),
            (0, 0, wing / 2),
            0.08,
            cover,
            0.4,
        )
    if p.chance(0.3):
        tufts(p, spread(-0.2, 0.2, 3), spread(seat + 0.15, high - 0.15, 4), -d / 2 + 0.17 - lean / 2, p.dark())
    p.top_m = seat


@design("armchair", LIVING)
def tub_chair(p: Piece) -> None:
    w, d, seat = p.between(0.66, 0.84), p.between(0.62, 0.78), p.between(0.4, 0.46)
    cover, foot, thick = p.any_of(p.cloth, p.cloth, p.paint), p.between(0.03, 0.16), p.between(0.07, 0.14)
    back = p.between(0.66, 0.82)
    wrap(p, w, d, (foot, p.between(0.56, 0.68) if p.chance(0.7) else back, back), thick, cover, p.between(0.45, 1.0))
    p.pad((-w / 2 + thick * 0.7, foot, -d / 2 + thick), (w / 2 - thick * 0.7, seat - 0.1, d / 2), cover, soft=0.2)
    p.pad(
        (-w / 2 + thick, seat - 0.13, -d / 2 + thick),
        (w / 2 - thick, seat, d / 2 + 0.02),
        p.any_of(p.cloth, lambda: cover),
        soft=0.35,
    )
    legs(p, w * 0.7, foot + 0.01, d * 0.7, 0.02, p.any_of(p.wood, p.metal, p.dark), splay=p.between(0.0, 0.04))
    if p.chance(0.3):
        cushion(p, (0, seat, -d / 2 + 0.2), (0, seat + 0.36, -d / 2 + 0.14), (0.2, 0, 0), 0.12, p.cloth(), 0.5)
    p.top_m = seat


def show_wood(p: Piece, seats: int, seat_w: Number) -> None:
    """A wooden frame with flat arms and loose cushions."""
    w, d, seat, high = seats * seat_w, p.between(0.66, 0.8), p.between(0.38, 0.44), p.between(0.74, 0.92)
    wood, cover, lean = (
        p.any_of(p.wood, p.wood, p.wood, p.dark, p.metal),
        p.any_of(p.cloth, p.paint),
        p.between(0.12, 0.24),
    )
    arm, back, thick = p.between(0.54, 0.64), -d / 2 + 0.15, p.between(0.09, 0.15)
    for x in (-w / 2 - 0.03, w / 2 + 0.03):
        p.rod((x, 0, d / 2 - 0.05), (x, arm, d / 2 - 0.1), 0.015, wood, end_radius=0.024)
        p.rod((x, 0, -d / 2), (x, arm, -d / 2 + 0.1), 0.015, wood, end_radius=0.022)
        plank(p, (x, arm, d / 2), (x, arm - p.between(0, 0.05), -d / 2), (p.between(0.022, 0.05), 0, 0), 0.025, wood)
        plank(p, (x, seat - 0.12, d / 2 - 0.07), (x, seat - 0.17, -d / 2 + 0.05), (0.012, 0, 0), 0.05, wood)
    p.box((-w / 2 - 0.03, seat - 0.16, d / 2 - 0.09), (w / 2 + 0.03, seat - 0.11, d / 2 - 0.06), wood)
    for y in spread(seat, high - 0.02, p.count(3, 5)):
        z = back - 0.06 - lean * (y - seat) / (high - seat)
        p.box((-w / 2 - 0.03, y - 0.025, z - 0.012), (w / 2 + 0.03, y + 0.02, z + 0.012), wood)
    for k in range(seats):
        x = -w / 2 + (k + 0.5) * seat_w
        p.pad((x - seat_w / 2, seat - thick, back - 0.03), (x + seat_w / 2, seat + 0.02, d / 2 + 0.02), cover)
        cushion(
            p,
            (x, seat - 0.02, back + 0.02),
            (x, high + 0.02, back + 0.02 - lean),
            (seat_w / 2 - 0.005, 0, 0),
            thick,
            cover,
        )
    p.top_m = seat


@design("armchair", LIVING)
def wood_framed_armchair(p: Piece) -> None:
    show_wood(p, 1, p.between(0.5, 0.62))


@design("armchair", LIVING)
def egg_chair(p: Piece) -> None:
    seat, half, high = p.between(0.36, 0.44), p.between(0.36, 0.46), p.between(0.95, 1.25)
    outside, inside = p.any_of(p.cloth, p.white, p.paint), p.cloth()
    hug = p.between(0.2, 0.36)
    rows: list[ShellRow] = [
        (seat - 0.06, 0.36, 0.6 * half, 0.0, -0.1),
        (seat, 0.28, 0.85 * half, 0.1, -0.02),
        (seat - 0.02, 0.0, half, 0.28, 0.05),
        (seat + 0.04, -0.22, half, 0.26, hug * 0.7),
        (seat + 0.22, -0.34, 0.95 * half, 0.16, hug),
        (seat + 0.5 * (high - seat), -0.42, 0.9 * half, 0.08, hug),
        (seat + 0.8 * (high - seat), -0.47, 0.85 * half, 0.0, hug),
        (high, -0.46, 0.5 * half, -0.1, hug * 0.4),
    ]
    p.loft(shell(rows, 13), outside)
    p.loft(shell([(y + 0.025, z + 0.03, w - 0.03, rise, forward) for y, z, w, rise, forward in rows[1:-1]], 13), inside)
    p.pad((-0.26, seat, -0.22), (0.26, seat + 0.09, 0.3), inside, soft=0.4)
    pedestal(p, seat - 0.02, p.between(0.26, 0.34), p.any_of(p.metal, p.dark, p.white))
    p.top_m = seat


@design("armchair", LIVING)
def recliner(p: Piece) -> None:
    w, seat, high, cover = (
        p.between(0.8, 0.98),
        p.between(0.44, 0.5),
        p.between(0.95, 1.1),
        p.any_of(p.cloth, p.dark, p.paint),
    )
    arm, inner, open_ = p.between(0.15, 0.22), 0.0, p.between(0, 1) if p.chance(0.6) else 0.0
    inner = w / 2 - arm
    p.box((-w / 2 + 0.03, 0, -0.38), (w / 2 - 0.03, 0.1, 0.36), p.dark())
    for x in (-w / 2, w / 2 - arm):
        p.pad((x, 0.05, -0.42), (x + arm, p.between(0.58, 0.66), 0.42), cover, soft=0.25)
    p.pad((-inner, 0.08, -0.3), (inner, seat, 0.42), cover, soft=0.25)
    lean = 0.12 + 0.3 * open_
    for k in range(p.count(2, 3)):
        a, b = (seat - 0.05 + (high - seat) * t for t in (k / 3, (k + 1.25) / 3))
        za, zb = (-0.28 - lean * (y - seat) / (high - seat) for y in (a, b))
        cushion(p, (0, a, za), (0, b, zb), (inner + 0.04 * (k == 2), 0, 0), 0.22, cover, 0.4)
    if open_ > 0.15:
        cushion(
            p,
            (0, seat - 0.1, 0.44),
            (0, seat - 0.1 - 0.25 * (1 - open_), 0.5 + 0.38 * open_),
            (inner, 0, 0),
            0.12,
            cover,
            0.3,
        )
    else:
        p.pad((-inner, 0.1, 0.38), (inner, seat - 0.04, 0.47), cover, soft=0.3)
    p.top_m = seat


@design("armchair", LIVING)
def bean_bag(p: Piece) -> None:
    r, high, back = p.between(0.38, 0.52), p.between(0.6, 0.9), p.between(0.3, 0.75)
    cover = p.any_of(p.cloth, p.paint)
    rows: list[list[Point]] = []
    for t in spread(0, pi, 13):
        y, wide = high * (1 - cos(t)) / 2, sin(t) ** 0.6 * (0.95 + 0.25 * cos(t))
        sag = back * max(0.0, (1 - cos(t)) / 2 - 0.4)
        line: list[Point] = []
        for x, z in around(25)[:-1] + [(1.0, 0.0)]:
            low = 0.45 * y * max(0.0, z) * wide  # the front sinks under the sitter
            line.append((r * wide * x * (1 - 0.5 * sag), max(0.0, y - low), r * wide * z * (1 - 0.4 * sag) - sag * r))
        rows.append(line)
    p.loft(rows, cover)
    if p.chance(0.4):
        p.path(
            [
                (-0.05, high - 0.03, rows[-1][0][2]),
                (0, high + 0.03, rows[-1][0][2]),
                (0.05, high - 0.03, rows[-1][0][2]),
            ],
            0.01,
            cover,
        )
    p.bare = True


@design("armchair", LIVING)
def lounge_chair_with_footstool(p: Piece) -> None:
    """Bent plywood shells with leather pads, tilted back on a swivel foot."""
    half, wood, hide = (
        p.between(0.3, 0.36),
        p.any_of(p.wood, p.dark, p.wood),
        p.any_of(p.dark, p.paint, p.white, p.cloth),
    )
    foot, seat = p.any_of(p.metal, p.dark), p.between(0.36, 0.42)
    pedestal(p, seat - 0.08, 0.32, foot)
    high = p.between(0.8, 0.9)
    for (y0, z0), (y1, z1) in (
        ((seat + 0.04, 0.32), (seat - 0.06, -0.24)),
        ((seat + 0.04, -0.3), (seat + 0.26, -0.42)),
        ((seat + 0.28, -0.43), (high, -0.56)),
    ):
        p.loft(shell([(y0 - 0.05, z0 - 0.03, half, 0.05, 0.03), (y1 - 0.05, z1 - 0.03, half, 0.05, 0.03)]), wood)
        cushion(p, (0, y0, z0), (0, y1, z1), (half - 0.03, 0, 0), 0.12, hide, 0.35)
    for x in (-half - 0.03, half + 0.03):
        p.pad((x - 0.05, seat + 0.12, -0.3), (x + 0.05, seat + 0.17, 0.12), hide, soft=0.35)
        p.rod((x, seat - 0.02, -0.25), (x, seat + 0.14, -0.2), 0.02, wood)
    if p.chance(0.5):
        away = p.between(0.62, 0.8)
        p.pad((-half, seat - 0.08, away - 0.22), (half, seat + 0.03, away + 0.22), hide, soft=0.35)
        p.rod((0, 0.03, away), (0, seat - 0.06, away), 0.022, foot)
        for x, z in around(4):
            p.rod((0, 0.06, away), (0.22 * x, 0.02, away + 0.22 * z), 0.014, foot)
    p.top_m = seat


@design("armchair", LIVING)
def cube_armchair(p: Piece) -> None:
    """Box cushions in a cage of steel tube."""
    w, d, h, arm = p.between(0.74, 0.9), p.between(0.68, 0.78), p.between(0.6, 0.7), p.between(0.12, 0.18)
    tube, hide = p.any_of(p.metal, p.metal, p.dark), p.any_of(p.dark, p.cloth, p.white, p.paint)
    seat, x, z = p.between(0.4, 0.45), w / 2, d / 2
    for side in (-x, x):
        p.path([(side, 0, z), (side, h - 0.08, z), (side, h - 0.08, -z), (side, 0, -z)], 0.014, tube)
        p.rod((side, 0.12, z), (side, 0.12, -z), 0.012, tube)
    for y in (0.12, h - 0.1):
        p.rod((-x, y, -z), (x, y, -z), 0.012, tube)
    p.rod((-x, 0.12, z), (x, 0.12, z), 0.012, tube)
    for k in range(2):
        y0, y1 = (0.13 + (seat - 0.13) * (k + j) / 2 for j in (0, 1))
        p.pad((-x + arm, y0, -z + 0.14), (x - arm, y1, z + 0.02), hide, soft=0.14)
    for side in (-x + 0.02, x - 0.02 - arm):
        p.pad((side, 0.14, -z + 0.02), (side + arm, h, z), hide, soft=0.14)
    p.pad((-x + arm, seat - 0.1, -z + 0.02), (x - arm, h + p.between(0, 0.1), -z + 0.2), hide, soft=0.14)
    p.top_m = seat


@design("armchair", LIVING)
def salon_armchair(p: Piece) -> None:
    """Carved wood around an upholstered oval back, with open arms."""
    seat, w, d, high = p.between(0.42, 0.47), p.between(0.56, 0.66), p.between(0.5, 0.58), p.between(0.92, 1.05)
    wood, cover, lean = p.any_of(p.wood, p.white, p.dark, p.metal), p.cloth(), p.between(0.08, 0.14)
    for sx in (-1, 1):
        x = sx * 0.44 * w
        p.path(
            [
                (x, seat - 0.05, 0.42 * d),
                (x * 1.12, seat * 0.7, 0.5 * d),
                (x, seat * 0.2, 0.44 * d),
                (x * 1.1, 0, 0.5 * d),
            ],
            0.018,
            wood,
        )
        p.path([(x, seat, -0.44 * d), (x, seat * 0.4, -0.46 * d), (x * 1.05, 0, -0.56 * d)], 0.018, wood)
        p.path(
            [
                (x * 0.8, seat + 0.24, -d / 2 - 0.03),
                (x * 1.15, seat + 0.23, 0.1),
                (x * 1.15, seat + 0.18, 0.17),
                (x, seat, 0.12),
            ],
            0.016,
            wood,
        )
        p.pad((x * 1.1 - 0.025, seat + 0.23, -0.1), (x * 1.1 + 0.025, seat + 0.265, 0.08), cover)
    slab(p, (w, d), seat - 0.07, seat - 0.01, wood, 0.5)
    p.pad((-0.47 * w, seat - 0.05, -0.46 * d), (0.47 * w, seat + 0.06, 0.46 * d), cover, soft=0.45)
    low, round_ = seat + p.between(0.03, 0.1), p.between(0.5, 1.0)
    a, b = (0, low, -d / 2), (0, high, -d / 2 - lean)
    cushion(p, a, b, (0.42 * w, 0, 0), 0.05, wood, round_)
    cushion(
        p, (0, low + 0.05, -d / 2 + 0.01), (0, high - 0.05, -d / 2 - lean + 0.02), (0.36 * w, 0, 0), 0.1, cover, round_
    )
    for x in (-0.3 * w, 0.3 * w):
        p.rod((x, seat - 0.03, -0.45 * d), (x, low + 0.12, -d / 2 - 0.02), 0.018, wood)
    p.top_m = seat


# -- sofas ---------------------------------------------------------------------------------------------------------
def scattered(p: Piece, w: Number, seat: Number, z: Number, count: int) -> None:
    """Throw cushions that lean on a back whose front is at z."""
    for _ in range(count):
        x, size, tilt = p.between(-0.42, 0.42) * w, p.between(0.17, 0.25), p.between(-0.06, 0.06)
        cushion(
            p, (x - tilt, seat, z + 0.14), (x + tilt, seat + 1.8 * size, z + 0.04), (size, 0, 0), 0.14, p.cloth(), 0.5
        )


@design("sofa", LIVING)
def corner_sofa(p: Piece) -> None:
    w, d, seat, back = p.between(2.0, 2.9), p.between(0.8, 0.95), p.between(0.38, 0.45), p.between(0.7, 0.88)
    long, cover, foot = p.between(1.4, 2.0), p.any_of(p.cloth, p.cloth, p.dark, p.white), p.between(0.03, 0.14)
    soft, arm, side_back = p.between(0.1, 0.3), p.between(0.12, 0.24), p.chance(0.5)
    inner, wing = -d / 2 + 0.2, p.between(0.75, 0.95)
    legs(p, w, foot, d, 0.025, p.any_of(p.wood, p.metal, p.dark))
    p.pad((-w / 2, foot, -d / 2), (w / 2, seat - 0.1, d / 2), cover, soft=0.08)
    p.pad((w / 2 - wing, foot, -d / 2), (w / 2, seat - 0.1, long - d / 2), cover, soft=0.08)
    p.pad((-w / 2, foot, -d / 2), (w / 2, back, inner), cover, soft=soft)
    p.pad((-w / 2, foot, -d / 2), (-w / 2 + arm, p.between(0.5, 0.66), d / 2), cover, soft=soft)
    end = w / 2 - (0.2 if side_back else 0.0)
    if side_back:
        p.pad((w / 2 - 0.2, foot, -d / 2), (w / 2, back, long - d / 2 - p.between(0, 0.3)), cover, soft=soft)
    seats, left, right = p.count(2, 3), -w / 2 + arm, w / 2 - wing
    cushions = cover if p.chance(0.8) else p.cloth()
    for k in range(seats):
        x0, x1 = (left + (right - left) * (k + j) / seats for j in (0, 1))
        p.pad((x0, seat - 0.14, inner), (x1, seat, d / 2 + 0.01), cushions, soft=0.2)
        cushion(
            p,
            ((x0 + x1) / 2, seat, inner + 0.12),
            ((x0 + x1) / 2, back + 0.06, inner),
            ((x1 - x0) / 2, 0, 0),
            0.18,
            cushions,
            0.35,
        )
    p.pad((right, seat - 0.14, inner), (end, seat, long - d / 2 + 0.01), cushions, soft=0.2)
    cushion(
        p,
        ((right + end) / 2, seat, inner + 0.12),
        ((right + end) / 2, back + 0.06, inner),
        ((end - right) / 2, 0, 0),
        0.18,
        cushions,
        0.35,
    )
    scattered(p, w, seat, inner + 0.12, p.count(0, 4))
    p.top_m = seat
    perhaps_mirrored(p)


@design("sofa", LIVING)
def chesterfield_sofa(p: Piece) -> None:
    w, d, h, seat = p.between(1.5, 2.3), p.between(0.85, 0.98), p.between(0.68, 0.78), p.between(0.42, 0.47)
    hide = p.any_of(
        p.cloth,
        p.cloth,
        lambda: p.stuff((0.35, 0.2, 0.12), shine=0.4),
        p.dark,
        lambda: p.stuff((0.12, 0.25, 0.18), shine=0.3),
    )
    roll, button, seats = p.between(0.08, 0.12), p.dark(), p.count(1, 3)
    for x in (-0.46 * w, 0.46 * w):
        for z in (-0.42 * d, 0.42 * d):
            p.turned([(0.02, 0), (0.035, 0.05), (0.03, 0.1)], p.any_of(p.wood, p.dark), at=(x, z))
    p.pad((-w / 2, 0.07, -d / 2), (w / 2, seat - 0.1, d / 2), hide, soft=0.08)
    p.pad((-w / 2, 0.1, -d / 2), (w / 2, h - roll, -d / 2 + 0.24), hide, soft=0.12)
    p.rod((-w / 2 - roll / 2, h - roll, -d / 2 + 0.12), (w / 2 + roll / 2, h - roll, -d / 2 + 0.12), roll, hide)
    for side in (-1, 1):
        x = side * (w / 2 - 0.07)
        p.pad((x - 0.1, 0.1, -d / 2), (x + 0.07, h - roll, d / 2 - 0.02), hide, soft=0.12)
        p.rod(
            (side * w / 2 - side * 0.04, h - roll, -d / 2 + 0.05),
            (side * w / 2 - side * 0.04, h - roll, d / 2),
            roll,
            hide,
        )
    left, width = -w / 2 + 0.18, w - 0.36
    for k in range(seats):
        p.pad(
            (left + width * k / seats, seat - 0.12, -d / 2 + 0.2),
            (left + width * (k + 1) / seats, seat + 0.02, d / 2),
            hide,
            soft=0.2,
        )
    tufts(
        p, spread(left, left + width, max(4, round(width / 0.18))), [seat + 0.09, seat + 0.19], -d / 2 + 0.245, button
    )
    if p.chance(0.5):
        tufts(p, spread(-0.44 * w, 0.44 * w, max(5, round(w / 0.2))), [0.2], d / 2 - 0.005, button)
    p.top_m = seat


@design("sofa", LIVING)
def futon_sofa(p: Piece) -> None:
    w, d, seat, high = p.between(1.4, 2.0), p.between(0.78, 0.95), p.between(0.34, 0.44), p.between(0.74, 0.88)
    frame, cover, arm = p.any_of(p.wood, p.wood, p.dark, p.metal), p.any_of(p.cloth, p.white), p.between(0.52, 0.62)
    thick, lean = p.between(0.1, 0.17), p.between(0.15, 0.3)
    for x in (-w / 2, w / 2):
        for z in (-d / 2 + 0.05, d / 2 - 0.05):
            p.box((x - 0.03, 0, z - 0.03), (x + 0.03, arm, z + 0.03), frame)
        p.box((x - p.between(0.04, 0.06), arm, -d / 2), (x + 0.05, arm + 0.03, d / 2), frame)
        for z in spread(-0.3 * d, 0.3 * d, p.count(0, 5)):
            p.box((x - 0.01, 0.15, z - 0.02), (x + 0.01, arm, z + 0.02), frame)
        p.box((x - 0.015, 0.13, -d / 2 + 0.05), (x + 0.015, 0.19, d / 2 - 0.05), frame)
    back, low = -d / 2 + lean + 0.02, seat - thick
    p.box((-w / 2, low - 0.06, d / 2 - 0.06), (w / 2, low, d / 2 - 0.03), frame)
    for x in spread(-0.46 * w, 0.46 * w, p.count(6, 12)):
        p.box((x - 0.02, low - 0.025, back), (x + 0.02, low, d / 2 - 0.04), frame)
        plank(p, (x, low, back - 0.02), (x, high, back - lean - 0.02), (0.02, 0, 0), 0.02, frame)
    p.box((-w / 2, high - 0.05, back - lean - 0.04), (w / 2, high, back - lean - 0.015), frame)
    p.pad((-0.48 * w, low, back), (0.48 * w, seat, d / 2 + 0.02), cover, soft=0.25)
    cushion(
        p, (0, low, back + thick / 2), (0, high + 0.02, back - lean + thick / 2), (0.48 * w, 0, 0), thick, cover, 0.25
    )
    scattered(p, w * 0.9, seat, back + 0.05, p.count(0, 2))
    p.top_m = seat


@design("sofa", LIVING)
def chaise_longue(p: Piece) -> None:
    w, d, seat, high = p.between(1.4, 1.9), p.between(0.62, 0.8), p.between(0.36, 0.44), p.between(0.72, 0.92)
    cover, foot, wood = p.any_of(p.cloth, p.cloth, p.paint), p.between(0.1, 0.18), p.any_of(p.wood, p.dark, p.metal)
    legs(p, w * 0.92, foot, d * 0.9, 0.022, wood, splay=p.between(0, 0.04))
    p.pad((-w / 2, foot, -d / 2), (w / 2, seat - 0.07, d / 2), cover, soft=0.12)
    p.pad((-w / 2 + 0.1, seat - 0.12, -d / 2 + 0.02), (w / 2, seat, d / 2 - 0.02), cover, soft=0.25)
    lean = p.between(0.05, 0.3)
    cushion(
        p,
        (-w / 2 + 0.14, seat - 0.1, 0),
        (-w / 2 + 0.12 - lean, high, 0),
        (0, 0, d / 2),
        p.between(0.12, 0.18),
        cover,
        0.25,
    )
    if p.chance(0.5):
        p.rod((-w / 2 + 0.1 - lean, high - 0.04, -d / 2), (-w / 2 + 0.1 - lean, high - 0.04, d / 2), 0.075, cover)
    if p.chance(0.65):  # a back that falls to the foot end
        top = spread(0, 1, 9)
        outline = [(-w / 2 + t * w * 0.75, seat + (high - seat - 0.04) * (1 - t) ** 1.4) for t in top]
        for z in (-d / 2, -d / 2 + 0.1):
            p.loft([[(x, y, z) for x, y in outline], [(x, foot + 0.05, z) for x, _ in outline]], cover)
        p.path([(x, y, -d / 2 + 0.05) for x, y in outline], 0.06, cover)
    if p.chance(0.6):
        p.rod(
            (-w / 2 + 0.28, seat + 0.09, -0.4 * d),
            (-w / 2 + 0.28, seat + 0.09, 0.4 * d),
            0.09,
            cover if p.chance(0.5) else p.cloth(),
        )
    p.top_m = seat
    perhaps_mirrored(p)


@design("sofa", LIVING)
def daybed(p: Piece) -> None:
    w, d, seat, high = p.between(1.85, 2.1), p.between(0.8, 1.0), p.between(0.4, 0.52), p.between(0.75, 1.0)
    frame, cover = p.any_of(p.wood, p.white, p.metal, p.dark), p.any_of(p.cloth, p.white)
    metal, arm = p.chance(0.5), p.between(0.7, 1.0) * high
    for x in (-w / 2, w / 2):
        for z, top in ((-d / 2, high), (d / 2, arm)):
            if metal:
                p.rod((x, 0, z), (x, top, z), 0.018, frame)
                p.ball((x, top + 0.015, z), (0.026, 0.026, 0.026), frame)
            else:
                p.box((x - 0.03, 0, z - 0.03), (x + 0.03, top, z + 0.03), frame)
    bar, posts = (0.012 if metal else 0.022), p.count(9, 15)
    for y in (seat - 0.18, high - 0.06):
        p.rod((-w / 2, y, -d / 2), (w / 2, y, -d / 2), bar, frame)
    for x in spread(-w / 2, w / 2, posts):
        p.rod((x, seat - 0.2, -d / 2), (x, high - 0.06, -d / 2), bar * 0.6, frame)
    for x in (-w / 2, w / 2):
        p.rod((x, arm - 0.06, -d / 2), (x, arm - 0.06, d / 2), bar, frame)
        for z in spread(-d / 2, d / 2, posts // 2):
            p.rod((x, seat - 0.2, z), (x, arm - 0.06, z), bar * 0.6, frame)
    p.box((-w / 2, seat - 0.28, d / 2 - 0.015), (w / 2, seat - 0.15, d / 2 + 0.015), frame)
    p.pad((-w / 2 + 0.02, seat - 0.2, -d / 2 + 0.02), (w / 2 - 0.02, seat, d / 2 - 0.01), cover, soft=0.15)
    scattered(p, w, seat, -d / 2, p.count(1, 5))
    p.top_m = seat


@design("sofa", LIVING)
def modular_sofa(p: Piece) -> None:
    """Low blocks without feet, pushed together."""
    unit, seat, back, seats = p.between(0.72, 0.95), p.between(0.32, 0.42), p.between(0.6, 0.74), p.count(2, 3)
    cover, soft = p.any_of(p.cloth, p.cloth, p.white), p.between(0.14, 0.4)
    w, thick, backless = seats * unit, p.between(0.2, 0.3), p.count(-1, seats - 1)
    for k in range(seats):
        x0, x1 = -w / 2 + k * unit + 0.005, -w / 2 + (k + 1) * unit - 0.005
        p.pad((x0, 0.01, -unit / 2), (x1, seat * 0.55, unit / 2), cover, soft=soft * 0.7)
        p.pad((x0, seat * 0.5, -unit / 2), (x1, seat, unit / 2 + 0.01), cover, soft=soft)
        if k != backless:
            p.pad((x0, seat * 0.8, -unit / 2), (x1, back, -unit / 2 + thick), cover, soft=soft)
    for side, wanted in ((-1, p.chance(0.5)), (1, p.chance(0.5))):
        if wanted:
            x = side * (w / 2 - thick / 2 + 0.02)
            p.pad((x - thick / 2, 0.01, -unit / 2), (x + thick / 2, back, unit / 2), cover, soft=soft)
    if p.chance(0.35) and seats == 2:
        p.pad((-w / 2 + 0.02, 0.01, unit * 0.52), (-w / 2 + unit, seat, unit * 1.3), cover, soft=soft)
    scattered(p, w * 0.8, seat, -unit / 2 + thick, p.count(0, 4))
    p.top_m = seat
    perhaps_mirrored(p)


@design("sofa", LIVING)
def camelback_sofa(p: Piece) -> None:
    w, d, seat, high = p.between(1.3, 2.1), p.between(0.72, 0.86), p.between(0.42, 0.47), p.between(0.84, 1.0)
    cover, wood, hump, seats = (
        p.any_of(p.cloth, p.cloth, p.paint),
        p.any_of(p.wood, p.dark, p.white),
        p.between(0.1, 0.25),
        p.count(1, 2),
    )
    for x in (-0.46 * w, 0, 0.46 * w):
        for z in (-0.45 * d, 0.45 * d):
            p.rod((x, 0, z), (x, 0.2, z * 0.97), 0.014, wood, end_radius=0.024)
    p.box((-w / 2, 0.17, -d / 2), (w / 2, 0.21, d / 2), wood)
    p.pad((-w / 2, 0.2, -d / 2), (w / 2, seat - 0.06, d / 2), cover, soft=0.08)
    line = [(x, high - hump * abs(x / (w / 2)) ** 1.7) for x in spread(-w / 2, w / 2, 15)]
    rows = [[(x, 0.25, z) for x, _ in line] for z in (-d / 2, -d / 2 + 0.16)]
    crest = [[(x, y, z) for x, y in line] for z in (-d / 2 - 0.05, -d / 2 + 0.05)]
    p.loft([rows[0], crest[0], [(x, y + 0.04, -d / 2) for x, y in line], crest[1], rows[1]], cover)
    for x in (-w / 2 + 0.04, w / 2 - 0.04):
        p.pad((x - 0.05, 0.22, -d / 2), (x + 0.05, seat + 0.2, d / 2 - 0.04), cover, soft=0.2)
        p.rod((x * 1.04, seat + 0.18, -d / 2 + 0.04), (x * 1.04, seat + 0.18, d / 2 - 0.02), 0.065, cover)
    for k in range(seats):
        x0, x1 = (-w / 2 + 0.1 + (w - 0.2) * (k + j) / seats for j in (0, 1))
        p.pad((x0, seat - 0.1, -d / 2 + 0.12), (x1, seat + 0.02, d / 2), cover, soft=0.25)
    scattered(p, w * 0.8, seat, -d / 2 + 0.1, p.count(0, 2))
    p.top_m = seat


@design("sofa", LIVING)
def wood_framed_sofa(p: Piece) -> None:
    show_wood(p, p.count(2, 3), p.between(0.55, 0.68))


@design("sofa", LIVING)
def curved_sofa(p: Piece) -> None:
    w, d, seat = p.between(1.7, 2.5), p.between(0.85, 1.1), p.between(0.38, 0.45)
    cover, foot, thick = p.any_of(p.cloth, p.cloth, p.white), p.between(0.02, 0.12), p.between(0.14, 0.24)
    back = p.between(0.66, 0.84)
    wrap(p, w, d, (foot, p.between(0.46, 0.7), back), thick, cover, p.between(0.3, 0.8))
    slab(p, (w - thick, d * 1.3), foot, seat - 0.12, cover, 0.6, at=(0, thick / 2))
    slab(
        p,
        (w - 1.6 * thick, d * 1.3 - thick),
        seat - 0.13,
        seat,
        cover if p.chance(0.7) else p.cloth(),
        0.6,
        at=(0, thick),
    )
    legs(p, w * 0.6, foot + 0.01, d * 0.6, 0.025, p.any_of(p.wood, p.metal, p.dark))
    if p.chance(0.5):
        rim = [
            (0.49 * w * cos(t), (seat + back) / 2, d / 2 - 0.98 * d * sin(t) + thick) for t in spread(0.5, pi - 0.5, 4)
        ]
        for x, _, z in rim:
            p.ball((x * 0.78, seat + 0.15, z + 0.12), (0.2, 0.18, 0.1), p.cloth())
    p.top_m = seat


# -- beds ------------------------------------------------------------------------------------------------------------
def bedding(
    p: Piece, w: Number, d: Number, high: Number, thick: Number, middle: tuple[Number, Number] = (0, 0)
) -> None:
    """Mattress, covers and pillows, their tops at `high` and the head behind."""
    x0, z0, sheet = middle[0] - w / 2, middle[1] - d / 2, p.any_of(p.white, p.white, p.cloth)
    cover, style, pillow = p.any_of(p.cloth, p.cloth, p.white), p.count(0, 3), p.any_of(p.white, p.cloth)
    p.pad((x0, high - thick, z0), (x0 + w, high, z0 + d), sheet, soft=0.12)
    fold, hang = z0 + d * p.between(0.25, 0.55), thick * p.between(0.5, 1.1)
    if style <= 1:  # a duvet, with or without a turned strip
        p.pad(
            (x0 - 0.02, high - hang, fold),
            (x0 + w + 0.02, high + p.between(0.02, 0.07), z0 + d + 0.015),
            cover,
            soft=0.14,
        )
        if style == 1:
            p.pad(
                (x0 - 0.025, high - hang, fold),
                (x0 + w + 0.025, high + 0.075, fold + p.between(0.15, 0.35)),
                sheet,
                soft=0.16,
            )
    elif style == 2:  # tucked in, a throw over the foot
        p.pad((x0 - 0.005, high - thick, fold), (x0 + w + 0.005, high + 0.012, z0 + d + 0.005), sheet, soft=0.1)
        z = z0 + d * p.between(0.62, 0.75)
        p.pad((x0 - 0.02, high - hang, z), (x0 + w + 0.02, high + 0.03, z + d * 0.2), cover, soft=0.1)
    else:  # thrown back
        p.pad(
            (x0 + 0.05, high - 0.03, z0 + d * 0.6), (x0 + w + 0.03, high + p.between(0.1, 0.2), z0 + d), cover, soft=0.6
        )
        p.pad((x0, high - 0.02, z0 + d * 0.5), (x0 + w * 0.7, high + 0.1, z0 + d * 0.75), cover, soft=0.7)
    pillows, propped = 1 if w < 1.2 else 2, p.chance(0.4)
    each = w / pillows
    for k in range(pillows):
        x = x0 + (k + 0.5) * each
        if propped:
            cushion(p, (x, high, z0 + 0.2), (x, high + 0.38, z0 + 0.08), (each * 0.44, 0, 0), 0.15, pillow, 0.5)
        else:
            p.pad(
                (x - each * 0.44, high - 0.02, z0 + 0.04), (x + each * 0.44, high + 0.13, z0 + 0.46), pillow, soft=0.5
            )
    for _ in range(p.count(0, 3) if w > 1.2 else p.count(0, 1)):
        x, size = x0 + w * p.between(0.25, 0.75), p.between(0.14, 0.22)
        cushion(p, (x, high, z0 + 0.5), (x, high + 1.8 * size, z0 + 0.38), (size, 0, 0), 0.13, p.cloth(), 0.5)


def bed_size(p: Piece) -> tuple[float, float]:
    """Width and length of a mattress for one or for two."""
    return p.between(0.85, 1.05) if p.chance(0.4) else p.between(1.35, 1.85), p.between(1.9, 2.1)


@design("bed", BEDROOM)
def metal_bed(p: Piece) -> None:
    (w, d), high = bed_size(p), p.between(0.44, 0.6)
    iron, r = p.any_of(p.dark, p.white, p.metal, p.metal), p.between(0.01, 0.022)
    head, foot, bowed, bars = p.between(0.9, 1.25), p.between(0.55, 0.9), p.chance(0.5), p.count(5, 11)
    bedding(p, w, d, high, p.between(0.16, 0.24))
    for z, top in ((-d / 2 - 0.03, head), (d / 2 + 0.04, foot)):
        for x in (-w / 2 - 0.02, w / 2 + 0.02):
            p.rod((x, 0, z), (x, top, z), r * 1.3, iron)
            p.ball((x, top + r, z), (r * 2, r * 2, r * 2), iron)
        rise = 0.25 * top if bowed else 0.0
        p.path(arch(w / 2 + 0.02, rise, top - 0.03, z), r, iron) if bowed else p.rod(
            (-w / 2, top - 0.03, z), (w / 2, top - 0.03, z), r, iron
        )
        p.rod((-w / 2 - 0.02, 0.3, z), (w / 2 + 0.02, 0.3, z), r, iron)
        for u in spread(-0.9, 0.9, bars):
            p.rod((u * w / 2, 0.3, z), (u * w / 2, top - 0.03 + rise * sqrt(1 - u * u), z), r * 0.6, iron)
    for x in (-w / 2, w / 2):
        p.box((x - 0.01, 0.26, -d / 2), (x + 0.01, 0.32, d / 2), iron)
    p.top_m = high


def ladder(p: Piece, x: Number, z: Number, high: Number, lean: Number, material: int) -> None:
    """Two stiles and rungs in front of x, their feet at z + lean."""
    steps = max(3, round(high / 0.28))
    for side in (-0.18, 0.18):
        p.rod((x + side, 0, z + lean), (x + side, high, z), 0.02, material)
    for k in range(1, steps):
        y, at = high * k / steps, z + lean * (1 - k / steps)
        p.rod((x - 0.18, y, at), (x + 0.18, y, at), 0.016, material)


def guard(p: Piece, length: Number, y: Number, z: Number, bars: int, material: int) -> None:
    """Rails along x above y."""
    for k in range(bars):
        p.box((-length / 2, y + 0.1 * k, z - 0.012), (length / 2, y + 0.1 * k + 0.06, z + 0.012), material)


@design("bed", BEDROOM)
def bunk_bed(p: Piece) -> None:
    w, d, low, up = p.between(1.85, 2.05), p.between(0.85, 1.0), p.between(0.32, 0.5), p.between(1.35, 1.6)
    frame, thick, high = p.any_of(p.wood, p.wood, p.white, p.metal, p.dark), p.between(0.12, 0.18), 0.0
    high, round_ = up + p.between(0.25, 0.4), p.chance(0.35)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.rod((x, 0, z), (x, high, z), 0.028, frame) if round_ else p.box(
                (x - 0.035, 0, z - 0.035), (x + 0.035, high, z + 0.035), frame
            )
        for y in spread(low, low + 0.35, 3) + spread(up, high - 0.07, 3):
            p.box((x - 0.012, y, -d / 2), (x + 0.012, y + 0.07, d / 2), frame)
    bed = Piece(p.rng)
    for level in (low, up):
        for z in (-d / 2, d / 2):
            p.box((-w / 2, level - thick - 0.04, z - 0.015), (w / 2, level - thick + 0.08, z + 0.015), frame)
        bed.materials = p.materials
        bedding(bed, d - 0.06, w - 0.08, level, thick)
    bed.turn(0, 1, 90)
    p.corners += bed.corners
    guard(p, w, up + 0.05, -d / 2, 2, frame)
    guard(p, w * 0.99, up + 0.05, d / 2, 2, frame)
    ladder(p, w * p.between(0.28, 0.36), d / 2 + 0.04, up + 0.2, p.between(0, 0.3), frame)
    p.top_m = up
    perhaps_mirrored(p)


@design("bed", BEDROOM)
def loft_bed(p: Piece) -> None:
    """A high bed over a desk or a seat."""
    w, d, up = p.between(1.9, 2.1), p.between(0.9, 1.3), p.between(1.5, 1.75)
    frame, thick = p.any_of(p.metal, p.wood, p.white, p.dark), p.between(0.12, 0.18)
    high = up + p.between(0.22, 0.34)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.box((x - 0.03, 0, z - 0.03), (x + 0.03, high, z + 0.03), frame)
        for y in (0.12, up - 0.05, high - 0.05):
            p.box((x - 0.015, y, -d / 2), (x + 0.015, y + 0.05, d / 2), frame)
    for z in (-d / 2, d / 2):
        p.box((-w / 2, up - thick - 0.08, z - 0.015), (w / 2, up - thick + 0.05, z + 0.015), frame)
        guard(p, w, up + 0.03, z, p.count(2, 3), frame)
    bed = Piece(p.rng)
    bed.materials = p.materials
    bedding(bed, d - 0.06, w - 0.08, up, thick)
    bed.turn(0, 1, 90)
    p.corners += bed.corners
    if p.chance(0.6):
        top = p.any_of(p.wood, p.white, p.dark)
        p.box((-w / 2 + 0.03, 0.71, -d / 2), (w / 2 - 0.03, 0.735, -d / 2 + p.between(0.5, 0.65)), top)
        p.box((-w / 2 + 0.05, 0.02, -d / 2 + 0.02), (-w / 2 + 0.45, 0.71, -d / 2 + 0.48), top)
        if p.chance(0.5):
            p.box((-w / 2 + 0.03, 1.05, -d / 2), (w / 2 - 0.03, 1.07, -d / 2 + 0.22), top)
            books(p, [p.paint() for _ in range(5)], (-0.5, 1.07, -d / 2 + 0.02), 0.9, 0.26, 0.2)
    elif p.chance(0.5):
        p.pad((-w / 2 + 0.1, 0, -d / 2 + 0.05), (w / 2 - 0.1, 0.35, d / 2 - 0.1), p.cloth(), soft=0.25)
        scattered(p, w * 0.8, 0.35, -d / 2, 3)
    ladder(p, w / 2 - 0.25, d / 2 + 0.04, up + 0.15, p.between(0, 0.35), frame)
    p.top_m = up
    perhaps_mirrored(p)


@design("bed", BEDROOM)
def canopy_bed(p: Piece) -> None:
    (w, d), high, tall = bed_size(p), p.between(0.45, 0.65), p.between(1.85, 2.2)
    frame, thin = p.any_of(p.wood, p.dark, p.white, p.metal), p.chance(0.5)
    post, profile = p.between(0.015, 0.045), turnings(p, p.count(4, 8))
    bedding(p, w, d, high, p.between(0.18, 0.26))
    p.box((-w / 2 - 0.02, high - 0.32, -d / 2 - 0.02), (w / 2 + 0.02, high - 0.15, d / 2 + 0.02), frame)
    for x in (-w / 2 - 0.02, w / 2 + 0.02):
        for z in (-d / 2 - 0.03, d / 2 + 0.03):
            if thin:
                p.box((x - post, 0, z - post), (x + post, tall, z + post), frame)
            else:
                baluster(p, (x, z), 0, tall, post * 1.2, profile, frame)
        p.box((x - 0.02, tall - 0.04, -d / 2), (x + 0.02, tall, d / 2), frame)
    for z in (-d / 2 - 0.03, d / 2 + 0.03):
        p.box((-w / 2, tall - 0.04, z - 0.02), (w / 2, tall, z + 0.02), frame)
    p.box(
        (-w / 2, high - 0.2, -d / 2 - 0.05),
        (w / 2, p.between(0.9, 1.2), -d / 2 - 0.02),
        p.any_of(lambda: frame, p.cloth),
    )
    if p.chance(0.6):
        veil = p.any_of(p.white, p.cloth, lambda: p.stuff((0.95, 0.95, 0.95), shine=0.0, opacity=0.6))
        if p.chance(0.5):
            p.box((-w / 2, tall, -d / 2), (w / 2, tall + 0.01, d / 2), veil)
        for x in (-w / 2 - 0.02, w / 2 - 0.2):
            for z in (-d / 2, d / 2) if p.chance(0.7) else (-d / 2,):
                p.drape((x, 0.1, z), (x + 0.22, tall - 0.02, z), 4, 0.08, veil)
    p.top_m = high


@design("bed", BEDROOM)
def upholstered_bed(p: Piece) -> None:
    (w, d), high, head = bed_size(p), p.between(0.48, 0.65), p.between(1.05, 1.5)
    cover, style, back = p.any_of(p.cloth, p.cloth, p.paint, p.dark), p.count(0, 3), -d / 2 - 0.02
    wide = w + p.between(0.05, 0.3) * p.chance(0.6)
    bedding(p, w, d, high, p.between(0.2, 0.3))
    foot = p.between(0.02, 0.14)
    p.pad((-w / 2 - 0.05, foot, -d / 2), (w / 2 + 0.05, high - 0.14, d / 2 + 0.05), cover, soft=0.06)
    legs(p, w, foot + 0.02, d, 0.03, p.any_of(p.wood, p.dark, p.metal))
    if style == 0:  # upright channels
        n = p.count(5, 11)
        for k in range(n):
            x0, x1 = (-wide / 2 + wide * (k + j) / n for j in (0, 1))
            p.pad((x0, foot, back - 0.1), (x1, head, back), cover, soft=0.3)
    elif style == 1:  # squares
        rows, columns = p.count(2, 3), p.count(3, 6)
        for i in range(columns):
            for j in range(rows):
                x, y = -wide / 2 + wide * i / columns, high - 0.2 + (head - high + 0.2) * j / rows
                p.pad((x, y, back - 0.1), (x + wide / columns, y + (head - high + 0.2) / rows, back), cover, soft=0.25)
    else:
        p.pad((-wide / 2, 0.02, back - 0.12), (wide / 2, head, back), cover, soft=p.between(0.06, 0.2))
        if style == 2:
            tufts(
                p,
                spread(-0.42 * wide, 0.42 * wide, max(4, round(wide / 0.22))),
                spread(high + 0.2, head - 0.1, 3),
                back,
                p.dark(),
            )
    if p.chance(0.3):
        for side in (-1, 1):
            x = side * wide / 2
            p.pad((x - 0.04, 0.02, back - 0.1), (x + 0.04, head, back + 0.2), cover, soft=0.15)
    p.top_m = high


@design("bed", BEDROOM)
def baby_cot(p: Piece) -> None:
    w, d, high = p.between(1.15, 1.4), p.between(0.6, 0.76), p.between(0.82, 1.0)
    frame, base, solid = p.any_of(p.wood, p.white, p.white, p.paint), p.between(0.35, 0.5), p.chance(0.4)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.box((x - 0.022, 0, z - 0.022), (x + 0.022, high, z + 0.022), frame)
        if solid:
            p.box((x - 0.012, 0.2, -d / 2), (x + 0.012, high + p.between(0, 0.08), d / 2), frame)
        else:
            for z in spread(-d / 2, d / 2, p.count(6, 8)):
                p.box((x - 0.007, 0.2, z - 0.01), (x + 0.007, high - 0.02, z + 0.01), frame)
        for y in (0.2, high - 0.04):
            p.box((x - 0.015, y, -d / 2), (x + 0.015, y + 0.04, d / 2), frame)
    for z in (-d / 2, d / 2):
        for y in (0.2, high - 0.04):
            p.box((-w / 2, y, z - 0.015), (w / 2, y + 0.04, z + 0.015), frame)
        for x in spread(-w / 2, w / 2, p.count(12, 18)):
            p.box((x - 0.01, 0.2, z - 0.007), (x + 0.01, high - 0.02, z + 0.007), frame)
    p.pad(
        (-w / 2 + 0.02, base - 0.1, -d / 2 + 0.02),
        (w / 2 - 0.02, base, d / 2 - 0.02),
        p.any_of(p.white, p.cloth),
        soft=0.15,
    )
    p.pad((-0.15 * w, base - 0.03, -d / 2 + 0.03), (w / 2 - 0.03, base + 0.04, d / 2 - 0.03), p.cloth(), soft=0.2)
    if p.chance(0.5):
        p.pad((-w / 2 + 0.04, base, -0.15), (-w / 2 + 0.3, base + 0.06, 0.15), p.white(), soft=0.5)
    if p.chance(0.3):
        p.box((-w / 2, 0.05, -d / 2), (w / 2, 0.18, d / 2), frame)
    p.top_m = base


@design("bed", BEDROOM)
def sleigh_bed(p: Piece) -> None:
    (w, d), high = bed_size(p), p.between(0.5, 0.65)
    wood, head, foot = p.any_of(p.wood, p.wood, p.dark, p.white), p.between(1.0, 1.25), p.between(0.65, 0.9)
    bedding(p, w, d, high, p.between(0.18, 0.26))
    for side, tall in ((-1, head), (1, foot)):
        z = side * (d / 2 + 0.02)
        bend = [(0.05, 0.0), (0.5, 0.0), (0.75, 0.03), (0.9, 0.08), (0.97, 0.13), (0.95, 0.18)]
        for thick in (0.0, 0.05):
            p.loft(
                [[(x, tall * y, z + side * (thick + out)) for x in (-w / 2 - 0.04, w / 2 + 0.04)] for y, out in bend],
                wood,
            )
        for x in (-w / 2 - 0.04, w / 2 + 0.04):
            for (ya, oa), (yb, ob) in zip(bend, bend[1:], strict=False):
                plank(
                    p,
                    (x, tall * ya, z + side * (oa + 0.025)),
                    (x, tall * yb, z + side * (ob + 0.025)),
                    (0.02, 0, 0),
                    0.07,
                    wood,
                )
        p.rod((-w / 2 - 0.06, tall * 0.95, z + side * 0.18), (w / 2 + 0.06, tall * 0.95, z + side * 0.18), 0.04, wood)
    for x in (-w / 2 - 0.03, w / 2 + 0.03):
        p.box((x - 0.02, 0.12, -d / 2), (x + 0.02, high - 0.1, d / 2), wood)
    legs(p, w, 0.1, d, 0.04, wood)
    p.top_m = high


@design("bed", BEDROOM)
def platform_bed(p: Piece) -> None:
    """Low, on a wide board, some with bedside shelves that belong to it."""
    (w, d), base = bed_size(p), p.between(0.14, 0.28)
    wood, thick, rim = p.any_of(p.wood, p.wood, p.dark, p.white), p.between(0.15, 0.24), p.between(0.03, 0.2)
    bedding(p, w, d, base + thick, thick)
    p.box((-w / 2 - rim, base - 0.06, -d / 2 - 0.03), (w / 2 + rim, base, d / 2 + rim), wood)
    p.box((-w / 2 + 0.15, 0, -d / 2 + 0.1), (w / 2 - 0.15, base - 0.05, d / 2 - 0.15), p.any_of(p.dark, lambda: wood))
    head, wings = p.between(0.55, 0.9), p.between(0.35, 0.55) if p.chance(0.5) else 0.0
    if p.chance(0.85):
        half = w / 2 + rim + wings
        boards = p.count(1, 4)
        for k in range(boards):
            y0, y1 = (base + (head - base) * (k + j) / boards for j in (0, 0.94))
            p.box((-half, y0, -d / 2 - 0.07), (half, y1, -d / 2 - 0.03), wood)
        if wings:
            for side in (-1, 1):
                x0, x1 = sorted((side * (w / 2 + rim), side * half))
                p.box((x0, base + 0.05, -d / 2 - 0.03), (x1, base + p.between(0.08, 0.2), -d / 2 + 0.38), wood)
    p.top_m = base + thick


@design("bed", BEDROOM)
def storage_bed(p: Piece) -> None:
    """Drawers under the mattress and shelves in the head."""
    (w, d), high, shelf = bed_size(p), p.between(0.5, 0.65), p.between(0.2, 0.32)
    body, thick = p.any_of(p.wood, p.white, p.white, p.dark), p.between(0.14, 0.2)
    base, head = high - thick, p.between(0.8, 1.1)
    bedding(p, w, d, high, thick)
    p.box((-w / 2 - 0.01, 0, -d / 2), (w / 2 + 0.01, base + 0.04, d / 2 + 0.01), body)
    drawer, handle = body if p.chance(0.6) else p.any_of(p.wood, p.white, p.paint), p.metal()
    n = p.count(2, 3)
    for side in (-1, 1):
        for k in range(n):
            z, x = -d / 2 + d * (k + 0.5) / n, side * (w / 2 + 0.015)
            p.box((x - 0.012, 0.05, z - 0.46 * d / n), (x + 0.012, base - 0.02, z + 0.46 * d / n), drawer)
            p.rod((x + side * 0.03, base * 0.7, z - 0.07), (x + side * 0.03, base * 0.7, z + 0.07), 0.008, handle)
    shelves = Piece(p.rng)
    shelves.materials = p.materials
    for left, floor, width, height in open_case(shelves, (w + 0.04, head, shelf), 3, p.count(2, 3), body, back=True):
        if floor > high and p.chance(0.7):
            books(shelves, [p.paint() for _ in range(3)], (left, floor, -shelf / 2 + 0.02), width, height, shelf * 0.8)
    for rows in shelves.corners:
        rows[:, 2] -= d / 2 + shelf / 2
    p.corners += shelves.corners
    p.top_m = high


@design("bed", BEDROOM)
def country_bed(p: Piece) -> None:
    """Turned posts, a curved or panelled board between them at the head and at the foot."""
    (w, d), high = bed_size(p), p.between(0.5, 0.68)
    wood, post, profile = (
        p.any_of(p.wood, p.wood, p.white, p.dark, p.paint),
        p.between(0.03, 0.05),
        turnings(p, p.count(3, 6)),
    )
    bedding(p, w, d, high, p.between(0.18, 0.26))
    bend, head, foot = p.between(0.0, 0.3), p.between(0.9, 1.2), p.between(0.6, 0.8)
    for z, tall in ((-d / 2 - 0.04, head), (d / 2 + 0.04, foot)):
        line = spread(-w / 2, w / 2, 13)
        crest = [tall - 0.12 + bend * sqrt(max(0.0, 1 - (2 * x / w) ** 2)) * (1.0 if z < 0 else 0.4) for x in line]
        for at in (z - 0.015, z + 0.015):
            p.loft([[(x, 0.28, at) for x in line], [(x, y, at) for x, y in zip(line, crest, strict=True)]], wood)
        p.path([(x, y, z) for x, y in zip(line, crest, strict=True)], 0.022, wood)
        for x in (-w / 2 - 0.02, w / 2 + 0.02):
            baluster(p, (x, z), 0, tall, post, profile, wood)
            p.ball((x, tall + post * 0.8, z), (post, post, post), wood)
        for x in spread(-0.33 * w, 0.33 * w, p.count(2, 4)):
            p.box((x - 0.1, high * 0.8, z - 0.022), (x + 0.1, tall - 0.2, z + 0.022), wood)
    for x in (-w / 2, w / 2):
        p.box((x - 0.015, 0.22, -d / 2), (x + 0.015, high - 0.15, d / 2), wood)
    p.top_m = high


# -- tables ------------------------------------------------------------------------------------------------------------
@design("table", LIVING)
def pedestal_table(p: Piece) -> None:
    """A round top on a turned column with curved feet."""
    r, h = p.between(0.4, 0.7), p.between(0.7, 0.77)
    if p.chance(0.3):
        r, h = p.between(0.22, 0.32), p.between(0.5, 0.66)
    wood, reach = p.any_of(p.wood, p.wood, p.dark, p.white), r * p.between(0.6, 0.8)
    slab(p, (2 * r, 2 * r * p.between(0.85, 1.0)), h - p.between(0.018, 0.035), h, wood)
    baluster(p, (0, 0), 0.12, h - 0.02, p.between(0.05, 0.09), turnings(p, p.count(4, 7)), wood)
    for x, z in around(p.count(3, 4)):
        p.path(
            [
                (0, 0.24, 0),
                (0.4 * reach * x, 0.2, 0.4 * reach * z),
                (0.8 * reach * x, 0.06, 0.8 * reach * z),
                (reach * x, 0.025, reach * z),
            ],
            0.025,
            wood,
        )


@design("table", LIVING)
def trestle_table(p: Piece) -> None:
    w, d, h = p.between(1.3, 2.2), p.between(0.7, 0.98), p.between(0.71, 0.77)
    wood = p.any_of(p.wood, p.wood, p.dark, p.white)
    top, style, x0 = (
        wood if p.chance(0.6) else p.any_of(p.wood, p.white, p.glass),
        p.count(0, 2),
        p.between(0.3, 0.4) * w,
    )
    p.box((-w / 2, h - p.between(0.025, 0.06), -d / 2), (w / 2, h, d / 2), top)
    for x in (-x0, x0):
        if style == 0:  # A-frames
            for z in (-1, 1):
                plank(p, (x, 0, z * 0.42 * d), (x, h - 0.03, z * 0.12 * d), (0.035, 0, 0), 0.04, wood)
            p.box((x - 0.03, 0.22, -0.36 * d), (x + 0.03, 0.27, 0.36 * d), wood)
        elif style == 1:  # crosses
            for z in (-1, 1):
                plank(p, (x, 0, z * 0.4 * d), (x, h - 0.03, -z * 0.4 * d), (0.03, 0, 0), 0.07, wood)
        else:  # a post between a foot and a head
            p.box((x - 0.04, 0, -0.4 * d), (x + 0.04, 0.07, 0.4 * d), wood)
            p.box((x - 0.04, h - 0.1, -0.38 * d), (x + 0.04, h - 0.03, 0.38 * d), wood)
            p.block((x - 0.04, 0.07, -0.12 * d), (x + 0.04, h - 0.1, 0.12 * d), (1.0, p.between(0.6, 1.4)), wood)
    if p.chance(0.75):
        y = p.between(0.18, 0.5)
        p.box((-x0 - 0.06, y, -0.02), (x0 + 0.06, y + 0.09, 0.02), wood)


@design("table", LIVING)
def glass_coffee_table(p: Piece) -> None:
    w, d, h = p.between(0.7, 1.3), p.between(0.5, 0.8), p.between(0.32, 0.48)
    frame, pane, bar = p.any_of(p.metal, p.metal, p.dark, p.white), p.glass(), p.between(0.008, 0.02)
    square = 0.12 if p.chance(0.6) else 1.0
    slab(p, (w, d), h - 0.012, h, pane, square)
    if square == 1.0:
        for y in (h - 0.02, 0.02):
            rim = [(0.46 * w * x, y, 0.46 * d * z) for x, z in around(20)]
            p.path([*rim, rim[0]], bar, frame)
        for x, z in around(p.count(3, 5)):
            p.rod((0.46 * w * x, 0, 0.46 * d * z), (0.46 * w * x, h - 0.012, 0.46 * d * z), bar, frame)
    else:
        for x in (-0.47 * w, 0.47 * w):
            for z in (-0.46 * d, 0.46 * d):
                p.box((x - bar, 0, z - bar), (x + bar, h - 0.012, z + bar), frame)
        for y in (h - 0.014 - 2 * bar, p.between(0.0, 0.12)):
            for z in (-0.46 * d, 0.46 * d):
                p.box((-0.47 * w, y, z - bar), (0.47 * w, y + 2 * bar, z + bar), frame)
            for x in (-0.47 * w, 0.47 * w):
                p.box((x - bar, y, -0.46 * d), (x + bar, y + 2 * bar, 0.46 * d), frame)
    if p.chance(0.5):
        slab(p, (0.9 * w, 0.88 * d), h * 0.35, h * 0.35 + 0.012, p.any_of(lambda: pane, p.wood, p.dark), square)


@design("table", LIVING)
def console_table(p: Piece) -> None:
    w, d, h = p.between(0.8, 1.5), p.between(0.28, 0.42), p.between(0.72, 0.88)
    wood, style = p.any_of(p.wood, p.white, p.dark, p.paint), p.count(0, 2)
    frame = wood if p.chance(0.5) else p.any_of(p.metal, p.dark, p.wood)
    top = wood if p.chance(0.6) else p.any_of(p.glass, p.wood, p.white)
    if style == 0:  # half of a round
        plate(p, [(w / 2 * cos(t), -d / 2 + d * sin(t)) for t in spread(0, pi, 19)], h - 0.025, h, top)
        for x, z in ((-0.44 * w, -0.45 * d), (0.44 * w, -0.45 * d), (-0.2 * w, 0.3 * d), (0.2 * w, 0.3 * d)):
            p.rod((x, 0, z), (x, h - 0.02, z), 0.01, frame, end_radius=0.02)
        return
    p.box((-w / 2, h - 0.03, -d / 2), (w / 2, h, d / 2), top)
    legs(p, w, h - 0.03, d, p.between(0.012, 0.026), frame)
    if style == 1:
        n, low = p.count(1, 3), h - p.between(0.13, 0.2)
        p.box((-w / 2 + 0.02, low, -d / 2 + 0.01), (w / 2 - 0.02, h - 0.03, d / 2 - 0.03), wood)
        fronts(p, (w - 0.06, h - 0.03, d - 0.06), 1, n, wood, base=low)
    if p.chance(0.6):
        y = p.between(0.12, 0.25)
        p.box((-w / 2 + 0.01, y, -d / 2 + 0.01), (w / 2 - 0.01, y + 0.02, d / 2 - 0.01), wood)
        if p.chance(0.5):
            for x in (-0.25 * w, 0.25 * w):
                p.pad(
                    (x - 0.16, y + 0.02, -0.4 * d),
                    (x + 0.16, y + p.between(0.16, 0.28), 0.4 * d),
                    p.any_of(p.cloth, p.wood),
                    soft=0.2,
                )


@design("table", LIVING)
def tray_table(p: Piece) -> None:
    """A round tray on three legs or on folding trestles."""
    r, h, rim = p.between(0.19, 0.34), p.between(0.42, 0.62), p.between(0.015, 0.06)
    tray, frame = p.any_of(p.metal, p.dark, p.white, p.paint, p.wood), p.any_of(p.wood, p.metal, p.dark)
    p.turned([(0, h), (r, h), (r, h), (r, h + rim), (r - 0.006, h + rim), (r - 0.006, h + 0.006), (0, h + 0.006)], tray)
    style = p.count(0, 2)
    if style == 0:
        for x, z in around(p.count(3, 4)):
            p.rod((r * x, 0, r * z), (0.55 * r * x, h, 0.55 * r * z), 0.011, frame, end_radius=0.015)
    elif style == 1:
        for side in (-1, 1):
            for x in (-0.5 * r, 0.5 * r):
                p.rod((x, 0, side * 0.8 * r), (x, h, -side * 0.8 * r), 0.01, frame)
            p.rod((-0.5 * r, 0.05, side * 0.75 * r), (0.5 * r, 0.05, side * 0.75 * r), 0.008, frame)
    else:
        p.rod((0, 0, 0), (0, h + p.between(0.0, 0.25), 0), 0.011, frame)
        p.turned([(0, 0), (0.7 * r, 0), (0.7 * r, 0.015), (0, 0.02)], frame)
    p.top_m = h + 0.006


@design("table", KITCHEN)
def oval_table(p: Piece) -> None:
    w, d, h = p.between(1.2, 2.1), p.between(0.85, 1.1), p.between(0.72, 0.77)
    top = p.any_of(p.wood, p.wood, p.white, p.dark)
    frame = top if p.chance(0.6) else p.any_of(p.wood, p.metal, p.dark, p.white)
    slab(p, (w, d), h - p.between(0.02, 0.04), h, top, p.between(0.6, 1.0))
    style = p.count(0, 2)
    if style == 0:  # bowed legs under an apron
        slab(p, (0.78 * w, 0.74 * d), h - 0.12, h - 0.02, frame, 0.7)
        for sx in (-1, 1):
            for sz in (-1, 1):
                x, z = sx * 0.3 * w, sz * 0.29 * d
                p.path(
                    [(x, h - 0.06, z), (x * 1.12, h * 0.75, z * 1.12), (x, h * 0.25, z), (x * 1.08, 0, z * 1.08)],
                    0.027,
                    frame,
                )
    elif style == 1:
        legs(p, 0.66 * w, h - 0.02, 0.6 * d, 0.028, frame, splay=p.between(0.03, 0.12))
    else:
        for x in (-0.24 * w, 0.24 * w):
            baluster(p, (x, 0), 0.08, h - 0.02, 0.06, turnings(p, 5), frame)
            for z in (-1, 1):
                p.path([(x, 0.2, 0), (x, 0.14, z * 0.16 * d), (x, 0.025, z * 0.36 * d)], 0.026, frame)
        p.rod((-0.24 * w, 0.2, 0), (0.24 * w, 0.2, 0), 0.02, frame)


@design("table", LIVING)
def tulip_table(p: Piece) -> None:
    small = p.chance(0.35)
    r = p.between(0.22, 0.34) if small else p.between(0.4, 0.65)
    h = p.between(0.42, 0.55) if small else p.between(0.71, 0.75)
    foot, oval = p.any_of(p.white, p.white, p.dark, p.metal), p.between(0.65, 1.0) if p.chance(0.4) else 1.0
    base, neck = r * p.between(0.5, 0.62), p.between(0.025, 0.045)
    p.turned(
        [
            (0, 0),
            (base, 0.0),
            (base * 0.95, 0.015),
            (base * 0.5, 0.05),
            (neck * 1.5, 0.16),
            (neck, 0.5 * h),
            (neck * 1.5, 0.8 * h),
            (r * 0.35, h - 0.02),
        ],
        foot,
    )
    p.turned(
        [(0, h - 0.025), (r * 0.93, h - 0.025), (r, h - 0.008), (r, h), (r, h), (0, h)],
        p.any_of(lambda: foot, p.wood, p.white, p.dark),
        oval=oval,
    )


@design("table", LIVING)
def live_edge_table(p: Piece) -> None:
    """A kidney or a board with its natural edges, on hairpins, stumps or slanted legs."""
    low = p.chance(0.6)
    w, d = (p.between(0.8, 1.3), p.between(0.45, 0.7)) if low else (p.between(1.3, 2.0), p.between(0.75, 0.95))
    h, thick = p.between(0.34, 0.46) if low else p.between(0.72, 0.77), p.between(0.02, 0.06)
    wood, leg, kidney = p.wood(), p.any_of(p.dark, p.metal, p.wood), p.chance(0.5)
    waves = [(p.between(0, 6), p.between(0.01, 0.05)) for _ in range(3)]
    outline: list[tuple[float, float]] = []
    for x, z in around(40):
        turn = float(np.arctan2(z, x))
        bump = 1 + sum(size * sin((k + 2) * turn + phase) for k, (phase, size) in enumerate(waves))
        edge = 1.0 if kidney else 0.45
        u, v = (float(np.sign(t)) * abs(t) ** edge for t in (x, z))
        outline.append((w / 2 * u * bump, d / 2 * v * bump + 0.22 * d * kidney * u * u))
    plate(p, outline, h - thick, h, wood)
    style = p.count(0, 2)
    for sx in (-1, 1):
        for sz in (-1, 1):
            x, z = sx * 0.3 * w, sz * 0.2 * d + 0.08 * d * kidney
            if style == 0:
                for dx in (-0.05, 0.05):
                    p.rod((x * 1.1, 0, z * 1.15), (x + dx, h - thick, z), 0.006, leg)
            elif style == 1:
                p.rod((x * 1.15, 0, z * 1.25), (x, h - thick, z), 0.014, leg, end_radius=0.024)
            else:
                p.box((x - 0.03, 0, z - 0.03), (x + 0.03, h - thick, z + 0.03), leg)


@design("table", LIVING)
def block_table(p: Piece) -> None:
    """A solid of stone, plaster, wood or metal: a drum, a cube, an hourglass or stacked slabs."""
    w, h = p.between(0.35, 0.95), p.between(0.32, 0.52)
    stone = p.any_of(p.white, p.dark, p.wood, p.metal, lambda: p.stuff((0.7, 0.66, 0.6), shine=0.3), p.paint)
    style, d = p.count(0, 4), w * p.between(0.7, 1.0)
    if style == 0:
        slab(p, (w, d), 0, h, stone)
    elif style == 1:
        slab(p, (w, d), 0, h, stone, p.between(0.1, 0.3))
    elif style == 2:
        waist = p.between(0.45, 0.8) * w / 2
        p.turned([(0, 0), (w / 2, 0), (w / 2, 0), (waist, h * 0.5), (w / 2, h), (w / 2, h), (0, h)], stone)
    elif style == 3:
        slab(p, (w, d), h - p.between(0.06, 0.14), h, stone, p.between(0.2, 1.0))
        slab(p, (w * 0.55, d * 0.6), 0, h - 0.05, p.any_of(lambda: stone, p.wood, p.metal), p.between(0.2, 1.0))
    else:
        n = p.count(14, 22)
        slab(p, (w, w), h - 0.03, h, stone)
        for x, z in around(n):  # a fluted drum
            p.rod((0.46 * w * x, 0, 0.46 * w * z), (0.46 * w * x, h - 0.02, 0.46 * w * z), 0.46 * pi * w / n, stone)


@design("table", LIVING)
def nest_of_tables(p: Piece) -> None:
    w, d, h = p.between(0.45, 0.65), p.between(0.34, 0.5), p.between(0.45, 0.6)
    material, frame = p.any_of(p.wood, p.white, p.glass, p.dark), p.any_of(p.wood, p.metal, p.dark)
    round_, step, out = p.chance(0.4), p.between(0.06, 0.1), p.between(0.05, 0.3)
    for k in range(p.count(2, 3)):
        wk, hk, z, x = w - 2 * step * k, h - step * k, out * k, p.between(-0.1, 0.3) * k * w * round_
        slab(p, (wk, wk if round_ else d), hk - 0.02, hk, material, 1.0 if round_ else 0.1, at=(x, z))
        for sx in (-1, 1):
            xs = x + sx * (0.34 if round_ else 0.47) * wk
            for sz in (-1, 1):
                p.rod((xs, 0, z + sz * 0.4 * d), (xs, hk - 0.02, z + sz * 0.4 * d), 0.011, frame)
            p.rod((xs, 0.015, z - 0.4 * d), (xs, 0.015, z + 0.4 * d), 0.01, frame)
    p.top_m = h


@design("table", KITCHEN)
def farmhouse_table(p: Piece) -> None:
    """Turned legs, an apron, a top of boards, some with a drawer."""
    w, d, h = p.between(1.0, 2.1), p.between(0.75, 1.0), p.between(0.73, 0.78)
    top, frame = p.any_of(p.wood, p.wood, p.white), p.any_of(p.wood, p.white, p.paint)
    boards, profile, thick = p.count(3, 6), turnings(p, p.count(3, 6)), p.between(0.035, 0.055)
    for k in range(boards):
        z = -d / 2 + d * k / boards
        p.box((-w / 2, h - 0.035, z + 0.002), (w / 2, h, z + d / boards - 0.002), top)
    x0, z0 = w / 2 - 0.09, d / 2 - 0.09
    for x in (-x0, x0):
        p.box((x - 0.015, h - 0.14, -z0), (x + 0.015, h - 0.03, z0), frame)
        for z in (-z0, z0):
            baluster(p, (x, z), 0, h - 0.16, thick, profile, frame)
            p.box((x - thick, h - 0.17, z - thick), (x + thick, h - 0.03, z + thick), frame)
    for z in (-z0, z0):
        p.box((-x0, h - 0.14, z - 0.015), (x0, h - 0.03, z + 0.015), frame)
    if p.chance(0.4):
        p.box((-0.22, h - 0.13, z0 + 0.01), (0.22, h - 0.045, z0 + 0.025), frame)
        p.ball((0, h - 0.09, z0 + 0.035), (0.015, 0.015, 0.015), p.any_of(p.metal, p.dark))


@design("table", LIVING)
def picnic_table(p: Piece) -> None:
    """A table and two benches on one frame."""
    w, d, h, seat = p.between(1.2, 1.8), p.between(0.65, 0.8), p.between(0.7, 0.76), p.between(0.4, 0.46)
    wood, reach, boards = p.any_of(p.wood, p.wood, p.paint), p.between(0.62, 0.72), p.count(4, 6)
    for k in range(boards):
        z = -d / 2 + d * k / boards
        p.box((-w / 2, h - 0.035, z), (w / 2, h, z + d / boards * 0.92), wood)
    for side in (-1, 1):
        for k in range(2):
            z = side * reach - 0.14 + 0.145 * k
            p.box((-w / 2, seat - 0.035, z), (w / 2, seat, z + 0.135), wood)
        x = side * 0.36 * w
        p.box((x - 0.02, seat - 0.12, -reach - 0.12), (x + 0.02, seat - 0.035, reach + 0.12), wood)
        p.box((x - 0.02, h - 0.12, -0.46 * d), (x + 0.02, h - 0.035, 0.46 * d), wood)
        for z in (-1, 1):
            plank(p, (x + 0.04, 0, z * reach * 0.95), (x + 0.04, h - 0.04, z * 0.25), (0.02, 0, 0), 0.09, wood)
    p.top_m = h


@design("table", LIVING)
def coffee_table_with_drawers(p: Piece) -> None:
    """Low, with drawers or a shelf, and things on the shelf."""
    w, d, h = p.between(0.8, 1.25), p.between(0.5, 0.7), p.between(0.36, 0.48)
    wood, style = p.any_of(p.wood, p.wood, p.white, p.dark), p.count(0, 2)
    p.box((-w / 2, h - 0.03, -d / 2), (w / 2, h, d / 2), wood)
    legs(p, w * 0.97, h - 0.03, d * 0.96, p.between(0.018, 0.035), wood, splay=0.03 if p.chance(0.3) else 0.0)
    if style == 0:
        p.box((-0.46 * w, h * 0.5, -0.45 * d), (0.46 * w, h - 0.03, 0.45 * d), wood)
        fronts(p, (0.9 * w, h - 0.04, 0.9 * d), 1, p.count(1, 3), wood, base=h * 0.5)
    else:
        y = h * p.between(0.2, 0.5)
        p.box((-0.46 * w, y, -0.45 * d), (0.46 * w, y + 0.02, 0.45 * d), p.any_of(lambda: wood, p.wood, p.glass))
        for x in (-0.25 * w, 0.2 * w)[: p.count(0, 2)]:
            for k in range(p.count(1, 3)):
                p.box((x - 0.12, y + 0.02 + 0.025 * k, -0.1), (x + 0.12, y + 0.043 + 0.025 * k, 0.08), p.paint())


@design("table", BEDROOM)
def open_bedside_table(p: Piece) -> None:
    """A drawer over an open shelf, on tapered legs."""
    w, h, d = p.between(0.38, 0.48), p.between(0.43, 0.49), p.between(0.34, 0.44)
    material, foot, board = p.any_of(p.wood, p.wood, p.white, p.paint), p.between(0.05, 0.2), p.between(0.014, 0.025)
    split = foot + (h - foot) * p.between(0.4, 0.6)
    for y in (foot, split, h - board):
        p.box((-w / 2, y, -d / 2), (w / 2, y + board, d / 2), material)
    for x in (-w / 2, w / 2 - board):
        p.box((x, foot, -d / 2), (x + board, h, d / 2), material)
    p.box((-w / 2, foot, -d / 2), (w / 2, h, -d / 2 + 0.01), material)
    drawer = material if p.chance(0.5) else p.any_of(p.white, p.wood, p.paint)
    p.box((-w / 2 + board, split + board, -d / 2), (w / 2 - board, h - board, d / 2 - 0.02), drawer)
    fronts(p, (w - 2 * board, h - board, d - 0.03), 1, 1, drawer, base=split + board)
    legs(p, w * 0.95, foot, d * 0.95, 0.018, p.any_of(lambda: material, p.wood, p.metal), splay=p.between(0, 0.03))
    if p.chance(0.6):
        books(
            p,
            [p.paint() for _ in range(3)],
            (-w / 2 + board, foot + board, -d / 2 + 0.02),
            w * 0.7,
            split - foot,
            d * 0.7,
        )


@design("table", LIVING)
def sofa_side_table(p: Piece) -> None:
    """Its foot reaches under the sofa."""
    w, d, h, r = p.between(0.35, 0.5), p.between(0.3, 0.4), p.between(0.52, 0.65), p.between(0.008, 0.014)
    frame, top = p.any_of(p.metal, p.dark, p.white, p.wood), p.any_of(p.wood, p.glass, p.white, p.dark)
    slab(p, (w, d), h - p.between(0.012, 0.03), h, top, 0.1 if p.chance(0.6) else 0.9)
    x = -0.46 * w
    for z in (-0.4 * d, 0.4 * d):
        p.path([(0.46 * w, h - 0.02, z), (x, h - 0.02, z), (x, r, z), (0.46 * w, r, z)], r, frame)
    for at, y in ((0.46 * w, r), (x, r), (x, h - 0.02)):
        p.rod((at, y, -0.4 * d), (at, y, 0.4 * d), r, frame)
    perhaps_mirrored(p)


# -- desks -------------------------------------------------------------------------------------------------------------
def drawer_block(p: Piece, x: Number, size: tuple[Number, Number, Number], material: int, z: Number = 0.0) -> None:
    """A stack of drawers under a top, its middle at x."""
    block = Piece(p.rng)
    block.materials = p.materials
    w, h, d = size
    block.box((-w / 2, 0.03, -d / 2), (w / 2, h, d / 2), material)
    fronts(block, size, p.count(1, 4), 1, material, base=0.04)
    for rows in block.corners:
        rows[:, 0] += x
        rows[:, 2] += z
    p.corners += block.corners


@design("desk", OFFICE)
def hutch_desk(p: Piece) -> None:
    """Drawers on both sides and shelves over the top."""
    w, d, h, high = p.between(1.1, 1.5), p.between(0.55, 0.7), p.between(0.73, 0.78), p.between(1.15, 1.6)
    material, deep = p.any_of(p.wood, p.wood, p.white, p.paint), p.between(0.22, 0.3)
    p.box((-w / 2, h - 0.03, -d / 2), (w / 2, h, d / 2), material)
    drawer_block(p, w / 2 - 0.2, (0.4, h - 0.03, d - 0.04), material)
    if p.chance(0.5):
        drawer_block(p, -w / 2 + 0.2, (0.4, h - 0.03, d - 0.04), material)
    else:
        p.box((-w / 2, 0, -d / 2), (-w / 2 + 0.03, h - 0.03, d / 2 - 0.02), material)
    p.box((-w / 2, 0.3, -d / 2), (w / 2, h, -d / 2 + 0.015), material)
    p.box((-w / 2, h, -d / 2), (w / 2, high, -d / 2 + 0.012), material)
    columns, covers = p.count(2, 4), [p.paint() for _ in range(6)]
    xs = spread(-w / 2, w / 2 - 0.02, columns + 1)
    for x in xs:
        p.box((x, h + (0.25 if x not in (xs[0], xs[-1]) else 0), -d / 2), (x + 0.02, high, -d / 2 + deep), material)
    levels = spread(h + 0.25, high - 0.02, p.count(2, 3))
    for y in levels:
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.02, -d / 2 + deep), material)
    for x in xs[:-1]:
        if p.chance(0.7):
            books(
                p,
                covers,
                (x + 0.02, levels[0] + 0.02, -d / 2 + 0.02),
                (w - 0.04) / columns - 0.03,
                levels[1] - levels[0],
                deep,
            )
    p.top_m = h
    perhaps_mirrored(p)


@design("desk", OFFICE)
def corner_desk(p: Piece) -> None:
    w, long, d, h = p.between(1.3, 1.8), p.between(1.1, 1.6), p.between(0.55, 0.7), p.between(0.72, 0.77)
    top, frame = p.any_of(p.wood, p.wood, p.white, p.dark, p.glass), p.any_of(p.metal, p.dark, p.wood, p.white)
    p.box((-w / 2, h - 0.03, 0), (w / 2, h, d), top)
    p.box((w / 2 - d, h - 0.03, d), (w / 2, h, long), top)
    panels = p.chance(0.4)
    for x, z in (
        (-w / 2 + 0.04, 0.04),
        (-w / 2 + 0.04, d - 0.04),
        (w / 2 - 0.04, 0.04),
        (w / 2 - 0.04, long - 0.04),
        (w / 2 - d + 0.04, long - 0.04),
    ):
        p.box((x - 0.022, 0, z - 0.022), (x + 0.022, h - 0.03, z + 0.022), frame)
    if panels:
        p.box((-w / 2 + 0.02, 0, 0.02), (-w / 2 + 0.04, h - 0.03, d - 0.02), frame)
        p.box((w / 2 - d + 0.03, 0.02, long - 0.04), (w / 2 - 0.03, h - 0.03, long - 0.02), frame)
    else:
        for z in (0.04, d - 0.04)[: p.count(1, 2)]:
            p.box((-w / 2 + 0.04, h - 0.08, z - 0.015), (w / 2 - 0.04, h - 0.03, z + 0.015), frame)
    if p.chance(0.6):
        drawer_block(p, -w / 2 + 0.25, (0.4, h - 0.03, d - 0.06), top, z=d / 2)
    if p.chance(0.4):
        p.box((w / 2 - 0.75, h, 0.02), (w / 2 - 0.05, h + 0.1, 0.25), top)
        p.top_m = h
    perhaps_mirrored(p)


@design("desk", OFFICE)
def secretary_desk(p: Piece) -> None:
    """A cabinet whose front folds down to write on, over drawers."""
    w, d, h, high = p.between(0.75, 1.05), p.between(0.4, 0.5), p.between(0.7, 0.76), p.between(1.05, 1.3)
    wood, covers = p.any_of(p.wood, p.wood, p.wood, p.white, p.dark), [p.paint() for _ in range(4)]
    low = h - p.between(0.3, 0.5) if p.chance(0.5) else 0.06
    p.box((-w / 2, low, -d / 2), (w / 2, h, d / 2), wood)
    legs(p, w, low, d, 0.024, wood)
    fronts(p, (w, h - 0.02, d), p.count(1, 2) if low > 0.1 else p.count(3, 4), 1, wood, base=low)
    for x in (-w / 2, w / 2 - 0.02):  # sides cut at a slant
        outline = [(h, d / 2), (h, -d / 2), (high, -d / 2), (high, -d / 2 + 0.2)]
        for at in (x, x + 0.02):
            p.loft([[(at, *outline[0]), (at, *outline[1])], [(at, *outline[3]), (at, *outline[2])]], wood)
        plank(p, (x + 0.01, *outline[0]), (x + 0.01, *outline[3]), (0.01, 0, 0), 0.01, wood)
    p.box((-w / 2, h, -d / 2), (w / 2, high, -d / 2 + 0.015), wood)
    p.box((-w / 2 - 0.01, high, -d / 2), (w / 2 + 0.01, high + 0.02, -d / 2 + 0.22), wood)
    if p.chance(0.6):  # open
        p.box((-w / 2 + 0.02, h, d / 2 - 0.02), (w / 2 - 0.02, h + 0.02, d / 2 + p.between(0.25, 0.32)), wood)
        for x in spread(-w / 2, w / 2 - 0.01, p.count(4, 6)):
            p.box((x, h, -d / 2), (x + 0.01, high, -d / 2 + 0.17), wood)
        p.box((-w / 2, (h + high) / 2, -d / 2), (w / 2, (h + high) / 2 + 0.01, -d / 2 + 0.17), wood)
        books(p, covers, (-w / 2 + 0.02, (h + high) / 2 + 0.01, -d / 2 + 0.02), w * 0.8, (high - h) * 0.45, 0.16)
        p.top_m = h + 0.02
    else:
        plank(p, (0, h + 0.01, d / 2), (0, high, -d / 2 + 0.2), (w / 2 - 0.02, 0, 0), 0.02, wood)
        p.ball((0, (h + high) / 2, 0.13), (0.015, 0.015, 0.02), p.metal())


@design("desk", OFFICE)
def standing_desk(p: Piece) -> None:
    """A plain top on two lifting columns."""
    w, d, h = p.between(1.1, 1.8), p.between(0.6, 0.82), p.between(0.7, 1.18)
    top, frame = p.any_of(p.wood, p.wood, p.white, p.dark), p.any_of(p.white, p.dark, p.metal)
    slab(p, (w, d), h - 0.028, h, top, p.between(0.04, 0.15))
    for x in (-0.36 * w, 0.36 * w):
        p.box((x - 0.035, 0, -0.46 * d), (x + 0.035, 0.03, 0.44 * d), frame)
        p.box((x - 0.04, 0.03, -0.03), (x + 0.04, h * 0.55, 0.05), frame)
        p.box((x - 0.03, h * 0.5, -0.02), (x + 0.03, h - 0.028, 0.04), frame)
        p.box((x - 0.03, h - 0.06, -0.42 * d), (x + 0.03, h - 0.028, 0.42 * d), frame)
    p.box((-0.36 * w, h - 0.075, -0.03), (0.36 * w, h - 0.03, 0.04), frame)
    if p.chance(0.4):
        p.box((0.2 * w, h - 0.05, d / 2 - 0.02), (0.2 * w + 0.1, h - 0.03, d / 2 + 0.01), p.dark())
    if p.chance(0.4):
        p.top_m = h
        p.box((-0.47 * w, h, -d / 2), (0.47 * w, h + p.between(0.25, 0.4), -d / 2 + 0.025), p.cloth())


@design("desk", OFFICE)
def trestle_desk(p: Piece) -> None:
    w, d, h = p.between(1.2, 1.8), p.between(0.6, 0.8), p.between(0.71, 0.76)
    top, frame = p.any_of(p.wood, p.white, p.glass, p.dark), p.any_of(p.wood, p.metal, p.white, p.dark, p.paint)
    p.box((-w / 2, h - p.between(0.012, 0.035), -d / 2), (w / 2, h, d / 2), top)
    wide, r, shelf = p.between(0.16, 0.26), p.between(0.013, 0.022), p.chance(0.5)
    for side in (-1, 1):
        x = side * (w / 2 - wide - 0.1)
        for sz in (-1, 1):
            for sx in (-1, 1):
                p.rod((x + sx * wide, 0, sz * 0.42 * d), (x + sx * wide * 0.5, h - 0.03, sz * 0.3 * d), r, frame)
            p.rod((x - wide * 0.8, 0.25, sz * 0.39 * d), (x + wide * 0.8, 0.25, sz * 0.39 * d), r * 0.8, frame)
        for sx in (-1, 1):
            p.rod((x + sx * wide * 0.5, h - 0.04, -0.32 * d), (x + sx * wide * 0.5, h - 0.04, 0.32 * d), r, frame)
        if shelf:
            p.box((x - wide * 0.78, 0.26, -0.38 * d), (x + wide * 0.78, 0.275, 0.38 * d), frame)


@design("desk", BEDROOM)
def writing_desk(p: Piece) -> None:
    """Tapered legs, drawers in the apron, some with a low gallery, a mirror or a lamp shelf behind."""
    w, d, h = p.between(0.9, 1.3), p.between(0.45, 0.6), p.between(0.73, 0.78)
    wood, apron = p.any_of(p.wood, p.wood, p.white, p.paint, p.dark), p.between(0.1, 0.16)
    front = wood if p.chance(0.6) else p.any_of(p.white, p.paint, p.wood)
    p.box((-w / 2, h - 0.022, -d / 2), (w / 2, h, d / 2), wood)
    p.box((-w / 2 + 0.03, h - apron, -d / 2 + 0.02), (w / 2 - 0.03, h - 0.02, d / 2 - 0.05), wood)
    fronts(p, (w - 0.08, h - 0.025, d - 0.1), 1, p.count(1, 3), front, base=h - apron)
    legs(p, w * 0.94, h - apron, d * 0.9, 0.022, wood, splay=p.between(0.0, 0.05))
    style = p.count(0, 2)
    if style == 1:
        deep, up = p.between(0.15, 0.22), p.between(0.12, 0.22)
        for x in spread(-w / 2 + 0.01, w / 2 - 0.025, p.count(3, 6)):
            p.box((x, h, -d / 2), (x + 0.015, h + up, -d / 2 + deep), wood)
        p.box((-w / 2, h + up, -d / 2), (w / 2, h + up + 0.015, -d / 2 + deep), wood)
        p.top_m = h
    elif style == 2 and p.chance(0.6):
        pane = p.stuff((0.75, 0.82, 0.85), shine=1.0)
        p.pad((-0.3 * w, h, -d / 2), (0.3 * w, h + p.between(0.45, 0.7), -d / 2 + 0.03), wood, soft=0.3)
        p.pad((-0.27 * w, h + 0.03, -d / 2 + 0.01), (0.27 * w, h + 0.42, -d / 2 + 0.035), pane, soft=0.3)
        p.top_m = h


@design("desk", OFFICE)
def ladder_desk(p: Piece) -> None:
    """A slim top hung in a leaning rack with shelves above."""
    w, h, high, d = p.between(0.6, 1.0), p.between(0.72, 0.77), p.between(1.5, 1.95), p.between(0.45, 0.6)
    wood, covers = p.any_of(p.wood, p.white, p.dark), [p.paint() for _ in range(6)]
    frame = wood if p.chance(0.5) else p.any_of(p.metal, p.dark)
    for x in (-w / 2, w / 2):
        plank(p, (x, 0, d / 2 - 0.05), (x, high, -d / 2), (0.014, 0, 0), 0.05, frame)
        plank(p, (x, 0, -d / 2), (x, h, -d / 2), (0.014, 0, 0), 0.03, frame)
    p.box((-w / 2, h - 0.1, -d / 2), (w / 2, h, d / 2), wood) if p.chance(0.4) else p.box(
        (-w / 2, h - 0.025, -d / 2), (w / 2, h, d / 2), wood
    )
    for y in spread(h + 0.38, high - 0.05, p.count(2, 3)):
        z = d / 2 - 0.05 - (d - 0.05) * y / high
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.02, z + 0.04), wood)
        if p.chance(0.7):
            books(p, covers, (-w / 2 + 0.03, y + 0.02, -d / 2), w * 0.8, 0.28, z + d / 2 + 0.04)
    p.top_m = h


# -- stools and benches ------------------------------------------------------------------------------------------------
@design("stool", KITCHEN)
def bar_stool(p: Piece) -> None:
    """On a lifting column with a foot rest, some with a low back."""
    seat, half, frame = p.between(0.58, 0.82), p.between(0.18, 0.22), p.any_of(p.metal, p.metal, p.dark, p.white)
    cover, style = p.any_of(p.dark, p.white, p.paint, p.cloth), p.count(0, 2)
    p.turned(
        [
            (0, 0),
            (0.21, 0),
            (0.21, 0.012),
            (0.05, 0.03),
            (0.03, 0.05),
            (0.03, seat * 0.55),
            (0.02, seat * 0.55),
            (0.02, seat - 0.02),
        ],
        frame,
    )
    rest = [(0.15 * x, seat * 0.38, 0.05 + 0.15 * z) for x, z in around(14)]
    p.path([*rest, rest[0]], 0.01, frame)
    if style == 0:
        p.loft(
            shell(
                [
                    (seat - 0.02, 0.2, 0.8 * half, 0.01, -0.03),
                    (seat, 0.12, half, 0.03, 0),
                    (seat - 0.01, -0.1, half, 0.05, 0.03),
                    (seat + 0.08, -0.18, half, 0.06, 0.1),
                    (seat + p.between(0.18, 0.32), -0.22, half * 0.95, 0, 0.1),
                ]
            ),
            cover,
        )
        p.pad((-0.85 * half, seat - 0.02, -0.14), (0.85 * half, seat + 0.04, 0.17), cover)
    elif style == 1:
        p.turned(
            [(0, seat - 0.03), (half, seat - 0.03), (half, seat + 0.04), (half * 0.9, seat + 0.06), (0, seat + 0.06)],
            cover,
        )
    else:
        p.pad((-half, seat - 0.03, -half), (half, seat + 0.05, half), cover, soft=0.25)
        p.path(
            [
                (-half * 0.8, seat, -half),
                (-half * 0.8, seat + 0.26, -half - 0.03),
                (half * 0.8, seat + 0.26, -half - 0.03),
                (half * 0.8, seat, -half),
            ],
            0.01,
            frame,
        )
        p.pad((-half, seat + 0.14, -half - 0.05), (half, seat + 0.3, -half - 0.01), cover)


@design("stool", KITCHEN)
def step_stool(p: Piece) -> None:
    w, h, d = p.between(0.34, 0.46), p.between(0.38, 0.52), p.between(0.36, 0.5)
    body = p.any_of(p.wood, p.wood, p.white, p.paint)
    steps = p.count(2, 3)
    for x in (-w / 2, w / 2):
        for z in (-d / 2 + 0.02, d / 2 - 0.02):
            top = h if z < 0 else h / steps
            p.box((x - 0.014, 0, z - 0.025), (x + 0.014, top, z + 0.025), body)
        plank(p, (x, h / steps - 0.02, d / 2 - 0.03), (x, h, -d / 2 + d / steps), (0.014, 0, 0), 0.05, body)
    for k in range(steps):
        y, z = h * (k + 1) / steps, d / 2 - d * k / steps
        p.box((-w / 2 - 0.02, y - 0.025, z - d / steps - 0.03 * (k < steps - 1)), (w / 2 + 0.02, y, z), body)
    if p.chance(0.3):
        p.path(
            [
                (-w / 2, h, -d / 2 + 0.02),
                (-w / 2, h + 0.4, -d / 2),
                (w / 2, h + 0.4, -d / 2),
                (w / 2, h, -d / 2 + 0.02),
            ],
            0.012,
            body,
        )
        p.top_m = h


@design("stool", LIVING)
def garden_stool(p: Piece) -> None:
    """A drum of china, wood or wicker."""
    r, h, belly = p.between(0.15, 0.21), p.between(0.4, 0.5), p.between(0.8, 1.3)
    body, band = p.any_of(p.white, p.paint, p.paint, p.wood, p.metal), p.any_of(p.paint, p.white, p.dark)
    foot = r * p.between(0.75, 1.0)
    p.turned(
        [
            (0, 0),
            (foot, 0),
            (foot, 0.03),
            (r * belly, h * 0.5),
            (foot, h - 0.03),
            (foot, h),
            (foot * 0.9, h + 0.01),
            (0, h + 0.015),
        ],
        body,
    )
    for y in (0.04, h - 0.07):
        p.turned([(foot + 0.012, y), (foot + 0.012, y + 0.03)], band)
    for x, z in around(p.count(6, 12)):
        p.ball((foot * 1.02 * x, h - 0.055, foot * 1.02 * z), (0.014, 0.014, 0.014), band)
    if p.chance(0.4):
        p.turned([(0, h), (foot * 0.95, h + 0.01), (foot * 0.95, h + 0.04), (0, h + 0.06)], p.cloth())


@design("stool", LIVING)
def footstool(p: Piece) -> None:
    """Upholstered, on short legs, round, square or long."""
    w, h = p.between(0.4, 0.8), p.between(0.34, 0.46)
    d, cover, square = w * p.between(0.65, 1.0), p.any_of(p.cloth, p.cloth, p.paint), 1.0 if p.chance(0.3) else 0.15
    foot = h * p.between(0.25, 0.6)
    legs(
        p,
        w * (0.65 if square == 1.0 else 0.92),
        foot,
        d * (0.65 if square == 1.0 else 0.92),
        0.022,
        p.any_of(p.wood, p.metal, p.dark),
        splay=p.between(0, 0.05),
    )
    slab(p, (w, d), foot, h - 0.05, cover, square)
    slab(p, (w * 0.98, d * 0.98), foot - 0.01, foot + 0.02, p.any_of(p.wood, lambda: cover), square)
    p.pad((-w / 2, foot, -d / 2), (w / 2, h, d / 2), cover, soft=0.9 if square == 1.0 else 0.2)
    if p.chance(0.4):
        for x in spread(-0.3 * w, 0.3 * w, 3):
            for z in (-0.25 * d, 0, 0.25 * d):
                p.rod((x, h - 0.02, z), (x, h + 0.004, z), 0.012, cover)


@design("stool", LIVING)
def three_legged_stool(p: Piece) -> None:
    """A milking, studio or tractor seat on three splayed legs."""
    h, r = p.between(0.38, 0.75), p.between(0.14, 0.2)
    wood = p.any_of(p.wood, p.wood, p.dark, p.white)
    leg = wood if p.chance(0.5) else p.any_of(p.metal, p.dark, p.wood)
    if p.chance(0.6):
        slab(p, (2 * r, 2 * r * p.between(0.75, 1.0)), h - p.between(0.025, 0.05), h, wood, p.between(0.7, 1.0))
    else:
        p.loft(
            shell(
                [
                    (h, 0.15, 0.4 * r, 0, 0),
                    (h - 0.01, 0.1, 1.1 * r, 0.02, 0.02),
                    (h - 0.02, -0.05, 1.2 * r, 0.04, 0),
                    (h + 0.03, -0.15, r, 0.03, 0.06),
                    (h + 0.07, -0.17, 0.7 * r, 0, 0.04),
                ]
            ),
            wood,
        )
    splay = r * p.between(1.0, 1.4)
    for x, z in around(3):
        p.rod((splay * z, 0, splay * x), (0.55 * r * z, h - 0.02, 0.55 * r * x), 0.013, leg, end_radius=0.018)
    if h > 0.55 or p.chance(0.4):
        t = 0.35
        reach = splay + (0.55 * r - splay) * t
        feet = [(reach * z, h * t, reach * x) for x, z in around(3)]
        p.path([*feet, feet[0]], 0.008, leg)


@design("stool", KITCHEN)
def sheet_metal_stool(p: Piece) -> None:
    """Pressed steel, wider at the floor, with crossed braces."""
    h, top, foot = p.between(0.43, 0.78), p.between(0.15, 0.18), p.between(0.2, 0.24)
    steel = p.any_of(p.metal, p.paint, p.dark, p.white)
    slab(p, (2 * top, 2 * top), h - 0.035, h, steel if p.chance(0.6) else p.wood(), 0.25)
    for sx in (-1, 1):
        for sz in (-1, 1):
            plank(
                p,
                (sx * foot, 0, sz * foot),
                (sx * top * 0.9, h - 0.02, sz * top * 0.9),
                (0.02 * sz, 0, -0.02 * sx),
                0.012,
                steel,
            )
    t = p.between(0.3, 0.5)
    at = foot + (top * 0.9 - foot) * t
    if p.chance(0.5):
        for side in (-1, 1):
            p.rod((-at, h * t, side * at), (at, h * t, -side * at), 0.009, steel)
    else:
        p.path([(-at, h * t, -at), (at, h * t, -at), (at, h * t, at), (-at, h * t, at), (-at, h * t, -at)], 0.01, steel)
    if p.chance(0.3):
        for x in (-0.8 * top, 0.8 * top):
            p.rod((x, h - 0.02, -top), (x, h + 0.26, -top - 0.05), 0.01, steel)
        plank(p, (0, h + 0.17, -top - 0.035), (0, h + 0.27, -top - 0.05), (top, 0, 0), 0.01, steel)


@design("stool", BEDROOM)
def cross_legged_stool(p: Piece) -> None:
    """A dressing or camp stool on two crosses."""
    w, h, d = p.between(0.42, 0.6), p.between(0.4, 0.5), p.between(0.32, 0.42)
    frame, cover = p.any_of(p.wood, p.metal, p.dark, p.white), p.any_of(p.cloth, p.paint, p.white)
    r, bowed = p.between(0.01, 0.018), p.chance(0.5)
    for z in (-0.46 * d, 0.46 * d):
        for side in (-1, 1):
            if bowed:
                p.path(
                    [(side * (0.06 + (w / 2 - 0.06) * (u * u)), h / 2 * (1 + 0.98 * u), z) for u in spread(-1, 1, 9)],
                    r,
                    frame,
                )
            else:
                p.rod((-side * w / 2, 0, z), (side * w / 2, h - 0.02, z), r, frame)
    p.rod((0, h / 2, -0.46 * d), (0, h / 2, 0.46 * d), r, frame)
    if bowed:
        for z in (-0.46 * d, 0.46 * d):
            p.rod((-0.07, h / 2, z), (0.07, h / 2, z), r, frame)
    if p.chance(0.6):
        p.pad((-w / 2, h - 0.03, -d / 2), (w / 2, h + p.between(0.03, 0.08), d / 2), cover, soft=0.25)
    else:
        p.loft(shell([(h - 0.06, z, w / 2, 0.05, 0) for z in (-d / 2, d / 2)]), cover)
        for x in (-w / 2, w / 2):
            p.rod((x, h - 0.01, -d / 2), (x, h - 0.01, d / 2), r, frame)


@design("bench", LIVING)
def garden_bench(p: Piece) -> None:
    """Slats for seat and back between two ends with arms."""
    w, d, seat, high = p.between(1.1, 1.7), p.between(0.42, 0.55), p.between(0.4, 0.45), p.between(0.76, 0.95)
    wood = p.any_of(p.wood, p.wood, p.white, p.paint)
    iron, lean = wood if p.chance(0.5) else p.any_of(p.dark, p.metal), p.between(0.06, 0.18)
    for x in spread(-w / 2, w / 2, p.count(2, 3)):
        plank(p, (x, 0, d / 2), (x, seat + 0.22, d / 2 - 0.03), (0.02, 0, 0), 0.05, iron)
        plank(p, (x, 0, -d / 2 - 0.05), (x, seat, -d / 2), (0.02, 0, 0), 0.05, iron)
        plank(p, (x, seat, -d / 2), (x, high, -d / 2 - lean), (0.02, 0, 0), 0.045, iron)
        p.box((x - 0.02, seat - 0.06, -d / 2), (x + 0.02, seat - 0.02, d / 2), iron)
        p.box((x - 0.03, seat + 0.2, -d / 2 - 0.06), (x + 0.03, seat + 0.23, d / 2), iron)
    slats = p.count(4, 7)
    for k in range(slats):
        z = -d / 2 + d * k / slats
        p.box((-w / 2, seat - 0.02, z), (w / 2, seat, z + d / slats * 0.8), wood)
    if p.chance(0.5):
        for y in spread(seat + 0.12, high - 0.03, p.count(3, 5)):
            z = -d / 2 - lean * (y - seat) / (high - seat)
            p.box((-w / 2, y - 0.03, z), (w / 2, y + 0.03, z + 0.022), wood)
    else:
        for x in spread(-0.46 * w, 0.46 * w, p.count(9, 15)):
            plank(p, (x, seat, -d / 2), (x, high - 0.02, -d / 2 - lean), (0.018, 0, 0), 0.016, wood)
        p.box((-w / 2, high - 0.05, -d / 2 - lean - 0.02), (w / 2, high + 0.02, -d / 2 - lean + 0.02), wood)
    p.top_m = seat


@design("bench", LIVING)
def shoe_bench(p: Piece) -> None:
    """Compartments, baskets or a lid under a cushion."""
    w, h, d = p.between(0.8, 1.3), p.between(0.4, 0.5), p.between(0.33, 0.42)
    material, columns = p.any_of(p.wood, p.white, p.white, p.dark, p.paint), p.count(2, 4)
    basket = p.any_of(p.cloth, lambda: p.stuff((0.7, 0.53, 0.34), shine=0.0))
    style = p.count(0, 2)
    for left, floor, width, height in open_case(p, (w, h, d), p.count(1, 2), columns, material, back=True):
        if style == 0 and p.chance(0.7):
            p.pad(
                (left + 0.01, floor, -d / 2 + 0.02),
                (left + width - 0.01, floor + height * 0.85, d / 2 - 0.01),
                basket,
                soft=0.12,
            )
        elif p.chance(0.5):
            for x in (left + 0.3 * width, left + 0.65 * width):
                p.pad(
                    (x - 0.045, floor, -0.1),
                    (x + 0.045, floor + min(0.09, height * 0.7), 0.14),
                    p.any_of(p.paint, p.dark),
                    soft=0.5,
                )
    if p.chance(0.7):
        p.pad((-w / 2, h - 0.01, -d / 2), (w / 2, h + p.between(0.04, 0.09), d / 2), p.cloth(), soft=0.15)
    if p.chance(0.3):
        p.top_m = h
        p.box((-w / 2, h, -d / 2), (w / 2, p.between(0.85, 1.2), -d / 2 + 0.02), material)


@design("bench", BEDROOM)
def upholstered_bench(p: Piece) -> None:
    w, h, d = p.between(0.9, 1.5), p.between(0.42, 0.52), p.between(0.36, 0.48)
    cover, frame, style = p.any_of(p.cloth, p.cloth, p.white, p.dark), p.any_of(p.metal, p.wood, p.dark), p.count(0, 2)
    thick = p.between(0.08, 0.18)
    p.pad((-w / 2, h - thick, -d / 2), (w / 2, h, d / 2), cover, soft=0.18)
    for x in spread(-0.4 * w, 0.4 * w, p.count(4, 7)) if p.chance(0.5) else ():
        for z in (-0.22 * d, 0.22 * d):
            p.rod((x, h - 0.02, z), (x, h + 0.003, z), 0.014, cover)
    for x in (-0.42 * w, 0.42 * w):
        if style == 0:
            for side in (-1, 1):
                p.rod((x, 0, side * 0.42 * d), (x, h - thick + 0.02, -side * 0.42 * d), 0.014, frame)
        elif style == 1:
            p.path(
                [(x, h - thick, -0.42 * d), (x, 0.012, -0.42 * d), (x, 0.012, 0.42 * d), (x, h - thick, 0.42 * d)],
                0.014,
                frame,
            )
    if style == 0:
        p.rod((-0.42 * w, (h - thick) / 2, 0), (0.42 * w, (h - thick) / 2, 0), 0.012, frame)
    elif style == 2:
        legs(p, w * 0.95, h - thick + 0.01, d * 0.9, 0.022, frame, splay=p.between(0, 0.05))
    if p.chance(0.3):
        for x in (-w / 2 + 0.04, w / 2 - 0.04):
            p.pad((x - 0.06, h - thick, -d / 2), (x + 0.06, h + p.between(0.1, 0.2), d / 2), cover, soft=0.35)
        p.top_m = h


@design("bench", LIVING)
def settle(p: Piece) -> None:
    """A pew or a hall seat: closed ends, a high panelled back, some with a box under the seat."""
    w, d, seat, high = p.between(1.0, 1.7), p.between(0.4, 0.5), p.between(0.42, 0.47), p.between(0.9, 1.4)
    wood, arm = p.any_of(p.wood, p.wood, p.dark, p.white), p.between(0.62, 0.7)
    for x in (-w / 2, w / 2 - 0.03):
        p.box((x, 0, -d / 2), (x + 0.03, arm, d / 2), wood)
        p.box((x, arm, -d / 2), (x + 0.03, high, -d / 2 + p.between(0.05, 0.2)), wood)
        p.box((x - 0.02, arm, -d / 2), (x + 0.05, arm + 0.03, d / 2 + 0.02), wood)
    p.box((-w / 2, seat - 0.03, -d / 2), (w / 2, seat, d / 2), wood)
    p.box((-w / 2, 0.1, -d / 2), (w / 2, high, -d / 2 + 0.02), wood)
    p.box((-w / 2 - 0.02, high, -d / 2 - 0.01), (w / 2 + 0.02, high + 0.04, -d / 2 + 0.05), wood)
    panels = p.count(2, 5)
    for k in range(panels):
        x0, x1 = (-w / 2 + 0.05 + (w - 0.1) * (k + j) / panels for j in (0.1, 0.9))
        p.box((x0, seat + 0.08, -d / 2 + 0.02), (x1, high - 0.07, -d / 2 + 0.032), wood)
    if p.chance(0.5):
        p.box((-w / 2 + 0.03, 0.03, -d / 2), (w / 2 - 0.03, seat - 0.03, d / 2 - 0.03), wood)
    if p.chance(0.5):
        p.pad((-w / 2 + 0.03, seat - 0.01, -d / 2 + 0.03), (w / 2 - 0.03, seat + 0.06, d / 2), p.cloth())
        scattered(p, w * 0.8, seat + 0.05, -d / 2, p.count(0, 3))
    p.top_m = seat


@design("bench", LIVING)
def beam_bench(p: Piece) -> None:
    """A thick plank, a half log or concrete on blocks, steel loops or slanted legs."""
    w, h, d, thick = p.between(1.0, 1.8), p.between(0.4, 0.48), p.between(0.28, 0.42), p.between(0.04, 0.1)
    top, leg = (
        p.any_of(p.wood, p.wood, p.white, lambda: p.stuff((0.55, 0.54, 0.52), shine=0.0)),
        p.any_of(p.dark, p.metal, p.wood),
    )
    slab(p, (w, d), h - thick, h, top, p.between(0.04, 0.4))
    style, x0 = p.count(0, 3), p.between(0.32, 0.42) * w
    for side in (-1, 1):
        x = side * x0
        if style == 0:
            z, y = 0.42 * d, h - thick
            p.path([(x, y, -z), (x, 0.012, -z * 1.05), (x, 0.012, z * 1.05), (x, y, z), (x, y, -z)], 0.014, leg)
        elif style == 1:
            p.block((x - 0.09, 0, -0.4 * d), (x + 0.09, h - thick, 0.4 * d), (p.between(0.6, 1.1), 1.0), top)
        elif style == 2:
            for sz in (-1, 1):
                p.rod(
                    (x + side * 0.08, 0, sz * 0.45 * d),
                    (x, h - thick + 0.01, sz * 0.25 * d),
                    0.018,
                    leg,
                    end_radius=0.026,
                )
        else:
            plank(p, (x + side * 0.1, 0, 0), (x, h - thick, 0), (0, 0, 0.42 * d), 0.04, top)
    if p.chance(0.3):
        for k in range(p.count(1, 2)):
            slab(p, (0.36, d * 0.9), h, h + 0.03, p.cloth(), 0.2, at=(-0.2 * w + 0.4 * w * k, 0))
