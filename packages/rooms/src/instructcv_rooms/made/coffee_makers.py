"""Machines and pots for coffee and tea."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.joinery import frame
from instructcv_rooms.made.kitchen import knobs
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.shapes import can, ear, vessel

KITCHEN = "Kitchen"


@design("coffee maker", KITCHEN)
def espresso_machine(p: Piece) -> None:
    w, h, d = p.between(0.2, 0.4), p.between(0.28, 0.42), p.between(0.24, 0.36)
    body, steel, groups = p.any_of(p.metal, p.metal, p.paint, p.dark), p.metal(), 2 if w > 0.32 else 1
    p.box((-w / 2, 0.015, -d / 2), (w / 2, h, 0.0), body)
    p.box((-w / 2, h * 0.62, -d / 2), (w / 2, h, d * 0.38), body)
    p.box((-w / 2, 0.0, -d / 2), (w / 2, 0.06, d / 2), body)
    p.box((-w * 0.45, 0.06, 0.01), (w * 0.45, 0.064, d * 0.47), p.dark())
    for k in range(groups):
        x = w * 0.5 * ((k + 0.5) / groups - 0.5) * 2
        can(p, 0.032, h * 0.5, h * 0.62, steel, at=(x, d * 0.18))
        p.rod((x, h * 0.53, d * 0.2), (x, h * 0.5, d * 0.2 + 0.14), 0.012, p.any_of(p.dark, p.wood))
        if p.chance(0.5):
            vessel(p, [(0, 0.064), (0.022, 0.064), (0.03, 0.12)], 0.003, p.white(), at=(x, d * 0.2))
    p.path([(w * 0.46, h * 0.6, d * 0.3), (w * 0.5, h * 0.5, d * 0.34), (w * 0.5, 0.1, d * 0.38)], 0.006, steel)
    p.disc((-w * 0.25, h * 0.82, d * 0.38), 0.026, 0.012, p.white())
    knobs(p, 2, h * 0.82, d * 0.38, w * 0.4, p.dark())
    if p.chance(0.5):
        frame(p, (-w * 0.45, h), (w * 0.45, h + 0.025), -d * 0.1, 0.006, 0.006, steel)


@design("coffee maker", KITCHEN)
def capsule_machine(p: Piece) -> None:
    w, h, d = p.between(0.11, 0.17), p.between(0.22, 0.31), p.between(0.28, 0.38)
    body, second, steel = p.any_of(p.paint, p.dark, p.white), p.any_of(p.dark, p.metal, p.white), p.metal()
    soft = p.between(0.12, 0.35)
    p.pad((-w / 2, 0, -d * 0.3), (w / 2, h, d * 0.12), body, soft=soft)
    p.pad((-w * 0.42, h * 0.62, -d * 0.2), (w * 0.42, h * 0.98, d * 0.32), second, soft=soft)
    p.rod((0, h * 0.66, d * 0.24), (0, h * 0.55, d * 0.24), 0.012, second)
    p.box((-w * 0.45, 0, 0), (w * 0.45, 0.03, d * 0.42), second)
    p.box((-w * 0.38, 0.03, d * 0.14), (w * 0.38, 0.034, d * 0.4), steel)
    p.path(
        [
            (-w * 0.4, h * 0.9, -0.02),
            (-w * 0.4, h + 0.03, d * 0.1),
            (w * 0.4, h + 0.03, d * 0.1),
            (w * 0.4, h * 0.9, -0.02),
        ],
        0.008,
        steel,
    )
    can(p, w * 0.42, 0.01, h * p.between(0.75, 0.95), p.glass(), at=(0, -d * 0.4))
    if p.chance(0.5):
        vessel(p, [(0, 0.034), (0.024, 0.034), (0.032, 0.09)], 0.003, p.any_of(p.white, p.glass), at=(0, d * 0.25))


@design("coffee maker", KITCHEN)
def moka_pot(p: Piece) -> None:
    r, h = p.between(0.04, 0.06), p.between(0.14, 0.24)
    steel, grip = p.any_of(p.metal, p.metal, p.paint), p.any_of(p.dark, p.wood)
    waist, octagon = p.between(0.65, 0.8), around(8)
    levels = [(1.0, 0.0), (waist, 0.45), (waist * 0.95, 0.5), (0.95, 0.92)]
    p.turned([(0, 0), *[(r * a, h * b) for a, b in levels], (0, h)], steel)
    for x, z in octagon:
        p.path([(r * a * x, h * b, r * a * z) for a, b in levels], r * 0.12, steel)
    p.turned([(r * waist * 1.05, h * 0.43), (r * waist * 1.15, h * 0.47), (r * waist * 1.05, h * 0.51)], steel)
    p.ball((0, h + 0.012, 0), (0.01, 0.014, 0.01), grip)
    p.path([(r * 0.85, h * 0.9, 0), (r * 1.8, h * 0.92, 0), (r * 1.65, h * 0.5, 0)], 0.009, grip)
    p.rod((-r * 0.75, h * 0.8, 0), (-r * 1.25, h * 0.93, 0), 0.016, steel, end_radius=0.006)


@design("coffee maker", KITCHEN)
def french_press(p: Piece) -> None:
    r, h, steel = p.between(0.04, 0.055), p.between(0.15, 0.22), p.any_of(p.metal, p.dark, p.paint)
    vessel(p, [(0, 0.012), (r, 0.012), (r, h)], 0.003, p.glass())
    can(p, r * 0.92, 0.016, h * p.between(0.4, 0.85), p.stuff((0.12, 0.06, 0.03), shine=0.6))
    for y in (0.01, h * 0.35, h * 0.7):
        p.turned([(r, y), (r * 1.06, y), (r * 1.06, y + 0.008), (r, y + 0.008)], steel)
    for x, z in around(4):
        p.rod((r * 1.04 * x, 0, r * 1.04 * z), (r * 1.04 * x, h * 0.72, r * 1.04 * z), 0.004, steel)
    p.turned([(r * 1.08, h), (r * 1.05, h + 0.012), (r * 0.5, h + 0.025), (0, h + 0.028)], steel)
    p.rod((0, h + 0.02, 0), (0, h + p.between(0.04, 0.1), 0), 0.003, p.metal())
    p.ball((0, h + 0.08, 0), (0.014, 0.012, 0.014), p.dark())
    ear(p, r, h * 0.15, h * 0.85, r * 0.85, 0.008, p.any_of(p.dark, p.wood, lambda: steel))


@design("coffee maker", KITCHEN)
def teapot(p: Piece) -> None:
    r, squat = p.between(0.07, 0.1), p.between(0.65, 1.1)
    body, h = p.any_of(p.white, p.paint, p.glass, lambda: p.stuff((0.45, 0.2, 0.12), shine=0.5)), 0.0
    h = 1.7 * r * squat
    shape = [(0, 0), (0.6, 0), (0.95, 0.3), (1.0, 0.5), (0.85, 0.75), (0.5, 0.95), (0.4, 1.0)]
    p.turned([(r * a, h * b) for a, b in shape], body)
    p.turned([(r * 0.45, h), (r * 0.35, h * 1.07), (0, h * 1.12)], body)
    p.ball((0, h * 1.18, 0), (r * 0.13, r * 0.13, r * 0.13), body if p.chance(0.6) else p.any_of(p.wood, p.metal))
    p.path(
        [(-r * 0.85, h * 0.35, 0), (-r * 1.3, h * 0.5, 0), (-r * 1.55, h * 0.85, 0), (-r * 1.75, h * 0.95, 0)],
        r * 0.13,
        body,
    )
    if p.chance(0.65):
        ear(p, r * 0.88, h * 0.25, h * 0.8, r * 0.55, r * 0.09, body)
    else:
        bow = [
            (r * 0.6 * float(np.cos(t)), h * 0.85 + r * 1.1 * float(np.sin(t)), 0)
            for t in np.linspace(0, np.pi, 9).tolist()
        ]
        p.path(bow, r * 0.07, p.any_of(p.metal, p.wood, p.dark))


@design("coffee maker", KITCHEN)
def pour_over(p: Piece) -> None:
    """A funnel over a glass jug, or one with a waist and a wooden collar."""
    r, h, clear = p.between(0.055, 0.08), p.between(0.2, 0.28), p.glass()
    coffee = p.stuff((0.15, 0.07, 0.03), shine=0.7)
    if p.chance(0.5):
        p.turned([(0, 0), (r, 0), (r * 0.95, h * 0.15), (r * 0.3, h * 0.5), (r * 0.85, h)], clear)
        p.turned([(r * 0.33, h * 0.42), (r * 0.42, h * 0.5), (r * 0.33, h * 0.58)], p.wood())
        p.turned([(r * 0.3, h * 0.53), (r * 0.9, h * 1.05)], p.white())
    else:
        vessel(p, [(0, 0), (r, 0), (r * 1.0, h * 0.25), (r * 0.65, h * 0.55)], 0.003, clear)
        ear(p, r * 0.85, h * 0.08, h * 0.5, r * 0.6, 0.006, clear)
        p.turned(
            [(r * 0.9, h * 0.56), (r * 0.9, h * 0.58), (r * 0.3, h * 0.6), (r * 0.9, h)],
            p.any_of(p.white, p.paint, p.metal),
        )
        p.turned([(r * 0.4, h * 0.65), (r * 0.92, h * 1.05)], p.white())
    p.turned([(0, 0.004), (r * 0.94, 0.004), (r * 0.9, h * 0.14), (0, h * 0.15)], coffee)


@design("coffee maker", KITCHEN)
def bean_to_cup_machine(p: Piece) -> None:
    w, h, d = p.between(0.22, 0.3), p.between(0.32, 0.42), p.between(0.32, 0.44)
    body, face, steel = p.any_of(p.dark, p.metal, p.white), p.any_of(p.dark, p.metal), p.metal()
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d * 0.25), body)
    for x in (-w / 2, w / 2 - 0.03):
        p.box((x, 0, 0), (x + 0.03, h, d * 0.42), body)
    p.box((-w / 2, h * 0.6, 0), (w / 2, h, d * 0.43), face)
    p.box((-w / 2, 0, 0), (w / 2, 0.05, d / 2), body)
    p.box((-w * 0.4, 0.05, d * 0.2), (w * 0.4, 0.054, d * 0.48), steel)
    p.box((-0.03, h * 0.42, d * 0.25), (0.03, h * 0.62, d * 0.4), steel)
    p.box((-w * 0.2, h * 0.78, d * 0.43), (w * 0.2, h * 0.93, d * 0.434), p.stuff((0.15, 0.3, 0.4), shine=0.9))
    p.disc((w * 0.33, h * 0.8, d * 0.44), 0.02, 0.02, steel)
    p.block(
        (-w * 0.3, h, -d * 0.35),
        (w * 0.3, h + p.between(0.02, 0.08), d * 0.1),
        (1.1, 1.1),
        p.any_of(p.glass, lambda: body),
    )
    if p.chance(0.6):
        vessel(p, [(0, 0.054), (0.026, 0.054), (0.035, 0.11)], 0.003, p.any_of(p.white, p.glass), at=(0, d * 0.33))
