"""Screens, sounds and other devices, a second time: computers, phones, players, fans, heaters and pianos."""

from collections.abc import Sequence

import numpy as np

from instructcv.datasets._rooms.made.design import design
from instructcv.datasets._rooms.made.devices import keys
from instructcv.datasets._rooms.made.lights import curve, glowing
from instructcv.datasets._rooms.made.piece import Number, Piece, around
from instructcv.datasets._rooms.made.storage import legs

LIVING, LIGHTS, OFFICE, KITCHEN, MIXED = "Living room", "Lights", "Office", "Kitchen", "Miscellaneous"


# -- parts -----------------------------------------------------------------------------------------------------------
def screen(p: Piece) -> int:
    """Off, or on with a picture of any one colour."""
    return p.dark() if p.chance(0.55) else p.stuff([p.between(0.1, 0.8) for _ in range(3)], shine=0.6)


def beige(p: Piece) -> int:
    return p.stuff((0.82, 0.78, 0.68), shine=0.15)


def plastic(p: Piece) -> int:
    return p.any_of(p.dark, p.white, p.metal, p.paint, p.dark)


def desk_keyboard(p: Piece, x: Number, z: Number, w: Number, material: int) -> None:
    """A slab with five rows of keys around (x, z)."""
    p.box((x - w / 2, 0, z - 0.07), (x + w / 2, 0.02, z + 0.07), material)
    cap = p.any_of(p.white, p.dark)
    for row in range(5):
        y, z0 = 0.022, z - 0.06 + 0.024 * row
        p.box((x - 0.47 * w, y - 0.002, z0), (x + 0.47 * w, y + 0.006, z0 + 0.019), cap)


def slab(
    p: Piece, outline: Sequence[tuple[Number, Number]], low: Number, high: Number, material: int, lid: int | None = None
) -> None:
    """An upright body over a closed outline of (x, z)."""
    ring = [*outline, outline[0]]
    p.loft([[(x, y, z) for x, z in ring] for y in (low, high)], material)
    mx, mz = (float(np.mean(values)) for values in zip(*outline, strict=True))
    for y, cover in ((low, material), (high, material if lid is None else lid)):
        p.loft([[(mx, y, mz)] * len(ring), [(x, y, z) for x, z in ring]], cover)


def blades(p: Piece, count: int, inner: Number, outer: Number, wide: Number, material: int) -> None:
    """Thin paddles around the upright axis at height 0, each a little tilted."""
    for x, z in around(count):
        rows = [
            [(r * x - s * wide * z, 0.25 * s * wide, r * z + s * wide * x) for s in (-0.5, 0.0, 0.5)]
            for r in (inner, 0.8 * inner + 0.2 * outer, outer)
        ]
        p.loft(rows, material)


# -- computers -------------------------------------------------------------------------------------------------------
@design("computer", OFFICE)
def all_in_one_computer(p: Piece) -> None:
    """A wide screen with a chin on a bent foot, its keyboard and mouse in front."""
    w, foot = p.between(0.44, 0.6), p.between(0.08, 0.14)
    h, chin, body = w * p.between(0.58, 0.68), p.between(0.03, 0.08), p.any_of(p.metal, p.white, p.paint, p.dark)
    start = len(p.corners)
    p.box((-w / 2, foot, -0.02), (w / 2, foot + h, 0), body)
    p.box((-w / 2, foot + chin, 0), (w / 2, foot + h, 0.004), p.dark())
    p.box((-w / 2 + 0.015, foot + chin + 0.015, 0.004), (w / 2 - 0.015, foot + h - 0.015, 0.005), screen(p))
    p.turn(start, 0, -p.between(0, 10), (0.0, foot, 0.0))
    p.box((-0.09, 0, -0.12), (0.09, 0.008, 0.08), body)
    p.loft(
        [[(x, y, z) for y, z in ((0.005, -0.12), (foot * 0.7, -0.08), (foot + 0.12, -0.03))] for x in (-0.08, 0.08)],
        body,
    )
    z = p.between(0.18, 0.26)
    desk_keyboard(p, -0.04, z, p.between(0.28, 0.4), p.any_of(p.white, p.dark, p.metal))
    p.pad((0.2, 0, z - 0.05), (0.26, 0.03, z + 0.05), p.any_of(p.white, p.dark))
    p.bare = True


@design("computer", OFFICE)
def tower_and_monitor(p: Piece) -> None:
    """A desktop case beside a screen and a keyboard."""
    w, h, tower = p.between(0.34, 0.39), p.between(0.24, 0.32), p.between(0.14, 0.19)
    body, foot = p.any_of(p.dark, p.dark, p.metal, lambda: beige(p)), p.between(0.06, 0.12)
    x0, high = w / 2 + 0.02, p.between(0.33, 0.44)
    p.box((x0, 0, -0.22), (x0 + tower, high, 0.16), body)
    for k in range(p.count(1, 3)):
        y = high - 0.05 - 0.05 * k
        p.box((x0 + 0.015, y - 0.035, 0.16), (x0 + tower - 0.015, y, 0.164), p.any_of(p.dark, p.metal))
    p.disc((x0 + tower / 2, high * 0.4, 0.162), 0.012, 0.006, p.stuff((0.2, 0.6, 0.9)))
    p.box((-w / 2, foot, -0.03), (w / 2, foot + h, 0), body)
    p.box((-w / 2 + 0.02, foot + 0.02, 0), (w / 2 - 0.02, foot + h - 0.02, 0.003), screen(p))
    p.rod((0, 0, -0.04), (0, foot + 0.05, -0.03), 0.02, body)
    p.turned([(0, 0), (0.11, 0), (0.11, 0.012), (0, 0.02)], body, at=(0, -0.03))
    desk_keyboard(p, 0, 0.2, w * 0.95, body)
    p.bare = True


@design("computer", OFFICE)
def cathode_ray_computer(p: Piece) -> None:
    """The beige set of the nineties: a deep tube on a flat case."""
    w, h, body = p.between(0.34, 0.44), p.between(0.3, 0.38), p.any_of(lambda: beige(p), lambda: beige(p), p.dark)
    base = p.between(0.09, 0.15)
    p.box((-w / 2 - 0.03, 0, -0.2), (w / 2 + 0.03, base, 0.16), body)
    p.box((0.02, base * 0.45, 0.16), (w / 2, base * 0.6, 0.163), p.dark())
    p.box((0.02, base * 0.75, 0.16), (w / 2, base * 0.85, 0.163), p.metal())
    p.turned([(0.12, base), (0.1, base + 0.04)], body, at=(0, -0.04))
    y = base + 0.03
    p.box((-w / 2, y, 0.03), (w / 2, y + h, 0.13), body)
    p.block((-0.45 * w, y + 0.02, -0.25), (0.45 * w, y + h * 0.93, 0.03), (0.8, 1.0), body)
    p.pad((-w / 2 + 0.03, y + 0.05, 0.12), (w / 2 - 0.03, y + h - 0.03, 0.14), screen(p), soft=0.2)
    desk_keyboard(p, 0, 0.27, p.between(0.36, 0.46), body)
    p.bare = True


@design("computer", OFFICE)
def tablet_on_stand(p: Piece) -> None:
    w, tall = p.between(0.16, 0.28), p.chance(0.3)
    h, body = w * (1.4 if tall else 0.7), p.any_of(p.dark, p.white, p.metal)
    p.box((-w / 2, 0.015, -0.004), (w / 2, h, 0.004), body)
    p.box((-w / 2 + 0.008, 0.023, 0.004), (w / 2 - 0.008, h - 0.008, 0.005), screen(p))
    p.turn(0, 0, -p.between(12, 35), (0.0, 0.015, 0.0))
    stand = p.any_of(p.wood, p.metal, p.paint, p.dark)
    p.box((-w * 0.3, 0, -h * 0.5), (w * 0.3, 0.014, 0.03), stand)
    p.box((-w * 0.3, 0.014, 0.012), (w * 0.3, 0.026, 0.022), stand)
    p.rod((0, 0.01, -h * 0.45), (0, h * 0.6, -h * 0.2), 0.008, stand)
    if p.chance(0.3):
        desk_keyboard(p, 0, 0.13, w * 1.1, p.any_of(p.white, p.dark))
    p.bare = True


