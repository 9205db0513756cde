"""Bins and baskets for waste and washing."""

from math import pi, sin

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.shapes import plank, slab, spread

KITCHEN, MIXED = "Kitchen", "Miscellaneous"


@design("bin", KITCHEN)
def hooded_bin(p: Piece) -> None:
    """A hooded bin with a flap, round or square, standing or full to the rim with its bag."""
    r, h = p.between(0.12, 0.2), p.between(0.4, 0.75)
    body, top, square = (
        p.any_of(p.metal, p.white, p.paint, p.dark),
        p.any_of(p.dark, p.metal, p.paint, p.white),
        p.chance(0.5),
    )
    bend = 0.25 if square else 1.0
    slab(p, (2 * r, 2 * r), 0.0, h, body, bend)
    slab(p, (2.05 * r, 2.05 * r), 0.0, 0.025, top, bend)
    if p.chance(0.6):
        slab(p, (2.06 * r, 2.06 * r), h, h + 0.03, top, bend)
        rows = [
            [(u * r, h + 0.03 + r * 0.9 * sin(t), -r * sin(t + pi / 2)) for t in spread(0.05, pi - 0.05, 9)]
            for u in (-0.9, 0.9)
        ]
        p.loft(rows, top)
        for side in rows:
            p.loft([side, [(x, h + 0.02, z) for x, _, z in side]], top)
        plank(p, (0, h + 0.03 + r * 0.3, r * 0.93), (0, h + 0.03 + r * 0.85, r * 0.35), (r * 0.7, 0, 0), 0.012, body)
    else:
        bag = p.any_of(p.white, p.dark, lambda: p.stuff((0.2, 0.3, 0.5), shine=0.4))
        slab(p, (2.1 * r, 2.1 * r), h - p.between(0.06, 0.14), h + 0.008, bag, bend)
        p.pad((-0.9 * r, h - 0.1, -0.9 * r), (0.9 * r, h + p.between(0.02, 0.14), 0.9 * r), bag, soft=0.7)
    p.bare = True


@design("bin", MIXED)
def sack_stand(p: Piece) -> None:
    """A refuse sack or a laundry bag in a frame, some under a lid, on feet or wheels."""
    w, h, d = p.between(0.34, 0.5), p.between(0.6, 0.9), p.between(0.3, 0.42)
    frame, bag, crossed = (
        p.any_of(p.metal, p.dark, p.wood, p.white),
        p.any_of(p.white, p.dark, p.cloth, p.paint),
        p.chance(0.5),
    )
    for z in (-d / 2, d / 2):
        for side in (-1, 1):
            p.rod((-side * w / 2 if crossed else side * w / 2, 0, z), (side * w / 2, h, z), 0.011, frame)
    for x in (-w / 2, w / 2):
        p.rod((x, h, -d / 2), (x, h, d / 2), 0.011, frame)
        p.rod((x, 0.012, -d / 2), (x, 0.012, d / 2), 0.011, frame)
    low, sag = p.between(0.06, 0.2), p.between(0.6, 0.95)
    p.block((-w / 2 * sag, low, -d / 2 * sag), (w / 2 * sag, h - 0.02, d / 2 * sag), (0.98 / sag, 0.95 / sag), bag)
    p.pad((-w / 2 * sag, low - 0.02, -d / 2 * sag), (w / 2 * sag, h * 0.6, d / 2 * sag), bag, soft=0.3)
    if p.chance(0.4):
        p.pad((-w / 2 - 0.02, h, -d / 2 - 0.02), (w / 2 + 0.02, h + 0.04, d / 2 + 0.02), p.paint(), soft=0.15)
    else:
        p.pad((-0.42 * w, h * 0.8, -0.42 * d), (0.42 * w, h + p.between(0, 0.12), 0.42 * d), p.cloth(), soft=0.7)
    p.bare = True


@design("bin", MIXED)
def slatted_waste_basket(p: Piece) -> None:
    """Staves of wood, bamboo or steel around a liner, held by hoops."""
    r, h, n = p.between(0.12, 0.22), p.between(0.26, 0.6), p.count(10, 18)
    stave, hoop, narrow = (
        p.any_of(p.wood, p.wood, p.metal, p.dark),
        p.any_of(p.metal, p.dark, p.wood),
        p.between(0.7, 1.0),
    )
    p.turned(
        [(0, 0.01), (r * narrow * 0.95, 0.01), (r * 0.95, h * 0.97), (r * 0.9, h * 0.97), (0, h * 0.4)],
        p.any_of(p.dark, p.white),
    )
    half = 0.7 * pi * r / n
    for x, z in around(n):
        plank(p, (r * narrow * x, 0, r * narrow * z), (r * x, h, r * z), (-half * z, 0, half * x), 0.012, stave)
    for t in (p.between(0.08, 0.2), p.between(0.8, 0.95)):
        wide = r * (narrow + (1 - narrow) * t) + 0.009
        p.turned([(wide, h * t - 0.012), (wide, h * t + 0.012)], hoop)
    p.bare = True


