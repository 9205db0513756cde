"""Bathtubs: on feet, in corners, tiled, round, and with a shower."""

import numpy as np

from instructcv_rooms.made.bath import tap
from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.shapes import Size

BATHROOM = "Bathroom"


def trough(p: Piece, size: Size, floor: Number, edge: Number, outside: int, inside: int) -> None:
    """A box open above with walls `edge` thick."""
    w, h, d = size
    for z in (-d / 2, d / 2 - edge):
        p.box((-w / 2, 0, z), (w / 2, h - 0.02, z + edge), outside)
        p.box((-w / 2, h - 0.02, z), (w / 2, h, z + edge), inside)
    for x in (-w / 2, w / 2 - edge):
        p.box((x, 0, -d / 2), (x + edge, h - 0.02, d / 2), outside)
        p.box((x, h - 0.02, -d / 2), (x + edge, h, d / 2), inside)
    p.box((-w / 2 + edge, 0, -d / 2 + edge), (w / 2 - edge, floor, d / 2 - edge), inside)
    p.turned([(0, floor + 0.01), (0.03, floor + 0.01)], p.metal(), at=(-0.3 * w, 0))


def shower_pipe(p: Piece, x: Number, z: Number, low: Number, high: Number, reach: Number) -> None:
    """A riser with a mixer and a head that looks down, `reach` before it."""
    metal, r = p.any_of(p.metal, p.metal, p.dark), p.between(0.05, 0.14)
    p.path([(x, low, z), (x, high, z), (x, high + 0.02, z + reach)], 0.011, metal)
    p.turned([(0, high - 0.02), (r, high - 0.02), (r, high - 0.005), (0.015, high + 0.02)], metal, at=(x, z + reach))
    p.rod((x - 0.13, low + 0.05, z), (x + 0.13, low + 0.05, z), 0.022, metal)
    if p.chance(0.6):  # a second head by hand, on its hose
        y = low + p.between(0.4, 0.7)
        p.path([(x, y, z), (x + 0.03, y + 0.05, z + 0.05), (x + 0.03, y + 0.09, z + 0.12)], 0.014, metal)
        p.path([(x + 0.03, y, z + 0.03), (x + 0.12, low - 0.15, z + 0.04), (x, low + 0.05, z + 0.02)], 0.007, metal)


@design("bathtub", BATHROOM)
def slipper_tub(p: Piece) -> None:
    w, h, d = p.between(1.5, 1.85), p.between(0.52, 0.62), p.between(0.68, 0.82)
    foot, inside, both = p.between(0.1, 0.16), p.white(), p.chance(0.3)
    outside = p.any_of(p.white, p.dark, p.paint, p.metal)
    p.turned([(0, foot), (w * 0.34, foot), (w * 0.42, h * 0.5), (w * 0.47, h)], outside, oval=d / w)
    p.turned([(w * 0.45, h), (w * 0.5, h), (w * 0.5, h + 0.025), (w * 0.45, h + 0.025)], inside, oval=d / w)
    p.turned([(w * 0.45, h), (w * 0.4, h * 0.6), (w * 0.32, foot + 0.06), (0, foot + 0.05)], inside, oval=d / w)
    lift = p.between(0.12, 0.28)
    for corners in p.corners:
        t = np.clip(corners[:, 0] / (w / 2), -1.0 if both else 0.0, 1.0)
        corners[:, 1] += lift * t**2 * np.clip((corners[:, 1] - foot) / (h - foot), 0, 1)
    claw = p.any_of(p.metal, p.dark, lambda: p.stuff((0.75, 0.6, 0.25), shine=0.9))
    for sx in (-1, 1):
        for sz in (-1, 1):
            x, z = sx * w * 0.27, sz * d * 0.27
            p.rod((x, foot + 0.06, z), (x * 1.12, 0.03, z * 1.15), 0.04, claw, end_radius=0.022)
            p.ball((x * 1.14, 0.028, z * 1.17), (0.035, 0.028, 0.035), claw)
    if p.chance(0.6):
        p.path([(0, 0, -d / 2 - 0.06), (0, h + 0.2, -d / 2 - 0.06), (0, h + 0.16, -d * 0.28)], 0.016, p.metal())
    p.bare = True


