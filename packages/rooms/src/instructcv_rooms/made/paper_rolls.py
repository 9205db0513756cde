"""Rolls of paper, loose and on holders."""

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Number, Piece

KITCHEN, BATHROOM = "Kitchen", "Bathroom"


@design("paper roll", KITCHEN)
def kitchen_roll_bracket(p: Piece) -> None:
    r, w = p.between(0.05, 0.07), p.between(0.22, 0.28)
    frame, paper = p.any_of(p.wood, p.metal, p.white, p.dark), p.stuff((0.95, 0.95, 0.93), shine=0)
    p.rod((-w / 2, 0, 0), (w / 2, 0, 0), r, paper)
    p.rod((-w / 2 - 0.02, 0, 0), (w / 2 + 0.02, 0, 0), 0.012, frame)
    for x in (-w / 2 - 0.015, w / 2 + 0.015):
        p.box((x - 0.008, -0.025, -r - 0.02), (x + 0.008, 0.025, 0.025), frame)
    p.box((-w / 2 - 0.02, -0.03, -r - 0.03), (w / 2 + 0.02, p.between(0.03, 0.06), -r - 0.018), frame)
    p.box((-w / 2, -r - p.between(0.0, 0.15), r - 0.003), (w / 2, 0, r), paper)
    p.elevation_m = p.between(1.1, 1.4)


def roll(p: Piece, x: Number, y: Number, z: Number, r: Number, h: Number, paper: int) -> None:
    """An upright roll with its hole."""
    p.turned([(0.02, y), (r, y), (r, y + h), (0.02, y + h), (0.02, y)], paper, (x, z))
    p.turned([(0, y + h - 0.02), (0.02, y + h - 0.02)], p.stuff((0.55, 0.45, 0.35), shine=0.0), (x, z))


@design("paper roll", BATHROOM)
def loose_rolls(p: Piece) -> None:
    """One or a few, upright, lying or in a pile."""
    r, h, paper = p.between(0.045, 0.065), p.between(0.09, 0.12), p.stuff((0.95, 0.94, 0.92), shine=0.0)
    count = p.count(1, 6)
    if p.chance(0.3):
        p.rod((-h / 2, r, 0), (h / 2, r, 0), r, paper)
        p.box((-h / 2, 0, 0), (h / 2, 0.002, r + p.between(0.05, 0.25)), paper)
        p.rod((h / 2, r, 0), (h / 2 + 0.001, r, 0), 0.02, p.stuff((0.5, 0.4, 0.3)))
        return
    base = min(count, 3)
    for k in range(count):
        column, level = k % base, k // base
        x, z = 2.02 * r * (column if column < 2 else 0.5), 0.0 if column < 2 else 1.75 * r
        roll(p, x, level * h, z, r, h, paper)
    p.bare = True


@design("paper roll", BATHROOM)
def spare_rolls(p: Piece) -> None:
    """A rod with spare rolls on it and one on an arm."""
    high, r, h = p.between(0.55, 0.75), p.between(0.05, 0.065), p.between(0.09, 0.11)
    metal, paper = p.any_of(p.metal, p.dark, p.wood), p.stuff((0.95, 0.94, 0.92), shine=0.0)
    p.turned([(0, 0), (0.1, 0), (0.1, 0.012), (0, 0.02)], metal)
    p.path([(0, 0, 0), (0, high, 0), (0.0, high, 0.06), (0.16, high, 0.06)], 0.008, metal)
    p.rod((0.03, high - r + 0.02, 0.06), (0.03 + h, high - r + 0.02, 0.06), r, paper)
    for k in range(p.count(0, 4)):
        roll(p, 0, 0.02 + k * h, 0, r, h - 0.003, paper)
    p.bare = True


@design("paper roll", BATHROOM)
def wall_dispenser(p: Piece) -> None:
    """Kitchen paper under a board, or a big roll in a case."""
    metal, paper = p.any_of(p.white, p.wood, p.metal, p.dark), p.stuff((0.95, 0.94, 0.92), shine=0.0)
    if p.chance(0.4):
        r, d = p.between(0.1, 0.14), p.between(0.1, 0.13)
        p.disc((0, r, 0), r, d, metal)
        p.disc((0, r, d / 2), r * 0.75, 0.006, p.any_of(p.glass, p.dark))
        p.box((-0.05, -0.08, -0.01), (0.05, 0.02, 0.0), paper)
    else:
        w, r = p.between(0.22, 0.27), p.between(0.045, 0.07)
        p.rod((-w / 2, r, 0), (w / 2, r, 0), r, paper)
        for x in (-w / 2 - 0.012, w / 2 + 0.004):
            p.box((x, r - 0.02, -r - 0.02), (x + 0.008, r + 0.02, 0.02), metal)
        p.box((-w / 2 - 0.01, r - 0.03, -r - 0.025), (w / 2 + 0.01, r + 0.03, -r - 0.015), metal)
        if p.chance(0.5):
            p.box((-w / 2 - 0.03, 2 * r + 0.01, -r - 0.02), (w / 2 + 0.03, 2 * r + 0.02, r + 0.03), metal)
        p.box((-w / 2, -p.between(0.0, 0.1), r - 0.003), (w / 2, r, r), paper)
    p.elevation_m = p.between(0.7, 1.4)
