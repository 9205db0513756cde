"""Where COCO's JSON says what of which photo, so that a worker holds tens of megabytes of COCO 2017 instead of 3 GB.

The file is read through once; its index, byte ranges and the few words that are the same for all photos, is kept in the
user's cache, under the file's path, size and time of change. A photo's entries are then read from the JSON itself.
"""

import hashlib
import json
import logging
import math
import zipfile
from array import array
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from jaxtyping import Bool, Int64, UInt8

from instructcv.datasets._json_stream import Piece, members
from instructcv.datasets.base import existing
from instructcv.errors import UserError
from instructcv.files import cache_dir, whole
from instructcv.types import Note

log = logging.getLogger(__name__)

VERSION = 2
"""Raise when the stored form changes: older cache files are then ignored."""
KEPT_BYTES = 1 << 24
"""Of smaller JSON files no index is kept: reading them through takes less than a second."""
_STRANGERS, _AS_TEXT = "annotations of images that the file does not list", "ids written as text"
Tables = dict[str, Any]
"""Arrays by name, as an `.npz` file holds them."""


@dataclass(frozen=True, kw_only=True, eq=False)
class CocoIndex:
    """An `instances` or `panoptic` file, opened once a process."""

    path: Path
    ids: tuple[Any, ...]
    """Of the images, in the file's order."""
    masked: Bool[np.ndarray, " n"]
    """Of each image: whether all its annotations have a `segmentation`."""
    categories: dict[Any, str]
    licences: dict[int, str]
    strangers: int
    """Annotations of images that the file does not list."""
    notes: tuple[Note, ...]
    """What was mended in the whole file."""
    tables: Tables

    def image(self, image_id: Any) -> dict[str, Any]:
        """The entry of one photo.

        Raises:
            KeyError: no such photo.
            UserError: the file has changed.
        """
        row = self._rows[image_id]
        return self._read(self.tables["images"][row : row + 1])[0]

    def annotations(self, image_id: Any) -> list[dict[str, Any]]:
        """The annotations of one photo, in the file's order; empty where it has none.

        Raises:
            UserError: the file has changed.
        """
        row = self._rows.get(image_id)
        if row is None:
            return []
        first, last = self.tables["first"][row : row + 2]
        return self._read(self.tables["annotations"][first:last])

    def names(self) -> dict[str, Any]:
        """Image ids by `file_name`, in the way paths are written here.

        Raises:
            UserError: one photo has two ids.
        """
        names = [name.replace("\\", "/").removeprefix("./") for name in json.loads(self.tables["names"].tobytes())]
        found = dict(zip(names, self.ids, strict=True))
        if len(found) < len(names):
            twice = Counter(names).most_common(1)[0][0]
            raise UserError(
                f"{self.path} lists the photo {twice} under two ids; give its annotations one id, and list it once"
            )
        return found

    @cached_property
    def _rows(self) -> dict[Any, int]:
        return {image_id: row for row, image_id in enumerate(self.ids)}

    def _read(self, ranges: Int64[np.ndarray, "m 2"]) -> list[dict[str, Any]]:
        try:
            with self.path.open("rb") as file:
                return [json.loads(_bytes_at(file, start, length)) for start, length in ranges.tolist()]
        except (OSError, ValueError) as error:
            raise UserError(f"{self.path} changed while it was read ({error}); start again") from error


def _bytes_at(file: BinaryIO, start: int, length: int) -> bytes:
    file.seek(start)
    return file.read(length)


def id_of(value: Any) -> Any:
    """An id in the way that all of a file's are compared: 7, 7.0 and "7" are one.

    Raises:
        ValueError: neither a number nor text.
    """
    if isinstance(value, str):
        short = value.strip()
        return int(short) if short.isdecimal() and short == str(int(short)) else value
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{value!r} is no id; ids are numbers or text")
    if not math.isfinite(value):
        raise ValueError(f"{value!r} is no id")
    return int(value) if value == int(value) else value


