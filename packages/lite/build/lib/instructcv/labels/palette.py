"""The colours that answers are painted in where nobody names one, and how far colours are from one another.

Euclidean in RGB, each channel 0 to 255.
"""

import numpy as np
from jaxtyping import Float64, UInt8

from instructcv.types import RGB

BLACK: RGB = (0, 0, 0)
WHITE: RGB = (255, 255, 255)

PALETTE: dict[str, RGB] = {
    "red": (255, 0, 0),
    "green": (0, 160, 0),
    "blue": (0, 0, 255),
    "yellow": (255, 255, 0),
    "cyan": (0, 255, 255),
    "magenta": (255, 0, 255),
    "orange": (255, 128, 0),
    "lime": (128, 255, 0),
    "purple": (126, 30, 156),
    "pink": (255, 128, 192),
    "teal": (0, 128, 128),
    "brown": (144, 72, 0),
    "olive": (128, 128, 0),
    "navy": (0, 0, 128),
    "maroon": (128, 0, 32),
    "sky blue": (64, 160, 255),
    "violet": (154, 14, 234),
    "mint": (96, 255, 160),
    "deep pink": (203, 1, 98),
    "salmon": (255, 128, 96),
}
"""Saturated colours with a plain English name, at least 58 apart and at least 120 from black."""

NEUTRALS: dict[str, RGB] = {"black": BLACK, "white": WHITE, "grey": (128, 128, 128)}
"""Names that are understood and given, but never drawn for a legend."""


def distances(first: UInt8[np.ndarray, "a 3"], second: UInt8[np.ndarray, "b 3"]) -> Float64[np.ndarray, "a b"]:
    """Euclidean distances between two lists of colours, 0 to 441."""
    difference = first[:, None, :].astype(np.float64) - second[None, :, :]  # [a, b, 3]
    return np.sqrt((difference**2).sum(axis=2))
