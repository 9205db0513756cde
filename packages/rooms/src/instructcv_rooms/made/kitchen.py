"""What cooks, cools and washes, and what one eats from."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece

KITCHEN, BATHROOM = "Kitchen", "Bathroom"


def knobs(p: Piece, count: int, y: Number, z: Number, width: Number, material: int) -> None:
    """A row of knobs across the front."""
    for k in range(count):
        p.disc((-width / 2 + width * (k + 0.5) / count, y, z + 0.012), 0.018, 0.03, material)


def burners(p: Piece, y: Number, w: Number, d: Number) -> None:
    """Four plates or four flames with their grates."""
    plate, flames = p.dark(), p.chance(0.5)
    for sx in (-1, 1):
        for sz in (-1, 1):
            x, z, r = sx * w * 0.23, sz * d * 0.22, p.between(0.07, 0.11)
            p.turned([(0, y), (r, y), (r, y + 0.008), (0, y + 0.01)], plate, at=(x, z))
            if flames:
                p.rod((x - r, y + 0.025, z), (x + r, y + 0.025, z), 0.006, plate)
                p.rod((x, y + 0.025, z - r), (x, y + 0.025, z + r), 0.006, plate)


def window_door(p: Piece, low: tuple[Number, Number], high: tuple[Number, Number], z: Number, frame: int) -> None:
    """An oven's door: a frame, a dark pane, and a bar to open it by."""
    (x0, y0), (x1, y1) = low, high
    p.box((x0, y0, z), (x1, y1, z + 0.02), frame)
    edge = 0.15 * min(x1 - x0, y1 - y0)
    p.box((x0 + edge, y0 + edge, z + 0.018), (x1 - edge, y1 - 1.4 * edge, z + 0.024), p.dark())
    p.rod((x0 + edge, y1 - 0.5 * edge, z + 0.05), (x1 - edge, y1 - 0.5 * edge, z + 0.05), 0.01, p.metal())


@design("refrigerator", KITCHEN, edition=1)
def refrigerator(p: Piece) -> None:
    w, h, d = p.between(0.55, 0.95), p.between(1.2, 1.95), p.between(0.55, 0.75)
    body = p.any_of(p.white, p.white, p.metal, p.dark, p.paint)
    door = body if p.chance(0.7) else p.any_of(p.metal, p.white)
    handle, z = p.any_of(p.metal, p.dark, p.white), d / 2
    p.box((-w / 2, 0.03, -d / 2), (w / 2, h, z), body)
    side, share = p.between(0.3, 0.42), p.between(0.25, 0.75)
    if w > 0.8 and p.chance(0.6):  # two doors side by side
        parts, handles = [(-w / 2, 0.06, -0.004, h), (0.004, 0.06, w / 2, h)], [-0.04, 0.04]
    else:
        cut = h * share
        parts, handles = [(-w / 2, 0.06, w / 2, cut - 0.005), (-w / 2, cut + 0.005, w / 2, h)], [side * w, side * w]
    for (x0, y0, x1, y1), x in zip(parts, handles, strict=True):
        p.pad((x0, y0, z - 0.02), (x1, y1, z + 0.05), door, soft=p.between(0.05, 0.12))
        long = p.between(0.25, 0.6) * (y1 - y0)
        start = y0 + (y1 - y0 - long) * p.between(0.2, 0.8)
        p.rod((x, start, z + 0.075), (x, start + long, z + 0.075), 0.012, handle)


