"""Kitchen runs, dressers, cupboards and lockers."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.joinery import base_units, drawers, front, glazed, some_look, wall_units, worktop
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import Size, can, shift
from instructcv_rooms.made.storage import legs

LIVING, OFFICE, KITCHEN, BATHROOM = "Living room", "Office", "Kitchen", "Bathroom"


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
