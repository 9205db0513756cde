"""Asking for masks: of things that are there and of things that are not, small and rare ones more often."""

from collections.abc import Collection, Sequence

import numpy as np

from instructcv.instructions import wording
from instructcv.samples.truth import areas
from instructcv.tasks.base import WordingSplit
from instructcv.types import LEGEND, LabelFormat, LegendEntry, Query, Regions, Sample

NAME = "segmentation"
NEGATIVE_SHARE = 0.35
"""How often an entry of a drawn legend is a category that is not in the photo."""
MOST = 8
"""The longest legend that is drawn."""
SINGLE_SHARE = 0.4
"""How often one category is asked by itself."""
EMPTY_SHARE = 0.05
"""How often nothing of the legend is there."""
COMMON, SPECK = 0.05, 0.002
"""Shares of the photo. What covers much more than the first is drawn less often the more it covers; what covers less than the
second, the less it covers."""


def can_ask(sample: Sample) -> bool:
    return bool(areas(sample))


def ask(
    sample: Sample,
    rng: np.random.Generator,
    *,
    split: WordingSplit = "train",
    label_format: LabelFormat = LEGEND,
    categories: Sequence[str] | None = None,
) -> Query:
    """Draw one to eight categories, present and absent, small and rare ones more often; `original` asks one."""
    if not can_ask(sample):
        raise ValueError(f"{sample.source}/{sample.key} has no masks")
    original = label_format.name == "original"
    if categories is None:
        categories = _draw_categories(sample, rng, 1 if original else MOST)
    return wording.draw(NAME, rng, categories=categories, split=split, label_format=label_format)


def _draw_categories(sample: Sample, rng: np.random.Generator, most: int) -> list[str]:
    """One category, or two to `most`; each is absent with `NEGATIVE_SHARE`."""
    covered = areas(sample)
    present = [name for name, area in covered.items() if area > 0]
    absent = [name for name, area in covered.items() if area == 0]
    count = 1 if most == 1 or rng.random() < SINGLE_SHARE else int(rng.integers(2, most + 1))
    negatives = int((rng.random(count) < NEGATIVE_SHARE).sum())
    if rng.random() < EMPTY_SHARE:
        negatives = count
    negatives = max(min(negatives, len(absent)), min(count - len(present), len(absent)))
    positives = min(count - negatives, len(present))
    # A chair is asked for more often than the wall behind it, and a speck less often than the chair.
    weights = np.array([1.0 / (COMMON + covered[name]) * min(1.0, covered[name] / SPECK) for name in present])
    drawn: list[str] = []
    if positives:
        drawn += [str(name) for name in rng.choice(present, size=positives, replace=False, p=weights / weights.sum())]
    if negatives:
        drawn += [str(name) for name in rng.choice(absent, size=negatives, replace=False)]
    return [drawn[index] for index in rng.permutation(len(drawn))]


def categories(sample: Sample, label_format: LabelFormat) -> Collection[str]:
    return areas(sample)


def telling(sample: Sample, rng: np.random.Generator) -> Sequence[str] | None:
    """One category that is there."""
    there = [str(noun) for noun in dict.fromkeys(item.category for item in sample.instances or ())]
    if sample.regions is not None:
        there = [noun for index, noun in enumerate(sample.regions.names) if (sample.regions.ids == index).any()]
    return [there[int(rng.integers(len(there)))]] if there else None


def example() -> tuple[Sample, Query]:
    """A 6 x 8 photo: a dog in front of a sofa, no cat."""
    ids = np.full((6, 8), -1, dtype=np.int16)
    ids[2:, :] = 1
    ids[3:5, 2:5] = 0
    sample = Sample(
        key="example",
        source="example",
        split="train",
        licence="CC0-1.0",
        photo=np.full((6, 8, 3), 128, dtype=np.uint8),
        regions=Regions(ids=ids, names=("dog", "sofa", "cat")),
    )
    legend = (LegendEntry(category="dog", rgb=(255, 0, 0)), LegendEntry(category="sofa", rgb=(0, 128, 128)))
    return sample, Query(task=NAME, instruction="colour the dog red and the sofa teal", legend=legend)
