"""Hats; clothes on hangers, in heaps and folded."""

from collections.abc import Sequence

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, around

BEDROOM, MIXED = "Bedroom", "Miscellaneous"


@design("hat", MIXED)
def top_hat(p: Piece) -> None:
    """A tall or low cylinder, or a bowler, with a curled brim and a band."""
    r, brim, h = p.between(0.085, 0.1), p.between(1.3, 1.55), p.between(0.08, 0.17)
    felt, band = (
        p.any_of(p.dark, p.dark, p.cloth, lambda: p.stuff((0.45, 0.33, 0.22), shine=0.0)),
        p.any_of(p.dark, p.cloth),
    )
    curl = p.between(0.005, 0.03)
    crown_ = (
        ((0.93, 0.5), (1.05, 0.95), (1.03, 1.0), (0, 1.0))
        if p.chance(0.6)
        else ((0.98, 0.4), (0.85, 0.75), (0.5, 0.95), (0, 1.0))
    )
    p.turned(
        [
            (r * brim, curl),
            (r * brim * 0.95, 0.3 * curl),
            (r * 1.1, 0),
            (r, 0.01),
            *((r * q, h * t) for q, t in crown_),
        ],
        felt,
        oval=1.2,
    )
    p.turned([(r * 1.02, 0.008), (r * 1.0, 0.04)], band, oval=1.2)
    p.bare = True


@design("hat", MIXED)
def beanie(p: Piece) -> None:
    """A knitted cap with a rolled edge, ribs and a bobble."""
    r, h, wool = p.between(0.085, 0.105), p.between(0.14, 0.22), p.cloth()
    edge, bobble = wool if p.chance(0.5) else p.cloth(), p.chance(0.6)
    turns = np.linspace(0, 2 * np.pi, 73)
    rows = []
    for q, t in ((1.0, 0.2), (1.05, 0.4), (0.95, 0.7), (0.6, 0.93), (0.1, 1.0)):
        wide = r * q * (1 + 0.03 * np.cos(18 * turns))
        rows.append(np.stack([wide * np.cos(turns), np.full_like(turns, h * t), 1.1 * wide * np.sin(turns)], -1))
    p.loft(np.array(rows), wool)
    p.turned([(r, 0.0), (r * 1.1, 0.02), (r * 1.1, 0.05), (r, 0.065)], edge, oval=1.1)
    if p.chance(0.4):
        p.turned([(r * 1.055, 0.42 * h), (r * 1.03, 0.52 * h)], p.cloth(), oval=1.1)
    if bobble:
        s = p.between(0.025, 0.045)
        p.ball((0, h + 0.6 * s, 0), (s, s, s), edge)
    p.bare = True


@design("hat", MIXED)
def cowboy_hat(p: Piece) -> None:
    """A brim that rises at its sides, and a dented crown."""
    r, h, brim = p.between(0.085, 0.1), p.between(0.1, 0.14), p.between(1.7, 2.1)
    felt, rise = (
        p.any_of(p.dark, p.cloth, lambda: p.stuff((0.5, 0.33, 0.18), shine=0.1), p.white),
        p.between(0.03, 0.08),
    )
    turns = np.linspace(0, 2 * np.pi, 41)
    rows = []
    for q, t, bent in (
        (brim, 0, 1.0),
        (1.4, 0, 0.35),
        (1.0, 0, 0),
        (0.97, 0.5, 0),
        (0.85, 0.95, 0),
        (0.5, 0.85, 0),
        (0.1, 0.72, 0),
    ):
        y = h * t + rise * bent * np.cos(turns) ** 2
        rows.append(np.stack([r * q * np.cos(turns), y, 1.2 * r * q * np.sin(turns)], -1))
    p.loft(np.array(rows), felt)
    p.turned([(r * 1.03, 0.0), (r * 1.01, 0.025)], p.any_of(p.dark, p.paint), oval=1.2)
    p.bare = True


def draped(p: Piece, rings: Sequence[tuple[Number, Number, Number, Number]], folds: int, material: int) -> None:
    """Cloth through ovals of (height, half width, half depth, depth of folds as a share)."""
    turns = np.linspace(0, 2 * np.pi, 57)
    phase = p.between(0, 6)
    rows = []
    for y, w, d, deep in rings:
        wave = 1 + deep * np.cos(folds * turns + phase)
        rows.append(np.stack([w * wave * np.cos(turns), np.full_like(turns, y), d * wave * np.sin(turns)], -1))
    p.loft(np.array(rows), material)


@design("clothes", BEDROOM)
def jacket_on_hanger(p: Piece) -> None:
    """A coat, jacket or shirt on a hanger at a hook of the wall."""
    w, long, cloth = p.between(0.2, 0.25), p.between(0.6, 1.1), p.any_of(p.cloth, p.cloth, p.dark)
    flare = p.between(0.9, 1.2)
    draped(
        p,
        (
            (0, w * flare, 0.07, 0.06),
            (0.5 * long, 0.92 * w, 0.08, 0.03),
            (0.9 * long, w, 0.07, 0),
            (0.97 * long, 0.7 * w, 0.05, 0),
            (1.02 * long, 0.28 * w, 0.045, 0),
        ),
        7,
        cloth,
    )
    for s in (-1, 1):
        sleeve = p.between(0.45, 0.62)
        p.rod(
            (s * 0.93 * w, 0.92 * long, 0),
            (s * 1.2 * w, 0.93 * long - 0.5 * sleeve, 0.01),
            0.06,
            cloth,
            end_radius=0.055,
        )
        p.rod(
            (s * 1.2 * w, 0.93 * long - 0.5 * sleeve, 0.01),
            (s * 1.25 * w, 0.93 * long - sleeve, 0.03),
            0.055,
            cloth,
            end_radius=0.045,
        )
        p.rod((s * 0.01, 0.55 * long, 0.085), (s * 0.09, 0.99 * long, 0.06), 0.02, cloth, end_radius=0.03)
    button = p.any_of(p.dark, p.metal, p.white)
    for k in range(p.count(3, 6)):
        p.disc((0.012, long * (0.12 + 0.09 * k), 0.086), 0.011, 0.012, button)
    metal = p.metal()
    p.path(
        [
            (0, 1.02 * long, 0),
            (0, 1.02 * long + 0.05, 0),
            (0.02, 1.02 * long + 0.07, 0),
            (0, 1.02 * long + 0.09, -0.02),
        ],
        0.004,
        metal,
    )
    p.box((-0.02, 1.02 * long + 0.04, -0.09), (0.02, 1.02 * long + 0.1, -0.02), p.any_of(p.wood, p.metal, p.white))
    p.elevation_m = max(0.3, p.between(1.6, 1.8) - long)


