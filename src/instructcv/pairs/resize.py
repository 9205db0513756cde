"""A sample at the size that is stored: labels go first, and are painted afterwards, so that no colour is ever mixed."""

from dataclasses import replace

import cv2
import numpy as np

from instructcv.datasets.base import clip_box
from instructcv.types import Instance, Sample


def stored_size_hw(size_hw: tuple[int, int], size_px: int) -> tuple[int, int]:
    """The shorter side becomes `size_px`, the proportions stay; never enlarged, and 0 means unchanged."""
    h, w = size_hw
    if size_px == 0 or min(h, w) <= size_px:
        return size_hw
    scale = size_px / min(h, w)
    return max(1, round(h * scale)), max(1, round(w * scale))


def resized(sample: Sample, size_px: int) -> Sample:
    """The photo by area averaging; maps, masks and depth by their nearest pixel; boxes scaled.

    An object whose mask loses its last pixel keeps its box and becomes a crowd: something is there, but too small to be
    one object's pixels.
    """
    size_hw = stored_size_hw(sample.size_hw, size_px)
    if size_hw == sample.size_hw:
        return sample
    (h, w), (new_h, new_w) = sample.size_hw, size_hw

    def nearest(a: np.ndarray) -> np.ndarray:
        return cv2.resize(a, (new_w, new_h), interpolation=cv2.INTER_NEAREST_EXACT)

    def shrunk(item: Instance) -> Instance | None:
        left, top, right, bottom = item.box_xyxy_px
        x, y = new_w / w, new_h / h
        box = clip_box((left * x, top * y, right * x, bottom * y), size_hw)
        if box is None:
            return None
        if item.mask is None:
            return replace(item, box_xyxy_px=box)
        mask = nearest(item.mask.view(np.uint8)).view(np.bool_)
        if not mask.any():
            return replace(item, box_xyxy_px=box, mask=None, is_crowd=True)
        return replace(item, box_xyxy_px=box, mask=mask)

    instances = sample.instances
    if instances is not None:
        instances = tuple(item for item in map(shrunk, instances) if item is not None)
    return replace(
        sample,
        photo=cv2.resize(sample.photo, (new_w, new_h), interpolation=cv2.INTER_AREA),
        instances=instances,
        regions=sample.regions and replace(sample.regions, ids=nearest(sample.regions.ids)),
        depth_m=None if sample.depth_m is None else nearest(sample.depth_m),
    )