@design("computer", OFFICE)
def workstation_case(p: Piece) -> None:
    """A tower on its own: vents, drives, or a window on lit fans."""
    w, h, d = p.between(0.16, 0.24), p.between(0.35, 0.55), p.between(0.36, 0.5)
    body = p.any_of(p.dark, p.dark, p.metal, p.white, lambda: beige(p))
    p.box((-w / 2, 0.015, -d / 2), (w / 2, h, d / 2), body)
    legs(p, w, 0.02, d, 0.015, p.dark())
    z = d / 2
    if p.chance(0.5):
        light = p.paint()
        r = 0.42 * w
        for k in range(p.count(1, 3)):
            y = h - r * 1.15 - k * 2.1 * r
            p.disc((0, y, z + 0.002), r, 0.008, p.dark())
            p.ring((0, y, z + 0.008), r * 0.9, 0.006, light)
    else:
        for k in range(p.count(1, 3)):
            p.box(
                (-0.42 * w, h - 0.07 - 0.05 * k, z),
                (0.42 * w, h - 0.03 - 0.05 * k, z + 0.005),
                p.any_of(p.metal, p.dark),
            )
        for k in range(6):
            p.box((-0.35 * w, 0.06 + 0.02 * k, z), (0.35 * w, 0.068 + 0.02 * k, z + 0.003), p.dark() if k == 0 else 1)
    p.box((w / 2, 0.06, -0.4 * d), (w / 2 + 0.003, h - 0.05, 0.4 * d), p.any_of(p.glass, p.dark, lambda: body))


# -- phones ----------------------------------------------------------------------------------------------------------
@design("phone", OFFICE)
def dial_phone(p: Piece) -> None:
    """A round dial on a sloping body, the receiver across its cradle."""
    w, d, h = p.between(0.15, 0.2), p.between(0.16, 0.21), p.between(0.1, 0.14)
    body = p.any_of(p.dark, p.dark, p.paint, p.paint, p.white)
    p.loft(
        [
            [(x * w / 2, y * h, z * d / 2) for x, z in ((-1, back), (1, back), (1, front), (-1, front), (-1, back))]
            for y, back, front in ((0, -1, 1), (0.15, -1, 1), (0.15, -1, 1), (0.8, -0.9, -0.1), (0.8, -0.9, -0.1))
        ],
        body,
    )
    p.box((-w / 2, 0.75 * h, -0.45 * d), (w / 2, 0.8 * h, -0.05 * d), body)
    start = len(p.corners)
    p.turned([(0.045, 0), (0.043, 0.012), (0, 0.012)], p.any_of(p.metal, p.white, p.dark))
    p.turned([(0.022, 0.012), (0.02, 0.016), (0, 0.016)], p.white())
    for x, z in around(10)[:9]:
        p.turned(
            [(0.006, 0.0125), (0, 0.0135)], p.dark() if x == 1 else len(p.materials) - 1, at=(0.034 * x, 0.034 * z)
        )
    p.turn(start, 0, float(np.degrees(np.arctan2(0.65 * h, 0.55 * d))))
    for rows in p.corners[start:]:
        rows[:, 1] += 0.47 * h
        rows[:, 2] += 0.23 * d
    y, z = h * 0.98, -0.27 * d
    for x in (-0.3 * w, 0.3 * w):
        p.box((x - 0.01, 0.78 * h, z - 0.03), (x + 0.01, 0.92 * h, z + 0.03), body)
    p.path(curve((-0.58 * w, y, z), (0, y + 0.045, z), (0.58 * w, y, z), 6), 0.012, body)
    for x in (-0.55 * w, 0.55 * w):
        p.turned([(0, y - 0.035), (0.028, y - 0.03), (0.022, y), (0, y + 0.012)], body, at=(x, z))
    p.bare = True


@design("phone", OFFICE)
def cordless_phone(p: Piece) -> None:
    """A slim handset upright in its dock."""
    w, h, body = p.between(0.04, 0.055), p.between(0.13, 0.18), p.any_of(p.dark, p.white, p.metal)
    p.pad((-w / 2, 0.02, -0.014), (w / 2, h, 0.014), body, soft=0.25)
    p.box((-0.38 * w, h * 0.6, 0.012), (0.38 * w, h * 0.85, 0.016), p.stuff((0.5, 0.65, 0.6), shine=0.6))
    key = p.any_of(p.white, p.dark, p.metal)
    for i in range(3):
        for j in range(4):
            x, y = (i - 1) * 0.26 * w, h * (0.52 - 0.09 * j)
            p.box((x - 0.1 * w, y - 0.004, 0.012), (x + 0.1 * w, y + 0.004, 0.017), key)
    p.rod((0.3 * w, h, 0), (0.3 * w, h + 0.025, 0), 0.006, p.dark())
    p.turn(0, 0, -p.between(8, 20))
    dock = body if p.chance(0.6) else p.any_of(p.dark, p.metal)
    if p.chance(0.5):
        p.turned([(0, 0), (0.05, 0), (0.045, 0.03), (0.03, 0.04), (0, 0.04)], dock)
    else:
        p.block((-0.09, 0, -0.06), (0.05, 0.045, 0.06), (0.9, 0.6), dock)
    p.bare = True


@design("phone", OFFICE)
def wall_phone(p: Piece) -> None:
    """A receiver with a coiled cord on a box with keys, a dial or a wooden front with bells."""
    w, h, old = p.between(0.11, 0.2), p.between(0.2, 0.3), p.chance(0.35)
    body = p.wood() if old else p.any_of(p.white, p.paint, p.dark, lambda: beige(p))
    black = p.dark() if old else body
    p.box((-w / 2, 0, -0.035), (w / 2, h, 0.035), body)
    if old:
        for x in (-0.25 * w, 0.25 * w):
            p.ball((x, h * 0.85, 0.04), (0.028, 0.028, 0.02), p.metal())
        p.rod((0, h * 0.5, 0.03), (0, h * 0.5, 0.1), 0.015, black, end_radius=0.035)
    else:
        key = p.any_of(p.white, p.dark, p.metal)
        for i in range(3):
            for j in range(4):
                x, y = (i - 1) * 0.024 + 0.02, h * 0.55 - 0.026 * j
                p.box((x - 0.008, y - 0.008, 0.035), (x + 0.008, y + 0.008, 0.041), key)
    x = -w / 2 - 0.03 if old else -w / 2 + 0.025
    p.path(curve((x, 0.03, 0.05), (x, h / 2, 0.09), (x, h - 0.03, 0.05), 5), 0.013, black)
    for y in (0.03, h - 0.03):
        p.disc((x, y, 0.05), 0.024, 0.035, black)
    turns = np.linspace(0, 14 * np.pi, 60).tolist()
    drop = p.between(0.15, 0.4)
    p.path([(x + 0.01 * np.cos(t), 0.01 - drop * np.sin(t / 14), 0.04 + 0.01 * np.sin(t)) for t in turns], 0.003, black)
    p.elevation_m = p.between(1.0, 1.25)


@design("phone", OFFICE)
def desk_telephone(p: Piece) -> None:
    """An office set: a wedge with a display, rows of keys and the receiver at its left."""
    w, d, body = p.between(0.18, 0.26), p.between(0.17, 0.23), p.any_of(p.dark, p.dark, p.white, lambda: beige(p))
    p.box((-w / 2, 0, -d / 2), (w / 2, 0.025, d / 2), body)
    p.box((-0.1 * w, 0.025, -0.42 * d), (0.42 * w, 0.03, -0.12 * d), p.stuff((0.55, 0.65, 0.6), shine=0.6))
    key = p.any_of(p.white, p.dark, p.metal)
    for i in range(5):
        for j in range(4):
            x, z = (-0.06 + 0.11 * i) * w, (-0.02 + 0.12 * j) * d
            p.box((x - 0.03 * w, 0.025, z), (x + 0.04 * w, 0.031, z + 0.08 * d), key)
    x = -0.34 * w
    p.path(curve((x, 0.05, -0.42 * d), (x, 0.085, 0), (x, 0.05, 0.42 * d), 5), 0.017, body)
    for z in (-0.38 * d, 0.38 * d):
        p.turned([(0, 0.02), (0.026, 0.025), (0.026, 0.055), (0, 0.06)], body, at=(x, z))
    p.turn(0, 0, p.between(8, 25))
    p.bare = True


