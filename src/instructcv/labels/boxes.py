"""Boxes and instance masks as one picture: each object's pixels hold their place inside its own box.

    red    0 at the box's left edge, 255 at its right edge        blue   255 = there is an object
    green  0 at its top edge, 255 at its bottom edge              black  nothing

A straight line through red against x, and green against y, gives the box, also where only a part of it is visible; the
jump where two objects touch tells them apart; how well the lines fit is the score; the pixels are the mask.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Int32, Int64, UInt8

from instructcv.labels import colours as colour
from instructcv.labels import loose
from instructcv.labels.ramps import INLIER, Pixels, Ramp, fit, search
from instructcv.types import BoxXYXY


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
    found_score: float = 0.22
    """The best object must reach this for the answer to be "found"."""
    max_objects: int = 64
    """Most objects reported."""
    max_searches: int = 12
    """Most regions that are searched for several objects; bounds the time on a picture that is noise."""


DEFAULT = ReadOptions()
_BLACK_TOLERANCE = 0.25
_FIT_PX = 4096
_MERGE_PX = 256
_SEARCH_PX = 12
"""Regions with fewer pixels are taken to be one object."""
_ACCEPT = 0.8
"""Share of a region's pixels that must agree with one box for the region to be one object."""
_EXPLAINED = 0.3
"""Score times share of a region's pixels, summed over its objects, below which the region is read loosely."""
_REACH = 3.0
"""The longest believable box side, in picture sides; flat colour gives infinite boxes."""


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
    ramps, labels = _objects(on, u, v, options)
    agreeing = int(black.sum())
    objects: list[ReadObject] = []
    for index, (ramp, members) in enumerate(zip(ramps, _members(labels, len(ramps)), strict=True), start=1):
        if not len(members):
            continue
        pixels = _pixels(members, u, v)
        residual = ramp.residual(pixels)
        agreeing += int((residual <= 2 * INLIER).sum())
        score = _score(ramp, pixels, residual, float(blue.ravel()[members].mean()))
        if score >= options.min_score:
            objects.append(ReadObject(box_xyxy_px=ramp.box_xyxy_px, score=score, mask=labels == index))
    objects = _with_loose(objects, loose.regions(blue > options.faint, blue, u, v, most=options.max_objects), options)
    return Reading(
        objects=tuple(objects),
        found=bool(objects) and objects[0].score >= options.found_score,
        admissibility=min(1.0, agreeing / on.size),
    )


def _with_loose(objects: list[ReadObject], regions: list[loose.Region], options: ReadOptions) -> list[ReadObject]:
    """Best score first, after each region that its own objects explain badly has become one object by itself."""
    kept = list(objects)
    for region in regions:
        inside = [item for item in objects if region.mask[item.mask].any()]
        explained = sum(item.score * float(item.mask.sum()) for item in inside) / float(region.mask.sum())
        if explained < _EXPLAINED and region.score >= options.min_score:
            kept = [item for item in kept if all(item is not other for other in inside)]
            kept.append(ReadObject(box_xyxy_px=region.box_xyxy_px, score=region.score, mask=region.mask))
    return sorted(kept, key=lambda item: -item.score)


