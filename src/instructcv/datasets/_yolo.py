"""YOLO's text labels: beside `images/a.jpg` a file `labels/a.txt`, one object a line, everything a share of the photo.

    class x_centre y_centre width height          a box
    class x0 y0 x1 y1 x2 y2 ...                   an outline (three points or more)

Class names come from `data.yaml` (`names:` as a list, or number: name), else from `classes.txt` (one name a line).
"""

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from instructcv.datasets import _coco_masks
from instructcv.datasets.base import clip_box, mask_box, read_lines
from instructcv.errors import UserError
from instructcv.types import Instance


@lru_cache(maxsize=8)
def class_names(folder: Path) -> dict[int, str]:
    """Number -> lower-case name, from `folder` or the folder above it.

    Raises:
        UserError: no such file, or one without names.
    """
    for place in (folder, folder.parent):
        if (place / "data.yaml").exists():
            return _from_yaml(place / "data.yaml")
    return dict(enumerate(name.lower() for name in read_lines(folder / "classes.txt", "class names, one a line")))


def _from_yaml(path: Path) -> dict[int, str]:
    try:
        content: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = content["names"]
        pairs = names.items() if isinstance(names, dict) else enumerate(names)
        return {int(number): str(name).replace("_", " ").lower() for number, name in pairs}
    except (yaml.YAMLError, KeyError, TypeError, ValueError) as error:
        raise UserError(f"{path} lists no class names ({error}); it needs 'names: [dog, cat]'") from error


def read_objects(
    path: Path, names: dict[int, str], size_hw: tuple[int, int]
) -> tuple[tuple[Instance, ...], tuple[str, ...]]:
    """The objects of one photo, and a line for each that was left out because nothing of it is in the photo.

    An empty file means that nothing is there.

    Raises:
        UserError: a line that is not numbers, or a class that has no name; the message names the file and the line.
    """
    found: list[Instance] = []
    notes: list[str] = []
    for number, line in enumerate(_lines(path), start=1):
        words = line.split()
        if not words:
            continue
        try:
            kind, shares = int(words[0]), [float(word) for word in words[1:]]
        except ValueError as error:
            raise UserError(f"{path}, line {number}: {line!r} should be numbers: class x y w h") from error
        if kind not in names:
            raise UserError(f"{path}, line {number}: the class {kind} has no name; the names are 0 to {max(names)}")
        if not np.isfinite(shares).all():
            raise UserError(f"{path}, line {number}: {line!r} holds what is no finite number; mend or remove it")
        if not (len(shares) == 4 or (len(shares) >= 6 and len(shares) % 2 == 0)):
            raise UserError(f"{path}, line {number}: {len(shares)} numbers; a box has 4, an outline 6, 8, ...")
        item = _box(names[kind], shares, size_hw) if len(shares) == 4 else _outline(names[kind], shares, size_hw)
        if item is None:
            notes.append(f"{path.name}, line {number}: no part of it is in the photo")
        else:
            found.append(item)
    return tuple(found), tuple(notes)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read as text ({error}); export the labels again") from error


def _box(category: str, shares: list[float], size_hw: tuple[int, int]) -> Instance | None:
    h, w = size_hw
    x, y, width, height = shares
    box = clip_box(((x - width / 2) * w, (y - height / 2) * h, (x + width / 2) * w, (y + height / 2) * h), size_hw)
    return None if box is None else Instance(category=category, box_xyxy_px=box)


def _outline(category: str, shares: list[float], size_hw: tuple[int, int]) -> Instance | None:
    h, w = size_hw
    points = np.array(shares).reshape(-1, 2) * (w, h)  # [n 2]
    mask = _coco_masks.fill_polygons([points.ravel().tolist()], size_hw)
    box = mask_box(mask)
    return None if box is None else Instance(category=category, box_xyxy_px=box, mask=mask)
