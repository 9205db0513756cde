"""Books and magazines that lean, lie and stand open."""

from math import pi, sin

from instructcv_rooms.made.contents import shifted
from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import plank

LIVING = "Living room"


def volume(p: Piece, size: tuple[Number, Number, Number], cover: int, paper: int) -> None:
    """One book that stands at the origin, its spine to the front: thickness, height and depth."""
    t, h, d = size
    p.box((0.002, 0.003, -d / 2), (t - 0.002, h - 0.003, d / 2 - 0.003), paper)
    for x in (0, t - 0.003):
        p.box((x, 0, -d / 2 - 0.002), (x + 0.003, h, d / 2), cover)
    p.box((0, 0, d / 2 - 0.003), (t, h, d / 2), cover)


@design("book", LIVING)
def leaning_books(p: Piece) -> None:
    """A row whose last ones have fallen against the rest, some between bookends."""
    covers, paper, x, ends = [p.paint() for _ in range(6)], p.stuff((0.92, 0.9, 0.82), shine=0.0), 0.0, p.chance(0.5)
    label = p.any_of(p.white, p.metal, p.dark)
    for _ in range(p.count(3, 9)):
        t, h, d = p.between(0.015, 0.055), p.between(0.17, 0.3), p.between(0.12, 0.2)
        shifted(p, (x, 0, -d / 2), lambda t=t, h=h, d=d: volume(p, (t, h, d), covers[p.count(0, 5)], paper))
        for y in (0.2, 0.75)[: p.count(0, 2)]:
            p.box((x, h * y, -0.002), (x + t, h * y + 0.015, 0.001), label)
        x += t + 0.001
    if ends:
        stuff = p.any_of(p.metal, p.dark, p.wood)
        for at in (-0.012, x):
            p.box((at, 0, -0.13), (at + 0.012, p.between(0.1, 0.16), -0.02), stuff)
        return
    for _ in range(p.count(1, 3)):
        t, h, since = p.between(0.015, 0.04), p.between(0.18, 0.26), len(p.corners)
        tilt = p.between(12, 25)
        shifted(p, (x, 0, -0.08), lambda t=t, h=h: volume(p, (t, h, 0.15), covers[p.count(0, 5)], paper))
        p.turn(since, 2, tilt, about=(x, 0, 0))
        for rows in p.corners[since:]:
            rows[:, 0] += h * sin(tilt * pi / 180)
        x += t + 0.012


@design("book", LIVING)
def fallen_pile(p: Piece) -> None:
    """Books that lie on one another, each turned another way, and perhaps one that leans on them."""
    covers, paper, y = [p.paint() for _ in range(5)], p.stuff((0.92, 0.9, 0.82), shine=0.0), 0.0
    for _ in range(p.count(2, 7)):
        t, h, d, since = p.between(0.012, 0.05), p.between(0.18, 0.3), p.between(0.13, 0.22), len(p.corners)
        volume(p, (t, h, d), covers[p.count(0, 4)], paper)
        p.turn(since, 2, 90)  # now it lies, its upper end to the left
        for rows in p.corners[since:]:
            rows[:, 0] += h / 2
            rows[:, 1] += y
        p.turn(since, 1, p.between(-35, 35) + 90 * p.chance(0.15))
        y += t
    if p.chance(0.35):
        since = len(p.corners)
        volume(p, (0.03, 0.22, 0.16), covers[0], paper)
        p.turn(since, 2, p.between(10, 25))
        for rows in p.corners[since:]:
            rows[:, 0] += 0.23


@design("book", LIVING)
def displayed_book(p: Piece) -> None:
    """One that stands upright, half open, or on a rest, its cover to the front."""
    w, h, cover, paper = p.between(0.12, 0.22), p.between(0.17, 0.3), p.paint(), p.stuff((0.93, 0.91, 0.85), shine=0.0)
    label, lean = p.any_of(p.white, p.paint, p.dark), p.between(0.03, 0.1)
    if p.chance(0.5):
        plank(p, (0, 0.01, 0), (0, h, -lean), (w / 2, 0, 0), p.between(0.015, 0.04), paper)
        plank(p, (0, 0.008, 0.012), (0, h, -lean + 0.012), (w / 2 + 0.004, 0, 0), 0.004, cover)
        plank(
            p,
            (0, h * 0.6, 0.016 - lean * 0.6),
            (0, h * p.between(0.75, 0.9), 0.016 - lean * 0.85),
            (w * p.between(0.2, 0.4), 0, 0),
            0.004,
            label,
        )
        plank(p, (0, 0, -0.02), (0, h * 0.9, -lean - 0.02), (w / 2 + 0.004, 0, 0), 0.004, cover)
        rest = p.any_of(p.wood, p.dark, p.metal)
        p.box((-w * 0.4, 0, -lean - 0.06), (w * 0.4, 0.012, 0.05), rest)
        p.rod((0, 0.01, -lean - 0.05), (0, h * 0.7, -lean - 0.02), 0.006, rest)
    else:
        spread_ = p.between(0.45, 0.85)
        for side in (-1, 1):
            edge = (side * w * spread_, h / 2, -w * (1 - spread_ * spread_) ** 0.5)
            plank(p, (0, h / 2, 0), edge, (0, h / 2, 0), 0.004, cover)
            plank(
                p,
                (0, h / 2, -0.012),
                (edge[0] * 0.97, h / 2, edge[2] - 0.01),
                (0, h / 2 - 0.004, 0),
                p.between(0.006, 0.02),
                paper,
            )
    p.bare = True


@design("book", LIVING)
def magazines(p: Piece) -> None:
    """Thin and floppy ones in a fan or a file."""
    n, w, h = p.count(3, 8), p.between(0.19, 0.23), p.between(0.26, 0.31)
    if p.chance(0.5):
        step = p.between(0.02, 0.07)
        for k in range(n):
            since = len(p.corners)
            p.box((-w / 2, 0.006 * k, -h / 2), (w / 2, 0.006 * k + 0.005, h / 2), p.paint())
            p.box(
                (-w * 0.42, 0.006 * k + 0.005, -h * 0.46),
                (w * 0.42, 0.006 * k + 0.0055, -h * p.between(0.2, 0.35)),
                p.any_of(p.white, p.paint),
            )
            p.turn(since, 1, p.between(-6, 6) + 4 * k)
            for rows in p.corners[since:]:
                rows[:, 0] += step * k
    else:
        box = p.any_of(p.white, p.paint, p.wood, p.dark)
        t = 0.011 * n + 0.01
        for x in (0, t):
            p.box((x - 0.002, 0, -w / 2), (x + 0.002, h * 0.8, w / 4), box)
            p.box((x - 0.002, 0, w / 4), (x + 0.002, h * 0.45, w / 2), box)
        p.box((0, 0, w / 2 - 0.004), (t, h * 0.45, w / 2), box)
        p.box((0, 0, -w / 2), (t, 0.004, w / 2), box)
        for k in range(n):
            p.box(
                (0.008 + 0.011 * k, 0.004, -w / 2),
                (0.015 + 0.011 * k, h * p.between(0.9, 1.02), w / 2 - 0.015),
                p.paint(),
            )
