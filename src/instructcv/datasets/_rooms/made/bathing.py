"""What baths and hallways hold: more of what washes, dries and warms."""

import numpy as np

from instructcv.datasets._rooms.made.bath import BATHROOM, LIVING, basin, tap
from instructcv.datasets._rooms.made.design import design
from instructcv.datasets._rooms.made.kitchen import knobs
from instructcv.datasets._rooms.made.piece import Number, Piece, around
from instructcv.datasets._rooms.made.storage import case, fronts, legs

MIXED = "Miscellaneous"
Size = tuple[Number, Number, Number]


# -- tubs ------------------------------------------------------------------------------------------------------------
def trough(p: Piece, size: Size, floor: Number, edge: Number, outside: int, inside: int) -> None:
    """A box open above with walls `edge` thick."""
    w, h, d = size
    for z in (-d / 2, d / 2 - edge):
        p.box((-w / 2, 0, z), (w / 2, h - 0.02, z + edge), outside)
        p.box((-w / 2, h - 0.02, z), (w / 2, h, z + edge), inside)
    for x in (-w / 2, w / 2 - edge):
        p.box((x, 0, -d / 2), (x + edge, h - 0.02, d / 2), outside)
        p.box((x, h - 0.02, -d / 2), (x + edge, h, d / 2), inside)
    p.box((-w / 2 + edge, 0, -d / 2 + edge), (w / 2 - edge, floor, d / 2 - edge), inside)
    p.turned([(0, floor + 0.01), (0.03, floor + 0.01)], p.metal(), at=(-0.3 * w, 0))


def shower_pipe(p: Piece, x: Number, z: Number, low: Number, high: Number, reach: Number) -> None:
    """A riser with a mixer and a head that looks down, `reach` before it."""
    metal, r = p.any_of(p.metal, p.metal, p.dark), p.between(0.05, 0.14)
    p.path([(x, low, z), (x, high, z), (x, high + 0.02, z + reach)], 0.011, metal)
    p.turned([(0, high - 0.02), (r, high - 0.02), (r, high - 0.005), (0.015, high + 0.02)], metal, at=(x, z + reach))
    p.rod((x - 0.13, low + 0.05, z), (x + 0.13, low + 0.05, z), 0.022, metal)
    if p.chance(0.6):  # a second head by hand, on its hose
        y = low + p.between(0.4, 0.7)
        p.path([(x, y, z), (x + 0.03, y + 0.05, z + 0.05), (x + 0.03, y + 0.09, z + 0.12)], 0.014, metal)
        p.path([(x + 0.03, y, z + 0.03), (x + 0.12, low - 0.15, z + 0.04), (x, low + 0.05, z + 0.02)], 0.007, metal)


@design("bathtub", BATHROOM)
def slipper_tub(p: Piece) -> None:
    w, h, d = p.between(1.5, 1.85), p.between(0.52, 0.62), p.between(0.68, 0.82)
    foot, inside, both = p.between(0.1, 0.16), p.white(), p.chance(0.3)
    outside = p.any_of(p.white, p.dark, p.paint, p.metal)
    p.turned([(0, foot), (w * 0.34, foot), (w * 0.42, h * 0.5), (w * 0.47, h)], outside, oval=d / w)
    p.turned([(w * 0.45, h), (w * 0.5, h), (w * 0.5, h + 0.025), (w * 0.45, h + 0.025)], inside, oval=d / w)
    p.turned([(w * 0.45, h), (w * 0.4, h * 0.6), (w * 0.32, foot + 0.06), (0, foot + 0.05)], inside, oval=d / w)
    lift = p.between(0.12, 0.28)
    for corners in p.corners:
        t = np.clip(corners[:, 0] / (w / 2), -1.0 if both else 0.0, 1.0)
        corners[:, 1] += lift * t**2 * np.clip((corners[:, 1] - foot) / (h - foot), 0, 1)
    claw = p.any_of(p.metal, p.dark, lambda: p.stuff((0.75, 0.6, 0.25), shine=0.9))
    for sx in (-1, 1):
        for sz in (-1, 1):
            x, z = sx * w * 0.27, sz * d * 0.27
            p.rod((x, foot + 0.06, z), (x * 1.12, 0.03, z * 1.15), 0.04, claw, end_radius=0.022)
            p.ball((x * 1.14, 0.028, z * 1.17), (0.035, 0.028, 0.035), claw)
    if p.chance(0.6):
        p.path([(0, 0, -d / 2 - 0.06), (0, h + 0.2, -d / 2 - 0.06), (0, h + 0.16, -d * 0.28)], 0.016, p.metal())
    p.bare = True


@design("bathtub", BATHROOM)
def corner_tub(p: Piece) -> None:
    """A quarter of a circle, or cut straight, with an oval hollow."""
    s, h, body = p.between(1.2, 1.5), p.between(0.45, 0.6), p.white()
    panel = body if p.chance(0.5) else p.any_of(p.wood, p.paint, p.dark)
    straight, a, floor = p.chance(0.35), s * 0.37, h * 0.3
    middle = -0.08 * s
    outline: list[tuple[Number, Number]] = []
    xs = np.linspace(-s / 2, s / 2, 49).tolist()
    for x0, x1 in zip(xs, xs[1:], strict=False):
        t, hollow = (x0 + x1) / 2 + s / 2, ((x0 + x1) / 2 - middle) / a
        front = min(s, 1.45 * s - t) if straight else float(np.sqrt(s * s - (0.93 * t) ** 2))
        back, half = -s / 2, a * 0.9 * float(np.sqrt(max(0.0, 1 - hollow * hollow)))
        z1 = back + front
        cuts = [(back, middle - half), (middle + half, z1)] if half > 0 else [(back, z1)]
        for low, high in cuts:
            if high > low:
                p.box((x0, h - 0.03, low), (x1, h, high), body)
        outline.append(((x0 + x1) / 2, z1 - 0.015))
    edge = [*outline[::3], (s / 2 - 0.015, outline[-1][1]), (s / 2 - 0.015, -s / 2)]
    for a0, a1 in zip(edge, edge[1:], strict=False):
        p.board(a0, a1, 0, h - 0.03, 0.01, panel)
    rings = [(a * 1.01, h - 0.005), (a * 0.92, h * 0.6), (a * 0.75, floor + 0.03), (0, floor)]
    p.turned(rings, body, at=(middle, middle), oval=0.9)
    if p.chance(0.4):
        p.turned([(0, h * 0.72), (a * 0.93, h * 0.72)], p.stuff((0.6, 0.78, 0.84), shine=1.0), (middle, middle), 0.9)
    tap(p, -0.36 * s, h, -0.38 * s, 0.15)
    p.bare = True


@design("bathtub", BATHROOM)
def screened_tub(p: Piece) -> None:
    """Built in, with a pane against splashes and a shower over it."""
    w, h, d, body = p.between(1.5, 1.8), p.between(0.5, 0.62), p.between(0.68, 0.82), p.white()
    trough(p, (w, h, d), 0.16, p.between(0.05, 0.09), body if p.chance(0.6) else p.any_of(p.paint, p.wood), body)
    wide, top, metal = p.between(0.35, 0.6) * w, h + p.between(1.2, 1.45), p.any_of(p.metal, p.dark)
    left, z = -w / 2 + 0.02, d / 2 - 0.03
    p.box((left, h, z - 0.004), (left + wide, top, z + 0.004), p.glass())
    for x in (left, left + wide)[: p.count(1, 2)]:
        p.box((x - 0.012, h, z - 0.012), (x + 0.012, top, z + 0.012), metal)
    if p.chance(0.4):
        p.rod((left, top, z), (left + wide, top, z), 0.012, metal)
    shower_pipe(p, -w / 2 + 0.3, -d / 2 + 0.03, h + 0.15, top, p.between(0.1, 0.3))
    p.bare = True


@design("bathtub", BATHROOM)
def tiled_tub(p: Piece) -> None:
    w, h, d, body = p.between(1.6, 2.0), p.between(0.48, 0.6), p.between(0.8, 1.0), p.white()
    grout = p.stuff((0.75, 0.74, 0.7), shine=0.0)
    trough(p, (w, h, d), 0.15, p.between(0.08, 0.16), grout, body)
    tiles = [p.any_of(p.paint, p.white, p.dark)] * 2 if p.chance(0.6) else [p.paint(), p.white()]
    columns, rows = max(6, round(w / p.between(0.12, 0.22))), p.count(2, 4)
    for i in range(columns):
        for j in range(rows):
            x0, y0 = -w / 2 + i * w / columns, (h - 0.02) * j / rows
            tile = (x0 + w / columns - 0.006, y0 + (h - 0.02) / rows - 0.006, d / 2 + 0.008)
            p.box((x0 + 0.006, y0 + 0.006, d / 2), tile, tiles[(i + j) % 2])
    if p.chance(0.35):
        p.box((-0.25 * w, 0, d / 2), (0.25 * w, h * 0.4, d / 2 + 0.28), tiles[0])
    tap(p, w * 0.4, h, -d * 0.3, 0.15)
    p.bare = True