@design("bin", MIXED)
def pedal_bin(p: Piece) -> None:
    r, h, body = p.between(0.1, 0.2), p.between(0.25, 0.7), p.any_of(p.metal, p.white, p.paint, p.dark)
    black = p.dark()
    p.turned([(0, 0), (r * 1.02, 0), (r * 1.02, 0.03), (r, 0.03)], black)
    p.turned([(r, 0.03), (r, h)], body)
    lid = body if p.chance(0.6) else p.metal()
    if p.chance(0.75):
        p.turned([(r * 1.03, h), (r * 1.03, h + 0.03), (r * 0.8, h + 0.06), (0, h + 0.075)], lid)
    else:  # open
        p.turned([(0, h - 0.02), (r * 0.98, h - 0.02)], black)
        p.disc((0, h + r, -r), r * 1.02, 0.025, lid)
    p.pad((-0.05, 0.015, r * 0.95), (0.05, 0.035, r + 0.06), black if p.chance(0.5) else p.metal(), soft=0.4)
    p.box((-0.03, h - 0.03, -r - 0.03), (0.03, h + 0.02, -r), black)
    p.path(
        [(-r, h * 0.8, 0), (-r - 0.01, h * 0.6, r * 0.5), (r + 0.01, h * 0.6, r * 0.5), (r, h * 0.8, 0)][
            : 4 * p.count(0, 1)
        ],
        0.005,
        p.metal(),
    )
    p.bare = True


@design("bin", MIXED)
def wicker_hamper(p: Piece) -> None:
    """For laundry: woven, with a lid."""
    w, h, d = p.between(0.3, 0.5), p.between(0.45, 0.7), p.between(0.28, 0.42)
    strands = [p.any_of(p.wood, p.white, p.dark)] * 2 if p.chance(0.6) else [p.wood(), p.wood()]
    rows, round_ = p.count(9, 14), p.chance(0.5)
    for j in range(rows):
        y0, y1 = h * j / rows, h * (j + 1) / rows
        bulge = 0.012 * (1 if j % 2 else -1)
        if round_:
            r = w / 2 * (0.88 + 0.12 * j / rows)
            p.turned([(r - 0.01, y0), (r + 0.006 + bulge / 3, (y0 + y1) / 2), (r - 0.01, y1)], strands[j % 2])
        else:
            box = (w / 2 + bulge / 2, y1 - 0.003, d / 2 + bulge / 2)
            p.box((-box[0], y0, -box[2]), box, strands[j % 2])
    for x, z in around(16 if round_ else 4):
        if round_:
            p.rod((0.44 * w * x, 0, 0.44 * w * z), (0.5 * w * x, h, 0.5 * w * z), 0.01, strands[0])
    if round_:
        p.turned([(w * 0.53, h), (w * 0.53, h + 0.03), (w * 0.3, h + 0.06), (0, h + 0.07)], strands[1])
    else:
        p.pad((-w * 0.53, h, -d * 0.54), (w * 0.53, h + 0.05, d * 0.54), strands[1], soft=0.15)
    p.bare = True


@design("bin", MIXED)
def swing_bin(p: Piece) -> None:
    """A tapered bucket under a hood with a flap."""
    w, h, d = p.between(0.24, 0.42), p.between(0.35, 0.7), p.between(0.2, 0.34)
    body, hood = p.any_of(p.white, p.paint, p.metal, p.dark), p.any_of(p.paint, p.white, p.dark)
    p.block((-w * 0.4, 0, -d * 0.4), (w * 0.4, h, d * 0.4), (1.2, 1.2), body)
    p.box((-w / 2 - 0.008, h - 0.02, -d / 2 - 0.008), (w / 2 + 0.008, h + 0.02, d / 2 + 0.008), hood)
    rise = p.between(0.1, 0.2)
    p.block((-w / 2, h + 0.02, -d / 2), (w / 2, h + rise, d / 2), (p.between(0.6, 0.95), p.between(0.2, 0.5)), hood)
    flap = body if p.chance(0.5) else p.any_of(p.white, p.dark)
    p.block((-w * 0.34, h + 0.03, d * 0.36), (w * 0.34, h + rise * 0.85, d * 0.5), (0.8, 0.3), flap)
    p.bare = True


