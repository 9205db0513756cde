"""How a benchmark is asked of one photo. A protocol takes an interview and returns sums that merge.

All classes of a vocabulary are asked of every photo, in legends of `asking.per_query`; nobody tells the model what is
there. A photo that has no labels of a task is not asked and takes part in no figure. `over` runs a protocol over a data set;
`evaluation.run` does so in parts, with a record of every photo.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from jaxtyping import Int16

from instructcv.evaluation.interview import Asking, Interview
from instructcv.labels import masks
from instructcv.metrics.admissibility import AdmissibilitySums
from instructcv.metrics.base import merge
from instructcv.metrics.box_calibration import box_calibration
from instructcv.metrics.depth import DepthSums
from instructcv.metrics.iou import ConfusionSums, IoUSums
from instructcv.metrics.referring import ReferringSums
from instructcv.tasks.base import task
from instructcv.tasks.depth import at_size
from instructcv.types import Answer, Dataset, Painter, Sample

BACKGROUND = "background"
"""What some benchmarks call what is none of their classes; nobody is asked to find it."""
_NEAR_HALF = 0.49
Parts = dict[str, Any]
"""Sums by name, as `metrics.base.merge` takes them."""
Protocol = Callable[[Interview], Parts]


def over(painter: Painter, dataset: Dataset, asking: Asking, protocol: Protocol) -> Parts:
    """Run a protocol over a data set and merge, the painted pictures' `admissibility` too."""
    interviews = (Interview(painter=painter, asking=asking, sample=s, rng=rng) for s, rng in asking.samples(dataset))
    return merge(part for interview in interviews for part in (protocol(interview), _admissible(interview)))


def _admissible(interview: Interview) -> Parts:
    shares = [answer.admissibility for answer in interview.answers]
    return {"admissibility": AdmissibilitySums.of(shares)} if shares else {}


@dataclass(frozen=True, kw_only=True)
class Semantic:
    """Semantic segmentation: one confusion matrix over the data set, all `categories` asked of every photo.

    Each pixel takes the category whose posterior is highest over all legends. Pixels of regions that are not among the
    categories are left out, as unlabelled ones are. Also `presence`: who was found and who was not.
    """

    categories: tuple[str, ...]
    background: str | None = None
    """A class of the benchmark that is not asked for: what no other category claims (VOC's 21st class)."""

    def __call__(self, interview: Interview) -> Parts:
        sample = interview.sample
        if sample.regions is None:
            return {}
        asked = tuple(name for name in self.categories if name != self.background)
        read = interview.answer(interview.legends("segmentation", asked, interview.asking.per_query))
        predicted = best_category(read, asked, sample.size_hw)
        names = asked if self.background is None else (*asked, self.background)
        if self.background is not None:
            predicted = np.where(predicted < 0, np.int16(len(asked)), predicted)
        semantic = ConfusionSums.of(predicted, region_ids(sample, names), names)
        scored = [task("segmentation").score(answer, sample) for answer in read]
        beside = [{key: sums for key, sums in one.items() if key != "iou"} for one in scored]
        return merge([{"semantic": semantic}, *beside])