@design("bathtub", BATHROOM)
def round_tub(p: Piece) -> None:
    """A wooden barrel or a white whirlpool."""
    r, h = p.between(0.6, 0.95), p.between(0.55, 0.9)
    barrel = p.chance(0.55)
    outside = p.wood() if barrel else p.any_of(p.white, p.paint)
    inside = outside if barrel else p.white()
    p.turned([(0, 0), (r * 0.95, 0), (r, h), (r * 1.02, h + 0.03), (r * 0.88, h + 0.03)], outside)
    p.turned([(r * 0.88, h + 0.03), (r * 0.84, h * 0.5), (r * 0.75, 0.14), (0, 0.12)], inside)
    if barrel:
        for x, z in around(24):
            p.rod((r * 0.955 * x, 0, r * 0.955 * z), (r * x, h, r * z), 0.012, outside)
        for y in (0.15 * h, 0.8 * h):
            p.turned([(r * (0.97 + 0.04 * y), y), (r * (0.98 + 0.04 * y), y + 0.05)], p.dark())
    if p.chance(0.6):
        p.turned([(0, h * 0.8), (r * 0.87, h * 0.8)], p.stuff((0.55, 0.75, 0.82), shine=1.0))
    if p.chance(0.5):
        p.box((-0.3, 0, r), (0.3, h * 0.35, r + 0.28), outside)
    else:
        tap(p, 0, h + 0.03, -r * 0.95, 0.16)
    p.bare = True


# -- toilets ---------------------------------------------------------------------------------------------------------
def closet(p: Piece, y: Number, size: tuple[Number, Number], seat: int, body: int, *, cover: bool) -> None:
    """A bowl before z = 0 from the height `y` of its foot: its rim is 0.4 high, and a lid covers it or it is open."""
    w, d = size
    z, oval, rim = d / 2, d / w, 0.4
    narrow = p.between(0.5, 0.8)
    outer = [(0, y), (w * 0.5 * narrow, y), (w * 0.46 * narrow, (y + rim) / 2), (w * 0.5, rim - 0.06), (w * 0.5, rim)]
    p.turned(outer, body, (0, z), oval)
    p.box((-w * 0.5 * narrow, y, 0), (w * 0.5 * narrow, rim - 0.04, z), body)
    p.box((-w * 0.42, rim - 0.06, 0), (w * 0.42, rim, z * 0.6), body)
    if cover:
        p.turned(
            [(0, rim), (w * 0.51, rim), (w * 0.52, rim + 0.02), (w * 0.48, rim + 0.04), (0, rim + 0.045)],
            seat,
            (0, z),
            oval,
        )
        return
    p.turned([(w * 0.5, rim), (w * 0.52, rim + 0.02), (w * 0.34, rim + 0.022), (w * 0.33, rim)], seat, (0, z), oval)
    p.turned(
        [(0, rim + 0.003), (w * 0.18, rim + 0.006), (w * 0.35, rim + 0.01)], p.stuff((0.5, 0.52, 0.54)), (0, z), oval
    )
    p.pad((-w / 2, rim + 0.01, 0.02), (w / 2, rim + d * 0.85, 0.05), seat, soft=0.5)


def seat_stuff(p: Piece, body: int) -> int:
    return body if p.chance(0.55) else p.any_of(p.wood, p.dark, p.paint)


@design("toilet", BATHROOM)
def wall_hung_toilet(p: Piece) -> None:
    """On the front of a box that hides its cistern."""
    w, h, body = p.between(0.45, 0.9), p.between(0.95, 1.25), p.white()
    wall = p.any_of(p.white, p.wood, p.paint, p.dark)
    p.box((-w / 2, 0, -p.between(0.12, 0.2)), (w / 2, h, 0), wall)
    p.box((-w / 2, h, -0.2), (w / 2, h + 0.02, 0.02), p.any_of(p.white, p.wood, p.dark))
    plate, y = p.any_of(p.metal, p.white, p.dark), p.between(0.78, 0.9)
    p.box((-0.12, y, 0), (0.12, y + 0.15, 0.012), plate)
    for x in (-0.05, 0.05):
        p.disc((x, y + 0.075, 0.013), 0.035, 0.01, plate)
    closet(
        p,
        p.between(0.1, 0.2),
        (p.between(0.34, 0.39), p.between(0.48, 0.56)),
        seat_stuff(p, body),
        body,
        cover=p.chance(0.6),
    )
    p.top_m = h + 0.02


@design("toilet", BATHROOM)
def high_cistern_toilet(p: Piece) -> None:
    body, high = p.white(), p.between(1.6, 1.9)
    seat = p.wood() if p.chance(0.6) else seat_stuff(p, body)
    closet(p, 0.0, (p.between(0.34, 0.39), p.between(0.46, 0.54)), seat, body, cover=p.chance(0.5))
    pipe, w = p.any_of(p.metal, p.white, lambda: p.stuff((0.75, 0.55, 0.3), shine=0.9)), p.between(0.4, 0.55)
    p.path([(0, high, -0.08), (0, 0.5, -0.08), (0, 0.36, 0.02)], 0.022, pipe)
    tank = body if p.chance(0.6) else p.any_of(p.wood, p.dark, p.paint)
    p.block((-w * 0.45, high, -0.17), (w * 0.45, high + 0.3, 0.02), (1.08, 1.05), tank)
    p.box((-w / 2, high + 0.3, -0.18), (w / 2, high + 0.33, 0.03), tank)
    long = p.between(0.5, 0.9)
    p.path(
        [(w * 0.3, high + 0.34, -0.08), (w * 0.52, high + 0.33, -0.05), (w * 0.52, high + 0.33 - long, -0.05)],
        0.005,
        pipe,
    )
    p.ball((w * 0.52, high + 0.3 - long, -0.05), (0.018, 0.045, 0.018), p.any_of(p.wood, p.white))
    p.bare = True


@design("toilet", BATHROOM)
def one_piece_toilet(p: Piece) -> None:
    """Bowl and low cistern flow into one another."""
    w, d, high = p.between(0.36, 0.42), p.between(0.48, 0.56), p.between(0.55, 0.72)
    body = p.any_of(p.white, p.white, p.white, p.paint, p.dark)
    closet(p, 0.0, (w, d), body if p.chance(0.8) else p.wood(), body, cover=p.chance(0.75))
    p.pad((-w * 0.42, 0, -0.2), (w * 0.42, 0.36, d * 0.8), body, soft=0.35)
    p.block((-w * 0.5, 0.3, -0.22), (w * 0.5, high - 0.03, 0.03), (p.between(0.85, 1.05), p.between(0.6, 0.9)), body)
    p.pad((-w * 0.53, high - 0.05, -0.23), (w * 0.53, high, 0.02), body, soft=0.3)
    p.ball((0, high, -0.11), (0.03, 0.01, 0.03), p.metal())
    p.bare = True


@design("toilet", BATHROOM)
def open_toilet(p: Piece) -> None:
    """Its lid is up; some have the seat up, too."""
    w, d, body = p.between(0.35, 0.4), p.between(0.44, 0.54), p.any_of(p.white, p.white, p.paint)
    seat = seat_stuff(p, body)
    closet(p, 0.0, (w, d), seat, body, cover=False)
    high = p.between(0.75, 0.88)
    p.pad((-w / 2 - 0.03, 0.4, -0.19), (w / 2 + 0.03, high, 0.0), body, soft=p.between(0.06, 0.2))
    p.pad((-w / 2 - 0.04, high - 0.01, -0.2), (w / 2 + 0.04, high + 0.03, 0.01), body, soft=0.2)
    p.box((-w * 0.4, 0.34, -0.18), (w * 0.4, 0.41, 0.1), body)
    p.rod((-w * 0.35, high - 0.07, 0.01), (-w * 0.15, high - 0.08, 0.02), 0.01, p.metal())
    p.bare = True


# -- sinks -----------------------------------------------------------------------------------------------------------
def vessel(p: Piece, x: Number, y: Number, z: Number, r: Number, material: int, oval: Number = 1.0) -> None:
    """A bowl that stands on a counter."""
    h = p.between(0.1, 0.16)
    outer = [(0, y), (r * 0.6, y), (r * 0.9, y + h * 0.5), (r, y + h)]
    p.turned([*outer, (r * 0.93, y + h), (r * 0.8, y + h * 0.5), (0, y + 0.02)], material, (x, z), oval)


@design("sink", BATHROOM)
def bathroom_unit(p: Piece) -> None:
    """A cupboard with doors and drawers and a moulded basin as its top."""
    size = p.between(0.5, 1.0), p.between(0.75, 0.86), p.between(0.4, 0.52)
    w, h, d = size
    material, hung = p.any_of(p.wood, p.white, p.paint, p.dark), p.between(0.0, 0.4) * p.chance(0.5)
    if hung:
        p.box((-w / 2, hung, -d / 2), (w / 2, h, d / 2), material)
        p.box((-w / 2 + 0.02, 0, -d / 2), (w / 2 - 0.02, hung, -d / 2 + 0.015), material)
    else:
        case(p, size, material)
    fronts(p, size, p.count(1, 3), p.count(1, 2), material, base=max(hung, 0.07))
    body = p.white()
    p.pad((-w / 2 - 0.015, h, -d / 2), (w / 2 + 0.015, h + 0.06, d / 2 + 0.03), body, soft=p.between(0.03, 0.12))
    basin(p, 0.0, h + 0.062, (w * p.between(0.55, 0.8), d * 0.7), p.stuff((0.78, 0.79, 0.8), shine=0.5))
    metal, low = p.any_of(p.metal, p.dark), h + 0.06
    p.path([(0, low, -0.4 * d), (0, low + 0.1, -0.4 * d), (0, low + 0.08, -0.1 * d)], 0.016, metal)
    p.path([(0, low + 0.1, -0.4 * d), (0, low + 0.14, -0.32 * d)], 0.008, metal)
    p.bare = True


