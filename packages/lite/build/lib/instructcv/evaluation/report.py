"""Result files in, Markdown tables and one HTML page out. Nothing is measured here and no number is typed in by hand."""

import base64
import csv
import html
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.evaluation import peers
from instructcv.evaluation.page import PAGE, reliability_svg
from instructcv.evaluation.tables import Table

COLUMNS = (
    *("checkpoint", "data set", "track", "figure", "value", "95 %", "photos", "passes", "seeds", "seed", "legends"),
    *("pictures a photo", "classes a picture", "admissibility", "ms a photo", "ms to evaluate", "peak MB", "oracle"),
    *("commit", "machine", "date", "command"),
)
PEERS = ("data set", "system", "figure", "value", "protocol", "source")
BESIDE = "Published by others, by their own protocols; read the protocol before comparing:"


def load(folder: Path) -> dict[str, Any]:
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
    return content


def figures(result: dict[str, Any]) -> Iterator[list[str]]:
    """One row of cells a headline figure, in the order of `COLUMNS`."""
    for row in result["tracks"]:
        for name in row["headline"]:
            figure = row["figures"][name]
            around = figure["interval"]
            yield [
                result["checkpoint"],
                f"{result['dataset']} {result['split']}",
                row["track"],
                name,
                f"{figure['value']:.4f}",
                f"{around[0]:.4f} to {around[1]:.4f}" if around else "",
                f"{row['photos']}",
                f"{result['passes']}",
                f"{result['seeds']}",
                f"{result['seed']}",
                f"{result['legends']}",
                f"{row['pictures_per_photo']:.3g}",
                f"{row['classes_per_picture'] or ''}",
                f"{row['admissibility']:.3f}",
                f"{row['ms_per_photo']:.0f}",
                f"{row['evaluating_ms_per_photo']:.0f}",
                f"{result['peak_mb']:.0f}",
                "yes" if row["oracle"] else "no",
                *(result[name] for name in ("commit", "machine", "date", "command")),
            ]


def as_markdown(results: Sequence[dict[str, Any]], tables: Sequence[Table] = ()) -> str:
    """Our figures, then what others published, never in one table, then the other result files."""
    lines = ["# Evaluation", ""]
    if results:
        lines += _lines(COLUMNS, [cells for result in results for cells in figures(result)])
        lines += ["", "Each figure's protocol:", ""]
        lines += [
            f"- {result['dataset']} {row['track']}: {row['protocol']}" for result in results for row in result["tracks"]
        ]
    published = [cells for name in dict.fromkeys(r["dataset"] for r in results) for cells in _published(name)]
    if published:
        lines += ["", BESIDE, "", *_lines(PEERS, published)]
    for table in tables:
        lines += ["", f"## {table.title}", "", *_lines(table.head, table.rows), "", f"`{table.source}`"]
    return "\n".join(lines) + "\n"


def _published(dataset: str) -> list[list[str]]:
    """One row of cells a published figure, in the order of `PEERS`."""
    return [[p.dataset, p.system, p.figure, p.value, p.protocol, p.source] for p in peers.of(dataset)]


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """A Markdown table."""
    cells = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in cells]


def as_html(folders: Sequence[Path], results: Sequence[dict[str, Any]], tables: Sequence[Table] = ()) -> str:
    """One page that needs no other file: tables, reliability plots, and the best, median and worst photos."""
    parts = [_table(COLUMNS, [cells for result in results for cells in figures(result)])] if results else []
    for folder, result in zip(folders, results, strict=True):
        for row in result["tracks"]:
            parts.append(f"<h2>{_text(result['dataset'])}: {_text(row['track'])}, {_text(result['checkpoint'])}</h2>")
            parts.append(f"<p>{_text(row['protocol'])}</p>")
            parts.append(f"<p>Pictures that the label format could have painted: {row['admissibility']:.1%}</p>")
            if "reliability" in row:
                parts.append(reliability_svg(row["reliability"]))
            parts += [_strips(folder, name, group) for name, group in row["photos_shown"].items()]
        if published := _published(result["dataset"]):
            parts += [f"<p>{BESIDE}</p>", _table(PEERS, published)]
        parts.append(
            f"<p><code>{_text(result['command'])}</code> {_text(result['machine'])}, {_text(result['date'])}</p>"
        )
    for table in tables:
        parts += [f"<h2>{_text(table.title)}</h2>", _table(table.head, table.rows)]
        parts.append(f"<p><code>{_text(table.source)}</code></p>")
    return PAGE.format(title="Evaluation", body="\n".join(parts))


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
    names = [name for name in (rows[0] if rows else {}) if name not in ("strip", "index")]
    body = [
        f"<p>{len(rows)} rows, worst first; click a column to sort. Strips: photo, painted, truth; click one to enlarge it.</p>",
        '<p><input id="only" type="search" placeholder="show only rows with, e.g., depth" size="40"></p>',
    ]
    if len(rows) > most:
        body.append(f"<p>The worst {most} are here; photos.csv has all.</p>")
    head = "".join(f"<th>{_text(name)}</th>" for name in ("photo", *names))
    body.append(f'<table class="sortable"><thead><tr>{head}</tr></thead><tbody>')
    for row in rows[:most]:
        picture = f'<img loading="lazy" src="{_text(row["strip"])}" alt="{_text(row["key"])}">' if row["strip"] else ""
        body.append(f"<tr><td>{picture}</td>" + "".join(f"<td>{_text(row[name])}</td>" for name in names) + "</tr>")
    body.append("</tbody></table>")
    return PAGE.format(title=f"Errors of {_text(folder.name)}", body="\n".join(body))


def _strips(folder: Path, name: str, group: Sequence[dict[str, Any]]) -> str:
    """The strips of one group inside the page; a file that was deleted is left out."""
    images: list[str] = []
    for one in group:
        path = folder / one["strip"]
        if path.exists():
            data = base64.b64encode(path.read_bytes()).decode("ascii")
            words = f"{_text(one['key'])}, error {one['error']:.3f}: {_text(one['instruction'])}"
            source = f"data:image/jpeg;base64,{data}"
            images.append(f'<figure><img src="{source}" alt="{words}"><figcaption>{words}</figcaption></figure>')
    return f"<h3>{_text(name)}</h3>" + "".join(images) if images else ""


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    cells = "".join(f"<th>{_text(name)}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{_text(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<table class="sortable"><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table>'


def _text(value: Any) -> str:
    return html.escape(str(value))
