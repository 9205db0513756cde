"""Boxes, crates and baskets."""

from math import pi, sin

from instructcv_rooms.made.contents import ornament, palette
from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import arch, plank, slab, spread
from instructcv_rooms.made.stuffs import wicker

LIVING, KITCHEN, MIXED = "Living room", "Kitchen", "Miscellaneous"


def hollow(p: Piece, w: Number, h: Number, d: Number, wall: Number, material: int, wider: Number = 1.0) -> None:
    """Four walls and a floor; `wider` times as wide at the rim."""
    for side in (-1, 1):
        plank(p, (side * w / 2, 0, 0), (side * w / 2 * wider, h, 0), (0, 0, d / 2), wall, material)
        plank(p, (0, 0, side * d / 2), (0, h, side * d / 2 * wider), (w / 2, 0, 0), wall, material)
    p.box((-w / 2, 0, -d / 2), (w / 2, wall, d / 2), material)


@design("box", MIXED)
def open_carton(p: Piece) -> None:
    """A carton with its four flaps folded out, empty or full."""
    w, h, d = p.between(0.25, 0.6), p.between(0.18, 0.45), p.between(0.22, 0.45)
    card, inside = (
        p.any_of(lambda: p.stuff((0.68, 0.52, 0.34), shine=0.0), p.white),
        p.stuff((0.5, 0.38, 0.25), shine=0.0),
    )
    hollow(p, w, h, d, 0.005, card)
    p.box((-w / 2 + 0.006, 0.006, -d / 2 + 0.006), (w / 2 - 0.006, 0.01, d / 2 - 0.006), inside)
    for side in (-1, 1):
        for along_x in (True, False):
            reach, drop = 0.5 * min(w, d) * p.between(0.85, 1.0), p.between(-0.9, 0.9)
            out, up = reach * sin(pi / 2 - abs(drop)), reach * sin(drop)
            if along_x:
                plank(p, (side * w / 2, h, 0), (side * (w / 2 + out), h + up, 0), (0, 0, d / 2), 0.004, card)
            else:
                plank(p, (0, h, side * d / 2), (0, h + up, side * (d / 2 + out)), (w / 2, 0, 0), 0.004, card)
    stuffs = palette(p)
    for _ in range(p.count(3, 7) if p.chance(0.6) else 0):
        ornament(p, (p.between(-0.3, 0.3) * w, h * 0.3, p.between(-0.3, 0.3) * d), (0.4 * w, h * 0.9), stuffs)
    if p.chance(0.4):
        p.box((-0.2 * w, h * 0.3, d / 2), (0.2 * w, h * 0.6, d / 2 + 0.004), p.any_of(p.white, p.paint))
    p.bare = True


@design("box", KITCHEN)
def fruit_crate(p: Piece) -> None:
    """Slats between corner posts, with fruit, bottles or nothing in it."""
    w, h, d, n = p.between(0.32, 0.6), p.between(0.15, 0.32), p.between(0.25, 0.4), p.count(2, 4)
    wood = p.any_of(p.wood, p.wood, lambda: p.stuff((0.82, 0.7, 0.5), shine=0.0), p.white)
    for k in range(n):
        y0, y1 = h * k / n, h * (k + p.between(0.65, 0.9)) / n
        for side in (-1, 1):
            p.box((-w / 2, y0, side * d / 2 - 0.005), (w / 2, y1, side * d / 2 + 0.005), wood)
            p.box((side * w / 2 - 0.005, y0, -d / 2), (side * w / 2 + 0.005, y1, d / 2), wood)
    for x in (-w / 2 + 0.018, w / 2 - 0.018):
        for z in (-d / 2 + 0.018, d / 2 - 0.018):
            p.box((x - 0.014, 0, z - 0.014), (x + 0.014, h + p.between(0.0, 0.03), z + 0.014), wood)
    for z in spread(-0.4 * d, 0.4 * d, 4):
        p.box((-w / 2, 0, z - 0.03), (w / 2, 0.008, z + 0.03), wood)
    style = p.count(0, 2)
    if style == 0:
        fruit, r = (
            [
                p.stuff(
                    ((0.8, 0.15, 0.1), (0.9, 0.55, 0.1), (0.45, 0.65, 0.15), (0.85, 0.75, 0.2))[p.count(0, 3)],
                    shine=0.4,
                )
                for _ in range(2)
            ],
            p.between(0.032, 0.045),
        )
        for x in spread(-0.4 * w, 0.4 * w, 5):
            for z in spread(-0.36 * d, 0.36 * d, 4):
                p.ball((x + p.between(-0.01, 0.01), h * 0.75 + p.between(0, 0.03), z), (r, r, r), fruit[p.count(0, 1)])
    elif style == 1:
        glass, r = p.any_of(p.glass, p.paint, lambda: p.stuff((0.1, 0.25, 0.12), shine=0.9)), 0.036
        for x in spread(-0.36 * w, 0.36 * w, p.count(2, 4)):
            for z in spread(-0.3 * d, 0.3 * d, p.count(2, 3)):
                p.turned([(0, 0.01), (r, 0.01), (r, 0.17), (0.012, 0.23), (0.012, 0.29), (0, 0.29)], glass, at=(x, z))
    p.bare = True


