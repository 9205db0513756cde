"""From what was read at the model's size to an answer at the photo's own size, edges following the photo."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from jaxtyping import Bool, Float32, UInt8

from instructcv.errors import UserError
from instructcv.labels import boxes, masks
from instructcv.labels.upsample import upsample, upsample_categories
from instructcv.types import Answer, Detection, Query

_DEPTH_RADIUS_PX = 2
"""A smaller window than for masks: slopes must not be flattened where the photo is flat."""


def check_painted(pictures: Float32[np.ndarray, "n s t 3"]) -> None:
    """Refuse pictures that hold no numbers: they would be read as "nothing is there".

    Raises:
        UserError: the network, or its number format, is at fault.
    """
    if not np.isfinite(pictures).all():
        raise UserError(
            "the network painted NaN or infinity, so that nothing can be read; try --dtype fp32, or another checkpoint"
        )


def decode(
    answers: Sequence[Answer], query: Query, photo: UInt8[np.ndarray, "h w 3"], *, painted_hw: tuple[int, int]
) -> dict[str, Any]:
    """The fields of a `Record` that the answers to one instruction give, whatever its task.

    Args:
        answers: one, or one for each of the query's categories in order.
        query: the whole instruction.
        photo: the photo, for its size and its edges.
        painted_hw: the size of the pictures that were read.
    """
    fields: dict[str, Any] = {
        "found": any(answer.found for answer in answers),
        "admissibility": float(np.mean([answer.admissibility for answer in answers])),
        "confidence": max(answer.confidence for answer in answers),
        "categories": query.categories,
    }
    if any(answer.posterior is not None for answer in answers):
        fields |= _regions(answers, photo)
    if query.task == "detection":
        fields |= _boxes(answers, photo, painted_hw)
    depth_m = answers[0].depth_m
    if depth_m is not None:
        # In log space, so that a blend across an edge is not dominated by the far side.
        known = np.log(np.maximum(depth_m, 1e-3))[None].astype(np.float32)  # [1, h, w]
        fields["depth_m"] = np.where(
            _nearest(depth_m > 0, photo), np.exp(upsample(known, photo, radius_px=_DEPTH_RADIUS_PX)[0]), np.float32(0)
        )
    if any(answer.probabilities for answer in answers):
        fields |= _classes(answers)
    return fields


def _regions(answers: Sequence[Answer], photo: UInt8[np.ndarray, "h w 3"]) -> dict[str, Any]:
    """Posteriors upsampled, then decided, so that borders are drawn at the photo's resolution."""
    every = np.concatenate([answer.posterior for answer in answers if answer.posterior is not None])  # [k, s, t]
    there = np.concatenate([_found_entries(answer) for answer in answers])  # [k]
    # What the reader did not find is not found at another size; categories painted in their own pictures may overlap.
    posterior = every * there[:, None, None]
    posterior /= np.maximum(posterior.sum(axis=0), 1)
    small, _, _ = masks.decide(posterior, masks.ReadOptions(min_area=0.0, min_confidence=0.0))
    category_map = upsample_categories(posterior, small, photo)  # [h, w]
    return {"category_map": category_map, "masks": category_map == np.arange(len(posterior))[:, None, None]}


def _found_entries(answer: Answer) -> Bool[np.ndarray, " k"]:
    k = 0 if answer.posterior is None else len(answer.posterior)
    seen = np.unique(answer.category_map) if answer.category_map is not None else np.zeros(0, np.int16)
    return np.isin(np.arange(k), seen)


def _boxes(answers: Sequence[Answer], photo: UInt8[np.ndarray, "h w 3"], painted_hw: tuple[int, int]) -> dict[str, Any]:
    """The detections that count as found, best first, in the photo's pixels."""
    h, w = photo.shape[:2]
    down, across = h / painted_hw[0], w / painted_hw[1]
    factor = np.array([across, down, across, down], np.float32)
    found: list[tuple[Detection, Float32[np.ndarray, " 4"]]] = []
    for answer in answers:
        least = boxes.likelihood(boxes.DEFAULT.found_score, answer.query.label_format)
        sure = [item for item in answer.detections if item.score >= least]
        found += [(item, np.array(item.box_xyxy_px, np.float32) * factor) for item in sure]
    found.sort(key=lambda pair: -pair[0].score)
    parts = [item.mask for item, _ in found]
    whole = [part for part in parts if part is not None]
    shaped = np.zeros((0, h, w), np.bool_)
    if whole:
        shaped = upsample(np.stack(whole).astype(np.float32), photo) > 0.5  # [n, h, w]
    return {
        "boxes": np.array([box for _, box in found], np.float32).reshape(-1, 4),
        "scores": np.array([item.score for item, _ in found], np.float32),
        "categories": tuple(item.category for item, _ in found),
        "masks": shaped if len(whole) == len(parts) else None,
    }


def _classes(answers: Sequence[Answer]) -> dict[str, Any]:
    """The class that won; where each was asked on its own, the most probable of those that said yes."""
    probabilities = {name: p for answer in answers for name, p in answer.probabilities.items()}
    if len(answers) == 1:
        return {"label": answers[0].label, "probabilities": probabilities}
    said_yes = [answer.label for answer in answers if answer.label is not None]
    label = max(said_yes, key=lambda name: probabilities[name], default=None)
    total = max(1.0, sum(probabilities.values()))
    return {"label": label, "probabilities": {name: p / total for name, p in probabilities.items()}}


def _nearest(mask: Bool[np.ndarray, "s t"], photo: UInt8[np.ndarray, "h w 3"]) -> Bool[np.ndarray, "h w"]:
    h, w = photo.shape[:2]
    rows, columns = np.arange(h) * mask.shape[0] // h, np.arange(w) * mask.shape[1] // w
    return mask[rows[:, None], columns[None]]
