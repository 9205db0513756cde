"""People, standing, walking and sitting.

A body is 1 high while it is built: lengths are shares of the height, as in figure drawing, and `grown` scales it.
"""

from dataclasses import dataclass

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece

MIXED = "Miscellaneous"
SKINS = (
    *((0.96, 0.8, 0.7), (0.9, 0.7, 0.57), (0.8, 0.6, 0.45), (0.64, 0.44, 0.31)),
    *((0.48, 0.31, 0.21), (0.34, 0.22, 0.15), (0.22, 0.14, 0.1)),
)
HAIRS = (
    *((0.05, 0.04, 0.04), (0.18, 0.1, 0.06), (0.36, 0.22, 0.12), (0.75, 0.58, 0.32)),
    *((0.55, 0.25, 0.12), (0.6, 0.6, 0.6), (0.88, 0.87, 0.85)),
)
NECK, CHEST, WAIST, HIP, KNEE, ANKLE = 0.83, 0.72, 0.6, 0.52, 0.285, 0.045
"""Heights when standing."""
Joint = tuple[Number, Number, Number]


@dataclass(kw_only=True)
class Body:
    """One person's measures and stuffs."""

    broad: Number
    """Times the usual width."""
    head: Number
    """Times the usual size of a head; children have larger ones."""
    shoulders: Number
    """Half their width."""
    skin: int
    hair: int
    top: int
    bottom: int
    shoe: int
    sleeve: int
    """Covers 0: nothing, 1: the upper arms, 2: the whole arms."""
    trousers: int
    """Covers 0: nothing, 1: the thighs, 2: the whole legs."""


def somebody(p: Piece, *, head: Number = 1.0) -> Body:
    denim = [lambda: p.stuff((0.16, 0.22, 0.36), shine=0), lambda: p.stuff((0.42, 0.37, 0.28), shine=0)]

    def black() -> int:
        return p.stuff((0.06, 0.06, 0.07), shine=0)

    def pale() -> int:
        return p.stuff((0.9, 0.9, 0.88), shine=0)

    return Body(
        broad=p.between(0.88, 1.22),
        head=head * p.between(0.96, 1.05),
        shoulders=p.between(0.09, 0.112),
        skin=p.stuff(SKINS[p.count(0, len(SKINS) - 1)], shine=0.1),
        hair=p.stuff(HAIRS[p.count(0, len(HAIRS) - 1)], shine=0.1),
        top=p.any_of(p.cloth, p.cloth, p.cloth, black, pale),
        bottom=p.any_of(p.cloth, black, *denim),
        shoe=p.any_of(p.dark, p.dark, p.white, p.wood),
        sleeve=p.count(0, 2) if p.chance(0.4) else 2,
        trousers=2 if p.chance(0.8) else 1,
    )


def swung(start: Joint, length: Number, out: Number, ahead: Number) -> Joint:
    """The far end of a limb that hangs from `start`, swung `out` to +x and `ahead` to +z, in radians."""
    x, y, z = start
    down = length * float(np.cos(ahead))
    return (
        x + down * float(np.sin(out)),
        y - down * float(np.cos(out)),
        z + length * float(np.sin(ahead)),
    )


def bone(p: Piece, start: Joint, end: Joint, thick: tuple[Number, Number], material: int) -> None:
    """A tapered part of a limb with round ends, a little fuller in its upper half."""
    a, b = thick
    middle = tuple((0.65 * np.array(start) + 0.35 * np.array(end)).tolist())
    bulge = 0.55 * a + 0.5 * b
    p.rod(start, middle, a, material, end_radius=bulge)
    p.rod(middle, end, bulge, material, end_radius=b)
    p.ball(start, (a, a, a), material)
    p.ball(end, (b, b, b), material)


