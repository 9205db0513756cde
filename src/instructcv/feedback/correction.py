"""What a person says of an answer, as a label: a `Sample` that any task can paint and any training can read.

good      the answer itself is the label
bad       no label: something is wrong, and nobody said what
nothing   what was asked for is absent
masks     what belongs to each category; each mask may hold several objects, so it is a crowd in COCO's sense
boxes     one for each object; the answer's own pixels stay where a box was only moved
depths    one or two places whose distance is known: the answered depth follows them
label     the right class, or None for "none of these"
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float32

from instructcv.errors import UserError
from instructcv.feedback.answered import Answered, Found
from instructcv.metrics.box_calibration import iou
from instructcv.samples.truth import mask_box
from instructcv.tasks.base import gives
from instructcv.types import BoxXYXY, Instance, Sample

Verdict = Literal["good", "bad", "nothing", "corrected"]
LICENCE = "not stated"
SAME_OBJECT = 0.3
"""IoU of a corrected box with an answered one from which on it is taken for the same object."""
STEEPEST = 4.0
"""Two known depths may stretch the answered depths' logarithms by at most this factor, or shrink them as much."""
FARTHEST_M = 1000.0


@dataclass(frozen=True, kw_only=True)
class KnownDepth:
    """A place of the photo and its distance."""

    x_px: int
    y_px: int
    metres: float


@dataclass(frozen=True, kw_only=True, eq=False)
class Correction:
    """One of the things that a person can say; the others are None."""

    verdict: Verdict
    masks: Mapping[str, Bool[np.ndarray, "h w"]] | None = None
    boxes: Sequence[tuple[str, BoxXYXY]] | None = None
    depths: Sequence[KnownDepth] | None = None
    depth_m: Float32[np.ndarray, "h w"] | None = None
    label: tuple[str | None] | None = None
    """In a tuple, since None is a class here, too."""


def sample_of(answered: Answered, said: Correction, key: str) -> Sample | None:
    """The photo with the label that was said; None where nothing is known but that the answer is wrong.

    Raises:
        UserError: what was said does not fit the photo or the question.
    """
    if said.verdict == "bad":
        return None
    if said.verdict == "nothing":
        return _sample(answered, key, instances=_absent(answered))
    if said.verdict == "good":
        return _as_answered(answered, key)
    if said.masks is not None:
        return _sample(answered, key, instances=_regions(answered, said.masks))
    if said.boxes is not None:
        return _sample(answered, key, instances=_objects(answered, said.boxes))
    if said.depth_m is not None or said.depths is not None:
        return _sample(answered, key, depth_m=_depth_m(answered, said))
    if said.label is not None:
        return _classified(answered, key, said.label[0])
    raise UserError("nothing was corrected; say a mask, boxes, a label, --good or --bad")


def _sample(
    answered: Answered,
    key: str,
    *,
    instances: tuple[Instance, ...] | None = None,
    depth_m: Float32[np.ndarray, "h w"] | None = None,
    label: str | None = None,
) -> Sample:
    asked = answered.query.categories
    return Sample(
        key=key,
        source="feedback",
        split="train",
        licence=LICENCE,
        photo=answered.photo,
        instances=instances,
        things=asked if instances is not None else (),
        depth_m=depth_m,
        label=label,
        labels=asked if label is not None else (),
    )


def _absent(answered: Answered) -> tuple[Instance, ...]:
    if not answered.query.categories:
        raise UserError("'nothing is there' says nothing here: no thing was asked for")
    return ()


def _as_answered(answered: Answered, key: str) -> Sample:
    kind = gives(answered.query.task)
    if answered.depth_m is not None:
        return _sample(answered, key, depth_m=answered.depth_m)
    if kind == "class":
        return _classified(answered, key, answered.label)
    whole = tuple(
        Instance(category=part.category, box_xyxy_px=part.box_xyxy_px or box_of(part.mask), mask=part.mask)
        if kind == "instances"
        else _crowd(part.category, part.mask)
        for part in answered.found
        if part.box_xyxy_px is not None or (part.mask is not None and part.mask.any())
    )
    return _sample(answered, key, instances=whole)


def _classified(answered: Answered, key: str, label: str | None) -> Sample:
    """The class that was chosen; "none of these" makes every one of them absent."""
    asked = answered.query.categories
    if not asked or gives(answered.query.task) != "class":
        raise UserError(f'a class was not asked for: "{answered.query.instruction}"')
    if label is None:
        return _sample(answered, key, instances=())
    if label not in asked:
        raise UserError(f"{label!r} is not one of the classes asked for: {', '.join(asked)}, or none")
    return _sample(answered, key, label=label)


