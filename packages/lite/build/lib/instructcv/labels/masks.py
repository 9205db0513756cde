"""Segmentation maps as pictures: every pixel of a category has the category's colour, everything else is black.

legend  dog: red, sofa: teal        picture  a red dog on a teal sofa, black around them
"""

from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Int16, Int64, UInt8

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
    table = _with_otherwise(colours, otherwise_rgb)  # [k + 1, 3]
    packed = np.zeros((len(table), 4), dtype=np.uint8)  # one whole number a colour is looked up faster than three
    packed[:, :3] = table
    painted = np.take(packed.view(np.uint32)[:, 0], category_map)  # [h, w]; index -1 is the last row
    rgba = painted[:, :, None].view(np.uint8)  # [h, w, 4]
    return np.asarray(cv2.cvtColor(rgba, cv2.COLOR_RGBA2RGB), dtype=np.uint8)  # [h, w, 3]


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
    noise (sigma 0.04, then a 3x3 blur) pixels differ only within 3 px of a border, save at most one place of 3 x 3 px in
    100,000 (520 pictures of 480 x 640 had none), and a category may be lost of which less than `options.min_area` lies
    farther than that from its border.
    """
    table = _with_otherwise(colours, otherwise_rgb)  # [k + 1, 3]
    nearest, probabilities = _pixel_by_pixel(colour.clean(picture), table)  # [h, w], [k, h, w]
    admissibility = float((nearest <= np.float32(options.tolerance**2)).mean())
    plain = nearest <= np.float32((options.plain * options.tolerance) ** 2)  # [h, w]
    if not plain.all():  # a target as it was painted has nobody who must ask
        probabilities = _with_neighbours(probabilities, plain, options)
    category_map, found, confidence = decide(probabilities, options)
    return Reading(
        category_map=category_map,
        posterior=probabilities,
        found=found,
        confidence=confidence,
        admissibility=admissibility,
    )


def read_indexed(
    indices: UInt8[np.ndarray, "h w"],
    palette: UInt8[np.ndarray, "p 3"],
    colours: UInt8[np.ndarray, "k 3"],
    otherwise_rgb: RGB = colour.BLACK,
    options: ReadOptions = DEFAULT,
) -> Int16[np.ndarray, "h w"] | None:
    """The `category_map` that `read` finds in the picture `palette[indices]`, each colour being looked at once.

    None where a colour is not plainly one of the legend's, so that its neighbourhood would have to be asked.
    """
    each = colour.to_float(palette[None])  # [1, p, 3]
    nearest, probabilities = _pixel_by_pixel(each, _with_otherwise(colours, otherwise_rgb))  # [1, p], [k, 1, p]
    if not (nearest <= np.float32((options.plain * options.tolerance) ** 2)).all():
        return None
    counts = np.bincount(indices.ravel(), minlength=len(palette)).astype(np.float64)  # [p]
    slots, value = _winners(probabilities)  # [p], [p]
    areas = np.bincount(slots, weights=counts, minlength=len(colours) + 1)[1:]  # [k]
    sums = np.bincount(slots, weights=counts * value, minlength=len(colours) + 1)[1:]  # [k]
    return np.take(_kept(_found(areas, sums, indices.size, options))[slots], indices)


def _with_otherwise(colours: UInt8[np.ndarray, "k 3"], otherwise_rgb: RGB) -> UInt8[np.ndarray, "k1 3"]:
    return np.concatenate([colours, np.array([otherwise_rgb], dtype=np.uint8)])


def _pixel_by_pixel(
    cleaned: Float32[np.ndarray, "h w 3"], table: UInt8[np.ndarray, "k1 3"]
) -> tuple[Float32[np.ndarray, "h w"], Float32[np.ndarray, "k h w"]]:
    """The squared distance to the nearest colour, and the posterior of each but the last."""
    squared = colour.squared_distances(cleaned, table)  # [k + 1, h, w]
    return squared.min(axis=0), colour.softmax_of(squared, colour.softmax_temperature(table))[:-1]


def _with_neighbours(
    probabilities: Float32[np.ndarray, "k h w"], plain: Bool[np.ndarray, "h w"], options: ReadOptions
) -> Float32[np.ndarray, "k h w"]:
    """The same where a pixel and all around it are plain; elsewhere the neighbourhood's mean."""
    side = 2 * max(1, round(max(plain.shape) * options.neighbourhood / 2)) + 1
    sure = cv2.erode(plain.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(bool)
    vote = np.where(sure, np.float32(1), np.float32(DOUBTFUL_VOTE))
    votes = cv2.blur(vote, (side, side))
    around = [cv2.blur(p * vote, (side, side)) / votes for p in probabilities]
    return np.where(sure, probabilities, np.array(around, np.float32).reshape(probabilities.shape))


def decide(
    probabilities: Float32[np.ndarray, "k h w"], options: ReadOptions = DEFAULT
) -> tuple[Int16[np.ndarray, "h w"], Bool[np.ndarray, " k"], float]:
    """The winner at each pixel, which categories are found, and their mean posterior.

    "Nothing" is what the probabilities lack to 1; it wins ties.
    """
    k, h, w = probabilities.shape
    if k == 0:
        return np.full((h, w), -1, dtype=np.int16), np.zeros(k, dtype=np.bool_), 0.0
    slots, value = _winners(probabilities)  # [h * w], [h * w]
    areas = np.bincount(slots, minlength=k + 1)[1:]  # [k]
    sums = np.bincount(slots, weights=value, minlength=k + 1)[1:]  # [k]
    found = _found(areas, sums, h * w, options)
    total = float(areas[found].sum())
    confidence = float(sums[found].sum()) / total if total else 0.0
    return np.take(_kept(found), slots).reshape(h, w), found, confidence


def _winners(
    probabilities: Float32[np.ndarray, "k h w"],
) -> tuple[Int64[np.ndarray, " n"], Float32[np.ndarray, " n"]]:
    """1 + the winner at each pixel, 0 = nothing, and its probability."""
    best = np.zeros(probabilities.shape[1:], dtype=np.uint8)
    value = 1.0 - probabilities.sum(axis=0)  # [h, w], of "nothing"
    for index, channel in enumerate(probabilities, start=1):  # several passes are faster than one argmax over an axis
        np.copyto(best, index, where=channel > value)
        np.maximum(value, channel, out=value)
    return best.ravel().astype(np.int64), value.ravel()


def _found(areas: np.ndarray, sums: np.ndarray, pixels: int, options: ReadOptions) -> Bool[np.ndarray, " k"]:
    """Which categories have pixels enough, and are sure of them on the whole."""
    return (areas >= max(1.0, options.min_area * pixels)) & (sums >= options.min_confidence * areas)


def _kept(found: Bool[np.ndarray, " k"]) -> Int16[np.ndarray, " k1"]:
    """From `_winners` to the map: what is not found is nothing."""
    return np.append(-1, np.where(found, np.arange(len(found)), -1)).astype(np.int16)


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
