"""What things are kept in, a second time: other constructions, and with things in them."""

from collections.abc import Callable, Sequence
from math import pi, sin

from instructcv.datasets._rooms.made.design import design
from instructcv.datasets._rooms.made.lounging import (
    arch,
    baluster,
    cushion,
    perhaps_mirrored,
    plank,
    plate,
    slab,
    spread,
    turnings,
)
from instructcv.datasets._rooms.made.piece import Number, Piece, around
from instructcv.datasets._rooms.made.storage import books, case, fronts, legs, open_case

BEDROOM, LIVING, KITCHEN, BATHROOM, MIXED = "Bedroom", "Living room", "Kitchen", "Bathroom", "Miscellaneous"
Corner = tuple[Number, Number, Number]


# -- what stands in them -----------------------------------------------------------------------------------------------
def palette(p: Piece) -> list[int]:
    """Stuffs that the contents of a piece share."""
    return [p.any_of(p.paint, p.paint, p.white, p.dark, p.wood) for _ in range(9)]


def wicker(p: Piece) -> int:
    return p.stuff(
        ((0.7, 0.53, 0.34), (0.52, 0.38, 0.24), (0.82, 0.72, 0.54), (0.35, 0.25, 0.18))[p.count(0, 3)], shine=0.05
    )


def ornament(p: Piece, at: Corner, size: tuple[Number, Number], stuffs: Sequence[int]) -> None:
    """A vase, a box, a bowl, a frame, a pot plant or a heap of books of at most this width and height."""
    (x, y, z), (wide, high) = at, size
    stuff, r = stuffs[p.count(0, len(stuffs) - 1)], wide * p.between(0.25, 0.45)
    tall, style = high * p.between(0.4, 0.85), p.count(0, 5)
    if style == 0:
        p.turned(
            [(0, y), (r * 0.6, y), (r, y + tall * 0.4), (r * 0.4, y + tall * 0.8), (r * 0.55, y + tall)],
            stuff,
            at=(x, z),
        )
    elif style == 1:
        p.box((x - r, y, z - r * 0.8), (x + r, y + tall * 0.6, z + r * 0.8), stuff)
    elif style == 2:
        p.turned([(0, y), (r * 0.5, y), (r, y + 0.4 * r), (r * 0.95, y + 0.4 * r), (0, y + 0.12 * r)], stuff, at=(x, z))
    elif style == 3:
        plank(p, (x, y, z), (x, y + tall, z - 0.03), (min(r, tall * 0.5), 0, 0), 0.012, stuff)
        plank(
            p,
            (x, y + 0.02, z + 0.005),
            (x, y + tall - 0.02, z - 0.024),
            (min(r, tall * 0.5) - 0.02, 0, 0),
            0.012,
            stuffs[0],
        )
    elif style == 4:
        pot = min(tall * 0.45, r)
        p.turned([(0, y), (pot * 0.5, y), (pot * 0.7, y + pot), (0, y + pot)], stuff, at=(x, z))
        p.ball(
            (x, y + pot + (tall - pot) * 0.5, z),
            (r * 0.8, (tall - pot) * 0.5, r * 0.6),
            p.stuff((0.15, 0.4, 0.12)) if len(p.materials) < 40 else stuff,
        )
    else:
        for k in range(p.count(1, 4)):
            p.box(
                (x - r, y + 0.025 * k, z - r * 0.7),
                (x + r, y + 0.025 * (k + 1) - 0.002, z + r * 0.7),
                stuffs[p.count(0, len(stuffs) - 1)],
            )


def contents(
    p: Piece, low: Corner, size: tuple[Number, Number, Number], stuffs: Sequence[int], full: Number = 0.85
) -> None:
    """Books, ornaments, both or nothing in a compartment whose lower left back corner is `low`."""
    if not p.chance(full):
        return
    (x, y, z), (w, h, d) = low, size
    if p.chance(0.6):
        books(p, stuffs, (x, y, z), w * p.between(0.5, 1.0), min(h, p.between(0.24, 0.34)), d)
    else:
        n = p.count(1, max(1, round(w / 0.22)))
        for k in range(n):
            ornament(p, (x + w * (k + 0.5) / n, y, z + d * 0.5), (min(w / n, 0.3), min(h, 0.32)), stuffs)


def shifted(p: Piece, by: Corner, build: Callable[[], None]) -> None:
    """What `build` adds, moved."""
    since = len(p.corners)
    build()
    for rows in p.corners[since:]:
        rows[:, :3] += by


def panelled(p: Piece, low: tuple[Number, Number], high: tuple[Number, Number], z: Number, material: int) -> None:
    """A framed door or lid panel on a front at z."""
    (x0, y0), (x1, y1) = low, high
    edge = min(0.07, 0.22 * min(x1 - x0, y1 - y0))
    p.box((x0, y0, z), (x1, y1, z + 0.012), material)
    for a, b in ((x0, x0 + edge), (x1 - edge, x1)):
        p.box((a, y0, z), (b, y1, z + 0.024), material)
    for a, b in ((y0, y0 + edge), (y1 - edge, y1)):
        p.box((x0, a, z), (x1, b, z + 0.024), material)


# -- bookcases ---------------------------------------------------------------------------------------------------------
@design("bookcase", LIVING)
def crammed_bookcase(p: Piece) -> None:
    """Books and ornaments, cupboards or drawers in its lowest row, a cornice."""
    w, h, d = p.between(0.8, 2.4), p.between(1.7, 2.35), p.between(0.28, 0.4)
    material, stuffs, doors = p.any_of(p.wood, p.wood, p.white, p.paint), palette(p), p.chance(0.5)
    columns, rows = max(1, round(w / p.between(0.6, 0.9))), p.count(5, 6)
    base = p.between(0.4, 0.75) if doors else 0.0
    for left, floor, width, height in open_case(p, (w, h, d), rows, columns, material, back=True):
        if floor + height > base + 0.1:
            contents(p, (left, floor, -d / 2 + 0.02), (width, height, d * 0.85), stuffs, 0.92)
    if doors:
        deep = p.between(0.0, 0.12)
        p.box((-w / 2, 0.02, -d / 2), (w / 2, base, d / 2 + deep), material)
        fronts(p, (w, base, d + 2 * deep), 1, columns * 2, material)
    if p.chance(0.5):
        p.box((-w / 2 - 0.03, h, -d / 2), (w / 2 + 0.03, h + 0.05, d / 2 + 0.03), material)


@design("bookcase", LIVING)
def ladder_bookcase(p: Piece) -> None:
    w, h, d = p.between(0.5, 0.95), p.between(1.5, 2.0), p.between(0.35, 0.5)
    wood, stuffs, n = p.any_of(p.wood, p.wood, p.white, p.dark), palette(p), p.count(4, 5)
    frame = wood if p.chance(0.5) else p.any_of(p.metal, p.dark)
    for x in (-w / 2, w / 2):
        plank(p, (x, 0, d / 2), (x, h, -d / 2 + 0.05), (0.013, 0, 0), 0.045, frame)
        if p.chance(0.5):
            p.box((x - 0.013, 0, -d / 2), (x + 0.013, h * 0.98, -d / 2 + 0.03), frame)
    for y in spread(0.12, h - 0.1, n):
        front = d / 2 - (d - 0.05) * y / h + 0.03
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.022, front), wood)
        p.box((-w / 2, y + 0.02, -d / 2), (w / 2, y + 0.06, -d / 2 + 0.012), wood)
        contents(p, (-w / 2 + 0.03, y + 0.022, -d / 2 + 0.015), (w - 0.06, h / n * 0.85, front + d / 2 - 0.03), stuffs)
    p.bare = True


@design("bookcase", LIVING)
def glazed_bookcase(p: Piece) -> None:
    """Glass doors with bars before the shelves."""
    w, h, d, base = p.between(0.7, 1.4), p.between(1.5, 2.2), p.between(0.3, 0.42), p.between(0.08, 0.6)
    wood, pane, stuffs = p.any_of(p.wood, p.wood, p.white, p.dark), p.glass(), palette(p)
    for left, floor, width, height in open_case(p, (w, h, d), p.count(4, 5), 1, wood, back=True):
        if floor > base - 0.05:
            contents(p, (left, floor, -d / 2 + 0.02), (width, height, d * 0.8), stuffs, 0.9)
    p.box((-w / 2, 0, -d / 2), (w / 2, base, d / 2 + 0.01), wood)
    if base > 0.3:
        fronts(p, (w, base, d + 0.02), 1, 2, wood)
    doors, bars = 2 if w > 0.8 else 1, p.count(0, 4)
    for k in range(doors):
        x0, x1 = (-w / 2 + w * (k + j) / doors for j in (0, 1))
        p.box((x0 + 0.03, base + 0.03, d / 2), (x1 - 0.03, h - 0.03, d / 2 + 0.004), pane)
        for x in (x0 + 0.002, x1 - 0.042):
            p.box((x, base, d / 2), (x + 0.04, h, d / 2 + 0.018), wood)
        for y in (base, h - 0.04):
            p.box((x0, y, d / 2), (x1, y + 0.04, d / 2 + 0.018), wood)
        for y in spread(base, h, bars + 2)[1:-1]:
            p.box((x0, y - 0.008, d / 2), (x1, y + 0.008, d / 2 + 0.014), wood)
        p.ball((x1 - 0.02 if k == 0 else x0 + 0.02, (base + h) / 2, d / 2 + 0.03), (0.013, 0.013, 0.013), p.metal())
    if p.chance(0.6):
        p.box((-w / 2 - 0.03, h, -d / 2), (w / 2 + 0.03, h + p.between(0.03, 0.08), d / 2 + 0.04), wood)


@design("bookcase", LIVING)
def cube_bookcase(p: Piece) -> None:
    """A grid of square holes, some with baskets or doors."""
    cell, rows, columns, d = p.between(0.33, 0.38), p.count(2, 5), p.count(1, 5), p.between(0.32, 0.4)
    material, stuffs = p.any_of(p.white, p.white, p.wood, p.dark, p.paint), palette(p)
    basket, door = p.any_of(lambda: wicker(p), p.cloth, p.paint), p.any_of(p.paint, p.white, p.wood)
    baskets, doors = p.between(0, 0.7), p.between(0, 0.4)
    for left, floor, width, height in open_case(
        p, (cell * columns, cell * rows + 0.04, d), rows, columns, material, back=p.chance(0.5)
    ):
        if p.chance(baskets):
            p.block(
                (left + 0.02, floor, -d / 2 + 0.02),
                (left + width - 0.02, floor + height * 0.85, d / 2 - 0.01),
                (1.04, 1.0),
                basket,
            )
            p.box(
                (left + 0.4 * width, floor + height * 0.6, d / 2 - 0.012),
                (left + 0.6 * width, floor + height * 0.68, d / 2 - 0.002),
                stuffs[0],
            )
        elif p.chance(doors):
            p.box((left, floor, d / 2 - 0.03), (left + width, floor + height, d / 2 - 0.01), door)
        else:
            contents(p, (left, floor, -d / 2 + 0.02), (width, height, d * 0.85), stuffs, 0.75)


