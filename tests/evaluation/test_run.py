"""A run can be stopped, shared and repeated, and what it writes adds up."""

import csv
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import layouts
from instructcv.errors import UserError
from instructcv.evaluation import records, run, summary, tracks
from instructcv.evaluation.interview import Interview
from instructcv.evaluation.painters import Spec, build
from instructcv.evaluation.results import peak_mb
from instructcv.evaluation.run import EvaluationPlan
from instructcv.metrics.base import merge

PLAN = EvaluationPlan(
    dataset="shapes", data="", painter=Spec(checkpoint="random"), tracks=("semantic", "metric"), limit=20
)


def lines_of(folder: Path) -> list[str]:
    """All records of a run without their times."""
    found = [json.loads(line) for file in sorted((folder / "parts").iterdir()) for line in file.open()]
    return sorted(json.dumps({k: v for k, v in one.items() if not k.endswith("_ms")}) for one in found)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    run.run(PLAN, folder)
    return folder


def test_a_run_equals_the_protocol_run_at_once(whole: Path) -> None:
    found = run.by_track(run.run(PLAN, whole))["metric"]
    dataset, painter = PLAN.open(), build(PLAN.painter)
    asking = PLAN.asking(painter.label_format)
    protocol = tracks.of(dataset, ("metric",))["metric"].protocol
    at_once = merge(
        protocol(Interview(painter=painter, asking=asking, sample=sample, rng=rng))
        for sample, rng in asking.samples(dataset)
    )
    assert len(found) == 20
    assert merge(one.sums for one in found)["depth"].compute() == at_once["depth"].compute()


def test_a_stopped_run_goes_on(whole: Path, tmp_path: Path) -> None:
    run.run(PLAN, tmp_path)
    first, second = sorted((tmp_path / "parts").iterdir())
    text = first.read_text()
    first.write_text(text[: len(text) // 2])  # cut in the middle of a line
    second.unlink()
    assert len(run.run(PLAN, tmp_path)) == 40
    assert lines_of(tmp_path) == lines_of(whole)


def test_nothing_is_asked_twice(whole: Path) -> None:
    before = [file.read_text() for file in sorted((whole / "parts").iterdir())]
    run.run(PLAN, whole)
    assert [file.read_text() for file in sorted((whole / "parts").iterdir())] == before


def test_two_workers_give_what_one_gives(whole: Path, tmp_path: Path) -> None:
    run.run(PLAN, tmp_path, workers=2)
    assert lines_of(tmp_path) == lines_of(whole)


@pytest.mark.parametrize(
    ("why", "checkpoint", "becomes"),
    [
        ("the embedded model", None, None),
        ("a predictor that knows nothing, beside a folder of its name", "random", "random"),
        ("a hub id", "alaa-lab/InstructCV", "alaa-lab/InstructCV"),
        ("a folder", "mine/model", "HERE/mine/model"),
    ],
)
def test_a_plan_for_a_cluster_has_absolute_folders(
    why: str, checkpoint: str | None, becomes: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mine/model", "random"):
        (tmp_path / name).mkdir(parents=True)
    placed = run.from_anywhere(
        EvaluationPlan(dataset="coco", data="../data", root="coco", painter=Spec(checkpoint=checkpoint))
    )
    assert (placed.data, placed.root) == (str(tmp_path / "../data"), str(tmp_path / "coco"))
    assert placed.painter.checkpoint == (becomes and becomes.replace("HERE", str(tmp_path))), why


def test_another_plan_is_refused_by_name(whole: Path) -> None:
    with pytest.raises(UserError, match="other settings .passes."):
        run.run(replace(PLAN, passes=2), whole)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"dataset": "shape"}, "did you mean 'shapes'"),
        ({"tracks": ("depths",)}, "no track is called 'depths'"),
        ({"dataset": "nyuv2", "data": "nowhere"}, "nowhere"),
    ],
)
def test_a_wrong_plan_is_one_clear_line(changed: dict[str, str], said: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=said):
        run.run(replace(PLAN, **changed), tmp_path)