@design("washing machine", BATHROOM, edition=1)
def washing_machine(p: Piece) -> None:
    w, h, d = p.between(0.52, 0.68), p.between(0.78, 0.92), p.between(0.5, 0.65)
    body = p.any_of(p.white, p.white, p.white, p.metal, p.dark)
    p.box((-w / 2, 0.02, -d / 2), (w / 2, h, d / 2), body)
    r, z = p.between(0.14, 0.2), d / 2
    y = p.between(0.45, 0.52) * h
    p.disc((0, y, z + 0.01), r + p.between(0.02, 0.05), 0.03, p.any_of(p.metal, p.dark, p.white))
    p.disc((0, y, z + 0.025), r, 0.02, p.dark())
    p.disc((0, y, z + 0.036), r * 0.75, 0.01, p.stuff((0.25, 0.3, 0.36), shine=1.0))
    p.box(
        (-w / 2 + 0.01, h - 0.13, z),
        (w / 2 - 0.01, h - 0.015, z + 0.012),
        body if p.chance(0.5) else p.any_of(p.metal, p.white),
    )
    p.box((-w / 2 + 0.03, h - 0.11, z + 0.01), (-w / 2 + 0.03 + 0.3 * w, h - 0.03, z + 0.018), body)
    p.disc((p.between(0.0, 0.15), h - 0.07, z + 0.025), 0.032, 0.03, p.any_of(p.metal, p.white, p.dark))
    p.box((0.2 * w + 0.05, h - 0.09, z + 0.01), (0.46 * w, h - 0.05, z + 0.016), p.dark())


@design("oven", KITCHEN, edition=1)
def oven(p: Piece) -> None:
    w, h, d = p.between(0.5, 0.66), p.between(0.34, 0.62), p.between(0.42, 0.56)
    body, double = p.any_of(p.metal, p.white, p.dark), p.chance(0.25)
    if double:
        h *= 1.8
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body)
    panel = 0.1 if p.chance(0.75) else 0.02
    window_door(p, (-w / 2 + 0.01, 0.02), (w / 2 - 0.01, (h - panel) * (0.48 if double else 1)), d / 2, body)
    if double:
        window_door(p, (-w / 2 + 0.01, (h - panel) * 0.52), (w / 2 - 0.01, h - panel), d / 2, body)
    if panel > 0.05:
        knobs(p, p.count(2, 5), h - 0.05, d / 2, w * 0.9, p.any_of(p.metal, p.dark, p.white))
        if p.chance(0.6):
            p.box((-0.07, h - 0.075, d / 2), (0.07, h - 0.025, d / 2 + 0.006), p.dark())


@design("stove", KITCHEN, edition=1)
def stove(p: Piece) -> None:
    w, h, d = p.between(0.5, 0.95), p.between(0.83, 0.94), p.between(0.5, 0.65)
    body = p.any_of(p.white, p.metal, p.dark)
    p.box((-w / 2, 0.03, -d / 2), (w / 2, h, d / 2), body)
    window_door(p, (-w / 2 + 0.02, 0.2), (w / 2 - 0.02, h - 0.15), d / 2, body)
    p.box((-w / 2 + 0.02, 0.05, d / 2), (w / 2 - 0.02, 0.18, d / 2 + 0.015), body)
    knobs(p, p.count(4, 6), h - 0.07, d / 2, w * 0.9, p.any_of(p.metal, p.dark, p.white))
    burners(p, h, w, d)
    if p.chance(0.4):
        p.box((-w / 2, h, -d / 2), (w / 2, h + p.between(0.05, 0.25), -d / 2 + 0.03), body)
        p.top_m = h


@design("stove", KITCHEN, edition=1)
def cooktop(p: Piece) -> None:
    w, d = p.between(0.3, 0.75), p.between(0.45, 0.55)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.03, d / 2), p.any_of(p.dark, p.metal, p.white))
    burners(p, 0.03, w, d)
    p.bare = True


@design("hood", KITCHEN, edition=1)
def hood(p: Piece) -> None:
    w, d, lip = p.between(0.55, 1.0), p.between(0.3, 0.52), p.between(0.03, 0.1)
    body = p.any_of(p.metal, p.metal, p.white, p.dark)
    p.box((-w / 2, 0, -d / 2), (w / 2, lip, d / 2), body)
    if p.chance(0.75):
        cone = p.between(0.08, 0.3)
        pipe = p.between(0.2, 0.45)
        p.block((-w / 2, lip, -d / 2), (w / 2, lip + cone, d / 2), (pipe, p.between(0.4, 0.6)), body)
        p.box((-w * pipe / 2, lip + cone, -0.11), (w * pipe / 2, lip + cone + p.between(0.15, 0.6), 0.11), body)
    p.box((-0.4 * w, -0.005, -0.4 * d), (0.4 * w, 0, 0.4 * d), p.dark())
    p.elevation_m = p.between(1.5, 1.75)