# -- sound -----------------------------------------------------------------------------------------------------------
@design("speaker", LIVING)
def sound_cylinder(p: Piece) -> None:
    """A wireless speaker: a tube, ball, pill or cone in cloth."""
    r, h, style = p.between(0.04, 0.1), p.between(0.1, 0.26), p.count(0, 3)
    cloth, end = p.any_of(p.cloth, p.dark, p.white), p.any_of(p.dark, p.metal, p.white, p.wood)
    if style == 0:
        p.turned([(0, 0), (r, 0), (r, h)], cloth)
        p.turned([(r, h), (r * 0.95, h + 0.008), (0, h + 0.006)], end)
        p.turned([(r * 1.01, 0), (r * 1.01, 0.015)], end)
    elif style == 1:
        p.ball((0, r * 0.9, 0), (r, r * p.between(0.75, 0.95), r), cloth)
        p.turned([(0, 0), (r * 0.6, 0), (r * 0.6, 0.02)], end)
    elif style == 2:
        p.pad((-h, 0, -r * 0.6), (h, r * 1.4, r * 0.6), cloth, soft=0.4)
        for x in (-h, h):
            p.rod((x * 0.97, r * 0.7, 0), (x * 1.03, r * 0.7, 0), r * 0.45, end)
    else:
        p.turned([(0, 0), (r, 0), (r * 1.05, h * 0.3), (r * 0.5, h), (0, h)], cloth)
        p.turned([(0.5 * r, h), (0.2 * r, h + 0.01), (0, h + 0.01)], end)
    p.bare = True


