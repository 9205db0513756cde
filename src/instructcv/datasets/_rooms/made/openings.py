"""Doors and windows. The wall's face is at z = 0: what is behind stands in the hole, what is before juts into the room.

The hole is as wide and high as the whole piece, so every piece has a trim all around that covers its edge.
"""

import numpy as np

from instructcv.datasets._rooms.made.design import design
from instructcv.datasets._rooms.made.piece import Number, Piece

OPENINGS = "Doors and windows"
Area = tuple[Number, Number, Number, Number]
"""x0, y0, x1, y1."""


def fit(p: Piece) -> None:
    """Set the finished piece into the wall."""
    p.protrusion_m = max(float(corners[:, 2].max()) for corners in p.corners)


def trim(p: Piece, w: Number, h: Number, material: int, *, sill: bool) -> Area:
    """Boards around a hole and its lining; gives the area within. A door has no sill."""
    edge, out, deep = p.between(0.04, 0.1), p.between(0.008, 0.03), p.between(0.07, 0.16)
    for x in (-w / 2, w / 2 - edge):
        p.box((x, 0, -deep), (x + edge, h, out), material)
    p.box((-w / 2, h - edge, -deep), (w / 2, h, out + p.between(0.0, 0.01)), material)
    if sill:
        jut, thick = p.between(0.0, 0.12) * p.chance(0.6), p.between(0.025, 0.05)
        p.box((-w / 2, 0, -deep), (w / 2, edge, out), material)
        p.box((-w / 2 - 0.008, edge - thick, 0), (w / 2 + 0.008, edge, out + jut), material)
    return -w / 2 + edge, edge if sill else 0.0, w / 2 - edge, h - edge


def rails(p: Piece, area: Area, z: Number, wide: Number, thick: Number, material: int) -> Area:
    """Four bars just inside an area; gives the area that they leave."""
    x0, y0, x1, y1 = area
    for x in (x0, x1 - wide):
        p.box((x, y0, z), (x + wide, y1, z + thick), material)
    for y in (y0, y1 - wide):
        p.box((x0, y, z), (x1, y + wide, z + thick), material)
    return x0 + wide, y0 + wide, x1 - wide, y1 - wide


def split(area: Area, columns: int, rows: int) -> list[Area]:
    """Equal parts of an area, column by column, lowest first."""
    x0, y0, x1, y1 = area
    w, h = (x1 - x0) / columns, (y1 - y0) / rows
    return [(x0 + i * w, y0 + j * h, x0 + (i + 1) * w, y0 + (j + 1) * h) for i in range(columns) for j in range(rows)]


def glaze(p: Piece, area: Area, z: Number, pane: int, bar: int, columns: int = 1, rows: int = 1) -> None:
    """A pane, divided by thin bars."""
    x0, y0, x1, y1 = area
    p.box((x0, y0, z), (x1, y1, z + 0.005), pane)
    for x in np.linspace(x0, x1, columns + 1)[1:-1].tolist():
        p.box((x - 0.011, y0, z - 0.008), (x + 0.011, y1, z + 0.014), bar)
    for y in np.linspace(y0, y1, rows + 1)[1:-1].tolist():
        p.box((x0, y - 0.011, z - 0.008), (x1, y + 0.011, z + 0.014), bar)


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


def arch(
    p: Piece, half: Number, spring: Number, rise: Number, edge: Number, z: tuple[Number, Number], material: int
) -> None:
    """Fills what is between an arch and the level `edge`; a negative rise hangs down."""

    def curve(t: Number) -> float:
        return spring + rise * float(np.sqrt(max(0.0, 1 - t * t)))

    steps = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 29)).tolist()
    for t0, t1 in zip(steps, steps[1:], strict=False):
        y = curve((t0 + t1) / 2)
        p.box((half * t0, min(y, edge), z[0]), (half * t1, max(y, edge), z[1]), material)
    p.path([(half * t, curve(t), z[1]) for t in steps], 0.014, material)


# -- doors -----------------------------------------------------------------------------------------------------------
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


# -- windows ---------------------------------------------------------------------------------------------------------
def window_frame(p: Piece) -> int:
    return p.any_of(p.white, p.white, p.wood, p.dark, p.paint)


