"""What one eats and drinks from, what one eats, and the vessels that stand about."""

from collections.abc import Sequence

import numpy as np

from instructcv.datasets._rooms.made.design import design
from instructcv.datasets._rooms.made.piece import Number, Piece, Point, around

KITCHEN, BATHROOM, MIXED = "Kitchen", "Bathroom", "Miscellaneous"
Profile = Sequence[tuple[Number, Number]]
FRUITS = ((0.72, 0.12, 0.08), (0.9, 0.5, 0.1), (0.5, 0.65, 0.15), (0.92, 0.78, 0.2), (0.4, 0.1, 0.3), (0.75, 0.3, 0.15))
CRUSTS = ((0.72, 0.46, 0.2), (0.58, 0.34, 0.14), (0.82, 0.6, 0.32))
GREENS = ((0.2, 0.45, 0.12), (0.35, 0.55, 0.15), (0.1, 0.3, 0.1))


# -- shapes ----------------------------------------------------------------------------------------------------------
def can(
    p: Piece, r: Number, low: Number, high: Number, material: int, at: tuple[Number, Number] = (0, 0), oval: float = 1.0
) -> None:
    """An upright cylinder with sharp edges."""
    p.turned([(0, low), (r, low), (r, low), (r, high), (r, high), (0, high)], material, at=at, oval=oval)


def vessel(
    p: Piece,
    profile: Profile,
    thick: Number,
    material: int,
    at: tuple[Number, Number] = (0, 0),
    oval: float = 1.0,
    inside: int | None = None,
) -> None:
    """A turned shape that is open above: a wall with an inner face that ends `thick` above its foot."""
    floor = profile[0][1] + thick
    inner = [(max(r - thick, 0.0), max(y, floor)) for r, y in reversed(profile)]
    if inside is None:
        p.turned([*profile, *inner], material, at=at, oval=oval)
    else:
        p.turned([*profile, inner[0]], material, at=at, oval=oval)
        p.turned(inner, inside, at=at, oval=oval)


def ear(p: Piece, r: Number, low: Number, high: Number, out: Number, thick: Number, material: int) -> None:
    """A bent handle on the right, from height `high` to `low` of a wall at radius r."""
    turns = np.linspace(0, np.pi, 8).tolist()
    middle, half = (low + high) / 2, (high - low) / 2
    p.path([(r + out * float(np.sin(t)), middle + half * float(np.cos(t)), 0) for t in turns], thick, material)


def shift(p: Piece, since: int, by: Point) -> None:
    """Move the solids from number `since` on."""
    for rows in p.corners[since:]:
        rows[:, :3] += by


def heap(p: Piece, size: Number, base: Number, levels: int, materials: Sequence[int], lengthen: float = 1.0) -> None:
    """Round things on one another, fewer on each level."""
    for level in range(levels):
        count = (1, 4, 8)[levels - 1 - level]
        for x, z in around(count):
            reach = (0.0, 1.25, 2.5)[levels - 1 - level] * size
            s, shift = size * p.between(0.85, 1.1), p.between(-0.15, 0.15) * size
            middle = (reach * x + shift, base + size * (1 + 1.45 * level), reach * z - shift)
            p.ball(middle, (s * lengthen, s, s), materials[p.count(0, len(materials) - 1)])


def saucer(p: Piece, r: Number, material: int) -> None:
    vessel(p, [(0, 0), (r * 0.5, 0), (r * 0.6, 0.004), (r, 0.018)], 0.003, material)


def board(p: Piece, w: Number, d: Number) -> float:
    """Something flat to serve on: a plate, a board or nothing; gives its height."""
    style = p.count(0, 2)
    if style == 0:
        p.box((-w / 2, 0, -d / 2), (w / 2, 0.018, d / 2), p.wood())
        return 0.018
    if style == 1:
        vessel(p, [(0, 0), (w * 0.35, 0), (w * 0.55, 0.015)], 0.004, p.any_of(p.white, p.paint), oval=d / w)
        return 0.006
    return 0.0


def brown(p: Piece) -> int:
    return p.stuff(CRUSTS[p.count(0, 2)], shine=p.between(0.0, 0.2))


def green(p: Piece) -> int:
    return p.stuff(GREENS[p.count(0, 2)], shine=0.2)


def fruit_skin(p: Piece) -> int:
    return p.stuff(FRUITS[p.count(0, len(FRUITS) - 1)], shine=p.between(0.1, 0.5))


def tinted(p: Piece) -> int:
    """Green, brown or clear bottle glass."""
    rgb = ((0.08, 0.25, 0.1), (0.3, 0.14, 0.05), (0.75, 0.85, 0.85), (0.1, 0.2, 0.4))[p.count(0, 3)]
    return p.stuff(rgb, shine=0.95, opacity=p.between(0.55, 0.95))


def clay(p: Piece) -> int:
    return p.stuff((0.68, 0.38, 0.24), shine=0.0)


# -- cups ------------------------------------------------------------------------------------------------------------
@design("cup", KITCHEN)
def straight_mug(p: Piece) -> None:
    r, h, thick = p.between(0.036, 0.05), p.between(0.08, 0.13), p.between(0.003, 0.006)
    body = p.any_of(p.white, p.paint, p.dark, p.metal)
    inside = p.any_of(p.white, lambda: p.stuff((0.2, 0.1, 0.05), shine=0.6), lambda: body)
    bulge = p.between(0.95, 1.12)
    vessel(p, [(0, 0), (r * 0.92, 0), (r, 0.008), (r * bulge, h * 0.5), (r, h)], thick, body, inside=inside)
    ear(p, r * 0.97, h * p.between(0.12, 0.3), h * p.between(0.78, 0.92), r * p.between(0.5, 0.8), 0.005, body)
    if p.chance(0.5):
        low = h * p.between(0.2, 0.6)
        p.turned([(r * bulge * 1.01, low), (r * bulge * 1.01, low + h * p.between(0.08, 0.3))], p.paint())


@design("cup", KITCHEN)
def tea_cup(p: Piece) -> None:
    r, h, wide = p.between(0.04, 0.055), p.between(0.05, 0.07), p.between(1.5, 1.9)
    body = p.any_of(p.white, p.white, p.paint)
    saucer(p, r * wide, body)
    foot, tea = r * p.between(0.4, 0.6), p.stuff((0.4, 0.18, 0.06), shine=0.8)
    shape = [(0, 0.006), (foot, 0.006), (foot, 0.012), (r * 0.75, h * 0.45), (r * 0.92, h * 0.8), (r, h)]
    vessel(p, shape, 0.003, body)
    can(p, r * 0.8, h * 0.7, h * 0.72, tea)
    ear(p, r * 0.85, h * 0.3, h * 0.85, r * 0.55, 0.0035, body)
    if p.chance(0.4):
        p.rod((-r, 0.016, r * 0.9), (r * 1.3, 0.02, r * 0.9), 0.003, p.metal())
    if p.chance(0.4):
        p.turned([(r * 1.005, h - 0.006), (r * 1.01, h + 0.0005)], p.paint())


@design("cup", KITCHEN)
def paper_cup(p: Piece) -> None:
    r, h, narrow = p.between(0.036, 0.046), p.between(0.08, 0.16), p.between(0.65, 0.8)
    body = p.any_of(p.white, p.paint, lambda: p.stuff((0.6, 0.44, 0.28), shine=0.0))
    shape = [(0, 0), (r * narrow, 0), (r, h)]
    if p.chance(0.7):
        lid = p.any_of(p.white, p.dark)
        p.turned([*shape, (0, h)], body)
        p.turned([(r * 1.06, h - 0.006), (r * 1.06, h + 0.004), (r * 0.9, h + 0.006), (r * 0.85, h + 0.014)], lid)
        can(p, r * 0.85, h + 0.005, h + 0.014, lid)
    else:
        vessel(p, shape, 0.0015, body)
        p.turned([(r * 1.0, h - 0.003), (r * 1.05, h), (r, h + 0.003)], body)
    if p.chance(0.6):
        t0, t1 = p.between(0.2, 0.4), p.between(0.6, 0.8)
        out = [r * (narrow + (1 - narrow) * t) + 0.0015 for t in (t0, t1)]
        p.turned([(out[0], h * t0), (out[1], h * t1)], p.any_of(p.paint, lambda: p.stuff((0.5, 0.34, 0.2))))


