"""Desks: with hutches, in corners, on trestles, to stand at, and with a flap."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import perhaps_mirrored, plank, slab, spread
from instructcv_rooms.made.storage import books, fronts, legs

BEDROOM, OFFICE = "Bedroom", "Office"


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
