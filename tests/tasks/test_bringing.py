"""Answers at the photo's own size: several pictures to one question, and the sizes that a photo may have."""

import numpy as np
import pytest

from instructcv.tasks import classification, segmentation
from instructcv.tasks.classification.found import together
from instructcv.types import Answer, LegendEntry, Query

CAT, DOG = LegendEntry(category="cat", rgb=(255, 0, 0)), LegendEntry(category="dog", rgb=(0, 0, 255))
BOTH = Query(task="segmentation", instruction="", legend=(CAT, DOG))
PHOTO = np.full((2, 2, 3), 128, np.uint8)


def said(*legend: LegendEntry, posterior: tuple[float, ...], found: tuple[bool, ...]) -> Answer:
    """An answer that says the same of all pixels but one; a category that was found has that one."""
    planes = np.full((len(legend), 2, 2), 0.0, np.float32)
    planes[:] = np.array(posterior, np.float32)[:, None, None]
    category_map = np.full((2, 2), -1, np.int16)
    for index, is_found in enumerate(found):
        if is_found:
            category_map[0, index] = index
    query = Query(task="segmentation", instruction="", legend=legend)
    common = {"admissibility": 1.0, "confidence": 1.0, "size_hw": (2, 2)}
    return Answer(query=query, found=any(found), category_map=category_map, posterior=planes, **common)  # type: ignore[arg-type]


VOTES = [
    pytest.param([said(CAT, DOG, posterior=(0.5, 0.3), found=(True, True))], 0, 0.5, id="one picture: the likelier"),
    pytest.param([said(CAT, DOG, posterior=(0.5, 0.3), found=(False, True))], -1, 0.7, id="what was not found is not"),
    pytest.param(
        [said(CAT, posterior=(0.4,), found=(True,)), said(DOG, posterior=(0.4,), found=(True,))], -1, 0.6,
        id="two pictures that half see something do not add up",
    ),
    pytest.param(
        [said(CAT, posterior=(0.6,), found=(True,)), said(DOG, posterior=(0.9,), found=(True,))], 1, 0.9,
        id="two pictures that claim a place: the surer one",
    ),
    pytest.param(
        [said(CAT, DOG, posterior=(0.8, 0.1), found=(True, True)), said(DOG, CAT, posterior=(0.5, 0.4), found=(True, True))],
        0, 0.6, id="votes on the same legend are averaged",
    ),
    pytest.param(
        [said(CAT, posterior=(1.0,), found=(n == 0,)) for n in range(3)] + [said(DOG, posterior=(0.0,), found=(False,))],
        -1, 1.0, id="found by one of three is not found",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("answers", "winner", "sure"), VOTES)
def test_several_pictures_make_one_map(answers: list[Answer], winner: int, sure: float) -> None:
    found = segmentation.bring(answers, BOTH, PHOTO)
    assert found.category_map is not None and (found.category_map == winner).all()
    assert found.sure == pytest.approx(sure)
    assert found.masks is not None and found.masks.sum(axis=(1, 2)).tolist() == [4 * (winner == k) for k in (0, 1)]


@pytest.mark.parametrize("size_hw", [(1, 1), (3, 2), (64, 64), (64, 201), (300, 400)])
def test_a_photo_may_be_smaller_or_larger_than_its_picture(size_hw: tuple[int, int]) -> None:
    """Half a picture is a cat; half a photo is, too, whatever its size."""
    planes = np.zeros((1, 64, 64), np.float32)
    planes[0, :, :32] = 1.0
    query = Query(task="segmentation", instruction="", legend=(CAT,))
    answer = Answer(
        query=query, found=True, admissibility=1.0, confidence=1.0, size_hw=(64, 64), posterior=planes,
        category_map=np.where(planes[0] > 0, 0, -1).astype(np.int16),
    )  # fmt: skip
    found = segmentation.bring([answer], query, np.full((*size_hw, 3), 90, np.uint8))
    assert found.category_map is not None and found.category_map.shape == found.sure.shape == size_hw
    if size_hw[1] > 1:
        share = (found.category_map == 0).mean()
        assert share == pytest.approx(0.5, abs=0.51 / size_hw[1])


CHOICES = [
    pytest.param([(0.9, 0.0), (0.3, 0.0)], "cat", 0.6, id="0.6 on the whole"),
    pytest.param([(0.6, 0.0), (0.2, 0.0)], None, 0.6, id="none of these has a vote, too: 0.6"),
    pytest.param([(0.2, 0.7)], "dog", 0.7, id="one answer is taken as it is"),
]


@pytest.mark.parametrize(("each", "label", "probability"), CHOICES)
def test_legends_vote_on_a_class(each: list[tuple[float, float]], label: str | None, probability: float) -> None:
    _, query = classification.example()
    read = [
        Answer(
            query=query, found=True, admissibility=1.0, confidence=max(p, q), label="cat" if p > q else "dog",
            probabilities={"cat": p, "dog": q},
        )
        for p, q in each
    ]  # fmt: skip
    found = classification.bring(read, query, PHOTO)
    assert found.label == label and found.probability == pytest.approx(probability)


def choice(rest: float, **probabilities: float) -> Answer:
    """An answer to "which of these?"; black is "otherwise"."""
    legend = tuple(LegendEntry(category=name, rgb=(255, 0, number)) for number, name in enumerate(probabilities))
    label = max(probabilities, key=lambda name: probabilities[name], default=None)
    label = label if label is not None and probabilities[label] > rest else None
    return Answer(
        query=Query(task="classification", instruction="", legend=legend),
        found=label is not None, admissibility=1.0, confidence=max(rest, *probabilities.values()),
        label=label, probabilities=probabilities,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("parts", "label", "chances"),
    [
        pytest.param([choice(0.1, cat=0.9)], "cat", {"cat": 0.9}, id="one picture stays as it is"),
        pytest.param(
            [choice(0.1, cat=0.9), choice(0.2, dog=0.8)], "cat", {"cat": 9 / 14, "dog": 4 / 14},
            id="two that say yes: the better odds against otherwise",
        ),
        pytest.param(
            [choice(0.8, cat=0.2), choice(0.9, dog=0.1)], None, {"cat": 0.25 / (1 + 0.25 + 1 / 9)}, id="none of all",
        ),
        pytest.param(
            [choice(0.0, cat=1.0), choice(1.0, dog=0.0)], "cat", {"cat": 1000 / 1001, "dog": 0.0}, id="sure of all",
        ),
    ],
)  # fmt: skip
def test_a_choice_offered_in_several_pictures_is_one(
    parts: list[Answer], label: str | None, chances: dict[str, float]
) -> None:
    whole = together(parts)
    assert whole.label == label and whole.found == (label is not None)
    assert whole.query.categories == tuple(name for part in parts for name in part.probabilities)
    assert {name: whole.probabilities[name] for name in chances} == pytest.approx(chances)
    rest = 1 - sum(whole.probabilities.values())
    assert whole.confidence == pytest.approx(max(rest, *whole.probabilities.values()))
