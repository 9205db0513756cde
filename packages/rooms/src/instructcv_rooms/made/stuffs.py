"""Materials that several kinds of furniture share."""

from instructcv_rooms.made.piece import Piece


def wicker(p: Piece) -> int:
    return p.stuff(
        ((0.7, 0.53, 0.34), (0.52, 0.38, 0.24), (0.82, 0.72, 0.54), (0.35, 0.25, 0.18))[p.count(0, 3)], shine=0.05
    )


def tinted(p: Piece) -> int:
    """Green, brown or clear bottle glass."""
    rgb = ((0.08, 0.25, 0.1), (0.3, 0.14, 0.05), (0.75, 0.85, 0.85), (0.1, 0.2, 0.4))[p.count(0, 3)]
    return p.stuff(rgb, shine=0.95, opacity=p.between(0.55, 0.95))


def screen(p: Piece) -> int:
    """Off, or on with a picture of any one colour."""
    return p.dark() if p.chance(0.55) else p.stuff([p.between(0.1, 0.8) for _ in range(3)], shine=0.6)


def beige(p: Piece) -> int:
    return p.stuff((0.82, 0.78, 0.68), shine=0.15)


def brass(p: Piece) -> int:
    return p.stuff((0.72, 0.55, 0.27), shine=0.9)


def glowing(p: Piece) -> int:
    return p.stuff((1.0, 0.95, 0.82), shine=0.3)