@design("clothes", BEDROOM)
def clothes_heap(p: Piece) -> None:
    """Crumpled things thrown on one another."""
    wide = p.between(0.16, 0.28)
    for k in range(p.count(3, 6)):
        y, r = 0.02 + 0.02 * k, wide * p.between(0.6, 1.1)
        turns, ups = np.meshgrid(np.linspace(0, 2 * np.pi, 33), np.linspace(0, np.pi / 2, 9))
        lumps = (
            1
            + 0.16 * np.cos(p.count(2, 5) * turns + p.between(0, 6) + 3 * ups)
            + 0.08 * np.cos(7 * turns + p.between(0, 6))
        )
        flat = p.between(0.15, 0.35)
        x, z = r * lumps * np.cos(ups) * np.cos(turns), r * lumps * np.cos(ups) * np.sin(turns)
        high = (y + flat * r) * np.sin(ups) * (1 + 0.1 * np.cos(3 * turns))
        at = (p.between(-0.7, 0.7) * wide, p.between(-0.7, 0.7) * wide)
        cloth = p.cloth()
        p.loft(np.stack([x + at[0], high, z + at[1]], -1), cloth)
        if p.chance(0.5):
            p.rod(
                (at[0], y * 0.7, at[1]),
                (at[0] + p.between(-0.35, 0.35), 0.04, at[1] + p.between(0.1, 0.35)),
                0.05,
                cloth,
                end_radius=0.035,
            )
    p.bare = True


@design("clothes", BEDROOM)
def dress_form(p: Piece) -> None:
    """A dress, or a bare bust, on a tailor's stand."""
    high, w, pole = p.between(1.35, 1.6), p.between(0.17, 0.21), p.any_of(p.wood, p.metal, p.dark)
    for x, z in around(3):
        p.path([(0.22 * x, 0.01, 0.22 * z), (0.1 * x, 0.1, 0.1 * z), (0, 0.16, 0)], 0.014, pole)
    p.rod((0, 0.12, 0), (0, high + 0.06, 0), 0.016, pole)
    p.ball((0, high + 0.06, 0), (0.025, 0.03, 0.025), pole)
    bust = p.any_of(p.cloth, p.dark, lambda: p.stuff((0.85, 0.78, 0.66), shine=0.0))
    torso = (
        (high - 0.62, w, 0.13),
        (high - 0.42, 0.72 * w, 0.1),
        (high - 0.22, 0.95 * w, 0.14),
        (high - 0.1, 0.98 * w, 0.1),
        (high - 0.05, 0.4 * w, 0.06),
        (high, 0.32 * w, 0.055),
    )
    draped(p, [(y, x, z, 0.0) for y, x, z in torso], 1, bust)
    p.turned([(0.32 * w, high), (0, high + 0.01)], bust)
    if p.chance(0.75):
        skirt, cloth = p.between(0.4, 0.95), p.cloth()
        hem, top = max(0.12, high - 0.42 - skirt), high - p.between(0.1, 0.2)
        flare = p.between(1.0, 2.0)
        draped(
            p,
            (
                (hem, w * flare, 0.15 * flare, 0.08),
                (high - 0.62, 1.06 * w, 0.145, 0.03),
                (high - 0.42, 0.75 * w, 0.11, 0),
                (high - 0.22, 0.98 * w, 0.148, 0),
                (top, 1.0 * w, 0.11, 0),
            ),
            9,
            cloth,
        )
    p.bare = True


@design("clothes", BEDROOM)
def folded_clothes(p: Piece) -> None:
    """A stack of folded shirts and jumpers, with a collar or rolled socks on top."""
    w, d, y = p.between(0.22, 0.34), p.between(0.2, 0.32), 0.0
    for _ in range(p.count(2, 7)):
        thick, cloth, shift = p.between(0.02, 0.06), p.cloth(), p.between(-0.015, 0.015)
        p.pad((-w / 2 + shift, y, -d / 2), (w / 2 + shift, y + thick * 0.6, d / 2 + shift), cloth, soft=0.2)
        p.pad((-w / 2 + shift, y + 0.4 * thick, -d / 2), (w / 2 + shift, y + thick, d / 2), cloth, soft=0.25)
        y += thick * 0.96
    if p.chance(0.5):
        p.turned(
            [(0.05, y - 0.005), (0.055, y + 0.02), (0.04, y + 0.025)], len(p.materials) - 1, at=(0, -0.25 * d), oval=0.7
        )
    else:
        for x in (-0.06, 0.05)[: p.count(1, 2)]:
            p.ball((x, y + 0.03, 0.02), (0.045, 0.035, 0.04), p.cloth())
    p.bare = True
