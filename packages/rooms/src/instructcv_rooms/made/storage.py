"""Cabinets, wardrobes, chests, shelves and bookcases, and what lies in them."""

from collections.abc import Sequence

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece

BEDROOM, LIVING, KITCHEN = "Bedroom", "Living room", "Kitchen"


def fronts(
    p: Piece, size: tuple[Number, Number, Number], rows: int, columns: int, material: int, base: Number = 0.06
) -> None:
    """A grid of doors or drawers with handles on the front of a case of this width, height and depth."""
    w, h, d = size
    handle, seam = p.metal() if p.chance(0.6) else p.dark(), p.between(0.004, 0.012)
    knob, upright = p.chance(0.5), rows == 1
    cell_w, cell_h = w / columns, (h - base) / rows
    for i in range(columns):
        for j in range(rows):
            x0, y0 = -w / 2 + i * cell_w + seam, base + j * cell_h + seam
            x1, y1 = x0 + cell_w - 2 * seam, y0 + cell_h - 2 * seam
            p.box((x0, y0, d / 2), (x1, y1, d / 2 + 0.018), material)
            side = x1 - 0.04 if i % 2 == 0 else x0 + 0.04
            x, y = (side, (y0 + y1) / 2) if upright else ((x0 + x1) / 2, y1 - 0.3 * cell_h)
            long = 0.0 if knob else min(0.12, 0.3 * cell_w)
            if knob:
                p.ball((x, y, d / 2 + 0.03), (0.016, 0.016, 0.016), handle)
            elif upright:
                p.rod((x, y - long / 2, d / 2 + 0.035), (x, y + long / 2, d / 2 + 0.035), 0.007, handle)
            else:
                p.rod((x - long / 2, y, d / 2 + 0.035), (x + long / 2, y, d / 2 + 0.035), 0.007, handle)


def case(p: Piece, size: tuple[Number, Number, Number], material: int) -> None:
    """A closed body, on a recessed base, a plinth or short legs, some with a jutting top."""
    w, h, d = size
    style = p.count(0, 2)
    foot = 0.05 if style < 2 else p.between(0.06, 0.16)
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), material)
    if style == 0:
        p.box((-w / 2 + 0.01, 0, -d / 2 + 0.02), (w / 2 - 0.01, foot, d / 2 - 0.04), p.dark())
    elif style == 1:
        p.box((-w / 2, 0, -d / 2), (w / 2, foot, d / 2 + 0.02), material)
    else:
        legs(p, w * 0.94, foot, d * 0.9, 0.02, material)
    if p.chance(0.4):
        p.box((-w / 2 - 0.02, h, -d / 2), (w / 2 + 0.02, h + 0.025, d / 2 + 0.03), p.any_of(p.wood, p.white, p.paint))


def legs(p: Piece, w: Number, h: Number, d: Number, thick: Number, material: int, splay: Number = 0.0) -> None:
    """Four of them, round or square, at the corners of w x d; the feet stand `splay` further out."""
    round_ = p.chance(0.5)
    for sx in (-1, 1):
        for sz in (-1, 1):
            x, z = sx * (w / 2 - thick), sz * (d / 2 - thick)
            if round_ or splay:
                p.rod((x + sx * splay, 0, z + sz * splay), (x, h, z), thick * 0.7, material, end_radius=thick)
            else:
                p.box((x - thick, 0, z - thick), (x + thick, h, z + thick), material)


def books(
    p: Piece, covers: Sequence[int], low: tuple[Number, Number, Number], width: Number, height: Number, depth: Number
) -> None:
    """A row of books standing from `low` along x, filling some of the width."""
    x, end = low[0] + 0.01, low[0] + width * p.between(0.3, 1.0)
    while x < end - 0.05:
        thick = p.between(0.018, 0.06)
        p.box(
            (x, low[1], low[2]),
            (x + thick - 0.002, low[1] + height * p.between(0.6, 0.93), low[2] + depth * p.between(0.6, 0.9)),
            covers[p.count(0, len(covers) - 1)],
        )
        x += thick


def open_case(
    p: Piece, size: tuple[Number, Number, Number], rows: int, columns: int, material: int, *, back: bool
) -> list[tuple[Number, Number, Number, Number]]:
    """Boards and uprights; gives the compartments as left, floor, width and height."""
    w, h, d = size
    board = p.between(0.012, 0.035)
    for i in range(columns + 1):
        x = -w / 2 + i * (w - board) / columns
        p.box((x, 0, -d / 2), (x + board, h, d / 2), material)
    for j in range(rows + 1):
        y = 0.04 + j * (h - 0.04 - board) / rows
        p.box((-w / 2, y, -d / 2), (w / 2, y + board, d / 2), material)
    if back:
        p.box((-w / 2, 0, -d / 2), (w / 2, h, -d / 2 + 0.008), material)
    cell_w, cell_h = (w - board) / columns, (h - 0.04 - board) / rows
    return [
        (-w / 2 + i * cell_w + board, 0.04 + j * cell_h + board, cell_w - board, cell_h - board)
        for i in range(columns)
        for j in range(rows)
    ]


