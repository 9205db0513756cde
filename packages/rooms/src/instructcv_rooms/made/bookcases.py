"""Bookcases with books and ornaments in them."""

from instructcv_rooms.made.contents import contents, palette
from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import perhaps_mirrored, plank, spread
from instructcv_rooms.made.storage import fronts, legs, open_case
from instructcv_rooms.made.stuffs import wicker

LIVING = "Living room"


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
