"""Vases, jars and pots."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.serving import green
from instructcv_rooms.made.shapes import can, ear, vessel
from instructcv_rooms.made.stuffs import tinted

MIXED = "Miscellaneous"


def clay(p: Piece) -> int:
    return p.stuff((0.68, 0.38, 0.24), shine=0.0)


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
