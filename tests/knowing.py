"""Painters that cheat or guess, so that protocols can be held to what theory says of them."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from instructcv.evaluation.painters import Constant
from instructcv.tasks.base import task
from instructcv.types import Dataset, LegendEntry, Query


class Oracle:
    """Paints the target: it is handed the samples, which no real painter is."""

    def __init__(self, dataset: Dataset) -> None:
        self.known = {dataset[i].photo.tobytes(): dataset[i] for i in range(len(dataset))}

    def paint(self, photo: Any, queries: Sequence[Query], *, passes: int = 1, seed: int = 0) -> Any:
        sample = self.known[photo.tobytes()]
        pictures = [task(query.task).paint(sample, query).picture for query in queries]
        return np.stack(pictures).astype(np.float32) / 255


class PromptIgnoring(Oracle):
    """Sees perfectly and reads nothing: whatever is asked, it answers for one favourite category."""

    def __init__(self, dataset: Dataset, favourite: str) -> None:
        super().__init__(dataset)
        self.favourite = favourite

    def paint(self, photo: Any, queries: Sequence[Query], *, passes: int = 1, seed: int = 0) -> Any:
        return super().paint(photo, [self._misread(query) for query in queries], passes=passes, seed=seed)

    def _misread(self, query: Query) -> Query:
        if not query.legend:
            return query
        entry = LegendEntry(category=self.favourite, rgb=query.legend[0].rgb)
        return Query(task=query.task, instruction=query.instruction, legend=(entry,), label_format=query.label_format)


class Recorder(Constant):
    """Remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[Query] = []

    def paint(self, photo: Any, queries: Sequence[Query], *, passes: int = 1, seed: int = 0) -> Any:
        self.asked += queries
        return super().paint(photo, queries, passes=passes, seed=seed)
