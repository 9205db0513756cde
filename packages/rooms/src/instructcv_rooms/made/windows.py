"""Windows of every division, with curtains, blinds and shutters."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.openings import OPENINGS, Area, arch, fit, glaze, rails, split, trim
from instructcv_rooms.made.piece import Number, Piece


def window_frame(p: Piece) -> int:
    return p.any_of(p.white, p.white, p.wood, p.dark, p.paint)


def casements(p: Piece, area: Area, frame: int, columns: int, bars: tuple[int, int]) -> None:
    """Sashes side by side behind the trim, with panes, bars and a catch."""
    pane, wide = p.glass(), p.between(0.035, 0.06)
    for part in split(area, columns, 1):
        glaze(p, rails(p, part, -0.06, wide, 0.045, frame), -0.04, pane, frame, *bars)
        p.rod(
            (part[2] - wide / 2, (part[1] + part[3]) / 2, -0.01),
            (part[2] - wide / 2, part[1] + 0.2, 0.0),
            0.008,
            p.metal(),
        )


def plain_window(p: Piece, w: Number, h: Number) -> tuple[int, Area]:
    """A trim with one to three sashes; gives the frame's stuff and the area within the trim."""
    frame = window_frame(p)
    area = trim(p, w, h, frame, sill=True)
    casements(p, area, frame, max(1, round(w / p.between(0.5, 0.8))), (p.count(1, 2), p.count(1, 3)))
    return frame, area


def hang(p: Piece, h: Number) -> None:
    """Set the window into the wall so that it ends below a low ceiling."""
    p.elevation_m = max(0.1, min(p.between(0.6, 1.1), 2.2 - h))
    fit(p)


def curtain_rod(p: Piece, w: Number, y: Number, z: Number) -> None:
    rod = p.any_of(p.metal, p.dark, p.wood, p.white)
    p.rod((-w / 2 + 0.02, y, z), (w / 2 - 0.02, y, z), 0.013, rod)
    for x in (-w / 2 + 0.015, w / 2 - 0.015):
        p.ball((x, y, z), (0.022, 0.022, 0.022), rod)
        p.rod((x * 0.9, y, 0), (x * 0.9, y, z), 0.008, rod)


@design("window", OPENINGS)
def casement_window(p: Piece) -> None:
    w, h = p.between(0.55, 1.9), p.between(0.9, 1.45)
    plain_window(p, w, h)
    hang(p, h)


@design("window", OPENINGS)
def transom_window(p: Piece) -> None:
    """Tall sashes under a row of low ones."""
    w, h = p.between(0.8, 1.8), p.between(1.2, 1.6)
    frame = window_frame(p)
    x0, y0, x1, y1 = trim(p, w, h, frame, sill=True)
    cut, columns = y0 + (y1 - y0) * p.between(0.6, 0.75), max(2, round(w / 0.6))
    casements(p, (x0, y0, x1, cut), frame, columns, (1, p.count(1, 2)))
    casements(p, (x0, cut, x1, y1), frame, columns if p.chance(0.5) else 1, (p.count(1, 4), 1))
    hang(p, h)


@design("window", OPENINGS)
def sash_window(p: Piece) -> None:
    w, h = p.between(0.6, 1.05), p.between(1.1, 1.65)
    frame, pane, bars = window_frame(p), p.glass(), (p.count(1, 3), p.count(1, 3))
    x0, y0, x1, y1 = trim(p, w, h, frame, sill=True)
    cut, up = (y0 + y1) / 2, p.between(0.1, 0.35) * p.chance(0.3)
    glaze(p, rails(p, (x0, cut, x1, y1), -0.1, 0.045, 0.035, frame), -0.085, pane, frame, *bars)
    glaze(p, rails(p, (x0, y0 + up, x1, cut + up + 0.03), -0.055, 0.045, 0.035, frame), -0.04, pane, frame, *bars)
    for x in (-0.25 * w, 0.25 * w):
        p.box((x - 0.03, y0 + up + 0.015, -0.02), (x + 0.03, y0 + up + 0.03, 0.0), p.metal())
    hang(p, h)


@design("window", OPENINGS)
def picture_window(p: Piece) -> None:
    w, h = p.between(1.2, 2.6), p.between(0.9, 1.6)
    frame, pane = window_frame(p), p.glass()
    area = rails(p, (-w / 2, 0, w / 2, h), -0.08, p.between(0.025, 0.07), 0.08 + p.between(0.003, 0.02), frame)
    side = area[0] + (area[2] - area[0]) * p.between(0.2, 0.33)
    parts = [area] if p.chance(0.5) else [(area[0], area[1], side, area[3]), (side, area[1], area[2], area[3])]
    for part in parts:
        glaze(p, rails(p, part, -0.06, 0.03, 0.04, frame), -0.04, pane, frame)
    hang(p, h)


