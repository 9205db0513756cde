"""Segmentation maps as pictures: every pixel of a category has the category's colour, everything else is black.

legend  dog: red, sofa: teal        picture  a red dog on a teal sofa, black around them
"""

from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Int16, UInt8

from instructcv.labels import colours as colour
from instructcv.types import RGB


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """When a category counts as found."""

    min_area: float = 0.0005
    """Smallest share of the picture's pixels that a category must win (one pixel is the floor)."""
    min_confidence: float = 0.6
    """Smallest mean posterior over the pixels that it won."""
    tolerance: float = colour.TOLERANCE
    """Distance (0 to 1 scale) within which a pixel counts as one of the legend's colours."""
    plain: float = 0.5
    """Part of the tolerance within which a pixel is plainly of its colour; the others ask their neighbourhood."""
    neighbourhood: float = 1 / 20
    """Its side as a share of the picture's longer one: a latent cell of the mini model, and a half."""


DEFAULT = ReadOptions()
DOUBTFUL_VOTE = 0.02
"""What an unsure pixel counts in its neighbourhood, where a sure one counts 1."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """What a picture says about a legend of k categories."""

    category_map: Int16[np.ndarray, "h w"]
    """Index into the legend, -1 = nothing. Categories that are not found have no pixels here."""
    posterior: Float32[np.ndarray, "k h w"]
    """Probability of each category at each pixel; what is missing to 1 is "nothing"."""
    found: Bool[np.ndarray, " k"]
    confidence: float
    """Mean posterior of the pixels in `category_map`, 0 when nothing is found."""
    admissibility: float


def paint(
    category_map: Int16[np.ndarray, "h w"], colours: UInt8[np.ndarray, "k 3"], otherwise_rgb: RGB = colour.BLACK
) -> UInt8[np.ndarray, "h w 3"]:
    """Colour each pixel by its category; -1 gets `otherwise_rgb`."""
    table = np.concatenate([colours, np.array([otherwise_rgb], dtype=np.uint8)])  # [k + 1, 3]
    return table[category_map]  # index -1 is the last row


def read(
    picture: Float32[np.ndarray, "h w 3"],
    colours: UInt8[np.ndarray, "k 3"],
    otherwise_rgb: RGB = colour.BLACK,
    options: ReadOptions = DEFAULT,
) -> Reading:
    """Soft-read any picture against a legend.

    A pixel that is not plainly of one colour, or touches one, takes the mean posterior of its neighbourhood, in which
    the sure ones count: where two colours meet, a painter's mixture of them may happen to look like a third.

    On `paint`'s own output the map comes back exactly, save categories smaller than `options.min_area`. With a VAE-like
    noise (sigma 0.04, then a 3x3 blur) pixels differ only within 3 px of a border, and categories that are one to three
    pixels wide, or hardly larger than `options.min_area`, may be lost.
    """
    table = np.concatenate([colours, np.array([otherwise_rgb], dtype=np.uint8)])  # [k + 1, 3]
    cleaned = colour.clean(picture)
    squared = colour.squared_distances(cleaned, table)  # [k + 1, h, w]
    admissibility = float((squared.min(axis=0) <= np.float32(options.tolerance**2)).mean())
    temperature = colour.softmax_temperature(table)
    probabilities = colour.softmax_of(squared, temperature)[:-1]  # [k, h, w]
    side = 2 * max(1, round(max(picture.shape[:2]) * options.neighbourhood / 2)) + 1
    plain = squared.min(axis=0) <= np.float32((options.plain * options.tolerance) ** 2)
    sure = cv2.erode(plain.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)  # and so is all around it
    vote = np.where(sure, np.float32(1), np.float32(DOUBTFUL_VOTE))
    votes = cv2.blur(vote, (side, side))
    around = [cv2.blur(p * vote, (side, side)) / votes for p in probabilities]
    probabilities = np.where(sure, probabilities, np.array(around, np.float32).reshape(probabilities.shape))
    category_map, found, confidence = decide(probabilities, options)
    return Reading(
        category_map=category_map,
        posterior=probabilities,
        found=found,
        confidence=confidence,
        admissibility=admissibility,
    )


def decide(
    probabilities: Float32[np.ndarray, "k h w"], options: ReadOptions = DEFAULT
) -> tuple[Int16[np.ndarray, "h w"], Bool[np.ndarray, " k"], float]:
    """The winner at each pixel, which categories are found, and their mean posterior.

    "Nothing" is what the probabilities lack to 1; it wins ties.
    """
    k, h, w = probabilities.shape
    found = np.zeros(k, dtype=np.bool_)
    if k == 0:
        return np.full((h, w), -1, dtype=np.int16), found, 0.0
    best = np.full((h, w), -1, dtype=np.int16)
    value = 1.0 - probabilities.sum(axis=0)  # [h, w], of "nothing"
    for index, channel in enumerate(probabilities):  # eight passes are faster than one argmax over the first axis
        better = channel > value
        best[better] = index
        np.maximum(value, channel, out=value)
    slots = best.ravel() + np.int16(1)  # 0 = nothing
    areas = np.bincount(slots, minlength=k + 1)[1:]  # [k]
    sums = np.bincount(slots, weights=value.ravel(), minlength=k + 1)[1:]  # [k]
    found = (areas >= max(1.0, options.min_area * h * w)) & (sums >= options.min_confidence * areas)
    table = np.append(np.where(found, np.arange(k), -1), -1).astype(np.int16)  # index -1 is the last entry
    total = float(areas[found].sum())
    return table[best], found, float(sums[found].sum()) / total if total else 0.0


def resize(probabilities: Float32[np.ndarray, "k h w"], size_hw: tuple[int, int]) -> Float32[np.ndarray, "k h2 w2"]:
    """Bilinear (area when shrinking), one channel at a time because OpenCV stops at four."""
    h, w = size_hw
    if probabilities.shape[1:] == (h, w):
        return probabilities
    shrinking = h < probabilities.shape[1] and w < probabilities.shape[2]
    how = cv2.INTER_AREA if shrinking else cv2.INTER_LINEAR
    resized = np.empty((len(probabilities), h, w), dtype=np.float32)
    for index, channel in enumerate(probabilities):
        resized[index] = cv2.resize(np.ascontiguousarray(channel), (w, h), interpolation=how)
    return resized
