"""What a task is: a package in this folder, or one that an entry point of the group `instructcv.tasks` names.

Nothing else in the project names a task. Whatever asks, paints, trains, answers, draws, stores or scores goes through `task(name)`
and finds there, as module-level names:

    asking      can_ask, ask, categories, telling, example       what may be asked of a labelled photo, and asking it
    pictures    paint, read                                      a label as a picture, any picture as an answer
    answers     bring, say, show, record, files                  answers at the photo's own size: in words, drawn, stored
    measures    score, round_trip, label, TRACKS, SUMS           against the truth
    data        TRAITS, WORDINGS, wordings/{train,test}.txt      what others must know of it, and how it is asked for in words
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, Protocol, cast, get_args

import numpy as np
from jaxtyping import Float32, UInt8

from instructcv import registry
from instructcv.drawing.shown import Canvas, Shown
from instructcv.errors import UserError
from instructcv.instructions import bank
from instructcv.instructions.rules import Rules, rules
from instructcv.labels.indexed import FewColours
from instructcv.metrics.base import Sums
from instructcv.tasks.shared.tracks import Benchmark, Track
from instructcv.types import LEGEND, Answer, Findings, LabelFormat, Query, Sample, Target

WordingSplit = Literal["train", "test"]
"""Which half of the reviewed wordings a query is drawn from."""
Kind = Literal["legend", "place", "grey", "flat", "free"]
"""What a task's pictures are like: a legend's colours place by place, places in boxes, shades of grey, one colour of the legend all
over, or colours that mean something by themselves. Networks and losses know kinds, not tasks."""
Gives = Literal["instances", "regions", "distance", "class"]
"""What answers are made of: boxes with masks, a category for each pixel, metres for each pixel, one word."""


@dataclass(frozen=True, kw_only=True)
class RoundTrip:
    """What `build` demands of a target that is read back."""

    limit: float
    unit: str
    higher_is_better: bool

    def holds(self, value: float) -> bool:
        return value >= self.limit if self.higher_is_better else value <= self.limit

    def worst(self, values: Sequence[float]) -> float:
        return min(values) if self.higher_is_better else max(values)


@dataclass(frozen=True, kw_only=True)
class Traits:
    """What others must know of a task."""

    kind: Kind
    gives: Gives | None = None
    """What its answers are made of, where that is one of the things that others can work with."""
    one_each: frozenset[str] = frozenset({"original"})
    """Label formats in which a picture answers one category only, so that several are asked one by one."""
    whole_scene: bool = False
    """Whether a window of the photo, enlarged, has other answers than the same place of the photo: metres have, names have not."""
    round_trip: RoundTrip
    headline: tuple[str, str]
    """Key of the sums and name of the figure that sum up how well a few questions were answered."""
    lower_is_better: frozenset[str] = frozenset()
    """Figures that are errors."""
    track: str
    """The benchmark track in which categories can be told apart, for comparing data sets."""


class Task(Protocol):
    """The package of a task."""

    TRAITS: Traits
    WORDINGS: Rules
    TRACKS: Mapping[str, Callable[[Benchmark], Track | None]]
    """Benchmark tracks by name; None where the data set lacks the labels."""
    SUMS: tuple[type, ...]
    """Dataclasses that the sums of `score` and of the tracks are made of: what a record on disk may hold."""

    def can_ask(self, sample: Sample) -> bool:
        """Whether the sample has the labels that this task needs."""
        ...

    def ask(
        self,
        sample: Sample,
        rng: np.random.Generator,
        *,
        split: WordingSplit = "train",
        label_format: LabelFormat = LEGEND,
        categories: Sequence[str] | None = None,
    ) -> Query:
        """Draw a query. With `categories` exactly these are asked, so that a benchmark can ask all of its classes.

        Raises:
            ValueError: `can_ask` says no, or the task cannot be asked these categories.
        """
        ...

    def categories(self, sample: Sample, label_format: LabelFormat) -> Collection[str] | None:
        """What may be asked for of this sample, be it there or not; None where no category is asked for."""
        ...

    def telling(self, sample: Sample, rng: np.random.Generator) -> Sequence[str] | None:
        """Categories of a question whose answer is there to be found; empty where none is asked for, None where there is no such
        question.
        """
        ...

    def example(self) -> tuple[Sample, Query]:
        """A tiny worked example."""
        ...

    def paint(self, sample: Sample, query: Query) -> Target:
        """The picture that answers the query, at the photo's size.

        Raises:
            ValueError: the sample's labels do not settle it.
        """
        ...

    def read(self, picture: Float32[np.ndarray, "h w 3"], query: Query) -> Answer:
        """Any picture of at least 1 x 1 pixels as an answer, at the picture's size. Never raises on a picture."""
        ...

    def bring(self, answers: Sequence[Answer], query: Query, photo: UInt8[np.ndarray, "h w 3"]) -> Findings:
        """Answers to one question at the photo's own size: one answer, one for each part of the query, or several that vote."""
        ...

    def say(self, found: Findings, query: Query) -> str:
        """The findings in one line, for a person."""
        ...

    def show(self, found: Findings, query: Query, canvas: Canvas) -> Shown:
        """The findings drawn on the photo."""
        ...

    def record(self, found: Findings | None, files: Collection[str] = ()) -> dict[str, Any]:
        """The task's part of `result.json`, as plain data; with None the same keys, empty.

        Args:
            found: boxes are written as COCO's `[x, y, width, height]`, masks as COCO's RLE.
            files: names that `files` gave and that were written; they are named in it under `file`, `png` or `npy`.
        """
        ...

    def files(self, found: Findings) -> dict[str, np.ndarray]:
        """Name -> content: `.png` of bytes or 16 bits, grey or RGB, and `.npy`."""
        ...

    def score(self, answer: Answer, sample: Sample) -> dict[str, Sums]:
        """Sums that merge with other answers' under the same key; where nothing is annotated a key is missing."""
        ...

    def round_trip(
        self, sample: Sample, query: Query, picture: UInt8[np.ndarray, "h w 3"], few: FewColours | None
    ) -> float:
        """How well a label survives its target, in the unit of `TRAITS.round_trip`.

        Args:
            few: the same picture as indices, where it has few colours; a reader may look at each colour once.
        """
        ...

    def label(self, sample: Sample, query: Query) -> dict[str, Any]:
        """The truth that a target shows, in numbers, as plain data."""
        ...