@design("bookcase", LIVING)
def staggered_bookcase(p: Piece) -> None:
    """Shelves of unequal widths: steps, a zigzag, a tree or boxes on a spine."""
    w, h, d, n = p.between(0.7, 1.3), p.between(1.2, 1.95), p.between(0.24, 0.34), p.count(4, 6)
    wood, stuffs, style, board = (
        p.any_of(p.wood, p.white, p.dark, p.paint),
        palette(p),
        p.count(0, 2),
        p.between(0.018, 0.03),
    )
    step = (h - board) / n
    for k in range(n + 1):
        y = k * step
        if style == 0:  # steps
            x0, x1 = -w / 2, w / 2 - w * 0.8 * min(k, n - 1) / n
            p.box((x1 - board, max(0.0, y - step), -d / 2), (x1, y + board, d / 2), wood)
        else:
            x0, x1 = -w / 2, w / 2
        p.box((x0, y, -d / 2), (x1, y + board, d / 2), wood)
        if k == n:
            break
        if style == 1:
            x = w * (0.32 if k % 2 else -0.32)
            p.box((x - board, y, -d / 2), (x, y + step, d / 2), wood)
        elif style == 2:
            for x in (-w * p.between(0.1, 0.45), w * p.between(0.1, 0.45)):
                p.box((x - board / 2, y, -d / 2), (x + board / 2, y + step, d / 2), wood)
        else:
            p.box((-w / 2, y, -d / 2), (-w / 2 + board, y + step, d / 2), wood)
        contents(p, (x0 + 0.05, y + board, -d / 2 + 0.02), ((x1 - x0) * 0.6, step - board, d * 0.85), stuffs, 0.8)
    p.bare = style == 0
    perhaps_mirrored(p)


@design("bookcase", LIVING)
def low_bookcase(p: Piece) -> None:
    """A long one at waist height, on legs or castors, some with sloped trays for picture books."""
    w, h, d = p.between(0.9, 1.8), p.between(0.55, 0.9), p.between(0.26, 0.38)
    material, foot, stuffs = p.any_of(p.wood, p.wood, p.white, p.paint), p.between(0.05, 0.2), palette(p)
    columns, trays = p.count(2, 3), p.chance(0.25)
    cells = Piece(p.rng)
    cells.materials = p.materials
    for left, floor, width, height in open_case(cells, (w, h - foot, d), p.count(1, 2), columns, material, back=True):
        if trays:
            plank(
                cells,
                (left + width / 2, floor, d / 2 - 0.05),
                (left + width / 2, floor + height * 0.8, -d / 2 + 0.03),
                (width * 0.4, 0, 0),
                0.015,
                stuffs[p.count(0, 8)],
            )
        else:
            contents(cells, (left, floor, -d / 2 + 0.02), (width, height, d * 0.85), stuffs, 0.9)
    for rows in cells.corners:
        rows[:, 1] += foot
    p.corners += cells.corners
    legs(p, w * 0.95, foot, d * 0.9, 0.018, p.any_of(lambda: material, p.metal, p.dark), splay=p.between(0, 0.04))


# -- shelves -----------------------------------------------------------------------------------------------------------
@design("shelf", LIVING)
def bracket_shelf(p: Piece) -> None:
    """Boards on brackets on the wall, with things on them."""
    w, d, n, gap = p.between(0.5, 1.3), p.between(0.18, 0.3), p.count(1, 3), p.between(0.28, 0.4)
    wood, iron, stuffs, curved = (
        p.any_of(p.wood, p.wood, p.white),
        p.any_of(p.dark, p.metal, p.wood, p.white),
        palette(p),
        p.chance(0.4),
    )
    for k in range(n):
        y = gap * k
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.025, d / 2), wood)
        for x in (-0.36 * w, 0.36 * w):
            p.box((x - 0.012, y - 0.18, -d / 2), (x + 0.012, y, -d / 2 + 0.012), iron)
            p.box((x - 0.012, y - 0.012, -d / 2), (x + 0.012, y, d / 2 - 0.02), iron)
            if curved:
                p.path(
                    [(x, y - 0.16, -d / 2 + 0.01), (x, y - 0.06, -d / 2 + 0.07), (x, y - 0.01, d / 2 - 0.04)],
                    0.007,
                    iron,
                )
            else:
                p.rod((x, y - 0.15, -d / 2 + 0.01), (x, y - 0.01, d / 2 - 0.05), 0.007, iron)
        contents(p, (-w / 2, y + 0.025, -d / 2 + 0.01), (w, gap * 0.85, d * 0.9), stuffs, 0.9)
    p.elevation_m = p.between(1.0, 1.45)
    p.bare = True


@design("shelf", MIXED)
def boltless_rack(p: Piece) -> None:
    """Slotted posts, braced, with boxes and tins: for a cellar, a shop or a kitchen."""
    w, h, d, n = p.between(0.7, 1.3), p.between(1.4, 2.0), p.between(0.32, 0.55), p.count(4, 5)
    post, board, wire = p.any_of(p.metal, p.metal, p.dark, p.white), p.any_of(p.metal, p.wood, p.white), p.chance(0.4)
    stuffs, card = palette(p), p.stuff((0.68, 0.52, 0.34), shine=0.0)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.rod((x, 0, z), (x, h, z), 0.014, post) if wire else p.box(
                (x - 0.018, 0, z - 0.018), (x + 0.018, h, z + 0.018), post
            )
    for y in spread(0.1, h - 0.04, n):
        if wire:
            for z in spread(-d / 2, d / 2, 9):
                p.box((-w / 2, y + 0.012, z - 0.002), (w / 2, y + 0.016, z + 0.002), post)
            for z in (-d / 2, d / 2):
                p.box((-w / 2, y - 0.025, z - 0.003), (w / 2, y + 0.016, z + 0.003), post)
        else:
            p.box((-w / 2, y - 0.02, -d / 2), (w / 2, y + 0.016, d / 2), board)
        x = -w / 2 + 0.05
        while x < w / 2 - 0.3 and y < h - 0.1:
            wide, tall = p.between(0.15, 0.35), p.between(0.1, 0.8) * h / n
            if p.chance(0.6):
                p.box(
                    (x, y + 0.016, -0.4 * d),
                    (x + wide, y + tall, 0.4 * d * p.between(0.4, 1)),
                    card if p.chance(0.5) else stuffs[p.count(0, 8)],
                )
            elif p.chance(0.6):
                ornament(p, (x + wide / 2, y + 0.016, 0), (wide, h / n * 0.8), stuffs)
            x += wide + 0.04
    if not wire:
        plank(p, (-w / 2, 0.1, -d / 2), (w / 2, h - 0.1, -d / 2), (0, 0, 0.004), 0.02, post)
        plank(p, (w / 2, 0.1, -d / 2), (-w / 2, h - 0.1, -d / 2), (0, 0, 0.004), 0.02, post)


@design("shelf", LIVING)
def corner_shelf(p: Piece) -> None:
    """Quarter rounds in a corner, or boards that alternate around it."""
    r, h, n = p.between(0.22, 0.42), p.between(1.0, 1.9), p.count(4, 6)
    wood, stuffs, board = p.any_of(p.wood, p.white, p.dark), palette(p), p.between(0.014, 0.025)
    post = wood if p.chance(0.6) else p.any_of(p.metal, p.dark)
    quarter = [(0.0, 0.0), *((r * sin(t + pi / 2), r * sin(t)) for t in spread(0, pi / 2, 11))]
    hung = p.chance(0.3)
    levels = spread(0.0 if hung else 0.05, h, n)
    for y in levels:
        plate(p, quarter, y, y + board, wood)
        if p.chance(0.7) and y < h - 0.1:
            ornament(p, (0.33 * r, y + board, 0.33 * r), (0.6 * r, h / n * 0.8), stuffs)
    if hung:
        p.box((0, 0, -0.012), (0.03, h, 0), post)
        p.box((-0.012, 0, 0), (0, h, 0.03), post)
    else:
        for x, z in ((0.015, 0.015), (r - 0.02, 0.015), (0.015, r - 0.02)):
            p.rod((x, 0, z), (x, h, z), 0.011, post)
    p.turn(0, 1, 0.0 if hung else p.between(-45, 0))
    p.elevation_m = p.between(0.5, 0.8) if hung else 0.0
    p.bare = True


@design("shelf", LIVING)
def floating_shelves(p: Piece) -> None:
    """Thick boards or open boxes without brackets, staggered, with things on them."""
    w, d, n, boxes = p.between(0.4, 0.9), p.between(0.18, 0.27), p.count(1, 4), p.chance(0.4)
    wood, stuffs, thick, gap = (
        p.any_of(p.wood, p.white, p.white, p.dark, p.paint),
        palette(p),
        p.between(0.03, 0.05),
        p.between(0.28, 0.4),
    )
    for k in range(n):
        x, y, wide = p.between(-0.4, 0.4) * w * (n > 1), gap * k, w * p.between(0.7, 1.0)
        if boxes:
            wide, high = p.between(0.25, 0.45), gap - p.between(0.03, 0.1)
            for a, b in ((x - wide / 2, x - wide / 2 + 0.018), (x + wide / 2 - 0.018, x + wide / 2)):
                p.box((a, y, -d / 2), (b, y + high, d / 2), wood)
            for a in (y, y + high - 0.018):
                p.box((x - wide / 2, a, -d / 2), (x + wide / 2, a + 0.018, d / 2), wood)
            contents(
                p, (x - wide / 2 + 0.02, y + 0.018, -d / 2 + 0.01), (wide - 0.04, high - 0.04, d * 0.85), stuffs, 0.8
            )
        else:
            p.box((x - wide / 2, y, -d / 2), (x + wide / 2, y + thick, d / 2), wood)
            contents(p, (x - wide / 2, y + thick, -d / 2 + 0.01), (wide, gap * 0.8, d * 0.85), stuffs, 0.9)
    p.elevation_m = p.between(0.9, 1.3)
    p.bare = True


@design("shelf", LIVING)
def swing_shelf(p: Piece) -> None:
    """Boards that hang on ropes or straps."""
    w, d, n, gap = p.between(0.4, 0.8), p.between(0.15, 0.22), p.count(1, 3), p.between(0.28, 0.36)
    wood, rope, stuffs = (
        p.any_of(p.wood, p.wood, p.white),
        p.any_of(lambda: p.stuff((0.8, 0.72, 0.55), shine=0.0), p.dark, p.white),
        palette(p),
    )
    top = gap * n + p.between(0.1, 0.2)
    for k in range(n):
        p.box((-w / 2, gap * k, -d / 2), (w / 2, gap * k + 0.02, d / 2), wood)
        contents(p, (-w / 2 + 0.05, gap * k + 0.02, -d / 2 + 0.01), (w - 0.1, gap * 0.8, d * 0.85), stuffs, 0.9)
    hook = 0.0 if p.chance(0.4) else 0.45 * w
    for side in (-1, 1):
        for z in (-0.4 * d, 0.4 * d):
            p.path(
                [(side * 0.46 * w, 0, z), (side * 0.46 * w, gap * (n - 1) + 0.02, z), (side * hook, top, -0.4 * d)],
                0.005,
                rope,
            )
        p.disc((side * hook, top, -0.45 * d), 0.02, 0.02, p.any_of(p.metal, p.dark))
    p.elevation_m = p.between(0.9, 1.4)
    p.bare = True


