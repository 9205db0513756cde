"""One picture that a person understands at a glance: the answer on the photo, with its legend, scores or scale.

"segment the cat and the sofa"              the instruction
[photo with coloured masks and outlines]    the answer
# cat: 23 % of the photo   # sofa: 41 % of the photo   the key
"""

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageDraw

from instructcv.drawing import text
from instructcv.drawing.maps import scaled, ticks_m, turbo
from instructcv.drawing.shown import Canvas, Scale, Shown
from instructcv.inference.record import Record
from instructcv.inference.remarks import DOUBTFUL, doubts, remarks
from instructcv.tasks.base import task
from instructcv.types import RGB

LONG_SIDE_PX = (640, 1280)
"""The photo is shown with its longer side in this range, so that type neither drowns it nor drowns in it."""
NARROWEST_PX = 420
MOST_CHIPS = 64


def overlay(record: Record) -> Image.Image:
    """The overlay with its heading and its key."""
    shown = answer_on_photo(record)
    width = max(shown.image.width, NARROWEST_PX)
    size = type_px(width)
    heading, footing = _heading(record, width, size), footing_of(record, shown, width, size)
    card = Image.new("RGB", (width, heading.height + shown.image.height + footing.height), text.PAPER)
    card.paste(heading, (0, 0))
    card.paste(shown.image, ((width - shown.image.width) // 2, heading.height))
    card.paste(footing, (0, heading.height + shown.image.height))
    return card


def type_px(width: int) -> int:
    """The type size that suits a picture's width."""
    return int(np.clip(width // 38, 14, 26))


def answer_on_photo(record: Record, *, long_side_px: tuple[int, int] = LONG_SIDE_PX) -> Shown:
    """The answer drawn on the photo, without heading and footing.

    Args:
        record: the answer.
        long_side_px: least and most pixels of the longer side.
    """
    h, w = record.size_hw
    factor = float(np.clip(max(h, w), *long_side_px)) / max(h, w)
    size_wh = (max(1, round(w * factor)), max(1, round(h * factor)))
    canvas = Canvas(
        photo=np.array(scaled(record.photo, size_wh)),
        scale=factor,
        type_px=type_px(max(size_wh)),
        said=None if record.told is None else record.told.said,
    )
    return task(record.task).show(record.findings, record.query, canvas)


def _heading(record: Record, width: int, size: int) -> Image.Image:
    head = Image.new("RGB", (width, round(size * 2.4)), text.PAPER)
    said = text.fitted(f"\N{LEFT DOUBLE QUOTATION MARK}{record.instruction}", size, width - 2 * size)
    quoted, middle = f"{said}\N{RIGHT DOUBLE QUOTATION MARK}", (size, head.height // 2)
    ImageDraw.Draw(head).text(middle, quoted, font=text.font(size), fill=text.INK, anchor="lm")
    return head


def footing_of(record: Record, shown: Shown, width: int, size: int) -> Image.Image:
    """The key and the scale of what is shown, and a warning where the painted picture makes little sense."""
    foot = Image.new("RGB", (width, size * 40), text.PAPER)
    draw = ImageDraw.Draw(foot)
    y = _key(draw, shown.key, width, size, round(size * 0.8))
    if shown.scale is not None:
        y = _scale(foot, shown.scale, width, size, y)
    for line in remarks(record):
        rgb = text.WARNING if line in doubts(record) else text.MUTED
        draw.text((size, y), text.fitted(line, size, width - 2 * size), font=text.font(size), fill=rgb)
        y += round(size * 1.7)
    if record.admissibility < DOUBTFUL:
        said = f"doubtful: {100 * record.admissibility:.0f} % of the paint is valid"
        draw.text((size, y), text.fitted(said, size, width - 2 * size), font=text.font(size), fill=text.WARNING)
        y += round(size * 1.7)
    return foot.crop((0, 0, width, y + size // 3))


def _key(draw: ImageDraw.ImageDraw, key: Sequence[tuple[RGB, str]], width: int, size: int, y: int) -> int:
    """Chips in rows; returns the y below them."""
    x = size
    for rgb, meaning in key[:MOST_CHIPS]:
        said = text.fitted(meaning, size, width - 4 * size)
        if x > size and x + round(size * 1.45) + text.width_px(said, size) > width - size:
            x, y = size, y + round(size * 1.6)
        x = text.chip(draw, x, y, rgb, said, size) + round(size * 1.6)
    return y + round(size * 1.7) if key else y


def _scale(foot: Image.Image, scale: Scale, width: int, size: int, y: int) -> int:
    """The bar of colours with numbers below it; returns the y below them."""
    low, high = scale.low, scale.high
    left, right = size, width - 2 * size - text.width_px(scale.unit, size)
    ramp = np.linspace(0, 1, max(2, right - left), dtype=np.float32)[None].repeat(size, axis=0)  # [size, bar]
    foot.paste(Image.fromarray(turbo(ramp)), (left, y))
    draw = ImageDraw.Draw(foot)
    draw.text((width - size, y + size // 2), scale.unit, font=text.font(size), fill=text.MUTED, anchor="rm")
    for tick in ticks_m(low, high):
        x = left + round((right - left) * (tick - low) / (high - low))
        draw.line((x, y + size, x, y + size + size // 3), fill=text.INK, width=1)
        draw.text((x, y + round(size * 1.5)), f"{tick:g}", font=text.font(size), fill=text.INK, anchor="mt")
    return y + round(size * 2.8)
