"""Kitchens and bathrooms as they are fitted: fronts side by side under a worktop, what is built in, and the machines."""

from dataclasses import dataclass

import numpy as np

from instructcv.datasets._rooms.made.bath import tap
from instructcv.datasets._rooms.made.design import design
from instructcv.datasets._rooms.made.kitchen import burners, knobs, window_door
from instructcv.datasets._rooms.made.piece import Number, Piece, around
from instructcv.datasets._rooms.made.storage import legs
from instructcv.datasets._rooms.made.tableware import can, ear, shift, vessel

KITCHEN, BATHROOM, LIVING, OFFICE = "Kitchen", "Bathroom", "Living room", "Office"
Size = tuple[Number, Number, Number]
Corner = tuple[Number, Number]


# -- fronts ----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Look:
    """What all doors and drawers of a piece have in common."""

    panel: int
    field: int
    """Stuff of what a frame surrounds."""
    joint: int
    """What is seen between two fronts."""
    relief: str
    """flat, framed, raised or slats"""
    handle: int
    grip: str
    """bar, knob, cup, edge or none"""


def some_look(p: Piece) -> Look:
    panel = p.any_of(p.wood, p.wood, p.white, p.white, p.paint, p.dark)
    return Look(
        panel=panel,
        field=panel if p.chance(0.7) else p.any_of(p.wood, p.white, p.paint),
        joint=p.dark(),
        relief=("flat", "flat", "framed", "framed", "raised", "slats")[p.count(0, 5)],
        handle=p.any_of(p.metal, p.metal, p.dark, p.wood),
        grip=("bar", "bar", "knob", "cup", "edge", "none")[p.count(0, 5)],
    )


def front(p: Piece, look: Look, low: Corner, high: Corner, z: Number, side: int = 0) -> None:
    """A drawer (side 0), or a door with its grip to the left (-1) or to the right (1)."""
    (x0, y0), (x1, y1) = low, high
    p.box((x0, y0, z), (x1, y1, z + 0.003), look.joint)
    x0, y0, x1, y1 = x0 + 0.004, y0 + 0.004, x1 - 0.004, y1 - 0.004
    edge, face = min(0.06, 0.22 * (x1 - x0), 0.22 * (y1 - y0)), z + 0.018
    p.box((x0, y0, z), (x1, y1, face), look.field if look.relief == "framed" else look.panel)
    if look.relief == "framed":
        frame(p, (x0, y0), (x1, y1), face, edge, 0.008, look.panel)
    elif look.relief == "raised":
        p.box((x0 + edge, y0 + edge, face), (x1 - edge, y1 - edge, face + 0.008), look.field)
    elif look.relief == "slats":
        for k in range(slats := max(2, min(12, round((y1 - y0) / 0.05)))):
            y = y0 + (y1 - y0) * k / slats
            p.box((x0, y, face), (x1, y + 0.7 * (y1 - y0) / slats, face + 0.008), look.field)
    pull(p, look, (x0, y0), (x1, y1), face + 0.006, side)


def frame(p: Piece, low: Corner, high: Corner, z: Number, edge: Number, thick: Number, material: int) -> None:
    """Four bars around a rectangle that faces the front."""
    (x0, y0), (x1, y1) = low, high
    for a, b in ((x0, x0 + edge), (x1 - edge, x1)):
        p.box((a, y0, z), (b, y1, z + thick), material)
    for a, b in ((y0, y0 + edge), (y1 - edge, y1)):
        p.box((x0 + edge, a, z), (x1 - edge, b, z + thick), material)


def pull(p: Piece, look: Look, low: Corner, high: Corner, z: Number, side: int) -> None:
    (x0, y0), (x1, y1) = low, high
    x = (x0 + x1) / 2 if side == 0 else (x1 - 0.035 if side > 0 else x0 + 0.035)
    y = y1 - min(0.06, 0.4 * (y1 - y0)) if side == 0 else (y0 + y1) / 2 + 0.2 * (y1 - y0)
    long = min(0.16, 0.5 * ((x1 - x0) if side == 0 else (y1 - y0)))
    along = (long / 2, 0.0) if side == 0 else (0.0, long / 2)
    if look.grip == "bar":
        p.rod((x - along[0], y - along[1], z + 0.022), (x + along[0], y + along[1], z + 0.022), 0.006, look.handle)
    elif look.grip == "knob" or (look.grip == "cup" and side):
        p.ball((x, y, z + 0.012), (0.015, 0.015, 0.015), look.handle)
    elif look.grip == "cup":
        p.pad((x - 0.045, y - 0.018, z - 0.01), (x + 0.045, y + 0.018, z + 0.025), look.handle, soft=0.6)
    elif look.grip == "edge":
        p.box((x0, y1 - 0.02, z - 0.004), (x1, y1, z + 0.012), look.handle)


def drawers(p: Piece, look: Look, low: Corner, high: Corner, z: Number, count: int) -> None:
    (x0, y0), (x1, y1) = low, high
    for k in range(count):
        front(p, look, (x0, y0 + (y1 - y0) * k / count), (x1, y0 + (y1 - y0) * (k + 1) / count), z)


def glazed(p: Piece, low: Corner, high: Corner, z: Number, side: int, stuffs: tuple[int, int, int], bars: int) -> None:
    """A glass door: stuffs of its frame, pane and knob, and how many bars cross it."""
    (x0, y0), (x1, y1) = low, high
    wood, pane, knob = stuffs
    p.box((x0 + 0.02, y0 + 0.02, z + 0.006), (x1 - 0.02, y1 - 0.02, z + 0.01), pane)
    frame(p, (x0 + 0.003, y0 + 0.003), (x1 - 0.003, y1 - 0.003), z, min(0.045, 0.15 * (x1 - x0)), 0.02, wood)
    for k in range(bars):
        y = y0 + (y1 - y0) * (k + 1) / (bars + 1)
        p.box((x0, y - 0.007, z), (x1, y + 0.007, z + 0.018), wood)
    p.ball((x1 - 0.025 if side > 0 else x0 + 0.025, (y0 + y1) / 2, z + 0.03), (0.012, 0.012, 0.012), knob)


def unit(p: Piece, look: Look, low: Corner, high: Corner, z: Number, side: int = 1) -> None:
    """One column of a base unit: a door, a drawer over a door, or drawers."""
    (x0, y0), (x1, y1) = low, high
    style, cut = p.count(0, 3), y1 - 0.16
    if style == 0 or style == 3 and x1 - x0 > 0.62:
        drawers(p, look, low, high, z, p.count(2, 4))
        return
    if style == 1:
        front(p, look, (x0, cut), high, z)
    top = cut if style == 1 else y1
    if x1 - x0 > 0.62:
        front(p, look, low, ((x0 + x1) / 2, top), z, 1)
        front(p, look, ((x0 + x1) / 2, y0), (x1, top), z, -1)
    else:
        front(p, look, low, (x1, top), z, side)


def base_units(p: Piece, look: Look, size: Size, columns: int, x: Number = 0.0) -> None:
    """Kitchen units side by side on a recessed plinth, without their worktop."""
    w, h, d = size
    p.box((x - w / 2, 0.1, -d / 2), (x + w / 2, h, d / 2), look.panel)
    p.box((x - w / 2, 0, -d / 2), (x + w / 2, 0.1, d / 2 - 0.06), p.dark() if p.chance(0.5) else look.panel)
    for k in range(columns):
        left = x - w / 2 + w * k / columns
        unit(p, look, (left, 0.1), (left + w / columns, h), d / 2, 1 if k % 2 == 0 else -1)


def worktop(p: Piece, size: Size, hole: tuple[Number, Number, Number] | None = None) -> float:
    """A slab on units of this size, with a hole of (x, width, depth); gives the height of its face."""
    w, h, d = size
    slab, thick = p.any_of(p.wood, p.wood, p.white, p.dark, p.paint), p.between(0.02, 0.045)
    x0, x1, z0, z1 = -w / 2 - 0.01, w / 2 + 0.01, -d / 2, d / 2 + 0.03
    if hole is None:
        p.box((x0, h, z0), (x1, h + thick, z1), slab)
        return h + thick
    x, wide, deep = hole
    for a, b, c, e in (
        *((x0, x - wide / 2, z0, z1), (x + wide / 2, x1, z0, z1)),
        *((x - wide / 2, x + wide / 2, z0, -deep / 2), (x - wide / 2, x + wide / 2, deep / 2, z1)),
    ):
        p.box((a, h, c), (b, h + thick, e), slab)
    return h + thick


def trough(p: Piece, low: Size, high: Size, wall: Number, material: int) -> None:
    """A box that is open above."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    p.box((x0, y0, z0), (x1, y0 + wall, z1), material)
    for a, b in ((x0, x0 + wall), (x1 - wall, x1)):
        p.box((a, y0, z0), (b, y1, z1), material)
    for a, b in ((z0, z0 + wall), (z1 - wall, z1)):
        p.box((x0, y0, a), (x1, y1, b), material)


def wall_units(p: Piece, look: Look, low: Corner, size: Size, back: Number, columns: int) -> None:
    """Wall cupboards from their lower left corner on: doors, glass or open compartments."""
    (x0, y0), (w, h, d) = low, size
    pane = p.glass()
    for k in range(columns):
        a, b = x0 + w * k / columns, x0 + w * (k + 1) / columns
        style, side = p.count(0, 4), 1 if k % 2 == 0 else -1
        if style == 0:  # open
            for y in (y0, y0 + h / 2, y0 + h - 0.018):
                p.box((a, y, back), (b, y + 0.018, back + d), look.panel)
            p.box((a, y0, back), (b, y0 + h, back + 0.01), look.field)
            for x in (a, b - 0.018):
                p.box((x, y0, back), (x + 0.018, y0 + h, back + d), look.panel)
            continue
        p.box((a, y0, back), (b, y0 + h, back + d), look.panel)
        if style == 1:
            glazed(p, (a, y0), (b, y0 + h), back + d, side, (look.panel, pane, look.handle), p.count(0, 2))
        else:
            front(p, look, (a, y0), (b, y0 + h), back + d, side)


def open_shelves(p: Piece, low: Size, high: Size, levels: int, material: int) -> None:
    """Sides, a back and boards, open to the front."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    p.box((x0, y0, z0), (x1, y1, z0 + 0.01), material)
    for x in (x0, x1 - 0.02):
        p.box((x, y0, z0), (x + 0.02, y1, z1), material)
    for k in range(levels + 1):
        y = y0 + (y1 - y0 - 0.02) * k / levels
        p.box((x0, y, z0), (x1, y + 0.02, z1), material)


def crockery(p: Piece, x0: Number, x1: Number, y: Number, z: Number, high: Number) -> None:
    """Plates that lean, bowls and cups in a row on a board."""
    x, china = x0 + 0.06, p.any_of(p.white, p.paint)
    while x < x1 - 0.06:
        r, style = min(p.between(0.04, 0.09), high * 0.45), p.count(0, 3)
        if style == 0:
            p.disc((x + r, y + r, z), r, 0.012, china)
            p.disc((x + r, y + r, z + 0.006), r * 0.65, 0.006, p.white())
        elif style == 1:
            can(p, r * 0.6, y, y + r * 1.3, china, at=(x + r, z))
        elif style == 2:
            p.turned([(0, y), (r * 0.5, y), (r, y + r * 0.7)], china, at=(x + r, z))
        x += 2 * r + p.between(0.01, 0.08)


# -- cabinets --------------------------------------------------------------------------------------------------------
@design("cabinet", KITCHEN)
def kitchen_base_run(p: Piece) -> None:
    look, columns = some_look(p), p.count(2, 5)
    size = columns * p.between(0.4, 0.62), p.between(0.8, 0.9), p.between(0.52, 0.64)
    base_units(p, look, size, columns)
    top = worktop(p, size)
    if p.chance(0.4):
        p.box(
            (-size[0] / 2, top, -size[2] / 2),
            (size[0] / 2, top + p.between(0.06, 0.5), -size[2] / 2 + 0.012),
            p.any_of(p.white, p.paint, p.dark),
        )
        p.top_m = top


