"""What a task is: five verbs and `can_ask`, as module-level functions. A new task is one new file in this folder: it is built,
trained, read and scored like the others. What it does not get by itself is said in CONTRIBUTING.md.

ask      draw a query for a sample: categories, negatives, colours, the wording
paint    the sample's label as the picture that answers the query
read     any picture as an answer; never raises on one
score    the answer against the sample, as sums that merge
example  a tiny sample and query, for the tests and the documentation
"""

from collections.abc import Sequence
from functools import cache
from typing import Literal, Protocol, cast

import numpy as np
from jaxtyping import Float32

from instructcv import registry
from instructcv.labels.colours import to_float
from instructcv.metrics.base import Sums
from instructcv.types import LEGEND, Answer, LabelFormat, Query, Sample, Target

WordingSplit = Literal["train", "test"]
"""Which half of the reviewed wordings a query is drawn from."""
Gives = Literal["instances", "regions", "depth", "class"]
"""What an answer is made of: boxes with masks, a category for each pixel, metres for each pixel, one word."""


class Task(Protocol):
    """The module of a task."""

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

    def paint(self, sample: Sample, query: Query) -> Target:
        """The picture that answers the query, at the photo's size.

        Raises:
            ValueError: the sample's labels do not settle it.
        """
        ...

    def read(self, picture: Float32[np.ndarray, "h w 3"], query: Query) -> Answer:
        """Any picture of at least 1 x 1 pixels as an answer, at the picture's size."""
        ...

    def score(self, answer: Answer, sample: Sample) -> dict[str, Sums]:
        """Sums that merge with other answers' under the same key; where nothing is annotated a key is missing."""
        ...

    def example(self) -> tuple[Sample, Query]:
        """A tiny worked example."""
        ...


def task(name: str) -> Task:
    """A registered task.

    Raises:
        UserError: no such task.
    """
    return cast(Task, registry.load("tasks", name))


@cache
def gives(name: str) -> Gives:
    """What a task's answers are made of, as its answer to its own example shows.

    Raises:
        LookupError: of nothing that anybody here knows.
    """
    sample, query = task(name).example()
    answer = task(name).read(to_float(task(name).paint(sample, query).picture), query)
    if answer.detections:
        return "instances"
    if answer.posterior is not None:
        return "regions"
    if answer.depth_m is not None:
        return "depth"
    if answer.probabilities:
        return "class"
    raise LookupError(f"{name} answers with nothing that is known")


def giving(kind: Gives) -> str:
    """The name of the first task, in alphabetical order, whose answers are of a kind.

    Raises:
        LookupError: there is none.
    """
    for name in registry.names("tasks"):
        if gives(name) == kind:
            return name
    raise LookupError(f"no task gives {kind}")
