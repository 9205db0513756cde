"""Asking for boxes: one category a query, most often one that is there."""

from collections.abc import Collection, Sequence

import numpy as np

from instructcv.instructions import wording
from instructcv.labels import frames
from instructcv.metrics.box_ap import box_area_px
from instructcv.samples.truth import paintable
from instructcv.tasks.base import WordingSplit
from instructcv.types import LEGEND, Instance, LabelFormat, LegendEntry, Query, Sample

NAME = "detection"
NEGATIVE_SHARE = 0.25
"""How often a drawn query asks for a category that is not in the photo."""
SPECK = 0.004
"""Share of the photo: a category whose largest box covers less is drawn the less often the less it covers."""
_CROWD = 1e-6
"""Weight of a category of which there are only crowds."""


def can_ask(sample: Sample) -> bool:
    return bool(paintable(sample, needs_masks=True))


def ask(
    sample: Sample,
    rng: np.random.Generator,
    *,
    split: WordingSplit = "train",
    label_format: LabelFormat = LEGEND,
    categories: Sequence[str] | None = None,
) -> Query:
    """Draw one category, most often one that is there; specks and pure crowds are seldom drawn."""
    if categories is None:
        categories = [_draw_category(sample, rng, needs_masks=label_format.name == "legend")]
    if len(categories) != 1:
        raise ValueError(f"detection asks one category a query, not {len(categories)}")
    return wording.draw(NAME, rng, categories=categories, split=split, label_format=label_format)


def _draw_category(sample: Sample, rng: np.random.Generator, *, needs_masks: bool) -> str:
    """One that can be painted.

    Raises:
        ValueError: there is none.
    """
    candidates = paintable(sample, needs_masks=needs_masks)
    if not candidates:
        raise ValueError(f"{sample.source}/{sample.key} has no objects that can be painted")
    total = float(sample.photo.shape[0] * sample.photo.shape[1])
    largest = {
        name: max((box_area_px(item.box_xyxy_px) / total for item in objects if not item.is_crowd), default=0.0)
        for name, objects in candidates.items()
        if objects
    }
    absent = [name for name in candidates if name not in largest]
    if absent and (not largest or rng.random() < NEGATIVE_SHARE):
        return str(rng.choice(absent))
    weights = np.array([max(_CROWD, min(1.0, area / SPECK)) for area in largest.values()])
    return str(rng.choice(list(largest), p=weights / weights.sum()))


def categories(sample: Sample, label_format: LabelFormat) -> Collection[str]:
    return paintable(sample, needs_masks=label_format.name == "legend")


def telling(sample: Sample, rng: np.random.Generator) -> Sequence[str] | None:
    """One category that is there."""
    there = list(dict.fromkeys(item.category for item in sample.instances or ()))
    return [there[int(rng.integers(len(there)))]] if there else None


def example() -> tuple[Sample, Query]:
    """A 12 x 16 photo with two chairs that touch, and no table."""
    chairs: list[Instance] = []
    for left, top, right, bottom in ((1.0, 2.0, 7.0, 10.0), (7.0, 3.0, 15.0, 11.0)):
        mask = np.zeros((12, 16), dtype=np.bool_)
        mask[int(top) : int(bottom), int(left) : int(right)] = True
        chairs.append(Instance(category="chair", box_xyxy_px=(left, top, right, bottom), mask=mask))
    sample = Sample(
        key="example",
        source="example",
        split="train",
        licence="CC0-1.0",
        photo=np.full((12, 16, 3), 128, dtype=np.uint8),
        instances=tuple(chairs),
        things=("chair", "table"),
    )
    legend = (LegendEntry(category="chair", rgb=frames.FRAME_RGB),)
    return sample, Query(task=NAME, instruction="put a box around every chair", legend=legend)
