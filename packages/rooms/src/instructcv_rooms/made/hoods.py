"""Hoods over stoves."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.joinery import front, some_look
from instructcv_rooms.made.kitchen import knobs
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import can

KITCHEN = "Kitchen"


@design("hood", KITCHEN)
def pyramid_hood(p: Piece) -> None:
    """Concave, step by step narrower up to its chimney."""
    w, d, steps = p.between(0.6, 1.1), p.between(0.42, 0.55), 6
    body, pipe, lip, rise = (
        p.any_of(p.metal, p.dark, p.white),
        p.between(0.22, 0.32),
        p.between(0.03, 0.08),
        p.between(0.2, 0.4),
    )
    bend = p.between(1.0, 2.2)
    p.box((-w / 2, 0, -d / 2), (w / 2, lip, d / 2), body)
    for k in range(steps):
        a, b = ((1 - (k + j) / steps) ** bend for j in (0, 1))
        (w0, d0), (w1, d1) = ((pipe + (w - pipe) * t, 0.26 + (d - 0.26) * t) for t in (a, b))
        y, first = lip + rise * k / steps, len(p.corners)
        p.block((-w0 / 2, y, -d0 / 2), (w0 / 2, y + rise / steps, d0 / 2), (w1 / w0, d1 / d0), body)
        for rows in p.corners[first:]:
            rows[:, 2] -= (d - d0) / 2 + (rows[:, 1] - y) / (rise / steps) * (d0 - d1) / 2
    p.box((-pipe / 2, lip + rise, -d / 2), (pipe / 2, lip + rise + p.between(0.2, 0.6), -d / 2 + 0.26), body)
    p.box((-0.42 * w, -0.004, -0.4 * d), (0.42 * w, 0, 0.4 * d), p.dark())
    knobs(p, p.count(3, 5), lip / 2, d / 2 - 0.012, w * 0.3, p.dark())
    p.elevation_m = p.between(1.45, 1.7)


@design("hood", KITCHEN)
def under_cupboard_hood(p: Piece) -> None:
    """Flat, with a slanting front or a visor, some with a cupboard on top."""
    w, h, d = p.between(0.5, 0.9), p.between(0.09, 0.18), p.between(0.42, 0.52)
    body = p.any_of(p.white, p.metal, p.dark, lambda: p.stuff((0.4, 0.25, 0.12), shine=0.3))
    first = len(p.corners)
    p.block((-w / 2, 0, -d / 2), (w / 2, h, d / 2), (1.0, p.between(0.6, 1.0)), body)
    for rows in p.corners[first:]:
        back = rows[:, 2] < 0
        rows[back, 2] = -d / 2
    if p.chance(0.5):
        p.box(
            (-w / 2, 0, d / 2), (w / 2, 0.035, d / 2 + p.between(0.02, 0.1)), p.any_of(p.metal, p.glass, lambda: body)
        )
    knobs(p, p.count(2, 4), 0.03, d / 2 - 0.01, w * 0.4, p.dark())
    p.box((-0.44 * w, -0.003, -0.42 * d), (0.44 * w, 0, 0.42 * d), p.any_of(p.dark, p.metal))
    if p.chance(0.4):
        look = some_look(p)
        p.box((-w / 2, h, -d / 2), (w / 2, h + 0.4, -d / 2 + 0.33), look.panel)
        front(p, look, (-w / 2, h), (0, h + 0.4), -d / 2 + 0.33, 1)
        front(p, look, (0, h), (w / 2, h + 0.4), -d / 2 + 0.33, -1)
    p.elevation_m = p.between(1.4, 1.65)


@design("hood", KITCHEN)
def curved_glass_hood(p: Piece) -> None:
    """A bent pane through a chimney."""
    w, d, sag = p.between(0.6, 1.0), p.between(0.4, 0.5), p.between(0.03, 0.14)
    body, pane, slices = p.any_of(p.metal, p.dark, p.white), p.any_of(p.glass, p.dark), 12
    for k in range(slices):
        x0, x1 = (w * ((k + j) / slices - 0.5) for j in (0, 1))
        y0, y1 = (sag * (1 - (2 * x / w) ** 2) for x in (x0, x1))
        p.box((x0, min(y0, y1), -d / 2), (x1, max(y0, y1) + 0.008, d / 2), pane)
    p.box((-w * 0.28, -0.03, -d / 2), (w * 0.28, sag + 0.02, d * 0.25), body)
    pipe = p.between(0.22, 0.34)
    p.box((-pipe / 2, sag, -d / 2), (pipe / 2, sag + p.between(0.35, 0.8), -d / 2 + 0.26), body)
    for x in (-0.15, 0.15):
        can(p, 0.03, -0.034, -0.03, p.white(), at=(x, 0))
    p.elevation_m = p.between(1.45, 1.7)


@design("hood", KITCHEN)
def cylinder_hood(p: Piece) -> None:
    """A tube, plain or with a disc at its foot."""
    r, h = p.between(0.16, 0.24), p.between(0.55, 0.95)
    body = p.any_of(p.metal, p.metal, p.dark, p.white, p.paint)
    can(p, r, 0, h * 0.55, body)
    can(p, r * p.between(0.6, 0.97), h * 0.55, h, body)
    if p.chance(0.5):
        can(p, r * p.between(1.3, 2.1), -0.012, 0.004, p.any_of(p.glass, p.metal, p.dark))
    can(p, r * 0.8, -0.016, -0.012, p.dark())
    knobs(p, 3, 0.06, r - 0.01, 0.12, p.dark())
    p.elevation_m = p.between(1.45, 1.65)


@design("hood", KITCHEN)
def slanted_hood(p: Piece) -> None:
    """A plate of glass that leans towards the cook, a short chimney behind."""
    w, long, lean, first = p.between(0.55, 0.95), p.between(0.4, 0.55), p.between(30, 55), len(p.corners)
    body, plate = p.any_of(p.dark, p.metal, p.white), p.any_of(p.dark, p.dark, p.white, p.paint)
    p.box((-w / 2, 0, -0.03), (w / 2, long, 0), body)
    p.box((-w / 2 - 0.004, 0.0, 0), (w / 2 + 0.004, long * 0.62, 0.012), plate)
    p.box((-w / 2 - 0.004, long * 0.65, 0), (w / 2 + 0.004, long, 0.012), plate)
    p.box((-0.08, long * 0.52, 0.012), (0.08, long * 0.55, 0.014), p.stuff((0.4, 0.6, 0.7), shine=0.8))
    p.turn(first, 0, lean)
    tall = long * float(np.cos(np.radians(lean)))
    p.box((-w * 0.4, 0.0, -0.1), (w * 0.4, tall * 0.6, 0.03), body)
    if p.chance(0.8):
        pipe = p.between(0.25, 0.32)
        p.box((-pipe / 2, tall * 0.4, -0.1), (pipe / 2, tall + p.between(0.2, 0.5), 0.14), body)
    p.elevation_m = p.between(1.35, 1.6)


@design("hood", KITCHEN)
def plaster_hood(p: Piece) -> None:
    """Of a country kitchen: a masonry funnel on a beam."""
    w, d, h = p.between(0.9, 1.5), p.between(0.45, 0.6), p.between(0.6, 0.95)
    wall, beam, lip = p.any_of(p.white, p.paint, p.wood), p.any_of(p.wood, p.wood, p.dark), p.between(0.08, 0.16)
    first = len(p.corners)
    p.block((-w / 2, lip, -d / 2), (w / 2, h, d / 2), (p.between(0.45, 0.8), p.between(0.5, 0.8)), wall)
    for rows in p.corners[first:]:
        rows[rows[:, 2] < 0, 2] = -d / 2
    p.box((-w / 2 - 0.03, 0, -d / 2), (w / 2 + 0.03, lip, d / 2 + 0.03), beam)
    for x in (-w * 0.45, w * 0.45) if p.chance(0.5) else ():
        p.block((x - 0.04, -0.25, -d / 2), (x + 0.04, 0, -d / 2 + 0.1), (1.0, 2.5), beam)
    p.box((-w * 0.4, -0.003, -d * 0.35), (w * 0.4, 0.0, d * 0.35), p.any_of(p.metal, p.dark))
    p.elevation_m = p.between(1.4, 1.6)
