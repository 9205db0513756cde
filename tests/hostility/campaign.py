"""The campaign: so many inputs, drawn by their shares, each damaged once, read and judged."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from hostility.inputs import DATASETS, PHOTOS, Input, damaged
from hostility.others import OTHERS
from hostility.verdicts import Facts, Outcome, judge


@dataclass(frozen=True, kw_only=True)
class Tried:
    """One damaged input."""

    name: str
    file: str
    number: int
    """With the seed it gives the same damage again."""
    outcome: Outcome


def every_input() -> tuple[Input, ...]:
    return (*DATASETS, *PHOTOS, *OTHERS)


def run(inputs: Sequence[Input], work: Path, *, count: int, seed: int) -> Iterator[Tried]:
    """Damage and read `count` inputs; the same seed damages the same ones in the same way, whatever `count` is."""
    shares = np.array([each.share for each in inputs], dtype=np.float64)
    clean: dict[str, Facts] = {}
    for number in range(count):
        rng = np.random.default_rng([seed, number])
        each = inputs[int(rng.choice(len(inputs), p=shares / shares.sum()))]
        good = work / "good" / str(inputs.index(each))
        if each.name not in clean:
            each.write(good)
            clean[each.name], _ = each.read(good)
        file, mutations = each.damage[int(rng.integers(len(each.damage)))]
        mutation = mutations[int(rng.integers(len(mutations)))]
        bad = work / f"bad-{number}"
        try:
            damaged(good, bad, file, mutation, rng)
            outcome = judge(partial(each.read, bad), clean[each.name])
        finally:
            shutil.rmtree(bad, ignore_errors=True)
        yield Tried(name=each.name, file=file, number=number, outcome=outcome)
