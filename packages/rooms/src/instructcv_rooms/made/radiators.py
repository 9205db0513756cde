"""Radiators and heaters."""

import numpy as np

from instructcv_rooms.made.design import design
from instructcv_rooms.made.piece import Piece
from instructcv_rooms.made.shapes import curve

LIVING, BATHROOM = "Living room", "Bathroom"


# -- what warms ------------------------------------------------------------------------------------------------------
@design("radiator", LIVING)
def column_radiator(p: Piece) -> None:
    """Cast iron: rows of round columns with rounded ends, on feet."""
    h, d, ribs = p.between(0.5, 0.95), p.between(0.12, 0.22), p.count(6, 16)
    body, step = p.any_of(p.white, p.dark, p.metal, p.paint), p.between(0.06, 0.08)
    w, columns, foot = ribs * step, p.count(2, 3), p.between(0.08, 0.13)
    for k in range(ribs):
        x = -w / 2 + (k + 0.5) * step
        for z in np.linspace(-d / 2 + 0.03, d / 2 - 0.03, columns).tolist():
            p.rod((x, foot + 0.03, z), (x, h - 0.03, z), step * 0.33, body)
        for y in (foot, h - 0.06):
            p.pad((x - step * 0.42, y, -d / 2), (x + step * 0.42, y + 0.06, d / 2), body, soft=0.5)
    for x in (-w / 2 + step / 2, w / 2 - step / 2):
        for z in (-d / 3, d / 3):
            p.rod((x, foot + 0.03, z), (x, 0, z), step * 0.3, body, end_radius=step * 0.45)
    p.path([(-w / 2, foot + 0.04, 0), (-w / 2 - 0.07, foot + 0.04, 0), (-w / 2 - 0.07, 0, 0)], 0.012, p.metal())


@design("radiator", LIVING)
def grooved_radiator(p: Piece) -> None:
    """One or two sheets with grooves, a grille above and a valve."""
    w, h, body = p.between(0.5, 1.8), p.between(0.35, 0.75), p.any_of(p.white, p.white, p.white, p.dark)
    low, d = p.between(0.08, 0.15), p.between(0.05, 0.13)
    for z in (-d / 2, d / 2 - 0.02):
        p.box((-w / 2, low, z), (w / 2, low + h, z + 0.015), body)
    flat, grooves = p.chance(0.3), round(w / p.between(0.04, 0.07))
    for k in range(0 if flat else grooves):
        x, step = -w / 2 + w * k / grooves, w / grooves
        p.block(
            (x + 0.004, low + 0.03, d / 2 - 0.006), (x + step - 0.008, low + h - 0.03, d / 2 + 0.012), (1, 0.6), body
        )
    for x in (-w / 2, w / 2 - 0.01):
        p.box((x, low, -d / 2), (x + 0.01, low + h, d / 2 - 0.005), body)
    for k in range(8):
        z = -d / 2 + d * k / 8
        p.box((-w / 2, low + h - 0.005, z), (w / 2, low + h, z + d / 16), body)
    pipe = p.any_of(p.metal, p.white)
    for x in (-w / 2 + 0.04, w / 2 - 0.04):
        p.rod((x, 0, 0), (x, low + 0.01, 0), 0.011, pipe)
    p.rod((w / 2, low + h - 0.08, 0), (w / 2 + 0.08, low + h - 0.08, 0), 0.022, p.any_of(p.white, p.metal))


@design("radiator", BATHROOM)
def towel_warmer(p: Piece) -> None:
    w, h, body = p.between(0.4, 0.65), p.between(0.8, 1.75), p.any_of(p.white, p.metal, p.dark, p.white)
    bowed, groups = p.between(0.0, 0.07) * p.chance(0.5), p.count(2, 4)
    for x in (-w / 2, w / 2):
        p.rod((x, 0, 0), (x, h, 0), 0.019, body)
    per = round(h / groups / p.between(0.045, 0.07))
    for g in range(groups):
        for k in range(per - 1):
            y = h * (g + (k + 0.5) / per) / groups
            p.path([(-w / 2, y, 0), (-0.2 * w, y, bowed), (0.2 * w, y, bowed), (w / 2, y, 0)], 0.011, body)
    if p.chance(0.4):
        y, cloth, z = h * p.between(0.6, 0.95), p.any_of(p.cloth, p.white), bowed + 0.015
        p.pad((-0.4 * w, y - 0.45, z), (0.4 * w, y + 0.02, z + 0.025), cloth, soft=0.12)
    for x in (-w / 2, w / 2):
        p.rod((x, h * 0.9, 0), (x, h * 0.9, -0.06), 0.01, body)
    p.elevation_m = p.between(0.12, 0.5)


