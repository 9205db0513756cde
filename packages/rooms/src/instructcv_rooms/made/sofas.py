"""Sofas and daybeds, of all decades and in corners."""

from math import cos, pi, sin

from instructcv_rooms.made.armchairs import show_wood
from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import (
    cushion,
    perhaps_mirrored,
    plank,
    scattered,
    slab,
    spread,
    tufts,
    wrap,
)
from instructcv_rooms.made.storage import legs

LIVING = "Living room"


@design("sofa", LIVING)
def corner_sofa(p: Piece) -> None:
    w, d, seat, back = p.between(2.0, 2.9), p.between(0.8, 0.95), p.between(0.38, 0.45), p.between(0.7, 0.88)
    long, cover, foot = p.between(1.4, 2.0), p.any_of(p.cloth, p.cloth, p.dark, p.white), p.between(0.03, 0.14)
    soft, arm, side_back = p.between(0.1, 0.3), p.between(0.12, 0.24), p.chance(0.5)
    inner, wing = -d / 2 + 0.2, p.between(0.75, 0.95)
    legs(p, w, foot, d, 0.025, p.any_of(p.wood, p.metal, p.dark))
    p.pad((-w / 2, foot, -d / 2), (w / 2, seat - 0.1, d / 2), cover, soft=0.08)
    p.pad((w / 2 - wing, foot, -d / 2), (w / 2, seat - 0.1, long - d / 2), cover, soft=0.08)
    p.pad((-w / 2, foot, -d / 2), (w / 2, back, inner), cover, soft=soft)
    p.pad((-w / 2, foot, -d / 2), (-w / 2 + arm, p.between(0.5, 0.66), d / 2), cover, soft=soft)
    end = w / 2 - (0.2 if side_back else 0.0)
    if side_back:
        p.pad((w / 2 - 0.2, foot, -d / 2), (w / 2, back, long - d / 2 - p.between(0, 0.3)), cover, soft=soft)
    seats, left, right = p.count(2, 3), -w / 2 + arm, w / 2 - wing
    cushions = cover if p.chance(0.8) else p.cloth()
    for k in range(seats):
        x0, x1 = (left + (right - left) * (k + j) / seats for j in (0, 1))
        p.pad((x0, seat - 0.14, inner), (x1, seat, d / 2 + 0.01), cushions, soft=0.2)
        cushion(
            p,
            ((x0 + x1) / 2, seat, inner + 0.12),
            ((x0 + x1) / 2, back + 0.06, inner),
            ((x1 - x0) / 2, 0, 0),
            0.18,
            cushions,
            0.35,
        )
    p.pad((right, seat - 0.14, inner), (end, seat, long - d / 2 + 0.01), cushions, soft=0.2)
    cushion(
        p,
        ((right + end) / 2, seat, inner + 0.12),
        ((right + end) / 2, back + 0.06, inner),
        ((end - right) / 2, 0, 0),
        0.18,
        cushions,
        0.35,
    )
    scattered(p, w, seat, inner + 0.12, p.count(0, 4))
    p.top_m = seat
    perhaps_mirrored(p)


@design("sofa", LIVING)
def chesterfield_sofa(p: Piece) -> None:
    w, d, h, seat = p.between(1.5, 2.3), p.between(0.85, 0.98), p.between(0.68, 0.78), p.between(0.42, 0.47)
    hide = p.any_of(
        p.cloth,
        p.cloth,
        lambda: p.stuff((0.35, 0.2, 0.12), shine=0.4),
        p.dark,
        lambda: p.stuff((0.12, 0.25, 0.18), shine=0.3),
    )
    roll, button, seats = p.between(0.08, 0.12), p.dark(), p.count(1, 3)
    for x in (-0.46 * w, 0.46 * w):
        for z in (-0.42 * d, 0.42 * d):
            p.turned([(0.02, 0), (0.035, 0.05), (0.03, 0.1)], p.any_of(p.wood, p.dark), at=(x, z))
    p.pad((-w / 2, 0.07, -d / 2), (w / 2, seat - 0.1, d / 2), hide, soft=0.08)
    p.pad((-w / 2, 0.1, -d / 2), (w / 2, h - roll, -d / 2 + 0.24), hide, soft=0.12)
    p.rod((-w / 2 - roll / 2, h - roll, -d / 2 + 0.12), (w / 2 + roll / 2, h - roll, -d / 2 + 0.12), roll, hide)
    for side in (-1, 1):
        x = side * (w / 2 - 0.07)
        p.pad((x - 0.1, 0.1, -d / 2), (x + 0.07, h - roll, d / 2 - 0.02), hide, soft=0.12)
        p.rod(
            (side * w / 2 - side * 0.04, h - roll, -d / 2 + 0.05),
            (side * w / 2 - side * 0.04, h - roll, d / 2),
            roll,
            hide,
        )
    left, width = -w / 2 + 0.18, w - 0.36
    for k in range(seats):
        p.pad(
            (left + width * k / seats, seat - 0.12, -d / 2 + 0.2),
            (left + width * (k + 1) / seats, seat + 0.02, d / 2),
            hide,
            soft=0.2,
        )
    tufts(
        p, spread(left, left + width, max(4, round(width / 0.18))), [seat + 0.09, seat + 0.19], -d / 2 + 0.245, button
    )
    if p.chance(0.5):
        tufts(p, spread(-0.44 * w, 0.44 * w, max(5, round(w / 0.2))), [0.2], d / 2 - 0.005, button)
    p.top_m = seat


