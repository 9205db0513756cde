"""Fans on floors, on walls and on ceilings, with and without blades."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.stuffs import glowing

LIVING, LIGHTS = "Living room", "Lights"


def blades(p: Piece, count: int, inner: Number, outer: Number, wide: Number, material: int) -> None:
    """Thin paddles around the upright axis at height 0, each a little tilted."""
    for x, z in around(count):
        rows = [
            [(r * x - s * wide * z, 0.25 * s * wide, r * z + s * wide * x) for s in (-0.5, 0.0, 0.5)]
            for r in (inner, 0.8 * inner + 0.2 * outer, outer)
        ]
        p.loft(rows, material)


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