@design("sink", BATHROOM)
def counter_bowl(p: Piece) -> None:
    """One or two bowls on a slab on legs or brackets, with a shelf below."""
    bowls = p.count(1, 2)
    w, h, d = p.between(0.7, 1.0) * (1 + 0.5 * (bowls - 1)), p.between(0.74, 0.84), p.between(0.42, 0.55)
    slab, post = p.any_of(p.wood, p.dark, p.white), p.any_of(p.metal, p.dark, p.wood)
    p.box((-w / 2, h - p.between(0.03, 0.1), -d / 2), (w / 2, h, d / 2), slab)
    legs(p, w * 0.96, h - 0.03, d * 0.9, p.between(0.015, 0.03), post)
    for y in (0.15, 0.4)[: p.count(0, 2)]:
        p.box((-0.46 * w, y, -0.4 * d), (0.46 * w, y + 0.025, 0.4 * d), slab)
        if p.chance(0.5):
            p.pad((-0.2 * w, y + 0.025, -0.3 * d), (0.1 * w, y + 0.14, 0.3 * d), p.cloth(), soft=0.25)
    bowl, square = p.any_of(p.white, p.white, p.glass, p.paint, p.metal), p.chance(0.3)
    for k in range(bowls):
        x = w * ((k + 0.5) / bowls - 0.5)
        if square:
            p.block((x - 0.2, h, -0.15), (x + 0.2, h + 0.12, 0.18), (1.1, 1.1), bowl)
            p.box((x - 0.19, h + 0.12, -0.14), (x + 0.19, h + 0.122, 0.17), p.stuff((0.6, 0.62, 0.63)))
        else:
            vessel(p, x, h, 0.02, p.between(0.17, 0.23), bowl, p.between(0.75, 1.0))
        metal = p.metal()
        p.path([(x, h, -0.42 * d), (x, h + 0.26, -0.42 * d), (x, h + 0.24, -0.1 * d)], 0.014, metal)
    p.bare = True


@design("sink", BATHROOM)
def double_sink(p: Piece) -> None:
    size = p.between(1.1, 1.7), p.between(0.78, 0.88), p.between(0.45, 0.56)
    w, h, d = size
    material, body = p.any_of(p.wood, p.white, p.paint), p.any_of(p.white, p.white, p.dark)
    case(p, size, material)
    fronts(p, size, p.count(1, 2), p.count(3, 5), material)
    p.box((-w / 2 - 0.01, h, -d / 2), (w / 2 + 0.01, h + 0.04, d / 2 + 0.03), body)
    p.box((-w / 2, h, -d / 2), (w / 2, h + p.between(0.06, 0.15), -d / 2 + 0.015), body)
    inner, wide = p.any_of(p.white, p.metal), min(0.5, 0.36 * w)
    for x in (-0.25 * w, 0.25 * w):
        basin(p, x, h + 0.045, (wide, d * 0.68), inner)
        tap(p, x, h + 0.04, -0.42 * d, 0.15)
    p.bare = True


@design("sink", BATHROOM)
def half_pedestal_sink(p: Piece) -> None:
    """Rounded in front, on a square foot, a half column or a siphon."""
    w, h, d, body = p.between(0.4, 0.7), p.between(0.8, 0.9), p.between(0.35, 0.5), p.any_of(p.white, p.white, p.paint)
    style = p.count(0, 2)
    if style == 0:
        p.block((-0.12, 0, -d / 2), (0.12, h - 0.14, -d / 2 + 0.2), (p.between(0.6, 1.2), 1.0), body)
    elif style == 1:
        p.turned([(0, 0.3), (0.07, 0.34), (0.1, h - 0.1)], body, (0, -d / 2 + 0.11))
        p.box((-0.07, 0, -d / 2), (0.07, 0.32, -d / 2 + 0.02), body)
    else:
        metal = p.metal()
        p.path([(0, h - 0.1, 0), (0, h - 0.3, 0), (0, h - 0.33, -d / 2)], 0.02, metal)
        p.turned([(0, h - 0.32), (0.035, h - 0.3), (0.035, h - 0.22), (0, h - 0.2)], metal)
        for x in (-0.42 * w, 0.42 * w):
            p.path([(x, 0, 0.3 * d), (x, h - 0.1, 0.3 * d)], 0.014, metal)
    p.turned([(0, h - 0.17), (w * 0.3, h - 0.15), (w / 2, h - 0.05), (w / 2, h)], body, oval=d / w)
    p.box((-w / 2, h - 0.07, -d / 2), (w / 2, h, 0), body)
    p.turned([(0, h), (w / 2, h)], body, oval=d / w)
    basin(p, 0.0, h + 0.004, (w * 0.78, d * 0.7), p.stuff((0.74, 0.75, 0.77), shine=0.5))
    if p.chance(0.4):
        p.box((-w / 2, h, -d / 2), (w / 2, h + 0.1, -d / 2 + 0.02), body)
    tap(p, 0.0, h, -0.42 * d, 0.13)
    p.bare = True


@design("sink", BATHROOM)
def corner_sink(p: Piece) -> None:
    s, h, body = p.between(0.38, 0.55), p.between(0.8, 0.9), p.white()
    thick, foot = p.between(0.08, 0.15), p.chance(0.5)
    xs = np.linspace(0, s, 25).tolist()
    for x0, x1 in zip(xs, xs[1:], strict=False):
        deep = min(s, float(np.sqrt(max(0.0, (1.02 * s) ** 2 - ((x0 + x1) / 2) ** 2))))
        p.box((x0, h - thick, 0), (x1, h, max(deep, 0.1)), body)
    p.turned(
        [(0, h + 0.001), (0.33 * s, h + 0.003), (0.35 * s, h + 0.008)], p.stuff((0.7, 0.71, 0.73)), (0.42 * s, 0.42 * s)
    )
    if foot:
        p.turned([(0, 0), (0.09, 0), (0.07, h * 0.6), (0.12, h - thick)], body, (0.3 * s, 0.3 * s))
    else:
        p.box((0.01, 0, 0.01), (s * 0.7, h - thick, s * 0.7), p.any_of(p.wood, p.white, p.paint))
    p.path([(0.1, h, 0.1), (0.1, h + 0.13, 0.1), (0.2, h + 0.11, 0.2)], 0.013, p.metal())
    p.bare = True


@design("sink", BATHROOM)
def kitchen_sink(p: Piece) -> None:
    """Steel or stone with a draining board, in a cupboard or with a deep front."""
    size = p.between(0.8, 1.4), p.between(0.84, 0.92), p.between(0.5, 0.62)
    w, h, d = size
    material, steel = p.any_of(p.wood, p.white, p.paint), p.any_of(p.metal, p.metal, p.white, p.dark)
    p.box((-w / 2, 0.06, -d / 2), (w / 2, h - 0.2, d / 2), material)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.06, d / 2 - 0.05), p.dark())
    fronts(p, (w, h - 0.22, d), 1, p.count(2, 3), material)
    p.box((-w / 2, h - 0.2, -d / 2), (w / 2, h, d / 2 + 0.02 * p.count(0, 1)), steel if p.chance(0.4) else material)
    p.box((-w / 2, h, -d / 2), (w / 2, h + 0.02, d / 2 + 0.02), steel)
    bowls, drain, inner = p.count(1, 2), p.between(0.1, 0.25) * w, p.stuff((0.35, 0.36, 0.38), shine=0.8)
    step = (w / 2 - 0.06 - drain) / bowls
    for k in range(bowls):
        x0 = -w / 2 + 0.05 + k * step
        p.box((x0, h + 0.02, -0.3 * d), (x0 + step - 0.03, h + 0.022, 0.38 * d), inner)
    for x in np.arange(0.06, w / 2 - 0.06, 0.045).tolist():
        p.box((x, h + 0.02, -0.3 * d), (x + 0.015, h + 0.027, 0.38 * d), steel)
    metal, high, x = p.metal(), h + p.between(0.2, 0.35), -0.15 * w
    bow = [
        (x, h, -0.4 * d),
        (x, high, -0.4 * d),
        (x, high + 0.05, -0.25 * d),
        (x, high, -0.08 * d),
        (x, high - 0.06, -0.08 * d),
    ]
    p.path(bow, 0.014, metal)
    p.bare = True


@design("sink", BATHROOM)
def laundry_trough(p: Piece) -> None:
    """A deep basin on legs."""
    w, h, d = p.between(0.5, 1.0), p.between(0.8, 0.92), p.between(0.42, 0.6)
    body, deep = p.any_of(p.white, p.metal, lambda: p.stuff((0.6, 0.58, 0.55))), p.between(0.22, 0.36)
    legs(p, w * 0.92, h - deep + 0.02, d * 0.9, 0.02, p.any_of(p.metal, p.white, p.dark))
    p.block((-w * 0.46, h - deep, -d * 0.46), (w * 0.46, h - 0.03, d * 0.46), (1.06, 1.06), body)
    p.pad((-w / 2, h - 0.04, -d / 2), (w / 2, h, d / 2), body, soft=0.08)
    p.box((-0.42 * w, h, -0.36 * d), (0.42 * w, h + 0.002, 0.42 * d), p.stuff((0.45, 0.46, 0.47)))
    if p.chance(0.5):
        p.box((-w / 2, h, -d / 2), (w / 2, h + 0.3, -d / 2 + 0.02), body)
    for x in (-0.12, 0.12)[: p.count(1, 2)]:
        p.path([(x, h + 0.2, -d / 2), (x, h + 0.2, -0.3 * d), (x, h + 0.15, -0.25 * d)], 0.014, p.metal())
    p.bare = True


