"""What stands in bookcases, shelves and boxes."""

from collections.abc import Callable, Sequence

from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import plank
from instructcv_rooms.made.storage import books

Corner = tuple[Number, Number, Number]


def palette(p: Piece) -> list[int]:
    """Stuffs that the contents of a piece share."""
    return [p.any_of(p.paint, p.paint, p.white, p.dark, p.wood) for _ in range(9)]


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


def clothes_row(p: Piece, left: Number, width: Number, y: Number, full: Number) -> None:
    """Garments on hangers below a rail along x at y."""
    x, cloths, hook = left + 0.04, [p.cloth() for _ in range(6)], p.metal()
    while x < left + width * full:
        long, half, cloth = p.between(0.55, 1.1) * min(y - 0.05, 1.1), p.between(0.18, 0.24), cloths[p.count(0, 5)]
        thick = p.between(0.025, 0.06)
        p.rod((x, y, 0), (x, y - 0.06, 0), 0.003, hook)
        p.block((x - thick / 2, y - long, -half), (x + thick / 2, y - 0.06, half), (0.5, p.between(0.75, 1.0)), cloth)
        x += thick + p.between(0.005, 0.04)