@design("cabinet", KITCHEN)
def kitchen_wall(p: Piece) -> None:
    """Base units, a splashback, and wall cupboards over them."""
    look, columns = some_look(p), p.count(2, 5)
    w, _, d = size = columns * p.between(0.42, 0.6), p.between(0.82, 0.9), p.between(0.55, 0.64)
    base_units(p, look, size, columns)
    top, upper = worktop(p, size), p.between(1.35, 1.5)
    p.box((-w / 2, top, -d / 2), (w / 2, upper, -d / 2 + 0.01), p.any_of(p.white, p.paint, p.metal, p.wood))
    wall_units(p, look, (-w / 2, upper), (w, p.between(0.5, 0.85), 0.34), -d / 2, columns)
    p.top_m = top


@design("cabinet", KITCHEN)
def tall_larder(p: Piece) -> None:
    look, columns = some_look(p), p.count(1, 3)
    w, h, d = columns * p.between(0.42, 0.62), p.between(1.9, 2.35), p.between(0.5, 0.62)
    p.box((-w / 2, 0.1, -d / 2), (w / 2, h, d / 2), look.panel)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.1, d / 2 - 0.05), p.dark())
    cuts = [0.1, p.between(0.7, 0.9), p.between(1.3, 1.8), h]
    for k in range(columns):
        x0, x1 = -w / 2 + w * k / columns, -w / 2 + w * (k + 1) / columns
        for y0, y1 in zip(cuts, cuts[1:], strict=False):
            front(p, look, (x0, y0), (x1, y1), d / 2, 1 if k % 2 == 0 else -1)
    p.bare = True


@design("cabinet", KITCHEN)
def corner_kitchen(p: Piece) -> None:
    """Units along the back and along one side, under one worktop."""
    look, d, h = some_look(p), p.between(0.55, 0.62), p.between(0.82, 0.9)
    w, long, flip = p.between(1.3, 2.6), p.between(0.6, 1.4), p.chance(0.5)
    base_units(p, look, (w, h, d), max(2, round(w / 0.55)))
    slab, thick = p.any_of(p.wood, p.white, p.dark), p.between(0.02, 0.045)
    p.box((-w / 2, h, -d / 2), (w / 2, h + thick, d / 2 + 0.03), slab)
    first = len(p.corners)
    base_units(p, look, (long, h, d), max(1, round(long / 0.55)))
    p.box((-long / 2, h, -d / 2), (long / 2, h + thick, d / 2 + 0.03), slab)
    p.turn(first, 1, 90)
    shift(p, first, (-w / 2 + d / 2, 0, d / 2 + long / 2))
    if flip:
        for rows in p.corners:
            rows[:, (0, 3)] *= -1


@design("cabinet", KITCHEN)
def welsh_dresser(p: Piece) -> None:
    look, columns = some_look(p), p.count(2, 3)
    w, _, d = size = columns * p.between(0.4, 0.55), p.between(0.78, 0.9), p.between(0.42, 0.52)
    base_units(p, look, size, columns)
    top, high, levels = worktop(p, size), p.between(1.7, 2.15), p.count(2, 3)
    low = top + p.between(0.0, 0.25)
    open_shelves(p, (-w / 2, low, -d / 2), (w / 2, high, -d / 2 + 0.28), levels, look.panel)
    p.box((-w / 2, top, -d / 2), (w / 2, low, -d / 2 + 0.012), look.panel)
    for k in range(levels):
        if p.chance(0.8):
            y = low + 0.02 + (high - low - 0.02) * k / levels
            crockery(p, -w / 2, w / 2, y, -d / 2 + 0.12, (high - low) / levels - 0.04)
    p.box((-w / 2 - 0.03, high, -d / 2), (w / 2 + 0.03, high + 0.05, -d / 2 + 0.31), look.panel)
    p.top_m = top


@design("cabinet", LIVING)
def display_cabinet(p: Piece) -> None:
    """Glass doors over shelves with china, some with closed doors below."""
    columns, d = p.count(1, 3), p.between(0.32, 0.45)
    w, h = columns * p.between(0.4, 0.55), p.between(1.2, 2.05)
    look = some_look(p)
    low = p.between(0.4, 0.8) if p.chance(0.5) and h > 1.5 else p.between(0.06, 0.18)
    foot = min(low, p.between(0.05, 0.15))
    legs(p, w, foot, d, 0.022, look.panel)
    p.box((-w / 2, foot, -d / 2), (w / 2, low + 0.02, d / 2), look.panel)
    levels, pane, bars = p.count(2, 4), p.glass(), p.count(0, 2)
    open_shelves(p, (-w / 2, low, -d / 2), (w / 2, h, d / 2), levels, look.panel)
    for k in range(levels):
        crockery(p, -w / 2, w / 2, low + 0.02 + (h - low - 0.02) * k / levels, -0.05, (h - low) / levels - 0.04)
    for k in range(columns):
        x0, x1, side = -w / 2 + w * k / columns, -w / 2 + w * (k + 1) / columns, 1 if k % 2 == 0 else -1
        glazed(p, (x0, low), (x1, h), d / 2, side, (look.panel, pane, look.handle), bars)
        if low > 0.3:
            front(p, look, (x0, foot), (x1, low), d / 2, side)
    if p.chance(0.5):
        p.box((-w / 2 - 0.025, h, -d / 2), (w / 2 + 0.025, h + 0.04, d / 2 + 0.04), look.panel)


@design("cabinet", LIVING)
def sideboard(p: Piece) -> None:
    w, h, d = p.between(1.2, 2.2), p.between(0.6, 0.9), p.between(0.38, 0.5)
    look, foot, columns = some_look(p), p.between(0.08, 0.24), p.count(3, 4)
    shell = look.panel if p.chance(0.5) else p.any_of(p.wood, p.white)
    legs(p, w * 0.9, foot, d * 0.85, 0.022, p.any_of(p.wood, p.metal, p.dark), splay=p.between(0.0, 0.05))
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2 - 0.02), shell)
    for y in (foot, h - 0.025):
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.025, d / 2 + 0.01), shell)
    for x in (-w / 2, w / 2 - 0.025):
        p.box((x, foot, -d / 2), (x + 0.025, h, d / 2 + 0.01), shell)
    with_drawers = p.count(0, columns)
    for k in range(columns):
        x0, x1 = ((i * (w - 0.05) / columns) - w / 2 + 0.025 for i in (k, k + 1))
        if k == with_drawers:
            drawers(p, look, (x0, foot + 0.025), (x1, h - 0.025), d / 2 - 0.02, p.count(3, 4))
        else:
            front(p, look, (x0, foot + 0.025), (x1, h - 0.025), d / 2 - 0.02, 1 if k % 2 == 0 else -1)


@design("cabinet", BATHROOM)
def medicine_cabinet(p: Piece) -> None:
    """It hangs: mirrors, a cross or plain doors, some with a shelf or lights."""
    w, h, d = p.between(0.32, 0.9), p.between(0.4, 0.75), p.between(0.12, 0.2)
    shell, mirror = p.any_of(p.white, p.white, p.wood, p.metal, p.paint), p.stuff((0.75, 0.8, 0.83), shine=1.0)
    low = p.between(0.1, 0.16) if p.chance(0.4) else 0.0
    open_shelves(p, (-w / 2, 0, -d / 2), (w / 2, h, d / 2), 1, shell)
    p.box((-w / 2, low, -d / 2), (w / 2, h, d / 2 - 0.002), shell)
    doors = max(1, round(w / p.between(0.28, 0.4)))
    plain = p.chance(0.25)
    for k in range(doors):
        x0, x1 = -w / 2 + w * k / doors + 0.002, -w / 2 + w * (k + 1) / doors - 0.002
        p.box((x0, low, d / 2), (x1, h, d / 2 + 0.016), shell)
        if not plain:
            p.box((x0 + 0.012, low + 0.012, d / 2 + 0.016), (x1 - 0.012, h - 0.012, d / 2 + 0.019), mirror)
        p.ball((x1 - 0.02, low + 0.06, d / 2 + 0.025), (0.009, 0.009, 0.009), p.metal())
    if plain and doors == 1:
        red = p.stuff((0.75, 0.08, 0.06))
        for a, b in ((0.06, 0.02), (0.02, 0.06)):
            p.box((-a, h * 0.6 - b, d / 2 + 0.016), (a, h * 0.6 + b, d / 2 + 0.019), red)
    for k in range(3 if p.chance(0.3) else 0):
        p.ball((w * 0.3 * (k - 1), h + 0.035, d / 2), (0.03, 0.03, 0.03), p.white())
    p.elevation_m = p.between(1.15, 1.45)


@design("cabinet", OFFICE)
def filing_cabinet(p: Piece) -> None:
    rows, w, d = p.count(2, 5), p.between(0.38, 0.5), p.between(0.45, 0.65)
    wide = p.chance(0.25)
    w, h = w * (2.0 if wide else 1.0), rows * p.between(0.28, 0.34) + 0.04
    body, metal = p.any_of(p.metal, p.dark, p.white, p.paint), p.any_of(p.metal, p.dark)
    p.box((-w / 2, 0.03, -d / 2), (w / 2, h, d / 2), body)
    p.box((-w / 2 + 0.02, 0, -d / 2 + 0.02), (w / 2 - 0.02, 0.03, d / 2 - 0.03), p.dark())
    label, cell = p.white(), (h - 0.05) / rows
    for k in range(rows):
        y = 0.04 + cell * k
        p.box((-w / 2 + 0.012, y + 0.006, d / 2), (w / 2 - 0.012, y + cell - 0.006, d / 2 + 0.016), body)
        p.box((-0.06, y + cell * 0.45, d / 2 + 0.016), (0.06, y + cell * 0.55, d / 2 + 0.035), metal)
        p.box((-0.04, y + cell * 0.65, d / 2 + 0.016), (0.04, y + cell * 0.8, d / 2 + 0.02), label)
    p.disc((w / 2 - 0.05, h - 0.05, d / 2 + 0.018), 0.009, 0.01, metal)


@design("cabinet", OFFICE)
def metal_lockers(p: Piece) -> None:
    columns, rows = p.count(1, 5), p.count(1, 3)
    w, h, d = columns * p.between(0.28, 0.4), p.between(1.55, 1.95), p.between(0.4, 0.52)
    body, door = p.any_of(p.metal, p.white, p.dark), p.any_of(p.paint, p.metal, p.white, p.wood)
    foot, slot = p.between(0.04, 0.16), p.dark()
    legs(p, w, foot, d, 0.018, body)
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), body)
    cell_w, cell_h = w / columns, (h - foot) / rows
    for i in range(columns):
        for j in range(rows):
            x, y = -w / 2 + i * cell_w, foot + j * cell_h
            p.box((x + 0.01, y + 0.01, d / 2), (x + cell_w - 0.01, y + cell_h - 0.01, d / 2 + 0.012), door)
            for k in range(4):
                at = y + cell_h - 0.08 - 0.025 * k
                p.box((x + 0.25 * cell_w, at, d / 2 + 0.012), (x + 0.75 * cell_w, at + 0.009, d / 2 + 0.014), slot)
            p.box(
                (x + 0.82 * cell_w, y + cell_h * 0.45, d / 2 + 0.012),
                (x + 0.9 * cell_w, y + cell_h * 0.45 + 0.07, d / 2 + 0.026),
                slot,
            )


@design("cabinet", KITCHEN)
def wall_cupboard_row(p: Piece) -> None:
    look, columns = some_look(p), p.count(1, 5)
    size = columns * p.between(0.35, 0.6), p.between(0.32, 0.9), p.between(0.28, 0.38)
    wall_units(p, look, (-size[0] / 2, 0), size, -size[2] / 2, columns)
    if p.chance(0.4):
        p.box(
            (-size[0] / 2 - 0.02, size[1], -size[2] / 2),
            (size[0] / 2 + 0.02, size[1] + 0.04, size[2] / 2 + 0.04),
            look.panel,
        )
    p.elevation_m = p.between(1.35, 1.6)


