"""Classification: what is it? The whole picture takes the winner's colour.

    instruction  "if there is a cat make it orange, otherwise blue"       "cat: orange, dog: purple, otherwise black"
    legend       cat: (255, 128, 0), otherwise (0, 0, 255)                cat: (255, 128, 0), dog: (128, 0, 192)
    picture      all orange, or all blue                                  all purple: a dog

Both formats paint the same way; `original` asks yes-or-no only, with colours that have a name.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from jaxtyping import Float32

from instructcv.instructions import bank
from instructcv.labels import colours, flat
from instructcv.metrics.accuracy import OTHERWISE, AccuracySums
from instructcv.metrics.base import Sums
from instructcv.metrics.calibration import CalibrationSums
from instructcv.samples.truth import presence
from instructcv.tasks.base import WordingSplit
from instructcv.tasks.classification.rules import WORDINGS as WORDINGS
from instructcv.types import LEGEND, RGB, Answer, LabelFormat, LegendEntry, Query, Sample, Target

MOST = 48
"""The longest legend that is drawn."""
CHOICE_SHARE = 0.65
"""How often a sample with a class is asked "which of these?" and not "is it this one?"."""
TRUE_SHARE = 0.8
"""How often the true class is among the choices."""


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
    rgbs, otherwise_rgb = _draw_rgbs(len(categories), rng, named=label_format.name == "original")
    legend = tuple(LegendEntry(category=name, rgb=rgb) for name, rgb in zip(categories, rgbs, strict=True))
    wording = bank.draw("classification", rng, legend=legend, otherwise_rgb=otherwise_rgb, split=split)
    return Query(
        task="classification",
        instruction=wording,
        legend=legend,
        otherwise_rgb=otherwise_rgb,
        label_format=label_format,
    )


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


def _draw_rgbs(count: int, rng: np.random.Generator, *, named: bool) -> tuple[list[RGB], RGB]:
    """Colours of the classes and of "otherwise": black half the time for a choice, always a drawn one for yes or no."""
    if named:
        drawn = list(colours.PALETTE.values())
        rgbs = [drawn[index] for index in rng.choice(len(drawn), size=count + 1, replace=False)]
        return rgbs[:-1], rgbs[-1]
    with_black = count > 1 and rng.random() < 0.5
    rgbs = colours.draw_rgbs(count + int(not with_black), rng)
    return rgbs[:count], colours.BLACK if with_black else rgbs[-1]


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


def score(answer: Answer, sample: Sample) -> dict[str, Sums]:
    """`accuracy` (ties wrong) and `calibration`; yes-or-no questions count under `yes_no`."""
    truth = truth_of(sample, answer.query)
    if truth is None or not answer.probabilities:
        return {}
    rest = max(0.0, 1.0 - sum(answer.probabilities.values()))
    accuracy = AccuracySums.of(answer.probabilities | {OTHERWISE: rest}, truth)
    right = np.array([sum(right for right, _ in accuracy.counts.values()) > 0])
    calibration = CalibrationSums.of(np.array([answer.confidence], dtype=np.float32), right)
    return {"yes_no" if len(answer.query.legend) == 1 else "accuracy": accuracy, "calibration": calibration}


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
    return sample, Query(task="classification", instruction="cat: orange, dog: purple, otherwise black", legend=legend)
