"""A category map as a picture, and any picture as a category map."""

import numpy as np
from jaxtyping import Float32

from instructcv.labels import masks
from instructcv.samples.truth import category_map
from instructcv.types import Answer, Query, Sample, Target


def paint(sample: Sample, query: Query) -> Target:
    indices, known = category_map(sample, query.categories)
    return Target(picture=masks.paint(indices, query.colours, query.otherwise_rgb), known=known)


def read(picture: Float32[np.ndarray, "h w 3"], query: Query) -> Answer:
    reading = masks.read(picture, query.colours, query.otherwise_rgb)
    return Answer(
        query=query,
        found=bool(reading.found.any()),
        admissibility=reading.admissibility,
        confidence=reading.confidence,
        size_hw=(picture.shape[0], picture.shape[1]),
        category_map=reading.category_map,
        posterior=reading.posterior,
    )
