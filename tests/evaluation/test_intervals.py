"""Intervals are those of the definition: draw photos, add their sums, compute."""

import numpy as np
import pytest

from instructcv.evaluation import intervals
from instructcv.metrics.accuracy import AccuracySums
from instructcv.metrics.base import merge
from instructcv.metrics.box_ap import BoxSums, records
from instructcv.metrics.iou import ConfusionSums, IoUSums

RNG = np.random.default_rng(1)
MAPS = [RNG.integers(-1, 3, (2, 6, 6)).astype(np.int16) for _ in range(12)]
CONFUSIONS = [ConfusionSums.of(predicted, truth, ("a", "b", "c")) for predicted, truth in MAPS]


def test_it_is_the_definition_written_out() -> None:
    weights = np.random.default_rng(0).multinomial(12, np.full(12, 1 / 12), size=1000)
    values = [
        merge({"x": part} for part, count in zip(CONFUSIONS, row, strict=True) for _ in range(count))["x"].compute()[
            "mIoU"
        ]
        for row in weights
    ]
    assert intervals.of(CONFUSIONS)["mIoU"] == pytest.approx(np.quantile(values, [0.025, 0.975]), abs=1e-12)


@pytest.mark.parametrize(
    ("right", "asked", "interval"),
    [
        (0, 10, (0.0, 0.2775)),  # nobody right is still an interval
        (10, 10, (0.7225, 1.0)),
        (140, 200, (0.6332, 0.7592)),
    ],
)
def test_accuracy_has_wilsons_interval(right: int, asked: int, interval: tuple[float, float]) -> None:
    """Worked out by hand; of nobody right it is z² / (n + z²)."""
    parts = [AccuracySums(counts={"cat": (int(i < right), 1)}) for i in range(asked)]
    assert intervals.of(parts)["accuracy"] == pytest.approx(interval, abs=1e-4)


@pytest.mark.parametrize(
    ("count", "interval"),
    [(1, None), (5, None), (6, (0.0, 5.0)), (9, (1.0, 7.0)), (20, (5.0, 14.0))],
)
def test_the_interval_of_a_median_is_the_textbook_s(count: int, interval: tuple[float, float] | None) -> None:
    """Of 20 the 6th and the 15th, of fewer than 6 none: two times 1/2^5 is more than 5 %."""
    assert intervals.of_median([float(i) for i in reversed(range(count))]) == interval


def test_a_class_that_is_not_drawn_does_not_count() -> None:
    parts = [IoUSums(pixels={"a": (1, 2, 1)}), IoUSums(pixels={"b": (1, 1, 1)})]
    assert intervals.of(parts)["mIoU"] == (0.5, 1.0)


def test_boxes_of_a_photo_drawn_twice_count_twice() -> None:
    box = (0.0, 0.0, 10.0, 10.0)
    parts = [
        BoxSums(
            asked=frozenset({(name, "dog")}),
            truths=records(name, "dog", [box], [1.0]),
            detections=records(name, "dog", [box] if name == "hit" else [], [0.9] if name == "hit" else []),
        )
        for name in ("hit", "miss")
    ]
    low, high = intervals.of(parts)["AP50"]
    assert (low, high) == pytest.approx((0.0, 1.0), abs=1e-6)


@pytest.mark.parametrize("parts", [[], CONFUSIONS[:1]], ids=["none", "one"])
def test_too_few_photos_have_no_interval(parts: list[ConfusionSums]) -> None:
    assert intervals.of(parts) == {}
