"""Armchairs: winged, round, wooden, reclining."""

from math import cos, pi, sin

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, Point, around
from instructcv_rooms.made.seats import pedestal
from instructcv_rooms.made.shapes import ShellRow, cushion, plank, shell, slab, spread, tufts, wrap
from instructcv_rooms.made.storage import legs

LIVING = "Living room"


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
