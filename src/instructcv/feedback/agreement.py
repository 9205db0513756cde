"""How far an answer agrees with a label, 0 to 1, whatever was asked: the one number by which learning is judged."""

import numpy as np
from jaxtyping import Bool, Float32

from instructcv.feedback.answered import Answered
from instructcv.metrics.box_calibration import iou
from instructcv.types import Sample

NEAR = 1.25
"""Depth agrees at a pixel where the larger of the two is less than this many times the smaller (Eigen et al. 2014)."""


def agreement(answered: Answered, sample: Sample) -> float | None:
    """Mean over the categories asked for: intersection over union of the masks, or of boxes in their best pairing; 1 for what
    is absent and not found. For a class: right or wrong. For depth: the share of pixels within a factor of `NEAR`.

    None where the label says nothing about what was asked.
    """
    if answered.depth_m is not None:
        return None if sample.depth_m is None else _depth(answered.depth_m, sample.depth_m)
    asked = [name for name in answered.query.categories if name in (*sample.things, *sample.labels)]
    if not asked:
        return None
    if sample.label is not None:
        return float(answered.label == sample.label)
    if not answered.found and answered.label is not None:  # a class was asked for, and objects are known
        return float(any(item.category == answered.label for item in sample.instances or ()))
    return float(np.mean([_category(answered, sample, name) for name in asked]))


def _category(answered: Answered, sample: Sample, name: str) -> float:
    truth = [item for item in sample.instances or () if item.category == name]
    found = [part for part in answered.found if part.category == name and (part.mask is None or part.mask.any())]
    if not truth or not found:
        return float(not truth and not found)
    if any(part.box_xyxy_px is None for part in found) or any(item.is_crowd for item in truth):
        masks = [item.mask for item in truth if item.mask is not None]
        return _mask_iou(_union([p.mask for p in found if p.mask is not None]), _union(masks))
    pairs = np.array([[iou(part.box_xyxy_px or (0, 0, 0, 0), item.box_xyxy_px) for item in truth] for part in found])
    total, best = 0.0, pairs.copy()
    for _ in range(min(best.shape)):
        row, column = np.unravel_index(int(best.argmax()), best.shape)
        total += float(best[row, column])
        best[row, :] = best[:, column] = -1
    return total / max(pairs.shape)


def _union(masks: list[Bool[np.ndarray, "h w"]]) -> Bool[np.ndarray, "h w"] | None:
    return np.any(np.stack(masks), axis=0) if masks else None


def _mask_iou(a: Bool[np.ndarray, "h w"] | None, b: Bool[np.ndarray, "h w"] | None) -> float:
    if a is None or b is None or a.shape != b.shape:
        return 0.0
    either = int((a | b).sum())
    return float((a & b).sum()) / either if either else 1.0


def _depth(ours_m: Float32[np.ndarray, "h w"], truth_m: Float32[np.ndarray, "h w"]) -> float | None:
    known = truth_m > 0
    if not known.any():
        return None
    ours, truth = np.maximum(ours_m[known], 1e-3), truth_m[known]
    return float((np.maximum(ours / truth, truth / ours) < NEAR).mean())
