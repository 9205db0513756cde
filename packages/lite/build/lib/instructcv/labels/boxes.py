"""Boxes and instance masks as one picture: each object's pixels hold their place inside its own box.

    red    0 at the box's left edge, 255 at its right edge        blue   255 = there is an object
    green  0 at its top edge, 255 at its bottom edge              black  nothing

A straight line through red against x, and green against y, gives the box, also where only a part of it is visible; the
jump where two objects touch tells them apart; how well the lines fit is the score; the pixels are the mask.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from jaxtyping import Bool, Float32, UInt8

from instructcv.labels import colours as colour
from instructcv.labels import loose, pieces
from instructcv.labels.ramps import INLIER, Pixels, Ramp
from instructcv.types import BoxXYXY, LabelFormat


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """What counts as an object."""

    on: float = 0.5
    """Blue above this (0 to 1) is an object's pixel."""
    faint: float = 0.3
    """Blue above this may be part of a region that is read loosely."""
    min_area_px: int = 4
    """Smallest object in pixels of the picture, from 64 x 64 on; below that one pixel is enough."""
    min_score: float = 0.05
    """Objects below this score are not reported."""
    found_score: float = 0.25
    """An object must reach this to be "found": on validation rooms nine of ten absent categories have none that does."""
    max_objects: int = 64
    """Most objects reported."""
    max_searches: int = 12
    """Most regions that are searched for several objects; bounds the time on a picture that is noise."""


DEFAULT = ReadOptions()
_BLACK_TOLERANCE = 0.25
_LEAST = 1e-4
"""Scores are kept so far from 0 and 1, where odds end."""
_MISFIT = 0.04
"""Mean distance from the lines (0 to 1 scale) at which they and the pixels' extent have equal say in a box."""
_UNSURE = 0.6
"""An object below this score may be a second guess at a better one."""
_SAME = 0.5
"""Share of the smaller box that two boxes have in common from which the unsure one is a second guess."""
_EXPLAINED = 0.3
"""Score times share of a region's pixels, summed over its objects, below which the region is read loosely."""


@dataclass(frozen=True, kw_only=True, eq=False)
class ReadObject:
    """One object read from a picture."""

    box_xyxy_px: BoxXYXY
    score: float
    mask: Bool[np.ndarray, "h w"]


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """What a picture says about boxes; best score first."""

    objects: tuple[ReadObject, ...]
    found: bool
    admissibility: float

    def likely(self, label_format: LabelFormat) -> "Reading":
        """The same, each score now how likely its box is right."""
        mapped = (replace(item, score=likelihood(item.score, label_format)) for item in self.objects)
        return replace(self, objects=tuple(mapped))


def paint(
    objects: Sequence[tuple[Bool[np.ndarray, "h w"], BoxXYXY]], size_hw: tuple[int, int]
) -> UInt8[np.ndarray, "h w 3"]:
    """Paint masks with their place in their boxes; empty masks and boxes paint nothing.

    Larger masks go first, so that where two overlap the smaller one shows: it is nearly always the one in front, and
    does not vanish.
    """
    h, w = size_hw
    picture = np.zeros((h, w, 3), dtype=np.uint8)
    for mask, (left, top, right, bottom) in sorted(objects, key=lambda item: -int(item[0].sum())):
        if right <= left or bottom <= top:
            continue
        across = (np.arange(w) + 0.5 - left) / (right - left)  # [w]
        down = (np.arange(h) + 0.5 - top) / (bottom - top)  # [h]
        red = np.rint(255.0 * np.clip(across, 0.0, 1.0)).astype(np.uint8)
        green = np.rint(255.0 * np.clip(down, 0.0, 1.0)).astype(np.uint8)
        rows, columns = np.nonzero(mask)
        picture[rows, columns] = np.stack([red[columns], green[rows], np.full_like(red[columns], 255)], axis=1)
    return picture


def read(picture: Float32[np.ndarray, "h w 3"], options: ReadOptions = DEFAULT) -> Reading:
    """Read any picture as objects.

    On `paint`'s own output, a fully visible object of at least 3 x 3 px comes back with every edge within 1 px or 2 %
    of the box, whichever is more; with a VAE-like noise (sigma 0.04, 3x3 blur, each channel shifted by up to 0.03) and
    at least 8 x 8 px within 2 px or 8 %.
    """
    red, green, blue = cv2.split(colour.clean(picture))  # each [h, w]
    on = blue > options.on
    # Where an edge mixes the object with black, and where a model hedges, dividing by blue undoes the mixing.
    share = np.maximum(blue, np.float32(options.on))
    u, v = red / share, green / share  # [h, w]
    black = np.maximum(np.maximum(red, green), blue) <= _BLACK_TOLERANCE
    ramps, labels = pieces.objects(
        on, u, v, min_area_px=options.min_area_px, most=options.max_objects, searches=options.max_searches
    )
    agreeing = int(black.sum())
    objects: list[ReadObject] = []
    for index, (ramp, members) in enumerate(zip(ramps, pieces.members_of(labels, len(ramps)), strict=True), start=1):
        if not len(members):
            continue
        pixels = pieces.pixels_at(members, u, v)
        residual = ramp.residual(pixels)
        agreeing += int((residual <= 2 * INLIER).sum())
        score = _score(ramp, pixels, residual, float(blue.ravel()[members].mean()))
        left, top, right, bottom = box = _inside(_box(ramp, pixels, residual), on.shape)
        if score >= options.min_score and left < right and top < bottom:
            objects.append(ReadObject(box_xyxy_px=box, score=score, mask=labels == index))
    regions = loose.regions(blue > options.faint, most=options.max_objects)
    objects = _distinct(_with_loose(objects, regions, options, lambda region: loose.score(region, blue, u, v)))
    return Reading(
        objects=tuple(objects),
        found=bool(objects) and objects[0].score >= options.found_score,
        admissibility=min(1.0, agreeing / on.size),
    )