@design("speaker", LIVING)
def cassette_player(p: Piece) -> None:
    """A portable stereo: two cones, a tape door, a row of keys and a handle."""
    w, h, d = p.between(0.38, 0.6), p.between(0.16, 0.27), p.between(0.1, 0.16)
    body, metal, cone = p.any_of(p.metal, p.dark, p.paint), p.metal(), p.dark()
    p.pad((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body, soft=0.12)
    r = min(0.4 * h, 0.17 * w)
    for x in (-0.31 * w, 0.31 * w):
        p.disc((x, h * 0.48, d / 2), r, 0.016, metal)
        p.disc((x, h * 0.48, d / 2 + 0.006), r * 0.88, 0.01, cone)
        p.ball((x, h * 0.48, d / 2 + 0.012), (r * 0.3, r * 0.3, 0.008), metal)
    p.box((-0.11 * w, 0.1 * h, d / 2), (0.11 * w, 0.5 * h, d / 2 + 0.01), p.any_of(p.dark, p.glass))
    p.box((-0.12 * w, 0.7 * h, d / 2 - 0.005), (0.12 * w, 0.9 * h, d / 2 + 0.006), p.white())
    for k in range(6):
        x = (-0.11 + 0.038 * k) * w
        p.box((x, 0.55 * h, d / 2), (x + 0.03 * w, 0.63 * h, d / 2 + 0.014), metal)
    p.path(
        [(-0.42 * w, h * 0.9, 0), (-0.4 * w, h + 0.05, 0), (0.4 * w, h + 0.05, 0), (0.42 * w, h * 0.9, 0)], 0.01, cone
    )
    if p.chance(0.6):
        p.rod((0.4 * w, h, -0.02), (p.between(0.1, 0.6) * w, h + 0.25, -0.02), 0.003, metal)
    p.bare = True


@design("speaker", LIVING)
def speaker_on_stand(p: Piece) -> None:
    """A small box on a pole with a plate or on a tripod."""
    w, h, d = p.between(0.15, 0.28), p.between(0.24, 0.4), p.between(0.16, 0.28)
    body, pole, high = p.any_of(p.dark, p.wood, p.white), p.any_of(p.dark, p.metal, p.wood), p.between(0.5, 1.0)
    p.box((-w / 2, high, -d / 2), (w / 2, high + h, d / 2), body)
    cone, rim = p.dark(), p.any_of(p.metal, p.dark)
    for y, r in ((0.35, 0.38 * w), (0.78, 0.2 * w)):
        p.disc((0, high + y * h, d / 2 + 0.004), r, 0.01, rim)
        p.disc((0, high + y * h, d / 2 + 0.01), r * 0.85, 0.004, cone)
        p.ball((0, high + y * h, d / 2 + 0.012), (r * 0.35, r * 0.35, 0.01), rim)
    if p.chance(0.5):
        p.box((-w * 0.6, 0, -d * 0.6), (w * 0.6, 0.02, d * 0.6), pole)
        p.box((-0.03, 0.02, -0.04), (0.03, high - 0.015, 0.04), pole)
        p.box((-w * 0.45, high - 0.015, -d * 0.45), (w * 0.45, high, d * 0.45), pole)
    else:
        p.rod((0, 0.15, 0), (0, high, 0), 0.018, pole)
        for x, z in around(3):
            p.rod((0, high * 0.5, 0), (0.32 * x, 0, 0.32 * z), 0.011, pole)


@design("speaker", LIVING)
def column_speaker(p: Piece) -> None:
    """A slim tower of cloth or lacquer on a round or square foot."""
    h, r, foot = p.between(0.85, 1.3), p.between(0.04, 0.09), p.between(0.11, 0.16)
    body, cloth = p.any_of(p.dark, p.metal, p.white, p.wood), p.any_of(p.dark, p.cloth)
    if p.chance(0.5):
        p.turned([(0, 0), (foot, 0), (foot, 0.02), (0, 0.03)], body)
        p.turned([(r, 0.025), (r, h - 0.02)], cloth)
        p.turned([(r, h - 0.02), (r, h), (0, h)], body)
        p.turned([(r * 1.02, h * 0.3), (r * 1.02, h * 0.32)], body)
    else:
        p.box((-foot, 0, -foot), (foot, 0.025, foot), body)
        p.block((-r * 1.2, 0.025, -foot * 0.8), (r * 1.2, h, foot * 0.6), (p.between(0.6, 1.0), 1.0), body)
        p.block((-r, h * 0.4, foot * 0.6), (r, h - 0.03, foot * 0.6 + 0.012), (0.8, 1.0), cloth)
    p.bare = True


@design("speaker", LIVING)
def horn_gramophone(p: Piece) -> None:
    """A wooden box with a record, a crank and a flower-shaped horn."""
    s, wood, horn = p.between(0.125, 0.165), p.wood(), p.any_of(p.metal, p.paint, p.dark)
    p.box((-s * 1.1, 0, -s * 1.1), (s * 1.1, 0.025, s * 1.1), wood)
    p.box((-s, 0.025, -s), (s, s * 0.85, s), wood)
    p.turned([(s * 0.85, s * 0.88), (s * 0.85, s * 0.92), (0, s * 0.92)], p.dark())
    p.turned([(s * 0.25, s * 0.925), (0, s * 0.93)], p.paint())
    p.path([(s, s * 0.5, 0), (s * 1.3, s * 0.5, 0), (s * 1.3, s * 0.25, 0.03)], 0.006, p.metal())
    p.path(
        curve((0.1 * s, s * 1.0, 0.4 * s), (-s * 0.8, s * 1.0, -s), (-0.4 * s, s * 1.7, -s * 0.6), 6), 0.014, p.metal()
    )
    turns = np.linspace(0, 2 * np.pi, 33)
    start, wide = len(p.corners), p.between(1.0, 1.4)
    p.loft(
        [
            [
                (
                    s * q * (1 + ripple * np.cos(8 * t)) * np.cos(t),
                    s * y,
                    s * q * (1 + ripple * np.cos(8 * t)) * np.sin(t),
                )
                for t in turns.tolist()
            ]
            for q, y, ripple in (
                (0.08, 0, 0),
                (0.2, 0.6, 0),
                (0.45, 1.1, 0.03),
                (0.8 * wide, 1.4, 0.06),
                (wide, 1.5, 0.08),
            )
        ],
        horn,
    )
    p.turn(start, 0, p.between(35, 60))
    for rows in p.corners[start:]:
        rows[:, :3] += (-0.4 * s, 1.65 * s, -0.65 * s)
    p.bare = True


# -- fans ------------------------------------------------------------------------------------------------------------
@design("fan", LIVING)
def tower_fan(p: Piece) -> None:
    """A slotted column on a round foot."""
    h, r, foot = p.between(0.7, 1.1), p.between(0.06, 0.1), p.between(0.13, 0.18)
    body, slot = p.any_of(p.white, p.dark, p.metal, p.paint), p.dark()
    p.turned([(0, 0), (foot, 0), (foot, 0.02), (0.04, 0.035), (0.04, 0.07)], body)
    p.turned([(0, 0.07), (r, 0.07), (r, h - 0.03), (r * 0.9, h), (0, h)], body)
    p.box((-0.6 * r, 0.2, 0.5 * r), (0.6 * r, h - 0.12, 0.84 * r), slot)
    for k in range(p.count(4, 7)):
        x = (-0.55 + 0.18 * k) * r
        p.rod((x, 0.2, 0.87 * r), (x, h - 0.12, 0.87 * r), 0.003, body)
    p.disc((0, h - 0.06, r * 0.98), 0.02, 0.01, p.metal())
    p.bare = True


@design("fan", LIVING)
def box_fan(p: Piece) -> None:
    """Blades behind a grille in a square frame, on two feet."""
    s, d = p.between(0.15, 0.28), p.between(0.05, 0.09)
    body, wire, blade = (
        p.any_of(p.white, p.dark, p.metal, p.paint),
        p.any_of(p.metal, p.white),
        p.any_of(p.paint, p.white),
    )
    y = s + 0.03
    for side in (-1, 1):
        p.box((min(side * s, side * s * 0.9), 0.03, -d), (max(side * s, side * s * 0.9), y + s, d), body)
        p.box((-s, min(y + side * s, y + side * s * 0.9), -d), (s, max(y + side * s, y + side * s * 0.9), d), body)
        p.box(
            (side * s * 0.7 - 0.02, 0, -d * 1.7),
            (side * s * 0.7 + 0.02, 0.03, d * 1.7),
            p.dark() if side == 1 else body,
        )
    start = len(p.corners)
    blades(p, p.count(3, 5), 0.15 * s, 0.85 * s, 0.55 * s, blade)
    p.turn(start, 0, 90)
    for rows in p.corners[start:]:
        rows[:, 1] += y
    p.rod((0, y, -d * 0.8), (0, y, d * 0.7), 0.16 * s, body)
    for k in range(1, p.count(4, 6)):
        p.ring((0, y, d * 0.95), 0.17 * s * k, 0.0025, wire, sides=12)
    for x, up in around(8):
        p.rod((0, y, d * 0.95), (0.9 * s * x, y + 0.9 * s * up, d * 0.95), 0.003, wire)
    p.path([(-0.06, y + s, 0), (-0.05, y + s + 0.03, 0), (0.05, y + s + 0.03, 0), (0.06, y + s, 0)], 0.007, body)
    p.bare = True


@design("fan", LIVING)
def bladeless_fan(p: Piece) -> None:
    """An upright hoop, round or long, on a tube."""
    r, tall, base = p.between(0.12, 0.17), p.between(1.0, 2.4), p.between(0.12, 0.3)
    body, inside = p.any_of(p.white, p.metal, p.dark, p.paint), p.any_of(p.metal, p.dark, p.paint)
    p.turned([(0, 0), (0.1, 0), (0.1, 0.015), (0.055, 0.03), (0.05, base)], body)
    turns, y = np.linspace(0, 2 * np.pi, 33).tolist(), base + r * tall
    for inner, material in ((1.0, body), (0.9, inside)):
        p.loft(
            [[(inner * r * np.cos(t), y + inner * r * tall * np.sin(t), z) for t in turns] for z in (-0.05, 0.05)],
            material,
        )
    for z in (-0.05, 0.05):
        p.loft([[(q * r * np.cos(t), y + q * r * tall * np.sin(t), z) for t in turns] for q in (1.0, 0.9)], body)
    p.bare = True


@design("fan", LIGHTS)
def paddle_ceiling_fan(p: Piece) -> None:
    """Long tilted paddles under a rod, some with a bunch of tulip lamps."""
    r, drop, wide = p.between(0.45, 0.7), p.between(0.1, 0.3), p.between(0.1, 0.16)
    metal, blade = (
        p.any_of(p.metal, p.dark, p.white, lambda: p.stuff((0.7, 0.5, 0.25), shine=0.8)),
        p.any_of(p.wood, p.white),
    )
    blades(p, p.count(3, 6), 0.22, r, wide, blade)
    for x, z in around(3):
        p.rod((0.08 * x, 0.0, 0.08 * z), (0.2 * x, 0.0, 0.2 * z), 0.01, metal)
    p.turned([(0, -0.07), (0.07, -0.06), (0.11, -0.01), (0.11, 0.05), (0.04, 0.08), (0, 0.08)], metal)
    p.rod((0, 0.07, 0), (0, drop, 0), 0.012, metal)
    p.turned([(0.03, drop - 0.05), (0.07, drop), (0, drop)], metal)
    if p.chance(0.6):
        glow = glowing(p)
        for x, z in around(p.count(3, 4)):
            p.rod((0.05 * x, -0.06, 0.05 * z), (0.13 * x, -0.15, 0.13 * z), 0.02, glow, end_radius=0.05)
    p.elevation_m = 2.4 - drop - 0.15


@design("fan", LIVING)
def wall_fan(p: Piece) -> None:
    """A caged fan on a bracket, looking down."""
    r, y = p.between(0.15, 0.22), 0.26
    body, wire, blade = (
        p.any_of(p.white, p.dark, p.metal),
        p.any_of(p.metal, p.dark, p.white),
        p.any_of(p.white, p.glass, p.paint),
    )
    blades(p, p.count(3, 5), 0.03, 0.9 * r, 0.5 * r, blade)
    p.turn(0, 0, 90)
    for z in (-0.05, 0.05):
        p.ring((0, 0, z), r, 0.004, wire, sides=18)
        for x, up in around(14):
            p.path(
                [(0.1 * r * x, 0.1 * r * up, z * 1.4), (0.8 * r * x, 0.8 * r * up, z * 1.3), (r * x, r * up, z)],
                0.002,
                wire,
            )
    p.rod((0, 0, -0.15), (0, 0, -0.02), 0.05, body)
    p.disc((0, 0, 0.07), 0.04, 0.01, body)
    p.turn(0, 0, p.between(0, 20))
    p.path([(0, 0.0, -0.1), (0, -0.12, -0.12), (0, -0.16, -0.28)], 0.018, body)
    p.box((-0.06, -y, -0.3), (0.06, -0.08, -0.27), body)
    p.elevation_m = p.between(1.3, 1.44)


# -- cameras ---------------------------------------------------------------------------------------------------------
@design("camera", MIXED)
def camera_on_tripod(p: Piece) -> None:
    high, reach, leg = p.between(0.9, 1.4), p.between(0.3, 0.42), p.any_of(p.dark, p.metal, p.wood)
    for x, z in around(3):
        p.rod((reach * x, 0, reach * z), (reach * 0.5 * x, high * 0.5, reach * 0.5 * z), 0.01, leg)
        p.rod((reach * 0.5 * x, high * 0.5, reach * 0.5 * z), (0.03 * x, high * 0.95, 0.03 * z), 0.014, leg)
    p.rod((0, high * 0.6, 0), (0, high + 0.04, 0), 0.014, leg)
    p.rod((0, high, -0.02), (0.05, high - 0.08, -0.25), 0.007, leg)
    body, w, h = p.any_of(p.dark, p.dark, p.metal, p.wood), p.between(0.07, 0.09), p.between(0.09, 0.13)
    y, long = high + 0.04, p.between(0.08, 0.2)
    p.box((-w, y, -0.04), (w, y + h, 0.04), body)
    p.box((-0.35 * w, y + h, -0.03), (0.35 * w, y + h + 0.03, 0.03), body)
    p.rod((0, y + h / 2, 0.03), (0, y + h / 2, long), 0.036, p.dark(), end_radius=p.between(0.034, 0.05))
    p.disc((0, y + h / 2, long), 0.03, 0.006, p.stuff((0.15, 0.17, 0.3), shine=1.0))
    p.bare = True


@design("camera", MIXED)
def instant_camera(p: Piece) -> None:
    """A wedge of plastic with a big eye, a stripe and a slot for the print."""
    w, h, d = p.between(0.05, 0.065), p.between(0.08, 0.12), p.between(0.04, 0.06)
    body, trim = p.any_of(p.white, p.paint, p.dark, p.paint), p.dark()
    p.box((-w, 0, -d), (w, h * 0.45, d), body)
    p.block((-w, h * 0.45, -d), (w, h, d * 0.5), (0.95, 0.7), body)
    p.disc((0, h * 0.6, d * 0.5), 0.35 * h, 0.04, trim)
    p.disc((0, h * 0.6, d * 0.5 + 0.025), 0.25 * h, 0.012, p.metal())
    p.disc((0, h * 0.6, d * 0.5 + 0.03), 0.17 * h, 0.008, p.stuff((0.1, 0.12, 0.2), shine=1.0))
    p.box((-w * 0.9, h * 0.8, d * 0.3), (-w * 0.4, h * 0.97, d * 0.75), p.white())
    p.box((-w * 0.85, h * 0.1, d), (w * 0.85, h * 0.16, d + 0.002), trim)
    for k in range(4):
        p.box((-0.012 + 0.006 * k, 0.18 * h, d), (-0.007 + 0.006 * k, h * 0.42, d + 0.001), p.paint())
    if p.chance(0.5):
        paper = p.white()
        p.box((-w * 0.75, h * 0.11, d), (w * 0.75, h * 0.13, d + 0.05), paper)


@design("camera", MIXED)
def camcorder(p: Piece) -> None:
    """A long body with a lens, a strap and a fold-out screen."""
    h, long, body = p.between(0.06, 0.12), p.between(0.12, 0.3), p.any_of(p.dark, p.dark, p.metal)
    w = h * p.between(0.6, 0.9)
    p.pad((-w / 2, 0, -long / 2), (w / 2, h, long / 2), body, soft=0.15)
    p.rod((0, h * 0.55, long * 0.4), (0, h * 0.55, long * 0.65), 0.35 * h, p.dark(), end_radius=0.42 * h)
    p.disc((0, h * 0.55, long * 0.65), 0.32 * h, 0.006, p.stuff((0.15, 0.15, 0.3), shine=1.0))
    p.rod((0, h * 0.9, -long * 0.6), (0, h * 0.9, -long * 0.2), 0.18 * h, body)
    if p.chance(0.6):
        p.box((-w / 2 - 0.08, h * 0.2, long * 0.1), (-w / 2, h * 0.85, long * 0.1 + 0.01), body)
        p.box((-w / 2 - 0.075, h * 0.25, long * 0.1 - 0.002), (-w / 2 - 0.01, h * 0.8, long * 0.1), screen(p))
    if p.chance(0.5):
        p.path(
            [(0, h * 0.9, -long * 0.3), (0, h * 1.4, -long * 0.2), (0, h * 1.4, long * 0.3), (0, h, long * 0.4)],
            0.01,
            body,
        )
    p.bare = True


@design("camera", MIXED)
def dome_camera(p: Piece) -> None:
    """A smoked half ball in a ring, on a bracket or flat on the wall."""
    r, body = p.between(0.05, 0.09), p.any_of(p.white, p.white, p.dark)
    eye = p.stuff((0.08, 0.08, 0.1), shine=1.0)
    p.turned([(r, 0.0), (r * 1.05, 0.02), (r, 0.05), (0, 0.06)], body)
    arc = [(0.9 * r * float(np.sin(t)), -0.9 * r * float(np.cos(t))) for t in np.linspace(0, np.pi / 2, 7)]
    p.turned(arc, eye)
    p.path([(0, 0.05, 0), (0, 0.1, 0), (0, 0.1, -r - p.between(0.03, 0.15))], 0.02, body)
    p.disc((0, 0.1, float(p.corners[-1][:, 2].min())), 0.05, 0.012, body)
    p.elevation_m = p.between(1.9, 2.2)


# -- pianos ----------------------------------------------------------------------------------------------------------
@design("piano", LIVING)
def grand_piano(p: Piece) -> None:
    """The bent side, three legs, a lyre of pedals, and a lid that is open or shut."""
    w, d, body = p.between(1.4, 1.55), p.between(1.45, 2.1), p.any_of(p.dark, p.dark, p.dark, p.white, p.wood)
    low, high, front = 0.58, 0.9, d / 2 - 0.3
    bend = curve((w / 2, 0.0, front - 0.35 * d), (w * 0.1, 0.0, 0.0), (0.1 * w, 0.0, -0.42 * d), 8)
    tail = curve((0.1 * w, 0.0, -0.42 * d), (-0.05 * w, 0.0, -0.54 * d), (-w / 2, 0.0, -0.45 * d), 5)
    outline = [(-w / 2, front), (w / 2, front), *((x, z) for x, _, z in (*bend, *tail[1:]))]
    slab(p, outline, low, high, body, lid=p.stuff((0.6, 0.45, 0.22), shine=0.5))
    start = len(p.corners)
    slab(p, outline, high + 0.01, high + 0.03, body)
    if p.chance(0.7):
        p.turn(start, 2, p.between(20, 38), (-w / 2, high + 0.01, 0.0))
        p.rod((0.3 * w, high, 0.1 * d), (0.2 * w, high + 0.42, 0.1 * d), 0.01, body)
    keys(p, (-w / 2, 0.62, front - 0.05), (w / 2, d / 2), body)
    for x in (-w / 2, w / 2 - 0.06):
        p.box((x, low, front), (x + 0.06, 0.78, d / 2), body)
    for x, z in ((-w * 0.42, front - 0.05), (w * 0.42, front - 0.05), (-0.15 * w, -0.36 * d)):
        p.rod((x, 0, z), (x, low, z), 0.035, body, end_radius=0.06)
    for x in (-0.07, 0.07):
        p.rod((x, 0.1, front - 0.1), (x * 0.7, low, front - 0.1), 0.012, body)
    p.box((-0.12, 0.06, front - 0.15), (0.12, 0.12, front - 0.02), body)
    p.box((-0.35, high, front - 0.25), (0.35, high + 0.22, front - 0.23), body)
    p.bare = True


@design("piano", LIVING)
def digital_piano(p: Piece) -> None:
    """A slim console on two side panels, with a rail of pedals and a music rest."""
    w, h, d = p.between(1.3, 1.42), p.between(0.76, 0.88), p.between(0.3, 0.46)
    body = p.any_of(p.dark, p.dark, p.white, p.wood)
    keys(p, (-w / 2, h - 0.19, -d / 2 + 0.06), (w / 2, d / 2), body)
    p.box((-w / 2, h - 0.19, -d / 2), (w / 2, h, -d / 2 + 0.12), body)
    for x in (-w / 2, w / 2 - 0.035):
        p.box((x, 0, -d * 0.4), (x + 0.035, h - 0.15, d * 0.3), body)
        p.box((x, 0, -d * 0.55), (x + 0.035, 0.04, d * 0.5), body)
    p.box((-w / 2, 0.05, -d * 0.35), (w / 2, p.between(0.12, 0.4), -d * 0.3), body)
    metal = p.metal()
    for x in (-0.07, 0.0, 0.07):
        p.box((x - 0.015, 0.06, -d * 0.3), (x + 0.015, 0.08, -d * 0.3 + 0.12), metal)
    p.block((-0.3, h, -d / 2 + 0.03), (0.3, h + p.between(0.12, 0.2), -d / 2 + 0.05), (0.9, 1.0), body)
    p.bare = True


@design("piano", LIVING)
def parlour_organ(p: Piece) -> None:
    """Two manuals in a wooden case with stops, a bench-high pedal board and a fretted top."""
    w, h, d, wood = p.between(1.05, 1.35), p.between(1.05, 1.5), p.between(0.5, 0.65), p.wood()
    p.box((-w / 2, 0, -d / 2), (w / 2, h, -d / 2 + 0.25), wood)
    for x in (-w / 2, w / 2 - 0.05):
        p.box((x, 0, -d / 2), (x + 0.05, 0.85, d / 2), wood)
    keys(p, (-w / 2 + 0.05, 0.6, -0.1), (w / 2 - 0.05, d / 2), wood)
    keys(p, (-w / 2 + 0.05, 0.7, -d / 2 + 0.2), (w / 2 - 0.05, d / 2 - 0.16), wood)
    stop = p.white()
    for k in range(p.count(6, 10)):
        p.ball((-0.4 * w + 0.085 * w * k, 0.9, -d / 2 + 0.26), (0.012, 0.012, 0.012), stop)
    for k in range(p.count(2, 13)):
        x = -0.36 * w + 0.06 * w * k
        p.box((x, 0.04, -d / 2 + 0.25), (x + 0.03 * w, 0.07, d * 0.35), wood)
    p.box((-0.3 * w, 0.95, -d / 2 + 0.25), (0.3 * w, min(h - 0.03, 1.2), -d / 2 + 0.27), p.cloth())
    p.box((-w / 2 - 0.03, h, -d / 2), (w / 2 + 0.03, h + 0.03, -d / 2 + 0.28), wood)


# -- television ------------------------------------------------------------------------------------------------------
@design("tv", LIVING)
def antenna_tv(p: Piece) -> None:
    """A wooden set on splayed legs, with knobs beside the tube and two rods on top."""
    w, h, d, foot = p.between(0.5, 0.75), p.between(0.38, 0.5), p.between(0.36, 0.46), p.between(0.2, 0.4)
    body, metal = p.any_of(p.wood, p.wood, p.paint, p.white), p.metal()
    if p.chance(0.5):
        legs(p, w * 0.8, foot, d * 0.8, 0.015, p.any_of(p.wood, p.dark), splay=0.04)
    else:
        p.block((-0.3 * w, 0, -0.4 * d), (0.3 * w, foot, 0.4 * d), (p.between(0.5, 1.4), 0.8), body)
    p.pad((-w / 2, foot, -d / 2), (w / 2, foot + h, d / 2), body, soft=p.between(0.06, 0.14))
    z = d / 2
    p.pad(
        (-0.45 * w, foot + 0.05, z - 0.03),
        (0.2 * w, foot + h - 0.04, z + 0.012),
        p.any_of(p.metal, p.dark, p.white),
        soft=0.15,
    )
    p.pad(
        (-0.42 * w, foot + 0.07, z - 0.02),
        (0.17 * w, foot + h - 0.06, z + 0.022),
        p.stuff((0.2, 0.24, 0.23), shine=0.9),
        soft=0.25,
    )
    for k in range(p.count(2, 3)):
        p.disc((0.35 * w, foot + h * (0.82 - 0.2 * k), z + 0.01), 0.028, 0.03, metal)
    grille = p.dark()
    for k in range(5):
        y = foot + 0.06 + 0.022 * k
        p.box((0.26 * w, y, z), (0.44 * w, y + 0.01, z + 0.004), grille)
    if p.chance(0.7):
        p.turned([(0.05, foot + h), (0.04, foot + h + 0.03), (0, foot + h + 0.04)], p.dark())
        for x in (-1, 1):
            p.rod((0, foot + h + 0.03, 0), (x * p.between(0.1, 0.3), foot + h + p.between(0.25, 0.45), 0), 0.003, metal)
    p.bare = True


@design("tv", LIVING)
def wide_tv(p: Piece) -> None:
    """A thin screen, flat or curved, on a foot of plate, bow or easel, some with a sound bar and a box before it."""
    w, foot, body = p.between(0.9, 1.55), p.between(0.05, 0.1), p.any_of(p.dark, p.dark, p.metal, p.white)
    h, sag, style = w * 0.565, p.between(0.03, 0.1) if p.chance(0.4) else 0.0, p.count(0, 2)
    xs = np.linspace(-0.5, 0.5, 13).tolist()
    edge = [(w * x, 4 * sag * x * x) for x in xs]
    for y0, y1, back, m in ((foot, foot + h, 0.0, body), (foot + 0.012, foot + h - 0.008, 0.002, screen(p))):
        p.loft([[(x, y, z + back) for x, z in edge] for y in (y0, y1)], m)
    p.loft(
        [
            [(x, y, z - deep) for x, z in edge]
            for y, deep in ((foot, 0), (foot, 0.02), (foot, 0.02), (foot + h, 0.02), (foot + h, 0.02), (foot + h, 0))
        ],
        body,
    )
    if style == 0:
        p.box((-0.2 * w, 0, -0.12), (0.2 * w, 0.012, 0.12), body)
        p.box((-0.06, 0, -0.05), (0.06, foot + 0.1, -0.02), body)
    elif style == 1:
        p.path(curve((-0.25 * w, 0.008, 0.1), (0, 0.008, -0.22), (0.25 * w, 0.008, 0.1)), 0.009, body)
        p.rod((0, 0.01, -0.06), (0, foot + 0.05, -0.01), 0.02, body)
    else:
        for x in (-0.38 * w, 0.38 * w):
            p.path([(x, 0.006, 0.12), (x, foot + 0.02, 0), (x, 0.006, -0.12)], 0.008, body)
    if p.chance(0.5):
        p.pad((-0.3 * w, 0, 0.14), (0.3 * w, 0.06, 0.22), p.dark(), soft=0.15)
    p.bare = True


@design("tv", LIVING)
def portable_tv(p: Piece) -> None:
    """A rounded box of bright plastic with a handle, dials under or beside the tube."""
    w, h, d = p.between(0.26, 0.4), p.between(0.26, 0.36), p.between(0.24, 0.34)
    body, metal, below = p.any_of(p.paint, p.paint, p.white, p.dark), p.any_of(p.metal, p.dark), p.chance(0.5)
    p.pad((-w / 2, 0.02, -d / 2), (w / 2, h, d / 2), body, soft=p.between(0.15, 0.4))
    x1, y0 = (0.4 * w, 0.3 * h) if below else (0.2 * w, 0.14 * h)
    p.pad((-0.42 * w, y0 - 0.01, d / 2 - 0.06), (x1 + 0.01, h * 0.93, d / 2 + 0.004), p.dark(), soft=0.2)
    p.pad((-0.4 * w, y0, d / 2 - 0.04), (x1, h * 0.9, d / 2 + 0.016), p.stuff((0.25, 0.28, 0.27), shine=0.9), soft=0.25)
    for k in range(3):
        x, y = (-0.25 * w + 0.25 * w * k, 0.17 * h) if below else (0.33 * w, 0.8 * h - 0.2 * h * k)
        p.disc((x, y, d / 2), 0.018, 0.03, metal)
    p.path(
        [(-0.3 * w, h * 0.95, 0), (-0.25 * w, h + 0.05, 0), (0.25 * w, h + 0.05, 0), (0.3 * w, h * 0.95, 0)],
        0.009,
        metal,
    )
    legs(p, w * 0.8, 0.06, d * 0.7, 0.012, p.dark())
    if p.chance(0.6):
        p.rod((0.3 * w, h * 0.9, -0.3 * d), (p.between(0.0, 0.7) * w, h + 0.25, -0.3 * d), 0.003, p.metal())
    p.bare = True


# -- heat ------------------------------------------------------------------------------------------------------------
@design("radiator", LIVING)
def panel_radiator(p: Piece) -> None:
    """A flat or grooved steel sheet on the wall, with a grille on top and a valve at its foot."""
    w, h, d = p.between(0.4, 1.8), p.between(0.3, 0.9), p.between(0.05, 0.14)
    body, flat = p.any_of(p.white, p.white, p.white, p.dark, p.metal, p.paint), p.chance(0.3)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body)
    if not flat:
        count, level = max(3, int(w / p.between(0.04, 0.09))), p.chance(0.2)
        for k in range(count):
            if level:
                y = 0.03 + (h - 0.06) * k / count
                p.box((-w / 2 + 0.02, y, d / 2), (w / 2 - 0.02, y + 0.6 * (h - 0.06) / count, d / 2 + 0.012), body)
            else:
                x = -w / 2 + 0.02 + (w - 0.04) * k / count
                p.pad((x, 0.03, d / 2 - 0.01), (x + 0.6 * (w - 0.04) / count, h - 0.03, d / 2 + 0.012), body, soft=0.15)
    grey = p.stuff((0.5, 0.5, 0.5))
    for k in range(12):
        x = -w / 2 + 0.02 + (w - 0.06) * k / 12
        p.box((x, h, -0.3 * d), (x + 0.03 * w, h + 0.002, 0.3 * d), grey)
    side = 1 if p.chance(0.5) else -1
    p.rod((side * w / 2, 0.06, 0), (side * (w / 2 + 0.09), 0.06, 0), 0.02, p.white())
    p.rod((side * (w / 2 + 0.04), 0.06, 0), (side * (w / 2 + 0.04), -0.08, 0), 0.009, p.metal())
    p.elevation_m = p.between(0.06, 0.15)


