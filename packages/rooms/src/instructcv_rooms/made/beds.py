"""Beds and what lies on them."""

from math import sqrt

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece
from instructcv_rooms.made.shapes import (
    arch,
    baluster,
    cushion,
    perhaps_mirrored,
    plank,
    scattered,
    spread,
    tufts,
    turnings,
)
from instructcv_rooms.made.storage import books, legs, open_case

BEDROOM = "Bedroom"


def bedding(
    p: Piece, w: Number, d: Number, high: Number, thick: Number, middle: tuple[Number, Number] = (0, 0)
) -> None:
    """Mattress, covers and pillows, their tops at `high` and the head behind."""
    x0, z0, sheet = middle[0] - w / 2, middle[1] - d / 2, p.any_of(p.white, p.white, p.cloth)
    cover, style, pillow = p.any_of(p.cloth, p.cloth, p.white), p.count(0, 3), p.any_of(p.white, p.cloth)
    p.pad((x0, high - thick, z0), (x0 + w, high, z0 + d), sheet, soft=0.12)
    fold, hang = z0 + d * p.between(0.25, 0.55), thick * p.between(0.5, 1.1)
    if style <= 1:  # a duvet, with or without a turned strip
        p.pad(
            (x0 - 0.02, high - hang, fold),
            (x0 + w + 0.02, high + p.between(0.02, 0.07), z0 + d + 0.015),
            cover,
            soft=0.14,
        )
        if style == 1:
            p.pad(
                (x0 - 0.025, high - hang, fold),
                (x0 + w + 0.025, high + 0.075, fold + p.between(0.15, 0.35)),
                sheet,
                soft=0.16,
            )
    elif style == 2:  # tucked in, a throw over the foot
        p.pad((x0 - 0.005, high - thick, fold), (x0 + w + 0.005, high + 0.012, z0 + d + 0.005), sheet, soft=0.1)
        z = z0 + d * p.between(0.62, 0.75)
        p.pad((x0 - 0.02, high - hang, z), (x0 + w + 0.02, high + 0.03, z + d * 0.2), cover, soft=0.1)
    else:  # thrown back
        p.pad(
            (x0 + 0.05, high - 0.03, z0 + d * 0.6), (x0 + w + 0.03, high + p.between(0.1, 0.2), z0 + d), cover, soft=0.6
        )
        p.pad((x0, high - 0.02, z0 + d * 0.5), (x0 + w * 0.7, high + 0.1, z0 + d * 0.75), cover, soft=0.7)
    pillows, propped = 1 if w < 1.2 else 2, p.chance(0.4)
    each = w / pillows
    for k in range(pillows):
        x = x0 + (k + 0.5) * each
        if propped:
            cushion(p, (x, high, z0 + 0.2), (x, high + 0.38, z0 + 0.08), (each * 0.44, 0, 0), 0.15, pillow, 0.5)
        else:
            p.pad(
                (x - each * 0.44, high - 0.02, z0 + 0.04), (x + each * 0.44, high + 0.13, z0 + 0.46), pillow, soft=0.5
            )
    for _ in range(p.count(0, 3) if w > 1.2 else p.count(0, 1)):
        x, size = x0 + w * p.between(0.25, 0.75), p.between(0.14, 0.22)
        cushion(p, (x, high, z0 + 0.5), (x, high + 1.8 * size, z0 + 0.38), (size, 0, 0), 0.13, p.cloth(), 0.5)


def bed_size(p: Piece) -> tuple[float, float]:
    """Width and length of a mattress for one or for two."""
    return p.between(0.85, 1.05) if p.chance(0.4) else p.between(1.35, 1.85), p.between(1.9, 2.1)