# -- showers ---------------------------------------------------------------------------------------------------------
@design("shower", BATHROOM)
def quadrant_cabin(p: Piece) -> None:
    """Panes around a corner, bent or in three flat parts."""
    s, h = p.between(0.8, 1.1), p.between(1.85, 2.15)
    pane, metal, white, step = p.glass(), p.any_of(p.metal, p.white, p.dark), p.white(), p.between(0.04, 0.2)
    parts = 10 if p.chance(0.6) else 3
    straight = s * p.between(0.3, 0.5)
    arc = np.linspace(0, np.pi / 2, parts - 1).tolist()
    r = s - straight
    bend = [(straight + r * float(np.sin(t)), straight + r * float(np.cos(t))) for t in arc]
    outline = [(0.0, s), *bend, (s, 0.0)]
    for a, b in zip(outline, outline[1:], strict=False):
        p.board(a, b, step, h, 0.006, pane)
        for y in (step, h):
            p.rod((a[0], y, a[1]), (b[0], y, b[1]), 0.016, metal)
        for k in range(6 if b[0] > a[0] else 0):
            x0, x1 = (a[0] + (b[0] - a[0]) * t / 6 for t in (k, k + 1))
            p.box((x0, 0, 0), (x1, step, a[1] + (b[1] - a[1]) * (k + 0.5) / 6), white)
    for x, z in (outline[0], outline[1], outline[-2], outline[-1]):
        p.rod((x, step, z), (x, h, z), 0.014, metal)
    middle = outline[len(outline) // 2]
    p.rod((middle[0] + 0.02, 0.95, middle[1] + 0.02), (middle[0] + 0.02, 1.15, middle[1] + 0.02), 0.012, metal)
    shower_pipe(p, s * 0.4, 0.03, 1.0, h - 0.05, 0.2)
    p.bare = True


@design("shower", BATHROOM)
def curtained_tray(p: Piece) -> None:
    w, d, h, white = p.between(0.8, 1.2), p.between(0.75, 1.0), p.between(1.9, 2.1), p.white()
    trough(p, (w, p.between(0.08, 0.2), d), 0.04, 0.05, white, white)
    metal, cloth = p.any_of(p.metal, p.white), p.any_of(p.cloth, p.white, p.cloth)
    corner = [(-w / 2, h, -d / 2), (-w / 2, h, d / 2), (w / 2, h, d / 2), (w / 2, h, -d / 2)]
    p.path(corner, 0.012, metal)
    wide = w * p.between(0.35, 1.0)
    low = p.between(0.1, 0.25)
    p.drape((-w / 2, low, d / 2 - 0.04), (-w / 2 + wide, h - 0.03, d / 2 + 0.04), p.between(4, 9), 0.07, cloth)
    for x in np.linspace(-w / 2 + 0.05, -w / 2 + wide, 8).tolist():
        p.ring((x, h - 0.01, d / 2), 0.025, 0.003, metal, sides=8)
    if p.chance(0.5):
        p.box((-w / 2, 0, -d / 2 - 0.02), (w / 2, h, -d / 2), p.any_of(p.white, p.paint))
    shower_pipe(p, 0, -d / 2 + 0.02, 1.0, h - 0.1, 0.18)
    p.bare = True


@design("shower", BATHROOM)
def shower_column(p: Piece) -> None:
    """On the wall: a bar, a panel or a pipe with its heads and mixer."""
    h, metal = p.between(0.7, 1.3), p.any_of(p.metal, p.metal, p.dark)
    if p.chance(0.3):
        p.box((-0.09, 0.1, -0.03), (0.09, h, 0.0), p.any_of(p.metal, p.dark, p.glass, p.white))
        for y in np.linspace(0.3, h - 0.2, 4).tolist():
            p.disc((0, y, 0.005), 0.03, 0.01, metal)
    shower_pipe(p, 0, 0.02, 0.1, h, p.between(0.2, 0.4))
    if p.chance(0.5):
        p.box((-0.14, 0.32, 0.0), (0.14, 0.33, 0.12), metal)
        p.rod((-0.06, 0.33, 0.06), (-0.06, 0.5, 0.06), 0.025, p.paint())
    p.elevation_m = p.between(0.8, 1.0)


@design("shower", BATHROOM)
def walk_in_shower(p: Piece) -> None:
    """A tiled wall, a flat tray and one pane."""
    w, h, d = p.between(0.95, 1.5), p.between(1.95, 2.2), p.between(0.75, 1.0)
    tile, metal = p.any_of(p.paint, p.white, p.dark), p.any_of(p.metal, p.dark)
    rows, columns = p.count(6, 12), p.count(4, 9)
    p.box((-w / 2, 0, -d / 2 - 0.03), (w / 2, h, -d / 2 - 0.01), p.stuff((0.7, 0.7, 0.68), shine=0.0))
    for i in range(columns):
        for j in range(rows):
            x, y = -w / 2 + i * w / columns, j * h / rows
            high = (x + w / columns - 0.004, y + h / rows - 0.004, -d / 2)
            p.box((x + 0.004, y + 0.004, -d / 2 - 0.01), high, tile)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.03, d / 2), p.any_of(p.white, p.dark))
    side = p.chance(0.5)
    a, b = (
        ((w / 2 - 0.02, -d / 2), (w / 2 - 0.02, d / 2)) if side else ((-w / 2, d / 2 - 0.02), (w * 0.15, d / 2 - 0.02))
    )
    p.board(a, b, 0.03, h - 0.05, 0.009, p.glass())
    p.rod((a[0], 0.03, a[1]), (a[0], h - 0.05, a[1]), 0.014, metal)
    p.rod((b[0], h - 0.08, b[1]), (b[0], h - 0.08, -d / 2) if not side else (-w * 0.1, h - 0.08, -d / 2), 0.01, metal)
    shower_pipe(p, -0.1 * w, -d / 2 + 0.02, 1.0, h - 0.15, p.between(0.2, 0.35))
    p.bare = True


@design("shower", BATHROOM)
def shower_pod(p: Piece) -> None:
    """A closed cabin with a roof, a back with a seat or shelves, and doors that slide."""
    w, h, d = p.between(0.85, 1.2), p.between(2.0, 2.2), p.between(0.8, 1.0)
    body, metal, pane = p.any_of(p.white, p.white, p.dark), p.any_of(p.metal, p.dark, p.white), p.glass()
    base = p.between(0.15, 0.4)
    p.pad((-w / 2, 0, -d / 2), (w / 2, base, d / 2), body, soft=0.1)
    p.pad((-w / 2, h - 0.12, -d / 2), (w / 2, h, d / 2), body, soft=0.15)
    p.box((-w / 2, base, -d / 2), (w / 2, h - 0.08, -d / 2 + 0.05), body)
    p.box((-0.15, base, -d / 2 + 0.05), (0.15, h - 0.1, -d / 2 + 0.1), p.any_of(p.dark, p.metal, p.white))
    for x in (-w / 2 + 0.01, w / 2 - 0.01):
        p.board((x, -d / 2), (x, d / 2 - 0.02), base, h - 0.1, 0.008, pane)
        p.rod((x, base - 0.02, d / 2 - 0.03), (x, h - 0.1, d / 2 - 0.03), 0.02, metal)
    p.board((-w / 2, d / 2 - 0.03), (w * p.between(0.0, 0.5), d / 2 - 0.03), base, h - 0.1, 0.008, pane)
    p.rod((0.03, 0.9, d / 2), (0.03, 1.3, d / 2), 0.012, metal)
    if p.chance(0.5):
        p.box((-w * 0.4, base + 0.3, -d / 2 + 0.05), (w * 0.4, base + 0.35, -d / 2 + 0.3), body)
    shower_pipe(p, 0, -d / 2 + 0.12, 1.1, h - 0.2, 0.2)
    p.bare = True


# -- towels ----------------------------------------------------------------------------------------------------------
@design("towel", BATHROOM)
def railed_towels(p: Piece) -> None:
    """One or two over a rail, each with a front and a shorter back."""
    w, h, metal = p.between(0.45, 0.8), p.between(0.4, 0.75), p.any_of(p.metal, p.dark, p.wood, p.white)
    p.rod((-w / 2, h, 0.05), (w / 2, h, 0.05), 0.01, metal)
    for x in (-w / 2 + 0.01, w / 2 - 0.01):
        p.rod((x, h, 0), (x, h, 0.05), 0.009, metal)
        p.disc((x, h, 0), 0.025, 0.008, metal)
    towels = p.count(1, 2)
    for k in range(towels):
        cloth, wide = p.any_of(p.cloth, p.white, p.cloth), w * p.between(0.7, 0.88) / towels
        x0 = -w / 2 + w * k / towels + 0.03
        low, band = 0.0 if k == 0 else p.between(0, 0.2) * h, p.any_of(p.white, p.cloth)
        p.pad((x0, low, 0.058), (x0 + wide, h + 0.016, 0.082), cloth, soft=0.12)
        p.pad((x0, h * p.between(0.15, 0.5), 0.02), (x0 + wide, h + 0.014, 0.045), cloth, soft=0.12)
        p.rod((x0 + 0.005, h + 0.005, 0.05), (x0 + wide - 0.005, h + 0.005, 0.05), 0.022, cloth)
        for y in (0.06, 0.1)[: p.count(0, 2)]:
            p.box((x0 + 0.002, low + y, 0.08), (x0 + wide - 0.002, low + y + 0.02, 0.084), band)
    p.elevation_m = p.between(0.5, 1.0)


