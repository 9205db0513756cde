"""Grocery Store: phone photographs of fruit, vegetables and cartons (Klasson, Zhang, Kjellstrom, WACV 2019).

Layout: `dataset/{train,val,test}.txt` with lines `path, fine id, coarse id`, and `dataset/classes.csv` with the names.
81 fine classes ("golden delicious apple", "arla standard milk"), 43 coarse ones ("apple", "milk").
"""

import csv
from functools import partial
from pathlib import Path
from typing import Literal

from instructcv.datasets.base import Listed, existing, key_of, once, posix, read_lines
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import Dataset, Sample, Split

LICENCE = "MIT"
SPLITS: tuple[Split, ...] = ("train", "val", "test")
Level = Literal["fine", "coarse"]
_SINGULAR = {"carrots": "carrot", "satsumas": "satsuma"}


def open(root: Path, *, split: Split, level: Level = "coarse") -> Dataset:
    """Photos with `label`, among 81 fine or 43 coarse `labels`.

    Args:
        root: the repository's folder (the one that holds `dataset/`), or `dataset/` itself.
        level: which of the two names of a photo is its label.

    Raises:
        UserError: a missing or damaged file.
    """
    folder = root / "dataset" if (root / "dataset").is_dir() else root
    fine, coarse = _class_names(existing(folder, "the folder of Grocery Store") / "classes.csv")
    names = fine if level == "fine" else coarse
    listing = folder / f"{split}.txt"
    items: list[tuple[str, str]] = []
    for line in read_lines(listing, "photos and their class ids"):
        path, _, ids = line.partition(",")
        try:
            items.append((posix(path), names[int(ids.split(",")[0 if level == "fine" else 1])]))
        except (ValueError, IndexError, KeyError) as error:
            raise UserError(f"{listing}: the line {line!r} should read 'path, fine id, coarse id'") from error
    labels = tuple(dict.fromkeys(names.values()))
    read = partial(_read, folder, split, labels)
    return Listed(name="grocery", licence=LICENCE, split=split, items=once(items, listing), read=read)


def _read(folder: Path, split: Split, labels: tuple[str, ...], item: tuple[str, str]) -> Sample:
    path, label = item
    return Sample(
        key=key_of(path),
        source="grocery",
        split=split,
        licence=LICENCE,
        photo=open_photo(folder / path, upright=False),
        label=label,
        labels=labels,
    )


def _class_names(path: Path) -> tuple[dict[int, str], dict[int, str]]:
    """Readable names by fine id and by coarse id."""
    fine: dict[int, str] = {}
    coarse: dict[int, str] = {}
    for row in csv.reader(read_lines(path, "class names")[1:]):
        try:
            coarse[int(row[3])] = readable(row[2])
            fine[int(row[1])] = readable(row[0], of=row[2])
        except (ValueError, IndexError) as error:
            raise UserError(
                f"{path}: the row {','.join(row)!r} should start 'name, id, coarse name, coarse id'"
            ) from error
    return fine, coarse


def readable(name: str, *, of: str = "") -> str:
    """A class name in words; `of` (the coarse name) is added where the fine one does not say what it is.

    "Golden-Delicious" of "Apple" is "golden delicious apple"; "Watermelon" of "Melon" stays "watermelon".
    """
    words = [_SINGULAR.get(word, word) for word in name.lower().split("-")]
    kind = [_SINGULAR.get(word, word) for word in of.lower().split("-") if word]
    if kind and not " ".join(words).endswith(" ".join(kind)) and not set(kind) <= set(words):
        words += kind
    return " ".join(words)
