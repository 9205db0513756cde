"""Cups and glasses, alone, stacked and on trays."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.serving import fruit_skin, green, saucer
from instructcv_rooms.made.shapes import Profile, can, ear, shift, vessel

KITCHEN = "Kitchen"


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
