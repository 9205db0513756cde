"""Seen and unseen stay apart, and a column that was not measured has no number."""

import pytest

from instructcv.datasets import shapes
from instructcv.errors import UserError
from instructcv.evaluation.interview import Asking
from instructcv.evaluation.painters import Constant
from instructcv.evaluation.studies import generalisation
from instructcv.metrics.iou import IoUSums
from instructcv.types import LEGEND
from knowing import Oracle

DATA = shapes.open(split="test", count=4, size_px=64)
ASKING = Asking(label_format=LEGEND)
JUDGED = {"model": Oracle(DATA), "constant": Constant()}


@pytest.mark.parametrize("name", ["referring", "boxes", "metric"])
def test_at_home_both_wordings_are_measured(name: str) -> None:
    taught = frozenset(DATA[0].things) | frozenset(DATA[0].regions.names if DATA[0].regions else ())
    row = generalisation.measure(JUDGED, DATA, ASKING, track=name, home=True, taught=taught)
    assert set(row.model) == {"home", "wordings"} == set(row.constant)
    assert row.model["wordings"] == pytest.approx(0.0 if name == "metric" else 1.0, abs=0.03)
    worse = row.constant["wordings"] > 0.1 if name == "metric" else row.constant["wordings"] < 0.7
    assert worse


def test_unseen_categories_are_those_never_taught() -> None:
    sums = IoUSums(pixels={"Dog": (5, 10, 5), "unicorn": (1, 2, 2), "cat": (0, 3, 0)})
    parts = generalisation.split(sums, frozenset({"dog", "cat"}))
    assert parts == {"data": {"Dog": 0.5}, "categories": {"unicorn": pytest.approx(1 / 3)}}  # no cat was annotated


def test_abroad_without_untaught_categories_there_is_no_such_column() -> None:
    assert DATA[0].regions is not None
    everything = frozenset(name.lower() for name in DATA[0].regions.names)
    row = generalisation.measure(JUDGED, DATA, ASKING, track="referring", home=False, taught=everything)
    assert set(row.model) == {"data"}
    table = generalisation.as_markdown([row])
    assert table.splitlines()[-1].endswith("|  |")


def test_an_empty_list_of_nouns_is_refused() -> None:
    with pytest.raises(UserError, match=r"nouns\.txt"):
        generalisation.taught_nouns(" \n")