@design("cabinet", KITCHEN)
def corner_cupboard(p: Piece) -> None:
    """Five-sided: its front cuts the corner."""
    side, h, cut = p.between(0.55, 0.75), p.between(0.6, 2.0), p.between(0.25, 0.35)
    look, wide = some_look(p), 2**0.5
    low = 0.08 if h > 0.9 else 0.0
    p.box((-side / 2, low, -side / 2), (side / 2, h, -side / 2 + cut), look.panel)
    p.box((-side / 2, low, -side / 2), (-side / 2 + cut, h, side / 2), look.panel)
    face, first = (side - cut) * wide, len(p.corners)
    depth = (side - cut) / wide
    p.box((-face / 2, low, -depth), (face / 2, h, 0), look.panel)
    rows = 2 if h > 1.3 else 1
    for k in range(rows):
        y0, y1 = (low + (h - low) * (k + j) / rows for j in (0, 1))
        if k == rows - 1 and p.chance(0.5):
            glazed(p, (-face / 2, y0), (face / 2, y1), 0.001, 1, (look.panel, p.glass(), look.handle), p.count(0, 2))
        else:
            front(p, look, (-face / 2, y0), (face / 2, y1), 0, 1)
    p.turn(first, 1, 45)
    shift(p, first, (cut / 2, 0, cut / 2))
    p.turn(0, 1, -45 if p.chance(0.3) else 0)
    if h < 0.9:
        p.elevation_m = p.between(1.35, 1.55)


# -- refrigerators ---------------------------------------------------------------------------------------------------
def door_bar(p: Piece, x: Number, low: Number, high: Number, z: Number, material: int) -> None:
    """An upright handle on two posts."""
    p.rod((x, low, z + 0.05), (x, high, z + 0.05), 0.011, material)
    for y in (low + 0.03, high - 0.03):
        p.rod((x, y, z), (x, y, z + 0.05), 0.008, material)


@design("refrigerator", KITCHEN)
def retro_refrigerator(p: Piece) -> None:
    """Rounded, of the fifties."""
    w, h, d = p.between(0.55, 0.75), p.between(1.0, 1.75), p.between(0.58, 0.72)
    body, chrome, soft = p.any_of(p.paint, p.paint, p.white, p.dark), p.metal(), p.between(0.14, 0.25)
    p.pad((-w / 2, 0.05, -d / 2), (w / 2, h, d / 2 - 0.05), body, soft=soft * 0.7)
    cuts = [0.1, h * p.between(0.62, 0.75), h - 0.01] if p.chance(0.5) and h > 1.3 else [0.1, h - 0.01]
    for y0, y1 in zip(cuts, cuts[1:], strict=False):
        p.pad((-w / 2, y0, d / 2 - 0.09), (w / 2, y1 - 0.006, d / 2 + 0.02), body, soft=soft)
        y = y0 + (y1 - y0) * p.between(0.5, 0.7)
        p.rod((w * 0.25, y, d / 2 + 0.05), (w * 0.42, y, d / 2 + 0.04), 0.015, chrome)
        p.ball((w * 0.4, y, d / 2 + 0.02), (0.03, 0.04, 0.02), chrome)
    p.box((-0.1, h * 0.86, d / 2 + 0.01), (0.1, h * 0.89, d / 2 + 0.025), chrome)
    legs(p, w * 0.85, 0.08, d * 0.8, 0.02, chrome)


@design("refrigerator", KITCHEN)
def side_by_side_refrigerator(p: Piece) -> None:
    """Wide, with two tall doors and a dispenser, or with two doors over a drawer."""
    w, h, d = p.between(0.84, 1.0), p.between(1.68, 1.85), p.between(0.65, 0.8)
    body, metal, low = p.any_of(p.metal, p.metal, p.dark, p.white), p.any_of(p.metal, p.dark), 0.08
    p.box((-w / 2, 0.04, -d / 2), (w / 2, h, d / 2 - 0.06), p.any_of(p.dark, lambda: body))
    middle = p.between(-0.1, 0.0) * w
    if p.chance(0.5):
        low, middle = h * p.between(0.33, 0.4), 0.0
        for k in range(rows := p.count(1, 2)):
            y0, y1 = (0.08 + (low - 0.08) * (k + j) / rows for j in (0, 1))
            p.box((-w / 2, y0, d / 2 - 0.055), (w / 2, y1 - 0.008, d / 2), body)
            p.rod((-w * 0.38, y1 - 0.06, d / 2 + 0.045), (w * 0.38, y1 - 0.06, d / 2 + 0.045), 0.011, metal)
    for x0, x1, x in ((-w / 2, middle - 0.003, middle - 0.04), (middle + 0.003, w / 2, middle + 0.04)):
        p.box((x0, low, d / 2 - 0.055), (x1, h, d / 2), body)
        door_bar(p, x, low + (h - low) * 0.15, low + (h - low) * p.between(0.6, 0.9), d / 2, metal)
    if p.chance(0.7):
        x, y = (-w / 2 + middle) / 2 - 0.02, h * p.between(0.55, 0.62)
        p.box((x - 0.1, y, d / 2), (x + 0.1, y + 0.34, d / 2 + 0.006), p.dark())
        p.box(
            (x - 0.08, y + 0.24, d / 2 + 0.006),
            (x + 0.08, y + 0.31, d / 2 + 0.009),
            p.stuff((0.3, 0.5, 0.6), shine=0.8),
        )
        p.box((x - 0.08, y, d / 2), (x + 0.08, y + 0.02, d / 2 + 0.03), metal)


def stocked(p: Piece, low: Size, high: Size, levels: int, shelf: int) -> None:
    """Glass boards with bottles, cartons and tins."""
    (x0, y0, z0), (x1, y1, z1) = low, high
    stuffs = [p.paint() for _ in range(5)] + [p.white(), p.glass()]
    for k in range(levels):
        y, cell = y0 + (y1 - y0) * k / levels, (y1 - y0) / levels
        p.box((x0, y, z0), (x1, y + 0.008, z1), shelf)
        x = x0 + 0.05
        while x < x1 - 0.04:
            r, tall, z = p.between(0.025, 0.045), min(p.between(0.08, 0.3), cell - 0.03), p.between(z0 * 0.4, z1 - 0.08)
            stuff = stuffs[p.count(0, len(stuffs) - 1)]
            if p.chance(0.5):
                p.rod((x, y + 0.008, z), (x, y + tall, z), r, stuff)
            else:
                p.box((x - r, y + 0.008, z - r), (x + r, y + tall, z + r), stuff)
            x += 2 * r + p.between(0.01, 0.1)


@design("refrigerator", KITCHEN)
def glass_door_refrigerator(p: Piece) -> None:
    """For drinks, its stock to be seen."""
    w, h, d = p.between(0.42, 0.75), p.between(0.75, 1.95), p.between(0.45, 0.65)
    body, inside, t = p.any_of(p.white, p.dark, p.metal, p.paint), p.white(), 0.035
    head = p.between(0.12, 0.25) if h > 1.4 and p.chance(0.6) else t
    p.box((-w / 2, 0.03, -d / 2), (w / 2, h, -d / 2 + t), inside)
    for x in (-w / 2, w / 2 - t):
        p.box((x, 0.03, -d / 2), (x + t, h, d / 2 - 0.03), body)
    p.box((-w / 2, 0.03, -d / 2), (w / 2, p.between(0.08, 0.18), d / 2 - 0.03), body)
    p.box((-w / 2, h - head, -d / 2), (w / 2, h, d / 2 - 0.02), body if head == t else p.paint())
    stocked(p, (-w / 2 + t, 0.18, -d / 2 + t), (w / 2 - t, h - head, d / 2 - 0.08), max(2, round(h / 0.36)), p.glass())
    top = h - (head if head > t else 0.0)
    p.box(
        (-w / 2 + 0.03, 0.13, d / 2 - 0.02),
        (w / 2 - 0.03, top - 0.03, d / 2 - 0.016),
        p.stuff((0.85, 0.92, 0.95), shine=1.0, opacity=0.15),
    )
    frame(p, (-w / 2, 0.1), (w / 2, top), d / 2 - 0.03, 0.045, 0.03, p.any_of(p.dark, p.metal, lambda: body))
    door_bar(p, w / 2 - 0.025, h * 0.4, h * 0.62, d / 2, p.metal())


@design("refrigerator", KITCHEN)
def mini_refrigerator(p: Piece) -> None:
    w, h, d = p.between(0.4, 0.56), p.between(0.48, 0.88), p.between(0.42, 0.58)
    body, door = p.any_of(p.white, p.dark, p.metal), p.any_of(p.white, p.dark, p.metal, p.paint, p.wood)
    p.box((-w / 2, 0.02, -d / 2), (w / 2, h, d / 2 - 0.05), body)
    low = h * 0.7 if p.chance(0.25) else 0.04
    for y0, y1 in ((0.04, low), (low, h - 0.02)) if low > 0.1 else ((0.04, h - 0.02),):
        p.pad((-w / 2, y0 + 0.003, d / 2 - 0.06), (w / 2, y1 - 0.003, d / 2), door, soft=0.08)
    p.box((-w / 2, h - 0.025, -d / 2), (w / 2, h, d / 2), body if p.chance(0.6) else p.any_of(p.wood, p.dark))
    style, metal = p.count(0, 2), p.any_of(p.metal, p.dark)
    if style == 0:
        p.box((w / 2 - 0.05, h * 0.72, d / 2 - 0.01), (w / 2 - 0.015, h * 0.92, d / 2 + 0.012), metal)
    elif style == 1:
        door_bar(p, w / 2 - 0.045, h * 0.55, h * 0.85, d / 2, metal)
    p.box((-w * 0.4, h * 0.85, d / 2 - 0.004), (-w * 0.4 + 0.07, h * 0.88, d / 2 + 0.004), metal)
    legs(p, w * 0.9, 0.04, d * 0.85, 0.02, p.dark())


@design("refrigerator", KITCHEN)
def open_refrigerator(p: Piece) -> None:
    """Its door stands open and shows the shelves."""
    w, h, d, t = p.between(0.54, 0.7), p.between(1.2, 1.85), p.between(0.52, 0.66), 0.04
    body, inside = p.any_of(p.white, p.metal, p.dark, p.paint), p.white()
    low = h * p.between(0.3, 0.42) if p.chance(0.6) else 0.08
    p.box((-w / 2, 0.03, -d / 2), (w / 2, low, d / 2), body)
    if low > 0.1:
        p.box((-w / 2, 0.07, d / 2), (w / 2, low - 0.01, d / 2 + 0.05), body)
        door_bar(p, -w / 2 + 0.05, low * 0.45, low * 0.9, d / 2 + 0.05, p.metal())
    for x in (-w / 2, w / 2 - t):
        p.box((x, low, -d / 2), (x + t, h, d / 2), body)
    p.box((-w / 2, h - t, -d / 2), (w / 2, h, d / 2), body)
    p.box((-w / 2 + t, low, -d / 2), (w / 2 - t, h - t, -d / 2 + t), inside)
    stocked(p, (-w / 2 + t, low + 0.02, -d / 2 + t), (w / 2 - t, h - t, d / 2 - 0.04), p.count(3, 5), p.glass())
    first = len(p.corners)
    p.box((-w / 2, low, d / 2), (w / 2, h, d / 2 + 0.05), body)
    p.box((-w / 2 + 0.03, low + 0.03, d / 2 - 0.01), (w / 2 - 0.03, h - 0.03, d / 2), inside)
    door_bar(p, w / 2 - 0.05, low + 0.2, low + 0.6, d / 2 + 0.05, p.metal())
    for k in range(3):
        y = low + 0.1 + (h - low) * 0.28 * k
        p.box((-w / 2 + 0.05, y, d / 2 - 0.1), (w / 2 - 0.05, y + 0.07, d / 2 - 0.01), p.glass())
        for x in (-0.15, -0.05, 0.08):
            p.rod(
                (x, y + 0.01, d / 2 - 0.055),
                (x, y + p.between(0.12, 0.25), d / 2 - 0.055),
                0.033,
                p.any_of(p.paint, p.white),
            )
    p.turn(first, 1, -p.between(60, 115), (-w / 2, 0, d / 2))
    if p.chance(0.5):
        for rows in p.corners:
            rows[:, (0, 3)] *= -1


