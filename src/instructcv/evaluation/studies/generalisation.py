"""Four columns that the paper's claim of generalisation runs together: at home, unseen wordings, unseen data, unseen categories.

- home: held-out photos of a data set that the model was trained on, in wordings of the training bank;
- wordings: the same photos and categories in held-out wordings;
- data: photos of data sets that it never saw, categories whose nouns it was taught, held-out wordings;
- categories: photos of those data sets, nouns that it was never taught, held-out wordings.

Beside each stands a predictor that paints everything. A column that cannot be measured has no number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from instructcv import registry
from instructcv.errors import UserError
from instructcv.evaluation import protocols, tracks
from instructcv.evaluation.interview import Asking
from instructcv.metrics.iou import IoUSums
from instructcv.tasks.base import task
from instructcv.types import Dataset, Painter

Column = Literal["home", "wordings", "data", "categories"]
COLUMNS: tuple[Column, ...] = ("home", "wordings", "data", "categories")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One task on one data set, in the columns that it fills."""

    task: str
    dataset: str
    figure: str
    photos: int
    model: dict[Column, float]
    constant: dict[Column, float]
    """What a predictor scores that paints the same on every photo."""
    categories: dict[Column, int]
    """How many categories the figure is a mean over; nothing for the whole photo."""


def task_of(track: str) -> str:
    """The task that is told apart by a track.

    Raises:
        LookupError: none is.
    """
    for name in registry.names("tasks"):
        if task(name).TRAITS.track == track:
            return name
    raise LookupError(f"no task is told apart by the track {track!r}")


def measure(
    painters: Mapping[str, Painter], dataset: Dataset, asking: Asking, *, track: str, home: bool, taught: frozenset[str]
) -> Row:
    """One row.

    Args:
        painters: "model" and "constant".
        dataset: its held-out photos.
        asking: how many photos, seeds, passes; its wordings are set here.
        track: how it is asked.
        home: whether the model was trained on this data set.
        taught: every noun it was taught, in lower case.

    Raises:
        UserError: the data set has no labels for the task.
    """
    name = task_of(track)
    key, figure = task(name).TRAITS.headline
    protocol = tracks.of(dataset, (track,))[track].protocol
    found: dict[str, dict[Column, float]] = {who: {} for who in painters}
    counts: dict[Column, int] = {}
    for who, painter in painters.items():
        for words in ("train", "test") if home else ("test",):
            told = replace(asking, wordings=words)
            sums = protocols.over(painter, dataset, told, protocol)[key]
            column: Column = "data" if not home else "home" if words == "train" else "wordings"
            if isinstance(sums, IoUSums):
                shares: dict[Column, dict[str, float]]
                shares = {column: known(sums, taught)} if home else split(sums, taught)
                found[who] |= {c: float(np.mean(list(part.values()))) for c, part in shares.items() if part}
                counts |= {c: len(part) for c, part in shares.items() if part}
            else:
                found[who][column] = sums.compute()[figure]
    return Row(
        task=name,
        dataset=dataset.name,
        figure=figure,
        photos=len(asking.indices(dataset)),
        model=found["model"],
        constant=found["constant"],
        categories=counts,
    )


def known(sums: IoUSums, taught: frozenset[str]) -> dict[str, float]:
    """The IoU of the categories that the model was taught."""
    return {name: iou for name, iou in sums.by_category().items() if name.lower() in taught}


def split(sums: IoUSums, taught: frozenset[str]) -> dict[Column, dict[str, float]]:
    """The categories that the model was taught, and those that it was not."""
    old = known(sums, taught)
    return {"data": old, "categories": {name: iou for name, iou in sums.by_category().items() if name not in old}}


def as_markdown(rows: Iterable[Row]) -> str:
    """A table: the model's figure, and the constant predictor's in brackets."""
    lines = ["| task | data set | figure | home | unseen wordings | unseen data | unseen categories |"]
    lines.append("|---" * 7 + "|")
    for row in rows:
        cells = [_cell(row, column) for column in COLUMNS]
        lines.append(f"| {row.task} | {row.dataset} ({row.photos}) | {row.figure} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _cell(row: Row, column: Column) -> str:
    if column not in row.model:
        return ""
    count = f", {row.categories[column]} categories" if column in row.categories else ""
    return f"{row.model[column]:.3f} ({row.constant[column]:.3f}{count})"


def taught_nouns(text: str) -> frozenset[str]:
    """The contents of a checkpoint's `nouns.txt`, one noun a line.

    Raises:
        UserError: there is none.
    """
    nouns = frozenset(line.strip().lower() for line in text.splitlines() if line.strip())
    if not nouns:
        raise UserError("nouns.txt is empty; it must list what the checkpoint was taught, one noun a line")
    return nouns
