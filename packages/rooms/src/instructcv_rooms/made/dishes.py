"""Bowls and plates, empty and filled."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.serving import banana, brown, flat_plate, fruit_skin, green, heap, saucer
from instructcv_rooms.made.shapes import can, shift, vessel

KITCHEN = "Kitchen"


# -- bowls -----------------------------------------------------------------------------------------------------------
@design("bowl", KITCHEN)
def fruit_bowl(p: Piece) -> None:
    r, h = p.between(0.12, 0.17), p.between(0.06, 0.11)
    vessel(
        p,
        [(0, 0), (r * 0.45, 0), (r * 0.5, 0.01), (r * 0.9, h * 0.6), (r, h)],
        0.006,
        p.any_of(p.white, p.paint, p.wood, p.metal),
    )
    skins = [fruit_skin(p) for _ in range(p.count(1, 4))]
    heap(p, r * 0.26, h * 0.35, p.count(2, 3), skins, p.between(1.0, 1.25))
    if p.chance(0.4):
        banana(p, h + r * 0.6, r * 1.3, p.between(0.015, 0.02))


@design("bowl", KITCHEN)
def footed_bowl(p: Piece) -> None:
    r, foot, h = p.between(0.1, 0.19), p.between(0.03, 0.12), p.between(0.04, 0.1)
    body, stem = p.any_of(p.white, p.paint, p.glass, p.metal, p.wood), r * p.between(0.12, 0.35)
    p.turned([(0, 0), (r * 0.55, 0), (r * 0.5, 0.012), (stem, foot * 0.4), (stem, foot)], body)
    vessel(p, [(0, foot), (r * 0.4, foot), (r * 0.8, foot + h * 0.4), (r, foot + h)], 0.005, body)
    if p.chance(0.4):
        heap(p, r * 0.25, foot + h * 0.3, 2, [fruit_skin(p), fruit_skin(p)])


@design("bowl", KITCHEN)
def square_bowl(p: Piece) -> None:
    w, d, h = p.between(0.12, 0.3), p.between(0.12, 0.24), p.between(0.05, 0.1)
    body, flare, t = p.any_of(p.white, p.paint, p.wood, p.dark), p.between(1.15, 1.6), 0.006
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.008, d / 2), body)
    for axis_degrees, long, reach in ((0, w, d), (90, d, w), (180, w, d), (270, d, w)):
        first = len(p.corners)
        p.block((-long / 2, 0, reach / 2 - t), (long / 2, h, reach / 2), (flare, 1), body)
        for rows in p.corners[first:]:
            rows[:, 2] += rows[:, 1] / h * reach * (flare - 1) / 2
        p.turn(first, 1, axis_degrees)
    if p.chance(0.5):
        p.box((-w * 0.55, h * 0.6, -d * 0.55), (w * 0.55, h * 0.65, d * 0.55), p.any_of(p.paint, lambda: fruit_skin(p)))


@design("bowl", KITCHEN)
def wire_bowl(p: Piece) -> None:
    r, h, wires = p.between(0.12, 0.18), p.between(0.07, 0.13), p.count(10, 18)
    metal, low = p.any_of(p.metal, p.dark, p.paint), p.between(0.4, 0.6)
    for t in (0.0, 0.5, 1.0):
        wide = r * (low + (1 - low) * t**0.7)
        p.turned([(wide - 0.003, h * t), (wide + 0.003, h * t + 0.002), (wide - 0.003, h * t + 0.005)], metal)
    can(p, r * low, 0, 0.004, metal)
    for x, z in around(wires):
        middle = r * (low + (1 - low) * 0.5**0.7)
        p.path([(r * low * x, 0, r * low * z), (middle * x, h / 2, middle * z), (r * x, h, r * z)], 0.002, metal)
    heap(p, r * 0.24, 0.0, p.count(2, 3), [fruit_skin(p) for _ in range(2)])


@design("bowl", KITCHEN)
def soup_bowl(p: Piece) -> None:
    r, h = p.between(0.07, 0.1), p.between(0.04, 0.07)
    body, wide = p.any_of(p.white, p.paint, p.wood), p.between(1.0, 1.35)
    vessel(p, [(0, 0), (r * 0.5, 0), (r * 0.9, h * 0.6), (r, h), (r * wide, h + 0.003)], 0.004, body)
    soup = p.stuff(((0.8, 0.35, 0.1), (0.45, 0.5, 0.2), (0.85, 0.75, 0.5), (0.4, 0.2, 0.1))[p.count(0, 3)], shine=0.4)
    can(p, r * 0.88, h * 0.6, h * 0.75, soup)
    for _ in range(p.count(0, 6)):
        p.ball((p.between(-0.5, 0.5) * r, h * 0.76, p.between(-0.5, 0.5) * r), (0.008, 0.005, 0.008), green(p))
    if p.chance(0.5):
        p.rod((0, h * 0.7, 0), (r * 1.6, h * 1.7, 0.02), 0.003, p.metal())
    if p.chance(0.4):
        saucer(p, r * 1.5, body)


@design("bowl", KITCHEN)
def nested_bowls(p: Piece) -> None:
    r, h, step = p.between(0.1, 0.15), p.between(0.06, 0.12), p.between(0.75, 0.88)
    body, y = p.any_of(p.metal, p.white, p.paint), 0.0
    for _ in range(p.count(2, 4)):
        vessel(p, [(0, y), (r * 0.5, y), (r * 0.85, y + h * 0.4), (r, y + h), (r * 1.05, y + h)], 0.003, body)
        r, y = r * step, y + h * p.between(0.2, 0.4)
        body = body if p.chance(0.5) else p.paint()


# -- plates ----------------------------------------------------------------------------------------------------------
@design("plate", KITCHEN)
def plate_pile(p: Piece) -> None:
    r, count, body = p.between(0.09, 0.14), p.count(3, 9), p.any_of(p.white, p.paint)
    for k in range(count):
        flat_plate(p, r * p.between(0.99, 1.0), 0.008 * k, body if p.chance(0.75) else p.any_of(p.white, p.paint))
    if p.chance(0.4):
        y = 0.008 * count
        vessel(p, [(0, y), (r * 0.3, y), (r * 0.55, y + 0.03), (r * 0.6, y + 0.05)], 0.003, p.any_of(p.white, p.paint))


@design("plate", KITCHEN)
def square_plate(p: Piece) -> None:
    w, d, rim = p.between(0.16, 0.28), p.between(0.14, 0.28), p.between(0.012, 0.03)
    body = p.any_of(p.white, p.dark, p.paint, p.wood)
    p.block((-w * 0.4, 0, -d * 0.4), (w * 0.4, rim, d * 0.4), (1.25, 1.25), body)
    p.box(
        (-w * 0.4, rim, -d * 0.4),
        (w * 0.4, rim + 0.001, d * 0.4),
        p.any_of(p.white, p.paint) if p.chance(0.4) else body,
    )
    for side in (-1, 1):
        p.box((-w / 2, rim, side * d * 0.49 - 0.004), (w / 2, rim + 0.005, side * d * 0.49 + 0.004), body)
        p.box((side * w * 0.49 - 0.004, rim, -d / 2), (side * w * 0.49 + 0.004, rim + 0.005, d / 2), body)
    for k in range(p.count(0, 4)):  # rolls of sushi
        can(p, 0.018, rim, rim + 0.03, p.dark(), at=((k - 1.5) * 0.042, 0))
        can(p, 0.015, rim, rim + 0.031, p.white(), at=((k - 1.5) * 0.042, 0))


@design("plate", KITCHEN)
def laid_place(p: Piece) -> None:
    """A mat, a plate, cutlery and perhaps a glass."""
    r, metal = p.between(0.11, 0.14), p.metal()
    body, wide = p.any_of(p.white, p.white, p.paint), r * p.between(1.45, 1.7)
    if p.chance(0.6):
        p.box((-wide, 0, -r * 1.15), (wide, 0.003, r * 1.15), p.any_of(p.cloth, p.wood))
    flat_plate(p, r, 0.003, body)
    if p.chance(0.5):
        flat_plate(p, r * 0.72, 0.014, p.any_of(p.white, p.paint))
    for x in (-1.2 * r, 1.2 * r, 1.33 * r):
        p.rod((x, 0.006, r * 0.8), (x, 0.006, 0), 0.004, metal)
        p.ball((x, 0.006, -0.25 * r), (0.012, 0.004, 0.035), metal)
    if p.chance(0.5):
        p.block((-0.06, 0.02, -0.06), (0.06, 0.07, 0.06), (0.1, 0.9), p.cloth())


@design("plate", KITCHEN)
def meal_plate(p: Piece) -> None:
    r = p.between(0.12, 0.15)
    flat_plate(p, r, 0, p.any_of(p.white, p.white, p.paint, p.dark))
    p.pad((-0.5 * r, 0.004, -0.1 * r), (0.35 * r, 0.03, 0.6 * r), brown(p), soft=0.6)
    for _ in range(p.count(4, 8)):
        s = p.between(0.012, 0.02)
        p.ball((p.between(0.1, 0.6) * r, 0.016, p.between(-0.5, 0.0) * r), (s, s * 0.7, s), green(p))
    side = p.stuff(((0.92, 0.82, 0.5), (0.9, 0.5, 0.12), (0.92, 0.9, 0.82))[p.count(0, 2)], shine=0.1)
    p.ball((-0.3 * r, 0.012, -0.3 * r), (0.3 * r, p.between(0.015, 0.035), 0.25 * r), side)


@design("plate", KITCHEN)
def serving_platter(p: Piece) -> None:
    r, oval = p.between(0.17, 0.24), p.between(0.55, 0.8)
    body = p.any_of(p.white, p.metal, p.paint, p.wood)
    vessel(p, [(0, 0), (r * 0.7, 0), (r * 0.8, 0.012), (r, 0.025)], 0.004, body, oval=oval)
    if p.chance(0.4):
        for side in (-1, 1):
            p.path([(side * r * 0.97, 0.022, z) for z in (-0.04, 0.04)], 0.006, body)
    for x, z in around(p.count(5, 9)) if p.chance(0.5) else []:
        p.ball((0.5 * r * x, 0.02, 0.5 * r * oval * z), (0.026, 0.015, 0.022), p.any_of(lambda: fruit_skin(p), p.white))


@design("plate", KITCHEN)
def plate_on_stand(p: Piece) -> None:
    """A decorated plate that leans upright on an easel."""
    r, first = p.between(0.09, 0.16), len(p.corners)
    body = p.any_of(p.white, p.paint)
    flat_plate(p, r, 0, body)
    for t in (p.between(0.25, 0.4), p.between(0.75, 0.95)):
        p.turned(
            [
                (r * t, 0.005 + 0.013 * max(0.0, t - 0.6) * 2.5),
                (r * (t + 0.05), 0.007 + 0.013 * max(0.0, t - 0.55) * 2.5),
            ],
            p.paint(),
        )
    p.turn(first, 0, p.between(70, 80), (0, 0, r))
    shift(p, first, (0, 0.01, -r))
    stand = p.any_of(p.wood, p.dark, p.metal)
    for side in (-1, 1):
        x = side * r * 0.5
        p.path([(x, 0.02, 0.05), (x, 0.005, 0.03), (x, 0.005, -0.09), (x, r * 0.9, -0.05)], 0.005, stand)
    p.bare = True
