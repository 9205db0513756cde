"""A sample, or a window of it, at another size: photo and labels together, before anything is painted, so that no colour is mixed.

window of the photo          the same at another size
+-----------+                +-------+
| cup  +----|   resized      |   +---|   a mask keeps its pixels, a box its part inside,
|      |cat |  --------->    | . |cat|   the cup that lost its last pixel stays as a crowd: something is there
+-----------+                +-------+
"""

from dataclasses import replace

import cv2
import numpy as np
from jaxtyping import UInt8

from instructcv.samples.truth import mask_box, vanished
from instructcv.types import BoxXYXY, Instance, Sample

Window = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels; right and bottom are exclusive."""
SLIVER_PX = 2.0
"""A box without a mask that a window's edge leaves less of is not shown: nothing says that the object itself is in there."""


def within(size_hw: tuple[int, int], shorter_px: int) -> tuple[int, int]:
    """The size whose shorter side is `shorter_px`, in the same proportions; never enlarged, and 0 means unchanged."""
    h, w = size_hw
    if shorter_px == 0 or min(h, w) <= shorter_px:
        return size_hw
    scale = shorter_px / min(h, w)
    return max(1, round(h * scale)), max(1, round(w * scale))


def resized(sample: Sample, size_hw: tuple[int, int], window: Window | None = None) -> Sample:
    """The photo as a network is shown it; regions, masks and depth by their nearest pixel; boxes scaled.

    An object whose mask loses its last pixel keeps its box and becomes a crowd: something is there, but too small to be one
    object's pixels; a category whose regions lose theirs is unknown. One that is outside of the window is absent; one that its edge cuts has the box of what is left.

    Args:
        sample: any.
        size_hw: of what comes out, in whatever proportions.
        window: the part of the photo that is shown; None = all of it. Depth is kept as it is: a window's focal length is another.
    """
    h, w = sample.size_hw
    whole = (0, 0, w, h)
    shown = window or whole
    if shown == whole and size_hw == sample.size_hw:
        return sample
    left, top, right, bottom = shown
    part = np.s_[top:bottom, left:right]
    scale_xy = (size_hw[1] / (right - left), size_hw[0] / (bottom - top))

    def moved(item: Instance) -> Instance | None:
        box = _moved(item.box_xyxy_px, shown, scale_xy)
        if item.mask is None:
            lost = shown != whole and min(box[2] - box[0], box[3] - box[1]) < SLIVER_PX
            return None if lost or not _has_area(box) else replace(item, box_xyxy_px=box)
        if not item.mask[part].any():
            return None
        mask = _nearest(item.mask[part].view(np.uint8), size_hw).view(np.bool_)
        around = mask_box(mask)
        if around is None:
            return replace(item, box_xyxy_px=box, mask=None, is_crowd=True) if _has_area(box) else None
        return replace(item, box_xyxy_px=around if shown != whole or not _has_area(box) else box, mask=mask)

    instances = sample.instances
    if instances is not None:
        instances = tuple(item for item in map(moved, instances) if item is not None)
    regions, lost = sample.regions, frozenset[str]()
    if regions is not None:
        seen = replace(regions, ids=regions.ids[part])
        regions = replace(regions, ids=_nearest(seen.ids, size_hw))
        lost = vanished(seen, regions.ids)
    return replace(
        sample,
        photo=_photo(sample.photo[part], size_hw),
        instances=instances,
        regions=regions,
        unknown=sample.unknown | lost,
        depth_m=None if sample.depth_m is None else _nearest(sample.depth_m[part], size_hw),
        focal_xy_px=_focal(sample, scale_xy) if shown == whole else None,
    )


def _focal(sample: Sample, scale_xy: tuple[float, float]) -> tuple[float, float] | None:
    if sample.focal_xy_px is None:
        return None
    return sample.focal_xy_px[0] * scale_xy[0], sample.focal_xy_px[1] * scale_xy[1]


def _nearest(labels: np.ndarray, size_hw: tuple[int, int]) -> np.ndarray:
    return cv2.resize(np.ascontiguousarray(labels), size_hw[::-1], interpolation=cv2.INTER_NEAREST_EXACT)


def _photo(photo: UInt8[np.ndarray, "h w 3"], size_hw: tuple[int, int]) -> UInt8[np.ndarray, "h2 w2 3"]:
    """Shrunk by area averaging and enlarged by cubic splines, each side by itself: as a network is shown a photo."""
    (h, w), (new_h, new_w) = photo.shape[:2], size_hw
    shrunk = cv2.resize(np.ascontiguousarray(photo), (min(w, new_w), min(h, new_h)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(shrunk, (new_w, new_h), interpolation=cv2.INTER_CUBIC), np.uint8)


def _moved(box_xyxy_px: BoxXYXY, window: Window, scale_xy: tuple[float, float]) -> BoxXYXY:
    """The part of a box inside the window, in the new pixels; of no area where none is."""
    left, top, right, bottom = window
    (x, y), (l0, t0, r0, b0) = scale_xy, box_xyxy_px
    l1, r1 = ((min(max(value, left), right) - left) * x for value in (l0, r0))
    t1, b1 = ((min(max(value, top), bottom) - top) * y for value in (t0, b0))
    return l1, t1, r1, b1


def _has_area(box_xyxy_px: BoxXYXY) -> bool:
    left, top, right, bottom = box_xyxy_px
    return right > left and bottom > top
