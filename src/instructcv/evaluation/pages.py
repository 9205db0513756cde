"""Result files in, pages out: a report of runs, an explorer of a run's photos, a model card. Nothing is measured here.

The pages are `templates/`; none takes a script or a style from anywhere else, and no number in them is typed in by hand.
"""

import base64
import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, select_autoescape

from instructcv.errors import UserError
from instructcv.evaluation import tables
from instructcv.evaluation.tables import Table

_TEMPLATES = Environment(
    loader=PackageLoader("instructcv.evaluation"),
    autoescape=select_autoescape(["html"]),
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_TEMPLATES.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)


@dataclass(frozen=True, kw_only=True)
class Run:
    """A finished run."""

    folder: Path
    result: dict[str, Any]

    @property
    def peers(self) -> Table:
        """What others published on its data set."""
        return tables.published([self.result["dataset"]])

    @property
    def source(self) -> str:
        return tables.source(self.result)

    @property
    def strips(self) -> dict[str, str]:
        """The pictures that the report shows, by name, for use inside a page; one that was deleted is left out."""
        groups = [group for row in self.result["tracks"] for group in row["photos_shown"].values()]
        paths = {one["strip"]: self.folder / one["strip"] for group in groups for one in group}
        return {
            name: base64.b64encode(path.read_bytes()).decode("ascii") for name, path in paths.items() if path.exists()
        }


def load(folder: Path) -> Run:
    """A run's result file.

    Raises:
        UserError: missing (the run is not finished) or damaged.
    """
    path = folder / "result.json"
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{path} is missing; run or finish `instructcv evaluate ... --out {folder}` first") from None
    except ValueError as error:
        raise UserError(
            f"{path} is damaged ({error}); type the evaluate line again, it goes on from its parts"
        ) from error
    if "tracks" not in content:
        raise UserError(f"{path} is not a result of `instructcv evaluate`; name folders that it wrote")
    if any("evaluating_ms_per_photo" not in row for row in content["tracks"]):
        raise UserError(f"{path} is of an older version; type the evaluate line again, it goes on from its parts")
    return Run(folder=folder, result=content)


def report(runs: Sequence[Run], others: Sequence[Table] = (), *, form: str = "html") -> str:
    """Our figures, then what others published, then other result files.

    Args:
        runs: finished ones.
        others: tables of other result files.
        form: "html", one page that needs no other file, with reliability plots and the best, median and worst photos; or "md".
    """
    results = [run.result for run in runs]
    return _TEMPLATES.get_template(f"report.{form}").render(
        title="Evaluation",
        ours=tables.of_runs(results),
        runs=runs,
        peers=tables.published([result["dataset"] for result in results]),
        others=others,
    )


def explorer(folder: Path, *, most: int = 2000) -> str:
    """Every photo of a run, with its strip and figures; a click on a column sorts by it, worst errors first.

    Args:
        folder: of the run; the page goes into it, so that the strips are found.
        most: at most so many rows, the worst ones.

    Raises:
        UserError: the run has no table of photos.
    """
    path = folder / "photos.csv"
    if not path.exists():
        raise UserError(f"{path} is missing; run or finish `instructcv evaluate ... --out {folder}` first")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows.sort(key=lambda row: -float(row["error"] or -1))
    return _TEMPLATES.get_template("explorer.html").render(
        title=f"Errors of {folder.name}",
        count=len(rows),
        rows=rows[:most],
        names=[name for name in (rows[0] if rows else {}) if name not in ("strip", "index")],
    )


@dataclass(frozen=True, kw_only=True)
class About:
    """What no file says of a model."""

    name: str
    licence: str
    base: str | None = None
    """The hub id that the weights come from."""
    data: Mapping[str, str] | None = None
    """Data set -> its licence."""
    limits: Sequence[str] = ()


def card(about: About, results: Sequence[Path]) -> str:
    """The README.md of a model: front matter for the hub, how to use it, data and licences, figures, limits.

    Raises:
        UserError: a result file is missing or damaged.
    """
    read = [tables.load(path) for path in results]
    figures = [
        figure for content, _ in read if isinstance(content.get("figures"), list) for figure in content["figures"]
    ]
    return _TEMPLATES.get_template("card.md").render(about=about, figures=figures, tables=[table for _, table in read])
