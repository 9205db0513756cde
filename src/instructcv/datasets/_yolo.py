"""YOLO's text labels: beside `images/a.jpg` a file `labels/a.txt`, one object a line, everything a share of the photo.

    class x_centre y_centre width height          a box
    class x0 y0 x1 y1 x2 y2 ...                   an outline (three points or more)

Class names come from `data.yaml` (`names:` as a list, or number: name), else from `classes.txt` (one name a line).
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from instructcv.datasets import _coco_masks
from instructcv.datasets._border import Border
from instructcv.datasets.base import read_lines
from instructcv.errors import UserError
from instructcv.samples.truth import mask_box
from instructcv.types import Instance

_YAML = ("data.yaml", "data.yml", "dataset.yaml")
_BEYOND = 0.02
"""How far a share may lie outside of 0 to 1: tools that cut outlines at the edge are not exact."""
FRACTIONS, POINTS = "class numbers written as fractions", "key points"


@dataclass(frozen=True, kw_only=True)
class Names:
    """What the labels of a folder are called."""

    names: Mapping[int, str]
    """Number -> lower-case name."""
    key_numbers: int = 0
    """Numbers after a box that are key points (`kpt_shape`)."""


@lru_cache(maxsize=8)
def class_names(folder: Path) -> Names:
    """From `folder` or the folder above it.

    Raises:
        UserError: no such file, or one without names, or that contradicts itself.
    """
    for path in (place / name for place in (folder, folder.parent) for name in _YAML):
        if path.exists():
            return _from_yaml(path)
    lists = [place / "classes.txt" for place in (folder, folder / "labels", folder.parent)]
    path = next((path for path in lists if path.exists()), lists[0])
    lines = read_lines(path, "class names, one a line")
    numbered = [re.fullmatch(r"(\d+)[\s:]+(\S.*)", line) for line in lines]
    if all(numbered):  # as classes.txt is written for masks
        pairs = [(int(match[1]), match[2].lower()) for match in numbered if match]
        return Names(names=_unique(pairs, path))
    if any(not line.strip() for line in path.read_text(encoding="utf-8-sig").strip().splitlines()):
        raise UserError(f"{path} has an empty line between its names, so that their numbers are not certain; remove it")
    return Names(names=_unique([(number, name.lower()) for number, name in enumerate(lines)], path))


class _Loader(yaml.SafeLoader):
    """YAML, but a key that stands twice is a mistake, and not the last one's word."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [self.construct_object(key, deep=True) for key, _ in node.value]
        for key in keys:
            if keys.count(key) > 1:
                raise ValueError(f"the key {key!r} stands twice")
        return super().construct_mapping(node, deep)


