"""The figures that README shows: what `instructcv figures` measures, each with its interval beside a constant and a random predictor.

`data/figures.toml` lists them. A data set is asked by the same tracks, in the same words and colours, as by `instructcv evaluate`.
"""

import logging
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.evaluation import intervals, protocols, speed, tracks
from instructcv.evaluation.interview import Asking, Interview
from instructcv.evaluation.painters import Constant, Formatted, Random
from instructcv.evaluation.protocols import Parts
from instructcv.evaluation.results import Figure
from instructcv.metrics.base import merge
from instructcv.models.base import Model
from instructcv.tasks.shared.tracks import Track
from instructcv.types import Dataset, Painter

log = logging.getLogger(__name__)

THINGS = "things"
"""Stands for a data set's countable categories."""


@dataclass(frozen=True, kw_only=True)
class Bench:
    """One data set asked by one track, and which of the resulting numbers are figures."""

    name: str
    dataset: str
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Of the data set's `open`."""
    folder: str | None = None
    """Below the folder of all data sets, where it is not the usual one."""
    track: str
    asked: Sequence[str] = ()
    """The only categories that are asked for, or `THINGS`; all if not given."""
    figures: Sequence[Mapping[str, Any]]
    """`of`: KEY OF THE SUMS.KEY IN THEIR `compute()`; the rest is a `Figure` without its value."""
    limit: int | None = None
    """No more photos than these are asked."""
    least: int = 1
    """No fewer, however short a look is wanted."""

    def photos(self, wanted: int | None) -> int | None:
        """How many photos to ask; None = all there are."""
        chosen = [n for n in (self.limit, wanted) if n is not None]
        return max(self.least, min(chosen)) if chosen else None

    def open(self, data: Path) -> tuple[Dataset, Track]:
        """Its data set below `data`, and how it is asked.

        Raises:
            UserError: the data set is not there, or has no labels for the track.
        """
        dataset = tracks.open_dataset(
            self.dataset, None if self.folder is None else data / self.folder, data, None, **self.options
        )
        asked = dataset[0].things if self.asked == THINGS else tuple(self.asked)
        return dataset, tracks.of(dataset, (self.track,), asked=asked)[self.track]


def benches() -> tuple[Bench, ...]:
    """All of them. Each costs seconds to minutes on two cores."""
    text = files("instructcv.evaluation").joinpath("data", "figures.toml").read_text(encoding="utf-8")
    return tuple(Bench(**entry) for entry in tomllib.loads(text)["bench"])


def measure(model: Model, data: Path | None, *, only: str | None = None, limit: int | None = None) -> Iterator[Figure]:
    """Every figure in turn. A bench whose data is not there, or whose task the checkpoint was not taught, is left out with a warning.

    Args:
        data: the folder that holds the data sets' folders; None leaves out all but rooms and speed.
        only: a part of a bench's name.
        limit: at most so many photos a bench, for a quick look; a bench that needs more asks them all the same.
    """
    for bench in benches():
        if only is None or only in bench.name:
            yield from measured(bench, model, data, limit)
    if only is None or only in "speed":
        yield from speed.measure(model)


def measured(bench: Bench, model: Formatted, data: Path | None, limit: int | None) -> Iterator[Figure]:
    """The figures of one bench."""
    try:
        dataset, track = bench.open(data or Path("data"))
    except UserError as error:
        log.warning("%s is left out: %s", bench.name, error)
        return
    if model.tasks and track.task not in model.tasks:
        log.warning("%s is left out: the checkpoint was not trained for %s", bench.name, track.task)
        return
    asking = Asking(label_format=model.label_format, limit=bench.photos(limit))
    note = f"{len(asking.indices(dataset))} photos"
    log.info("%s: %s", bench.name, note)
    found = _asked({"value": model, "constant": Constant(), "random": Random()}, dataset, track, asking)
    computed = {who: {key: sums.compute() for key, sums in merge(parts).items()} for who, parts in found.items()}
    for entry in bench.figures:
        key, name = entry["of"].split(".", 1)
        values = {who: sums[key][name] for who, sums in computed.items() if name in sums.get(key, {})}
        if "value" in values:
            around = intervals.of([part[key] for part in found["value"] if key in part]).get(name)
            told = {field: value for field, value in entry.items() if field != "of"}
            yield Figure(**told, **values, interval=around, note=note)


def _asked(painters: Mapping[str, Painter], dataset: Dataset, track: Track, asking: Asking) -> dict[str, list[Parts]]:
    """Painter -> the sums of each photo. A photo is rendered or read once for all of them."""
    found: dict[str, list[Parts]] = {who: [] for who in painters}
    for index in asking.indices(dataset):
        sample = dataset[index]
        for who, painter in painters.items():
            interview = Interview(painter=painter, asking=asking, sample=sample, rng=asking.generator(index))
            found[who].append(protocols.asked(track.protocol, interview))
    return found
