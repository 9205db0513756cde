"""Bottles of glass and plastic: to drink, spray, squeeze and smell."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import can
from instructcv_rooms.made.stuffs import tinted

KITCHEN, BATHROOM = "Kitchen", "Bathroom"


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
