"""Bags and cases to travel, work and shop with."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import curve

MIXED = "Miscellaneous"


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