@design("refrigerator", KITCHEN)
def chest_freezer(p: Piece) -> None:
    w, h, d = p.between(0.6, 1.4), p.between(0.8, 0.92), p.between(0.52, 0.7)
    body, lid = p.any_of(p.white, p.white, p.metal, p.dark), p.between(0.06, 0.11)
    p.box((-w / 2, 0.04, -d / 2), (w / 2, h - lid - 0.008, d / 2), body)
    p.pad((-w / 2 - 0.008, h - lid, -d / 2), (w / 2 + 0.008, h, d / 2 + 0.015), body, soft=0.1)
    p.box((-0.1, h - lid - 0.01, d / 2), (0.1, h - lid + 0.03, d / 2 + 0.035), p.any_of(p.dark, p.metal, p.white))
    p.box((w * 0.2, 0.07, d / 2), (w * 0.45, 0.2, d / 2 + 0.006), p.dark())
    for k in range(3):
        p.ball((w * (0.24 + 0.05 * k), 0.16, d / 2 + 0.008), (0.008, 0.008, 0.006), p.paint())
    legs(p, w * 0.9, 0.05, d * 0.85, 0.025, p.dark())


# -- ovens and stoves ------------------------------------------------------------------------------------------------
def oven_front(p: Piece, low: Corner, high: Corner, z: Number, body: int) -> None:
    """The face of a built-in oven: a panel with knobs or a display over a door with a pane."""
    x0, (x1, y1) = low[0], high
    panel, steel = p.between(0.07, 0.11), p.any_of(p.metal, p.dark)
    p.box((x0, y1 - panel, z), (x1, y1, z + 0.02), body)
    window_door(p, low, (x1, y1 - panel - 0.004), z, body)
    middle = (x0 + x1) / 2
    for x in (x0 + 0.08, x1 - 0.08) if p.chance(0.6) else ():
        p.disc((x, y1 - panel / 2, z + 0.03), 0.02, 0.025, steel)
    p.box(
        (middle - 0.07, y1 - panel * 0.75, z + 0.02),
        (middle + 0.07, y1 - panel * 0.25, z + 0.023),
        p.stuff((0.05, 0.1, 0.12), shine=0.9),
    )


@design("oven", KITCHEN)
def oven_tower(p: Piece) -> None:
    """One or two ovens in a tall case, doors or drawers below and above."""
    look, w, h, d = some_look(p), p.between(0.58, 0.68), p.between(1.85, 2.3), p.between(0.55, 0.62)
    p.box((-w / 2, 0.1, -d / 2), (w / 2, h, d / 2), look.panel)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.1, d / 2 - 0.05), p.dark())
    body, low, tall = p.any_of(p.metal, p.dark, p.white), p.between(0.55, 0.85), p.between(0.56, 0.62)
    drawers(p, look, (-w / 2, 0.1), (w / 2, low), d / 2, p.count(1, 3))
    oven_front(p, (-w / 2 + 0.01, low), (w / 2 - 0.01, low + tall), d / 2, body)
    upper = low + tall
    if p.chance(0.6):
        oven_front(p, (-w / 2 + 0.01, upper + 0.01), (w / 2 - 0.01, upper + 0.42), d / 2, body)
        upper += 0.43
    front(p, look, (-w / 2, upper), (w / 2, h), d / 2, 1)
    p.bare = True


@design("oven", KITCHEN)
def wall_oven(p: Piece) -> None:
    w, h, d = p.between(0.54, 0.76), p.between(0.38, 0.62), p.between(0.45, 0.55)
    body = p.any_of(p.metal, p.dark, p.white)
    double = p.chance(0.3)
    p.box((-w / 2 + 0.015, 0, -d / 2), (w / 2 - 0.015, h * (2 if double else 1), d / 2), p.dark())
    for k in range(2 if double else 1):
        oven_front(p, (-w / 2, h * k), (w / 2, h * (k + 1) - 0.006), d / 2, body)
    p.elevation_m = p.between(0.5, 1.0)


@design("oven", KITCHEN)
def oven_under_worktop(p: Piece) -> None:
    """Built into a base unit, another unit beside it."""
    look, size = some_look(p), (p.between(0.6, 0.64), p.between(0.82, 0.88), p.between(0.56, 0.62))
    w, h, d = size
    p.box((-w / 2, 0.1, -d / 2), (w / 2, h, d / 2), look.panel)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.1, d / 2 - 0.06), p.dark())
    low = 0.1 + (p.between(0.08, 0.16) if p.chance(0.7) else 0.0)
    if low > 0.1:
        front(p, look, (-w / 2, 0.1), (w / 2, low), d / 2)
    oven_front(p, (-w / 2 + 0.004, low), (w / 2 - 0.004, h - 0.01), d / 2, p.any_of(p.metal, p.dark, p.white))
    more = p.between(0.3, 0.6) * p.count(0, 1)
    if more:
        base_units(p, look, (more, h, d), 1, w / 2 + more / 2)
    first = len(p.corners)
    worktop(p, (w + more, h, d))
    shift(p, first, (more / 2, 0, 0))


@design("oven", KITCHEN)
def brick_oven(p: Piece) -> None:
    """A dome for pizza on a masonry or steel base."""
    r, base = p.between(0.4, 0.6), p.between(0.7, 0.95)
    dome = p.any_of(lambda: p.stuff((0.7, 0.4, 0.28), shine=0), p.white, p.paint, p.metal, p.dark)
    if p.chance(0.5):
        stone = p.stuff((p.between(0.4, 0.75), 0.5, 0.42), shine=0)
        for x in (-r, r - 0.15):
            p.box((x, 0, -r), (x + 0.15, base, r), stone)
        p.box((-r, 0, -r), (r, base, -r + 0.1), stone)
        p.box((-r - 0.04, base - 0.08, -r - 0.02), (r + 0.04, base, r + 0.06), stone)
        for k in range(3):
            p.rod((-r * 0.55, 0.07 + 0.13 * k, -0.1), (r * 0.5, 0.07 + 0.13 * k, -0.05), 0.06, p.wood())
    else:
        legs(p, r * 1.8, base, r * 1.8, 0.03, p.dark())
        p.box((-r, base - 0.05, -r), (r, base, r), p.any_of(p.metal, p.dark))
    high = r * p.between(0.75, 1.0)
    p.turned([(r * 0.97, base), (r * 0.95, base + high * 0.4), (r * 0.7, base + high * 0.8), (0, base + high)], dome)
    p.box((-r * 0.45, base, r * 0.5), (r * 0.45, base + high * 0.55, r * 1.0), dome)
    p.box((-r * 0.34, base + 0.01, r * 1.0), (r * 0.34, base + high * 0.42, r * 1.004), p.dark())
    p.rod(
        (0, base + high * 0.7, r * 0.4),
        (0, base + high + p.between(0.25, 0.5), r * 0.4),
        0.075,
        p.any_of(p.metal, p.dark),
    )
    p.bare = True


@design("stove", LIVING)
def wood_stove(p: Piece) -> None:
    """Iron on legs, a fire behind its door, a pipe to the wall or up."""
    w, h, d = p.between(0.42, 0.75), p.between(0.55, 0.95), p.between(0.35, 0.5)
    iron, foot = p.any_of(p.dark, p.dark, p.dark, p.paint), p.between(0.08, 0.25)
    legs(p, w * 0.9, foot, d * 0.9, 0.025, iron, splay=p.between(0.0, 0.05))
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), iron)
    p.box((-w / 2 - 0.025, h, -d / 2 - 0.02), (w / 2 + 0.025, h + 0.03, d / 2 + 0.03), iron)
    doors, low = p.count(1, 2), foot + 0.1
    glow = p.any_of(
        lambda: p.stuff((0.95, 0.45, 0.1), shine=0.6), p.dark, lambda: p.stuff((0.2, 0.12, 0.08), shine=0.9)
    )
    for k in range(doors):
        x0, x1 = (w * 0.86 * ((k + j) / doors - 0.5) for j in (0, 1))
        p.box((x0 + 0.004, low, d / 2), (x1 - 0.004, h - 0.05, d / 2 + 0.03), iron)
        p.box((x0 + 0.04, low + 0.05, d / 2 + 0.03), (x1 - 0.04, h - 0.1, d / 2 + 0.034), glow)
    p.rod((0.03, (low + h) / 2, d / 2 + 0.05), (0.03, (low + h) / 2 - 0.1, d / 2 + 0.06), 0.009, p.metal())
    pipe = iron if p.chance(0.7) else p.metal()
    top = p.between(1.4, 2.4)
    p.rod((0, h, -d * 0.2), (0, top, -d * 0.2), p.between(0.055, 0.08), pipe)
    if p.chance(0.4):
        p.rod((0, top - 0.05, -d * 0.2), (0, top - 0.05, -d * 0.2 - 0.3), 0.065, pipe)
    p.bare = True


@design("stove", LIVING)
def round_stove(p: Piece) -> None:
    """A cylinder with a tall curved window, of steel, stone or enamel."""
    r, h = p.between(0.2, 0.3), p.between(0.85, 1.3)
    body, dark = p.any_of(p.dark, p.metal, p.white, lambda: p.stuff((0.6, 0.57, 0.52), shine=0.1), p.paint), p.dark()
    can(p, r * 0.85, 0, 0.06, dark)
    can(p, r, 0.06, h, body)
    can(p, r * 1.05, h, h + 0.03, dark)
    low, high = h * p.between(0.3, 0.45), h * p.between(0.75, 0.9)
    p.box((-r * 0.62, low, r * 0.6), (r * 0.62, high, r * 0.99), dark)
    fire = p.stuff((0.9, 0.5, 0.15), shine=0.8) if p.chance(0.5) else p.stuff((0.12, 0.1, 0.1), shine=1.0)
    p.box((-r * 0.5, low + 0.04, r * 0.99), (r * 0.5, high - 0.04, r * 1.0), fire)
    door_bar(p, r * 0.57, (low + high) / 2 - 0.1, (low + high) / 2 + 0.1, r * 0.95, p.metal())
    if p.chance(0.6):
        p.box((-r * 0.5, 0.1, r * 0.8), (r * 0.5, low - 0.06, r * 0.98), dark)
    p.rod((0, h, -r * 0.2), (0, p.between(1.7, 2.45), -r * 0.2), p.between(0.06, 0.08), p.any_of(lambda: dark, p.metal))
    p.bare = True


@design("stove", LIVING)
def tiled_stove(p: Piece) -> None:
    """Tall, of glazed tiles, with a cornice."""
    columns, rows = p.count(3, 4), p.count(5, 8)
    tile, glaze = p.between(0.19, 0.25), p.any_of(p.white, p.paint, lambda: p.stuff((0.15, 0.35, 0.2), shine=0.7))
    w, d, joint = columns * tile, p.between(0.5, 0.7), p.any_of(p.dark, p.white)
    foot = p.between(0.12, 0.25)
    p.box((-w / 2 - 0.03, 0, -d / 2), (w / 2 + 0.03, foot, d / 2 + 0.03), glaze)
    p.box((-w / 2, foot, -d / 2), (w / 2, foot + rows * tile, d / 2), joint)
    for i in range(columns):
        for j in range(rows):
            x, y = -w / 2 + i * tile, foot + j * tile
            p.box((x + 0.006, y + 0.006, d / 2), (x + tile - 0.006, y + tile - 0.006, d / 2 + 0.015), glaze)
    for j in range(rows):
        y = foot + j * tile
        for x in (-w / 2 - 0.015, w / 2):
            p.box((x, y + 0.006, -d / 2), (x + 0.015, y + tile - 0.006, d / 2), glaze)
    top = foot + rows * tile
    p.box((-w / 2 - 0.05, top, -d / 2), (w / 2 + 0.05, top + 0.08, d / 2 + 0.05), glaze)
    p.box(
        (-tile * 0.7, foot + tile, d / 2 + 0.01),
        (tile * 0.7, foot + 2.3 * tile, d / 2 + 0.035),
        p.any_of(p.dark, p.metal),
    )
    p.bare = True


