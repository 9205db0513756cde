"""The report says what the result files say, and nothing else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from instructcv.errors import UserError
from instructcv.evaluation import pages, run, summary, tables
from instructcv.evaluation.painters import Spec
from instructcv.evaluation.run import EvaluationPlan

PLAN = EvaluationPlan(
    dataset="shapes", data="", painter=Spec(checkpoint="random"), tracks=("semantic", "metric"), limit=10
)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    summary.summarise(PLAN, folder, run.run(PLAN, folder), command="instructcv evaluate shapes <&>")
    return folder


def test_every_headline_is_a_row_with_its_interval(finished: Path) -> None:
    one = pages.load(finished)
    result, text = one.result, pages.report([one], form="md")
    for row in result["tracks"]:
        for name in row["headline"]:
            assert f"| {name} | {row['figures'][name]['value']:.4f} |" in text
    rows = [line for line in text.splitlines() if line.startswith("| random | shapes")]
    assert len(rows) == sum(len(row["headline"]) for row in result["tracks"])
    assert all(line.count("|") == len(tables.RUNS) + 1 for line in rows)
    for name in ("command", "commit", "machine"):
        assert all(f"| {result[name]} |" in line for line in rows), name
    assert sum(" to " in line for line in rows) == len(rows)


def test_the_page_stands_alone_and_shows_best_median_and_worst(finished: Path) -> None:
    page = pages.report([pages.load(finished)])
    assert all(page.count(f"<h3>{name}</h3>") == 2 for name in ("best", "median", "worst"))
    assert page.count("data:image/jpeg;base64,") == 2 * 3 * 4 and "http" not in page
    assert page.count("<svg") == 1  # depth has no confidence to calibrate
    assert "&lt;&amp;&gt;" in page and "shapes <&>" not in page


def test_the_explorer_lists_every_photo_worst_first(finished: Path) -> None:
    page = pages.explorer(finished)
    sources = re.findall(r'src="([^"]+)"', page)
    assert len(sources) == 20 and all((finished / source).exists() for source in sources)
    errors = [float(row["error"]) for row in _rows(page)]
    assert errors == sorted(errors, reverse=True)
    assert all(row["instruction"] for row in _rows(page)), "what a strip shows must be said"
    assert 'id="only"' in page


def _rows(page: str) -> list[dict[str, str]]:
    names = re.findall(r"<th>([^<]*)</th>", page)
    cells = [re.findall(r"<td>(.*?)</td>", line) for line in page.splitlines() if line.startswith("<tr><td>")]
    return [dict(zip(names, row, strict=True)) for row in cells]


def test_peers_are_never_in_our_table(finished: Path) -> None:
    one = pages.load(finished)
    one = replace(one, result=one.result | {"dataset": "nyuv2"})
    ours, theirs = pages.report([one], form="md").split("Published by others")
    assert one.peers.rows and all(
        all(cells) and cells[1] in theirs and cells[1] not in ours for cells in one.peers.rows
    )
    assert "Published by others" not in pages.report([pages.load(finished)]), "nobody published on drawn shapes"


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "is missing"), ("{", "is damaged"), ("{}", "is not a result"), ('{"tracks": [{}]}', "an older version")],
)
def test_an_unfinished_or_damaged_run_is_named(text: str | None, said: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "result.json").write_text(text)
    with pytest.raises(UserError, match=said):
        pages.load(tmp_path)
    with pytest.raises(UserError, match=re.escape(str(tmp_path))):
        pages.explorer(tmp_path)


def test_a_perfectly_calibrated_point_is_on_the_diagonal(finished: Path) -> None:
    one = pages.load(finished)
    row = next(row for row in one.result["tracks"] if "reliability" in row)
    for points, dots in (([{"count": 5.0, "confidence": 0.25, "right": 0.25}], 1), ([], 0)):
        page = pages.report([replace(one, result=one.result | {"tracks": [row | {"reliability": points}]})])
        found = re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', page)
        assert len(found) == dots and all(float(x) + float(y) == pytest.approx(180, abs=0.2) for x, y in found)
