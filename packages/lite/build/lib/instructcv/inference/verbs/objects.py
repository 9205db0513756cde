"""Objects from boxes and masks: each box with its own pixels, and parts of the mask that no box explains."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from jaxtyping import Bool, Float32

from instructcv.inference.verbs.scene import Seen
from instructcv.types import Detection


@dataclass(frozen=True, kw_only=True)
class Options:
    """When something counts as an object."""

    least_score: float = 0.25
    """Of a detection."""
    least_part: float = 0.004
    """Share of the photo that a part of the mask without a box must cover."""
    least_confidence: float = 0.75
    """Its mean probability."""
    grown: float = 0.1
    """Share of its sides by which a box is grown when it collects parts of the mask."""


DEFAULT = Options()


def objects(
    noun: str,
    detections: Sequence[Detection],
    probability: Float32[np.ndarray, "h w"] | None,
    region: Bool[np.ndarray, "h w"] | None,
    options: Options = DEFAULT,
) -> tuple[Seen, ...]:
    """What was found of a noun, best score first.

    Args:
        noun: the noun.
        detections: its boxes, best score first; those without a mask stand for all pixels of the region inside them.
        probability: of the noun at each pixel; None where no mask was asked for.
        region: the pixels that the mask says are the noun.
        options: when something counts.
    """
    sure = [item for item in detections if item.score >= options.least_score]
    masks = _own_pixels(sure, region)
    found = [
        Seen(noun=noun, box_xyxy_px=item.box_xyxy_px, mask=mask, score=item.score)
        for item, mask in zip(sure, masks, strict=True)
        if mask.any()
    ]
    if region is None or probability is None or not region.any():
        return tuple(found)
    return tuple(sorted(_with_parts(noun, found, probability, region, options), key=lambda seen: -seen.score))


def _own_pixels(
    detections: Sequence[Detection], region: Bool[np.ndarray, "h w"] | None
) -> list[Bool[np.ndarray, "h w"]]:
    """Each detection's pixels; a box without a mask gets the region's, or all, inside it."""
    masks: list[Bool[np.ndarray, "h w"]] = []
    for item in detections:
        if item.mask is not None:
            masks.append(item.mask)
        elif region is not None:
            masks.append(region & inside(item.box_xyxy_px, region.shape))
    return masks


def _with_parts(
    noun: str,
    found: list[Seen],
    probability: Float32[np.ndarray, "h w"],
    region: Bool[np.ndarray, "h w"],
    options: Options,
) -> list[Seen]:
    """Connected parts of the region that are in nobody's mask: of the box that they lie in, else objects of their own."""
    rest = region.copy()
    for seen in found:
        rest &= ~seen.mask
    _, labels, stats, _ = cv2.connectedComponentsWithStats(rest.astype(np.uint8), connectivity=4)
    alone: list[Seen] = []
    for index in range(1, len(stats)):
        part = labels == index
        owner = _owner(part, found, options.grown)
        if owner is not None:
            found[owner] = replace(found[owner], mask=found[owner].mask | part)
            continue
        confidence = float(probability[part].mean())
        if part.mean() >= options.least_part and confidence >= options.least_confidence:
            left, top, width, height = (float(value) for value in stats[index, :4])
            box = (left, top, left + width, top + height)
            alone.append(Seen(noun=noun, box_xyxy_px=box, mask=part, score=confidence))
    return found + alone


def _owner(part: Bool[np.ndarray, "h w"], found: Sequence[Seen], grown: float) -> int | None:
    """The object whose box, a little grown, holds most of a part; None if none holds half of it."""
    total = int(part.sum())
    shares = [int((part & inside(_grown(seen.box_xyxy_px, grown), part.shape)).sum()) / total for seen in found]
    best = int(np.argmax(shares)) if shares else -1
    return best if shares and shares[best] >= 0.5 else None


def _grown(box: tuple[float, float, float, float], share: float) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    across, down = share * (right - left), share * (bottom - top)
    return left - across, top - down, right + across, bottom + down


def inside(box_xyxy_px: tuple[float, float, float, float], size_hw: tuple[int, ...]) -> Bool[np.ndarray, "h w"]:
    """The pixels whose centres lie in a box."""
    left, top, right, bottom = box_xyxy_px
    y, x = np.arange(size_hw[0]) + 0.5, np.arange(size_hw[1]) + 0.5
    return ((y >= top) & (y < bottom))[:, None] & ((x >= left) & (x < right))[None]
