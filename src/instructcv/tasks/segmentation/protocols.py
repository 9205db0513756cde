"""How benchmarks ask for masks: all classes of every photo, each by itself, as a person might, or what is there by its name.

All classes of a vocabulary are asked of every photo; nobody tells the model what is there, save where a track says `oracle`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from jaxtyping import Int16

from instructcv.metrics.base import merge
from instructcv.metrics.iou import ConfusionSums, IoUSums
from instructcv.metrics.referring import ReferringSums
from instructcv.tasks.segmentation.asking import NAME, can_ask
from instructcv.tasks.segmentation.found import bring
from instructcv.tasks.segmentation.measures import score
from instructcv.tasks.shared.tracks import Interview
from instructcv.types import Query, Sample

BACKGROUND = "background"
"""What some benchmarks call what is none of their classes; nobody is asked to find it."""
DRAWN = 4
"""Legends a photo that are drawn as a person might ask."""


@dataclass(frozen=True, kw_only=True)
class Semantic:
    """One confusion matrix over the data set, all `categories` asked of every photo.

    Pixels of regions that are not among the categories are left out, as unlabelled ones are. Also `presence`: who was found and who
    was not.
    """

    categories: tuple[str, ...]
    background: str | None = None
    """A class of the benchmark that is not asked for: what no other category claims (VOC's 21st class)."""

    def __call__(self, interview: Interview) -> dict[str, Any]:
        sample = interview.sample
        if sample.regions is None:
            return {}
        asked = tuple(name for name in self.categories if name != self.background)
        read = interview.answer(interview.legends(NAME, asked, interview.per_query))
        predicted = bring(read, _of_all([answer.query for answer in read], asked), sample.photo).category_map
        assert predicted is not None
        names = asked if self.background is None else (*asked, self.background)
        if self.background is not None:
            predicted = np.where(predicted < 0, np.int16(len(asked)), predicted)
        semantic = ConfusionSums.of(predicted, region_ids(sample, names), names)
        scored = [score(answer, sample) for answer in read]
        beside = [{key: sums for key, sums in one.items() if key != "iou"} for one in scored]
        return merge([{"semantic": semantic}, *beside])


def _of_all(queries: Sequence[Query], categories: Sequence[str]) -> Query:
    """The query of which `queries` are the parts, its legend in the order of `categories`."""
    entries = {entry.category: entry for query in queries for entry in query.legend}
    return replace(queries[0], legend=tuple(entries[name] for name in categories))


def region_ids(sample: Sample, categories: Sequence[str]) -> Int16[np.ndarray, "h w"]:
    """The sample's regions as indices into `categories`, -1 elsewhere (everywhere without regions)."""
    if sample.regions is None:
        return np.full(sample.size_hw, -1, np.int16)
    table = np.full(len(sample.regions.names) + 1, -1, np.int16)
    for index, name in enumerate(sample.regions.names):
        if name in categories:
            table[index] = categories.index(name)
    return table[sample.regions.ids]


@dataclass(frozen=True, kw_only=True)
class PerCategory:
    """Each category's own mask and presence, all asked of every photo; the IoU is over the data set."""

    categories: tuple[str, ...]

    def __call__(self, interview: Interview) -> dict[str, Any]:
        if not can_ask(interview.sample):
            return {}
        queries = interview.legends(NAME, self.categories, interview.per_query)
        return merge(score(answer, interview.sample) for answer in interview.answer(queries))


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What a person asks: `queries` legends drawn as in training, of things that are there and things that are not.

    The drawing knows what is there, the painter does not. Reported beside `PerCategory`, never instead of it.
    """

    queries: int = DRAWN

    def __call__(self, interview: Interview) -> dict[str, Any]:
        if not can_ask(interview.sample):
            return {}
        queries = [interview.query(NAME) for _ in range(self.queries)]
        return merge(score(answer, interview.sample) for answer in interview.answer(queries))


@dataclass(frozen=True, kw_only=True)
class Referring:
    """One category is named, as a referring benchmark and FSS-1000 do: its mask, cIoU and gIoU.

    Each photo is asked for its own label where it has one and for every category that it holds otherwise: the question
    says what is there, so the row carries `oracle: yes`, as on RefCOCO and FSS-1000 themselves.
    """

    def __call__(self, interview: Interview) -> dict[str, Any]:
        sample = interview.sample
        regions = sample.regions
        if regions is None:
            return {}
        there = [name for i, name in enumerate(regions.names) if name != BACKGROUND and (regions.ids == i).any()]
        read = interview.answer([interview.query(NAME, [name]) for name in there])
        scored = [score(answer, sample) for answer in read]
        sums = [one["iou"] for one in scored]
        pixels = [counts for one in sums if isinstance(one, IoUSums) for counts in one.pixels.values()]
        return merge([*scored, {"referring": ReferringSums.of(pixels)}])