def _objects(
    on: Bool[np.ndarray, "h w"],
    u: Float32[np.ndarray, "h w"],
    v: Float32[np.ndarray, "h w"],
    options: ReadOptions,
) -> tuple[list[Ramp], Int32[np.ndarray, "h w"]]:
    """Fit connected regions, peel off what a fit explains, fit the rest, merge pieces, share out the seams."""
    h, w = on.shape
    smallest = max(1, round(options.min_area_px * min(1.0, h * w / 4096)))
    labels = np.zeros((h, w), dtype=np.int32)
    ramps: list[Ramp] = []
    searches = options.max_searches
    rest = on
    for _ in range(3):
        before = len(ramps)
        for box, region in _regions(rest, smallest, options.max_objects - len(ramps)):
            y, x = box
            pixels = _pixels(np.flatnonzero(region), u[box], v[box])
            fits = [ramp] if (ramp := _whole(pixels)) is not None else []
            if not fits and len(pixels) >= _SEARCH_PX and searches:
                searches -= 1
                fits = search(pixels, region, u[box], v[box])
            local = labels[box]
            free = np.ones(len(pixels), dtype=np.bool_)
            for ramp in fits:
                taken = free & (ramp.residual(pixels) < INLIER)
                if int(taken.sum()) < smallest or not _believable(ramp, region.shape, (h, w)):
                    continue
                if len(fits) > 1 and _is_seam(ramp, pixels.where(taken)):
                    continue
                ramps.append(ramp.shifted(float(x.start), float(y.start)))
                local[pixels.y[taken].astype(np.int64), pixels.x[taken].astype(np.int64)] = len(ramps)
                free &= ~taken
        if len(ramps) == before or len(ramps) >= options.max_objects:
            break
        # What is left over includes the blurred seams between objects: only what is thicker than they are is looked at.
        rest = _thick(on & (labels == 0))
    if not ramps:
        return ramps, labels
    ramps, labels = _merge(ramps, labels, u, v)
    return ramps, _share_out(ramps, labels, on, u, v)


def _regions(
    on: Bool[np.ndarray, "h w"], smallest: int, most: int
) -> list[tuple[tuple[slice, slice], Bool[np.ndarray, "a b"]]]:
    """Connected regions as (where, mask inside it), largest first."""
    _, components, stats, _ = cv2.connectedComponentsWithStats(on.astype(np.uint8), connectivity=4)
    areas = stats[1:, cv2.CC_STAT_AREA]
    order = 1 + np.argsort(-areas, kind="stable")[: max(0, most)]
    found: list[tuple[tuple[slice, slice], Bool[np.ndarray, "a b"]]] = []
    for index in order:
        left, top, width, height, area = (int(value) for value in stats[index])
        if area < smallest:
            break
        where = (slice(top, top + height), slice(left, left + width))
        found.append((where, components[where] == index))
    return found


def _pixels(members: Int64[np.ndarray, " n"], u: Float32[np.ndarray, "h w"], v: Float32[np.ndarray, "h w"]) -> Pixels:
    """The pixels at flat indices of two maps."""
    rows, columns = np.divmod(members, u.shape[1])
    half = np.float32(0.5)
    return Pixels(
        x=columns.astype(np.float32) + half,
        y=rows.astype(np.float32) + half,
        u=u[rows, columns],
        v=v[rows, columns],
    )


def _members(labels: Int32[np.ndarray, "h w"], count: int) -> list[Int64[np.ndarray, " n"]]:
    """Flat indices of the pixels of labels 1 to `count`."""
    flat = labels.ravel()
    labelled = np.flatnonzero(flat)
    order = np.argsort(flat[labelled], kind="stable")
    bounds = np.searchsorted(flat[labelled][order], np.arange(1, count + 2))
    return [labelled[order[first:last]] for first, last in zip(bounds[:-1], bounds[1:], strict=True)]


def _whole(pixels: Pixels) -> Ramp | None:
    """One box for the region, if it explains the region."""
    sample = pixels.thinned(_FIT_PX)
    ramp = fit(sample)
    few = len(sample) < _SEARCH_PX
    return ramp if ramp is not None and (few or (ramp.residual(sample) < INLIER).mean() >= _ACCEPT) else None


def _believable(ramp: Ramp, region_hw: tuple[int, ...], size_hw: tuple[int, int]) -> bool:
    left, top, right, bottom = ramp.box_xyxy_px
    height, width = region_hw
    seen_somewhere = left < width and right > 0 and top < height and bottom > 0
    return seen_somewhere and right - left <= _REACH * size_hw[1] and bottom - top <= _REACH * size_hw[0]


