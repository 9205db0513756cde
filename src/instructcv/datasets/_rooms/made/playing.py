"""What is carried, worn, ridden, grown and played with."""

from collections.abc import Sequence

import numpy as np

from instructcv.datasets._rooms.made.design import design
from instructcv.datasets._rooms.made.electronics import slab
from instructcv.datasets._rooms.made.lights import curve
from instructcv.datasets._rooms.made.piece import Number, Piece, Point, around

MIXED, BEDROOM = "Miscellaneous", "Bedroom"


# -- plants ----------------------------------------------------------------------------------------------------------
def greens(p: Piece) -> list[int]:
    """Four shades of one kind of leaf: fresh, deep, bluish, yellowish or reddish."""
    r, g, b = p.between(0.05, 0.32), p.between(0.22, 0.55), p.between(0.03, 0.25)
    return [p.stuff((r, g, b), shine=p.between(0.05, 0.4)) for _ in range(4)]


def pot(p: Piece, r: Number, h: Number) -> None:
    """A tapered, straight, bellied or square pot, a basket or one on legs, with soil to just under its rim."""
    body, style = (
        p.any_of(p.paint, p.white, p.dark, p.wood, lambda: p.stuff((0.7, 0.38, 0.24), shine=0.05)),
        p.count(0, 5),
    )
    foot = 0.0
    if style == 0:
        p.turned([(0, 0), (0.7 * r, 0), (0.92 * r, 0.8 * h), (r, 0.8 * h), (r, h), (0.9 * r, h)], body)
    elif style == 1:
        p.turned([(0, 0), (0.98 * r, 0), (r, h), (0.92 * r, h), (0.9 * r, 0.8 * h)], body)
    elif style == 2:
        p.turned([(0, 0), (0.6 * r, 0), (1.05 * r, 0.45 * h), (0.85 * r, 0.9 * h), (0.95 * r, h), (0.85 * r, h)], body)
    elif style == 3:
        lower = r * p.between(0.65, 1.0)
        p.block((-lower, 0, -lower), (lower, 0.97 * h, lower), (r / lower, r / lower), body)
    elif style == 4:
        for k in range(6):
            p.turned([(0.93 * r, h * k / 6), (r, h * (k + 0.5) / 6), (0.93 * r, h * (k + 1) / 6)], body)
    else:
        foot, leg = 0.35 * h, p.any_of(p.wood, p.metal, p.dark)
        p.turned([(0, foot), (0.85 * r, foot), (r, h), (0.9 * r, h)], body)
        for x, z in around(p.count(3, 4)):
            p.rod((0.9 * r * x, 0, 0.9 * r * z), (0.8 * r * x, h * 0.7, 0.8 * r * z), 0.06 * r + 0.004, leg)
    p.turned([(0.91 * r, 0.97 * h), (0, 0.98 * h)], p.stuff((0.2, 0.13, 0.08), shine=0.0))


BLADE = ((0.0, 0.12), (0.25, 0.85), (0.55, 1.0), (0.8, 0.6), (1.0, 0.0))
STRAP = ((0.0, 0.7), (0.35, 1.0), (0.75, 0.8), (1.0, 0.0))


def leaf(
    p: Piece,
    points: tuple[Point, Point, Point],
    wide: Number,
    material: int,
    form: Sequence[tuple[Number, Number]] = BLADE,
    fold: Number = 0.15,
) -> None:
    """A leaf along the Bezier curve of three points; `form` gives its half width along its length, as shares."""
    a, b, c = (np.array(point, float) for point in points)
    rows = []
    for t, half in form:
        middle = (1 - t) ** 2 * a + 2 * t * (1 - t) * b + t**2 * c
        along = (1 - t) * (b - a) + t * (c - b)
        side = np.array((along[2], 0.0, -along[0]))
        length = float(np.linalg.norm(side))
        side = side / length if length > 1e-4 else np.array((1.0, 0.0, 0.0))
        up = np.array((0.0, fold * wide * half, 0.0))
        rows.append([middle - half * wide * side + up, middle, middle + half * wide * side + up])
    p.loft(np.array(rows), material)


def outwards(
    p: Piece, at: Point, reach: Number, rise: Number, drop: Number, turn: Number
) -> tuple[Point, Point, Point]:
    """A stalk from `at` that rises and then falls to `drop` below its start, `reach` away."""
    x, z = float(np.cos(turn)), float(np.sin(turn))
    middle = (at[0] + 0.5 * reach * x, at[1] + rise, at[2] + 0.5 * reach * z)
    return at, middle, (at[0] + reach * x, at[1] - drop, at[2] + reach * z)


