"""Lamps of every kind: on tables, on floors, from ceilings and on walls."""

import numpy as np

from instructcv.datasets._rooms.made.design import design
from instructcv.datasets._rooms.made.piece import Number, Piece, Point, around

LIGHTS = "Lights"
CEILING_M = 2.4
"""Height of the top of what hangs."""


# -- parts -----------------------------------------------------------------------------------------------------------
def curve(start: Point, middle: Point, end: Point, count: int = 8) -> list[Point]:
    """Points of the quadratic Bezier curve with these controls."""
    points: list[Point] = []
    for t in np.linspace(0, 1, count + 1).tolist():
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t**2
        x, y, z = (a * u + b * v + c * w for u, v, w in zip(start, middle, end, strict=True))
        points.append((x, y, z))
    return points


def brass(p: Piece) -> int:
    return p.stuff((0.72, 0.55, 0.27), shine=0.9)


def glowing(p: Piece) -> int:
    return p.stuff((1.0, 0.95, 0.82), shine=0.3)


def fitting(p: Piece) -> int:
    """Metal of any finish, or lacquer."""
    return p.any_of(p.metal, p.dark, p.white, p.paint, lambda: brass(p), p.wood)


SHADES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((1.0, 0.0), (1.0, 1.0)),  # drum
    ((1.0, 0.0), (0.6, 1.0)),  # empire
    ((1.0, 0.0), (0.72, 0.25), (0.55, 0.6), (0.45, 1.0)),  # bell
    ((1.25, 0.0), (0.25, 0.8)),  # cone
    ((0.8, 0.0), (1.0, 0.5), (0.8, 1.0)),  # barrel
    ((0.75, 0.0), (1.0, 1.0)),  # flaring
)
"""Profiles as shares of radius and height."""


def lampshade(p: Piece, y: Number, r: Number) -> None:
    """A cloth or paper shade whose lower rim is at y."""
    cover = p.any_of(p.white, p.cloth, p.cloth, lambda: p.stuff((0.88, 0.8, 0.64), shine=0.0))
    h = r * p.between(0.85, 1.6)
    trim = p.any_of(p.dark, p.cloth, lambda: brass(p)) if p.chance(0.35) else None
    if p.chance(0.18):
        narrow = p.between(0.5, 1.0)
        p.block((-r, y, -r), (r, y + h, r), (narrow, narrow), cover)
        return
    profile = SHADES[p.count(0, len(SHADES) - 1)]
    p.turned([(r * x, y + h * t) for x, t in profile], cover)
    if trim is not None:
        for x, t in (profile[0], profile[-1]):
            p.turned([(r * x * 1.01, y + h * t - 0.006), (r * x * 1.01, y + h * t + 0.006)], trim)
    if p.chance(0.25):  # pleats
        for x, z in around(18):
            a, b = r * profile[0][0], r * profile[-1][0]
            if len(profile) == 2:
                p.rod((a * x, y, a * z), (b * x, y + h * profile[-1][1], b * z), 0.003, cover)
    p.ball((0, y + 0.4 * h, 0), (0.03, 0.04, 0.03), glowing(p))


def foot_plate(p: Piece, r: Number, material: int) -> None:
    """A round, domed or square foot on the floor, up to 3 cm high."""
    style = p.count(0, 2)
    if style == 0:
        p.turned([(0, 0), (r, 0), (r, 0.02), (0, 0.025)], material)
    elif style == 1:
        p.turned([(0, 0), (r, 0), (r * 0.9, 0.012), (r * 0.4, 0.025), (0, 0.03)], material)
    else:
        p.box((-r * 0.9, 0, -r * 0.9), (r * 0.9, 0.025, r * 0.9), material)


def hang(p: Piece, low: Number, drop: Number, material: int, x: Number = 0.0, z: Number = 0.0) -> None:
    """A cord from `low` up to a rose at the ceiling; the piece hangs from it."""
    p.rod((x, low, z), (x, low + drop, z), 0.004, material)
    p.turned([(0.055, low + drop - 0.025), (0.05, low + drop), (0, low + drop)], material, at=(x, z))
    p.elevation_m = CEILING_M - low - drop


# -- on a table ------------------------------------------------------------------------------------------------------
@design("lamp", LIGHTS)
def baluster_lamp(p: Piece) -> None:
    """A turned column of rings, vases and beads."""
    h, r, body = p.between(0.2, 0.38), p.between(0.025, 0.06), p.any_of(p.wood, p.wood, p.white, lambda: brass(p))
    profile = [(0.0, 0.0), (r * 1.7, 0.0), (r * 1.7, 0.02), (r, 0.035)]
    y = 0.035
    while y < h - 0.03:
        long, wide = p.between(0.02, 0.1), r * p.between(0.5, 1.1)
        profile += [(r * 0.35, y), (wide, y + 0.3 * long), (wide * p.between(0.6, 1.0), y + 0.7 * long)]
        y += long
    p.turned([*profile, (0.012, y), (0.01, y + 0.08)], body)
    lampshade(p, y + 0.02, p.between(0.1, 0.19))
    p.bare = True


