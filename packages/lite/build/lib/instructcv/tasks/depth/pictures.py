"""Metres as grey, and any picture as metres."""

import numpy as np
from jaxtyping import Float32

from instructcv.labels import depth
from instructcv.types import Answer, Query, Sample, Target


def paint(sample: Sample, query: Query) -> Target:
    if sample.depth_m is None:
        raise ValueError(f"{sample.source}/{sample.key} has no depth")
    picture, known = depth.paint(sample.depth_m, query.label_format)
    return Target(picture=picture, known=known)


def read(picture: Float32[np.ndarray, "h w 3"], query: Query) -> Answer:
    reading = depth.read(picture, query.label_format)
    return Answer(
        query=query,
        found=reading.found,
        admissibility=reading.admissibility,
        confidence=reading.confidence,
        size_hw=(picture.shape[0], picture.shape[1]),
        depth_m=reading.depth_m,
    )
