"""Racks for clothes, shoes, towels, bottles, plates and pans."""

import numpy as np

from instructcv_rooms.made.contents import clothes_row
from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.shapes import baluster, plank, spread, turnings
from instructcv_rooms.made.storage import legs

BEDROOM, LIVING, KITCHEN, BATHROOM = "Bedroom", "Living room", "Kitchen", "Bathroom"


@design("rack", LIVING)
def hall_tree(p: Piece) -> None:
    """A coat stand with hooks around its top, some with coats, hats and umbrellas."""
    h, wood, hooks = p.between(1.6, 1.95), p.any_of(p.wood, p.wood, p.dark, p.metal, p.white), p.count(4, 6)
    if p.chance(0.5):
        baluster(p, (0, 0), 0.05, h, 0.03, turnings(p, 6), wood)
    else:
        p.rod((0, 0.03, 0), (0, h, 0), p.between(0.014, 0.025), wood)
    for x, z in around(p.count(3, 4)):
        p.path([(0, 0.3, 0), (0.15 * x, 0.18, 0.15 * z), (0.27 * x, 0.02, 0.27 * z)], 0.015, wood)
    tiers = p.count(1, 2)
    for t in range(tiers):
        y = h - 0.08 - 0.3 * t
        for x, z in around(hooks):
            p.path([(0, y - 0.04, 0), (0.1 * x, y, 0.1 * z), (0.17 * x, y + 0.1, 0.17 * z)], 0.01, wood)
            if p.chance(0.3):
                long, cloth = p.between(0.7, 1.0), p.cloth()
                p.turned(
                    [(0.14, y - long), (0.12, y - long * 0.5), (0.1, y - 0.12), (0.02, y + 0.03)],
                    cloth,
                    at=(0.16 * x, 0.16 * z),
                    oval=0.7,
                )
    p.ball((0, h, 0), (0.03, 0.03, 0.03), wood)
    if p.chance(0.4):
        hoop = [(0.16 * x, 0.55, 0.16 * z) for x, z in around(12)]
        p.path([*hoop, hoop[0]], 0.007, wood)
    p.bare = True


@design("rack", LIVING)
def hook_rail(p: Piece) -> None:
    """A board with hooks on the wall, with coats, bags and hats, some with a shelf above."""
    w, wood, hook, n = (
        p.between(0.5, 1.3),
        p.any_of(p.wood, p.white, p.dark, p.paint),
        p.any_of(p.metal, p.dark, p.wood),
        p.count(4, 7),
    )
    p.box((-w / 2, 0, -0.02), (w / 2, 0.1, 0), wood)
    if p.chance(0.5):
        p.box((-w / 2, 0.1, -0.02), (w / 2, 0.12, 0.2), wood)
        for x in (-w / 2, w / 2 - 0.02):
            p.box((x, 0.0, -0.02), (x + 0.02, 0.1, 0.1), wood)
    for x in spread(-0.43 * w, 0.43 * w, n):
        p.path([(x, 0.07, 0), (x, 0.05, 0.06), (x, 0.09, 0.09)], 0.008, hook)
        if p.chance(0.45):
            wide, long, cloth = p.between(0.12, 0.2), p.between(0.5, 1.0), p.cloth()
            p.turned(
                [(wide, 0.05 - long), (wide * 0.8, 0.05 - long * 0.5), (wide * 0.7, -0.06), (0.03, 0.06)],
                cloth,
                at=(x, 0.1),
                oval=0.45,
            )
    low = min(float(rows[:, 1].min()) for rows in p.corners)
    p.elevation_m = p.between(1.4, 1.6) + low
    p.bare = True


@design("rack", BEDROOM)
def full_clothes_rail(p: Piece) -> None:
    """A rail for clothes on wheels or on crossed feet."""
    w, h, d = p.between(0.8, 1.5), p.between(1.35, 1.75), p.between(0.38, 0.5)
    tube, crossed = p.any_of(p.metal, p.metal, p.dark, p.white, p.wood), p.chance(0.35)
    for x in (-w / 2, w / 2):
        if crossed:
            for side in (-1, 1):
                p.rod((x, 0, side * d / 2), (x, h + 0.06, -side * 0.05), 0.014, tube)
        else:
            p.rod((x, 0.06, 0), (x, h, 0), 0.014, tube)
            p.rod((x, 0.06, -d / 2), (x, 0.06, d / 2), 0.014, tube)
            for z in (-d / 2 + 0.02, d / 2 - 0.02):
                p.disc((x, 0.028, z), 0.028, 0.022, tube)
    p.rod((-w / 2 - 0.05, h, 0), (w / 2 + 0.05, h, 0), 0.013, tube)
    if p.chance(0.6):
        for z in spread(-0.3 * d, 0.3 * d, 4):
            p.rod((-w / 2, 0.14, z), (w / 2, 0.14, z), 0.008, tube)
    clothes_row(p, -w / 2, w, h, p.between(0.3, 0.95))
    p.bare = True