@design("bed", BEDROOM)
def metal_bed(p: Piece) -> None:
    (w, d), high = bed_size(p), p.between(0.44, 0.6)
    iron, r = p.any_of(p.dark, p.white, p.metal, p.metal), p.between(0.01, 0.022)
    head, foot, bowed, bars = p.between(0.9, 1.25), p.between(0.55, 0.9), p.chance(0.5), p.count(5, 11)
    bedding(p, w, d, high, p.between(0.16, 0.24))
    for z, top in ((-d / 2 - 0.03, head), (d / 2 + 0.04, foot)):
        for x in (-w / 2 - 0.02, w / 2 + 0.02):
            p.rod((x, 0, z), (x, top, z), r * 1.3, iron)
            p.ball((x, top + r, z), (r * 2, r * 2, r * 2), iron)
        rise = 0.25 * top if bowed else 0.0
        p.path(arch(w / 2 + 0.02, rise, top - 0.03, z), r, iron) if bowed else p.rod(
            (-w / 2, top - 0.03, z), (w / 2, top - 0.03, z), r, iron
        )
        p.rod((-w / 2 - 0.02, 0.3, z), (w / 2 + 0.02, 0.3, z), r, iron)
        for u in spread(-0.9, 0.9, bars):
            p.rod((u * w / 2, 0.3, z), (u * w / 2, top - 0.03 + rise * sqrt(1 - u * u), z), r * 0.6, iron)
    for x in (-w / 2, w / 2):
        p.box((x - 0.01, 0.26, -d / 2), (x + 0.01, 0.32, d / 2), iron)
    p.top_m = high


def ladder(p: Piece, x: Number, z: Number, high: Number, lean: Number, material: int) -> None:
    """Two stiles and rungs in front of x, their feet at z + lean."""
    steps = max(3, round(high / 0.28))
    for side in (-0.18, 0.18):
        p.rod((x + side, 0, z + lean), (x + side, high, z), 0.02, material)
    for k in range(1, steps):
        y, at = high * k / steps, z + lean * (1 - k / steps)
        p.rod((x - 0.18, y, at), (x + 0.18, y, at), 0.016, material)


def guard(p: Piece, length: Number, y: Number, z: Number, bars: int, material: int) -> None:
    """Rails along x above y."""
    for k in range(bars):
        p.box((-length / 2, y + 0.1 * k, z - 0.012), (length / 2, y + 0.1 * k + 0.06, z + 0.012), material)


@design("bed", BEDROOM)
def bunk_bed(p: Piece) -> None:
    w, d, low, up = p.between(1.85, 2.05), p.between(0.85, 1.0), p.between(0.32, 0.5), p.between(1.35, 1.6)
    frame, thick, high = p.any_of(p.wood, p.wood, p.white, p.metal, p.dark), p.between(0.12, 0.18), 0.0
    high, round_ = up + p.between(0.25, 0.4), p.chance(0.35)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.rod((x, 0, z), (x, high, z), 0.028, frame) if round_ else p.box(
                (x - 0.035, 0, z - 0.035), (x + 0.035, high, z + 0.035), frame
            )
        for y in spread(low, low + 0.35, 3) + spread(up, high - 0.07, 3):
            p.box((x - 0.012, y, -d / 2), (x + 0.012, y + 0.07, d / 2), frame)
    bed = Piece(p.rng)
    for level in (low, up):
        for z in (-d / 2, d / 2):
            p.box((-w / 2, level - thick - 0.04, z - 0.015), (w / 2, level - thick + 0.08, z + 0.015), frame)
        bed.materials = p.materials
        bedding(bed, d - 0.06, w - 0.08, level, thick)
    bed.turn(0, 1, 90)
    p.corners += bed.corners
    guard(p, w, up + 0.05, -d / 2, 2, frame)
    guard(p, w * 0.99, up + 0.05, d / 2, 2, frame)
    ladder(p, w * p.between(0.28, 0.36), d / 2 + 0.04, up + 0.2, p.between(0, 0.3), frame)
    p.top_m = up
    perhaps_mirrored(p)


