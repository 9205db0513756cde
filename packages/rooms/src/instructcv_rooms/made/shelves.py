"""Shelves that stand or hang, with things on them."""

from math import pi, sin

from instructcv_rooms.made.contents import contents, ornament, palette
from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import arch, plank, plate, spread

LIVING, MIXED = "Living room", "Miscellaneous"


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
