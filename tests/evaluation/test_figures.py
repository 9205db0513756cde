"""The list of figures: how many photos a bench asks, how it asks them, and what it says where there is no data."""

from dataclasses import replace
from pathlib import Path

import pytest

from instructcv import registry
from instructcv.evaluation import figures, run, summary
from instructcv.evaluation.figures import Bench, benches, measured
from instructcv.evaluation.painters import Random, Spec, Wrapped
from instructcv.evaluation.results import Figure
from instructcv.evaluation.run import EvaluationPlan
from instructcv.evaluation.tracks import builders
from instructcv.types import LEGEND

NONE = Path("nowhere")
ENTRY = {"of": "accuracy.accuracy", "name": "shapes: top-1", "target": 0.5}
BENCH = Bench(name="shapes", dataset="shapes", options={"count": 12}, track="classes", figures=(ENTRY,))


def model(*tasks: str) -> Wrapped:
    """Noise in place of a network, that says what it was taught."""
    return Wrapped(painter=Random(), label_format=LEGEND, tasks=tasks)


@pytest.mark.parametrize(
    ("numbers", "wanted", "asked"),
    [({}, None, None), ({}, 40, 40), ({"limit": 25}, 40, 25), ({"limit": 25}, None, 25), ({"least": 400}, 40, 400)],
)
def test_how_many_photos_a_bench_asks(numbers: dict[str, int], wanted: int | None, asked: int | None) -> None:
    assert replace(BENCH, **numbers).photos(wanted) == asked


def test_the_list_names_what_there_is() -> None:
    for bench in benches():
        registry.where("datasets", bench.dataset)
        assert bench.track in builders() and bench.figures
        assert all(
            Figure(**{key: value for key, value in one.items() if key != "of"}, value=0.0) for one in bench.figures
        )
    names = [one["name"] for bench in benches() for one in bench.figures]
    assert len(names) == len(set(names)), "a figure is told by its name"


def test_every_task_has_a_figure() -> None:
    track_of = {track: name for name in registry.names("tasks") for track in registry.load("tasks", name).TRACKS}
    assert {track_of[bench.track] for bench in benches()} == set(registry.names("tasks"))


def test_a_figure_stands_beside_what_knows_nothing_with_its_interval() -> None:
    (found,) = measured(BENCH, model(), NONE, 4)
    assert found.note == "4 photos" and found.target == 0.5 and found.interval is not None
    assert found.interval[0] <= found.value <= found.interval[1]
    assert found.constant is not None and found.random == found.value, "the same noise"


def test_figures_and_evaluate_ask_the_same(tmp_path: Path) -> None:
    bench = Bench(name="x", dataset="shapes", track="semantic", figures=({"of": "semantic.mIoU", "name": "x"},))
    (found,) = measured(bench, model(), NONE, 6)
    plan = EvaluationPlan(
        dataset="shapes", data="", painter=Spec(checkpoint="random"), tracks=("semantic",), limit=6, strips=False
    )
    content = summary.summarise(plan, tmp_path, run.run(plan, tmp_path), command="")
    there = content["tracks"][0]["figures"]["semantic.mIoU"]
    assert there == {"value": found.value, "interval": found.interval}


@pytest.mark.parametrize(
    ("bench", "tasks", "says"),
    [
        (replace(BENCH, dataset="grocery", options={}), (), "shapes is left out"),
        (BENCH, ("something else",), "shapes is left out: the checkpoint was not trained for"),
    ],
    ids=["no data", "not taught"],
)
def test_what_cannot_be_asked_is_left_out_and_named(
    bench: Bench, tasks: tuple[str, ...], says: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert list(figures.measured(bench, model(*tasks), tmp_path, 4)) == []
    assert says in caplog.text
