"""Which protocol is the official one for which data set. A data set that is not listed is asked for all that it labels.

Every text here is printed beside the numbers, so that nobody compares two protocols by mistake.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from instructcv import registry
from instructcv.datasets.base import needs_folder
from instructcv.errors import UserError
from instructcv.samples.losses import first_readable
from instructcv.tasks.base import Benchmark, Track, task
from instructcv.types import Dataset, Split


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a data set lies by default, and which split the benchmark is scored on."""

    folder: str = ""
    """Below the data folder; not looked at where a data set needs none."""
    split: Split
    tracks: tuple[str, ...] = ()
    """The official tracks; empty = all that the labels allow."""
    left_out: tuple[str, ...] = ()
    """Classes that the benchmark leaves out: MSRC's two rare ones, three photos."""


SOURCES: dict[str, Source] = {
    "ade20k": Source(folder="ADEChallengeData2016", split="val", tracks=("semantic",)),
    "camvid": Source(folder="camvid", split="test", tracks=("semantic",)),
    "coco": Source(folder="coco", split="val", tracks=("boxes",)),
    "fss1000": Source(folder="fss1000", split="test", tracks=("referring",)),
    "grocery": Source(folder="GroceryStoreDataset", split="test", tracks=("classes",)),
    "kitchen": Source(folder="kitchen_rgbd", split="test", tracks=("metric",)),
    "msrc": Source(folder="MSRC_v2", split="test", tracks=("semantic",), left_out=("horse", "mountain")),
    "nyuv2": Source(folder="nyu_depth_v2", split="test", tracks=("metric",)),
    "oxford_pet": Source(folder="oxford-iiit-pet", split="test", tracks=("classes",)),
    "rooms": Source(split="test"),
    "shapes": Source(split="test"),
    "voc": Source(folder="VOCdevkit", split="val", tracks=("semantic", "boxes")),
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


def of(dataset: Dataset, wanted: tuple[str, ...] = (), *, asked: tuple[str, ...] = ()) -> dict[str, Track]:
    """The tracks to run, by name: those `wanted`, else the official ones, else all that the first photo's labels allow.

    Args:
        dataset: whose photos are asked.
        wanted: names of tracks.
        asked: the only categories that are asked for; all if not given.

    Raises:
        UserError: a track that there is not, or for which the data set has no labels.
    """
    known = builders()
    if unknown := [name for name in wanted if name not in known]:
        raise UserError(f"no track is called {unknown[0]!r}; there are: {', '.join(known)}")
    bench = Benchmark(
        dataset=dataset.name,
        first=first_readable(dataset, 1)[0],
        left_out=source(dataset.name).left_out,
        asked=tuple(asked),
    )
    names = wanted or source(dataset.name).tracks or tuple(known)
    built = {name: known[name](bench) for name in names}
    if lacking := [name for name, track in built.items() if track is None and name in wanted]:
        raise UserError(
            f"{dataset.name} has no labels for the track {lacking[0]!r}; leave out --track to see which it has"
        )
    all_of_them = not wanted and not source(dataset.name).tracks
    found = {name: track for name, track in built.items() if track is not None and (track.official or not all_of_them)}
    if not found:
        raise UserError(f"{dataset.name} has no labels for any of: {', '.join(names)}")
    return found


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
