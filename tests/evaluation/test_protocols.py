"""Cheating is caught: constant, random and oracle predictors score what theory says, and truth never reaches a painter."""

from dataclasses import replace
from typing import Any

import pytest

from instructcv.datasets import shapes
from instructcv.evaluation import protocols
from instructcv.evaluation.interview import Asking
from instructcv.evaluation.painters import Constant, Random
from instructcv.evaluation.results import Figure
from instructcv.types import LEGEND
from knowing import Oracle, Recorder

ASKING = Asking(label_format=LEGEND)
DATA = shapes.open(split="test", count=24, size_px=64)


def figures(painter: Any) -> dict[str, float]:
    return {
        "iou": protocols.track(painter, DATA, ASKING, "each", shapes.NOUNS)["iou"].compute()["mIoU"],
        "semantic": protocols.track(painter, DATA, ASKING, "semantic", (*shapes.NOUNS, "ground"))["semantic"].compute()[
            "mIoU"
        ],
        "boxes": protocols.track(painter, DATA, ASKING, "boxes", shapes.NOUNS)["boxes"].compute().get("AP50", 0.0),
        "depth": protocols.track(painter, DATA, ASKING, "metric")["depth"].compute()["AbsRel"],
        "classes": protocols.track(painter, DATA, ASKING, "classes", shapes.NOUNS)["accuracy"].compute()["accuracy"],
    }


def test_the_oracle_is_nearly_perfect() -> None:
    scores = figures(Oracle(DATA))
    assert scores["iou"] > 0.98 and scores["semantic"] > 0.98 and scores["classes"] == 1.0
    assert scores["depth"] < 0.01  # 8 bits on the log curve
    assert scores["boxes"] > 0.9


@pytest.mark.parametrize("painter", [Constant(), Random()], ids=["constant", "random"])
def test_who_does_not_look_scores_nothing_much(painter: Any) -> None:
    scores = figures(painter)
    assert scores["iou"] < 0.3 and scores["semantic"] < 0.3 and scores["boxes"] < 0.2
    assert scores["depth"] > 0.3
    assert scores["classes"] < 0.6  # three classes


def test_every_class_is_asked_of_every_photo() -> None:
    recorder = Recorder()
    protocols.track(recorder, DATA, replace(ASKING, per_query=2), "each", shapes.NOUNS)
    asked = [name for query in recorder.asked for name in query.categories]
    assert sorted(asked) == sorted(shapes.NOUNS * len(DATA))
    assert all(len(query.legend) <= 2 for query in recorder.asked)


def test_the_same_seed_asks_the_same() -> None:
    first, second = Recorder(), Recorder()
    protocols.track(first, DATA, ASKING, "each", shapes.NOUNS)
    protocols.track(second, DATA, ASKING, "each", shapes.NOUNS)
    assert first.asked == second.asked


@pytest.mark.parametrize(
    ("value", "target", "better", "met"),
    [(1.0, None, "higher", None), (0.5, 0.5, "higher", True), (0.4, 0.5, "higher", False), (0.4, 0.5, "lower", True)],
)
def test_a_target_is_met_from_the_right_side(value: float, target: float | None, better: Any, met: bool | None) -> None:
    assert Figure(name="x", value=value, target=target, better=better).met is met
