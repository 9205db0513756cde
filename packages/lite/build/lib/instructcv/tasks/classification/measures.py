"""A class against the truth: the sums of an answer, what a target shows, and whether it survives being read."""

from typing import Any

import numpy as np
from jaxtyping import UInt8

from instructcv.labels.colours import to_float
from instructcv.labels.indexed import FewColours
from instructcv.metrics.accuracy import OTHERWISE, AccuracySums
from instructcv.metrics.base import Sums
from instructcv.metrics.calibration import CalibrationSums
from instructcv.tasks.classification.pictures import read, truth_of
from instructcv.types import Answer, Query, Sample

SUMS = (AccuracySums, CalibrationSums)


def score(answer: Answer, sample: Sample) -> dict[str, Sums]:
    """`accuracy` (ties wrong) and `calibration`; yes-or-no questions count under `yes_no`."""
    truth = truth_of(sample, answer.query)
    if truth is None or not answer.probabilities:
        return {}
    rest = max(0.0, 1.0 - sum(answer.probabilities.values()))
    accuracy = AccuracySums.of(answer.probabilities | {OTHERWISE: rest}, truth)
    right = np.array([sum(right for right, _ in accuracy.counts.values()) > 0])
    calibration = CalibrationSums.of(np.array([answer.confidence], dtype=np.float32), right)
    return {"yes_no" if len(answer.query.legend) == 1 else "accuracy": accuracy, "calibration": calibration}


def label(sample: Sample, query: Query) -> dict[str, Any]:
    """`class`: the one that is right, null for "none of these"."""
    truth = truth_of(sample, query)
    return {"class": None if truth == OTHERWISE else truth}


def round_trip(sample: Sample, query: Query, picture: UInt8[np.ndarray, "h w 3"], few: FewColours | None) -> float:
    """1 where the class that is read is the label's, or "none of these" where none is right."""
    one = few is not None and len(few.palette) == 1  # a class has no size: one pixel says it all
    answer = read(to_float(picture[:1, :1] if one else picture), query)
    return float((answer.label or OTHERWISE) == truth_of(sample, query))