@design("cup", KITCHEN)
def travel_mug(p: Piece) -> None:
    r, h, narrow = p.between(0.034, 0.045), p.between(0.15, 0.22), p.between(0.7, 1.0)
    body, lid = p.any_of(p.metal, p.paint, p.dark), p.any_of(p.dark, p.metal, p.paint)
    p.turned([(0, 0), (r * narrow, 0), (r * narrow, 0.01), (r, h * 0.55), (r, h)], body)
    can(p, r * 1.05, h, h + p.between(0.012, 0.03), lid)
    p.box((-0.01, h, 0.2 * r), (0.01, h + 0.035, 0.7 * r), lid)
    if p.chance(0.5):
        p.turned([(r * 1.03, h * 0.4), (r * 1.04, h * 0.75)], p.any_of(p.dark, p.paint, p.wood))
    if p.chance(0.4):
        ear(p, r, h * 0.3, h * 0.85, r * 0.7, 0.007, lid)


@design("cup", KITCHEN)
def stacked_cups(p: Piece) -> None:
    r, h, lift = p.between(0.035, 0.048), p.between(0.055, 0.09), p.between(0.5, 0.8)
    count, body = p.count(2, 4), p.any_of(p.white, p.paint)
    for k in range(count):
        one, first = body if p.chance(0.6) else p.paint(), len(p.corners)
        y = k * h * lift
        vessel(p, [(0, y), (r * 0.65, y), (r * 0.85, y + h * 0.4), (r, y + h)], 0.003, one)
        if p.chance(0.9):
            ear(p, r * 0.85, y + h * 0.3, y + h * 0.85, r * 0.5, 0.004, one)
        p.turn(first, 1, p.between(-60, 60))


@design("cup", KITCHEN)
def beer_stein(p: Piece) -> None:
    r, h, body = p.between(0.042, 0.055), p.between(0.12, 0.18), p.any_of(p.glass, p.glass, p.wood, p.metal)
    vessel(p, [(0, 0), (r * 1.08, 0), (r, 0.02), (r * p.between(0.85, 1.05), h)], 0.005, body)
    for x, z in around(12) if p.chance(0.6) else []:
        p.rod((r * x, 0.02, r * z), (r * x, h * 0.75, r * z), 0.006, body)
    can(p, r * 0.82, 0.01, h * 0.85, p.stuff((0.85, 0.55, 0.1), shine=0.6))
    can(p, r * 0.84, h * 0.85, h * p.between(0.95, 1.08), p.stuff((0.95, 0.93, 0.86), shine=0))
    ear(p, r, h * 0.15, h * 0.85, r * 0.75, 0.008, body)


# -- glasses ---------------------------------------------------------------------------------------------------------
def stemware(p: Piece, bowl: Profile, stem: Number, foot: Number, clear: int) -> None:
    """A foot and a stem under a bowl, whose profile begins at the stem's end."""
    thin = p.between(0.003, 0.005)
    p.turned([(0, 0), (foot, 0), (foot, 0.002), (foot * 0.3, 0.006), (thin, 0.015), (thin, stem)], clear)
    p.turned([(thin, stem), *bowl], clear)


@design("glass", KITCHEN)
def wine_glass(p: Piece) -> None:
    r, stem, tall = p.between(0.034, 0.052), p.between(0.06, 0.1), p.between(0.075, 0.12)
    clear, rim = p.glass(), p.between(0.65, 0.95)
    shape = [(0.35, 0.06), (0.8, 0.22), (1.0, 0.45), ((1 + rim) / 2, 0.75), (rim, 1.0)]
    stemware(p, [(r * a, stem + tall * b) for a, b in shape], stem, r * p.between(0.8, 1.0), clear)
    if p.chance(0.6):
        wine = p.any_of(lambda: p.stuff((0.3, 0.02, 0.06), shine=0.8), lambda: p.stuff((0.85, 0.75, 0.35), shine=0.8))
        p.turned(
            [(0, stem + 0.004), *[(r * a * 0.95, stem + tall * b) for a, b in shape[:3]], (0, stem + tall * 0.45)], wine
        )


@design("glass", KITCHEN)
def champagne_flute(p: Piece) -> None:
    r, stem, tall, clear = p.between(0.022, 0.03), p.between(0.05, 0.09), p.between(0.12, 0.17), p.glass()
    shape = [(0.3, 0.05), (0.85, 0.3), (1.0, 0.6), (p.between(0.8, 1.0), 1.0)]
    stemware(p, [(r * a, stem + tall * b) for a, b in shape], stem, r * p.between(1.1, 1.4), clear)
    if p.chance(0.7):
        drink = p.stuff((0.9, 0.78, 0.4), shine=0.8, opacity=0.8)
        p.turned(
            [(0, stem + 0.003), (r * 0.75, stem + tall * 0.3), (r * 0.9, stem + tall * 0.7), (0, stem + tall * 0.7)],
            drink,
        )


@design("glass", KITCHEN)
def cocktail_glass(p: Piece) -> None:
    r, stem, deep, clear = p.between(0.045, 0.065), p.between(0.08, 0.11), p.between(0.05, 0.08), p.glass()
    coupe = p.chance(0.4)
    bowl = [(r * 0.75, stem + deep * 0.25), (r, stem + deep * 0.75)] if coupe else [(r, stem + deep)]
    stemware(p, bowl, stem, r * 0.75, clear)
    p.turned([(0.002, stem + 0.003), (r * 0.68, stem + deep * 0.72), (0, stem + deep * 0.72)], p.paint())
    if p.chance(0.7):
        p.rod((-r * 0.5, stem + deep * 0.4, 0), (r * 0.9, stem + deep * 1.4, 0), 0.0018, p.wood())
        p.ball((r * 0.1, stem + deep * 0.8, 0), (0.01, 0.01, 0.01), green(p))
    if p.chance(0.3):
        p.turned([(r * 0.97, stem + deep * 1.0), (0.005, stem + deep * 1.7)], p.paint())


@design("glass", KITCHEN)
def tumbler_with_ice(p: Piece) -> None:
    r, h, clear = p.between(0.036, 0.045), p.between(0.08, 0.16), p.glass()
    vessel(p, [(0, 0), (r * p.between(0.8, 1.0), 0), (r, h)], 0.004, clear)
    level = h * p.between(0.5, 0.85)
    p.turned(
        [(0, 0.006), (r * 0.75, 0.006), (r * 0.88, level), (0, level)],
        p.any_of(p.paint, lambda: fruit_skin(p), p.glass),
    )
    for _ in range(p.count(0, 3)):
        first, s = len(p.corners), p.between(0.011, 0.015)
        p.box((-s, -s, -s), (s, s, s), p.stuff((0.9, 0.95, 0.97), shine=0.9, opacity=0.7))
        p.turn(first, 0, p.between(0, 90))
        p.turn(first, 1, p.between(0, 90))
        shift(p, first, (p.between(-0.4, 0.4) * r, level, p.between(-0.4, 0.4) * r))
    if p.chance(0.5):
        p.rod((-r * 0.4, 0.02, 0), (r * 0.9, h * p.between(1.2, 1.5), 0.01), 0.003, p.paint())
    if p.chance(0.4):
        p.ring((r, h, 0), 0.024, 0.004, p.stuff((0.9, 0.8, 0.2), shine=0.2), sides=12)


