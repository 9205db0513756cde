"""Chests with drawers and chests with lids."""

from math import pi, sin

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import arch, cushion, panelled, plank, slab, spread
from instructcv_rooms.made.storage import case, fronts, legs

BEDROOM, LIVING, MIXED = "Bedroom", "Living room", "Miscellaneous"


@design("chest", BEDROOM)
def tallboy(p: Piece) -> None:
    """A narrow tower of drawers on legs, some with a cupboard or a mirror on top."""
    w, h, d, foot = p.between(0.4, 0.65), p.between(1.0, 1.5), p.between(0.36, 0.48), p.between(0.05, 0.2)
    wood, n = p.any_of(p.wood, p.wood, p.white, p.paint), p.count(5, 7)
    front = wood if p.chance(0.5) else p.any_of(p.wood, p.white, p.paint)
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), wood)
    legs(p, w * 0.96, foot, d * 0.96, 0.02, p.any_of(lambda: wood, p.metal, p.dark), splay=p.between(0, 0.04))
    fronts(p, (w - 0.03, h - 0.01, d), n, 1, front, base=foot + 0.02)
    p.box((-w / 2 - 0.015, h, -d / 2), (w / 2 + 0.015, h + 0.022, d / 2 + 0.02), wood)


@design("chest", BEDROOM)
def dressing_chest(p: Piece) -> None:
    """Drawers of two widths under a swivelling or standing mirror."""
    w, h, d = p.between(0.8, 1.4), p.between(0.7, 0.9), p.between(0.4, 0.52)
    wood, pane = p.any_of(p.wood, p.wood, p.white, p.paint), p.stuff((0.72, 0.8, 0.83), shine=1.0)
    case(p, (w, h, d), wood)
    split = h - p.between(0.16, 0.22)
    fronts(p, (w, split, d), p.count(2, 3), p.count(1, 2), wood, base=0.12)
    fronts(p, (w, h - 0.01, d), 1, p.count(2, 3), wood, base=split)
    half, tall, round_ = w * p.between(0.25, 0.42), p.between(0.5, 0.8), p.between(0.05, 0.9)
    z, y = -d / 2 + 0.1, h + 0.08
    cushion(p, (0, y, z), (0, y + tall, z - 0.03), (half, 0, 0), 0.025, wood, round_)
    cushion(p, (0, y + 0.04, z + 0.008), (0, y + tall - 0.04, z - 0.018), (half - 0.04, 0, 0), 0.02, pane, round_)
    for x in (-half - 0.025, half + 0.025):
        p.box((x - 0.015, h, z - 0.02), (x + 0.015, y + tall * 0.6, z + 0.01), wood)
    p.top_m = h


@design("chest", LIVING)
def blanket_chest(p: Piece) -> None:
    """A hope chest: panelled front, a lid that overhangs or stands open, bracket feet."""
    w, h, d = p.between(0.85, 1.35), p.between(0.42, 0.58), p.between(0.4, 0.55)
    wood, foot, n = p.any_of(p.wood, p.wood, p.white, p.paint), p.between(0.0, 0.12), p.count(2, 4)
    p.box((-w / 2, foot, -d / 2), (w / 2, h - 0.03, d / 2), wood)
    for x in (-w / 2, w / 2 - 0.12):
        p.box((x, 0, -d / 2), (x + 0.12, foot + 0.03, d / 2 + 0.012), wood)
    for k in range(n):
        x0, x1 = (-w / 2 + 0.03 + (w - 0.06) * (k + t) / n for t in (0.03, 0.97))
        panelled(p, (x0, foot + 0.04), (x1, h - 0.06), d / 2, wood)
    lid = p.any_of(lambda: wood, p.wood)
    if p.chance(0.3):
        p.box((-w / 2 + 0.03, h - 0.028, -d / 2 + 0.03), (w / 2 - 0.03, h - 0.02, d / 2 - 0.03), p.dark())
        plank(
            p,
            (0, h - 0.03, -d / 2),
            (0, h - 0.03 + d * 0.95, -d / 2 - p.between(0.03, 0.15)),
            (w / 2 + 0.02, 0, 0),
            0.025,
            lid,
        )
        p.pad(
            (-w / 2 + 0.06, h * 0.6, -d / 2 + 0.06),
            (w / 2 - 0.06, h + p.between(-0.02, 0.08), d / 2 - 0.06),
            p.cloth(),
            soft=0.4,
        )
        p.bare = True
    else:
        p.box((-w / 2 - 0.025, h - 0.03, -d / 2), (w / 2 + 0.025, h, d / 2 + 0.03), lid)
        if p.chance(0.4):
            p.pad((-w / 2, h - 0.01, -d / 2), (w / 2, h + 0.06, d / 2), p.cloth(), soft=0.2)


