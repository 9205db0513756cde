"""Pairs of shoes."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import curve, extruded

MIXED = "Miscellaneous"


def sole(x: Number, z: Number, long: Number, wide: Number, side: int) -> list[tuple[float, float]]:
    """The outline of a left (-1) or right (+1) foot around (x, z), toes to the front."""
    points = []
    for t in np.linspace(0, 2 * np.pi, 25)[:-1].tolist():
        along, across = float(np.sin(t)), float(np.cos(t))
        half = 0.5 * wide * (0.85 + 0.15 * along - 0.18 * (1 - along * along) * (across * side < 0))
        points.append((x + half * across + side * -0.06 * wide * along, z + 0.5 * long * along))
    return points


def pair(p: Piece, wide: Number) -> list[tuple[int, float, float]]:
    """Side, x and z of each shoe of a pair."""
    gap = wide * p.between(0.55, 0.85)
    return [(side, side * gap, p.between(-0.03, 0.03)) for side in (-1, 1)]


@design("shoes", MIXED)
def boots(p: Piece) -> None:
    """Ankle boots, wellingtons or riding boots."""
    long, wide, high = p.between(0.24, 0.3), p.between(0.085, 0.11), p.between(0.14, 0.42)
    body, base = (
        p.any_of(p.dark, p.paint, lambda: p.stuff((0.4, 0.24, 0.12), shine=0.4)),
        p.any_of(p.dark, p.white, p.wood),
    )
    heel, cuff = p.between(0.015, 0.04), p.any_of(p.cloth, p.paint, lambda: body)
    for side, x, z in pair(p, wide):
        extruded(p, sole(x, z, long, wide, side), 0, heel, base)
        p.pad(
            (x - wide * 0.47, heel - 0.005, z - long * 0.48),
            (x + wide * 0.47, heel + 0.085, z + long * 0.48),
            body,
            soft=0.55,
        )
        r, back = wide * 0.47, z - long * 0.24
        p.turned(
            [
                (r, heel + 0.03),
                (r * 0.92, heel + 0.1),
                (r * 1.1, high * 0.8),
                (r * 1.05, high),
                (r * 0.95, high),
                (r * 0.9, high - 0.03),
            ],
            body,
            at=(x, back),
            oval=1.2,
        )
        p.turned([(r * 1.12, high - 0.025), (r * 1.12, high + 0.004)], cuff, at=(x, back), oval=1.2)
    p.bare = True


@design("shoes", MIXED)
def sandals(p: Piece) -> None:
    """Flat soles with straps across, a thong or a cork bed."""
    long, wide, thick = p.between(0.22, 0.28), p.between(0.085, 0.105), p.between(0.012, 0.04)
    base, strap = (
        p.any_of(p.dark, p.paint, lambda: p.stuff((0.7, 0.5, 0.3), shine=0.0)),
        p.any_of(p.paint, p.dark, p.cloth),
    )
    straps, thong = p.count(1, 3), p.chance(0.4)
    for side, x, z in pair(p, wide):
        extruded(p, sole(x, z, long, wide, side), 0, thick, base)
        toe = (x - side * 0.1 * wide, thick + 0.012, z + 0.3 * long)
        if thong:
            for s in (-1, 1):
                p.path(
                    curve(
                        (x + s * 0.42 * wide, thick, z - 0.08 * long),
                        (x + s * 0.3 * wide, thick + 0.06, z + 0.1 * long),
                        toe,
                        5,
                    ),
                    0.007,
                    strap,
                )
        else:
            for k in range(straps):
                zk, half = z + (0.27 - 0.22 * k) * long, 0.055 * long
                bow = curve(
                    (x - 0.47 * wide, 0.5 * thick, zk), (x, thick + 0.085, zk), (x + 0.47 * wide, 0.5 * thick, zk), 8
                )
                p.loft([[(px, py, pz + dz) for px, py, pz in bow] for dz in (-half, half)], strap)
    p.bare = True


@design("shoes", MIXED)
def high_heels(p: Piece) -> None:
    """Pumps with a raised heel: thin, block or wedge."""
    long, wide, heel = p.between(0.2, 0.24), p.between(0.07, 0.085), p.between(0.05, 0.11)
    body, inside, style = p.any_of(p.paint, p.paint, p.dark, p.white), p.any_of(p.cloth, p.white), p.count(0, 2)
    for _, x, z in pair(p, wide):
        profile = [
            (t, float(np.interp(t, (0, 0.25, 0.65, 1), (heel, heel * 0.95, 0.01, 0.008))))
            for t in np.linspace(0, 1, 11).tolist()
        ]
        half = [
            0.5 * wide * float(np.interp(t, (0, 0.15, 0.4, 0.7, 0.92, 1), (0.35, 0.68, 0.62, 1.0, 0.5, 0.1)))
            for t, _ in profile
        ]
        zs = [z - 0.5 * long + long * t for t, _ in profile]
        p.loft(
            [[(x + s * q, y, zk) for s in (-1, 0, 1)] for q, (_, y), zk in zip(half, profile, zs, strict=True)], inside
        )
        rim = [
            float(np.interp(t, (0, 0.12, 0.35, 0.65, 0.8, 1), (0.055, 0.05, 0.022, 0.03, 0.045, 0.012)))
            for t, _ in profile
        ]
        for s in (-1, 1):
            p.loft(
                [
                    [(x + s * q * m, y + r * v, zk) for m, v in ((0.9, -0.1), (1.05, 0.3), (0.92, 1.0))]
                    for q, (_, y), zk, r in zip(half, profile, zs, rim, strict=True)
                ],
                body,
            )
        arch = [(q, y, zk, r) for q, (t, y), zk, r in zip(half, profile, zs, rim, strict=True) if t > 0.64]
        p.loft(
            [
                [(x + q * float(np.cos(a)), y + r * float(np.sin(a)), zk) for a in np.linspace(0, np.pi, 7)]
                for q, y, zk, r in arch
            ],
            body,
        )
        back = z - 0.43 * long
        if style == 0:
            p.rod((x, 0, back - 0.004), (x, heel * 0.97, back), 0.005, body, end_radius=0.02)
        elif style == 1:
            p.block((x - 0.022, 0, back - 0.02), (x + 0.022, heel * 0.96, back + 0.025), (1.1, 1.2), body)
        else:
            p.loft(
                [
                    [(x + 0.7 * s * q, y, zk) for y in (0.0, high)]
                    for s in (-1, 1)
                    for q, (_, high), zk in list(zip(half, profile, zs, strict=True))[::s]
                ],
                body,
            )
    p.bare = True


@design("shoes", MIXED)
def slippers(p: Piece) -> None:
    """Open backs and a soft hood over the toes, some with ears, a bow or fur."""
    long, wide, cloth = p.between(0.22, 0.29), p.between(0.09, 0.115), p.any_of(p.cloth, p.cloth, p.paint)
    lining, ears = p.any_of(p.white, p.cloth), p.count(0, 2)
    for side, x, z in pair(p, wide):
        extruded(p, sole(x, z, long, wide, side), 0, 0.018, p.dark() if side < 0 else 0, lid=lining)
        turns, lengths = np.linspace(0, np.pi, 9), np.linspace(0.0, 1.0, 7)
        rows = []
        for t in lengths.tolist():
            half = 0.52 * wide * float(np.sqrt(max(0.0, 1 - max(0.0, (t - 0.3) / 0.7) ** 2))) + 0.001
            high = 0.012 + 0.042 * float(np.sqrt(max(0.0, 1 - (0.3 + 0.7 * t) ** 4)))
            rows.append(
                [
                    (x + half * float(np.cos(a)), 0.01 + high * float(np.sin(a)), z + long * (0.52 * t - 0.01))
                    for a in turns
                ]
            )
        p.loft(rows, cloth)
        p.path([(px, py, pz) for px, py, pz in rows[0]], 0.009, lining)
        for s in (-1, 1) if ears == 1 else ():
            p.ball((x + s * 0.25 * wide, 0.085, z + 0.2 * long), (0.014, 0.035, 0.01), cloth)
        if ears == 2:
            p.ball((x, 0.085, z + 0.12 * long), (0.022, 0.018, 0.022), lining)
    p.bare = True
