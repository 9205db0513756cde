"""The commands of evaluation, as typed: files where they say, one line and exit code 2 for what is wrong."""

import json
from pathlib import Path

import pytest

from instructcv.cli._main import main


def test_evaluate_then_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = str(tmp_path / "run")
    assert (
        main(["evaluate", "shapes", "--checkpoint", "constant", "--limit", "4", "--track", "metric", "--out", run]) == 0
    )
    said = capsys.readouterr().out
    assert "depth.RMSE" in said and "oracle no" in said and "1 pictures a photo" in said
    assert main(["report", run, "--out", str(tmp_path / "report")]) == 0
    assert "depth.RMSE" in (tmp_path / "report" / "report.md").read_text()
    assert "to evaluate" in said
    assert (tmp_path / "run" / "explorer.html").exists() and (tmp_path / "report" / "report.html").exists()


def test_one_worker_without_an_address_says_that_it_needs_no_ray(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    line = ["evaluate", "shapes", "--checkpoint", "constant", "--limit", "1", "--track", "metric", "--backend", "ray"]
    assert main([*line, "--workers", "1", "--out", str(tmp_path / "run")]) == 0
    said = capsys.readouterr().err
    assert "in this process, without ray; --workers 2" in said and said.count("\n") == 1


def test_wordings_compare_two_checkpoints_and_the_report_shows_them(tmp_path: Path) -> None:
    out = tmp_path / "wordings.json"
    line = ["wordings", "shapes", "--task", "depth", "--limit", "2", "--wordings", "3", "--out", str(out)]
    assert main([*line, "--checkpoint", "constant", "--checkpoint", "random"]) == 0
    rows = json.loads(out.read_text())["paraphrase"]
    assert [row["checkpoint"] for row in rows] == ["constant"] * 3 + ["random"] * 3
    assert main(["report", str(out), "--out", str(tmp_path / "report")]) == 0
    page = (tmp_path / "report" / "report.md").read_text()
    assert page.count("| random | shapes | depth |") == 3


def test_a_sweep_has_a_row_for_every_value(tmp_path: Path) -> None:
    line = ["sweep", "shapes", "seeds", "1", "4", "--checkpoint", "random", "--limit", "4", "--out", str(tmp_path)]
    assert main(line) == 0
    rows = json.loads((tmp_path / "sweep.json").read_text())["rows"]
    depth = {row["value"]: row["figures"]["depth.RMSE"]["value"] for row in rows if row["track"] == "metric"}
    assert set(depth) == {1.0, 4.0} and depth[4.0] != depth[1.0]


def test_repeats_give_the_mean_and_the_spread_over_seeds(tmp_path: Path) -> None:
    line = ["sweep", "shapes", "seeds", "1", "4", "--checkpoint", "random", "--limit", "4", "--repeats", "3"]
    assert main([*line, "--out", str(tmp_path)]) == 0
    rows = json.loads((tmp_path / "sweep.json").read_text())["rows"]
    one, four = (row["figures"]["depth.RMSE"] for row in rows if row["track"] == "metric")
    alone = [json.loads((tmp_path / f"1-seed-{seed}" / "result.json").read_text()) for seed in range(3)]
    values = [
        track["figures"]["depth.RMSE"]["value"]
        for run in alone
        for track in run["tracks"]
        if track["track"] == "metric"
    ]
    assert len(set(values)) == 3 and one["value"] == pytest.approx(sum(values) / 3)
    assert one["std_over_seeds"] > four["std_over_seeds"] > 0, "averages of four noises differ less"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["evaluate", "shape"], "did you mean 'shapes'"),
        (["evaluate", "shapes", "--backend", "rays"], "did you mean 'ray'"),
        (["evaluate", "shapes", "--passes", "0"], "for --passes"),
        (["evaluate", "shapes", "--limit", "0"], "for --limit"),
        (["sweep", "shapes", "passes"], "name the values"),
        (["sweep", "shapes", "passes", "1.5"], "whole numbers"),
        (["sweep", "shapes", "seed", "1", "2", "--repeats", "2"], "--repeats is 2"),
        (["report"], "name the folders"),
        (["report", "nowhere.json"], "nowhere.json is missing"),
        (["report", "nowhere"], "result.json is missing"),
        (["wordings", "shapes", "--task", "guessing"], "no task is called 'guessing'"),
    ],
)
def test_a_mistake_is_one_line(line: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(line) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1
