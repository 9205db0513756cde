"""Wardrobes, closed and open."""

from instructcv_rooms.made.contents import clothes_row
from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import arch, panelled, perhaps_mirrored, plank, spread
from instructcv_rooms.made.storage import fronts, legs

BEDROOM, MIXED = "Bedroom", "Miscellaneous"


@design("wardrobe", BEDROOM)
def sliding_wardrobe(p: Piece) -> None:
    w, h, d, doors = p.between(1.2, 2.7), p.between(1.95, 2.35), p.between(0.58, 0.68), p.count(2, 3)
    body, rail = p.any_of(p.wood, p.white, p.dark), p.any_of(p.metal, p.dark, p.white)
    mirror, panel = p.stuff((0.72, 0.8, 0.83), shine=1.0), p.any_of(p.wood, p.white, p.paint, p.dark)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2 - 0.06), body)
    for x in (-w / 2, w / 2 - 0.03):
        p.box((x, 0, -d / 2), (x + 0.03, h, d / 2), body)
    for y in (0, h - 0.06):
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.06, d / 2), body)
    mirrored, bands = p.count(0, 3), p.count(0, 3)
    for k in range(doors):
        x0, x1 = (-w / 2 + 0.03 + (w - 0.06) * (k + j) / doors for j in (-0.01, 1.01))
        z = d / 2 - 0.05 + 0.02 * (k % 2)
        p.box((x0, 0.06, z), (x1, h - 0.06, z + 0.018), mirror if mirrored == 3 or k == mirrored else panel)
        for x in (x0, x1 - 0.03):
            p.box((x, 0.06, z), (x + 0.03, h - 0.06, z + 0.024), rail)
        for y in spread(0.06, h - 0.08, bands + 2):
            p.box((x0, y, z), (x1, y + 0.02, z + 0.022), rail)
    p.bare = True


@design("wardrobe", BEDROOM)
def open_wardrobe(p: Piece) -> None:
    """No doors: a rail of clothes, and shelves with folded ones, boxes and shoes."""
    w, h, d = p.between(0.9, 1.8), p.between(1.7, 2.1), p.between(0.42, 0.55)
    frame, board, cased = p.any_of(p.wood, p.white, p.metal, p.dark), p.any_of(p.wood, p.white), p.chance(0.5)
    for x in (-w / 2, w / 2):
        if cased:
            p.box((x - 0.012, 0, -d / 2), (x + 0.012, h, d / 2), board)
        else:
            for z in (-d / 2, d / 2):
                p.rod((x, 0, z), (x, h, z), 0.014, frame)
    for y in (0.12, h - 0.02):
        p.box((-w / 2, y, -d / 2), (w / 2, y + 0.02, d / 2), board)
    if cased and p.chance(0.7):
        p.box((-w / 2, 0, -d / 2), (w / 2, h, -d / 2 + 0.008), board)
    split = w / 2 - w * (p.between(0.25, 0.4) if w > 1.1 else 0.0)
    p.rod((-w / 2, h - 0.12, 0), (split, h - 0.12, 0), 0.013, p.any_of(p.metal, p.dark))
    clothes_row(p, -w / 2, split + w / 2, h - 0.12, p.between(0.4, 0.95))
    if split < w / 2:
        p.box((split, 0.12, -d / 2), (split + 0.018, h, d / 2), board)
        cloths = [p.cloth() for _ in range(4)]
        for y in spread(0.14, h - 0.35, p.count(4, 5)):
            p.box((split, y - 0.02, -d / 2), (w / 2, y, d / 2), board)
            for k in range(p.count(0, 4)):
                p.pad(
                    (split + 0.04, y + 0.05 * k, -0.35 * d),
                    (w / 2 - 0.04, y + 0.05 * k + 0.05, 0.4 * d),
                    cloths[p.count(0, 3)],
                    soft=0.3,
                )
    for x in spread(-0.4 * w, split - 0.2, p.count(0, 3)):
        p.pad((x, 0.14, -0.1), (x + 0.1, 0.22, 0.18), p.any_of(p.dark, p.paint), soft=0.5)
    perhaps_mirrored(p)


@design("wardrobe", BEDROOM)
def armoire(p: Piece) -> None:
    """Panelled doors under a cornice or a curved pediment, on bun or bracket feet, some with drawers below."""
    w, h, d = p.between(0.9, 1.5), p.between(1.8, 2.2), p.between(0.52, 0.64)
    wood, foot, low = p.any_of(p.wood, p.wood, p.white, p.paint), p.between(0.06, 0.14), p.between(0.1, 0.45)
    base = foot + (low if low > 0.25 else 0.06)
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), wood)
    for x in (-w / 2 + 0.07, w / 2 - 0.07):
        for z in (-d / 2 + 0.07, d / 2 - 0.07):
            p.turned([(0.03, 0), (0.06, foot * 0.5), (0.045, foot)], wood, at=(x, z))
    panel = p.any_of(lambda: wood, lambda: wood, lambda: p.stuff((0.72, 0.8, 0.83), shine=1.0))
    rows = p.count(1, 3)
    for k in range(2):
        x0, x1 = (-w / 2 + 0.05 + (w - 0.1) * (k + j) / 2 for j in (0.01, 0.99))
        for j in range(rows):
            y0, y1 = (base + 0.03 + (h - base - 0.1) * (j + t) / rows for t in (0, 1))
            panelled(p, (x0, y0), (x1, y1), d / 2, wood)
            p.box((x0 + 0.08, y0 + 0.08, d / 2), (x1 - 0.08, y1 - 0.08, d / 2 + 0.016), panel)
        p.ball((0.04 * (1 if k else -1), (base + h) / 2, d / 2 + 0.04), (0.016, 0.016, 0.02), p.any_of(p.metal, p.dark))
    if low > 0.25:
        fronts(p, (w - 0.08, base, d), 1, p.count(1, 2), wood, base=foot + 0.03)
    p.box((-w / 2 - 0.03, h, -d / 2), (w / 2 + 0.03, h + 0.05, d / 2 + 0.04), wood)
    if p.chance(0.5):
        crest = [(x, h + 0.05 + y, z) for x, y, z in arch(w / 2, p.between(0.06, 0.16), 0, d / 2)]
        p.loft([[(x, h + 0.04, z) for x, _, z in crest], crest, crest, [(x, y, z - 0.04) for x, y, z in crest]], wood)
    p.bare = True