@design("shelf", LIVING)
def etagere(p: Piece) -> None:
    """Glass or wooden shelves in a slender metal frame, some under an arch."""
    w, h, d, n = p.between(0.45, 0.95), p.between(1.2, 1.9), p.between(0.3, 0.4), p.count(4, 5)
    frame, board, stuffs, r = (
        p.any_of(p.metal, p.metal, p.dark, p.white),
        p.any_of(p.glass, p.wood, p.dark),
        palette(p),
        p.between(0.008, 0.014),
    )
    arched = p.chance(0.4)
    for z in (-d / 2, d / 2):
        for x in (-w / 2, w / 2):
            p.rod((x, 0, z), (x, h, z), r, frame)
        if arched:
            p.path(arch(w / 2, w * 0.3, h, z), r, frame)
    for y in spread(0.1, h - 0.02, n):
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.012, d / 2), board)
        for z in (-d / 2, d / 2):
            p.rod((-w / 2, y, z), (w / 2, y, z), r * 0.8, frame)
        for x in (-w / 2, w / 2):
            p.rod((x, y, -d / 2), (x, y, d / 2), r * 0.8, frame)
        if y < h - 0.1:
            contents(p, (-w / 2 + 0.03, y + 0.012, -d / 2 + 0.03), (w - 0.06, h / n * 0.8, d * 0.8), stuffs, 0.7)
    p.bare = arched


# -- wardrobes ---------------------------------------------------------------------------------------------------------
@design("wardrobe", BEDROOM)
def sliding_wardrobe(p: Piece) -> None:
    w, h, d, doors = p.between(1.2, 2.7), p.between(1.95, 2.35), p.between(0.58, 0.68), p.count(2, 3)
    body, rail = p.any_of(p.wood, p.white, p.dark), p.any_of(p.metal, p.dark, p.white)
    mirror, panel = p.stuff((0.72, 0.8, 0.83), shine=1.0), p.any_of(p.wood, p.white, p.paint, p.dark)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2 - 0.06), body)
    for x in (-w / 2, w / 2 - 0.03):
        p.box((x, 0, -d / 2), (x + 0.03, h, d / 2), body)
    for y in (0, h - 0.06):
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.06, d / 2), body)
    mirrored, bands = p.count(0, 3), p.count(0, 3)
    for k in range(doors):
        x0, x1 = (-w / 2 + 0.03 + (w - 0.06) * (k + j) / doors for j in (-0.01, 1.01))
        z = d / 2 - 0.05 + 0.02 * (k % 2)
        p.box((x0, 0.06, z), (x1, h - 0.06, z + 0.018), mirror if mirrored == 3 or k == mirrored else panel)
        for x in (x0, x1 - 0.03):
            p.box((x, 0.06, z), (x + 0.03, h - 0.06, z + 0.024), rail)
        for y in spread(0.06, h - 0.08, bands + 2):
            p.box((x0, y, z), (x1, y + 0.02, z + 0.022), rail)
    p.bare = True


def clothes_row(p: Piece, left: Number, width: Number, y: Number, full: Number) -> None:
    """Garments on hangers below a rail along x at y."""
    x, cloths, hook = left + 0.04, [p.cloth() for _ in range(6)], p.metal()
    while x < left + width * full:
        long, half, cloth = p.between(0.55, 1.1) * min(y - 0.05, 1.1), p.between(0.18, 0.24), cloths[p.count(0, 5)]
        thick = p.between(0.025, 0.06)
        p.rod((x, y, 0), (x, y - 0.06, 0), 0.003, hook)
        p.block((x - thick / 2, y - long, -half), (x + thick / 2, y - 0.06, half), (0.5, p.between(0.75, 1.0)), cloth)
        x += thick + p.between(0.005, 0.04)


@design("wardrobe", BEDROOM)
def open_wardrobe(p: Piece) -> None:
    """No doors: a rail of clothes, and shelves with folded ones, boxes and shoes."""
    w, h, d = p.between(0.9, 1.8), p.between(1.7, 2.1), p.between(0.42, 0.55)
    frame, board, cased = p.any_of(p.wood, p.white, p.metal, p.dark), p.any_of(p.wood, p.white), p.chance(0.5)
    for x in (-w / 2, w / 2):
        if cased:
            p.box((x - 0.012, 0, -d / 2), (x + 0.012, h, d / 2), board)
        else:
            for z in (-d / 2, d / 2):
                p.rod((x, 0, z), (x, h, z), 0.014, frame)
    for y in (0.12, h - 0.02):
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.02, d / 2), board)
    if cased and p.chance(0.7):
        p.box((-w / 2, 0, -d / 2), (w / 2, h, -d / 2 + 0.008), board)
    split = w / 2 - w * (p.between(0.25, 0.4) if w > 1.1 else 0.0)
    p.rod((-w / 2, h - 0.12, 0), (split, h - 0.12, 0), 0.013, p.any_of(p.metal, p.dark))
    clothes_row(p, -w / 2, split + w / 2, h - 0.12, p.between(0.4, 0.95))
    if split < w / 2:
        p.box((split, 0.12, -d / 2), (split + 0.018, h, d / 2), board)
        cloths = [p.cloth() for _ in range(4)]
        for y in spread(0.14, h - 0.35, p.count(4, 5)):
            p.box((split, y - 0.02, -d / 2), (w / 2, y, d / 2), board)
            for k in range(p.count(0, 4)):
                p.pad(
                    (split + 0.04, y + 0.05 * k, -0.35 * d),
                    (w / 2 - 0.04, y + 0.05 * k + 0.05, 0.4 * d),
                    cloths[p.count(0, 3)],
                    soft=0.3,
                )
    for x in spread(-0.4 * w, split - 0.2, p.count(0, 3)):
        p.pad((x, 0.14, -0.1), (x + 0.1, 0.22, 0.18), p.any_of(p.dark, p.paint), soft=0.5)
    perhaps_mirrored(p)


@design("wardrobe", BEDROOM)
def armoire(p: Piece) -> None:
    """Panelled doors under a cornice or a curved pediment, on bun or bracket feet, some with drawers below."""
    w, h, d = p.between(0.9, 1.5), p.between(1.8, 2.2), p.between(0.52, 0.64)
    wood, foot, low = p.any_of(p.wood, p.wood, p.white, p.paint), p.between(0.06, 0.14), p.between(0.1, 0.45)
    base = foot + (low if low > 0.25 else 0.06)
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), wood)
    for x in (-w / 2 + 0.07, w / 2 - 0.07):
        for z in (-d / 2 + 0.07, d / 2 - 0.07):
            p.turned([(0.03, 0), (0.06, foot * 0.5), (0.045, foot)], wood, at=(x, z))
    panel = p.any_of(lambda: wood, lambda: wood, lambda: p.stuff((0.72, 0.8, 0.83), shine=1.0))
    rows = p.count(1, 3)
    for k in range(2):
        x0, x1 = (-w / 2 + 0.05 + (w - 0.1) * (k + j) / 2 for j in (0.01, 0.99))
        for j in range(rows):
            y0, y1 = (base + 0.03 + (h - base - 0.1) * (j + t) / rows for t in (0, 1))
            panelled(p, (x0, y0), (x1, y1), d / 2, wood)
            p.box((x0 + 0.08, y0 + 0.08, d / 2), (x1 - 0.08, y1 - 0.08, d / 2 + 0.016), panel)
        p.ball((0.04 * (1 if k else -1), (base + h) / 2, d / 2 + 0.04), (0.016, 0.016, 0.02), p.any_of(p.metal, p.dark))
    if low > 0.25:
        fronts(p, (w - 0.08, base, d), 1, p.count(1, 2), wood, base=foot + 0.03)
    p.box((-w / 2 - 0.03, h, -d / 2), (w / 2 + 0.03, h + 0.05, d / 2 + 0.04), wood)
    if p.chance(0.5):
        crest = [(x, h + 0.05 + y, z) for x, y, z in arch(w / 2, p.between(0.06, 0.16), 0, d / 2)]
        p.loft([[(x, h + 0.04, z) for x, _, z in crest], crest, crest, [(x, y, z - 0.04) for x, y, z in crest]], wood)
    p.bare = True


@design("wardrobe", MIXED)
def steel_locker(p: Piece) -> None:
    """Narrow metal doors with slots."""
    columns, h, d = p.count(1, 4), p.between(1.6, 1.95), p.between(0.4, 0.52)
    w, rows, foot = columns * p.between(0.28, 0.42), p.count(1, 2), p.between(0.02, 0.14)
    body = p.any_of(p.metal, p.paint, p.white, p.dark)
    door, slot = body if p.chance(0.5) else p.paint(), p.dark()
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), body)
    legs(p, w * 0.98, foot, d * 0.98, 0.016, p.dark())
    for i in range(columns):
        for j in range(rows):
            x0, x1 = (-w / 2 + w * (i + t) / columns for t in (0.03, 0.97))
            y0, y1 = (foot + (h - foot) * (j + t) / rows for t in (0.015, 0.985))
            p.box((x0, y0, d / 2), (x1, y1, d / 2 + 0.012), door)
            for y in spread(y1 - 0.2, y1 - 0.08, 4) + (spread(y0 + 0.08, y0 + 0.16, 3) if rows == 1 else []):
                p.box((x0 + 0.25 * (x1 - x0), y, d / 2 + 0.012), (x1 - 0.25 * (x1 - x0), y + 0.01, d / 2 + 0.014), slot)
            y = (y0 + y1) / 2
            p.box(
                (x1 - 0.05, y - 0.05, d / 2 + 0.012),
                (x1 - 0.025, y + 0.05, d / 2 + 0.03),
                slot,
            )