@design("box", LIVING)
def wicker_basket(p: Piece) -> None:
    """Woven in rows, round or square, with handles, some with a cloth or things in it."""
    w, h, square = p.between(0.28, 0.55), p.between(0.16, 0.42), p.chance(0.5)
    d, narrow, cane, rows = w * p.between(0.65, 1.0), p.between(0.75, 1.0), wicker(p), p.count(7, 12)
    bend = 0.3 if square else 1.0
    for k in range(rows):
        t = (k + 0.5) / rows
        wide = narrow + (1 - narrow) * t + 0.02 * (k % 2)
        slab(p, (w * wide, d * wide), h * k / rows, h * (k + 1) / rows, cane, bend)
    slab(p, (w * 1.05, d * 1.05), h - 0.015, h + 0.012, cane, bend)
    slab(p, (w * 0.92, d * 0.92), h, h + 0.014, p.stuff((0.15, 0.1, 0.07), shine=0.0), bend)
    style = p.count(0, 2)
    if style == 0:
        for side in (-1, 1):
            p.path(
                [
                    (side * w * 0.5, h, -0.06),
                    (side * w * 0.56, h + 0.05, -0.04),
                    (side * w * 0.56, h + 0.05, 0.04),
                    (side * w * 0.5, h, 0.06),
                ],
                0.01,
                cane,
            )
    elif style == 1:
        p.path(arch(w * 0.5, h * p.between(0.7, 1.2), h, 0), 0.012, cane)
    if p.chance(0.6):
        p.pad((-0.42 * w, h * 0.6, -0.42 * d), (0.42 * w, h + p.between(0.02, 0.09), 0.42 * d), p.cloth(), soft=0.6)
    p.bare = True


@design("box", LIVING)
def gift_box(p: Piece) -> None:
    y, paper, ribbon = 0.0, p.any_of(p.paint, p.cloth, p.white), p.any_of(p.paint, p.white, p.metal)
    w = p.between(0.14, 0.42)
    for _ in range(p.count(1, 3) if p.chance(0.5) else 1):
        h, d = w * p.between(0.3, 0.9), w * p.between(0.6, 1.0)
        p.box((-w / 2, y, -d / 2), (w / 2, y + h, d / 2), paper)
        p.box((-w / 2 - 0.006, y + h * 0.78, -d / 2 - 0.006), (w / 2 + 0.006, y + h, d / 2 + 0.006), paper)
        p.box((-0.07 * w, y, -d / 2 - 0.008), (0.07 * w, y + h + 0.002, d / 2 + 0.008), ribbon)
        p.box((-w / 2 - 0.008, y, -0.07 * w), (w / 2 + 0.008, y + h + 0.002, 0.07 * w), ribbon)
        y, w, paper = y + h, w * p.between(0.6, 0.85), p.paint()
    for side in (-1, 1):
        for k in range(2):
            p.ball((side * w * 0.16, y + w * 0.07, (k - 0.5) * w * 0.06), (w * 0.16, w * 0.08, w * 0.06), ribbon)
        p.rod((0, y + 0.01, 0), (side * w * 0.3, y + 0.012, w * 0.22), 0.02 * w + 0.004, ribbon)
    p.ball((0, y + w * 0.06, 0), (w * 0.06, w * 0.06, w * 0.06), ribbon)
    p.bare = True


@design("box", MIXED)
def plastic_tub(p: Piece) -> None:
    """A clear or coloured tub with a lid and clips; some are stacked."""
    w, h, d, y = p.between(0.3, 0.6), p.between(0.14, 0.35), p.between(0.22, 0.42), 0.0
    clear = p.stuff((0.88, 0.9, 0.92), shine=0.7, opacity=p.between(0.35, 0.6))
    body, lid = clear if p.chance(0.6) else p.paint(), p.any_of(p.paint, p.white, p.dark)
    stuffs = [p.cloth() for _ in range(3)]
    for k in range(p.count(1, 3) if p.chance(0.4) else 1):
        p.block((-0.45 * w, y, -0.45 * d), (0.45 * w, y + h, 0.45 * d), (1.08, 1.08), body)
        if body == clear:
            p.pad(
                (-0.41 * w, y + 0.01, -0.41 * d),
                (0.41 * w, y + h * p.between(0.4, 0.85), 0.41 * d),
                stuffs[k],
                soft=0.35,
            )
        p.pad((-w / 2, y + h - 0.01, -d / 2), (w / 2, y + h + 0.025, d / 2), lid, soft=0.1)
        for side in (-1, 1):
            p.box((side * 0.5 * w - 0.012, y + h * 0.75, -0.06), (side * 0.5 * w + 0.012, y + h + 0.03, 0.06), lid)
        y += h + 0.025