@design("radiator", LIVING)
def towel_radiator(p: Piece) -> None:
    """A tall ladder of tubes in groups, some with a towel over it."""
    w, h = p.between(0.4, 0.6), p.between(0.8, 1.7)
    body, thick = p.any_of(p.white, p.white, p.metal, p.dark), p.between(0.009, 0.014)
    for x in (-w / 2, w / 2):
        p.rod((x, 0, 0), (x, h, 0), 0.018, body)
        for y in (0.1 * h, 0.9 * h):
            p.rod((x, y, 0), (x, y, -0.07), 0.01, body)
    groups, bow = p.count(2, 4), p.between(0.0, 0.06)
    for g in range(groups):
        bars = p.count(4, 7)
        for k in range(bars):
            y = h * (g + 0.08 + 0.75 * k / bars) / groups + 0.02
            p.path(curve((-w / 2, y, 0), (0, y, bow * 2), (w / 2, y, 0), 4), thick, body)
    if p.chance(0.4):
        y, long, x = h * p.between(0.75, 0.95), p.between(0.35, 0.6), p.between(-0.1, 0.1)
        p.drape((x - 0.16, y - long, bow + 0.02), (x + 0.16, y + 0.02, bow + 0.03), 1, 0.015, p.cloth())
    p.elevation_m = p.between(0.2, 0.6)