@design("wardrobe", MIXED)
def steel_locker(p: Piece) -> None:
    """Narrow metal doors with slots."""
    columns, h, d = p.count(1, 4), p.between(1.6, 1.95), p.between(0.4, 0.52)
    w, rows, foot = columns * p.between(0.28, 0.42), p.count(1, 2), p.between(0.02, 0.14)
    body = p.any_of(p.metal, p.paint, p.white, p.dark)
    door, slot = body if p.chance(0.5) else p.paint(), p.dark()
    p.box((-w / 2, foot, -d / 2), (w / 2, h, d / 2), body)
    legs(p, w * 0.98, foot, d * 0.98, 0.016, p.dark())
    for i in range(columns):
        for j in range(rows):
            x0, x1 = (-w / 2 + w * (i + t) / columns for t in (0.03, 0.97))
            y0, y1 = (foot + (h - foot) * (j + t) / rows for t in (0.015, 0.985))
            p.box((x0, y0, d / 2), (x1, y1, d / 2 + 0.012), door)
            for y in spread(y1 - 0.2, y1 - 0.08, 4) + (spread(y0 + 0.08, y0 + 0.16, 3) if rows == 1 else []):
                p.box((x0 + 0.25 * (x1 - x0), y, d / 2 + 0.012), (x1 - 0.25 * (x1 - x0), y + 0.01, d / 2 + 0.014), slot)
            y = (y0 + y1) / 2
            p.box(
                (x1 - 0.05, y - 0.05, d / 2 + 0.012),
                (x1 - 0.025, y + 0.05, d / 2 + 0.03),
                slot,
            )


@design("wardrobe", BEDROOM)
def fitted_wardrobe(p: Piece) -> None:
    """Tall doors and drawers of unequal widths, top boxes over them, flat, louvred or framed."""
    w, h, d = p.between(1.4, 2.6), p.between(2.1, 2.45), p.between(0.55, 0.65)
    body, style, n = p.any_of(p.white, p.white, p.wood, p.paint), p.count(0, 2), p.count(3, 5)
    handle, mirror = p.any_of(p.metal, p.dark), p.stuff((0.72, 0.8, 0.83), shine=1.0)
    front = body if p.chance(0.6) else p.any_of(p.wood, p.white, p.paint)
    top, drawers, mirror_at = h - p.between(0.4, 0.55) if p.chance(0.5) else h, p.count(-1, n - 1), p.count(-3, n - 1)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body)
    for k in range(n):
        x0, x1 = (-w / 2 + w * (k + t) / n for t in (0.02, 0.98))
        low = 0.75 if k == drawers else 0.08
        if top < h:
            p.box((x0, top + 0.01, d / 2), (x1, h - 0.01, d / 2 + 0.02), front)
        for j in range(3 if k == drawers else 0):
            p.box((x0, 0.08 + 0.22 * j, d / 2), (x1, 0.29 + 0.22 * j, d / 2 + 0.02), front)
            p.rod(
                ((x0 + x1) / 2 - 0.06, 0.2 + 0.22 * j, d / 2 + 0.035),
                ((x0 + x1) / 2 + 0.06, 0.2 + 0.22 * j, d / 2 + 0.035),
                0.006,
                handle,
            )
        if style == 1:
            panelled(p, (x0, low), (x1, top - 0.01), d / 2, front)
        else:
            p.box((x0, low, d / 2), (x1, top - 0.01, d / 2 + 0.02), front)
        if k == mirror_at:
            p.box((x0 + 0.04, low + 0.05, d / 2), (x1 - 0.04, top - 0.06, d / 2 + 0.027), mirror)
        elif style == 2:
            for y in spread(low + 0.06, top - 0.08, 22):
                plank(
                    p,
                    ((x0 + x1) / 2, y, d / 2 + 0.02),
                    ((x0 + x1) / 2, y + 0.03, d / 2 + 0.035),
                    ((x1 - x0) * 0.42, 0, 0),
                    0.006,
                    front,
                )
        x = x1 - 0.04 if k % 2 == 0 else x0 + 0.04
        p.rod((x, 0.95, d / 2 + 0.04), (x, 1.15, d / 2 + 0.04), 0.007, handle)
    p.bare = True
