"""One picture that a person understands at a glance: the answer on the photo, with its legend, scores or scale.

"segment the cat and the sofa"              the instruction
[photo with coloured masks and outlines]    the answer
# cat: 23 % of the photo   # sofa: 41 % of the photo   the legend
"""

import cv2
import numpy as np
from jaxtyping import Bool, UInt8
from PIL import Image, ImageDraw

from instructcv.inference import _draw as d
from instructcv.inference.record import Record
from instructcv.inference.remarks import doubts, remarks
from instructcv.types import RGB

LONG_SIDE_PX = (640, 1280)
"""The photo is shown with its longer side in this range, so that type neither drowns it nor drowns in it."""
NARROWEST_PX = 420
DOUBTFUL = 0.5
"""Below this admissibility the overlay says so."""
SERIES: tuple[RGB, ...] = (
    (230, 57, 70), (29, 120, 216), (42, 157, 82), (244, 140, 6),
    (131, 56, 236), (0, 150, 160), (214, 40, 140), (120, 90, 40),
)  # fmt: skip
"""Line colours for boxes: distinct on photos, unlike a box's legend colour, which only the painter needs."""


def overlay(record: Record) -> Image.Image:
    """The overlay with its heading and its legend."""
    shown = answer_on_photo(record)
    width = max(shown.width, NARROWEST_PX)
    size = type_px(width)
    heading, footing = _heading(record, width, size), footing_of(record, width, size)
    card = Image.new("RGB", (width, heading.height + shown.height + footing.height), d.PAPER)
    card.paste(heading, (0, 0))
    card.paste(shown, ((width - shown.width) // 2, heading.height))
    card.paste(footing, (0, heading.height + shown.height))
    return card


def type_px(width: int) -> int:
    """The type size that suits a picture's width."""
    return int(np.clip(width // 38, 14, 26))


def answer_on_photo(record: Record, *, long_side_px: tuple[int, int] = LONG_SIDE_PX) -> Image.Image:
    """The decoded answer drawn on the photo, without heading and legend."""
    h, w = record.size_hw
    factor = float(np.clip(max(h, w), *long_side_px)) / max(h, w)
    size_wh = (max(1, round(w * factor)), max(1, round(h * factor)))
    photo = np.asarray(d.scaled(record.photo, size_wh))
    size = type_px(max(size_wh))
    if record.task == "depth" and record.depth_m is not None:
        low, high = depth_range_m(record)
        share = ((record.depth_m - low) / max(high - low, 1e-6)).astype(np.float32)
        return d.scaled(d.turbo(share), size_wh)
    if record.masks is not None and len(record.masks):
        photo = _masked(photo, record)
    image = Image.fromarray(photo)
    draw = ImageDraw.Draw(image)
    if record.task == "detection":
        _boxes(draw, record, factor, size, size_wh)
    if record.task == "classification":
        said = record.label if record.label is not None else f"not {' or '.join(record.query.categories)}"
        said = said if record.found or record.label is None else f"unsure: {said}"
        _banner(image, f"{said}   {100 * (record.probability or 0.0):.0f} %", size)
    elif record.told is not None:
        _banner(image, record.told.said, size)
    elif not record.found:
        _banner(image, f"not found: {', '.join(record.query.categories) or record.task}", size)
    return image


def colour_of(record: Record, category: str) -> RGB:
    """The legend's colour where the answer is painted with it, a distinct line colour for boxes."""
    asked = record.query.categories
    if record.task == "detection" or record.query.label_format.name == "original":
        return SERIES[asked.index(category) % len(SERIES)] if category in asked else SERIES[0]
    return next((entry.rgb for entry in record.query.legend if entry.category == category), SERIES[0])


def depth_range_m(record: Record) -> tuple[float, float]:
    """From the nearest to the farthest metre worth a colour (1st and 99th percentile)."""
    depth_m = record.depth_m
    if depth_m is None or not (depth_m > 0).any():
        return 0.0, 1.0
    low, high = (float(value) for value in np.percentile(depth_m[depth_m > 0], (1, 99)))
    return (low, high) if high - low > 0.05 else (max(0.0, low - 0.05), high + 0.05)


def _masked(photo: UInt8[np.ndarray, "h w 3"], record: Record) -> UInt8[np.ndarray, "h w 3"]:
    """Masks as coloured glass with an outline."""
    assert record.masks is not None
    h, w = photo.shape[:2]
    glass = 0.3 if record.task == "detection" else 0.55
    names = record.categories
    painted = photo.astype(np.float32)
    outlines: list[tuple[Bool[np.ndarray, "h w"], RGB]] = []
    for index, mask in enumerate(record.masks):
        soft = cv2.resize(mask.astype(np.float32), (w, h), interpolation=cv2.INTER_LINEAR)  # [h, w]
        rgb = colour_of(record, names[index])
        painted += glass * soft[:, :, None] * (np.array(rgb, np.float32) - painted)
        outlines.append((soft > 0.5, rgb))
    canvas = np.ascontiguousarray(np.clip(np.rint(painted), 0, 255).astype(np.uint8))
    for mask, rgb in outlines:
        contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(canvas, contours, -1, rgb, thickness=max(1, round(max(h, w) / 400)), lineType=cv2.LINE_AA)
    return canvas


def _boxes(draw: ImageDraw.ImageDraw, record: Record, factor: float, size: int, size_wh: tuple[int, int]) -> None:
    line = max(2, size // 6)
    for index in reversed(range(len(record.boxes))):  # best score last, on top
        left, top, right, bottom = (float(edge) * factor for edge in record.boxes[index])
        left, top = min(max(left, 0.0), size_wh[0] - 1.0), min(max(top, 0.0), size_wh[1] - 1.0)
        right, bottom = max(left, min(right, size_wh[0] - 1.0)), max(top, min(bottom, size_wh[1] - 1.0))
        rgb = colour_of(record, record.categories[index])
        draw.rectangle((left, top, right, bottom), outline=rgb, width=line)
        text = f"{record.categories[index]} {record.scores[index]:.2f}"
        tall = round(size * 1.4)
        base = round(top) if top >= tall else round(top) + tall  # inside the box where there is no room above it
        d.tag(draw, round(left), base, rgb, text, size, size_wh[0])


def _banner(image: Image.Image, text: str, size: int) -> None:
    """A band across the foot of the photo."""
    size = round(size * 1.25)
    tall = min(image.height, round(size * 2.1))
    band = Image.new("RGB", (image.width, tall), d.INK)
    box = (0, image.height - tall, image.width, image.height)
    image.paste(Image.blend(image.crop(box), band, 0.72), box[:2])
    text = d.fitted(text, size, image.width - 16)
    ImageDraw.Draw(image).text(
        (image.width // 2, image.height - tall // 2), text, font=d.font(size), fill=d.PAPER, anchor="mm"
    )


def _heading(record: Record, width: int, size: int) -> Image.Image:
    head = Image.new("RGB", (width, round(size * 2.4)), d.PAPER)
    text = d.fitted(f"\N{LEFT DOUBLE QUOTATION MARK}{record.instruction}", size, width - 2 * size)
    draw = ImageDraw.Draw(head)
    draw.text(
        (size, head.height // 2), f"{text}\N{RIGHT DOUBLE QUOTATION MARK}", font=d.font(size), fill=d.INK, anchor="lm"
    )
    return head


def footing_of(record: Record, width: int, size: int) -> Image.Image:
    """Legend, depth scale or class probabilities, and a warning where the painted picture makes little sense."""
    foot = Image.new("RGB", (width, size * 40), d.PAPER)
    draw = ImageDraw.Draw(foot)
    y = round(size * 0.8)
    if record.task == "depth" and record.depth_m is not None:
        y = _scale(foot, record, width, size, y)
    else:
        y = _legend(draw, legend_lines(record), width, size, y)
    for line in remarks(record):
        rgb = d.WARNING if line in doubts(record) else d.MUTED
        draw.text((size, y), d.fitted(line, size, width - 2 * size), font=d.font(size), fill=rgb)
        y += round(size * 1.7)
    if record.admissibility < DOUBTFUL:
        text = f"doubtful: {100 * record.admissibility:.0f} % of the paint is valid"
        draw.text((size, y), d.fitted(text, size, width - 2 * size), font=d.font(size), fill=d.WARNING)
        y += round(size * 1.7)
    return foot.crop((0, 0, width, y + size // 3))


def legend_lines(record: Record) -> list[tuple[RGB, str]]:
    """Each asked category with its colour and what was found of it."""
    lines: list[tuple[RGB, str]] = []
    for index, category in enumerate(record.query.categories):
        if record.task == "classification":
            said = f"{100 * record.probabilities.get(category, 0.0):.0f} %"
        elif record.task == "detection":
            count = record.categories.count(category)
            said = f"{count} found" if count else "not found"
        else:
            share = float(record.masks[index].mean()) if record.masks is not None else 0.0
            said = f"{100 * share:.0f} % of the photo" if share >= 0.01 else ("under 1 %" if share > 0 else "not found")
        lines.append((colour_of(record, category), f"{category}: {said}"))
    return lines


def _legend(draw: ImageDraw.ImageDraw, lines: list[tuple[RGB, str]], width: int, size: int, y: int) -> int:
    """Chips in rows; returns the y below them."""
    x = size
    for rgb, text in lines[:64]:
        text = d.fitted(text, size, width - 4 * size)
        if x > size and x + round(size * 1.45) + d.width_px(text, size) > width - size:
            x, y = size, y + round(size * 1.6)
        x = d.chip(draw, x, y, rgb, text, size) + round(size * 1.6)
    return y + round(size * 1.7) if lines else y


def _scale(foot: Image.Image, record: Record, width: int, size: int, y: int) -> int:
    """The depth colours with metres below them."""
    low, high = depth_range_m(record)
    unit = "metres"
    left, right = size, width - 2 * size - d.width_px(unit, size)
    ramp = np.linspace(0, 1, max(2, right - left), dtype=np.float32)[None].repeat(size, axis=0)  # [size, bar]
    foot.paste(Image.fromarray(d.turbo(ramp)), (left, y))
    draw = ImageDraw.Draw(foot)
    draw.text((width - size, y + size // 2), unit, font=d.font(size), fill=d.MUTED, anchor="rm")
    for tick in d.ticks_m(low, high):
        x = left + round((right - left) * (tick - low) / (high - low))
        draw.line((x, y + size, x, y + size + size // 3), fill=d.INK, width=1)
        draw.text((x, y + round(size * 1.5)), f"{tick:g}", font=d.font(size), fill=d.INK, anchor="mt")
    return y + round(size * 2.8)