@design("stove", KITCHEN)
def range_cooker(p: Piece) -> None:
    """Wide, with several oven doors, a rail and a splashback."""
    w, h, d = p.between(0.9, 1.3), p.between(0.88, 0.94), p.between(0.58, 0.66)
    body, steel = p.any_of(p.paint, p.dark, p.metal, p.white), p.metal()
    p.box((-w / 2, 0.1, -d / 2), (w / 2, h, d / 2), body)
    legs(p, w * 0.95, 0.1, d * 0.9, 0.02, steel)
    cut, panel = p.between(-0.15, 0.15) * w, h - 0.14
    for x0, x1 in ((-w / 2, cut), (cut, w / 2)):
        low = 0.32 if p.chance(0.5) else 0.12
        if p.chance(0.7):
            window_door(p, (x0 + 0.01, low), (x1 - 0.01, panel), d / 2, body)
        else:
            p.box((x0 + 0.01, low, d / 2), (x1 - 0.01, panel, d / 2 + 0.02), body)
            p.rod((x0 + 0.06, panel - 0.06, d / 2 + 0.05), (x1 - 0.06, panel - 0.06, d / 2 + 0.05), 0.01, steel)
        if low > 0.2:
            p.box((x0 + 0.01, 0.12, d / 2), (x1 - 0.01, low - 0.01, d / 2 + 0.02), body)
    knobs(p, p.count(6, 9), h - 0.07, d / 2, w * 0.92, p.any_of(p.metal, p.dark))
    p.rod((-w / 2, panel + 0.02, d / 2 + 0.06), (w / 2, panel + 0.02, d / 2 + 0.06), 0.012, steel)
    p.box((-w / 2, h, -d / 2), (w / 2, h + 0.012, d / 2 + 0.015), p.any_of(p.dark, lambda: steel))
    burners(p, h + 0.012, w, d)
    if p.chance(0.5):
        p.box((-w / 2, h, -d / 2), (w / 2, h + p.between(0.06, 0.4), -d / 2 + 0.025), steel)
        p.top_m = h + 0.012


@design("stove", KITCHEN)
def hob_in_worktop(p: Piece) -> None:
    """A glass hob or gas flames over a base unit, some with an oven below."""
    look, columns = some_look(p), p.count(1, 3)
    w, h, d = size = max(0.62, columns * p.between(0.45, 0.6)), p.between(0.82, 0.88), p.between(0.56, 0.63)
    if columns == 1 and p.chance(0.6):
        p.box((-w / 2, 0.1, -d / 2), (w / 2, h, d / 2), look.panel)
        p.box((-w / 2, 0, -d / 2), (w / 2, 0.1, d / 2 - 0.06), p.dark())
        oven_front(p, (-w / 2 + 0.004, 0.15), (w / 2 - 0.004, h - 0.005), d / 2, p.any_of(p.metal, p.dark, p.white))
    else:
        base_units(p, look, size, columns)
    top, wide = worktop(p, size), p.between(0.56, min(0.8, w - 0.04))
    p.box((-wide / 2, top, -d * 0.4), (wide / 2, top + 0.006, d * 0.42), p.any_of(p.dark, p.dark, p.metal))
    if p.chance(0.5):
        burners(p, top + 0.006, wide, d * 0.85)
    else:
        mark = p.stuff((0.3, 0.3, 0.3), shine=0.6)
        for x, z in ((-0.25, -0.18), (0.25, -0.18), (-0.25, 0.18), (0.25, 0.18)):
            r = p.between(0.07, 0.11)
            p.turned([(r, top + 0.006), (r + 0.004, top + 0.008), (r + 0.008, top + 0.006)], mark, at=(x * wide, z * d))
    if p.chance(0.5):
        pot(p, top + 0.012, -0.25 * wide, 0.18 * d)
    p.top_m = top


def pot(p: Piece, y: Number, x: Number, z: Number) -> None:
    r, h, body = p.between(0.08, 0.12), p.between(0.05, 0.15), p.any_of(p.metal, p.dark, p.paint)
    vessel(p, [(0, y), (r * 0.97, y), (r, y + h)], 0.005, body, at=(x, z))
    p.rod((x - r, y + h * 0.8, z), (x - r - 0.15, y + h, z), 0.01, p.dark())


@design("stove", KITCHEN)
def enamel_cooker(p: Piece) -> None:
    """Old, on curved legs, with a raised back or a lid."""
    w, h, d = p.between(0.5, 1.0), p.between(0.78, 0.9), p.between(0.5, 0.6)
    body, trim, foot = p.any_of(p.white, p.white, p.paint, p.dark), p.any_of(p.dark, p.metal), p.between(0.15, 0.3)
    for side in (-1, 1):
        for z in (-d * 0.42, d * 0.42):
            p.path(
                [(side * w * 0.5, 0, z), (side * w * 0.43, foot * 0.5, z), (side * w * 0.46, foot + 0.02, z)],
                0.022,
                trim,
            )
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), body)
    p.box((-w / 2 - 0.02, h, -d / 2), (w / 2 + 0.02, h + 0.025, d / 2 + 0.02), trim)
    for k in range(doors := 2 if w > 0.75 else 1):
        x0, x1 = (w * 0.92 * ((k + j) / doors - 0.5) for j in (0, 1))
        p.pad((x0 + 0.01, foot + 0.06, d / 2 - 0.02), (x1 - 0.01, h - 0.18, d / 2 + 0.03), body, soft=0.15)
        p.rod((x0 + 0.08, h - 0.2, d / 2 + 0.05), (x1 - 0.08, h - 0.2, d / 2 + 0.05), 0.01, p.metal())
        p.disc(((x0 + x1) / 2, (foot + h - 0.1) / 2, d / 2 + 0.03), 0.04, 0.012, trim)
    knobs(p, p.count(3, 5), h - 0.08, d / 2, w * 0.8, trim)
    burners(p, h + 0.025, w, d)
    if p.chance(0.5):
        high = h + p.between(0.3, 0.6)
        p.box((-w / 2, h, -d / 2), (w / 2, high, -d / 2 + 0.03), body)
        p.box((-w / 2, high, -d / 2), (w / 2, high + 0.02, -d / 2 + p.between(0.12, 0.25)), body)
        p.top_m = h + 0.025


# -- washing machines ------------------------------------------------------------------------------------------------
def porthole(p: Piece, x: Number, y: Number, z: Number, r: Number) -> None:
    """The round door of a drum."""
    rim, style = p.any_of(p.metal, p.dark, p.white), p.count(0, 2)
    p.disc((x, y, z + 0.015), r * p.between(1.1, 1.25), 0.03, rim)
    p.disc((x, y, z + 0.03), r, 0.02, p.any_of(p.dark, p.metal))
    p.ball((x, y, z + 0.035), (r * 0.8, r * 0.8, 0.03), p.stuff((0.2, 0.24, 0.3), shine=1.0))
    if style:
        side = 1 if style == 1 else -1
        p.box(
            (x + side * r * 0.9, y - 0.05, z + 0.03),
            (x + side * r * 1.08, y + 0.05, z + 0.055),
            p.any_of(p.metal, p.dark),
        )


def control_strip(p: Piece, low: Corner, high: Corner, z: Number, body: int) -> None:
    """A soap drawer, a dial, a display and buttons in a row."""
    (x0, y0), (x1, y1) = low, high
    p.box((x0, y0, z), (x1, y1, z + 0.01), body)
    w, tall, metal = x1 - x0, y1 - y0, p.any_of(p.metal, p.dark, p.white)
    places = [0.17, 0.48, 0.8]
    if p.chance(0.5):
        places.reverse()
    soap, dial, screen = (x0 + w * t for t in places)
    p.box((soap - 0.13 * w, y0 + 0.1 * tall, z + 0.01), (soap + 0.13 * w, y1 - 0.1 * tall, z + 0.018), body)
    p.disc((dial, (y0 + y1) / 2, z + 0.02), min(0.035, 0.35 * tall), 0.025, metal)
    p.box((screen - 0.1 * w, y0 + 0.35 * tall, z + 0.01), (screen + 0.1 * w, y1 - 0.2 * tall, z + 0.014), p.dark())
    for k in range(p.count(2, 5)):
        p.ball((screen - 0.08 * w + 0.035 * k, y0 + 0.2 * tall, z + 0.012), (0.008, 0.006, 0.005), metal)


def laundry_drum(p: Piece, x: Number, y: Number, size: Size, body: int) -> None:
    """A front loader whose base is at y."""
    w, h, d = size
    p.box((x - w / 2, y + 0.01, -d / 2), (x + w / 2, y + h, d / 2), body)
    panel = p.between(0.11, 0.15)
    control_strip(p, (x - w / 2 + 0.006, y + h - panel), (x + w / 2 - 0.006, y + h - 0.008), d / 2, body)
    porthole(p, x, y + p.between(0.44, 0.5) * h, d / 2, p.between(0.14, 0.18))
    p.box((x - w / 2 + 0.01, y + 0.02, d / 2), (x + w / 2 - 0.01, y + 0.09, d / 2 + 0.006), body)
    p.box((x + w * 0.28, y + 0.03, d / 2 + 0.006), (x + w * 0.42, y + 0.08, d / 2 + 0.01), p.any_of(p.dark, p.white))


@design("washing machine", BATHROOM)
def laundry_pair(p: Piece) -> None:
    """A washing machine and a dryer side by side, some on drawers or under a board."""
    size = p.between(0.58, 0.7), p.between(0.82, 0.95), p.between(0.55, 0.7)
    w, h, d = size
    body, low = p.any_of(p.white, p.metal, p.dark, p.paint), p.between(0.25, 0.38) * p.count(0, 1)
    for side in (-1, 1):
        x = side * (w / 2 + 0.008)
        if low:
            p.box((x - w / 2, 0, -d / 2), (x + w / 2, low, d / 2), body)
            p.box((x - w / 2 + 0.01, 0.03, d / 2), (x + w / 2 - 0.01, low - 0.02, d / 2 + 0.015), body)
            p.rod((x - w * 0.25, low - 0.07, d / 2 + 0.04), (x + w * 0.25, low - 0.07, d / 2 + 0.04), 0.01, p.metal())
        laundry_drum(p, x, low, size, body)
    if p.chance(0.4):
        p.box(
            (-w - 0.04, low + h, -d / 2), (w + 0.04, low + h + 0.035, d / 2 + 0.03), p.any_of(p.wood, p.white, p.dark)
        )


@design("washing machine", KITCHEN)
def washer_under_worktop(p: Piece) -> None:
    """In a row with a base unit, under one board."""
    w, h, d = p.between(0.58, 0.62), p.between(0.82, 0.86), p.between(0.55, 0.6)
    look, more = some_look(p), p.between(0.35, 0.8)
    laundry_drum(p, 0, 0, (w, h - 0.01, d - 0.03), p.any_of(p.white, p.white, p.metal, p.dark))
    side = 1 if p.chance(0.5) else -1
    base_units(p, look, (more, h, d), 1, side * (w + more) / 2)
    p.box((-side * w / 2 - 0.01, 0, -d / 2), (-side * w / 2 + 0.01, h, d / 2), look.panel)
    first = len(p.corners)
    worktop(p, (w + more, h, d))
    shift(p, first, (side * more / 2, 0, 0))