@design("bathtub", BATHROOM)
def corner_tub(p: Piece) -> None:
    """A quarter of a circle, or cut straight, with an oval hollow."""
    s, h, body = p.between(1.2, 1.5), p.between(0.45, 0.6), p.white()
    panel = body if p.chance(0.5) else p.any_of(p.wood, p.paint, p.dark)
    straight, a, floor = p.chance(0.35), s * 0.37, h * 0.3
    middle = -0.08 * s
    outline: list[tuple[Number, Number]] = []
    xs = np.linspace(-s / 2, s / 2, 49).tolist()
    for x0, x1 in zip(xs, xs[1:], strict=False):
        t, hollow = (x0 + x1) / 2 + s / 2, ((x0 + x1) / 2 - middle) / a
        front = min(s, 1.45 * s - t) if straight else float(np.sqrt(s * s - (0.93 * t) ** 2))
        back, half = -s / 2, a * 0.9 * float(np.sqrt(max(0.0, 1 - hollow * hollow)))
        z1 = back + front
        cuts = [(back, middle - half), (middle + half, z1)] if half > 0 else [(back, z1)]
        for low, high in cuts:
            if high > low:
                p.box((x0, h - 0.03, low), (x1, h, high), body)
        outline.append(((x0 + x1) / 2, z1 - 0.015))
    edge = [*outline[::3], (s / 2 - 0.015, outline[-1][1]), (s / 2 - 0.015, -s / 2)]
    for a0, a1 in zip(edge, edge[1:], strict=False):
        p.board(a0, a1, 0, h - 0.03, 0.01, panel)
    rings = [(a * 1.01, h - 0.005), (a * 0.92, h * 0.6), (a * 0.75, floor + 0.03), (0, floor)]
    p.turned(rings, body, at=(middle, middle), oval=0.9)
    if p.chance(0.4):
        p.turned([(0, h * 0.72), (a * 0.93, h * 0.72)], p.stuff((0.6, 0.78, 0.84), shine=1.0), (middle, middle), 0.9)
    tap(p, -0.36 * s, h, -0.38 * s, 0.15)
    p.bare = True


@design("bathtub", BATHROOM)
def screened_tub(p: Piece) -> None:
    """Built in, with a pane against splashes and a shower over it."""
    w, h, d, body = p.between(1.5, 1.8), p.between(0.5, 0.62), p.between(0.68, 0.82), p.white()
    trough(p, (w, h, d), 0.16, p.between(0.05, 0.09), body if p.chance(0.6) else p.any_of(p.paint, p.wood), body)
    wide, top, metal = p.between(0.35, 0.6) * w, h + p.between(1.2, 1.45), p.any_of(p.metal, p.dark)
    left, z = -w / 2 + 0.02, d / 2 - 0.03
    p.box((left, h, z - 0.004), (left + wide, top, z + 0.004), p.glass())
    for x in (left, left + wide)[: p.count(1, 2)]:
        p.box((x - 0.012, h, z - 0.012), (x + 0.012, top, z + 0.012), metal)
    if p.chance(0.4):
        p.rod((left, top, z), (left + wide, top, z), 0.012, metal)
    shower_pipe(p, -w / 2 + 0.3, -d / 2 + 0.03, h + 0.15, top, p.between(0.1, 0.3))
    p.bare = True


@design("bathtub", BATHROOM)
def tiled_tub(p: Piece) -> None:
    w, h, d, body = p.between(1.6, 2.0), p.between(0.48, 0.6), p.between(0.8, 1.0), p.white()
    grout = p.stuff((0.75, 0.74, 0.7), shine=0.0)
    trough(p, (w, h, d), 0.15, p.between(0.08, 0.16), grout, body)
    tiles = [p.any_of(p.paint, p.white, p.dark)] * 2 if p.chance(0.6) else [p.paint(), p.white()]
    columns, rows = max(6, round(w / p.between(0.12, 0.22))), p.count(2, 4)
    for i in range(columns):
        for j in range(rows):
            x0, y0 = -w / 2 + i * w / columns, (h - 0.02) * j / rows
            tile = (x0 + w / columns - 0.006, y0 + (h - 0.02) / rows - 0.006, d / 2 + 0.008)
            p.box((x0 + 0.006, y0 + 0.006, d / 2), tile, tiles[(i + j) % 2])
    if p.chance(0.35):
        p.box((-0.25 * w, 0, d / 2), (0.25 * w, h * 0.4, d / 2 + 0.28), tiles[0])
    tap(p, w * 0.4, h, -d * 0.3, 0.15)
    p.bare = True


@design("bathtub", BATHROOM)
def round_tub(p: Piece) -> None:
    """A wooden barrel or a white whirlpool."""
    r, h = p.between(0.6, 0.95), p.between(0.55, 0.9)
    barrel = p.chance(0.55)
    outside = p.wood() if barrel else p.any_of(p.white, p.paint)
    inside = outside if barrel else p.white()
    p.turned([(0, 0), (r * 0.95, 0), (r, h), (r * 1.02, h + 0.03), (r * 0.88, h + 0.03)], outside)
    p.turned([(r * 0.88, h + 0.03), (r * 0.84, h * 0.5), (r * 0.75, 0.14), (0, 0.12)], inside)
    if barrel:
        for x, z in around(24):
            p.rod((r * 0.955 * x, 0, r * 0.955 * z), (r * x, h, r * z), 0.012, outside)
        for y in (0.15 * h, 0.8 * h):
            p.turned([(r * (0.97 + 0.04 * y), y), (r * (0.98 + 0.04 * y), y + 0.05)], p.dark())
    if p.chance(0.6):
        p.turned([(0, h * 0.8), (r * 0.87, h * 0.8)], p.stuff((0.55, 0.75, 0.82), shine=1.0))
    if p.chance(0.5):
        p.box((-0.3, 0, r), (0.3, h * 0.35, r + 0.28), outside)
    else:
        tap(p, 0, h + 0.03, -r * 0.95, 0.16)
    p.bare = True
