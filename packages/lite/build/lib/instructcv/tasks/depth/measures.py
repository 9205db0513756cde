"""Depth against the truth: the sums of an answer, what a target shows in numbers, and whether it survives being read."""

from typing import Any

import numpy as np
from jaxtyping import UInt8

from instructcv.labels import depth
from instructcv.labels.colours import to_float
from instructcv.labels.indexed import FewColours
from instructcv.metrics.base import Sums
from instructcv.metrics.depth import DepthSums
from instructcv.tasks.depth.found import bring
from instructcv.tasks.depth.pictures import read
from instructcv.types import Answer, Query, Sample

SUMS = (DepthSums,)
_ROUNDING = 1.001
"""float32 against the bound's own rounding."""


def score(answer: Answer, sample: Sample, *, eigen_crop: bool = False) -> dict[str, Sums]:
    """`depth` in metres as answered, `depth_affine` after fitting scale and shift, at the photo's size."""
    if answer.depth_m is None or sample.depth_m is None:
        return {}
    found_m = bring((answer,), answer.query, sample.photo).depth_m
    assert found_m is not None
    return {
        "depth": DepthSums.of(found_m, sample.depth_m, eigen_crop=eigen_crop),
        "depth_affine": DepthSums.of(found_m, sample.depth_m, alignment="affine", eigen_crop=eigen_crop),
    }


def label(sample: Sample, query: Query) -> dict[str, Any]:
    """`near_m`, `median_m`, `far_m`, and the share of the pixels that is `known`."""
    if sample.depth_m is None:
        return {}
    known_m = sample.depth_m[sample.depth_m > 0]
    near, median, far = (round(float(v), 3) for v in np.quantile(known_m, (0.0, 0.5, 1.0)))
    return {"near_m": near, "median_m": median, "far_m": far, "known": round(known_m.size / sample.depth_m.size, 4)}


def round_trip(sample: Sample, query: Query, picture: UInt8[np.ndarray, "h w 3"], few: FewColours | None) -> float:
    """The largest error over the curve's stated bound."""
    read_m = read(to_float(picture), query).depth_m
    assert read_m is not None and sample.depth_m is not None
    label_format = query.label_format
    near_m = label_format.near_m if label_format.depth_curve != "linear" else 0.0
    known = np.isfinite(sample.depth_m) & (sample.depth_m > 0)
    true_m = np.clip(sample.depth_m[known], near_m, label_format.far_m)
    bound_m = depth.quantisation_error_m(true_m, label_format)
    return float((np.abs(read_m[known] - true_m) / bound_m).max(initial=0.0)) / _ROUNDING