def test_a_track_without_labels_is_refused(tmp_path: Path) -> None:
    layouts.OPENERS["kitchen"](tmp_path / "kitchen", "test")
    plan = replace(PLAN, dataset="kitchen", root=str(tmp_path / "kitchen"), tracks=("boxes",))
    with pytest.raises(UserError, match="no labels for the track 'boxes'"):
        run.run(plan, tmp_path / "run")


def test_a_bad_photo_is_left_out_and_said(tmp_path: Path) -> None:
    layouts.folder(tmp_path / "own")
    base = tmp_path / "own" / "val"
    whole = (base / "images" / "holiday" / "a.jpg").read_bytes()
    shutil.copy(base / "masks" / "holiday" / "a.png", base / "masks" / "holiday" / "b.png")
    for name, kept in (("a", len(whole) // 2), ("b", len(whole))):  # the first one is bad: tracks are chosen by another
        (base / "images" / "holiday" / f"{name}.jpg").write_bytes(whole[:kept])
    plan = replace(PLAN, dataset="folder", root=str(tmp_path / "own"), split="val", tracks=("semantic",), limit=None)
    folder = tmp_path / "run"
    with pytest.raises(UserError, match=r"1 of 2 photos .*a\.jpg"):
        run.run(plan, folder)
    result = summary.summarise(plan, folder, run.run(plan, folder, tolerate=0.5), command="")
    assert result["tracks"][0]["photos"] == 1 and "a.jpg" in result["left_out"][0]
    assert "left out: photos that were refused (1)" in result["labels"]
    (base / "images" / "holiday" / "a.jpg").write_bytes(whole)
    assert not any(one.refused for one in run.run(plan, folder)), "a mended photo is asked again"
    (base / "images" / "holiday" / "a.jpg").write_bytes(b"no picture")
    (base / "images" / "holiday" / "b.jpg").unlink()
    with pytest.raises(UserError, match=r"a\.jpg"):
        run.run(plan, tmp_path / "none", tolerate=1.0)


def test_the_result_has_all_that_is_needed_to_trust_it(whole: Path) -> None:
    summary.summarise(PLAN, whole, run.run(PLAN, whole), command="instructcv evaluate shapes")
    written = json.loads((whole / "result.json").read_text())
    for key in ("command", "commit", "machine", "passes", "seeds", "seed", "peak_mb", "checkpoint"):
        assert written[key] not in (None, ""), key
    for row in written["tracks"]:
        assert row["photos"] == 20 and row["pictures_per_photo"] == 1 and row["ms_per_photo"] > 0
        low, high = row["figures"][row["headline"][0]]["interval"]
        assert low <= row["figures"][row["headline"][0]]["value"] <= high and low < high
        shown = row["photos_shown"]
        assert shown["best"][0]["error"] < shown["median"][0]["error"] < shown["worst"][0]["error"]
        assert all((whole / one["strip"]).exists() for group in shown.values() for one in group)


def test_the_table_has_every_photo_worst_first(whole: Path) -> None:
    found = run.run(PLAN, whole)
    rows = [row for row in csv.DictReader(summary.table(found).splitlines()) if row["track"] == "metric"]
    errors = [float(row["error"]) for row in rows]
    assert len(rows) == 20 and errors == sorted(errors, reverse=True)
    by_index = {one.index: one for one in found if one.track == "metric"}
    assert float(rows[0]["depth.RMSE"]) == pytest.approx(
        by_index[int(rows[0]["index"])].figures["depth.RMSE"], rel=1e-5
    )


def test_a_record_survives_its_line(whole: Path, tmp_path: Path) -> None:
    first = next(records.read(run.part_file(whole, 0)))
    (tmp_path / "again.jsonl").write_text(records.as_line(first))
    assert records.as_line(next(records.read(tmp_path / "again.jsonl"))) == records.as_line(first)


def test_a_child_does_not_report_the_memory_of_its_parent() -> None:
    kept = np.ones(50_000_000)  # 400 MB here
    say = "from instructcv.evaluation.results import peak_mb; print(peak_mb())"
    child = float(subprocess.run([sys.executable, "-c", say], check=True, capture_output=True, text=True).stdout)
    assert 5 < child < kept.nbytes / 1e6 < peak_mb()
