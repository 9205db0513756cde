"""Boilers and water heaters."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.kitchen import knobs
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.storage import legs

KITCHEN, BATHROOM = "Kitchen", "Bathroom"


@design("boiler", BATHROOM)
def combi_boiler(p: Piece) -> None:
    w, h, d = p.between(0.38, 0.5), p.between(0.6, 0.85), p.between(0.26, 0.38)
    body = p.any_of(p.white, p.white, p.metal)
    p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=p.between(0.03, 0.09))
    low = p.between(0.12, 0.2) * h
    p.box(
        (-w / 2 + 0.005, 0.01, d / 2 - 0.004), (w / 2 - 0.005, low, d / 2 + 0.006), p.any_of(p.dark, p.white, p.metal)
    )
    p.box((-0.06, low * 0.35, d / 2), (0.06, low * 0.75, d / 2 + 0.009), p.stuff((0.3, 0.5, 0.55), shine=0.6))
    knobs(p, p.count(1, 3), low * 0.5, d / 2, w * 0.85, p.any_of(p.dark, p.metal))
    pipe = p.any_of(p.metal, lambda: p.stuff((0.75, 0.45, 0.28), shine=0.9))
    for k in range(p.count(3, 5)):
        x = -0.35 * w + 0.17 * w * k
        p.rod((x, -p.between(0.08, 0.3), -0.2 * d), (x, 0.02, -0.2 * d), 0.011, pipe)
    if p.chance(0.6):
        p.path([(0, h, 0), (0, h + 0.15, 0), (0, h + 0.18, -d / 2)], 0.045, p.any_of(p.white, p.metal))
    p.elevation_m = p.between(1.0, 1.35)


@design("boiler", BATHROOM)
def standing_tank(p: Piece) -> None:
    """A tall water heater on the floor."""
    r, h, body = p.between(0.22, 0.35), p.between(1.1, 1.75), p.any_of(p.white, p.metal, p.paint, p.white)
    legs(p, r * 1.3, 0.08, r * 1.3, 0.02, p.dark())
    p.turned([(0, 0.06), (r, 0.06), (r, h - 0.05), (r * 0.9, h - 0.01), (0, h)], body)
    for y in (0.2, h - 0.2)[: p.count(0, 2)]:
        p.turned([(r * 1.01, y), (r * 1.01, y + 0.03)], p.dark())
    p.box((-0.09, 0.2, r * 0.95), (0.09, 0.42, r + 0.02), p.any_of(p.dark, p.metal, p.white))
    p.disc((0, h * p.between(0.5, 0.75), r), 0.05, 0.02, p.any_of(p.white, p.metal))
    copper = p.any_of(p.metal, lambda: p.stuff((0.75, 0.45, 0.28), shine=0.9))
    for x in (-0.5 * r, 0.5 * r):
        p.rod((x, h - 0.03, 0), (x, h + p.between(0.08, 0.3), 0), 0.014, copper)
    if p.chance(0.5):
        p.path([(0, h, 0), (0, h + 0.3, 0), (0, h + 0.35, -r)], 0.05, p.metal())
    p.bare = True


@design("boiler", BATHROOM)
def old_geyser(p: Piece) -> None:
    """A narrow gas heater or a copper cylinder, on the wall over the tap."""
    r, h = p.between(0.13, 0.19), p.between(0.55, 0.85)
    body = p.any_of(p.white, lambda: p.stuff((0.72, 0.42, 0.26), shine=0.9), p.metal)
    if p.chance(0.5):
        rings = [(0, 0), (r * 0.6, 0.0), (r, 0.12), (r, h - 0.15), (r * 0.5, h - 0.05), (r * 0.4, h)]
        p.turned(rings, body, oval=p.between(0.7, 1.0))
    else:
        p.block((-r, 0.1, -r * 0.7), (r, h - 0.1, r * 0.7), (0.95, 1.0), body)
        p.block((-r * 0.95, h - 0.1, -r * 0.7), (r * 0.95, h, r * 0.7), (0.5, 0.6), body)
        p.box((-r * 0.4, h * 0.45, r * 0.68), (r * 0.4, h * 0.6, r * 0.72), p.dark())
    metal = p.metal()
    p.rod((0, h, 0), (0, h + p.between(0.1, 0.4), 0), 0.045, metal)
    p.disc((0, 0.12, r * 0.85), 0.035, 0.05, p.any_of(p.dark, p.metal))
    p.path([(0, 0.02, 0), (0, -0.06, 0.03), (p.between(-0.2, 0.2), -0.1, 0.2)], 0.013, metal)
    p.elevation_m = p.between(1.1, 1.35)


@design("boiler", BATHROOM)
def lying_water_heater(p: Piece) -> None:
    """A cylinder on its side, high on the wall."""
    r, w = p.between(0.17, 0.25), p.between(0.5, 1.0)
    body, end, first = p.any_of(p.white, p.white, p.metal), p.any_of(p.white, p.metal, p.dark), len(p.corners)
    p.turned(
        [(0, -w / 2), (r * 0.8, -w / 2 + 0.01), (r, -w / 2 + 0.05), (r, w / 2 - 0.05), (r * 0.8, w / 2 - 0.01)], body
    )
    p.turned([(r * 0.82, w / 2 - 0.015), (r * 0.5, w / 2 + 0.02), (0, w / 2 + 0.025)], end)
    p.turn(first, 2, 90 if p.chance(0.5) else -90)
    for x in (-w * 0.3, w * 0.3):
        p.box((x - 0.03, -r * 0.9, -r - 0.03), (x + 0.03, r * 0.9, -r * 0.4), p.metal())
    for x in (-0.06, 0.06):
        p.path([(x, -r * 0.9, 0), (x, -r - p.between(0.08, 0.25), 0), (x, -r - 0.25, -r)], 0.012, p.metal())
    p.disc((w * p.between(-0.3, 0.3), 0, r), 0.04, 0.02, p.any_of(p.dark, p.metal))
    p.elevation_m = p.between(1.5, 1.75)
    p.bare = True


@design("boiler", KITCHEN)
def small_water_heater(p: Piece) -> None:
    """A box of a few litres over a sink, with a dial, and a spout or hoses below."""
    w, h, d = p.between(0.24, 0.34), p.between(0.3, 0.45), p.between(0.16, 0.28)
    body, steel, soft = p.white(), p.metal(), p.between(0.1, 0.3)
    p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=soft)
    p.disc((0, h * p.between(0.15, 0.4), d / 2), p.between(0.025, 0.04), 0.03, p.any_of(p.dark, p.metal, p.paint))
    p.box((-w * 0.3, h * 0.75, d / 2 - 0.006), (w * 0.3, h * 0.8, d / 2 + 0.003), p.any_of(p.paint, p.dark, p.metal))
    for x in (-0.05, 0.05):
        p.rod((x, 0.02, 0), (x, -0.08, 0), 0.011, steel)
    if p.chance(0.6):
        p.path([(0, -0.06, 0), (0, -0.1, 0.02), (0, -0.1, d * 0.9), (0, -0.13, d)], 0.011, steel)
        p.rod((-0.09, -0.07, 0), (0.09, -0.07, 0), 0.016, steel)
    else:
        p.path([(-0.05, -0.08, 0), (-0.05, -0.3, -0.02), (-0.04, -0.35, -d / 2)], 0.008, steel)
    p.elevation_m = p.between(1.15, 1.45)
    p.bare = True


@design("boiler", BATHROOM)
def cabinet_boiler(p: Piece) -> None:
    """A square burner on the floor, with a panel, a lower door and a flue."""
    w, h, d = p.between(0.42, 0.62), p.between(0.85, 1.75), p.between(0.5, 0.7)
    body, panel = p.any_of(p.white, p.white, p.metal, p.paint), p.any_of(p.dark, p.paint, p.metal)
    p.box((-w / 2, 0.04, -d / 2), (w / 2, h, d / 2), body)
    p.box((-w * 0.46, 0, -d * 0.46), (w * 0.46, 0.04, d * 0.44), p.dark())
    low = h * p.between(0.75, 0.88)
    p.box((-w / 2 + 0.004, low, d / 2), (w / 2 - 0.004, h - 0.004, d / 2 + 0.02), panel)
    p.box((-w * 0.3, low + 0.03, d / 2 + 0.02), (0, h - 0.03, d / 2 + 0.024), p.stuff((0.3, 0.45, 0.5), shine=0.8))
    knobs(p, 2, (low + h) / 2, d / 2 + 0.012, w * 0.8, p.any_of(p.metal, p.dark, p.white))
    p.box((-w / 2 + 0.008, 0.06, d / 2), (w / 2 - 0.008, low - 0.01, d / 2 + 0.014), body)
    for k in range(4):
        p.box((-w * 0.3, 0.1 + 0.03 * k, d / 2 + 0.014), (w * 0.3, 0.112 + 0.03 * k, d / 2 + 0.018), panel)
    flue = p.between(0.05, 0.08)
    p.rod((0, h, -d * 0.2), (0, h + p.between(0.15, 0.5), -d * 0.2), flue, p.any_of(p.metal, p.white))
    for x in (-w * 0.32, w * 0.32):
        p.rod((x, h, -d * 0.25), (x, h + p.between(0.1, 0.4), -d * 0.25), 0.014, p.stuff((0.72, 0.42, 0.25), shine=0.7))
    p.bare = True
