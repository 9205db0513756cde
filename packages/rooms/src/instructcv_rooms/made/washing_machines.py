"""Washing machines: front and top loaders, pairs, towers and twin tubs."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.joinery import Corner, base_units, some_look, worktop
from instructcv_rooms.made.kitchen import knobs
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import Size, shift
from instructcv_rooms.made.storage import legs

KITCHEN, BATHROOM = "Kitchen", "Bathroom"


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


@design("washing machine", BATHROOM)
def top_loader(p: Piece) -> None:
    w, h, d = p.between(0.42, 0.7), p.between(0.85, 0.95), p.between(0.55, 0.68)
    body = p.any_of(p.white, p.white, p.metal, p.paint)
    p.box((-w / 2, 0.03, -d / 2), (w / 2, h, d / 2), body)
    legs(p, w * 0.9, 0.04, d * 0.9, 0.02, p.dark())
    lid = body if p.chance(0.4) else p.any_of(p.white, p.glass, p.dark)
    p.pad((-w * 0.44, h - 0.01, -d * 0.25), (w * 0.44, h + 0.03, d * 0.47), lid, soft=0.15)
    high = p.between(0.08, 0.2)
    p.block((-w / 2, h, -d / 2), (w / 2, h + high, -d * 0.25), (1.0, p.between(0.3, 0.8)), body)
    for k in range(p.count(1, 4)):
        p.disc((-0.35 * w + 0.22 * w * k, h + high * 0.5, -d * 0.28), 0.03, 0.04, p.any_of(p.metal, p.dark))
    p.box((0.2 * w, h * 0.85, d / 2), (0.42 * w, h * 0.9, d / 2 + 0.004), p.any_of(p.metal, p.dark))
    p.bare = True


@design("washing machine", BATHROOM)
def laundry_tower(p: Piece) -> None:
    """A dryer on a washer, or one machine with a porthole and drawer of another make."""
    w, h, d = p.between(0.56, 0.7), p.between(0.8, 0.9), p.between(0.5, 0.66)
    body, rim, count = (
        p.any_of(p.white, p.white, p.metal, p.dark),
        p.any_of(p.metal, p.dark, p.white),
        1 + p.chance(0.7),
    )
    r, panel = p.between(0.15, 0.2), p.chance(0.5)
    for k in range(count):
        y, z = k * (h + 0.01), d / 2
        p.pad((-w / 2, y, -d / 2), (w / 2, y + h, z), body, soft=0.04)
        middle = y + h * p.between(0.44, 0.52)
        p.ring((0, middle, z + 0.01), r + 0.02, 0.022, rim, sides=24)
        p.ball((0, middle, z - 0.01), (r, r, 0.045), p.stuff((0.12, 0.14, 0.18), shine=1.0))
        edge = y + h - 0.13 if panel else y + 0.02
        p.box((-w / 2 + 0.02, edge, z), (w / 2 - 0.02, edge + 0.11, z + 0.008), p.any_of(p.white, p.dark, p.metal))
        p.disc((0, edge + 0.055, z + 0.02), 0.035, 0.03, p.any_of(p.metal, p.white))
        p.box((-0.42 * w, edge + 0.02, z), (-0.15 * w, edge + 0.09, z + 0.014), body)
    p.bare = count == 2