def _from_yaml(path: Path) -> Names:
    try:
        content: Any = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_Loader)  # noqa: S506 (a SafeLoader)
        names = content["names"]
        if not isinstance(names, list | dict) or not names:
            raise ValueError(f"names is {names!r}")
        pairs = [(_number(n), name) for n, name in (names.items() if isinstance(names, dict) else enumerate(names))]
        for number, name in pairs:
            if not isinstance(name, str) or not name.strip():
                raise ValueError(f"the name of the class {number} is {name!r}, no text; put it into quotes")
        if (count := content.get("nc")) is not None and int(count) != len(pairs):
            raise ValueError(f"nc is {count}, but there are {len(pairs)} names")
        shape = content.get("kpt_shape")
        return Names(
            names=_unique([(number, name.strip().replace("_", " ").lower()) for number, name in pairs], path),
            key_numbers=math.prod(int(size) for size in shape) if shape else 0,
        )
    except (yaml.YAMLError, OSError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise UserError(f"{path} lists no class names ({error}); it needs 'names: [dog, cat]'") from error


def _number(value: Any) -> int:
    if isinstance(value, bool) or int(value) != float(value):
        raise ValueError(f"{value!r} is no class number")
    return int(value)


def _unique(pairs: list[tuple[int, str]], path: Path) -> dict[int, str]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise UserError(f"{path} names a class number twice; renumber one")
    names = list(found.values())
    if (twice := next((name for name in names if names.count(name) > 1), None)) is not None:
        raise UserError(
            f"{path} calls two class numbers {twice!r}; rename one, or give both kinds of labels one number"
        )
    return found


def read_objects(path: Path, classes: Names, size_hw: tuple[int, int], border: Border) -> tuple[Instance, ...]:
    """The objects of one photo; what became of each label is told to `border`.

    An empty file means that nothing is there.

    Raises:
        UserError: a line that is not numbers, in pixels, or a class that has no name; the message names the file and the line.
    """
    found: list[Instance] = []
    for number, line in enumerate(_lines(path), start=1):
        words = line.split()
        if not words:
            continue
        item = _object(words, classes, size_hw, f"{path}, line {number}", border)
        if item is not None:
            found.append(item)
    return border.distinct(found, str(path))


def _object(words: list[str], classes: Names, size_hw: tuple[int, int], shown: str, border: Border) -> Instance | None:
    line = " ".join(words)
    try:
        kind, shares = float(words[0]), [float(word) for word in words[1:]]
    except ValueError as error:
        raise UserError(f"{shown}: {line!r} should be numbers: class x y w h") from error
    if kind not in classes.names:
        raise UserError(
            f"{shown}: the class {words[0]} has no name; the names are {min(classes.names)} to {max(classes.names)}"
        )
    if not words[0].isdecimal():
        border.mend(FRACTIONS, shown)
    if not np.isfinite(shares).all():
        raise UserError(f"{shown}: {line!r} holds what is no finite number; mend or remove it")
    if classes.key_numbers and len(shares) == 4 + classes.key_numbers:
        shares = shares[:4]
        border.pass_over(POINTS, shown)
    _check_shares(words, shares, shown)
    category = classes.names[int(kind)]
    return (_box if len(shares) == 4 else _outline)(category, shares, size_hw, shown, border)


def _check_shares(words: list[str], shares: list[float], shown: str) -> None:
    """Refuse what is in pixels, or neither a box nor an outline.

    Raises:
        UserError: the message says what it looks like.
    """
    if _are_key_points(shares):
        raise UserError(
            f"{shown}: {len(shares)} numbers, as of a box with key points, which would be read as an outline; say "
            "kpt_shape: [points, 3] in data.yaml, or keep the first four"
        )
    if not (len(shares) == 4 or (len(shares) >= 6 and len(shares) % 2 == 0)):
        raise UserError(
            f"{shown}: {len(shares)} numbers; a box has 4, an outline 6, 8, ... (remove track ids and confidences)"
        )
    if len(shares) == 6 and words[-1].isdecimal() and "." in words[1]:
        raise UserError(f"{shown}: it ends in {words[-1]}, as a track's id does; remove it, and the confidence")
    if min(shares) < -_BEYOND or max(shares) > 1 + _BEYOND:
        worst = max(shares, key=lambda share: abs(share - 0.5))
        raise UserError(
            f"{shown}: {worst:g} is no share of the photo, 0 to 1; are these pixels? divide x and widths by the photo's width, y "
            "and heights by its height"
        )


def _are_key_points(shares: list[float]) -> bool:
    """Whether after four numbers come triples x, y, visibility (0, 1 or 2), some of them seen."""
    seen = shares[6::3]
    return len(shares) >= 7 and len(shares) % 3 == 1 and all(v in (0, 1, 2) for v in seen) and any(seen)


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{path} cannot be read as text ({error}); export the labels again") from error


def _box(category: str, shares: list[float], size_hw: tuple[int, int], shown: str, border: Border) -> Instance | None:
    h, w = size_hw
    x, y, width, height = shares
    corners = ((x - width / 2) * w, (y - height / 2) * h, (x + width / 2) * w, (y + height / 2) * h)
    box = border.box(corners, size_hw, shown, category)
    return None if box is None else Instance(category=category, box_xyxy_px=box)


def _outline(
    category: str, shares: list[float], size_hw: tuple[int, int], shown: str, border: Border
) -> Instance | None:
    h, w = size_hw
    points = np.array(shares).reshape(-1, 2) * (w, h)  # [n 2]
    mask = _coco_masks.fill_polygons([points.ravel().tolist()], size_hw)
    box = mask_box(mask)
    if box is None:
        border.leave_out("outlines without a pixel in the photo", shown, category)
        return None
    return Instance(category=category, box_xyxy_px=box, mask=mask)
