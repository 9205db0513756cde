"""COCO's JSON read through once, piece by piece: where each photo's entries lie in it, and the words that all photos share.

Annotations are sorted by image: those of the image in row `i` are `annotations[first[i] : first[i + 1]]`, each a place in the file
and a length.
"""

import json
import math
from array import array
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Int64, UInt8

from instructcv.datasets._json_stream import Piece, members
from instructcv.errors import UserError

Tables = dict[str, Any]
"""Arrays by name, as an `.npz` file holds them."""


def read_through(path: Path) -> Tables:
    """The tables of a COCO file.

    Raises:
        UserError: not JSON, not COCO's keys, a name that is missing, or an id that stands twice.
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
    found = entry[key]
    if isinstance(found, str) and found.strip():
        return found
    wrong = "is empty; fill it in" if found is None or isinstance(found, str) else f"is {found!r} and no text; quote it"
    raise UserError(f"{path}: the {key} of the {what} with the id {entry.get('id')} {wrong}")


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