@design("lamp", LIGHTS)
def ceramic_lamp(p: Piece) -> None:
    """A gourd, urn, ginger jar, sphere or bottle of glaze or glass."""
    h, r = p.between(0.18, 0.36), p.between(0.06, 0.12)
    body = p.any_of(p.paint, p.paint, p.white, p.glass, p.dark)
    forms = (
        ((0.55, 0.0), (1.0, 0.3), (0.75, 0.52), (0.45, 0.6), (0.6, 0.75), (0.2, 1.0)),
        ((0.5, 0.0), (0.4, 0.1), (0.75, 0.4), (1.0, 0.75), (0.8, 0.9), (0.3, 1.0)),
        ((0.4, 0.0), (0.85, 0.2), (1.0, 0.5), (0.85, 0.8), (0.3, 1.0)),
        ((0.8, 0.0), (0.85, 0.1), (0.85, 0.5), (0.3, 0.7), (0.25, 1.0)),
        ((0.7, 0.0), (0.7, 1.0), (0.2, 1.02)),
        ((0.9, 0.0), (0.6, 0.45), (0.2, 1.0)),
    )
    form = forms[p.count(0, len(forms) - 1)]
    p.turned([(0, 0.01), *((r * x, 0.01 + h * t) for x, t in form), (0, 0.01 + h)], body)
    if p.chance(0.5):
        p.turned([(0, 0), (r * 0.9, 0), (r * 0.9, 0.012), (0, 0.012)], fitting(p))
    p.rod((0, h, 0), (0, h + 0.09, 0), 0.009, brass(p))
    lampshade(p, h + p.between(0.02, 0.05), p.between(0.12, 0.21))
    p.bare = True


@design("lamp", LIGHTS)
def block_lamp(p: Piece) -> None:
    """A square column, a stack of blocks or an open frame under a shade."""
    h, r, body = p.between(0.18, 0.34), p.between(0.04, 0.08), fitting(p)
    style = p.count(0, 2)
    p.box((-r * 1.3, 0, -r * 1.3), (r * 1.3, 0.02, r * 1.3), body if p.chance(0.5) else fitting(p))
    if style == 0:
        narrow = p.between(0.4, 1.0)
        p.block((-r, 0.02, -r), (r, h, r), (narrow, narrow), body)
    elif style == 1:
        count, other = p.count(2, 5), fitting(p)
        for k in range(count):
            wide, y = r * p.between(0.7, 1.1), 0.02 + (h - 0.02) * k / count
            p.box((-wide, y, -wide), (wide, y + (h - 0.02) / count, wide), (body, other)[k % 2])
    else:
        for x in (-r, r):
            p.box((x - 0.009, 0.02, -0.012), (x + 0.009, h, 0.012), body)
        p.box((-r - 0.009, h - 0.018, -0.012), (r + 0.009, h, 0.012), body)
    p.rod((0, h, 0), (0, h + 0.08, 0), 0.008, p.metal())
    lampshade(p, h + 0.02, r * p.between(1.6, 2.5))
    p.bare = True


@design("lamp", LIGHTS)
def bankers_lamp(p: Piece) -> None:
    """A trough of green glass over a brass stem."""
    w, h, frame = p.between(0.2, 0.3), p.between(0.28, 0.38), p.any_of(lambda: brass(p), p.metal, p.dark)
    green = p.stuff((p.between(0.02, 0.1), p.between(0.25, 0.45), p.between(0.12, 0.25)), shine=0.9)
    shade = green if p.chance(0.7) else p.any_of(p.white, p.paint)
    p.turned([(0, 0), (0.09, 0), (0.09, 0.012), (0.03, 0.03), (0.012, 0.05)], frame, oval=p.between(0.7, 1.0))
    p.path(curve((0, 0.03, -0.02), (0, h * 0.9, -0.09), (0, h, 0.0)), 0.007, frame)
    r = p.between(0.055, 0.08)
    arc = [(r * float(np.cos(t)), 0.75 * r * float(np.sin(t))) for t in np.linspace(0, np.pi, 9)]
    p.loft([[(x, h - r / 2 + y, z + 0.02) for z, y in arc] for x in (-w / 2, 0.0, w / 2)], shade)
    for x in (-w / 2, w / 2):
        p.loft([[(x, h - r / 2 + s * y, s * z + 0.02) for z, y in arc] for s in (0.0, 1.0)], shade)
    p.rod((-w * 0.4, h - 0.02, 0.02), (w * 0.4, h - 0.02, 0.02), 0.013, glowing(p))
    p.bare = True


@design("lamp", LIGHTS)
def gooseneck_lamp(p: Piece) -> None:
    h, reach, body = p.between(0.26, 0.45), p.between(0.08, 0.25), fitting(p)
    foot_plate(p, p.between(0.06, 0.1), body)
    neck = p.any_of(p.metal, p.dark)
    p.path(curve((0, 0.02, -0.05), (0, h * p.between(1.3, 1.7), -0.1), (0, h * 0.75, reach), 12), 0.006, neck)
    start = (0.0, h * 0.75 + 0.01, reach)
    if p.chance(0.6):
        p.rod(start, (0, start[1] - 0.09, reach + 0.04), 0.02, body, end_radius=p.between(0.05, 0.09))
        p.ball((0, start[1] - 0.08, reach + 0.04), (0.03, 0.03, 0.03), glowing(p))
    else:  # a bar of diodes
        p.rod((-0.12, start[1], reach), (0.12, start[1], reach), 0.016, body)
        p.box((-0.11, start[1] - 0.018, reach - 0.01), (0.11, start[1] - 0.01, reach + 0.01), glowing(p))
    p.bare = True


