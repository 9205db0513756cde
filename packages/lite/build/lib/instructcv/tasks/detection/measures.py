"""Boxes against the truth: the sums of an answer, what a target shows in numbers, and whether it survives being read."""

from typing import Any

import numpy as np
from jaxtyping import UInt8

from instructcv.labels.colours import to_float
from instructcv.labels.indexed import FewColours
from instructcv.metrics.base import Sums
from instructcv.metrics.box_ap import BoxRecord, BoxSums, records, true_record
from instructcv.metrics.calibration import CalibrationSums
from instructcv.metrics.presence import PresenceSums
from instructcv.samples.truth import instances_of, photo_id
from instructcv.tasks.detection.found import located
from instructcv.tasks.detection.pictures import read
from instructcv.types import Answer, BoxXYXY, Query, Sample

SUMS = (BoxRecord, BoxSums, CalibrationSums, PresenceSums)


def score(answer: Answer, sample: Sample) -> dict[str, Sums]:
    """`boxes` for COCO's average precision and `presence`, in the photo's pixels."""
    category = answer.query.categories[0]
    if sample.instances is None or category not in sample.things or category in sample.unknown:
        return {}
    photo, truth = photo_id(sample), instances_of(sample, category)
    every = located((answer,), sample.size_hw)
    sums = BoxSums(
        asked=frozenset({(photo, category)}),
        truths=tuple(true_record(photo, item) for item in truth),
        detections=records(photo, category, [item.box_xyxy_px for item in every], [item.score for item in every]),
    )
    return {"boxes": sums, "presence": PresenceSums.of(found=answer.found, present=bool(truth))}


def label(sample: Sample, query: Query) -> dict[str, Any]:
    """`boxes_xyxy_px`, crowds left out."""
    found = [item.box_xyxy_px for item in instances_of(sample, query.categories[0]) if not item.is_crowd]
    return {"boxes_xyxy_px": [[round(side, 2) for side in box] for box in found]}


def round_trip(sample: Sample, query: Query, picture: UInt8[np.ndarray, "h w 3"], few: FewColours | None) -> float:
    """The worst side of the worst box: each true one against the one that was read nearest to it, one to one; infinite where one is
    missing or made up.
    """
    one = few is not None and len(few.palette) == 1  # no box has no size: one pixel says it all
    answer = read(to_float(picture[:1, :1] if one else picture), query)
    true = [i.box_xyxy_px for i in instances_of(sample, query.categories[0]) if not i.is_crowd]
    boxes = [item.box_xyxy_px for item in answer.detections]
    if len(true) != len(boxes):
        return float("inf")
    worst = 0.0
    for box in true:
        nearest = min(boxes, key=lambda other: _side_px(box, other))
        boxes.remove(nearest)
        worst = max(worst, _side_px(box, nearest))
    return worst


def _side_px(a: BoxXYXY, b: BoxXYXY) -> float:
    return max(abs(x - y) for x, y in zip(a, b, strict=True))
