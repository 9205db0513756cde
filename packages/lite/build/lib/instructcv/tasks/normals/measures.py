"""Normals against the truth: the sums of an answer, what a target shows in numbers, and whether it survives being read."""

from typing import Any

import numpy as np
from jaxtyping import UInt8

from instructcv.labels.colours import to_float
from instructcv.labels.indexed import FewColours
from instructcv.labels.normals import angle_deg
from instructcv.metrics.angles import AngleSums
from instructcv.metrics.base import Sums
from instructcv.samples.normals import surface_normals
from instructcv.tasks.normals.found import bring
from instructcv.tasks.normals.pictures import Facing, read
from instructcv.types import Answer, Query, Sample

SUMS = (AngleSums,)


def score(answer: Answer, sample: Sample) -> dict[str, Sums]:
    """`angles` between what is found and what is true, at the photo's size, where that is known."""
    if not isinstance(answer, Facing) or sample.depth_m is None or sample.focal_xy_px is None:
        return {}
    truth, known = surface_normals(sample)
    found = bring((answer,), answer.query, sample.photo)
    return {"angles": AngleSums.of(angle_deg(found.normals[known], truth[known]))} if known.any() else {}


def label(sample: Sample, query: Query) -> dict[str, Any]:
    """`mean`: the mean direction; `known`: the share of the pixels that has one."""
    truth, known = surface_normals(sample)
    mean = truth[known].mean(axis=0, dtype=np.float64)
    return {"mean": [round(float(value), 4) for value in mean], "known": round(float(known.mean()), 4)}


def round_trip(sample: Sample, query: Query, picture: UInt8[np.ndarray, "h w 3"], few: FewColours | None) -> float:
    """The largest angle in degrees."""
    truth, known = surface_normals(sample)
    return float(angle_deg(read(to_float(picture), query).normals[known], truth[known]).max(initial=0.0))
