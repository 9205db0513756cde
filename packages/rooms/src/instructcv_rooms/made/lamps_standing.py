"""Lamps that stand on floors."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.lamp_parts import foot_plate, lampshade
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.shapes import curve
from instructcv_rooms.made.stuffs import brass, glowing

LIGHTS = "Lights"


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
