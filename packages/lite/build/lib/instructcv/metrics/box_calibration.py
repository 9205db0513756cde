"""Is a box of score 0.8 right eight times in ten? Right = IoU of at least one half with an object that is not yet taken.

Detections are matched as COCO matches them at IoU 0.5: best score first, each to the free object that it overlaps most;
one that only overlaps a crowd is left out. A test holds the number of right ones to `pycocotools`.
"""

from collections import defaultdict

import numpy as np
from jaxtyping import Bool, Float64

from instructcv.metrics.box_ap import BoxRecord, BoxSums, box_area_px
from instructcv.metrics.calibration import CalibrationSums
from instructcv.types import BoxXYXY

MIN_IOU = 0.5


def box_calibration(sums: BoxSums) -> CalibrationSums:
    """The scores of all detections against whether each is right."""
    scores, right = hits(sums)
    return CalibrationSums.of(scores.astype(np.float32), right)


def hits(sums: BoxSums) -> tuple[Float64[np.ndarray, " n"], Bool[np.ndarray, " n"]]:
    """The scores of all detections that count, best first, and whether each is right."""
    truths: dict[tuple[str, str], list[BoxRecord]] = defaultdict(list)
    for truth in sums.truths:
        truths[truth.photo, truth.category].append(truth)
    scores: list[float] = []
    right: list[bool] = []
    taken: set[int] = set()
    for found in sorted(sums.detections, key=lambda record: -record.score):
        candidates = truths[found.photo, found.category]
        free = [item for item in candidates if not item.is_crowd and id(item) not in taken]
        best = max(free, key=lambda item: iou(found.box_xyxy_px, item.box_xyxy_px), default=None)
        hit = best is not None and iou(found.box_xyxy_px, best.box_xyxy_px) >= MIN_IOU
        if hit:
            taken.add(id(best))
        elif any(item.is_crowd and _covered(found, item) >= MIN_IOU for item in candidates):
            continue
        scores.append(found.score)
        right.append(hit)
    return np.array(scores, np.float64), np.array(right, np.bool_)


def iou(a: BoxXYXY, b: BoxXYXY) -> float:
    """Intersection over union of two boxes, 0 where both are empty."""
    both = _intersection_px(a, b)
    either = box_area_px(a) + box_area_px(b) - both
    return both / either if either > 0 else 0.0


def _covered(found: BoxRecord, crowd: BoxRecord) -> float:
    """COCO's overlap with a crowd: the share of the detection that lies inside it."""
    area = box_area_px(found.box_xyxy_px)
    return _intersection_px(found.box_xyxy_px, crowd.box_xyxy_px) / area if area > 0 else 0.0


def _intersection_px(a: BoxXYXY, b: BoxXYXY) -> float:
    return box_area_px((max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])))
