"""What belongs in a bathroom, and what warms it."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.storage import case, fronts, legs

BATHROOM, LIVING = "Bathroom", "Living room"


def tap(p: Piece, x: Number, y: Number, z: Number, reach: Number) -> None:
    """A spout that stands at (x, y, z) and reaches to the front."""
    metal, high = p.metal(), p.between(0.1, 0.22)
    p.path(
        [(x, y, z), (x, y + high, z), (x, y + high + 0.02, z + reach * 0.5), (x, y + high - 0.03, z + reach)],
        0.012,
        metal,
    )
    for side in (-0.07, 0.07) if p.chance(0.5) else (0.03,):
        p.rod((x + side, y, z), (x + side, y + 0.05, z), 0.012, metal)


def basin(p: Piece, x: Number, y: Number, size: tuple[Number, Number], material: int) -> None:
    """A hollow with a rim: the inside is a dark oval at the height of the rim."""
    w, d = size
    p.turned(
        [(0, y - 0.1), (w * 0.38, y - 0.06), (w / 2, y), (w * 0.44, y + 0.003), (w * 0.3, y - 0.05), (0, y - 0.08)],
        material,
        at=(x, 0),
        oval=d / w,
    )


@design("bathtub", BATHROOM, edition=1)
def bathtub(p: Piece) -> None:
    w, h, d = p.between(1.45, 1.85), p.between(0.48, 0.65), p.between(0.68, 0.85)
    body, edge = p.white(), p.between(0.04, 0.1)
    free = p.chance(0.45)
    if free:  # it stands on the floor or on feet, rounded
        foot = p.between(0.02, 0.14)
        outside = body if p.chance(0.6) else p.any_of(p.paint, p.metal)
        p.turned(
            [(0, foot), (w * 0.36, foot), (w * 0.45, h * 0.6), (w / 2, h), (w * 0.47, h + 0.01)], outside, oval=d / w
        )
        p.turned(
            [(w * 0.48, h + 0.01), (w * 0.44, h * 0.7), (w * 0.33, foot + 0.08), (0, foot + 0.07)], body, oval=d / w
        )
        legs(p, w * 0.6, foot, d * 0.5, 0.025, p.metal())
    else:
        panel = body if p.chance(0.7) else p.any_of(p.paint, p.wood)
        for z in (-d / 2, d / 2 - edge):
            p.box((-w / 2, 0, z), (w / 2, h, z + edge), panel)
        for x in (-w / 2, w / 2 - 2 * edge):
            p.box((x, 0, -d / 2), (x + 2 * edge, h, d / 2), panel)
        for z in (-d / 2, d / 2 - edge):
            p.box((-w / 2, h, z - 0.005), (w / 2, h + 0.03, z + edge + 0.005), body)
        for x in (-w / 2, w / 2 - 2 * edge):
            p.box((x, h, -d / 2), (x + 2 * edge, h + 0.03, d / 2), body)
        p.box((-w / 2 + 0.05, 0, -d / 2 + 0.02), (w / 2 - 0.05, p.between(0.1, 0.2), d / 2 - 0.02), body)
        if p.chance(0.25):
            water = p.stuff((0.6, 0.75, 0.8), shine=1.0)
            p.box((-w / 2 + 0.06, 0.2, -d / 2 + 0.03), (w / 2 - 0.06, h * 0.7, d / 2 - 0.03), water)
    tap(p, w * p.between(-0.46, -0.4), h, p.between(-0.2, 0.0), 0.12)
    p.bare = True


@design("toilet", BATHROOM, edition=1)
def toilet(p: Piece) -> None:
    w, seat, d = p.between(0.34, 0.4), p.between(0.38, 0.44), p.between(0.5, 0.7)
    body = p.white()
    lid = body if p.chance(0.7) else p.any_of(p.wood, p.dark, p.paint)
    bowl_d = d * 0.68
    middle = d / 2 - bowl_d / 2
    narrow = p.between(0.45, 0.8)
    p.turned(
        [(0, 0), (w * 0.5 * narrow, 0), (w * 0.42 * narrow, seat * 0.4), (w * 0.5, seat - 0.03), (0, seat - 0.02)],
        body,
        at=(0, middle),
        oval=bowl_d / w,
    )
    p.turned(
        [(0, seat - 0.03), (w * 0.52, seat - 0.03), (w * 0.52, seat), (0, seat + 0.01)],
        lid,
        at=(0, middle),
        oval=bowl_d / w,
    )
    if p.chance(0.35):  # the lid is up
        p.pad((-w / 2, seat, -d / 2 + 0.2), (w / 2, seat + 0.42, -d / 2 + 0.24), lid, soft=0.4)
    if p.chance(0.8):
        high = p.between(0.68, 0.85)
        p.pad((-w / 2 - 0.02, seat * 0.8, -d / 2), (w / 2 + 0.02, high, -d / 2 + 0.19), body, soft=0.12)
        p.ball((0, high + 0.005, -d / 2 + 0.1), (0.025, 0.012, 0.025), p.metal())
    p.box((-w * 0.3, 0, -d / 2), (w * 0.3, seat * 0.85, middle), body)
    p.bare = True


@design("sink", BATHROOM, edition=1)
def pedestal_sink(p: Piece) -> None:
    w, h, d = p.between(0.45, 0.65), p.between(0.8, 0.9), p.between(0.38, 0.5)
    body = p.white()
    p.turned([(0, 0), (0.11, 0), (0.075, h * 0.5), (0.1, h - 0.12)], body)
    p.pad((-w / 2, h - 0.16, -d / 2), (w / 2, h - 0.01, d / 2), body, soft=p.between(0.15, 0.4))
    basin(p, 0.0, h, (w * 0.8, d * 0.75), p.stuff((0.75, 0.76, 0.77), shine=0.5))
    tap(p, 0.0, h, -d * 0.4, 0.14)
    p.bare = True


@design("sink", BATHROOM, edition=1)
def vanity(p: Piece) -> None:
    size = p.between(0.55, 1.3), p.between(0.78, 0.88), p.between(0.42, 0.58)
    w, h, d = size
    material = p.any_of(p.wood, p.white, p.paint)
    case(p, size, material)
    fronts(p, size, p.count(1, 2), max(1, round(w / 0.45)), material)
    p.box((-w / 2 - 0.01, h, -d / 2), (w / 2 + 0.01, h + 0.035, d / 2 + 0.02), p.any_of(p.white, p.dark, p.metal))
    if p.chance(0.5):
        p.turned(
            [(0, h + 0.03), (0.13, h + 0.035), (0.2, h + 0.15), (0.19, h + 0.15), (0.12, h + 0.06), (0, h + 0.05)],
            p.white(),
        )
    else:
        basin(p, 0.0, h + 0.045, (min(0.5, w * 0.7), d * 0.7), p.any_of(p.white, p.metal))
    tap(p, 0.0, h + 0.035, -d * 0.42, 0.16)
    p.bare = True


@design("shower", BATHROOM, edition=1)
def stall(p: Piece) -> None:
    w, h, d = p.between(0.8, 1.1), p.between(1.9, 2.15), p.between(0.8, 1.0)
    white, metal, pane = p.white(), p.metal(), p.glass()
    p.box((-w / 2, 0, -d / 2), (w / 2, p.between(0.05, 0.15), d / 2), white)
    p.box((-w / 2, 0.05, d / 2 - 0.02), (w / 2, h, d / 2 - 0.01), pane)
    p.box((w / 2 - 0.02, 0.05, -d / 2), (w / 2 - 0.01, h, d / 2), pane)
    for x in (-w / 2 + 0.01, 0.0, w / 2 - 0.01):
        p.rod((x, 0.05, d / 2 - 0.015), (x, h, d / 2 - 0.015), 0.012, metal)
    p.rod((-w / 2, h, d / 2 - 0.015), (w / 2, h, d / 2 - 0.015), 0.014, metal)
    p.path([(0, 1.0, -d / 2 + 0.03), (0, h - 0.08, -d / 2 + 0.03), (0, h - 0.05, -d / 2 + 0.25)], 0.012, metal)
    p.turned([(0, h - 0.09), (0.09, h - 0.09), (0.02, h - 0.05)], metal, at=(0, -d / 2 + 0.27))
    p.bare = True


@design("shower", BATHROOM, edition=1)
def curtain(p: Piece) -> None:
    w, h = p.between(0.8, 1.6), p.between(1.75, 2.0)
    p.rod((-w / 2, h, 0), (w / 2, h, 0), 0.014, p.any_of(p.metal, p.white))
    p.drape(
        (-w / 2, 0.1, -0.05),
        (-w / 2 + w * p.between(0.5, 1.0), h - 0.03, 0.05),
        p.between(5, 10),
        0.1,
        p.any_of(p.cloth, p.white),
    )
    p.bare = True


@design("towel", BATHROOM, edition=1)
def folded_towels(p: Piece) -> None:
    w, d, y = p.between(0.22, 0.4), p.between(0.16, 0.3), 0.0
    cloth = p.cloth()
    for _ in range(p.count(1, 4)):
        thick = p.between(0.03, 0.06)
        p.pad((-w / 2, y, -d / 2), (w / 2, y + thick, d / 2), cloth if p.chance(0.6) else p.cloth(), soft=0.25)
        y += thick


@design("towel", BATHROOM, edition=1)
def hanging_towel(p: Piece) -> None:
    w, h = p.between(0.25, 0.55), p.between(0.45, 0.9)
    cloth = p.any_of(p.cloth, p.white)
    p.drape((-w / 2, 0, 0.0), (w / 2, h, 0.03), p.between(0.5, 2.5), p.between(0.01, 0.04), cloth)
    if p.chance(0.5):
        p.drape((-w / 2, h * p.between(0.1, 0.4), 0.05), (w / 2, h, 0.06), 1.0, 0.02, cloth)
        p.rod((-w / 2 - 0.05, h, 0.03), (w / 2 + 0.05, h, 0.03), 0.01, p.metal())
    if p.chance(0.5):
        p.box((-w / 2, h * 0.12, 0.04), (w / 2, h * 0.18, 0.045), p.any_of(p.white, p.cloth))
    p.elevation_m = p.between(0.4, 0.9)


@design("rack", BATHROOM, edition=1)
def towel_rack(p: Piece) -> None:
    w, h, bars = p.between(0.4, 0.7), p.between(0.1, 0.7), p.count(1, 5)
    metal = p.any_of(p.metal, p.wood, p.white, p.dark)
    for x in (-w / 2, w / 2):
        p.rod((x, 0, 0), (x, h, 0), 0.01, metal)
    for k in range(bars):
        y = h * (k + 0.5) / bars
        p.rod((-w / 2, y, 0.04), (w / 2, y, 0.04), 0.008, metal)
    for x in (-w / 2, w / 2):
        p.rod((x, h * 0.5, -0.03), (x, h * 0.5, 0.04), 0.01, metal)
    p.elevation_m = p.between(0.4, 1.0)


@design("rack", BATHROOM, edition=1)
def clothes_horse(p: Piece) -> None:
    w, h, d = p.between(0.6, 1.1), p.between(0.9, 1.4), p.between(0.35, 0.55)
    metal = p.any_of(p.metal, p.white, p.wood)
    for x in (-w / 2, w / 2):
        p.rod((x, 0, -d / 2), (x, h, 0), 0.011, metal)
        p.rod((x, 0, d / 2), (x, h, 0), 0.011, metal)
    for k in range(p.count(1, 4)):
        y = h * (1 - 0.25 * k)
        for z in (-d / 2 * 0.25 * k, d / 2 * 0.25 * k):
            p.rod((-w / 2, y, z), (w / 2, y, z), 0.009, metal)


@design("paper roll", BATHROOM, edition=1)
def holder(p: Piece) -> None:
    r, w = p.between(0.045, 0.065), p.between(0.09, 0.11)
    metal, paper = p.any_of(p.metal, p.dark, p.white), p.stuff((0.95, 0.95, 0.93), shine=0.0)
    p.box((-w / 2 - 0.02, r, -r - 0.03), (w / 2 + 0.02, r + 0.05, -r - 0.015), metal)
    p.rod((-w / 2, r, 0), (w / 2, r, 0), r, paper)
    for x in (-w / 2 - 0.01, w / 2 + 0.01):
        p.rod((x, r, -r - 0.02), (x, r, 0), 0.007, metal)
    if p.chance(0.6):
        p.box((-w / 2, -0.06, r - 0.003), (w / 2, r, r), paper)
    p.elevation_m = p.between(0.55, 0.9)


@design("paper roll", BATHROOM, edition=1)
def standing_roll(p: Piece) -> None:
    r, h = p.between(0.05, 0.075), p.between(0.1, 0.26)
    metal = p.any_of(p.metal, p.wood, p.dark)
    p.turned([(0, 0), (r * 1.2, 0), (r * 1.2, 0.012), (0, 0.014)], metal)
    p.turned([(0.02, 0.015), (r, 0.015), (r, h), (0.02, h)], p.stuff((0.95, 0.95, 0.93), shine=0.0))
    p.rod((0, 0, 0), (0, h + p.between(0.01, 0.06), 0), 0.008, metal)


@design("boiler", BATHROOM, edition=1)
def boiler(p: Piece) -> None:
    r, h = p.between(0.19, 0.26), p.between(0.5, 1.05)
    body = p.white()
    if p.chance(0.6):
        p.turned([(0, 0), (r * 0.8, 0.01), (r, 0.06), (r, h - 0.06), (r * 0.8, h - 0.01), (0, h)], body)
    else:
        p.box((-r, 0, -r * 0.7), (r, h, r * 0.7), body)
    pipe = p.metal()
    for x in (-0.4 * r, 0.4 * r):
        p.rod((x, -p.between(0.08, 0.25), 0), (x, 0.02, 0), 0.012, pipe)
    p.disc((0, h * p.between(0.1, 0.25), r * 0.98), 0.04, 0.02, p.any_of(p.dark, p.metal))
    p.elevation_m = p.between(1.1, 1.4)


@design("radiator", LIVING, edition=1)
def radiator(p: Piece) -> None:
    w, h, d = p.between(0.5, 1.7), p.between(0.45, 0.85), p.between(0.08, 0.18)
    body = p.any_of(p.white, p.white, p.dark, p.metal)
    ribs = max(4, round(w / p.between(0.05, 0.1)))
    round_ = p.chance(0.5)
    for k in range(ribs):
        x = -w / 2 + w * (k + 0.5) / ribs
        if round_:
            p.rod((x, 0.08, 0), (x, h, 0), 0.35 * w / ribs, body)
        else:
            p.box((x - 0.38 * w / ribs, 0.08, -d / 2), (x + 0.38 * w / ribs, h, d / 2), body)
    for y in (0.12, h - 0.05):
        p.rod((-w / 2, y, 0), (w / 2, y, 0), 0.02, body)
    if p.chance(0.5):
        p.box((-w / 2, 0.1, -d / 2 - 0.01), (w / 2, h - 0.02, -d / 2), body)
    legs(p, w * 0.9, 0.1, d, 0.015, body)
