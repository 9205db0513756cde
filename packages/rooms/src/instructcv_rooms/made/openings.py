"""What doors and windows have in common.

The wall's face is at z = 0: what is behind stands in the hole, what is before juts into the room. The hole is as wide and
high as the whole piece, so every piece has a trim all around that covers its edge.
"""

import numpy as np

from instructcv_rooms.made.piece import Number, Piece

OPENINGS = "Doors and windows"
Area = tuple[Number, Number, Number, Number]
"""x0, y0, x1, y1."""


def fit(p: Piece) -> None:
    """Set the finished piece into the wall."""
    p.protrusion_m = max(float(corners[:, 2].max()) for corners in p.corners)


def trim(p: Piece, w: Number, h: Number, material: int, *, sill: bool) -> Area:
    """Boards around a hole and its lining; gives the area within. A door has no sill."""
    edge, out, deep = p.between(0.04, 0.1), p.between(0.008, 0.03), p.between(0.07, 0.16)
    for x in (-w / 2, w / 2 - edge):
        p.box((x, 0, -deep), (x + edge, h, out), material)
    p.box((-w / 2, h - edge, -deep), (w / 2, h, out + p.between(0.0, 0.01)), material)
    if sill:
        jut, thick = p.between(0.0, 0.12) * p.chance(0.6), p.between(0.025, 0.05)
        p.box((-w / 2, 0, -deep), (w / 2, edge, out), material)
        p.box((-w / 2 - 0.008, edge - thick, 0), (w / 2 + 0.008, edge, out + jut), material)
    return -w / 2 + edge, edge if sill else 0.0, w / 2 - edge, h - edge


def rails(p: Piece, area: Area, z: Number, wide: Number, thick: Number, material: int) -> Area:
    """Four bars just inside an area; gives the area that they leave."""
    x0, y0, x1, y1 = area
    for x in (x0, x1 - wide):
        p.box((x, y0, z), (x + wide, y1, z + thick), material)
    for y in (y0, y1 - wide):
        p.box((x0, y, z), (x1, y + wide, z + thick), material)
    return x0 + wide, y0 + wide, x1 - wide, y1 - wide


def split(area: Area, columns: int, rows: int) -> list[Area]:
    """Equal parts of an area, column by column, lowest first."""
    x0, y0, x1, y1 = area
    w, h = (x1 - x0) / columns, (y1 - y0) / rows
    return [(x0 + i * w, y0 + j * h, x0 + (i + 1) * w, y0 + (j + 1) * h) for i in range(columns) for j in range(rows)]


def glaze(p: Piece, area: Area, z: Number, pane: int, bar: int, columns: int = 1, rows: int = 1) -> None:
    """A pane, divided by thin bars."""
    x0, y0, x1, y1 = area
    p.box((x0, y0, z), (x1, y1, z + 0.005), pane)
    for x in np.linspace(x0, x1, columns + 1)[1:-1].tolist():
        p.box((x - 0.011, y0, z - 0.008), (x + 0.011, y1, z + 0.014), bar)
    for y in np.linspace(y0, y1, rows + 1)[1:-1].tolist():
        p.box((x0, y - 0.011, z - 0.008), (x1, y + 0.011, z + 0.014), bar)


def arch(
    p: Piece, half: Number, spring: Number, rise: Number, edge: Number, z: tuple[Number, Number], material: int
) -> None:
    """Fills what is between an arch and the level `edge`; a negative rise hangs down."""

    def curve(t: Number) -> float:
        return spring + rise * float(np.sqrt(max(0.0, 1 - t * t)))

    steps = np.sin(np.linspace(-np.pi / 2, np.pi / 2, 29)).tolist()
    for t0, t1 in zip(steps, steps[1:], strict=False):
        y = curve((t0 + t1) / 2)
        p.box((half * t0, min(y, edge), z[0]), (half * t1, max(y, edge), z[1]), material)
    p.path([(half * t, curve(t), z[1]) for t in steps], 0.014, material)
