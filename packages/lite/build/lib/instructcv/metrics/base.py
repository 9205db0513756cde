"""What every metric is."""

from collections.abc import Iterable
from functools import reduce
from operator import add
from typing import Any, Protocol, Self


class Sums(Protocol):
    """Sums over any number of answers. `+` merges, in any order and grouping; nothing is averaged before `compute`."""

    def __add__(self, other: Self, /) -> Self: ...

    def compute(self) -> dict[str, float]:
        """Figures by name. A figure for which nothing was annotated is absent, never 0 or 1."""
        ...


def merge(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Merge what `task.score` returned for many answers, key by key."""
    collected: dict[str, list[Any]] = {}
    for part in parts:
        for key, sums in part.items():
            collected.setdefault(key, []).append(sums)
    return {key: reduce(add, sums) for key, sums in collected.items()}
