"""Maps as files, one number a pixel: classes, objects, depth."""

import io
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import Float32, Int16
from PIL import Image

from instructcv.datasets._border import Border
from instructcv.datasets.base import existing
from instructcv.errors import UserError
from instructcv.types import Regions

LOSSLESS = (".png", ".tif", ".tiff", ".bmp", ".gif")
LOSSY = (".jpg", ".jpeg", ".webp")
GREY = "maps of equal channels"
_CAMERAS_MM = (50.0, 30_000.0)
"""No photo of a scene is half nearer than 5 cm, which metres or centimetres taken for millimetres are; none that a camera with depth
takes is half farther than 30 m, which depth stretched over 16 bits is."""
_WHITE, _DEEPEST = 255, 65535
_PNG = b"\x89PNG\r\n\x1a\n"
_HIDES = 40
"""A square of the photo's shorter side over this holds an object; a border of unlabelled pixels that is thinner hides none."""
_FEWEST = 64
"""Pixels of a depth map that are not all the same by chance."""


def beside(folder: Path, name: str) -> Path | None:
    """The map of a photo in a folder of maps that mirrors the photos': of the same stem, whatever the case of its suffix."""
    exact = (folder / name).with_suffix(".png")
    if exact.exists():
        return exact
    found = _by_stem(exact.parent).get(exact.stem.lower(), ())
    return min(found, key=lambda path: (path.suffix.lower() in LOSSY, path), default=None)


@lru_cache(maxsize=64)
def _by_stem(folder: Path) -> dict[str, tuple[Path, ...]]:
    found: dict[str, tuple[Path, ...]] = {}
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.suffix.lower() in (*LOSSLESS, *LOSSY):
            found[path.stem.lower()] = (*found.get(path.stem.lower(), ()), path)
    return found


def read_ids(
    path: Path, what: str, size_hw: tuple[int, int] | None = None, border: Border | None = None
) -> Int16[np.ndarray, "h w"]:
    """A file of class indices (grey or palette), as stored.

    Raises:
        UserError: missing, damaged, lossy, of several channels that differ, or not of the photo's size.
    """
    return _single_channel(path, what, size_hw, border).astype(np.int16)  # [h w]


def read_regions(
    path: Path,
    classes: Mapping[int, str],
    size_hw: tuple[int, int],
    *,
    void: Sequence[int] = (),
    unlabelled: Sequence[int] = (),
    border: Border | None = None,
) -> Regions:
    """A class map as regions.

    Args:
        path: the file.
        classes: name of each value; values of one name are merged.
        size_hw: of the photo.
        void: values that say nothing, but that no class hides in: a border, or what is known to be none of the classes.
        unlabelled: values under which anything may be: where they are more than a border, no class is absent.
        border: is told what was mended.

    Raises:
        UserError: missing, damaged, not of the photo's size, with a value that has no name, or a black-and-white mask.
    """
    values = _single_channel(path, "class map", size_hw, border)  # [h w]
    names = tuple(dict.fromkeys(classes.values()))
    unknown = -2
    table = np.full(max(int(values.max(initial=0)), *classes, *void, *unlabelled) + 1, unknown, dtype=np.int16)
    table[[*void, *unlabelled]] = -1
    for value, name in classes.items():
        table[value] = names.index(name)
    ids = np.take(table, values)  # [h w]
    if (ids == unknown).any():
        wrong = int(values[ids == unknown][0])
        raise UserError(f"{path} (class map) has the value {wrong}, which is no class; unpack it again or name it")
    hidden = bool(unlabelled) and may_hide(np.isin(values, unlabelled) if void else ids < 0)
    if hidden and _WHITE in unlabelled and bool(np.isin(values, (0, _WHITE)).all()):
        raise UserError(
            f"{path} (class map) is black and white, 0 and 255, and 255 means unlabelled; write the class's number instead, or "
            "name it in classes.txt: 255 cat"
        )
    return Regions(ids=ids, names=names, complete=not hidden)


