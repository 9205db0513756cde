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
    min_plain: float = 0.05
    """Share of a connected part's pixels that must be within half the tolerance of its colour, unless it has an interior."""
    min_interior: float = 0.06
    """Share of a connected part's pixels that must be off its border by 1/128 of the picture, unless its colour is plain."""


DEFAULT = ReadOptions()


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

    On `paint`'s own output the map comes back exactly, save categories smaller than `options.min_area`. With a VAE-like
    noise (sigma 0.04, then a 3x3 blur) pixels differ only within 2 px of a border, and categories that are one or two
    pixels wide may be lost.
    """
    table = np.concatenate([colours, np.array([otherwise_rgb], dtype=np.uint8)])  # [k + 1, 3]
    cleaned = colour.clean(picture)
    squared = colour.squared_distances(cleaned, table)  # [k + 1, h, w]
    admissibility = float((squared.min(axis=0) <= np.float32(options.tolerance**2)).mean())
    temperature = colour.softmax_temperature(table)
    probabilities = colour.softmax_of(squared, temperature)[:-1]  # [k, h, w]
    category_map, found, confidence = decide(probabilities, options)
    seams = {index: _seams(category_map == index, squared[index], options) for index in np.flatnonzero(found)}
    if any(seam.any() for seam in seams.values()):
        for index, seam in seams.items():
            squared[index][seam] = np.inf
        probabilities = colour.softmax_of(squared, temperature)[:-1]
        category_map, found, confidence = decide(probabilities, options)
    return Reading(
        category_map=category_map,
        posterior=probabilities,
        found=found,
        confidence=confidence,
        admissibility=admissibility,
    )


def _seams(
    mask: Bool[np.ndarray, "h w"], squared: Float32[np.ndarray, "h w"], options: ReadOptions
) -> Bool[np.ndarray, "h w"]:
    """Those connected parts of a category that are only seams between two others, where the painter's mixture of their
    colours happens to pass by a third: never quite the colour, and all border.
    """
    side = 2 * max(1, round(max(mask.shape) / 128)) + 1
    interior = cv2.erode(mask.astype(np.uint8), np.ones((side, side), np.uint8)).ravel()
    plain = mask.ravel() & (squared.ravel() <= np.float32((options.tolerance / 2) ** 2))
    count, parts = cv2.connectedComponents(mask.astype(np.uint8), connectivity=8)
    area, plain_area, interior_area = (
        np.bincount(parts.ravel(), weights=weights, minlength=count) for weights in (None, plain, interior)
    )
    seam = (plain_area < options.min_plain * area) & (interior_area < options.min_interior * area)
    seam[0] = False  # what is not in the mask
    return seam[np.asarray(parts, np.intp)]


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
