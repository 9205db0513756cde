"""Depth: how far away is each pixel?

    instruction  "how far away is everything?"
    picture      grey, near = dark; on the `log` curve from 0.3 to 10 m: 0.3 m = 0, 1 m = 88, 3 m = 167, 10 m = 255

In the `original` format grey is linear, 10 m = 255, and unknown depth is black.
"""

from collections.abc import Sequence

import cv2
import numpy as np
from jaxtyping import Float32

from instructcv.instructions import bank
from instructcv.labels import depth
from instructcv.metrics.base import Sums
from instructcv.metrics.depth import DepthSums
from instructcv.tasks.base import WordingSplit
from instructcv.tasks.depth.rules import WORDINGS as WORDINGS
from instructcv.types import LEGEND, Answer, LabelFormat, Query, Sample, Target


def can_ask(sample: Sample) -> bool:
    return sample.depth_m is not None and bool((sample.depth_m > 0).any())


def ask(
    sample: Sample,
    rng: np.random.Generator,
    *,
    split: WordingSplit = "train",
    label_format: LabelFormat = LEGEND,
    categories: Sequence[str] | None = None,
) -> Query:
    """Draw a wording; there are no categories to choose."""
    if not can_ask(sample):
        raise ValueError(f"{sample.source}/{sample.key} has no depth")
    if categories:
        raise ValueError("depth is asked of the whole photo, not of a category")
    wording = bank.draw("depth", rng, legend=(), split=split)
    return Query(task="depth", instruction=wording, label_format=label_format)


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


def score(answer: Answer, sample: Sample) -> dict[str, Sums]:
    """`depth` in metres as answered, `depth_affine` after fitting scale and shift, at the photo's size."""
    if answer.depth_m is None or sample.depth_m is None:
        return {}
    predicted_m = at_size(answer.depth_m, sample.size_hw)
    return {
        "depth": DepthSums.of(predicted_m, sample.depth_m),
        "depth_affine": DepthSums.of(predicted_m, sample.depth_m, alignment="affine"),
    }


def at_size(depth_m: Float32[np.ndarray, "h w"], size_hw: tuple[int, int]) -> Float32[np.ndarray, "h2 w2"]:
    """Bilinear, as the official evaluations resize predictions."""
    if depth_m.shape == size_hw:
        return depth_m
    resized = cv2.resize(depth_m, (size_hw[1], size_hw[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(resized, dtype=np.float32)


def example() -> tuple[Sample, Query]:
    """A floor that runs from 1 m at the bottom to 4 m at the top of a 4 x 6 photo; one corner is unknown."""
    depth_m = np.repeat(np.linspace(4.0, 1.0, 4, dtype=np.float32)[:, None], 6, axis=1)  # [4, 6]
    depth_m[0, 0] = 0.0
    sample = Sample(
        key="example",
        source="example",
        split="train",
        licence="CC0-1.0",
        photo=np.full((4, 6, 3), 128, dtype=np.uint8),
        depth_m=depth_m,
    )
    return sample, Query(task="depth", instruction="how far away is everything?")