@design("glass", KITCHEN)
def glasses_on_tray(p: Piece) -> None:
    r, h, count = p.between(0.026, 0.038), p.between(0.09, 0.15), p.count(3, 6)
    tray, clear, wide = p.any_of(p.metal, p.wood, p.paint), p.glass(), p.between(2.6, 3.4)
    vessel(p, [(0, 0), (r * (wide + 1.6), 0), (r * (wide + 1.7), 0.02)], 0.005, tray)
    narrow = p.between(0.7, 1.0)
    for x, z in around(count):
        vessel(
            p, [(0, 0.006), (r * narrow, 0.006), (r, h)], 0.002, clear, at=(r * wide * 0.95 * x, r * wide * 0.95 * z)
        )
    if p.chance(0.5):
        vessel(p, [(0, 0.006), (r * 1.1, 0.006), (r * 1.3, h), (r * 0.8, h * 1.6), (r, h * 1.9)], 0.003, clear)


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
def flat_plate(p: Piece, r: Number, y: Number, material: int, oval: float = 1.0) -> None:
    vessel(p, [(0, y), (r * 0.6, y), (r * 0.7, y + 0.006), (r, y + 0.016)], 0.003, material, oval=oval)


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


# -- bottles ---------------------------------------------------------------------------------------------------------
@design("bottle", KITCHEN)
def wine_bottle(p: Piece) -> None:
    r, h = p.between(0.036, 0.045), p.between(0.28, 0.33)
    body, shoulder = tinted(p), h * p.between(0.55, 0.66)
    slope, neck = p.between(0.02, 0.09), p.between(0.012, 0.015)
    p.turned(
        [
            (0, 0),
            (r, 0),
            (r, 0.004),
            (r, shoulder),
            (r * 0.8, shoulder + slope * 0.5),
            (neck, shoulder + slope),
            (neck, h),
            (0, h),
        ],
        body,
    )
    p.turned([(neck * 1.08, h - 0.05), (neck * 1.15, h), (0, h + 0.002)], p.any_of(p.paint, p.dark, p.metal))
    p.turned([(r * 1.01, shoulder * 0.25), (r * 1.01, shoulder * p.between(0.6, 0.85))], p.any_of(p.white, p.paint))


@design("bottle", KITCHEN)
def plastic_bottle(p: Piece) -> None:
    r, h = p.between(0.03, 0.048), p.between(0.2, 0.34)
    body = p.stuff((0.7, 0.85, 0.95), shine=0.9, opacity=p.between(0.35, 0.7)) if p.chance(0.7) else p.paint()
    ribs = [(r * (1.0 if k % 2 else 0.93), h * (0.05 + 0.06 * k)) for k in range(p.count(6, 10))]
    neck = 0.013
    p.turned([(0, 0), (r * 0.9, 0), *ribs, (r, h * 0.68), (r * 0.8, h * 0.8), (neck, h * 0.92), (neck, h)], body)
    can(p, neck * 1.2, h - 0.008, h + 0.01, p.paint())
    p.turned([(r * 1.01, h * 0.4), (r * 1.01, h * 0.62)], p.any_of(p.paint, p.white))


@design("bottle", BATHROOM)
def pump_bottle(p: Piece) -> None:
    r, h = p.between(0.026, 0.042), p.between(0.1, 0.19)
    body, pump = p.any_of(p.white, p.paint, p.glass, p.dark), p.any_of(p.metal, p.white, p.dark)
    if p.chance(0.6):
        p.turned([(0, 0), (r, 0), (r, 0.003), (r, h * 0.85), (r * 0.7, h), (0, h)], body, oval=p.between(0.6, 1.0))
    else:
        p.pad((-r, 0, -r * 0.7), (r, h, r * 0.7), body, soft=0.15)
    can(p, 0.013, h - 0.002, h + 0.018, pump)
    p.rod((0, h + 0.01, 0), (0, h + 0.04, 0), 0.005, pump)
    p.path([(0, h + 0.04, -0.012), (0, h + 0.045, 0.02), (0, h + 0.036, 0.045)], 0.006, pump)
    if p.chance(0.6):
        p.box((-r * 0.6, h * 0.2, r * 0.5), (r * 0.6, h * 0.65, r * 1.0), p.any_of(p.white, p.paint, p.dark))


@design("bottle", KITCHEN)
def spray_bottle(p: Piece) -> None:
    r, h, body, head = (
        p.between(0.032, 0.045),
        p.between(0.15, 0.2),
        p.any_of(p.paint, p.white, p.glass),
        p.any_of(p.paint, p.white, p.dark),
    )
    p.turned(
        [(0, 0), (r, 0), (r, 0.004), (r, h * 0.5), (r * 0.7, h * 0.75), (0.014, h), (0, h)],
        body,
        oval=p.between(0.55, 1.0),
    )
    can(p, 0.017, h - 0.01, h + 0.015, head)
    p.block((-0.012, h + 0.015, -0.025), (0.012, h + 0.05, 0.045), (0.8, 0.9), head)
    p.rod((0, h + 0.035, 0.04), (0, h + 0.035, 0.065), 0.008, p.any_of(p.white, p.paint))
    p.path([(0, h + 0.02, 0.03), (0, h - 0.01, 0.04), (0, h - 0.04, 0.034)], 0.005, head)
    p.turned([(r * 1.01, h * 0.12), (r * 1.01, h * 0.45)], p.paint(), oval=1.0)


@design("bottle", KITCHEN)
def sauce_bottle(p: Piece) -> None:
    r, h = p.between(0.026, 0.036), p.between(0.14, 0.22)
    sauce = p.stuff(
        ((0.65, 0.05, 0.04), (0.85, 0.65, 0.1), (0.25, 0.1, 0.04), (0.85, 0.8, 0.6))[p.count(0, 3)], shine=0.7
    )
    p.turned(
        [(0, 0), (r, 0), (r, 0.004), (r * p.between(0.85, 1.0), h * 0.4), (r, h * 0.65), (0.013, h * 0.9), (0.012, h)],
        sauce,
        oval=p.between(0.65, 1.0),
    )
    lid = p.any_of(p.white, p.paint, p.dark)
    if p.chance(0.5):
        p.turned([(0.015, h * 0.93), (0.012, h), (0.003, h + 0.035), (0, h + 0.036)], lid)
    else:
        can(p, 0.015, h * 0.93, h + 0.01, lid)
    p.box((-r * 0.7, h * 0.2, -r * 1.01), (r * 0.7, h * 0.55, r * 1.01), p.any_of(p.white, p.paint))


@design("bottle", KITCHEN)
def decanter(p: Piece) -> None:
    w, h, clear = p.between(0.07, 0.1), p.between(0.13, 0.2), p.glass()
    drink = p.stuff(((0.55, 0.25, 0.05), (0.35, 0.03, 0.06), (0.8, 0.6, 0.2))[p.count(0, 2)], shine=0.9, opacity=0.9)
    if p.chance(0.5):
        p.block((-w / 2, 0, -w / 2), (w / 2, h, w / 2), (p.between(0.9, 1.1), 1.0), clear)
        p.box((-w * 0.44, 0.01, -w * 0.44), (w * 0.44, h * 0.6, w * 0.44), drink)
        p.block((-w / 2, h, -w / 2), (w / 2, h + 0.025, w / 2), (0.35, 0.35), clear)
    else:
        p.turned([(0, 0), (w * 0.7, 0), (w * 0.9, h * 0.2), (w * 0.3, h * 0.7), (w * 0.2, h + 0.025)], clear)
        p.turned([(0, 0.006), (w * 0.66, 0.006), (w * 0.82, h * 0.2), (w * 0.5, h * 0.4), (0, h * 0.4)], drink)
    p.turned([(w * 0.17, h + 0.02), (w * 0.17, h + 0.06), (w * 0.24, h + 0.065)], clear)
    p.ball((0, h + 0.08, 0), (w * 0.2, p.between(0.015, 0.03), w * 0.2), clear)


