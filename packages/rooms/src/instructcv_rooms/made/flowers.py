"""Plants in flower, in pots and troughs."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, Point
from instructcv_rooms.made.plant_parts import STRAP, crown, greens, leaf, outwards, pot
from instructcv_rooms.made.shapes import curve

MIXED = "Miscellaneous"


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
