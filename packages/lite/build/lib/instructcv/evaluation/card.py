"""A model card from what was measured: front matter for the hub, how to use it, data and licences, figures, limits.

Every number comes from a result file (`evaluation/results.py`), with its command, commit and machine beside it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.evaluation import tables

LIMITS = (
    "Answers are painted, then read: look at `admissibility`, the share of pixels that the label format could have painted. "
    "Where it is low the answer is not to be believed.",
    "What was not in the training data is guessed at best; test on your own photos before you rely on it.",
    "Not for decisions about people, nor where a missed object can hurt somebody.",
)


@dataclass(frozen=True, kw_only=True)
class About:
    """What no file says."""

    name: str
    licence: str
    base: str | None = None
    """The hub id that the weights come from."""
    data: Mapping[str, str] | None = None
    """Data set -> its licence."""
    limits: Sequence[str] = ()


def card(about: About, results: Sequence[Path]) -> str:
    """The text of README.md.

    Raises:
        UserError: a result file is missing or damaged.
    """
    read = [(path, _read(path)) for path in results]
    parts = [
        _front(about, read),
        f"# {about.name}",
        _use(about),
        _data(about),
        *(f"## {_title(path, content)}\n{result_table(path)}" for path, content in read),
        _limits(about),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _front(about: About, results: Sequence[tuple[Path, dict[str, Any]]]) -> str:
    lines = ["---", f"license: {about.licence}", "library_name: diffusers", "pipeline_tag: image-to-image"]
    lines.append("tags: [instructcv, segmentation, object-detection, depth-estimation, image-classification]")
    if about.base:
        lines.append(f"base_model: {about.base}")
    figures = [figure for _, content in results if _has_figures(content) for figure in content["figures"]]
    if figures:
        lines += ["model-index:", f"- name: {about.name}", "  results:"]
        for figure in figures:
            label = json.dumps(figure["name"], ensure_ascii=False)
            lines.append("  - task: {type: image-to-image}")
            lines.append(f"    dataset: {{name: {json.dumps(figure['name'].partition(':')[0])}, type: instructcv}}")
            lines.append(f"    metrics: [{{name: {label}, type: {label}, value: {figure['value']}}}]")
    return "\n".join([*lines, "---"])


def _use(about: About) -> str:
    return "\n".join(
        [
            "## Use",
            "```python",
            "from instructcv import InstructCV",
            "",
            f'model = InstructCV.from_pretrained("{about.name}")',
            'result = model("photo.jpg", "segment the dog")',
            "result.mask, result.admissibility",
            "```",
        ]
    )


def _data(about: About) -> str:
    if not about.data:
        return "## Training data\nNot stated."
    rows = [f"| {name} | {licence} |" for name, licence in about.data.items()]
    return "\n".join(["## Training data", "| data | licence |", "|---|---|", *rows])


def result_table(path: Path) -> str:
    """Any result file as a Markdown table: figures, or whatever else `instructcv report` shows.

    Raises:
        UserError: it is missing, damaged or of no known kind.
    """
    content = _read(path)
    if _has_figures(content):
        return figures_table(content)
    table = tables.load(path)
    lines = ["| " + " | ".join(row) + " |" for row in (table.head, ["---"] * len(table.head), *table.rows)]
    return "\n".join([*lines, "", _source(content)])


def figures_table(content: Mapping[str, Any]) -> str:
    """The figures of a result file as a Markdown table, the losses beside the wins, and where they come from."""
    lines = ["| figure | value | target | constant | random |", "|---|---|---|---|---|"]
    for figure in content["figures"]:
        note = f" ({figure['note']})" if figure.get("note") else ""
        unit = figure.get("unit") or ""
        sign = "≥" if figure.get("better", "higher") == "higher" else "≤"
        mark = {None: "", True: " ✓", False: " ✗"}[figure.get("met")]
        target = "–" if figure.get("target") is None else f"{sign} {_shown(figure['target'], unit)}{mark}"
        value, constant, random = (
            _shown(figure["value"], unit),
            _shown(figure.get("constant")),
            _shown(figure.get("random")),
        )
        lines.append(f"| {figure['name']}{note} | {value} | {target} | {constant} | {random} |")
    return "\n".join([*lines, "", _source(content) + " *Constant* and *random* look at nothing."])


def _source(content: Mapping[str, Any]) -> str:
    return f"Measured by `{content['command']}`, commit {content['commit']}, {content['machine']}, {content['date']}."


def _title(path: Path, content: Mapping[str, Any]) -> str:
    return f"Figures: {path.stem}" if _has_figures(content) else tables.load(path).title


def _has_figures(content: Mapping[str, Any]) -> bool:
    """Whether the file is one of `evaluation/results.py`, and not of another kind of table."""
    return isinstance(content.get("figures"), list)


def _shown(value: float | None, unit: str = "") -> str:
    """A number as people read it; a dash where there is none."""
    if value is None:
        return "–"
    return f"{value:.3g} {unit}".strip() if abs(value) < 100 else f"{value:.0f} {unit}".strip()


def _limits(about: About) -> str:
    return "\n".join(["## Limits", *(f"- {line}" for line in (*about.limits, *LIMITS))])


def _read(path: Path) -> dict[str, Any]:
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for figure in content["figures"] if _has_figures(content) else ():
            _ = figure["name"], float(figure["value"])
        _ = content["command"], content["commit"], content["machine"], content["date"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise UserError(
            f"{path} is not a result file ({error!r}); write it with `instructcv figures --out {path}`"
        ) from error
    return content
