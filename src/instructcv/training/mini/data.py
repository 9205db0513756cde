"""Batches: a few photos, several questions each, drawn afresh from (seed, step) so that a resumed run sees the same
ones.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import torch
from jaxtyping import Bool, UInt8
from torch import Tensor
from torch.utils.data import Dataset

from instructcv.models.mini.backbone import MAGNIFICATION
from instructcv.models.mini.denoiser import QUARTER_PX
from instructcv.models.mini.question import Question, question_of
from instructcv.models.shared.precision import mixed
from instructcv.models.shared.text import SentenceEncoder
from instructcv.samples.resize import resized
from instructcv.tasks.base import task
from instructcv.training.mini.augment import augment, mosaic
from instructcv.training.mini.everything import Everything, everything_of
from instructcv.training.mini.scenes import Scenes
from instructcv.types import LEGEND, LabelFormat, Query, Sample


@dataclass(frozen=True, kw_only=True)
class Source:
    """One data set's part in the mix."""

    scenes: str
    """Folder name below the scenes root, e.g. `rooms-train`."""
    weight: float
    """Share of the photos, relative to the other sources."""
    tasks: dict[str, float]
    """Share of the questions, by task; none = nothing is asked of it, so it is left out where questions are drawn."""
    zoom: float = 0.0
    """Share of the photos of which a random window is shown; their depth is not asked."""
    mosaic: float = 0.0
    """Share of the pictures that are four of its photos, each at half its size."""
    compressed: float = 0.0
    """Share of the photos with the traces of JPEG."""


@dataclass(frozen=True, kw_only=True)
class DataConfig:
    """What is in a batch."""

    sources: tuple[Source, ...]
    photos: int = 6
    """Photos a batch."""
    queries: int = 3
    """Questions a photo; the photo is encoded once for all of them. 0: only what is known of the photos is drawn."""
    size_px: int = 256
    seed: int = 0
    unread_share: float = 0.7
    """Share of the queries whose wording is not read: the sentence encoder costs a third of a step, and the task and
    the legend say the same."""
    label_format: LabelFormat = field(default_factory=lambda: LEGEND)


@dataclass(kw_only=True)
class AskedBatch:
    """n questions with their answers, in photo order, as many of each photo."""

    targets: UInt8[Tensor, "n s s 3"]
    known: Bool[Tensor, "n s s"]
    lines: UInt8[Tensor, "n s s"]
    """Which line of the legend each pixel was painted from; 0 = none of these."""
    question: Question
    tasks: list[str]


@dataclass(kw_only=True)
class Batch:
    """b photos, all that is known of them, and what is asked of them."""

    photos: UInt8[Tensor, "b s s 3"]
    closer: UInt8[Tensor, "b s2 s2 3"]
    """The same for a closer look."""
    everything: Everything
    asked: AskedBatch | None

    @property
    def count(self) -> int:
        """Questions, or photos where nothing is asked: what the losses are a mean over."""
        return len(self.photos) if self.asked is None else len(self.asked.tasks)


class Batches(Dataset[Batch]):
    """Batch number i for every i: random access makes exact resume trivial."""

    def __init__(self, root: Path, config: DataConfig, *, first: int, last: int) -> None:
        self.config, self.first, self.last = config, first, last
        self.scenes = [Scenes(root / source.scenes) for source in config.sources]

    def __len__(self) -> int:
        return self.last - self.first

    def __getitem__(self, index: int) -> Batch:
        cv2.setNumThreads(0)
        rng = np.random.default_rng([self.config.seed, self.first + index])
        asks = self.config.queries > 0
        weights = np.array([source.weight if source.tasks or not asks else 0.0 for source in self.config.sources])
        chosen = rng.choice(len(weights), self.config.photos, p=weights / weights.sum())
        pairs = [self._questions(int(number), rng) for number in chosen]
        return collate([sample for sample, _ in pairs], [queries for _, queries in pairs], self.config, rng)

    def _questions(self, number: int, rng: np.random.Generator) -> tuple[Sample, list[Query]]:
        source, scenes = self.config.sources[number], self.scenes[number]

        while True:  # a zoomed window can lose every label
            four = source.mosaic > 0 and rng.random() < source.mosaic
            drawn = [scenes[int(rng.integers(len(scenes)))] for _ in range(4 if four else 1)]
            sample = mosaic(drawn) if four else drawn[0]
            sample = augment(sample, rng, zoom=source.zoom, compressed=source.compressed)
            if not self.config.queries:
                return sample, []
            shares = {name: share for name, share in source.tasks.items() if task(name).can_ask(sample)}
            if shares:
                break
        queries: list[Query] = []
        while len(queries) < self.config.queries:
            p = np.array(list(shares.values()))
            name = str(rng.choice(list(shares), p=p / p.sum()))
            queries.append(task(name).ask(sample, rng, label_format=self.config.label_format))
            if not queries[-1].legend and len(shares) > 1:
                del shares[name]  # without a legend there is one answer, and once is enough
        return sample, queries


