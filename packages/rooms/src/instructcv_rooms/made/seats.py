"""What one sits, lies and works at."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.storage import fronts, legs

BEDROOM, LIVING, OFFICE = "Bedroom", "Living room", "Office"


def pedestal(p: Piece, height: Number, reach: Number, material: int) -> None:
    """A column on a star of feet or on a plate."""
    p.rod((0, 0.04, 0), (0, height, 0), p.between(0.018, 0.035), material)
    if p.chance(0.6):
        for x, z in around(p.count(4, 5)):
            p.rod((0, 0.07, 0), (reach * x, 0.03, reach * z), 0.018, material)
    else:
        p.turned([(0, 0), (reach, 0), (reach, 0.015), (0.03, 0.04)], material)


@design("chair", LIVING, edition=1)
def chair(p: Piece) -> None:
    w, d, seat, high = p.between(0.38, 0.52), p.between(0.38, 0.5), p.between(0.42, 0.5), p.between(0.78, 1.1)
    frame = p.any_of(p.wood, p.wood, p.white, p.dark, p.metal)
    cover = frame if p.chance(0.4) else p.any_of(p.cloth, p.paint)
    if p.chance(0.25):
        pedestal(p, seat, 0.28, frame)
    else:
        legs(p, w, seat, d, p.between(0.013, 0.026), frame, splay=p.between(0.0, 0.06) if p.chance(0.4) else 0.0)
    (p.pad if p.chance(0.6) else p.box)(
        (-w / 2, seat - 0.03, -d / 2), (w / 2, seat + p.between(0.0, 0.04), d / 2), cover
    )
    lean, back = p.between(0.0, 0.1), -d / 2 + 0.02
    style = p.count(0, 3)
    if style == 0:
        p.pad(
            (-w / 2, seat + p.between(0.0, 0.2), back - 0.03 - lean / 2), (w / 2, high, back + 0.02 - lean / 2), cover
        )
        return
    for x in (-w / 2 + 0.02, w / 2 - 0.02):
        p.rod((x, seat, back), (x, high, back - lean), 0.016, frame)
    bars = p.count(2, 5)
    if style == 1:
        for k in range(bars):
            y = seat + (high - seat) * (k + 1) / bars
            z = back - lean * (k + 1) / bars
            p.box((-w / 2, y - 0.05, z - 0.01), (w / 2, y, z + 0.01), frame)
        return
    for k in range(bars + 1):
        x = -w / 2 + 0.02 + (w - 0.04) * k / bars
        p.rod((x, seat, back), (x, high, back - lean), 0.009, frame)
    p.box((-w / 2, high - 0.07, back - lean - 0.012), (w / 2, high, back - lean + 0.012), frame)


@design("stool", LIVING, edition=1)
def stool(p: Piece) -> None:
    high, wide = p.between(0.4, 0.8), p.between(0.28, 0.42)
    frame = p.any_of(p.wood, p.metal, p.dark, p.white)
    cover = p.any_of(p.cloth, p.paint, p.wood)
    if p.chance(0.35):
        pedestal(p, high, wide * 0.6, frame)
    else:
        legs(p, wide * 0.8, high, wide * 0.8, 0.018, frame, splay=p.between(0.0, 0.08))
        ring = p.between(0.15, 0.35)
        for z in (-0.36 * wide, 0.36 * wide):
            p.rod((-0.4 * wide, ring, z), (0.4 * wide, ring, z), 0.01, frame)
    if p.chance(0.6):
        p.turned([(0, high - 0.04), (wide / 2, high - 0.03), (wide / 2, high + 0.02), (0, high + 0.03)], cover)
    else:
        p.pad((-wide / 2, high - 0.03, -wide / 2), (wide / 2, high + 0.05, wide / 2), cover)


@design("stool", LIVING, edition=1)
def pouf(p: Piece) -> None:
    wide, high = p.between(0.4, 0.7), p.between(0.3, 0.45)
    p.pad((-wide / 2, 0, -wide / 2), (wide / 2, high, wide / 2), p.cloth(), soft=p.between(0.2, 0.6))


@design("bench", LIVING, edition=1)
def bench(p: Piece) -> None:
    w, h, d = p.between(0.9, 1.7), p.between(0.4, 0.5), p.between(0.3, 0.45)
    frame = p.any_of(p.wood, p.wood, p.metal, p.dark)
    if p.chance(0.5):
        legs(p, w * 0.95, h, d * 0.95, p.between(0.02, 0.04), frame)
    else:
        for x in (-0.42 * w, 0.42 * w):
            p.box((x - 0.02, 0, -d / 2), (x + 0.02, h, d / 2), frame)
    slats = p.count(1, 4)
    for k in range(slats):
        z = -d / 2 + d * k / slats
        p.box((-w / 2, h, z), (w / 2, h + 0.035, z + d / slats * (0.85 if slats > 1 else 1)), frame)
    if p.chance(0.35):
        p.pad((-w / 2, h + 0.03, -d / 2), (w / 2, h + 0.09, d / 2), p.cloth())
    if p.chance(0.4):
        p.top_m = h + 0.04
        for k in range(p.count(1, 3)):
            y = h + 0.15 + 0.13 * k
            p.box((-w / 2, y, -d / 2 - 0.02), (w / 2, y + 0.08, -d / 2 + 0.01), frame)
        for x in (-0.42 * w, 0.42 * w):
            p.box((x - 0.025, h, -d / 2 - 0.03), (x + 0.025, h + 0.35, -d / 2), frame)


def cushioned(p: Piece, seats: int, seat_w: Number) -> None:
    """A sofa or an armchair: a base, arms, a back, and cushions on both."""
    cover = p.any_of(p.cloth, p.cloth, p.paint)
    cushion = cover if p.chance(0.7) else p.cloth()
    w, d, seat, back = seats * seat_w, p.between(0.75, 0.95), p.between(0.36, 0.46), p.between(0.7, 0.98)
    arm_w, arm_h = p.between(0.07, 0.24), p.between(0.5, 0.68)
    foot, soft = p.between(0.03, 0.15), p.between(0.12, 0.4)
    legs(p, w + arm_w, foot, d * 0.9, 0.022, p.any_of(p.wood, p.metal, p.dark))
    p.pad((-w / 2 - arm_w, foot, -d / 2), (w / 2 + arm_w, seat - 0.1, d / 2), cover, soft=0.12)
    p.pad((-w / 2 - arm_w / 2, foot, -d / 2), (w / 2 + arm_w / 2, back, -d / 2 + 0.22), cover, soft=soft)
    for side in (-1, 1):
        x = side * (w / 2 + arm_w / 2)
        p.pad((x - arm_w / 2, foot, -d / 2), (x + arm_w / 2, arm_h, d / 2), cover, soft=soft)
    for k in range(seats):
        x = -w / 2 + k * seat_w
        p.pad((x + 0.005, seat - 0.12, -d / 2 + 0.16), (x + seat_w - 0.005, seat, d / 2 + 0.02), cushion)
        if p.chance(0.8):
            p.pad(
                (x + 0.01, seat, -d / 2 + 0.14),
                (x + seat_w - 0.01, back + p.between(-0.1, 0.06), -d / 2 + 0.32),
                cushion,
                soft=0.4,
            )
    p.top_m = seat


@design("sofa", LIVING, edition=1)
def sofa(p: Piece) -> None:
    cushioned(p, p.count(2, 4), p.between(0.52, 0.72))


@design("armchair", LIVING, edition=1)
def armchair(p: Piece) -> None:
    cushioned(p, 1, p.between(0.5, 0.64))


@design("bed", BEDROOM, edition=1)
def bed(p: Piece) -> None:
    w, d, high = (
        (p.between(0.85, 1.1) if p.chance(0.4) else p.between(1.4, 1.9)),
        p.between(1.9, 2.15),
        p.between(0.42, 0.6),
    )
    frame, sheet = p.any_of(p.wood, p.wood, p.white, p.dark, p.cloth), p.any_of(p.white, p.cloth)
    p.box((-w / 2, p.between(0.05, 0.2), -d / 2), (w / 2, high - 0.2, d / 2), frame)
    legs(p, w, 0.25, d, 0.035, frame)
    head = p.between(0.7, 1.2)
    (p.box if p.chance(0.6) else p.pad)((-w / 2 - 0.03, 0, -d / 2 - 0.07), (w / 2 + 0.03, head, -d / 2), frame)
    if p.chance(0.4):
        p.box((-w / 2 - 0.03, 0, d / 2), (w / 2 + 0.03, high + p.between(-0.1, 0.2), d / 2 + 0.05), frame)
    p.pad((-w / 2, high - 0.22, -d / 2), (w / 2, high, d / 2), sheet, soft=0.15)
    fold = -d / 2 + p.between(0.45, 1.2)
    p.pad(
        (-w / 2 - 0.03, high - p.between(0.15, 0.35), fold),
        (w / 2 + 0.03, high + 0.04, d / 2 + 0.02),
        p.cloth(),
        soft=0.15,
    )
    pillows, pillow = 1 if w < 1.2 else 2, p.any_of(p.white, p.cloth)
    for k in range(pillows):
        x = -w / 2 + w * k / pillows
        p.pad(
            (x + 0.06, high - 0.02, -d / 2 + 0.05),
            (x + w / pillows - 0.06, high + 0.13, -d / 2 + 0.45),
            pillow,
            soft=0.5,
        )
    p.top_m = high


def table_top(p: Piece, w: Number, h: Number, d: Number) -> None:
    """A round or square top on legs, on a column or on two sides."""
    top, frame = p.any_of(p.wood, p.wood, p.white, p.dark, p.glass), p.any_of(p.wood, p.metal, p.dark, p.white)
    thick, round_ = p.between(0.015, 0.05), p.chance(0.3)
    if round_:
        p.turned([(0, h - thick), (w / 2, h - thick), (w / 2, h), (0, h)], top, oval=d / w)
    else:
        p.box((-w / 2, h - thick, -d / 2), (w / 2, h, d / 2), top)
    style = p.count(0, 3)
    if style <= 1 and not round_:
        legs(p, w * 0.96, h - thick, d * 0.96, p.between(0.02, 0.045), frame)
        if p.chance(0.5):
            p.box((-0.46 * w, h - thick - 0.08, -0.45 * d), (0.46 * w, h - thick, 0.45 * d), frame)
    elif style == 2 and not round_:
        for x in (-0.45 * w, 0.45 * w):
            p.box((x - 0.02, 0, -0.45 * d), (x + 0.02, h - thick, 0.45 * d), frame)
    elif round_ and style <= 1:
        legs(p, w * 0.6, h - thick, d * 0.6, 0.025, frame, splay=p.between(0.0, 0.12))
    else:
        pedestal(p, h - thick, 0.32 * min(w, d), frame)


@design("table", LIVING, edition=1)
def table(p: Piece) -> None:
    table_top(p, p.between(0.7, 1.9), p.between(0.68, 0.78), p.between(0.65, 1.0))


@design("table", LIVING, edition=1)
def low_table(p: Piece) -> None:
    table_top(p, p.between(0.6, 1.3), p.between(0.3, 0.5), p.between(0.45, 0.75))


@design("table", BEDROOM, edition=1)
def bedside_table(p: Piece) -> None:
    w, h, d = p.between(0.36, 0.48), p.between(0.4, 0.49), p.between(0.34, 0.46)
    material = p.any_of(p.wood, p.wood, p.white)
    p.box((-w / 2, h * 0.4, -d / 2), (w / 2, h, d / 2), material)
    legs(p, w, h * 0.4, d, 0.02, material)
    fronts(p, (w, h, d), p.count(1, 2), 1, material, base=h * 0.4)


@design("desk", OFFICE, edition=1)
def desk(p: Piece) -> None:
    w, h, d = p.between(1.0, 1.8), p.between(0.71, 0.78), p.between(0.55, 0.85)
    top, frame = p.any_of(p.wood, p.wood, p.white, p.dark), p.any_of(p.wood, p.metal, p.white)
    p.box((-w / 2, h - 0.03, -d / 2), (w / 2, h, d / 2), top)
    sides = p.count(0, 2)  # of them that are drawers
    for k, side in enumerate((-1, 1)):
        x = side * (w / 2 - 0.22)
        if k < sides:
            p.box((x - 0.2, 0.04, -d / 2 + 0.02), (x + 0.2, h - 0.03, d / 2 - 0.04), frame)
            for j in range(3):
                y = 0.08 + j * (h - 0.14) / 3
                p.box((x - 0.18, y, d / 2 - 0.04), (x + 0.18, y + (h - 0.2) / 3, d / 2 - 0.02), frame)
                p.ball((x, y + (h - 0.2) / 6, d / 2 - 0.01), (0.03, 0.008, 0.012), top)
        elif p.chance(0.5):
            p.box(
                (side * (w / 2 - 0.02) - 0.015, 0, -d / 2 + 0.03),
                (side * (w / 2 - 0.02) + 0.015, h - 0.03, d / 2 - 0.05),
                frame,
            )
        else:
            for z in (-d / 2 + 0.06, d / 2 - 0.06):
                p.rod((side * (w / 2 - 0.05), 0, z), (side * (w / 2 - 0.05), h - 0.03, z), 0.022, frame)
    if p.chance(0.5):
        p.box((-w / 2 + 0.03, h * 0.4, -d / 2 + 0.03), (w / 2 - 0.03, h - 0.03, -d / 2 + 0.05), frame)
    if p.chance(0.25):  # a hutch
        p.top_m = h
        for x in (-w / 2, 0.0, w / 2 - 0.02):
            p.box((x, h, -d / 2), (x + 0.02, h + 0.35, -d / 2 + 0.22), top)
        p.box((-w / 2, h + 0.35, -d / 2), (w / 2, h + 0.37, -d / 2 + 0.22), top)
