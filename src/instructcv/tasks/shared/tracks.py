"""Benchmark tracks, as a task brings them and `evaluation` runs them: one photo before one painter, and sums that merge."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from instructcv.types import Answer, Query, Sample


class Interview(Protocol):
    """One photo put before one painter, as a benchmark track sees it."""

    @property
    def sample(self) -> Sample: ...

    @property
    def rng(self) -> np.random.Generator: ...

    @property
    def per_query(self) -> int:
        """The longest legend of one picture."""
        ...

    def query(self, name: str, categories: Sequence[str] | None = None) -> Query:
        """Draw a query of a task."""
        ...

    def legends(self, name: str, categories: Sequence[str], per_query: int) -> list[Query]:
        """Queries that together ask all `categories`, as often as votes are wanted."""
        ...

    def answer(self, queries: Sequence[Query]) -> list[Answer]:
        """Paint and read."""
        ...


@dataclass(frozen=True, kw_only=True)
class Benchmark:
    """A data set as its tracks see it."""

    dataset: str
    first: Sample
    """Its first photo; all have labels of the same sorts."""
    left_out: tuple[str, ...] = ()
    """Classes that are not asked for."""
    asked: tuple[str, ...] = ()
    """The only categories that are asked for, where a track can be told; empty = all."""


@dataclass(frozen=True, kw_only=True)
class Track:
    """One way of asking one data set, and what it says of itself."""

    task: str
    protocol: Callable[[Interview], dict[str, Any]]
    """Asks one photo and returns sums that merge; empty where the photo lacks the labels."""
    words: str
    """The protocol in a sentence, printed beside the numbers."""
    headline: tuple[tuple[str, str], ...]
    """(key of the sums, figure), most important first."""
    classes: int = 0
    per_picture: int | None = None
    """Classes asked in one picture; None = as many as the run wants."""
    oracle: bool = False
    """Whether the questions tell the model what is in the photo."""
    official: bool = True
    """False: run only where it is asked for by name, or on the data sets whose benchmark it is."""
    official_on: frozenset[str] = frozenset()
    """Data sets whose benchmark this is: unless told otherwise, they are asked by such tracks alone."""