def arm(p: Piece, body: Body, shoulder: Joint, out: Number, ahead: Number, bend: tuple[Number, Number]) -> Joint:
    """An arm; `bend` is (out, ahead) of the forearm. Gives the hand."""
    thick = 0.9 + 0.35 * (body.broad - 1)
    elbow = swung(shoulder, 0.175, out, ahead)
    wrist = swung(elbow, 0.145, *bend)
    hand = swung(wrist, 0.045, *bend)
    upper, lower = (body.top if body.sleeve > level else body.skin for level in (0, 1))
    loose = 1.15 if body.sleeve == 2 else 1.0
    bone(p, shoulder, elbow, (0.034 * thick, 0.025 * thick * loose), upper)
    bone(p, elbow, wrist, (0.025 * thick * loose, 0.017 * thick * loose), lower)
    p.ball(hand, (0.02, 0.036, 0.02) if abs(bend[1]) < 0.8 else (0.02, 0.018, 0.036), body.skin)
    thumb = swung(wrist, 0.03, bend[0], bend[1] + 0.5)
    p.ball(thumb, (0.01, 0.016, 0.01), body.skin)
    return hand


def leg(p: Piece, body: Body, hip: Joint, out: Number, ahead: Number, bend: Number, *, foot: bool = True) -> Joint:
    """A leg whose lower part is swung `bend` ahead, with a shoe that points to +z; gives the ankle."""
    thick = 0.92 + 0.5 * (body.broad - 1)
    knee = swung(hip, HIP - KNEE, out, ahead)
    ankle = swung(knee, KNEE - ANKLE, out * 0.3, bend)
    upper, lower = (body.bottom if body.trousers > level else body.skin for level in (0, 1))
    loose = 1.15 if body.trousers == 2 else 0.95
    bone(p, hip, knee, (0.055 * thick, 0.036 * thick * loose), upper)
    bone(p, knee, ankle, (0.036 * thick * loose, 0.022 * thick * loose), lower)
    if body.trousers == 2:
        p.rod(swung(knee, 0.12, out * 0.3, bend), swung(knee, 0.225, out * 0.3, bend), 0.032 * thick, lower)
    if foot:
        x, y, z = ankle
        p.pad((x - 0.027, y - ANKLE, z - 0.035), (x + 0.027, y + 0.01, z + 0.06), body.shoe, soft=0.5)
        p.pad((x - 0.028, y - ANKLE, z - 0.03), (x + 0.028, y - 0.012, z + 0.115), body.shoe, soft=0.55)
    return ankle


def trunk(p: Piece, body: Body, low: Number, z: Number, *, hem: Number = 0.0) -> None:
    """Hips to neck; `low` is how much the person sits lower than it would stand, a hem is one of a shirt or jacket."""
    b, wide = body.broad, body.shoulders

    def rings(*profile: tuple[Number, Number]) -> list[tuple[Number, Number]]:
        return [(r, y - low) for r, y in profile]

    belly = p.between(0.075, 0.085) * b
    p.turned(rings((0, 0.475), (0.075 * b, 0.49), (0.097 * b, 0.53), (belly, WAIST)), body.bottom, (0, z), 0.68)
    chest = (0.095 * b, CHEST)
    profile = rings(
        (belly * 1.04, WAIST - 0.02 - hem), (belly * 1.03, WAIST), chest, (wide, 0.785), (wide * 0.8, 0.815)
    )
    if hem:
        profile[0] = (0.104 * b, profile[0][1])
    p.turned([*profile, (0.04, NECK - low), (0.03, NECK + 0.005 - low)], body.top, (0, z), 0.64)
    p.rod((0, NECK - 0.02 - low, z), (0, 0.89 - low, z + 0.008), 0.031, body.skin, end_radius=0.028)
    if p.chance(0.35):
        p.turned(rings((belly * 1.06, WAIST - 0.01), (belly * 1.06, WAIST + 0.012)), p.dark(), (0, z), 0.66)