@design("chest", LIVING)
def treasure_chest(p: Piece) -> None:
    """A barrel lid with metal bands, a lock and handles."""
    w, h, d, rise = p.between(0.5, 1.0), p.between(0.22, 0.4), p.between(0.34, 0.5), p.between(0.12, 0.24)
    wood, band = (
        p.any_of(p.wood, p.wood, p.dark, p.paint),
        p.any_of(p.metal, p.dark, lambda: p.stuff((0.6, 0.45, 0.2), shine=0.8)),
    )
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), wood)
    curve = [(h + y, x) for x, y, _ in arch(d / 2, rise, 0, 0)]
    p.loft([[(x, y, z) for y, z in curve] for x in (-w / 2, w / 2)], wood)
    for x in (-w / 2, w / 2):
        p.loft([[(x, h, z) for _, z in curve], [(x, y, z) for y, z in curve]], wood)
    for x in spread(-w / 2 + 0.03, w / 2 - 0.03, p.count(2, 4)):
        p.loft([[(x + t, h + (y - h) * 1.03 + 0.004, z * 1.02) for y, z in curve] for t in (-0.022, 0.022)], band)
        p.box((x - 0.022, 0, d / 2), (x + 0.022, h, d / 2 + 0.006), band)
    p.box((-w / 2 - 0.004, h - 0.02, -d / 2 - 0.004), (w / 2 + 0.004, h + 0.01, d / 2 + 0.006), band)
    p.box((-0.04, h - 0.07, d / 2), (0.04, h + 0.05, d / 2 + 0.018), band)
    for x in (-w / 2 - 0.015, w / 2 + 0.015):
        p.path([(x, h * 0.7, -0.07), (x, h * 0.55, -0.06), (x, h * 0.55, 0.06), (x, h * 0.7, 0.07)], 0.008, band)
    p.bare = True


@design("chest", LIVING)
def apothecary_chest(p: Piece) -> None:
    """Very many small drawers with knobs or label frames."""
    rows, columns, cell = p.count(4, 7), p.count(3, 7), p.between(0.13, 0.22)
    w, h, d, foot = columns * cell, rows * cell * p.between(0.6, 0.95), p.between(0.3, 0.42), p.between(0.03, 0.25)
    wood, knob = p.any_of(p.wood, p.wood, p.white, p.paint), p.any_of(p.metal, p.dark, p.white)
    front, step = wood if p.chance(0.6) else p.any_of(p.wood, p.white), h / rows
    p.box((-w / 2 - 0.02, foot, -d / 2), (w / 2 + 0.02, foot + h + 0.02, d / 2), wood)
    legs(p, w, foot, d, 0.018, p.any_of(lambda: wood, p.dark), splay=p.between(0, 0.03))
    for i in range(columns):
        for j in range(rows):
            x, y = -w / 2 + cell * i, foot + 0.01 + step * j
            p.box((x + 0.008, y + 0.008, d / 2), (x + cell - 0.008, y + step - 0.008, d / 2 + 0.014), front)
            p.disc((x + cell / 2, y + step / 2, d / 2 + 0.022), 0.012, 0.024, knob)
    p.box((-w / 2 - 0.035, foot + h + 0.02, -d / 2), (w / 2 + 0.035, foot + h + 0.045, d / 2 + 0.02), wood)