@design("washing machine", BATHROOM)
def twin_tub(p: Piece) -> None:
    """A wash tub and a spinner side by side in one plastic body."""
    w, h, d = p.between(0.65, 0.85), p.between(0.75, 0.95), p.between(0.38, 0.5)
    body, lid = p.any_of(p.white, p.paint), p.any_of(p.paint, p.glass, p.dark)
    p.block((-w * 0.48, 0.04, -d * 0.46), (w * 0.48, h, d * 0.46), (1.04, 1.08), body)
    p.box((-w * 0.46, 0, -d * 0.42), (w * 0.46, 0.04, d * 0.42), p.dark())
    cut = w * p.between(0.05, 0.15)
    p.pad((-w * 0.46, h - 0.01, -d * 0.25), (cut - 0.01, h + 0.02, d * 0.46), lid, soft=0.15)
    p.pad((cut + 0.01, h - 0.01, -d * 0.25), (w * 0.46, h + 0.02, d * 0.46), lid, soft=0.15)
    p.block((-w * 0.5, h, -d / 2), (w * 0.5, h + p.between(0.08, 0.16), -d * 0.27), (1.0, 0.6), body)
    for x0, x1 in ((-w * 0.45, cut - 0.015), (cut + 0.015, w * 0.45)):
        p.box((x0, 0.1, d * 0.46), (x1, h * 0.8, d * 0.49), body if p.chance(0.5) else lid)
    p.box((-w * 0.4, h * 0.84, d * 0.48), (-w * 0.1, h * 0.9, d * 0.505), p.any_of(p.dark, p.metal))
    knobs(p, 3, h + 0.05, -d * 0.28, w * 0.75, p.any_of(p.paint, p.metal))
    p.path(
        [(-w * 0.5, h * 0.5, 0), (-w * 0.54, h * 0.3, 0.05), (-w * 0.52, 0.03, 0.1)], 0.018, p.any_of(p.dark, p.white)
    )
    p.bare = True


# -- hoods -----------------------------------------------------------------------------------------------------------
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


# -- coffee makers ---------------------------------------------------------------------------------------------------
@design("coffee maker", KITCHEN)
def espresso_machine(p: Piece) -> None:
    w, h, d = p.between(0.2, 0.4), p.between(0.28, 0.42), p.between(0.24, 0.36)
    body, steel, groups = p.any_of(p.metal, p.metal, p.paint, p.dark), p.metal(), 2 if w > 0.32 else 1
    p.box((-w / 2, 0.015, -d / 2), (w / 2, h, 0.0), body)
    p.box((-w / 2, h * 0.62, -d / 2), (w / 2, h, d * 0.38), body)
    p.box((-w / 2, 0.0, -d / 2), (w / 2, 0.06, d / 2), body)
    p.box((-w * 0.45, 0.06, 0.01), (w * 0.45, 0.064, d * 0.47), p.dark())
    for k in range(groups):
        x = w * 0.5 * ((k + 0.5) / groups - 0.5) * 2
        can(p, 0.032, h * 0.5, h * 0.62, steel, at=(x, d * 0.18))
        p.rod((x, h * 0.53, d * 0.2), (x, h * 0.5, d * 0.2 + 0.14), 0.012, p.any_of(p.dark, p.wood))
        if p.chance(0.5):
            vessel(p, [(0, 0.064), (0.022, 0.064), (0.03, 0.12)], 0.003, p.white(), at=(x, d * 0.2))
    p.path([(w * 0.46, h * 0.6, d * 0.3), (w * 0.5, h * 0.5, d * 0.34), (w * 0.5, 0.1, d * 0.38)], 0.006, steel)
    p.disc((-w * 0.25, h * 0.82, d * 0.38), 0.026, 0.012, p.white())
    knobs(p, 2, h * 0.82, d * 0.38, w * 0.4, p.dark())
    if p.chance(0.5):
        frame(p, (-w * 0.45, h), (w * 0.45, h + 0.025), -d * 0.1, 0.006, 0.006, steel)


@design("coffee maker", KITCHEN)
def capsule_machine(p: Piece) -> None:
    w, h, d = p.between(0.11, 0.17), p.between(0.22, 0.31), p.between(0.28, 0.38)
    body, second, steel = p.any_of(p.paint, p.dark, p.white), p.any_of(p.dark, p.metal, p.white), p.metal()
    soft = p.between(0.12, 0.35)
    p.pad((-w / 2, 0, -d * 0.3), (w / 2, h, d * 0.12), body, soft=soft)
    p.pad((-w * 0.42, h * 0.62, -d * 0.2), (w * 0.42, h * 0.98, d * 0.32), second, soft=soft)
    p.rod((0, h * 0.66, d * 0.24), (0, h * 0.55, d * 0.24), 0.012, second)
    p.box((-w * 0.45, 0, 0), (w * 0.45, 0.03, d * 0.42), second)
    p.box((-w * 0.38, 0.03, d * 0.14), (w * 0.38, 0.034, d * 0.4), steel)
    p.path(
        [
            (-w * 0.4, h * 0.9, -0.02),
            (-w * 0.4, h + 0.03, d * 0.1),
            (w * 0.4, h + 0.03, d * 0.1),
            (w * 0.4, h * 0.9, -0.02),
        ],
        0.008,
        steel,
    )
    can(p, w * 0.42, 0.01, h * p.between(0.75, 0.95), p.glass(), at=(0, -d * 0.4))
    if p.chance(0.5):
        vessel(p, [(0, 0.034), (0.024, 0.034), (0.032, 0.09)], 0.003, p.any_of(p.white, p.glass), at=(0, d * 0.25))


@design("coffee maker", KITCHEN)
def moka_pot(p: Piece) -> None:
    r, h = p.between(0.04, 0.06), p.between(0.14, 0.24)
    steel, grip = p.any_of(p.metal, p.metal, p.paint), p.any_of(p.dark, p.wood)
    waist, octagon = p.between(0.65, 0.8), around(8)
    levels = [(1.0, 0.0), (waist, 0.45), (waist * 0.95, 0.5), (0.95, 0.92)]
    p.turned([(0, 0), *[(r * a, h * b) for a, b in levels], (0, h)], steel)
    for x, z in octagon:
        p.path([(r * a * x, h * b, r * a * z) for a, b in levels], r * 0.12, steel)
    p.turned([(r * waist * 1.05, h * 0.43), (r * waist * 1.15, h * 0.47), (r * waist * 1.05, h * 0.51)], steel)
    p.ball((0, h + 0.012, 0), (0.01, 0.014, 0.01), grip)
    p.path([(r * 0.85, h * 0.9, 0), (r * 1.8, h * 0.92, 0), (r * 1.65, h * 0.5, 0)], 0.009, grip)
    p.rod((-r * 0.75, h * 0.8, 0), (-r * 1.25, h * 0.93, 0), 0.016, steel, end_radius=0.006)


@design("coffee maker", KITCHEN)
def french_press(p: Piece) -> None:
    r, h, steel = p.between(0.04, 0.055), p.between(0.15, 0.22), p.any_of(p.metal, p.dark, p.paint)
    vessel(p, [(0, 0.012), (r, 0.012), (r, h)], 0.003, p.glass())
    can(p, r * 0.92, 0.016, h * p.between(0.4, 0.85), p.stuff((0.12, 0.06, 0.03), shine=0.6))
    for y in (0.01, h * 0.35, h * 0.7):
        p.turned([(r, y), (r * 1.06, y), (r * 1.06, y + 0.008), (r, y + 0.008)], steel)
    for x, z in around(4):
        p.rod((r * 1.04 * x, 0, r * 1.04 * z), (r * 1.04 * x, h * 0.72, r * 1.04 * z), 0.004, steel)
    p.turned([(r * 1.08, h), (r * 1.05, h + 0.012), (r * 0.5, h + 0.025), (0, h + 0.028)], steel)
    p.rod((0, h + 0.02, 0), (0, h + p.between(0.04, 0.1), 0), 0.003, p.metal())
    p.ball((0, h + 0.08, 0), (0.014, 0.012, 0.014), p.dark())
    ear(p, r, h * 0.15, h * 0.85, r * 0.85, 0.008, p.any_of(p.dark, p.wood, lambda: steel))


@design("coffee maker", KITCHEN)
def teapot(p: Piece) -> None:
    r, squat = p.between(0.07, 0.1), p.between(0.65, 1.1)
    body, h = p.any_of(p.white, p.paint, p.glass, lambda: p.stuff((0.45, 0.2, 0.12), shine=0.5)), 0.0
    h = 1.7 * r * squat
    shape = [(0, 0), (0.6, 0), (0.95, 0.3), (1.0, 0.5), (0.85, 0.75), (0.5, 0.95), (0.4, 1.0)]
    p.turned([(r * a, h * b) for a, b in shape], body)
    p.turned([(r * 0.45, h), (r * 0.35, h * 1.07), (0, h * 1.12)], body)
    p.ball((0, h * 1.18, 0), (r * 0.13, r * 0.13, r * 0.13), body if p.chance(0.6) else p.any_of(p.wood, p.metal))
    p.path(
        [(-r * 0.85, h * 0.35, 0), (-r * 1.3, h * 0.5, 0), (-r * 1.55, h * 0.85, 0), (-r * 1.75, h * 0.95, 0)],
        r * 0.13,
        body,
    )
    if p.chance(0.65):
        ear(p, r * 0.88, h * 0.25, h * 0.8, r * 0.55, r * 0.09, body)
    else:
        bow = [
            (r * 0.6 * float(np.cos(t)), h * 0.85 + r * 1.1 * float(np.sin(t)), 0)
            for t in np.linspace(0, np.pi, 9).tolist()
        ]
        p.path(bow, r * 0.07, p.any_of(p.metal, p.wood, p.dark))


@design("coffee maker", KITCHEN)
def pour_over(p: Piece) -> None:
    """A funnel over a glass jug, or one with a waist and a wooden collar."""
    r, h, clear = p.between(0.055, 0.08), p.between(0.2, 0.28), p.glass()
    coffee = p.stuff((0.15, 0.07, 0.03), shine=0.7)
    if p.chance(0.5):
        p.turned([(0, 0), (r, 0), (r * 0.95, h * 0.15), (r * 0.3, h * 0.5), (r * 0.85, h)], clear)
        p.turned([(r * 0.33, h * 0.42), (r * 0.42, h * 0.5), (r * 0.33, h * 0.58)], p.wood())
        p.turned([(r * 0.3, h * 0.53), (r * 0.9, h * 1.05)], p.white())
    else:
        vessel(p, [(0, 0), (r, 0), (r * 1.0, h * 0.25), (r * 0.65, h * 0.55)], 0.003, clear)
        ear(p, r * 0.85, h * 0.08, h * 0.5, r * 0.6, 0.006, clear)
        p.turned(
            [(r * 0.9, h * 0.56), (r * 0.9, h * 0.58), (r * 0.3, h * 0.6), (r * 0.9, h)],
            p.any_of(p.white, p.paint, p.metal),
        )
        p.turned([(r * 0.4, h * 0.65), (r * 0.92, h * 1.05)], p.white())
    p.turned([(0, 0.004), (r * 0.94, 0.004), (r * 0.9, h * 0.14), (0, h * 0.15)], coffee)


@design("coffee maker", KITCHEN)
def bean_to_cup_machine(p: Piece) -> None:
    w, h, d = p.between(0.22, 0.3), p.between(0.32, 0.42), p.between(0.32, 0.44)
    body, face, steel = p.any_of(p.dark, p.metal, p.white), p.any_of(p.dark, p.metal), p.metal()
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d * 0.25), body)
    for x in (-w / 2, w / 2 - 0.03):
        p.box((x, 0, 0), (x + 0.03, h, d * 0.42), body)
    p.box((-w / 2, h * 0.6, 0), (w / 2, h, d * 0.43), face)
    p.box((-w / 2, 0, 0), (w / 2, 0.05, d / 2), body)
    p.box((-w * 0.4, 0.05, d * 0.2), (w * 0.4, 0.054, d * 0.48), steel)
    p.box((-0.03, h * 0.42, d * 0.25), (0.03, h * 0.62, d * 0.4), steel)
    p.box((-w * 0.2, h * 0.78, d * 0.43), (w * 0.2, h * 0.93, d * 0.434), p.stuff((0.15, 0.3, 0.4), shine=0.9))
    p.disc((w * 0.33, h * 0.8, d * 0.44), 0.02, 0.02, steel)
    p.block(
        (-w * 0.3, h, -d * 0.35),
        (w * 0.3, h + p.between(0.02, 0.08), d * 0.1),
        (1.1, 1.1),
        p.any_of(p.glass, lambda: body),
    )
    if p.chance(0.6):
        vessel(p, [(0, 0.054), (0.026, 0.054), (0.035, 0.11)], 0.003, p.any_of(p.white, p.glass), at=(0, d * 0.33))


