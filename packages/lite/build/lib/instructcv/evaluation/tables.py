"""Result files other than a run's, each as one table: the wordings bench, sweeps, generalisation, figures, comparisons of networks.

A file says by its keys what it is. Numbers are shown as they were written, and none is worked out here.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.evaluation.generalisation import COLUMNS

Content = dict[str, Any]
Rows = list[list[str]]


@dataclass(frozen=True, kw_only=True)
class Table:
    """A title, a head and rows of text, and where the numbers come from."""

    title: str
    head: tuple[str, ...]
    rows: Rows
    source: str


def load(path: Path) -> Table:
    """The table of a result file.

    Raises:
        UserError: missing, damaged, or of no known kind.
    """
    try:
        content: Content = json.loads(path.read_text(encoding="utf-8"))
        source = f"{content['command']} ({content['commit']}, {content['machine']}, {content['date']})"
        for kind in KINDS:
            if kind.marks <= content.keys():
                head, rows = kind.table(content)
                return Table(title=f"{kind.title}: {path.stem}", head=head, rows=rows, source=source)
    except FileNotFoundError:
        raise UserError(f"{path} is missing; name a run's folder or a result file") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(f"{path} is damaged ({error!r}); make it again") from error
    raise UserError(
        f"{path} is no result file that a report knows; name folders of `instructcv evaluate` or result files"
    )


def number(value: float | int | None) -> str:
    """Four digits; nothing where there is no number."""
    return "" if value is None else f"{value:.4g}"


def around(summary: Content) -> str:
    """A mean over seeds with its interval."""
    interval = summary["interval"]
    return f"{summary['mean']:.4f}" + ("" if interval is None else f" ({interval[0]:.4f} to {interval[1]:.4f})")


def _figures(content: Content) -> tuple[tuple[str, ...], Rows]:
    head = ("figure", "value", "unit", "target", "met", "constant", "random", "note")
    met = {None: "", True: "yes", False: "no"}
    return head, [
        [
            *(row["name"], number(row["value"]), row["unit"], number(row["target"]), met[row["met"]]),
            *(number(row.get("constant")), number(row.get("random")), row["note"]),
        ]
        for row in content["figures"]
    ]


def _wordings(content: Content) -> tuple[tuple[str, ...], Rows]:
    head = (
        "checkpoint",
        "data set",
        "task",
        "slice",
        "figure",
        "mean",
        "std",
        "worst",
        "understood",
        "wordings",
        "photos",
    )
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
            interval = figure["interval"]
            between = f"{interval[0]:.4f} to {interval[1]:.4f}" if interval else ""
            cells = [content["dataset"], content["vary"], number(row["value"]), row["track"], name]
            spread = number(figure["std_over_seeds"])
            rows.append([*cells, f"{figure['value']:.4f}", between, spread, f"{row['ms_per_photo']:.0f}"])
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
class Kind:
    """One kind of result file."""

    title: str
    marks: frozenset[str]
    """Keys by which it is known."""
    table: Callable[[Content], tuple[tuple[str, ...], Rows]]


KINDS: Sequence[Kind] = (
    Kind(title="What free licences cost", marks=frozenset({"figures", "photos_per_set"}), table=_licences),
    Kind(
        title="Parts of the denoiser", marks=frozenset({"variants"}), table=lambda content: _flat(content["variants"])
    ),
    Kind(
        title="Accuracy against passes",
        marks=frozenset({"rows", "white_everywhere_mIoU"}),
        table=lambda content: _flat(content["rows"]),
    ),
    Kind(title="Figures", marks=frozenset({"figures"}), table=_figures),
    Kind(title="Hostile inputs", marks=frozenset({"totals", "table"}), table=_hostile),
    Kind(title="Narrowed requests", marks=frozenset({"answers", "model_rooms"}), table=_narrowed),
    Kind(title="Wordings", marks=frozenset({"paraphrase"}), table=_wordings),
    Kind(title="One setting varied", marks=frozenset({"rows", "vary"}), table=_sweep),
    Kind(title="Generalist against specialists", marks=frozenset({"tasks", "networks"}), table=_specialists),
    Kind(title="Fixed or rephrased prompts", marks=frozenset({"rows", "networks"}), table=_prompts),
    Kind(title="Generalisation", marks=frozenset({"rows", "checkpoint"}), table=_generalisation),
)
"""The first whose marks are all there."""
