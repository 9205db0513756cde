"""What was taught, as statements, and whether a damaged input taught anything else without a word."""

import hashlib
import signal
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from instructcv.datasets.base import Listed
from instructcv.errors import UserError
from instructcv.samples.truth import areas, presence
from instructcv.types import Dataset, Note, Sample, samples

Verdict = Literal["same", "mended", "refused", "less", "changed", "traceback", "hang"]
"""`less`: nothing false is taught, but something is unknown that the clean input says. The last three are faults."""
FAULTS = ("changed", "traceback", "hang")
LIMIT_S = 20
"""A hang: what takes a thousand times as long as the clean input."""
_PX = 2
"""Boxes are compared to within so many pixels: one that was taken from a mask is its pixels'."""
Facts = dict[Any, Any]
"""Statement -> its content. An input that lacks one of the clean input's statements says less; one with another content, or with a
statement that the clean one lacks, says something else."""


class HangError(Exception):
    """It took too long."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What became of one damaged input."""

    verdict: Verdict
    why: str = ""


def facts_of(dataset: Dataset) -> tuple[Facts, tuple[Note, ...]]:
    """What a data set says, photo by photo, and all notes."""
    facts: Facts = {}
    notes = dataset.notes if isinstance(dataset, Listed) else ()
    for sample in samples(dataset):
        facts |= _of_sample(sample)
        notes += sample.notes
    return facts, notes


def _of_sample(sample: Sample) -> Facts:
    facts: Facts = {(sample.key, "there", name): shown for name, shown in presence(sample).items()}
    for name, area in areas(sample).items() if sample.regions is not None else ():
        facts[sample.key, "area", name] = round(area, 4)
    for item in sample.instances or ():
        box = tuple(round(side / _PX) for side in item.box_xyxy_px)
        mask = "" if item.mask is None else hashlib.md5(np.packbits(item.mask).tobytes()).hexdigest()
        of = (sample.key, "object", item.category, box, item.is_crowd)
        facts[of] = max(facts.get(of, ""), mask)
    if sample.depth_m is not None:
        facts[sample.key, "depth"] = hashlib.md5(np.round(sample.depth_m, 3).tobytes()).hexdigest()
    if sample.label is not None:
        facts[sample.key, "label"] = sample.label
    return facts


def judge(read: Callable[[], tuple[Facts, tuple[Note, ...]]], clean: Facts) -> Outcome:
    """Read a damaged input and compare what it says with what the clean one says."""
    try:
        with _limited(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            facts, notes = read()
    except UserError as error:
        line = str(error)
        return (
            Outcome(verdict="refused", why=line) if "\n" not in line else Outcome(verdict="traceback", why="two lines")
        )
    except HangError:
        return Outcome(verdict="hang", why=f"longer than {LIMIT_S} s")
    except Exception as error:  # whatever it is, a person would see a traceback
        return Outcome(verdict="traceback", why=repr(error)[:300])
    if other := _other(facts, clean):
        return Outcome(verdict="changed", why=other)
    if facts == clean:
        return Outcome(verdict="mended" if notes else "same", why=notes[0].kind if notes else "")
    return Outcome(verdict="less", why=notes[0].kind if notes else "")


def _other(facts: Facts, clean: Facts) -> str:
    """A statement that the clean input does not make, in words; empty where there is none."""
    for statement, content in facts.items():
        near = _near(statement, clean)
        if near is None:
            return f"says {statement}: {content}, the clean input nothing of the kind"
        if content not in (near, "") and statement[1] != "area":
            return f"says {statement}: {content}, the clean input {near}"
        if statement[1] == "area" and bool(content) != bool(near):
            return f"says {statement}: {content}, the clean input {near}"
    return ""


def _near(statement: Any, clean: Facts) -> Any:
    """The clean input's content of a statement; of a box, of one a rounding away."""
    if statement in clean:
        return clean[statement]
    if statement[1] == "object":
        for other, content in clean.items():
            if other[1] == "object" and other[:3] == statement[:3] and other[4] == statement[4]:
                if all(abs(a - b) <= 1 for a, b in zip(other[3], statement[3], strict=True)):
                    return content
    return None


@contextmanager
def _limited() -> Iterator[None]:
    """Raises `HangError` after the limit; the main thread only."""

    def stop(*_: object) -> None:
        raise HangError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(LIMIT_S)
    started = time.monotonic()
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        assert time.monotonic() - started < LIMIT_S + 60