@design("coffee maker", KITCHEN, edition=1)
def coffee_maker(p: Piece) -> None:
    w, h, d = p.between(0.14, 0.22), p.between(0.26, 0.36), p.between(0.18, 0.28)
    body = p.any_of(p.dark, p.metal, p.paint, p.white)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.04, d / 2), body)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, -d / 2 + 0.35 * d), body)
    p.box((-w / 2, h * 0.7, -d / 2), (w / 2, h, d / 2), body)
    p.turned(
        [(0, 0.045), (0.055, 0.05), (0.065, 0.1), (0.05, h * 0.6), (0.05, h * 0.63)],
        p.any_of(p.glass, p.metal),
        at=(0, 0.14 * d),
    )
    p.path(
        [(0.06, 0.07, 0.2 * d), (0.1, 0.08, 0.3 * d), (0.1, h * 0.5, 0.3 * d), (0.055, h * 0.55, 0.2 * d)],
        0.007,
        p.dark(),
    )


@design("coffee maker", KITCHEN, edition=1)
def kettle(p: Piece) -> None:
    r, h = p.between(0.06, 0.1), p.between(0.12, 0.24)
    body, grip = p.any_of(p.metal, p.paint, p.white), p.any_of(p.dark, p.metal, p.wood)
    p.turned([(0, 0), (r, 0.005), (r * p.between(0.9, 1.15), h * 0.4), (r * 0.6, h), (0, h + 0.02)], body)
    p.ball((0, h + 0.03, 0), (0.013, 0.013, 0.013), grip)
    p.rod((r * 0.8, h * 0.55, 0), (r * 1.7, h * 0.9, 0), 0.014, body, end_radius=0.008)
    if p.chance(0.5):
        p.path([(-r * 0.7, h * 0.9, 0), (-r * 1.5, h * 0.8, 0), (-r * 1.5, h * 0.4, 0), (-r, h * 0.25, 0)], 0.009, grip)
    else:
        p.path(
            [(-r * 0.7, h * 0.9, 0), (-r * 0.5, h * 1.4, 0), (r * 0.5, h * 1.4, 0), (r * 0.7, h * 0.9, 0)], 0.009, grip
        )


@design("appliance", KITCHEN, edition=1)
def toaster(p: Piece) -> None:
    w, h, d = p.between(0.26, 0.36), p.between(0.17, 0.22), p.between(0.14, 0.24)
    p.pad((-w / 2, 0.01, -d / 2), (w / 2, h, d / 2), p.any_of(p.metal, p.paint, p.white, p.dark), soft=0.2)
    slot = p.dark()
    for z in (-0.2 * d, 0.2 * d):
        p.box((-0.38 * w, h - 0.01, z - 0.012), (0.38 * w, h + 0.002, z + 0.012), slot)
    p.box((w / 2 - 0.005, h * 0.55, -0.02), (w / 2 + 0.025, h * 0.65, 0.02), slot)


@design("appliance", KITCHEN, edition=1)
def blender(p: Piece) -> None:
    base, h = p.any_of(p.metal, p.paint, p.white, p.dark), p.between(0.34, 0.45)
    p.turned([(0, 0), (0.09, 0), (0.085, 0.06), (0.055, 0.13), (0, 0.13)], base)
    p.turned([(0, 0.13), (0.05, 0.13), (0.08, h - 0.04)], p.any_of(p.glass, p.glass, p.metal))
    p.turned([(0.08, h - 0.04), (0.082, h), (0.03, h + 0.02), (0, h + 0.02)], p.dark())
    p.path([(0.06, 0.18, 0), (0.12, 0.2, 0), (0.12, h - 0.08, 0), (0.075, h - 0.06, 0)], 0.009, p.dark())


