"""Palms, small trees and clipped ones."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.plant_parts import STRAP, crown, frond, greens, leaf, outwards, pot
from instructcv_rooms.made.shapes import curve

MIXED = "Miscellaneous"


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
