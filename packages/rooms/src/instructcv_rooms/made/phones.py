"""Telephones: with dials, without cords, on desks and on walls."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.shapes import curve
from instructcv_rooms.made.stuffs import beige

OFFICE = "Office"


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
