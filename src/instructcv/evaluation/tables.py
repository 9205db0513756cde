"""Any result file as one table, for pages and Markdown. A file says by its keys what it is.

Numbers are shown as they were written, and none is worked out here.
"""

import json
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.evaluation.studies.generalisation import COLUMNS

Content = dict[str, Any]
Rows = list[list[str]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A title, a head and rows of text, and where the numbers come from."""

    title: str
    head: Sequence[str]
    rows: Rows
    source: str = ""

    def as_markdown(self) -> str:
        """The head and the rows."""
        lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in (self.head, *self.rows)]
        return "\n".join([lines[0], "|---" * len(self.head) + "|", *lines[1:]])


def load(path: Path) -> tuple[Content, Table]:
    """A result file and its table.

    Raises:
        UserError: missing, damaged, or of no known layout.
    """
    try:
        content: Content = json.loads(path.read_text(encoding="utf-8"))
        for layout in LAYOUTS:
            if layout.marks <= content.keys():
                head, rows = layout.table(content)
                title = f"{layout.title}: {path.stem}"
                return content, Table(title=title, head=head, rows=rows, source=source(content))
    except FileNotFoundError:
        raise UserError(f"{path} is missing; name a run's folder or a result file") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path} is damaged ({error!r}); make it again") from error
    raise UserError(
        f"{path} is no result file that a report knows; name folders of `instructcv evaluate` or result files"
    )


def result_table(path: Path) -> str:
    """Any result file in Markdown: its table, and where the numbers come from.

    Raises:
        UserError: as `load`.
    """
    _, table = load(path)
    return f"{table.as_markdown()}\n\n{table.source}"


def source(content: Content) -> str:
    """Where the numbers of a result file come from, in one line."""
    said = f"Measured by `{content['command']}`, commit {content['commit']}, {content['machine']}, {content['date']}."
    return said + (NOTHING if _looks_at_nothing(content) else "")


NOTHING = " *Constant* and *random* look at nothing."


def _looks_at_nothing(content: Content) -> bool:
    figures = content.get("figures")
    return isinstance(figures, list) and any(figure.get("constant") is not None for figure in figures)


RUNS = (
    *("checkpoint", "data set", "track", "figure", "value", "95 %", "photos", "passes", "seeds", "seed", "legends"),
    *("pictures a photo", "classes a picture", "admissibility", "ms a photo", "ms to evaluate", "peak MB", "oracle"),
    *("commit", "machine", "date", "command"),
)


def of_runs(results: Sequence[Content]) -> Table:
    """The headline figures of finished runs, one a row."""
    rows = [
        [
            *(result["checkpoint"], f"{result['dataset']} {result['split']}", row["track"], name),
            f"{row['figures'][name]['value']:.4f}",
            between(row["figures"][name]["interval"]),
            *(f"{row['photos']}", f"{result['passes']}", f"{result['seeds']}", f"{result['seed']}"),
            *(f"{result['legends']}", f"{row['pictures_per_photo']:.3g}", f"{row['classes_per_picture'] or ''}"),
            *(f"{row['admissibility']:.3f}", f"{row['ms_per_photo']:.0f}", f"{row['evaluating_ms_per_photo']:.0f}"),
            *(f"{result['peak_mb']:.0f}", "yes" if row["oracle"] else "no"),
            *(result[key] for key in ("commit", "machine", "date", "command")),
        ]
        for result in results
        for row in result["tracks"]
        for name in row["headline"]
    ]
    return Table(title="Runs", head=RUNS, rows=rows)


def published(datasets: Sequence[str]) -> Table:
    """What others published on these data sets (`data/peers.toml`), never in one table with ours."""
    text = files("instructcv.evaluation").joinpath("data", "peers.toml").read_text(encoding="utf-8")
    head = ("dataset", "system", "figure", "value", "protocol", "source")
    rows = [[one[key] for key in head] for one in tomllib.loads(text)["published"] if one["dataset"] in datasets]
    title = "Published by others, by their own protocols; read the protocol before comparing:"
    return Table(title=title, head=head, rows=rows)


def number(value: float | int | None) -> str:
    """Four digits; nothing where there is no number."""
    return "" if value is None else f"{value:.4g}"


def between(interval: Sequence[float] | None) -> str:
    """A 95 % interval; nothing where there is none."""
    return f"{interval[0]:.4f} to {interval[1]:.4f}" if interval else ""


def around(summary: Content) -> str:
    """A mean over seeds with its interval."""
    interval = summary["interval"]
    return f"{summary['mean']:.4f}" + ("" if interval is None else f" ({interval[0]:.4f} to {interval[1]:.4f})")


def _figures(content: Content) -> tuple[tuple[str, ...], Rows]:
    """The losses beside the wins. A file without intervals has no column for them."""
    known = any(figure.get("interval") for figure in content["figures"])
    marks = {None: "", True: " ✓", False: " ✗"}
    rows: Rows = []
    for figure in content["figures"]:
        unit, interval = figure.get("unit") or "", figure.get("interval")
        sign = "≥" if figure.get("better", "higher") == "higher" else "≤"
        target = figure.get("target")
        rows.append(
            [
                figure["name"] + (f" ({figure['note']})" if figure.get("note") else ""),
                _short(figure["value"], unit),
                *([f"{_short(interval[0])} to {_short(interval[1])}" if interval else "–"] if known else []),
                "–" if target is None else f"{sign} {_short(target, unit)}{marks[figure.get('met')]}",
                *(_short(figure.get("constant")), _short(figure.get("random"))),
            ]
        )
    return ("figure", "value", *(("95 %",) if known else ()), "target", "constant", "random"), rows


def _short(value: float | int | None, unit: str = "") -> str:
    """Three digits; a dash where there is no number."""
    if value is None:
        return "–"
    return f"{value:.3g} {unit}".strip() if abs(value) < 100 else f"{value:.0f} {unit}".strip()


def _wordings(content: Content) -> tuple[tuple[str, ...], Rows]:
    head = ("checkpoint", "data set", "task", "slice", "figure")
    head += ("mean", "std", "worst", "understood", "wordings", "photos")
    return head, [
        [
            *(row["checkpoint"], content["dataset"], row["task"], row["slice"], row["figure"]),
            *(number(row.get(name)) for name in ("mean", "std", "worst", "understood")),
            *(str(row["wordings"]), str(row["photos"])),
        ]
        for row in content["paraphrase"]
    ]


def _sweep(content: Content) -> tuple[tuple[str, ...], Rows]:
    head = ("data set", "setting", "value", "track", "figure", "measured", "95 %", "std over seeds", "ms a photo")
    rows: Rows = []
    for row in content["rows"]:
        for name, figure in row["figures"].items():
            cells = [content["dataset"], content["vary"], number(row["value"]), row["track"], name]
            spread = number(figure["std_over_seeds"])
            rows.append(
                [*cells, f"{figure['value']:.4f}", between(figure["interval"]), spread, f"{row['ms_per_photo']:.0f}"]
            )
    return head, rows


def _generalisation(content: Content) -> tuple[tuple[str, ...], Rows]:
    head = ("task", "data set", "figure", "photos", *(f"{name} (constant)" for name in COLUMNS))
    rows: Rows = []
    for row in content["rows"]:
        cells = [
            f"{row['model'][name]:.3f} ({row['constant'][name]:.3f})" if name in row["model"] else ""
            for name in COLUMNS
        ]
        rows.append([row["task"], row["dataset"], row["figure"], str(row["photos"]), *cells])
    return head, rows


def _specialists(content: Content) -> tuple[tuple[str, ...], Rows]:
    """One column for everything that has a mean over seeds."""
    names = [name for name, value in content["tasks"][0].items() if isinstance(value, dict)]
    head = ("task", "figure", "constant", *names)
    return head, [
        [row["task"], f"{row['figure']} ({row['better']})", number(row["constant"]), *(around(row[n]) for n in names)]
        for row in content["tasks"]
    ]


def _prompts(content: Content) -> tuple[tuple[str, ...], Rows]:
    head = ("task", "figure", "trained on", "asked in", "mean", "std", "worst")
    return head, [
        [row["task"], row["figure"], row["network"], row["slice"], *(around(row[n]) for n in ("mean", "std", "worst"))]
        for row in content["rows"]
    ]


def _narrowed(content: Content) -> tuple[tuple[str, ...], Rows]:
    """A row for everyone who answers and each group of questions."""
    numbers = ("asked", "right", "found all", "right where all was found", "undecided", "median error")
    return ("who", "questions", *numbers), [
        [who, group, *(number(row.get(name)) for name in numbers)]
        for who, groups in content["answers"].items()
        for group, row in groups.items()
    ]


def _hostile(content: Content) -> tuple[tuple[str, ...], Rows]:
    """A row for each kind of input, a column for each of what became of it."""
    names = tuple(content["totals"])
    rows = content["table"] | {"all": content["totals"]}
    return ("input", *names), [[kind, *(number(row.get(name, 0)) for name in names)] for kind, row in rows.items()]


def _licences(content: Content) -> tuple[tuple[str, ...], Rows]:
    """A row a figure, a column for each set of weights."""
    weights: dict[str, dict[str, float]] = content["figures"]
    names = dict.fromkeys(name for figures in weights.values() for name in figures)
    return ("figure", *weights), [
        [name, *(number(figures.get(name)) for figures in weights.values())] for name in names
    ]


def _flat(rows: Sequence[Content]) -> tuple[tuple[str, ...], Rows]:
    """Rows that are flat already, under the first one's keys."""
    head = tuple(rows[0])
    return head, [[row[key] if isinstance(row[key], str) else number(row[key]) for key in head] for row in rows]


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One layout of result files."""

    title: str
    marks: frozenset[str]
    """Keys by which it is known."""
    table: Callable[[Content], tuple[tuple[str, ...], Rows]]


LAYOUTS: Sequence[Layout] = (
    Layout(title="What free licences cost", marks=frozenset({"figures", "photos_per_set"}), table=_licences),
    Layout(
        title="Parts of the denoiser", marks=frozenset({"variants"}), table=lambda content: _flat(content["variants"])
    ),
    Layout(
        title="Accuracy against passes",
        marks=frozenset({"rows", "white_everywhere_mIoU"}),
        table=lambda content: _flat(content["rows"]),
    ),
    Layout(title="Figures", marks=frozenset({"figures"}), table=_figures),
    Layout(title="Hostile inputs", marks=frozenset({"totals", "table"}), table=_hostile),
    Layout(title="Narrowed requests", marks=frozenset({"answers", "model_rooms"}), table=_narrowed),
    Layout(title="Wordings", marks=frozenset({"paraphrase"}), table=_wordings),
    Layout(title="One setting varied", marks=frozenset({"rows", "vary"}), table=_sweep),
    Layout(title="Generalist against specialists", marks=frozenset({"tasks", "networks"}), table=_specialists),
    Layout(title="Fixed or rephrased prompts", marks=frozenset({"rows", "networks"}), table=_prompts),
    Layout(title="Generalisation", marks=frozenset({"rows", "checkpoint"}), table=_generalisation),
)
"""The first whose marks are all there."""