@design("window", OPENINGS)
def garden_window(p: Piece) -> None:
    """Down to the floor, one or two leaves or sliding ones."""
    w, h = p.between(0.9, 2.3), p.between(1.95, 2.15)
    frame, leaves = window_frame(p), p.count(2, 3)
    area = trim(p, w, h, frame, sill=True)
    rows = p.count(1, 4)
    casements(p, area, frame, 1 if w < 1.1 else leaves, (p.count(1, 2), rows))
    if p.chance(0.3):
        curtain_rod(p, w, area[3] + 0.01, 0.06)
        p.drape((area[0], 0.02, 0.04), (area[0] + 0.25 * w, area[3], 0.08), p.between(3, 6), 0.06, p.cloth())
    p.elevation_m = p.between(0.0, 0.15)
    fit(p)


@design("window", OPENINGS)
def curtained_window(p: Piece) -> None:
    w, h = p.between(0.9, 2.0), p.between(1.1, 1.6)
    plain_window(p, w, h)
    cloth, z, wide, low = p.any_of(p.cloth, p.cloth, p.white), 0.11, w * p.between(0.16, 0.4), p.between(0.0, 0.25) * h
    top, waves = h - p.between(0.02, 0.05), p.between(2.5, 6)
    for side in (-1, 1)[: 1 if p.chance(0.12) else 2]:
        x = sorted((side * w * 0.495, side * (w * 0.495 - wide)))
        p.drape((x[0], low, z - 0.03), (x[1], top, z + 0.03), waves, 0.06, cloth)
        if p.chance(0.35):  # tied back: it narrows towards the tie
            _tie(p, side * w * 0.495, low + (top - low) * 0.4, top)
    if p.chance(0.6):
        curtain_rod(p, w, top, z)
    else:
        p.box((-w / 2, h - p.between(0.1, 0.25), 0), (w / 2, h, z + 0.05), cloth if p.chance(0.5) else p.wood())
    hang(p, h)


def _tie(p: Piece, x: Number, y: Number, top: Number) -> None:
    """Draw the last drape towards x at the height y."""
    corners = p.corners[-1]
    near = np.exp(-(((corners[:, 1] - y) / (0.35 * (top - y) + 0.1)) ** 2))
    corners[:, 0] += (x - corners[:, 0]) * 0.6 * near


@design("window", OPENINGS)
def net_curtain_window(p: Piece) -> None:
    w, h = p.between(0.7, 1.7), p.between(0.95, 1.4)
    _, (x0, y0, x1, y1) = plain_window(p, w, h)
    net = p.stuff((0.95, 0.95, 0.93), shine=0.0, opacity=p.between(0.45, 0.9))
    top = y1 if p.chance(0.6) else y0 + 0.5 * (y1 - y0)
    p.rod((x0, top, 0.015), (x1, top, 0.015), 0.007, p.any_of(p.metal, p.white))
    p.drape((x0, y0 + 0.01, 0.0), (x1, top, 0.03), p.between(6, 14), 0.025, net)
    if p.chance(0.5):
        p.drape(
            (x0, y1 - p.between(0.12, 0.3), 0.02), (x1, y1, 0.05), p.between(4, 9), 0.03, p.any_of(p.cloth, p.white)
        )
    hang(p, h)


@design("window", OPENINGS)
def blind_window(p: Piece) -> None:
    """A roller or folded blind covers its upper part."""
    w, h = p.between(0.6, 1.6), p.between(0.9, 1.5)
    _, (x0, y0, x1, y1) = plain_window(p, w, h)
    cloth, low = p.any_of(p.cloth, p.white, p.dark), y0 + (y1 - y0) * p.between(0.15, 0.8)
    p.box((x0, low, 0.018), (x1, y1, 0.022), cloth)
    if p.chance(0.5):
        p.rod((x0, y1 - 0.03, 0.025), (x1, y1 - 0.03, 0.025), 0.028, cloth)
        p.rod((x0, low, 0.02), (x1, low, 0.02), 0.01, p.any_of(p.white, p.wood, p.metal))
        p.rod((x1 - 0.03, y1, 0.03), (x1 - 0.03, low - 0.1, 0.03), 0.003, p.white())
    else:
        for k in range(p.count(3, 6)):
            y = low + 0.06 * k
            p.pad((x0, y, 0.01), (x1, y + 0.09, 0.06), cloth, soft=0.5)
    hang(p, h)