@design("towel", BATHROOM)
def rolled_towels(p: Piece) -> None:
    """Rolls in a heap, some in a basket."""
    r, d, rows = p.between(0.04, 0.065), p.between(0.2, 0.34), p.count(1, 3)
    cloths, basket = [p.cloth(), p.any_of(p.white, p.cloth)], p.chance(0.3)
    first = max(rows, p.count(2, 4))
    for j in range(rows):
        for k in range(first - j):
            x, y = (2 * k - (first - j - 1)) * r, r * (1 + 1.75 * j)
            cloth = cloths[p.count(0, 1)]
            p.rod((x, y, -d / 2), (x, y, d / 2), r, cloth)
            for inner in (0.65, 0.35):
                p.ring((x, y, d / 2), r * inner, 0.004, cloths[0], sides=10)
    if basket:
        wide, strip = first * r + 0.02, p.wood()
        for y in (0.0, 0.045, 0.09):
            for z in (-d / 2 - 0.01, d / 2 + 0.01):
                p.box((-wide, y, z - 0.006), (wide, y + 0.035, z + 0.006), strip)
            for x in (-wide, wide):
                p.box((x - 0.006, y, -d / 2), (x + 0.006, y + 0.035, d / 2), strip)
    p.bare = True


@design("towel", BATHROOM)
def hooked_towel(p: Piece) -> None:
    """It hangs by its middle from a hook or goes through a ring."""
    w, h, cloth = p.between(0.25, 0.5), p.between(0.5, 1.0), p.any_of(p.cloth, p.white)
    ring, metal = p.chance(0.4), p.any_of(p.metal, p.dark, p.wood)
    waist = p.between(0.08, 0.2) if not ring else p.between(0.25, 0.5)
    for z, low in ((0.05, 0.0), (0.025, p.between(0.05, 0.25) * h)):
        p.drape((-w / 2, low, z - 0.01), (w / 2, h, z + 0.01), p.between(2.5, 5), p.between(0.03, 0.06), cloth)
        corners = p.corners[-1]
        corners[:, 0] *= waist + (1 - waist) * np.clip((h - corners[:, 1]) / h, 0, 1) ** p.between(0.5, 0.9)
    if ring:
        p.ring((0, h + 0.06, 0.04), 0.085, 0.006, metal, sides=18)
        p.disc((0, h + 0.15, 0.02), 0.028, 0.03, metal)
    else:
        p.path([(0, h + 0.03, 0), (0, h - 0.01, 0.04), (0, h + 0.02, 0.08)], 0.009, metal)
        p.box((-0.025, h - 0.03, -0.005), (0.025, h + 0.06, 0.005), metal)
    p.elevation_m = p.between(0.6, 1.0)


@design("towel", BATHROOM)
def towel_pile(p: Piece) -> None:
    """Folded bath towels with round folds, biggest below."""
    w, d, y = p.between(0.28, 0.45), p.between(0.2, 0.34), 0.0
    cloths = [p.any_of(p.cloth, p.white) for _ in range(3)]
    for k in range(p.count(2, 5)):
        thick, cloth, small = p.between(0.05, 0.09), cloths[p.count(0, 2)], 1 - 0.06 * k
        x0, x1, z0, z1 = -w / 2 * small, w / 2 * small, -d / 2 * small, d / 2 * small
        for half in (0.0, thick / 2):
            p.pad((x0, y + half, z0), (x1, y + half + thick / 2, z1), cloth, soft=0.16)
        p.rod(
            (x0 + 0.005, y + thick / 2, z1 - thick * 0.3),
            (x1 - 0.005, y + thick / 2, z1 - thick * 0.3),
            thick / 2,
            cloth,
        )
        y += thick
    if p.chance(0.3):
        p.pad((-0.04, y, -0.03), (0.04, y + 0.03, 0.03), p.any_of(p.white, p.paint), soft=0.4)
    p.bare = True


# -- racks -----------------------------------------------------------------------------------------------------------
@design("rack", LIVING)
def coat_stand(p: Piece) -> None:
    h, wood = p.between(1.6, 1.95), p.any_of(p.wood, p.dark, p.metal, p.white)
    p.rod((0, 0.05, 0), (0, h, 0), p.between(0.016, 0.03), wood)
    p.ball((0, h, 0), (0.035, 0.04, 0.035), wood)
    if p.chance(0.5):
        p.turned([(0, 0), (0.19, 0), (0.19, 0.02), (0.04, 0.06)], wood)
    else:
        for x, z in around(p.count(3, 4)):
            p.path([(0, 0.22, 0), (0.14 * x, 0.1, 0.14 * z), (0.26 * x, 0.012, 0.26 * z)], 0.016, wood)
    arms = p.count(3, 6)
    for level, long in ((h - 0.08, 0.16), (h - 0.3, 0.11))[: p.count(1, 2)]:
        for x, z in around(arms):
            bend = [
                (0, level - 0.05, 0),
                (long * x, level - 0.02, long * z),
                (1.15 * (long * x), level + 0.07, 1.15 * (long * z)),
            ]
            p.path(bend, 0.011, wood)
            p.ball(bend[-1], (0.016, 0.016, 0.016), wood)
    if p.chance(0.4):
        p.rod((0.12, h - 0.1, 0), (0.18, h - p.between(0.7, 1.0), 0), 0.05, p.cloth(), end_radius=0.17)
    p.bare = True


@design("rack", LIVING)
def garment_rail(p: Piece) -> None:
    w, h, d = p.between(0.8, 1.5), p.between(1.4, 1.8), p.between(0.38, 0.5)
    metal = p.any_of(p.metal, p.dark, p.white, p.wood)
    for x in (-w / 2, w / 2):
        p.rod((x, 0.04, -d / 2), (x, 0.04, d / 2), 0.014, metal)
        p.rod((x, 0.04, 0), (x, h, 0), 0.014, metal)
        for z in (-d / 2, d / 2):
            p.disc((x, 0.03, z), 0.03, 0.02, p.dark())
    for y in (h, 0.2)[: p.count(1, 2)]:
        p.rod((-w / 2, y, 0), (w / 2, y, 0), 0.014, metal)
    for k in range(p.count(0, 3)):
        x = -0.4 * w + 0.12 * k
        p.path([(x, h + 0.02, 0), (x, h - 0.06, 0)], 0.004, p.metal())
        p.path([(x, h - 0.14, -0.2), (x, h - 0.06, 0), (x, h - 0.14, 0.2)], 0.008, metal)
    p.bare = True


@design("rack", LIVING)
def hook_board(p: Piece) -> None:
    """Coat hooks on a board on the wall, some with a shelf for hats."""
    w, h, board = p.between(0.4, 1.2), p.between(0.08, 0.22), p.any_of(p.wood, p.white, p.dark, p.paint)
    p.box((-w / 2, 0, -0.02), (w / 2, h, 0), board)
    hook, count = p.any_of(p.metal, p.dark, p.wood), p.count(3, 7)
    for k in range(count):
        x = -w / 2 + w * (k + 0.5) / count
        p.path([(x, h * 0.6, 0), (x, h * 0.4, 0.05), (x, h * 0.6, 0.08)], 0.008, hook)
        p.ball((x, h * 0.65, 0.08), (0.013, 0.013, 0.013), hook)
    if p.chance(0.5):
        p.box((-w / 2, h, -0.02), (w / 2, h + 0.025, p.between(0.12, 0.25)), board)
    p.elevation_m = p.between(1.3, 1.7)


@design("rack", LIVING)
def wine_rack(p: Piece) -> None:
    columns, rows, cell = p.count(3, 6), p.count(3, 9), p.between(0.1, 0.13)
    w, h, d, slat = columns * cell, rows * cell, p.between(0.22, 0.3), p.any_of(p.wood, p.wood, p.metal, p.dark)
    for i in range(columns + 1):
        for z in (-d / 2, d / 2):
            x = -w / 2 + i * cell
            p.box((x - 0.01, 0, z - 0.01), (x + 0.01, h + 0.02, z + 0.01), slat)
    for j in range(rows + 1):
        for z in (-d / 2, d / 2):
            p.box((-w / 2 - 0.01, j * cell, z - 0.008), (w / 2 + 0.01, j * cell + 0.016, z + 0.008), slat)
    bottles = [p.stuff((0.06, 0.16, 0.08), shine=0.9), p.stuff((0.3, 0.04, 0.06), shine=0.7)]
    for _ in range(p.count(0, 10)):
        x, y = -w / 2 + (p.count(0, columns - 1) + 0.5) * cell, (p.count(0, rows - 1) + 0.5) * cell
        p.rod((x, y, -d / 2 - 0.02), (x, y, d / 2 - 0.05), 0.037, bottles[0])
        p.rod((x, y, d / 2 - 0.05), (x, y, d / 2 + 0.05), 0.02, bottles[1], end_radius=0.014)


@design("rack", LIVING)
def shoe_rack(p: Piece) -> None:
    w, rows, d = p.between(0.5, 1.0), p.count(2, 5), p.between(0.25, 0.34)
    post, h = p.any_of(p.wood, p.metal, p.dark, p.white), rows * p.between(0.16, 0.22)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.box((x - 0.012, 0, z - 0.012), (x + 0.012, h, z + 0.012), post)
    for j in range(rows):
        y = 0.06 + j * (h - 0.07) / max(rows - 1, 1)
        for k in range(4):
            z = -d / 2 + d * k / 3
            p.rod((-w / 2, y - 0.02 * k / 3, z), (w / 2, y - 0.02 * k / 3, z), 0.009, post)
        for k in range(p.count(0, int(w / 0.26))):
            x, leather = -w / 2 + 0.06 + 0.25 * k, p.any_of(p.dark, p.paint, p.cloth)
            for foot in (x, x + 0.1):
                p.pad((foot, y, -d / 2 + 0.02), (foot + 0.085, y + 0.05, d / 2), leather, soft=0.5)
                p.pad((foot, y + 0.01, -d / 2 + 0.02), (foot + 0.085, y + 0.1, -d / 2 + 0.13), leather, soft=0.5)


