"""The picture that should have been painted, beside the one that was: a preference."""

from dataclasses import replace

import cv2
import numpy as np
from jaxtyping import Bool, UInt8

from instructcv.feedback.answered import Answered
from instructcv.tasks.base import task
from instructcv.types import Query, Sample


def preferred(answered: Answered, sample: Sample) -> UInt8[np.ndarray, "s t 3"] | None:
    """The label, painted as the question asks, at the rejected picture's size; where the label does not say, the rejected
    picture's own pixels stand, so that the two do not differ there. None where the label settles nothing that was asked, or
    where both pictures are the same.
    """
    rejected = answered.picture
    pictures: list[UInt8[np.ndarray, "s t 3"]] = []
    for part, before in zip(
        parts := asked_alone(answered.query, rejected), _squares(rejected, len(parts)), strict=True
    ):
        try:
            target = task(part.task).paint(sample, part)
        except ValueError:
            return None
        size_wh = (before.shape[1], before.shape[0])
        painted = cv2.resize(target.picture, size_wh, interpolation=cv2.INTER_NEAREST_EXACT)
        known: Bool[np.ndarray, "s t"] = (
            cv2.resize(target.known.astype(np.uint8), size_wh, interpolation=cv2.INTER_NEAREST_EXACT) > 0
        )
        pictures.append(np.where(known[..., None], painted, before).astype(np.uint8))
    whole = np.concatenate(pictures, axis=1)
    return None if np.array_equal(whole, rejected) else whole


def asked_alone(query: Query, picture: UInt8[np.ndarray, "s t 3"]) -> list[Query]:
    """One question for each square of a picture: each category was asked by itself where there are as many."""
    squares = max(1, picture.shape[1] // max(1, picture.shape[0]))
    if squares > 1 and squares == len(query.legend):
        return [replace(query, legend=(entry,)) for entry in query.legend]
    return [query]


def _squares(picture: UInt8[np.ndarray, "s t 3"], count: int) -> list[UInt8[np.ndarray, "s u 3"]]:
    return [np.ascontiguousarray(part) for part in np.array_split(picture, count, axis=1)]