# -- small appliances ------------------------------------------------------------------------------------------------
@design("appliance", KITCHEN)
def stand_mixer(p: Piece) -> None:
    long, h = p.between(0.3, 0.38), p.between(0.3, 0.38)
    body, steel = p.any_of(p.paint, p.paint, p.white, p.dark, p.metal), p.metal()
    p.pad((-long / 2, 0, -0.11), (long / 2, 0.04, 0.11), body, soft=0.35)
    p.pad((-long / 2, 0.01, -0.055), (-long * 0.2, h * 0.72, 0.055), body, soft=0.4)
    p.pad((-long * 0.52, h * 0.62, -0.065), (long * 0.42, h, 0.065), body, soft=0.5)
    p.rod((long * 0.4, h * 0.81, 0), (long * 0.46, h * 0.81, 0), 0.035, steel)
    p.rod((long * 0.2, h * 0.65, 0), (long * 0.2, h * 0.35, 0), 0.012, steel)
    vessel(
        p,
        [(0, 0.04), (0.05, 0.04), (0.055, 0.05), (0.1, h * 0.4), (0.105, h * 0.56)],
        0.003,
        p.any_of(p.metal, p.glass),
        at=(long * 0.2, 0),
    )
    p.ball((-long * 0.25, h * 0.7, 0.065), (0.014, 0.014, 0.014), p.dark())
    p.turn(0, 1, -90 if p.chance(0.3) else 0)


@design("appliance", KITCHEN)
def food_processor(p: Piece) -> None:
    w, h, r = p.between(0.2, 0.26), p.between(0.36, 0.46), p.between(0.075, 0.095)
    body, clear = p.any_of(p.white, p.metal, p.paint, p.dark), p.glass()
    p.block((-w / 2, 0, -w * 0.45), (w / 2, h * 0.32, w * 0.45), (0.85, 0.85), body)
    p.turned([(r * 0.9, h * 0.32), (r, h * 0.7)], clear)
    p.turned([(r * 1.04, h * 0.69), (r * 1.04, h * 0.73), (0, h * 0.75)], clear)
    can(p, 0.03, h * 0.73, h, clear, at=(r * 0.4, 0))
    can(p, 0.024, h * 0.8, h * 1.03, body, at=(r * 0.4, 0))
    can(p, 0.02, h * 0.32, h * 0.6, p.dark())
    if p.chance(0.5):
        can(p, r * 0.85, h * 0.33, h * p.between(0.4, 0.6), p.paint())
    ear(p, r * 0.95, h * 0.38, h * 0.66, 0.04, 0.009, body)
    p.disc((0, h * 0.16, w * 0.42), 0.03, 0.03, p.any_of(p.dark, p.metal))


@design("appliance", KITCHEN)
def contact_grill(p: Piece) -> None:
    """A grill, a sandwich maker or a waffle iron, shut or open."""
    w, d, h = p.between(0.22, 0.36), p.between(0.2, 0.32), p.between(0.05, 0.07)
    body, plate, soft = p.any_of(p.dark, p.metal, p.white, p.paint), p.dark(), p.between(0.15, 0.4)
    lean = p.between(60, 100) if p.chance(0.5) else p.between(0, 8)
    p.pad((-w / 2, 0.015, -d / 2), (w / 2, 0.015 + h, d / 2), body, soft=soft)
    legs(p, w * 0.8, 0.03, d * 0.8, 0.015, plate)
    p.box((-w * 0.44, h + 0.012, -d * 0.44), (w * 0.44, h + 0.018, d * 0.44), plate)
    first = len(p.corners)
    p.pad((-w / 2, h + 0.02, -d / 2), (w / 2, 2 * h + 0.02, d / 2), body, soft=soft)
    p.box((-w * 0.44, h + 0.017, -d * 0.44), (w * 0.44, h + 0.024, d * 0.44), plate)
    for k in range(7):
        x = w * 0.12 * (k - 3)
        p.rod((x, h + 0.018, -d * 0.42), (x, h + 0.018, d * 0.42), 0.005, plate)
    grip = [
        (-w * 0.3, h * 1.3, d * 0.45),
        (-w * 0.25, h * 1.4, d * 0.68),
        (w * 0.25, h * 1.4, d * 0.68),
        (w * 0.3, h * 1.3, d * 0.45),
    ]
    p.path(grip, 0.011, p.any_of(p.dark, p.metal))
    p.turn(first, 0, -lean, (0, h + 0.02, -d / 2))


@design("appliance", KITCHEN)
def deep_fryer(p: Piece) -> None:
    w, h, d = p.between(0.22, 0.3), p.between(0.2, 0.32), p.between(0.24, 0.38)
    body, dark = p.any_of(p.white, p.metal, p.dark, p.paint), p.dark()
    if p.chance(0.5):  # an egg with a drawer in front
        p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=0.45)
        p.box((-w * 0.33, h * 0.12, d * 0.3), (w * 0.33, h * 0.55, d * 0.5), dark)
        p.box((-0.025, h * 0.35, d * 0.48), (0.025, h * 0.47, d * 0.5 + 0.1), dark)
        p.disc((0, h * 0.75, d * 0.44), 0.035, 0.04, p.metal())
    else:
        p.pad((-w / 2, 0, -d / 2), (w / 2, h * 0.8, d / 2), body, soft=0.12)
        p.pad(
            (-w * 0.49, h * 0.76, -d * 0.48),
            (w * 0.49, h, d * 0.46),
            p.any_of(lambda: body, lambda: dark, p.metal),
            soft=0.3,
        )
        p.box((-w * 0.25, h * 0.98, -d * 0.2), (w * 0.25, h * 1.005, d * 0.25), dark)
        p.box((-0.022, h * 0.6, d * 0.45), (0.022, h * 0.68, d * 0.5 + 0.14), dark)
        knobs(p, 2, h * 0.3, d * 0.49, w * 0.7, p.any_of(p.metal, lambda: dark))


@design("appliance", KITCHEN)
def citrus_squeezer(p: Piece) -> None:
    r, h = p.between(0.07, 0.1), p.between(0.15, 0.3)
    body = p.any_of(p.metal, p.white, p.paint, p.dark)
    if p.chance(0.5):
        p.turned([(0, 0), (r, 0), (r * 0.95, h * 0.5), (r * 0.8, h * 0.55)], body)
        vessel(p, [(0, h * 0.55), (r * 0.9, h * 0.55), (r, h * 0.8)], 0.004, p.any_of(p.glass, lambda: body))
        p.turned([(r * 0.6, h * 0.62), (r * 0.4, h * 0.85), (0, h)], p.any_of(p.white, p.metal))
        p.rod((0, h * 0.5, r * 0.8), (0, h * 0.45, r * 1.35), 0.012, body)
    else:  # a press with a lever
        p.box((-r, 0, -r * 1.2), (r, 0.03, r * 1.2), body)
        p.box((-0.02, 0.02, -r * 1.1), (0.02, h * 1.3, -r * 0.8), body)
        p.box((-0.02, h * 1.2, -r * 1.1), (0.02, h * 1.3, 0.02), body)
        p.turned([(0.03, h * 0.6), (r * 0.7, h * 0.75)], p.metal())
        p.turned([(r * 0.6, h * 0.95), (r * 0.35, h * 1.15), (0, h * 1.2)], p.metal())
        p.rod((0.03, h * 1.25, -r * 0.3), (0.05, h * p.between(1.4, 2.0), r * 1.4), 0.011, p.any_of(p.dark, p.metal))
        vessel(p, [(0, 0.03), (0.025, 0.03), (0.033, 0.11)], 0.003, p.glass())


@design("appliance", KITCHEN)
def hand_mixer(p: Piece) -> None:
    """It stands on its heel, beaters in the air or in a bowl."""
    long, body, steel = p.between(0.18, 0.22), p.any_of(p.white, p.paint, p.dark, p.metal), p.metal()
    lift = p.between(0.16, 0.2)
    p.pad((-0.045, lift, -long / 2), (0.045, lift + 0.08, long / 2), body, soft=0.5)
    p.path(
        [
            (0, lift + 0.07, -long * 0.42),
            (0, lift + 0.13, -long * 0.4),
            (0, lift + 0.13, long * 0.25),
            (0, lift + 0.06, long * 0.4),
        ],
        0.016,
        body,
    )
    for x in (-0.022, 0.022):
        p.rod((x, lift + 0.01, long * 0.3), (x, 0.09, long * 0.3), 0.004, steel)
        for a, b in around(4):
            p.path(
                [(x, 0.09, long * 0.3), (x + 0.02 * a, 0.06, long * 0.3 + 0.02 * b), (x, 0.015, long * 0.3)],
                0.002,
                steel,
            )
    vessel(
        p,
        [(0, 0), (0.06, 0), (0.11, 0.07), (0.12, p.between(0.1, 0.15))],
        0.004,
        p.any_of(p.metal, p.glass, p.white, p.paint),
        at=(0, long * 0.3),
    )


@design("appliance", KITCHEN)
def smoothie_mixer(p: Piece) -> None:
    """A square jug on a square foot, or an upturned bottle."""
    w, h = p.between(0.13, 0.19), p.between(0.33, 0.44)
    body, dark = p.any_of(p.metal, p.dark, p.paint, p.white), p.dark()
    low = h * p.between(0.3, 0.42)
    p.block((-w / 2, 0, -w / 2), (w / 2, low, w / 2), (0.75, 0.75), body)
    if p.chance(0.6):
        p.block((-w * 0.3, low, -w * 0.3), (w * 0.3, h, w * 0.3), (1.45, 1.45), p.glass())
        p.block((-w * 0.27, low + 0.005, -w * 0.27), (w * 0.27, low + (h - low) * 0.6, w * 0.27), (1.3, 1.3), p.paint())
        p.box((-w * 0.45, h, -w * 0.45), (w * 0.45, h + 0.025, w * 0.45), dark)
        p.path(
            [(w * 0.32, low + 0.03, 0), (w * 0.7, low + 0.05, 0), (w * 0.7, h - 0.03, 0), (w * 0.42, h - 0.02, 0)],
            0.01,
            dark,
        )
    else:
        p.turned([(w * 0.35, low), (w * 0.38, h * 0.9), (w * 0.28, h), (0, h + 0.01)], p.any_of(p.glass, p.paint))
        p.turned([(w * 0.4, low), (w * 0.4, low + 0.03)], dark)
    p.disc((0, low * 0.45, w * 0.47), 0.022, 0.03, p.metal())
    for k in range(p.count(0, 3)):
        p.box((-0.03 + 0.022 * k, low * 0.1, w * 0.48), (-0.014 + 0.022 * k, low * 0.2, w * 0.5), dark)


@design("appliance", KITCHEN)
def chrome_toaster(p: Piece) -> None:
    """Rounded or long, with bread in its slots."""
    w, h, d = p.between(0.26, 0.42), p.between(0.18, 0.23), p.between(0.12, 0.2)
    body, end = p.any_of(p.metal, p.metal, p.paint, p.white), p.any_of(p.dark, p.metal, p.paint)
    first = len(p.corners)
    p.turned(
        [(0, -w / 2), (d / 2, -w / 2), (d / 2, -w / 2), (d / 2, w / 2), (d / 2, w / 2), (0, w / 2)], body, oval=0.9
    )
    p.turn(first, 2, 90)
    shift(p, first, (0, h - d * 0.5, 0))
    p.box((-w / 2, 0.03, -d * 0.45), (w / 2, h - d * 0.5, d * 0.45), body)
    for x in (-w / 2 - 0.012, w / 2):
        p.box((x, 0.015, -d * 0.47), (x + 0.012, h * 0.85, d * 0.47), end)
    p.box((-w / 2 - 0.01, 0, -d * 0.48), (w / 2 + 0.01, 0.035, d * 0.48), end)
    slots = (0.0,) if d < 0.15 else (-0.18 * d, 0.18 * d)
    toast = p.stuff((0.72, 0.48, 0.24), shine=0)
    for z in slots:
        p.box((-w * 0.4, h - 0.03, z - 0.012), (w * 0.4, h + 0.004, z + 0.012), p.dark())
        if p.chance(0.5):
            p.pad((-0.055, h - 0.05, z - 0.007), (0.055, h + 0.04, z + 0.007), toast, soft=0.2)
    p.box((w / 2 + 0.01, h * 0.5, -0.018), (w / 2 + 0.035, h * 0.58, 0.018), p.dark())


