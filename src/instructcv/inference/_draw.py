"""Drawing tools shared by the overlay and the strip: type that is always there, text that fits, colours that show."""

from functools import cache

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from PIL import Image, ImageDraw, ImageFont

from instructcv.types import RGB

INK: RGB = (24, 24, 27)
MUTED: RGB = (107, 107, 118)
HAIRLINE: RGB = (222, 222, 228)
PAPER: RGB = (255, 255, 255)
WARNING: RGB = (180, 83, 9)


@cache
def font(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's own typeface, so that no system font is needed."""
    return ImageFont.load_default(size_px)


def width_px(text: str, size_px: int) -> int:
    return round(font(size_px).getlength(text))


def fitted(text: str, size_px: int, room_px: int) -> str:
    """The text, cut with an ellipsis where it is too long."""
    text = " ".join(text.split())[:500]
    if width_px(text, size_px) <= room_px:
        return text
    while text and width_px(text + "...", size_px) > room_px:
        text = text[: max(0, min(len(text) - 1, int(len(text) * 0.95)))]
    return text.rstrip() + "..."


def wrapped(text: str, size_px: int, room_px: int, *, lines: int) -> list[str]:
    """The text in at most so many lines, the last one cut where it must be."""
    words, rows = " ".join(text.split())[:2000].split(" "), [""]
    for index, word in enumerate(words):
        longer = f"{rows[-1]} {word}".strip()
        if not rows[-1] or width_px(longer, size_px) <= room_px:
            rows[-1] = longer
        elif len(rows) < lines:
            rows.append(word)
        else:
            rows[-1] = " ".join([rows[-1], *words[index:]])
            break
    return [fitted(row, size_px, room_px) for row in rows]


def readable_on(rgb: RGB) -> RGB:
    """Black or white, whichever shows on a colour (relative luminance, ITU-R BT.601)."""
    return INK if 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2] > 150 else PAPER


def turbo(share: Float32[np.ndarray, "h w"]) -> UInt8[np.ndarray, "h w 3"]:
    """0 = near = red to 1 = far = blue, in the Turbo colour map (Mikhailov 2019), its dark ends left out."""
    index = np.rint((0.95 - 0.9 * np.clip(share, 0, 1)) * 255).astype(np.uint8)
    bgr = np.asarray(cv2.applyColorMap(index, cv2.COLORMAP_TURBO), dtype=np.uint8)  # [h, w, 3]
    return np.ascontiguousarray(bgr[:, :, ::-1])


def ticks_m(low_m: float, high_m: float, *, most: int = 6) -> list[float]:
    """Round numbers of metres inside a range."""
    span = max(high_m - low_m, 1e-6)
    steps = [base * 10.0**power for power in range(-3, 4) for base in (1, 2, 5)]
    step = next((s for s in steps if span / s <= most), steps[-1])
    first = int(np.ceil(low_m / step - 1e-6))
    return [round(k * step, 3) for k in range(first, first + most + 1) if k * step <= high_m + 1e-6]


def chip(draw: ImageDraw.ImageDraw, left: int, top: int, rgb: RGB, text: str, size_px: int) -> int:
    """A colour swatch with its name; returns the x where it ends."""
    draw.rounded_rectangle((left, top + 1, left + size_px, top + 1 + size_px), radius=size_px // 4, fill=rgb)
    draw.text((left + round(size_px * 1.45), top + size_px // 2 + 1), text, font=font(size_px), fill=INK, anchor="lm")
    return left + round(size_px * 1.45) + width_px(text, size_px)


def tag(draw: ImageDraw.ImageDraw, left: int, bottom: int, rgb: RGB, text: str, size_px: int, room_px: int) -> None:
    """A filled label whose lower edge sits on `bottom`, moved so that it stays inside the picture."""
    text = fitted(text, size_px, max(room_px - 10, 1))
    width, height = width_px(text, size_px) + 10, round(size_px * 1.4)
    left, top = max(0, min(left, room_px - width)), max(0, bottom - height)
    draw.rectangle((left, top, left + width, top + height), fill=rgb)
    draw.text((left + 5, top + height // 2), text, font=font(size_px), fill=readable_on(rgb), anchor="lm")


def scaled(picture: UInt8[np.ndarray, "h w 3"], size_wh: tuple[int, int], *, smooth: bool = True) -> Image.Image:
    """A picture at another size, never below one pixel."""
    size = (max(1, size_wh[0]), max(1, size_wh[1]))
    how = Image.Resampling.LANCZOS if smooth else Image.Resampling.NEAREST
    return Image.fromarray(picture).resize(size, how)
