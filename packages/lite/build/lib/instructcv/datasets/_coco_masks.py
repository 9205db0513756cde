"""COCO's three spellings of a mask: polygons, run lengths as a list, run lengths as a compressed string.

Run lengths go down the columns, starting with zeros (cocodataset/cocoapi, `common/maskApi.c`).
"""

from typing import Any

import cv2
import numpy as np
from jaxtyping import Bool

_OVERSAMPLING = 4
"""Polygons are filled at this scale and read at pixel centres: `fillPoly` paints half a (small) pixel too much."""
_SHIFT = 4
"""`fillPoly` takes fixed-point coordinates with this many fractional bits."""
_LONGEST_RUN_BITS = 40
"""No picture has so many pixels."""
_FARTHEST_PX = 1_000_000
"""A corner beyond it is damage, and would overflow fillPoly's 32 bits."""


def decode(segmentation: Any, size_hw: tuple[int, int]) -> Bool[np.ndarray, "h w"] | None:
    """The mask of an annotation's `segmentation`; None where it is empty (a box only).

    Raises:
        ValueError: it is none of the three spellings, or does not fit the picture.
    """
    if not segmentation:
        return None
    if isinstance(segmentation, list):
        return fill_polygons(segmentation, size_hw)
    if not isinstance(segmentation, dict) or "counts" not in segmentation:
        raise ValueError("a segmentation is a list of polygons or an object with 'counts' and 'size'")
    size = segmentation.get("size", size_hw)
    if [str(side) for side in size] != [str(side) for side in size_hw]:
        raise ValueError(f"its run lengths are for {list(size)}, the photo is {list(size_hw)} (height, width)")
    counts: Any = segmentation["counts"]
    return from_run_lengths(uncompress(counts) if isinstance(counts, str | bytes) else list(counts), size_hw)


def from_run_lengths(counts: list[int], size_hw: tuple[int, int]) -> Bool[np.ndarray, "h w"]:
    """Runs of zeros and ones in turn, down the columns.

    Raises:
        ValueError: the runs are negative or do not fill the picture.
    """
    runs = np.asarray([int(count) for count in counts], dtype=np.int64)
    if len(runs) and not np.array_equal(runs, np.asarray(counts, dtype=np.float64)):
        raise ValueError("its run lengths are no whole numbers")
    if (runs < 0).any() or int(runs.sum()) != size_hw[0] * size_hw[1]:
        raise ValueError(f"its run lengths fill {int(runs.sum())} pixels, not {size_hw[0] * size_hw[1]}")
    values = np.arange(runs.size) % 2 == 1
    return np.ascontiguousarray(np.repeat(values, runs).reshape(size_hw[::-1]).T)  # [w h] -> [h w]


def uncompress(text: str | bytes) -> list[int]:
    """COCO's string of run lengths: 5 bits a character (+48), low bits first, bit 6 = more, and from the fourth run on
    the difference to the run two before it (`rleFrString`).

    Raises:
        ValueError: the string ends within a number.
    """
    codes = text.encode("utf-8") if isinstance(text, str) else text
    counts: list[int] = []
    value = shift = 0
    for code in codes:
        bits = code - 48
        if not 0 <= bits < 0x40 or shift > _LONGEST_RUN_BITS:
            raise ValueError("its compressed run lengths hold a character that COCO's do not have")
        value |= (bits & 0x1F) << shift
        shift += 5
        if bits & 0x20:
            continue
        if bits & 0x10:  # sign bit of the last five
            value -= 1 << shift
        counts.append(value + (counts[-2] if len(counts) > 2 else 0))
        value = shift = 0
    if shift:
        raise ValueError("its compressed run lengths end within a number")
    return counts


def fill_polygons(polygons: list[Any], size_hw: tuple[int, int]) -> Bool[np.ndarray, "h w"]:
    """The union of polygons [x0, y0, x1, y1, ...] in pixels, 0 = the left edge of the first pixel.

    Raises:
        ValueError: a polygon is not an even list of at least six numbers, or lies far beyond any photo.
    """
    mask = np.zeros(size_hw, dtype=bool)
    for polygon in polygons:
        try:
            points = np.asarray(polygon, dtype=np.float64)
            if points.ndim > 2 or (points.ndim == 2 and points.shape[1] != 2 and len(points) != 1):
                raise ValueError
            points = points.reshape(-1, 2)  # [n 2]
        except (TypeError, ValueError) as error:
            raise ValueError("a polygon is a flat list x0, y0, x1, y1, ...") from error
        if len(points) < 3:
            raise ValueError(f"a polygon needs at least three points, this one has {len(points)}")
        if not (np.abs(points) < _FARTHEST_PX).all():  # NaN is not less
            raise ValueError("a corner of its polygon is no number, or lies far outside of the photo")
        _fill(mask, points)
    return mask


def _fill(mask: Bool[np.ndarray, "h w"], points: Any) -> None:
    """Add one polygon to `mask`, working within its bounding box."""
    limit = np.array(mask.shape[::-1])  # width, height
    first = np.clip(np.floor(points.min(axis=0)), 0, limit).astype(int)
    last = np.clip(np.ceil(points.max(axis=0)), 0, limit).astype(int)
    width, height = last - first
    if width == 0 or height == 0:
        return
    fine: Any = np.zeros((height * _OVERSAMPLING, width * _OVERSAMPLING), dtype=np.uint8)
    corners = ((points - first) * _OVERSAMPLING - 0.5) * (1 << _SHIFT)  # fillPoly counts from pixel centres
    cv2.fillPoly(fine, [np.round(corners).astype(np.int32)], 1, shift=_SHIFT)
    centre = _OVERSAMPLING // 2
    inside = fine[centre::_OVERSAMPLING, centre::_OVERSAMPLING] > 0  # [height width]
    mask[first[1] : last[1], first[0] : last[0]] |= inside
