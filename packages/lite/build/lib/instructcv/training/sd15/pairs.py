"""Pairs on disk: Parquet shards as `instructcv build` and the ecosystem's InstructPix2Pix trainers write them.

Needed: input_image, edit_prompt, edited_image (pictures as bytes, or as `{"bytes", "path"}`). Read if there: task, known
(black where a loss should not count) and format (the label format).
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from jaxtyping import Bool, UInt8
from PIL import Image

from instructcv.errors import UserError

NEEDED = ("input_image", "edit_prompt", "edited_image")
OPTIONAL = ("task", "known", "format")


@dataclass(frozen=True, kw_only=True, eq=False)
class Pair:
    """One training example, at the training size."""

    photo: UInt8[np.ndarray, "s s 3"]
    target: UInt8[np.ndarray, "s s 3"]
    known: Bool[np.ndarray, "s s"]
    instruction: str
    task: str


@dataclass(frozen=True, kw_only=True)
class Shards:
    """The files of a set of pairs, in order."""

    files: tuple[Path, ...]
    counts: tuple[int, ...]

    def __len__(self) -> int:
        return sum(self.counts)

    def fingerprint(self) -> list[list[Any]]:
        """What tells one set from another."""
        return [[file.name, file.stat().st_size, count] for file, count in zip(self.files, self.counts, strict=True)]

    def walk(self, first: int, last: int, size_px: int) -> Iterator[Pair]:
        """Pairs `first` to `last` (exclusive), row group by row group.

        Raises:
            UserError: a picture is damaged.
        """
        row = 0
        for file, count in zip(self.files, self.counts, strict=True):
            if row + count > first and row < last:
                for number, values in enumerate(_rows(file), start=row):
                    if first <= number < last:
                        yield _pair(values, size_px, file, number - row)
            row += count

    def texts(self) -> tuple[list[str], list[str]]:
        """The instruction and the task of every pair."""
        instructions: list[str] = []
        tasks: list[str] = []
        for file in self.files:
            found = _column(file, "edit_prompt")
            if wrong := [each for each in found if not (isinstance(each, str) and each.strip())]:
                raise UserError(
                    f"{file} has an edit_prompt that is {wrong[0]!r} and no sentence; build the pairs again"
                )
            instructions += found
            tasks += _column(file, "task") if "task" in pq.read_schema(file).names else ["pair"] * len(found)
        return instructions, tasks

    def label_format(self) -> str:
        """The label format that the pairs were painted in; those of other makers are in the 2023 system's.

        Raises:
            UserError: the shards do not agree.
        """
        names: set[str] = set()
        for file in self.files:
            if "format" in pq.read_schema(file).names:
                names |= set(_column(file, "format"))
        if len(names) > 1:
            raise UserError(
                f"{self.files[0].parent} mixes label formats ({', '.join(sorted(names))}); train on one of them"
            )
        return names.pop() if names else "original"


def open_pairs(folder: Path, split: str = "train") -> Shards:
    """The shards below a folder: `data/train-*.parquet`, `train-*.parquet` or any `*.parquet`.

    Raises:
        UserError: none, damaged, empty, or without the columns that training needs.
    """
    found = next(
        (
            files
            for pattern in (f"data/{split}-*", f"{split}-*", "*")
            if (files := sorted(folder.glob(f"{pattern}.parquet")))
        ),
        [],
    )
    if not found:
        raise UserError(f"{folder} holds no Parquet shards of pairs; make them: instructcv build --out {folder}")
    counts: list[int] = []
    for file in found:
        try:
            head = pq.read_metadata(file)
            names = pq.read_schema(file).names
        except (OSError, pa.ArrowException) as error:
            raise UserError(f"{file} is damaged ({error}); build or download it again") from error
        missing = [name for name in NEEDED if name not in names]
        if missing:
            raise UserError(f"{file} has no column {missing[0]}; pairs have {', '.join(NEEDED)}")
        counts.append(head.num_rows)
    if not sum(counts):
        raise UserError(f"{folder} holds no pairs; build them again")
    return Shards(files=tuple(found), counts=tuple(counts))


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    try:
        opened = pq.ParquetFile(file, page_checksum_verification=True)
        columns = [name for name in (*NEEDED, *OPTIONAL) if name in opened.schema_arrow.names]
        for batch in opened.iter_batches(batch_size=32, columns=columns):
            yield from batch.to_pylist()
    except (OSError, ValueError, pa.ArrowException) as error:
        raise UserError(f"{file} is damaged ({error}); build or download it again") from error


def _column(file: Path, name: str) -> list[Any]:
    """One column of a shard.

    Raises:
        UserError: it is damaged.
    """
    try:
        return pq.read_table(file, columns=[name], page_checksum_verification=True)[name].to_pylist()
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise UserError(f"{file} is damaged ({error}); build or download it again") from error


def _pair(values: dict[str, Any], size_px: int, file: Path, row: int) -> Pair:
    try:
        photo, target = _picture(values["input_image"]), _picture(values["edited_image"])
        known = _picture(values["known"])[..., 0] > 0 if values.get("known") else np.ones(target.shape[:2], np.bool_)
    except (OSError, ValueError, TypeError, KeyError, SyntaxError) as error:
        raise UserError(f"{file}, row {row}: a picture cannot be read ({error}); build the pairs again") from error
    if known.shape != target.shape[:2] or not isinstance(values["edit_prompt"], str):
        raise UserError(f"{file}, row {row}: its parts do not fit together; build the pairs again")
    size = (size_px, size_px)
    nearest = cv2.INTER_NEAREST  # a mixture of two painted colours would be a third
    return Pair(
        photo=np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA)),
        target=np.asarray(cv2.resize(target, size, interpolation=nearest)),
        known=np.asarray(cv2.resize(known.astype(np.uint8), size, interpolation=nearest)) > 0,
        instruction=values["edit_prompt"],
        task=values.get("task") or "pair",
    )


def _picture(value: Any) -> UInt8[np.ndarray, "h w 3"]:
    data = value["bytes"] if isinstance(value, dict) else value
    with Image.open(io.BytesIO(data)) as image:
        return np.array(image.convert("RGB"))