@design("window", OPENINGS)
def slatted_window(p: Piece) -> None:
    w, h = p.between(0.6, 1.6), p.between(0.9, 1.4)
    _, (x0, y0, x1, y1) = plain_window(p, w, h)
    slat, step = p.any_of(p.white, p.wood, p.metal, p.paint), p.between(0.028, 0.055)
    low, open_ = y0 + (y1 - y0) * p.between(0.0, 0.6), p.between(0.2, 0.85)
    for y in np.arange(low, y1 - 0.04, step).tolist():
        p.box((x0 + 0.005, y, 0.01), (x1 - 0.005, y + step * open_, 0.01 + 0.03 * (1.1 - open_)), slat)
    p.box((x0, y1 - 0.045, 0.0), (x1, y1, 0.05), slat)
    for x in np.linspace(x0, x1, 4)[1:-1].tolist():
        p.rod((x, low, 0.042), (x, y1, 0.042), 0.003, p.white())
    hang(p, h)


@design("window", OPENINGS)
def strip_window(p: Piece) -> None:
    w, h = p.between(1.1, 2.6), p.between(0.35, 0.65)
    frame = window_frame(p)
    casements(p, trim(p, w, h, frame, sill=p.chance(0.7)), frame, p.count(1, 5), (1, 1))
    p.elevation_m = min(p.between(1.2, 1.75), 2.2 - h)
    fit(p)


@design("window", OPENINGS)
def round_window(p: Piece) -> None:
    w = p.between(0.5, 1.1)
    r, frame, pane = w / 2 - p.between(0.04, 0.1), window_frame(p), p.glass()
    mount = frame if p.chance(0.5) else p.white()
    for edge, rise in ((0.0, -r), (w, r)):
        arch(p, r, w / 2, rise, edge, (-0.08, 0.012), mount)
    for x in (-w / 2, r):
        p.box((x, 0, -0.08), (x + w / 2 - r, w, 0.012), mount)
    p.ring((0, w / 2, 0.01), r, p.between(0.014, 0.03), frame, sides=28)
    p.disc((0, w / 2, -0.05), r, 0.004, pane)
    for k in range(p.count(0, 3)):
        x, y = r * float(np.cos(k * np.pi / 2)), r * float(np.sin(k * np.pi / 2))
        p.rod((-x, w / 2 - y, -0.04), (x, w / 2 + y, -0.04), 0.012, frame)
    p.elevation_m = min(p.between(0.9, 1.5), 2.2 - w)
    fit(p)


@design("window", OPENINGS)
def arched_window(p: Piece) -> None:
    w, h = p.between(0.6, 1.5), p.between(1.1, 1.7)
    frame, pane = window_frame(p), p.glass()
    mount = frame if p.chance(0.5) else p.white()
    x0, y0, x1, y1 = trim(p, w, h, mount, sill=True)
    rise = x1 * p.between(0.5, 1.0)
    spring = y1 - rise
    arch(p, x1, spring, rise, y1, (-0.1, 0.0), mount)
    p.box((x0, y0, -0.06), (x1, y1, -0.055), pane)
    for x in np.linspace(x0, x1, p.count(1, 3) + 1)[1:-1].tolist():
        p.box((x - 0.02, y0, -0.07), (x + 0.02, spring, -0.035), frame)
    p.box((x0, spring - 0.025, -0.07), (x1, spring + 0.025, -0.03), frame)
    for turn in np.linspace(0, np.pi, p.count(2, 5) + 1)[1:-1].tolist():
        tip = (0.98 * x1 * float(np.cos(turn)), spring + 0.98 * rise * float(np.sin(turn)), -0.05)
        p.rod((0, spring, -0.05), tip, 0.012, frame)
    for y in np.linspace(y0, spring, p.count(1, 4) + 1)[1:-1].tolist():
        p.box((x0, y - 0.01, -0.068), (x1, y + 0.01, -0.04), frame)
    hang(p, h)


@design("window", OPENINGS)
def shuttered_window(p: Piece) -> None:
    """Louvred shutters cover some of its fields, the upper or the lower row or a side."""
    w, h = p.between(0.8, 1.8), p.between(1.0, 1.5)
    frame, area = plain_window(p, w, h)
    slats = frame if p.chance(0.5) else p.any_of(p.white, p.paint, p.wood)
    columns, rows = max(2, round(w / 0.45)), p.count(1, 2)
    fields = [field for field in split(area, columns, rows) if p.chance(0.65)] or [area]
    for field in fields:
        inner = rails(p, field, -0.01, 0.035, 0.03, slats)
        for y in np.arange(inner[1], inner[3] - 0.03, 0.055).tolist():
            p.box((inner[0], y, -0.008), (inner[2], y + 0.035, 0.008), slats)
        middle = (inner[0] + inner[2]) / 2
        p.rod((middle, inner[1], 0.018), (middle, inner[3], 0.018), 0.006, slats)
    hang(p, h)
