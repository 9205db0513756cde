"""Vessels, bags, clothes, toys, and what lies about."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece, around

MIXED = "Miscellaneous"


@design("vase", MIXED, edition=1)
def vase(p: Piece) -> None:
    h, r = p.between(0.12, 0.5), p.between(0.04, 0.12)
    body, points = p.any_of(p.paint, p.white, p.glass, p.paint, p.wood), p.count(4, 7)
    foot, belly, neck = p.between(0.4, 0.9), p.between(0.2, 0.75), p.between(0.25, 1.0)
    profile = [(0.0, 0.0)]
    for t in np.linspace(0, 1, points):
        wide = foot + (1 - foot) * t / belly if t < belly else 1 + (neck - 1) * (t - belly) / (1 - belly)
        profile.append((r * wide * p.between(0.92, 1.08), float(t) * h))
    p.turned([*profile, (r * neck * p.between(0.9, 1.4), h + 0.02)], body)
    if p.chance(0.3):
        for side in (-1, 1):
            p.path(
                [(side * r * 0.9, h * 0.6, 0), (side * r * 1.5, h * 0.75, 0), (side * r * 0.6, h * 0.95, 0)],
                0.008,
                body,
            )
    p.bare = True


@design("bin", MIXED, edition=1)
def bin_(p: Piece) -> None:
    r, h = p.between(0.11, 0.22), p.between(0.25, 0.75)
    body, narrow = p.any_of(p.metal, p.paint, p.dark, p.white), p.between(0.65, 1.0)
    lid = body if p.chance(0.5) else p.any_of(p.dark, p.paint)
    if p.chance(0.65):
        p.turned(
            [(0, 0), (r * narrow, 0), (r, h), (r * 1.04, h), (r * 0.95, h - 0.02), (r * narrow * 0.9, 0.03), (0, 0.03)],
            body,
        )
        style = p.count(0, 3)
        if style == 1:
            p.turned([(r * 1.05, h), (r * 0.9, h + 0.35 * r), (0, h + 0.6 * r)], lid)
        elif style == 2:
            p.turned([(r * 1.05, h), (r * 1.05, h + 0.03), (0, h + 0.05)], lid)
            p.box((-0.04, 0.02, r * narrow), (0.04, 0.04, r * narrow + 0.06), p.dark())
    else:
        d = r * p.between(0.8, 1.2)
        p.block((-r, 0, -d), (r, h, d), (1 / narrow, 1 / narrow), body)
        if p.chance(0.7):
            wide, deep = r / narrow, d / narrow
            p.box((-wide - 0.01, h, -deep - 0.01), (wide + 0.01, h + p.between(0.02, 0.15), deep + 0.01), lid)
        else:
            p.box((-r * 0.9, h, -d * 0.9), (r * 0.9, h + 0.002, d * 0.9), p.dark())
    p.bare = True


@design("bin", MIXED, edition=1)
def basket(p: Piece) -> None:
    r, h, narrow = p.between(0.15, 0.28), p.between(0.25, 0.6), p.between(0.7, 1.0)
    strip = p.any_of(p.wood, p.white, p.metal, p.paint)
    hoops = p.count(4, 8)
    for k in range(hoops + 1):
        t = k / hoops
        wide = r * (narrow + (1 - narrow) * t)
        p.turned([(wide, h * t), (wide, h * t + 0.4 * h / hoops)], strip)
    for x, z in around(12):
        p.rod((r * narrow * x, 0, r * narrow * z), (r * x, h, r * z), 0.008, strip)
    if p.chance(0.5):
        p.pad((-0.8 * r, h * 0.5, -0.8 * r), (0.8 * r, h * 1.1, 0.8 * r), p.cloth(), soft=0.6)
    p.bare = True


def grip(p: Piece, low: tuple[float, float], high: tuple[float, float], z: float, radius: float, material: int) -> None:
    """A handle on top: a bow that ends at `low` and bends at `high`, each as far to the left as to the right."""
    (x0, y0), (x1, y1) = low, high
    p.path([(-x0, y0, z), (-x1, y1, z), (x1, y1, z), (x0, y0, z)], radius, material)


@design("bag", MIXED, edition=1)
def suitcase(p: Piece) -> None:
    w, h, d = p.between(0.35, 0.7), p.between(0.3, 0.65), p.between(0.12, 0.26)
    body = p.any_of(p.paint, p.cloth, p.dark)
    p.pad((-w / 2, 0.02, -d / 2), (w / 2, h, d / 2), body, soft=p.between(0.08, 0.2))
    grip(p, (0.08, h - 0.02), (0.08, h + 0.05), 0.0, 0.01, p.dark())
    for x in (-0.3 * w, 0.3 * w):
        p.box((x - 0.015, 0.03, d / 2 - 0.01), (x + 0.015, h - 0.03, d / 2 + 0.006), p.any_of(p.metal, p.dark))


@design("bag", MIXED, edition=1)
def handbag(p: Piece) -> None:
    w, h, d = p.between(0.24, 0.4), p.between(0.18, 0.32), p.between(0.08, 0.16)
    body = p.any_of(p.paint, p.cloth, p.dark)
    p.block((-w / 2, 0, -d / 2), (w / 2, h, d / 2), (p.between(0.7, 1.1), p.between(0.2, 0.8)), body)
    for z in (-0.02, 0.02):
        grip(p, (0.25 * w, h - 0.02), (0.2 * w, h + 0.12), z, 0.008, body)


@design("bag", MIXED, edition=1)
def backpack(p: Piece) -> None:
    w, h, d = p.between(0.26, 0.36), p.between(0.38, 0.52), p.between(0.14, 0.24)
    body = p.any_of(p.cloth, p.paint, p.dark)
    p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=0.4)
    p.pad((-0.38 * w, 0.04, d * 0.3), (0.38 * w, h * 0.5, d * 0.62), body if p.chance(0.5) else p.cloth(), soft=0.35)
    grip(p, (0.04, h - 0.02), (0.03, h + 0.04), -0.3 * d, 0.008, body)
    for x in (-0.25 * w, 0.25 * w):
        p.path([(x, h * 0.9, -d * 0.4), (x, h * 0.6, -d * 0.6), (x, h * 0.1, -d * 0.45)], 0.014, p.dark())


@design("hat", MIXED, edition=1)
def hat(p: Piece) -> None:
    r, h, brim = p.between(0.08, 0.11), p.between(0.08, 0.16), p.between(1.3, 2.2)
    felt = p.any_of(p.cloth, p.dark, lambda: p.stuff((0.82, 0.7, 0.45), shine=0.0))
    p.turned(
        [
            (r * brim, p.between(-0.01, 0.03)),
            (r, 0),
            (r * 0.95, h * 0.7),
            (r * 0.75, h),
            (0, h * p.between(0.85, 1.05)),
        ],
        felt,
        oval=p.between(1.0, 1.25),
    )
    if p.chance(0.6):
        p.turned([(r * 1.02, 0.0), (r * 1.01, 0.03)], p.any_of(p.dark, p.cloth), oval=1.1)


@design("hat", MIXED, edition=1)
def cap(p: Piece) -> None:
    r, h = p.between(0.09, 0.12), p.between(0.1, 0.18)
    body = p.any_of(p.cloth, p.paint)
    p.turned([(r, 0), (r, h * 0.4), (r * 0.75, h * 0.8), (0, h)], body, oval=1.15)
    p.pad(
        (-r * 0.8, 0, r * 0.6),
        (r * 0.8, 0.015, r * p.between(1.7, 2.3)),
        body if p.chance(0.6) else p.cloth(),
        soft=0.6,
    )


@design("toy", MIXED, edition=1)
def blocks(p: Piece) -> None:
    for _ in range(p.count(3, 8)):
        s, x, z = p.between(0.03, 0.06), p.between(-0.12, 0.12), p.between(-0.12, 0.12)
        y = 0.0 if p.chance(0.7) else s
        p.box((x, y, z), (x + s, y + s, z + s), p.paint())


@design("toy", MIXED, edition=1)
def bear(p: Piece) -> None:
    s, fur, muzzle = p.between(0.1, 0.2), p.stuff((0.55, 0.38, 0.22), shine=0.0), p.stuff((0.8, 0.68, 0.5), shine=0.0)
    p.ball((0, s, 0), (0.75 * s, s, 0.65 * s), fur)
    p.ball((0, 2.2 * s, 0.1 * s), (0.6 * s, 0.55 * s, 0.55 * s), fur)
    p.ball((0, 2.05 * s, 0.6 * s), (0.25 * s, 0.2 * s, 0.2 * s), muzzle)
    for side in (-1, 1):
        p.ball((side * 0.5 * s, 2.65 * s, 0.1 * s), (0.2 * s, 0.2 * s, 0.1 * s), fur)
        p.ball((side * 0.85 * s, 1.3 * s, 0.3 * s), (0.25 * s, 0.5 * s, 0.3 * s), fur)
        p.ball((side * 0.5 * s, 0.25 * s, 0.7 * s), (0.28 * s, 0.25 * s, 0.55 * s), fur)
        p.ball((side * 0.2 * s, 2.3 * s, 0.6 * s), (0.05 * s, 0.05 * s, 0.05 * s), p.dark())
    p.bare = True


@design("plant", MIXED, edition=1)
def plant(p: Piece) -> None:
    r, pot, leaves = p.between(0.06, 0.18), p.between(0.1, 0.35), p.count(10, 26)
    p.turned(
        [(0, 0), (r * 0.7, 0), (r, pot), (r * 1.05, pot), (r * 0.9, pot - 0.02), (0, pot - 0.02)],
        p.any_of(p.paint, p.white, p.wood),
    )
    green = [p.stuff((p.between(0.08, 0.3), p.between(0.3, 0.55), p.between(0.05, 0.2)), shine=0.2) for _ in range(3)]
    tall, spread, narrow = p.between(0.2, 1.0), p.between(0.12, 0.45), p.between(0.02, 0.08)
    for _ in range(leaves):
        turn, t = p.between(0, 2 * np.pi), p.between(0.2, 1.0)
        out = spread * p.between(0.3, 1.0)
        tip = out * float(np.cos(turn)), pot + tall * t, out * float(np.sin(turn))
        middle = tip[0] * 0.4, pot + tall * t * 0.75, tip[2] * 0.4
        leaf = green[p.count(0, 2)]
        p.rod((0, pot - 0.02, 0), middle, 0.006, leaf)
        p.rod(middle, tip, narrow, leaf, end_radius=0.002)
    p.bare = True


@design("bicycle", MIXED, edition=1)
def bicycle(p: Piece) -> None:
    r, base = p.between(0.2, 0.34), p.between(0.85, 1.1)
    frame, tyre, metal = p.paint(), p.dark(), p.metal()
    back, front, crank = (-base / 2, r, 0.0), (base / 2, r, 0.0), (-0.08, r * 0.9, 0.0)
    for hub in (back, front):
        p.ring(hub, r - 0.02, 0.018, tyre, sides=24)
        for across, up in around(16)[:8]:
            x, y = r * 0.95 * across, r * 0.95 * up
            p.rod((hub[0] - x, hub[1] - y, 0), (hub[0] + x, hub[1] + y, 0), 0.002, metal)
    saddle, head = (-0.2, r + p.between(0.4, 0.55), 0.0), (base / 2 - 0.17, r + p.between(0.42, 0.55), 0.0)
    low = (head[0] + 0.02, head[1] - 0.12, 0.0)
    seat = (saddle[0] + 0.04, saddle[1] - 0.12, 0.0)
    for start, end in (
        (back, seat),
        (back, crank),
        (crank, seat),
        (crank, low),
        (seat, low if p.chance(0.7) else crank),
    ):
        p.rod(start, end, 0.016, frame)
    p.path([front, low, head], 0.016, frame)
    p.rod(seat, saddle, 0.013, metal)
    p.pad((saddle[0] - 0.13, saddle[1], -0.06), (saddle[0] + 0.12, saddle[1] + 0.06, 0.06), tyre, soft=0.5)
    wide = p.between(0.2, 0.3)
    p.path(
        [(head[0] - 0.08, head[1] + 0.06, -wide), (head[0], head[1] + 0.04, 0), (head[0] - 0.08, head[1] + 0.06, wide)],
        0.013,
        metal,
    )
    p.disc(crank, 0.09, 0.01, metal)
    for side in (-1, 1):
        p.path(
            [
                crank,
                (crank[0] + side * 0.12, crank[1] - side * 0.12, side * 0.06),
                (crank[0] + side * 0.12, crank[1] - side * 0.12, side * 0.14),
            ],
            0.012,
            tyre,
        )
    p.bare = True


@design("scooter", MIXED, edition=1)
def skateboard(p: Piece) -> None:
    w, h = p.between(0.65, 0.85), p.between(0.08, 0.12)
    p.pad((-w / 2, h - 0.02, -0.1), (w / 2, h, 0.1), p.any_of(p.paint, p.wood, p.dark), soft=0.25)
    wheel = p.any_of(p.white, p.paint, p.dark)
    for x in (-0.32 * w, 0.32 * w):
        for z in (-0.08, 0.08):
            p.disc((x, 0.03, z), 0.03, 0.035, wheel)
        p.rod((x, 0.03, -0.08), (x, 0.03, 0.08), 0.012, p.metal())
    if p.chance(0.6):  # a kick scooter
        high, tall = p.metal(), p.between(0.7, 0.95)
        p.path([(w * 0.45, h, 0), (w * 0.38, h + tall, 0)], 0.016, high)
        p.rod((w * 0.38, h + tall, -0.2), (w * 0.38, h + tall, 0.2), 0.014, p.dark())
    p.bare = True


@design("shoes", MIXED, edition=1)
def shoes(p: Piece) -> None:
    long, high, wide = p.between(0.22, 0.3), p.between(0.05, 0.09), p.between(0.08, 0.11)
    body, sole, boot = (
        p.any_of(p.paint, p.dark, p.cloth),
        p.any_of(p.dark, p.white),
        p.between(0.1, 0.25) * p.chance(0.4),
    )
    for side in (-1, 1):
        x, z = side * p.between(0.06, 0.09), p.between(-0.03, 0.03)
        p.pad((x - wide / 2, 0, z - long / 2), (x + wide / 2, 0.025, z + long / 2), sole, soft=0.5)
        p.pad((x - wide / 2, 0.01, z - long / 2), (x + wide / 2, high, z + long / 2), body, soft=0.6)
        if p.chance(0.8):
            p.pad((x - wide * 0.42, 0.02, z - long / 2), (x + wide * 0.42, high * 1.5 + boot, z), body, soft=0.4)
    p.bare = True


@design("clothes", MIXED, edition=1)
def hanging_clothes(p: Piece) -> None:
    count, h, w = p.count(1, 6), p.between(0.6, 1.1), p.between(0.36, 0.5)
    for k in range(count):
        x, cloth, long = 0.07 * k, p.cloth(), h * p.between(0.7, 1.0)
        p.block((x - 0.02, h - long, -w * 0.45), (x + 0.02, h, w * 0.45), (1.0, p.between(0.8, 1.1)), cloth)
        p.pad((x - 0.03, h - long, -w * 0.45), (x + 0.03, h - 0.06, w * 0.45), cloth, soft=0.3)
        if p.chance(0.6):
            for side in (-1, 1):
                p.rod((x, h - 0.05, side * w * 0.42), (x, h - 0.5, side * w * 0.6), 0.05, cloth, end_radius=0.035)
        p.rod((x, h - 0.02, 0), (x, h + 0.08, 0), 0.005, p.metal())
    p.elevation_m = p.between(0.3, 0.8)


@design("clothes", MIXED, edition=1)
def lying_clothes(p: Piece) -> None:
    w, d, cloth = p.between(0.4, 0.6), p.between(0.5, 0.75), p.cloth()
    p.pad((-w / 2, 0, -d / 2), (w / 2, 0.04, d / 2), cloth, soft=0.3)
    for side in (-1, 1):
        p.rod(
            (side * w * 0.4, 0.03, -d * 0.4),
            (side * w * 0.85, 0.03, p.between(-0.2, 0.3)),
            0.06,
            cloth,
            end_radius=0.045,
        )
    p.bare = True