@design("lamp", LIGHTS)
def balanced_arm_lamp(p: Piece) -> None:
    """Two pairs of rods with springs; the hood is a bell."""
    body, joint, s = p.any_of(p.paint, p.dark, p.white, p.metal), p.metal(), p.between(0.8, 1.15)
    p.turned([(0, 0), (0.1, 0), (0.1, 0.02), (0.03, 0.04), (0.02, 0.06)], body)
    knee, hand = (0.0, p.between(0.3, 0.36), -p.between(0.08, 0.16)), (0.0, p.between(0.42, 0.54), p.between(0.1, 0.2))
    for x in (-0.018, 0.018):
        p.path(
            [(x * s, 0.06 * s, 0), (x * s, knee[1] * s, knee[2] * s), (x * s, hand[1] * s, hand[2] * s)], 0.005, body
        )
        p.rod((x * s, 0.08 * s, 0.02), (x * s, 0.2 * s, knee[2] * 0.4 * s), 0.009, joint)
    for _, y, z in (knee, hand):
        p.rod((-0.03 * s, y * s, z * s), (0.03 * s, y * s, z * s), 0.014, joint)
    y, z = hand[1] * s, hand[2] * s
    p.rod((0, y + 0.03, z), (0, y - 0.03, z + 0.03), 0.03, body)
    p.rod((0, y - 0.02, z + 0.025), (0, y - 0.12, z + 0.08), 0.035, body, end_radius=p.between(0.07, 0.1))
    p.ball((0, y - 0.115, z + 0.08), (0.035, 0.03, 0.035), glowing(p))
    p.bare = True


@design("lamp", LIGHTS)
def mushroom_lamp(p: Piece) -> None:
    """A dome on a bulging stem, all of one glass, plastic or metal."""
    h, r, body = p.between(0.2, 0.45), p.between(0.1, 0.2), p.any_of(p.paint, p.paint, p.white, p.metal)
    cap = body if p.chance(0.7) else p.any_of(p.white, p.paint)
    stem, fat = p.between(0.35, 0.7), p.between(0.15, 0.45)
    p.turned([(0, 0), (r * stem, 0), (r * stem, 0.015), (r * fat, h * 0.4), (r * fat, h * 0.75)], body)
    y, high = h * p.between(0.55, 0.7), r * p.between(0.5, 0.95)
    arc = [(r * float(np.cos(t)), y + high * float(np.sin(t))) for t in np.linspace(-0.25, np.pi / 2, 9)]
    p.turned(arc, cap)
    p.bare = True


@design("lamp", LIGHTS)
def lava_lamp(p: Piece) -> None:
    """A cone of coloured liquid with drops of wax, between metal ends."""
    h, r, metal = p.between(0.34, 0.6), p.between(0.045, 0.075), p.any_of(p.metal, p.dark, lambda: brass(p))
    low, high = 0.3 * h, 0.85 * h
    p.turned([(0, 0), (r, 0), (r * 0.65, 0.5 * low), (r, low)], metal)
    p.turned([(r, low), (r * 1.05, low + 0.1 * h), (r * 0.6, high)], p.glass())
    p.turned([(r * 0.6, high), (r * 0.45, h), (0, h)], metal)
    wax = p.paint()
    for _ in range(p.count(3, 6)):
        t, s = p.between(0.05, 0.9), r * p.between(0.2, 0.45)
        p.ball((p.between(-0.2, 0.2) * r, low + t * (high - low), 0), (s, s * p.between(0.9, 1.6), s), wax)
    p.ball((0, low + 0.01, 0), (r * 0.8, 0.03, r * 0.8), wax)
    p.bare = True


@design("lamp", LIGHTS)
def globe_lamp(p: Piece) -> None:
    """A ball of milk glass on a foot, some on a stem; some are stones, eggs or tubes of light."""
    r, glow = p.between(0.07, 0.16), p.any_of(lambda: glowing(p), p.white)
    stem, foot = p.between(0.02, 0.25) if p.chance(0.5) else 0.02, fitting(p)
    p.turned([(0, 0), (r * p.between(0.4, 0.7), 0), (r * 0.4, 0.02), (0.015, 0.03), (0.015, stem + 0.02)], foot)
    if p.chance(0.25):
        p.turned([(0, stem), (r * 0.5, stem), (r * 0.5, stem + 3 * r), (0, stem + 3 * r)], glow)
    else:
        high = r * p.between(0.75, 1.3)
        p.ball((0, stem + high * 0.97, 0), (r, high, r * p.between(0.9, 1.0)), glow)
    p.bare = True


