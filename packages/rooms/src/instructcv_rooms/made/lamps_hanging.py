"""Lamps on ceilings and walls."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.lamp_parts import fitting
from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.shapes import curve
from instructcv_rooms.made.stuffs import brass, glowing

LIGHTS = "Lights"
CEILING_M = 2.4
"""Height of the top of what hangs."""


def hang(p: Piece, low: Number, drop: Number, material: int, x: Number = 0.0, z: Number = 0.0) -> None:
    """A cord from `low` up to a rose at the ceiling; the piece hangs from it."""
    p.rod((x, low, z), (x, low + drop, z), 0.004, material)
    p.turned([(0.055, low + drop - 0.025), (0.05, low + drop), (0, low + drop)], material, at=(x, z))
    p.elevation_m = CEILING_M - low - drop


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
