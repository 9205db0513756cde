"""A class as a picture of one colour, and any picture as a class."""

import numpy as np
from jaxtyping import Float32

from instructcv.labels import flat
from instructcv.metrics.accuracy import OTHERWISE
from instructcv.samples.truth import presence
from instructcv.types import Answer, Query, Sample, Target


def truth_of(sample: Sample, query: Query) -> str | None:
    """The legend's category that is right, `OTHERWISE`, or None where the sample cannot tell (or two are right)."""
    there = presence(sample)
    if any(name not in there for name in query.categories):
        return None
    right = [name for name in query.categories if there[name]]
    return OTHERWISE if not right else right[0] if len(right) == 1 else None


def paint(sample: Sample, query: Query) -> Target:
    truth = truth_of(sample, query)
    if truth is None:
        raise ValueError(f"{sample.source}/{sample.key} cannot tell which of {query.categories} is right")
    by_name = {entry.category: entry.rgb for entry in query.legend} | {OTHERWISE: query.otherwise_rgb}
    known = np.ones(sample.size_hw, dtype=np.bool_)
    return Target(picture=flat.paint(sample.size_hw, by_name[truth]), known=known)


def read(picture: Float32[np.ndarray, "h w 3"], query: Query) -> Answer:
    reading = flat.read(picture, query.colours, query.otherwise_rgb)
    return Answer(
        query=query,
        found=reading.found,
        admissibility=reading.admissibility,
        confidence=reading.confidence,
        size_hw=(picture.shape[0], picture.shape[1]),
        label=None if reading.winner < 0 else query.categories[reading.winner],
        probabilities={name: float(p) for name, p in zip(query.categories, reading.probabilities, strict=True)},
    )