@design("wardrobe", BEDROOM)
def fitted_wardrobe(p: Piece) -> None:
    """Tall doors and drawers of unequal widths, top boxes over them, flat, louvred or framed."""
    w, h, d = p.between(1.4, 2.6), p.between(2.1, 2.45), p.between(0.55, 0.65)
    body, style, n = p.any_of(p.white, p.white, p.wood, p.paint), p.count(0, 2), p.count(3, 5)
    handle, mirror = p.any_of(p.metal, p.dark), p.stuff((0.72, 0.8, 0.83), shine=1.0)
    front = body if p.chance(0.6) else p.any_of(p.wood, p.white, p.paint)
    top, drawers, mirror_at = h - p.between(0.4, 0.55) if p.chance(0.5) else h, p.count(-1, n - 1), p.count(-3, n - 1)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body)
    for k in range(n):
        x0, x1 = (-w / 2 + w * (k + t) / n for t in (0.02, 0.98))
        low = 0.75 if k == drawers else 0.08
        if top < h:
            p.box((x0, top + 0.01, d / 2), (x1, h - 0.01, d / 2 + 0.02), front)
        for j in range(3 if k == drawers else 0):
            p.box((x0, 0.08 + 0.22 * j, d / 2), (x1, 0.29 + 0.22 * j, d / 2 + 0.02), front)
            p.rod(
                ((x0 + x1) / 2 - 0.06, 0.2 + 0.22 * j, d / 2 + 0.035),
                ((x0 + x1) / 2 + 0.06, 0.2 + 0.22 * j, d / 2 + 0.035),
                0.006,
                handle,
            )
        if style == 1:
            panelled(p, (x0, low), (x1, top - 0.01), d / 2, front)
        else:
            p.box((x0, low, d / 2), (x1, top - 0.01, d / 2 + 0.02), front)
        if k == mirror_at:
            p.box((x0 + 0.04, low + 0.05, d / 2), (x1 - 0.04, top - 0.06, d / 2 + 0.027), mirror)
        elif style == 2:
            for y in spread(low + 0.06, top - 0.08, 22):
                plank(
                    p,
                    ((x0 + x1) / 2, y, d / 2 + 0.02),
                    ((x0 + x1) / 2, y + 0.03, d / 2 + 0.035),
                    ((x1 - x0) * 0.42, 0, 0),
                    0.006,
                    front,
                )
        x = x1 - 0.04 if k % 2 == 0 else x0 + 0.04
        p.rod((x, 0.95, d / 2 + 0.04), (x, 1.15, d / 2 + 0.04), 0.007, handle)
    p.bare = True


# -- chests ------------------------------------------------------------------------------------------------------------
@design("chest", BEDROOM)
def tallboy(p: Piece) -> None:
    """A narrow tower of drawers on legs, some with a cupboard or a mirror on top."""
    w, h, d, foot = p.between(0.4, 0.65), p.between(1.0, 1.5), p.between(0.36, 0.48), p.between(0.05, 0.2)
    wood, n = p.any_of(p.wood, p.wood, p.white, p.paint), p.count(5, 7)
    front = wood if p.chance(0.5) else p.any_of(p.wood, p.white, p.paint)
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), wood)
    legs(p, w * 0.96, foot, d * 0.96, 0.02, p.any_of(lambda: wood, p.metal, p.dark), splay=p.between(0, 0.04))
    fronts(p, (w - 0.03, h - 0.01, d), n, 1, front, base=foot + 0.02)
    p.box((-w / 2 - 0.015, h, -d / 2), (w / 2 + 0.015, h + 0.022, d / 2 + 0.02), wood)


@design("chest", BEDROOM)
def dressing_chest(p: Piece) -> None:
    """Drawers of two widths under a swivelling or standing mirror."""
    w, h, d = p.between(0.8, 1.4), p.between(0.7, 0.9), p.between(0.4, 0.52)
    wood, pane = p.any_of(p.wood, p.wood, p.white, p.paint), p.stuff((0.72, 0.8, 0.83), shine=1.0)
    case(p, (w, h, d), wood)
    split = h - p.between(0.16, 0.22)
    fronts(p, (w, split, d), p.count(2, 3), p.count(1, 2), wood, base=0.12)
    fronts(p, (w, h - 0.01, d), 1, p.count(2, 3), wood, base=split)
    half, tall, round_ = w * p.between(0.25, 0.42), p.between(0.5, 0.8), p.between(0.05, 0.9)
    z, y = -d / 2 + 0.1, h + 0.08
    cushion(p, (0, y, z), (0, y + tall, z - 0.03), (half, 0, 0), 0.025, wood, round_)
    cushion(p, (0, y + 0.04, z + 0.008), (0, y + tall - 0.04, z - 0.018), (half - 0.04, 0, 0), 0.02, pane, round_)
    for x in (-half - 0.025, half + 0.025):
        p.box((x - 0.015, h, z - 0.02), (x + 0.015, y + tall * 0.6, z + 0.01), wood)
    p.top_m = h


@design("chest", LIVING)
def blanket_chest(p: Piece) -> None:
    """A hope chest: panelled front, a lid that overhangs or stands open, bracket feet."""
    w, h, d = p.between(0.85, 1.35), p.between(0.42, 0.58), p.between(0.4, 0.55)
    wood, foot, n = p.any_of(p.wood, p.wood, p.white, p.paint), p.between(0.0, 0.12), p.count(2, 4)
    p.box((-w / 2, foot, -d / 2), (w / 2, h - 0.03, d / 2), wood)
    for x in (-w / 2, w / 2 - 0.12):
        p.box((x, 0, -d / 2), (x + 0.12, foot + 0.03, d / 2 + 0.012), wood)
    for k in range(n):
        x0, x1 = (-w / 2 + 0.03 + (w - 0.06) * (k + t) / n for t in (0.03, 0.97))
        panelled(p, (x0, foot + 0.04), (x1, h - 0.06), d / 2, wood)
    lid = p.any_of(lambda: wood, p.wood)
    if p.chance(0.3):
        p.box((-w / 2 + 0.03, h - 0.028, -d / 2 + 0.03), (w / 2 - 0.03, h - 0.02, d / 2 - 0.03), p.dark())
        plank(
            p,
            (0, h - 0.03, -d / 2),
            (0, h - 0.03 + d * 0.95, -d / 2 - p.between(0.03, 0.15)),
            (w / 2 + 0.02, 0, 0),
            0.025,
            lid,
        )
        p.pad(
            (-w / 2 + 0.06, h * 0.6, -d / 2 + 0.06),
            (w / 2 - 0.06, h + p.between(-0.02, 0.08), d / 2 - 0.06),
            p.cloth(),
            soft=0.4,
        )
        p.bare = True
    else:
        p.box((-w / 2 - 0.025, h - 0.03, -d / 2), (w / 2 + 0.025, h, d / 2 + 0.03), lid)
        if p.chance(0.4):
            p.pad((-w / 2, h - 0.01, -d / 2), (w / 2, h + 0.06, d / 2), p.cloth(), soft=0.2)


@design("chest", LIVING)
def treasure_chest(p: Piece) -> None:
    """A barrel lid with metal bands, a lock and handles."""
    w, h, d, rise = p.between(0.5, 1.0), p.between(0.22, 0.4), p.between(0.34, 0.5), p.between(0.12, 0.24)
    wood, band = (
        p.any_of(p.wood, p.wood, p.dark, p.paint),
        p.any_of(p.metal, p.dark, lambda: p.stuff((0.6, 0.45, 0.2), shine=0.8)),
    )
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), wood)
    curve = [(h + y, x) for x, y, _ in arch(d / 2, rise, 0, 0)]
    p.loft([[(x, y, z) for y, z in curve] for x in (-w / 2, w / 2)], wood)
    for x in (-w / 2, w / 2):
        p.loft([[(x, h, z) for _, z in curve], [(x, y, z) for y, z in curve]], wood)
    for x in spread(-w / 2 + 0.03, w / 2 - 0.03, p.count(2, 4)):
        p.loft([[(x + t, h + (y - h) * 1.03 + 0.004, z * 1.02) for y, z in curve] for t in (-0.022, 0.022)], band)
        p.box((x - 0.022, 0, d / 2), (x + 0.022, h, d / 2 + 0.006), band)
    p.box((-w / 2 - 0.004, h - 0.02, -d / 2 - 0.004), (w / 2 + 0.004, h + 0.01, d / 2 + 0.006), band)
    p.box((-0.04, h - 0.07, d / 2), (0.04, h + 0.05, d / 2 + 0.018), band)
    for x in (-w / 2 - 0.015, w / 2 + 0.015):
        p.path([(x, h * 0.7, -0.07), (x, h * 0.55, -0.06), (x, h * 0.55, 0.06), (x, h * 0.7, 0.07)], 0.008, band)
    p.bare = True


@design("chest", LIVING)
def apothecary_chest(p: Piece) -> None:
    """Very many small drawers with knobs or label frames."""
    rows, columns, cell = p.count(4, 7), p.count(3, 7), p.between(0.13, 0.22)
    w, h, d, foot = columns * cell, rows * cell * p.between(0.6, 0.95), p.between(0.3, 0.42), p.between(0.03, 0.25)
    wood, knob = p.any_of(p.wood, p.wood, p.white, p.paint), p.any_of(p.metal, p.dark, p.white)
    front, step = wood if p.chance(0.6) else p.any_of(p.wood, p.white), h / rows
    p.box((-w / 2 - 0.02, foot, -d / 2), (w / 2 + 0.02, foot + h + 0.02, d / 2), wood)
    legs(p, w, foot, d, 0.018, p.any_of(lambda: wood, p.dark), splay=p.between(0, 0.03))
    for i in range(columns):
        for j in range(rows):
            x, y = -w / 2 + cell * i, foot + 0.01 + step * j
            p.box((x + 0.008, y + 0.008, d / 2), (x + cell - 0.008, y + step - 0.008, d / 2 + 0.014), front)
            p.disc((x + cell / 2, y + step / 2, d / 2 + 0.022), 0.012, 0.024, knob)
    p.box((-w / 2 - 0.035, foot + h + 0.02, -d / 2), (w / 2 + 0.035, foot + h + 0.045, d / 2 + 0.02), wood)


@design("chest", BEDROOM)
def bombe_chest(p: Piece) -> None:
    """A commode with a bulging front on curved legs."""
    w, h, d, foot = p.between(0.7, 1.2), p.between(0.75, 0.92), p.between(0.4, 0.5), p.between(0.15, 0.28)
    wood, brass, bulge = (
        p.any_of(p.wood, p.wood, p.paint, p.white),
        p.stuff((0.65, 0.5, 0.22), shine=0.8),
        p.between(0.05, 0.12),
    )
    outline = [(w / 2 * c, s) for c, s in ((-1, 0), (-0.8, 0.55), (-0.4, 0.9), (0, 1), (0.4, 0.9), (0.8, 0.55), (1, 0))]
    rows = spread(foot, h, 9)
    swell = [sin(pi * (y - foot) / (h - foot)) for y in rows]
    front = [
        [(x * (1 + bulge * t), y, d / 2 - 0.08 + s * bulge * (0.5 + t)) for x, s in outline]
        for y, t in zip(rows, swell, strict=True)
    ]
    p.loft([[(r[0][0], r[0][1], -d / 2), *r, (r[-1][0], r[-1][1], -d / 2)] for r in front], wood)
    p.box((-w / 2, foot, -d / 2), (w / 2, h, -d / 2 + 0.03), wood)
    slab(p, (w * 1.08, d + bulge + 0.04), h, h + 0.025, p.any_of(lambda: wood, p.white, p.dark), 0.3, at=(0, bulge / 2))
    n = p.count(2, 3)
    for k in range(n):
        y, t = foot + (h - foot) * (k + 0.5) / n, sin(pi * (k + 0.5) / n)
        z = d / 2 - 0.08 + bulge * (0.5 + t)
        for x in (-0.25 * w, 0.25 * w):
            p.path(
                [
                    (x - 0.05, y + 0.015, z),
                    (x - 0.03, y - 0.02, z + 0.02),
                    (x + 0.03, y - 0.02, z + 0.02),
                    (x + 0.05, y + 0.015, z),
                ],
                0.006,
                brass,
            )
        line = front[min(8, round(8 * k / n))]
        p.path([(x, y, z + 0.002) for x, y, z in line], 0.004, brass) if k else None
    for sx in (-1, 1):
        for z in (-d / 2 + 0.04, d / 2 - 0.06):
            p.path(
                [(sx * 0.47 * w, foot + 0.05, z), (sx * 0.5 * w, foot * 0.6, z + 0.02), (sx * 0.49 * w, 0, z + 0.03)],
                0.022,
                wood,
            )


