"""LEGACY: what each 2023 scorer pays to who knows nothing, beside the official protocol on the very same answers.

The data are the rendered `shapes` and random depth, so that the page can be made again anywhere in seconds.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, UInt8

from instructcv.datasets import shapes
from instructcv.evaluation.legacy import scorers
from instructcv.metrics.accuracy import AccuracySums
from instructcv.metrics.base import merge
from instructcv.metrics.box_ap import BoxSums, records
from instructcv.metrics.depth import DepthSums
from instructcv.metrics.iou import IoUSums
from instructcv.types import BoxXYXY, Sample

PUBLISHED = {"depth": 0.297, "masks": 0.47235, "boxes": 0.485, "cat or dog": 0.82135}
"""InstructCV (ICLR 2024), README: NYUv2 RMSE in metres, ADE20K mIoU, COCO mAP@0.5, Oxford-IIIT Pet accuracy."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One predictor under one scorer."""

    scorer: str
    predictor: str
    legacy: float
    official: float
    official_name: str


def rows(photos: int = 60, seed: int = 0) -> Iterator[Row]:
    """Every scorer with predictors that know nothing, and one that is right."""
    dataset = shapes.open(split="test", count=photos, size_px=128)
    samples = [dataset[index] for index in range(photos)]
    rng = np.random.default_rng(seed)
    yield from _depth(photos, rng)
    yield from _masks(samples, rng)
    yield from _boxes(samples, rng)
    yield from _cats(photos, rng)


def _depth(photos: int, rng: np.random.Generator) -> Iterator[Row]:
    """Indoor-like depth: log-normal, median 2.4 m."""
    truths = [np.clip(rng.lognormal(np.log(2.4), 0.45, (64, 64)), 0.5, 9.9).astype(np.float32) for _ in range(photos)]
    predictors = {
        "constant 2.0 m": [np.full_like(truth, 2.0) for truth in truths],
        "constant 3.0 m": [np.full_like(truth, 3.0) for truth in truths],
        "random 0.5 to 10 m": [rng.uniform(0.5, 10, truth.shape).astype(np.float32) for truth in truths],
        "20 % noise": [(truth * rng.lognormal(0, 0.2, truth.shape)).astype(np.float32) for truth in truths],
        "the truth": truths,
    }
    for name, predicted in predictors.items():
        pairs = list(zip(predicted, truths, strict=True))
        official = merge({"depth": DepthSums.of(p, t)} for p, t in pairs)["depth"].compute()["RMSE"]
        legacy = float(np.mean([scorers.depth_rmse(p, t) for p, t in pairs]))
        yield Row(scorer="depth", predictor=name, legacy=legacy, official=official, official_name="RMSE, m")


def _masks(samples: Sequence[Sample], rng: np.random.Generator) -> Iterator[Row]:
    """The 2023 scorer asks for what is there; the official protocol asks every noun of every photo."""
    for name in ("all white", "random pixels", "the truth when it is there, else all white", "the truth"):
        sums, means = IoUSums(), list[float]()
        for sample in samples:
            ious: list[float | None] = []
            for noun in shapes.NOUNS:
                truth = mask_of(sample, noun)
                painted = _painted(name, truth, rng)
                sums += IoUSums.of(noun, painted > 127, truth)
                if truth.any():
                    ious.append(scorers.mask_iou(painted, truth))
            score = scorers.photo_iou(ious)
            means += [] if score is None else [score]
        yield Row(
            scorer="masks",
            predictor=name,
            legacy=float(np.mean(means)),
            official=sums.compute()["mIoU"],
            official_name="mIoU, all asked",
        )


def mask_of(sample: Sample, noun: str) -> Bool[np.ndarray, "h w"]:
    """The pixels of all instances of a noun."""
    mask = np.zeros(sample.size_hw, np.bool_)
    for item in sample.instances or ():
        if item.category == noun and item.mask is not None:
            mask |= item.mask
    return mask