def best_category(
    read: Sequence[Answer], categories: Sequence[str], size_hw: tuple[int, int]
) -> Int16[np.ndarray, "h w"]:
    """Index into `categories` of the highest posterior among all answers, -1 where even that is below one half.

    A category that several answers were asked for has the mean of their posteriors.
    """
    h, w = read[0].posterior.shape[1:] if read[0].posterior is not None else size_hw
    stack = np.zeros((len(categories), h, w), np.float32)
    votes = np.zeros(len(categories), np.float32)
    place = {name: index for index, name in enumerate(categories)}
    for answer in read:
        assert answer.posterior is not None
        for category, probability in zip(answer.query.categories, answer.posterior, strict=True):
            stack[place[category]] += probability
            votes[place[category]] += 1
    stack /= np.maximum(votes, 1)[:, None, None]
    # Interpolation never exceeds what it mixes: who is nowhere near one half can win no pixel, and most are nowhere.
    near = np.flatnonzero(stack.max(axis=(1, 2), initial=0.0) > _NEAR_HALF)
    if not len(near):
        return np.full(size_hw, -1, np.int16)
    stack = masks.resize(stack[near], size_hw)  # [near, h, w]
    return np.where(stack.max(axis=0) < 0.5, -1, near[stack.argmax(axis=0)]).astype(np.int16)


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

    def __call__(self, interview: Interview) -> Parts:
        if not task("segmentation").can_ask(interview.sample):
            return {}
        queries = interview.legends("segmentation", self.categories, interview.asking.per_query)
        return merge(task("segmentation").score(answer, interview.sample) for answer in interview.answer(queries))


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What a person asks: `queries` legends drawn as in training, of things that are there and things that are not.

    The drawing knows what is there, the painter does not. Reported beside `PerCategory`, never instead of it.
    """

    queries: int = 4

    def __call__(self, interview: Interview) -> Parts:
        if not task("segmentation").can_ask(interview.sample):
            return {}
        queries = [interview.query("segmentation") for _ in range(self.queries)]
        return merge(task("segmentation").score(answer, interview.sample) for answer in interview.answer(queries))


@dataclass(frozen=True, kw_only=True)
class Referring:
    """One category is named, as a referring benchmark and FSS-1000 do: its mask, cIoU and gIoU.

    Each photo is asked for its own label where it has one and for every category that it holds otherwise: the question
    says what is there, so the row carries `oracle: yes`, as on RefCOCO and FSS-1000 themselves.
    """

    def __call__(self, interview: Interview) -> Parts:
        sample = interview.sample
        regions = sample.regions
        if regions is None:
            return {}
        there = [name for i, name in enumerate(regions.names) if name != BACKGROUND and (regions.ids == i).any()]
        read = interview.answer([interview.query("segmentation", [name]) for name in there])
        scored = [task("segmentation").score(answer, sample) for answer in read]
        sums = [one["iou"] for one in scored]
        pixels = [counts for one in sums if isinstance(one, IoUSums) for counts in one.pixels.values()]
        return merge([*scored, {"referring": ReferringSums.of(pixels)}])


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """Detection: every category asked of every photo by itself, COCO's average precision over real scores."""

    categories: tuple[str, ...]

    def __call__(self, interview: Interview) -> Parts:
        sample = interview.sample
        known = () if sample.instances is None else set(sample.things) - sample.unknown
        askable = [name for name in self.categories if name in known]
        order = [askable[int(i)] for i in interview.rng.permutation(len(askable))]
        read = interview.answer([interview.query("detection", [name]) for name in order])
        merged = merge(task("detection").score(answer, sample) for answer in read)
        if "boxes" in merged:
            merged["calibration"] = box_calibration(merged["boxes"])
        return merged


@dataclass(frozen=True, kw_only=True)
class Depth:
    """Metric depth as answered, and after the affine fit."""

    eigen_crop: bool = False

    def __call__(self, interview: Interview) -> Parts:
        sample = interview.sample
        if not task("depth").can_ask(sample):
            return {}
        (answer,) = interview.answer([interview.query("depth")])
        assert answer.depth_m is not None and sample.depth_m is not None
        predicted = at_size(answer.depth_m, sample.size_hw)
        return {
            "depth": DepthSums.of(predicted, sample.depth_m, eigen_crop=self.eigen_crop),
            "depth_affine": DepthSums.of(predicted, sample.depth_m, alignment="affine", eigen_crop=self.eigen_crop),
        }


@dataclass(frozen=True, kw_only=True)
class Classes:
    """Which of these is it: all classes in one legend; several legends vote."""

    classes: tuple[str, ...]

    def __call__(self, interview: Interview) -> Parts:
        sample = interview.sample
        if sample.label is None:
            return {}
        read = interview.answer(interview.legends("classification", self.classes, len(self.classes)))
        return task("classification").score(read[0] if len(read) == 1 else mean_choice(read), sample)


def mean_choice(read: Sequence[Answer]) -> Answer:
    """The first answer with the mean of all answers' probabilities; what is missing to 1 is "otherwise", as in each of them."""
    mean = {name: sum(answer.probabilities[name] for answer in read) / len(read) for name in read[0].probabilities}
    return replace(read[0], probabilities=mean, confidence=max(*mean.values(), 1.0 - sum(mean.values())))


def semantic(painter: Painter, dataset: Dataset, categories: Sequence[str], asking: Asking) -> Parts:
    """`Semantic` over a data set."""
    return over(painter, dataset, asking, Semantic(categories=tuple(categories)))


def per_category(painter: Painter, dataset: Dataset, categories: Sequence[str], asking: Asking) -> Parts:
    """`PerCategory` over a data set."""
    return over(painter, dataset, asking, PerCategory(categories=tuple(categories)))


def referred(painter: Painter, dataset: Dataset, asking: Asking) -> Parts:
    """`Drawn` over a data set."""
    return over(painter, dataset, asking, Drawn())


def boxes(painter: Painter, dataset: Dataset, categories: Sequence[str], asking: Asking) -> Parts:
    """`Boxes` over a data set."""
    return over(painter, dataset, asking, Boxes(categories=tuple(categories)))


def depth(painter: Painter, dataset: Dataset, asking: Asking, *, eigen_crop: bool = False) -> Parts:
    """`Depth` over a data set."""
    return over(painter, dataset, asking, Depth(eigen_crop=eigen_crop))


def classes(painter: Painter, dataset: Dataset, classes: Sequence[str], asking: Asking) -> Parts:
    """`Classes` over a data set."""
    return over(painter, dataset, asking, Classes(classes=tuple(classes)))
