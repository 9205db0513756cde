"""From pixels that claim places in boxes to objects: which pixels does one pair of straight lines explain?"""

from collections.abc import Iterator

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Int32, Int64

from instructcv.labels.ramps import INLIER, Pixels, Ramp, fit, search, spread

_FIT_PX = 4096
"""Most pixels that lines are fitted to."""
_MERGE_PX = 256
"""Most pixels of a piece that are asked whether another box explains them."""
_SMALL_PICTURE_PX = 64 * 64
"""Pictures with fewer pixels may hold smaller objects."""
_ROUNDS = 3
"""How often what is left over is looked at again."""
_SEARCH_PX = 12
"""Regions with fewer pixels are taken to be one object."""
_ACCEPT = 0.8
"""Share of a region's pixels that must agree with one box for the region to be one object."""
_REACH = 3.0
"""The longest believable box side, in picture sides; flat colour gives infinite boxes."""


def objects(
    on: Bool[np.ndarray, "h w"],
    u: Float32[np.ndarray, "h w"],
    v: Float32[np.ndarray, "h w"],
    *,
    min_area_px: int,
    most: int,
    searches: int,
) -> tuple[list[Ramp], Int32[np.ndarray, "h w"]]:
    """Fit connected regions, peel off what a fit explains, fit the rest, merge pieces, share out the seams.

    Args:
        on: the objects' pixels.
        u, v: the places in their boxes that the pixels claim, 0 to 1 from left and from top.
        min_area_px: smallest object, from 64 x 64 on; below that one pixel is enough.
        most: most objects.
        searches: most regions that are searched for several objects.

    Returns:
        The objects' lines, and for each pixel the number of its object from 1, 0 = none.
    """
    h, w = on.shape
    smallest = max(1, round(min_area_px * min(1.0, h * w / _SMALL_PICTURE_PX)))
    labels = np.zeros((h, w), dtype=np.int32)
    ramps: list[Ramp] = []
    rest = on
    for _ in range(_ROUNDS):
        before = len(ramps)
        for box, region in _regions(rest, smallest, most - len(ramps)):
            y, x = box
            pixels = pixels_at(np.flatnonzero(region), u[box], v[box])
            fits = [ramp] if (ramp := _whole(pixels)) is not None else []
            if not fits and len(pixels) >= _SEARCH_PX and searches:
                searches -= 1
                fits = search(pixels, region, u[box], v[box])
            for ramp, taken in _shares(fits, pixels, region.shape, (h, w), smallest):
                ramps.append(ramp.shifted(float(x.start), float(y.start)))
                labels[box][pixels.y[taken].astype(np.int64), pixels.x[taken].astype(np.int64)] = len(ramps)
        if len(ramps) == before or len(ramps) >= most:
            break
        # What is left over includes the blurred seams between objects: only what is thicker than they are is looked at.
        rest = on & (labels == 0)
        if not rest.any():
            break
        rest = _thick(rest)
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


def pixels_at(members: Int64[np.ndarray, " n"], u: Float32[np.ndarray, "h w"], v: Float32[np.ndarray, "h w"]) -> Pixels:
    """The pixels at flat indices of two maps."""
    rows = members // u.shape[1]
    columns = members - rows * u.shape[1]
    half = np.float32(0.5)
    return Pixels(
        x=columns.astype(np.float32) + half,
        y=rows.astype(np.float32) + half,
        u=u[rows, columns],
        v=v[rows, columns],
    )


def members_of(labels: Int32[np.ndarray, "h w"], count: int) -> list[Int64[np.ndarray, " n"]]:
    """Flat indices of the pixels of labels 1 to `count`."""
    flat = labels.ravel()
    labelled = np.flatnonzero(flat)
    numbers = flat[labelled].astype(np.uint16)  # few enough objects, and 16 bits are sorted by counting
    order = np.argsort(numbers, kind="stable")
    bounds = np.searchsorted(numbers[order], np.arange(1, count + 2))
    return [labelled[order[first:last]] for first, last in zip(bounds[:-1], bounds[1:], strict=True)]


def _whole(pixels: Pixels) -> Ramp | None:
    """One box for the region, if it explains the region."""
    sample = pixels.thinned(_FIT_PX)
    ramp = fit(sample)
    few = len(sample) < _SEARCH_PX
    return ramp if ramp is not None and (few or (ramp.residual(sample) < INLIER).mean() >= _ACCEPT) else None


def _shares(
    fits: list[Ramp], pixels: Pixels, region_hw: tuple[int, ...], size_hw: tuple[int, int], smallest: int
) -> Iterator[tuple[Ramp, Bool[np.ndarray, " n"]]]:
    """The boxes of a region that are objects, each with the pixels that it explains and none before it did."""
    free = np.ones(len(pixels), dtype=np.bool_)
    for ramp in fits:
        taken = free & (ramp.residual(pixels) < INLIER)
        if int(taken.sum()) < smallest or not _believable(ramp, region_hw, size_hw):
            continue
        if len(fits) > 1 and _is_seam(ramp, pixels.where(taken)):
            continue
        free &= ~taken
        yield ramp, taken


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
    """A line less than three pixels thin, as blur leaves between objects that touch."""
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
    members = members_of(labels, len(ramps))
    order = sorted(range(len(ramps)), key=lambda index: -len(members[index]))
    witnesses = [pixels_at(piece[spread(len(piece), _MERGE_PX)], u, v) for piece in members]
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
        whole = np.concatenate([members[other] for other in pieces])
        together = pixels_at(whole[spread(len(whole), _FIT_PX)], u, v)
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
    pixels = pixels_at(orphans, u, v)

    def misfit(owner: Int64[np.ndarray, " n"]) -> Float32[np.ndarray, " n"]:
        slope_x, offset_x, slope_y, offset_y = lines[owner].T
        across = np.abs(pixels.u - slope_x * pixels.x - offset_x)
        return np.maximum(across, np.abs(pixels.v - slope_y * pixels.y - offset_y))

    shared = labels.copy()
    shared.ravel()[orphans] = np.where(misfit(lowest) < misfit(highest), lowest, highest)
    return shared
