"""Segmentation: which pixels belong to which category?

    instruction  "colour the dog red and the sofa teal"
    legend       dog: (255, 0, 0), sofa: (0, 128, 128)
    picture      the dog's pixels red, the sofa's teal, everything else black; all black if neither is there

In the `original` format one category is asked and painted white.
"""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float32

from instructcv.instructions import bank
from instructcv.labels import colours, masks
from instructcv.metrics.base import Sums
from instructcv.metrics.calibration import CalibrationSums
from instructcv.metrics.iou import IoUSums
from instructcv.metrics.presence import PresenceSums
from instructcv.samples.truth import areas, category_map, map_names
from instructcv.tasks.base import WordingSplit
from instructcv.tasks.segmentation.rules import WORDINGS as WORDINGS
from instructcv.types import LEGEND, Answer, LabelFormat, LegendEntry, Query, Regions, Sample, Target

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
_CALIBRATION_PIXELS = 4096
"""About how many pixels of a photo are counted for calibration; the rest would say the same."""


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
    rgbs = [colours.WHITE] * len(categories) if original else colours.draw_rgbs(len(categories), rng)
    legend = tuple(LegendEntry(category=name, rgb=rgb) for name, rgb in zip(categories, rgbs, strict=True))
    wording = bank.draw("segmentation", rng, legend=legend, otherwise_rgb=colours.BLACK, split=split)
    return Query(task="segmentation", instruction=wording, legend=legend, label_format=label_format)


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


def paint(sample: Sample, query: Query) -> Target:
    indices, known = category_map(sample, query.categories)
    return Target(picture=masks.paint(indices, query.colours, query.otherwise_rgb), known=known)


def read(picture: Float32[np.ndarray, "h w 3"], query: Query) -> Answer:
    reading = masks.read(picture, query.colours, query.otherwise_rgb)
    return Answer(
        query=query,
        found=bool(reading.found.any()),
        admissibility=reading.admissibility,
        confidence=reading.confidence,
        size_hw=(picture.shape[0], picture.shape[1]),
        category_map=reading.category_map,
        posterior=reading.posterior,
    )


def score(answer: Answer, sample: Sample) -> dict[str, Sums]:
    """`iou` by category, `presence` of each category, `calibration` of the pixels; at the photo's size, where known."""
    asked = answer.query.categories
    told = [name for name in asked if name in map_names(sample)]
    if answer.posterior is None or answer.category_map is None or not told:
        return {}
    indices, known = category_map(sample, told)
    truth = np.array([*map(asked.index, told), -1], dtype=np.int16)[indices]  # as indices into what was asked
    there = np.unique(answer.category_map)
    posterior = masks.resize(answer.posterior, sample.size_hw)  # [k, h, w]
    predicted, _, _ = masks.decide(posterior)
    predicted = np.where(np.isin(predicted, there), predicted, np.int16(-1))  # what was not found stays so
    iou, presence = IoUSums(), PresenceSums()
    for category in told:
        index = asked.index(category)
        iou += IoUSums.of(category, predicted == index, truth == index, known)
        if category in areas(sample):  # else unlabelled pixels may show it
            presence += PresenceSums.of(found=index in there, present=bool((truth == index).any()))
    confidence = np.maximum(posterior.max(axis=0), 1.0 - posterior.sum(axis=0))  # [h, w]
    known &= ~np.isin(predicted, [index for index, name in enumerate(asked) if name not in told])
    right = (predicted == truth)[known]
    thin = max(1, right.size // _CALIBRATION_PIXELS)
    calibration = CalibrationSums.of(confidence[known][::thin], right[::thin])
    return {"iou": iou, "presence": presence, "calibration": calibration}


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
    return sample, Query(task="segmentation", instruction="colour the dog red and the sofa teal", legend=legend)
