"""Asking for depth: of the whole photo, in many wordings."""

from collections.abc import Sequence

import numpy as np

from instructcv.instructions import wording
from instructcv.tasks.base import WordingSplit
from instructcv.types import LEGEND, LabelFormat, Query, Sample

NAME = "depth"


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
    return wording.draw(NAME, rng, split=split, label_format=label_format)


def categories(sample: Sample, label_format: LabelFormat) -> None:
    return None


def telling(sample: Sample, rng: np.random.Generator) -> Sequence[str]:
    return ()


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
    return sample, Query(task=NAME, instruction="how far away is everything?")
