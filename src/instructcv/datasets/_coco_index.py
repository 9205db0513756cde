"""Where COCO's JSON says what of which photo, so that a worker holds tens of megabytes of COCO 2017 instead of 3 GB.

The file is read through once (`_coco_tables`); its index, byte ranges and the few words that are the same for all photos, is kept in the
user's cache, under the file's path, size and time of change. A photo's entries are then read from the JSON itself.
"""

import hashlib
import json
import logging
import zipfile
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from jaxtyping import Bool, Int64

from instructcv.datasets._coco_tables import Tables, read_through
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
    tables = read_through(path) if size < KEPT_BYTES else _kept(path, f"{path.absolute()}\n{size}\n{time_ns}")
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
    tables = read_through(path)
    try:
        with whole(kept) as temporary, temporary.open("wb") as file:
            np.savez(file, **tables)
    except OSError as error:
        log.info("the index of %s cannot be kept (%s); the next process makes it again", path, error)
    return tables
