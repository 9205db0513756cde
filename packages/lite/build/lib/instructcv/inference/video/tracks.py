"""Which box is which: boxes of one category in two frames are one object where they overlap most, best pairs first.

As in the IoU tracker of Bochinski et al. 2017; an object that is not found is waited for where it was last seen.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
from hotcoco import mask
from jaxtyping import Float32

LEAST_IOU = 0.3
PATIENCE = 15
"""Frames for which an object that is not found is waited for."""


@dataclass
class Track:
    """One object."""

    number: int
    category: str
    box_xyxy_px: Float32[np.ndarray, " 4"]
    unseen: int = 0


@dataclass
class Tracks:
    """The objects of one video so far. Numbers count from 1 and are never given twice."""

    alive: list[Track] = field(default_factory=list[Track])
    given: int = 0

    def follow(self, categories: Sequence[str], boxes_xyxy_px: Float32[np.ndarray, "n 4"]) -> list[int]:
        """The number of each of a frame's boxes."""
        numbers = [0] * len(categories)
        for track in self.alive:
            track.unseen += 1
        for category in dict.fromkeys(categories):
            mine = [index for index, name in enumerate(categories) if name == category]
            known = [track for track in self.alive if track.category == category]
            overlaps = ious(boxes_xyxy_px[mine], np.array([t.box_xyxy_px for t in known], np.float32).reshape(-1, 4))
            for row, column in best_pairs(overlaps, at_least=LEAST_IOU):
                numbers[mine[row]] = known[column].number
                known[column].box_xyxy_px, known[column].unseen = boxes_xyxy_px[mine[row]], 0
        for index, number in enumerate(numbers):
            if not number:
                self.given += 1
                numbers[index] = self.given
                self.alive.append(Track(self.given, categories[index], boxes_xyxy_px[index]))
        self.alive = [track for track in self.alive if track.unseen <= PATIENCE]
        return numbers


def ious(one: Float32[np.ndarray, "n 4"], other: Float32[np.ndarray, "m 4"]) -> Float32[np.ndarray, "n m"]:
    """Intersection over union of every pair."""
    if not len(one) or not len(other):
        return np.zeros((len(one), len(other)), np.float32)
    first, second = (
        [[x, y, right - x, bottom - y] for x, y, right, bottom in boxes.tolist()] for boxes in (one, other)
    )
    return np.asarray(mask.iou(first, second, [False] * len(other)), np.float32)


def best_pairs(overlaps: Float32[np.ndarray, "n m"], *, at_least: float) -> Iterator[tuple[int, int]]:
    """Rows and columns that belong together, the best first, each once."""
    left = overlaps.copy()
    while left.size and left.max() >= at_least:
        row, column = np.unravel_index(int(left.argmax()), left.shape)
        yield int(row), int(column)
        left[row], left[:, column] = 0, 0
