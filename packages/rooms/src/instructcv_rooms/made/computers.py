"""Computers of all decades, with their screens and keyboards."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.storage import legs
from instructcv_rooms.made.stuffs import beige, screen

OFFICE = "Office"


def desk_keyboard(p: Piece, x: Number, z: Number, w: Number, material: int) -> None:
    """A slab with five rows of keys around (x, z)."""
    p.box((x - w / 2, 0, z - 0.07), (x + w / 2, 0.02, z + 0.07), material)
    cap = p.any_of(p.white, p.dark)
    for row in range(5):
        y, z0 = 0.022, z - 0.06 + 0.024 * row
        p.box((x - 0.47 * w, y - 0.002, z0), (x + 0.47 * w, y + 0.006, z0 + 0.019), cap)


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
