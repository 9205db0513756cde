"""Every kind of result file becomes a table with its numbers and its source, and anything else one clear line."""

import json
from pathlib import Path
from typing import Any

import pytest

from instructcv.errors import UserError
from instructcv.evaluation import pages, tables
from instructcv.evaluation.results import Figure, provenance, write

SOURCE = provenance("instructcv something --out here | there")
SEEDS = {"mean": 0.5, "interval": [0.25, 0.75], "by_seed": [0.4, 0.6]}
KINDS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "no row at all": ({"vary": "passes", "dataset": "shapes", "rows": []}, ()),
    "wordings": (
        {
            "dataset": "shapes",
            "paraphrase": [
                {
                    **{"checkpoint": "embedded", "task": "depth", "slice": "test", "figure": "AbsRel"},
                    **{"mean": 0.1234, "std": 0.01, "worst": 0.2, "understood": 0.9, "wordings": 5, "photos": 6},
                },
                {
                    **{"checkpoint": "embedded", "task": "depth", "slice": "train", "figure": "AbsRel"},
                    **{"wordings": 0, "photos": 6},  # no wording fitted: no number
                },
            ],
        },
        ("embedded", "0.1234", "0.9"),
    ),
    "sweep": (
        {
            "vary": "passes",
            "dataset": "shapes",
            "rows": [
                {
                    **{"value": 4.0, "track": "depth", "ms_per_photo": 12.3},
                    "figures": {"depth.RMSE": {"value": 1.25, "interval": [1.0, 1.5], "std_over_seeds": 0.0625}},
                }
            ],
        },
        ("depth.RMSE", "1.2500", "1.0000 to 1.5000", "0.0625", "12"),
    ),
    "generalisation": (
        {
            "checkpoint": "embedded",
            "rows": [
                {
                    **{"task": "depth", "dataset": "nyuv2", "figure": "AbsRel", "photos": 3},
                    **{"model": {"data": 0.3}, "constant": {"data": 0.4}},
                }
            ],
        },
        ("nyuv2", "0.300 (0.400)"),
    ),
    "specialists": (
        {
            "networks": [],
            "tasks": [
                {
                    **{"task": "depth", "figure": "AbsRel", "better": "lower", "constant": 1.5},
                    **{"specialist": SEEDS, "generalist": SEEDS | {"interval": None}},
                }
            ],
        },
        ("specialist", "generalist", "0.5000 (0.2500 to 0.7500)", "0.5000"),
    ),
    "prompts": (
        {
            "networks": [],
            "rows": [
                {
                    **{"task": "depth", "figure": "AbsRel", "network": "fixed", "slice": "test"},
                    **{"mean": SEEDS, "std": SEEDS, "worst": SEEDS},
                }
            ],
        },
        ("fixed", "0.5000 (0.2500 to 0.7500)"),
    ),
    "narrowed": (
        {
            "model_rooms": 0,
            "answers": {
                "true masks": {
                    "count": {"asked": 542.0, "right": 0.9832, "median error": None},
                    "next to": {"asked": 56.0, "right": 0.9464, "undecided": 0.25},
                }
            },
        },
        ("true masks", "next to", "542", "0.9832", "0.25"),
    ),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_result_file_is_a_table_with_its_source(kind: str, tmp_path: Path) -> None:
    content, said = KINDS[kind]
    path = tmp_path / "result.json"
    path.write_text(json.dumps(SOURCE | content))
    _, table = tables.load(path)
    assert all(len(row) == len(table.head) for row in table.rows)
    cells = [*table.head, *(cell for row in table.rows for cell in row)]
    assert all(text in cells for text in said)
    for page in (pages.report([], [table], form="md"), pages.report([], [table])):
        assert table.title in page and SOURCE["commit"] in page and all(text in page for text in said)


KEPT = sorted((Path(__file__).parents[2] / "results").glob("*.json"))


@pytest.mark.parametrize("path", KEPT, ids=[path.stem for path in KEPT])
def test_every_result_that_is_kept_is_a_table_of_its_numbers(path: Path) -> None:
    _, table = tables.load(path)
    assert table.rows and all(len(row) == len(table.head) for row in table.rows)
    assert any(cell.replace(".", "", 1).isdigit() or "+-" in cell or "(" in cell for row in table.rows for cell in row)
    assert json.loads(path.read_text())["command"] in table.source


@pytest.mark.parametrize(
    ("figure", "cells"),
    [
        (Figure(name="a", value=3.0), ["a", "3", "–", "–", "–"]),
        (Figure(name="a", value=3.0, unit="ms", target=4.0, better="lower"), ["a", "3 ms", "≤ 4 ms ✓", "–", "–"]),
        (Figure(name="a", value=0.1, target=0.2, note="8 photos"), ["a (8 photos)", "0.1", "≥ 0.2 ✗", "–", "–"]),
        (Figure(name="a", value=0.1, interval=(0.0, 0.25), constant=0.0, random=0.05), ["a", "0.1", "0 to 0.25", "–", "0", "0.05"]),
    ],
    ids=["no target", "met from below", "missed", "beside who knows nothing"],
)  # fmt: skip
def test_figures_are_a_table(figure: Figure, cells: list[str], tmp_path: Path) -> None:
    write([figure], tmp_path / "f.json", command="x")
    content, table = tables.load(tmp_path / "f.json")
    assert list(table.rows) == [cells] and content["command"] == "x"
    assert ("look at nothing" in table.source) == (figure.constant is not None)


@pytest.mark.parametrize("text", [None, "{", "[]", "{}", '{"figures": []}', '{"figures": [{"name": "other"}]}'])
def test_anything_else_is_one_line_that_names_the_file(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "strange.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(UserError, match="strange.json"):
        tables.load(path)