@design("radiator", LIVING)
def cast_iron_radiator(p: Piece) -> None:
    """Sections of two or three round columns each, joined at their heads, on feet."""
    sections, pitch, h = p.count(5, 16), p.between(0.055, 0.075), p.between(0.45, 0.95)
    columns, body = p.count(2, 3), p.any_of(p.white, p.dark, p.metal, lambda: p.stuff((0.55, 0.42, 0.25), shine=0.6))
    d = 0.07 * columns
    for k in range(sections):
        x = pitch * (k - (sections - 1) / 2)
        for c in range(columns):
            z = -d / 2 + d * (c + 0.5) / columns
            p.rod((x, 0.12, z), (x, h - 0.04, z), pitch * 0.33, body)
        for y in (0.12, h - 0.04):
            p.pad((x - pitch * 0.48, y - 0.04, -d / 2), (x + pitch * 0.48, y + 0.04, d / 2), body, soft=0.6)
        if k in (0, sections - 1):
            for z in (-0.35 * d, 0.35 * d):
                p.rod((x, 0, z), (x, 0.13, z), 0.022, body, end_radius=0.015)
    x = pitch * sections / 2
    p.rod((x, 0.12, 0), (x + 0.08, 0.12, 0), 0.018, p.metal())
    p.rod((x + 0.06, 0.0, 0), (x + 0.06, 0.17, 0), 0.01, p.metal())


