"""The figures of the embedded model: what `instructcv figures` measures, each beside a constant and a random predictor.

Held-out rooms are of furniture models never trained on. NYUv2, MSRC, CamVid and the kitchen are data that the shipped
model has never seen; Grocery Store and COCO are their official test and validation photos.
"""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.evaluation import protocols, speed, tracks
from instructcv.evaluation.interview import Asking
from instructcv.evaluation.painters import Constant, Random
from instructcv.evaluation.results import Figure
from instructcv.models.base import Model
from instructcv.types import Dataset, Painter, Sample, Split

log = logging.getLogger(__name__)

Run = Callable[[Painter, Dataset, Asking], dict[str, Any]]
SHELL = ("wall", "floor", "ceiling")


@dataclass(frozen=True, kw_only=True)
class Bench:
    """One data set asked by one protocol, and which of the resulting numbers are figures."""

    open: Callable[[Path], Dataset]
    run: Run
    figures: tuple[tuple[str, Figure], ...]
    """"KEY OF THE SUMS.KEY IN THEIR `compute()`" -> the figure, its value still to be filled in."""
    limit: int | None = None
    """No more photos than these are asked."""
    least: int = 1
    """No fewer, however short a look is wanted: one answer a photo leaves each bin of a calibration error almost empty."""

    def photos(self, wanted: int | None) -> int | None:
        """How many photos to ask; None = all there are."""
        chosen = [n for n in (self.limit, wanted) if n is not None]
        return max(self.least, min(chosen)) if chosen else None


def _open(name: str, **options: Any) -> Callable[[Path], Dataset]:
    """The data set in its usual folder, in the split that it is scored on."""
    return lambda data: tracks.open_dataset(name, None, data, None, **options)


def _rooms(count: int) -> Callable[[Path], Dataset]:
    return _open("rooms", count=count, seed=1)


def _objects(dataset: Dataset) -> tuple[str, ...]:
    return dataset[0].things


def _track(name: str, asked: Callable[[Dataset], tuple[str, ...]] | None = None) -> Run:
    """A task's track, asked for all categories or for those that are chosen."""
    return lambda painter, dataset, asking: protocols.track(
        painter, dataset, asking, name, asked(dataset) if asked else ()
    )


def figure(name: str, **options: Any) -> Figure:
    """A figure still to be measured."""
    return Figure(name=name, value=float("nan"), **options)


