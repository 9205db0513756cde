"""The report says what the result files say, and nothing else."""

import re
from pathlib import Path
from typing import Any

import pytest

from instructcv.errors import UserError
from instructcv.evaluation import peers, report, run, summary
from instructcv.evaluation.page import reliability_svg
from instructcv.evaluation.painters import Spec
from instructcv.evaluation.run import Plan

PLAN = Plan(dataset="shapes", data="", painter=Spec(checkpoint="random"), tracks=("semantic", "metric"), limit=10)


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("finished")
    summary.summarise(PLAN, folder, run.run(PLAN, folder), command="instructcv evaluate shapes <&>")
    return folder


def test_every_headline_is_a_row_with_its_interval(finished: Path) -> None:
    result = report.load(finished)
    text = report.as_markdown([result])
    for row in result["tracks"]:
        for name in row["headline"]:
            assert f"| {name} | {row['figures'][name]['value']:.4f} |" in text
    rows = [line for line in text.splitlines() if line.startswith("| random | shapes")]
    assert len(rows) == sum(len(row["headline"]) for row in result["tracks"])
    assert all(line.count("|") == len(report.COLUMNS) + 1 for line in rows)
    for name in ("command", "commit", "machine"):
        assert all(f"| {result[name]} |" in line for line in rows), name
    assert sum(" to " in line for line in rows) == len(rows)


def test_the_page_stands_alone_and_shows_best_median_and_worst(finished: Path) -> None:
    page = report.as_html([finished], [report.load(finished)])
    assert all(page.count(f"<h3>{name}</h3>") == 2 for name in ("best", "median", "worst"))
    assert page.count("data:image/jpeg;base64,") == 2 * 3 * 4 and "http" not in page
    assert page.count("<svg") == 1  # depth has no confidence to calibrate
    assert "&lt;&amp;&gt;" in page and "shapes <&>" not in page


def test_the_explorer_lists_every_photo_worst_first(finished: Path) -> None:
    page = report.explorer(finished)
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
    result: dict[str, Any] = report.load(finished) | {"dataset": "nyuv2"}
    ours, theirs = report.as_markdown([result]).split("Published by others")
    assert all(one.system in theirs and one.system not in ours for one in peers.of("nyuv2"))
    assert all(one.protocol and one.source for one in peers.PUBLISHED)


@pytest.mark.parametrize(
    ("text", "said"),
    [(None, "is missing"), ("{", "is damaged"), ("{}", "is not a result"), ('{"tracks": [{}]}', "an older version")],
)
def test_an_unfinished_or_damaged_run_is_named(text: str | None, said: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "result.json").write_text(text)
    with pytest.raises(UserError, match=said):
        report.load(tmp_path)
    with pytest.raises(UserError, match=re.escape(str(tmp_path))):
        report.explorer(tmp_path)


def test_a_perfectly_calibrated_point_is_on_the_diagonal() -> None:
    svg = reliability_svg([{"count": 5.0, "confidence": 0.25, "right": 0.25}])
    (x, y) = re.findall(r'c[xy]="([\d.]+)"', svg)
    assert float(x) + float(y) == pytest.approx(180, abs=0.2)
    assert "<circle" not in reliability_svg([])