@design("chest", MIXED)
def plastic_drawer_tower(p: Piece) -> None:
    w, d, n, tall = p.between(0.3, 0.45), p.between(0.36, 0.45), p.count(3, 5), p.between(0.16, 0.26)
    frame, front = (
        p.any_of(p.white, p.dark, p.paint),
        p.any_of(p.paint, p.white, lambda: p.stuff((0.85, 0.88, 0.9), shine=0.6, opacity=0.6)),
    )
    foot, wheel = 0.05, p.dark()
    for x in (-w / 2 + 0.03, w / 2 - 0.03):
        for z in (-d / 2 + 0.04, d / 2 - 0.04):
            p.disc((x, 0.022, z), 0.022, 0.02, wheel)
    for k in range(n):
        y = foot + k * tall
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.014, d / 2), frame)
        p.block(
            (-w / 2 + 0.015, y + 0.016, -d / 2 + 0.01), (w / 2 - 0.015, y + tall - 0.012, d / 2), (1.02, 1.0), front
        )
        p.box((-0.06, y + tall * 0.62, d / 2), (0.06, y + tall * 0.78, d / 2 + 0.016), frame)
        for x in (-w / 2, w / 2 - 0.012):
            p.box((x, y, -d / 2), (x + 0.012, y + tall, -d / 2 + 0.04), frame)
            p.box((x, y, d / 2 - 0.04), (x + 0.012, y + tall, d / 2), frame)
    p.pad(
        (-w / 2 - 0.005, foot + n * tall - 0.01, -d / 2),
        (w / 2 + 0.005, foot + n * tall + 0.02, d / 2 + 0.01),
        frame,
        soft=0.15,
    )


# -- boxes -------------------------------------------------------------------------------------------------------------
def hollow(p: Piece, w: Number, h: Number, d: Number, wall: Number, material: int, wider: Number = 1.0) -> None:
    """Four walls and a floor; `wider` times as wide at the rim."""
    for side in (-1, 1):
        plank(p, (side * w / 2, 0, 0), (side * w / 2 * wider, h, 0), (0, 0, d / 2), wall, material)
        plank(p, (0, 0, side * d / 2), (0, h, side * d / 2 * wider), (w / 2, 0, 0), wall, material)
    p.box((-w / 2, 0, -d / 2), (w / 2, wall, d / 2), material)


@design("box", MIXED)
def open_carton(p: Piece) -> None:
    """A carton with its four flaps folded out, empty or full."""
    w, h, d = p.between(0.25, 0.6), p.between(0.18, 0.45), p.between(0.22, 0.45)
    card, inside = (
        p.any_of(lambda: p.stuff((0.68, 0.52, 0.34), shine=0.0), p.white),
        p.stuff((0.5, 0.38, 0.25), shine=0.0),
    )
    hollow(p, w, h, d, 0.005, card)
    p.box((-w / 2 + 0.006, 0.006, -d / 2 + 0.006), (w / 2 - 0.006, 0.01, d / 2 - 0.006), inside)
    for side in (-1, 1):
        for along_x in (True, False):
            reach, drop = 0.5 * min(w, d) * p.between(0.85, 1.0), p.between(-0.9, 0.9)
            out, up = reach * sin(pi / 2 - abs(drop)), reach * sin(drop)
            if along_x:
                plank(p, (side * w / 2, h, 0), (side * (w / 2 + out), h + up, 0), (0, 0, d / 2), 0.004, card)
            else:
                plank(p, (0, h, side * d / 2), (0, h + up, side * (d / 2 + out)), (w / 2, 0, 0), 0.004, card)
    stuffs = palette(p)
    for _ in range(p.count(3, 7) if p.chance(0.6) else 0):
        ornament(p, (p.between(-0.3, 0.3) * w, h * 0.3, p.between(-0.3, 0.3) * d), (0.4 * w, h * 0.9), stuffs)
    if p.chance(0.4):
        p.box((-0.2 * w, h * 0.3, d / 2), (0.2 * w, h * 0.6, d / 2 + 0.004), p.any_of(p.white, p.paint))
    p.bare = True


@design("box", KITCHEN)
def fruit_crate(p: Piece) -> None:
    """Slats between corner posts, with fruit, bottles or nothing in it."""
    w, h, d, n = p.between(0.32, 0.6), p.between(0.15, 0.32), p.between(0.25, 0.4), p.count(2, 4)
    wood = p.any_of(p.wood, p.wood, lambda: p.stuff((0.82, 0.7, 0.5), shine=0.0), p.white)
    for k in range(n):
        y0, y1 = h * k / n, h * (k + p.between(0.65, 0.9)) / n
        for side in (-1, 1):
            p.box((-w / 2, y0, side * d / 2 - 0.005), (w / 2, y1, side * d / 2 + 0.005), wood)
            p.box((side * w / 2 - 0.005, y0, -d / 2), (side * w / 2 + 0.005, y1, d / 2), wood)
    for x in (-w / 2 + 0.018, w / 2 - 0.018):
        for z in (-d / 2 + 0.018, d / 2 - 0.018):
            p.box((x - 0.014, 0, z - 0.014), (x + 0.014, h + p.between(0.0, 0.03), z + 0.014), wood)
    for z in spread(-0.4 * d, 0.4 * d, 4):
        p.box((-w / 2, 0, z - 0.03), (w / 2, 0.008, z + 0.03), wood)
    style = p.count(0, 2)
    if style == 0:
        fruit, r = (
            [
                p.stuff(
                    ((0.8, 0.15, 0.1), (0.9, 0.55, 0.1), (0.45, 0.65, 0.15), (0.85, 0.75, 0.2))[p.count(0, 3)],
                    shine=0.4,
                )
                for _ in range(2)
            ],
            p.between(0.032, 0.045),
        )
        for x in spread(-0.4 * w, 0.4 * w, 5):
            for z in spread(-0.36 * d, 0.36 * d, 4):
                p.ball((x + p.between(-0.01, 0.01), h * 0.75 + p.between(0, 0.03), z), (r, r, r), fruit[p.count(0, 1)])
    elif style == 1:
        glass, r = p.any_of(p.glass, p.paint, lambda: p.stuff((0.1, 0.25, 0.12), shine=0.9)), 0.036
        for x in spread(-0.36 * w, 0.36 * w, p.count(2, 4)):
            for z in spread(-0.3 * d, 0.3 * d, p.count(2, 3)):
                p.turned([(0, 0.01), (r, 0.01), (r, 0.17), (0.012, 0.23), (0.012, 0.29), (0, 0.29)], glass, at=(x, z))
    p.bare = True


@design("box", LIVING)
def wicker_basket(p: Piece) -> None:
    """Woven in rows, round or square, with handles, some with a cloth or things in it."""
    w, h, square = p.between(0.28, 0.55), p.between(0.16, 0.42), p.chance(0.5)
    d, narrow, cane, rows = w * p.between(0.65, 1.0), p.between(0.75, 1.0), wicker(p), p.count(7, 12)
    bend = 0.3 if square else 1.0
    for k in range(rows):
        t = (k + 0.5) / rows
        wide = narrow + (1 - narrow) * t + 0.02 * (k % 2)
        slab(p, (w * wide, d * wide), h * k / rows, h * (k + 1) / rows, cane, bend)
    slab(p, (w * 1.05, d * 1.05), h - 0.015, h + 0.012, cane, bend)
    slab(p, (w * 0.92, d * 0.92), h, h + 0.014, p.stuff((0.15, 0.1, 0.07), shine=0.0), bend)
    style = p.count(0, 2)
    if style == 0:
        for side in (-1, 1):
            p.path(
                [
                    (side * w * 0.5, h, -0.06),
                    (side * w * 0.56, h + 0.05, -0.04),
                    (side * w * 0.56, h + 0.05, 0.04),
                    (side * w * 0.5, h, 0.06),
                ],
                0.01,
                cane,
            )
    elif style == 1:
        p.path(arch(w * 0.5, h * p.between(0.7, 1.2), h, 0), 0.012, cane)
    if p.chance(0.6):
        p.pad((-0.42 * w, h * 0.6, -0.42 * d), (0.42 * w, h + p.between(0.02, 0.09), 0.42 * d), p.cloth(), soft=0.6)
    p.bare = True


@design("box", LIVING)
def gift_box(p: Piece) -> None:
    y, paper, ribbon = 0.0, p.any_of(p.paint, p.cloth, p.white), p.any_of(p.paint, p.white, p.metal)
    w = p.between(0.14, 0.42)
    for _ in range(p.count(1, 3) if p.chance(0.5) else 1):
        h, d = w * p.between(0.3, 0.9), w * p.between(0.6, 1.0)
        p.box((-w / 2, y, -d / 2), (w / 2, y + h, d / 2), paper)
        p.box((-w / 2 - 0.006, y + h * 0.78, -d / 2 - 0.006), (w / 2 + 0.006, y + h, d / 2 + 0.006), paper)
        p.box((-0.07 * w, y, -d / 2 - 0.008), (0.07 * w, y + h + 0.002, d / 2 + 0.008), ribbon)
        p.box((-w / 2 - 0.008, y, -0.07 * w), (w / 2 + 0.008, y + h + 0.002, 0.07 * w), ribbon)
        y, w, paper = y + h, w * p.between(0.6, 0.85), p.paint()
    for side in (-1, 1):
        for k in range(2):
            p.ball((side * w * 0.16, y + w * 0.07, (k - 0.5) * w * 0.06), (w * 0.16, w * 0.08, w * 0.06), ribbon)
        p.rod((0, y + 0.01, 0), (side * w * 0.3, y + 0.012, w * 0.22), 0.02 * w + 0.004, ribbon)
    p.ball((0, y + w * 0.06, 0), (w * 0.06, w * 0.06, w * 0.06), ribbon)
    p.bare = True