@design("sofa", LIVING)
def futon_sofa(p: Piece) -> None:
    w, d, seat, high = p.between(1.4, 2.0), p.between(0.78, 0.95), p.between(0.34, 0.44), p.between(0.74, 0.88)
    frame, cover, arm = p.any_of(p.wood, p.wood, p.dark, p.metal), p.any_of(p.cloth, p.white), p.between(0.52, 0.62)
    thick, lean = p.between(0.1, 0.17), p.between(0.15, 0.3)
    for x in (-w / 2, w / 2):
        for z in (-d / 2 + 0.05, d / 2 - 0.05):
            p.box((x - 0.03, 0, z - 0.03), (x + 0.03, arm, z + 0.03), frame)
        p.box((x - p.between(0.04, 0.06), arm, -d / 2), (x + 0.05, arm + 0.03, d / 2), frame)
        for z in spread(-0.3 * d, 0.3 * d, p.count(0, 5)):
            p.box((x - 0.01, 0.15, z - 0.02), (x + 0.01, arm, z + 0.02), frame)
        p.box((x - 0.015, 0.13, -d / 2 + 0.05), (x + 0.015, 0.19, d / 2 - 0.05), frame)
    back, low = -d / 2 + lean + 0.02, seat - thick
    p.box((-w / 2, low - 0.06, d / 2 - 0.06), (w / 2, low, d / 2 - 0.03), frame)
    for x in spread(-0.46 * w, 0.46 * w, p.count(6, 12)):
        p.box((x - 0.02, low - 0.025, back), (x + 0.02, low, d / 2 - 0.04), frame)
        plank(p, (x, low, back - 0.02), (x, high, back - lean - 0.02), (0.02, 0, 0), 0.02, frame)
    p.box((-w / 2, high - 0.05, back - lean - 0.04), (w / 2, high, back - lean - 0.015), frame)
    p.pad((-0.48 * w, low, back), (0.48 * w, seat, d / 2 + 0.02), cover, soft=0.25)
    cushion(
        p, (0, low, back + thick / 2), (0, high + 0.02, back - lean + thick / 2), (0.48 * w, 0, 0), thick, cover, 0.25
    )
    scattered(p, w * 0.9, seat, back + 0.05, p.count(0, 2))
    p.top_m = seat


