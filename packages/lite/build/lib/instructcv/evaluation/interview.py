"""One photo's questions and answers: the only door between a protocol and a painter.

The painter is handed the photo and the queries. The protocol, which knows the labels, draws its wordings from a generator
that knows the photo's number and nothing else.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import numpy as np
from jaxtyping import Float32

from instructcv.tasks.base import WordingSplit, check_painted, task
from instructcv.types import Answer, Dataset, LabelFormat, Painter, Query, Sample

Item = TypeVar("Item")
BATCH = 128
"""Queries handed over at once, for which the photo is looked at once; painters paint as many at a time as their memory allows."""


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What all protocols need to know."""

    label_format: LabelFormat
    seed: int = 0
    passes: int = 1
    seeds: int = 1
    """How many pictures, from different noise, are averaged before they are read."""
    legends: int = 1
    """How often the same question is asked with other colours, another order and another wording; the votes are averaged."""
    per_query: int = 8
    """The longest legend of one picture in segmentation; many classes are asked in as many pictures as that takes."""
    wordings: WordingSplit = "test"
    limit: int | None = None
    """Only so many photos, evenly spread over the data set; None = all."""

    def indices(self, dataset: Dataset) -> list[int]:
        """Which photos are asked about, in order."""
        count = len(dataset) if self.limit is None else min(self.limit, len(dataset))
        return [len(dataset) * number // count for number in range(count)]

    def generator(self, index: int) -> np.random.Generator:
        """Draws everything about photo `index`; knows nothing of its labels."""
        return np.random.default_rng([self.seed, index])

    def samples(self, dataset: Dataset) -> Iterator[tuple[Sample, np.random.Generator]]:
        """The photos in order, each with its own generator."""
        return ((dataset[index], self.generator(index)) for index in self.indices(dataset))


@dataclass(kw_only=True)
class Interview:
    """One photo put before one painter. It keeps what was asked and painted, for the records."""

    painter: Painter
    asking: Asking
    sample: Sample
    rng: np.random.Generator
    queries: list[Query] = field(default_factory=list[Query])
    pictures: list[Float32[np.ndarray, "s s 3"]] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list[Answer])
    seconds: float = 0.0
    """Spent painting and reading; the rest of a protocol's time is the cost of evaluating."""

    @property
    def per_query(self) -> int:
        """The longest legend of one picture."""
        return self.asking.per_query

    def query(self, name: str, categories: Sequence[str] | None = None) -> Query:
        """Draw a query in the words of the asking's split."""
        return task(name).ask(
            self.sample,
            self.rng,
            split=self.asking.wordings,
            label_format=self.asking.label_format,
            categories=categories,
        )

    def legends(self, name: str, categories: Sequence[str], per_query: int) -> list[Query]:
        """Queries that together ask all `categories`, in an order that the generator draws, `asking.legends` times."""
        queries: list[Query] = []
        for _ in range(self.asking.legends):
            order = [categories[int(i)] for i in self.rng.permutation(len(categories))]
            queries += [self.query(name, part) for part in in_parts(order, per_query)]
        return queries

    def answer(self, queries: Sequence[Query]) -> list[Answer]:
        """Paint and read."""
        started = time.perf_counter()
        read: list[Answer] = []
        for chunk in in_parts(queries, BATCH):
            pictures = self._paint(chunk)
            read += [task(query.task).read(picture, query) for query, picture in zip(chunk, pictures, strict=True)]
            self.pictures += list(pictures)
        self.seconds += time.perf_counter() - started
        self.queries += queries
        self.answers += read
        return read

    def _paint(self, queries: Sequence[Query]) -> Float32[np.ndarray, "n s s 3"]:
        a = self.asking
        painted = [
            self.painter.paint(self.sample.photo, queries, passes=a.passes, seed=a.seed + number)
            for number in range(a.seeds)
        ]
        for pictures in painted:
            check_painted(pictures)
        return painted[0] if a.seeds == 1 else np.stack(painted).mean(axis=0, dtype=np.float32)


def in_parts(items: Sequence[Item], size: int) -> Iterator[list[Item]]:
    """Consecutive parts of at most `size`."""
    return (list(items[start : start + size]) for start in range(0, len(items), size))