@design("box", MIXED)
def plastic_tub(p: Piece) -> None:
    """A clear or coloured tub with a lid and clips; some are stacked."""
    w, h, d, y = p.between(0.3, 0.6), p.between(0.14, 0.35), p.between(0.22, 0.42), 0.0
    clear = p.stuff((0.88, 0.9, 0.92), shine=0.7, opacity=p.between(0.35, 0.6))
    body, lid = clear if p.chance(0.6) else p.paint(), p.any_of(p.paint, p.white, p.dark)
    stuffs = [p.cloth() for _ in range(3)]
    for k in range(p.count(1, 3) if p.chance(0.4) else 1):
        p.block((-0.45 * w, y, -0.45 * d), (0.45 * w, y + h, 0.45 * d), (1.08, 1.08), body)
        if body == clear:
            p.pad(
                (-0.41 * w, y + 0.01, -0.41 * d),
                (0.41 * w, y + h * p.between(0.4, 0.85), 0.41 * d),
                stuffs[k],
                soft=0.35,
            )
        p.pad((-w / 2, y + h - 0.01, -d / 2), (w / 2, y + h + 0.025, d / 2), lid, soft=0.1)
        for side in (-1, 1):
            p.box((side * 0.5 * w - 0.012, y + h * 0.75, -0.06), (side * 0.5 * w + 0.012, y + h + 0.03, 0.06), lid)
        y += h + 0.025


@design("box", MIXED)
def tool_box(p: Piece) -> None:
    """A handle over a ridge: of metal, plastic or wood."""
    w, h, d = p.between(0.35, 0.6), p.between(0.14, 0.26), p.between(0.18, 0.28)
    body, trim = p.any_of(p.paint, p.paint, p.metal, p.wood), p.any_of(p.dark, p.metal)
    if p.chance(0.3):  # an open carrier
        hollow(p, w, h * 0.6, d, 0.012, body)
        for x in (-w / 2, w / 2):
            plate_ends = [(h * 0.6, d / 2), (h * 1.3, 0.03), (h * 1.3, -0.03), (h * 0.6, -d / 2)]
            p.loft([[(x, *plate_ends[0]), (x, *plate_ends[3])], [(x, *plate_ends[1]), (x, *plate_ends[2])]], body)
        p.rod((-w / 2, h * 1.2, 0), (w / 2, h * 1.2, 0), 0.014, body)
        for _ in range(p.count(1, 4)):
            x, z = p.between(-0.4, 0.2) * w, p.between(-0.3, 0.3) * d
            p.rod((x, 0.03, z), (x + p.between(0.03, 0.15), h * 0.9, z), 0.012, p.any_of(p.paint, p.metal))
    else:
        p.box((-w / 2, 0, -d / 2), (w / 2, h * 0.6, d / 2), body)
        p.block(
            (-w / 2, h * 0.6, -d / 2),
            (w / 2, h, d / 2),
            (p.between(0.85, 1.0), p.between(0.4, 0.9)),
            body if p.chance(0.5) else trim,
        )
        p.path([(-0.12, h, 0), (-0.1, h + 0.05, 0), (0.1, h + 0.05, 0), (0.12, h, 0)], 0.01, trim)
        for x in (-0.3 * w, 0.3 * w):
            p.box((x - 0.02, h * 0.45, d / 2), (x + 0.02, h * 0.68, d / 2 + 0.01), p.any_of(p.metal, lambda: trim))
    p.bare = True


@design("box", LIVING)
def stacked_hat_boxes(p: Piece) -> None:
    """Round boxes with overlapping lids."""
    r, y = p.between(0.12, 0.24), 0.0
    for _ in range(p.count(1, 3)):
        body, h = p.any_of(p.paint, p.cloth, p.white), r * p.between(0.6, 1.1)
        lid = body if p.chance(0.5) else p.any_of(p.paint, p.dark, p.white)
        slab(p, (2 * r, 2 * r), y, y + h, body, p.between(0.98, 1.0))
        slab(p, (2.06 * r, 2.06 * r), y + h * 0.75, y + h + 0.006, lid)
        y, r = y + h + 0.006, r * p.between(0.75, 0.95)


@design("box", LIVING)
def jewel_box(p: Piece) -> None:
    """A small casket with its lid up or down, on feet, some with little drawers."""
    w, h, d = p.between(0.14, 0.34), p.between(0.07, 0.2), p.between(0.1, 0.22)
    body, trim = (
        p.any_of(p.wood, p.wood, p.paint, p.white, p.metal),
        p.any_of(p.metal, lambda: p.stuff((0.7, 0.55, 0.25), shine=0.9)),
    )
    p.box((-w / 2, 0.01, -d / 2), (w / 2, h, d / 2), body)
    for x in (-0.45 * w, 0.45 * w):
        for z in (-0.42 * d, 0.42 * d):
            p.ball((x, 0.008, z), (0.012, 0.01, 0.012), trim)
    if p.chance(0.5):
        p.box((-0.46 * w, h, -0.44 * d), (0.46 * w, h + 0.003, 0.44 * d), p.stuff((0.5, 0.08, 0.12), shine=0.0))
        plank(
            p,
            (0, h, -d / 2),
            (0, h + d * 0.8, -d / 2 - d * p.between(0.1, 0.4)),
            (w / 2, 0, 0),
            p.between(0.012, 0.04),
            body,
        )
        p.bare = True
    else:
        p.block(
            (-w / 2 - 0.004, h, -d / 2 - 0.004),
            (w / 2 + 0.004, h + p.between(0.02, 0.06), d / 2 + 0.004),
            (p.between(0.8, 1), p.between(0.6, 1)),
            body,
        )
    n = p.count(0, 3)
    for k in range(n):
        y0, y1 = (0.02 + (h - 0.03) * (k + t) / n for t in (0.05, 0.92))
        p.box((-0.44 * w, y0, d / 2), (0.44 * w, y1, d / 2 + 0.006), body)
        p.ball((0, (y0 + y1) / 2, d / 2 + 0.01), (0.007, 0.007, 0.007), trim)
    if n == 0:
        p.box((-0.02, h * 0.6, d / 2), (0.02, h + 0.01, d / 2 + 0.006), trim)


# -- books -------------------------------------------------------------------------------------------------------------
def volume(p: Piece, size: tuple[Number, Number, Number], cover: int, paper: int) -> None:
    """One book that stands at the origin, its spine to the front: thickness, height and depth."""
    t, h, d = size
    p.box((0.002, 0.003, -d / 2), (t - 0.002, h - 0.003, d / 2 - 0.003), paper)
    for x in (0, t - 0.003):
        p.box((x, 0, -d / 2 - 0.002), (x + 0.003, h, d / 2), cover)
    p.box((0, 0, d / 2 - 0.003), (t, h, d / 2), cover)


@design("book", LIVING)
def leaning_books(p: Piece) -> None:
    """A row whose last ones have fallen against the rest, some between bookends."""
    covers, paper, x, ends = [p.paint() for _ in range(6)], p.stuff((0.92, 0.9, 0.82), shine=0.0), 0.0, p.chance(0.5)
    label = p.any_of(p.white, p.metal, p.dark)
    for _ in range(p.count(3, 9)):
        t, h, d = p.between(0.015, 0.055), p.between(0.17, 0.3), p.between(0.12, 0.2)
        shifted(p, (x, 0, -d / 2), lambda t=t, h=h, d=d: volume(p, (t, h, d), covers[p.count(0, 5)], paper))
        for y in (0.2, 0.75)[: p.count(0, 2)]:
            p.box((x, h * y, -0.002), (x + t, h * y + 0.015, 0.001), label)
        x += t + 0.001
    if ends:
        stuff = p.any_of(p.metal, p.dark, p.wood)
        for at in (-0.012, x):
            p.box((at, 0, -0.13), (at + 0.012, p.between(0.1, 0.16), -0.02), stuff)
        return
    for _ in range(p.count(1, 3)):
        t, h, since = p.between(0.015, 0.04), p.between(0.18, 0.26), len(p.corners)
        tilt = p.between(12, 25)
        shifted(p, (x, 0, -0.08), lambda t=t, h=h: volume(p, (t, h, 0.15), covers[p.count(0, 5)], paper))
        p.turn(since, 2, tilt, about=(x, 0, 0))
        for rows in p.corners[since:]:
            rows[:, 0] += h * sin(tilt * pi / 180)
        x += t + 0.012


@design("book", LIVING)
def fallen_pile(p: Piece) -> None:
    """Books that lie on one another, each turned another way, and perhaps one that leans on them."""
    covers, paper, y = [p.paint() for _ in range(5)], p.stuff((0.92, 0.9, 0.82), shine=0.0), 0.0
    for _ in range(p.count(2, 7)):
        t, h, d, since = p.between(0.012, 0.05), p.between(0.18, 0.3), p.between(0.13, 0.22), len(p.corners)
        volume(p, (t, h, d), covers[p.count(0, 4)], paper)
        p.turn(since, 2, 90)  # now it lies, its upper end to the left
        for rows in p.corners[since:]:
            rows[:, 0] += h / 2
            rows[:, 1] += y
        p.turn(since, 1, p.between(-35, 35) + 90 * p.chance(0.15))
        y += t
    if p.chance(0.35):
        since = len(p.corners)
        volume(p, (0.03, 0.22, 0.16), covers[0], paper)
        p.turn(since, 2, p.between(10, 25))
        for rows in p.corners[since:]:
            rows[:, 0] += 0.23


@design("book", LIVING)
def displayed_book(p: Piece) -> None:
    """One that stands upright, half open, or on a rest, its cover to the front."""
    w, h, cover, paper = p.between(0.12, 0.22), p.between(0.17, 0.3), p.paint(), p.stuff((0.93, 0.91, 0.85), shine=0.0)
    label, lean = p.any_of(p.white, p.paint, p.dark), p.between(0.03, 0.1)
    if p.chance(0.5):
        plank(p, (0, 0.01, 0), (0, h, -lean), (w / 2, 0, 0), p.between(0.015, 0.04), paper)
        plank(p, (0, 0.008, 0.012), (0, h, -lean + 0.012), (w / 2 + 0.004, 0, 0), 0.004, cover)
        plank(
            p,
            (0, h * 0.6, 0.016 - lean * 0.6),
            (0, h * p.between(0.75, 0.9), 0.016 - lean * 0.85),
            (w * p.between(0.2, 0.4), 0, 0),
            0.004,
            label,
        )
        plank(p, (0, 0, -0.02), (0, h * 0.9, -lean - 0.02), (w / 2 + 0.004, 0, 0), 0.004, cover)
        rest = p.any_of(p.wood, p.dark, p.metal)
        p.box((-w * 0.4, 0, -lean - 0.06), (w * 0.4, 0.012, 0.05), rest)
        p.rod((0, 0.01, -lean - 0.05), (0, h * 0.7, -lean - 0.02), 0.006, rest)
    else:
        spread_ = p.between(0.45, 0.85)
        for side in (-1, 1):
            edge = (side * w * spread_, h / 2, -w * (1 - spread_ * spread_) ** 0.5)
            plank(p, (0, h / 2, 0), edge, (0, h / 2, 0), 0.004, cover)
            plank(
                p,
                (0, h / 2, -0.012),
                (edge[0] * 0.97, h / 2, edge[2] - 0.01),
                (0, h / 2 - 0.004, 0),
                p.between(0.006, 0.02),
                paper,
            )
    p.bare = True


