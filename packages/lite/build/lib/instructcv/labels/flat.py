"""A class as a picture: the whole picture has one colour, the winner's.

legend  cat: orange, dog: purple, otherwise black      picture  all purple = a dog
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32, Float64, UInt8

from instructcv.labels import colours as colour
from instructcv.types import RGB

_VOTERS = 4096
"""About how many pixels vote; the rest would say the same."""
MIN_ADMISSIBILITY = 0.5
"""Below this share of pixels near a colour of the legend, a picture names no class."""
MIN_CONFIDENCE = 0.15
"""Nor does it below this share of the votes: noise votes for everybody."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """What a picture says about a legend of k classes and "otherwise"."""

    winner: int
    """Index into the legend, -1 = otherwise."""
    probabilities: Float64[np.ndarray, " k"]
    """Of each class; what is missing to 1 is "otherwise"."""
    confidence: float
    """Probability of the winner, "otherwise" included."""
    found: bool
    """A class won, and enough pixels have a colour of the legend to believe it."""
    admissibility: float
    """Share of pixels within tolerance of one of the legend's colours."""


def paint(size_hw: tuple[int, int], rgb: RGB) -> UInt8[np.ndarray, "h w 3"]:
    """A picture of one colour."""
    return np.full((*size_hw, 3), rgb, dtype=np.uint8)


def read(
    picture: Float32[np.ndarray, "h w 3"],
    colours: UInt8[np.ndarray, "k 3"],
    otherwise_rgb: RGB = colour.BLACK,
    tolerance: float = colour.TOLERANCE,
) -> Reading:
    """Read any picture: each pixel votes with its posterior, so that two colours on half a picture each get one half.

    On `paint`'s own output the class comes back exactly, with a VAE's noise too, for up to 64 drawn colours.
    """
    table = np.concatenate([colours, np.array([otherwise_rgb], dtype=np.uint8)])  # [k + 1, 3]
    cleaned = colour.clean(picture)
    every = max(1, round((cleaned.shape[0] * cleaned.shape[1] / _VOTERS) ** 0.5))
    squared = colour.squared_distances(np.ascontiguousarray(cleaned[::every, ::every]), table)  # [k + 1, h', w']
    votes = colour.softmax_of(squared, colour.softmax_temperature(table))  # [k + 1, h', w']
    shares = votes.mean(axis=(1, 2), dtype=np.float64)  # [k + 1]
    shares /= shares.sum()
    # Reversed, so that a tie goes to "otherwise", the last row.
    winner = len(shares) - 1 - int(np.argmax(shares[::-1]))
    admissibility = float((squared.min(axis=0) <= np.float32(tolerance**2)).mean())
    is_class = winner < len(colours)
    return Reading(
        winner=winner if is_class else -1,
        probabilities=shares[:-1],
        confidence=float(shares[winner]),
        found=is_class and admissibility >= MIN_ADMISSIBILITY and float(shares[winner]) >= MIN_CONFIDENCE,
        admissibility=admissibility,
    )
