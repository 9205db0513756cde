"""Which protocol is the official one for which data set. A data set that is not listed is asked for all that it labels.

Every text here is printed beside the numbers, so that nobody compares two protocols by mistake.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from instructcv import registry
from instructcv.datasets.base import needs_folder
from instructcv.errors import UserError
from instructcv.evaluation import protocols
from instructcv.evaluation.protocols import Protocol
from instructcv.types import Dataset, Sample, Split


@dataclass(frozen=True, kw_only=True)
class Track:
    """One protocol on one data set, and what it says of itself."""

    task: str
    protocol: Protocol
    words: str
    """The protocol in a sentence."""
    headline: tuple[tuple[str, str], ...]
    """(key of the sums, figure), most important first."""
    classes: int = 0
    oracle: bool = False
    """Whether the questions tell the model what is in the photo."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where a data set lies by default, and which split the benchmark is scored on."""

    folder: str = ""
    """Below the data folder; not looked at where a data set needs none."""
    split: Split
    tracks: tuple[str, ...] = ()
    """The official tracks; empty = all that the labels allow."""
    eigen_crop: bool = False
    left_out: tuple[str, ...] = ()
    """Classes that the benchmark leaves out: MSRC's two rare ones, three photos."""


SOURCES: dict[str, Source] = {
    "ade20k": Source(folder="ADEChallengeData2016", split="val", tracks=("semantic",)),
    "camvid": Source(folder="camvid", split="test", tracks=("semantic",)),
    "coco": Source(folder="coco", split="val", tracks=("boxes",)),
    "fss1000": Source(folder="fss1000", split="test", tracks=("referring",)),
    "grocery": Source(folder="GroceryStoreDataset", split="test", tracks=("classes",)),
    "kitchen": Source(folder="kitchen_rgbd", split="test", tracks=("depth",)),
    "msrc": Source(folder="MSRC_v2", split="test", tracks=("semantic",), left_out=("horse", "mountain")),
    "nyuv2": Source(folder="nyu_depth_v2", split="test", tracks=("depth",), eigen_crop=True),
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


def tracks(dataset: Dataset, wanted: tuple[str, ...] = ()) -> dict[str, Track]:
    """The tracks to run, by name: those `wanted`, else the official ones, else all that the first photo's labels allow.

    Raises:
        UserError: a track that there is not, or for which the data set has no labels.
    """
    first = dataset[0]
    if unknown := [name for name in wanted if name not in TRACKS]:
        raise UserError(f"no track is called {unknown[0]!r}; there are: {', '.join(TRACKS)}")
    names = wanted or source(dataset.name).tracks or tuple(n for n in TRACKS if n not in ("drawn", "referring"))
    built = {name: TRACKS[name](dataset, first) for name in names}
    if lacking := [name for name, track in built.items() if track is None and name in wanted]:
        raise UserError(
            f"{dataset.name} has no labels for the track {lacking[0]!r}; leave out --track to see which it has"
        )
    found = {name: track for name, track in built.items() if track is not None}
    if not found:
        raise UserError(f"{dataset.name} has no labels for any of: {', '.join(names)}")
    return found


def _semantic(dataset: Dataset, first: Sample) -> Track | None:
    if first.regions is None:
        return None
    dropped = source(dataset.name).left_out
    names = tuple(name for name in first.regions.names if name not in dropped)
    background = protocols.BACKGROUND if protocols.BACKGROUND in names else None
    words = f"all {len(names)} classes of every photo, one confusion matrix over the data set at the photos' own size, unlabelled pixels left out"
    if background:
        words += "; background is what no class claims"
    return Track(
        task="segmentation",
        protocol=protocols.Semantic(categories=names, background=background),
        words=words,
        headline=(
            ("semantic", "mIoU"),
            ("semantic", "pixel_accuracy"),
            ("presence", "specificity"),
            ("calibration", "ECE"),
        ),
        classes=len(names),
    )


def _boxes(dataset: Dataset, first: Sample) -> Track | None:
    if first.instances is None or not first.things:
        return None
    return Track(
        task="detection",
        protocol=protocols.Boxes(categories=first.things),
        words=f"each of {len(first.things)} classes asked of every photo by itself, COCO's AP over real scores, IoU 0.50 to 0.95, 100 boxes",
        headline=(("boxes", "AP"), ("boxes", "AP50"), ("presence", "specificity"), ("calibration", "ECE")),
        classes=len(first.things),
    )


def _depth(dataset: Dataset, first: Sample) -> Track | None:
    if first.depth_m is None:
        return None
    crop = source(dataset.name).eigen_crop
    return Track(
        task="depth",
        protocol=protocols.Depth(eigen_crop=crop),
        words=f"{'Eigen crop' if crop else 'whole frame'}, truth from 1e-3 to 10 m, figures of each photo averaged; metric without alignment, affine after least squares",
        headline=(
            ("depth", "RMSE"),
            ("depth", "AbsRel"),
            ("depth", "d1"),
            ("depth_affine", "AbsRel"),
            ("depth_affine", "d1"),
        ),
    )


def _classes(dataset: Dataset, first: Sample) -> Track | None:
    if first.label is None:
        return None
    return Track(
        task="classification",
        protocol=protocols.Classes(classes=first.labels),
        words=f"{len(first.labels)}-way, all in one legend, ties wrong",
        headline=(("accuracy", "accuracy"), ("accuracy", "mean_class_accuracy"), ("calibration", "ECE")),
        classes=len(first.labels),
    )


def _referring(dataset: Dataset, first: Sample) -> Track | None:
    if first.regions is None:
        return None
    return Track(
        task="segmentation",
        protocol=protocols.Referring(),
        words="each thing that is there is named by itself; cIoU over all pixels, gIoU over questions, mIoU over categories",
        headline=(("referring", "cIoU"), ("referring", "gIoU"), ("iou", "mIoU")),
        classes=1,
        oracle=True,
    )


def _drawn(dataset: Dataset, first: Sample) -> Track | None:
    return Track(
        task="segmentation",
        protocol=protocols.Drawn(),
        words="four legends a photo as a person might ask, of things that are there and things that are not",
        headline=(("iou", "mIoU"), ("presence", "recall"), ("presence", "specificity")),
        classes=8,
        oracle=True,
    )


TRACKS: dict[str, Callable[[Dataset, Sample], Track | None]] = {
    "semantic": _semantic,
    "boxes": _boxes,
    "depth": _depth,
    "classes": _classes,
    "referring": _referring,
    "drawn": _drawn,
}
LOWER_IS_BETTER = frozenset({"RMSE", "AbsRel", "log10", "ECE"})


def error_of(figures: dict[str, float], headline: tuple[tuple[str, str], ...]) -> float | None:
    """One photo's error for sorting: its first headline figure, turned so that more is worse; None without one.

    Args:
        figures: "key.figure" -> value.
        headline: of the track.
    """
    for key, name in headline:
        value: Any = figures.get(f"{key}.{name}")
        if value is not None:
            return value if name in LOWER_IS_BETTER else 1.0 - value
    return None
