"""The round trip of a pair: the target, read back by its task, against the label that it was painted from.

The file keeps every pixel of a target, so that what is read here is what a trainer will read.

| task | figure | limit |
|---|---|---|
| segmentation | IoU of the worst category that is there, and nothing else found | at least 0.99 |
| detection | the worst side of the worst box, in pixels of the target | at most 1 |
| depth | the largest error over the curve's stated bound | at most 1 |
| classification | 1 where the class that is read is the label's, or "none of these" where none is right | exactly 1 |
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Int16, UInt8

from instructcv.labels import depth, masks
from instructcv.labels.colours import to_float
from instructcv.metrics.accuracy import OTHERWISE
from instructcv.pairs._png import FewColours
from instructcv.samples.truth import category_map, instances_of
from instructcv.tasks.base import task
from instructcv.tasks.classification import truth_of
from instructcv.types import Answer, BoxXYXY, Query, Sample

LIMITS = {"segmentation": 0.99, "detection": 1.0, "depth": 1.0, "classification": 1.0}
HIGHER_IS_BETTER = frozenset({"segmentation", "classification"})
UNITS = {
    "segmentation": "IoU",
    "detection": "px",
    "depth": "of the bound",
    "classification": "exact",
}
_ROUNDING = 1.001
"""float32 against the bound's own rounding."""


@dataclass(frozen=True, kw_only=True)
class Check:
    """How well one pair's label survives its target."""

    value: float
    """In the unit of `UNITS[task]`."""
    ok: bool


def check(sample: Sample, query: Query, picture: UInt8[np.ndarray, "h w 3"], few: FewColours | None) -> Check:
    """Read a target back and compare. A task of another package has no limit: it is read, and passes.

    Args:
        few: the same picture as indices, where it has few colours: its reader then looks at each colour once, and
            finds what it would find pixel by pixel (`tests/pairs/test_checking.py`).
    """
    if query.task == "segmentation":
        read = None if few is None else masks.read_indexed(few.indices, few.palette, query.colours, query.otherwise_rgb)
        value = _worst_iou(_category_map(query, picture) if read is None else read, sample, query)
        return Check(value=value, ok=value >= LIMITS[query.task])
    # Of one colour all over, and neither a class nor "no box" has a size: one pixel says it all.
    one = few is not None and len(few.palette) == 1 and query.task in ("classification", "detection")
    answer = task(query.task).read(to_float(picture[:1, :1] if one else picture), query)
    if query.task == "detection":
        value = _worst_side_px(answer, sample)
    elif query.task == "depth":
        value = _share_of_bound(answer, sample)
    elif query.task == "classification":
        value = float((answer.label or OTHERWISE) == truth_of(sample, query))
    else:
        return Check(value=0.0, ok=True)
    limit = LIMITS[query.task]
    return Check(value=value, ok=value >= limit if query.task in HIGHER_IS_BETTER else value <= limit)


def _category_map(query: Query, picture: UInt8[np.ndarray, "h w 3"]) -> Int16[np.ndarray, "h w"]:
    answer = task(query.task).read(to_float(picture), query)
    assert answer.category_map is not None
    return answer.category_map


def _worst_iou(read: Int16[np.ndarray, "h w"], sample: Sample, query: Query) -> float:
    truth, known = category_map(sample, query.categories)
    if np.array_equal(read, truth):
        return 1.0  # nearly always, and sooner said than by counting
    read = np.where(known, read, np.int16(-1)) + 1
    truth = np.where(known, truth, np.int16(-1)) + 1
    k = len(query.legend) + 1
    confusion = np.bincount((truth.astype(np.int64) * k + read).ravel(), minlength=k * k).reshape(k, k)  # [k, k]
    both = np.diagonal(confusion)[1:]
    union = confusion.sum(axis=0)[1:] + confusion.sum(axis=1)[1:] - both
    return float((both[union > 0] / union[union > 0]).min(initial=1.0))


def _worst_side_px(answer: Answer, sample: Sample) -> float:
    """Each true box against the box that was read nearest to it, one to one; infinite where one is missing or made up."""
    true = [i.box_xyxy_px for i in instances_of(sample, answer.query.categories[0]) if not i.is_crowd]
    read = [item.box_xyxy_px for item in answer.detections]
    if len(true) != len(read):
        return float("inf")
    worst = 0.0
    for box in true:
        nearest = min(read, key=lambda other: _side_px(box, other))
        read.remove(nearest)
        worst = max(worst, _side_px(box, nearest))
    return worst


def _side_px(a: BoxXYXY, b: BoxXYXY) -> float:
    return max(abs(x - y) for x, y in zip(a, b, strict=True))


def _share_of_bound(answer: Answer, sample: Sample) -> float:
    assert answer.depth_m is not None and sample.depth_m is not None
    label_format = answer.query.label_format
    near_m = label_format.near_m if label_format.depth_curve != "linear" else 0.0
    known = np.isfinite(sample.depth_m) & (sample.depth_m > 0)
    true_m = np.clip(sample.depth_m[known], near_m, label_format.far_m)
    bound_m = depth.quantisation_error_m(true_m, label_format)
    error_m = np.abs(answer.depth_m[known] - true_m)
    return float((error_m / bound_m).max(initial=0.0)) / _ROUNDING