def _regions(answered: Answered, masks: Mapping[str, Bool[np.ndarray, "h w"]]) -> tuple[Instance, ...]:
    """Those that were given, and the answer's own for the other categories."""
    asked, size = answered.query.categories, answered.size_hw
    for name, mask in masks.items():
        if name not in asked:
            raise UserError(f"{name!r} was not asked for; masks are of: {', '.join(asked) or 'nothing'}")
        if mask.shape != size:
            raise UserError(
                f"the mask of {name} is {mask.shape[1]} x {mask.shape[0]}, the photo {size[1]} x {size[0]}; make them equal"
            )
    painted = np.zeros(size, np.bool_)
    for mask in masks.values():
        painted |= mask
    whole: dict[str, Bool[np.ndarray, "h w"]] = dict(masks)
    for part in answered.found:  # a pixel has one category: what was painted wins
        if part.category not in masks and part.mask is not None:
            whole[part.category] = whole.get(part.category, np.zeros(size, np.bool_)) | (part.mask & ~painted)
    return tuple(_crowd(name, mask) for name, mask in whole.items() if mask.any())


def _crowd(category: str, mask: Bool[np.ndarray, "h w"] | None) -> Instance:
    assert mask is not None
    return Instance(category=category, box_xyxy_px=box_of(mask), mask=mask, is_crowd=True)


def _objects(answered: Answered, boxes: Sequence[tuple[str, BoxXYXY]]) -> tuple[Instance, ...]:
    asked, (h, w) = answered.query.categories, answered.size_hw
    objects: list[Instance] = []
    for category, box in boxes:
        if category not in asked:
            raise UserError(f"{category!r} was not asked for; boxes are of: {', '.join(asked) or 'nothing'}")
        if not all(np.isfinite(box)):
            raise UserError(f"the box {list(box)} is not four numbers")
        left, top, right, bottom = max(box[0], 0.0), max(box[1], 0.0), min(box[2], float(w)), min(box[3], float(h))
        if right - left < 1 or bottom - top < 1:
            raise UserError(f"the box {[round(edge, 1) for edge in box]} (xyxy) has no area in a photo of {w} x {h}")
        inside = (left, top, right, bottom)
        objects.append(Instance(category=category, box_xyxy_px=inside, mask=_pixels(answered, category, inside)))
    return tuple(objects)


def _pixels(answered: Answered, category: str, box: BoxXYXY) -> Bool[np.ndarray, "h w"] | None:
    """The answered object's pixels in the corrected box, where it is the same object and fills the box's rows and columns; else
    None: a box alone does not say which pixels.
    """
    best: Found | None = None
    for part in answered.found:
        if part.category == category and part.box_xyxy_px is not None and part.mask is not None:
            if iou(part.box_xyxy_px, box) > (SAME_OBJECT if best is None else iou(best.box_xyxy_px or box, box)):
                best = part
    if best is None or best.mask is None:
        return None
    left, top, right, bottom = (round(edge) for edge in box)
    kept = np.zeros_like(best.mask)
    kept[top:bottom, left:right] = best.mask[top:bottom, left:right]
    around = box_of(kept) if kept.any() else None
    return kept if around is not None and iou(around, box) > 0.7 else None


def _depth_m(answered: Answered, said: Correction) -> Float32[np.ndarray, "h w"]:
    """The depth that was given, or the answered one moved so that it agrees at the places that are known.

    One place: scaled. Two: log d' = a log d + b, which keeps near and far in order.
    """
    if said.depth_m is not None:
        if said.depth_m.shape != answered.size_hw:
            raise UserError("the depth has another size than the photo")
        return np.nan_to_num(said.depth_m, posinf=0.0, neginf=0.0).clip(0, FARTHEST_M).astype(np.float32)
    if answered.depth_m is None:
        raise UserError(f'distances were not asked for: "{answered.query.instruction}"')
    points = list(said.depths or ())
    if not 1 <= len(points) <= 2:
        raise UserError(f"one or two known depths are needed, not {len(points)}")
    h, w = answered.size_hw
    for point in points:
        if not (0 <= point.x_px < w and 0 <= point.y_px < h):
            raise UserError(f"the place {point.x_px}, {point.y_px} is outside of the photo ({w} x {h})")
        if not 0.01 <= point.metres <= FARTHEST_M:
            raise UserError(f"a depth is between 0.01 and {FARTHEST_M:g} m, not {point.metres:g}")
    known = answered.depth_m > 0
    was = [float(answered.depth_m[point.y_px, point.x_px]) for point in points]
    if min(was) <= 0:
        raise UserError("the answer has no depth at that place; choose another")
    log_was, log_is = np.log(was), np.log([point.metres for point in points])
    steep = 1.0
    if len(points) == 2 and abs(log_was[1] - log_was[0]) > 1e-3:
        steep = float(np.clip((log_is[1] - log_is[0]) / (log_was[1] - log_was[0]), 1 / STEEPEST, STEEPEST))
    offset = float(np.mean(log_is - steep * log_was))
    moved = np.exp(steep * np.log(np.maximum(answered.depth_m, 1e-3)) + offset)
    return np.where(known, moved, 0).clip(0, FARTHEST_M).astype(np.float32)


def box_of(mask: Bool[np.ndarray, "h w"] | None) -> BoxXYXY:
    """The tight box around a mask that has pixels."""
    box = None if mask is None else mask_box(mask)
    assert box is not None
    return box