def likelihood(score: float, label_format: LabelFormat) -> float:
    """How likely a box of this score is right, 0 to 1: sigmoid(slope * logit(score) + offset), a map that keeps the order
    (Platt 1999, on log odds). Painted truth says nothing of how often a model errs; a calibrated checkpoint does.
    """
    if (label_format.box_slope, label_format.box_offset) == (1.0, 0.0):
        return score
    odds = float(np.clip(score, _LEAST, 1.0 - _LEAST))
    exponent = label_format.box_slope * np.log(odds / (1.0 - odds)) + label_format.box_offset
    return float(1.0 / (1.0 + np.exp(-exponent)))


def _with_loose(
    objects: list[ReadObject],
    regions: list[loose.Region],
    options: ReadOptions,
    score_of: Callable[[loose.Region], float],
) -> list[ReadObject]:
    """Best score first, after each region that its own objects explain badly has become one object by itself."""
    kept = list(objects)
    for region in regions:
        inside = [item for item in objects if (region.mask & item.mask).any()]
        shares = [item.score * float(np.count_nonzero(item.mask)) for item in inside]
        if sum(shares) / float(np.count_nonzero(region.mask)) >= _EXPLAINED:
            continue
        if (score := score_of(region)) >= options.min_score:
            kept = [item for item in kept if all(item is not other for other in inside)]
            kept.append(ReadObject(box_xyxy_px=region.box_xyxy_px, score=score, mask=region.mask))
    return sorted(kept, key=lambda item: -item.score)


def _distinct(objects: Sequence[ReadObject]) -> list[ReadObject]:
    """Best score first, without second guesses (non-maximum suppression, but only of what is unsure)."""
    kept: list[ReadObject] = []
    for item in objects:
        sure = item.score >= _UNSURE
        if sure or all(_overlap(item.box_xyxy_px, better.box_xyxy_px) < _SAME for better in kept):
            kept.append(item)
    return kept


def _box(ramp: Ramp, pixels: Pixels, residual: Float32[np.ndarray, " n"]) -> BoxXYXY:
    """The lines' box, drawn towards what is seen of the object, the more the worse the lines fit.

    Lines know of hidden parts and forgive missing ones, but a small error of their slope moves an edge far; as far as can be
    seen an object does reach. On validation rooms either alone is right less often than the mean of both.
    """
    misfit = float(np.minimum(residual, 2 * INLIER).mean())
    doubt = misfit**2 / (misfit**2 + _MISFIT**2)
    seen = (pixels.x.min() - 0.5, pixels.y.min() - 0.5, pixels.x.max() + 0.5, pixels.y.max() + 0.5)
    left, top, right, bottom = (
        (1 - doubt) * line + doubt * float(edge) for line, edge in zip(ramp.box_xyxy_px, seen, strict=True)
    )
    return left, top, right, bottom


def _inside(box: BoxXYXY, size_hw: tuple[int, ...]) -> BoxXYXY:
    """The part of a box that lies in the picture: data sets' boxes end there, a line through few columns does not."""
    h, w = size_hw
    left, top, right, bottom = box
    return max(left, 0.0), max(top, 0.0), min(right, float(w)), min(bottom, float(h))


def _overlap(one: BoxXYXY, other: BoxXYXY) -> float:
    """Area in common over the smaller area."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return max(0.0, width) * max(0.0, height) / max(smaller, 1e-6)


def _score(ramp: Ramp, pixels: Pixels, residual: Float32[np.ndarray, " n"], blue: float) -> float:
    """0 to 1: how sure blue is, times how well the lines fit, times how much of the object is there to see."""
    clipped = np.minimum(residual, 2 * INLIER)
    fits = 1.0 / (1.0 + float((clipped**2).mean()) / INLIER**2)
    agreeing = float((residual < INLIER).mean())
    across = min(1.0, ramp.slope_x * float(pixels.x.max() - pixels.x.min() + 1.0))
    down = min(1.0, ramp.slope_y * float(pixels.y.max() - pixels.y.min() + 1.0))
    seen = (0.5 + 0.5 * across) * (0.5 + 0.5 * down)
    size = len(pixels) / (len(pixels) + 4.0)
    return float(np.clip(blue * fits * agreeing * seen * size, 0.0, 1.0))
