"""Sinks of bathrooms and kitchens."""

import numpy as np

from instructcv_rooms.made.bath import basin, tap
from instructcv_rooms.made.design import design
from instructcv_rooms.made.joinery import base_units, some_look, worktop
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import Size, can, vessel
from instructcv_rooms.made.storage import case, fronts, legs

KITCHEN, BATHROOM = "Kitchen", "Bathroom"


def trough(p: Piece, low: Size, high: Size, wall: Number, material: int) -> None:
    """A box that is open above."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    p.box((x0, y0, z0), (x1, y0 + wall, z1), material)
    for a, b in ((x0, x0 + wall), (x1 - wall, x1)):
        p.box((a, y0, z0), (b, y1, z1), material)
    for a, b in ((z0, z0 + wall), (z1 - wall, z1)):
        p.box((x0, y0, a), (x1, y1, b), material)


def swan_tap(p: Piece, x: Number, y: Number, z: Number, reach: Number) -> None:
    """A high bow with a lever."""
    metal, high = p.any_of(p.metal, p.metal, p.dark), p.between(0.2, 0.34)
    turns = np.linspace(np.pi, 0, 7).tolist()
    bow = [(x, y + high + reach / 2 * float(np.sin(t)), z + reach / 2 * (1 + float(np.cos(t)))) for t in turns]
    p.path([(x, y, z), *bow, (x, y + high - 0.06, z + reach)], 0.012, metal)
    p.rod((x, y, z), (x, y + 0.06, z), 0.022, metal)
    p.rod((x + 0.02, y + 0.05, z), (x + 0.09, y + 0.09, z), 0.007, metal)


@design("sink", KITCHEN)
def kitchen_sink_unit(p: Piece) -> None:
    """One or two bowls let into the worktop of a base unit, some with a drainer."""
    look, columns, bowls = some_look(p), p.count(2, 3), p.count(1, 2)
    w, h, d = size = columns * p.between(0.42, 0.6), p.between(0.82, 0.9), p.between(0.56, 0.64)
    base_units(p, look, (w, h - 0.2, d), columns)
    p.box((-w / 2, h - 0.2, d / 2 - 0.02), (w / 2, h, d / 2 + 0.015), look.panel)
    p.box((-w / 2, h - 0.2, -d / 2), (-w / 2 + 0.018, h, d / 2), look.panel)
    p.box((w / 2 - 0.018, h - 0.2, -d / 2), (w / 2, h, d / 2), look.panel)
    wide, steel = min(0.38 * bowls + 0.05, w - 0.1), p.any_of(p.metal, p.metal, p.white, p.dark)
    x = p.between(-1, 1) * (w / 2 - wide / 2 - 0.03)
    top = worktop(p, size, (x, wide, d * 0.7))
    each = wide / bowls
    for k in range(bowls):
        a = x - wide / 2 + each * k
        trough(p, (a, h - 0.17, -d * 0.35), (a + each, top + 0.004, d * 0.35), 0.012, steel)
        can(p, 0.03, h - 0.158, h - 0.155, p.dark(), at=(a + each / 2, 0))
    for k in range(6 if w - wide > 0.5 and p.chance(0.6) else 0):
        start, end = (x + wide / 2, w / 2 - 0.03) if x < 0 else (-w / 2 + 0.03, x - wide / 2)
        p.rod((start, top, -d * 0.28 + 0.1 * d * k), (end, top + 0.004, -d * 0.28 + 0.1 * d * k), 0.006, steel)
    (swan_tap if p.chance(0.7) else tap)(p, x, top, -d * 0.41, 0.2)
    p.bare = True


@design("sink", KITCHEN)
def butler_sink(p: Piece) -> None:
    """A deep apron basin of china on a unit or on legs."""
    w, h, d = p.between(0.55, 0.95), p.between(0.84, 0.92), p.between(0.45, 0.58)
    china, deep = p.any_of(p.white, p.white, p.metal, p.dark), p.between(0.2, 0.28)
    trough(p, (-w / 2, h - deep, -d / 2), (w / 2, h, d / 2 + 0.03), p.between(0.02, 0.04), china)
    if p.chance(0.6):
        look = some_look(p)
        base_units(p, look, (w - 0.01, h - deep, d), 2 if w > 0.65 else 1)
        more = p.between(0.25, 0.5) * p.count(0, 1)
        for side in (-1, 1) if more else ():
            base_units(p, look, (more, h - 0.03, d), 1, side * (w + more) / 2)
            a, b = sorted((side * w / 2, side * (w / 2 + more)))
            p.box((a, h - 0.03, -d / 2), (b, h + 0.005, d / 2 + 0.02), p.any_of(p.wood, p.white, p.dark))
    else:
        stand = p.any_of(p.wood, p.metal, p.dark, p.white)
        legs(p, w, h - deep, d, 0.03, stand)
        p.box((-w / 2, 0.2, -d / 2), (w / 2, 0.22, d / 2), stand)
    can(p, 0.03, h - deep + 0.04, h - deep + 0.045, p.dark())
    (swan_tap if p.chance(0.6) else tap)(p, 0.0, h, -d / 2 + 0.02, 0.2)
    p.bare = True


@design("sink", BATHROOM)
def wall_basin(p: Piece) -> None:
    """It hangs on the wall, with its trap below."""
    w, h, d = p.between(0.36, 0.75), p.between(0.12, 0.2), p.between(0.28, 0.5)
    china, steel = p.any_of(p.white, p.white, p.white, p.paint, p.dark), p.metal()
    if p.chance(0.5):
        trough(p, (-w / 2, 0, -d / 2), (w / 2, h, d / 2), p.between(0.015, 0.04), china)
        p.box((-w / 2, h - 0.02, -d / 2), (w / 2, h, -d / 2 + 0.1), china)
    else:
        vessel(p, [(0, 0), (w * 0.25, 0), (w * 0.42, h * 0.5), (w / 2, h)], 0.02, china, oval=d / w)
        p.box((-w * 0.4, h * 0.4, -d / 2), (w * 0.4, h, -d / 2 + 0.09), china)
    p.path([(0, 0.02, 0), (0, -0.14, 0), (0, -0.18, -0.05), (0, -0.1, -0.1), (0, -0.1, -d / 2)], 0.018, steel)
    tap(p, 0.0, h, -d / 2 + 0.05, 0.12)
    if p.chance(0.25):
        p.rod((-w / 2, h - 0.03, d / 2 + 0.04), (w / 2, h - 0.03, d / 2 + 0.04), 0.01, steel)
    p.elevation_m = p.between(0.5, 0.62)
    p.bare = True


@design("sink", BATHROOM)
def wash_trough(p: Piece) -> None:
    """Long, of steel or china, with several taps."""
    w, d, h, deep = p.between(1.1, 2.2), p.between(0.38, 0.48), p.between(0.8, 0.88), p.between(0.14, 0.2)
    body, rim, taps = (
        p.any_of(p.metal, p.white, p.paint),
        p.between(0.01, 0.03),
        max(2, round(w / p.between(0.45, 0.7))),
    )
    for x in (-w * 0.4, w * 0.4):
        p.box((x - 0.02, 0, -d / 2), (x + 0.02, h - deep, d * p.between(0.0, 0.3)), p.any_of(p.metal, p.white))
    p.box((-w / 2, h, -d / 2), (w / 2, h + p.between(0.08, 0.3), -d / 2 + 0.015), body)
    trough(p, (-w / 2, h - deep, -d / 2), (w / 2, h, d / 2), rim, body)
    for z in (-d / 2 - 0.005, d / 2 - 0.025):
        p.box((-w / 2 - 0.01, h - 0.025, z), (w / 2 + 0.01, h + 0.003, z + 0.03), body)
    for k in range(taps):
        tap(p, w * ((k + 0.5) / taps - 0.5), h, -d / 2 + 0.02, 0.14)
    p.bare = True


def counter_vessel(p: Piece, x: Number, y: Number, z: Number, r: Number, material: int, oval: Number = 1.0) -> None:
    """A bowl that stands on a counter."""
    h = p.between(0.1, 0.16)
    outer = [(0, y), (r * 0.6, y), (r * 0.9, y + h * 0.5), (r, y + h)]
    p.turned([*outer, (r * 0.93, y + h), (r * 0.8, y + h * 0.5), (0, y + 0.02)], material, (x, z), oval)


@design("sink", BATHROOM)
def bathroom_unit(p: Piece) -> None:
    """A cupboard with doors and drawers and a moulded basin as its top."""
    size = p.between(0.5, 1.0), p.between(0.75, 0.86), p.between(0.4, 0.52)
    w, h, d = size
    material, hung = p.any_of(p.wood, p.white, p.paint, p.dark), p.between(0.0, 0.4) * p.chance(0.5)
    if hung:
        p.box((-w / 2, hung, -d / 2), (w / 2, h, d / 2), material)
        p.box((-w / 2 + 0.02, 0, -d / 2), (w / 2 - 0.02, hung, -d / 2 + 0.015), material)
    else:
        case(p, size, material)
    fronts(p, size, p.count(1, 3), p.count(1, 2), material, base=max(hung, 0.07))
    body = p.white()
    p.pad((-w / 2 - 0.015, h, -d / 2), (w / 2 + 0.015, h + 0.06, d / 2 + 0.03), body, soft=p.between(0.03, 0.12))
    basin(p, 0.0, h + 0.062, (w * p.between(0.55, 0.8), d * 0.7), p.stuff((0.78, 0.79, 0.8), shine=0.5))
    metal, low = p.any_of(p.metal, p.dark), h + 0.06
    p.path([(0, low, -0.4 * d), (0, low + 0.1, -0.4 * d), (0, low + 0.08, -0.1 * d)], 0.016, metal)
    p.path([(0, low + 0.1, -0.4 * d), (0, low + 0.14, -0.32 * d)], 0.008, metal)
    p.bare = True


@design("sink", BATHROOM)
def counter_bowl(p: Piece) -> None:
    """One or two bowls on a slab on legs or brackets, with a shelf below."""
    bowls = p.count(1, 2)
    w, h, d = p.between(0.7, 1.0) * (1 + 0.5 * (bowls - 1)), p.between(0.74, 0.84), p.between(0.42, 0.55)
    slab, post = p.any_of(p.wood, p.dark, p.white), p.any_of(p.metal, p.dark, p.wood)
    p.box((-w / 2, h - p.between(0.03, 0.1), -d / 2), (w / 2, h, d / 2), slab)
    legs(p, w * 0.96, h - 0.03, d * 0.9, p.between(0.015, 0.03), post)
    for y in (0.15, 0.4)[: p.count(0, 2)]:
        p.box((-0.46 * w, y, -0.4 * d), (0.46 * w, y + 0.025, 0.4 * d), slab)
        if p.chance(0.5):
            p.pad((-0.2 * w, y + 0.025, -0.3 * d), (0.1 * w, y + 0.14, 0.3 * d), p.cloth(), soft=0.25)
    bowl, square = p.any_of(p.white, p.white, p.glass, p.paint, p.metal), p.chance(0.3)
    for k in range(bowls):
        x = w * ((k + 0.5) / bowls - 0.5)
        if square:
            p.block((x - 0.2, h, -0.15), (x + 0.2, h + 0.12, 0.18), (1.1, 1.1), bowl)
            p.box((x - 0.19, h + 0.12, -0.14), (x + 0.19, h + 0.122, 0.17), p.stuff((0.6, 0.62, 0.63)))
        else:
            counter_vessel(p, x, h, 0.02, p.between(0.17, 0.23), bowl, p.between(0.75, 1.0))
        metal = p.metal()
        p.path([(x, h, -0.42 * d), (x, h + 0.26, -0.42 * d), (x, h + 0.24, -0.1 * d)], 0.014, metal)
    p.bare = True


@design("sink", BATHROOM)
def double_sink(p: Piece) -> None:
    size = p.between(1.1, 1.7), p.between(0.78, 0.88), p.between(0.45, 0.56)
    w, h, d = size
    material, body = p.any_of(p.wood, p.white, p.paint), p.any_of(p.white, p.white, p.dark)
    case(p, size, material)
    fronts(p, size, p.count(1, 2), p.count(3, 5), material)
    p.box((-w / 2 - 0.01, h, -d / 2), (w / 2 + 0.01, h + 0.04, d / 2 + 0.03), body)
    p.box((-w / 2, h, -d / 2), (w / 2, h + p.between(0.06, 0.15), -d / 2 + 0.015), body)
    inner, wide = p.any_of(p.white, p.metal), min(0.5, 0.36 * w)
    for x in (-0.25 * w, 0.25 * w):
        basin(p, x, h + 0.045, (wide, d * 0.68), inner)
        tap(p, x, h + 0.04, -0.42 * d, 0.15)
    p.bare = True


@design("sink", BATHROOM)
def half_pedestal_sink(p: Piece) -> None:
    """Rounded in front, on a square foot, a half column or a siphon."""
    w, h, d, body = p.between(0.4, 0.7), p.between(0.8, 0.9), p.between(0.35, 0.5), p.any_of(p.white, p.white, p.paint)
    style = p.count(0, 2)
    if style == 0:
        p.block((-0.12, 0, -d / 2), (0.12, h - 0.14, -d / 2 + 0.2), (p.between(0.6, 1.2), 1.0), body)
    elif style == 1:
        p.turned([(0, 0.3), (0.07, 0.34), (0.1, h - 0.1)], body, (0, -d / 2 + 0.11))
        p.box((-0.07, 0, -d / 2), (0.07, 0.32, -d / 2 + 0.02), body)
    else:
        metal = p.metal()
        p.path([(0, h - 0.1, 0), (0, h - 0.3, 0), (0, h - 0.33, -d / 2)], 0.02, metal)
        p.turned([(0, h - 0.32), (0.035, h - 0.3), (0.035, h - 0.22), (0, h - 0.2)], metal)
        for x in (-0.42 * w, 0.42 * w):
            p.path([(x, 0, 0.3 * d), (x, h - 0.1, 0.3 * d)], 0.014, metal)
    p.turned([(0, h - 0.17), (w * 0.3, h - 0.15), (w / 2, h - 0.05), (w / 2, h)], body, oval=d / w)
    p.box((-w / 2, h - 0.07, -d / 2), (w / 2, h, 0), body)
    p.turned([(0, h), (w / 2, h)], body, oval=d / w)
    basin(p, 0.0, h + 0.004, (w * 0.78, d * 0.7), p.stuff((0.74, 0.75, 0.77), shine=0.5))
    if p.chance(0.4):
        p.box((-w / 2, h, -d / 2), (w / 2, h + 0.1, -d / 2 + 0.02), body)
    tap(p, 0.0, h, -0.42 * d, 0.13)
    p.bare = True


@design("sink", BATHROOM)
def corner_sink(p: Piece) -> None:
    s, h, body = p.between(0.38, 0.55), p.between(0.8, 0.9), p.white()
    thick, foot = p.between(0.08, 0.15), p.chance(0.5)
    xs = np.linspace(0, s, 25).tolist()
    for x0, x1 in zip(xs, xs[1:], strict=False):
        deep = min(s, float(np.sqrt(max(0.0, (1.02 * s) ** 2 - ((x0 + x1) / 2) ** 2))))
        p.box((x0, h - thick, 0), (x1, h, max(deep, 0.1)), body)
    p.turned(
        [(0, h + 0.001), (0.33 * s, h + 0.003), (0.35 * s, h + 0.008)], p.stuff((0.7, 0.71, 0.73)), (0.42 * s, 0.42 * s)
    )
    if foot:
        p.turned([(0, 0), (0.09, 0), (0.07, h * 0.6), (0.12, h - thick)], body, (0.3 * s, 0.3 * s))
    else:
        p.box((0.01, 0, 0.01), (s * 0.7, h - thick, s * 0.7), p.any_of(p.wood, p.white, p.paint))
    p.path([(0.1, h, 0.1), (0.1, h + 0.13, 0.1), (0.2, h + 0.11, 0.2)], 0.013, p.metal())
    p.bare = True


@design("sink", BATHROOM)
def kitchen_sink(p: Piece) -> None:
    """Steel or stone with a draining board, in a cupboard or with a deep front."""
    size = p.between(0.8, 1.4), p.between(0.84, 0.92), p.between(0.5, 0.62)
    w, h, d = size
    material, steel = p.any_of(p.wood, p.white, p.paint), p.any_of(p.metal, p.metal, p.white, p.dark)
    p.box((-w / 2, 0.06, -d / 2), (w / 2, h - 0.2, d / 2), material)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.06, d / 2 - 0.05), p.dark())
    fronts(p, (w, h - 0.22, d), 1, p.count(2, 3), material)
    p.box((-w / 2, h - 0.2, -d / 2), (w / 2, h, d / 2 + 0.02 * p.count(0, 1)), steel if p.chance(0.4) else material)
    p.box((-w / 2, h, -d / 2), (w / 2, h + 0.02, d / 2 + 0.02), steel)
    bowls, drain, inner = p.count(1, 2), p.between(0.1, 0.25) * w, p.stuff((0.35, 0.36, 0.38), shine=0.8)
    step = (w / 2 - 0.06 - drain) / bowls
    for k in range(bowls):
        x0 = -w / 2 + 0.05 + k * step
        p.box((x0, h + 0.02, -0.3 * d), (x0 + step - 0.03, h + 0.022, 0.38 * d), inner)
    for x in np.arange(0.06, w / 2 - 0.06, 0.045).tolist():
        p.box((x, h + 0.02, -0.3 * d), (x + 0.015, h + 0.027, 0.38 * d), steel)
    metal, high, x = p.metal(), h + p.between(0.2, 0.35), -0.15 * w
    bow = [
        (x, h, -0.4 * d),
        (x, high, -0.4 * d),
        (x, high + 0.05, -0.25 * d),
        (x, high, -0.08 * d),
        (x, high - 0.06, -0.08 * d),
    ]
    p.path(bow, 0.014, metal)
    p.bare = True


@design("sink", BATHROOM)
def laundry_trough(p: Piece) -> None:
    """A deep basin on legs."""
    w, h, d = p.between(0.5, 1.0), p.between(0.8, 0.92), p.between(0.42, 0.6)
    body, deep = p.any_of(p.white, p.metal, lambda: p.stuff((0.6, 0.58, 0.55))), p.between(0.22, 0.36)
    legs(p, w * 0.92, h - deep + 0.02, d * 0.9, 0.02, p.any_of(p.metal, p.white, p.dark))
    p.block((-w * 0.46, h - deep, -d * 0.46), (w * 0.46, h - 0.03, d * 0.46), (1.06, 1.06), body)
    p.pad((-w / 2, h - 0.04, -d / 2), (w / 2, h, d / 2), body, soft=0.08)
    p.box((-0.42 * w, h, -0.36 * d), (0.42 * w, h + 0.002, 0.42 * d), p.stuff((0.45, 0.46, 0.47)))
    if p.chance(0.5):
        p.box((-w / 2, h, -d / 2), (w / 2, h + 0.3, -d / 2 + 0.02), body)
    for x in (-0.12, 0.12)[: p.count(1, 2)]:
        p.path([(x, h + 0.2, -d / 2), (x, h + 0.2, -0.3 * d), (x, h + 0.15, -0.25 * d)], 0.014, p.metal())
    p.bare = True
