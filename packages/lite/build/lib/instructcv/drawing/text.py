"""Type: a face that is always there, text that fits its room, chips, tags and a banner."""

from functools import cache

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


def banner(image: Image.Image, text: str, size_px: int) -> None:
    """A band across the foot of a photo."""
    size_px = round(size_px * 1.25)
    tall = min(image.height, round(size_px * 2.1))
    band = Image.new("RGB", (image.width, tall), INK)
    box = (0, image.height - tall, image.width, image.height)
    image.paste(Image.blend(image.crop(box), band, 0.72), box[:2])
    text = fitted(text, size_px, image.width - 16)
    middle = (image.width // 2, image.height - tall // 2)
    ImageDraw.Draw(image).text(middle, text, font=font(size_px), fill=PAPER, anchor="mm")