@design("bed", BEDROOM)
def loft_bed(p: Piece) -> None:
    """A high bed over a desk or a seat."""
    w, d, up = p.between(1.9, 2.1), p.between(0.9, 1.3), p.between(1.5, 1.75)
    frame, thick = p.any_of(p.metal, p.wood, p.white, p.dark), p.between(0.12, 0.18)
    high = up + p.between(0.22, 0.34)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.box((x - 0.03, 0, z - 0.03), (x + 0.03, high, z + 0.03), frame)
        for y in (0.12, up - 0.05, high - 0.05):
            p.box((x - 0.015, y, -d / 2), (x + 0.015, y + 0.05, d / 2), frame)
    for z in (-d / 2, d / 2):
        p.box((-w / 2, up - thick - 0.08, z - 0.015), (w / 2, up - thick + 0.05, z + 0.015), frame)
        guard(p, w, up + 0.03, z, p.count(2, 3), frame)
    bed = Piece(p.rng)
    bed.materials = p.materials
    bedding(bed, d - 0.06, w - 0.08, up, thick)
    bed.turn(0, 1, 90)
    p.corners += bed.corners
    if p.chance(0.6):
        top = p.any_of(p.wood, p.white, p.dark)
        p.box((-w / 2 + 0.03, 0.71, -d / 2), (w / 2 - 0.03, 0.735, -d / 2 + p.between(0.5, 0.65)), top)
        p.box((-w / 2 + 0.05, 0.02, -d / 2 + 0.02), (-w / 2 + 0.45, 0.71, -d / 2 + 0.48), top)
        if p.chance(0.5):
            p.box((-w / 2 + 0.03, 1.05, -d / 2), (w / 2 - 0.03, 1.07, -d / 2 + 0.22), top)
            books(p, [p.paint() for _ in range(5)], (-0.5, 1.07, -d / 2 + 0.02), 0.9, 0.26, 0.2)
    elif p.chance(0.5):
        p.pad((-w / 2 + 0.1, 0, -d / 2 + 0.05), (w / 2 - 0.1, 0.35, d / 2 - 0.1), p.cloth(), soft=0.25)
        scattered(p, w * 0.8, 0.35, -d / 2, 3)
    ladder(p, w / 2 - 0.25, d / 2 + 0.04, up + 0.15, p.between(0, 0.35), frame)
    p.top_m = up
    perhaps_mirrored(p)


@design("bed", BEDROOM)
def canopy_bed(p: Piece) -> None:
    (w, d), high, tall = bed_size(p), p.between(0.45, 0.65), p.between(1.85, 2.2)
    frame, thin = p.any_of(p.wood, p.dark, p.white, p.metal), p.chance(0.5)
    post, profile = p.between(0.015, 0.045), turnings(p, p.count(4, 8))
    bedding(p, w, d, high, p.between(0.18, 0.26))
    p.box((-w / 2 - 0.02, high - 0.32, -d / 2 - 0.02), (w / 2 + 0.02, high - 0.15, d / 2 + 0.02), frame)
    for x in (-w / 2 - 0.02, w / 2 + 0.02):
        for z in (-d / 2 - 0.03, d / 2 + 0.03):
            if thin:
                p.box((x - post, 0, z - post), (x + post, tall, z + post), frame)
            else:
                baluster(p, (x, z), 0, tall, post * 1.2, profile, frame)
        p.box((x - 0.02, tall - 0.04, -d / 2), (x + 0.02, tall, d / 2), frame)
    for z in (-d / 2 - 0.03, d / 2 + 0.03):
        p.box((-w / 2, tall - 0.04, z - 0.02), (w / 2, tall, z + 0.02), frame)
    p.box(
        (-w / 2, high - 0.2, -d / 2 - 0.05),
        (w / 2, p.between(0.9, 1.2), -d / 2 - 0.02),
        p.any_of(lambda: frame, p.cloth),
    )
    if p.chance(0.6):
        veil = p.any_of(p.white, p.cloth, lambda: p.stuff((0.95, 0.95, 0.95), shine=0.0, opacity=0.6))
        if p.chance(0.5):
            p.box((-w / 2, tall, -d / 2), (w / 2, tall + 0.01, d / 2), veil)
        for x in (-w / 2 - 0.02, w / 2 - 0.2):
            for z in (-d / 2, d / 2) if p.chance(0.7) else (-d / 2,):
                p.drape((x, 0.1, z), (x + 0.22, tall - 0.02, z), 4, 0.08, veil)
    p.top_m = high


