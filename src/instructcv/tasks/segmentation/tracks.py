"""The benchmark tracks of segmentation, each with what it says of itself."""

from instructcv.samples.truth import map_names
from instructcv.tasks.segmentation.asking import MOST, NAME, can_ask
from instructcv.tasks.segmentation.protocols import BACKGROUND, Drawn, PerCategory, Referring, Semantic
from instructcv.tasks.shared.tracks import Benchmark, Track


def _semantic(bench: Benchmark) -> Track | None:
    if bench.first.regions is None:
        return None
    names = bench.asked or tuple(name for name in bench.first.regions.names if name not in bench.left_out)
    background = BACKGROUND if BACKGROUND in names else None
    words = f"all {len(names)} classes of every photo, one confusion matrix over the data set at the photos' own size, unlabelled pixels left out"
    return Track(
        task=NAME,
        protocol=Semantic(categories=names, background=background),
        words=words + ("; background is what no class claims" if background else ""),
        headline=(
            ("semantic", "mIoU"),
            ("semantic", "pixel_accuracy"),
            ("presence", "specificity"),
            ("calibration", "ECE"),
        ),
        classes=len(names),
        official_on=frozenset({"ade20k", "camvid", "msrc", "voc"}),
    )


def _referring(bench: Benchmark) -> Track | None:
    if bench.first.regions is None:
        return None
    return Track(
        task=NAME,
        protocol=Referring(),
        words="each thing that is there is named by itself; cIoU over all pixels, gIoU over questions, mIoU over categories",
        headline=(("referring", "cIoU"), ("referring", "gIoU"), ("iou", "mIoU")),
        classes=1,
        oracle=True,
        official=False,
        official_on=frozenset({"fss1000"}),
    )


def _each(bench: Benchmark) -> Track | None:
    names = bench.asked or tuple(name for name in map_names(bench.first) if name not in bench.left_out)
    if not can_ask(bench.first) or not names:
        return None
    return Track(
        task=NAME,
        protocol=PerCategory(categories=names),
        words=f"each of {len(names)} categories asked of every photo, its own mask and presence, IoU over the data set",
        headline=(("iou", "mIoU"), ("iou", "cIoU"), ("presence", "specificity")),
        classes=len(names),
        official=False,
    )


def _drawn(bench: Benchmark) -> Track | None:
    return Track(
        task=NAME,
        protocol=Drawn(),
        words="four legends a photo as a person might ask, of things that are there and things that are not",
        headline=(("iou", "mIoU"), ("presence", "recall"), ("presence", "specificity")),
        classes=MOST,
        oracle=True,
        official=False,
    )


TRACKS = {"semantic": _semantic, "each": _each, "referring": _referring, "drawn": _drawn}