@design("radiator", LIVING)
def wheeled_radiator(p: Piece) -> None:
    """Movable, on wheels, with a panel at one end."""
    ribs, h, d = p.count(5, 12), p.between(0.5, 0.66), p.between(0.13, 0.18)
    body, step = p.any_of(p.white, p.dark, p.white, p.metal), p.between(0.04, 0.055)
    w = ribs * step
    for k in range(ribs):
        x = -w / 2 + (k + 0.5) * step
        p.pad((x - step * 0.25, 0.08, -d / 2), (x + step * 0.25, h, d / 2), body, soft=0.25)
    p.rod((-w / 2, h * 0.75, 0), (w / 2, h * 0.75, 0), 0.025, body)
    p.rod((-w / 2, 0.16, 0), (w / 2, 0.16, 0), 0.025, body)
    end = p.any_of(p.dark, p.white, p.paint)
    p.block((w / 2, 0.08, -d / 2), (w / 2 + 0.1, h * 0.98, d / 2), (0.8, 0.9), end)
    for y in (h * 0.6, h * 0.78):
        p.rod((w / 2 + 0.06, y, d / 2 - 0.02), (w / 2 + 0.06, y, d / 2 + 0.015), 0.022, p.any_of(p.dark, p.metal))
    for x in (-w / 2 + step / 2, w / 2 - step / 2):
        p.rod((x, 0.06, -d * 0.8), (x, 0.06, d * 0.8), 0.011, p.dark())
        for z in (-d * 0.8, d * 0.8):
            p.rod((x - 0.012, 0.03, z), (x + 0.012, 0.03, z), 0.03, p.dark())


# -- heat ------------------------------------------------------------------------------------------------------------
@design("radiator", LIVING)
def panel_radiator(p: Piece) -> None:
    """A flat or grooved steel sheet on the wall, with a grille on top and a valve at its foot."""
    w, h, d = p.between(0.4, 1.8), p.between(0.3, 0.9), p.between(0.05, 0.14)
    body, flat = p.any_of(p.white, p.white, p.white, p.dark, p.metal, p.paint), p.chance(0.3)
    p.box((-w / 2, 0, -d / 2), (w / 2, h, d / 2), body)
    if not flat:
        count, level = max(3, int(w / p.between(0.04, 0.09))), p.chance(0.2)
        for k in range(count):
            if level:
                y = 0.03 + (h - 0.06) * k / count
                p.box((-w / 2 + 0.02, y, d / 2), (w / 2 - 0.02, y + 0.6 * (h - 0.06) / count, d / 2 + 0.012), body)
            else:
                x = -w / 2 + 0.02 + (w - 0.04) * k / count
                p.pad((x, 0.03, d / 2 - 0.01), (x + 0.6 * (w - 0.04) / count, h - 0.03, d / 2 + 0.012), body, soft=0.15)
    grey = p.stuff((0.5, 0.5, 0.5))
    for k in range(12):
        x = -w / 2 + 0.02 + (w - 0.06) * k / 12
        p.box((x, h, -0.3 * d), (x + 0.03 * w, h + 0.002, 0.3 * d), grey)
    side = 1 if p.chance(0.5) else -1
    p.rod((side * w / 2, 0.06, 0), (side * (w / 2 + 0.09), 0.06, 0), 0.02, p.white())
    p.rod((side * (w / 2 + 0.04), 0.06, 0), (side * (w / 2 + 0.04), -0.08, 0), 0.009, p.metal())
    p.elevation_m = p.between(0.06, 0.15)


@design("radiator", LIVING)
def towel_radiator(p: Piece) -> None:
    """A tall ladder of tubes in groups, some with a towel over it."""
    w, h = p.between(0.4, 0.6), p.between(0.8, 1.7)
    body, thick = p.any_of(p.white, p.white, p.metal, p.dark), p.between(0.009, 0.014)
    for x in (-w / 2, w / 2):
        p.rod((x, 0, 0), (x, h, 0), 0.018, body)
        for y in (0.1 * h, 0.9 * h):
            p.rod((x, y, 0), (x, y, -0.07), 0.01, body)
    groups, bow = p.count(2, 4), p.between(0.0, 0.06)
    for g in range(groups):
        bars = p.count(4, 7)
        for k in range(bars):
            y = h * (g + 0.08 + 0.75 * k / bars) / groups + 0.02
            p.path(curve((-w / 2, y, 0), (0, y, bow * 2), (w / 2, y, 0), 4), thick, body)
    if p.chance(0.4):
        y, long, x = h * p.between(0.75, 0.95), p.between(0.35, 0.6), p.between(-0.1, 0.1)
        p.drape((x - 0.16, y - long, bow + 0.02), (x + 0.16, y + 0.02, bow + 0.03), 1, 0.015, p.cloth())
    p.elevation_m = p.between(0.2, 0.6)


