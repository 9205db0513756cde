"""Where a benchmark's data set lies, and which tracks it is scored on.

A track is one way of asking a data set. The tasks bring them (`tasks/NAME/tracks.py`) and say whose benchmark each is; a data set
that no track names is asked for all that it labels.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from instructcv import registry
from instructcv.datasets.base import needs_folder
from instructcv.errors import UserError
from instructcv.samples.losses import first_readable
from instructcv.tasks.base import task
from instructcv.tasks.shared.tracks import Benchmark, Track
from instructcv.types import Dataset, Split


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a data set lies by default, and which split the benchmark is scored on."""

    folder: str = ""
    """Below the data folder; not looked at where a data set needs none."""
    split: Split
    left_out: tuple[str, ...] = ()
    """Classes that the benchmark leaves out: MSRC's two rare ones, three photos."""


SOURCES: dict[str, Source] = {
    "ade20k": Source(folder="ADEChallengeData2016", split="val"),
    "camvid": Source(folder="camvid", split="test"),
    "coco": Source(folder="coco", split="val"),
    "fss1000": Source(folder="fss1000", split="test"),
    "grocery": Source(folder="GroceryStoreDataset", split="test"),
    "kitchen": Source(folder="kitchen_rgbd", split="test"),
    "msrc": Source(folder="MSRC_v2", split="test", left_out=("horse", "mountain")),
    "nyuv2": Source(folder="nyu_depth_v2", split="test"),
    "oxford_pet": Source(folder="oxford-iiit-pet", split="test"),
    "rooms": Source(split="test"),
    "shapes": Source(split="test"),
    "voc": Source(folder="VOCdevkit", split="val"),
}


def source(name: str) -> Source:
    """The data set's entry; one of another package, or a folder of one's own, is scored on its test split."""
    return SOURCES.get(name, Source(split="test"))


def open_dataset(name: str, root: Path | None, data: Path, split: Split | None, **options: Any) -> Dataset:
    """A registered data set in its official layout.

    Args:
        name: as in `instructcv.datasets`.
        root: its folder; if not given the usual one below `data`, or none where it needs none.
        data: the folder that holds the data sets' folders.
        split: the benchmark's own if not given.
        options: what else its `open` takes.

    Raises:
        UserError: no such data set, nothing there, or an empty split.
    """
    known = source(name)
    where = root if root is not None or not needs_folder(name) else data / known.folder
    dataset: Dataset = registry.load("datasets", name).open(where, split=split or known.split, **options)
    if not len(dataset):
        raise UserError(f"{name}: the split {dataset.split!r} in {where} has no photos; nothing to evaluate")
    return dataset


@cache
def builders() -> dict[str, Callable[[Benchmark], Track | None]]:
    """Every task's tracks by name.

    Raises:
        ValueError: two tasks claim one name.
    """
    found: dict[str, Callable[[Benchmark], Track | None]] = {}
    for name in registry.names("tasks"):
        if both := found.keys() & task(name).TRACKS.keys():
            raise ValueError(f"two tasks have a track {min(both)!r}; {name} is one of them")
        found |= task(name).TRACKS
    return found


def of(
    dataset: Dataset, wanted: tuple[str, ...] = (), *, asked: tuple[str, ...] = (), taught: Collection[str] = ()
) -> dict[str, Track]:
    """The tracks to run, by name: those `wanted`, else the data set's own, else all that the first photo's labels allow.

    Args:
        dataset: whose photos are asked.
        wanted: names of tracks.
        asked: the only categories that are asked for; all if not given.
        taught: tasks that the checkpoint was trained for; tracks of others are left out unless they are wanted. Empty = it does not say.

    Raises:
        UserError: a track that there is not, for which the data set has no labels, or nothing is left.
    """
    known = builders()
    if unknown := [name for name in wanted if name not in known]:
        raise UserError(f"no track is called {unknown[0]!r}; there are: {', '.join(known)}")
    left_out = source(dataset.name).left_out
    bench = Benchmark(dataset=dataset.name, first=first_readable(dataset, 1)[0], left_out=left_out, asked=tuple(asked))
    built = {name: track for name in wanted or known if (track := known[name](bench)) is not None}
    if lacking := [name for name in wanted if name not in built]:
        raise UserError(
            f"{dataset.name} has no labels for the track {lacking[0]!r}; leave out --track to see which it has"
        )
    if wanted:
        return built
    own = {name: track for name, track in built.items() if dataset.name in track.official_on}
    found = own or {name: track for name, track in built.items() if track.official}
    if not found:
        raise UserError(f"{dataset.name} has no labels for any of: {', '.join(known)}")
    able = {name: track for name, track in found.items() if not taught or track.task in taught}
    if not able:
        raise UserError(f"the checkpoint was trained for none of the tracks of {dataset.name}: {', '.join(found)}")
    return able


@cache
def lower_is_better() -> frozenset[str]:
    """Figures that are errors: each task's own, and that of calibration."""
    return frozenset({"ECE"}).union(*(task(name).TRAITS.lower_is_better for name in registry.names("tasks")))


def error_of(figures: dict[str, float], headline: tuple[tuple[str, str], ...]) -> float | None:
    """One photo's error for sorting: its first headline figure, turned so that more is worse; None without one.

    Args:
        figures: "key.figure" -> value.
        headline: of the track.
    """
    for key, name in headline:
        value: Any = figures.get(f"{key}.{name}")
        if value is not None:
            return value if name in lower_is_better() else 1.0 - value
    return None
