"""Stools: at bars, in gardens, to step on, and for the feet."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.shapes import plank, shell, slab, spread
from instructcv_rooms.made.storage import legs

BEDROOM, LIVING, KITCHEN = "Bedroom", "Living room", "Kitchen"


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
