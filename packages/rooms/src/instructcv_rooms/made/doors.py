"""Doors: panelled, glazed, louvred, double, folding, and ajar."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.openings import OPENINGS, Area, arch, fit, glaze, rails, split, trim
from instructcv_rooms.made.piece import Number, Piece


def handle(p: Piece, x: Number, y: Number, z: Number, inward: Number) -> None:
    """A lever, a knob or a bar; `inward` is 1 or -1, where the leaf lies."""
    metal, style = p.any_of(p.metal, p.dark, lambda: p.stuff((0.75, 0.6, 0.25), shine=0.9)), p.count(0, 3)
    if style == 0:
        p.disc((x, y, z + 0.005), 0.027, 0.01, metal)
        p.ball((x, y, z + 0.045), (0.03, 0.03, 0.026), metal)
    elif style == 3:
        p.path([(x, y - 0.2, z), (x, y - 0.2, z + 0.05), (x, y + 0.25, z + 0.05), (x, y + 0.25, z)], 0.011, metal)
    else:
        if style == 1:
            p.box((x - 0.02, y - 0.13, z), (x + 0.02, y + 0.08, z + 0.006), metal)
        p.path([(x, y, z), (x, y, z + 0.05), (x + inward * 0.12, y - 0.005, z + 0.05)], 0.01, metal)


def panels(p: Piece, area: Area, z: Number, material: int, columns: int, rows: int) -> None:
    """Framed fields on the face of a leaf; z is that of the face."""
    lip, gap, high = p.between(0.015, 0.035), p.between(0.04, 0.09), p.between(0.015, 0.025)
    shade = material if p.chance(0.4) else p.stuff([0.85 * v for v in p.materials[material][:3]])
    for x0, y0, x1, y1 in split(area, columns, rows):
        a, b, c, d = rails(p, (x0 + gap, y0 + gap, x1 - gap, y1 - gap), z, lip, high, material)
        p.box((a, b, z), (c, d, z + 0.002), shade)
        p.box((a + 0.03, b + 0.03, z), (c - 0.03, d - 0.03, z + high * 0.7), material)


def leaf_stuff(p: Piece) -> int:
    return p.any_of(p.wood, p.wood, p.white, p.paint)


def door_size(p: Piece, low: Number = 0.78, high: Number = 1.08) -> tuple[Number, Number]:
    return p.between(low, high), p.between(1.98, 2.2)


@design("door", OPENINGS)
def panelled_door(p: Piece) -> None:
    w, h = door_size(p)
    frame, leaf, z = leaf_stuff(p), leaf_stuff(p), -p.between(0.005, 0.06)
    area = trim(p, w, h, frame if p.chance(0.4) else leaf, sill=False)
    x0, y0, x1, y1 = area
    p.box((x0, y0, z - 0.045), (x1, y1, z), leaf)
    columns, cut = p.count(1, 2), y0 + (y1 - y0) * p.between(0.38, 0.55)
    panels(p, (x0 + 0.03, y0 + 0.06, x1 - 0.03, cut), z, leaf, columns, 1)
    panels(p, (x0 + 0.03, cut, x1 - 0.03, y1 - 0.03), z, leaf, columns, p.count(1, 3))
    side = 1.0 if p.chance(0.5) else -1.0
    handle(p, side * (x1 - 0.06), p.between(0.92, 1.08), z, -side)
    fit(p)


@design("door", OPENINGS)
def flush_door(p: Piece) -> None:
    w, h = door_size(p)
    leaf, z = leaf_stuff(p), -p.between(0.0, 0.07)
    x0, y0, x1, y1 = trim(p, w, h, leaf if p.chance(0.5) else p.any_of(p.white, p.dark, p.metal), sill=False)
    p.box((x0, y0, z - 0.045), (x1, y1, z), leaf)
    style, inlay = p.count(0, 3), p.any_of(p.metal, p.dark, p.glass)
    if style == 1:
        for y in np.linspace(0.3, 1.7, p.count(2, 5)).tolist():
            p.box((x0 + 0.02, y, z), (x1 - 0.02, y + p.between(0.008, 0.02), z + 0.003), inlay)
    elif style == 2:
        left = x0 + p.between(0.12, 0.5) * (x1 - x0)
        p.box((left, p.between(0.3, 1.2), z), (left + p.between(0.08, 0.2), y1 - 0.2, z + 0.004), inlay)
    elif style == 3:
        p.disc(((x0 + x1) / 2, 1.55, z), p.between(0.12, 0.2), 0.02, inlay)
        p.box((x0, 0.01, z), (x1, p.between(0.12, 0.3), z + 0.004), p.metal())
    side = 1.0 if p.chance(0.5) else -1.0
    handle(p, side * (x1 - 0.06), p.between(0.92, 1.08), z, -side)
    fit(p)


@design("door", OPENINGS)
def glazed_door(p: Piece) -> None:
    w, h = door_size(p)
    leaf, z, pane = leaf_stuff(p), -p.between(0.0, 0.05), p.glass()
    x0, y0, x1, y1 = trim(p, w, h, leaf, sill=False)
    low = p.between(0.1, 0.95)
    inner = rails(p, (x0, y0, x1, y1), z - 0.045, p.between(0.08, 0.14), 0.045, leaf)
    if low > 0.3:
        p.box((inner[0], y0, z - 0.04), (inner[2], low, z - 0.01), leaf)
        panels(p, (inner[0], y0 + 0.1, inner[2], low - 0.02), z - 0.01, leaf, p.count(1, 2), 1)
        p.box((inner[0], low, z - 0.045), (inner[2], low + 0.1, z), leaf)
        inner = (inner[0], low + 0.1, inner[2], inner[3])
    glaze(p, inner, z - 0.025, pane, leaf, p.count(1, 3), p.count(1, 5))
    side = 1.0 if p.chance(0.5) else -1.0
    handle(p, side * (x1 - 0.05), p.between(0.95, 1.08), z, -side)
    fit(p)


@design("door", OPENINGS)
def double_door(p: Piece) -> None:
    w, h = door_size(p, 1.25, 1.9)
    leaf, z, glazed, rows = leaf_stuff(p), -p.between(0.0, 0.05), p.chance(0.5), p.count(2, 5)
    area, pane = trim(p, w, h, leaf, sill=False), p.glass()
    for half in split(area, 2, 1):
        inner = rails(p, (half[0] + 0.002, half[1], half[2] - 0.002, half[3]), z - 0.045, 0.09, 0.045, leaf)
        if glazed:
            glaze(p, inner, z - 0.03, pane, leaf, p.count(1, 2), rows)
        else:
            p.box((inner[0], inner[1], z - 0.04), (inner[2], inner[3], z - 0.015), leaf)
            panels(p, inner, z - 0.015, leaf, 1, min(rows, 3))
    for side in (-1.0, 1.0)[p.count(0, 1) :]:
        handle(p, side * 0.045, 1.0, z, side)
    fit(p)


@design("door", OPENINGS)
def louvred_door(p: Piece) -> None:
    leaves = p.count(1, 2)
    w, h = door_size(p, 0.7 * leaves, 0.95 * leaves)
    leaf, z, step = leaf_stuff(p), -p.between(0.0, 0.04), p.between(0.05, 0.085)
    for half in split(trim(p, w, h, leaf, sill=False), leaves, 1):
        inner = rails(p, half, z - 0.04, 0.07, 0.04, leaf)
        middle = p.between(0.85, 1.05)
        p.box((inner[0], middle, z - 0.04), (inner[2], middle + 0.1, z), leaf)
        for y in np.arange(inner[1], inner[3] - step, step).tolist():
            p.box((inner[0], y, z - 0.035), (inner[2], y + step * 0.55, z - 0.022), leaf)
            p.box((inner[0], y, z - 0.024), (inner[2], y + step * 0.16, z - 0.004), leaf)
        p.box((inner[0], inner[1], z - 0.045), (inner[2], inner[3], z - 0.038), p.dark())
        p.ball((half[2] - 0.035, middle + 0.05, z + 0.02), (0.018, 0.018, 0.02), p.metal())
    fit(p)


@design("door", OPENINGS)
def barn_door(p: Piece) -> None:
    """It hangs from a rail before the wall, some of them half open."""
    w, h = door_size(p, 0.95, 1.35)
    frame, leaf, iron = p.any_of(p.white, p.wood), p.any_of(p.wood, p.wood, p.paint, p.white), p.dark()
    x0, _, x1, y1 = trim(p, w, h, frame, sill=False)
    head = y1 - p.between(0.03, 0.1)
    p.box((x0, head, -0.05), (x1, y1, 0.0), frame)
    right, z, wide = x1 + 0.02, 0.045, (x1 - x0) * p.between(0.65, 1.04)
    left, planks = right - wide, p.count(3, 7)
    for k in range(planks):
        a, b = left + wide * k / planks, left + wide * (k + 1) / planks
        p.box((a + 0.003, 0.01, z), (b - 0.003, head - 0.02, z + 0.03), leaf)
    for y in (0.05, (head - 0.1) * 0.5, head - 0.17)[:: p.count(1, 2)]:
        p.box((left, y, z + 0.03), (right, y + 0.12, z + 0.048), leaf)
    if p.chance(0.6):
        low, high = (left + 0.06, 0.17, z + 0.035), (right - 0.06, head - 0.17, z + 0.035)
        p.rod(low, high, 0.045 if p.chance(0.5) else 0.02, leaf)
    p.box((-w / 2, head + 0.01, z), (w / 2, head + 0.055, z + 0.012), iron)
    for x in (left + 0.12, right - 0.12):
        p.box((x - 0.02, head - 0.2, z + 0.03), (x + 0.02, head + 0.03, z + 0.055), iron)
        p.disc((x, head + 0.03, z + 0.03), 0.045, 0.03, iron)
    handle(p, left + 0.09, 1.0, z + 0.048, 1.0)
    fit(p)


@design("door", OPENINGS)
def arched_door(p: Piece) -> None:
    w, h = door_size(p, 0.85, 1.15)
    stone, leaf, iron = p.any_of(p.white, p.wood, p.paint), p.any_of(p.wood, p.wood, p.paint), p.dark()
    x0, _, x1, y1 = trim(p, w, h, stone, sill=False)
    rise = (x1 - x0) * p.between(0.2, 0.5)
    arch(p, x1, y1 - rise, rise, y1, (-0.06, 0.005), stone)
    planks, z = p.count(4, 7), -0.03
    for k in range(planks):
        a, b = x0 + (x1 - x0) * k / planks, x0 + (x1 - x0) * (k + 1) / planks
        p.box((a + 0.004, 0, z - 0.04), (b - 0.004, y1, z), leaf)
    for y in (0.3, 1.0, y1 - rise - 0.1)[:: p.count(1, 2)]:
        p.box((x0, y, z), (x0 + (x1 - x0) * p.between(0.6, 0.95), y + 0.05, z + 0.01), iron)
    if p.chance(0.4):
        p.box((-0.12, 1.35, z), (0.12, 1.6, z + 0.006), p.dark())
        for x in (-0.05, 0.05):
            p.rod((x, 1.35, z + 0.01), (x, 1.6, z + 0.01), 0.008, iron)
    p.ring((x1 - 0.1, 1.0, z + 0.02), 0.05, 0.009, iron)
    fit(p)


@design("door", OPENINGS)
def entrance_door(p: Piece) -> None:
    """With a light beside it or above it, a letter slot and a number."""
    w, h = door_size(p, 1.1, 1.6)
    frame, leaf, pane, z = p.any_of(p.white, p.wood), p.any_of(p.paint, p.paint, p.wood), p.glass(), -0.02
    x0, y0, x1, y1 = trim(p, w, h, frame, sill=False)
    top = y1 - (p.between(0.2, 0.35) if p.chance(0.4) else 0.0)
    cut = x0 + min(0.95, (x1 - x0) * p.between(0.68, 0.8))
    if top < y1:
        glaze(p, rails(p, (x0, top, x1, y1), z - 0.04, 0.04, 0.04, frame), z - 0.02, pane, frame, p.count(1, 4), 1)
    glaze(p, rails(p, (cut, y0, x1, top), z - 0.04, 0.04, 0.04, frame), z - 0.02, pane, frame, 1, p.count(1, 4))
    p.box((x0, y0, z - 0.05), (cut, top, z), leaf)
    if p.chance(0.6):
        panels(p, (x0 + 0.02, y0 + 0.1, cut - 0.02, 0.9), z, leaf, p.count(1, 2), 1)
    if p.chance(0.6):
        bay = (x0 + 0.14, 1.25, cut - 0.14, top - 0.12)
        glaze(p, rails(p, bay, z, 0.025, 0.015, leaf), z + 0.004, p.any_of(p.glass, p.dark), leaf, p.count(1, 3), 1)
    middle = (x0 + cut) / 2
    p.box((middle - 0.13, 1.02, z), (middle + 0.13, 1.08, z + 0.012), p.metal())
    handle(p, cut - 0.07, 1.0, z, -1.0)
    fit(p)


@design("door", OPENINGS)
def ajar_door(p: Piece) -> None:
    """Its leaf stands a little open, away from the room."""
    w, h = door_size(p)
    leaf = leaf_stuff(p)
    x0, _, x1, y1 = trim(p, w, h, leaf if p.chance(0.5) else p.white(), sill=False)
    wide, turn, hung = x1 - x0, p.between(0.12, 0.5), 1.0 if p.chance(0.5) else -1.0
    hinge = (x0 if hung > 0 else x1, -0.04)
    along = np.array([hung * np.cos(turn), -np.sin(turn)])

    def at(t: Number, out: Number = 0.0) -> tuple[Number, Number]:
        x, z = np.array(hinge) + t * wide * along + out * np.array([hung * -along[1], hung * along[0]])
        return float(x), float(z)

    p.board(at(0), at(1), 0.005, y1, 0.04, leaf)
    for low, high in ((0.15, 0.9), (1.05, y1 - 0.15)) if p.chance(0.7) else ():
        p.board(at(0.15, 0.022), at(0.85, 0.022), low, high, 0.014, leaf)
    lever = [(x, 1.0, z) for x, z in (at(0.92), at(0.92, 0.06), at(0.78, 0.06))]
    p.path(lever, 0.011, p.metal())
    fit(p)


@design("door", OPENINGS)
def folding_door(p: Piece) -> None:
    w, h = door_size(p, 0.8, 1.7)
    leaf, leaves = p.any_of(p.white, p.wood, p.paint), p.count(4, 10)
    x0, _, x1, y1 = trim(p, w, h, leaf if p.chance(0.6) else p.wood(), sill=False)
    step, deep = (x1 - x0) * p.between(0.75, 1.0) / leaves, p.between(0.02, 0.07)
    for k in range(leaves):
        near, far = (-0.02, -0.02 - deep)[:: 1 if k % 2 else -1]
        p.board((x0 + k * step, near), (x0 + (k + 1) * step, far), 0.01, y1 - 0.02, 0.012, leaf)
        if p.chance(0.5):
            p.rod((x0 + k * step, 0.01, near), (x0 + k * step, y1 - 0.02, near), 0.008, leaf)
    p.box((x0, y1 - 0.04, -0.06), (x1, y1, -0.01), p.any_of(p.metal, p.dark, p.white))
    handle(p, x0 + leaves * step - 0.03, 1.0, -0.02, -1.0)
    fit(p)
