"""Ovens and stoves."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.joinery import Corner, base_units, door_bar, drawers, front, some_look, worktop
from instructcv_rooms.made.kitchen import burners, knobs, window_door
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import can, shift, vessel
from instructcv_rooms.made.storage import legs

LIVING, KITCHEN = "Living room", "Kitchen"


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