def _painted(name: str, truth: Bool[np.ndarray, "h w"], rng: np.random.Generator) -> UInt8[np.ndarray, "h w"]:
    if name == "random pixels":
        return np.where(rng.random(truth.shape) < 0.5, 255, 0).astype(np.uint8)
    if name == "all white" or (name.endswith("all white") and not truth.any()):
        return np.full(truth.shape, 255, np.uint8)
    return np.where(truth, 255, 0).astype(np.uint8)


def _boxes(samples: Sequence[Sample], rng: np.random.Generator) -> Iterator[Row]:
    """A thousand boxes everywhere are paid like the truth."""
    truth: dict[tuple[str, str], list[BoxXYXY]] = {}
    for sample in samples:
        for item in sample.instances or ():
            truth.setdefault((sample.key, item.category), []).append(item.box_xyxy_px)
    asked = [(sample.key, noun) for sample in samples for noun in shapes.NOUNS]
    side = samples[0].size_hw[0]
    predictors = {
        "one box, the whole photo": {key: [(0.0, 0.0, float(side), float(side))] for key in asked},
        "1000 random boxes": {key: [_box(rng, side) for _ in range(1000)] for key in asked},
        "the truth": {key: truth.get(key, []) for key in asked},
    }
    for name, found in predictors.items():
        sums = BoxSums()
        for photo, noun in asked:
            true = truth.get((photo, noun), [])
            boxes = found[photo, noun]
            sums += BoxSums(
                asked=frozenset({(photo, noun)}),
                truths=records(photo, noun, true, [1.0] * len(true)),
                detections=records(photo, noun, boxes, [1.0] * len(boxes)),
            )
        legacy = scorers.box_map50(found, truth)
        assert legacy is not None
        official = sums.compute()["AP50"]
        yield Row(scorer="boxes", predictor=name, legacy=legacy, official=official, official_name="AP50, all asked")


def _box(rng: np.random.Generator, side: int) -> BoxXYXY:
    (left, right), (top, bottom) = np.sort(rng.uniform(0, side, (2, 2)), axis=1).tolist()
    return left, top, right, bottom


def _cats(photos: int, rng: np.random.Generator) -> Iterator[Row]:
    """One grey picture for everything is always right; a model that follows its prompts is always wrong."""
    truths = [index % 3 == 0 for index in range(photos)]
    grey, green, red = (np.array(rgb, np.float32) for rgb in ((128, 128, 128), (0, 255, 0), (255, 0, 0)))
    coins = [bool(rng.random() < 0.5) for _ in truths]
    predictors = {
        "the same picture always": [(grey, grey) for _ in truths],
        "random colours": [(green, red) if coin else (red, green) for coin in coins],
        "the truth, painted as prompted": [(red, green) if is_cat else (green, red) for is_cat in truths],
    }
    for name, painted in predictors.items():
        right = [scorers.cat_or_dog(cat, dog, is_cat=t) for (cat, dog), t in zip(painted, truths, strict=True)]
        sums = AccuracySums()
        for (cat, dog), is_cat in zip(painted, truths, strict=True):
            reds = {"cat": float(cat[0]) / 255, "dog": float(dog[0]) / 255}
            sums += AccuracySums.of(reds, "cat" if is_cat else "dog")
        yield Row(
            scorer="cat or dog",
            predictor=name,
            legacy=float(np.mean(right)),
            official=sums.compute()["accuracy"],
            official_name="2-way accuracy, ties wrong",
        )


def as_markdown(found: Sequence[Row]) -> str:
    """The page: one table a scorer."""
    lines = ["# LEGACY: what the 2023 scorers reward", ""]
    lines += [
        "Same answers, scored twice. Depth: lower is better; all others: higher. Made by `instructcv legacy`.",
        "",
    ]
    for scorer, published in PUBLISHED.items():
        mine = [row for row in found if row.scorer == scorer]
        lines += [f"## {scorer} (the 2023 README says {published:g})", ""]
        lines += [f"| predictor | 2023 scorer | {mine[0].official_name} |", "|---|---|---|"]
        lines += [f"| {row.predictor} | {row.legacy:.3f} | {row.official:.3f} |" for row in mine]
        lines.append("")
    return "\n".join(lines)