@design("book", LIVING)
def magazines(p: Piece) -> None:
    """Thin and floppy ones in a fan or a file."""
    n, w, h = p.count(3, 8), p.between(0.19, 0.23), p.between(0.26, 0.31)
    if p.chance(0.5):
        step = p.between(0.02, 0.07)
        for k in range(n):
            since = len(p.corners)
            p.box((-w / 2, 0.006 * k, -h / 2), (w / 2, 0.006 * k + 0.005, h / 2), p.paint())
            p.box(
                (-w * 0.42, 0.006 * k + 0.005, -h * 0.46),
                (w * 0.42, 0.006 * k + 0.0055, -h * p.between(0.2, 0.35)),
                p.any_of(p.white, p.paint),
            )
            p.turn(since, 1, p.between(-6, 6) + 4 * k)
            for rows in p.corners[since:]:
                rows[:, 0] += step * k
    else:
        box = p.any_of(p.white, p.paint, p.wood, p.dark)
        t = 0.011 * n + 0.01
        for x in (0, t):
            p.box((x - 0.002, 0, -w / 2), (x + 0.002, h * 0.8, w / 4), box)
            p.box((x - 0.002, 0, w / 4), (x + 0.002, h * 0.45, w / 2), box)
        p.box((0, 0, w / 2 - 0.004), (t, h * 0.45, w / 2), box)
        p.box((0, 0, -w / 2), (t, 0.004, w / 2), box)
        for k in range(n):
            p.box(
                (0.008 + 0.011 * k, 0.004, -w / 2),
                (0.015 + 0.011 * k, h * p.between(0.9, 1.02), w / 2 - 0.015),
                p.paint(),
            )


# -- televisions -------------------------------------------------------------------------------------------------------
def screen(p: Piece, w: Number, h: Number, y: Number, z: Number, body: int) -> None:
    """A flat one whose lower edge is at y; some show a picture of land and sky."""
    p.box((-w / 2, y, z - 0.03), (w / 2, y + h, z), body)
    rim = p.between(0.006, 0.02)
    shown = p.stuff((0.25, 0.4, 0.6), shine=0.5) if p.chance(0.35) else p.dark()
    p.box((-w / 2 + rim, y + rim, z), (w / 2 - rim, y + h - rim, z + 0.002), shown)
    if p.chance(0.2):
        p.box(
            (-w / 2 + rim, y + rim, z + 0.002),
            (w / 2 - rim, y + h * p.between(0.25, 0.5), z + 0.003),
            p.stuff((0.25, 0.4, 0.15)),
        )


@design("tv", LIVING)
def tv_on_low_board(p: Piece) -> None:
    """With the furniture it stands on, and players beside it."""
    w, h, d = p.between(1.1, 1.9), p.between(0.35, 0.6), p.between(0.36, 0.45)
    material, cells = p.any_of(p.wood, p.white, p.dark), p.count(2, 3)
    case(p, (w, h, d), material)
    if p.chance(0.5):
        fronts(p, (w, h, d), p.count(1, 2), cells, material, base=0.1)
    else:
        hole = p.stuff((0.06, 0.05, 0.05), shine=0.0)
        for k in range(cells):
            x0, x1 = (-w / 2 + w * (k + t) / cells for t in (0.05, 0.95))
            p.box((x0, 0.14, d / 2), (x1, h - 0.04, d / 2 + 0.003), hole)
            p.box(
                (x0 + 0.04, 0.14, d / 2),
                (x1 - 0.04, 0.14 + p.between(0.05, 0.1), d / 2 + 0.02),
                p.any_of(p.dark, p.metal),
            )
    body, top = p.any_of(p.dark, p.dark, p.metal), h + 0.026
    wide = w * p.between(0.6, 0.95)
    screen(p, wide, wide * p.between(0.55, 0.6), top + 0.06, -0.02, body)
    p.box((-0.03, top, -0.06), (0.03, top + 0.08, -0.04), body)
    p.box((-0.2 * wide, top, -0.12), (0.2 * wide, top + 0.012, 0.1), body)
    p.bare = True


@design("tv", LIVING)
def tv_on_arm(p: Piece) -> None:
    """On a wall bracket, turned and tilted, perhaps with a sound bar under it."""
    w = p.between(0.55, 1.2)
    h, body, arm = w * p.between(0.55, 0.6), p.any_of(p.dark, p.dark, p.metal, p.white), p.dark()
    screen(p, w, h, 0.0, 0.0, body)
    if p.chance(0.4):
        p.pad((-0.4 * w, -0.1, -0.04), (0.4 * w, -0.03, 0.03), arm, soft=0.2)
    p.turn(0, 1, p.between(-28, 28), about=(0, 0, 0))
    p.turn(0, 0, p.between(0, 10), about=(0, 0, 0))
    back = -p.between(0.15, 0.35)
    p.path([(0, h / 2, -0.03), (p.between(-0.15, 0.15), h / 2, back * 0.6), (0, h / 2, back)], 0.02, arm)
    p.box((-0.06, h / 2 - 0.12, back - 0.02), (0.06, h / 2 + 0.12, back), arm)
    p.elevation_m = p.between(1.0, 1.7)
    p.bare = True


@design("tv", LIVING)
def console_tv(p: Piece) -> None:
    """A wooden set of the sixties on legs, or a portable with a handle; knobs, a cloth front, an aerial."""
    w, h, d = p.between(0.5, 0.85), p.between(0.38, 0.55), p.between(0.34, 0.45)
    body, trim, legged = p.any_of(p.wood, p.wood, p.white, p.paint), p.any_of(p.metal, p.dark), p.chance(0.55)
    foot = p.between(0.2, 0.45) if legged else 0.02
    legs(p, w * 0.85, foot, d * 0.85, 0.018, p.any_of(p.wood, p.metal, p.dark), splay=0.05 if legged else 0.0)
    p.pad((-w / 2, foot, -d / 2), (w / 2, foot + h, d / 2), body, soft=p.between(0.06, 0.18))
    p.block((-0.35 * w, foot + 0.06, -d / 2 - 0.12), (0.35 * w, foot + h - 0.06, -d / 2 + 0.01), (0.9, 1.0), p.dark())
    split = w * p.between(0.18, 0.26)
    p.pad((-w / 2 + 0.03, foot + 0.04, d / 2 - 0.02), (w / 2 - split, foot + h - 0.04, d / 2 + 0.01), trim, soft=0.15)
    p.pad(
        (-w / 2 + 0.05, foot + 0.06, d / 2 - 0.02),
        (w / 2 - split - 0.02, foot + h - 0.06, d / 2 + 0.025),
        p.stuff((0.2, 0.24, 0.24), shine=0.9),
        soft=0.3,
    )
    x = w / 2 - split / 2 - 0.01
    for y in spread(foot + h * 0.55, foot + h * 0.82, 2):
        p.disc((x, y, d / 2 + 0.01), split * 0.25, 0.03, trim)
    for y in spread(foot + 0.06, foot + h * 0.4, 6):
        p.box(
            (x - split * 0.35, y, d / 2 - 0.005),
            (x + split * 0.35, y + 0.01, d / 2 + 0.004),
            p.dark() if y < foot + 0.07 else trim,
        )
    if p.chance(0.5):
        for side in (-1, 1):
            p.rod((0, foot + h, 0), (side * p.between(0.1, 0.25), foot + h + p.between(0.2, 0.4), 0), 0.004, p.metal())
    elif not legged:
        p.path(
            [
                (-0.12, foot + h - 0.01, 0),
                (-0.1, foot + h + 0.05, 0),
                (0.1, foot + h + 0.05, 0),
                (0.12, foot + h - 0.01, 0),
            ],
            0.01,
            trim,
        )
    p.bare = True


@design("tv", LIVING)
def tv_on_easel(p: Piece) -> None:
    """A screen on a tripod or on a trolley with castors."""
    w, y = p.between(0.7, 1.25), p.between(0.6, 0.95)
    h, leg = w * p.between(0.55, 0.6), p.any_of(p.wood, p.dark, p.metal, p.white)
    screen(p, w, h, y, 0.0, p.any_of(p.dark, p.dark, p.white, p.metal))
    if p.chance(0.5):
        top = (0, y + h * 0.6, -0.05)
        for x, z in ((-0.32 * w, 0.12), (0.32 * w, 0.12), (0, -0.4)):
            p.rod((x, 0, z), top, 0.014, leg, end_radius=0.018)
    else:
        p.box((-0.04, 0.08, -0.1), (0.04, y + h * 0.6, -0.04), leg)
        p.box((-0.3 * w, 0.05, -0.25), (0.3 * w, 0.09, 0.22), leg)
        for x in (-0.28 * w, 0.28 * w):
            for z in (-0.22, 0.2):
                p.disc((x, 0.027, z), 0.027, 0.02, 0)
        p.box((-0.25 * w, y * 0.6, -0.14), (0.25 * w, y * 0.6 + 0.02, 0.15), leg)
        p.box((-0.16 * w, y * 0.6 + 0.02, -0.1), (0.16 * w, y * 0.6 + 0.08, 0.12), p.any_of(p.dark, p.metal))
    p.bare = True


# -- racks -------------------------------------------------------------------------------------------------------------
@design("rack", LIVING)
def hall_tree(p: Piece) -> None:
    """A coat stand with hooks around its top, some with coats, hats and umbrellas."""
    h, wood, hooks = p.between(1.6, 1.95), p.any_of(p.wood, p.wood, p.dark, p.metal, p.white), p.count(4, 6)
    if p.chance(0.5):
        baluster(p, (0, 0), 0.05, h, 0.03, turnings(p, 6), wood)
    else:
        p.rod((0, 0.03, 0), (0, h, 0), p.between(0.014, 0.025), wood)
    for x, z in around(p.count(3, 4)):
        p.path([(0, 0.3, 0), (0.15 * x, 0.18, 0.15 * z), (0.27 * x, 0.02, 0.27 * z)], 0.015, wood)
    tiers = p.count(1, 2)
    for t in range(tiers):
        y = h - 0.08 - 0.3 * t
        for x, z in around(hooks):
            p.path([(0, y - 0.04, 0), (0.1 * x, y, 0.1 * z), (0.17 * x, y + 0.1, 0.17 * z)], 0.01, wood)
            if p.chance(0.3):
                long, cloth = p.between(0.7, 1.0), p.cloth()
                p.turned(
                    [(0.14, y - long), (0.12, y - long * 0.5), (0.1, y - 0.12), (0.02, y + 0.03)],
                    cloth,
                    at=(0.16 * x, 0.16 * z),
                    oval=0.7,
                )
    p.ball((0, h, 0), (0.03, 0.03, 0.03), wood)
    if p.chance(0.4):
        hoop = [(0.16 * x, 0.55, 0.16 * z) for x, z in around(12)]
        p.path([*hoop, hoop[0]], 0.007, wood)
    p.bare = True