@design("bed", BEDROOM)
def upholstered_bed(p: Piece) -> None:
    (w, d), high, head = bed_size(p), p.between(0.48, 0.65), p.between(1.05, 1.5)
    cover, style, back = p.any_of(p.cloth, p.cloth, p.paint, p.dark), p.count(0, 3), -d / 2 - 0.02
    wide = w + p.between(0.05, 0.3) * p.chance(0.6)
    bedding(p, w, d, high, p.between(0.2, 0.3))
    foot = p.between(0.02, 0.14)
    p.pad((-w / 2 - 0.05, foot, -d / 2), (w / 2 + 0.05, high - 0.14, d / 2 + 0.05), cover, soft=0.06)
    legs(p, w, foot + 0.02, d, 0.03, p.any_of(p.wood, p.dark, p.metal))
    if style == 0:  # upright channels
        n = p.count(5, 11)
        for k in range(n):
            x0, x1 = (-wide / 2 + wide * (k + j) / n for j in (0, 1))
            p.pad((x0, foot, back - 0.1), (x1, head, back), cover, soft=0.3)
    elif style == 1:  # squares
        rows, columns = p.count(2, 3), p.count(3, 6)
        for i in range(columns):
            for j in range(rows):
                x, y = -wide / 2 + wide * i / columns, high - 0.2 + (head - high + 0.2) * j / rows
                p.pad((x, y, back - 0.1), (x + wide / columns, y + (head - high + 0.2) / rows, back), cover, soft=0.25)
    else:
        p.pad((-wide / 2, 0.02, back - 0.12), (wide / 2, head, back), cover, soft=p.between(0.06, 0.2))
        if style == 2:
            tufts(
                p,
                spread(-0.42 * wide, 0.42 * wide, max(4, round(wide / 0.22))),
                spread(high + 0.2, head - 0.1, 3),
                back,
                p.dark(),
            )
    if p.chance(0.3):
        for side in (-1, 1):
            x = side * wide / 2
            p.pad((x - 0.04, 0.02, back - 0.1), (x + 0.04, head, back + 0.2), cover, soft=0.15)
    p.top_m = high


@design("bed", BEDROOM)
def baby_cot(p: Piece) -> None:
    w, d, high = p.between(1.15, 1.4), p.between(0.6, 0.76), p.between(0.82, 1.0)
    frame, base, solid = p.any_of(p.wood, p.white, p.white, p.paint), p.between(0.35, 0.5), p.chance(0.4)
    for x in (-w / 2, w / 2):
        for z in (-d / 2, d / 2):
            p.box((x - 0.022, 0, z - 0.022), (x + 0.022, high, z + 0.022), frame)
        if solid:
            p.box((x - 0.012, 0.2, -d / 2), (x + 0.012, high + p.between(0, 0.08), d / 2), frame)
        else:
            for z in spread(-d / 2, d / 2, p.count(6, 8)):
                p.box((x - 0.007, 0.2, z - 0.01), (x + 0.007, high - 0.02, z + 0.01), frame)
        for y in (0.2, high - 0.04):
            p.box((x - 0.015, y, -d / 2), (x + 0.015, y + 0.04, d / 2), frame)
    for z in (-d / 2, d / 2):
        for y in (0.2, high - 0.04):
            p.box((-w / 2, y, z - 0.015), (w / 2, y + 0.04, z + 0.015), frame)
        for x in spread(-w / 2, w / 2, p.count(12, 18)):
            p.box((x - 0.01, 0.2, z - 0.007), (x + 0.01, high - 0.02, z + 0.007), frame)
    p.pad(
        (-w / 2 + 0.02, base - 0.1, -d / 2 + 0.02),
        (w / 2 - 0.02, base, d / 2 - 0.02),
        p.any_of(p.white, p.cloth),
        soft=0.15,
    )
    p.pad((-0.15 * w, base - 0.03, -d / 2 + 0.03), (w / 2 - 0.03, base + 0.04, d / 2 - 0.03), p.cloth(), soft=0.2)
    if p.chance(0.5):
        p.pad((-w / 2 + 0.04, base, -0.15), (-w / 2 + 0.3, base + 0.06, 0.15), p.white(), soft=0.5)
    if p.chance(0.3):
        p.box((-w / 2, 0.05, -d / 2), (w / 2, 0.18, d / 2), frame)
    p.top_m = base