@design("radiator", LIVING)
def oil_radiator(p: Piece) -> None:
    """Portable fins on castors with a box of controls at one end."""
    fins, pitch, h, d = p.count(5, 11), p.between(0.038, 0.05), p.between(0.45, 0.6), p.between(0.13, 0.17)
    body, end = p.any_of(p.white, p.white, p.dark), p.any_of(p.dark, p.white, p.metal)
    w = fins * pitch
    for k in range(fins):
        x = -w / 2 + pitch * k
        p.pad((x, 0.09, -d / 2), (x + 0.55 * pitch, h, d / 2), body, soft=0.2)
    p.rod((-w / 2, 0.14, 0), (w / 2, 0.14, 0), 0.03, body)
    p.rod((-w / 2, h - 0.06, 0), (w / 2, h - 0.06, 0), 0.025, body)
    p.box((w / 2, 0.1, -d / 2), (w / 2 + 0.07, h - 0.02, d / 2), end)
    knob = p.any_of(p.white, p.metal)
    for y in (0.4 * h, 0.65 * h):
        p.rod((w / 2 + 0.07, y, 0), (w / 2 + 0.09, y, 0), 0.025, knob)
    wheel = p.dark()
    for x in (-0.4 * w, 0.4 * w):
        p.box((x - 0.02, 0.06, -0.13), (x + 0.02, 0.08, 0.13), wheel)
        for z in (-0.11, 0.11):
            p.disc((x, 0.03, z), 0.03, 0.025, wheel)
    p.turn(0, 1, 0 if p.chance(0.7) else -90)
    p.bare = True


@design("radiator", LIVING)
def cabinet_radiator(p: Piece) -> None:
    """A radiator behind a screen: slats, lattice or bars in a painted case with a shelf."""
    w, h, d = p.between(0.7, 1.7), p.between(0.7, 0.95), p.between(0.18, 0.28)
    body = p.any_of(p.white, p.white, p.wood, p.paint)
    p.box((-w / 2 - 0.02, h - 0.03, -d / 2), (w / 2 + 0.02, h, d / 2 + 0.02), body)
    p.box((-w / 2 + 0.01, 0.05, -d / 2), (w / 2 - 0.01, h - 0.03, d / 2 - 0.04), p.stuff((0.35, 0.35, 0.35)))
    for x in (-w / 2, w / 2 - 0.06):
        p.box((x, 0, -d / 2), (x + 0.06, h - 0.03, d / 2), body)
    for y in (0.08, h - 0.11):
        p.box((-w / 2, y, d / 2 - 0.02), (w / 2, y + 0.08, d / 2), body)
    style, count = p.count(0, 2), p.count(7, 14)
    for k in range(count):
        t = (k + 0.5) / count
        if style == 0:
            p.box(
                (-w / 2, 0.16 + (h - 0.27) * t - 0.008, d / 2 - 0.02),
                (w / 2, 0.16 + (h - 0.27) * t + 0.01, d / 2 - 0.005),
                body,
            )
        elif style == 1:
            x = -w / 2 + 0.06 + (w - 0.12) * t
            p.box((x - 0.015, 0.16, d / 2 - 0.02), (x + 0.015, h - 0.11, d / 2 - 0.005), body)
        else:
            x, lean = -w / 2 + 0.06 + (w - 0.12) * t, min(0.2, (w - 0.12) * min(t, 1 - t))
            for s in (-1, 1):
                p.rod((x + s * lean, 0.16, d / 2 - 0.01), (x - s * lean, h - 0.11, d / 2 - 0.01), 0.007, body)