def may_hide(unlabelled: Any) -> bool:
    """Whether the unlabelled pixels `[h w]` of a map are wide enough somewhere to hold an object that was not labelled."""
    if not unlabelled.any():
        return False
    side = max(2, min(unlabelled.shape) // _HIDES)
    kernel = np.ones((side, side), dtype=np.uint8)
    return bool(cv2.erode(unlabelled.view(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0).any())


def read_depth_m(
    path: Path, what: str, size_hw: tuple[int, int], *, median_mm: tuple[float, float] = _CAMERAS_MM
) -> Float32[np.ndarray, "h w"]:
    """A 16-bit PNG of millimetres, in metres; 0 = no value.

    Args:
        path: the file.
        what: for messages.
        size_hw: of the photo.
        median_mm: between which the median lies in millimetres, by the sensor that measured it.

    Raises:
        UserError: missing, damaged, not of the photo's size, or plainly not in millimetres.
    """
    values = _single_channel(path, what, size_hw, None)
    if values.dtype == np.uint8:
        raise UserError(f"{path} ({what}) has 8 bits; depth is 16-bit millimetres: save it again from its source")
    check_depth_mm(values, f"{path} ({what})", median_mm)
    return values.astype(np.float32) / np.float32(1000.0)  # [h w]


def check_depth_mm(values: Any, shown: str, median_mm: tuple[float, float] = _CAMERAS_MM) -> None:
    """Refuse depth `[h w]` that no camera measured.

    Raises:
        UserError: it is stretched over all 16 bits, the same everywhere, or its median is of another unit.
    """
    highest = int(values.max(initial=0))
    if highest >= _DEEPEST:
        raise UserError(
            f"{shown} reaches {highest}, the end of 16 bits; is it stretched, or a mark for no value? Save millimetres, and 0 "
            "where there is none"
        )
    known, near = np.count_nonzero(values), np.count_nonzero(values < median_mm[0])
    fewer = near - (values.size - known), np.count_nonzero(values > median_mm[1])  # nearer, and farther, than allowed
    if known and max(fewer) * 2 >= known:  # otherwise the median lies between, and need not be looked for
        median = float(np.median(values[values > 0]))
        if not median_mm[0] <= median <= median_mm[1]:
            raise UserError(f"{shown} has a median of {median:g} mm; is it in another unit? Save millimetres")
    if known >= _FEWEST and int(values.min()) in (0, highest) and bool((values[values > 0] == highest).all()):
        raise UserError(f"{shown} is {highest} mm everywhere, as no camera measures it; save it again from its source")


def _single_channel(path: Path, what: str, size_hw: tuple[int, int] | None, border: Border | None) -> Any:
    try:
        data = existing(path, what).read_bytes()
        check_png(data)
        with Image.open(io.BytesIO(data)) as image:
            kind = image.format
            values: Any = np.asarray(image)
    except UserError:
        raise
    except Exception as error:  # Pillow's decoders fail in many ways on damaged files
        raise UserError(f"{path} ({what}) is damaged: {error}; unpack it again") from error
    if kind in ("JPEG", "MPO", "WEBP"):
        raise UserError(f"{path} ({what}) is a {kind}, which changes numbers as it saves them; export it again as PNG")
    if values.ndim == 3:
        values = _equal_channels(values, f"{path} ({what})", border)
    if values.dtype == np.bool_:
        values = values.view(np.uint8)
    if values.dtype.kind == "f":
        raise UserError(f"{path} ({what}) holds fractions; save whole numbers")
    if values.dtype.kind == "i" and values.size and values.min() < 0:
        raise UserError(f"{path} ({what}) holds numbers below 0; save it again from its source")
    if size_hw is not None and values.shape != size_hw:
        raise UserError(f"{path} ({what}) is {_size(values.shape)}, its photo {_size(size_hw)}; they must be equal")
    return values


def check_png(data: bytes) -> None:
    """Compare the checksums of a PNG's parts with their bytes, which Pillow does not do for the pixels. Other formats have none.

    Raises:
        ValueError: one differs, or the file ends early.
    """
    if not data.startswith(_PNG):
        return
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        if len(data) < at + 12:
            raise ValueError("it is cut short")
        (length,), kind = struct.unpack_from(">I", data, at), data[at + 4 : at + 8]
        end = at + 8 + length
        if len(data) < end + 4 or struct.unpack_from(">I", data, end)[0] != zlib.crc32(data[at + 4 : end]):
            raise ValueError(f"a checksum at byte {at} is wrong")
        at = end + 4


def _equal_channels(values: Any, shown: str, border: Border | None) -> Any:
    """One number a pixel out of grey that was saved in colour; an opaque alpha says nothing.

    Raises:
        UserError: the channels differ.
    """
    channels = values.shape[2]
    if channels in (2, 4) and bool((values[..., -1] == np.iinfo(values.dtype).max).all()):
        channels -= 1
    first = values[..., 0]
    if any(not np.array_equal(first, values[..., other]) for other in range(1, channels)):
        raise UserError(f"{shown} has {channels} channels, a colour a pixel; it should hold one number a pixel")
    if border is not None:
        border.mend(GREY, shown)
    return np.ascontiguousarray(first)


def _size(size_hw: tuple[int, ...]) -> str:
    return f"{size_hw[1]} x {size_hw[0]}"