def frond(p: Piece, points: tuple[Point, Point, Point], wide: Number, pairs: int, material: int) -> None:
    """A feather: a rib with leaflets on both sides."""
    rib = curve(*points, pairs + 2)
    p.path(rib[:: max(1, len(rib) // 4)], 0.004, material)
    for k in range(1, pairs + 2):
        (x0, y0, z0), (x1, _, z1) = rib[k], rib[k + 1]
        along = np.array((x1 - x0, z1 - z0)) / max(float(np.hypot(x1 - x0, z1 - z0)), 1e-6)
        long = wide * float(np.sin(np.pi * (0.15 + 0.8 * k / (pairs + 2))))
        for s in (-1, 1):
            x, z = (x0 + long * (s * -along[1] + 0.6 * along[0]), z0 + long * (s * along[0] + 0.6 * along[1]))
            tip = (float(x), y0 - 0.25 * long, float(z))
            middle = ((x0 + tip[0]) / 2, y0 + 0.05 * long, (z0 + tip[2]) / 2)
            leaf(p, ((x0, y0, z0), middle, tip), 0.13 * long + 0.004, material, STRAP)


@design("plant", MIXED)
def palm(p: Piece) -> None:
    """One to three ringed stems with feathered fronds."""
    h, r, green = p.between(0.25, 0.4), p.between(0.13, 0.2), greens(p)
    pot(p, r, h)
    bark, stems, fronds = p.stuff((0.45, 0.33, 0.2), shine=0.0), p.count(1, 2), p.count(9, 14)
    for stem in range(stems):
        x, top = p.between(-0.12, 0.12) * stem, h + p.between(0.1, 0.7)
        trunk = curve((0.4 * x, h * 0.9, 0), (x, (h + top) / 2, 0.02), (1.5 * x, top, 0), 4)
        p.path(trunk, p.between(0.015, 0.035), bark)
        for k in range(fronds // stems):
            turn, reach = 2.4 * k + stem, p.between(0.3, 0.55)
            stalk = outwards(p, trunk[-1], reach, p.between(0.45, 0.95), p.between(-0.35, 0.05), turn)
            frond(p, stalk, p.between(0.15, 0.24), 9, green[k % 4])
    p.bare = True


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


def crown(p: Piece, middle: Point, radii: Point, count: int, size: Number, green: Sequence[int]) -> None:
    """Leaves all through an ellipsoid."""
    for _ in range(count):
        way = p.rng.normal(size=3)
        way *= float(p.rng.random()) ** 0.4 / max(float(np.linalg.norm(way)), 1e-6)
        x, y, z = (float(v) for v in np.array(middle) + way * np.array(radii))
        long = size * p.between(1.5, 2.6)
        leaf(
            p,
            outwards(p, (x, y, z), long, 0.4 * long, p.between(0.0, 0.8) * long, p.between(0, 6.3)),
            0.5 * size,
            green[p.count(0, 3)],
        )


@design("plant", MIXED)
def ficus_tree(p: Piece) -> None:
    """A small tree with one, two or braided stems and a loose crown."""
    h, r, top = p.between(0.2, 0.38), p.between(0.12, 0.2), p.between(0.7, 1.3)
    green, bark, stems = greens(p), p.stuff((0.45, 0.38, 0.3), shine=0.0), p.count(1, 3)
    pot(p, r, h)
    wide, high = p.between(0.22, 0.42), p.between(0.25, 0.45)
    for k in range(stems):
        turn, out = 2.1 * k, 0.03 * (stems > 1)
        wind = [
            (out * np.cos(turn + 8 * t), h * 0.9 + (top - h * 0.9) * t, out * np.sin(turn + 8 * t))
            for t in np.linspace(0, 1, 9).tolist()
        ]
        p.path(wind, 0.013, bark)
    for x, z in around(5):
        p.rod((0, top - 0.05, 0), (0.6 * wide * x, top + p.between(0.1, 0.5) * high, 0.6 * wide * z), 0.007, bark)
    crown(p, (0, top + 0.5 * high, 0), (wide, high, wide), p.count(170, 260), p.between(0.035, 0.055), green)
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


def bloom(p: Piece, at: Point, size: Number, petals: int, petal: int, heart: int, lift: Number) -> None:
    """Petals around a heart; `lift` says how much they close."""
    for k in range(petals):
        leaf(
            p,
            outwards(p, at, size * (1.1 - 0.5 * lift), 0.3 * size * lift, -size * lift, 6.28 * k / petals),
            0.35 * size,
            petal,
        )
    p.ball(at, (0.2 * size, 0.15 * size, 0.2 * size), heart)


@design("plant", MIXED)
def flowering_plant(p: Piece) -> None:
    """A bunch of daisies, tulips or round heads over leaves."""
    h, r, green, tall = p.between(0.08, 0.2), p.between(0.06, 0.14), greens(p), p.between(0.12, 0.4)
    pot(p, r, h)
    colours, heart, style = [p.paint() for _ in range(p.count(1, 3))], p.stuff((0.85, 0.65, 0.1)), p.count(0, 2)
    size = p.between(0.025, 0.05)
    for k in range(p.count(7, 14)):
        turn, out = 2.4 * k, p.between(0.2, 1.5) * r
        top = (out * float(np.cos(turn)), h + tall * p.between(0.6, 1.0), out * float(np.sin(turn)))
        p.path(
            [(0.3 * top[0], h * 0.9, 0.3 * top[2]), (0.7 * top[0], 0.6 * top[1], 0.7 * top[2]), top], 0.003, green[0]
        )
        colour = colours[k % len(colours)]
        if style == 0:
            bloom(p, top, size, p.count(5, 9), colour, heart, 0.2)
        elif style == 1:
            s, (x, y, z) = size * 0.7, top
            p.turned(
                [(0.2 * s, y - s), (0.8 * s, y - 0.5 * s), (0.75 * s, y + 0.5 * s), (0.4 * s, y + s), (0, y + 0.5 * s)],
                colour,
                at=(x, z),
            )
        else:
            p.ball(top, (size, 0.8 * size, size), colour)
        leaf(
            p,
            outwards(p, (0, h * 0.95, 0), r * p.between(1.0, 2.0), 0.6 * tall, -p.between(-0.1, 0.6) * tall, turn + 1),
            0.03,
            green[k % 4],
        )
    p.bare = True


@design("plant", MIXED)
def bonsai(p: Piece) -> None:
    """A bent trunk with clouds of leaves in a shallow tray."""
    w, s = p.between(0.09, 0.17), p.between(0.8, 1.4)
    tray, bark, green = p.any_of(p.paint, p.dark, p.wood), p.stuff((0.35, 0.24, 0.15), shine=0.0), greens(p)
    p.block((-w, 0.015, -0.7 * w), (w, 0.06, 0.7 * w), (1.1, 1.1), tray)
    for x in (-0.7 * w, 0.7 * w):
        p.box((x - 0.015, 0, -0.5 * w), (x + 0.015, 0.02, 0.5 * w), tray)
    p.box((-w, 0.058, -0.7 * w), (w, 0.064, 0.7 * w), green[1] if p.chance(0.5) else p.stuff((0.2, 0.14, 0.1)))
    x, y, z, thick = p.between(-0.03, 0.03), 0.05, 0.0, 0.022 * s
    for k in range(p.count(3, 5)):
        nx, ny, nz = x + p.between(-0.06, 0.06) * s, y + p.between(0.05, 0.08) * s, z + p.between(-0.03, 0.03) * s
        p.rod((x, y, z), (nx, ny, nz), thick, bark, end_radius=0.75 * thick)
        x, y, z, thick = nx, ny, nz, 0.75 * thick
        if k:
            side = (-1) ** k
            end = (x + side * p.between(0.05, 0.11) * s, y + 0.02, z + p.between(-0.05, 0.05) * s)
            p.rod((x, y, z), end, 0.5 * thick, bark)
            wide = p.between(0.05, 0.085) * s
            p.ball(end, (wide, 0.3 * wide, 0.8 * wide), green[k % 4])
            crown(p, end, (wide, 0.45 * wide, 0.9 * wide), 50, 0.012, green)
    p.ball((x, y, z), (0.07 * s, 0.03 * s, 0.06 * s), green[0])
    crown(p, (x, y, z), (0.08 * s, 0.04 * s, 0.07 * s), 60, 0.012, green)
    p.bare = True


@design("plant", MIXED)
def orchid(p: Piece) -> None:
    """Strap leaves, and a bowed stem or two with a row of flat flowers."""
    h, r, green, tall = p.between(0.09, 0.15), p.between(0.05, 0.08), greens(p), p.between(0.3, 0.6)
    pot(p, r, h)
    petal, heart = p.any_of(p.white, lambda: p.stuff((0.8, p.between(0.2, 0.7), p.between(0.5, 0.9)))), p.paint()
    for k in range(p.count(4, 7)):
        leaf(
            p,
            outwards(p, (0, h * 0.95, 0), p.between(0.1, 0.2), 0.08, p.between(-0.02, 0.05), 2.0 * k),
            0.03,
            green[k % 4],
            STRAP,
        )
    for stem in range(p.count(1, 2)):
        turn = p.between(0, 6.3) + stem
        x, z = float(np.cos(turn)), float(np.sin(turn))
        reach = p.between(0.12, 0.3)
        bow = curve(
            (0, h, 0), (0.1 * reach * x, h + 1.5 * tall, 0.1 * reach * z), (reach * x, h + 0.75 * tall, reach * z), 14
        )
        p.path(bow, 0.003, green[1])
        for k in range(p.count(4, 7)):
            size, start = p.between(0.03, 0.042), len(p.corners)
            bloom(p, (0, 0, 0), size, 5, petal, heart, 0.1)
            p.turn(start, 0, p.between(50, 90))
            p.turn(start, 1, p.between(-60, 60) - float(np.degrees(turn)) + 90)
            for rows in p.corners[start:]:
                rows[:, :3] += bow[-1 - k]
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


@design("plant", MIXED)
def topiary(p: Piece) -> None:
    """A clipped ball, two or three balls, a cone or a box of small leaves."""
    h, r, green, style = p.between(0.15, 0.4), p.between(0.1, 0.2), greens(p), p.count(0, 2)
    pot(p, r, h)
    y, wide = h, r * p.between(0.9, 1.4)
    bark = p.wood()
    if style == 0:
        y += p.between(0.1, 0.5)
        p.rod((0, h * 0.9, 0), (0, y + wide, 0), 0.015, bark)
        for k in range(p.count(1, 3)):
            p.ball((0, y + wide, 0), (wide * 0.93, wide * 0.93, wide * 0.93), green[k])
            crown(p, (0, y + wide, 0), (wide, wide, wide), 110, 0.022, green)
            y, wide = y + 2.3 * wide, 0.75 * wide
    else:
        tall = p.between(0.4, 1.0)
        p.rod((0, h * 0.9, 0), (0, y + 0.1, 0), 0.02, bark)
        form = (
            ((1.0, 0.05), (0.9, 0.2), (0.5, 0.6), (0.05, 1.0))
            if style == 1
            else ((0.6, 0.05), (0.9, 0.3), (0.9, 0.7), (0.3, 0.97))
        )
        p.turned([(0, y + 0.05 * tall), *((wide * q, y + tall * t) for q, t in form)], green[0])
        for _ in range(250):
            t, turn = p.between(0.05, 1.0), p.between(0, 6.3)
            q = float(np.interp(t, [v for _, v in form], [u for u, _ in form])) * wide * 0.95
            leaf(
                p,
                outwards(p, (q * float(np.cos(turn)), y + tall * t, q * float(np.sin(turn))), 0.035, 0.015, 0.01, turn),
                0.013,
                green[p.count(0, 3)],
            )
    p.bare = True


@design("plant", MIXED)
def yucca(p: Piece) -> None:
    """Bare canes of different heights with tufts of straps."""
    h, r, green, bark = p.between(0.2, 0.36), p.between(0.11, 0.18), greens(p), p.stuff((0.5, 0.4, 0.28), shine=0.0)
    pot(p, r, h)
    for cane in range(p.count(1, 3)):
        x, z, top = p.between(-0.45, 0.45) * r, p.between(-0.45, 0.45) * r, h + p.between(0.2, 0.55) * (cane + 1)
        p.rod((x, h * 0.9, z), (1.4 * x, top, 1.4 * z), p.between(0.015, 0.035), bark)
        reach = p.between(0.25, 0.45)
        for k in range(26):
            up = 1 - k / 26
            way = outwards(
                p,
                (1.4 * x, top - 0.03, 1.4 * z),
                reach * p.between(0.6, 1.0),
                reach * (0.3 + 0.7 * up),
                reach * (0.4 - up),
                2.4 * k,
            )
            leaf(p, way, 0.018, green[k % 4], STRAP)
    p.bare = True


@design("plant", MIXED)
def flower_trough(p: Piece) -> None:
    """A long box with a row of bushy flowers."""
    w, h, d = p.between(0.3, 0.6), p.between(0.12, 0.2), p.between(0.12, 0.2)
    p.block(
        (-w / 2, 0, -d / 2), (w / 2, h, d / 2), (p.between(1.0, 1.08), 1.1), p.any_of(p.wood, p.paint, p.white, p.metal)
    )
    p.box((-0.48 * w, h - 0.01, -0.45 * d), (0.48 * w, h + 0.002, 0.45 * d), p.stuff((0.2, 0.13, 0.08)))
    green, colours, heart, tall = (
        greens(p),
        [p.paint() for _ in range(3)],
        p.stuff((0.85, 0.65, 0.1)),
        p.between(0.1, 0.25),
    )
    for _ in range(p.count(3, 5)):
        crown(p, (w * p.between(-0.4, 0.4), h + 0.4 * tall, 0), (0.12, 0.5 * tall, 0.6 * d), 40, 0.025, green)
    for k in range(p.count(10, 18)):
        x, z, y = w * p.between(-0.48, 0.48), d * p.between(-0.5, 0.5), h + tall * p.between(0.6, 1.0)
        p.rod((0.9 * x, h, 0.6 * z), (x, y, z), 0.003, green[0])
        bloom(p, (x, y, z), p.between(0.032, 0.05), 5, colours[k % 3], heart, p.between(0.1, 0.8))
    p.bare = True


# -- bags ------------------------------------------------------------------------------------------------------------
@design("bag", MIXED)
def trolley_case(p: Piece) -> None:
    """A hard or soft shell on castors, its handle pulled out or not."""
    w, h, d = p.between(0.34, 0.5), p.between(0.45, 0.72), p.between(0.2, 0.3)
    body, dark, metal = p.any_of(p.paint, p.dark, p.metal, p.cloth), p.dark(), p.metal()
    p.pad((-w / 2, 0.05, -d / 2), (w / 2, 0.05 + h, d / 2), body, soft=p.between(0.1, 0.22))
    if p.chance(0.6):
        for k in range(5):
            x = w * (-0.36 + 0.18 * k)
            p.pad((x - 0.02, 0.09, -d / 2 - 0.004), (x + 0.02, 0.01 + h, d / 2 + 0.006), body, soft=0.15)
    else:
        p.pad((-0.4 * w, 0.1, d * 0.3), (0.4 * w, 0.55 * h, d * 0.62), body, soft=0.2)
    p.turned([(w * 0.508, 0.12), (w * 0.508, h - 0.02)], dark, oval=0.02)
    out = p.between(0.25, 0.45) if p.chance(0.6) else 0.03
    for x in (-0.1, 0.1):
        p.rod((x, h, -0.42 * d), (x, h + 0.05 + out, -0.42 * d), 0.007, metal)
    p.box((-0.11, h + 0.04 + out, -0.42 * d - 0.013), (0.11, h + 0.065 + out, -0.42 * d + 0.013), dark)
    for x in (-0.4 * w, 0.4 * w):
        for z in (-0.38 * d, 0.38 * d):
            p.rod((x - 0.012, 0.028, z), (x + 0.012, 0.028, z), 0.028, dark)
            p.rod((x, 0.03, z), (x, 0.07, z), 0.015, dark)
    p.bare = True


@design("bag", MIXED)
def duffel_bag(p: Piece) -> None:
    """A lying barrel with two straps and pockets at its ends."""
    w, r, body = p.between(0.42, 0.62), p.between(0.12, 0.17), p.any_of(p.cloth, p.paint, p.dark)
    trim = p.any_of(p.dark, p.cloth, lambda: p.stuff((0.45, 0.26, 0.13), shine=0.3))
    p.pad((-w / 2, 0, -r), (w / 2, r * p.between(1.6, 2.0), r), body, soft=p.between(0.3, 0.45))
    top = float(p.corners[-1][:, 1].max())
    for z in (-0.75 * r, 0.75 * r):
        for x in (-0.2 * w, 0.2 * w):
            p.box((x - 0.018, 0.02, z - 0.32 * r), (x + 0.018, top * 0.95, z + 0.32 * r), trim)
        lift = p.between(0.06, 0.16)
        p.path(
            [
                (-0.2 * w, top * 0.85, z),
                *curve((-0.2 * w, top * 0.9, z), (0, top + 2 * lift, z * 0.4), (0.2 * w, top * 0.9, z), 6),
            ],
            0.012,
            trim,
        )
    p.rod((-0.4 * w, top, 0), (0.4 * w, top, 0), 0.006, p.metal())
    if p.chance(0.5):
        p.pad((-0.14 * w, 0.04, 0.7 * r), (0.14 * w, 0.7 * top, 1.15 * r), body, soft=0.25)
    p.bare = True


@design("bag", MIXED)
def paper_bag(p: Piece) -> None:
    """A shopping bag with a fold in its sides, a print and cords; something may stick out."""
    w, h, d = p.between(0.2, 0.36), p.between(0.26, 0.42), p.between(0.09, 0.16)
    body = p.any_of(p.white, p.paint, lambda: p.stuff((0.7, 0.53, 0.35), shine=0.0), lambda: p.stuff((0.7, 0.53, 0.35)))
    narrow = p.between(0.4, 1.0)
    outline = ((-1, 1), (1, 1), (0.93, 0), (1, -1), (-1, -1), (-0.93, 0), (-1, 1))
    p.loft(
        [[(0.5 * w * x, y, 0.5 * d * z * q) for x, z in outline] for y, q in ((0, 1), (0.5 * h, 1), (h, narrow))], body
    )
    p.box((-0.5 * w, 0, -0.5 * d), (0.5 * w, 0.005, 0.5 * d), body)
    if p.chance(0.6):
        p.disc((0, 0.45 * h, 0.505 * d), 0.2 * w, 0.006, p.paint())
    cord = p.any_of(p.white, p.dark, lambda: body)
    for z in (-0.5 * d * narrow, 0.5 * d * narrow):
        p.path(curve((-0.2 * w, h, z), (0, h + p.between(0.12, 0.25), z), (0.2 * w, h, z), 6), 0.004, cord)
    if p.chance(0.4):
        for k in range(3):
            x = (-0.25 + 0.25 * k) * w
            p.rod((x, 0.3 * h, 0), (x * 1.1, h + p.between(0.03, 0.15), 0), p.between(0.02, 0.035), p.paint())
    p.bare = True


@design("bag", MIXED)
def briefcase(p: Piece) -> None:
    """A flat case with a handle and two locks, or a satchel with a flap and buckles."""
    w, h, d = p.between(0.34, 0.46), p.between(0.25, 0.33), p.between(0.08, 0.14)
    body, metal = p.any_of(p.dark, lambda: p.stuff((0.4, 0.22, 0.1), shine=0.4), p.metal, p.cloth), p.metal()
    p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=0.1)
    if p.chance(0.5):
        p.box((-0.5 * w, 0.02, -0.003), (0.5 * w, h + 0.004, 0.003), metal)
        for x in (-0.33 * w, 0.33 * w):
            p.box((x - 0.02, h - 0.03, d / 2 - 0.01), (x + 0.02, h - 0.005, d / 2 + 0.005), metal)
    else:
        p.pad((-0.49 * w, 0.45 * h, d * 0.4), (0.49 * w, h + 0.006, d * 0.6), body, soft=0.1)
        for x in (-0.28 * w, 0.28 * w):
            p.box((x - 0.014, 0.25 * h, d * 0.58), (x + 0.014, h * 0.95, d * 0.64), body)
            p.box((x - 0.02, 0.38 * h, d * 0.6), (x + 0.02, 0.5 * h, d * 0.67), metal)
    p.path([(-0.08, h, 0), (-0.07, h + 0.04, 0), (0.07, h + 0.04, 0), (0.08, h, 0)], 0.011, body)
    p.bare = True


@design("bag", MIXED)
def drawstring_bag(p: Piece) -> None:
    """A round sack, gathered at its neck by a cord: a sports bag, a bucket bag or a beach bag."""
    r, h, cloth = p.between(0.1, 0.18), p.between(0.25, 0.5), p.any_of(p.cloth, p.paint, p.cloth)
    turns, neck, folds = np.linspace(0, 2 * np.pi, 49), p.between(0.4, 0.65), p.count(7, 11)
    rows = []
    form = ((0.9, 0, 0), (1, 0.05, 0), (1.05, 0.4, 0.02), (0.98, 0.72, 0.06), (neck, 0.86, 0.12), (1.5 * neck, 1, 0.2))
    for q, t, ripple in form:
        wide = r * q * (1 + ripple * np.cos(folds * turns))
        rows.append(np.stack([wide * np.cos(turns), np.full_like(turns, h * t), 0.8 * wide * np.sin(turns)], -1))
    p.loft(np.array(rows), cloth)
    trim = p.any_of(p.dark, p.white, p.wood)
    p.turned([(r * neck * 1.1, 0.845 * h), (r * neck * 1.14, 0.86 * h), (r * neck * 1.1, 0.875 * h)], trim, oval=0.8)
    for x in (-0.2, 0.25):
        low = (x * r, h * p.between(0.35, 0.6), 0.9 * r)
        p.path([(0, 0.86 * h, 0.85 * neck * r), (0.7 * x * r, 0.75 * h, 0.86 * r), low], 0.005, trim)
        p.ball(low, (0.011, 0.014, 0.011), trim)
        back = (2.5 * x * r, 0.5 * h, -1.05 * r)
        p.path(curve((x * r, 0.86 * h, -0.7 * neck * r), back, (3 * x * r, 0.04 * h, -0.5 * r), 6), 0.007, trim)
    p.bare = True


# -- hats and clothes ------------------------------------------------------------------------------------------------
@design("hat", MIXED)
def top_hat(p: Piece) -> None:
    """A tall or low cylinder, or a bowler, with a curled brim and a band."""
    r, brim, h = p.between(0.085, 0.1), p.between(1.3, 1.55), p.between(0.08, 0.17)
    felt, band = (
        p.any_of(p.dark, p.dark, p.cloth, lambda: p.stuff((0.45, 0.33, 0.22), shine=0.0)),
        p.any_of(p.dark, p.cloth),
    )
    curl = p.between(0.005, 0.03)
    crown_ = (
        ((0.93, 0.5), (1.05, 0.95), (1.03, 1.0), (0, 1.0))
        if p.chance(0.6)
        else ((0.98, 0.4), (0.85, 0.75), (0.5, 0.95), (0, 1.0))
    )
    p.turned(
        [
            (r * brim, curl),
            (r * brim * 0.95, 0.3 * curl),
            (r * 1.1, 0),
            (r, 0.01),
            *((r * q, h * t) for q, t in crown_),
        ],
        felt,
        oval=1.2,
    )
    p.turned([(r * 1.02, 0.008), (r * 1.0, 0.04)], band, oval=1.2)
    p.bare = True


@design("hat", MIXED)
def beanie(p: Piece) -> None:
    """A knitted cap with a rolled edge, ribs and a bobble."""
    r, h, wool = p.between(0.085, 0.105), p.between(0.14, 0.22), p.cloth()
    edge, bobble = wool if p.chance(0.5) else p.cloth(), p.chance(0.6)
    turns = np.linspace(0, 2 * np.pi, 73)
    rows = []
    for q, t in ((1.0, 0.2), (1.05, 0.4), (0.95, 0.7), (0.6, 0.93), (0.1, 1.0)):
        wide = r * q * (1 + 0.03 * np.cos(18 * turns))
        rows.append(np.stack([wide * np.cos(turns), np.full_like(turns, h * t), 1.1 * wide * np.sin(turns)], -1))
    p.loft(np.array(rows), wool)
    p.turned([(r, 0.0), (r * 1.1, 0.02), (r * 1.1, 0.05), (r, 0.065)], edge, oval=1.1)
    if p.chance(0.4):
        p.turned([(r * 1.055, 0.42 * h), (r * 1.03, 0.52 * h)], p.cloth(), oval=1.1)
    if bobble:
        s = p.between(0.025, 0.045)
        p.ball((0, h + 0.6 * s, 0), (s, s, s), edge)
    p.bare = True


@design("hat", MIXED)
def cowboy_hat(p: Piece) -> None:
    """A brim that rises at its sides, and a dented crown."""
    r, h, brim = p.between(0.085, 0.1), p.between(0.1, 0.14), p.between(1.7, 2.1)
    felt, rise = (
        p.any_of(p.dark, p.cloth, lambda: p.stuff((0.5, 0.33, 0.18), shine=0.1), p.white),
        p.between(0.03, 0.08),
    )
    turns = np.linspace(0, 2 * np.pi, 41)
    rows = []
    for q, t, bent in (
        (brim, 0, 1.0),
        (1.4, 0, 0.35),
        (1.0, 0, 0),
        (0.97, 0.5, 0),
        (0.85, 0.95, 0),
        (0.5, 0.85, 0),
        (0.1, 0.72, 0),
    ):
        y = h * t + rise * bent * np.cos(turns) ** 2
        rows.append(np.stack([r * q * np.cos(turns), y, 1.2 * r * q * np.sin(turns)], -1))
    p.loft(np.array(rows), felt)
    p.turned([(r * 1.03, 0.0), (r * 1.01, 0.025)], p.any_of(p.dark, p.paint), oval=1.2)
    p.bare = True


def draped(p: Piece, rings: Sequence[tuple[Number, Number, Number, Number]], folds: int, material: int) -> None:
    """Cloth through ovals of (height, half width, half depth, depth of folds as a share)."""
    turns = np.linspace(0, 2 * np.pi, 57)
    phase = p.between(0, 6)
    rows = []
    for y, w, d, deep in rings:
        wave = 1 + deep * np.cos(folds * turns + phase)
        rows.append(np.stack([w * wave * np.cos(turns), np.full_like(turns, y), d * wave * np.sin(turns)], -1))
    p.loft(np.array(rows), material)


@design("clothes", BEDROOM)
def jacket_on_hanger(p: Piece) -> None:
    """A coat, jacket or shirt on a hanger at a hook of the wall."""
    w, long, cloth = p.between(0.2, 0.25), p.between(0.6, 1.1), p.any_of(p.cloth, p.cloth, p.dark)
    flare = p.between(0.9, 1.2)
    draped(
        p,
        (
            (0, w * flare, 0.07, 0.06),
            (0.5 * long, 0.92 * w, 0.08, 0.03),
            (0.9 * long, w, 0.07, 0),
            (0.97 * long, 0.7 * w, 0.05, 0),
            (1.02 * long, 0.28 * w, 0.045, 0),
        ),
        7,
        cloth,
    )
    for s in (-1, 1):
        sleeve = p.between(0.45, 0.62)
        p.rod(
            (s * 0.93 * w, 0.92 * long, 0),
            (s * 1.2 * w, 0.93 * long - 0.5 * sleeve, 0.01),
            0.06,
            cloth,
            end_radius=0.055,
        )
        p.rod(
            (s * 1.2 * w, 0.93 * long - 0.5 * sleeve, 0.01),
            (s * 1.25 * w, 0.93 * long - sleeve, 0.03),
            0.055,
            cloth,
            end_radius=0.045,
        )
        p.rod((s * 0.01, 0.55 * long, 0.085), (s * 0.09, 0.99 * long, 0.06), 0.02, cloth, end_radius=0.03)
    button = p.any_of(p.dark, p.metal, p.white)
    for k in range(p.count(3, 6)):
        p.disc((0.012, long * (0.12 + 0.09 * k), 0.086), 0.011, 0.012, button)
    metal = p.metal()
    p.path(
        [
            (0, 1.02 * long, 0),
            (0, 1.02 * long + 0.05, 0),
            (0.02, 1.02 * long + 0.07, 0),
            (0, 1.02 * long + 0.09, -0.02),
        ],
        0.004,
        metal,
    )
    p.box((-0.02, 1.02 * long + 0.04, -0.09), (0.02, 1.02 * long + 0.1, -0.02), p.any_of(p.wood, p.metal, p.white))
    p.elevation_m = max(0.3, p.between(1.6, 1.8) - long)


@design("clothes", BEDROOM)
def clothes_heap(p: Piece) -> None:
    """Crumpled things thrown on one another."""
    wide = p.between(0.16, 0.28)
    for k in range(p.count(3, 6)):
        y, r = 0.02 + 0.02 * k, wide * p.between(0.6, 1.1)
        turns, ups = np.meshgrid(np.linspace(0, 2 * np.pi, 33), np.linspace(0, np.pi / 2, 9))
        lumps = (
            1
            + 0.16 * np.cos(p.count(2, 5) * turns + p.between(0, 6) + 3 * ups)
            + 0.08 * np.cos(7 * turns + p.between(0, 6))
        )
        flat = p.between(0.15, 0.35)
        x, z = r * lumps * np.cos(ups) * np.cos(turns), r * lumps * np.cos(ups) * np.sin(turns)
        high = (y + flat * r) * np.sin(ups) * (1 + 0.1 * np.cos(3 * turns))
        at = (p.between(-0.7, 0.7) * wide, p.between(-0.7, 0.7) * wide)
        cloth = p.cloth()
        p.loft(np.stack([x + at[0], high, z + at[1]], -1), cloth)
        if p.chance(0.5):
            p.rod(
                (at[0], y * 0.7, at[1]),
                (at[0] + p.between(-0.35, 0.35), 0.04, at[1] + p.between(0.1, 0.35)),
                0.05,
                cloth,
                end_radius=0.035,
            )
    p.bare = True


@design("clothes", BEDROOM)
def dress_form(p: Piece) -> None:
    """A dress, or a bare bust, on a tailor's stand."""
    high, w, pole = p.between(1.35, 1.6), p.between(0.17, 0.21), p.any_of(p.wood, p.metal, p.dark)
    for x, z in around(3):
        p.path([(0.22 * x, 0.01, 0.22 * z), (0.1 * x, 0.1, 0.1 * z), (0, 0.16, 0)], 0.014, pole)
    p.rod((0, 0.12, 0), (0, high + 0.06, 0), 0.016, pole)
    p.ball((0, high + 0.06, 0), (0.025, 0.03, 0.025), pole)
    bust = p.any_of(p.cloth, p.dark, lambda: p.stuff((0.85, 0.78, 0.66), shine=0.0))
    torso = (
        (high - 0.62, w, 0.13),
        (high - 0.42, 0.72 * w, 0.1),
        (high - 0.22, 0.95 * w, 0.14),
        (high - 0.1, 0.98 * w, 0.1),
        (high - 0.05, 0.4 * w, 0.06),
        (high, 0.32 * w, 0.055),
    )
    draped(p, [(y, x, z, 0.0) for y, x, z in torso], 1, bust)
    p.turned([(0.32 * w, high), (0, high + 0.01)], bust)
    if p.chance(0.75):
        skirt, cloth = p.between(0.4, 0.95), p.cloth()
        hem, top = max(0.12, high - 0.42 - skirt), high - p.between(0.1, 0.2)
        flare = p.between(1.0, 2.0)
        draped(
            p,
            (
                (hem, w * flare, 0.15 * flare, 0.08),
                (high - 0.62, 1.06 * w, 0.145, 0.03),
                (high - 0.42, 0.75 * w, 0.11, 0),
                (high - 0.22, 0.98 * w, 0.148, 0),
                (top, 1.0 * w, 0.11, 0),
            ),
            9,
            cloth,
        )
    p.bare = True


@design("clothes", BEDROOM)
def folded_clothes(p: Piece) -> None:
    """A stack of folded shirts and jumpers, with a collar or rolled socks on top."""
    w, d, y = p.between(0.22, 0.34), p.between(0.2, 0.32), 0.0
    for _ in range(p.count(2, 7)):
        thick, cloth, shift = p.between(0.02, 0.06), p.cloth(), p.between(-0.015, 0.015)
        p.pad((-w / 2 + shift, y, -d / 2), (w / 2 + shift, y + thick * 0.6, d / 2 + shift), cloth, soft=0.2)
        p.pad((-w / 2 + shift, y + 0.4 * thick, -d / 2), (w / 2 + shift, y + thick, d / 2), cloth, soft=0.25)
        y += thick * 0.96
    if p.chance(0.5):
        p.turned(
            [(0.05, y - 0.005), (0.055, y + 0.02), (0.04, y + 0.025)], len(p.materials) - 1, at=(0, -0.25 * d), oval=0.7
        )
    else:
        for x in (-0.06, 0.05)[: p.count(1, 2)]:
            p.ball((x, y + 0.03, 0.02), (0.045, 0.035, 0.04), p.cloth())
    p.bare = True


# -- shoes -----------------------------------------------------------------------------------------------------------
def sole(x: Number, z: Number, long: Number, wide: Number, side: int) -> list[tuple[float, float]]:
    """The outline of a left (-1) or right (+1) foot around (x, z), toes to the front."""
    points = []
    for t in np.linspace(0, 2 * np.pi, 25)[:-1].tolist():
        along, across = float(np.sin(t)), float(np.cos(t))
        half = 0.5 * wide * (0.85 + 0.15 * along - 0.18 * (1 - along * along) * (across * side < 0))
        points.append((x + half * across + side * -0.06 * wide * along, z + 0.5 * long * along))
    return points


def pair(p: Piece, wide: Number) -> list[tuple[int, float, float]]:
    """Side, x and z of each shoe of a pair."""
    gap = wide * p.between(0.55, 0.85)
    return [(side, side * gap, p.between(-0.03, 0.03)) for side in (-1, 1)]


@design("shoes", MIXED)
def boots(p: Piece) -> None:
    """Ankle boots, wellingtons or riding boots."""
    long, wide, high = p.between(0.24, 0.3), p.between(0.085, 0.11), p.between(0.14, 0.42)
    body, base = (
        p.any_of(p.dark, p.paint, lambda: p.stuff((0.4, 0.24, 0.12), shine=0.4)),
        p.any_of(p.dark, p.white, p.wood),
    )
    heel, cuff = p.between(0.015, 0.04), p.any_of(p.cloth, p.paint, lambda: body)
    for side, x, z in pair(p, wide):
        slab(p, sole(x, z, long, wide, side), 0, heel, base)
        p.pad(
            (x - wide * 0.47, heel - 0.005, z - long * 0.48),
            (x + wide * 0.47, heel + 0.085, z + long * 0.48),
            body,
            soft=0.55,
        )
        r, back = wide * 0.47, z - long * 0.24
        p.turned(
            [
                (r, heel + 0.03),
                (r * 0.92, heel + 0.1),
                (r * 1.1, high * 0.8),
                (r * 1.05, high),
                (r * 0.95, high),
                (r * 0.9, high - 0.03),
            ],
            body,
            at=(x, back),
            oval=1.2,
        )
        p.turned([(r * 1.12, high - 0.025), (r * 1.12, high + 0.004)], cuff, at=(x, back), oval=1.2)
    p.bare = True


@design("shoes", MIXED)
def sandals(p: Piece) -> None:
    """Flat soles with straps across, a thong or a cork bed."""
    long, wide, thick = p.between(0.22, 0.28), p.between(0.085, 0.105), p.between(0.012, 0.04)
    base, strap = (
        p.any_of(p.dark, p.paint, lambda: p.stuff((0.7, 0.5, 0.3), shine=0.0)),
        p.any_of(p.paint, p.dark, p.cloth),
    )
    straps, thong = p.count(1, 3), p.chance(0.4)
    for side, x, z in pair(p, wide):
        slab(p, sole(x, z, long, wide, side), 0, thick, base)
        toe = (x - side * 0.1 * wide, thick + 0.012, z + 0.3 * long)
        if thong:
            for s in (-1, 1):
                p.path(
                    curve(
                        (x + s * 0.42 * wide, thick, z - 0.08 * long),
                        (x + s * 0.3 * wide, thick + 0.06, z + 0.1 * long),
                        toe,
                        5,
                    ),
                    0.007,
                    strap,
                )
        else:
            for k in range(straps):
                zk, half = z + (0.27 - 0.22 * k) * long, 0.055 * long
                bow = curve(
                    (x - 0.47 * wide, 0.5 * thick, zk), (x, thick + 0.085, zk), (x + 0.47 * wide, 0.5 * thick, zk), 8
                )
                p.loft([[(px, py, pz + dz) for px, py, pz in bow] for dz in (-half, half)], strap)
    p.bare = True


@design("shoes", MIXED)
def high_heels(p: Piece) -> None:
    """Pumps with a raised heel: thin, block or wedge."""
    long, wide, heel = p.between(0.2, 0.24), p.between(0.07, 0.085), p.between(0.05, 0.11)
    body, inside, style = p.any_of(p.paint, p.paint, p.dark, p.white), p.any_of(p.cloth, p.white), p.count(0, 2)
    for _, x, z in pair(p, wide):
        profile = [
            (t, float(np.interp(t, (0, 0.25, 0.65, 1), (heel, heel * 0.95, 0.01, 0.008))))
            for t in np.linspace(0, 1, 11).tolist()
        ]
        half = [
            0.5 * wide * float(np.interp(t, (0, 0.15, 0.4, 0.7, 0.92, 1), (0.35, 0.68, 0.62, 1.0, 0.5, 0.1)))
            for t, _ in profile
        ]
        zs = [z - 0.5 * long + long * t for t, _ in profile]
        p.loft(
            [[(x + s * q, y, zk) for s in (-1, 0, 1)] for q, (_, y), zk in zip(half, profile, zs, strict=True)], inside
        )
        rim = [
            float(np.interp(t, (0, 0.12, 0.35, 0.65, 0.8, 1), (0.055, 0.05, 0.022, 0.03, 0.045, 0.012)))
            for t, _ in profile
        ]
        for s in (-1, 1):
            p.loft(
                [
                    [(x + s * q * m, y + r * v, zk) for m, v in ((0.9, -0.1), (1.05, 0.3), (0.92, 1.0))]
                    for q, (_, y), zk, r in zip(half, profile, zs, rim, strict=True)
                ],
                body,
            )
        arch = [(q, y, zk, r) for q, (t, y), zk, r in zip(half, profile, zs, rim, strict=True) if t > 0.64]
        p.loft(
            [
                [(x + q * float(np.cos(a)), y + r * float(np.sin(a)), zk) for a in np.linspace(0, np.pi, 7)]
                for q, y, zk, r in arch
            ],
            body,
        )
        back = z - 0.43 * long
        if style == 0:
            p.rod((x, 0, back - 0.004), (x, heel * 0.97, back), 0.005, body, end_radius=0.02)
        elif style == 1:
            p.block((x - 0.022, 0, back - 0.02), (x + 0.022, heel * 0.96, back + 0.025), (1.1, 1.2), body)
        else:
            p.loft(
                [
                    [(x + 0.7 * s * q, y, zk) for y in (0.0, high)]
                    for s in (-1, 1)
                    for q, (_, high), zk in list(zip(half, profile, zs, strict=True))[::s]
                ],
                body,
            )
    p.bare = True


@design("shoes", MIXED)
def slippers(p: Piece) -> None:
    """Open backs and a soft hood over the toes, some with ears, a bow or fur."""
    long, wide, cloth = p.between(0.22, 0.29), p.between(0.09, 0.115), p.any_of(p.cloth, p.cloth, p.paint)
    lining, ears = p.any_of(p.white, p.cloth), p.count(0, 2)
    for side, x, z in pair(p, wide):
        slab(p, sole(x, z, long, wide, side), 0, 0.018, p.dark() if side < 0 else 0, lid=lining)
        turns, lengths = np.linspace(0, np.pi, 9), np.linspace(0.0, 1.0, 7)
        rows = []
        for t in lengths.tolist():
            half = 0.52 * wide * float(np.sqrt(max(0.0, 1 - max(0.0, (t - 0.3) / 0.7) ** 2))) + 0.001
            high = 0.012 + 0.042 * float(np.sqrt(max(0.0, 1 - (0.3 + 0.7 * t) ** 4)))
            rows.append(
                [
                    (x + half * float(np.cos(a)), 0.01 + high * float(np.sin(a)), z + long * (0.52 * t - 0.01))
                    for a in turns
                ]
            )
        p.loft(rows, cloth)
        p.path([(px, py, pz) for px, py, pz in rows[0]], 0.009, lining)
        for s in (-1, 1) if ears == 1 else ():
            p.ball((x + s * 0.25 * wide, 0.085, z + 0.2 * long), (0.014, 0.035, 0.01), cloth)
        if ears == 2:
            p.ball((x, 0.085, z + 0.12 * long), (0.022, 0.018, 0.022), lining)
    p.bare = True


# -- toys ------------------------------------------------------------------------------------------------------------
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


# -- on wheels -------------------------------------------------------------------------------------------------------
def wheel(p: Piece, x: Number, r: Number, thick: Number, z: Number = 0.0, spokes: int = 8) -> None:
    """A tyre on spokes, or a solid one where there are none, that stands on the floor at x."""
    tyre, metal = p.dark(), p.metal()
    if spokes:
        p.ring((x, r, z), r - thick, thick, tyre, sides=22)
        for across, up in around(spokes):
            p.rod((x, r, z), (x + (r - thick) * across, r + (r - thick) * up, z), 0.002, metal)
    else:
        p.disc((x, r, z), r, 2 * thick, tyre)
        p.disc((x, r, z), 0.6 * r, 2 * thick + 0.006, p.any_of(p.white, p.paint, p.metal))
    p.rod((x, r, z - 0.03), (x, r, z + 0.03), 0.015, metal)


def handlebar(p: Piece, at: Point, wide: Number, rise: Number, back: Number) -> None:
    """Two grips across z on a bent bar."""
    (x, y, z), metal, grip = at, p.metal(), p.any_of(p.dark, p.paint)
    for s in (-1, 1):
        end = (x - back, y + rise, z + s * wide)
        p.path([at, (x, y + rise, z + s * 0.4 * wide), end], 0.011, metal)
        p.rod(end, (end[0] - 0.06, end[1], end[2] + s * 0.04), 0.016, grip)


def saddle(p: Piece, at: Point, long: Number, material: int) -> None:
    x, y, z = at
    p.pad((x - 0.5 * long, y, z - 0.3 * long), (x + 0.1 * long, y + 0.2 * long, z + 0.3 * long), material, soft=0.6)
    nose = (x + 0.5 * long, y + 0.1 * long, z)
    p.rod((x, y + 0.1 * long, z), nose, 0.1 * long, material, end_radius=0.05 * long)


def pedals(p: Piece, at: Point, long: Number) -> None:
    (x, y, z), metal, tread = at, p.metal(), p.dark()
    p.disc((x, y, z + 0.02), 0.7 * long, 0.006, metal)
    for s in (-1, 1):
        px, py, pz = x + s * long * 0.7, y - s * long * 0.7, z + s * 0.06
        p.path([(x, y, z), (x, y, z + s * 0.05), (px, py, pz)], 0.008, metal)
        p.box((px - 0.035, py - 0.01, pz + s * 0.04 - 0.04), (px + 0.035, py + 0.01, pz + s * 0.04 + 0.04), tread)


@design("bicycle", MIXED)
def child_bicycle(p: Piece) -> None:
    """Small wheels with stabilisers and a chain guard, some with a basket; or a balance bike without pedals."""
    r, frame, balance = p.between(0.14, 0.21), p.paint(), p.chance(0.25)
    base, metal, tyre = r * p.between(3.0, 3.5), p.metal(), p.dark()
    for x in (-base / 2, base / 2):
        wheel(p, x, r, 0.1 * r + 0.004, spokes=8 if p.chance(0.7) else 0)
    seat, head, crank = (-0.25 * base, 2.4 * r, 0.0), (0.3 * base, 2.6 * r, 0.0), (-0.05 * base, 0.95 * r, 0.0)
    back, front = (-base / 2, r, 0.0), (base / 2, r, 0.0)
    for a, b in ((crank, head), (crank, seat), (back, crank), (back, seat), (head, front)):
        p.rod(a, b, 0.016, frame)
    saddle(p, seat, 0.2, p.any_of(p.dark, p.paint))
    handlebar(p, (head[0] - 0.01, head[1] + 0.03, 0), p.between(0.18, 0.24), 0.09, 0.05)
    if not balance:
        pedals(p, crank, 0.09)
        p.box((-base / 2, 0.9 * r, 0.03), (crank[0] + 0.05, 1.25 * r, 0.036), p.any_of(p.white, p.paint))
        for s in (-1, 1):
            small = (-base / 2 - 0.02, 0.05, s * 0.18)
            p.path([(-base / 2, r, s * 0.03), (-base / 2, r, s * 0.12), small], 0.008, metal)
            p.disc(small, 0.05, 0.025, tyre)
    if p.chance(0.4):
        x, basket_ = head[0] + 0.06, p.any_of(p.wood, p.white, p.paint)
        p.block((x, head[1] - 0.03, -0.09), (x + 0.13, head[1] + 0.09, 0.09), (1.2, 1.2), basket_)
    p.bare = True


@design("bicycle", MIXED)
def town_bicycle(p: Piece) -> None:
    """A low swept frame with mudguards, a rack, a lamp and a basket."""
    r, frame, metal = p.between(0.3, 0.35), p.any_of(p.paint, p.dark, p.white), p.metal()
    base = p.between(1.02, 1.14)
    back, front, crank = (-base / 2, r, 0.0), (base / 2, r, 0.0), (-0.1, 0.28, 0.0)
    for x in (-base / 2, base / 2):
        wheel(p, x, r, 0.02, spokes=12)
        turns = np.linspace(0.3, 3.3, 9).tolist()
        guard = [(x + (r + 0.02) * float(np.cos(t)), r + (r + 0.02) * float(np.sin(t))) for t in turns]
        p.loft([[(gx, gy, z) for gx, gy in guard] for z in (-0.025, 0.025)], frame)
    seat, head = (-0.26, r + p.between(0.45, 0.58), 0.0), (base / 2 - 0.2, r + p.between(0.5, 0.62), 0.0)
    low = (head[0] + 0.04, head[1] - 0.16, 0.0)
    p.path(curve(low, (0.1, 0.22, 0), crank, 6), 0.018, frame)
    p.path(curve((head[0] + 0.02, head[1] - 0.08, 0), (0.05, 0.3, 0), (-0.17, r + 0.12, 0), 6), 0.015, frame)
    for a, b in ((crank, seat), (back, crank), (back, (seat[0], seat[1] - 0.15, 0.0)), (head, low)):
        p.rod(a, b, 0.014, frame)
    p.path(curve(low, (base / 2 - 0.08, r + 0.1, 0), front, 4), 0.014, frame)
    saddle(p, seat, 0.26, p.any_of(p.dark, lambda: p.stuff((0.45, 0.27, 0.14), shine=0.4)))
    handlebar(p, head, p.between(0.24, 0.3), 0.1, 0.16)
    pedals(p, crank, 0.15)
    for z in (-0.06, 0.06):
        p.path(
            [(seat[0] - 0.03, 2 * r + 0.06, z), (-base / 2 - 0.18, 2 * r + 0.06, z), (-base / 2, r, z)], 0.006, metal
        )
    if p.chance(0.7):
        x, y = head[0] + 0.08, head[1] - 0.08
        p.block((x, y, -0.14), (x + 0.24, y + 0.22, 0.14), (1.2, 1.2), p.any_of(p.wood, p.metal, p.dark))
    p.rod((head[0] + 0.05, head[1] - 0.12, 0), (head[0] + 0.13, head[1] - 0.12, 0), 0.03, metal, end_radius=0.04)
    p.bare = True


@design("bicycle", MIXED)
def exercise_bike(p: Piece) -> None:
    """A flywheel, a saddle and grips on two cross bars, with a display."""
    s, frame = p.between(0.9, 1.1), p.any_of(p.dark, p.white, p.metal, p.paint)
    hood, dark = p.any_of(p.dark, p.paint, p.white, p.metal), p.dark()
    for x in (-0.5 * s, 0.5 * s):
        p.rod((x, 0.04, -0.25), (x, 0.04, 0.25), 0.03, frame)
    p.path([(-0.5 * s, 0.05, 0), (-0.05 * s, 0.3 * s, 0), (0.5 * s, 0.05, 0)], 0.03, frame)
    r = p.between(0.2, 0.26)
    p.disc((0.28 * s, r + 0.09, 0), r, 0.05 if p.chance(0.5) else 0.14, hood)
    p.disc((0.28 * s, r + 0.09, 0), 0.5 * r, 0.16, p.metal())
    seat, head = (-0.25 * s, 0.82 * s, 0.0), (0.32 * s, 1.0 * s, 0.0)
    p.rod((-0.05 * s, 0.28 * s, 0), seat, 0.03, frame)
    p.rod((0.15 * s, 0.2 * s, 0), head, 0.032, frame)
    p.pad((-0.12 * s, 0.18 * s, -0.05), (0.2 * s, 0.4 * s, 0.07), hood, soft=0.4)
    saddle(p, seat, 0.28, dark)
    handlebar(p, head, p.between(0.2, 0.26), 0.08, p.between(-0.12, 0.1))
    pedals(p, (0.02 * s, 0.3 * s, 0.02), 0.15)
    p.block((head[0] - 0.02, head[1] + 0.06, -0.09), (head[0] + 0.03, head[1] + 0.2, 0.09), (0.7, 0.9), dark)
    p.bare = True


@design("bicycle", MIXED)
def tricycle(p: Piece) -> None:
    """A big front wheel with pedals on its hub, two small ones behind and a step."""
    r, frame = p.between(0.14, 0.2), p.any_of(p.paint, p.paint, p.wood)
    small, base, spokes = r * p.between(0.6, 0.8), p.between(0.42, 0.55), 8 if p.chance(0.5) else 0
    wheel(p, base / 2, r, 0.02, spokes=spokes)
    for z in (-0.2, 0.2):
        wheel(p, -base / 2, small, 0.018, z, spokes=spokes)
    p.rod((-base / 2, small, -0.2), (-base / 2, small, 0.2), 0.015, frame)
    head = (0.36 * base, 2 * r + p.between(0.1, 0.18), 0.0)
    for z in (-0.045, 0.045):
        p.path([(base / 2, r, z), (0.42 * base, 2 * r + 0.03, z), head], 0.012, frame)
    p.path(curve((0.4 * base, 2 * r + 0.05, 0), (0, r, 0), (-base / 2, small + 0.03, 0)), 0.022, frame)
    p.box((-base / 2 - 0.08, small + 0.02, -0.13), (-base / 2 + 0.1, small + 0.04, 0.13), frame)
    p.rod((-0.2 * base, r, 0), (-0.2 * base, 1.7 * r, 0), 0.014, p.metal())
    saddle(p, (-0.2 * base, 1.7 * r, 0), 0.2, p.any_of(p.dark, p.paint))
    handlebar(p, head, 0.2, 0.06, 0.08)
    pedals(p, (base / 2, r, 0), 0.07)
    p.bare = True


@design("scooter", MIXED)
def motor_scooter(p: Piece) -> None:
    """A leg shield, a bench and a rounded tail on small wheels."""
    s, body = p.between(0.9, 1.05), p.any_of(p.paint, p.paint, p.white)
    dark, metal, seat = p.dark(), p.metal(), p.any_of(p.dark, p.cloth, lambda: p.stuff((0.4, 0.22, 0.12), shine=0.3))
    r = 0.22 * s
    for x in (-0.55 * s, 0.62 * s):
        p.disc((x, r, 0), r, 0.1 * s, dark)
        p.disc((x, r, 0), 0.55 * r, 0.11 * s, metal)
    for z in (-0.14 * s, 0.14 * s):
        p.ball((-0.5 * s, 0.45 * s, 0.7 * z), (0.34 * s, 0.22 * s, 0.1 * s), body)
    p.pad((-0.82 * s, 0.42 * s, -0.13 * s), (-0.12 * s, 0.7 * s, 0.13 * s), body, soft=0.4)
    p.pad((-0.78 * s, 0.66 * s, -0.14 * s), (-0.08 * s, 0.8 * s, 0.14 * s), seat, soft=0.4)
    p.box((-0.2 * s, 0.2 * s, -0.17 * s), (0.36 * s, 0.25 * s, 0.17 * s), body)
    shield = ((0.32, 0.2, 0.17), (0.42, 0.3, 0.2), (0.44, 0.6, 0.2), (0.42, 0.85, 0.12))
    across = (-1.0, -0.5, 0.0, 0.5, 1.0)
    p.loft([[((x - 0.5 * q * abs(t)) * s, y * s, q * t * s) for t in across] for x, y, q in shield], body)
    p.rod((0.6 * s, r, 0), (0.4 * s, 0.98 * s, 0), 0.03 * s, metal)
    p.pad((0.42 * s, 0.3 * s, -0.09 * s), (0.86 * s, 0.52 * s, 0.09 * s), body, soft=0.7)
    p.pad((0.3 * s, 0.92 * s, -0.1 * s), (0.5 * s, 1.05 * s, 0.1 * s), body, soft=0.6)
    p.rod((0.47 * s, 0.98 * s, 0), (0.52 * s, 0.98 * s, 0), 0.065 * s, p.stuff((0.95, 0.95, 0.9), shine=1.0))
    handlebar(p, (0.38 * s, 1.0 * s, 0), 0.3 * s, 0.04 * s, 0.08 * s)
    for z in (-0.25 * s, 0.25 * s) if p.chance(0.5) else ():
        p.rod((0.38 * s, 1.0 * s, z), (0.4 * s, 1.18 * s, 1.2 * z), 0.005, metal)
        p.ball((0.4 * s, 1.2 * s, 1.2 * z), (0.015, 0.045, 0.055), dark)
    p.ball((-0.84 * s, 0.55 * s, 0), (0.03, 0.05, 0.06), p.stuff((0.8, 0.08, 0.06), shine=0.6))
    p.bare = True


@design("scooter", MIXED)
def electric_scooter(p: Piece) -> None:
    """A thick deck between two wheels with mudguards, and an upright with a lamp."""
    w, body, trim = p.between(0.85, 1.1), p.any_of(p.dark, p.dark, p.metal, p.white), p.paint()
    r, tall, dark = p.between(0.09, 0.13), p.between(0.95, 1.15), p.dark()
    for x in (-w / 2, w / 2):
        p.disc((x, r, 0), r, 0.045, dark)
        p.disc((x, r, 0), 0.5 * r, 0.055, trim)
        turns = np.linspace(0.9, 2.9, 7).tolist()
        arc = [(x + 1.12 * r * float(np.cos(t)), r + 1.12 * r * float(np.sin(t))) for t in turns]
        p.loft([[(ax, ay, z) for ax, ay in arc] for z in (-0.035, 0.035)], body)
    p.box((-0.42 * w, 0.8 * r, -0.08), (0.3 * w, 1.5 * r, 0.08), body)
    p.box((-0.38 * w, 1.5 * r, -0.07), (0.28 * w, 1.55 * r, 0.07), dark)
    p.rod((-0.4 * w, 1.1 * r, 0), (-w / 2, r, 0), 0.025, body)
    p.rod((0.28 * w, 1.2 * r, 0), (0.42 * w, 2.6 * r, 0), 0.03, body)
    x = 0.36 * w
    p.path([(w / 2, r, 0), (0.45 * w, 2.4 * r, 0), (x, tall, 0)], 0.024, body)
    p.rod((x, tall, -0.24), (x, tall, 0.24), 0.014, body)
    for s in (-1, 1):
        p.rod((x, tall, s * 0.14), (x, tall, s * 0.24), 0.019, dark)
    p.ball((x + 0.035, tall - 0.07, 0), (0.03, 0.03, 0.025), p.stuff((0.95, 0.95, 0.85), shine=1.0))
    p.box((x - 0.03, tall, -0.035), (x + 0.03, tall + 0.02, 0.035), dark)
    p.bare = True


@design("scooter", MIXED)
def three_wheel_scooter(p: Piece) -> None:
    """A child's: two wheels in front, a deck, a T-bar, some with a small seat."""
    w, body, deck = p.between(0.5, 0.62), p.any_of(p.metal, p.dark, p.white), p.paint()
    tall, hub, r = p.between(0.55, 0.8), p.any_of(p.white, p.paint, p.dark), p.between(0.05, 0.065)
    for x, z in ((-w / 2, 0.0), (w / 2, -0.12), (w / 2, 0.12)):
        p.disc((x, r, z), r, 0.035, hub)
        p.disc((x, r, z), 0.5 * r, 0.042, p.any_of(p.dark, p.metal))
    p.rod((w / 2, r, -0.12), (w / 2, r, 0.12), 0.018, deck)
    p.pad((-0.48 * w, r, -0.06), (0.5 * w, r + 0.03, 0.06), deck, soft=0.3)
    x = 0.4 * w
    p.rod((w / 2, r + 0.02, 0), (x, tall, 0), 0.016, body)
    p.rod((0.47 * w, r + 0.02, 0), (0.45 * w, r + 0.2, 0), 0.026, deck)
    p.rod((x, tall, -0.13), (x, tall, 0.13), 0.013, body)
    grip = p.any_of(lambda: deck, p.dark, p.paint)
    for s in (-1, 1):
        p.rod((x, tall, s * 0.07), (x, tall, s * 0.15), 0.018, grip)
    if p.chance(0.3):
        p.rod((-0.25 * w, r, 0), (-0.25 * w, r + 0.2, 0), 0.014, body)
        saddle(p, (-0.25 * w, r + 0.2, 0), 0.18, p.dark())
    p.bare = True