@design("rack", BATHROOM)
def towel_ladder(p: Piece) -> None:
    """It leans against the wall with a towel or two."""
    w, h, lean = p.between(0.4, 0.6), p.between(1.5, 2.0), p.between(0.25, 0.45)
    wood, rungs = p.any_of(p.wood, p.wood, p.dark, p.white, p.metal), p.count(4, 7)
    for x in (-w / 2, w / 2):
        p.rod((x, 0, lean), (x * 0.95, h, 0), p.between(0.014, 0.024), wood)
    for k in range(rungs):
        t = (k + 0.7) / rungs
        y, z = h * t, lean * (1 - t)
        p.rod((-w / 2, y, z), (w / 2, y, z), 0.013, wood)
        if k > 1 and p.chance(0.35):
            cloth, long, wide = p.any_of(p.cloth, p.white), p.between(0.25, 0.5), w * p.between(0.3, 0.44)
            p.pad((-wide, y - long, z + 0.01), (wide, y + 0.02, z + 0.03), cloth, soft=0.12)
            p.pad((-wide, y - 0.7 * long, z - 0.03), (wide, y + 0.02, z - 0.01), cloth, soft=0.12)
    p.bare = True


@design("rack", BATHROOM)
def plate_rack(p: Piece) -> None:
    """Plates dry in it, on the wall."""
    w, h, d = p.between(0.4, 0.8), p.between(0.3, 0.5), p.between(0.2, 0.28)
    wire, pitch = p.any_of(p.wood, p.white, p.metal), p.between(0.035, 0.05)
    for x in (-w / 2, w / 2):
        p.box((x - 0.008, 0, -d / 2), (x + 0.008, h, d / 2), wire)
    for y in (0.01, h * 0.95):
        for z in (-d / 2 + 0.02, d / 2 - 0.02):
            p.rod((-w / 2, y, z), (w / 2, y, z), 0.008, wire)
    china = [p.white(), p.any_of(p.white, p.paint)]
    for x in np.arange(-w / 2 + pitch, w / 2 - pitch / 2, pitch).tolist():
        p.rod((x, 0.01, d / 2 - 0.02), (x, h * 0.95, d / 2 - 0.02), 0.004, wire)
        if p.chance(0.5):
            r = p.between(0.25, 0.42) * min(h, d * 1.2)
            p.rod((x + 0.012, 0.02 + r, 0), (x + 0.02, 0.02 + r, 0), r, china[p.count(0, 1)])
    p.elevation_m = p.between(1.2, 1.5)


@design("rack", BATHROOM)
def trolley_rack(p: Piece) -> None:
    """Wire or board trays between posts, on wheels, or a corner whatnot for bottles."""
    w, h, d, levels = p.between(0.25, 0.55), p.between(0.6, 1.1), p.between(0.2, 0.38), p.count(2, 4)
    metal, tray = p.any_of(p.metal, p.white, p.dark, p.paint), p.chance(0.5)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.rod((x, 0.03, z), (x, h, z), 0.01, metal)
            p.ball((x, 0.025, z), (0.025, 0.025, 0.015), p.dark())
    for j in range(levels):
        y = 0.12 + j * (h - 0.2) / max(levels - 1, 1)
        if tray:
            trough_at = y + p.between(0.04, 0.07)
            p.box((-w / 2, y, -d / 2), (w / 2, y + 0.006, d / 2), metal)
            for z in (-d / 2, d / 2):
                p.box((-w / 2, y, z - 0.004), (w / 2, trough_at, z + 0.004), metal)
        else:
            for z in np.linspace(-d / 2, d / 2, 7).tolist():
                p.rod((-w / 2, y, z), (w / 2, y, z), 0.005, metal)
            p.path([(-w / 2, y + 0.06, d / 2), (w / 2, y + 0.06, d / 2)], 0.006, metal)
        for _ in range(p.count(0, 3)):
            x, z, tall = p.between(-0.35, 0.35) * w, p.between(-0.25, 0.25) * d, p.between(0.06, 0.16)
            p.rod((x, y, z), (x, y + tall, z), p.between(0.02, 0.04), p.any_of(p.paint, p.white))
    if p.chance(0.5):
        p.path([(-w / 2, h, -d / 2), (-w / 2 - 0.05, h + 0.04, 0), (-w / 2, h, d / 2)], 0.01, metal)
    p.bare = True


# -- what warms ------------------------------------------------------------------------------------------------------
@design("boiler", BATHROOM)
def combi_boiler(p: Piece) -> None:
    w, h, d = p.between(0.38, 0.5), p.between(0.6, 0.85), p.between(0.26, 0.38)
    body = p.any_of(p.white, p.white, p.metal)
    p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=p.between(0.03, 0.09))
    low = p.between(0.12, 0.2) * h
    p.box(
        (-w / 2 + 0.005, 0.01, d / 2 - 0.004), (w / 2 - 0.005, low, d / 2 + 0.006), p.any_of(p.dark, p.white, p.metal)
    )
    p.box((-0.06, low * 0.35, d / 2), (0.06, low * 0.75, d / 2 + 0.009), p.stuff((0.3, 0.5, 0.55), shine=0.6))
    knobs(p, p.count(1, 3), low * 0.5, d / 2, w * 0.85, p.any_of(p.dark, p.metal))
    pipe = p.any_of(p.metal, lambda: p.stuff((0.75, 0.45, 0.28), shine=0.9))
    for k in range(p.count(3, 5)):
        x = -0.35 * w + 0.17 * w * k
        p.rod((x, -p.between(0.08, 0.3), -0.2 * d), (x, 0.02, -0.2 * d), 0.011, pipe)
    if p.chance(0.6):
        p.path([(0, h, 0), (0, h + 0.15, 0), (0, h + 0.18, -d / 2)], 0.045, p.any_of(p.white, p.metal))
    p.elevation_m = p.between(1.0, 1.35)


@design("boiler", BATHROOM)
def standing_tank(p: Piece) -> None:
    """A tall water heater on the floor."""
    r, h, body = p.between(0.22, 0.35), p.between(1.1, 1.75), p.any_of(p.white, p.metal, p.paint, p.white)
    legs(p, r * 1.3, 0.08, r * 1.3, 0.02, p.dark())
    p.turned([(0, 0.06), (r, 0.06), (r, h - 0.05), (r * 0.9, h - 0.01), (0, h)], body)
    for y in (0.2, h - 0.2)[: p.count(0, 2)]:
        p.turned([(r * 1.01, y), (r * 1.01, y + 0.03)], p.dark())
    p.box((-0.09, 0.2, r * 0.95), (0.09, 0.42, r + 0.02), p.any_of(p.dark, p.metal, p.white))
    p.disc((0, h * p.between(0.5, 0.75), r), 0.05, 0.02, p.any_of(p.white, p.metal))
    copper = p.any_of(p.metal, lambda: p.stuff((0.75, 0.45, 0.28), shine=0.9))
    for x in (-0.5 * r, 0.5 * r):
        p.rod((x, h - 0.03, 0), (x, h + p.between(0.08, 0.3), 0), 0.014, copper)
    if p.chance(0.5):
        p.path([(0, h, 0), (0, h + 0.3, 0), (0, h + 0.35, -r)], 0.05, p.metal())
    p.bare = True


@design("boiler", BATHROOM)
def old_geyser(p: Piece) -> None:
    """A narrow gas heater or a copper cylinder, on the wall over the tap."""
    r, h = p.between(0.13, 0.19), p.between(0.55, 0.85)
    body = p.any_of(p.white, lambda: p.stuff((0.72, 0.42, 0.26), shine=0.9), p.metal)
    if p.chance(0.5):
        rings = [(0, 0), (r * 0.6, 0.0), (r, 0.12), (r, h - 0.15), (r * 0.5, h - 0.05), (r * 0.4, h)]
        p.turned(rings, body, oval=p.between(0.7, 1.0))
    else:
        p.block((-r, 0.1, -r * 0.7), (r, h - 0.1, r * 0.7), (0.95, 1.0), body)
        p.block((-r * 0.95, h - 0.1, -r * 0.7), (r * 0.95, h, r * 0.7), (0.5, 0.6), body)
        p.box((-r * 0.4, h * 0.45, r * 0.68), (r * 0.4, h * 0.6, r * 0.72), p.dark())
    metal = p.metal()
    p.rod((0, h, 0), (0, h + p.between(0.1, 0.4), 0), 0.045, metal)
    p.disc((0, 0.12, r * 0.85), 0.035, 0.05, p.any_of(p.dark, p.metal))
    p.path([(0, 0.02, 0), (0, -0.06, 0.03), (p.between(-0.2, 0.2), -0.1, 0.2)], 0.013, metal)
    p.elevation_m = p.between(1.1, 1.35)