def load_index(path: Path) -> CocoIndex:
    """Open a COCO JSON file; its index comes from the cache, or is made now and kept there.

    Raises:
        UserError: missing, not JSON, not COCO's keys, a name that is missing, or an id that stands twice.
    """
    state = existing(path, "COCO annotations").stat()
    return opened(path, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=8)
def opened(path: Path, size: int, time_ns: int) -> CocoIndex:
    """As `load_index`, once for each state of a file."""
    tables = _tables(path) if size < KEPT_BYTES else _kept(path, f"{path.absolute()}\n{size}\n{time_ns}")
    words = json.loads(tables["words"].tobytes())
    strangers, as_text, m = words["strangers"], words["as_text"], len(tables["annotations"])
    if strangers and strangers == m and words["ids"]:
        raise UserError(f"{path}: none of its {m} annotations is of an image that it lists; do they belong together?")
    notes = [Note(did="left out", kind=_STRANGERS, what=str(path))] * strangers
    notes += [Note(did="mended", kind=_AS_TEXT, what=str(path))] * as_text
    return CocoIndex(
        path=path,
        ids=tuple(words["ids"]),
        masked=tables["masked"],
        categories={number: name.lower() for number, name in words["categories"]},
        licences=dict(words["licences"]),
        strangers=strangers,
        notes=tuple(notes),
        tables=tables,
    )


def _kept(path: Path, state: str) -> Tables:
    """The tables from the cache, or read from `path` and then cached. Two processes may do so at once: the last one wins."""
    kept = cache_dir("coco") / f"v{VERSION}" / f"{hashlib.blake2b(state.encode(), digest_size=16).hexdigest()}.npz"
    try:
        with np.load(kept) as stored:
            return dict(stored)
    except (OSError, EOFError, ValueError, KeyError, zipfile.BadZipFile):
        pass  # not there yet, or damaged: make it again
    log.info("reading %s through; its index is kept in %s", path, kept)
    tables = _tables(path)
    try:
        with whole(kept) as temporary, temporary.open("wb") as file:
            np.savez(file, **tables)
    except OSError as error:
        log.info("the index of %s cannot be kept (%s); the next process makes it again", path, error)
    return tables


def _tables(path: Path) -> Tables:
    """Read a COCO file through.

    Raises:
        UserError: as `load_index`.
    """
    found: dict[str, Any] = {}
    try:
        for name, value in members(path):
            if name in _READERS:
                found[name] = _READERS[name](path, name, value)
        annotations, images, categories = (found[name] for name in ("annotations", "images", "categories"))
    except KeyError as error:
        raise UserError(f"{path} lacks COCO's key {error}; it needs images, annotations and categories") from error
    except TypeError as error:
        raise UserError(
            f"{path} is not in COCO's layout ({error}); images, annotations and categories are lists"
        ) from error
    except (OSError, ValueError) as error:
        raise UserError(f"{path} (COCO annotations) is not valid JSON: {error}; download it again") from error
    return _joined(images, annotations, categories, found.get("licenses", []))


@dataclass(kw_only=True)
class _Images:
    ids: list[Any]
    names: list[str]
    ranges: "array[int]"
    as_text: int = 0
    """Ids that are numbers in quotes."""


@dataclass(kw_only=True)
class _Annotations:
    numbers: dict[Any, int]
    """Of the images, as they come."""
    images: "array[int]"
    """Number of each annotation's image."""
    masked: bytearray
    ranges: "array[int]"
    as_text: int = 0
    """Ids of images that are numbers in quotes."""


def _read_images(path: Path, name: str, value: Any) -> _Images:
    found = _Images(ids=[], names=[], ranges=array("q"))
    for piece in _list(name, value):
        found.names.append(_name(path, name, "file_name", piece.value))
        found.ids.append(id_of(piece.value["id"]))
        found.as_text += isinstance(piece.value["id"], str) and isinstance(found.ids[-1], int)
        found.ranges.extend((piece.start, piece.length))
    _check_unique(path, name, found.ids)
    return found