def face(p: Piece, body: Body, low: Number, z: Number, style: int) -> None:
    """A head with hair: 0 short, 1 long, 2 a bun, 3 none, 4 a full crop, 5 a tail, 6 a bob, 7 a beard."""
    s = body.head
    y, z = 0.87 + 0.064 * s - low, z + 0.012
    p.ball((0, y, z), (0.045 * s, 0.064 * s, 0.054 * s), body.skin)
    p.ball((0, y - 0.035 * s, z + 0.012 * s), (0.034 * s, 0.031 * s, 0.038 * s), body.skin)
    p.ball((0, y - 0.008 * s, z + 0.056 * s), (0.008 * s, 0.013 * s, 0.011 * s), body.skin)
    eye, lips = p.dark(), p.stuff((0.65, 0.35, 0.32), shine=0.1)
    for side in (-1, 1):
        p.ball((side * 0.018 * s, y + 0.008 * s, z + 0.047 * s), (0.006 * s, 0.004 * s, 0.005 * s), eye)
        p.ball((side * 0.046 * s, y - 0.005 * s, z), (0.007 * s, 0.015 * s, 0.01 * s), body.skin)
    p.ball((0, y - 0.034 * s, z + 0.047 * s), (0.013 * s, 0.004 * s, 0.005 * s), lips)
    if style == 3:
        return
    hair = body.hair
    p.ball((0, y + 0.018 * s, z - 0.012 * s), (0.05 * s, 0.054 * s, 0.053 * s), hair)
    if style in (1, 5, 6):
        p.ball((0, y - 0.005 * s, z - 0.02 * s), (0.054 * s, 0.065 * s, 0.042 * s), hair)
    if style == 1:
        long = p.between(0.08, 0.2)
        p.pad((-0.055 * s, y - long, z - 0.068 * s), (0.055 * s, y + 0.02, z - 0.015 * s), hair, soft=0.6)
    elif style == 2:
        p.ball((0, y + 0.05 * s, z - 0.05 * s), (0.025 * s, 0.025 * s, 0.025 * s), hair)
    elif style == 4:
        p.ball((0, y + 0.03 * s, z - 0.008 * s), (0.062 * s, 0.058 * s, 0.062 * s), hair)
    elif style == 5:
        p.rod((0, y + 0.02, z - 0.06 * s), (0, y - 0.1, z - 0.08 * s), 0.02 * s, hair, end_radius=0.008)
    elif style == 6:
        for side in (-1, 1):
            p.ball((side * 0.045 * s, y - 0.025 * s, z - 0.008 * s), (0.018 * s, 0.05 * s, 0.035 * s), hair)
    if style == 7:
        p.ball((0, y - 0.043 * s, z + 0.014 * s), (0.036 * s, 0.03 * s, 0.04 * s), hair)


def grown(p: Piece, height_m: Number) -> None:
    """Scale the finished body; half of them are mirrored."""
    side = 1.0 if p.chance(0.5) else -1.0
    for corners in p.corners:
        corners[:, :3] *= np.array([side, 1, 1]) * height_m
        corners[:, 3:6] *= np.array([side, 1, 1])
    p.bare = True


def shoulder(body: Body, side: int, low: Number = 0.0, z: Number = 0.0) -> Joint:
    return side * body.shoulders, 0.79 - low, z


def hips(body: Body, side: int, low: Number = 0.0, z: Number = 0.0) -> Joint:
    return side * 0.048 * body.broad, HIP - low, z


def adult(p: Piece) -> float:
    return p.between(1.52, 1.93)


def arms(p: Piece, body: Body, low: Number = 0.0, z: Number = 0.0) -> None:
    """Two arms at rest: hanging, on the hips, crossed, behind, in the pockets or one of them lifted."""
    style = p.count(0, 5)
    for side in (-1, 1):
        spread = p.between(0.06, 0.2)
        out, ahead, bend = spread, p.between(-0.1, 0.15), (spread * 0.5, p.between(0.05, 0.4))
        if style == 1:
            out, ahead, bend = 0.65, -0.15, (-0.75, 0.35)
        elif style == 2:
            out, ahead, bend = 0.12, 0.35, (-1.25, 1.05 + 0.06 * side)
        elif style == 3 and side == 1:
            out, ahead, bend = p.between(0.3, 1.2), p.between(0.0, 0.5), (p.between(2.2, 3.0), p.between(0.0, 0.4))
        elif style == 4:
            out, ahead, bend = 0.1, p.between(0.0, 0.2), (-0.2, p.between(1.0, 1.5))
        elif style == 5:
            out, ahead, bend = 0.35, -0.3, (-0.25, 0.25)
        x, y, at = shoulder(body, 1, low, z)
        start = len(p.corners)
        arm(p, body, (x, y, at), out, ahead, bend)
        if side == -1:
            mirrored(p, start)


def mirrored(p: Piece, start: int) -> None:
    """Move what was added since `start` from the right to the left."""
    for corners in p.corners[start:]:
        corners[:, [0, 3]] *= -1