@design("radiator", LIVING)
def column_radiator(p: Piece) -> None:
    """Cast iron: rows of round columns with rounded ends, on feet."""
    h, d, ribs = p.between(0.5, 0.95), p.between(0.12, 0.22), p.count(6, 16)
    body, step = p.any_of(p.white, p.dark, p.metal, p.paint), p.between(0.06, 0.08)
    w, columns, foot = ribs * step, p.count(2, 3), p.between(0.08, 0.13)
    for k in range(ribs):
        x = -w / 2 + (k + 0.5) * step
        for z in np.linspace(-d / 2 + 0.03, d / 2 - 0.03, columns).tolist():
            p.rod((x, foot + 0.03, z), (x, h - 0.03, z), step * 0.33, body)
        for y in (foot, h - 0.06):
            p.pad((x - step * 0.42, y, -d / 2), (x + step * 0.42, y + 0.06, d / 2), body, soft=0.5)
    for x in (-w / 2 + step / 2, w / 2 - step / 2):
        for z in (-d / 3, d / 3):
            p.rod((x, foot + 0.03, z), (x, 0, z), step * 0.3, body, end_radius=step * 0.45)
    p.path([(-w / 2, foot + 0.04, 0), (-w / 2 - 0.07, foot + 0.04, 0), (-w / 2 - 0.07, 0, 0)], 0.012, p.metal())


@design("radiator", LIVING)
def grooved_radiator(p: Piece) -> None:
    """One or two sheets with grooves, a grille above and a valve."""
    w, h, body = p.between(0.5, 1.8), p.between(0.35, 0.75), p.any_of(p.white, p.white, p.white, p.dark)
    low, d = p.between(0.08, 0.15), p.between(0.05, 0.13)
    for z in (-d / 2, d / 2 - 0.02):
        p.box((-w / 2, low, z), (w / 2, low + h, z + 0.015), body)
    flat, grooves = p.chance(0.3), round(w / p.between(0.04, 0.07))
    for k in range(0 if flat else grooves):
        x, step = -w / 2 + w * k / grooves, w / grooves
        p.block(
            (x + 0.004, low + 0.03, d / 2 - 0.006), (x + step - 0.008, low + h - 0.03, d / 2 + 0.012), (1, 0.6), body
        )
    for x in (-w / 2, w / 2 - 0.01):
        p.box((x, low, -d / 2), (x + 0.01, low + h, d / 2 - 0.005), body)
    for k in range(8):
        z = -d / 2 + d * k / 8
        p.box((-w / 2, low + h - 0.005, z), (w / 2, low + h, z + d / 16), body)
    pipe = p.any_of(p.metal, p.white)
    for x in (-w / 2 + 0.04, w / 2 - 0.04):
        p.rod((x, 0, 0), (x, low + 0.01, 0), 0.011, pipe)
    p.rod((w / 2, low + h - 0.08, 0), (w / 2 + 0.08, low + h - 0.08, 0), 0.022, p.any_of(p.white, p.metal))


@design("radiator", BATHROOM)
def towel_warmer(p: Piece) -> None:
    w, h, body = p.between(0.4, 0.65), p.between(0.8, 1.75), p.any_of(p.white, p.metal, p.dark, p.white)
    bowed, groups = p.between(0.0, 0.07) * p.chance(0.5), p.count(2, 4)
    for x in (-w / 2, w / 2):
        p.rod((x, 0, 0), (x, h, 0), 0.019, body)
    per = round(h / groups / p.between(0.045, 0.07))
    for g in range(groups):
        for k in range(per - 1):
            y = h * (g + (k + 0.5) / per) / groups
            p.path([(-w / 2, y, 0), (-0.2 * w, y, bowed), (0.2 * w, y, bowed), (w / 2, y, 0)], 0.011, body)
    if p.chance(0.4):
        y, cloth, z = h * p.between(0.6, 0.95), p.any_of(p.cloth, p.white), bowed + 0.015
        p.pad((-0.4 * w, y - 0.45, z), (0.4 * w, y + 0.02, z + 0.025), cloth, soft=0.12)
    for x in (-w / 2, w / 2):
        p.rod((x, h * 0.9, 0), (x, h * 0.9, -0.06), 0.01, body)
    p.elevation_m = p.between(0.12, 0.5)


@design("radiator", LIVING)
def wheeled_radiator(p: Piece) -> None:
    """Movable, on wheels, with a panel at one end."""
    ribs, h, d = p.count(5, 12), p.between(0.5, 0.66), p.between(0.13, 0.18)
    body, step = p.any_of(p.white, p.dark, p.white, p.metal), p.between(0.04, 0.055)
    w = ribs * step
    for k in range(ribs):
        x = -w / 2 + (k + 0.5) * step
        p.pad((x - step * 0.25, 0.08, -d / 2), (x + step * 0.25, h, d / 2), body, soft=0.25)
    p.rod((-w / 2, h * 0.75, 0), (w / 2, h * 0.75, 0), 0.025, body)
    p.rod((-w / 2, 0.16, 0), (w / 2, 0.16, 0), 0.025, body)
    end = p.any_of(p.dark, p.white, p.paint)
    p.block((w / 2, 0.08, -d / 2), (w / 2 + 0.1, h * 0.98, d / 2), (0.8, 0.9), end)
    for y in (h * 0.6, h * 0.78):
        p.rod((w / 2 + 0.06, y, d / 2 - 0.02), (w / 2 + 0.06, y, d / 2 + 0.015), 0.022, p.any_of(p.dark, p.metal))
    for x in (-w / 2 + step / 2, w / 2 - step / 2):
        p.rod((x, 0.06, -d * 0.8), (x, 0.06, d * 0.8), 0.011, p.dark())
        for z in (-d * 0.8, d * 0.8):
            p.rod((x - 0.012, 0.03, z), (x + 0.012, 0.03, z), 0.03, p.dark())


# -- washing machines ------------------------------------------------------------------------------------------------
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


# -- bins ------------------------------------------------------------------------------------------------------------
@design("bin", MIXED)
def pedal_bin(p: Piece) -> None:
    r, h, body = p.between(0.1, 0.2), p.between(0.25, 0.7), p.any_of(p.metal, p.white, p.paint, p.dark)
    black = p.dark()
    p.turned([(0, 0), (r * 1.02, 0), (r * 1.02, 0.03), (r, 0.03)], black)
    p.turned([(r, 0.03), (r, h)], body)
    lid = body if p.chance(0.6) else p.metal()
    if p.chance(0.75):
        p.turned([(r * 1.03, h), (r * 1.03, h + 0.03), (r * 0.8, h + 0.06), (0, h + 0.075)], lid)
    else:  # open
        p.turned([(0, h - 0.02), (r * 0.98, h - 0.02)], black)
        p.disc((0, h + r, -r), r * 1.02, 0.025, lid)
    p.pad((-0.05, 0.015, r * 0.95), (0.05, 0.035, r + 0.06), black if p.chance(0.5) else p.metal(), soft=0.4)
    p.box((-0.03, h - 0.03, -r - 0.03), (0.03, h + 0.02, -r), black)
    p.path(
        [(-r, h * 0.8, 0), (-r - 0.01, h * 0.6, r * 0.5), (r + 0.01, h * 0.6, r * 0.5), (r, h * 0.8, 0)][
            : 4 * p.count(0, 1)
        ],
        0.005,
        p.metal(),
    )
    p.bare = True


@design("bin", MIXED)
def wicker_hamper(p: Piece) -> None:
    """For laundry: woven, with a lid."""
    w, h, d = p.between(0.3, 0.5), p.between(0.45, 0.7), p.between(0.28, 0.42)
    strands = [p.any_of(p.wood, p.white, p.dark)] * 2 if p.chance(0.6) else [p.wood(), p.wood()]
    rows, round_ = p.count(9, 14), p.chance(0.5)
    for j in range(rows):
        y0, y1 = h * j / rows, h * (j + 1) / rows
        bulge = 0.012 * (1 if j % 2 else -1)
        if round_:
            r = w / 2 * (0.88 + 0.12 * j / rows)
            p.turned([(r - 0.01, y0), (r + 0.006 + bulge / 3, (y0 + y1) / 2), (r - 0.01, y1)], strands[j % 2])
        else:
            box = (w / 2 + bulge / 2, y1 - 0.003, d / 2 + bulge / 2)
            p.box((-box[0], y0, -box[2]), box, strands[j % 2])
    for x, z in around(16 if round_ else 4):
        if round_:
            p.rod((0.44 * w * x, 0, 0.44 * w * z), (0.5 * w * x, h, 0.5 * w * z), 0.01, strands[0])
    if round_:
        p.turned([(w * 0.53, h), (w * 0.53, h + 0.03), (w * 0.3, h + 0.06), (0, h + 0.07)], strands[1])
    else:
        p.pad((-w * 0.53, h, -d * 0.54), (w * 0.53, h + 0.05, d * 0.54), strands[1], soft=0.15)
    p.bare = True


@design("bin", MIXED)
def swing_bin(p: Piece) -> None:
    """A tapered bucket under a hood with a flap."""
    w, h, d = p.between(0.24, 0.42), p.between(0.35, 0.7), p.between(0.2, 0.34)
    body, hood = p.any_of(p.white, p.paint, p.metal, p.dark), p.any_of(p.paint, p.white, p.dark)
    p.block((-w * 0.4, 0, -d * 0.4), (w * 0.4, h, d * 0.4), (1.2, 1.2), body)
    p.box((-w / 2 - 0.008, h - 0.02, -d / 2 - 0.008), (w / 2 + 0.008, h + 0.02, d / 2 + 0.008), hood)
    rise = p.between(0.1, 0.2)
    p.block((-w / 2, h + 0.02, -d / 2), (w / 2, h + rise, d / 2), (p.between(0.6, 0.95), p.between(0.2, 0.5)), hood)
    flap = body if p.chance(0.5) else p.any_of(p.white, p.dark)
    p.block((-w * 0.34, h + 0.03, d * 0.36), (w * 0.34, h + rise * 0.85, d * 0.5), (0.8, 0.3), flap)
    p.bare = True


