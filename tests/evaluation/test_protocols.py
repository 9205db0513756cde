"""Cheating is caught: constant, random and oracle predictors score what theory says, and truth never reaches a painter."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from instructcv.datasets import shapes
from instructcv.evaluation import protocols
from instructcv.evaluation.interview import Asking
from instructcv.evaluation.predictors import Constant, Random
from instructcv.evaluation.results import Figure
from instructcv.labels import masks
from instructcv.tasks.base import task
from instructcv.types import LEGEND, Answer, LegendEntry, Query
from knowing import Oracle, Recorder

ASKING = Asking(label_format=LEGEND)
DATA = shapes.open(split="test", count=24, size_px=64)


def figures(painter: Any) -> dict[str, float]:
    return {
        "iou": protocols.per_category(painter, DATA, shapes.NOUNS, ASKING)["iou"].compute()["mIoU"],
        "semantic": protocols.semantic(painter, DATA, (*shapes.NOUNS, "ground"), ASKING)["semantic"].compute()["mIoU"],
        "boxes": protocols.boxes(painter, DATA, shapes.NOUNS, ASKING)["boxes"].compute().get("AP50", 0.0),
        "depth": protocols.depth(painter, DATA, ASKING)["depth"].compute()["AbsRel"],
        "classes": protocols.classes(painter, DATA, shapes.NOUNS, ASKING)["accuracy"].compute()["accuracy"],
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
    protocols.per_category(recorder, DATA, shapes.NOUNS, replace(ASKING, per_query=2))
    asked = [name for query in recorder.asked for name in query.categories]
    assert sorted(asked) == sorted(shapes.NOUNS * len(DATA))
    assert all(len(query.legend) <= 2 for query in recorder.asked)


def test_the_same_seed_asks_the_same() -> None:
    first, second = Recorder(), Recorder()
    protocols.per_category(first, DATA, shapes.NOUNS, ASKING)
    protocols.per_category(second, DATA, shapes.NOUNS, ASKING)
    assert first.asked == second.asked


@pytest.mark.parametrize("size_hw", [(8, 8), (5, 3), (31, 20)], ids=["as it is", "smaller", "larger"])
@pytest.mark.parametrize("most", [0.0, 0.4, 0.5, 1.0], ids=lambda most: f"up to {most}")
def test_the_best_category_is_the_highest_posterior_of_at_least_one_half(size_hw: tuple[int, int], most: float) -> None:
    rng = np.random.default_rng(0)
    names = tuple("abcdefg")
    posterior = (rng.random((7, 8, 8)) * rng.random((7, 1, 1)) * most).astype(np.float32)
    legend = tuple(LegendEntry(category=name, rgb=(0, 0, 0)) for name in names)
    query = Query(task="segmentation", instruction="", legend=legend)
    answer = Answer(query=query, found=True, admissibility=1.0, confidence=1.0, posterior=posterior)
    whole = masks.resize(posterior, size_hw)
    expected = np.where(whole.max(axis=0) < 0.5, -1, whole.argmax(axis=0))
    assert (protocols.best_category([answer], names, size_hw) == expected).all()


@pytest.mark.parametrize(
    ("cat", "figures"),
    [
        ((0.9, 0.3), {"accuracy": 1.0, "accuracy/cat": 1.0, "mean_class_accuracy": 1.0}),  # 0.6 on the whole
        ((0.6, 0.2), {"accuracy": 0.0, "accuracy/cat": 0.0, "mean_class_accuracy": 0.0}),  # "otherwise" has 0.6
    ],
)
def test_legends_vote_and_otherwise_has_a_vote(cat: tuple[float, float], figures: dict[str, float]) -> None:
    sample, query = task("classification").example()
    read = [
        Answer(query=query, found=True, admissibility=1.0, confidence=1.0, probabilities={"cat": p, "dog": 0.0})
        for p in cat
    ]
    mean = protocols.mean_choice(read)
    assert mean.confidence == pytest.approx(0.6)
    assert task("classification").score(mean, replace(sample, label="cat"))["accuracy"].compute() == figures


@pytest.mark.parametrize(
    ("value", "target", "better", "met"),
    [(1.0, None, "higher", None), (0.5, 0.5, "higher", True), (0.4, 0.5, "higher", False), (0.4, 0.5, "lower", True)],
)
def test_a_target_is_met_from_the_right_side(value: float, target: float | None, better: Any, met: bool | None) -> None:
    assert Figure(name="x", value=value, target=target, better=better).met is met