@design("rack", LIVING)
def magazine_rack(p: Piece) -> None:
    """A V or a U of wood, wire or canvas with papers in it."""
    w, h, d = p.between(0.3, 0.45), p.between(0.3, 0.45), p.between(0.22, 0.32)
    frame, style = p.any_of(p.wood, p.metal, p.dark), p.count(0, 2)
    papers = [p.paint() for _ in range(5)]
    for side in (-1, 1):
        foot, top = side * 0.3 * d, side * d / 2
        if style == 0:
            plank(p, (0, 0.1, foot * 0.3), (0, h, top), (w / 2, 0, 0), 0.012, frame)
        elif style == 1:
            for x in spread(-w / 2, w / 2, 8):
                p.rod((x, 0.1, foot * 0.4), (x, h, top), 0.004, frame)
            p.rod((-w / 2, h, top), (w / 2, h, top), 0.006, frame)
        else:
            for x in (-w / 2, w / 2):
                p.rod((x, 0, -foot * 1.5), (x, h, top), 0.009, frame)
            p.loft(
                [[(x, 0.12 + 0.01 * k, top * t) for x in (-w / 2, w / 2)] for k, t in enumerate((0.0, 0.2, 0.4))]
                + [[(x, h, top) for x in (-w / 2, w / 2)]],
                papers[0],
            )
    if style < 2:
        p.box((-w / 2, 0.09, -0.1 * d), (w / 2, 0.105, 0.1 * d), frame)
        legs(p, w, 0.1, d * 0.7, 0.012, frame)
    for k in range(p.count(2, 5)):
        z = (k - 2) * 0.03
        plank(
            p,
            (p.between(-0.05, 0.05), 0.13, z * 0.5),
            (0, 0.13 + p.between(0.22, 0.3), z * 1.5),
            (0.11, 0, 0),
            0.008,
            papers[k],
        )
    p.bare = True


@design("rack", KITCHEN)
def hanging_pan_rack(p: Piece) -> None:
    """A rail on the wall with pans and tools on hooks."""
    w, iron, pans = (
        p.between(0.5, 1.1),
        p.any_of(p.dark, p.metal, p.wood),
        [p.any_of(p.metal, p.dark, p.paint) for _ in range(2)],
    )
    p.rod((-w / 2, 0, 0.05), (w / 2, 0, 0.05), 0.01, iron)
    for x in (-0.42 * w, 0.42 * w):
        p.rod((x, 0, -0.03), (x, 0, 0.05), 0.009, iron)
    if p.chance(0.5):
        p.box((-w / 2, 0.1, -0.03), (w / 2, 0.115, 0.16), iron)
    n = p.count(3, 6)
    for k in range(n):
        x, r, long = -w / 2 + w * (k + 0.5) / n, min(0.13, 0.42 * w / n), p.between(0.1, 0.18)
        p.rod((x, 0.01, 0.05), (x, -0.04, 0.055), 0.003, iron)
        p.rod((x, -0.03, 0.055), (x, -0.03 - long, 0.055), 0.009, pans[k % 2])
        if p.chance(0.7):
            p.disc((x, -0.03 - long - r, 0.055), r, p.between(0.02, 0.08), pans[k % 2])
        else:
            p.ball((x, -0.06 - long, 0.055), (0.035, 0.05, 0.012), pans[k % 2])
    p.elevation_m = p.between(1.2, 1.5)
    p.bare = True


@design("rack", LIVING)
def coat_stand(p: Piece) -> None:
    h, wood = p.between(1.6, 1.95), p.any_of(p.wood, p.dark, p.metal, p.white)
    p.rod((0, 0.05, 0), (0, h, 0), p.between(0.016, 0.03), wood)
    p.ball((0, h, 0), (0.035, 0.04, 0.035), wood)
    if p.chance(0.5):
        p.turned([(0, 0), (0.19, 0), (0.19, 0.02), (0.04, 0.06)], wood)
    else:
        for x, z in around(p.count(3, 4)):
            p.path([(0, 0.22, 0), (0.14 * x, 0.1, 0.14 * z), (0.26 * x, 0.012, 0.26 * z)], 0.016, wood)
    arms = p.count(3, 6)
    for level, long in ((h - 0.08, 0.16), (h - 0.3, 0.11))[: p.count(1, 2)]:
        for x, z in around(arms):
            bend = [
                (0, level - 0.05, 0),
                (long * x, level - 0.02, long * z),
                (1.15 * (long * x), level + 0.07, 1.15 * (long * z)),
            ]
            p.path(bend, 0.011, wood)
            p.ball(bend[-1], (0.016, 0.016, 0.016), wood)
    if p.chance(0.4):
        p.rod((0.12, h - 0.1, 0), (0.18, h - p.between(0.7, 1.0), 0), 0.05, p.cloth(), end_radius=0.17)
    p.bare = True