@design("bin", MIXED)
def bucket(p: Piece) -> None:
    r, h, body = p.between(0.11, 0.17), p.between(0.2, 0.34), p.any_of(p.paint, p.paint, p.metal, p.white)
    narrow = p.between(0.65, 0.85)
    p.turned(
        [
            (0, 0),
            (r * narrow, 0),
            (r, h),
            (r * 1.06, h),
            (r * 1.06, h - 0.02),
            (r * 0.96, h - 0.015),
            (r * narrow * 0.95, 0.02),
            (0, 0.02),
        ],
        body,
    )
    wire, up = p.any_of(p.metal, p.dark, p.white), p.chance(0.5)
    turn = np.linspace(0, np.pi, 9).tolist()
    bow = [
        (
            r * float(np.cos(t)),
            h - 0.02 + (r * 1.2 * float(np.sin(t)) if up else 0.0),
            0.0 if up else r * 1.12 * float(np.sin(t)),
        )
        for t in turn
    ]
    p.path(bow, 0.005, wire)
    if up:
        p.rod((-0.05, bow[4][1], 0), (0.05, bow[4][1], 0), 0.013, p.any_of(p.wood, p.white))
    if p.chance(0.35):
        p.turned([(0, h * 0.7), (r * 0.88, h * 0.7)], p.stuff((0.5, 0.65, 0.7), shine=0.9))
    if p.chance(0.3):
        p.rod((r * 0.3, 0.05, 0), (r * 0.9, h + p.between(0.5, 0.9), -0.1), 0.011, p.wood())
    p.bare = True


@design("bin", MIXED)
def recycling_bins(p: Piece) -> None:
    """Two to four side by side or on one another, in different colours."""
    count, w, h, d = p.count(2, 4), p.between(0.22, 0.34), p.between(0.35, 0.62), p.between(0.28, 0.4)
    stacked, body = p.chance(0.25), p.any_of(p.white, p.dark, p.metal)
    count = min(count, 3) if stacked else count
    for k in range(count):
        lid, x, y = p.paint(), 0.0 if stacked else (w + 0.01) * k, k * (0.75 * h) if stacked else 0.0
        tall = 0.73 * h if stacked else h
        p.block((x - w * 0.45, y, -d * 0.45), (x + w * 0.45, y + tall - 0.05, d * 0.45), (1.1, 1.1), body)
        if stacked:
            p.block(
                (x - w * 0.42, y + tall * 0.55, d * 0.4), (x + w * 0.42, y + tall * 0.95, d * 0.62), (1.0, 0.4), lid
            )
        p.pad((x - w / 2, y + tall - 0.06, -d / 2), (x + w / 2, y + tall, d / 2), lid, soft=0.12)
        p.box((x - 0.06, y + tall * 0.3, d * 0.47), (x + 0.06, y + tall * 0.5, d * 0.49), lid)
        p.disc((x, y + tall * 0.25, d * 0.48), 0.05, 0.012, p.white())
    p.bare = True


@design("bin", MIXED)
def mesh_basket(p: Piece) -> None:
    """A wastepaper basket of wire, with balls of paper."""
    r, h, wire = p.between(0.11, 0.17), p.between(0.25, 0.38), p.any_of(p.dark, p.metal, p.white, p.paint)
    narrow = p.between(0.65, 0.95)
    p.turned([(0, 0), (r * narrow, 0), (r * narrow, 0.012), (0, 0.014)], wire)
    ways = around(p.count(18, 26))
    twist = p.between(0.0, 0.8) * p.chance(0.5)
    for sign in (-1, 1) if twist else (0,):
        c, s = float(np.cos(sign * twist)), float(np.sin(sign * twist))
        for x, z in ways:
            foot = (r * narrow * (c * x - s * z), 0.0, r * narrow * (s * x + c * z))
            p.rod(foot, (r * x, h, r * z), 0.004, wire)
    for t in np.linspace(0.25, 1, p.count(3, 5)).tolist():
        wide = r * (narrow + (1 - narrow) * t)
        p.turned([(wide - 0.002, h * t - 0.01), (wide + 0.004, h * t), (wide - 0.002, h * t + 0.006)], wire)
    paper = p.white()
    for _ in range(p.count(0, 6)):
        s, x, z = p.between(0.03, 0.05), p.between(-0.5, 0.5) * r, p.between(-0.5, 0.5) * r
        p.pad((x - s, h * p.between(0.1, 0.5), z - s), (x + s, h * 0.5 + 1.6 * s, z + s), paper, soft=0.7)
    p.bare = True


@design("bin", MIXED)
def wheelie_bin(p: Piece) -> None:
    w, h, d = p.between(0.42, 0.58), p.between(0.85, 1.05), p.between(0.45, 0.6)
    body = p.any_of(p.dark, lambda: p.stuff((0.1, 0.35, 0.15)), lambda: p.stuff((0.1, 0.25, 0.5)), p.paint)
    p.block((-w * 0.4, 0.03, -d * 0.35), (w * 0.4, h - 0.06, d * 0.4), (1.25, 1.3), body)
    lid = body if p.chance(0.6) else p.paint()
    p.pad((-w * 0.53, h - 0.07, -d * 0.5), (w * 0.53, h + 0.02, d * 0.56), lid, soft=0.2)
    p.rod((-w * 0.4, h - 0.05, -d * 0.55), (w * 0.4, h - 0.05, -d * 0.55), 0.018, body)
    for x in (-w * 0.42, w * 0.42):
        p.rod((x - 0.025, 0.1, -d * 0.38), (x + 0.025, 0.1, -d * 0.38), 0.1, p.dark())
    p.bare = True


# -- paper -----------------------------------------------------------------------------------------------------------
def roll(p: Piece, x: Number, y: Number, z: Number, r: Number, h: Number, paper: int) -> None:
    """An upright roll with its hole."""
    p.turned([(0.02, y), (r, y), (r, y + h), (0.02, y + h), (0.02, y)], paper, (x, z))
    p.turned([(0, y + h - 0.02), (0.02, y + h - 0.02)], p.stuff((0.55, 0.45, 0.35), shine=0.0), (x, z))


@design("paper roll", BATHROOM)
def loose_rolls(p: Piece) -> None:
    """One or a few, upright, lying or in a pile."""
    r, h, paper = p.between(0.045, 0.065), p.between(0.09, 0.12), p.stuff((0.95, 0.94, 0.92), shine=0.0)
    count = p.count(1, 6)
    if p.chance(0.3):
        p.rod((-h / 2, r, 0), (h / 2, r, 0), r, paper)
        p.box((-h / 2, 0, 0), (h / 2, 0.002, r + p.between(0.05, 0.25)), paper)
        p.rod((h / 2, r, 0), (h / 2 + 0.001, r, 0), 0.02, p.stuff((0.5, 0.4, 0.3)))
        return
    base = min(count, 3)
    for k in range(count):
        column, level = k % base, k // base
        x, z = 2.02 * r * (column if column < 2 else 0.5), 0.0 if column < 2 else 1.75 * r
        roll(p, x, level * h, z, r, h, paper)
    p.bare = True


@design("paper roll", BATHROOM)
def spare_rolls(p: Piece) -> None:
    """A rod with spare rolls on it and one on an arm."""
    high, r, h = p.between(0.55, 0.75), p.between(0.05, 0.065), p.between(0.09, 0.11)
    metal, paper = p.any_of(p.metal, p.dark, p.wood), p.stuff((0.95, 0.94, 0.92), shine=0.0)
    p.turned([(0, 0), (0.1, 0), (0.1, 0.012), (0, 0.02)], metal)
    p.path([(0, 0, 0), (0, high, 0), (0.0, high, 0.06), (0.16, high, 0.06)], 0.008, metal)
    p.rod((0.03, high - r + 0.02, 0.06), (0.03 + h, high - r + 0.02, 0.06), r, paper)
    for k in range(p.count(0, 4)):
        roll(p, 0, 0.02 + k * h, 0, r, h - 0.003, paper)
    p.bare = True


@design("paper roll", BATHROOM)
def wall_dispenser(p: Piece) -> None:
    """Kitchen paper under a board, or a big roll in a case."""
    metal, paper = p.any_of(p.white, p.wood, p.metal, p.dark), p.stuff((0.95, 0.94, 0.92), shine=0.0)
    if p.chance(0.4):
        r, d = p.between(0.1, 0.14), p.between(0.1, 0.13)
        p.disc((0, r, 0), r, d, metal)
        p.disc((0, r, d / 2), r * 0.75, 0.006, p.any_of(p.glass, p.dark))
        p.box((-0.05, -0.08, -0.01), (0.05, 0.02, 0.0), paper)
    else:
        w, r = p.between(0.22, 0.27), p.between(0.045, 0.07)
        p.rod((-w / 2, r, 0), (w / 2, r, 0), r, paper)
        for x in (-w / 2 - 0.012, w / 2 + 0.004):
            p.box((x, r - 0.02, -r - 0.02), (x + 0.008, r + 0.02, 0.02), metal)
        p.box((-w / 2 - 0.01, r - 0.03, -r - 0.025), (w / 2 + 0.01, r + 0.03, -r - 0.015), metal)
        if p.chance(0.5):
            p.box((-w / 2 - 0.03, 2 * r + 0.01, -r - 0.02), (w / 2 + 0.03, 2 * r + 0.02, r + 0.03), metal)
        p.box((-w / 2, -p.between(0.0, 0.1), r - 0.003), (w / 2, r, r), paper)
    p.elevation_m = p.between(0.7, 1.4)