def _thick(on: Bool[np.ndarray, "h w"]) -> Bool[np.ndarray, "h w"]:
    """What holds a 3 x 3 square."""
    window = np.ones((3, 3), np.uint8)
    flags = on.astype(np.uint8)
    return cv2.morphologyEx(flags, cv2.MORPH_OPEN, window, borderType=cv2.BORDER_CONSTANT, borderValue=(0,)) > 0


def _is_seam(ramp: Ramp, pixels: Pixels) -> bool:
    """A line one or two pixels thin, as blur leaves between objects that touch."""
    left, top, right, bottom = ramp.box_xyxy_px
    thin = min(pixels.x.max() - pixels.x.min(), pixels.y.max() - pixels.y.min()) < 2.0
    return bool(thin) or min(right - left, bottom - top) < 3.0


def _merge(
    ramps: list[Ramp],
    labels: Int32[np.ndarray, "h w"],
    u: Float32[np.ndarray, "h w"],
    v: Float32[np.ndarray, "h w"],
) -> tuple[list[Ramp], Int32[np.ndarray, "h w"]]:
    """Pieces that a larger piece's box explains are one occluded object with it; fit each object again as a whole."""
    members = _members(labels, len(ramps))
    order = sorted(range(len(ramps)), key=lambda index: -len(members[index]))
    witnesses = [_pixels(piece, u, v).thinned(_MERGE_PX) for piece in members]
    owner = list(range(len(ramps)))
    for rank, small in enumerate(order):
        for large in order[:rank]:
            if owner[large] == large and (ramps[large].residual(witnesses[small]) < INLIER).mean() >= _ACCEPT:
                owner[small] = large
                break
    merged: list[Ramp] = []
    table = np.zeros(len(ramps) + 1, dtype=np.int32)
    for index in (index for index in order if owner[index] == index):
        pieces = [other for other in order if owner[other] == index]
        table[[other + 1 for other in pieces]] = len(merged) + 1
        together = _pixels(np.concatenate([members[other] for other in pieces]), u, v).thinned(_FIT_PX)
        again = fit(together) if len(pieces) > 1 or len(together) >= _SEARCH_PX else None
        merged.append(again or ramps[index])
    return merged, table[labels]


def _share_out(
    ramps: list[Ramp],
    labels: Int32[np.ndarray, "h w"],
    on: Bool[np.ndarray, "h w"],
    u: Float32[np.ndarray, "h w"],
    v: Float32[np.ndarray, "h w"],
) -> Int32[np.ndarray, "h w"]:
    """Give pixels that no box explained (seams, soft edges) to the object within 2 px that explains them best.

    Of several objects that near, the two with the smallest and the largest number are compared.
    """
    orphans = np.flatnonzero(on & (labels == 0))
    if not len(orphans):
        return labels
    numbers = labels.astype(np.uint16)
    window = np.ones((5, 5), np.uint8)
    highest = cv2.dilate(numbers, window).ravel()[orphans].astype(np.int64)  # 0 = nobody near
    lowest = cv2.erode(np.where(numbers == 0, np.uint16(65535), numbers), window).ravel()[orphans].astype(np.int64)
    lowest = np.where(highest == 0, 0, lowest)
    lines = np.zeros((len(ramps) + 1, 4), dtype=np.float32)
    lines[1:] = [(ramp.slope_x, ramp.offset_x, ramp.slope_y, ramp.offset_y) for ramp in ramps]
    pixels = _pixels(orphans, u, v)

    def misfit(owner: Int64[np.ndarray, " n"]) -> Float32[np.ndarray, " n"]:
        slope_x, offset_x, slope_y, offset_y = lines[owner].T
        across = np.abs(pixels.u - slope_x * pixels.x - offset_x)
        return np.maximum(across, np.abs(pixels.v - slope_y * pixels.y - offset_y))

    shared = labels.copy()
    shared.ravel()[orphans] = np.where(misfit(lowest) < misfit(highest), lowest, highest)
    return shared


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