@design("bin", MIXED)
def bucket(p: Piece) -> None:
    r, h, body = p.between(0.11, 0.17), p.between(0.2, 0.34), p.any_of(p.paint, p.paint, p.metal, p.white)
    narrow = p.between(0.65, 0.85)
    p.turned(
        [
            (0, 0),
            (r * narrow, 0),
            (r, h),
            (r * 1.06, h),
            (r * 1.06, h - 0.02),
            (r * 0.96, h - 0.015),
            (r * narrow * 0.95, 0.02),
            (0, 0.02),
        ],
        body,
    )
    wire, up = p.any_of(p.metal, p.dark, p.white), p.chance(0.5)
    turn = np.linspace(0, np.pi, 9).tolist()
    bow = [
        (
            r * float(np.cos(t)),
            h - 0.02 + (r * 1.2 * float(np.sin(t)) if up else 0.0),
            0.0 if up else r * 1.12 * float(np.sin(t)),
        )
        for t in turn
    ]
    p.path(bow, 0.005, wire)
    if up:
        p.rod((-0.05, bow[4][1], 0), (0.05, bow[4][1], 0), 0.013, p.any_of(p.wood, p.white))
    if p.chance(0.35):
        p.turned([(0, h * 0.7), (r * 0.88, h * 0.7)], p.stuff((0.5, 0.65, 0.7), shine=0.9))
    if p.chance(0.3):
        p.rod((r * 0.3, 0.05, 0), (r * 0.9, h + p.between(0.5, 0.9), -0.1), 0.011, p.wood())
    p.bare = True


@design("bin", MIXED)
def recycling_bins(p: Piece) -> None:
    """Two to four side by side or on one another, in different colours."""
    count, w, h, d = p.count(2, 4), p.between(0.22, 0.34), p.between(0.35, 0.62), p.between(0.28, 0.4)
    stacked, body = p.chance(0.25), p.any_of(p.white, p.dark, p.metal)
    count = min(count, 3) if stacked else count
    for k in range(count):
        lid, x, y = p.paint(), 0.0 if stacked else (w + 0.01) * k, k * (0.75 * h) if stacked else 0.0
        tall = 0.73 * h if stacked else h
        p.block((x - w * 0.45, y, -d * 0.45), (x + w * 0.45, y + tall - 0.05, d * 0.45), (1.1, 1.1), body)
        if stacked:
            p.block(
                (x - w * 0.42, y + tall * 0.55, d * 0.4), (x + w * 0.42, y + tall * 0.95, d * 0.62), (1.0, 0.4), lid
            )
        p.pad((x - w / 2, y + tall - 0.06, -d / 2), (x + w / 2, y + tall, d / 2), lid, soft=0.12)
        p.box((x - 0.06, y + tall * 0.3, d * 0.47), (x + 0.06, y + tall * 0.5, d * 0.49), lid)
        p.disc((x, y + tall * 0.25, d * 0.48), 0.05, 0.012, p.white())
    p.bare = True


@design("bin", MIXED)
def mesh_basket(p: Piece) -> None:
    """A wastepaper basket of wire, with balls of paper."""
    r, h, wire = p.between(0.11, 0.17), p.between(0.25, 0.38), p.any_of(p.dark, p.metal, p.white, p.paint)
    narrow = p.between(0.65, 0.95)
    p.turned([(0, 0), (r * narrow, 0), (r * narrow, 0.012), (0, 0.014)], wire)
    ways = around(p.count(18, 26))
    twist = p.between(0.0, 0.8) * p.chance(0.5)
    for sign in (-1, 1) if twist else (0,):
        c, s = float(np.cos(sign * twist)), float(np.sin(sign * twist))
        for x, z in ways:
            foot = (r * narrow * (c * x - s * z), 0.0, r * narrow * (s * x + c * z))
            p.rod(foot, (r * x, h, r * z), 0.004, wire)
    for t in np.linspace(0.25, 1, p.count(3, 5)).tolist():
        wide = r * (narrow + (1 - narrow) * t)
        p.turned([(wide - 0.002, h * t - 0.01), (wide + 0.004, h * t), (wide - 0.002, h * t + 0.006)], wire)
    paper = p.white()
    for _ in range(p.count(0, 6)):
        s, x, z = p.between(0.03, 0.05), p.between(-0.5, 0.5) * r, p.between(-0.5, 0.5) * r
        p.pad((x - s, h * p.between(0.1, 0.5), z - s), (x + s, h * 0.5 + 1.6 * s, z + s), paper, soft=0.7)
    p.bare = True


@design("bin", MIXED)
def wheelie_bin(p: Piece) -> None:
    w, h, d = p.between(0.42, 0.58), p.between(0.85, 1.05), p.between(0.45, 0.6)
    body = p.any_of(p.dark, lambda: p.stuff((0.1, 0.35, 0.15)), lambda: p.stuff((0.1, 0.25, 0.5)), p.paint)
    p.block((-w * 0.4, 0.03, -d * 0.35), (w * 0.4, h - 0.06, d * 0.4), (1.25, 1.3), body)
    lid = body if p.chance(0.6) else p.paint()
    p.pad((-w * 0.53, h - 0.07, -d * 0.5), (w * 0.53, h + 0.02, d * 0.56), lid, soft=0.2)
    p.rod((-w * 0.4, h - 0.05, -d * 0.55), (w * 0.4, h - 0.05, -d * 0.55), 0.018, body)
    for x in (-w * 0.42, w * 0.42):
        p.rod((x - 0.025, 0.1, -d * 0.38), (x + 0.025, 0.1, -d * 0.38), 0.1, p.dark())
    p.bare = True
