"""The border that labels pass on their way into a `Sample`.

| what is wrong | what becomes of it |
|---|---|
| one reading is certain: a box from its mask, swapped corners, numbers as text | mended, and counted |
| a label that cannot be read, matched or trusted | left out, and its category is unknown on this photo |
| the file contradicts itself: a box that leaves its mask, shares above 1 | the photo is refused, with a line that names the mend |

A label that is lost never makes its category absent: the photo would teach "no cat" beside a cat.
"""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from jaxtyping import Bool

from instructcv.datasets.base import clip_box
from instructcv.errors import UserError
from instructcv.types import BoxXYXY, Instance, Note

OUTSIDE = "objects of which no part is in the photo"
NO_AREA = "boxes of less than a pixel"
BEYOND = "boxes that leave the photo"
NO_NUMBERS = "boxes that are no four finite numbers"
FROM_MASK = "boxes taken from their masks"
SWAPPED = "boxes whose corners were swapped"
AS_TEXT = "numbers written as text"
TWICE = "objects that stood there twice"
_SLACK_PX, _SLACK_SHARE = 4.0, 0.03
"""How far a box may lie from its outline's: pixels, or the share of the photo's longer side where that is more. Of 1,457 outlined
COCO objects, whose polygons had been simplified, the farthest is at 0.027."""
_BEYOND_PX, _BEYOND_SHARE = 8.0, 0.05
"""How far a box may reach beyond the photo: more than that is another order or unit of its numbers, not a loose hand."""
_CLOSE_PX = 1.5
"""Two readings of one box are told apart by which comes so close to the outline."""
Mask = Bool[np.ndarray, "h w"]


class Border:
    """What became of one photo's labels."""

    def __init__(self, vocabulary: Iterable[str] = ()) -> None:
        self.vocabulary = frozenset(vocabulary)
        self.unknown: set[str] = set()
        self._notes: list[Note] = []

    @property
    def notes(self) -> tuple[Note, ...]:
        return tuple(self._notes)

    def mend(self, kind: str, what: str) -> None:
        """One reading of it was certain."""
        self._notes.append(Note(did="mended", kind=kind, what=what))

    def leave_out(self, kind: str, what: str, category: str | None = None) -> None:
        """A label is lost; where nobody knows of which category it was, all of them are unknown."""
        self._notes.append(Note(did="left out", kind=kind, what=what))
        self.unknown |= self.vocabulary if category is None else {category}

    def doubt(self, kind: str, what: str, categories: Iterable[str]) -> None:
        """Nothing is lost, but what is not shown need not be absent."""
        self._notes.append(Note(did="unknown", kind=kind, what=what))
        self.unknown |= set(categories)

    def pass_over(self, kind: str, what: str) -> None:
        """Something that no task here can use."""
        self._notes.append(Note(did="not looked at", kind=kind, what=what))

    def distinct(self, objects: Sequence[Instance], what: str) -> tuple[Instance, ...]:
        """Each object once: one that stands there twice, mask and all, is one object."""
        found: dict[Any, list[Instance]] = {}
        for item in objects:
            same = found.setdefault((item.category, item.box_xyxy_px, item.is_crowd), [])
            if any(_same_mask(item, other) for other in same):
                self.mend(TWICE, f"{what}: {item.category} at {_shown(item.box_xyxy_px)}")
            else:
                same.append(item)
        kept = {id(item) for same in found.values() for item in same}
        return tuple(item for item in objects if id(item) in kept)

    def box(
        self,
        corners: Sequence[Any],
        size_hw: tuple[int, int],
        what: str,
        category: str | None,
        around: BoxXYXY | None = None,
    ) -> BoxXYXY | None:
        """An annotated box, mended and cut to the photo; None where it had to be left out.

        Args:
            corners: left, top, right, bottom in pixels as the file has them, right and bottom exclusive.
            size_hw: of the photo.
            what: names the object, for the note.
            category: of the object.
            around: the box around its outline or mask, if it has one; what a box without area becomes.

        Raises:
            UserError: the box leaves its mask.
        """
        numbers = self.numbers(corners, what)
        if numbers is None or abs(numbers[2] - numbers[0]) < 1 or abs(numbers[3] - numbers[1]) < 1:
            return self._without_area(around, NO_NUMBERS if numbers is None else NO_AREA, what, category)
        left, top, right, bottom = numbers
        if left > right or top > bottom:
            self.mend(SWAPPED, what)
            left, right, top, bottom = min(left, right), max(left, right), min(top, bottom), max(top, bottom)
        box = clip_box((left, top, right, bottom), size_hw)
        if around is not None and (box is None or not _fits(box, around, size_hw)):
            raise UserError(
                f"{what}: its box {_shown((left, top, right, bottom))} (left, top, right, bottom) is not around its mask, which "
                f"is in {_shown(around)}; is the box in another order or unit? mend one of them"
            )
        if box is None:
            self.leave_out(OUTSIDE, what, category)
        elif around is None and _leaves((left, top, right, bottom), size_hw):
            self.leave_out(BEYOND, f"{what}: {_shown((left, top, right, bottom))}", category)
            return None
        return box

    def numbers(self, values: Sequence[Any], what: str) -> list[float] | None:
        """Finite numbers, as text or not; None where one is neither."""
        found: list[float] = []
        for value in values:
            try:
                found.append(math.nan if isinstance(value, bool) else float(value))
            except (TypeError, ValueError, OverflowError):
                return None
        if not all(map(math.isfinite, found)):
            return None
        if any(isinstance(value, str) for value in values):
            self.mend(AS_TEXT, what)
        return found

    def _without_area(self, around: BoxXYXY | None, kind: str, what: str, category: str | None) -> BoxXYXY | None:
        if around is not None:
            self.mend(FROM_MASK, what)
        else:
            self.leave_out(kind, what, category)
        return around


def _leaves(box: BoxXYXY, size_hw: tuple[int, int]) -> bool:
    """Whether a box reaches far beyond the photo, on any side."""
    left, top, right, bottom = box
    across, down = max(-left, right - size_hw[1]), max(-top, bottom - size_hw[0])
    return any(
        over > max(_BEYOND_PX, _BEYOND_SHARE * side) for over, side in ((across, size_hw[1]), (down, size_hw[0]))
    )


def _fits(box: BoxXYXY, around: BoxXYXY, size_hw: tuple[int, int]) -> bool:
    """Whether a box is its outline's, and not one that was written as left, top, right, bottom and read as width and height."""
    off = _apart(box, around)
    left, top, right, bottom = box
    as_corners = _apart((left, top, right - left, bottom - top), around)
    if as_corners <= _CLOSE_PX < _CLOSE_PX * 2 < off:
        return False
    return off <= max(_SLACK_PX, _SLACK_SHARE * max(size_hw))


def _same_mask(a: Instance, b: Instance) -> bool:
    if a.mask is None or b.mask is None:
        return a.mask is b.mask
    return np.array_equal(a.mask, b.mask)


def _apart(a: BoxXYXY, b: BoxXYXY) -> float:
    return max(abs(x - y) for x, y in zip(a, b, strict=True))


def _shown(box: BoxXYXY) -> str:
    return ", ".join(f"{side:g}" for side in box)