def task(name: str) -> Task:
    """A registered task.

    Raises:
        UserError: no such task.
    """
    return cast(Task, registry.load("tasks", name))


def gives(name: str) -> Gives | None:
    """What a task's answers are made of."""
    return task(name).TRAITS.gives


def giving(kind: Gives) -> str:
    """The name of the first task, in alphabetical order, whose answers are of a kind.

    Raises:
        LookupError: there is none.
    """
    for name in registry.names("tasks"):
        if gives(name) == kind:
            return name
    raise LookupError(f"no task gives {kind!r}; it is one of: {', '.join(get_args(Gives))}")


def parts_of(query: Query) -> list[Query]:
    """The query itself, or one for each of its categories where a picture answers only one."""
    if len(query.legend) <= 1 or query.label_format.name not in task(query.task).TRAITS.one_each:
        return [query]
    wording = bank.parse_wording(rules(query.task).single)
    rng = np.random.default_rng(0)
    return [
        replace(
            query,
            legend=(entry,),
            instruction=bank.fill(wording, rng, legend=(entry,), otherwise_rgb=query.otherwise_rgb),
        )
        for entry in query.legend
    ]


def check_taught(network: str, taught: Collection[str], queries: Sequence[Query]) -> None:
    """Refuse what a checkpoint was not trained for: it would paint something, and nothing could be believed of it.

    Args:
        network: the network's name.
        taught: tasks that the checkpoint says it was trained for; empty = it does not say, and nothing is refused.
        queries: what is asked.

    Raises:
        UserError: one of them is of another task.
    """
    strange = next((query.task for query in queries if taught and query.task not in taught), None)
    if strange is not None:
        raise UserError(
            f"this {network} checkpoint was not trained for {strange}; it was trained for: {', '.join(sorted(taught))}"
        )


def check_painted(pictures: Float32[np.ndarray, "n s t 3"]) -> None:
    """Refuse pictures that hold no numbers: they would be read as "nothing is there".

    Raises:
        UserError: the network, or its number format, is at fault.
    """
    if not np.isfinite(pictures).all():
        raise UserError(
            "the network painted NaN or infinity, so that nothing can be read; try --dtype fp32, or another checkpoint"
        )


def decode(
    pictures: Float32[np.ndarray, "n s t 3"], parts: Sequence[Query], query: Query, photo: UInt8[np.ndarray, "h w 3"]
) -> Findings:
    """What the pictures painted for the parts of a query say, at the photo's own size. The one decoder that there is: for people,
    for benchmarks and for the `diffusers` pipeline.
    """
    of = task(query.task)
    return of.bring([of.read(picture, part) for picture, part in zip(pictures, parts, strict=True)], query, photo)
