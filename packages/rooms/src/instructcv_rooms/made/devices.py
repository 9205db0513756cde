"""What runs on current, and pianos: lamps, screens, sound, fans and cameras."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.seats import pedestal

LIVING, LIGHTS, OFFICE, MIXED = "Living room", "Lights", "Office", "Miscellaneous"


# -- lamps -----------------------------------------------------------------------------------------------------------
def shade(p: Piece, y: Number, material: int, wide: Number) -> None:
    """A lampshade whose lower rim is at y."""
    style = p.count(0, 2)
    if style == 0:
        p.turned([(wide, y), (wide * p.between(0.4, 1.0), y + wide * p.between(0.9, 1.6))], material)
    elif style == 1:
        p.ball((0, y + wide * 0.8, 0), (wide, wide * 0.8, wide), material)
    else:
        p.turned(
            [(wide, y), (wide * 0.8, y + wide * 0.4), (wide * 0.3, y + wide * 0.7), (0, y + wide * 0.75)], material
        )


@design("lamp", LIGHTS, edition=1)
def table_lamp(p: Piece) -> None:
    h, wide = p.between(0.2, 0.45), p.between(0.08, 0.17)
    foot = p.any_of(p.metal, p.wood, p.paint, p.white)
    if p.chance(0.5):
        p.turned([(0, 0), (0.06, 0), (p.between(0.02, 0.09), h * 0.4), (0.015, h), (0.01, h + 0.06)], foot)
    else:
        p.turned([(0, 0), (0.08, 0), (0.08, 0.015), (0.01, 0.025), (0.01, h + 0.06)], foot)
    shade(p, h, p.any_of(p.white, p.cloth, p.paint), wide)
    p.bare = True


@design("lamp", LIGHTS, edition=1)
def desk_lamp(p: Piece) -> None:
    body = p.any_of(p.metal, p.dark, p.paint, p.white)
    p.turned([(0, 0), (0.08, 0), (0.08, 0.02), (0, 0.03)], body)
    knee, hand = (0.0, p.between(0.2, 0.3), -0.1), (0.0, p.between(0.32, 0.45), p.between(0.02, 0.12))
    p.path([(0, 0.02, 0), knee, hand], 0.008, body)
    p.rod(hand, (0.0, hand[1] - 0.06, hand[2] + 0.08), 0.025, body, end_radius=0.075)
    p.bare = True


@design("lamp", LIGHTS, edition=1)
def floor_lamp(p: Piece) -> None:
    h = p.between(1.2, 1.6)
    foot = p.any_of(p.metal, p.dark, p.wood, p.white)
    if p.chance(0.3):
        for x, z in around(3):
            p.rod((0.28 * x, 0, 0.28 * z), (0, h, 0), 0.014, foot)
    else:
        p.turned([(0, 0), (0.15, 0), (0.15, 0.02), (0.012, 0.03), (0.012, h + 0.1)], foot)
    shade(p, h, p.any_of(p.white, p.cloth, p.paint), p.between(0.14, 0.26))
    p.bare = True


@design("lamp", LIGHTS, edition=1)
def pendant(p: Piece) -> None:
    drop, wide = p.between(0.25, 0.6), p.between(0.1, 0.26)
    shade(p, 0.0, p.any_of(p.white, p.paint, p.metal, p.cloth), wide)
    p.rod((0, wide * 0.6, 0), (0, drop + wide, 0), 0.006, p.dark())
    p.turned([(0.05, drop + wide - 0.03), (0.05, drop + wide)], p.white())
    p.elevation_m = 2.4 - drop - wide


# -- what runs on current ----------------------------------------------------------------------------------------------
@design("tv", LIVING, edition=1)
def standing_tv(p: Piece) -> None:
    w = p.between(0.6, 1.3)
    h, rim, foot = w * p.between(0.54, 0.64), p.between(0.008, 0.04), p.between(0.03, 0.09)
    body = p.any_of(p.dark, p.dark, p.metal)
    p.box((-w / 2, foot, -0.025), (w / 2, foot + h, 0.02), body)
    screen = p.dark() if p.chance(0.7) else p.stuff((0.2, 0.35, 0.5), shine=0.6)
    p.box((-w / 2 + rim, foot + rim, 0.02), (w / 2 - rim, foot + h - rim, 0.023), screen)
    if p.chance(0.5):
        p.box((-0.22 * w, 0, -0.11), (0.22 * w, 0.015, 0.11), body)
        p.box((-0.05, 0, -0.02), (0.05, foot + 0.02, 0.01), body)
    else:
        for x in (-0.35 * w, 0.35 * w):
            p.path([(x, 0, -0.1), (x, foot + 0.01, 0.0), (x, 0, 0.1)], 0.01, body)
    p.bare = True


@design("tv", LIVING, edition=1)
def wall_tv(p: Piece) -> None:
    w = p.between(0.7, 1.4)
    h, rim = w * p.between(0.54, 0.62), p.between(0.008, 0.03)
    p.box((-w / 2, 0, -0.03), (w / 2, h, 0.02), p.any_of(p.dark, p.dark, p.metal))
    screen = p.dark() if p.chance(0.7) else p.stuff((0.2, 0.35, 0.5), shine=0.6)
    p.box((-w / 2 + rim, rim, 0.02), (w / 2 - rim, h - rim, 0.023), screen)
    p.elevation_m = p.between(0.9, 1.2)


@design("tv", LIVING, edition=1)
def old_tv(p: Piece) -> None:
    w, h, d = p.between(0.45, 0.7), p.between(0.38, 0.52), p.between(0.35, 0.48)
    body = p.any_of(p.dark, p.wood, p.metal)
    p.box((-w / 2, 0, d / 2 - 0.12), (w / 2, h, d / 2), body)
    p.block((-w / 2 + 0.02, 0.02, -d / 2), (w / 2 - 0.02, h - 0.05, d / 2 - 0.1), (0.8, 1.0), body)
    p.pad(
        (-w / 2 + 0.04, 0.07, d / 2 - 0.02),
        (w / 2 - 0.04, h - 0.04, d / 2 + 0.02),
        p.stuff((0.13, 0.16, 0.16), shine=0.8),
    )


@design("computer", OFFICE, edition=1)
def laptop(p: Piece) -> None:
    w, d = p.between(0.3, 0.4), p.between(0.2, 0.27)
    body, lean = p.any_of(p.metal, p.dark, p.white), p.between(0.02, 0.1)
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.018, d / 2), body)
    p.box((-0.43 * w, 0.018, -0.4 * d), (0.43 * w, 0.02, 0.08 * d), p.dark())
    for k in range(8):  # the lid leans back in thin slices
        y0, y1, z = 0.018 + d * k / 8, 0.018 + d * (k + 1) / 8, -d / 2 - lean * k / 8
        p.box((-w / 2, y0, z - 0.006), (w / 2, y1, z), body)
    screen = p.dark() if p.chance(0.5) else p.stuff((0.3, 0.45, 0.65), shine=0.5)
    for k in range(8):
        y0, y1, z = 0.03 + (d - 0.02) * k / 8, 0.03 + (d - 0.02) * (k + 1) / 8, -d / 2 - lean * k / 8
        p.box((-0.46 * w, y0, z), (0.46 * w, y1, z + 0.002), screen)
    p.bare = True


@design("computer", OFFICE, edition=1)
def monitor(p: Piece) -> None:
    w, foot = p.between(0.42, 0.62), p.between(0.08, 0.16)
    h, body = w * p.between(0.56, 0.75), p.any_of(p.dark, p.metal, p.white)
    p.box((-w / 2, foot, -0.03), (w / 2, foot + h, 0.0), body)
    p.box(
        (-w / 2 + 0.015, foot + 0.02, 0),
        (w / 2 - 0.015, foot + h - 0.015, 0.003),
        p.dark() if p.chance(0.5) else p.stuff((0.3, 0.45, 0.65)),
    )
    p.box((-0.03, 0, -0.05), (0.03, foot + 0.05, -0.02), body)
    p.turned([(0, 0), (0.12, 0), (0.12, 0.012), (0, 0.015)], body)
    p.box((-0.2, 0, 0.12), (0.2, 0.02, 0.26), p.any_of(p.dark, p.white))


@design("phone", OFFICE, edition=1)
def phone(p: Piece) -> None:
    if p.chance(0.5):
        w, d = p.between(0.06, 0.08), p.between(0.12, 0.16)
        p.box((-w / 2, 0, -d / 2), (w / 2, 0.01, d / 2), p.any_of(p.dark, p.white, p.paint))
        p.box((-0.45 * w, 0.01, -0.44 * d), (0.45 * w, 0.011, 0.44 * d), p.dark())
        return
    w, d = p.between(0.16, 0.22), p.between(0.18, 0.24)
    body = p.any_of(p.dark, p.white, p.paint)
    p.block((-w / 2, 0, -d / 2), (w / 2, 0.06, d / 2), (0.85, 0.7), body)
    p.pad((-w / 2, 0.06, -d / 2), (-w / 2 + 0.05, 0.1, d / 2), body, soft=0.4)
    p.box((-0.02, 0.06, -0.05), (0.08, 0.064, 0.06), p.any_of(p.white, p.dark))


@design("speaker", LIVING, edition=1)
def speaker(p: Piece) -> None:
    w, h, d = p.between(0.15, 0.3), p.between(0.25, 1.0), p.between(0.18, 0.32)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), p.any_of(p.dark, p.wood, p.dark, p.white))
    cone, rim = p.dark(), p.any_of(p.metal, p.dark)
    cones = p.count(1, 3)
    for k in range(cones):
        r = min(w * 0.42, 0.42 * h / cones) * (1.0 if k == 0 else 0.7)
        y = h * (k + 0.5) / cones
        p.disc((0, y, d / 2 + 0.004), r, 0.01, rim)
        p.disc((0, y, d / 2 + 0.01), r * 0.85, 0.004, cone)
        p.ball((0, y, d / 2 + 0.012), (r * 0.3, r * 0.3, 0.01), rim)


@design("speaker", LIVING, edition=1)
def radio(p: Piece) -> None:
    w, h, d = p.between(0.25, 0.42), p.between(0.12, 0.22), p.between(0.07, 0.12)
    p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), p.any_of(p.paint, p.dark, p.wood), soft=0.15)
    for x in (-0.3 * w, 0.3 * w)[: p.count(1, 2)]:
        p.disc((x, h * 0.5, d / 2 + 0.003), 0.35 * h, 0.01, p.dark())
    p.box((-0.12 * w, h * 0.5, d / 2), (0.12 * w, h * 0.8, d / 2 + 0.004), p.any_of(p.white, p.metal))
    if p.chance(0.5):
        p.rod((0.4 * w, h, 0), (0.3 * w, h + 0.25, 0), 0.003, p.metal())


@design("fan", LIVING, edition=1)
def fan(p: Piece) -> None:
    r, high = p.between(0.13, 0.24), (p.between(0.9, 1.2) if p.chance(0.4) else p.between(0.25, 0.4))
    body, wire = p.any_of(p.white, p.dark, p.metal, p.paint), p.any_of(p.metal, p.dark, p.white)
    pedestal(p, high, 0.14 if high < 0.5 else 0.22, body)
    p.rod((0, high, -0.12), (0, high, 0.0), 0.05, body)
    for z in (-0.03, 0.06):
        p.ring((0, high, z), r, 0.005, wire)
    for x, y in around(12):
        bend, end = (0.7 * (r * x), high + 0.7 * (r * y), 0.075), (r * x, high + r * y, 0.015)
        p.path([(0, high, 0.08), bend, end], 0.002, wire)
    blades = p.count(3, 5)
    blade = p.any_of(p.white, p.metal, p.paint, p.glass)
    for x, y in around(blades):
        p.ball((0.5 * r * x, high + 0.5 * r * y, 0.015), (0.42 * r, 0.42 * r, 0.012), blade)
    p.ball((0, high, 0.05), (0.03, 0.03, 0.03), body)
    p.bare = True


@design("fan", LIGHTS, edition=1)
def ceiling_fan(p: Piece) -> None:
    r, drop = p.between(0.4, 0.65), p.between(0.15, 0.35)
    body, blade, blades = p.any_of(p.white, p.metal, p.dark), p.any_of(p.wood, p.white, p.dark), p.count(3, 5)
    p.rod((0, 0, 0), (0, drop, 0), 0.015, body)
    p.turned([(0, -0.08), (0.09, -0.06), (0.1, 0.0), (0.05, 0.04)], body)
    for towards_x, towards_z in around(blades):
        for t in np.linspace(0.25, 1.0, 7).tolist():
            x, z = r * (t * towards_x), r * (t * towards_z)
            p.pad((x - 0.075, -0.02, z - 0.075), (x + 0.075, -0.005, z + 0.075), blade, soft=0.6)
    if p.chance(0.5):
        p.ball((0, -0.12, 0), (0.1, 0.07, 0.1), p.white())
    p.elevation_m = 2.1


@design("camera", MIXED, edition=1)
def camera(p: Piece) -> None:
    w, h, d = p.between(0.09, 0.15), p.between(0.06, 0.1), p.between(0.03, 0.06)
    body = p.any_of(p.dark, p.dark, p.metal)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body)
    r = 0.38 * h
    p.disc((0, h * 0.5, d / 2 + 0.02), r, p.between(0.03, 0.09), p.dark())
    p.disc((0, h * 0.5, d / 2 + 0.05), r * 0.7, 0.04, p.stuff((0.15, 0.17, 0.25), shine=1.0))
    p.box((-0.2 * w, h, -0.3 * d), (0.2 * w, h * 1.2, 0.3 * d), body)


@design("camera", MIXED, edition=1)
def watching_camera(p: Piece) -> None:
    body, long = p.any_of(p.white, p.dark, p.metal), p.between(0.14, 0.26)
    p.box((-0.035, 0, -0.02), (0.035, 0.07, long), body)
    p.disc((0, 0.035, long), 0.028, 0.03, p.dark())
    p.path([(0, 0.07, 0.05), (0, 0.12, 0.02), (0, 0.12, -0.08)], 0.012, body)
    p.disc((0, 0.12, -0.08), 0.045, 0.01, body)
    p.elevation_m = p.between(1.9, 2.2)


@design("piano", LIVING, edition=1)
def upright_piano(p: Piece) -> None:
    w, h, d = p.between(1.35, 1.55), p.between(1.0, 1.35), p.between(0.5, 0.65)
    body = p.any_of(p.dark, p.dark, p.wood, p.white)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, -d / 2 + 0.32), body)
    keys(p, (-w / 2, 0.6, -d / 2 + 0.3), (w / 2, d / 2), body)
    for x in (-w / 2, w / 2 - 0.06):
        p.box((x, 0, d / 2 - 0.07), (x + 0.06, 0.6, d / 2 - 0.01), body)
        p.box((x, 0, -d / 2), (x + 0.06, 0.06, d / 2), body)


def keys(p: Piece, low: tuple[Number, Number, Number], high: tuple[Number, Number], body: int) -> None:
    """A keyboard in its bed, from `low` to (x, z) `high`: white keys, and black ones in twos and threes."""
    (x0, y, z0), (x1, z1) = low, high
    p.box((x0, y, z0), (x1, y + 0.08, z1), body)
    p.box((x0 + 0.06, y + 0.08, z0 + 0.08), (x1 - 0.06, y + 0.1, z1 - 0.02), p.white())
    black, step = p.dark(), (x1 - x0 - 0.12) / 36
    for k in range(35):
        if k % 7 not in (2, 6):
            x = x0 + 0.06 + (k + 1) * step
            p.box((x - 0.3 * step, y + 0.1, z0 + 0.08), (x + 0.3 * step, y + 0.115, z1 - 0.07), black)


@design("piano", LIVING, edition=1)
def keyboard(p: Piece) -> None:
    w, d = p.between(0.8, 1.3), p.between(0.22, 0.32)
    body, high = p.any_of(p.dark, p.metal, p.white), p.between(0.65, 0.75)
    if p.chance(0.5):
        for side in (-1, 1):
            p.rod((-0.3 * w, 0, side * d * 0.4), (0.3 * w, high, side * d * 0.4), 0.015, p.dark())
            p.rod((0.3 * w, 0, side * d * 0.4), (-0.3 * w, high, side * d * 0.4), 0.015, p.dark())
    else:
        high = 0.0
    keys(p, (-w / 2, high, -d / 2), (w / 2, d / 2), body)
