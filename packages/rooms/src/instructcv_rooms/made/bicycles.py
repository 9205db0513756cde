"""Bicycles and scooters, for children, towns and exercise."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, Point, around
from instructcv_rooms.made.shapes import curve

MIXED = "Miscellaneous"


def wheel(p: Piece, x: Number, r: Number, thick: Number, z: Number = 0.0, spokes: int = 8) -> None:
    """A tyre on spokes, or a solid one where there are none, that stands on the floor at x."""
    tyre, metal = p.dark(), p.metal()
    if spokes:
        p.ring((x, r, z), r - thick, thick, tyre, sides=22)
        for across, up in around(spokes):
            p.rod((x, r, z), (x + (r - thick) * across, r + (r - thick) * up, z), 0.002, metal)
    else:
        p.disc((x, r, z), r, 2 * thick, tyre)
        p.disc((x, r, z), 0.6 * r, 2 * thick + 0.006, p.any_of(p.white, p.paint, p.metal))
    p.rod((x, r, z - 0.03), (x, r, z + 0.03), 0.015, metal)


def handlebar(p: Piece, at: Point, wide: Number, rise: Number, back: Number) -> None:
    """Two grips across z on a bent bar."""
    (x, y, z), metal, grip = at, p.metal(), p.any_of(p.dark, p.paint)
    for s in (-1, 1):
        end = (x - back, y + rise, z + s * wide)
        p.path([at, (x, y + rise, z + s * 0.4 * wide), end], 0.011, metal)
        p.rod(end, (end[0] - 0.06, end[1], end[2] + s * 0.04), 0.016, grip)


def saddle(p: Piece, at: Point, long: Number, material: int) -> None:
    x, y, z = at
    p.pad((x - 0.5 * long, y, z - 0.3 * long), (x + 0.1 * long, y + 0.2 * long, z + 0.3 * long), material, soft=0.6)
    nose = (x + 0.5 * long, y + 0.1 * long, z)
    p.rod((x, y + 0.1 * long, z), nose, 0.1 * long, material, end_radius=0.05 * long)


def pedals(p: Piece, at: Point, long: Number) -> None:
    (x, y, z), metal, tread = at, p.metal(), p.dark()
    p.disc((x, y, z + 0.02), 0.7 * long, 0.006, metal)
    for s in (-1, 1):
        px, py, pz = x + s * long * 0.7, y - s * long * 0.7, z + s * 0.06
        p.path([(x, y, z), (x, y, z + s * 0.05), (px, py, pz)], 0.008, metal)
        p.box((px - 0.035, py - 0.01, pz + s * 0.04 - 0.04), (px + 0.035, py + 0.01, pz + s * 0.04 + 0.04), tread)


@design("bicycle", MIXED)
def child_bicycle(p: Piece) -> None:
    """Small wheels with stabilisers and a chain guard, some with a basket; or a balance bike without pedals."""
    r, frame, balance = p.between(0.14, 0.21), p.paint(), p.chance(0.25)
    base, metal, tyre = r * p.between(3.0, 3.5), p.metal(), p.dark()
    for x in (-base / 2, base / 2):
        wheel(p, x, r, 0.1 * r + 0.004, spokes=8 if p.chance(0.7) else 0)
    seat, head, crank = (-0.25 * base, 2.4 * r, 0.0), (0.3 * base, 2.6 * r, 0.0), (-0.05 * base, 0.95 * r, 0.0)
    back, front = (-base / 2, r, 0.0), (base / 2, r, 0.0)
    for a, b in ((crank, head), (crank, seat), (back, crank), (back, seat), (head, front)):
        p.rod(a, b, 0.016, frame)
    saddle(p, seat, 0.2, p.any_of(p.dark, p.paint))
    handlebar(p, (head[0] - 0.01, head[1] + 0.03, 0), p.between(0.18, 0.24), 0.09, 0.05)
    if not balance:
        pedals(p, crank, 0.09)
        p.box((-base / 2, 0.9 * r, 0.03), (crank[0] + 0.05, 1.25 * r, 0.036), p.any_of(p.white, p.paint))
        for s in (-1, 1):
            small = (-base / 2 - 0.02, 0.05, s * 0.18)
            p.path([(-base / 2, r, s * 0.03), (-base / 2, r, s * 0.12), small], 0.008, metal)
            p.disc(small, 0.05, 0.025, tyre)
    if p.chance(0.4):
        x, basket_ = head[0] + 0.06, p.any_of(p.wood, p.white, p.paint)
        p.block((x, head[1] - 0.03, -0.09), (x + 0.13, head[1] + 0.09, 0.09), (1.2, 1.2), basket_)
    p.bare = True


@design("bicycle", MIXED)
def town_bicycle(p: Piece) -> None:
    """A low swept frame with mudguards, a rack, a lamp and a basket."""
    r, frame, metal = p.between(0.3, 0.35), p.any_of(p.paint, p.dark, p.white), p.metal()
    base = p.between(1.02, 1.14)
    back, front, crank = (-base / 2, r, 0.0), (base / 2, r, 0.0), (-0.1, 0.28, 0.0)
    for x in (-base / 2, base / 2):
        wheel(p, x, r, 0.02, spokes=12)
        turns = np.linspace(0.3, 3.3, 9).tolist()
        guard = [(x + (r + 0.02) * float(np.cos(t)), r + (r + 0.02) * float(np.sin(t))) for t in turns]
        p.loft([[(gx, gy, z) for gx, gy in guard] for z in (-0.025, 0.025)], frame)
    seat, head = (-0.26, r + p.between(0.45, 0.58), 0.0), (base / 2 - 0.2, r + p.between(0.5, 0.62), 0.0)
    low = (head[0] + 0.04, head[1] - 0.16, 0.0)
    p.path(curve(low, (0.1, 0.22, 0), crank, 6), 0.018, frame)
    p.path(curve((head[0] + 0.02, head[1] - 0.08, 0), (0.05, 0.3, 0), (-0.17, r + 0.12, 0), 6), 0.015, frame)
    for a, b in ((crank, seat), (back, crank), (back, (seat[0], seat[1] - 0.15, 0.0)), (head, low)):
        p.rod(a, b, 0.014, frame)
    p.path(curve(low, (base / 2 - 0.08, r + 0.1, 0), front, 4), 0.014, frame)
    saddle(p, seat, 0.26, p.any_of(p.dark, lambda: p.stuff((0.45, 0.27, 0.14), shine=0.4)))
    handlebar(p, head, p.between(0.24, 0.3), 0.1, 0.16)
    pedals(p, crank, 0.15)
    for z in (-0.06, 0.06):
        p.path(
            [(seat[0] - 0.03, 2 * r + 0.06, z), (-base / 2 - 0.18, 2 * r + 0.06, z), (-base / 2, r, z)], 0.006, metal
        )
    if p.chance(0.7):
        x, y = head[0] + 0.08, head[1] - 0.08
        p.block((x, y, -0.14), (x + 0.24, y + 0.22, 0.14), (1.2, 1.2), p.any_of(p.wood, p.metal, p.dark))
    p.rod((head[0] + 0.05, head[1] - 0.12, 0), (head[0] + 0.13, head[1] - 0.12, 0), 0.03, metal, end_radius=0.04)
    p.bare = True


@design("bicycle", MIXED)
def exercise_bike(p: Piece) -> None:
    """A flywheel, a saddle and grips on two cross bars, with a display."""
    s, frame = p.between(0.9, 1.1), p.any_of(p.dark, p.white, p.metal, p.paint)
    hood, dark = p.any_of(p.dark, p.paint, p.white, p.metal), p.dark()
    for x in (-0.5 * s, 0.5 * s):
        p.rod((x, 0.04, -0.25), (x, 0.04, 0.25), 0.03, frame)
    p.path([(-0.5 * s, 0.05, 0), (-0.05 * s, 0.3 * s, 0), (0.5 * s, 0.05, 0)], 0.03, frame)
    r = p.between(0.2, 0.26)
    p.disc((0.28 * s, r + 0.09, 0), r, 0.05 if p.chance(0.5) else 0.14, hood)
    p.disc((0.28 * s, r + 0.09, 0), 0.5 * r, 0.16, p.metal())
    seat, head = (-0.25 * s, 0.82 * s, 0.0), (0.32 * s, 1.0 * s, 0.0)
    p.rod((-0.05 * s, 0.28 * s, 0), seat, 0.03, frame)
    p.rod((0.15 * s, 0.2 * s, 0), head, 0.032, frame)
    p.pad((-0.12 * s, 0.18 * s, -0.05), (0.2 * s, 0.4 * s, 0.07), hood, soft=0.4)
    saddle(p, seat, 0.28, dark)
    handlebar(p, head, p.between(0.2, 0.26), 0.08, p.between(-0.12, 0.1))
    pedals(p, (0.02 * s, 0.3 * s, 0.02), 0.15)
    p.block((head[0] - 0.02, head[1] + 0.06, -0.09), (head[0] + 0.03, head[1] + 0.2, 0.09), (0.7, 0.9), dark)
    p.bare = True


@design("bicycle", MIXED)
def tricycle(p: Piece) -> None:
    """A big front wheel with pedals on its hub, two small ones behind and a step."""
    r, frame = p.between(0.14, 0.2), p.any_of(p.paint, p.paint, p.wood)
    small, base, spokes = r * p.between(0.6, 0.8), p.between(0.42, 0.55), 8 if p.chance(0.5) else 0
    wheel(p, base / 2, r, 0.02, spokes=spokes)
    for z in (-0.2, 0.2):
        wheel(p, -base / 2, small, 0.018, z, spokes=spokes)
    p.rod((-base / 2, small, -0.2), (-base / 2, small, 0.2), 0.015, frame)
    head = (0.36 * base, 2 * r + p.between(0.1, 0.18), 0.0)
    for z in (-0.045, 0.045):
        p.path([(base / 2, r, z), (0.42 * base, 2 * r + 0.03, z), head], 0.012, frame)
    p.path(curve((0.4 * base, 2 * r + 0.05, 0), (0, r, 0), (-base / 2, small + 0.03, 0)), 0.022, frame)
    p.box((-base / 2 - 0.08, small + 0.02, -0.13), (-base / 2 + 0.1, small + 0.04, 0.13), frame)
    p.rod((-0.2 * base, r, 0), (-0.2 * base, 1.7 * r, 0), 0.014, p.metal())
    saddle(p, (-0.2 * base, 1.7 * r, 0), 0.2, p.any_of(p.dark, p.paint))
    handlebar(p, head, 0.2, 0.06, 0.08)
    pedals(p, (base / 2, r, 0), 0.07)
    p.bare = True


@design("scooter", MIXED)
def motor_scooter(p: Piece) -> None:
    """A leg shield, a bench and a rounded tail on small wheels."""
    s, body = p.between(0.9, 1.05), p.any_of(p.paint, p.paint, p.white)
    dark, metal, seat = p.dark(), p.metal(), p.any_of(p.dark, p.cloth, lambda: p.stuff((0.4, 0.22, 0.12), shine=0.3))
    r = 0.22 * s
    for x in (-0.55 * s, 0.62 * s):
        p.disc((x, r, 0), r, 0.1 * s, dark)
        p.disc((x, r, 0), 0.55 * r, 0.11 * s, metal)
    for z in (-0.14 * s, 0.14 * s):
        p.ball((-0.5 * s, 0.45 * s, 0.7 * z), (0.34 * s, 0.22 * s, 0.1 * s), body)
    p.pad((-0.82 * s, 0.42 * s, -0.13 * s), (-0.12 * s, 0.7 * s, 0.13 * s), body, soft=0.4)
    p.pad((-0.78 * s, 0.66 * s, -0.14 * s), (-0.08 * s, 0.8 * s, 0.14 * s), seat, soft=0.4)
    p.box((-0.2 * s, 0.2 * s, -0.17 * s), (0.36 * s, 0.25 * s, 0.17 * s), body)
    shield = ((0.32, 0.2, 0.17), (0.42, 0.3, 0.2), (0.44, 0.6, 0.2), (0.42, 0.85, 0.12))
    across = (-1.0, -0.5, 0.0, 0.5, 1.0)
    p.loft([[((x - 0.5 * q * abs(t)) * s, y * s, q * t * s) for t in across] for x, y, q in shield], body)
    p.rod((0.6 * s, r, 0), (0.4 * s, 0.98 * s, 0), 0.03 * s, metal)
    p.pad((0.42 * s, 0.3 * s, -0.09 * s), (0.86 * s, 0.52 * s, 0.09 * s), body, soft=0.7)
    p.pad((0.3 * s, 0.92 * s, -0.1 * s), (0.5 * s, 1.05 * s, 0.1 * s), body, soft=0.6)
    p.rod((0.47 * s, 0.98 * s, 0), (0.52 * s, 0.98 * s, 0), 0.065 * s, p.stuff((0.95, 0.95, 0.9), shine=1.0))
    handlebar(p, (0.38 * s, 1.0 * s, 0), 0.3 * s, 0.04 * s, 0.08 * s)
    for z in (-0.25 * s, 0.25 * s) if p.chance(0.5) else ():
        p.rod((0.38 * s, 1.0 * s, z), (0.4 * s, 1.18 * s, 1.2 * z), 0.005, metal)
        p.ball((0.4 * s, 1.2 * s, 1.2 * z), (0.015, 0.045, 0.055), dark)
    p.ball((-0.84 * s, 0.55 * s, 0), (0.03, 0.05, 0.06), p.stuff((0.8, 0.08, 0.06), shine=0.6))
    p.bare = True


@design("scooter", MIXED)
def electric_scooter(p: Piece) -> None:
    """A thick deck between two wheels with mudguards, and an upright with a lamp."""
    w, body, trim = p.between(0.85, 1.1), p.any_of(p.dark, p.dark, p.metal, p.white), p.paint()
    r, tall, dark = p.between(0.09, 0.13), p.between(0.95, 1.15), p.dark()
    for x in (-w / 2, w / 2):
        p.disc((x, r, 0), r, 0.045, dark)
        p.disc((x, r, 0), 0.5 * r, 0.055, trim)
        turns = np.linspace(0.9, 2.9, 7).tolist()
        arc = [(x + 1.12 * r * float(np.cos(t)), r + 1.12 * r * float(np.sin(t))) for t in turns]
        p.loft([[(ax, ay, z) for ax, ay in arc] for z in (-0.035, 0.035)], body)
    p.box((-0.42 * w, 0.8 * r, -0.08), (0.3 * w, 1.5 * r, 0.08), body)
    p.box((-0.38 * w, 1.5 * r, -0.07), (0.28 * w, 1.55 * r, 0.07), dark)
    p.rod((-0.4 * w, 1.1 * r, 0), (-w / 2, r, 0), 0.025, body)
    p.rod((0.28 * w, 1.2 * r, 0), (0.42 * w, 2.6 * r, 0), 0.03, body)
    x = 0.36 * w
    p.path([(w / 2, r, 0), (0.45 * w, 2.4 * r, 0), (x, tall, 0)], 0.024, body)
    p.rod((x, tall, -0.24), (x, tall, 0.24), 0.014, body)
    for s in (-1, 1):
        p.rod((x, tall, s * 0.14), (x, tall, s * 0.24), 0.019, dark)
    p.ball((x + 0.035, tall - 0.07, 0), (0.03, 0.03, 0.025), p.stuff((0.95, 0.95, 0.85), shine=1.0))
    p.box((x - 0.03, tall, -0.035), (x + 0.03, tall + 0.02, 0.035), dark)
    p.bare = True


@design("scooter", MIXED)
def three_wheel_scooter(p: Piece) -> None:
    """A child's: two wheels in front, a deck, a T-bar, some with a small seat."""
    w, body, deck = p.between(0.5, 0.62), p.any_of(p.metal, p.dark, p.white), p.paint()
    tall, hub, r = p.between(0.55, 0.8), p.any_of(p.white, p.paint, p.dark), p.between(0.05, 0.065)
    for x, z in ((-w / 2, 0.0), (w / 2, -0.12), (w / 2, 0.12)):
        p.disc((x, r, z), r, 0.035, hub)
        p.disc((x, r, z), 0.5 * r, 0.042, p.any_of(p.dark, p.metal))
    p.rod((w / 2, r, -0.12), (w / 2, r, 0.12), 0.018, deck)
    p.pad((-0.48 * w, r, -0.06), (0.5 * w, r + 0.03, 0.06), deck, soft=0.3)
    x = 0.4 * w
    p.rod((w / 2, r + 0.02, 0), (x, tall, 0), 0.016, body)
    p.rod((0.47 * w, r + 0.02, 0), (0.45 * w, r + 0.2, 0), 0.026, deck)
    p.rod((x, tall, -0.13), (x, tall, 0.13), 0.013, body)
    grip = p.any_of(lambda: deck, p.dark, p.paint)
    for s in (-1, 1):
        p.rod((x, tall, s * 0.07), (x, tall, s * 0.15), 0.018, grip)
    if p.chance(0.3):
        p.rod((-0.25 * w, r, 0), (-0.25 * w, r + 0.2, 0), 0.014, body)
        saddle(p, (-0.25 * w, r + 0.2, 0), 0.18, p.dark())
    p.bare = True