@design("cup", KITCHEN, edition=1)
def cup(p: Piece) -> None:
    r, h = p.between(0.03, 0.05), p.between(0.06, 0.12)
    body, foot = p.any_of(p.white, p.paint), p.between(0.55, 1.0)
    p.turned(
        [
            (0, 0.003),
            (r * foot, 0),
            (r * (0.6 + 0.4 * foot), h * 0.5),
            (r, h),
            (r * 0.9, h),
            (r * 0.8 * foot, 0.012),
            (0, 0.012),
        ],
        body,
    )
    if p.chance(0.85):
        p.path(
            [(r * 0.9, h * 0.85, 0), (r * 1.6, h * 0.8, 0), (r * 1.6, h * 0.35, 0), (r * 0.8, h * 0.25, 0)], 0.006, body
        )
    if p.chance(0.4):
        p.turned([(0, 0), (0.04, 0), (r * 1.7, 0.012), (r * 1.7, 0.015), (0, 0.005)], body)


@design("glass", KITCHEN, edition=1)
def drinking_glass(p: Piece) -> None:
    r, h, clear = p.between(0.028, 0.05), p.between(0.09, 0.22), p.glass()
    if p.chance(0.5):
        p.turned([(0, 0), (r * p.between(0.7, 1.0), 0), (r, h), (r * 0.93, h), (r * 0.8, 0.01), (0, 0.01)], clear)
        level = r * 0.9
        low = 0.01
    else:
        stem = h * p.between(0.3, 0.5)
        p.turned(
            [
                (0, 0),
                (r, 0),
                (r, 0.004),
                (0.005, 0.01),
                (0.005, stem),
                (r, stem + (h - stem) * 0.5),
                (r * p.between(0.7, 1.1), h),
            ],
            clear,
        )
        level, low = r * 0.85, stem + 0.015
    if p.chance(0.4):
        p.turned([(0, low), (level * 0.7, low), (level, low + (h - low) * 0.5), (0, low + (h - low) * 0.5)], p.paint())


@design("bowl", KITCHEN, edition=1)
def bowl(p: Piece) -> None:
    r, h = p.between(0.07, 0.2), p.between(0.05, 0.16)
    body = p.any_of(p.white, p.paint, p.wood, p.metal, p.glass)
    p.turned(
        [(0, 0), (r * 0.45, 0), (r * 0.8, h * 0.4), (r, h), (r * 0.95, h), (r * 0.72, h * 0.42), (0, h * 0.15)], body
    )
    if p.chance(0.35):
        for _ in range(p.count(3, 6)):
            size, x, z = p.between(0.025, 0.04), p.between(-0.5, 0.5) * r, p.between(-0.5, 0.5) * r
            p.ball((x, h * 0.7 + size * 0.5, z), (size, size, size), p.paint())


@design("plate", KITCHEN, edition=1)
def plate(p: Piece) -> None:
    r, rim = p.between(0.08, 0.15), p.between(0.015, 0.03)
    body = p.any_of(p.white, p.white, p.paint)
    p.turned(
        [(0, 0), (r * 0.6, 0), (r * 0.7, rim * 0.5), (r, rim), (r, rim + 0.004), (r * 0.68, rim * 0.6), (0, 0.006)],
        body,
        oval=p.between(0.7, 1.0),
    )
    if p.chance(0.3):
        p.turned([(r * 0.9, rim * 0.9 + 0.006), (r, rim + 0.006)], p.paint())
    if p.chance(0.25):
        p.box((-r - 0.05, 0, -0.09), (-r - 0.03, 0.004, 0.09), p.metal())
        p.box((r + 0.03, 0, -0.09), (r + 0.05, 0.004, 0.09), p.metal())


@design("bottle", KITCHEN, edition=1)
def bottle(p: Piece) -> None:
    r, h = p.between(0.025, 0.05), p.between(0.16, 0.34)
    body = p.any_of(p.glass, p.paint, p.dark, lambda: p.stuff((0.1, 0.3, 0.14), shine=0.9, opacity=0.85))
    neck, shoulder = r * p.between(0.25, 0.5), h * p.between(0.5, 0.75)
    p.turned(
        [(0, 0), (r, 0.003), (r, shoulder), (neck, shoulder + 0.2 * (h - shoulder) + 0.02), (neck, h - 0.02)], body
    )
    p.turned([(0, h - 0.025), (neck * 1.15, h - 0.025), (neck * 1.15, h), (0, h)], p.paint())
    if p.chance(0.6):
        p.turned([(r * 1.01, shoulder * 0.25), (r * 1.01, shoulder * 0.75)], p.any_of(p.white, p.paint))