# -- sinks -----------------------------------------------------------------------------------------------------------
def swan_tap(p: Piece, x: Number, y: Number, z: Number, reach: Number) -> None:
    """A high bow with a lever."""
    metal, high = p.any_of(p.metal, p.metal, p.dark), p.between(0.2, 0.34)
    turns = np.linspace(np.pi, 0, 7).tolist()
    bow = [(x, y + high + reach / 2 * float(np.sin(t)), z + reach / 2 * (1 + float(np.cos(t)))) for t in turns]
    p.path([(x, y, z), *bow, (x, y + high - 0.06, z + reach)], 0.012, metal)
    p.rod((x, y, z), (x, y + 0.06, z), 0.022, metal)
    p.rod((x + 0.02, y + 0.05, z), (x + 0.09, y + 0.09, z), 0.007, metal)


@design("sink", KITCHEN)
def kitchen_sink_unit(p: Piece) -> None:
    """One or two bowls let into the worktop of a base unit, some with a drainer."""
    look, columns, bowls = some_look(p), p.count(2, 3), p.count(1, 2)
    w, h, d = size = columns * p.between(0.42, 0.6), p.between(0.82, 0.9), p.between(0.56, 0.64)
    base_units(p, look, (w, h - 0.2, d), columns)
    p.box((-w / 2, h - 0.2, d / 2 - 0.02), (w / 2, h, d / 2 + 0.015), look.panel)
    p.box((-w / 2, h - 0.2, -d / 2), (-w / 2 + 0.018, h, d / 2), look.panel)
    p.box((w / 2 - 0.018, h - 0.2, -d / 2), (w / 2, h, d / 2), look.panel)
    wide, steel = min(0.38 * bowls + 0.05, w - 0.1), p.any_of(p.metal, p.metal, p.white, p.dark)
    x = p.between(-1, 1) * (w / 2 - wide / 2 - 0.03)
    top = worktop(p, size, (x, wide, d * 0.7))
    each = wide / bowls
    for k in range(bowls):
        a = x - wide / 2 + each * k
        trough(p, (a, h - 0.17, -d * 0.35), (a + each, top + 0.004, d * 0.35), 0.012, steel)
        can(p, 0.03, h - 0.158, h - 0.155, p.dark(), at=(a + each / 2, 0))
    for k in range(6 if w - wide > 0.5 and p.chance(0.6) else 0):
        start, end = (x + wide / 2, w / 2 - 0.03) if x < 0 else (-w / 2 + 0.03, x - wide / 2)
        p.rod((start, top, -d * 0.28 + 0.1 * d * k), (end, top + 0.004, -d * 0.28 + 0.1 * d * k), 0.006, steel)
    (swan_tap if p.chance(0.7) else tap)(p, x, top, -d * 0.41, 0.2)
    p.bare = True


@design("sink", KITCHEN)
def butler_sink(p: Piece) -> None:
    """A deep apron basin of china on a unit or on legs."""
    w, h, d = p.between(0.55, 0.95), p.between(0.84, 0.92), p.between(0.45, 0.58)
    china, deep = p.any_of(p.white, p.white, p.metal, p.dark), p.between(0.2, 0.28)
    trough(p, (-w / 2, h - deep, -d / 2), (w / 2, h, d / 2 + 0.03), p.between(0.02, 0.04), china)
    if p.chance(0.6):
        look = some_look(p)
        base_units(p, look, (w - 0.01, h - deep, d), 2 if w > 0.65 else 1)
        more = p.between(0.25, 0.5) * p.count(0, 1)
        for side in (-1, 1) if more else ():
            base_units(p, look, (more, h - 0.03, d), 1, side * (w + more) / 2)
            a, b = sorted((side * w / 2, side * (w / 2 + more)))
            p.box((a, h - 0.03, -d / 2), (b, h + 0.005, d / 2 + 0.02), p.any_of(p.wood, p.white, p.dark))
    else:
        stand = p.any_of(p.wood, p.metal, p.dark, p.white)
        legs(p, w, h - deep, d, 0.03, stand)
        p.box((-w / 2, 0.2, -d / 2), (w / 2, 0.22, d / 2), stand)
    can(p, 0.03, h - deep + 0.04, h - deep + 0.045, p.dark())
    (swan_tap if p.chance(0.6) else tap)(p, 0.0, h, -d / 2 + 0.02, 0.2)
    p.bare = True


@design("sink", BATHROOM)
def wall_basin(p: Piece) -> None:
    """It hangs on the wall, with its trap below."""
    w, h, d = p.between(0.36, 0.75), p.between(0.12, 0.2), p.between(0.28, 0.5)
    china, steel = p.any_of(p.white, p.white, p.white, p.paint, p.dark), p.metal()
    if p.chance(0.5):
        trough(p, (-w / 2, 0, -d / 2), (w / 2, h, d / 2), p.between(0.015, 0.04), china)
        p.box((-w / 2, h - 0.02, -d / 2), (w / 2, h, -d / 2 + 0.1), china)
    else:
        vessel(p, [(0, 0), (w * 0.25, 0), (w * 0.42, h * 0.5), (w / 2, h)], 0.02, china, oval=d / w)
        p.box((-w * 0.4, h * 0.4, -d / 2), (w * 0.4, h, -d / 2 + 0.09), china)
    p.path([(0, 0.02, 0), (0, -0.14, 0), (0, -0.18, -0.05), (0, -0.1, -0.1), (0, -0.1, -d / 2)], 0.018, steel)
    tap(p, 0.0, h, -d / 2 + 0.05, 0.12)
    if p.chance(0.25):
        p.rod((-w / 2, h - 0.03, d / 2 + 0.04), (w / 2, h - 0.03, d / 2 + 0.04), 0.01, steel)
    p.elevation_m = p.between(0.5, 0.62)
    p.bare = True


@design("sink", BATHROOM)
def wash_trough(p: Piece) -> None:
    """Long, of steel or china, with several taps."""
    w, d, h, deep = p.between(1.1, 2.2), p.between(0.38, 0.48), p.between(0.8, 0.88), p.between(0.14, 0.2)
    body, rim, taps = (
        p.any_of(p.metal, p.white, p.paint),
        p.between(0.01, 0.03),
        max(2, round(w / p.between(0.45, 0.7))),
    )
    for x in (-w * 0.4, w * 0.4):
        p.box((x - 0.02, 0, -d / 2), (x + 0.02, h - deep, d * p.between(0.0, 0.3)), p.any_of(p.metal, p.white))
    p.box((-w / 2, h, -d / 2), (w / 2, h + p.between(0.08, 0.3), -d / 2 + 0.015), body)
    trough(p, (-w / 2, h - deep, -d / 2), (w / 2, h, d / 2), rim, body)
    for z in (-d / 2 - 0.005, d / 2 - 0.025):
        p.box((-w / 2 - 0.01, h - 0.025, z), (w / 2 + 0.01, h + 0.003, z + 0.03), body)
    for k in range(taps):
        tap(p, w * ((k + 0.5) / taps - 0.5), h, -d / 2 + 0.02, 0.14)
    p.bare = True


# -- boilers ---------------------------------------------------------------------------------------------------------


@design("boiler", BATHROOM)
def lying_water_heater(p: Piece) -> None:
    """A cylinder on its side, high on the wall."""
    r, w = p.between(0.17, 0.25), p.between(0.5, 1.0)
    body, end, first = p.any_of(p.white, p.white, p.metal), p.any_of(p.white, p.metal, p.dark), len(p.corners)
    p.turned(
        [(0, -w / 2), (r * 0.8, -w / 2 + 0.01), (r, -w / 2 + 0.05), (r, w / 2 - 0.05), (r * 0.8, w / 2 - 0.01)], body
    )
    p.turned([(r * 0.82, w / 2 - 0.015), (r * 0.5, w / 2 + 0.02), (0, w / 2 + 0.025)], end)
    p.turn(first, 2, 90 if p.chance(0.5) else -90)
    for x in (-w * 0.3, w * 0.3):
        p.box((x - 0.03, -r * 0.9, -r - 0.03), (x + 0.03, r * 0.9, -r * 0.4), p.metal())
    for x in (-0.06, 0.06):
        p.path([(x, -r * 0.9, 0), (x, -r - p.between(0.08, 0.25), 0), (x, -r - 0.25, -r)], 0.012, p.metal())
    p.disc((w * p.between(-0.3, 0.3), 0, r), 0.04, 0.02, p.any_of(p.dark, p.metal))
    p.elevation_m = p.between(1.5, 1.75)
    p.bare = True


@design("boiler", KITCHEN)
def small_water_heater(p: Piece) -> None:
    """A box of a few litres over a sink, with a dial, and a spout or hoses below."""
    w, h, d = p.between(0.24, 0.34), p.between(0.3, 0.45), p.between(0.16, 0.28)
    body, steel, soft = p.white(), p.metal(), p.between(0.1, 0.3)
    p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=soft)
    p.disc((0, h * p.between(0.15, 0.4), d / 2), p.between(0.025, 0.04), 0.03, p.any_of(p.dark, p.metal, p.paint))
    p.box((-w * 0.3, h * 0.75, d / 2 - 0.006), (w * 0.3, h * 0.8, d / 2 + 0.003), p.any_of(p.paint, p.dark, p.metal))
    for x in (-0.05, 0.05):
        p.rod((x, 0.02, 0), (x, -0.08, 0), 0.011, steel)
    if p.chance(0.6):
        p.path([(0, -0.06, 0), (0, -0.1, 0.02), (0, -0.1, d * 0.9), (0, -0.13, d)], 0.011, steel)
        p.rod((-0.09, -0.07, 0), (0.09, -0.07, 0), 0.016, steel)
    else:
        p.path([(-0.05, -0.08, 0), (-0.05, -0.3, -0.02), (-0.04, -0.35, -d / 2)], 0.008, steel)
    p.elevation_m = p.between(1.15, 1.45)
    p.bare = True


@design("boiler", BATHROOM)
def cabinet_boiler(p: Piece) -> None:
    """A square burner on the floor, with a panel, a lower door and a flue."""
    w, h, d = p.between(0.42, 0.62), p.between(0.85, 1.75), p.between(0.5, 0.7)
    body, panel = p.any_of(p.white, p.white, p.metal, p.paint), p.any_of(p.dark, p.paint, p.metal)
    p.box((-w / 2, 0.04, -d / 2), (w / 2, h, d / 2), body)
    p.box((-w * 0.46, 0, -d * 0.46), (w * 0.46, 0.04, d * 0.44), p.dark())
    low = h * p.between(0.75, 0.88)
    p.box((-w / 2 + 0.004, low, d / 2), (w / 2 - 0.004, h - 0.004, d / 2 + 0.02), panel)
    p.box((-w * 0.3, low + 0.03, d / 2 + 0.02), (0, h - 0.03, d / 2 + 0.024), p.stuff((0.3, 0.45, 0.5), shine=0.8))
    knobs(p, 2, (low + h) / 2, d / 2 + 0.012, w * 0.8, p.any_of(p.metal, p.dark, p.white))
    p.box((-w / 2 + 0.008, 0.06, d / 2), (w / 2 - 0.008, low - 0.01, d / 2 + 0.014), body)
    for k in range(4):
        p.box((-w * 0.3, 0.1 + 0.03 * k, d / 2 + 0.014), (w * 0.3, 0.112 + 0.03 * k, d / 2 + 0.018), panel)
    flue = p.between(0.05, 0.08)
    p.rod((0, h, -d * 0.2), (0, h + p.between(0.15, 0.5), -d * 0.2), flue, p.any_of(p.metal, p.white))
    for x in (-w * 0.32, w * 0.32):
        p.rod((x, h, -d * 0.25), (x, h + p.between(0.1, 0.4), -d * 0.25), 0.014, p.stuff((0.72, 0.42, 0.25), shine=0.7))
    p.bare = True