@design("lamp", LIGHTS)
def leaded_glass_lamp(p: Piece) -> None:
    """A dome of coloured panes in a lead frame on a bronze foot."""
    h, r, bronze = p.between(0.28, 0.42), p.between(0.15, 0.22), p.stuff((0.25, 0.18, 0.1), shine=0.6)
    p.turned(
        [(0, 0), (0.09, 0), (0.07, 0.02), (0.02, 0.05), (0.03, h * 0.4), (0.012, h * 0.6), (0.012, h + 0.1)], bronze
    )
    panes, sides, y = [p.paint() for _ in range(p.count(3, 5))], p.count(8, 12), h * p.between(0.75, 0.95)
    levels = [(1.0, 0.0), (0.95, 0.25), (0.7, 0.6), (0.2, 0.85)]
    turns = np.linspace(0, 2 * np.pi, sides + 1).tolist()
    for row, ((ra, ya), (rb, yb)) in enumerate(zip(levels, levels[1:], strict=False)):
        for k in range(sides):
            edge = [
                [(r * q * np.cos(t), y + r * v, r * q * np.sin(t)) for t in turns[k : k + 2]]
                for q, v in ((ra, ya), (rb, yb))
            ]
            p.loft(edge, panes[(row + k * (row + 1)) % len(panes)])
            (x0, y0, z0), (x1, y1, z1) = edge[0][0], edge[1][0]
            p.rod((x0, y0, z0), (x1, y1, z1), 0.002, bronze)
    p.turned([(0.25 * r, y + 0.84 * r), (0.1 * r, y + 0.92 * r), (0, y + r)], bronze)
    p.bare = True


@design("lamp", LIGHTS)
def lantern_lamp(p: Piece) -> None:
    """A glazed box or tube with a candle, a roof and a ring to carry it."""
    r, h, frame = p.between(0.06, 0.13), p.between(0.16, 0.36), p.any_of(p.dark, p.white, p.wood, p.metal)
    p.turned([(0, 0.02), (r * 0.4, 0.02), (r * 0.4, h * 0.55), (0, h * 0.55)], p.any_of(p.white, p.cloth))
    p.ball((0, h * 0.6, 0), (0.008, 0.02, 0.008), p.stuff((1.0, 0.75, 0.3)))
    if p.chance(0.6):
        p.box((-r, 0, -r), (r, 0.02, r), frame)
        for x in (-r, r):
            for z in (-r, r):
                p.rod((x * 0.95, 0, z * 0.95), (x * 0.95, h, z * 0.95), 0.006, frame)
        p.box((-r * 0.93, 0.02, -r * 0.93), (r * 0.93, h, r * 0.93), p.glass())
        p.block((-r * 1.1, h, -r * 1.1), (r * 1.1, h + r, r * 1.1), (0.3, 0.3), frame)
    else:
        p.turned([(0, 0), (r, 0), (r, 0.025), (r * 0.6, 0.04)], frame)
        p.turned([(r * 0.6, 0.03), (r * 0.95, h * 0.5), (r * 0.6, h)], p.glass())
        p.turned([(r * 0.6, h), (r * 0.9, h + 0.02), (r * 0.3, h + r), (0, h + r)], frame)
    p.ring((0, h + r * 1.25, 0), r * 0.35, 0.004, frame)
    p.bare = True


# -- on the floor ----------------------------------------------------------------------------------------------------
@design("lamp", LIGHTS)
def arc_floor_lamp(p: Piece) -> None:
    """A heavy foot, a long bow of steel and a dome at its end."""
    h, reach, metal = p.between(1.5, 2.0), p.between(0.8, 1.4), p.any_of(p.metal, p.metal, lambda: brass(p), p.dark)
    foot = p.any_of(p.dark, p.white, p.metal)
    if p.chance(0.5):
        p.turned([(0, 0), (0.17, 0), (0.17, 0.05), (0, 0.05)], foot)
    else:
        p.box((-0.13, 0, -0.16), (0.13, p.between(0.06, 0.2), 0.16), foot)
    p.path(curve((0, 0.03, 0), (reach * 0.1, h * 1.4, 0), (reach, h * 0.85, 0), 14), 0.012, metal)
    r, y = p.between(0.15, 0.25), h * 0.85
    arc = [(r * float(np.cos(t)), y - 0.6 * r + 0.8 * r * float(np.sin(t))) for t in np.linspace(0, np.pi / 2, 7)]
    p.turned(arc, p.any_of(lambda: metal, p.white, p.cloth, p.paint), at=(reach, 0))
    p.ball((reach, y - 0.45 * r, 0), (0.05, 0.05, 0.05), glowing(p))
    p.bare = True


@design("lamp", LIGHTS)
def tripod_floor_lamp(p: Piece) -> None:
    """Three wooden or steel legs with a brace, under a shade or a studio spotlight."""
    h, reach, leg = p.between(1.0, 1.4), p.between(0.24, 0.36), p.any_of(p.wood, p.wood, p.metal, p.dark)
    thick, metal, brace = p.between(0.01, 0.02), p.any_of(p.dark, lambda: brass(p), p.metal), p.between(0.3, 0.6)
    for x, z in around(3):
        p.rod((reach * x, 0, reach * z), (0.03 * x, h, 0.03 * z), thick * 0.8, leg, end_radius=thick)
        t = reach * (1 - brace)
        p.rod((0, brace * h + 0.02, 0), (t * x, brace * h, t * z), 0.005, metal)
    p.turned([(0, h - 0.05), (0.05, h - 0.04), (0.05, h), (0.012, h + 0.02), (0.012, h + 0.1)], metal)
    if p.chance(0.6):
        lampshade(p, h + 0.05, p.between(0.17, 0.27))
    else:
        r, y = p.between(0.1, 0.16), h + 0.2
        p.rod((0, y, -r), (0, y - 0.02, r), r * 0.7, metal, end_radius=r)
        p.disc((0, y - 0.02, r + 0.005), r * 0.9, 0.01, glowing(p))
    p.bare = True


