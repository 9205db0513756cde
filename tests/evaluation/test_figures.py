"""The list of figures: how many photos a bench asks, which ones, and what it says where there is no data."""

from pathlib import Path

import pytest

from instructcv.datasets import shapes
from instructcv.evaluation import figures, protocols
from instructcv.evaluation.figures import Bench, Spread, figure
from instructcv.models.base import load


def bench(**numbers: int) -> Bench:
    return Bench(
        open=lambda _: shapes.open(count=5),
        run=lambda p, d, a: protocols.track(p, d, a, "classes"),
        figures=(("accuracy.accuracy", figure("shapes: top-1", target=0.5)),),
        **numbers,
    )


@pytest.mark.parametrize(
    ("numbers", "wanted", "asked"),
    [({}, None, None), ({}, 40, 40), ({"limit": 25}, 40, 25), ({"limit": 25}, None, 25), ({"least": 400}, 40, 400)],
)
def test_how_many_photos_a_bench_asks(numbers: dict[str, int], wanted: int | None, asked: int | None) -> None:
    assert bench(**numbers).photos(wanted) == asked


def test_a_spread_takes_photos_from_everywhere_and_never_more_than_there_are() -> None:
    every = shapes.open(count=10)
    assert [sample.key for sample in Spread(every, 4)] == [every[i].key for i in (0, 2, 5, 7)]
    assert len(Spread(every, 400)) == len(Spread(every, None)) == 10


def test_a_figure_stands_beside_what_knows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "BENCHES", {"shapes": bench()})
    (found,) = figures.measure(load(device="cpu"), None, only="shapes", limit=4)
    assert found.note == "4 photos" and 0 <= found.value <= 1
    assert found.constant is not None and found.random is not None


def test_a_bench_without_its_data_is_left_out_and_named(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert list(figures.measure(load(device="cpu"), tmp_path, only="grocery", limit=4)) == []
    assert "grocery is left out" in caplog.text
