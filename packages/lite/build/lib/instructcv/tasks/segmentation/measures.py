"""Masks against the truth: the sums of an answer, what a target shows in numbers, and whether it survives being read."""

from typing import Any

import numpy as np
from jaxtyping import Int16, UInt8

from instructcv.labels import masks
from instructcv.labels.colours import to_float
from instructcv.labels.indexed import FewColours
from instructcv.metrics.base import Sums
from instructcv.metrics.calibration import CalibrationSums
from instructcv.metrics.iou import ConfusionSums, IoUSums
from instructcv.metrics.presence import PresenceSums
from instructcv.metrics.referring import ReferringSums
from instructcv.samples.truth import areas, category_map, map_names
from instructcv.tasks.segmentation.found import bring
from instructcv.types import Answer, Query, Sample

SUMS = (CalibrationSums, ConfusionSums, IoUSums, PresenceSums, ReferringSums)
CALIBRATION_PIXELS = 4096
"""About how many pixels of a photo are counted for calibration; the rest would say the same."""


def score(answer: Answer, sample: Sample) -> dict[str, Sums]:
    """`iou` by category, `presence` of each category, `calibration` of the pixels; at the photo's size, where known."""
    asked = answer.query.categories
    told = [name for name in asked if name in map_names(sample)]
    if answer.posterior is None or answer.category_map is None or not told:
        return {}
    indices, known = category_map(sample, told)
    truth = np.array([*map(asked.index, told), -1], dtype=np.int16)[indices]  # as indices into what was asked
    found = bring((answer,), answer.query, sample.photo)
    predicted = found.category_map
    assert predicted is not None
    iou, presence = IoUSums(), PresenceSums()
    for category in told:
        index = asked.index(category)
        iou += IoUSums.of(category, predicted == index, truth == index, known)
        if category in areas(sample):  # else unlabelled pixels may show it
            presence += PresenceSums.of(found=bool((predicted == index).any()), present=bool((truth == index).any()))
    known &= ~np.isin(predicted, [index for index, name in enumerate(asked) if name not in told])
    right = (predicted == truth)[known]
    thin = max(1, right.size // CALIBRATION_PIXELS)
    calibration = CalibrationSums.of(found.sure[known][::thin], right[::thin])
    return {"iou": iou, "presence": presence, "calibration": calibration}


def label(sample: Sample, query: Query) -> dict[str, Any]:
    """`areas`: the share of the photo that each category covers."""
    ids, _ = category_map(sample, query.categories)
    shares = np.bincount(ids.ravel() + 1, minlength=len(query.legend) + 1)[1:] / ids.size  # [k]
    return {"areas": {name: round(float(s), 5) for name, s in zip(query.categories, shares, strict=True)}}


def round_trip(sample: Sample, query: Query, picture: UInt8[np.ndarray, "h w 3"], few: FewColours | None) -> float:
    """IoU of the worst category that is there; 0 where another one is found."""
    read = None if few is None else masks.read_indexed(few.indices, few.palette, query.colours, query.otherwise_rgb)
    if read is None:
        read = masks.read(to_float(picture), query.colours, query.otherwise_rgb).category_map
    return _worst_iou(read, sample, query)


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
