"""Showers: cabins, trays, pods and columns."""

import numpy as np

from instructcv_rooms.made.bathtubs import shower_pipe, trough
from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece

BATHROOM = "Bathroom"


@design("shower", BATHROOM)
def quadrant_cabin(p: Piece) -> None:
    """Panes around a corner, bent or in three flat parts."""
    s, h = p.between(0.8, 1.1), p.between(1.85, 2.15)
    pane, metal, white, step = p.glass(), p.any_of(p.metal, p.white, p.dark), p.white(), p.between(0.04, 0.2)
    parts = 10 if p.chance(0.6) else 3
    straight = s * p.between(0.3, 0.5)
    arc = np.linspace(0, np.pi / 2, parts - 1).tolist()
    r = s - straight
    bend = [(straight + r * float(np.sin(t)), straight + r * float(np.cos(t))) for t in arc]
    outline = [(0.0, s), *bend, (s, 0.0)]
    for a, b in zip(outline, outline[1:], strict=False):
        p.board(a, b, step, h, 0.006, pane)
        for y in (step, h):
            p.rod((a[0], y, a[1]), (b[0], y, b[1]), 0.016, metal)
        for k in range(6 if b[0] > a[0] else 0):
            x0, x1 = (a[0] + (b[0] - a[0]) * t / 6 for t in (k, k + 1))
            p.box((x0, 0, 0), (x1, step, a[1] + (b[1] - a[1]) * (k + 0.5) / 6), white)
    for x, z in (outline[0], outline[1], outline[-2], outline[-1]):
        p.rod((x, step, z), (x, h, z), 0.014, metal)
    middle = outline[len(outline) // 2]
    p.rod((middle[0] + 0.02, 0.95, middle[1] + 0.02), (middle[0] + 0.02, 1.15, middle[1] + 0.02), 0.012, metal)
    shower_pipe(p, s * 0.4, 0.03, 1.0, h - 0.05, 0.2)
    p.bare = True


@design("shower", BATHROOM)
def curtained_tray(p: Piece) -> None:
    w, d, h, white = p.between(0.8, 1.2), p.between(0.75, 1.0), p.between(1.9, 2.1), p.white()
    trough(p, (w, p.between(0.08, 0.2), d), 0.04, 0.05, white, white)
    metal, cloth = p.any_of(p.metal, p.white), p.any_of(p.cloth, p.white, p.cloth)
    corner = [(-w / 2, h, -d / 2), (-w / 2, h, d / 2), (w / 2, h, d / 2), (w / 2, h, -d / 2)]
    p.path(corner, 0.012, metal)
    wide = w * p.between(0.35, 1.0)
    low = p.between(0.1, 0.25)
    p.drape((-w / 2, low, d / 2 - 0.04), (-w / 2 + wide, h - 0.03, d / 2 + 0.04), p.between(4, 9), 0.07, cloth)
    for x in np.linspace(-w / 2 + 0.05, -w / 2 + wide, 8).tolist():
        p.ring((x, h - 0.01, d / 2), 0.025, 0.003, metal, sides=8)
    if p.chance(0.5):
        p.box((-w / 2, 0, -d / 2 - 0.02), (w / 2, h, -d / 2), p.any_of(p.white, p.paint))
    shower_pipe(p, 0, -d / 2 + 0.02, 1.0, h - 0.1, 0.18)
    p.bare = True


@design("shower", BATHROOM)
def shower_column(p: Piece) -> None:
    """On the wall: a bar, a panel or a pipe with its heads and mixer."""
    h, metal = p.between(0.7, 1.3), p.any_of(p.metal, p.metal, p.dark)
    if p.chance(0.3):
        p.box((-0.09, 0.1, -0.03), (0.09, h, 0.0), p.any_of(p.metal, p.dark, p.glass, p.white))
        for y in np.linspace(0.3, h - 0.2, 4).tolist():
            p.disc((0, y, 0.005), 0.03, 0.01, metal)
    shower_pipe(p, 0, 0.02, 0.1, h, p.between(0.2, 0.4))
    if p.chance(0.5):
        p.box((-0.14, 0.32, 0.0), (0.14, 0.33, 0.12), metal)
        p.rod((-0.06, 0.33, 0.06), (-0.06, 0.5, 0.06), 0.025, p.paint())
    p.elevation_m = p.between(0.8, 1.0)


@design("shower", BATHROOM)
def walk_in_shower(p: Piece) -> None:
    """A tiled wall, a flat tray and one pane."""
    w, h, d = p.between(0.95, 1.5), p.between(1.95, 2.2), p.between(0.75, 1.0)
    tile, metal = p.any_of(p.paint, p.white, p.dark), p.any_of(p.metal, p.dark)
    rows, columns = p.count(6, 12), p.count(4, 9)
    p.box((-w / 2, 0, -d / 2 - 0.03), (w / 2, h, -d / 2 - 0.01), p.stuff((0.7, 0.7, 0.68), shine=0.0))
    for i in range(columns):
        for j in range(rows):
            x, y = -w / 2 + i * w / columns, j * h / rows
            high = (x + w / columns - 0.004, y + h / rows - 0.004, -d / 2)
            p.box((x + 0.004, y + 0.004, -d / 2 - 0.01), high, tile)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.03, d / 2), p.any_of(p.white, p.dark))
    side = p.chance(0.5)
    a, b = (
        ((w / 2 - 0.02, -d / 2), (w / 2 - 0.02, d / 2)) if side else ((-w / 2, d / 2 - 0.02), (w * 0.15, d / 2 - 0.02))
    )
    p.board(a, b, 0.03, h - 0.05, 0.009, p.glass())
    p.rod((a[0], 0.03, a[1]), (a[0], h - 0.05, a[1]), 0.014, metal)
    p.rod((b[0], h - 0.08, b[1]), (b[0], h - 0.08, -d / 2) if not side else (-w * 0.1, h - 0.08, -d / 2), 0.01, metal)
    shower_pipe(p, -0.1 * w, -d / 2 + 0.02, 1.0, h - 0.15, p.between(0.2, 0.35))
    p.bare = True