@design("sofa", LIVING)
def chaise_longue(p: Piece) -> None:
    w, d, seat, high = p.between(1.4, 1.9), p.between(0.62, 0.8), p.between(0.36, 0.44), p.between(0.72, 0.92)
    cover, foot, wood = p.any_of(p.cloth, p.cloth, p.paint), p.between(0.1, 0.18), p.any_of(p.wood, p.dark, p.metal)
    legs(p, w * 0.92, foot, d * 0.9, 0.022, wood, splay=p.between(0, 0.04))
    p.pad((-w / 2, foot, -d / 2), (w / 2, seat - 0.07, d / 2), cover, soft=0.12)
    p.pad((-w / 2 + 0.1, seat - 0.12, -d / 2 + 0.02), (w / 2, seat, d / 2 - 0.02), cover, soft=0.25)
    lean = p.between(0.05, 0.3)
    cushion(
        p,
        (-w / 2 + 0.14, seat - 0.1, 0),
        (-w / 2 + 0.12 - lean, high, 0),
        (0, 0, d / 2),
        p.between(0.12, 0.18),
        cover,
        0.25,
    )
    if p.chance(0.5):
        p.rod((-w / 2 + 0.1 - lean, high - 0.04, -d / 2), (-w / 2 + 0.1 - lean, high - 0.04, d / 2), 0.075, cover)
    if p.chance(0.65):  # a back that falls to the foot end
        top = spread(0, 1, 9)
        outline = [(-w / 2 + t * w * 0.75, seat + (high - seat - 0.04) * (1 - t) ** 1.4) for t in top]
        for z in (-d / 2, -d / 2 + 0.1):
            p.loft([[(x, y, z) for x, y in outline], [(x, foot + 0.05, z) for x, _ in outline]], cover)
        p.path([(x, y, -d / 2 + 0.05) for x, y in outline], 0.06, cover)
    if p.chance(0.6):
        p.rod(
            (-w / 2 + 0.28, seat + 0.09, -0.4 * d),
            (-w / 2 + 0.28, seat + 0.09, 0.4 * d),
            0.09,
            cover if p.chance(0.5) else p.cloth(),
        )
    p.top_m = seat
    perhaps_mirrored(p)