# -- other appliances ------------------------------------------------------------------------------------------------
@design("appliance", MIXED)
def sewing_machine(p: Piece) -> None:
    """An arm over a bed with a hand wheel; black and gold of old, or white plastic."""
    w, h, old = p.between(0.34, 0.42), p.between(0.24, 0.3), p.chance(0.4)
    body, metal = p.dark() if old else p.any_of(p.white, p.white, p.paint), p.metal()
    p.box((-w / 2, 0, -0.09), (w / 2, 0.045 if old else 0.07, 0.09), p.wood() if old else body)
    soft = 0.35 if old else 0.15
    p.pad((0.2 * w, 0.04, -0.06), (0.46 * w, h, 0.06), body, soft=soft)
    p.pad((-0.46 * w, h - 0.1, -0.05), (0.46 * w, h, 0.05), body, soft=soft)
    p.pad((-0.48 * w, 0.13, -0.045), (-0.3 * w, h, 0.045), body, soft=soft)
    p.rod((-0.39 * w, 0.05, 0), (-0.39 * w, 0.14, 0), 0.006, metal)
    p.box((-0.43 * w, 0.07, -0.02), (-0.35 * w, 0.076, 0.03), metal)
    p.rod((0.46 * w, h - 0.06, 0), (0.52 * w, h - 0.06, 0), 0.05 if old else 0.035, metal if old else body)
    p.turned([(0.018, h), (0.018, h + 0.045), (0, h + 0.045)], p.paint(), at=(0.1 * w, 0))
    p.disc((0.32 * w, h * 0.55, 0.06), 0.028, 0.015, p.any_of(p.metal, p.dark, p.paint))
    p.bare = True


@design("appliance", MIXED)
def canister_vacuum(p: Piece) -> None:
    """A low body on wheels, its hose, its tube and its brush."""
    body, tube, dark = p.paint(), p.metal(), p.dark()
    long, r = p.between(0.36, 0.46), p.between(0.11, 0.15)
    p.pad((-long / 2, 0.03, -r), (long / 2, p.between(0.2, 0.28), r), body, soft=p.between(0.35, 0.6))
    for z in (-r, r):
        p.disc((-0.3 * long, 0.075, z), 0.075, 0.03, dark)
    p.path([(-0.1, 0.25, 0), (-0.08, 0.3, 0), (0.08, 0.3, 0), (0.1, 0.24, 0)], 0.012, dark)
    top = (p.between(0.45, 0.6), p.between(0.75, 0.95), 0.0)
    brush = (top[0] + p.between(0.25, 0.4), 0.04, 0.1)
    p.path(curve((long / 2 - 0.04, 0.17, 0), (long, 1.4 * top[1], -0.15), top, 12), 0.022, dark)
    p.rod(top, brush, 0.016, tube)
    p.block((brush[0] - 0.05, 0, brush[2] - 0.14), (brush[0] + 0.05, 0.045, brush[2] + 0.14), (0.6, 0.9), dark)
    p.bare = True


@design("appliance", MIXED)
def upright_vacuum(p: Piece) -> None:
    """A stick with a floor head and a bag, a clear dust cup or a motor by the handle."""
    h, body, dark, style = p.between(1.0, 1.2), p.paint(), p.dark(), p.count(0, 2)
    p.rod((0, 0.06, 0), (0, h, 0), 0.014, p.any_of(p.metal, p.dark, p.paint))
    if style == 0:
        p.pad((-0.12, 0.2, -0.02), (0.12, h * 0.75, 0.14), p.cloth(), soft=0.5)
    elif style == 1:
        p.turned([(0, 0.15), (0.09, 0.15), (0.09, 0.55), (0, 0.6)], p.glass(), at=(0, 0.08))
        p.turned([(0, 0.12), (0.06, 0.17), (0.06, 0.5), (0, 0.55)], body, at=(0, 0.08))
        p.turned([(0.095, 0.55), (0.08, 0.66), (0, 0.68)], body, at=(0, 0.08))
    else:
        p.pad((-0.05, h - 0.25, -0.02), (0.05, h - 0.05, 0.17), body, soft=0.4)
        p.turned([(0.05, h - 0.28), (0.05, h - 0.1)], p.glass(), at=(0, 0.1))
    p.path([(0, h, 0), (0, h + 0.06, -0.03), (0, h + 0.02, -0.12), (0, h - 0.1, -0.08)], 0.013, dark)
    p.turn(0, 0, -p.between(5, 18))
    p.pad((-0.15, 0, -0.05), (0.15, 0.09, 0.22), body if p.chance(0.6) else dark, soft=0.25)
    p.bare = True


@design("appliance", MIXED)
def ironing_board(p: Piece) -> None:
    """A long padded board that ends in a point, on crossed legs, with an iron at its blunt end."""
    w, h, d = p.between(1.1, 1.4), p.between(0.78, 0.92), p.between(0.3, 0.4)
    nose = curve((w / 2 - 0.3, 0.0, -d / 2), (w / 2 + 0.22, 0.0, 0.0), (w / 2 - 0.3, 0.0, d / 2), 8)
    slab(p, [(-w / 2, d / 2), (-w / 2, -d / 2), *((x, z) for x, _, z in nose)], h - 0.035, h, p.cloth())
    metal = p.any_of(p.metal, p.white, p.dark)
    for z in (-0.09, 0.09):
        p.rod((-0.33 * w, 0.01, z * 1.5), (0.2 * w, h - 0.04, z), 0.012, metal)
        p.rod((0.33 * w, 0.01, z * 1.5), (-0.2 * w, h - 0.04, z), 0.012, metal)
    for x in (-0.33 * w, 0.33 * w):
        p.rod((x, 0.01, -0.2), (x, 0.01, 0.2), 0.012, metal)
    if p.chance(0.8):
        x, paint = -0.36 * w, p.paint()
        p.rod((x - 0.02, h + 0.01, 0), (x + 0.22, h + 0.01, 0), 0.055, p.metal(), end_radius=0.005)
        p.pad((x - 0.02, h + 0.01, -0.05), (x + 0.13, h + 0.08, 0.05), paint, soft=0.4)
        p.path(
            [(x, h + 0.06, 0), (x + 0.01, h + 0.13, 0), (x + 0.12, h + 0.13, 0), (x + 0.13, h + 0.07, 0)], 0.013, paint
        )
    p.bare = True


@design("appliance", MIXED)
def robot_vacuum(p: Piece) -> None:
    r, h, body = p.between(0.14, 0.18), p.between(0.07, 0.1), p.any_of(p.dark, p.dark, p.white, p.metal)
    p.turned([(0, 0.012), (r * 0.95, 0.012), (r, 0.03), (r, h * 0.9), (r * 0.93, h), (0, h)], body)
    p.turned([(r * 0.75, h + 0.001), (r * 0.72, h + 0.004), (0, h + 0.004)], p.any_of(p.dark, p.metal, p.paint))
    if p.chance(0.5):
        p.turned([(0.04, h), (0.04, h + 0.025), (0, h + 0.03)], p.dark(), at=(0, -0.3 * r))
    p.disc((0, h * 0.4, r), 0.015, 0.01, p.metal())
    brush = p.white()
    for x, z in around(3):
        p.rod((0.7 * r, 0.01, 0.7 * r), (0.7 * r + 0.05 * x, 0.005, 0.7 * r + 0.05 * z), 0.004, brush)
    if p.chance(0.3):  # its dock
        p.block((-0.07, 0, -r - 0.12), (0.07, p.between(0.08, 0.14), -r - 0.01), (0.9, 0.8), body)
    p.bare = True
