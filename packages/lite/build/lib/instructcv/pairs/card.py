"""The data card: what is in a build, how well it survives reading back, what was left out, and a grid to look at.

`README.md` begins with the YAML that `load_dataset` and the Hub read; `card.html` is the same for a browser, whole in
one file.
"""

import json
from pathlib import Path
from typing import Any

from instructcv.files import whole, write_text
from instructcv.pairs import reading, sheet, store
from instructcv.pairs._blocks import Block, Code, Heading, Picture, Table, Text, to_html, to_markdown
from instructcv.pairs.rows import JPEG_QUALITY
from instructcv.pairs.separate import Nearness
from instructcv.pairs.totals import Totals, totals_of
from instructcv.tasks.base import task

GRID = 12
"""Pairs in the picture."""
_MOST_CATEGORIES = 60
_MOST_LISTED = 40
"""Photos that a list names; OUT/build/SPLIT/*.json names all."""


def write(out: Path, splits: list[str], nearness: Nearness) -> Path:
    """Write README.md, card.jpg and card.html for the finished splits; returns the page."""
    shown = [pair for split in splits for pair in sheet.draw_rows(out, split, count=-(-GRID // len(splits)), seed=0)]
    with whole(out / "card.jpg") as temporary:
        sheet.sheet(shown).save(temporary, "JPEG", quality=88)
    blocks = _blocks(out, {split: totals_of(out, split) for split in splits}, nearness)
    write_text(out / "README.md", _front_matter(splits) + "\n" + to_markdown(blocks))
    write_text(out / "card.html", to_html(blocks, f"Data card: {out.resolve().name}"))
    return out / "card.html"


def _front_matter(splits: list[str]) -> str:
    """What `load_dataset` and the Hub's viewer read: which files make up which split."""
    names = {"val": "validation"}
    files = "".join(f"  - split: {names.get(split, split)}\n    path: data/{split}-*.parquet\n" for split in splits)
    return f"---\nlicense: other\nconfigs:\n- config_name: default\n  data_files:\n{files}---\n"


def _blocks(out: Path, totals: dict[str, Totals], nearness: Nearness) -> list[Block]:
    name = out.resolve().name
    blocks: list[Block] = [
        Heading(level=1, text=f"{name}: photo, instruction, painted answer"),
        Text(text=f'Built by `instructcv build`; read with `datasets.load_dataset("{name}")`.'),
        Text(
            text=f"Photos are JPEG of quality {JPEG_QUALITY}, targets PNG without loss, in palettes or greys where these "
            "hold them: whoever decodes the bytes without `datasets` asks for RGB."
        ),
        Picture(name="card.jpg", about="pairs drawn at random", jpeg=(out / "card.jpg").read_bytes()),
    ]
    for split, of in totals.items():
        blocks += _split_blocks(out, split, of)
    blocks += [
        Heading(level=2, text="Near-duplicates between splits"),
        Text(text=f"{nearness.total} pairs of photos in different splits look alike (perceptual hash)."),
    ]
    if nearness.pairs:
        rows = [(pair.ours, pair.theirs, pair.bits) for pair in nearness.pairs[:_MOST_LISTED]]
        blocks.append(Table(heads=("photo", "looks like", "bits of 64 that differ"), rows=rows, total=nearness.total))
    return blocks


def _split_blocks(out: Path, split: str, of: Totals) -> list[Block]:
    asked = store.read_json(store.place_of(out, split).config)["config"]
    categories = of.under("category/")
    return [
        Heading(level=2, text=split),
        Text(text=f"{of.rows:,} pairs of {of.photos:,} photos in {len(of.hashes)} shards, {of.bytes / 1e6:.1f} MB."),
        Text(
            text=f"{100 * of.negative_share:.1f} % of the questions about categories are about what is not there; the aim was "
            f"{100 * asked['negatives']:g} %."
        ),
        Table(heads=("source", "pairs"), rows=of.under("source/")),
        Table(heads=("task", "pairs"), rows=of.under("task/")),
        Table(heads=("label format", "pairs"), rows=of.under("format/")),
        Table(heads=("licence of the photo", "pairs"), rows=of.under("licence/")),
        Heading(level=3, text="Round trip"),
        Text(text="Every pair's stored target was read back and compared with its label; what failed was drawn again."),
        Table(heads=("task", "pairs", "mean", "worst", "unit", "limit", "redrawn"), rows=_check_rows(of)),
        Heading(level=3, text="Sentences"),
        Text(text=_read_back(out, split)),
        Heading(level=3, text=f"Categories: {len(categories)}"),
        Table(heads=("category", "asked"), rows=categories[:_MOST_CATEGORIES], total=len(categories)),
        *_listing("Left out", [(f"{e['source']}/{e['key']}", _below_root(e["reason"], asked)) for e in of.left_out]),
        *_labels(out, split, of, asked),
        Heading(level=3, text="Shards and config"),
        Table(heads=("shard", "SHA-256"), rows=of.hashes),
        Code(text=json.dumps(_public(asked), indent=1)),
    ]


def _labels(out: Path, split: str, of: Totals, asked: dict[str, Any]) -> list[Block]:
    """What became of the labels: a line each, then which ones."""
    lines: list[str] = store.read_json(store.place_of(out, split).labels)
    rows = [(f"{e['source']}/{e['key']}", e["did"], e["kind"], _below_root(e["note"], asked)) for e in of.notes]
    found: list[Block] = [Heading(level=3, text="Labels"), *(Text(text=line) for line in lines)]
    if rows:
        heads = ("photo", "what was done", "kind", "which")
        found.append(Table(heads=heads, rows=rows[:_MOST_LISTED], total=len(rows)))
    return found


def _read_back(out: Path, split: str) -> str:
    found = reading.of(store.place_of(out, split))
    return found.in_words() if found else "Nobody has read the sentences back: the build had no sentence encoder."


def _public(asked: dict[str, Any]) -> dict[str, Any]:
    """The config without the folders of the machine that built it."""
    sources = [{name: value for name, value in source.items() if name != "root"} for source in asked["sources"]]
    return asked | {"sources": sources}


def _below_root(reason: str, asked: dict[str, Any]) -> str:
    """A reason that names a file, without the folders of the machine that built it."""
    for root in sorted((str(source["root"]) for source in asked["sources"] if source["root"]), key=len, reverse=True):
        reason = reason.replace(f"{root}/", "")
    return reason


def _check_rows(of: Totals) -> list[tuple[object, ...]]:
    rows: list[tuple[object, ...]] = []
    for name, sums in sorted(of.checks.items()):
        demanded = task(name).TRAITS.round_trip
        limit = f"{'at least' if demanded.higher_is_better else 'at most'} {demanded.limit:g}"
        mean, worst = sums["sum"] / sums["count"], sums["worst"]
        redrawn = of.counts[f"redrawn/{name}"]
        rows.append((name, int(sums["count"]), f"{mean:.4f}", f"{worst:.4f}", demanded.unit, limit, redrawn))
    return rows


def _listing(title: str, entries: list[tuple[str, str]]) -> list[Block]:
    found: list[Block] = [Heading(level=3, text=f"{title}: {len(entries)}")]
    if entries:
        found.append(Table(heads=("photo", "why"), rows=entries[:_MOST_LISTED], total=len(entries)))
    return found
