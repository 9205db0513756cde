"""Televisions, on what they stand and hang."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import curve, spread
from instructcv_rooms.made.storage import case, fronts, legs
from instructcv_rooms.made.stuffs import screen

LIVING = "Living room"


# -- televisions -----------------------------------------------------------------------------------------------------
def flat_screen(p: Piece, w: Number, h: Number, y: Number, z: Number, body: int) -> None:
    """A flat one whose lower edge is at y; some show a picture of land and sky."""
    p.box((-w / 2, y, z - 0.03), (w / 2, y + h, z), body)
    rim = p.between(0.006, 0.02)
    shown = p.stuff((0.25, 0.4, 0.6), shine=0.5) if p.chance(0.35) else p.dark()
    p.box((-w / 2 + rim, y + rim, z), (w / 2 - rim, y + h - rim, z + 0.002), shown)
    if p.chance(0.2):
        p.box(
            (-w / 2 + rim, y + rim, z + 0.002),
            (w / 2 - rim, y + h * p.between(0.25, 0.5), z + 0.003),
            p.stuff((0.25, 0.4, 0.15)),
        )


@design("tv", LIVING)
def tv_on_low_board(p: Piece) -> None:
    """With the furniture it stands on, and players beside it."""
    w, h, d = p.between(1.1, 1.9), p.between(0.35, 0.6), p.between(0.36, 0.45)
    material, cells = p.any_of(p.wood, p.white, p.dark), p.count(2, 3)
    case(p, (w, h, d), material)
    if p.chance(0.5):
        fronts(p, (w, h, d), p.count(1, 2), cells, material, base=0.1)
    else:
        hole = p.stuff((0.06, 0.05, 0.05), shine=0.0)
        for k in range(cells):
            x0, x1 = (-w / 2 + w * (k + t) / cells for t in (0.05, 0.95))
            p.box((x0, 0.14, d / 2), (x1, h - 0.04, d / 2 + 0.003), hole)
            p.box(
                (x0 + 0.04, 0.14, d / 2),
                (x1 - 0.04, 0.14 + p.between(0.05, 0.1), d / 2 + 0.02),
                p.any_of(p.dark, p.metal),
            )
    body, top = p.any_of(p.dark, p.dark, p.metal), h + 0.026
    wide = w * p.between(0.6, 0.95)
    flat_screen(p, wide, wide * p.between(0.55, 0.6), top + 0.06, -0.02, body)
    p.box((-0.03, top, -0.06), (0.03, top + 0.08, -0.04), body)
    p.box((-0.2 * wide, top, -0.12), (0.2 * wide, top + 0.012, 0.1), body)
    p.bare = True


@design("tv", LIVING)
def tv_on_arm(p: Piece) -> None:
    """On a wall bracket, turned and tilted, perhaps with a sound bar under it."""
    w = p.between(0.55, 1.2)
    h, body, arm = w * p.between(0.55, 0.6), p.any_of(p.dark, p.dark, p.metal, p.white), p.dark()
    flat_screen(p, w, h, 0.0, 0.0, body)
    if p.chance(0.4):
        p.pad((-0.4 * w, -0.1, -0.04), (0.4 * w, -0.03, 0.03), arm, soft=0.2)
    p.turn(0, 1, p.between(-28, 28), about=(0, 0, 0))
    p.turn(0, 0, p.between(0, 10), about=(0, 0, 0))
    back = -p.between(0.15, 0.35)
    p.path([(0, h / 2, -0.03), (p.between(-0.15, 0.15), h / 2, back * 0.6), (0, h / 2, back)], 0.02, arm)
    p.box((-0.06, h / 2 - 0.12, back - 0.02), (0.06, h / 2 + 0.12, back), arm)
    p.elevation_m = p.between(1.0, 1.7)
    p.bare = True


@design("tv", LIVING)
def console_tv(p: Piece) -> None:
    """A wooden set of the sixties on legs, or a portable with a handle; knobs, a cloth front, an aerial."""
    w, h, d = p.between(0.5, 0.85), p.between(0.38, 0.55), p.between(0.34, 0.45)
    body, trim, legged = p.any_of(p.wood, p.wood, p.white, p.paint), p.any_of(p.metal, p.dark), p.chance(0.55)
    foot = p.between(0.2, 0.45) if legged else 0.02
    legs(p, w * 0.85, foot, d * 0.85, 0.018, p.any_of(p.wood, p.metal, p.dark), splay=0.05 if legged else 0.0)
    p.pad((-w / 2, foot, -d / 2), (w / 2, foot + h, d / 2), body, soft=p.between(0.06, 0.18))
    p.block((-0.35 * w, foot + 0.06, -d / 2 - 0.12), (0.35 * w, foot + h - 0.06, -d / 2 + 0.01), (0.9, 1.0), p.dark())
    split = w * p.between(0.18, 0.26)
    p.pad((-w / 2 + 0.03, foot + 0.04, d / 2 - 0.02), (w / 2 - split, foot + h - 0.04, d / 2 + 0.01), trim, soft=0.15)
    p.pad(
        (-w / 2 + 0.05, foot + 0.06, d / 2 - 0.02),
        (w / 2 - split - 0.02, foot + h - 0.06, d / 2 + 0.025),
        p.stuff((0.2, 0.24, 0.24), shine=0.9),
        soft=0.3,
    )
    x = w / 2 - split / 2 - 0.01
    for y in spread(foot + h * 0.55, foot + h * 0.82, 2):
        p.disc((x, y, d / 2 + 0.01), split * 0.25, 0.03, trim)
    for y in spread(foot + 0.06, foot + h * 0.4, 6):
        p.box(
            (x - split * 0.35, y, d / 2 - 0.005),
            (x + split * 0.35, y + 0.01, d / 2 + 0.004),
            p.dark() if y < foot + 0.07 else trim,
        )
    if p.chance(0.5):
        for side in (-1, 1):
            p.rod((0, foot + h, 0), (side * p.between(0.1, 0.25), foot + h + p.between(0.2, 0.4), 0), 0.004, p.metal())
    elif not legged:
        p.path(
            [
                (-0.12, foot + h - 0.01, 0),
                (-0.1, foot + h + 0.05, 0),
                (0.1, foot + h + 0.05, 0),
                (0.12, foot + h - 0.01, 0),
            ],
            0.01,
            trim,
        )
    p.bare = True


@design("tv", LIVING)
def tv_on_easel(p: Piece) -> None:
    """A screen on a tripod or on a trolley with castors."""
    w, y = p.between(0.7, 1.25), p.between(0.6, 0.95)
    h, leg = w * p.between(0.55, 0.6), p.any_of(p.wood, p.dark, p.metal, p.white)
    flat_screen(p, w, h, y, 0.0, p.any_of(p.dark, p.dark, p.white, p.metal))
    if p.chance(0.5):
        top = (0, y + h * 0.6, -0.05)
        for x, z in ((-0.32 * w, 0.12), (0.32 * w, 0.12), (0, -0.4)):
            p.rod((x, 0, z), top, 0.014, leg, end_radius=0.018)
    else:
        p.box((-0.04, 0.08, -0.1), (0.04, y + h * 0.6, -0.04), leg)
        p.box((-0.3 * w, 0.05, -0.25), (0.3 * w, 0.09, 0.22), leg)
        for x in (-0.28 * w, 0.28 * w):
            for z in (-0.22, 0.2):
                p.disc((x, 0.027, z), 0.027, 0.02, 0)
        p.box((-0.25 * w, y * 0.6, -0.14), (0.25 * w, y * 0.6 + 0.02, 0.15), leg)
        p.box((-0.16 * w, y * 0.6 + 0.02, -0.1), (0.16 * w, y * 0.6 + 0.08, 0.12), p.any_of(p.dark, p.metal))
    p.bare = True


# -- television ------------------------------------------------------------------------------------------------------
@design("tv", LIVING)
def antenna_tv(p: Piece) -> None:
    """A wooden set on splayed legs, with knobs beside the tube and two rods on top."""
    w, h, d, foot = p.between(0.5, 0.75), p.between(0.38, 0.5), p.between(0.36, 0.46), p.between(0.2, 0.4)
    body, metal = p.any_of(p.wood, p.wood, p.paint, p.white), p.metal()
    if p.chance(0.5):
        legs(p, w * 0.8, foot, d * 0.8, 0.015, p.any_of(p.wood, p.dark), splay=0.04)
    else:
        p.block((-0.3 * w, 0, -0.4 * d), (0.3 * w, foot, 0.4 * d), (p.between(0.5, 1.4), 0.8), body)
    p.pad((-w / 2, foot, -d / 2), (w / 2, foot + h, d / 2), body, soft=p.between(0.06, 0.14))
    z = d / 2
    p.pad(
        (-0.45 * w, foot + 0.05, z - 0.03),
        (0.2 * w, foot + h - 0.04, z + 0.012),
        p.any_of(p.metal, p.dark, p.white),
        soft=0.15,
    )
    p.pad(
        (-0.42 * w, foot + 0.07, z - 0.02),
        (0.17 * w, foot + h - 0.06, z + 0.022),
        p.stuff((0.2, 0.24, 0.23), shine=0.9),
        soft=0.25,
    )
    for k in range(p.count(2, 3)):
        p.disc((0.35 * w, foot + h * (0.82 - 0.2 * k), z + 0.01), 0.028, 0.03, metal)
    grille = p.dark()
    for k in range(5):
        y = foot + 0.06 + 0.022 * k
        p.box((0.26 * w, y, z), (0.44 * w, y + 0.01, z + 0.004), grille)
    if p.chance(0.7):
        p.turned([(0.05, foot + h), (0.04, foot + h + 0.03), (0, foot + h + 0.04)], p.dark())
        for x in (-1, 1):
            p.rod((0, foot + h + 0.03, 0), (x * p.between(0.1, 0.3), foot + h + p.between(0.25, 0.45), 0), 0.003, metal)
    p.bare = True


@design("tv", LIVING)
def wide_tv(p: Piece) -> None:
    """A thin screen, flat or curved, on a foot of plate, bow or easel, some with a sound bar and a box before it."""
    w, foot, body = p.between(0.9, 1.55), p.between(0.05, 0.1), p.any_of(p.dark, p.dark, p.metal, p.white)
    h, sag, style = w * 0.565, p.between(0.03, 0.1) if p.chance(0.4) else 0.0, p.count(0, 2)
    xs = np.linspace(-0.5, 0.5, 13).tolist()
    edge = [(w * x, 4 * sag * x * x) for x in xs]
    for y0, y1, back, m in ((foot, foot + h, 0.0, body), (foot + 0.012, foot + h - 0.008, 0.002, screen(p))):
        p.loft([[(x, y, z + back) for x, z in edge] for y in (y0, y1)], m)
    p.loft(
        [
            [(x, y, z - deep) for x, z in edge]
            for y, deep in ((foot, 0), (foot, 0.02), (foot, 0.02), (foot + h, 0.02), (foot + h, 0.02), (foot + h, 0))
        ],
        body,
    )
    if style == 0:
        p.box((-0.2 * w, 0, -0.12), (0.2 * w, 0.012, 0.12), body)
        p.box((-0.06, 0, -0.05), (0.06, foot + 0.1, -0.02), body)
    elif style == 1:
        p.path(curve((-0.25 * w, 0.008, 0.1), (0, 0.008, -0.22), (0.25 * w, 0.008, 0.1)), 0.009, body)
        p.rod((0, 0.01, -0.06), (0, foot + 0.05, -0.01), 0.02, body)
    else:
        for x in (-0.38 * w, 0.38 * w):
            p.path([(x, 0.006, 0.12), (x, foot + 0.02, 0), (x, 0.006, -0.12)], 0.008, body)
    if p.chance(0.5):
        p.pad((-0.3 * w, 0, 0.14), (0.3 * w, 0.06, 0.22), p.dark(), soft=0.15)
    p.bare = True


@design("tv", LIVING)
def portable_tv(p: Piece) -> None:
    """A rounded box of bright plastic with a handle, dials under or beside the tube."""
    w, h, d = p.between(0.26, 0.4), p.between(0.26, 0.36), p.between(0.24, 0.34)
    body, metal, below = p.any_of(p.paint, p.paint, p.white, p.dark), p.any_of(p.metal, p.dark), p.chance(0.5)
    p.pad((-w / 2, 0.02, -d / 2), (w / 2, h, d / 2), body, soft=p.between(0.15, 0.4))
    x1, y0 = (0.4 * w, 0.3 * h) if below else (0.2 * w, 0.14 * h)
    p.pad((-0.42 * w, y0 - 0.01, d / 2 - 0.06), (x1 + 0.01, h * 0.93, d / 2 + 0.004), p.dark(), soft=0.2)
    p.pad((-0.4 * w, y0, d / 2 - 0.04), (x1, h * 0.9, d / 2 + 0.016), p.stuff((0.25, 0.28, 0.27), shine=0.9), soft=0.25)
    for k in range(3):
        x, y = (-0.25 * w + 0.25 * w * k, 0.17 * h) if below else (0.33 * w, 0.8 * h - 0.2 * h * k)
        p.disc((x, y, d / 2), 0.018, 0.03, metal)
    p.path(
        [(-0.3 * w, h * 0.95, 0), (-0.25 * w, h + 0.05, 0), (0.25 * w, h + 0.05, 0), (0.3 * w, h * 0.95, 0)],
        0.009,
        metal,
    )
    legs(p, w * 0.8, 0.06, d * 0.7, 0.012, p.dark())
    if p.chance(0.6):
        p.rod((0.3 * w, h * 0.9, -0.3 * d), (p.between(0.0, 0.7) * w, h + 0.25, -0.3 * d), 0.003, p.metal())
    p.bare = True