@design("bed", BEDROOM)
def sleigh_bed(p: Piece) -> None:
    (w, d), high = bed_size(p), p.between(0.5, 0.65)
    wood, head, foot = p.any_of(p.wood, p.wood, p.dark, p.white), p.between(1.0, 1.25), p.between(0.65, 0.9)
    bedding(p, w, d, high, p.between(0.18, 0.26))
    for side, tall in ((-1, head), (1, foot)):
        z = side * (d / 2 + 0.02)
        bend = [(0.05, 0.0), (0.5, 0.0), (0.75, 0.03), (0.9, 0.08), (0.97, 0.13), (0.95, 0.18)]
        for thick in (0.0, 0.05):
            p.loft(
                [[(x, tall * y, z + side * (thick + out)) for x in (-w / 2 - 0.04, w / 2 + 0.04)] for y, out in bend],
                wood,
            )
        for x in (-w / 2 - 0.04, w / 2 + 0.04):
            for (ya, oa), (yb, ob) in zip(bend, bend[1:], strict=False):
                plank(
                    p,
                    (x, tall * ya, z + side * (oa + 0.025)),
                    (x, tall * yb, z + side * (ob + 0.025)),
                    (0.02, 0, 0),
                    0.07,
                    wood,
                )
        p.rod((-w / 2 - 0.06, tall * 0.95, z + side * 0.18), (w / 2 + 0.06, tall * 0.95, z + side * 0.18), 0.04, wood)
    for x in (-w / 2 - 0.03, w / 2 + 0.03):
        p.box((x - 0.02, 0.12, -d / 2), (x + 0.02, high - 0.1, d / 2), wood)
    legs(p, w, 0.1, d, 0.04, wood)
    p.top_m = high


@design("bed", BEDROOM)
def platform_bed(p: Piece) -> None:
    """Low, on a wide board, some with bedside shelves that belong to it."""
    (w, d), base = bed_size(p), p.between(0.14, 0.28)
    wood, thick, rim = p.any_of(p.wood, p.wood, p.dark, p.white), p.between(0.15, 0.24), p.between(0.03, 0.2)
    bedding(p, w, d, base + thick, thick)
    p.box((-w / 2 - rim, base - 0.06, -d / 2 - 0.03), (w / 2 + rim, base, d / 2 + rim), wood)
    p.box((-w / 2 + 0.15, 0, -d / 2 + 0.1), (w / 2 - 0.15, base - 0.05, d / 2 - 0.15), p.any_of(p.dark, lambda: wood))
    head, wings = p.between(0.55, 0.9), p.between(0.35, 0.55) if p.chance(0.5) else 0.0
    if p.chance(0.85):
        half = w / 2 + rim + wings
        boards = p.count(1, 4)
        for k in range(boards):
            y0, y1 = (base + (head - base) * (k + j) / boards for j in (0, 0.94))
            p.box((-half, y0, -d / 2 - 0.07), (half, y1, -d / 2 - 0.03), wood)
        if wings:
            for side in (-1, 1):
                x0, x1 = sorted((side * (w / 2 + rim), side * half))
                p.box((x0, base + 0.05, -d / 2 - 0.03), (x1, base + p.between(0.08, 0.2), -d / 2 + 0.38), wood)
    p.top_m = base + thick


