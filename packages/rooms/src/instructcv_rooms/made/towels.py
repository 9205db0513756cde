"""Towels on rails and hooks, rolled and in piles."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece

BATHROOM = "Bathroom"


@design("towel", BATHROOM)
def railed_towels(p: Piece) -> None:
    """One or two over a rail, each with a front and a shorter back."""
    w, h, metal = p.between(0.45, 0.8), p.between(0.4, 0.75), p.any_of(p.metal, p.dark, p.wood, p.white)
    p.rod((-w / 2, h, 0.05), (w / 2, h, 0.05), 0.01, metal)
    for x in (-w / 2 + 0.01, w / 2 - 0.01):
        p.rod((x, h, 0), (x, h, 0.05), 0.009, metal)
        p.disc((x, h, 0), 0.025, 0.008, metal)
    towels = p.count(1, 2)
    for k in range(towels):
        cloth, wide = p.any_of(p.cloth, p.white, p.cloth), w * p.between(0.7, 0.88) / towels
        x0 = -w / 2 + w * k / towels + 0.03
        low, band = 0.0 if k == 0 else p.between(0, 0.2) * h, p.any_of(p.white, p.cloth)
        p.pad((x0, low, 0.058), (x0 + wide, h + 0.016, 0.082), cloth, soft=0.12)
        p.pad((x0, h * p.between(0.15, 0.5), 0.02), (x0 + wide, h + 0.014, 0.045), cloth, soft=0.12)
        p.rod((x0 + 0.005, h + 0.005, 0.05), (x0 + wide - 0.005, h + 0.005, 0.05), 0.022, cloth)
        for y in (0.06, 0.1)[: p.count(0, 2)]:
            p.box((x0 + 0.002, low + y, 0.08), (x0 + wide - 0.002, low + y + 0.02, 0.084), band)
    p.elevation_m = p.between(0.5, 1.0)


@design("towel", BATHROOM)
def rolled_towels(p: Piece) -> None:
    """Rolls in a heap, some in a basket."""
    r, d, rows = p.between(0.04, 0.065), p.between(0.2, 0.34), p.count(1, 3)
    cloths, basket = [p.cloth(), p.any_of(p.white, p.cloth)], p.chance(0.3)
    first = max(rows, p.count(2, 4))
    for j in range(rows):
        for k in range(first - j):
            x, y = (2 * k - (first - j - 1)) * r, r * (1 + 1.75 * j)
            cloth = cloths[p.count(0, 1)]
            p.rod((x, y, -d / 2), (x, y, d / 2), r, cloth)
            for inner in (0.65, 0.35):
                p.ring((x, y, d / 2), r * inner, 0.004, cloths[0], sides=10)
    if basket:
        wide, strip = first * r + 0.02, p.wood()
        for y in (0.0, 0.045, 0.09):
            for z in (-d / 2 - 0.01, d / 2 + 0.01):
                p.box((-wide, y, z - 0.006), (wide, y + 0.035, z + 0.006), strip)
            for x in (-wide, wide):
                p.box((x - 0.006, y, -d / 2), (x + 0.006, y + 0.035, d / 2), strip)
    p.bare = True


@design("towel", BATHROOM)
def hooked_towel(p: Piece) -> None:
    """It hangs by its middle from a hook or goes through a ring."""
    w, h, cloth = p.between(0.25, 0.5), p.between(0.5, 1.0), p.any_of(p.cloth, p.white)
    ring, metal = p.chance(0.4), p.any_of(p.metal, p.dark, p.wood)
    waist = p.between(0.08, 0.2) if not ring else p.between(0.25, 0.5)
    for z, low in ((0.05, 0.0), (0.025, p.between(0.05, 0.25) * h)):
        p.drape((-w / 2, low, z - 0.01), (w / 2, h, z + 0.01), p.between(2.5, 5), p.between(0.03, 0.06), cloth)
        corners = p.corners[-1]
        corners[:, 0] *= waist + (1 - waist) * np.clip((h - corners[:, 1]) / h, 0, 1) ** p.between(0.5, 0.9)
    if ring:
        p.ring((0, h + 0.06, 0.04), 0.085, 0.006, metal, sides=18)
        p.disc((0, h + 0.15, 0.02), 0.028, 0.03, metal)
    else:
        p.path([(0, h + 0.03, 0), (0, h - 0.01, 0.04), (0, h + 0.02, 0.08)], 0.009, metal)
        p.box((-0.025, h - 0.03, -0.005), (0.025, h + 0.06, 0.005), metal)
    p.elevation_m = p.between(0.6, 1.0)


@design("towel", BATHROOM)
def towel_pile(p: Piece) -> None:
    """Folded bath towels with round folds, biggest below."""
    w, d, y = p.between(0.28, 0.45), p.between(0.2, 0.34), 0.0
    cloths = [p.any_of(p.cloth, p.white) for _ in range(3)]
    for k in range(p.count(2, 5)):
        thick, cloth, small = p.between(0.05, 0.09), cloths[p.count(0, 2)], 1 - 0.06 * k
        x0, x1, z0, z1 = -w / 2 * small, w / 2 * small, -d / 2 * small, d / 2 * small
        for half in (0.0, thick / 2):
            p.pad((x0, y + half, z0), (x1, y + half + thick / 2, z1), cloth, soft=0.16)
        p.rod(
            (x0 + 0.005, y + thick / 2, z1 - thick * 0.3),
            (x1 - 0.005, y + thick / 2, z1 - thick * 0.3),
            thick / 2,
            cloth,
        )
        y += thick
    if p.chance(0.3):
        p.pad((-0.04, y, -0.03), (0.04, y + 0.03, 0.03), p.any_of(p.white, p.paint), soft=0.4)
    p.bare = True
