"""Toilets with low, high, hidden and no cisterns."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece

BATHROOM = "Bathroom"


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
