"""Every track, and predictors of which theory says what they must score."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from instructcv.datasets import shapes
from instructcv.evaluation import protocols, tracks
from instructcv.evaluation.interview import Asking, Interview
from instructcv.evaluation.painters import Constant, Random
from instructcv.tasks.segmentation.protocols import PerCategory, Semantic
from instructcv.types import LEGEND
from knowing import Oracle, PromptIgnoring, Recorder

ASKING = Asking(label_format=LEGEND)
DATA = shapes.open(split="test", count=16, size_px=64)
# Drawn shapes all face the viewer, whom even a grey picture faces: tests/evaluation/test_facing.py has slanted ones.
TRACKS = tracks.of(DATA, tuple(name for name in tracks.builders() if name != "facing"))
BEST = {"semantic": 0.97, "boxes": 0.5, "metric": 0.05, "classes": 1.0, "referring": 0.97, "each": 0.97, "drawn": 0.97}


def headline(name: str, painter: Any) -> float:
    key, figure = TRACKS[name].headline[0]
    return protocols.over(painter, DATA, ASKING, TRACKS[name].protocol)[key].compute()[figure]


@pytest.mark.parametrize("name", sorted(TRACKS))
def test_the_oracle_is_at_the_top_and_who_does_not_look_far_below(name: str) -> None:
    best, blind = headline(name, Oracle(DATA)), [headline(name, painter) for painter in (Constant(), Random())]
    if name == "metric":
        assert best < BEST[name] and min(blind) > 10 * best
    else:
        assert best >= BEST[name] and max(blind) < 0.75 * best


def test_a_constant_class_is_right_as_often_as_its_colour_comes_first() -> None:
    """It paints the legend's first colour, and the order is drawn: one in three, give or take four deviations."""
    data = shapes.open(split="test", count=300, size_px=16)
    right = protocols.over(Constant(), data, ASKING, TRACKS["classes"].protocol)["accuracy"].compute()["accuracy"]
    assert right == pytest.approx(1 / 3, abs=4 * np.sqrt(1 / 3 * 2 / 3 / 300))


def test_who_ignores_the_prompt_finds_one_noun_and_every_absent_one_with_it() -> None:
    painter = PromptIgnoring(DATA, shapes.NOUNS[0])
    protocol = PerCategory(categories=shapes.NOUNS)
    sums = protocols.over(painter, DATA, replace(ASKING, per_query=1), protocol)
    oracle = protocols.over(Oracle(DATA), DATA, replace(ASKING, per_query=1), protocol)
    iou = sums["iou"].compute()
    assert iou[f"IoU/{shapes.NOUNS[0]}"] > 0.97
    assert all(iou[f"IoU/{noun}"] < 0.5 for noun in shapes.NOUNS[1:])
    assert sums["presence"].compute()["specificity"] < oracle["presence"].compute()["specificity"]


def test_votes_of_several_legends_leave_a_perfect_answer_perfect() -> None:
    asking = replace(ASKING, legends=3)
    for name, figure in (("semantic", "mIoU"), ("classes", "accuracy")):
        sums = protocols.over(Oracle(DATA), DATA, asking, TRACKS[name].protocol)
        assert sums["semantic" if name == "semantic" else "accuracy"].compute()[figure] >= 0.97


class Seeded:
    """Paints its seed."""

    def paint(self, photo: Any, queries: Any, *, passes: int = 1, seed: int = 0) -> Any:
        return np.full((len(queries), 8, 8, 3), seed / 10, np.float32)


def test_seeds_are_averaged_before_reading() -> None:
    asking = replace(ASKING, seeds=4, seed=2)
    interview = Interview(painter=Seeded(), asking=asking, sample=DATA[0], rng=asking.generator(0))
    interview.answer([interview.query("depth")])
    assert interview.pictures[0] == pytest.approx((0.2 + 0.3 + 0.4 + 0.5) / 4)


def test_background_is_what_no_class_claims() -> None:
    regions = DATA[0].regions
    assert regions is not None
    protocol = Semantic(categories=regions.names, background="ground")
    sums = protocols.over(Oracle(DATA), DATA, ASKING, protocol)["semantic"]
    assert sums.compute()["IoU/ground"] > 0.97
    recorder = Recorder()
    protocols.over(recorder, DATA, ASKING, protocol)
    assert not any("ground" in query.categories for query in recorder.asked)
