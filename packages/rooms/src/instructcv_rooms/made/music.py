"""Speakers, players and pianos."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.devices import keys
from instructcv_rooms.made.piece import Piece, around
from instructcv_rooms.made.shapes import curve, extruded

LIVING = "Living room"


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


# -- pianos ----------------------------------------------------------------------------------------------------------
@design("piano", LIVING)
def grand_piano(p: Piece) -> None:
    """The bent side, three legs, a lyre of pedals, and a lid that is open or shut."""
    w, d, body = p.between(1.4, 1.55), p.between(1.45, 2.1), p.any_of(p.dark, p.dark, p.dark, p.white, p.wood)
    low, high, front = 0.58, 0.9, d / 2 - 0.3
    bend = curve((w / 2, 0.0, front - 0.35 * d), (w * 0.1, 0.0, 0.0), (0.1 * w, 0.0, -0.42 * d), 8)
    tail = curve((0.1 * w, 0.0, -0.42 * d), (-0.05 * w, 0.0, -0.54 * d), (-w / 2, 0.0, -0.45 * d), 5)
    outline = [(-w / 2, front), (w / 2, front), *((x, z) for x, _, z in (*bend, *tail[1:]))]
    extruded(p, outline, low, high, body, lid=p.stuff((0.6, 0.45, 0.22), shine=0.5))
    start = len(p.corners)
    extruded(p, outline, high + 0.01, high + 0.03, body)
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
