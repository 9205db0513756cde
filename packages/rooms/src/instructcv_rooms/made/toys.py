"""Toys: balls, vehicles, animals, robots and a house."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import curve

MIXED = "Miscellaneous"


@design("toy", MIXED)
def play_ball(p: Piece) -> None:
    """Segments of several colours, or one colour with a band."""
    r, gores = p.between(0.05, 0.2), p.count(4, 8)
    colours = [p.paint() for _ in range(p.count(2, 4))] + [p.white()]
    if p.chance(0.65):
        ups = np.linspace(-np.pi / 2, np.pi / 2, 13)
        for k in range(gores):
            turns = np.linspace(2 * np.pi * k / gores, 2 * np.pi * (k + 1) / gores, 5)
            across, along = np.meshgrid(turns, ups)
            x, z = np.cos(along) * np.cos(across), np.cos(along) * np.sin(across)
            p.loft(r * np.stack([x, np.sin(along), z], -1), colours[k % len(colours)])
    else:
        p.ball((0, 0, 0), (r, r, r), colours[0])
        p.turned([(0.99 * r, -0.2 * r), (1.01 * r, 0), (0.99 * r, 0.2 * r)], colours[1])
    p.turn(0, 0, p.between(0, 90))
    p.turn(0, 1, p.between(0, 90))
    p.bare = True


@design("toy", MIXED)
def toy_car(p: Piece) -> None:
    """A saloon, a van, a racer or a tipper of wood or tin."""
    s, style = p.between(0.08, 0.2), p.count(0, 3)
    body, dark, glass = p.any_of(p.paint, p.paint, p.wood), p.dark(), p.stuff((0.5, 0.7, 0.8), shine=0.9)
    r, w = 0.2 * s, p.between(0.35, 0.45) * s
    p.pad((-s, 0.7 * r, -w), (s, 0.5 * s, w), body, soft=0.18)
    if style == 0:
        p.block((-0.6 * s, 0.48 * s, -0.9 * w), (0.5 * s, 0.85 * s, 0.9 * w), (0.65, 0.85), glass)
        p.pad((-0.42 * s, 0.8 * s, -0.8 * w), (0.33 * s, 0.9 * s, 0.8 * w), body)
    elif style == 1:
        p.pad((-s, 0.45 * s, -w), (0.6 * s, 1.1 * s, w), body, soft=0.15)
        p.box((-0.8 * s, 0.65 * s, -1.01 * w), (0.4 * s, 0.95 * s, 1.01 * w), glass)
    elif style == 2:
        p.ball((0, 0.5 * s, 0), (0.22 * s, 0.2 * s, 0.2 * s), p.paint())
        p.box((-1.1 * s, 0.65 * s, -w), (-0.8 * s, 0.7 * s, w), body)
        p.box((-1.0 * s, 0.4 * s, -0.1 * w), (-0.9 * s, 0.65 * s, 0.1 * w), body)
    else:
        p.box((0.3 * s, 0.4 * s, -0.9 * w), (0.9 * s, 1.0 * s, 0.9 * w), body)
        p.box((0.5 * s, 0.65 * s, -0.92 * w), (0.91 * s, 0.9 * s, 0.92 * w), glass)
        p.block((-s, 0.5 * s, -0.9 * w), (0.2 * s, 0.9 * s, 0.9 * w), (1.1, 1.1), p.paint())
    hub = p.any_of(p.metal, p.white, p.paint)
    for x in (-0.6 * s, 0.6 * s):
        for z in (-w, w):
            p.disc((x, r, z), r, 0.2 * w, dark)
            p.disc((x, r, z), 0.5 * r, 0.25 * w, hub)
    p.bare = True


@design("toy", MIXED)
def toy_train(p: Piece) -> None:
    """An engine with a boiler and a chimney, and one to three wagons with freight."""
    s, wheels, tie = p.between(0.045, 0.085), p.dark(), p.metal()
    colours = [p.paint() for _ in range(4)]
    for k in range(p.count(2, 4)):
        x, other = -2.6 * s * k, colours[(k + 1) % 4]
        p.box((x - s, 0.5 * s, -0.5 * s), (x + s, 0.75 * s, 0.5 * s), colours[k])
        for wx in (-0.6 * s, 0.6 * s):
            for z in (-0.5 * s, 0.5 * s):
                p.disc((x + wx, 0.35 * s, z), 0.35 * s, 0.15 * s, wheels)
        if k:
            p.rod((x + s, 0.55 * s, 0), (x + 1.6 * s, 0.55 * s, 0), 0.06 * s, tie)
        if k and p.chance(0.5):
            p.box((x - 0.9 * s, 0.75 * s, -0.5 * s), (x + 0.9 * s, p.between(1.2, 1.8) * s, 0.5 * s), other)
        elif k:
            for z in (-0.25 * s, 0.25 * s):
                p.rod((x - 0.9 * s, s, z), (x + 0.9 * s, s, z), 0.25 * s, other)
    p.rod((-0.3 * s, 1.15 * s, 0), (1.05 * s, 1.15 * s, 0), 0.42 * s, colours[1])
    p.box((-s, 0.75 * s, -0.5 * s), (-0.25 * s, 1.9 * s, 0.5 * s), colours[0])
    p.box((-1.1 * s, 1.9 * s, -0.6 * s), (-0.15 * s, 2.0 * s, 0.6 * s), colours[2])
    p.turned([(0.14 * s, 1.5 * s), (0.14 * s, 1.9 * s), (0.24 * s, 2.1 * s), (0, 2.1 * s)], wheels, at=(0.75 * s, 0))
    p.ball((0.25 * s, 1.6 * s, 0), (0.14 * s, 0.14 * s, 0.14 * s), tie)
    p.bare = True


@design("toy", MIXED)
def dolls_house(p: Piece) -> None:
    """An open-fronted house of two or three floors with a roof and small furniture."""
    w, h, d = p.between(0.45, 0.8), p.between(0.45, 0.75), p.between(0.25, 0.36)
    wall, roof, floors, columns = p.any_of(p.white, p.paint, p.wood), p.paint(), p.count(2, 3), p.count(1, 3)
    for k in range(floors + 1):
        y = h * k / floors
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.012, d / 2), wall)
    for k in range(columns + 1):
        x = (w - 0.012) * (k / columns - 0.5)
        p.box((x - 0.006, 0, -d / 2), (x + 0.006, h, d / 2), wall)
    for i in range(columns):
        for j in range(floors):
            x, y, half = w * ((i + 0.5) / columns - 0.5), h * j / floors + 0.012, 0.49 * w / columns
            p.box((x - half, y, -d / 2), (x + half, y + h / floors - 0.02, -d / 2 + 0.006), p.cloth())
            size, toy = p.between(0.04, 0.09), p.paint()
            p.box((x - size, y, -0.2 * d), (x + size, y + 0.5 * size, 0.15 * d), toy)
            p.box((x - size, y, -0.25 * d), (x + size, y + size, -0.2 * d), toy)
    high = p.between(0.25, 0.45) * w
    for s in (-1, 1):
        p.loft([[(s * (w / 2 + 0.03), h - 0.01, z), (0, h + high, z)] for z in (-d / 2 - 0.02, d / 2 + 0.02)], roof)
        p.loft([[(-w / 2, h, s * d / 2), (w / 2, h, s * d / 2)], [(0, h + high, s * d / 2)] * 2], wall)
    if p.chance(0.5):
        p.box((0.2 * w, h + 0.2 * high, -0.1 * d), (0.28 * w, h + 1.1 * high, 0.1 * d), p.paint())
    p.bare = True


@design("toy", MIXED)
def rocking_horse(p: Piece) -> None:
    s, body = p.between(0.75, 1.15), p.any_of(p.wood, p.white, p.paint, p.cloth)
    rocker, mane, eye = p.any_of(p.wood, p.paint), p.any_of(p.dark, p.cloth, p.white), p.dark()
    for z in (-0.14 * s, 0.14 * s):
        p.path(curve((-0.48 * s, 0.1 * s, z), (0, -0.08 * s, z), (0.48 * s, 0.1 * s, z)), 0.02 * s, rocker)
        for x, foot in ((-0.2, -0.3), (0.18, 0.3)):
            p.rod((foot * s, 0.05 * s, z), (x * s, 0.42 * s, 0.5 * z), 0.025 * s, body, end_radius=0.045 * s)
    for x in (-0.3 * s, 0.3 * s):
        p.rod((x, 0.05 * s, -0.15 * s), (x, 0.05 * s, 0.15 * s), 0.014 * s, rocker)
    p.ball((0, 0.48 * s, 0), (0.3 * s, 0.12 * s, 0.11 * s), body)
    p.rod((0.2 * s, 0.48 * s, 0), (0.34 * s, 0.74 * s, 0), 0.09 * s, body, end_radius=0.06 * s)
    p.rod((0.3 * s, 0.76 * s, 0), (0.48 * s, 0.66 * s, 0), 0.065 * s, body, end_radius=0.042 * s)
    p.rod((0.22 * s, 0.73 * s, -0.12 * s), (0.22 * s, 0.73 * s, 0.12 * s), 0.012 * s, rocker)
    for t in np.linspace(0, 1, 5).tolist():
        p.ball(((0.13 + 0.15 * t) * s, (0.57 + 0.24 * t) * s, 0), (0.04 * s, 0.05 * s, 0.025 * s), mane)
    for z in (-0.03 * s, 0.03 * s):
        p.rod((0.31 * s, 0.78 * s, z), (0.31 * s, 0.86 * s, z), 0.018 * s, body, end_radius=0.004)
        p.ball((0.38 * s, 0.74 * s, 1.9 * z), (0.012 * s, 0.012 * s, 0.012 * s), eye)
    p.path(curve((-0.27 * s, 0.52 * s, 0), (-0.42 * s, 0.56 * s, 0), (-0.4 * s, 0.3 * s, 0), 4), 0.025 * s, mane)
    p.pad((-0.14 * s, 0.54 * s, -0.1 * s), (0.12 * s, 0.63 * s, 0.1 * s), p.paint(), soft=0.5)
    p.turn(0, 1, p.between(-90, 90))
    p.bare = True


@design("toy", MIXED)
def rubber_duck(p: Piece) -> None:
    s, body = p.between(0.03, 0.07), p.stuff((0.95, 0.78, 0.1), shine=0.5) if p.chance(0.7) else p.paint()
    beak, eye = p.stuff((0.9, 0.4, 0.08), shine=0.4), p.dark()
    p.ball((0, 0.65 * s, 0), (0.85 * s, 0.65 * s, 1.1 * s), body)
    p.rod((0, 0.8 * s, -0.7 * s), (0, 1.25 * s, -1.35 * s), 0.4 * s, body, end_radius=0.08 * s)
    p.ball((0, 1.65 * s, 0.4 * s), (0.55 * s, 0.55 * s, 0.55 * s), body)
    p.ball((0, 1.55 * s, 1.0 * s), (0.26 * s, p.between(0.08, 0.14) * s, 0.28 * s), beak)
    for side in (-1, 1):
        p.ball((side * 0.25 * s, 1.8 * s, 0.82 * s), (0.09 * s, 0.1 * s, 0.09 * s), eye)
        p.ball((side * 0.8 * s, 0.8 * s, -0.1 * s), (0.16 * s, 0.35 * s, 0.6 * s), body)
    if p.chance(0.3):
        p.turned([(0.5 * s, 2.0 * s), (0.2 * s, 2.4 * s), (0, 2.4 * s)], p.paint(), at=(0, 0.4 * s))
    p.bare = True


@design("toy", MIXED)
def toy_robot(p: Piece) -> None:
    """Boxes and tubes of tin: dials, claws, an antenna."""
    s, body, other, metal = p.between(0.07, 0.16), p.any_of(p.metal, p.paint), p.paint(), p.metal()
    p.box((-0.5 * s, 0.75 * s, -0.32 * s), (0.5 * s, 1.7 * s, 0.32 * s), body)
    p.box((-0.35 * s, 1.0 * s, 0.32 * s), (0.35 * s, 1.5 * s, 0.35 * s), other)
    for k in range(3):
        p.disc(((k - 1) * 0.22 * s, 1.25 * s, 0.36 * s), 0.08 * s, 0.04 * s, p.paint())
    p.rod((0, 1.7 * s, 0), (0, 1.85 * s, 0), 0.15 * s, metal)
    w = p.between(0.3, 0.45) * s
    (p.box if p.chance(0.6) else p.pad)((-w, 1.82 * s, -0.28 * s), (w, 2.4 * s, 0.3 * s), body)
    for side in (-1, 1):
        p.disc((side * 0.5 * w, 2.18 * s, 0.31 * s), 0.09 * s, 0.04 * s, other)
        elbow = (side * 0.75 * s, p.between(1.1, 1.6) * s, 0.1 * s)
        hand = (side * 0.78 * s, p.between(0.9, 1.5) * s, 0.5 * s)
        p.path([(side * 0.5 * s, 1.55 * s, 0), elbow, hand], 0.09 * s, metal)
        p.ball(hand, (0.14 * s, 0.14 * s, 0.14 * s), other)
        x = side * 0.26 * s
        p.rod((x, 0.15 * s, 0), (x, 0.75 * s, 0), 0.13 * s, metal)
        p.box((x - 0.18 * s, 0, -0.25 * s), (x + 0.18 * s, 0.2 * s, 0.38 * s), other)
    p.box((-0.5 * w, 1.92 * s, 0.3 * s), (0.5 * w, 2.0 * s, 0.32 * s), p.dark())
    p.rod((0, 2.4 * s, 0), (0, 2.7 * s, 0), 0.025 * s, metal)
    p.ball((0, 2.72 * s, 0), (0.07 * s, 0.07 * s, 0.07 * s), other)
    p.bare = True


@design("toy", MIXED)
def stacking_rings(p: Piece) -> None:
    """Rings of falling size on a peg, or upturned cups as a tower."""
    r, h, count, tower = p.between(0.05, 0.09), p.between(0.02, 0.032), p.count(4, 7), p.chance(0.3)
    y, peg = 0.015, p.any_of(p.white, p.wood)
    p.turned([(0, 0), (r, 0), (r * 0.9, 0.012), (0.01, 0.015), (0.008, 0.02 + h * (count + 0.5))], peg)
    for k in range(count):
        wide = r * (1 - 0.6 * k / count)
        if tower:
            p.turned([(0, y + 2 * h), (0.93 * wide, y + 2 * h), (wide, y), (1.06 * wide, y)], p.paint())
            y += 2 * h
        else:
            turns = np.linspace(-1.57, 1.57, 7).tolist()
            arc = [(wide * (0.7 + 0.3 * float(np.cos(t))), y + 0.5 * h * (1 + float(np.sin(t)))) for t in turns]
            p.turned([(0.3 * r, y), *arc, (0.3 * r, y + h)], p.paint())
            y += h
    s = 0.3 * r
    p.ball((0, y + s, 0), (s, s, s), p.paint())
    p.bare = True


@design("toy", MIXED)
def toy_plane(p: Piece) -> None:
    """A propeller plane with one or two pairs of wings."""
    s, body, wing = p.between(0.1, 0.22), p.any_of(p.paint, p.metal, p.wood), p.any_of(p.paint, p.white)
    y, dark = 0.42 * s, p.dark()
    p.rod((0, y, 0.6 * s), (0, y + 0.1 * s, -0.9 * s), 0.2 * s, body, end_radius=0.06 * s)
    p.ball((0, y, 0.6 * s), (0.2 * s, 0.2 * s, 0.25 * s), body)
    span, levels = p.between(0.9, 1.2) * s, (0.0, 0.42 * s) if p.chance(0.5) else (-0.1 * s,)
    for level in levels:
        p.pad((-span, y + level - 0.025 * s, 0.05 * s), (span, y + level + 0.025 * s, 0.5 * s), wing, soft=0.25)
    for x in (-0.7 * span, 0.7 * span) if len(levels) == 2 else ():
        p.rod((x, y, 0.28 * s), (x, y + 0.42 * s, 0.28 * s), 0.02 * s, dark)
    p.pad((-0.4 * s, y + 0.07 * s, -0.95 * s), (0.4 * s, y + 0.12 * s, -0.7 * s), wing)
    p.pad((-0.02 * s, y, -0.98 * s), (0.02 * s, y + 0.42 * s, -0.7 * s), wing)
    p.box((-0.35 * s, y - 0.03 * s, 0.86 * s), (0.35 * s, y + 0.03 * s, 0.88 * s), p.wood())
    p.ball((0, y, 0.88 * s), (0.06 * s, 0.06 * s, 0.08 * s), dark)
    p.ball((0, y + 0.2 * s, 0.05 * s), (0.1 * s, 0.12 * s, 0.16 * s), p.glass())
    for x in (-0.25 * s, 0.25 * s):
        p.rod((0, y - 0.1 * s, 0.35 * s), (x, 0.1 * s, 0.4 * s), 0.02 * s, dark)
        p.rod((x - 0.03 * s, 0.1 * s, 0.4 * s), (x + 0.03 * s, 0.1 * s, 0.4 * s), 0.1 * s, dark)
    p.bare = True