# -- standing --------------------------------------------------------------------------------------------------------
@design("person", MIXED)
def standing_person(p: Piece) -> None:
    body = somebody(p)
    trunk(p, body, 0.0, 0.0, hem=p.between(0.0, 0.05))
    out, shift = p.between(0.0, 0.12), p.between(-0.12, 0.12)
    leg(p, body, hips(body, 1), out, shift, shift - p.between(0, 0.1))
    leg(p, body, hips(body, -1), -out, -shift * 0.3, -p.between(0, 0.08))
    arms(p, body)
    face(p, body, 0.0, 0.0, p.count(0, 7))
    grown(p, adult(p))


@design("person", MIXED)
def person_in_suit(p: Piece) -> None:
    """A jacket, long or short, over a shirt with a tie, or a coat."""
    body, shirt = somebody(p), p.any_of(p.white, p.cloth)
    body.sleeve, body.trousers = 2, 2
    body.bottom = body.top if p.chance(0.6) else body.bottom
    long = p.between(0.06, 0.24)
    trunk(p, body, 0.0, 0.0, hem=long)
    p.turned(
        [(0.104 * body.broad, WAIST - long), (0.102 * body.broad, WAIST), (0.105 * body.broad, CHEST)],
        body.top,
        oval=0.72,
    )
    p.block((-0.03, 0.67, 0.03), (0.03, 0.825, 0.072 * body.broad), (1.3, 0.8), shirt)
    if p.chance(0.6):
        p.block((-0.008, 0.66, 0.04), (0.008, 0.82, 0.077 * body.broad), (1.2, 0.8), p.cloth())
    for side in (-1, 1):
        start = (side * 0.05, 0.82, 0.035)
        p.rod(start, (side * 0.012, 0.66, 0.074 * body.broad), 0.016, body.top, end_radius=0.01)
        leg(p, body, hips(body, side), side * p.between(0.0, 0.08), p.between(-0.05, 0.05), -0.02)
    arms(p, body)
    face(p, body, 0.0, 0.0, (0, 7, 3, 4, 2, 6)[p.count(0, 5)])
    grown(p, adult(p))


@design("person", MIXED)
def woman_in_dress(p: Piece) -> None:
    body, hem, flare = somebody(p), p.between(0.12, 0.36), p.between(0.09, 0.17)
    body.broad *= 0.92
    body.shoulders = p.between(0.082, 0.095)
    body.sleeve, body.trousers = p.count(0, 2), 0
    body.bottom = body.top
    trunk(p, body, 0.0, 0.0)
    b = body.broad
    skirt = [(flare * 1.05, hem), ((flare + 0.1 * b) / 2 + 0.01, 0.44), (0.103 * b, 0.53), (0.078 * b, WAIST + 0.01)]
    p.turned(skirt, p.cloth() if p.chance(0.3) else body.top, oval=p.between(0.7, 0.95))
    for side in (-1, 1):
        p.ball((side * 0.042 * b, 0.722, 0.045 * b), (0.038 * b, 0.034, 0.033), body.top)
        leg(p, body, hips(body, side), -side * 0.03, p.between(-0.06, 0.06), -0.03)
    arms(p, body)
    face(p, body, 0.0, 0.0, (1, 1, 2, 5, 6, 4)[p.count(0, 5)])
    grown(p, p.between(1.5, 1.78))


@design("person", MIXED)
def walking_person(p: Piece) -> None:
    body, step = somebody(p), p.between(0.22, 0.5)
    trunk(p, body, 0.0, 0.0, hem=p.between(0.0, 0.1))
    leg(p, body, hips(body, 1), 0.02, step, step * 0.75)
    leg(p, body, hips(body, -1), -0.02, -step * 0.6, -step * 1.3)
    arm(p, body, shoulder(body, 1), 0.12, -step, (0.05, -step + p.between(0.2, 0.5)))
    hand = arm(p, body, shoulder(body, -1), -0.12, step, (-0.02, step + p.between(0.3, 1.0)))
    if p.chance(0.3):
        x, y, z = hand
        p.pad((x - 0.035, y - 0.2, z - 0.08), (x + 0.035, y - 0.06, z + 0.08), p.any_of(p.dark, p.paint), soft=0.3)
        p.path([(x, y - 0.07, z - 0.04), (x, y, z), (x, y - 0.07, z + 0.04)], 0.005, p.dark())
    elif p.chance(0.3):
        p.pad((-0.08, 0.6, -0.17), (0.08, 0.82, -0.05), p.any_of(p.dark, p.paint), soft=0.35)
    face(p, body, 0.0, 0.0, p.count(0, 7))
    grown(p, adult(p))


