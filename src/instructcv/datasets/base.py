"""What every reader shares: a list of items plus a function that reads one, and files that name their own mend.

A reader module has `open(root, *, split) -> Dataset`, `SPLITS` (those it has labels for), `LICENCE`, and reads lazily. One
that draws or renders its photos, or finds them by itself, has a default for `root`. The data set that `open` returns holds
paths and a short index only, so that it is cheap to send to another process.
"""

import inspect
import logging
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar
from xml.etree import ElementTree

import numpy as np
from jaxtyping import Bool, Float32, Int16
from PIL import Image

from instructcv import registry
from instructcv.errors import UserError
from instructcv.types import BoxXYXY, Regions, Sample, Split

Item = TypeVar("Item")
Row = TypeVar("Row", str, tuple[str, str], tuple[str, str, str])
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

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, index: int) -> Sample:
        return self.read(self.items[index])


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


def read_xml(path: Path, what: str) -> ElementTree.Element:
    """The root of an XML annotation.

    Raises:
        UserError: missing or not XML.
    """
    try:
        return ElementTree.fromstring(existing(path, what).read_bytes())
    except (OSError, ElementTree.ParseError) as error:
        raise UserError(f"{path} ({what}) is not valid XML: {error}; unpack it again") from error


def voc_box(item: ElementTree.Element, path: Path, size_hw: tuple[int, int]) -> BoxXYXY | None:
    """The `bndbox` of an `object` element in PASCAL VOC's style (1-based, last pixel included) as our exclusive xyxy.

    Raises:
        UserError: the box is missing or not numbers.
    """
    try:
        left, top, right, bottom = (
            float(item.findtext(f"bndbox/{side}", "")) for side in ("xmin", "ymin", "xmax", "ymax")
        )
    except ValueError as error:
        raise UserError(f"{path} has an object without a box of four numbers; mend or unpack it again") from error
    return clip_box((left - 1, top - 1, right, bottom), size_hw)


def read_ids(path: Path, what: str, size_hw: tuple[int, int] | None = None) -> Int16[np.ndarray, "h w"]:
    """A PNG of class indices (grey or palette), as stored.

    Raises:
        UserError: missing, damaged, of several channels, or not of the photo's size.
    """
    ids = _read_single_channel(path, what, size_hw)
    return ids.astype(np.int16)  # [h w]


def read_regions(
    path: Path, classes: Mapping[int, str], size_hw: tuple[int, int], *, void: Sequence[int] = ()
) -> Regions:
    """A PNG class map as regions.

    Args:
        classes: name of each value; values of one name are merged.
        void: values that say nothing; they become -1.

    Raises:
        UserError: missing, damaged, not of the photo's size, or with a value that is neither a class nor void.
    """
    values = _read_single_channel(path, "class map", size_hw)  # [h w]
    names = tuple(dict.fromkeys(classes.values()))
    unknown = -2
    table = np.full(max(int(values.max(initial=0)), *classes, *void) + 1, unknown, dtype=np.int16)
    table[list(void)] = -1
    for value, name in classes.items():
        table[value] = names.index(name)
    ids = np.take(table, values)  # [h w]
    if (ids == unknown).any():
        wrong = int(values[ids == unknown][0])
        raise UserError(f"{path} (class map) has the value {wrong}, which is no class; unpack it again or name it")
    return Regions(ids=ids, names=names)


def read_depth_m(
    path: Path, what: str, size_hw: tuple[int, int], *, median_mm: tuple[float, float] = (50.0, np.inf)
) -> Float32[np.ndarray, "h w"]:
    """A 16-bit PNG of millimetres, in metres; 0 = no value.

    Args:
        median_mm: between which the median lies in millimetres, by the sensor that measured it. No photo of a scene is half
            nearer than 5 cm; metres or centimetres taken for millimetres are.

    Raises:
        UserError: missing, damaged, not of the photo's size, or plainly not in millimetres.
    """
    values = _read_single_channel(path, what, size_hw)
    if values.dtype == np.uint8:
        raise UserError(f"{path} ({what}) has 8 bits; depth is 16-bit millimetres: save it again from its source")
    known, near = np.count_nonzero(values), np.count_nonzero(values < median_mm[0])
    fewer = near - (values.size - known), np.count_nonzero(values > median_mm[1])  # nearer, and farther, than allowed
    if known and max(fewer) * 2 >= known:  # otherwise the median lies between, and need not be looked for
        median = float(np.median(values[values > 0]))
        if not median_mm[0] <= median <= median_mm[1]:
            raise UserError(f"{path} ({what}) has a median of {median:g} mm; is it in another unit? Save millimetres")
    return values.astype(np.float32) / np.float32(1000.0)  # [h w]


def _read_single_channel(path: Path, what: str, size_hw: tuple[int, int] | None) -> Any:
    try:
        with Image.open(existing(path, what)) as image:
            values = np.asarray(image)
    except UserError:
        raise
    except Exception as error:  # Pillow's decoders fail in many ways on damaged files
        raise UserError(f"{path} ({what}) is damaged: {error}; unpack it again") from error
    if values.ndim != 2:
        raise UserError(f"{path} ({what}) has {values.shape[2]} channels; it should hold one number a pixel")
    if size_hw is not None and values.shape != size_hw:
        raise UserError(f"{path} ({what}) is {_size(values.shape)}, its photo {_size(size_hw)}; they must be equal")
    return values


def _size(size_hw: tuple[int, ...]) -> str:
    return f"{size_hw[1]} x {size_hw[0]}"


def clip_box(box_xyxy_px: BoxXYXY, size_hw: tuple[int, int]) -> BoxXYXY | None:
    """The part of a box inside the photo; None if nothing is left of it (or it is not a number)."""
    left, top, right, bottom = box_xyxy_px
    height, width = size_hw
    left, top = max(left, 0.0), max(top, 0.0)
    right, bottom = min(right, float(width)), min(bottom, float(height))
    return (left, top, right, bottom) if right > left and bottom > top else None


def mask_box(mask: Bool[np.ndarray, "h w"]) -> BoxXYXY | None:
    """The tight box around a mask's pixels; None if it has none."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if rows.size == 0:
        return None
    return float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1)


def key_of(relative: str | Path) -> str:
    """A file's path below the root as a key that can be a file name: no suffix, `_` for `/`."""
    return "_".join(Path(relative).with_suffix("").parts)
