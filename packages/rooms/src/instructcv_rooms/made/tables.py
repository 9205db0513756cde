"""Tables: for meals, for coffee, at walls and at bedsides."""

from math import cos, pi, sin

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.shapes import baluster, perhaps_mirrored, plank, plate, slab, spread, turnings
from instructcv_rooms.made.storage import books, fronts, legs

BEDROOM, LIVING, KITCHEN = "Bedroom", "Living room", "Kitchen"


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
