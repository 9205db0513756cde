"""A strip of answers, one row each: photo | instruction | painted answer | read back."""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from instructcv.drawing import text as d
from instructcv.drawing.maps import scaled
from instructcv.inference.overlay import answer_on_photo, footing_of
from instructcv.inference.record import Record

CELL_PX = 320
TALLEST_PX = 260
GAP_PX = 16
TYPE_PX = 15
HEADERS = ("photo", "instruction", "painted by the model", "read back")


def strip(records: Sequence[Record]) -> Image.Image:
    """All answers below one another, with a line of headings."""
    rows = [_row(record) for record in records]
    width = 4 * CELL_PX + 5 * GAP_PX
    top = round(TYPE_PX * 2.6)
    page = Image.new("RGB", (width, top + sum(row.height for row in rows) + GAP_PX // 2), d.PAPER)
    draw = ImageDraw.Draw(page)
    for column, header in enumerate(HEADERS):
        draw.text((_left(column), top // 2), header, font=d.font(TYPE_PX), fill=d.MUTED, anchor="lm")
    y = top
    for row in rows:
        draw.line((GAP_PX, y - 1, width - GAP_PX, y - 1), fill=d.HAIRLINE, width=1)
        page.paste(row, (0, y))
        y += row.height
    return page


def _left(column: int) -> int:
    return GAP_PX + column * (CELL_PX + GAP_PX)


def _row(record: Record) -> Image.Image:
    h, w = record.size_hw
    factor = min(CELL_PX / w, TALLEST_PX / h)
    size_wh = (max(1, round(w * factor)), max(1, round(h * factor)))
    longest = max(size_wh)  # drawn as large as it is shown, so that its type stays readable
    shown = answer_on_photo(record, long_side_px=(longest, longest))
    foot = footing_of(record, shown, CELL_PX, TYPE_PX)
    row = Image.new("RGB", (4 * CELL_PX + 5 * GAP_PX, GAP_PX + size_wh[1] + max(foot.height, GAP_PX)), d.PAPER)
    row.paste(scaled(record.photo, size_wh), (_left(0), GAP_PX))
    _words(row, record, size_wh[1])
    painted = _painted(record, size_wh)
    row.paste(painted, (_left(2), GAP_PX))
    row.paste(shown.image.resize(size_wh), (_left(3), GAP_PX))
    row.paste(foot, (_left(3) - TYPE_PX, GAP_PX + size_wh[1]))
    return row


def _words(row: Image.Image, record: Record, height: int) -> None:
    """The instruction in large type, the task and the time below it."""
    draw = ImageDraw.Draw(row)
    size = round(TYPE_PX * 1.35)
    quoted = f"\N{LEFT DOUBLE QUOTATION MARK}{record.instruction}\N{RIGHT DOUBLE QUOTATION MARK}"
    lines = d.wrapped(quoted, size, CELL_PX - 8, lines=5)
    pitch = round(size * 1.4)
    y = GAP_PX + max(0, (height - pitch * len(lines) - pitch) // 2)
    for line in lines:
        draw.text((_left(1), y), line, font=d.font(size), fill=d.INK)
        y += pitch
    passes = "1 pass" if record.passes == 1 else f"{record.passes} passes"
    told = f"{record.task}, {passes}, {record.seconds:.2f} s"
    draw.text((_left(1), y + pitch // 4), told, font=d.font(TYPE_PX), fill=d.MUTED)


def _painted(record: Record, size_wh: tuple[int, int]) -> Image.Image:
    """The painted picture in the photo's proportions; several stand side by side, each a little narrower."""
    side = record.picture.shape[0]
    count = max(1, record.picture.shape[1] // side)
    if count == 1 or record.picture.shape[1] % side:  # one, or that of a photo far from a square, put together
        return scaled(record.picture, size_wh)
    each = (max(1, (CELL_PX - (count - 1) * 4) // count), 0)
    each = (each[0], max(1, round(each[0] * size_wh[1] / size_wh[0])))
    cell = Image.new("RGB", (CELL_PX, each[1]), d.PAPER)
    for index, part in enumerate(np.split(record.picture, count, axis=1)):
        cell.paste(scaled(np.ascontiguousarray(part), each), (index * (each[0] + 4), 0))
    return cell
