"""Shades and feet of lamps."""

from instructcv_rooms.made.piece import Number, Piece, around
from instructcv_rooms.made.stuffs import brass, glowing

SHADES: tuple[tuple[tuple[float, float], ...], ...] = (
    ((1.0, 0.0), (1.0, 1.0)),  # drum
    ((1.0, 0.0), (0.6, 1.0)),  # empire
    ((1.0, 0.0), (0.72, 0.25), (0.55, 0.6), (0.45, 1.0)),  # bell
    ((1.25, 0.0), (0.25, 0.8)),  # cone
    ((0.8, 0.0), (1.0, 0.5), (0.8, 1.0)),  # barrel
    ((0.75, 0.0), (1.0, 1.0)),  # flaring
)
"""Profiles as shares of radius and height."""


def fitting(p: Piece) -> int:
    """Metal of any finish, or lacquer."""
    return p.any_of(p.metal, p.dark, p.white, p.paint, lambda: brass(p), p.wood)


def lampshade(p: Piece, y: Number, r: Number) -> None:
    """A cloth or paper shade whose lower rim is at y."""
    cover = p.any_of(p.white, p.cloth, p.cloth, lambda: p.stuff((0.88, 0.8, 0.64), shine=0.0))
    h = r * p.between(0.85, 1.6)
    trim = p.any_of(p.dark, p.cloth, lambda: brass(p)) if p.chance(0.35) else None
    if p.chance(0.18):
        narrow = p.between(0.5, 1.0)
        p.block((-r, y, -r), (r, y + h, r), (narrow, narrow), cover)
        return
    profile = SHADES[p.count(0, len(SHADES) - 1)]
    p.turned([(r * x, y + h * t) for x, t in profile], cover)
    if trim is not None:
        for x, t in (profile[0], profile[-1]):
            p.turned([(r * x * 1.01, y + h * t - 0.006), (r * x * 1.01, y + h * t + 0.006)], trim)
    if p.chance(0.25):  # pleats
        for x, z in around(18):
            a, b = r * profile[0][0], r * profile[-1][0]
            if len(profile) == 2:
                p.rod((a * x, y, a * z), (b * x, y + h * profile[-1][1], b * z), 0.003, cover)
    p.ball((0, y + 0.4 * h, 0), (0.03, 0.04, 0.03), glowing(p))


def foot_plate(p: Piece, r: Number, material: int) -> None:
    """A round, domed or square foot on the floor, up to 3 cm high."""
    style = p.count(0, 2)
    if style == 0:
        p.turned([(0, 0), (r, 0), (r, 0.02), (0, 0.025)], material)
    elif style == 1:
        p.turned([(0, 0), (r, 0), (r * 0.9, 0.012), (r * 0.4, 0.025), (0, 0.03)], material)
    else:
        p.box((-r * 0.9, 0, -r * 0.9), (r * 0.9, 0.025, r * 0.9), material)
