"""Asking for a class: one of several, or yes or no about one."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from instructcv.instructions import wording
from instructcv.samples.truth import presence
from instructcv.tasks.base import WordingSplit
from instructcv.types import LEGEND, LabelFormat, LegendEntry, Query, Sample

NAME = "classification"
MOST = 48
"""The longest legend that is drawn."""
CHOICE_SHARE = 0.65
"""How often a sample with a class is asked "which of these?" and not "is it this one?"."""
TRUE_SHARE = 0.8
"""How often the true class is among the choices."""
TELLING = 8
"""The longest list of classes that a telling question holds."""


def can_ask(sample: Sample) -> bool:
    return bool(presence(sample))


def ask(
    sample: Sample,
    rng: np.random.Generator,
    *,
    split: WordingSplit = "train",
    label_format: LabelFormat = LEGEND,
    categories: Sequence[str] | None = None,
) -> Query:
    """Draw a choice of 2 to 48 classes, or yes or no about one category (as one name in `categories` does)."""
    there = presence(sample)
    if not there:
        raise ValueError(f"{sample.source}/{sample.key} has no categories")
    if categories is None:
        may_choose = sample.label is not None and len(sample.labels) > 1 and label_format.name == "legend"
        choice = may_choose and rng.random() < CHOICE_SHARE
        categories = _draw_choice(sample, rng) if choice else [_draw_one(there, rng)]
    return wording.draw(NAME, rng, categories=categories, split=split, label_format=label_format)


def _draw_choice(sample: Sample, rng: np.random.Generator) -> list[str]:
    """2 to 48 classes, short lists more often, the true one among them with `TRUE_SHARE`."""
    others = [name for name in sample.labels if name != sample.label]
    most = min(MOST, len(others) + 1)
    count = min(most, int(np.floor(np.exp(rng.uniform(np.log(2.0), np.log(most + 1.0))))))
    with_truth = len(others) < count or rng.random() < TRUE_SHARE
    drawn = [str(name) for name in rng.choice(others, size=count - int(with_truth), replace=False)]
    if with_truth and sample.label is not None:
        drawn.append(sample.label)
    return [drawn[index] for index in rng.permutation(len(drawn))]


def _draw_one(there: Mapping[str, bool], rng: np.random.Generator) -> str:
    """A category that is there and one that is not are equally likely."""
    sides = [[name for name, is_there in there.items() if is_there is wanted] for wanted in (True, False)]
    sides = [side for side in sides if side]
    return str(rng.choice(sides[int(rng.integers(len(sides)))]))


def categories(sample: Sample, label_format: LabelFormat) -> Collection[str]:
    return presence(sample)


def telling(sample: Sample, rng: np.random.Generator) -> Sequence[str] | None:
    """The photo's class among up to seven others."""
    if sample.label is None:
        return None
    others = [noun for noun in sample.labels if noun != sample.label]
    drawn = [others[int(i)] for i in rng.permutation(len(others))[: TELLING - 1]] + [sample.label]
    return [drawn[int(i)] for i in rng.permutation(len(drawn))]


def example() -> tuple[Sample, Query]:
    """A 4 x 6 photo of a dog: cat or dog?"""
    sample = Sample(
        key="example",
        source="example",
        split="train",
        licence="CC0-1.0",
        photo=np.full((4, 6, 3), 128, dtype=np.uint8),
        label="dog",
        labels=("cat", "dog", "horse"),
    )
    legend = (LegendEntry(category="cat", rgb=(255, 128, 0)), LegendEntry(category="dog", rgb=(128, 0, 192)))
    return sample, Query(task=NAME, instruction="cat: orange, dog: purple, otherwise black", legend=legend)