@design("sofa", LIVING)
def daybed(p: Piece) -> None:
    w, d, seat, high = p.between(1.85, 2.1), p.between(0.8, 1.0), p.between(0.4, 0.52), p.between(0.75, 1.0)
    frame, cover = p.any_of(p.wood, p.white, p.metal, p.dark), p.any_of(p.cloth, p.white)
    metal, arm = p.chance(0.5), p.between(0.7, 1.0) * high
    for x in (-w / 2, w / 2):
        for z, top in ((-d / 2, high), (d / 2, arm)):
            if metal:
                p.rod((x, 0, z), (x, top, z), 0.018, frame)
                p.ball((x, top + 0.015, z), (0.026, 0.026, 0.026), frame)
            else:
                p.box((x - 0.03, 0, z - 0.03), (x + 0.03, top, z + 0.03), frame)
    bar, posts = (0.012 if metal else 0.022), p.count(9, 15)
    for y in (seat - 0.18, high - 0.06):
        p.rod((-w / 2, y, -d / 2), (w / 2, y, -d / 2), bar, frame)
    for x in spread(-w / 2, w / 2, posts):
        p.rod((x, seat - 0.2, -d / 2), (x, high - 0.06, -d / 2), bar * 0.6, frame)
    for x in (-w / 2, w / 2):
        p.rod((x, arm - 0.06, -d / 2), (x, arm - 0.06, d / 2), bar, frame)
        for z in spread(-d / 2, d / 2, posts // 2):
            p.rod((x, seat - 0.2, z), (x, arm - 0.06, z), bar * 0.6, frame)
    p.box((-w / 2, seat - 0.28, d / 2 - 0.015), (w / 2, seat - 0.15, d / 2 + 0.015), frame)
    p.pad((-w / 2 + 0.02, seat - 0.2, -d / 2 + 0.02), (w / 2 - 0.02, seat, d / 2 - 0.01), cover, soft=0.15)
    scattered(p, w, seat, -d / 2, p.count(1, 5))
    p.top_m = seat


@design("sofa", LIVING)
def modular_sofa(p: Piece) -> None:
    """Low blocks without feet, pushed together."""
    unit, seat, back, seats = p.between(0.72, 0.95), p.between(0.32, 0.42), p.between(0.6, 0.74), p.count(2, 3)
    cover, soft = p.any_of(p.cloth, p.cloth, p.white), p.between(0.14, 0.4)
    w, thick, backless = seats * unit, p.between(0.2, 0.3), p.count(-1, seats - 1)
    for k in range(seats):
        x0, x1 = -w / 2 + k * unit + 0.005, -w / 2 + (k + 1) * unit - 0.005
        p.pad((x0, 0.01, -unit / 2), (x1, seat * 0.55, unit / 2), cover, soft=soft * 0.7)
        p.pad((x0, seat * 0.5, -unit / 2), (x1, seat, unit / 2 + 0.01), cover, soft=soft)
        if k != backless:
            p.pad((x0, seat * 0.8, -unit / 2), (x1, back, -unit / 2 + thick), cover, soft=soft)
    for side, wanted in ((-1, p.chance(0.5)), (1, p.chance(0.5))):
        if wanted:
            x = side * (w / 2 - thick / 2 + 0.02)
            p.pad((x - thick / 2, 0.01, -unit / 2), (x + thick / 2, back, unit / 2), cover, soft=soft)
    if p.chance(0.35) and seats == 2:
        p.pad((-w / 2 + 0.02, 0.01, unit * 0.52), (-w / 2 + unit, seat, unit * 1.3), cover, soft=soft)
    scattered(p, w * 0.8, seat, -unit / 2 + thick, p.count(0, 4))
    p.top_m = seat
    perhaps_mirrored(p)


@design("sofa", LIVING)
def camelback_sofa(p: Piece) -> None:
    w, d, seat, high = p.between(1.3, 2.1), p.between(0.72, 0.86), p.between(0.42, 0.47), p.between(0.84, 1.0)
    cover, wood, hump, seats = (
        p.any_of(p.cloth, p.cloth, p.paint),
        p.any_of(p.wood, p.dark, p.white),
        p.between(0.1, 0.25),
        p.count(1, 2),
    )
    for x in (-0.46 * w, 0, 0.46 * w):
        for z in (-0.45 * d, 0.45 * d):
            p.rod((x, 0, z), (x, 0.2, z * 0.97), 0.014, wood, end_radius=0.024)
    p.box((-w / 2, 0.17, -d / 2), (w / 2, 0.21, d / 2), wood)
    p.pad((-w / 2, 0.2, -d / 2), (w / 2, seat - 0.06, d / 2), cover, soft=0.08)
    line = [(x, high - hump * abs(x / (w / 2)) ** 1.7) for x in spread(-w / 2, w / 2, 15)]
    rows = [[(x, 0.25, z) for x, _ in line] for z in (-d / 2, -d / 2 + 0.16)]
    crest = [[(x, y, z) for x, y in line] for z in (-d / 2 - 0.05, -d / 2 + 0.05)]
    p.loft([rows[0], crest[0], [(x, y + 0.04, -d / 2) for x, y in line], crest[1], rows[1]], cover)
    for x in (-w / 2 + 0.04, w / 2 - 0.04):
        p.pad((x - 0.05, 0.22, -d / 2), (x + 0.05, seat + 0.2, d / 2 - 0.04), cover, soft=0.2)
        p.rod((x * 1.04, seat + 0.18, -d / 2 + 0.04), (x * 1.04, seat + 0.18, d / 2 - 0.02), 0.065, cover)
    for k in range(seats):
        x0, x1 = (-w / 2 + 0.1 + (w - 0.2) * (k + j) / seats for j in (0, 1))
        p.pad((x0, seat - 0.1, -d / 2 + 0.12), (x1, seat + 0.02, d / 2), cover, soft=0.25)
    scattered(p, w * 0.8, seat, -d / 2 + 0.1, p.count(0, 2))
    p.top_m = seat


@design("sofa", LIVING)
def wood_framed_sofa(p: Piece) -> None:
    show_wood(p, p.count(2, 3), p.between(0.55, 0.68))


@design("sofa", LIVING)
def curved_sofa(p: Piece) -> None:
    w, d, seat = p.between(1.7, 2.5), p.between(0.85, 1.1), p.between(0.38, 0.45)
    cover, foot, thick = p.any_of(p.cloth, p.cloth, p.white), p.between(0.02, 0.12), p.between(0.14, 0.24)
    back = p.between(0.66, 0.84)
    wrap(p, w, d, (foot, p.between(0.46, 0.7), back), thick, cover, p.between(0.3, 0.8))
    slab(p, (w - thick, d * 1.3), foot, seat - 0.12, cover, 0.6, at=(0, thick / 2))
    slab(
        p,
        (w - 1.6 * thick, d * 1.3 - thick),
        seat - 0.13,
        seat,
        cover if p.chance(0.7) else p.cloth(),
        0.6,
        at=(0, thick),
    )
    legs(p, w * 0.6, foot + 0.01, d * 0.6, 0.025, p.any_of(p.wood, p.metal, p.dark))
    if p.chance(0.5):
        rim = [
            (0.49 * w * cos(t), (seat + back) / 2, d / 2 - 0.98 * d * sin(t) + thick) for t in spread(0.5, pi - 0.5, 4)
        ]
        for x, _, z in rim:
            p.ball((x * 0.78, seat + 0.15, z + 0.12), (0.2, 0.18, 0.1), p.cloth())
    p.top_m = seat