def casements(p: Piece, area: Area, frame: int, columns: int, bars: tuple[int, int]) -> None:
    """Sashes side by side behind the trim, with panes, bars and a catch."""
    pane, wide = p.glass(), p.between(0.035, 0.06)
    for part in split(area, columns, 1):
        glaze(p, rails(p, part, -0.06, wide, 0.045, frame), -0.04, pane, frame, *bars)
        p.rod(
            (part[2] - wide / 2, (part[1] + part[3]) / 2, -0.01),
            (part[2] - wide / 2, part[1] + 0.2, 0.0),
            0.008,
            p.metal(),
        )


def plain_window(p: Piece, w: Number, h: Number) -> tuple[int, Area]:
    """A trim with one to three sashes; gives the frame's stuff and the area within the trim."""
    frame = window_frame(p)
    area = trim(p, w, h, frame, sill=True)
    casements(p, area, frame, max(1, round(w / p.between(0.5, 0.8))), (p.count(1, 2), p.count(1, 3)))
    return frame, area


def hang(p: Piece, h: Number) -> None:
    """Set the window into the wall so that it ends below a low ceiling."""
    p.elevation_m = max(0.1, min(p.between(0.6, 1.1), 2.2 - h))
    fit(p)


def curtain_rod(p: Piece, w: Number, y: Number, z: Number) -> None:
    rod = p.any_of(p.metal, p.dark, p.wood, p.white)
    p.rod((-w / 2 + 0.02, y, z), (w / 2 - 0.02, y, z), 0.013, rod)
    for x in (-w / 2 + 0.015, w / 2 - 0.015):
        p.ball((x, y, z), (0.022, 0.022, 0.022), rod)
        p.rod((x * 0.9, y, 0), (x * 0.9, y, z), 0.008, rod)


@design("window", OPENINGS)
def casement_window(p: Piece) -> None:
    w, h = p.between(0.55, 1.9), p.between(0.9, 1.45)
    plain_window(p, w, h)
    hang(p, h)


@design("window", OPENINGS)
def transom_window(p: Piece) -> None:
    """Tall sashes under a row of low ones."""
    w, h = p.between(0.8, 1.8), p.between(1.2, 1.6)
    frame = window_frame(p)
    x0, y0, x1, y1 = trim(p, w, h, frame, sill=True)
    cut, columns = y0 + (y1 - y0) * p.between(0.6, 0.75), max(2, round(w / 0.6))
    casements(p, (x0, y0, x1, cut), frame, columns, (1, p.count(1, 2)))
    casements(p, (x0, cut, x1, y1), frame, columns if p.chance(0.5) else 1, (p.count(1, 4), 1))
    hang(p, h)


@design("window", OPENINGS)
def sash_window(p: Piece) -> None:
    w, h = p.between(0.6, 1.05), p.between(1.1, 1.65)
    frame, pane, bars = window_frame(p), p.glass(), (p.count(1, 3), p.count(1, 3))
    x0, y0, x1, y1 = trim(p, w, h, frame, sill=True)
    cut, up = (y0 + y1) / 2, p.between(0.1, 0.35) * p.chance(0.3)
    glaze(p, rails(p, (x0, cut, x1, y1), -0.1, 0.045, 0.035, frame), -0.085, pane, frame, *bars)
    glaze(p, rails(p, (x0, y0 + up, x1, cut + up + 0.03), -0.055, 0.045, 0.035, frame), -0.04, pane, frame, *bars)
    for x in (-0.25 * w, 0.25 * w):
        p.box((x - 0.03, y0 + up + 0.015, -0.02), (x + 0.03, y0 + up + 0.03, 0.0), p.metal())
    hang(p, h)


@design("window", OPENINGS)
def picture_window(p: Piece) -> None:
    w, h = p.between(1.2, 2.6), p.between(0.9, 1.6)
    frame, pane = window_frame(p), p.glass()
    area = rails(p, (-w / 2, 0, w / 2, h), -0.08, p.between(0.025, 0.07), 0.08 + p.between(0.003, 0.02), frame)
    side = area[0] + (area[2] - area[0]) * p.between(0.2, 0.33)
    parts = [area] if p.chance(0.5) else [(area[0], area[1], side, area[3]), (side, area[1], area[2], area[3])]
    for part in parts:
        glaze(p, rails(p, part, -0.06, 0.03, 0.04, frame), -0.04, pane, frame)
    hang(p, h)


