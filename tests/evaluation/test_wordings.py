"""The wording is all that changes, and what a painter makes of it is what is measured."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from fakes import sentence_encoder
from instructcv import registry
from instructcv.datasets import shapes
from instructcv.errors import UserError
from instructcv.evaluation.interview import Asking
from instructcv.evaluation.studies import wordings
from instructcv.types import LEGEND, LegendEntry, Query
from knowing import Oracle

DATA = shapes.open(split="test", count=6, size_px=64)
ASKING = Asking(label_format=LEGEND)


class DeafTo(Oracle):
    """Right, save where the sentence has a word that it does not know: then it paints black."""

    def __init__(self, dataset: Any, word: str) -> None:
        super().__init__(dataset)
        self.word, self.asked = word, list[Query]()

    def paint(self, photo: Any, queries: Sequence[Query], *, passes: int = 1, seed: int = 0) -> Any:
        self.asked += queries
        pictures = super().paint(photo, queries, passes=passes, seed=seed)
        return np.stack([p * (self.word not in q.instruction) for p, q in zip(pictures, queries, strict=True)])


def slices(painter: Any, name: str) -> dict[str, dict[str, Any]]:
    return {part.slice: part.row() for part in wordings.measure(painter, DATA, ASKING, name=name, most=20)}


@pytest.mark.parametrize("name", registry.names("tasks"))
def test_who_is_right_in_every_wording_has_no_spread(name: str) -> None:
    found = slices(Oracle(DATA), name)
    assert set(found) == {"template", "train", "test"}
    for row in found.values():
        assert row["std"] == pytest.approx(0, abs=1e-9) and row["worst"] == pytest.approx(row["mean"])
    assert found["template"]["wordings"] == 1 and found["test"]["wordings"] > 5


def test_who_does_not_know_a_word_is_found_out() -> None:
    row = slices(DeafTo(DATA, "segment"), "segmentation")["template"]
    assert row["mean"] == row["worst"] == 0.0 and row["worst_wording"] == "segment {the}"
    assert slices(DeafTo(DATA, "xylophone"), "segmentation")["template"]["mean"] > 0.97


def test_photo_categories_and_colours_stay() -> None:
    painter = DeafTo(DATA, "xylophone")
    list(wordings.measure(painter, DATA, replace(ASKING, limit=1), name="segmentation", most=20))
    assert len({query.legend for query in painter.asked}) == 1
    assert len({query.instruction for query in painter.asked}) > 20


def test_photos_that_cannot_be_asked_are_one_clear_line() -> None:
    class NoDepth:
        name, licence, split = "flat", DATA.licence, DATA.split

        def __len__(self) -> int:
            return 2

        def __getitem__(self, index: int) -> Any:
            return replace(DATA[index], depth_m=None)

    with pytest.raises(UserError, match="flat has no photo that depth"):
        list(wordings.measure(Oracle(DATA), NoDepth(), ASKING, name="depth"))


@pytest.mark.parametrize(
    ("task", "sentence", "understood"),
    [
        ("segmentation", "", False),
        ("segmentation", "what a lovely day", False),
        ("segmentation", "segment the dog", True),
        ("segmentation", "segment the cat", False),  # not what was meant
        ("detection", "segment the dog", False),
        ("depth", "how far away is everything?", False),  # depth has no dog
    ],
)
def test_a_sentence_is_understood_if_it_says_task_and_categories(task: str, sentence: str, understood: bool) -> None:
    query = Query(task=task, instruction=sentence, legend=(LegendEntry(category="Dog", rgb=(255, 0, 0)),))
    assert wordings.is_understood(query, sentence_encoder()) is understood


def test_the_share_of_understood_sentences_is_measured_on_demand() -> None:
    asking = replace(ASKING, limit=1)
    encoder = sentence_encoder()
    parts = wordings.measure(Oracle(DATA), DATA, asking, name="depth", most=3, encoder=encoder)
    rows = [part.row() for part in parts]
    assert all(0.5 < row["understood"] <= 1 for row in rows)
    assert "understood" not in slices(Oracle(DATA), "depth")["template"]