@design("box", MIXED)
def tool_box(p: Piece) -> None:
    """A handle over a ridge: of metal, plastic or wood."""
    w, h, d = p.between(0.35, 0.6), p.between(0.14, 0.26), p.between(0.18, 0.28)
    body, trim = p.any_of(p.paint, p.paint, p.metal, p.wood), p.any_of(p.dark, p.metal)
    if p.chance(0.3):  # an open carrier
        hollow(p, w, h * 0.6, d, 0.012, body)
        for x in (-w / 2, w / 2):
            plate_ends = [(h * 0.6, d / 2), (h * 1.3, 0.03), (h * 1.3, -0.03), (h * 0.6, -d / 2)]
            p.loft([[(x, *plate_ends[0]), (x, *plate_ends[3])], [(x, *plate_ends[1]), (x, *plate_ends[2])]], body)
        p.rod((-w / 2, h * 1.2, 0), (w / 2, h * 1.2, 0), 0.014, body)
        for _ in range(p.count(1, 4)):
            x, z = p.between(-0.4, 0.2) * w, p.between(-0.3, 0.3) * d
            p.rod((x, 0.03, z), (x + p.between(0.03, 0.15), h * 0.9, z), 0.012, p.any_of(p.paint, p.metal))
    else:
        p.box((-w / 2, 0, -d / 2), (w / 2, h * 0.6, d / 2), body)
        p.block(
            (-w / 2, h * 0.6, -d / 2),
            (w / 2, h, d / 2),
            (p.between(0.85, 1.0), p.between(0.4, 0.9)),
            body if p.chance(0.5) else trim,
        )
        p.path([(-0.12, h, 0), (-0.1, h + 0.05, 0), (0.1, h + 0.05, 0), (0.12, h, 0)], 0.01, trim)
        for x in (-0.3 * w, 0.3 * w):
            p.box((x - 0.02, h * 0.45, d / 2), (x + 0.02, h * 0.68, d / 2 + 0.01), p.any_of(p.metal, lambda: trim))
    p.bare = True


@design("box", LIVING)
def stacked_hat_boxes(p: Piece) -> None:
    """Round boxes with overlapping lids."""
    r, y = p.between(0.12, 0.24), 0.0
    for _ in range(p.count(1, 3)):
        body, h = p.any_of(p.paint, p.cloth, p.white), r * p.between(0.6, 1.1)
        lid = body if p.chance(0.5) else p.any_of(p.paint, p.dark, p.white)
        slab(p, (2 * r, 2 * r), y, y + h, body, p.between(0.98, 1.0))
        slab(p, (2.06 * r, 2.06 * r), y + h * 0.75, y + h + 0.006, lid)
        y, r = y + h + 0.006, r * p.between(0.75, 0.95)


@design("box", LIVING)
def jewel_box(p: Piece) -> None:
    """A small casket with its lid up or down, on feet, some with little drawers."""
    w, h, d = p.between(0.14, 0.34), p.between(0.07, 0.2), p.between(0.1, 0.22)
    body, trim = (
        p.any_of(p.wood, p.wood, p.paint, p.white, p.metal),
        p.any_of(p.metal, lambda: p.stuff((0.7, 0.55, 0.25), shine=0.9)),
    )
    p.box((-w / 2, 0.01, -d / 2), (w / 2, h, d / 2), body)
    for x in (-0.45 * w, 0.45 * w):
        for z in (-0.42 * d, 0.42 * d):
            p.ball((x, 0.008, z), (0.012, 0.01, 0.012), trim)
    if p.chance(0.5):
        p.box((-0.46 * w, h, -0.44 * d), (0.46 * w, h + 0.003, 0.44 * d), p.stuff((0.5, 0.08, 0.12), shine=0.0))
        plank(
            p,
            (0, h, -d / 2),
            (0, h + d * 0.8, -d / 2 - d * p.between(0.1, 0.4)),
            (w / 2, 0, 0),
            p.between(0.012, 0.04),
            body,
        )
        p.bare = True
    else:
        p.block(
            (-w / 2 - 0.004, h, -d / 2 - 0.004),
            (w / 2 + 0.004, h + p.between(0.02, 0.06), d / 2 + 0.004),
            (p.between(0.8, 1), p.between(0.6, 1)),
            body,
        )
    n = p.count(0, 3)
    for k in range(n):
        y0, y1 = (0.02 + (h - 0.03) * (k + t) / n for t in (0.05, 0.92))
        p.box((-0.44 * w, y0, d / 2), (0.44 * w, y1, d / 2 + 0.006), body)
        p.ball((0, (y0 + y1) / 2, d / 2 + 0.01), (0.007, 0.007, 0.007), trim)
    if n == 0:
        p.box((-0.02, h * 0.6, d / 2), (0.02, h + 0.01, d / 2 + 0.006), trim)
