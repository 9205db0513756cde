"""Lamps that stand on tables."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.lamp_parts import fitting, foot_plate, lampshade
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import curve
from instructcv_rooms.made.stuffs import brass, glowing

LIGHTS = "Lights"


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