@design("bed", BEDROOM)
def storage_bed(p: Piece) -> None:
    """Drawers under the mattress and shelves in the head."""
    (w, d), high, shelf = bed_size(p), p.between(0.5, 0.65), p.between(0.2, 0.32)
    body, thick = p.any_of(p.wood, p.white, p.white, p.dark), p.between(0.14, 0.2)
    base, head = high - thick, p.between(0.8, 1.1)
    bedding(p, w, d, high, thick)
    p.box((-w / 2 - 0.01, 0, -d / 2), (w / 2 + 0.01, base + 0.04, d / 2 + 0.01), body)
    drawer, handle = body if p.chance(0.6) else p.any_of(p.wood, p.white, p.paint), p.metal()
    n = p.count(2, 3)
    for side in (-1, 1):
        for k in range(n):
            z, x = -d / 2 + d * (k + 0.5) / n, side * (w / 2 + 0.015)
            p.box((x - 0.012, 0.05, z - 0.46 * d / n), (x + 0.012, base - 0.02, z + 0.46 * d / n), drawer)
            p.rod((x + side * 0.03, base * 0.7, z - 0.07), (x + side * 0.03, base * 0.7, z + 0.07), 0.008, handle)
    shelves = Piece(p.rng)
    shelves.materials = p.materials
    for left, floor, width, height in open_case(shelves, (w + 0.04, head, shelf), 3, p.count(2, 3), body, back=True):
        if floor > high and p.chance(0.7):
            books(shelves, [p.paint() for _ in range(3)], (left, floor, -shelf / 2 + 0.02), width, height, shelf * 0.8)
    for rows in shelves.corners:
        rows[:, 2] -= d / 2 + shelf / 2
    p.corners += shelves.corners
    p.top_m = high


@design("bed", BEDROOM)
def country_bed(p: Piece) -> None:
    """Turned posts, a curved or panelled board between them at the head and at the foot."""
    (w, d), high = bed_size(p), p.between(0.5, 0.68)
    wood, post, profile = (
        p.any_of(p.wood, p.wood, p.white, p.dark, p.paint),
        p.between(0.03, 0.05),
        turnings(p, p.count(3, 6)),
    )
    bedding(p, w, d, high, p.between(0.18, 0.26))
    bend, head, foot = p.between(0.0, 0.3), p.between(0.9, 1.2), p.between(0.6, 0.8)
    for z, tall in ((-d / 2 - 0.04, head), (d / 2 + 0.04, foot)):
        line = spread(-w / 2, w / 2, 13)
        crest = [tall - 0.12 + bend * sqrt(max(0.0, 1 - (2 * x / w) ** 2)) * (1.0 if z < 0 else 0.4) for x in line]
        for at in (z - 0.015, z + 0.015):
            p.loft([[(x, 0.28, at) for x in line], [(x, y, at) for x, y in zip(line, crest, strict=True)]], wood)
        p.path([(x, y, z) for x, y in zip(line, crest, strict=True)], 0.022, wood)
        for x in (-w / 2 - 0.02, w / 2 + 0.02):
            baluster(p, (x, z), 0, tall, post, profile, wood)
            p.ball((x, tall + post * 0.8, z), (post, post, post), wood)
        for x in spread(-0.33 * w, 0.33 * w, p.count(2, 4)):
            p.box((x - 0.1, high * 0.8, z - 0.022), (x + 0.1, tall - 0.2, z + 0.022), wood)
    for x in (-w / 2, w / 2):
        p.box((x - 0.015, 0.22, -d / 2), (x + 0.015, high - 0.15, d / 2), wood)
    p.top_m = high