@design("rack", LIVING)
def garment_rail(p: Piece) -> None:
    w, h, d = p.between(0.8, 1.5), p.between(1.4, 1.8), p.between(0.38, 0.5)
    metal = p.any_of(p.metal, p.dark, p.white, p.wood)
    for x in (-w / 2, w / 2):
        p.rod((x, 0.04, -d / 2), (x, 0.04, d / 2), 0.014, metal)
        p.rod((x, 0.04, 0), (x, h, 0), 0.014, metal)
        for z in (-d / 2, d / 2):
            p.disc((x, 0.03, z), 0.03, 0.02, p.dark())
    for y in (h, 0.2)[: p.count(1, 2)]:
        p.rod((-w / 2, y, 0), (w / 2, y, 0), 0.014, metal)
    for k in range(p.count(0, 3)):
        x = -0.4 * w + 0.12 * k
        p.path([(x, h + 0.02, 0), (x, h - 0.06, 0)], 0.004, p.metal())
        p.path([(x, h - 0.14, -0.2), (x, h - 0.06, 0), (x, h - 0.14, 0.2)], 0.008, metal)
    p.bare = True


@design("rack", LIVING)
def hook_board(p: Piece) -> None:
    """Coat hooks on a board on the wall, some with a shelf for hats."""
    w, h, board = p.between(0.4, 1.2), p.between(0.08, 0.22), p.any_of(p.wood, p.white, p.dark, p.paint)
    p.box((-w / 2, 0, -0.02), (w / 2, h, 0), board)
    hook, count = p.any_of(p.metal, p.dark, p.wood), p.count(3, 7)
    for k in range(count):
        x = -w / 2 + w * (k + 0.5) / count
        p.path([(x, h * 0.6, 0), (x, h * 0.4, 0.05), (x, h * 0.6, 0.08)], 0.008, hook)
        p.ball((x, h * 0.65, 0.08), (0.013, 0.013, 0.013), hook)
    if p.chance(0.5):
        p.box((-w / 2, h, -0.02), (w / 2, h + 0.025, p.between(0.12, 0.25)), board)
    p.elevation_m = p.between(1.3, 1.7)


@design("rack", LIVING)
def wine_rack(p: Piece) -> None:
    columns, rows, cell = p.count(3, 6), p.count(3, 9), p.between(0.1, 0.13)
    w, h, d, slat = columns * cell, rows * cell, p.between(0.22, 0.3), p.any_of(p.wood, p.wood, p.metal, p.dark)
    for i in range(columns + 1):
        for z in (-d / 2, d / 2):
            x = -w / 2 + i * cell
            p.box((x - 0.01, 0, z - 0.01), (x + 0.01, h + 0.02, z + 0.01), slat)
    for j in range(rows + 1):
        for z in (-d / 2, d / 2):
            p.box((-w / 2 - 0.01, j * cell, z - 0.008), (w / 2 + 0.01, j * cell + 0.016, z + 0.008), slat)
    bottles = [p.stuff((0.06, 0.16, 0.08), shine=0.9), p.stuff((0.3, 0.04, 0.06), shine=0.7)]
    for _ in range(p.count(0, 10)):
        x, y = -w / 2 + (p.count(0, columns - 1) + 0.5) * cell, (p.count(0, rows - 1) + 0.5) * cell
        p.rod((x, y, -d / 2 - 0.02), (x, y, d / 2 - 0.05), 0.037, bottles[0])
        p.rod((x, y, d / 2 - 0.05), (x, y, d / 2 + 0.05), 0.02, bottles[1], end_radius=0.014)


@design("rack", LIVING)
def shoe_rack(p: Piece) -> None:
    w, rows, d = p.between(0.5, 1.0), p.count(2, 5), p.between(0.25, 0.34)
    post, h = p.any_of(p.wood, p.metal, p.dark, p.white), rows * p.between(0.16, 0.22)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.box((x - 0.012, 0, z - 0.012), (x + 0.012, h, z + 0.012), post)
    for j in range(rows):
        y = 0.06 + j * (h - 0.07) / max(rows - 1, 1)
        for k in range(4):
            z = -d / 2 + d * k / 3
            p.rod((-w / 2, y - 0.02 * k / 3, z), (w / 2, y - 0.02 * k / 3, z), 0.009, post)
        for k in range(p.count(0, int(w / 0.26))):
            x, leather = -w / 2 + 0.06 + 0.25 * k, p.any_of(p.dark, p.paint, p.cloth)
            for foot in (x, x + 0.1):
                p.pad((foot, y, -d / 2 + 0.02), (foot + 0.085, y + 0.05, d / 2), leather, soft=0.5)
                p.pad((foot, y + 0.01, -d / 2 + 0.02), (foot + 0.085, y + 0.1, -d / 2 + 0.13), leather, soft=0.5)