@design("lamp", LIGHTS)
def torchiere(p: Piece) -> None:
    """A bowl that lights the ceiling on a tall pole, some with a reading arm."""
    h, r, body = p.between(1.6, 1.9), p.between(0.12, 0.2), p.any_of(p.metal, p.dark, p.white, lambda: brass(p))
    foot_plate(p, p.between(0.11, 0.16), body)
    p.rod((0, 0.02, 0), (0, h, 0), p.between(0.01, 0.016), body)
    deep = r * p.between(0.3, 0.9)
    bowl = body if p.chance(0.5) else p.any_of(p.white, p.glass, lambda: glowing(p))
    p.turned([(0, h), (r * 0.5, h + 0.15 * deep), (r * 0.9, h + 0.6 * deep), (r, h + deep), (r * 0.9, h + deep)], bowl)
    p.turned([(r * 0.9, h + deep), (0, h + 0.5 * deep)], glowing(p))
    if p.chance(0.4):
        y = h * p.between(0.6, 0.75)
        p.path(curve((0, y, 0), (0.05, y + 0.15, 0.1), (0.1, y + 0.05, 0.25)), 0.007, body)
        p.rod((0.1, y + 0.06, 0.25), (0.11, y - 0.05, 0.28), 0.025, bowl, end_radius=0.06)
    p.bare = True


@design("lamp", LIGHTS)
def paper_column_lamp(p: Piece) -> None:
    """A tall tube, square, twisted or of stacked swellings, of rice paper or cloth."""
    h, r = p.between(0.83, 1.6), p.between(0.1, 0.19)
    paper, style = p.any_of(p.white, lambda: glowing(p), p.cloth), p.count(0, 2)
    frame = p.any_of(p.wood, p.dark, p.metal)
    if style == 0:
        p.box((-r, 0.03, -r), (r, h, r), paper)
        for x in (-r, r):
            for z in (-r, r):
                p.rod((x, 0, z), (x, h + 0.02, z), 0.01, frame)
        for k in range(p.count(1, 4)):
            y = 0.03 + h * 0.24 * k
            p.box((-r - 0.004, y, -r - 0.004), (r + 0.004, y + 0.012, r + 0.004), frame)
    else:
        swells = p.count(2, 9) if style == 1 else 1
        profile = [(0.0, 0.02)]
        for k in range(swells):
            y, step = 0.02 + h * k / swells, h / swells
            profile += [
                (r * 0.7, y + 0.05 * step),
                (r, y + 0.4 * step),
                (r, y + 0.6 * step),
                (r * 0.7, y + 0.95 * step),
            ]
        p.turned([*profile, (0.6 * r, h + 0.02)], paper)
        p.turned([(0, 0), (r * 0.75, 0), (r * 0.75, 0.03), (0, 0.03)], frame)
    p.bare = True


@design("lamp", LIGHTS)
def reading_floor_lamp(p: Piece) -> None:
    """A pole with one or more jointed spots, or with a tray half way up and a shade at the side."""
    h, body = p.between(1.2, 1.7), p.any_of(p.metal, p.dark, p.white, lambda: brass(p))
    foot_plate(p, p.between(0.11, 0.15), body)
    p.rod((0, 0.02, 0), (0, h, 0), 0.011, body)
    tray = p.chance(0.25)
    if tray:
        p.turned([(0, 0.55), (0.2, 0.55), (0.2, 0.57), (0, 0.57)], p.any_of(p.wood, p.glass, p.dark))
    cup = body if p.chance(0.6) else p.any_of(p.paint, p.white)
    for k in range(p.count(1, 3)):
        y, turn, long = h - 0.22 * k, 1.2 + 2.1 * k, p.between(0.1, 0.3)
        x, z = float(np.cos(turn)), float(np.sin(turn))
        elbow, tip = (long * x, y + 0.05, long * z), ((long + 0.08) * x, y - 0.07, (long + 0.08) * z)
        p.rod((0, y, 0), elbow, 0.007, body)
        p.rod((elbow[0], y + 0.06, elbow[2]), tip, 0.025, cup, end_radius=p.between(0.05, 0.08))
    p.bare = True


# -- from the ceiling ------------------------------------------------------------------------------------------------
@design("lamp", LIGHTS)
def dome_pendant(p: Piece) -> None:
    """A factory or kitchen lamp: a wide enamelled hood, its socket and a cord."""
    r, body = p.between(0.14, 0.28), p.any_of(p.dark, p.white, p.paint, p.metal, lambda: brass(p))
    hoods = (
        ((1.0, 0.0), (0.97, 0.2), (0.8, 0.5), (0.5, 0.7), (0.2, 0.78), (0.15, 1.0)),
        ((1.0, 0.0), (0.95, 0.1), (0.4, 0.3), (0.3, 0.6), (0.2, 0.8)),
        ((1.0, 0.0), (0.3, 0.45), (0.28, 0.85), (0.0, 0.9)),
        ((0.6, 0.0), (0.62, 0.6), (0.5, 0.9), (0.12, 1.1)),
    )
    hood = hoods[p.count(0, len(hoods) - 1)]
    p.turned([(r * x, 0.02 + r * y) for x, y in hood], body)
    p.turned([(r * hood[0][0] * 1.02, 0.0), (r * hood[0][0] * 1.02, 0.025)], body if p.chance(0.5) else p.metal())
    p.ball((0, 0.25 * r, 0), (0.045, 0.05, 0.045), glowing(p))
    hang(p, r * hood[-1][1], p.between(0.3, 0.8), p.any_of(p.dark, p.white))