@design("person", MIXED)
def person_with_hat(p: Piece) -> None:
    """In a hat or cap, in an open coat or in an apron; some lean on a stick."""
    body, style = somebody(p), p.count(0, 2)
    trunk(p, body, 0.0, 0.0, hem=p.between(0.03, 0.12))
    b = body.broad
    for side in (-1, 1):
        leg(p, body, hips(body, side), side * p.between(0.0, 0.12), p.between(-0.08, 0.08), -0.03)
    if style == 0:  # a coat to the knees
        p.turned(
            [(0.125 * b, p.between(0.26, 0.4)), (0.106 * b, 0.53), (0.095 * b, WAIST), (0.104 * b, CHEST)],
            body.top,
            oval=0.74,
        )
    elif style == 1:
        apron = p.any_of(p.white, p.cloth)
        p.block((-0.1 * b, 0.35, 0.03), (0.1 * b, WAIST, 0.082 * b), (0.9, 0.9), apron)
        p.block((-0.07 * b, WAIST, 0.03), (0.07 * b, 0.75, 0.072 * b), (0.8, 0.9), apron)
    if p.chance(0.3):
        arm(p, body, shoulder(body, -1), -0.12, 0.0, (-0.05, 0.15))
        x, y, z = arm(p, body, shoulder(body, 1), 0.2, 0.2, (0.05, 0.9))
        p.rod((x, y + 0.01, z + 0.01), (x + 0.02, 0.0, z + 0.05), 0.007, p.wood())
    else:
        arms(p, body)
    face(p, body, 0.0, 0.0, (0, 1, 5, 6)[p.count(0, 3)])
    felt, r, s = p.any_of(p.cloth, p.dark, p.white), 0.06 * body.head, body.head
    y = 0.87 + 0.095 * s
    crown = [(r, y), (r * 0.97, y + p.between(0.02, 0.05)), (r * 0.7, y + 0.06), (0, y + 0.062)]
    if p.chance(0.6):
        p.turned([(r * p.between(1.4, 2.0), y + p.between(-0.01, 0.01)), *crown], felt, (0, 0.003), 1.1)
    else:
        p.turned(crown, felt, (0, 0.003), 1.1)
        p.pad((-r * 0.8, y, 0.03), (r * 0.8, y + 0.008, r * 2.0), felt, soft=0.6)
    grown(p, adult(p))


@design("person", MIXED)
def child(p: Piece) -> None:
    """A girl or a boy of two to eleven years."""
    tall = p.between(0.85, 1.42)
    body = somebody(p, head=1.62 - 0.42 * (tall - 0.85) / 0.57)
    body.shoulders = p.between(0.084, 0.1)
    body.sleeve, body.trousers = p.count(0, 2), p.count(1, 2)
    dress = p.chance(0.35)
    if dress:
        body.bottom, body.trousers = body.top, 0
        p.turned(
            [(p.between(0.11, 0.17), p.between(0.26, 0.38)), (0.1, 0.54), (0.085, WAIST + 0.02)], body.top, oval=0.85
        )
    trunk(p, body, 0.0, 0.0, hem=0.03)
    stride = p.between(0.0, 0.4)
    leg(p, body, hips(body, 1), 0.06, stride, stride * 0.7)
    leg(p, body, hips(body, -1), -0.06, -stride * 0.6, -stride * 1.2)
    arms(p, body)
    face(p, body, 0.0, 0.0, (1, 2, 5, 6)[p.count(0, 3)] if dress else p.count(0, 6))
    grown(p, tall)