@design("shower", BATHROOM)
def shower_pod(p: Piece) -> None:
    """A closed cabin with a roof, a back with a seat or shelves, and doors that slide."""
    w, h, d = p.between(0.85, 1.2), p.between(2.0, 2.2), p.between(0.8, 1.0)
    body, metal, pane = p.any_of(p.white, p.white, p.dark), p.any_of(p.metal, p.dark, p.white), p.glass()
    base = p.between(0.15, 0.4)
    p.pad((-w / 2, 0, -d / 2), (w / 2, base, d / 2), body, soft=0.1)
    p.pad((-w / 2, h - 0.12, -d / 2), (w / 2, h, d / 2), body, soft=0.15)
    p.box((-w / 2, base, -d / 2), (w / 2, h - 0.08, -d / 2 + 0.05), body)
    p.box((-0.15, base, -d / 2 + 0.05), (0.15, h - 0.1, -d / 2 + 0.1), p.any_of(p.dark, p.metal, p.white))
    for x in (-w / 2 + 0.01, w / 2 - 0.01):
        p.board((x, -d / 2), (x, d / 2 - 0.02), base, h - 0.1, 0.008, pane)
        p.rod((x, base - 0.02, d / 2 - 0.03), (x, h - 0.1, d / 2 - 0.03), 0.02, metal)
    p.board((-w / 2, d / 2 - 0.03), (w * p.between(0.0, 0.5), d / 2 - 0.03), base, h - 0.1, 0.008, pane)
    p.rod((0.03, 0.9, d / 2), (0.03, 1.3, d / 2), 0.012, metal)
    if p.chance(0.5):
        p.box((-w * 0.4, base + 0.3, -d / 2 + 0.05), (w * 0.4, base + 0.35, -d / 2 + 0.3), body)
    shower_pipe(p, 0, -d / 2 + 0.12, 1.1, h - 0.2, 0.2)
    p.bare = True