BENCHES: dict[str, Bench] = {
    "rooms shell": Bench(
        open=_rooms(100),
        run=_track("each", lambda _: SHELL),
        figures=(("iou.mIoU", figure("rooms: IoU of wall, floor, ceiling", target=0.85)),),
    ),
    "rooms referred": Bench(
        open=_rooms(100),
        run=_track("drawn"),
        figures=(
            ("iou.mIoU", figure("rooms: IoU of what a person asks for", target=0.45)),
            ("iou.cIoU", figure("rooms: pooled IoU of what a person asks for")),
            ("presence.specificity", figure("rooms: absent categories answered not found", target=0.90)),
            ("presence.recall", figure("rooms: present categories found")),
            ("calibration.ECE", figure("rooms: calibration error of pixels", target=0.05, better="lower")),
            ("admissibility.admissibility", figure("rooms: admissible part of legend pictures", target=0.95)),
        ),
    ),
    "rooms all": Bench(
        open=_rooms(40),
        run=_track("each", _objects),
        figures=(
            ("iou.mIoU", figure("rooms: IoU of objects, every noun asked of every photo")),
            ("iou.cIoU", figure("rooms: pooled IoU of objects, every noun asked of every photo")),
            ("presence.specificity", figure("rooms: not found when every noun is asked")),
        ),
    ),
    "rooms boxes": Bench(
        open=_rooms(40),
        run=_track("boxes"),
        figures=(
            ("boxes.AP50", figure("rooms: box AP50, every noun asked of every photo", target=0.40)),
            ("boxes.AP", figure("rooms: box AP")),
            ("calibration.ECE", figure("rooms: calibration error of box scores", target=0.05, better="lower")),
            ("admissibility.admissibility", figure("rooms: admissible part of box pictures", target=0.95)),
        ),
    ),
    "rooms depth": Bench(
        open=_rooms(100),
        run=_track("metric"),
        figures=(
            ("depth.AbsRel", figure("rooms: depth AbsRel", target=0.10, better="lower")),
            ("depth.RMSE", figure("rooms: depth RMSE", unit="m", target=0.35, better="lower")),
            ("admissibility.admissibility", figure("rooms: admissible part of depth pictures", target=0.95)),
        ),
    ),
    "grocery": Bench(
        open=_open("grocery", level="coarse"),
        run=_track("classes"),
        figures=(
            ("accuracy.accuracy", figure("Grocery Store: 43-way top-1", target=0.75)),
            (
                "calibration.ECE",
                figure("Grocery Store: calibration error of classes", target=0.05, better="lower"),
            ),
        ),
        least=1000,
    ),
    "nyuv2": Bench(
        open=_open("nyuv2"),
        run=_track("metric"),
        figures=(
            ("depth.AbsRel", figure("NYUv2 zero-shot: metric AbsRel", target=0.30, better="lower")),
            ("depth.RMSE", figure("NYUv2 zero-shot: metric RMSE", unit="m", better="lower")),
            ("depth_affine.AbsRel", figure("NYUv2 zero-shot: affine AbsRel", better="lower")),
        ),
    ),
    "kitchen": Bench(
        open=_open("kitchen"),
        run=_track("metric"),
        figures=(("depth.AbsRel", figure("kitchen zero-shot: metric AbsRel", better="lower")),),
    ),
    "coco": Bench(
        open=_open("coco", require_masks=True),
        run=_track("boxes"),
        figures=(("boxes.AP50", figure("COCO val things: box AP50, all 80 asked")),),
        limit=25,
    ),
    "coco masks": Bench(
        open=_open("coco", require_masks=True),
        run=_track("drawn"),
        figures=(("iou.mIoU", figure("COCO val: IoU of what a person asks for")),),
        limit=40,  # with those of the bench before, 56 of the 98: the others had a say in `photo_shift`
    ),
    "pet masks": Bench(
        open=_open("oxford_pet"),
        run=_track("each", lambda _: ("cat", "dog")),
        figures=(("iou.mIoU", figure("Pet trimaps: IoU of cat and dog")),),
    ),
    "pet breeds": Bench(
        open=_open("oxford_pet"),
        run=_track("classes"),
        figures=(("accuracy.accuracy", figure("Pet breeds: top-1 of 32, 3 of them in the test photos")),),
    ),
    "msrc": Bench(
        open=_open("msrc"),
        run=_track("semantic"),
        figures=(
            ("semantic.mIoU", figure("MSRC zero-shot: mIoU, 21 classes asked")),
            (
                "calibration.ECE",
                figure("MSRC zero-shot: calibration error of pixels", target=0.05, better="lower"),
            ),
        ),
    ),
    "camvid": Bench(
        open=_open("camvid"),
        run=_track("semantic"),
        figures=(("semantic.mIoU", figure("CamVid zero-shot: mIoU, 11 classes asked")),),
    ),
}
"""Name -> bench. Each costs seconds to minutes on two cores."""


def measure(model: Model, data: Path | None, *, only: str | None = None, limit: int | None = None) -> Iterator[Figure]:
    """Every figure in turn. A bench whose data is not there is left out with a warning.

    Args:
        data: the folder that holds the data sets' folders; None leaves out all but rooms and speed.
        only: a part of a bench's name.
        limit: at most so many photos a bench, for a quick look; a bench that needs more asks them all the same.
    """
    for name, bench in BENCHES.items():
        if only is None or only in name:
            yield from _measured(name, bench, model, data, limit)
    if only is None or only in "speed":
        yield from speed.measure(model)


class Spread:
    """At most `count` samples of a data set, evenly spread over it (neighbours are often of one class), each rendered or
    read once for three painters.
    """

    def __init__(self, dataset: Dataset, count: int | None) -> None:
        self.name, self.licence = dataset.name, dataset.licence
        self.split: Split = dataset.split
        self.dataset, self.seen = dataset, dict[int, Sample]()
        self.count = min(len(dataset), count or len(dataset))

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Sample:
        if not 0 <= index < self.count:
            raise IndexError(index)
        if index not in self.seen:
            self.seen[index] = self.dataset[index * len(self.dataset) // self.count]
        return self.seen[index]


def _measured(name: str, bench: Bench, model: Model, data: Path | None, limit: int | None) -> Iterator[Figure]:
    try:
        dataset = bench.open(data or Path("data"))
    except UserError as error:
        log.warning("%s is left out: %s", name, error)
        return
    dataset = Spread(dataset, bench.photos(limit))
    log.info("%s: %d photos", name, len(dataset))
    asking = Asking(label_format=model.label_format)
    computed: list[dict[str, dict[str, float]]] = []
    for painter in (model, Constant(), Random()):
        sums = bench.run(painter, dataset, asking)
        computed.append({key: value.compute() for key, value in sums.items()})
    for name, wanted in bench.figures:
        key, part = name.split(".")
        values = [one.get(key, {}).get(part) for one in computed]
        if values[0] is not None:
            yield replace(wanted, value=values[0], constant=values[1], random=values[2], note=f"{len(dataset)} photos")
