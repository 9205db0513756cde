"""Fitted kitchens: fronts side by side, units, worktops."""

from dataclasses import dataclass

from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import Size

Corner = tuple[Number, Number]


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


def door_bar(p: Piece, x: Number, low: Number, high: Number, z: Number, material: int) -> None:
    """An upright handle on two posts."""
    p.rod((x, low, z + 0.05), (x, high, z + 0.05), 0.011, material)
    for y in (low + 0.03, high - 0.03):
        p.rod((x, y, z), (x, y, z + 0.05), 0.008, material)
