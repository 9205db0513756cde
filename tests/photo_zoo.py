"""Every kind of photo that a person may hand over, good and bad, made small and on the spot."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

SIZE_WH = (24, 16)
Maker = Callable[[Path], None]


def picture(mode: str = "RGB", size_wh: tuple[int, int] = SIZE_WH) -> Image.Image:
    w, h = size_wh
    ramp = np.add.outer(np.arange(h), np.arange(w)) % 256
    grain = np.random.default_rng(0).integers(-40, 41, (h, w))  # without it there would be nothing to see
    pixels = np.stack([ramp, ramp // 2, 255 - ramp], axis=2) + grain[..., None]
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8)).convert(mode)


def _saved(mode: str, kind: str, size_wh: tuple[int, int] = SIZE_WH) -> Maker:
    return lambda path: picture(mode, size_wh).save(path, kind)


def _deep_grey(path: Path) -> None:
    Image.fromarray((np.arange(16 * 24, dtype=np.uint16) * 170).reshape(16, 24)).save(path, "PNG")


def _animated(path: Path) -> None:
    picture("P").save(path, "GIF", save_all=True, append_images=[picture("P").rotate(90)], duration=50)


def _turned(path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # stored lying on its side: shown it is 16 wide and 24 high
    picture().save(path, "JPEG", exif=exif)


GOOD: dict[str, tuple[str, Maker, tuple[int, int]]] = {
    "grey": ("a.png", _saved("L", "PNG"), (16, 24)),
    "CMYK": ("a.jpg", _saved("CMYK", "JPEG"), (16, 24)),
    "16-bit": ("a.png", _deep_grey, (16, 24)),
    "palette": ("a.png", _saved("P", "PNG"), (16, 24)),
    "alpha": ("a.png", _saved("RGBA", "PNG"), (16, 24)),
    "animated": ("a.gif", _animated, (16, 24)),
    "EXIF-rotated": ("a.jpg", _turned, (24, 16)),
    "one pixel": ("a.png", _saved("RGB", "PNG", (1, 1)), (1, 1)),
    "20,000 pixels wide": ("a.jpg", _saved("RGB", "JPEG", (20_000, 30)), (30, 20_000)),
    "a name with spaces, letters and signs": ("ä b'c\"#%.png", _saved("RGB", "PNG"), (16, 24)),
    "a wrong suffix": ("a.jpg", _saved("RGB", "PNG"), (16, 24)),
}
"""What it is -> file name, how it is made, the size it is answered at (height, width)."""


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _truncated(path: Path) -> None:
    stream = io.BytesIO()
    picture("RGB", (200, 200)).save(stream, "JPEG")
    path.write_bytes(stream.getvalue()[:700])


def _text(path: Path) -> None:
    path.write_text("this is not a photo\n")


def _bomb(path: Path) -> None:
    """A PNG of a few bytes that claims 60,000 x 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    chunks = b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 100)), (b"IEND", b""))
    )
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunks)


BAD: dict[str, Maker] = {
    "missing": lambda path: None,
    "empty": _empty,
    "truncated": _truncated,
    "not a picture": _text,
    "a decompression bomb": _bomb,
}
"""What is wrong -> how it is made."""