@design("person", MIXED)
def busy_person(p: Piece) -> None:
    """Reaching up, pointing, bending a knee, holding a phone, a book or a cup."""
    body, style = somebody(p), p.count(0, 3)
    trunk(p, body, 0.0, 0.0, hem=p.between(0.0, 0.05))
    leg(p, body, hips(body, 1), 0.1, p.between(0.0, 0.5), p.between(-0.6, 0.0))
    leg(p, body, hips(body, -1), -0.08, 0.0, -0.03)
    if style == 0:
        for side in (-1, 1):
            arm(p, body, shoulder(body, side), side * p.between(2.0, 2.9), 0.3, (side * p.between(2.6, 3.1), 0.2))
    elif style == 1:
        arm(p, body, shoulder(body, 1), p.between(0.2, 1.4), p.between(0.6, 1.2), (0.4, p.between(1.2, 1.5)))
        arm(p, body, shoulder(body, -1), -0.15, 0.0, (-0.1, 0.2))
    else:
        for side in (-1, 1):
            hand = arm(p, body, shoulder(body, side), side * 0.1, 0.35, (-side * 0.5, p.between(1.1, 1.4)))
        thing = p.any_of(p.dark, p.paint, p.white)
        wide = 0.02 if style == 2 else p.between(0.06, 0.12)
        p.box((-wide, hand[1] - 0.01, hand[2] - 0.01), (wide, hand[1] + 0.09, hand[2] + 0.015), thing)
    face(p, body, 0.0, 0.0, p.count(0, 7))
    grown(p, adult(p))


# -- sitting ---------------------------------------------------------------------------------------------------------
@design("person", MIXED)
def seated_person(p: Piece) -> None:
    """As on a chair, that is not there."""
    body, low = somebody(p), HIP - KNEE - p.between(-0.01, 0.03)
    trunk(p, body, low, 0.0, hem=0.02)
    crossed = p.chance(0.25)
    for side in (-1, 1):
        spread, lift = side * p.between(0.02, 0.2), 0.25 if crossed and side == 1 else 0.0
        leg(p, body, hips(body, side, low), spread if not lift else -0.5, 1.5 + lift, p.between(-0.2, 0.25) + lift)
        if p.chance(0.7):
            arm(p, body, shoulder(body, side, low), side * 0.12, 0.35, (-side * 0.1, p.between(1.0, 1.35)))
        else:
            arm(p, body, shoulder(body, side, low), side * 0.35, 0.1, (-side * 0.5, 1.0))
    if body.trousers and p.chance(0.25):
        p.pad((-0.1, 0.26, 0.0), (0.1, 0.335, 0.24), body.bottom, soft=0.4)  # a skirt
    face(p, body, low, 0.0, p.count(0, 7))
    grown(p, adult(p))


@design("person", MIXED)
def person_on_floor(p: Piece) -> None:
    """Legs crossed, stretched out or with the knees up."""
    body, low, style = somebody(p), HIP - 0.06, p.count(0, 2)
    trunk(p, body, low, 0.0, hem=0.02)
    for side in (-1, 1):
        hip = hips(body, side, low)
        start = len(p.corners)
        if style == 0:  # crossed
            knee, ankle = (0.2, 0.07, 0.14), (-0.03, 0.04, 0.16 + 0.03 * side)
            bone(p, (abs(hip[0]), 0.06, 0.0), knee, (0.055, 0.04), body.bottom)
            bone(p, knee, ankle, (0.04, 0.026), body.bottom if body.trousers == 2 else body.skin)
            p.pad((-0.1, 0.0, ankle[2] - 0.03), (-0.005, 0.05, ankle[2] + 0.025), body.shoe, soft=0.5)
        elif style == 1:
            leg(p, body, (abs(hip[0]), 0.06, 0.0), 0.0, p.between(2.2, 2.4), p.between(-0.2, 0.15))
        else:
            x = p.between(0.06, 0.12)
            bone(p, (abs(hip[0]), 0.06, 0.0), (x, 0.05, 0.235), (0.055, 0.042), body.bottom)
            bone(p, (x, 0.05, 0.235), (x + 0.01, 0.035, 0.46), (0.042, 0.028), body.bottom)
            p.pad((x - 0.02, 0.0, 0.45), (x + 0.04, 0.13, 0.5), body.shoe, soft=0.5)
        if side == -1:
            mirrored(p, start)
        start = len(p.corners)
        bend = (-0.25, p.between(0.9, 1.3)) if style < 2 else (0.1, -0.1)
        arm(p, body, shoulder(body, 1, low), 0.2, 0.3 if style < 2 else -0.45, bend)
        if side == -1:
            mirrored(p, start)
    face(p, body, low, 0.0, p.count(0, 7))
    grown(p, p.between(1.0, 1.85))