@design("bottle", BATHROOM)
def perfume_flacon(p: Piece) -> None:
    w, h, d = p.between(0.045, 0.08), p.between(0.05, 0.1), p.between(0.022, 0.04)
    body = p.any_of(p.glass, lambda: p.stuff((0.9, 0.65, 0.4), shine=1.0, opacity=0.6), p.paint)
    style = p.count(0, 2)
    if style == 0:
        p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body)
    elif style == 1:
        p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=0.7)
    else:
        p.block((-w * 0.35, 0, -d / 2), (w * 0.35, h, d / 2), (1.4, 1.0), body)
    p.rod((0, h - 0.005, 0), (0, h + 0.012, 0), 0.008, p.metal())
    cap = p.any_of(p.metal, p.dark, p.paint, p.wood)
    (
        p.ball((0, h + 0.026, 0), (0.016, 0.018, 0.016), cap)
        if p.chance(0.4)
        else can(p, 0.012, h + 0.006, h + 0.035, cap)
    )


@design("bottle", KITCHEN)
def sports_bottle(p: Piece) -> None:
    r, h, body = p.between(0.033, 0.042), p.between(0.17, 0.25), p.any_of(p.paint, p.metal, p.dark)
    p.turned(
        [(0, 0), (r, 0), (r, 0.005), (r, h * 0.55), (r * 0.85, h * 0.65), (r, h * 0.75), (r, h * 0.88), (r * 0.6, h)],
        body,
    )
    lid = p.any_of(p.dark, p.paint, p.metal)
    can(p, r * 0.75, h * 0.95, h + 0.02, lid)
    if p.chance(0.5):
        p.turned([(0.012, h + 0.02), (0.008, h + 0.035), (0.01, h + 0.045), (0, h + 0.048)], p.any_of(p.white, p.dark))
    else:
        p.ring((0, h + 0.03, 0), 0.02, 0.005, lid, sides=12)


@design("bottle", KITCHEN)
def bottle_group(p: Piece) -> None:
    """Oil, vinegar and the like, together."""
    for k in range(p.count(2, 4)):
        r, h, body = p.between(0.022, 0.036), p.between(0.15, 0.3), p.any_of(lambda: tinted(p), p.glass, p.paint)
        at, bend = (0.085 * k, p.between(-0.03, 0.03)), p.between(0.55, 0.8)
        p.turned([(0, 0), (r, 0), (r, 0.004), (r, h * bend), (0.012, h * (bend + 0.12)), (0.012, h)], body, at=at)
        can(p, 0.014, h - 0.02, h + 0.008, p.any_of(p.wood, p.dark, p.metal), at=at)
        if p.chance(0.5):
            p.turned([(r * 1.01, h * 0.15), (r * 1.01, h * 0.45)], p.any_of(p.white, p.paint), at=at)


# -- food ------------------------------------------------------------------------------------------------------------
def banana(p: Piece, y: Number, long: Number, thick: Number) -> None:
    """One that lies in an arc along x at height y."""
    skin, turns = p.stuff((0.92, 0.76, 0.15), shine=0.2), np.linspace(-0.75, 0.75, 7).tolist()
    points = [(long * 0.62 * float(np.sin(t)), y + thick, long * 0.5 * (1 - float(np.cos(t)))) for t in turns]
    radii = [thick * s for s in (0.35, 0.75, 1.0, 1.05, 1.0, 0.75, 0.3)]
    for k in range(6):
        p.rod(points[k], points[k + 1], radii[k], skin, end_radius=radii[k + 1])


