"""Narrowed requests about drawn shapes, whose places, sizes, depths and colours are exact: no furniture is needed.

Who answers from the true masks must be right; who ignores what narrows must be caught.
"""

from dataclasses import replace

import numpy as np
import pytest

from instructcv.datasets import shapes
from instructcv.inference.verbs.scene import Scene
from instructcv.instructions.program import Ask, Thing
from instructcv.types import Sample
from narrowed_questions import Question, balanced, draw
from narrowed_scoring import iou, judge, shares, true_scene

DATA = shapes.open(count=60, seed=3)


def questions(sample: Sample) -> list[Question]:
    """With a relation that is exact here: what was drawn later is nearer."""
    count = len(sample.instances or ())
    nearer = {(i, j): i > j for i in range(count) for j in range(count) if i != j}
    return draw(sample, np.random.default_rng(0), stands={"closer than": nearer})


EVERY = [(sample, each) for sample in map(DATA.__getitem__, range(len(DATA))) for each in questions(sample)]


def test_a_photo_without_objects_has_no_questions() -> None:
    assert draw(replace(DATA[0], instances=()), np.random.default_rng(0)) == []
    assert shares([]) == {} and balanced([], np.random.default_rng(0)) == []


def test_all_groups_are_asked() -> None:
    groups = {each.group for _, each in EVERY}
    assert {"place", "size", "count", "distance", "yes or no", "relation", "yes or no, closer than"} <= groups


def test_reading_true_masks_is_right() -> None:
    rows = shares([judge(each, sample, true_scene(sample)) for sample, each in EVERY])
    assert {group: row["right"] for group, row in rows.items() if row["right"] < 0.95} == {}
    assert all(row["found all"] == row["asked"] for row in rows.values())


def test_who_ignores_what_narrows_is_caught() -> None:
    kept = balanced([each for _, each in EVERY], np.random.default_rng(0))
    ids = set(map(id, kept))
    rows = shares([judge(each, sample, true_scene(sample), ignoring=True) for sample, each in EVERY if id(each) in ids])
    for group in ("place", "size", "relation", "yes or no", "yes or no, closer than"):
        assert rows[group]["right"] <= 0.7, group


def test_a_scene_that_found_nothing_is_wrong_and_says_that_perception_was() -> None:
    sample, question = next((sample, each) for sample, each in EVERY if each.group == "distance")
    blind = Scene(photo=sample.photo, objects={noun: () for noun in sample.things}, depth_m=sample.depth_m)
    judged = judge(question, sample, blind)
    assert not judged.right and not judged.found_all and judged.error is None


def test_as_many_are_denied_as_confirmed() -> None:
    ask = Ask(task="detection", things=(Thing(noun="cup"),), wanted="yes or no")
    several = [Question(group="yes or no", sentence=str(k), ask=ask, yes=k > 0) for k in range(5)]
    kept = balanced(several, np.random.default_rng(0))
    assert [each.yes for each in kept].count(True) == [each.yes for each in kept].count(False) == 1


@pytest.mark.parametrize(
    ("second", "expected"),
    [((0.0, 0.0, 0.0, 0.0), 0.0), ((20.0, 0.0, 30.0, 10.0), 0.0), ((0.0, 0.0, 10.0, 10.0), 1.0), ((5.0, 0.0, 15.0, 10.0), 1 / 3)],
)  # fmt: skip
def test_iou(second: tuple[float, float, float, float], expected: float) -> None:
    assert iou((0.0, 0.0, 10.0, 10.0), second) == pytest.approx(expected)
