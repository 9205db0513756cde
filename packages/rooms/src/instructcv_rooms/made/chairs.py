"""Chairs, with and without arms, that one sits upright on."""

from math import cos, pi, sin, sqrt

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, Point, around
from instructcv_rooms.made.seats import pedestal
from instructcv_rooms.made.shapes import ShellRow, arch, cushion, plank, shell, slab, spread, tufts
from instructcv_rooms.made.storage import legs

LIVING, OFFICE, KITCHEN = "Living room", "Office", "Kitchen"


def castors(p: Piece, reach: Number, material: int) -> None:
    """A star of five feet on wheels."""
    wheel = p.dark()
    for x, z in around(5):
        p.rod((0, 0.1, 0), (reach * x, 0.065, reach * z), 0.024, material, end_radius=0.016)
        p.rod((reach * x - 0.022, 0.027, reach * z), (reach * x + 0.022, 0.027, reach * z), 0.027, wheel)


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