@design("lamp", LIGHTS)
def globe_pendant(p: Piece) -> None:
    """A ball of paper with ribs, of glass, or of wire."""
    r, style, high = p.between(0.12, 0.3), p.count(0, 2), p.between(0.75, 1.05)
    if style == 0:
        paper = p.any_of(p.white, p.white, p.cloth)
        p.ball((0, r * high, 0), (r, r * high, r), paper)
        for t in np.linspace(-1.2, 1.2, 9).tolist():
            wide, y = 1.01 * r * float(np.cos(t)), r * high * (1 + float(np.sin(t)))
            p.turned([(wide, y - 0.003), (wide + 0.003, y), (wide, y + 0.003)], paper)
    elif style == 1:
        r *= 0.7
        p.ball((0, r * high, 0), (r, r * high, r), p.any_of(p.glass, p.white, lambda: glowing(p)))
        p.turned([(r * 0.4, r * high * 1.85), (r * 0.3, r * high * 2.1), (0, r * high * 2.15)], fitting(p))
    else:
        wire = p.any_of(p.dark, p.wood, lambda: brass(p))
        for k in range(p.count(4, 6)):
            c, s = float(np.cos(k * 0.6)), float(np.sin(k * 0.6))
            turns = np.linspace(0, 2 * np.pi, 17).tolist()
            p.path([(r * np.sin(t) * c, r * high * (1 - np.cos(t)), r * np.sin(t) * s) for t in turns], 0.005, wire)
        p.ball((0, r * high, 0), (0.06, 0.07, 0.06), glowing(p))
    hang(p, 2 * r * high, p.between(0.25, 0.7), p.any_of(p.dark, p.white))


@design("lamp", LIGHTS)
def pendant_cluster(p: Piece) -> None:
    """Several small lamps at different heights from one plate."""
    count, plate, cord = p.count(3, 6), p.between(0.12, 0.22), p.dark()
    metal, shade, style, drop = fitting(p), p.any_of(p.glass, p.paint, p.white, lambda: brass(p)), p.count(0, 2), 0.95
    for k, (x, z) in enumerate(around(count)):
        y, r = p.between(0.0, 0.45) * (k > 0), p.between(0.05, 0.09)
        at = (plate * x, plate * z)
        if style == 0:
            p.ball((at[0], y + r, at[1]), (r, r, r), shade)
        elif style == 1:
            p.turned([(r, y), (r * 0.9, y + r), (r * 0.2, y + 1.6 * r), (0, y + 1.7 * r)], shade, at=at)
        else:
            p.turned([(r * 0.5, y), (r * 0.5, y + 3 * r), (0, y + 3 * r)], shade, at=at)
        p.ball((at[0], y + r, at[1]), (0.02, 0.03, 0.02), glowing(p) if k == 0 else len(p.materials) - 1)
        p.rod((at[0], y + r, at[1]), (at[0], drop, at[1]), 0.003, cord)
    p.turned([(0, drop), (plate * 1.2, drop), (plate * 1.2, drop + 0.03), (0, drop + 0.03)], metal)
    p.elevation_m = CEILING_M - drop - 0.03


@design("lamp", LIGHTS)
def candle_chandelier(p: Piece) -> None:
    """Bowed arms with candles or small shades around a turned stem, some hung with crystals."""
    r, stem, arms = p.between(0.24, 0.42), p.between(0.3, 0.5), p.count(5, 8)
    metal, crystal = p.any_of(lambda: brass(p), p.dark, p.metal, p.white), p.glass() if p.chance(0.5) else None
    candle, flame, shade = p.white(), glowing(p), p.cloth() if p.chance(0.4) else None
    p.turned([(0, 0), (0.03, 0.02), (0.05, 0.06), (0.015, 0.1), (0.03, stem * 0.6), (0.012, stem)], metal)
    for x, z in around(arms):
        start, end = (0, 0.08, 0), (r * x, 0.13, r * z)
        p.path(curve(start, (0.7 * r * x, -0.12, 0.7 * r * z), end, 6), 0.007, metal)
        p.turned([(0.01, 0.12), (0.035, 0.135), (0.035, 0.14), (0, 0.14)], metal, at=(end[0], end[2]))
        p.rod((end[0], 0.14, end[2]), (end[0], 0.22, end[2]), 0.01, candle)
        if shade is None:
            p.rod((end[0], 0.22, end[2]), (end[0], 0.26, end[2]), 0.011, flame, end_radius=0.002)
        else:
            p.turned([(0.06, 0.19), (0.035, 0.28)], shade, at=(end[0], end[2]))
        if crystal is not None:
            p.rod((end[0], 0.12, end[2]), (end[0], 0.05, end[2]), 0.008, crystal, end_radius=0.003)
    hang(p, stem, p.between(0.15, 0.5), metal)


