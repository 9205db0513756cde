"""What every reader shares: a list of items plus a function that reads one, and files that name their own mend.

A reader module has `open(root, *, split) -> Dataset`, `SPLITS` (those it has labels for), `LICENCE`, and reads lazily. One
that draws or renders its photos, or finds them by itself, has a default for `root`. The data set that `open` returns holds
paths and a short index only, so that it is cheap to send to another process.
"""

import inspect
import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from instructcv import registry
from instructcv.errors import UserError
from instructcv.folders import SUFFIXES, shown
from instructcv.types import BoxXYXY, Dataset, Note, Sample, Split

Item = TypeVar("Item")
Row = TypeVar("Row", str, tuple[str, str], tuple[str, str, str], tuple[str, str, float | None])
log = logging.getLogger(__name__)

SHARE = Path(os.environ.get("INSTRUCTCV_SHARE", "/usr/share"))
"""Where Debian's packages put their pictures and furniture; INSTRUCTCV_SHARE names another folder, e.g. with `.deb` files unpacked
on a system that has no apt."""


@dataclass(kw_only=True, eq=False)
class Listed(Generic[Item]):
    """A `types.Dataset` made of a list of items and a function (of a module, so that it pickles) that reads one."""

    name: str
    licence: str
    split: Split
    items: Sequence[Item]
    read: Callable[[Item], Sample]
    notes: tuple[Note, ...] = ()
    """What the reader did with files and lists that are of no single photo."""

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Sample:
        return self.read(self.items[index])


def whole_notes(dataset: Dataset) -> tuple[Note, ...]:
    """What the reader did with files and lists that are of no single photo."""
    return dataset.notes if isinstance(dataset, Listed) else ()


def needs_folder(name: str) -> bool:
    """Whether a registered data set must be told its folder.

    Raises:
        UserError: no such data set.
    """
    signature = inspect.signature(registry.load("datasets", name).open)
    try:
        signature.bind(split="train")
    except TypeError:
        return True
    return False


def check_split(name: str, split: Split, has: Sequence[Split]) -> None:
    """Refuse a split that the source has no labels for.

    Raises:
        UserError: the message lists the splits there are.
    """
    if split not in has:
        raise UserError(f"{name} has no {split!r} split with labels; it has: {', '.join(has)}")


def existing(path: Path, what: str) -> Path:
    """`path` itself.

    Raises:
        UserError: there is nothing at `path`; `what` says what should be.
    """
    if not path.exists():
        raise UserError(
            f"{path} is missing ({what}); check --root and that the data set is unpacked in its official layout"
        )
    return path


def read_lines(path: Path, what: str) -> list[str]:
    """The lines that are not blank, stripped.

    Raises:
        UserError: missing, unreadable or empty.
    """
    try:
        lines = [line.strip() for line in existing(path, what).read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} ({what}) cannot be read: {error}; unpack it again") from error
    if not any(lines):
        raise UserError(f"{path} ({what}) is empty; unpack it again")
    return [line for line in lines if line]


def once(rows: Sequence[Row], listing: Path) -> tuple[Row, ...]:
    """Each photo of a list once: one that stands there again would be asked the same questions again.

    Args:
        rows: a photo, or a photo and its labels.

    Raises:
        UserError: a photo has two different labels.
    """
    found: dict[str, Row] = {}
    for row in rows:
        photo = row if isinstance(row, str) else row[0]
        if found.setdefault(photo, row) != row:
            raise UserError(f"{listing} has {photo} twice, with different labels; remove one")
    if repeated := len(rows) - len(found):
        log.info("%s: %d lines repeat a photo; they are left out", listing, repeated)
    return tuple(found.values())


def clip_box(box_xyxy_px: BoxXYXY, size_hw: tuple[int, int]) -> BoxXYXY | None:
    """The part of a box inside the photo; None if nothing is left of it (or it is not a number)."""
    left, top, right, bottom = box_xyxy_px
    height, width = size_hw
    left, top = max(left, 0.0), max(top, 0.0)
    right, bottom = min(right, float(width)), min(bottom, float(height))
    return (left, top, right, bottom) if right > left and bottom > top else None


def key_of(relative: str | Path) -> str:
    """A file's path below the root as a key that can be a file name: no suffix, `_` for `/`."""
    return "_".join(Path(shown(relative)).with_suffix("").parts)


def posix(path: str) -> str:
    """A path of a list in the way it is written here: backslashes and a leading `./` come from other systems."""
    return path.strip().replace("\\", "/").removeprefix("./")


def photo_named(folder: Path, stem: str, suffix: str = ".jpg") -> Path:
    """A photo by its stem: with the data set's own suffix, else with another one of photos, whatever its case."""
    path = folder / f"{stem}{suffix}"
    if path.exists():
        return path
    return _photos_by_stem(folder).get(stem.lower(), path)


@lru_cache(maxsize=16)
def _photos_by_stem(folder: Path) -> dict[str, Path]:
    files = sorted(folder.iterdir()) if folder.is_dir() else []
    return {path.stem.lower(): path for path in reversed(files) if path.suffix.lower() in SUFFIXES}
