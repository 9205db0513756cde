"""Asking for normals: of the whole photo, in many wordings."""

from collections.abc import Sequence

import numpy as np

from instructcv.instructions import wording
from instructcv.samples.normals import surface_normals
from instructcv.tasks.base import WordingSplit
from instructcv.types import LEGEND, LabelFormat, Query, Sample

NAME = "normals"


def can_ask(sample: Sample) -> bool:
    if sample.depth_m is None or sample.focal_xy_px is None:
        return False
    return bool(surface_normals(sample)[1].any())


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
        raise ValueError(f"{sample.source}/{sample.key} has no depth with a known focal length")
    if categories:
        raise ValueError("normals are asked of the whole photo, not of a category")
    return wording.draw(NAME, rng, split=split, label_format=label_format)


def categories(sample: Sample, label_format: LabelFormat) -> None:
    return None


def telling(sample: Sample, rng: np.random.Generator) -> Sequence[str]:
    return ()


def example() -> tuple[Sample, Query]:
    """A floor that a camera looks down at, 1.3 to 0.9 m away in a 12 x 16 photo; one corner is unknown."""
    rows = (
        np.arange(12, dtype=np.float32)[:, None] + 0.5 - 6 + 30
    )  # pixels below the horizon, which is far above the photo
    depth_m = np.repeat(32.0 / rows, 16, axis=1).astype(np.float32)  # [12, 16]
    depth_m[0, 0] = 0.0
    sample = Sample(
        key="example",
        source="example",
        split="train",
        licence="CC0-1.0",
        photo=np.full((12, 16, 3), 128, dtype=np.uint8),
        depth_m=depth_m,
        focal_xy_px=(16.0, 16.0),
    )
    return sample, Query(task=NAME, instruction="which way does every surface face?")