@design("lamp", LIGHTS)
def star_chandelier(p: Piece) -> None:
    """Rods in all directions from a ball, with bulbs at their ends."""
    r, metal, glow = p.between(0.22, 0.42), p.any_of(lambda: brass(p), p.dark, p.metal), glowing(p)
    p.ball((0, r, 0), (0.06, 0.06, 0.06), metal)
    arms, bulb = p.count(10, 16), p.between(0.02, 0.035)
    for k in range(arms):
        y = 1 - 2 * (k + 0.5) / arms
        turn, wide = 2.4 * k, float(np.sqrt(1 - y * y))
        x, z, long = wide * float(np.cos(turn)), wide * float(np.sin(turn)), r * p.between(0.85, 1.0)
        p.rod((0, r, 0), (long * x, r + long * y, long * z), 0.005, metal)
        p.ball((long * x, r + long * y, long * z), (bulb, bulb, bulb), glow)
    hang(p, r, r + p.between(0.15, 0.4), metal)


@design("lamp", LIGHTS)
def ring_pendant(p: Piece) -> None:
    """One to three hoops of light, or a long bar, on thin wires."""
    drop, metal, glow = p.between(0.5, 1.0), fitting(p), glowing(p)
    if p.chance(0.4):
        w, d = p.between(0.8, 1.4), p.between(0.065, 0.12)
        p.box((-w / 2, 0, -d), (w / 2, p.between(0.02, 0.08), d), metal)
        p.box((-w / 2 + 0.01, -0.004, -d + 0.01), (w / 2 - 0.01, 0, d - 0.01), glow)
        for x in (-0.35 * w, 0.35 * w):
            p.rod((x, 0, 0), (x, drop, 0), 0.002, metal)
        p.box((-0.4 * w, drop, -0.03), (0.4 * w, drop + 0.02, 0.03), metal)
    else:
        r = p.between(0.25, 0.45)
        for k in range(p.count(1, 3)):
            wide, y = r * (1 - 0.28 * k), 0.16 * k
            p.turned([(wide, y), (wide, y + 0.035), (wide - 0.02, y + 0.035)], metal)
            p.turned([(wide - 0.02, y + 0.035), (wide - 0.02, y), (wide, y)], glow)
            for x, z in around(3):
                p.rod(((wide - 0.01) * x, y + 0.03, (wide - 0.01) * z), (0.05 * x, drop, 0.05 * z), 0.002, metal)
        p.turned([(0, drop), (0.08, drop), (0.08, drop + 0.025), (0, drop + 0.025)], metal)
    p.elevation_m = CEILING_M - drop - 0.025


@design("lamp", LIGHTS)
def ceiling_dish(p: Piece) -> None:
    """A bowl, a drum or a square plate close to the ceiling."""
    r, h = p.between(0.13, 0.3), p.between(0.06, 0.14)
    metal, glass, style = fitting(p), p.any_of(lambda: glowing(p), p.white, p.cloth), p.count(0, 2)
    if style == 0:
        p.turned([(0, 0), (r * 0.6, h * 0.2), (r * 0.9, h * 0.6), (r, h)], glass)
        p.turned([(r * 1.04, h - 0.015), (r * 1.04, h + 0.02), (0, h + 0.02)], metal)
        p.ball((0, 0.0, 0), (0.014, 0.014, 0.014), metal)
    elif style == 1:
        p.turned([(0, 0.005), (r * 0.97, 0.005), (r, 0), (r, h)], glass)
        p.turned([(r * 0.9, h), (r * 0.9, h + 0.02), (0, h + 0.02)], metal)
    else:
        p.pad((-r, 0, -r), (r, h * 0.6, r), glass, soft=0.15)
        p.box((-r * 0.9, h * 0.5, -r * 0.9), (r * 0.9, h * 0.6 + 0.02, r * 0.9), metal)
    p.elevation_m = CEILING_M - h - 0.02


@design("lamp", LIGHTS)
def spotlight_bar(p: Piece) -> None:
    """Turned spots on a bar, a round plate or a bent track."""
    w, count, r = p.between(0.4, 1.2), p.count(2, 4), p.between(0.03, 0.055)
    metal = p.any_of(p.white, p.metal, p.dark, lambda: brass(p))
    cup, glow, round_ = metal if p.chance(0.7) else p.any_of(p.dark, p.white), glowing(p), p.chance(0.3)
    if round_:
        p.turned([(0, 0.16), (0.13, 0.16), (0.13, 0.19), (0, 0.19)], metal)
    else:
        p.box((-w / 2, 0.16, -0.03), (w / 2, 0.185, 0.03), metal)
    for k, (dx, dz) in enumerate(around(count)):
        x, z = (0.09 * dx, 0.09 * dz) if round_ else (w * ((k + 0.5) / count - 0.5), 0.0)
        ax, az = (dx, dz) if round_ else (p.between(-0.7, 0.7), p.between(0.5, 1.0) * (-1) ** k)
        p.rod((x, 0.17, z), (x, 0.1, z), 0.008, metal)
        p.rod((x - 0.04 * ax, 0.11, z - 0.04 * az), (x + 0.07 * ax, 0.03, z + 0.07 * az), r * 0.7, cup, end_radius=r)
        p.ball((x + 0.07 * ax, 0.03, z + 0.07 * az), (r * 0.7, r * 0.7, r * 0.7), glow)
    p.elevation_m = CEILING_M - 0.19


