"""Green plants in pots: leaves, cacti and what hangs."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, Point, around
from instructcv_rooms.made.plant_parts import STRAP, frond, greens, leaf, outwards, pot
from instructcv_rooms.made.shapes import curve

MIXED = "Miscellaneous"


def ribbed(p: Piece, at: Point, r: Number, h: Number, ribs: int, material: int) -> None:
    """A column with a round head and ribs."""
    turns = np.linspace(0, 2 * np.pi, 4 * ribs + 1)
    wave = 1 + 0.14 * np.cos(ribs * turns)
    rows = []
    for t in np.linspace(0, 1, 9).tolist():
        wide = r * (0.85 + 0.15 * min(1.0, 4 * t)) * float(np.sqrt(max(0.0, 1 - max(0.0, (t - 0.7) / 0.3) ** 2)))
        x, z = at[0] + wide * wave * np.cos(turns), at[2] + wide * wave * np.sin(turns)
        rows.append(np.stack([x, np.full_like(x, at[1] + h * t), z], -1))
    p.loft(np.array(rows), material)


@design("plant", MIXED)
def cactus(p: Piece) -> None:
    """A ribbed column with arms, a group of balls, or stacked flat pads."""
    big, style, green = p.between(0.6, 1.6), p.count(0, 2), greens(p)
    h, r = 0.16 * big + 0.03, 0.12 * big + 0.02
    pot(p, r, h)
    if style == 0:
        high, thick = 0.7 * big, 0.4 * r
        ribbed(p, (0, h * 0.9, 0), thick, high, 9, green[0])
        for k in range(p.count(0, 3)):
            s, y = (-1) ** k, h + high * p.between(0.2, 0.5)
            x = s * thick * p.between(2.0, 2.8)
            p.path(curve((0, y, 0), (x, y - 0.02, 0), (x, y + 1.5 * thick, 0), 5), thick * 0.55, green[0])
            ribbed(p, (x, y + 1.2 * thick, 0), thick * 0.62, high * p.between(0.15, 0.4), 7, green[0])
    elif style == 1:
        for k in range(p.count(1, 4)):
            x, z = (0.0, 0.0) if k == 0 else (p.between(-0.5, 0.5) * r, p.between(-0.5, 0.5) * r)
            wide = r * (0.7 if k == 0 else p.between(0.25, 0.45))
            ribbed(p, (x, h * 0.9, z), wide, wide * p.between(1.4, 2.2), 11, green[k])
        p.ball((0, h * 0.9 + r * 1.3, 0), (0.1 * r, 0.12 * r, 0.1 * r), p.paint())
    else:
        y, x = h * 0.95, 0.0
        for k in range(p.count(2, 4)):
            wide, tall = r * p.between(0.45, 0.65), r * p.between(0.7, 1.0)
            p.ball((x, y + tall, 0), (wide, tall, 0.14 * r), green[k])
            s, ear = (-1) ** k, wide * p.between(0.5, 0.8)
            p.ball((x + s * wide, y + 1.9 * tall, 0.02), (ear, 1.3 * ear, 0.12 * r), green[(k + 1) % 4])
            x, y = x - 0.3 * s * wide, y + 1.75 * tall
    p.bare = True


@design("plant", MIXED)
def snake_plant(p: Piece) -> None:
    """Stiff sword leaves, upright, with yellow edges."""
    h, r, tall, green = p.between(0.12, 0.3), p.between(0.08, 0.18), p.between(0.3, 0.9), greens(p)
    pot(p, r, h)
    edge = p.stuff((0.75, 0.72, 0.3), shine=0.2) if p.chance(0.6) else green[0]
    for k in range(p.count(7, 16)):
        turn, out = 2.4 * k, r * p.between(0.1, 0.6)
        x, z, lean, long = out * np.cos(turn), out * np.sin(turn), p.between(1.2, 2.4), tall * p.between(0.5, 1.0)
        start, tip = (float(x), h * 0.95, float(z)), (float(x * lean), h + long, float(z * lean))
        middle = (float(x * 1.1), h + 0.5 * long, float(z * 1.1))
        wide = 0.045 * tall + 0.012
        leaf(p, (start, middle, tip), wide, edge, STRAP, fold=0.0)
        for s in (-1, 1):
            shift = 0.003 * s
            inner = tuple(
                (px + shift * np.cos(turn), py, pz + shift * np.sin(turn)) for px, py, pz in (start, middle, tip)
            )
            leaf(p, (inner[0], inner[1], inner[2]), wide * 0.78, green[k % 4], STRAP, fold=0.0)
    p.bare = True


@design("plant", MIXED)
def hanging_ivy(p: Piece) -> None:
    """A pot in a bracket or in cords, with stems of small leaves that trail down."""
    r, h, green, trail = p.between(0.07, 0.13), p.between(0.1, 0.16), greens(p), p.between(0.2, 0.75)
    pot(p, r, h)
    for k in range(p.count(9, 14)):
        turn, long = 2.4 * k, trail * p.between(0.3, 1.0)
        start = (0.7 * r * float(np.cos(turn)), h, 0.7 * r * float(np.sin(turn)))
        out = r * p.between(1.1, 1.7)
        x, z = out * float(np.cos(turn)), max(out * float(np.sin(turn)), -r)
        stem = [*curve(start, (x, h + 0.06, z), (x, h - 0.05, z), 3), (x, h - long, z)]
        p.path(stem, 0.003, green[0])
        for y in np.arange(h - long, h + 0.03, 0.035).tolist():
            side, size = p.between(0, 6.3), p.between(0.014, 0.026)
            leaf(p, outwards(p, (x, y, z), 3 * size, 0.5 * size, size, side), size, green[p.count(0, 3)])
    cord = p.any_of(p.white, p.dark, p.wood)
    if p.chance(0.5):
        for x, z in around(3):
            p.rod((r * x, h * 0.9, r * z), (0, h + 0.4, -0.3 * r), 0.003, cord)
        p.path([(0, h + 0.4, -0.3 * r), (0, h + 0.45, -0.3 * r), (0, h + 0.45, -1.4 * r)], 0.007, cord)
    else:
        p.box((-0.03, -0.02, -1.4 * r), (0.03, h + 0.05, -1.3 * r), cord)
        p.box((-0.8 * r, -0.012, -1.4 * r), (0.8 * r, 0.0, 0.8 * r), cord)
    p.elevation_m = max(0.5, p.between(1.4, 1.7) - trail)


@design("plant", MIXED)
def fern(p: Piece) -> None:
    """Many arching feathers from one heart, some on a stand."""
    h, r, green, reach = p.between(0.1, 0.22), p.between(0.08, 0.15), greens(p), p.between(0.2, 0.45)
    pot(p, r, h)
    for k in range(p.count(15, 20)):
        t = p.between(0.5, 1.0)
        stalk = outwards(
            p, (0, h * 0.95, 0), reach * t, p.between(0.6, 1.3) * reach, p.between(-0.3, 0.5) * reach * t, 2.4 * k
        )
        frond(p, stalk, 0.22 * reach, 9, green[k % 4])
    p.bare = True


@design("plant", MIXED)
def rubber_plant(p: Piece) -> None:
    """One or more upright stems with large oval leaves in turn."""
    h, r, green = p.between(0.18, 0.34), p.between(0.1, 0.18), greens(p)
    pot(p, r, h)
    size = p.between(0.15, 0.26)
    for stem in range(p.count(1, 3)):
        x, z, tall = p.between(-0.4, 0.4) * r, p.between(-0.4, 0.4) * r, p.between(0.4, 1.2)
        p.rod((x, h * 0.9, z), (2 * x, h + tall, 2 * z), 0.009, green[stem], end_radius=0.005)
        for k in range(int(tall / 0.06)):
            t = (k + 1) / int(tall / 0.06)
            at = (x * (1 + t), h + tall * t, z * (1 + t))
            leaf(
                p,
                outwards(p, at, size * p.between(1.0, 1.5), size * (0.4 + t), size * (0.3 - t), 2.4 * k),
                0.4 * size,
                green[k % 4],
            )
    p.bare = True


@design("plant", MIXED)
def succulent(p: Piece) -> None:
    """A rosette of fat leaves, or an aloe of tapered fingers, in a small pot."""
    r, h, green = p.between(0.035, 0.09), p.between(0.04, 0.11), greens(p)
    pot(p, r, h)
    rows, size, aloe = p.count(3, 5), r * p.between(0.9, 1.6), p.chance(0.45)
    for row in range(rows):
        rise = (row + 0.5) / rows
        for k in range(9 - row):
            turn = 6.28 * (k + 0.5 * (row % 2)) / (9 - row)
            reach = size * (1.15 - rise) + 0.01
            x, z = float(np.cos(turn)), float(np.sin(turn))
            if aloe:
                tip = (reach * x, h + size * (0.5 + 1.6 * rise), reach * z)
                p.rod((0.2 * r * x, h * 0.95, 0.2 * r * z), tip, 0.13 * r, green[row % 4], end_radius=0.01 * r)
            else:
                way = outwards(p, (0, h + 0.1 * size * row, 0), reach, 0.15 * size, -0.5 * size * rise, turn)
                leaf(
                    p,
                    way,
                    0.32 * size * (1.2 - 0.6 * rise),
                    green[row % 4],
                    ((0, 0.4), (0.5, 0.8), (0.8, 1), (1, 0)),
                    0.4,
                )
    p.bare = True


SPLIT = (
    (0, 0.2),
    (0.06, 0.8),
    (0.2, 1.0),
    (0.27, 0.35),
    (0.34, 1.0),
    (0.46, 0.95),
    (0.52, 0.3),
    (0.58, 0.85),
    (0.7, 0.7),
    (0.76, 0.25),
    (0.82, 0.5),
    (1, 0),
)


@design("plant", MIXED)
def monstera(p: Piece) -> None:
    """Long stalks with a few very broad leaves, whole or deeply cut."""
    h, r, green = p.between(0.16, 0.34), p.between(0.1, 0.18), greens(p)
    pot(p, r, h)
    tall, form = (
        p.between(0.25, 0.8),
        SPLIT if p.chance(0.65) else ((0, 0.3), (0.1, 0.8), (0.35, 1), (0.7, 0.7), (1, 0)),
    )
    for k in range(p.count(8, 15)):
        turn, out, up = 2.4 * k, p.between(0.15, 0.4), h + tall * p.between(0.3, 1.0)
        x, z, size = float(np.cos(turn)), float(np.sin(turn)), p.between(0.2, 0.34)
        elbow = (out * x, up, out * z)
        p.path(curve((0, h * 0.95, 0), (0.3 * out * x, up, 0.3 * out * z), elbow, 4), 0.006, green[0])
        leaf(
            p,
            outwards(p, elbow, size * 1.1, p.between(0.0, 0.08), p.between(0.05, 0.5) * size, turn),
            size * 0.5,
            green[k % 4],
            form,
            fold=0.2,
        )
    p.bare = True