def _read_annotations(path: Path, name: str, value: Any) -> _Annotations:
    found = _Annotations(numbers={}, images=array("q"), masked=bytearray(), ranges=array("q"))
    ids: list[Any] = []
    for piece in _list(name, value):
        image_id = piece.value["image_id"]
        found.as_text += isinstance(image_id, str)
        found.images.append(found.numbers.setdefault(id_of(image_id), len(found.numbers)))
        found.masked.append(bool(piece.value.get("segmentation")))
        found.ranges.extend((piece.start, piece.length))
        if "id" in piece.value:
            ids.append(piece.value["id"])
    if len(ids) == len(found.images):  # panoptic ones go by their image
        _check_unique(path, name, ids)
    return found


def _read_categories(path: Path, name: str, value: Any) -> list[tuple[Hashable, str]]:
    found = [(id_of(piece.value["id"]), _name(path, name, "name", piece.value).strip()) for piece in _list(name, value)]
    _check_unique(path, name, [number for number, _ in found])
    return found


def _read_licences(_: Path, name: str, value: Any) -> list[tuple[Hashable, str]]:
    return [(piece.value["id"], str(piece.value["name"])) for piece in _list(name, value or iter(()))]


_READERS: dict[str, Any] = {
    "images": _read_images,
    "annotations": _read_annotations,
    "categories": _read_categories,
    "licenses": _read_licences,
}


def _list(name: str, value: Any) -> Iterable[Piece]:
    if not isinstance(value, Iterator):
        raise TypeError(f"its {name} are no list")
    return value


def _name(path: Path, what: str, key: str, entry: dict[str, Any]) -> str:
    """Raises: UserError: an entry whose name is no text, or empty."""
    if not (isinstance(entry[key], str) and entry[key].strip()):
        raise UserError(f"{path}: the {key} of the {what} with the id {entry.get('id')} is empty; fill it in")
    return entry[key]


def _check_unique(path: Path, what: str, ids: list[Any]) -> None:
    """Two entries of one id would silently become one. Raises: UserError."""
    if len(set(ids)) < len(ids):
        seen: set[Any] = set()
        twice = next(each for each in ids if each in seen or seen.add(each))
        raise UserError(f"{path} has two {what} with the id {twice}; renumber one")


def _joined(
    images: _Images,
    annotations: _Annotations,
    categories: list[tuple[Hashable, str]],
    licences: list[tuple[Hashable, str]],
) -> Tables:
    """Annotations sorted by image: those of the image in row `i` are `annotations[first[i] : first[i + 1]]`."""
    n = len(images.ids)
    row_of = np.full(max(1, len(annotations.numbers)), n)  # n: no image that is listed
    for row, image_id in enumerate(images.ids):
        if (number := annotations.numbers.get(image_id)) is not None:
            row_of[number] = row
    rows = row_of[np.array(annotations.images, dtype=np.int64)]  # [m]
    order = np.argsort(rows, kind="stable")
    first = np.searchsorted(rows[order], np.arange(n + 1))  # [n+1]
    masked = np.ones(n + 1, dtype=bool)
    np.logical_and.at(masked, rows, np.frombuffer(annotations.masked, dtype=bool))
    words = {
        "ids": images.ids,
        "categories": categories,
        "licences": licences,
        "strangers": int((rows == n).sum()),
        "as_text": images.as_text + (annotations.as_text if all(isinstance(i, int) for i in images.ids) else 0),
    }
    return {
        "images": _ranges(images.ranges),
        "annotations": _ranges(annotations.ranges)[order],
        "first": first,
        "masked": masked[:n],
        "names": _as_array(images.names),
        "words": _as_array(words),
    }


def _ranges(numbers: "array[int]") -> Int64[np.ndarray, "m 2"]:
    return np.array(numbers, dtype=np.int64).reshape(-1, 2)


def _as_array(content: Any) -> UInt8[np.ndarray, " n"]:
    """JSON as an array, which an `.npz` file can hold."""
    return np.frombuffer(json.dumps(content).encode(), dtype=np.uint8)