@design("radiator", LIVING)
def cast_iron_radiator(p: Piece) -> None:
    """Sections of two or three round columns each, joined at their heads, on feet."""
    sections, pitch, h = p.count(5, 16), p.between(0.055, 0.075), p.between(0.45, 0.95)
    columns, body = p.count(2, 3), p.any_of(p.white, p.dark, p.metal, lambda: p.stuff((0.55, 0.42, 0.25), shine=0.6))
    d = 0.07 * columns
    for k in range(sections):
        x = pitch * (k - (sections - 1) / 2)
        for c in range(columns):
            z = -d / 2 + d * (c + 0.5) / columns
            p.rod((x, 0.12, z), (x, h - 0.04, z), pitch * 0.33, body)
        for y in (0.12, h - 0.04):
            p.pad((x - pitch * 0.48, y - 0.04, -d / 2), (x + pitch * 0.48, y + 0.04, d / 2), body, soft=0.6)
        if k in (0, sections - 1):
            for z in (-0.35 * d, 0.35 * d):
                p.rod((x, 0, z), (x, 0.13, z), 0.022, body, end_radius=0.015)
    x = pitch * sections / 2
    p.rod((x, 0.12, 0), (x + 0.08, 0.12, 0), 0.018, p.metal())
    p.rod((x + 0.06, 0.0, 0), (x + 0.06, 0.17, 0), 0.01, p.metal())


@design("radiator", LIVING)
def oil_radiator(p: Piece) -> None:
    """Portable fins on castors with a box of controls at one end."""
    fins, pitch, h, d = p.count(5, 11), p.between(0.038, 0.05), p.between(0.45, 0.6), p.between(0.13, 0.17)
    body, end = p.any_of(p.white, p.white, p.dark), p.any_of(p.dark, p.white, p.metal)
    w = fins * pitch
    for k in range(fins):
        x = -w / 2 + pitch * k
        p.pad((x, 0.09, -d / 2), (x + 0.55 * pitch, h, d / 2), body, soft=0.2)
    p.rod((-w / 2, 0.14, 0), (w / 2, 0.14, 0), 0.03, body)
    p.rod((-w / 2, h - 0.06, 0), (w / 2, h - 0.06, 0), 0.025, body)
    p.box((w / 2, 0.1, -d / 2), (w / 2 + 0.07, h - 0.02, d / 2), end)
    knob = p.any_of(p.white, p.metal)
    for y in (0.4 * h, 0.65 * h):
        p.rod((w / 2 + 0.07, y, 0), (w / 2 + 0.09, y, 0), 0.025, knob)
    wheel = p.dark()
    for x in (-0.4 * w, 0.4 * w):
        p.box((x - 0.02, 0.06, -0.13), (x + 0.02, 0.08, 0.13), wheel)
        for z in (-0.11, 0.11):
            p.disc((x, 0.03, z), 0.03, 0.025, wheel)
    p.turn(0, 1, 0 if p.chance(0.7) else -90)
    p.bare = True


@design("radiator", LIVING)
def cabinet_radiator(p: Piece) -> None:
    """A radiator behind a screen: slats, lattice or bars in a painted case with a shelf."""
    w, h, d = p.between(0.7, 1.7), p.between(0.7, 0.95), p.between(0.18, 0.28)
    body = p.any_of(p.white, p.white, p.wood, p.paint)
    p.box((-w / 2 - 0.02, h - 0.03, -d / 2), (w / 2 + 0.02, h, d / 2 + 0.02), body)
    p.box((-w / 2 + 0.01, 0.05, -d / 2), (w / 2 - 0.01, h - 0.03, d / 2 - 0.04), p.stuff((0.35, 0.35, 0.35)))
    for x in (-w / 2, w / 2 - 0.06):
        p.box((x, 0, -d / 2), (x + 0.06, h - 0.03, d / 2), body)
    for y in (0.08, h - 0.11):
        p.box((-w / 2, y, d / 2 - 0.02), (w / 2, y + 0.08, d / 2), body)
    style, count = p.count(0, 2), p.count(7, 14)
    for k in range(count):
        t = (k + 0.5) / count
        if style == 0:
            p.box(
                (-w / 2, 0.16 + (h - 0.27) * t - 0.008, d / 2 - 0.02),
                (w / 2, 0.16 + (h - 0.27) * t + 0.01, d / 2 - 0.005),
                body,
            )
        elif style == 1:
            x = -w / 2 + 0.06 + (w - 0.12) * t
            p.box((x - 0.015, 0.16, d / 2 - 0.02), (x + 0.015, h - 0.11, d / 2 - 0.005), body)
        else:
            x, lean = -w / 2 + 0.06 + (w - 0.12) * t, min(0.2, (w - 0.12) * min(t, 1 - t))
            for s in (-1, 1):
                p.rod((x + s * lean, 0.16, d / 2 - 0.01), (x - s * lean, h - 0.11, d / 2 - 0.01), 0.007, body)