# -- on a wall -------------------------------------------------------------------------------------------------------
@design("lamp", LIGHTS)
def up_light_sconce(p: Piece) -> None:
    """A half bowl, a half shade, a box or a tube against the wall."""
    r, h, style = p.between(0.07, 0.16), p.between(0.1, 0.3), p.count(0, 3)
    body = p.any_of(p.white, p.white, p.metal, p.dark, p.cloth, lambda: brass(p))
    turns = np.linspace(0, np.pi, 13).tolist()
    if style < 2:
        profile = ((0.1, 0.0), (0.6, 0.35), (0.9, 0.7), (1.0, 1.0)) if style == 0 else ((1.0, 0.0), (0.7, 1.0))
        p.loft([[(r * q * np.cos(t), h * y, r * q * np.sin(t)) for t in turns] for q, y in profile], body)
        p.box((-0.05, h * 0.2, 0), (0.05, h * 0.8, 0.015), fitting(p))
        p.ball((0, h * 0.6, r * 0.4), (0.025, 0.035, 0.025), glowing(p))
    elif style == 2:
        p.box((-r * 0.6, 0, 0.02), (r * 0.6, h, 0.02 + r), body)
        p.box((-r * 0.4, -0.003, 0.04), (r * 0.4, h + 0.003, r), glowing(p))
        p.box((-r * 0.4, 0.3 * h, 0), (r * 0.4, 0.7 * h, 0.02), body)
    else:
        p.turned([(r * 0.35, 0), (r * 0.35, h)], p.any_of(p.glass, lambda: glowing(p)), at=(0, r * 0.6))
        for y in (0, h - 0.02):
            p.turned([(0, y), (r * 0.4, y), (r * 0.4, y + 0.02), (0, y + 0.02)], body, at=(0, r * 0.6))
        p.rod((0, h / 2, 0), (0, h / 2, r * 0.6), 0.012, body)
        p.disc((0, h / 2, 0.005), 0.05, 0.01, body)
    p.elevation_m = p.between(1.4, 1.64)


@design("lamp", LIGHTS)
def wall_arm_lamp(p: Piece) -> None:
    """One or two bracket arms with candle shades, or a swinging arm with a reading hood."""
    body, reach = p.any_of(lambda: brass(p), p.dark, p.metal, p.white), p.between(0.12, 0.3)
    p.rod((0, 0.12, 0), (0, 0.12, 0.015), p.between(0.04, 0.06), body)
    if p.chance(0.5):
        sides = (0.0,) if p.chance(0.5) else (-0.13, 0.13)
        shade, r, wide = p.any_of(p.cloth, p.white, p.glass), p.between(0.055, 0.085), p.between(0.5, 1.0)
        for x in sides:
            z = reach * 0.6
            p.path(curve((0, 0.12, 0), (x, 0.0, z), (x, 0.14, z)), 0.007, body)
            p.turned([(0.03, 0.14), (0.03, 0.15), (0, 0.15)], body, at=(x, z))
            p.rod((x, 0.15, z), (x, 0.24, z), 0.01, p.white() if x == sides[0] else len(p.materials) - 1)
            p.turned([(r, 0.18), (r * wide, 0.18 + 1.4 * r)], shade, at=(x, z))
    else:
        elbow = (p.between(-0.15, 0.15), 0.16, reach * 0.6)
        tip = (0.0, 0.2, reach + 0.1)
        p.path([(0, 0.12, 0), elbow, tip], 0.007, body)
        p.rod((0, 0.21, tip[2]), (0, 0.1, tip[2] + 0.05), 0.025, body, end_radius=p.between(0.06, 0.09))
        p.ball((0, 0.1, tip[2] + 0.05), (0.03, 0.03, 0.03), glowing(p))
    p.elevation_m = p.between(1.3, 1.6)


@design("lamp", LIGHTS)
def neon_tube(p: Piece) -> None:
    """A bent tube of coloured light, or a straight one in its holder, as over a mirror or a workbench."""
    bright = p.any_of(lambda: glowing(p), lambda: p.stuff((1, p.between(0.1, 0.9), p.between(0.1, 0.9))), p.white)
    w = p.between(0.3, 0.9)
    if p.chance(0.55):
        p.box((-w / 2, 0, 0), (w / 2, 0.06, 0.04), p.any_of(p.white, p.metal, p.dark))
        for x in (-w / 2, w / 2 - 0.03):
            p.box((x, -0.01, 0.02), (x + 0.03, 0.07, 0.08), p.white())
        p.rod((-w / 2 + 0.03, 0.03, 0.06), (w / 2 - 0.03, 0.03, 0.06), p.between(0.012, 0.02), bright)
    else:
        petals, deep, turns = p.count(2, 6), p.between(0.0, 0.6), np.linspace(0, 2 * np.pi, 41).tolist()
        radii = [0.35 * w * (1 + deep * float(np.cos(petals * t))) for t in turns]
        p.path([(q * np.cos(t), q * np.sin(t), 0.04) for q, t in zip(radii, turns, strict=True)], 0.009, bright)
        if p.chance(0.6):
            p.box((-0.5 * w, -0.5 * w, 0), (0.5 * w, 0.5 * w, 0.008), p.any_of(p.glass, p.dark))
    p.elevation_m = p.between(1.25, 1.5)
