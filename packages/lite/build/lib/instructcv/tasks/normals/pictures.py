"""Directions as colours, and any picture as directions."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32

from instructcv.labels import normals
from instructcv.samples.normals import surface_normals
from instructcv.types import Answer, Query, Sample, Target


@dataclass(frozen=True, kw_only=True, eq=False)
class Facing(Answer):
    """What a picture says about directions."""

    normals: Float32[np.ndarray, "h w 3"]
    """Unit vectors: right, up, towards the viewer."""


def paint(sample: Sample, query: Query) -> Target:
    truth, known = surface_normals(sample)
    return Target(picture=normals.paint(truth, known), known=known)


def read(picture: Float32[np.ndarray, "h w 3"], query: Query) -> Facing:
    reading = normals.read(picture)
    return Facing(
        query=query,
        found=reading.found,
        admissibility=reading.admissibility,
        confidence=reading.confidence,
        size_hw=(picture.shape[0], picture.shape[1]),
        normals=reading.normals,
    )
