"""How a benchmark is asked. Every protocol takes any painter and returns sums that merge.

Wordings come from the held-out bank, drawn from a generator that knows the sample's number and nothing of its labels.
All classes of a vocabulary are asked of every photo, in legends of `per_query`; nobody tells the model what is there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import cv2
import numpy as np
from jaxtyping import Float32, Int16

from instructcv.labels import masks
from instructcv.metrics.base import Sums, merge
from instructcv.metrics.depth import DepthSums
from instructcv.metrics.iou import ConfusionSums
from instructcv.tasks.base import task
from instructcv.types import Answer, Dataset, LabelFormat, Painter, Query, Sample

Item = TypeVar("Item")
BATCH = 16
"""Queries painted at once; bounds the memory, changes no answer."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What all protocols need to know."""

    label_format: LabelFormat
    seed: int = 0
    passes: int = 1
    limit: int | None = None
    """Only so many photos, evenly spread over the data set; None = all."""

    def samples(self, dataset: Dataset) -> Iterator[tuple[Sample, np.random.Generator]]:
        """The photos in order, each with its own generator."""
        count = len(dataset) if self.limit is None else min(self.limit, len(dataset))
        for index in (len(dataset) * number // count for number in range(count)):
            yield dataset[index], np.random.default_rng([self.seed, index])


def in_parts(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    """Consecutive parts of at most `size`."""
    return (list(items[start : start + size]) for start in range(0, len(items), size))


def answers(painter: Painter, sample: Sample, queries: Sequence[Query], asking: Asking) -> list[Answer]:
    """Paint and read. The painter is handed the photo and the queries, nothing else."""
    read: list[Answer] = []
    for chunk in in_parts(queries, BATCH):
        pictures = painter.paint(sample.photo, chunk, passes=asking.passes, seed=asking.seed)
        read += [task(query.task).read(picture, query) for query, picture in zip(chunk, pictures, strict=True)]
    return read


def legends(
    sample: Sample, name: str, categories: Sequence[str], per_query: int, rng: np.random.Generator, asking: Asking
) -> list[Query]:
    """Queries that together ask all `categories`, in an order that the generator draws."""
    order: list[str] = [categories[int(i)] for i in rng.permutation(len(categories))]
    return [
        task(name).ask(sample, rng, split="test", label_format=asking.label_format, categories=part)
        for part in in_parts(order, per_query)
    ]


def semantic(
    painter: Painter, dataset: Dataset, categories: Sequence[str], asking: Asking, *, per_query: int = 8
) -> dict[str, Any]:
    """Semantic segmentation: one confusion matrix over the data set, all `categories` asked of every photo.

    Each pixel takes the category whose posterior is highest over all legends. Pixels of regions that are not among the
    categories are left out, as unlabelled ones are. Also `presence`: who was found and who was not.
    """
    parts: list[dict[str, Any]] = []
    for sample, rng in asking.samples(dataset):
        queries = legends(sample, "segmentation", categories, per_query, rng, asking)
        read = answers(painter, sample, queries, asking)
        predicted = best_category(read, categories, sample.size_hw)
        parts.append({"semantic": ConfusionSums.of(predicted, region_ids(sample, categories), tuple(categories))})
        parts += [{"presence": scored["presence"]} for a in read if (scored := task("segmentation").score(a, sample))]
    return merge(parts)


def best_category(
    read: Sequence[Answer], categories: Sequence[str], size_hw: tuple[int, int]
) -> Int16[np.ndarray, "h w"]:
    """Index into `categories` of the highest posterior among all answers, -1 where even that is below one half."""
    h, w = read[0].posterior.shape[1:] if read[0].posterior is not None else size_hw
    stack = np.zeros((len(categories), h, w), np.float32)
    for answer in read:
        assert answer.posterior is not None
        for category, probability in zip(answer.query.categories, answer.posterior, strict=True):
            stack[categories.index(category)] = probability
    stack = masks.resize(stack, size_hw)  # [k, h, w]
    return np.where(stack.max(axis=0) < 0.5, -1, stack.argmax(axis=0)).astype(np.int16)


def region_ids(sample: Sample, categories: Sequence[str]) -> Int16[np.ndarray, "h w"]:
    """The sample's regions as indices into `categories`, -1 elsewhere."""
    assert sample.regions is not None
    table = np.full(len(sample.regions.names) + 1, -1, np.int16)
    for index, name in enumerate(sample.regions.names):
        if name in categories:
            table[index] = categories.index(name)
    return table[sample.regions.ids]


def per_category(
    painter: Painter, dataset: Dataset, categories: Sequence[str], asking: Asking, *, per_query: int = 8
) -> dict[str, Sums]:
    """Each category's own mask and presence, all asked of every photo; the IoU is over the data set."""
    parts: list[dict[str, Any]] = []
    for sample, rng in asking.samples(dataset):
        queries = legends(sample, "segmentation", categories, per_query, rng, asking)
        parts += [task("segmentation").score(a, sample) for a in answers(painter, sample, queries, asking)]
    return merge(parts)


def referred(painter: Painter, dataset: Dataset, asking: Asking) -> dict[str, Sums]:
    """What a person asks: a legend drawn as in training, of things that are there and things that are not.

    The vocabulary is the data set's; the drawing knows what is there, the painter does not. Reported beside
    `per_category`, never instead of it.
    """
    parts: list[dict[str, Any]] = []
    for sample, rng in asking.samples(dataset):
        queries = [
            task("segmentation").ask(sample, rng, split="test", label_format=asking.label_format) for _ in range(4)
        ]
        parts += [task("segmentation").score(a, sample) for a in answers(painter, sample, queries, asking)]
    return merge(parts)


def boxes(painter: Painter, dataset: Dataset, categories: Sequence[str], asking: Asking) -> dict[str, Sums]:
    """Detection: every category asked of every photo by itself, COCO's average precision over real scores."""
    parts: list[dict[str, Any]] = []
    for sample, rng in asking.samples(dataset):
        askable = [c for c in categories if _all_boxes_known(sample, c)]
        queries = legends(sample, "detection", askable, 1, rng, asking)
        parts += [task("detection").score(a, sample) for a in answers(painter, sample, queries, asking)]
    return merge(parts)


def _all_boxes_known(sample: Sample, category: str) -> bool:
    return sample.instances is not None and category in sample.things


def depth(painter: Painter, dataset: Dataset, asking: Asking, *, eigen_crop: bool = False) -> dict[str, Sums]:
    """Metric depth as answered, and after the affine fit."""
    parts: list[dict[str, Any]] = []
    for sample, rng in asking.samples(dataset):
        query = task("depth").ask(sample, rng, split="test", label_format=asking.label_format)
        (answer,) = answers(painter, sample, [query], asking)
        assert answer.depth_m is not None and sample.depth_m is not None
        predicted = _bilinear(answer.depth_m, sample.size_hw)
        parts.append(
            {
                "depth": DepthSums.of(predicted, sample.depth_m, eigen_crop=eigen_crop),
                "depth_affine": DepthSums.of(predicted, sample.depth_m, alignment="affine", eigen_crop=eigen_crop),
            }
        )
    return merge(parts)


def _bilinear(depth_m: Float32[np.ndarray, "h w"], size_hw: tuple[int, int]) -> Float32[np.ndarray, "h2 w2"]:
    return np.asarray(cv2.resize(depth_m, size_hw[::-1], interpolation=cv2.INTER_LINEAR), np.float32)


def classes(painter: Painter, dataset: Dataset, classes: Sequence[str], asking: Asking) -> dict[str, Sums]:
    """Which of these is it: all classes in one legend."""
    parts: list[dict[str, Any]] = []
    for sample, rng in asking.samples(dataset):
        queries = legends(sample, "classification", classes, len(classes), rng, asking)
        parts += [task("classification").score(a, sample) for a in answers(painter, sample, queries, asking)]
    return merge(parts)