@design("window", OPENINGS)
def garden_window(p: Piece) -> None:
    """Down to the floor, one or two leaves or sliding ones."""
    w, h = p.between(0.9, 2.3), p.between(1.95, 2.15)
    frame, leaves = window_frame(p), p.count(2, 3)
    area = trim(p, w, h, frame, sill=True)
    rows = p.count(1, 4)
    casements(p, area, frame, 1 if w < 1.1 else leaves, (p.count(1, 2), rows))
    if p.chance(0.3):
        curtain_rod(p, w, area[3] + 0.01, 0.06)
        p.drape((area[0], 0.02, 0.04), (area[0] + 0.25 * w, area[3], 0.08), p.between(3, 6), 0.06, p.cloth())
    p.elevation_m = p.between(0.0, 0.15)
    fit(p)


@design("window", OPENINGS)
def curtained_window(p: Piece) -> None:
    w, h = p.between(0.9, 2.0), p.between(1.1, 1.6)
    plain_window(p, w, h)
    cloth, z, wide, low = p.any_of(p.cloth, p.cloth, p.white), 0.11, w * p.between(0.16, 0.4), p.between(0.0, 0.25) * h
    top, waves = h - p.between(0.02, 0.05), p.between(2.5, 6)
    for side in (-1, 1)[: 1 if p.chance(0.12) else 2]:
        x = sorted((side * w * 0.495, side * (w * 0.495 - wide)))
        p.drape((x[0], low, z - 0.03), (x[1], top, z + 0.03), waves, 0.06, cloth)
        if p.chance(0.35):  # tied back: it narrows towards the tie
            _tie(p, side * w * 0.495, low + (top - low) * 0.4, top)
    if p.chance(0.6):
        curtain_rod(p, w, top, z)
    else:
        p.box((-w / 2, h - p.between(0.1, 0.25), 0), (w / 2, h, z + 0.05), cloth if p.chance(0.5) else p.wood())
    hang(p, h)


def _tie(p: Piece, x: Number, y: Number, top: Number) -> None:
    """Draw the last drape towards x at the height y."""
    corners = p.corners[-1]
    near = np.exp(-(((corners[:, 1] - y) / (0.35 * (top - y) + 0.1)) ** 2))
    corners[:, 0] += (x - corners[:, 0]) * 0.6 * near


@design("window", OPENINGS)
def net_curtain_window(p: Piece) -> None:
    w, h = p.between(0.7, 1.7), p.between(0.95, 1.4)
    _, (x0, y0, x1, y1) = plain_window(p, w, h)
    net = p.stuff((0.95, 0.95, 0.93), shine=0.0, opacity=p.between(0.45, 0.9))
    top = y1 if p.chance(0.6) else y0 + 0.5 * (y1 - y0)
    p.rod((x0, top, 0.015), (x1, top, 0.015), 0.007, p.any_of(p.metal, p.white))
    p.drape((x0, y0 + 0.01, 0.0), (x1, top, 0.03), p.between(6, 14), 0.025, net)
    if p.chance(0.5):
        p.drape(
            (x0, y1 - p.between(0.12, 0.3), 0.02), (x1, y1, 0.05), p.between(4, 9), 0.03, p.any_of(p.cloth, p.white)
        )
    hang(p, h)


@design("window", OPENINGS)
def blind_window(p: Piece) -> None:
    """A roller or folded blind covers its upper part."""
    w, h = p.between(0.6, 1.6), p.between(0.9, 1.5)
    _, (x0, y0, x1, y1) = plain_window(p, w, h)
    cloth, low = p.any_of(p.cloth, p.white, p.dark), y0 + (y1 - y0) * p.between(0.15, 0.8)
    p.box((x0, low, 0.018), (x1, y1, 0.022), cloth)
    if p.chance(0.5):
        p.rod((x0, y1 - 0.03, 0.025), (x1, y1 - 0.03, 0.025), 0.028, cloth)
        p.rod((x0, low, 0.02), (x1, low, 0.02), 0.01, p.any_of(p.white, p.wood, p.metal))
        p.rod((x1 - 0.03, y1, 0.03), (x1 - 0.03, low - 0.1, 0.03), 0.003, p.white())
    else:
        for k in range(p.count(3, 6)):
            y = low + 0.06 * k
            p.pad((x0, y, 0.01), (x1, y + 0.09, 0.06), cloth, soft=0.5)
    hang(p, h)


