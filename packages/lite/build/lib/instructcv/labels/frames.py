"""The 2023 system's boxes: hollow blue frames, 4 px wide, drawn on a copy of the photo.

Such a picture holds no instance masks and no scores; the score here is the share of a frame that is really blue.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Bool, Float32, Int64, UInt8

from instructcv.labels import colours as colour
from instructcv.types import RGB, BoxXYXY

FRAME_RGB: RGB = (0, 0, 255)
LINE_PX = 4
"""Line width in the photo's own pixels; the line lies inside the box."""


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """What counts as a frame."""

    blueness: float = 0.25
    """Blue minus the larger of red and green (0 to 1) above which a pixel may belong to a line."""
    min_side_px: int = 9
    """Shortest line looked at; more than twice a line's width, or a line would be found across itself."""
    max_lines: int = 24
    """Longest lines of each direction that are combined into frames."""
    max_candidates: int = 200
    """Best-supported rectangles that are looked at one by one."""
    min_score: float = 0.7
    """Smallest share of blue on the worst side of a frame."""


DEFAULT = ReadOptions()
_SOLID_PX = 9
"""Whatever holds a square of this side is an area and no line."""
_HOLLOW_PX = 2 * LINE_PX
"""A frame with a shorter side cannot be told from a line."""
_NEW = 0.2
"""Share of a frame's pixels that no better frame may have claimed."""
_PAST_PX = 5
"""How far beyond a corner it is looked whether a line runs on: then the corner is another frame's."""
_OVERRUN_COST = 0.5
"""What running on at all corners costs a frame in the order in which they are looked at, in shares of blue."""
_MARGIN_PX = 2
"""A frame claims this much around its lines: noise widens them."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """Boxes with scores, best first."""

    boxes_xyxy_px: tuple[BoxXYXY, ...]
    scores: tuple[float, ...]
    found: bool
    admissibility: float
    """Share of the line-like blue pixels that the frames explain; 1 where there is no blue."""


def paint(
    photo: UInt8[np.ndarray, "h w 3"], boxes_xyxy_px: Sequence[BoxXYXY], line_px: int = LINE_PX
) -> UInt8[np.ndarray, "h w 3"]:
    """Draw the frames on a copy of the photo; boxes are rounded to whole pixels and clipped to the photo."""
    h, w = photo.shape[:2]
    picture = photo.copy()
    for left, top, right, bottom in boxes_xyxy_px:
        x0, x1 = (int(np.clip(round(value), 0, w)) for value in (left, right))
        y0, y1 = (int(np.clip(round(value), 0, h)) for value in (top, bottom))
        inner = np.zeros((max(0, y1 - y0), max(0, x1 - x0)), dtype=np.bool_)
        inner[line_px:-line_px, line_px:-line_px] = True
        picture[y0:y1, x0:x1][~inner] = FRAME_RGB
    return picture


def read(picture: Float32[np.ndarray, "h w 3"], options: ReadOptions = DEFAULT) -> Reading:
    """Find frames in any picture, without the photo beneath.

    Frames of at least 16 x 16 px whose sides lie 8 px or more apart come back with edges within 1 px (2 px with a VAE's
    noise), unless the photo itself is blue there.
    """
    cleaned = colour.clean(picture)
    blueness = cleaned[:, :, 2] - np.maximum(cleaned[:, :, 0], cleaned[:, :, 1])
    blue = blueness > options.blueness  # [h, w]
    # A blue sky is no line.
    blue &= ~_opened(blue, _SOLID_PX, _SOLID_PX)
    candidates = _candidates(_lines(blue, options), _lines(blue.T, options))  # [n, 4]
    near = cv2.dilate(blue.astype(np.uint8), np.ones((3, 3), np.uint8)).astype(np.bool_)
    coverage, overrun = _support(near, candidates)  # [n], [n]
    good = coverage >= options.min_score
    order = np.lexsort((-_areas(candidates[good]), -(coverage - _OVERRUN_COST * overrun)[good]))
    claimed = np.zeros_like(blue)
    boxes: list[BoxXYXY] = []
    scores: list[float] = []
    for index in np.flatnonzero(good)[order][: options.max_candidates]:
        left, top, right, bottom = (int(value) for value in candidates[index])
        strips = _strips(left, top, right, bottom)
        total = sum(int(blue[strip].sum()) for strip in strips)
        new = sum(int((blue[strip] & ~claimed[strip]).sum()) for strip in strips)
        if new == 0 or new < _NEW * total:
            continue
        strength = float(np.mean([blueness[strip][blue[strip]].mean() for strip in strips if blue[strip].any()]))
        for rows, columns in strips:
            around = slice(max(0, columns.start - _MARGIN_PX), columns.stop + _MARGIN_PX)
            claimed[max(0, rows.start - _MARGIN_PX) : rows.stop + _MARGIN_PX, around] = True
        boxes.append((float(left), float(top), float(right), float(bottom)))
        scores.append(float(coverage[index]) * min(1.0, strength))
    ranked = sorted(range(len(boxes)), key=lambda index: -scores[index])
    total = int(blue.sum())
    return Reading(
        boxes_xyxy_px=tuple(boxes[index] for index in ranked),
        scores=tuple(scores[index] for index in ranked),
        found=bool(boxes),
        admissibility=float((blue & claimed).sum()) / total if total else 1.0,
    )


def _lines(blue: Bool[np.ndarray, "h w"], options: ReadOptions) -> Int64[np.ndarray, "n 4"]:
    """Long horizontal blue runs as (first row, last row + 1, first column, last column + 1), longest first."""
    length = options.min_side_px
    runs = _opened(blue, 1, length)
    _, _, stats, _ = cv2.connectedComponentsWithStats(runs.astype(np.uint8), connectivity=4)
    stats = stats[1:].astype(np.int64)
    stats = stats[stats[:, cv2.CC_STAT_WIDTH] >= length]
    stats = stats[np.argsort(-stats[:, cv2.CC_STAT_WIDTH], kind="stable")][: options.max_lines]
    top, left = stats[:, cv2.CC_STAT_TOP], stats[:, cv2.CC_STAT_LEFT]
    bottom, right = top + stats[:, cv2.CC_STAT_HEIGHT], left + stats[:, cv2.CC_STAT_WIDTH]
    return np.stack([top, bottom, left, right], axis=1)


def _opened(blue: Bool[np.ndarray, "h w"], rows: int, columns: int) -> Bool[np.ndarray, "h w"]:
    """Morphological opening; OpenCV's default border would thicken a line at the picture's edge."""
    window = np.ones((rows, columns), np.uint8)
    flags = np.ascontiguousarray(blue).astype(np.uint8)
    opened = cv2.morphologyEx(flags, cv2.MORPH_OPEN, window, borderType=cv2.BORDER_CONSTANT, borderValue=(0,))
    return opened.astype(np.bool_)


def _candidates(flat: Int64[np.ndarray, "a 4"], upright: Int64[np.ndarray, "b 4"]) -> Int64[np.ndarray, "n 4"]:
    """Every rectangle between two horizontal and two vertical lines that reach its corners, as xyxy outer edges."""
    starts_y, ends_y = np.unique(flat[:, 0]), np.unique(flat[:, 1])
    starts_x, ends_x = np.unique(upright[:, 0]), np.unique(upright[:, 1])
    y0, y1 = (grid.ravel() for grid in np.meshgrid(starts_y, ends_y, indexing="ij"))
    x0, x1 = (grid.ravel() for grid in np.meshgrid(starts_x, ends_x, indexing="ij"))
    rows = np.stack([y0, y1], axis=1)[y1 > y0 + _HOLLOW_PX]  # [p, 2]
    columns = np.stack([x0, x1], axis=1)[x1 > x0 + _HOLLOW_PX]  # [q, 2]
    p, q = len(rows), len(columns)
    row_index, column_index = np.repeat(np.arange(p), q), np.tile(np.arange(q), p)
    return np.stack(
        [columns[column_index, 0], rows[row_index, 0], columns[column_index, 1], rows[row_index, 1]], axis=1
    ).astype(np.int64)


def _support(
    blue: Bool[np.ndarray, "h w"], boxes: Int64[np.ndarray, "n 4"]
) -> tuple[Float32[np.ndarray, " n"], Float32[np.ndarray, " n"]]:
    """Share of blue on the worst of the four sides; share of side ends where the line runs on past the corner."""
    h, w = blue.shape
    along_rows = np.zeros((h, w + 1), dtype=np.int32)
    along_rows[:, 1:] = np.cumsum(blue, axis=1)
    along_columns = np.zeros((h + 1, w), dtype=np.int32)
    along_columns[1:] = np.cumsum(blue, axis=0)
    left, top, right, bottom = boxes.T
    wide, high = np.maximum(right - left, 1), np.maximum(bottom - top, 1)
    sides = [
        (along_rows[top, right] - along_rows[top, left]) / wide,
        (along_rows[bottom - 1, right] - along_rows[bottom - 1, left]) / wide,
        (along_columns[bottom, left] - along_columns[top, left]) / high,
        (along_columns[bottom, right - 1] - along_columns[top, right - 1]) / high,
    ]
    past = _PAST_PX
    ends: list[Bool[np.ndarray, " n"]] = []
    for row in (top, bottom - 1):
        ends += [blue[row, np.maximum(left - past, 0)] & (left >= past)]
        ends += [blue[row, np.minimum(right - 1 + past, w - 1)] & (right + past <= w)]
    for column in (left, right - 1):
        ends += [blue[np.maximum(top - past, 0), column] & (top >= past)]
        ends += [blue[np.minimum(bottom - 1 + past, h - 1), column] & (bottom + past <= h)]
    return np.min(sides, axis=0).astype(np.float32), np.mean(ends, axis=0).astype(np.float32)


def _areas(boxes: Int64[np.ndarray, "n 4"]) -> Int64[np.ndarray, " n"]:
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])


def _strips(left: int, top: int, right: int, bottom: int) -> tuple[tuple[slice, slice], ...]:
    """The four sides of a frame, as wide as a painted line."""
    line_x, line_y = min(LINE_PX, right - left), min(LINE_PX, bottom - top)
    rows, columns = slice(top, bottom), slice(left, right)
    return (
        (slice(top, top + line_y), columns),
        (slice(bottom - line_y, bottom), columns),
        (rows, slice(left, left + line_x)),
        (rows, slice(right - line_x, right)),
    )
