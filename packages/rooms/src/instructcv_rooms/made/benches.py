"""Benches of boards and beams, upholstered, and with shoes under them."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import plank, scattered, slab, spread
from instructcv_rooms.made.storage import legs, open_case

BEDROOM, LIVING = "Bedroom", "Living room"


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