@design("window", OPENINGS)
def slatted_window(p: Piece) -> None:
    w, h = p.between(0.6, 1.6), p.between(0.9, 1.4)
    _, (x0, y0, x1, y1) = plain_window(p, w, h)
    slat, step = p.any_of(p.white, p.wood, p.metal, p.paint), p.between(0.028, 0.055)
    low, open_ = y0 + (y1 - y0) * p.between(0.0, 0.6), p.between(0.2, 0.85)
    for y in np.arange(low, y1 - 0.04, step).tolist():
        p.box((x0 + 0.005, y, 0.01), (x1 - 0.005, y + step * open_, 0.01 + 0.03 * (1.1 - open_)), slat)
    p.box((x0, y1 - 0.045, 0.0), (x1, y1, 0.05), slat)
    for x in np.linspace(x0, x1, 4)[1:-1].tolist():
        p.rod((x, low, 0.042), (x, y1, 0.042), 0.003, p.white())
    hang(p, h)


@design("window", OPENINGS)
def strip_window(p: Piece) -> None:
    w, h = p.between(1.1, 2.6), p.between(0.35, 0.65)
    frame = window_frame(p)
    casements(p, trim(p, w, h, frame, sill=p.chance(0.7)), frame, p.count(1, 5), (1, 1))
    p.elevation_m = min(p.between(1.2, 1.75), 2.2 - h)
    fit(p)


@design("window", OPENINGS)
def round_window(p: Piece) -> None:
    w = p.between(0.5, 1.1)
    r, frame, pane = w / 2 - p.between(0.04, 0.1), window_frame(p), p.glass()
    mount = frame if p.chance(0.5) else p.white()
    for edge, rise in ((0.0, -r), (w, r)):
        arch(p, r, w / 2, rise, edge, (-0.08, 0.012), mount)
    for x in (-w / 2, r):
        p.box((x, 0, -0.08), (x + w / 2 - r, w, 0.012), mount)
    p.ring((0, w / 2, 0.01), r, p.between(0.014, 0.03), frame, sides=28)
    p.disc((0, w / 2, -0.05), r, 0.004, pane)
    for k in range(p.count(0, 3)):
        x, y = r * float(np.cos(k * np.pi / 2)), r * float(np.sin(k * np.pi / 2))
        p.rod((-x, w / 2 - y, -0.04), (x, w / 2 + y, -0.04), 0.012, frame)
    p.elevation_m = min(p.between(0.9, 1.5), 2.2 - w)
    fit(p)


@design("window", OPENINGS)
def arched_window(p: Piece) -> None:
    w, h = p.between(0.6, 1.5), p.between(1.1, 1.7)
    frame, pane = window_frame(p), p.glass()
    mount = frame if p.chance(0.5) else p.white()
    x0, y0, x1, y1 = trim(p, w, h, mount, sill=True)
    rise = x1 * p.between(0.5, 1.0)
    spring = y1 - rise
    arch(p, x1, spring, rise, y1, (-0.1, 0.0), mount)
    p.box((x0, y0, -0.06), (x1, y1, -0.055), pane)
    for x in np.linspace(x0, x1, p.count(1, 3) + 1)[1:-1].tolist():
        p.box((x - 0.02, y0, -0.07), (x + 0.02, spring, -0.035), frame)
    p.box((x0, spring - 0.025, -0.07), (x1, spring + 0.025, -0.03), frame)
    for turn in np.linspace(0, np.pi, p.count(2, 5) + 1)[1:-1].tolist():
        tip = (0.98 * x1 * float(np.cos(turn)), spring + 0.98 * rise * float(np.sin(turn)), -0.05)
        p.rod((0, spring, -0.05), tip, 0.012, frame)
    for y in np.linspace(y0, spring, p.count(1, 4) + 1)[1:-1].tolist():
        p.box((x0, y - 0.01, -0.068), (x1, y + 0.01, -0.04), frame)
    hang(p, h)


@design("window", OPENINGS)
def shuttered_window(p: Piece) -> None:
    """Louvred shutters cover some of its fields, the upper or the lower row or a side."""
    w, h = p.between(0.8, 1.8), p.between(1.0, 1.5)
    frame, area = plain_window(p, w, h)
    slats = frame if p.chance(0.5) else p.any_of(p.white, p.paint, p.wood)
    columns, rows = max(2, round(w / 0.45)), p.count(1, 2)
    fields = [field for field in split(area, columns, rows) if p.chance(0.65)] or [area]
    for field in fields:
        inner = rails(p, field, -0.01, 0.035, 0.03, slats)
        for y in np.arange(inner[1], inner[3] - 0.03, 0.055).tolist():
            p.box((inner[0], y, -0.008), (inner[2], y + 0.035, 0.008), slats)
        middle = (inner[0] + inner[2]) / 2
        p.rod((middle, inner[1], 0.018), (middle, inner[3], 0.018), 0.006, slats)
    hang(p, h)