@design("rack", LIVING)
def hook_rail(p: Piece) -> None:
    """A board with hooks on the wall, with coats, bags and hats, some with a shelf above."""
    w, wood, hook, n = (
        p.between(0.5, 1.3),
        p.any_of(p.wood, p.white, p.dark, p.paint),
        p.any_of(p.metal, p.dark, p.wood),
        p.count(4, 7),
    )
    p.box((-w / 2, 0, -0.02), (w / 2, 0.1, 0), wood)
    if p.chance(0.5):
        p.box((-w / 2, 0.1, -0.02), (w / 2, 0.12, 0.2), wood)
        for x in (-w / 2, w / 2 - 0.02):
            p.box((x, 0.0, -0.02), (x + 0.02, 0.1, 0.1), wood)
    for x in spread(-0.43 * w, 0.43 * w, n):
        p.path([(x, 0.07, 0), (x, 0.05, 0.06), (x, 0.09, 0.09)], 0.008, hook)
        if p.chance(0.45):
            wide, long, cloth = p.between(0.12, 0.2), p.between(0.5, 1.0), p.cloth()
            p.turned(
                [(wide, 0.05 - long), (wide * 0.8, 0.05 - long * 0.5), (wide * 0.7, -0.06), (0.03, 0.06)],
                cloth,
                at=(x, 0.1),
                oval=0.45,
            )
    low = min(float(rows[:, 1].min()) for rows in p.corners)
    p.elevation_m = p.between(1.4, 1.6) + low
    p.bare = True


@design("rack", BEDROOM)
def full_clothes_rail(p: Piece) -> None:
    """A rail for clothes on wheels or on crossed feet."""
    w, h, d = p.between(0.8, 1.5), p.between(1.35, 1.75), p.between(0.38, 0.5)
    tube, crossed = p.any_of(p.metal, p.metal, p.dark, p.white, p.wood), p.chance(0.35)
    for x in (-w / 2, w / 2):
        if crossed:
            for side in (-1, 1):
                p.rod((x, 0, side * d / 2), (x, h + 0.06, -side * 0.05), 0.014, tube)
        else:
            p.rod((x, 0.06, 0), (x, h, 0), 0.014, tube)
            p.rod((x, 0.06, -d / 2), (x, 0.06, d / 2), 0.014, tube)
            for z in (-d / 2 + 0.02, d / 2 - 0.02):
                p.disc((x, 0.028, z), 0.028, 0.022, tube)
    p.rod((-w / 2 - 0.05, h, 0), (w / 2 + 0.05, h, 0), 0.013, tube)
    if p.chance(0.6):
        for z in spread(-0.3 * d, 0.3 * d, 4):
            p.rod((-w / 2, 0.14, z), (w / 2, 0.14, z), 0.008, tube)
    clothes_row(p, -w / 2, w, h, p.between(0.3, 0.95))
    p.bare = True


@design("rack", LIVING)
def magazine_rack(p: Piece) -> None:
    """A V or a U of wood, wire or canvas with papers in it."""
    w, h, d = p.between(0.3, 0.45), p.between(0.3, 0.45), p.between(0.22, 0.32)
    frame, style = p.any_of(p.wood, p.metal, p.dark), p.count(0, 2)
    papers = [p.paint() for _ in range(5)]
    for side in (-1, 1):
        foot, top = side * 0.3 * d, side * d / 2
        if style == 0:
            plank(p, (0, 0.1, foot * 0.3), (0, h, top), (w / 2, 0, 0), 0.012, frame)
        elif style == 1:
            for x in spread(-w / 2, w / 2, 8):
                p.rod((x, 0.1, foot * 0.4), (x, h, top), 0.004, frame)
            p.rod((-w / 2, h, top), (w / 2, h, top), 0.006, frame)
        else:
            for x in (-w / 2, w / 2):
                p.rod((x, 0, -foot * 1.5), (x, h, top), 0.009, frame)
            p.loft(
                [[(x, 0.12 + 0.01 * k, top * t) for x in (-w / 2, w / 2)] for k, t in enumerate((0.0, 0.2, 0.4))]
                + [[(x, h, top) for x in (-w / 2, w / 2)]],
                papers[0],
            )
    if style < 2:
        p.box((-w / 2, 0.09, -0.1 * d), (w / 2, 0.105, 0.1 * d), frame)
        legs(p, w, 0.1, d * 0.7, 0.012, frame)
    for k in range(p.count(2, 5)):
        z = (k - 2) * 0.03
        plank(
            p,
            (p.between(-0.05, 0.05), 0.13, z * 0.5),
            (0, 0.13 + p.between(0.22, 0.3), z * 1.5),
            (0.11, 0, 0),
            0.008,
            papers[k],
        )
    p.bare = True


@design("rack", KITCHEN)
def hanging_pan_rack(p: Piece) -> None:
    """A rail on the wall with pans and tools on hooks."""
    w, iron, pans = (
        p.between(0.5, 1.1),
        p.any_of(p.dark, p.metal, p.wood),
        [p.any_of(p.metal, p.dark, p.paint) for _ in range(2)],
    )
    p.rod((-w / 2, 0, 0.05), (w / 2, 0, 0.05), 0.01, iron)
    for x in (-0.42 * w, 0.42 * w):
        p.rod((x, 0, -0.03), (x, 0, 0.05), 0.009, iron)
    if p.chance(0.5):
        p.box((-w / 2, 0.1, -0.03), (w / 2, 0.115, 0.16), iron)
    n = p.count(3, 6)
    for k in range(n):
        x, r, long = -w / 2 + w * (k + 0.5) / n, min(0.13, 0.42 * w / n), p.between(0.1, 0.18)
        p.rod((x, 0.01, 0.05), (x, -0.04, 0.055), 0.003, iron)
        p.rod((x, -0.03, 0.055), (x, -0.03 - long, 0.055), 0.009, pans[k % 2])
        if p.chance(0.7):
            p.disc((x, -0.03 - long - r, 0.055), r, p.between(0.02, 0.08), pans[k % 2])
        else:
            p.ball((x, -0.06 - long, 0.055), (0.035, 0.05, 0.012), pans[k % 2])
    p.elevation_m = p.between(1.2, 1.5)
    p.bare = True


# -- bins --------------------------------------------------------------------------------------------------------------
@design("bin", KITCHEN)
def hooded_bin(p: Piece) -> None:
    """A hooded bin with a flap, round or square, standing or full to the rim with its bag."""
    r, h = p.between(0.12, 0.2), p.between(0.4, 0.75)
    body, top, square = (
        p.any_of(p.metal, p.white, p.paint, p.dark),
        p.any_of(p.dark, p.metal, p.paint, p.white),
        p.chance(0.5),
    )
    bend = 0.25 if square else 1.0
    slab(p, (2 * r, 2 * r), 0.0, h, body, bend)
    slab(p, (2.05 * r, 2.05 * r), 0.0, 0.025, top, bend)
    if p.chance(0.6):
        slab(p, (2.06 * r, 2.06 * r), h, h + 0.03, top, bend)
        rows = [
            [(u * r, h + 0.03 + r * 0.9 * sin(t), -r * sin(t + pi / 2)) for t in spread(0.05, pi - 0.05, 9)]
            for u in (-0.9, 0.9)
        ]
        p.loft(rows, top)
        for side in rows:
            p.loft([side, [(x, h + 0.02, z) for x, _, z in side]], top)
        plank(p, (0, h + 0.03 + r * 0.3, r * 0.93), (0, h + 0.03 + r * 0.85, r * 0.35), (r * 0.7, 0, 0), 0.012, body)
    else:
        bag = p.any_of(p.white, p.dark, lambda: p.stuff((0.2, 0.3, 0.5), shine=0.4))
        slab(p, (2.1 * r, 2.1 * r), h - p.between(0.06, 0.14), h + 0.008, bag, bend)
        p.pad((-0.9 * r, h - 0.1, -0.9 * r), (0.9 * r, h + p.between(0.02, 0.14), 0.9 * r), bag, soft=0.7)
    p.bare = True


@design("bin", MIXED)
def sack_stand(p: Piece) -> None:
    """A refuse sack or a laundry bag in a frame, some under a lid, on feet or wheels."""
    w, h, d = p.between(0.34, 0.5), p.between(0.6, 0.9), p.between(0.3, 0.42)
    frame, bag, crossed = (
        p.any_of(p.metal, p.dark, p.wood, p.white),
        p.any_of(p.white, p.dark, p.cloth, p.paint),
        p.chance(0.5),
    )
    for z in (-d / 2, d / 2):
        for side in (-1, 1):
            p.rod((-side * w / 2 if crossed else side * w / 2, 0, z), (side * w / 2, h, z), 0.011, frame)
    for x in (-w / 2, w / 2):
        p.rod((x, h, -d / 2), (x, h, d / 2), 0.011, frame)
        p.rod((x, 0.012, -d / 2), (x, 0.012, d / 2), 0.011, frame)
    low, sag = p.between(0.06, 0.2), p.between(0.6, 0.95)
    p.block((-w / 2 * sag, low, -d / 2 * sag), (w / 2 * sag, h - 0.02, d / 2 * sag), (0.98 / sag, 0.95 / sag), bag)
    p.pad((-w / 2 * sag, low - 0.02, -d / 2 * sag), (w / 2 * sag, h * 0.6, d / 2 * sag), bag, soft=0.3)
    if p.chance(0.4):
        p.pad((-w / 2 - 0.02, h, -d / 2 - 0.02), (w / 2 + 0.02, h + 0.04, d / 2 + 0.02), p.paint(), soft=0.15)
    else:
        p.pad((-0.42 * w, h * 0.8, -0.42 * d), (0.42 * w, h + p.between(0, 0.12), 0.42 * d), p.cloth(), soft=0.7)
    p.bare = True


@design("bin", MIXED)
def slatted_waste_basket(p: Piece) -> None:
    """Staves of wood, bamboo or steel around a liner, held by hoops."""
    r, h, n = p.between(0.12, 0.22), p.between(0.26, 0.6), p.count(10, 18)
    stave, hoop, narrow = (
        p.any_of(p.wood, p.wood, p.metal, p.dark),
        p.any_of(p.metal, p.dark, p.wood),
        p.between(0.7, 1.0),
    )
    p.turned(
        [(0, 0.01), (r * narrow * 0.95, 0.01), (r * 0.95, h * 0.97), (r * 0.9, h * 0.97), (0, h * 0.4)],
        p.any_of(p.dark, p.white),
    )
    half = 0.7 * pi * r / n
    for x, z in around(n):
        plank(p, (r * narrow * x, 0, r * narrow * z), (r * x, h, r * z), (-half * z, 0, half * x), 0.012, stave)
    for t in (p.between(0.08, 0.2), p.between(0.8, 0.95)):
        wide = r * (narrow + (1 - narrow) * t) + 0.009
        p.turned([(wide, h * t - 0.012), (wide, h * t + 0.012)], hoop)
    p.bare = True