@design("bookcase", LIVING, edition=1)
def bookcase(p: Piece) -> None:
    size = p.between(0.6, 2.2), p.between(1.0, 2.3), p.between(0.24, 0.4)
    rows, columns = p.count(3, 6), max(1, round(size[0] / p.between(0.5, 0.9)))
    material, covers = p.any_of(p.wood, p.wood, p.white, p.dark), [p.paint() for _ in range(8)]
    for left, floor, width, height in open_case(p, size, rows, columns, material, back=True):
        if p.chance(0.8):
            books(p, covers, (left, floor, -size[2] / 2 + 0.03), width, height, size[2] * 0.9)


@design("shelf", LIVING, edition=1)
def shelf(p: Piece) -> None:
    size = p.between(0.4, 1.3), p.between(0.6, 1.9), p.between(0.25, 0.45)
    material = p.any_of(p.wood, p.white, p.metal, p.dark)
    if p.chance(0.3):  # boards between posts
        w, h, d = size
        for j in range(p.count(3, 5)):
            y = 0.1 + j * (h - 0.12) / 4
            p.box((-w / 2, y, -d / 2), (w / 2, y + 0.025, d / 2), material)
        post = p.any_of(p.metal, p.dark, p.wood)
        for x in (-w / 2, w / 2):
            for z in (-d / 2, d / 2):
                p.rod((x, 0, z), (x, h, z), 0.014, post)
    else:
        open_case(p, size, p.count(2, 5), p.count(1, 3), material, back=p.chance(0.4))


@design("shelf", LIVING, edition=1)
def wall_shelf(p: Piece) -> None:
    w, d = p.between(0.4, 1.2), p.between(0.16, 0.3)
    material = p.any_of(p.wood, p.white, p.dark)
    for j in range(p.count(1, 3)):
        p.box((-w / 2, j * 0.32, -d / 2), (w / 2, j * 0.32 + 0.03, d / 2), material)
        for x in (-0.35 * w, 0.35 * w):
            p.box((x - 0.01, j * 0.32 - 0.12, -d / 2), (x + 0.01, j * 0.32, -d / 2 + 0.02), material)
    p.elevation_m = p.between(1.1, 1.5)


