"""Refrigerators and freezers, closed and open."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.joinery import door_bar, frame
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import Size
from instructcv_rooms.made.storage import legs

KITCHEN = "Kitchen"


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