@design("rack", BATHROOM)
def towel_ladder(p: Piece) -> None:
    """It leans against the wall with a towel or two."""
    w, h, lean = p.between(0.4, 0.6), p.between(1.5, 2.0), p.between(0.25, 0.45)
    wood, rungs = p.any_of(p.wood, p.wood, p.dark, p.white, p.metal), p.count(4, 7)
    for x in (-w / 2, w / 2):
        p.rod((x, 0, lean), (x * 0.95, h, 0), p.between(0.014, 0.024), wood)
    for k in range(rungs):
        t = (k + 0.7) / rungs
        y, z = h * t, lean * (1 - t)
        p.rod((-w / 2, y, z), (w / 2, y, z), 0.013, wood)
        if k > 1 and p.chance(0.35):
            cloth, long, wide = p.any_of(p.cloth, p.white), p.between(0.25, 0.5), w * p.between(0.3, 0.44)
            p.pad((-wide, y - long, z + 0.01), (wide, y + 0.02, z + 0.03), cloth, soft=0.12)
            p.pad((-wide, y - 0.7 * long, z - 0.03), (wide, y + 0.02, z - 0.01), cloth, soft=0.12)
    p.bare = True


@design("rack", BATHROOM)
def plate_rack(p: Piece) -> None:
    """Plates dry in it, on the wall."""
    w, h, d = p.between(0.4, 0.8), p.between(0.3, 0.5), p.between(0.2, 0.28)
    wire, pitch = p.any_of(p.wood, p.white, p.metal), p.between(0.035, 0.05)
    for x in (-w / 2, w / 2):
        p.box((x - 0.008, 0, -d / 2), (x + 0.008, h, d / 2), wire)
    for y in (0.01, h * 0.95):
        for z in (-d / 2 + 0.02, d / 2 - 0.02):
            p.rod((-w / 2, y, z), (w / 2, y, z), 0.008, wire)
    china = [p.white(), p.any_of(p.white, p.paint)]
    for x in np.arange(-w / 2 + pitch, w / 2 - pitch / 2, pitch).tolist():
        p.rod((x, 0.01, d / 2 - 0.02), (x, h * 0.95, d / 2 - 0.02), 0.004, wire)
        if p.chance(0.5):
            r = p.between(0.25, 0.42) * min(h, d * 1.2)
            p.rod((x + 0.012, 0.02 + r, 0), (x + 0.02, 0.02 + r, 0), r, china[p.count(0, 1)])
    p.elevation_m = p.between(1.2, 1.5)


@design("rack", BATHROOM)
def trolley_rack(p: Piece) -> None:
    """Wire or board trays between posts, on wheels, or a corner whatnot for bottles."""
    w, h, d, levels = p.between(0.25, 0.55), p.between(0.6, 1.1), p.between(0.2, 0.38), p.count(2, 4)
    metal, tray = p.any_of(p.metal, p.white, p.dark, p.paint), p.chance(0.5)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.rod((x, 0.03, z), (x, h, z), 0.01, metal)
            p.ball((x, 0.025, z), (0.025, 0.025, 0.015), p.dark())
    for j in range(levels):
        y = 0.12 + j * (h - 0.2) / max(levels - 1, 1)
        if tray:
            trough_at = y + p.between(0.04, 0.07)
            p.box((-w / 2, y, -d / 2), (w / 2, y + 0.006, d / 2), metal)
            for z in (-d / 2, d / 2):
                p.box((-w / 2, y, z - 0.004), (w / 2, trough_at, z + 0.004), metal)
        else:
            for z in np.linspace(-d / 2, d / 2, 7).tolist():
                p.rod((-w / 2, y, z), (w / 2, y, z), 0.005, metal)
            p.path([(-w / 2, y + 0.06, d / 2), (w / 2, y + 0.06, d / 2)], 0.006, metal)
        for _ in range(p.count(0, 3)):
            x, z, tall = p.between(-0.35, 0.35) * w, p.between(-0.25, 0.25) * d, p.between(0.06, 0.16)
            p.rod((x, y, z), (x, y + tall, z), p.between(0.02, 0.04), p.any_of(p.paint, p.white))
    if p.chance(0.5):
        p.path([(-w / 2, h, -d / 2), (-w / 2 - 0.05, h + 0.04, 0), (-w / 2, h, d / 2)], 0.01, metal)
    p.bare = True