@design("wardrobe", BEDROOM, edition=1)
def wardrobe(p: Piece) -> None:
    size = p.between(0.8, 2.2), p.between(1.7, 2.4), p.between(0.5, 0.68)
    material = p.any_of(p.wood, p.wood, p.white, p.paint)
    case(p, size, material)
    doors = max(2, round(size[0] / p.between(0.42, 0.6)))
    drawers = p.between(0.3, 0.5) if p.chance(0.3) else 0.06
    fronts(p, size, 1, doors, material if p.chance(0.7) else p.any_of(p.wood, p.white, p.glass), base=drawers)
    if drawers > 0.06:
        fronts(p, (size[0], drawers, size[2]), 1, max(1, doors // 2), material)
    p.bare = True


@design("cabinet", KITCHEN, edition=1)
def cabinet(p: Piece) -> None:
    size = p.between(0.4, 1.6), p.between(0.7, 1.3), p.between(0.35, 0.62)
    material = p.any_of(p.wood, p.white, p.paint)
    case(p, size, material)
    columns = max(1, round(size[0] / p.between(0.35, 0.6)))
    fronts(p, size, 1, columns, material if p.chance(0.7) else p.any_of(p.wood, p.white))


@design("cabinet", KITCHEN, edition=1)
def wall_cabinet(p: Piece) -> None:
    size = p.between(0.4, 1.4), p.between(0.4, 0.8), p.between(0.28, 0.4)
    material = p.any_of(p.wood, p.white, p.paint)
    p.box((-size[0] / 2, 0, -size[2] / 2), (size[0] / 2, size[1], size[2] / 2), material)
    fronts(p, size, 1, max(1, round(size[0] / 0.45)), material, base=0.0)
    p.elevation_m = p.between(1.35, 1.55)


@design("chest", BEDROOM, edition=1)
def chest_of_drawers(p: Piece) -> None:
    size = p.between(0.6, 1.6), p.between(0.6, 1.15), p.between(0.4, 0.55)
    material = p.any_of(p.wood, p.wood, p.white, p.paint)
    case(p, size, material)
    fronts(p, size, p.count(3, 6), 1 if size[0] < 1.0 else 2, material)


@design("chest", BEDROOM, edition=1)
def trunk(p: Piece) -> None:
    w, h, d = p.between(0.7, 1.2), p.between(0.35, 0.55), p.between(0.4, 0.6)
    material, band = p.any_of(p.wood, p.paint, p.cloth), p.any_of(p.metal, p.dark, p.wood)
    p.box((-w / 2, 0, -d / 2), (w / 2, h * 0.7, d / 2), material)
    if p.chance(0.5):
        p.block((-w / 2, h * 0.7, -d / 2), (w / 2, h, d / 2), (1.0, p.between(0.5, 0.8)), material)
    else:
        p.box((-w / 2 - 0.01, h * 0.7, -d / 2 - 0.01), (w / 2 + 0.01, h, d / 2 + 0.01), material)
    for x in (-0.3 * w, 0.3 * w):
        p.box((x - 0.02, 0, d / 2), (x + 0.02, h * 0.72, d / 2 + 0.012), band)
    p.box((-0.04, h * 0.58, d / 2), (0.04, h * 0.76, d / 2 + 0.02), band)


@design("box", LIVING, edition=1)
def cardboard(p: Piece) -> None:
    w, h, d = p.between(0.2, 0.65), p.between(0.12, 0.5), p.between(0.2, 0.5)
    material = p.stuff((0.68, 0.52, 0.34), shine=0.0) if p.chance(0.6) else p.any_of(p.paint, p.wood)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), material)
    if p.chance(0.5):
        p.box((-w / 2, h, -0.03), (w / 2, h + 0.002, 0.03), p.any_of(p.white, p.paint))
    elif p.chance(0.5):  # its flaps stand open
        for side in (-1, 1):
            p.box((-w / 2, h, side * d / 2), (w / 2, h + 0.5 * d, side * (d / 2 + 0.003)), material)


@design("box", LIVING, edition=1)
def crate(p: Piece) -> None:
    w, h, d = p.between(0.3, 0.65), p.between(0.2, 0.45), p.between(0.25, 0.5)
    material, slats = p.any_of(p.wood, p.wood, p.paint), p.count(2, 4)
    for j in range(slats):
        y0, y1 = h * j / slats, h * (j + 0.8) / slats
        for z in (-d / 2, d / 2):
            p.box((-w / 2, y0, z - 0.008), (w / 2, y1, z + 0.008), material)
        for x in (-w / 2, w / 2):
            p.box((x - 0.008, y0, -d / 2), (x + 0.008, y1, d / 2), material)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.012, d / 2), material)


@design("book", LIVING, edition=1)
def book(p: Piece) -> None:
    w, d, y = p.between(0.14, 0.3), p.between(0.1, 0.24), 0.0
    paper = p.stuff((0.92, 0.9, 0.82), shine=0.0)
    for _ in range(p.count(1, 5) if p.chance(0.6) else 1):
        cover, thick, shift = p.paint(), p.between(0.012, 0.05), p.between(-0.02, 0.02)
        x0, x1 = -w / 2 + shift, w / 2 + shift
        p.box((x0, y, -d / 2), (x1, y + 0.003, d / 2), cover)
        p.box((x0 + 0.004, y + 0.003, -d / 2 + 0.004), (x1 - 0.004, y + thick - 0.003, d / 2 - 0.004), paper)
        p.box((x0, y + thick - 0.003, -d / 2), (x1, y + thick, d / 2), cover)
        p.box((x0, y, -d / 2), (x1, y + thick, -d / 2 + 0.004), cover)
        y += thick


@design("book", LIVING, edition=1)
def standing_books(p: Piece) -> None:
    books(
        p,
        [p.paint() for _ in range(5)],
        (0.0, 0.0, 0.0),
        p.between(0.3, 0.6),
        p.between(0.2, 0.32),
        p.between(0.15, 0.22),
    )


@design("book", LIVING, edition=1)
def open_book(p: Piece) -> None:
    w, d = p.between(0.14, 0.22), p.between(0.2, 0.3)
    paper, cover = p.stuff((0.93, 0.92, 0.86), shine=0.0), p.paint()
    p.box((-w - 0.005, 0, -d / 2), (w + 0.005, 0.004, d / 2), cover)
    for side in (-1, 1):
        p.pad(
            (min(0, side * w), 0.002, -d / 2 + 0.005), (max(0, side * w), p.between(0.015, 0.035), d / 2 - 0.005), paper
        )