@design("chest", BEDROOM)
def bombe_chest(p: Piece) -> None:
    """A commode with a bulging front on curved legs."""
    w, h, d, foot = p.between(0.7, 1.2), p.between(0.75, 0.92), p.between(0.4, 0.5), p.between(0.15, 0.28)
    wood, brass, bulge = (
        p.any_of(p.wood, p.wood, p.paint, p.white),
        p.stuff((0.65, 0.5, 0.22), shine=0.8),
        p.between(0.05, 0.12),
    )
    outline = [(w / 2 * c, s) for c, s in ((-1, 0), (-0.8, 0.55), (-0.4, 0.9), (0, 1), (0.4, 0.9), (0.8, 0.55), (1, 0))]
    rows = spread(foot, h, 9)
    swell = [sin(pi * (y - foot) / (h - foot)) for y in rows]
    front = [
        [(x * (1 + bulge * t), y, d / 2 - 0.08 + s * bulge * (0.5 + t)) for x, s in outline]
        for y, t in zip(rows, swell, strict=True)
    ]
    p.loft([[(r[0][0], r[0][1], -d / 2), *r, (r[-1][0], r[-1][1], -d / 2)] for r in front], wood)
    p.box((-w / 2, foot, -d / 2), (w / 2, h, -d / 2 + 0.03), wood)
    slab(p, (w * 1.08, d + bulge + 0.04), h, h + 0.025, p.any_of(lambda: wood, p.white, p.dark), 0.3, at=(0, bulge / 2))
    n = p.count(2, 3)
    for k in range(n):
        y, t = foot + (h - foot) * (k + 0.5) / n, sin(pi * (k + 0.5) / n)
        z = d / 2 - 0.08 + bulge * (0.5 + t)
        for x in (-0.25 * w, 0.25 * w):
            p.path(
                [
                    (x - 0.05, y + 0.015, z),
                    (x - 0.03, y - 0.02, z + 0.02),
                    (x + 0.03, y - 0.02, z + 0.02),
                    (x + 0.05, y + 0.015, z),
                ],
                0.006,
                brass,
            )
        line = front[min(8, round(8 * k / n))]
        p.path([(x, y, z + 0.002) for x, y, z in line], 0.004, brass) if k else None
    for sx in (-1, 1):
        for z in (-d / 2 + 0.04, d / 2 - 0.06):
            p.path(
                [(sx * 0.47 * w, foot + 0.05, z), (sx * 0.5 * w, foot * 0.6, z + 0.02), (sx * 0.49 * w, 0, z + 0.03)],
                0.022,
                wood,
            )


@design("chest", MIXED)
def plastic_drawer_tower(p: Piece) -> None:
    w, d, n, tall = p.between(0.3, 0.45), p.between(0.36, 0.45), p.count(3, 5), p.between(0.16, 0.26)
    frame, front = (
        p.any_of(p.white, p.dark, p.paint),
        p.any_of(p.paint, p.white, lambda: p.stuff((0.85, 0.88, 0.9), shine=0.6, opacity=0.6)),
    )
    foot, wheel = 0.05, p.dark()
    for x in (-w / 2 + 0.03, w / 2 - 0.03):
        for z in (-d / 2 + 0.04, d / 2 - 0.04):
            p.disc((x, 0.022, z), 0.022, 0.02, wheel)
    for k in range(n):
        y = foot + k * tall
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.014, d / 2), frame)
        p.block(
            (-w / 2 + 0.015, y + 0.016, -d / 2 + 0.01), (w / 2 - 0.015, y + tall - 0.012, d / 2), (1.02, 1.0), front
        )
        p.box((-0.06, y + tall * 0.62, d / 2), (0.06, y + tall * 0.78, d / 2 + 0.016), frame)
        for x in (-w / 2, w / 2 - 0.012):
            p.box((x, y, -d / 2), (x + 0.012, y + tall, -d / 2 + 0.04), frame)
            p.box((x, y, d / 2 - 0.04), (x + 0.012, y + tall, d / 2), frame)
    p.pad(
        (-w / 2 - 0.005, foot + n * tall - 0.01, -d / 2),
        (w / 2 + 0.005, foot + n * tall + 0.02, d / 2 + 0.01),
        frame,
        soft=0.15,
    )
