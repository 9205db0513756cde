"""Does each stored pair's sentence say its question? Measured by reading a sample of a split's sentences back.

A trainer sees photo, sentence and picture only, so that a sentence which does not settle the picture teaches noise.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from instructcv.errors import UserError
from instructcv.instructions.agreement import disagreement
from instructcv.instructions.reader import Encoder
from instructcv.pairs import rows, store
from instructcv.pairs.store import Place

MOST = 500
"""Sentences that are read; the share of so many is known to about half a percent where it is 0.99."""
LEAST = 0.95
"""The least share that a trainer takes."""
_COLUMNS = ("edit_prompt", "task", "legend", "otherwise", "format")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """How many sentences were read, and how many as the question that they stand for."""

    read: int
    agree: int
    differing: dict[str, int]
    """What the others are read differently in -> how many."""
    examples: tuple[str, ...]

    @property
    def share(self) -> float:
        return self.agree / self.read if self.read else 1.0

    def in_words(self) -> str:
        """One line for the card."""
        told = ", ".join(f"{name} in {count}" for name, count in self.differing.items())
        return (
            f"{self.agree} of {self.read} sentences drawn at random are read as the question that their picture answers"
            + (f"; the others differ: {told}, e.g. {self.examples[0]!r}" if told else "")
        )


def measure(files: list[Path], encoder: Encoder, *, most: int = MOST, seed: int = 0) -> Reading:
    """Read the sentences of at most so many pairs, drawn from all shards.

    Raises:
        UserError: a row that no build wrote.
    """
    tables = [pq.read_table(file, columns=list(_COLUMNS)) for file in files]
    ends = np.cumsum([len(table) for table in tables])
    total = int(ends[-1]) if len(ends) else 0
    chosen = np.sort(np.random.default_rng(seed).permutation(total)[:most])
    differing: Counter[str] = Counter()
    examples: list[str] = []
    for number in chosen:
        shard = int(np.searchsorted(ends, number, side="right"))
        at = int(number - (ends[shard - 1] if shard else 0))
        query = rows.query_of(tables[shard].slice(at, 1).to_pylist()[0])
        if why := disagreement(query, encoder):
            differing[why] += 1
            examples.append(query.instruction)
    agree = len(chosen) - sum(differing.values())
    return Reading(read=len(chosen), agree=agree, differing=dict(differing), examples=tuple(examples[:5]))


def write(place: Place, encoder: Encoder) -> Reading:
    """Measure a finished split and store it beside its shards' reports, for the card and for trainers."""
    reading = measure([place.parquet(shard) for shard in range(place.shards)], encoder)
    store.write_json(
        place.reading,
        {
            "read": reading.read,
            "agree": reading.agree,
            "differing": reading.differing,
            "examples": list(reading.examples),
        },
    )
    return reading


def of(place: Place) -> Reading | None:
    """What `write` stored; None where nothing was measured."""
    if not place.reading.is_file():
        return None
    stored = store.read_json(place.reading)
    return Reading(
        read=stored["read"], agree=stored["agree"], differing=stored["differing"], examples=tuple(stored["examples"])
    )


def refuse_unclear(folder: Path, split: str, encoder: Callable[[], Encoder]) -> None:
    """Refuse pairs of ours whose sentences do not say what their pictures answer; those of other makers cannot be checked.

    Raises:
        UserError: fewer than `LEAST` of the sentences that were read do.
    """
    if split not in store.splits(folder):
        return
    place = store.place_of(folder, split)
    found = of(place) or measure([place.parquet(shard) for shard in range(place.shards)], encoder())
    if found.share < LEAST:
        raise UserError(
            f"{folder}: {found.in_words()}; at least {LEAST:g} must be, so build the pairs again with this version"
        )