@design("food", KITCHEN)
def apples(p: Piece) -> None:
    for k in range(p.count(1, 5)):
        r, x, z = p.between(0.032, 0.045), 0.1 * (k % 3) + p.between(0, 0.01), 0.095 * (k // 3) + p.between(0, 0.01)
        tall, pear = p.between(0.9, 1.05), p.chance(0.3)
        shape = [(0, 0.1), (0.4, 0), (0.85, 0.3), (1.0, 0.9), (0.85, 1.5), (0.45, 1.75), (0, 1.55)]
        if pear:
            shape = [(0, 0.08), (0.4, 0), (0.95, 0.45), (0.95, 0.95), (0.6, 1.6), (0.38, 2.1), (0, 2.3)]
        skin = green(p) if pear else fruit_skin(p)
        p.turned([(r * a, r * b * tall) for a, b in shape], skin, at=(x, z))
        top = r * tall * (2.2 if pear else 1.55)
        p.rod((x, top, z), (x + 0.006, top + r * 0.6, z), 0.0022, p.stuff((0.25, 0.15, 0.06)))


@design("food", KITCHEN)
def fruit_pile(p: Piece) -> None:
    size = p.between(0.03, 0.045)
    heap(
        p,
        size,
        board(p, size * 8, size * 8),
        p.count(2, 3),
        [fruit_skin(p) for _ in range(p.count(1, 3))],
        p.between(1.0, 1.3),
    )


@design("food", KITCHEN)
def banana_bunch(p: Piece) -> None:
    long, thick, count = p.between(0.15, 0.2), p.between(0.015, 0.02), p.count(3, 6)
    for k in range(count):
        first = len(p.corners)
        banana(p, 0.0, long, thick)
        p.turn(first, 1, -75 + 12 * (k - count / 2), (-long * 0.42, 0, 0))
        p.turn(first, 0, p.between(-4, 4))
        shift(p, first, (thick * 0.9 * k, thick * 0.15 * (k % 2), 0))
    p.rod(
        (-long * 0.42, thick, -0.02),
        (-long * 0.42 + thick * count * 0.8, thick * 1.2, -0.02),
        0.012,
        p.stuff((0.5, 0.4, 0.12)),
    )


@design("food", KITCHEN)
def bread_loaf(p: Piece) -> None:
    w, h, d = p.between(0.18, 0.32), p.between(0.08, 0.13), p.between(0.1, 0.16)
    y, crust = board(p, w * 1.35, d * 1.5), brown(p)
    if p.chance(0.5):  # a tin loaf, some cut
        p.box((-w / 2, y, -d / 2), (w / 2, y + h * 0.65, d / 2), crust)
        p.pad((-w / 2, y + h * 0.35, -d * 0.55), (w / 2, y + h, d * 0.55), crust, soft=0.35)
        crumb = p.stuff((0.92, 0.84, 0.66), shine=0)
        for k in range(p.count(0, 3)):
            x = w / 2 + 0.012 + 0.03 * k
            p.box((x, y, -d / 2), (x + 0.014, y + h * 0.9, d / 2), crust)
            p.box((x + 0.002, y + 0.004, -d * 0.46), (x + 0.0145, y + h * 0.85, d * 0.46), crumb)
    else:
        p.pad((-w / 2, y, -d / 2), (w / 2, y + h, d / 2), crust, soft=0.7)
        for k in range(p.count(3, 5)):
            x = -w * 0.28 + w * 0.16 * k
            p.rod((x, y + h * 0.88, -d * 0.2), (x + 0.02, y + h * 0.88, d * 0.2), 0.008, p.stuff((0.92, 0.8, 0.58)))


@design("food", KITCHEN)
def baguettes(p: Piece) -> None:
    long, count = p.between(0.35, 0.6), p.count(1, 4)
    y = board(p, long * 1.1, 0.09 * count + 0.1)
    for k in range(count):
        first, r = len(p.corners), p.between(0.028, 0.038)
        p.pad((-long / 2, y, -r), (long / 2, y + 1.6 * r, r), brown(p), soft=0.6)
        for j in range(6):
            x = long * (-0.36 + 0.13 * j)
            p.rod((x, y + r * 1.5, -r * 0.4), (x + 0.04, y + r * 1.5, r * 0.4), 0.006, p.stuff((0.93, 0.8, 0.56)))
        p.turn(first, 1, p.between(-8, 8))
        shift(p, first, (0, 0, 0.085 * (k - count / 2)))


@design("food", KITCHEN)
def layer_cake(p: Piece) -> None:
    r, y, layers = p.between(0.08, 0.15), 0.0, p.count(1, 3)
    if p.chance(0.6):
        y = p.between(0.02, 0.12)
        p.turned(
            [(0, 0), (r * 0.6, 0), (0.02, 0.015), (0.015, y - 0.006), (r * 1.25, y - 0.004), (r * 1.25, y), (0, y)],
            p.any_of(p.white, p.glass, p.metal),
        )
    cream = p.any_of(p.white, lambda: p.stuff((0.3, 0.15, 0.08), shine=0.4), lambda: p.stuff((0.95, 0.7, 0.75)))
    for _ in range(layers):
        h = p.between(0.035, 0.07)
        can(p, r, y, y + h * 0.75, cream if p.chance(0.5) else brown(p))
        p.turned([(r * 1.02, y + h * 0.6), (r * 1.03, y + h), (r * 0.95, y + h + 0.004), (0, y + h + 0.004)], cream)
        y, rim, r = y + h, r, r * (p.between(0.6, 0.75) if p.chance(0.4) else 1.0)
        topping = fruit_skin(p)
        for x, z in around(p.count(6, 12)) if p.chance(0.7) else []:
            p.ball((rim * 0.85 * x, y + 0.012, rim * 0.85 * z), (0.013, 0.013, 0.013), topping)
    for _ in range(p.count(1, 5) if p.chance(0.3) else 0):
        x, z = p.between(-0.4, 0.4) * r, p.between(-0.4, 0.4) * r
        p.rod((x, y, z), (x, y + 0.07, z), 0.004, p.paint())


@design("food", KITCHEN)
def cake_slice(p: Piece) -> None:
    long, h, wide, first = p.between(0.09, 0.13), p.between(0.05, 0.09), p.between(0.06, 0.09), len(p.corners)
    cream = p.any_of(p.white, lambda: p.stuff((0.28, 0.14, 0.08)), lambda: p.stuff((0.9, 0.6, 0.65)))
    crumb, layers = brown(p), p.count(2, 3)
    for k in range(layers):
        low, high = h * k / layers, h * (k + 0.7) / layers
        for a, b, stuff in ((low, high, crumb), (high, h * (k + 1) / layers, cream)):
            p.block((-wide / 2, 0, -b), (wide / 2, long, -a), (0.02, 1), stuff)
    p.turn(first, 0, 90)
    shift(p, first, (0, 0.007, -long / 2))
    p.ball((0, h + 0.012, -long * 0.3), (0.014, 0.014, 0.014), fruit_skin(p))
    flat_plate(p, p.between(0.08, 0.1), 0, p.any_of(p.white, p.paint))
    if p.chance(0.5):
        p.rod((0.06, 0.012, -0.05), (0.055, 0.012, 0.06), 0.003, p.metal())


@design("food", KITCHEN)
def pizza(p: Piece) -> None:
    r, y = p.between(0.13, 0.18), 0.0
    if p.chance(0.4):  # in its box
        card = p.stuff((0.72, 0.56, 0.38), shine=0)
        p.box((-r - 0.02, 0, -r - 0.02), (r + 0.02, 0.004, r + 0.02), card)
        p.box((-r - 0.02, 0.0, -r - 0.024), (r + 0.02, r * 1.9, -r - 0.02), card)
        y = 0.004
    else:
        can(p, r * 1.1, 0, 0.008, p.any_of(p.wood, p.white, p.metal))
        y = 0.008
    p.turned([(0, y), (r, y), (r * 1.01, y + 0.014), (r * 0.95, y + 0.022), (r * 0.88, y + 0.01)], brown(p))
    can(p, r * 0.9, y, y + 0.012, p.stuff(((0.85, 0.6, 0.2), (0.75, 0.3, 0.1), (0.9, 0.75, 0.4))[p.count(0, 2)]))
    topping, leaf = p.stuff((0.6, 0.1, 0.06)), green(p)
    for k in range(p.count(8, 16)):
        t, reach = p.between(0, 6.28), r * 0.8 * p.between(0.1, 1) ** 0.5
        x, z, s = reach * float(np.cos(t)), reach * float(np.sin(t)), p.between(0.01, 0.018)
        can(p, s, y + 0.012, y + 0.016, leaf if k % 3 == 0 else topping, at=(x, z))


@design("food", KITCHEN)
def cheese_board(p: Piece) -> None:
    w = p.between(0.2, 0.34)
    if p.chance(0.8):
        p.box((-w / 2, 0, -w * 0.35), (w / 2, 0.018, w * 0.35), p.wood())
    for k in range(p.count(1, 3)):
        first, wide, long, h = len(p.corners), p.between(0.05, 0.1), p.between(0.08, 0.13), p.between(0.03, 0.06)
        stuff = p.stuff(((0.93, 0.75, 0.25), (0.95, 0.9, 0.75), (0.9, 0.55, 0.15))[p.count(0, 2)], shine=0.1)
        p.block((-wide / 2, 0, -h), (wide / 2, long, 0), (0.02, 1), stuff)
        p.block((-wide * 0.52, -0.003, -h * 1.01), (wide * 0.52, 0, 0), (1, 1), p.stuff((0.7, 0.4, 0.1)))
        p.turn(first, 0, 90)
        p.turn(first, 1, p.between(0, 360), (0, 0, long / 2))
        shift(p, first, (w * 0.3 * (k - 1) if k else 0.0, 0.018, -long / 2))
    grape = p.stuff((0.4, 0.15, 0.3), shine=0.4) if p.chance(0.5) else green(p)
    for _ in range(p.count(0, 12)):
        p.ball(
            (w * 0.3 + p.between(-0.025, 0.025), 0.028 + p.between(0, 0.02), w * 0.15 + p.between(-0.03, 0.03)),
            (0.011, 0.011, 0.011),
            grape,
        )


@design("food", KITCHEN)
def hamburger(p: Piece) -> None:
    r, bun = p.between(0.05, 0.07), brown(p)
    y = board(p, r * 3.2, r * 3)
    p.turned([(0, y), (r * 0.92, y), (r, y + 0.012), (r * 0.95, y + 0.02), (0, y + 0.02)], bun)
    y += 0.02
    for _ in range(p.count(1, 2)):
        p.turned(
            [(0, y), (r * 0.98, y), (r * 1.05, y + 0.008), (r, y + 0.016), (0, y + 0.016)], p.stuff((0.3, 0.15, 0.08))
        )
        p.turned([(r * 0.5, y + 0.018), (r * 1.15, y + 0.016), (r * 1.2, y + 0.02), (0, y + 0.022)], green(p))
        p.box((-r * 0.85, y + 0.02, -r * 0.85), (r * 0.85, y + 0.023, r * 0.85), p.stuff((0.95, 0.7, 0.15)))
        y += 0.024
    high = r * p.between(0.6, 0.8)
    p.turned([(0, y), (r, y), (r * 1.02, y + high * 0.3), (r * 0.75, y + high * 0.8), (0, y + high)], bun)
    for x, z in around(8) if p.chance(0.6) else []:
        p.ball((r * 0.5 * x, y + high * 0.9, r * 0.5 * z), (0.004, 0.003, 0.003), p.white())
    if p.chance(0.4):
        fries(p, (r * 2.6, 0.0))


def fries(p: Piece, at: tuple[Number, Number]) -> None:
    """A paper bag with sticks of potato."""
    x, z = at
    stick = p.stuff((0.93, 0.75, 0.3), shine=0.1)
    for _ in range(p.count(12, 20)):
        low = (x + p.between(-0.03, 0.03), 0.02, z + p.between(-0.015, 0.015))
        p.rod(
            low,
            (low[0] + p.between(-0.02, 0.02), p.between(0.1, 0.15), low[2] + p.between(-0.015, 0.015)),
            0.0045,
            stick,
        )
    p.block(
        (x - 0.035, 0, z - 0.018), (x + 0.035, p.between(0.07, 0.1), z + 0.022), (1.25, 1.3), p.any_of(p.paint, p.white)
    )


@design("food", KITCHEN)
def fries_box(p: Piece) -> None:
    for k in range(p.count(1, 2)):
        fries(p, (0.1 * k, p.between(-0.02, 0.02)))
    if p.chance(0.5):
        vessel(
            p,
            [(0, 0), (0.025, 0), (0.032, 0.025)],
            0.003,
            p.white(),
            at=(-0.09, 0.02),
            inside=p.stuff((0.7, 0.1, 0.05)),
        )


@design("food", KITCHEN)
def hot_dog(p: Piece) -> None:
    long = p.between(0.14, 0.2)
    y, bun = board(p, long * 1.3, long * 0.8), brown(p)
    for side in (-1, 1):
        p.pad((-long / 2, y, side * 0.022 - 0.022), (long / 2, y + 0.045, side * 0.022 + 0.022), bun, soft=0.6)
    p.pad(
        (-long * 0.56, y + 0.022, -0.015),
        (long * 0.56, y + 0.055, 0.015),
        p.stuff((0.6, 0.22, 0.1), shine=0.4),
        soft=0.5,
    )
    line = [(long * (-0.45 + 0.1 * k), y + 0.056, 0.008 * (-1) ** k) for k in range(10)]
    p.path(line, 0.003, p.stuff((0.9, 0.7, 0.1) if p.chance(0.5) else (0.7, 0.08, 0.05), shine=0.4))


@design("food", KITCHEN)
def vegetables(p: Piece) -> None:
    """Carrots, tomatoes, a cabbage and peppers, some of them."""
    y = board(p, p.between(0.3, 0.4), p.between(0.22, 0.28))
    if p.chance(0.6):
        leaf = green(p)
        for k in range(p.count(2, 5)):
            z = 0.03 * k - 0.08
            p.rod(
                (-0.12, y + 0.016, z),
                (0.05, y + 0.008, z + p.between(-0.02, 0.02)),
                0.015,
                p.stuff((0.9, 0.42, 0.08)),
                end_radius=0.003,
            )
            for _ in range(3):
                p.rod((-0.12, y + 0.016, z), (-0.2, y + p.between(0.01, 0.05), z + p.between(-0.02, 0.02)), 0.004, leaf)
    for _ in range(p.count(1, 4)):
        r = p.between(0.026, 0.04)
        x, z = p.between(0.06, 0.14), p.between(-0.1, 0.0)
        p.ball((x, y + r * 0.85, z), (r, r * 0.85, r), p.stuff((0.75, 0.1, 0.05), shine=0.5))
    if p.chance(0.6):
        r = p.between(0.06, 0.085)
        for k in range(4):
            p.ball(
                (0.03 + 0.01 * (k % 2), y + r * 0.9, 0.09 + 0.012 * (k // 2)),
                (r * (1 - 0.05 * k), r * 0.9, r * (0.85 + 0.05 * k)),
                green(p),
            )
    if p.chance(0.5):
        for x, z in around(3):
            p.ball(
                (0.12 + 0.018 * x, y + 0.04, 0.05 + 0.018 * z),
                (0.025, 0.042, 0.025),
                p.stuff((0.85, 0.6, 0.05), shine=0.5),
            )


@design("food", KITCHEN)
def milk_carton(p: Piece) -> None:
    w, h, d = p.between(0.06, 0.1), p.between(0.1, 0.21), p.between(0.055, 0.095)
    body, band = p.any_of(p.white, p.white, p.paint), p.paint()
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body)
    p.box((-w * 0.502, h * p.between(0.1, 0.5), -d * 0.502), (w * 0.502, h * p.between(0.55, 0.9), d * 0.502), band)
    if p.chance(0.7):
        top = h + p.between(0.025, 0.045)
        p.block((-w / 2, h, -d / 2), (w / 2, top, d / 2), (1.0, 0.05), body)
        p.box((-w / 2, top, -0.002), (w / 2, top + 0.015, 0.002), body)
        p.rod((0, h + 0.01, d * 0.25), (0, h + 0.022, d * 0.45), 0.014, band)
    else:
        can(p, 0.013, h, h + 0.014, band, at=(0.2 * w, 0))


@design("food", KITCHEN)
def sushi(p: Piece) -> None:
    w, d = p.between(0.2, 0.3), p.between(0.12, 0.18)
    tray, rice = p.any_of(p.wood, p.dark, p.white), p.stuff((0.95, 0.94, 0.9), shine=0)
    p.box((-w / 2, 0.012, -d / 2), (w / 2, 0.025, d / 2), tray)
    for x in (-0.35 * w, 0.35 * w):
        p.box((x - 0.01, 0, -d / 2), (x + 0.01, 0.012, d / 2), tray)
    fish = [p.stuff(rgb, shine=0.4) for rgb in ((0.95, 0.45, 0.25), (0.8, 0.15, 0.15), (0.95, 0.85, 0.7))]
    for k in range(count := p.count(4, 6)):
        x = w * (k + 0.5) / count - w / 2
        p.pad((x - 0.013, 0.025, -0.045), (x + 0.013, 0.045, 0.015), rice, soft=0.5)
        p.pad((x - 0.014, 0.04, -0.05), (x + 0.014, 0.054, 0.02), fish[p.count(0, 2)], soft=0.5)
        can(p, 0.014, 0.025, 0.05, fish[p.count(0, 2)] if p.chance(0.2) else p.dark(), at=(x, d * 0.32))
        can(p, 0.011, 0.025, 0.051, rice, at=(x, d * 0.32))
    for z in (-d * 0.58, -d * 0.52):
        p.rod((-w * 0.4, 0.03, z), (w * 0.5, 0.03, z), 0.003, p.any_of(p.wood, p.dark))


@design("food", KITCHEN)
def salad(p: Piece) -> None:
    r, h = p.between(0.08, 0.14), p.between(0.05, 0.09)
    vessel(p, [(0, 0), (r * 0.5, 0), (r * 0.85, h * 0.5), (r, h)], 0.005, p.any_of(p.wood, p.glass, p.white))
    leaves, bits = [green(p) for _ in range(3)], [fruit_skin(p), p.stuff((0.8, 0.1, 0.06))]
    for _ in range(p.count(14, 22)):
        t, reach, first = p.between(0, 6.28), r * p.between(0, 0.75), len(p.corners)
        s = r * p.between(0.15, 0.32)
        p.ball((0, 0, 0), (s, s * 0.25, s * 0.7), leaves[p.count(0, 2)] if p.chance(0.75) else bits[p.count(0, 1)])
        p.turn(first, 0, p.between(-50, 50))
        p.turn(first, 2, p.between(-50, 50))
        shift(p, first, (reach * float(np.cos(t)), h * p.between(0.85, 1.1), reach * float(np.sin(t))))


@design("food", KITCHEN)
def roast_chicken(p: Piece) -> None:
    s, skin = p.between(0.08, 0.11), brown(p)
    vessel(p, [(0, 0), (s * 1.5, 0), (s * 2, 0.02)], 0.004, p.any_of(p.white, p.metal, p.paint), oval=0.75)
    p.ball((0, 0.01 + s * 0.75, 0), (s * 1.1, s * 0.75, s * 0.85), skin)
    for side in (-1, 1):
        p.ball((s * 0.5, s * 0.7, side * s * 0.75), (s * 0.6, s * 0.4, s * 0.3), skin)
        p.rod((s * 0.8, s * 0.7, side * s * 0.65), (s * 1.6, s * 0.85, side * s * 0.35), 0.02, skin, end_radius=0.01)
        p.ball((s * 1.62, s * 0.86, side * s * 0.35), (0.014, 0.014, 0.014), p.stuff((0.93, 0.88, 0.75)))
        p.ball((-s * 0.4, s * 0.7, side * s * 0.85), (s * 0.4, s * 0.2, s * 0.15), skin)
    for x, z in around(p.count(0, 9)):
        p.ball(
            (s * 1.5 * x, 0.03, s * 1.08 * z), (0.018, 0.015, 0.018), p.any_of(lambda: fruit_skin(p), lambda: green(p))
        )


@design("food", KITCHEN)
def cupcakes(p: Piece) -> None:
    for k in range(p.count(1, 6)):
        at = (0.085 * (k % 3) + p.between(0, 0.008), 0.085 * (k // 3))
        r, h, cream = p.between(0.03, 0.036), p.between(0.035, 0.045), p.any_of(p.white, p.paint, lambda: brown(p))
        p.turned([(0, 0), (r * 0.75, 0), (r * 1.05, h)], p.any_of(p.paint, p.white), at=at)
        rings = [
            (r * (1.1 - 0.3 * j + (0.0 if i else -0.12)), h + 0.012 * (j + 0.5 * i)) for j in range(3) for i in (0, 1)
        ]
        p.turned([(0, h), *rings, (0, h + 0.045)], cream, at=at)
        p.ball((at[0], h + 0.046, at[1]), (0.009, 0.009, 0.009), fruit_skin(p))


@design("food", KITCHEN)
def doughnuts(p: Piece) -> None:
    r, count = p.between(0.03, 0.04), p.count(1, 5)
    y = board(p, r * 7, r * 6)
    for k in range(count):
        spot = [(-1.15, -1.1), (1.15, -1.1), (-1.15, 1.1), (1.15, 1.1), (0, 0)][k]
        at, low = (spot[0] * r * 1.35, spot[1] * r * 1.35), y + (0.028 if k == 4 else 0.0)
        turns = np.linspace(0, 2 * np.pi, 9).tolist()
        dough = [(r + r * 0.5 * float(np.cos(t)), low + r * 0.5 * (1 + float(np.sin(t)))) for t in turns]
        p.turned(dough, brown(p), at=at)
        glaze = [(r + r * 0.53 * float(np.cos(t)), low + r * 0.5 + r * 0.53 * float(np.sin(t))) for t in turns[:5]]
        p.turned(glaze, p.any_of(p.paint, p.white, lambda: p.stuff((0.25, 0.12, 0.06), shine=0.5)), at=at)


@design("food", KITCHEN)
def steak(p: Piece) -> None:
    r = p.between(0.11, 0.14)
    flat_plate(p, r, 0, p.any_of(p.white, p.dark, p.wood))
    p.pad(
        (-0.6 * r, 0.005, -0.35 * r),
        (0.4 * r, p.between(0.022, 0.035), 0.4 * r),
        p.stuff((0.32, 0.14, 0.08), shine=0.3),
        soft=0.55,
    )
    p.pad((-0.62 * r, 0.005, 0.25 * r), (0.3 * r, 0.022, 0.45 * r), p.stuff((0.88, 0.78, 0.6)), soft=0.5)
    for k in range(4):
        x = -0.4 * r + 0.2 * r * k
        p.rod((x, 0.031, -0.2 * r), (x + 0.02, 0.031, 0.2 * r), 0.003, p.dark())
    for _ in range(p.count(3, 8)):
        p.rod(
            (p.between(0.35, 0.6) * r, 0.02, p.between(-0.5, 0.0) * r),
            (p.between(0.5, 0.75) * r, 0.02, p.between(-0.2, 0.4) * r),
            0.006,
            p.any_of(lambda: green(p), lambda: p.stuff((0.92, 0.75, 0.3))),
        )


# -- vases and jars --------------------------------------------------------------------------------------------------
def twigs(p: Piece, base: Number, r: Number, tall: Number, count: int) -> None:
    """Stems out of a neck of radius r at height base, with blossoms, leaves or nothing at their ends."""
    stem, style = p.any_of(lambda: green(p), lambda: p.stuff((0.3, 0.2, 0.1))), p.count(0, 2)
    bloom = p.any_of(p.paint, p.white, lambda: green(p))
    for k in range(count):
        x, z = around(count)[k]
        lean, h = p.between(0.1, 0.35) * tall, tall * p.between(0.6, 1.0)
        tip = (x * lean, base + h, z * lean)
        p.rod((r * 0.5 * x, base - 0.02, r * 0.5 * z), tip, 0.0025, stem)
        s = p.between(0.014, 0.035)
        if style == 0:
            p.ball(tip, (s, s * 0.8, s), bloom)
        elif style == 1:
            for j in range(3):
                t = 0.5 + 0.2 * j
                p.ball((x * lean * t + s * (-1) ** j, base + h * t, z * lean * t), (s, 0.004, s * 0.5), bloom)


@design("vase", MIXED)
def amphora(p: Piece) -> None:
    h, r = p.between(0.25, 0.6), p.between(0.08, 0.18)
    body, neck = p.any_of(lambda: clay(p), p.paint, p.white, p.dark), p.between(0.3, 0.5)
    p.turned(
        [
            (0, 0),
            (r * 0.45, 0),
            (r * 0.35, h * 0.05),
            (r * 0.8, h * 0.35),
            (r, h * 0.58),
            (r * 0.75, h * 0.74),
            (r * neck, h * 0.82),
            (r * neck, h * 0.93),
            (r * (neck + 0.15), h),
            (r * neck * 0.8, h),
            (r * neck * 0.7, h * 0.85),
        ],
        body,
    )
    for side in (-1, 1) if p.chance(0.85) else (1,):
        first = len(p.corners)
        ear(p, r * neck, h * 0.68, h * 0.93, r * p.between(0.35, 0.7), 0.01, body)
        p.turn(first, 1, 90 - 90 * side)
    if p.chance(0.6):
        y = h * 0.56
        p.turned([(r * 0.98, y), (r * 1.01, y + 0.015), (r * 0.98, y + 0.03)], p.any_of(p.dark, p.paint))
    p.bare = True


@design("vase", MIXED)
def glass_cylinder_vase(p: Piece) -> None:
    r, h = p.between(0.04, 0.09), p.between(0.15, 0.4)
    clear = p.glass()
    vessel(p, [(0, 0), (r * p.between(0.6, 1.0), 0), (r, h * 0.6), (r * p.between(0.9, 1.3), h)], 0.004, clear)
    can(
        p,
        r * 0.6,
        0.008,
        h * p.between(0.2, 0.55),
        p.any_of(lambda: p.stuff((0.7, 0.85, 0.9), opacity=0.6), lambda: p.stuff((0.85, 0.78, 0.6))),
    )
    if p.chance(0.75):
        twigs(p, h * 0.5, r * 0.7, p.between(0.2, 0.45) + h * 0.4, p.count(4, 12))
    p.bare = True


@design("vase", MIXED)
def square_vase(p: Piece) -> None:
    w, h, d, flare = p.between(0.07, 0.18), p.between(0.15, 0.55), p.between(0.06, 0.14), p.between(0.75, 1.5)
    body = p.any_of(p.white, p.paint, p.dark, p.wood, lambda: clay(p))
    p.block((-w / 2, 0, -d / 2), (w / 2, h, d / 2), (flare, flare), body)
    p.box((-w * flare * 0.42, h, -d * flare * 0.42), (w * flare * 0.42, h + 0.001, d * flare * 0.42), p.dark())
    if p.chance(0.5):
        twigs(p, h, min(w, d) * flare * 0.35, p.between(0.15, 0.5), p.count(3, 9))
    p.bare = True


@design("vase", MIXED)
def bottle_vases(p: Piece) -> None:
    """One to three with long thin necks."""
    for k in range(p.count(1, 3)):
        r, h = p.between(0.03, 0.08), p.between(0.14, 0.42)
        at, belly, neck = (0.15 * k, p.between(-0.03, 0.03)), p.between(0.25, 0.5), p.between(0.12, 0.3)
        shape = [(0, 0), (r * 0.6, 0), (r, h * belly * 0.6), (r * 0.9, h * belly), (r * neck, h * (belly + 0.2))]
        p.turned(
            [*shape, (r * neck, h * 0.92), (r * neck * 1.5, h), (r * neck * 0.8, h)],
            p.any_of(p.paint, p.white, p.glass, p.dark, lambda: tinted(p)),
            at=at,
        )
    p.bare = True


@design("vase", MIXED)
def ginger_jar(p: Piece) -> None:
    r, h, body = p.between(0.06, 0.15), p.between(0.16, 0.42), p.any_of(p.white, p.paint, p.dark)
    p.turned(
        [
            (0, 0),
            (r * 0.6, 0),
            (r * 0.7, h * 0.25),
            (r, h * 0.65),
            (r * 0.85, h * 0.85),
            (r * 0.45, h * 0.92),
            (r * 0.45, h),
        ],
        body,
    )
    trim = p.any_of(p.paint, p.metal, p.wood)
    for t, out in ((0.2, 0.69), (0.6, 0.99)):
        p.turned([(r * out, h * t), (r * (out + 0.03), h * (t + 0.03)), (r * (out + 0.015), h * (t + 0.06))], trim)
    p.turned([(r * 0.55, h * 0.94), (r * 0.52, h + 0.02), (r * 0.25, h + 0.05), (0, h + 0.055)], body)
    p.ball((0, h + 0.065, 0), (0.014, 0.018, 0.014), trim)
    p.bare = True


@design("vase", MIXED)
def storage_jars(p: Piece) -> None:
    r, h, lid = p.between(0.035, 0.06), p.between(0.1, 0.24), p.any_of(p.wood, p.metal, p.dark, p.paint)
    body = p.any_of(p.glass, p.glass, p.white, p.paint)
    for k in range(p.count(1, 4)):
        tall, at = h * (1 - 0.15 * k), (r * 2.3 * k, 0.0)
        p.turned([(0, 0), (r, 0), (r, 0.004), (r, tall * 0.88), (r * 0.85, tall), (0, tall)], body, at=at)
        fill = tall * p.between(0.3, 0.8)
        can(p, r * 0.9, 0.006, fill, p.stuff((p.between(0.3, 0.9), p.between(0.2, 0.7), p.between(0.1, 0.4))), at=at)
        can(p, r * 0.92, tall, tall + 0.02, lid, at=at)
        p.ball((at[0], tall + 0.028, 0), (0.01, 0.01, 0.01), lid)


@design("vase", MIXED)
def fluted_vase(p: Piece) -> None:
    r, h, body, ribs = (
        p.between(0.05, 0.11),
        p.between(0.18, 0.5),
        p.any_of(p.white, p.paint, p.glass, p.metal),
        p.count(12, 20),
    )
    foot, belly, neck = p.between(0.5, 0.9), p.between(0.9, 1.2), p.between(0.5, 1.2)
    levels = [(foot, 0.0), (belly, 0.4), ((belly + neck) / 2, 0.7), (neck, 1.0)]
    p.turned([(0, 0), *[(r * a, h * b) for a, b in levels], (r * neck * 0.85, h), (r * neck * 0.6, h * 0.8)], body)
    for x, z in around(ribs):
        p.path([(r * a * x, h * b, r * a * z) for a, b in levels], r * 2.2 / ribs, body)
    p.bare = True


@design("vase", MIXED)
def jug(p: Piece) -> None:
    r, h, body = (
        p.between(0.05, 0.09),
        p.between(0.16, 0.32),
        p.any_of(p.white, p.paint, lambda: clay(p), p.metal, p.glass),
    )
    neck = p.between(0.5, 0.75)
    vessel(
        p,
        [(0, 0), (r * 0.75, 0), (r, h * 0.3), (r * 0.95, h * 0.5), (r * neck, h * 0.78), (r * (neck + 0.15), h)],
        0.005,
        body,
    )
    ear(p, r * (neck + 0.05), h * 0.4, h * 0.93, r * p.between(0.5, 0.9), 0.008, body)
    p.rod((-r * neck, h * 0.86, 0), (-r * (neck + 0.5), h * 1.01, 0), r * 0.3, body, end_radius=0.01)
    if p.chance(0.4):
        twigs(p, h, r * neck, p.between(0.15, 0.3), p.count(4, 10))
    p.bare = True


@design("vase", MIXED)
def plant_pot(p: Piece) -> None:
    """Empty, of clay or glazed, some in a saucer."""
    r, h, body = (
        p.between(0.06, 0.2),
        p.between(0.1, 0.35),
        p.any_of(lambda: clay(p), lambda: clay(p), p.white, p.paint, p.dark),
    )
    narrow, rim = p.between(0.6, 0.85), p.between(0.12, 0.25) * h
    vessel(p, [(0, 0), (r * narrow, 0), (r * 0.95, h - rim), (r * 1.05, h - rim), (r * 1.08, h)], 0.008, body)
    can(p, r * 0.9, h * 0.75, h * 0.8, p.stuff((0.2, 0.13, 0.08), shine=0))
    if p.chance(0.5):
        vessel(p, [(0, 0), (r * 0.95, 0), (r * 1.05, 0.025)], 0.005, body)
    p.bare = True


@design("vase", MIXED)
def floor_vase(p: Piece) -> None:
    h, r, body = p.between(0.5, 0.95), p.between(0.1, 0.2), p.any_of(p.white, p.paint, p.dark, lambda: clay(p), p.wood)
    belly, neck = p.between(0.3, 0.75), p.between(0.35, 0.8)
    shape = [(0, 0), (r * p.between(0.5, 0.8), 0), (r, h * belly), (r * neck, h * 0.92), (r * (neck + 0.1), h)]
    p.turned([*shape, (r * neck * 0.85, h), (r * neck * 0.7, h * 0.9)], body)
    for k in range(p.count(0, 4)):
        y = h * (0.12 + 0.06 * k)
        p.turned([(r * 0.9, y), (r * 0.95, y + 0.01), (r * 0.9, y + 0.02)], p.any_of(p.dark, p.wood))
    if p.chance(0.6):
        twigs(p, h, r * neck * 0.8, p.between(0.4, 0.9), p.count(5, 12))
    p.bare = True


@design("vase", MIXED)
def cooking_pot(p: Piece) -> None:
    r, h = p.between(0.09, 0.15), p.between(0.08, 0.2)
    body, lid = p.any_of(p.metal, p.metal, p.paint, p.dark), p.any_of(p.metal, p.glass, p.dark)
    p.turned(
        [(0, 0), (r * 0.95, 0), (r, 0.01), (r, h), (r * 1.03, h), (r * 0.97, h - 0.01), (r * 0.93, 0.008), (0, 0.008)],
        body,
    )
    for side in (-1, 1):
        x = side * r
        p.path(
            [
                (x * 0.98, h * 0.8, -0.04),
                (x * 1.25, h * 0.82, -0.03),
                (x * 1.25, h * 0.82, 0.03),
                (x * 0.98, h * 0.8, 0.04),
            ],
            0.007,
            p.any_of(p.dark, p.metal),
        )
    if p.chance(0.7):
        p.turned([(r * 1.02, h), (r * 0.7, h + 0.025), (0, h + 0.035)], lid)
        p.ball((0, h + 0.05, 0), (0.018, 0.014, 0.018), p.any_of(p.dark, p.metal))


# -- paper -----------------------------------------------------------------------------------------------------------
@design("paper roll", KITCHEN)
def kitchen_roll_bracket(p: Piece) -> None:
    r, w = p.between(0.05, 0.07), p.between(0.22, 0.28)
    frame, paper = p.any_of(p.wood, p.metal, p.white, p.dark), p.stuff((0.95, 0.95, 0.93), shine=0)
    p.rod((-w / 2, 0, 0), (w / 2, 0, 0), r, paper)
    p.rod((-w / 2 - 0.02, 0, 0), (w / 2 + 0.02, 0, 0), 0.012, frame)
    for x in (-w / 2 - 0.015, w / 2 + 0.015):
        p.box((x - 0.008, -0.025, -r - 0.02), (x + 0.008, 0.025, 0.025), frame)
    p.box((-w / 2 - 0.02, -0.03, -r - 0.03), (w / 2 + 0.02, p.between(0.03, 0.06), -r - 0.018), frame)
    p.box((-w / 2, -r - p.between(0.0, 0.15), r - 0.003), (w / 2, 0, r), paper)
    p.elevation_m = p.between(1.1, 1.4)