def collate(
    samples: Sequence[Sample], queries: Sequence[Sequence[Query]], config: DataConfig, rng: np.random.Generator
) -> Batch:
    """Stack photos, resized to `config.size_px`, their labels, and the questions asked of them."""
    shown = [resized(sample, (config.size_px, config.size_px)) for sample in samples]
    wide = (MAGNIFICATION * config.size_px,) * 2
    wider = [max(sample.photo, small.photo, key=len) for sample, small in zip(samples, shown, strict=True)]
    closer = [cv2.resize(photo, wide, interpolation=cv2.INTER_CUBIC) for photo in wider]
    with mixed(torch.device("cpu")):
        embed = sentence_encoder().embed
        everything = everything_of(embed, samples, config.size_px // QUARTER_PX, config.label_format, rng)
    return Batch(
        photos=torch.from_numpy(np.stack([sample.photo for sample in shown])),
        closer=torch.from_numpy(np.stack(closer)),
        everything=everything,
        asked=asked_of(shown, queries, config, rng) if config.queries else None,
    )


def asked_of(
    samples: Sequence[Sample], queries: Sequence[Sequence[Query]], config: DataConfig, rng: np.random.Generator
) -> AskedBatch:
    """Paint every answer, at the samples' size, and read the wordings."""
    flat = [(sample, query) for sample, asked in zip(samples, queries, strict=True) for query in asked]
    targets, known = zip(*(_painted(sample, query) for sample, query in flat), strict=True)
    with mixed(torch.device("cpu")):
        unread = rng.random(len(flat)) < config.unread_share
        question = question_of(sentence_encoder(), [query for _, query in flat], unread.tolist())
    return AskedBatch(
        targets=torch.from_numpy(np.stack(targets)),
        known=torch.from_numpy(np.stack(known)),
        lines=torch.from_numpy(np.stack([lines_of(t, query) for t, (_, query) in zip(targets, flat, strict=True)])),
        question=question,
        tasks=[query.task for _, query in flat],
    )


def lines_of(picture: UInt8[np.ndarray, "h w 3"], query: Query) -> UInt8[np.ndarray, "h w"]:
    """Which line of the legend each pixel was painted from, from 1; 0 = none. Place-in-box pictures say it in blue."""
    if task(query.task).TRAITS.kind == "place":
        return (picture[..., 2] > 127).astype(np.uint8)
    lines = np.zeros(picture.shape[:2], np.uint8)
    for number, rgb in enumerate(query.colours, start=1):
        lines[cv2.inRange(picture, rgb.astype(np.float64), rgb.astype(np.float64)) > 0] = number
    return lines


@cache
def sentence_encoder() -> SentenceEncoder:
    """One for the process: the loader's workers read the wordings while the trainer learns."""
    return SentenceEncoder()


def _painted(sample: Sample, query: Query) -> tuple[UInt8[np.ndarray, "h w 3"], Bool[np.ndarray, "h w"]]:
    """The answer's picture, and where it is known: nowhere, if what is asked for lost its last pixel when the sample was resized."""
    try:
        target = task(query.task).paint(sample, query)
    except ValueError:
        return np.zeros((*sample.size_hw, 3), np.uint8), np.zeros(sample.size_hw, np.bool_)
    return target.picture, target.known
