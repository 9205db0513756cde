"""Pairs as people look at them: photo | instruction and label | target | the target read back, on the photo."""

import contextlib
import io
from collections.abc import Generator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from jaxtyping import UInt8
from PIL import Image, ImageDraw, ImageFont

from instructcv.drawing.shown import Canvas
from instructcv.errors import UserError
from instructcv.files import whole
from instructcv.labels.colours import to_float
from instructcv.pairs import rows, store
from instructcv.pairs._blocks import Heading, Picture, to_html
from instructcv.tasks.base import decode, task
from instructcv.types import RGB, Findings, Query

CELL_PX = 256
GAP_PX = 12
TYPE_PX = 15
HEADS = ("photo", "instruction", "target", "read back")
_INK: RGB = (24, 24, 27)
_MUTED: RGB = (107, 107, 118)
_PAPER: RGB = (255, 255, 255)
Row = dict[str, Any]


def draw_rows(out: Path, split: str, *, count: int, seed: int, **wanted: str) -> list[Row]:
    """Random rows of a built split, in a drawn order; the same seed draws the same ones.

    A build that was stopped shows the shards that it has.

    Args:
        wanted: columns that must have a value, e.g. `source="coco"`.

    Raises:
        UserError: no such split, no shard of it yet, or a damaged one.
    """
    place = store.place_of(out, split)
    rng = np.random.default_rng(seed)
    shards = [path for path in map(place.parquet, range(place.shards)) if path.exists()]
    if not shards:
        raise UserError(f"{out} has no finished shard of {split!r} yet; type the build line again, it goes on")
    groups = [(path, group) for path in shards for group in range(_row_groups(path))]
    found: list[Row] = []
    spare: list[Row] = []
    quota = -(-count // min(4, max(1, len(groups))))  # so that a small sheet still shows several shards
    for index in rng.permutation(len(groups)):
        table = _read_group(*groups[int(index)])
        names = table.select(list(wanted)).to_pylist() if wanted else [{}] * table.num_rows
        fitting = rng.permutation([i for i, row in enumerate(names) if row == wanted]).astype(int)[:count]
        drawn = [table.slice(int(i), 1).to_pylist()[0] for i in fitting]
        found += drawn[:quota]
        spare = (spare + drawn[quota:])[:count]
        if len(found) >= count:
            break
    return (found + spare)[:count]


def _row_groups(path: Path) -> int:
    with _damage_named(path), pq.ParquetFile(path) as file:
        return file.num_row_groups


def _read_group(path: Path, group: int) -> Any:
    """An Arrow table of the group's rows."""
    with _damage_named(path), pq.ParquetFile(path) as file:
        return file.read_row_group(group)


@contextlib.contextmanager
def _damage_named(path: Path) -> Generator[None]:
    """Raises: UserError: Parquet that cannot be read."""
    try:
        yield
    except (pa.ArrowException, OSError) as error:
        raise UserError(f"{path} is damaged ({error}); delete it and type the build line again") from error


def sheet(pairs: Sequence[Row]) -> Image.Image:
    """One line a pair, below a line of headings."""
    lines = [_line(pair) for pair in pairs]
    width = 4 * CELL_PX + 5 * GAP_PX
    page = Image.new("RGB", (width, 2 * GAP_PX + TYPE_PX + sum(line.height for line in lines)), _PAPER)
    draw = ImageDraw.Draw(page)
    for column, head in enumerate(HEADS):
        draw.text((_left(column), GAP_PX // 2), head, font=_font(), fill=_MUTED)
    y = GAP_PX + TYPE_PX
    for line in lines:
        page.paste(line, (0, y))
        y += line.height
    return page


def save(pairs: Sequence[Row], path: Path, *, title: str) -> None:
    """The sheet as a picture, or inside a page of its own, by the suffix of `path`."""
    page = sheet(pairs)
    with whole(path) as temporary:
        if path.suffix.lower() == ".html":
            buffer = io.BytesIO()
            page.save(buffer, "JPEG", quality=92)
            picture = Picture(name="", about=f"pairs of {title}", jpeg=buffer.getvalue())
            temporary.write_text(to_html([Heading(level=1, text=title), picture], title), encoding="utf-8")
        else:
            page.save(temporary, "PNG" if path.suffix.lower() == ".png" else "JPEG")


def read_back(row: Row) -> tuple[Query, Findings]:
    """The question of a stored pair, and what its task finds in the stored target."""
    query = rows.query_of(row)
    photo, target = (rows.decoded(row[name]["bytes"]) for name in ("input_image", "edited_image"))
    return query, decode(to_float(target)[None], [query], query, photo)


def _line(row: Row) -> Image.Image:
    photo, target = (rows.decoded(row[name]["bytes"]) for name in ("input_image", "edited_image"))
    query, found = read_back(row)
    small = _fitted(photo)
    canvas = Canvas(photo=np.array(small), scale=small.width / photo.shape[1], type_px=TYPE_PX)
    pictures = [small, _fitted(target), task(query.task).show(found, query, canvas).image]
    texts = [
        (f"\N{LEFT DOUBLE QUOTATION MARK}{row['edit_prompt']}\N{RIGHT DOUBLE QUOTATION MARK}", _INK),
        (f"{row['task']}, {row['source']}/{row['key']}", _MUTED),
        (f"label: {row['label']}", _MUTED),
        (f"read back: {task(query.task).say(found, query)}", _MUTED),
    ]
    words = [(part, colour) for text, colour in texts for part in wrapped(text, lines=5)]
    height = GAP_PX + max(max(picture.height for picture in pictures), len(words) * (TYPE_PX + 4))
    line = Image.new("RGB", (4 * CELL_PX + 5 * GAP_PX, height), _PAPER)
    for column, picture in zip((0, 2, 3), pictures, strict=True):
        line.paste(picture, (_left(column), GAP_PX // 2))
    draw = ImageDraw.Draw(line)
    for number, (part, colour) in enumerate(words):
        draw.text((_left(1), GAP_PX // 2 + number * (TYPE_PX + 4)), part, font=_font(), fill=colour)
    return line


def _fitted(picture: UInt8[np.ndarray, "h w 3"]) -> Image.Image:
    h, w = picture.shape[:2]
    scale = CELL_PX / max(h, w)
    return Image.fromarray(picture).resize((max(1, round(w * scale)), max(1, round(h * scale))))


def _left(column: int) -> int:
    return GAP_PX + column * (CELL_PX + GAP_PX)


@cache
def _font() -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(TYPE_PX)


def width_px(text: str) -> float:
    """Of one line, as it is drawn."""
    return _font().getlength(text)


def wrapped(text: str, *, lines: int) -> list[str]:
    """At most so many lines of a cell's width; the last ends in dots where the text goes on."""
    found = [""]
    for word in (part for whole_word in text.split() for part in _parts(whole_word)):
        longer = f"{found[-1]} {word}".strip()
        if width_px(longer) <= CELL_PX:
            found[-1] = longer
        else:
            found.append(word)
    return found if len(found) <= lines else [*found[: lines - 1], found[lines - 1][:-3] + "..."]


def _parts(word: str) -> list[str]:
    """A word that is wider than a cell, such as a long name of a file, in parts that fit."""
    parts: list[str] = []
    while word:
        fits = next(n for n in range(len(word), 0, -1) if n == 1 or width_px(word[:n]) <= CELL_PX)
        parts.append(word[:fits])
        word = word[fits:]
    return parts
