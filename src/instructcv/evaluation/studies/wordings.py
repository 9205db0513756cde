"""How much do the answers change with the wording? One question a photo, asked in every wording that fits it.

Photo, categories and colours stay as they are, so that what differs between two wordings is the wording alone. Three slices:
`template`, the 2023 system's one fixed sentence a task; `train`, wordings of the training bank; `test`, held-out ones. A model
trained on one fixed prompt and one trained on rephrased prompts are compared by running this on both (the paper's Table 3).

A painter is told the task and the legend beside the sentence. In daily use `instructions.reader` reads both from the
sentence, so the share of sentences from which it reads what was meant is reported beside the figures.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from instructcv.errors import UserError
from instructcv.evaluation.interview import Asking, Interview
from instructcv.evaluation.tracks import lower_is_better
from instructcv.instructions import bank
from instructcv.instructions.bank import Wording, parse_wording
from instructcv.instructions.reader import Encoder, read
from instructcv.instructions.rules import rules
from instructcv.metrics.base import merge
from instructcv.tasks.base import task
from instructcv.types import Answer, Dataset, Painter, Query, Sample


@dataclass(frozen=True, kw_only=True)
class Slice:
    """The figures of one task over the wordings of one slice."""

    task: str
    slice: str
    figure: str
    photos: int
    by_wording: dict[str, float]
    """Wording -> figure over all photos that it fitted."""
    admissibility: float
    understood: float | None = None
    """Share of the sentences from which task and categories can be read; None = not measured."""

    def row(self) -> dict[str, Any]:
        """Mean, standard deviation and worst over wordings; no wording, no number."""
        values = np.array(list(self.by_wording.values()))
        summary: dict[str, Any] = {"task": self.task, "slice": self.slice, "figure": self.figure, "photos": self.photos}
        summary |= {"wordings": len(values), "admissibility": self.admissibility}
        summary |= {} if self.understood is None else {"understood": self.understood}
        if not len(values):
            return summary
        worst = max if self.figure in lower_is_better() else min
        name = worst(self.by_wording, key=lambda wording: self.by_wording[wording])
        summary |= {"mean": float(values.mean()), "std": float(values.std()), "worst": self.by_wording[name]}
        return summary | {"worst_wording": name}


def measure(
    painter: Painter, dataset: Dataset, asking: Asking, *, name: str, most: int = 80, encoder: Encoder | None = None
) -> Iterator[Slice]:
    """Every slice of one task.

    Args:
        painter: whose answers.
        dataset: photos that can be asked this.
        asking: seeds, passes and how many photos.
        name: the task.
        most: at most so many wordings a slice, evenly spread over the bank's file.
        encoder: of sentences; with it every sentence is also read by `instructions.reader`.

    Raises:
        UserError: none of the photos can be asked this.
    """
    slices = {
        "template": (parse_wording(rules(name).template),),
        "train": _spread(bank.wordings(name, "train"), most),
        "test": _spread(bank.wordings(name, "test"), most),
    }
    tallies = {label: _Tally() for label in slices}
    photos = 0
    for sample, rng in asking.samples(dataset):
        query = question(sample, rng, name, asking)
        if query is None:
            continue
        photos += 1
        asked = [
            (label, wording.text, _worded(query, wording, rng))
            for label, wordings in slices.items()
            for wording in wordings
            if wording.fits(name, query.legend, query.otherwise_rgb)
        ]
        interview = Interview(painter=painter, asking=asking, sample=sample, rng=rng)
        answers = interview.answer([worded for _, _, worded in asked])
        for (label, text, _), answer in zip(asked, answers, strict=True):
            tallies[label].note(text, answer, sample, encoder)
    if not photos:
        raise UserError(f"{dataset.name} has no photo that {name} can be asked of; name another data set")
    for label, tally in tallies.items():
        yield tally.total(name, label, photos)


@dataclass(kw_only=True)
class _Tally:
    """What the answers to the wordings of one slice came to."""

    sums: dict[str, list[dict[str, Any]]] = field(default_factory=dict[str, list[dict[str, Any]]])
    """Wording -> the sums of each photo."""
    admissible: list[float] = field(default_factory=list[float])
    understood: list[bool] = field(default_factory=list[bool])

    def note(self, wording: str, answer: Answer, sample: Sample, encoder: Encoder | None) -> None:
        """Count one answer."""
        self.sums.setdefault(wording, []).append(task(answer.query.task).score(answer, sample))
        self.admissible.append(answer.admissibility)
        if encoder is not None:
            self.understood.append(is_understood(answer.query, encoder))

    def total(self, name: str, label: str, photos: int) -> Slice:
        """The slice's figures, by wording."""
        key, figure = task(name).TRAITS.headline
        merged = {wording: merge(parts) for wording, parts in self.sums.items()}
        values = {wording: one[key].compute().get(figure) for wording, one in merged.items() if key in one}
        return Slice(
            task=name,
            slice=label,
            figure=figure,
            photos=photos,
            by_wording={wording: value for wording, value in values.items() if value is not None},
            admissibility=float(np.mean(self.admissible)) if self.admissible else 0.0,
            understood=float(np.mean(self.understood)) if self.understood else None,
        )


def is_understood(query: Query, encoder: Encoder) -> bool:
    """Whether the query's task and categories can be read from its sentence alone."""
    try:
        found = read(query.instruction, encoder).asks[0].to_query(query.instruction)
    except UserError:
        return False
    meant = {category.lower() for category in query.categories}
    return found.task == query.task and {category.lower() for category in found.categories} == meant


def question(sample: Sample, rng: np.random.Generator, name: str, asking: Asking) -> Query | None:
    """One question whose answer the sample knows: one category that is there, all its classes, or its depth."""
    if not task(name).can_ask(sample):
        return None
    categories = task(name).telling(sample, rng)
    if categories is None:
        return None
    return task(name).ask(sample, rng, label_format=asking.label_format, categories=categories or None)


def _worded(query: Query, wording: Wording, rng: np.random.Generator) -> Query:
    text = bank.fill(wording, rng, legend=query.legend, otherwise_rgb=query.otherwise_rgb)
    return replace(query, instruction=text)


def _spread(wordings: tuple[Wording, ...], most: int) -> tuple[Wording, ...]:
    step = max(1.0, len(wordings) / most)
    return tuple(
        wordings[int(i * step)] for i in itertools.takewhile(lambda i: int(i * step) < len(wordings), range(most))
    )
