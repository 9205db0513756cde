"""Open any photo as upright 8-bit RGB: EXIF turns, CMYK, palettes, alpha, 16 bits and grey are settled here, once."""

import io
import warnings
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from instructcv.errors import UserError
from instructcv.folders import shown as readable

MAX_PIXELS = 100_000_000
"""10,000 x 10,000: about 0.7 GB while it is decoded (4 bytes a pixel in Pillow, 3 in the array)."""

# Our own limit, checked before a single pixel is decoded, stands in for Pillow's warning; its hard error stays.
warnings.filterwarnings("ignore", category=Image.DecompressionBombWarning)

_EXIF_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_WHITE = (255, 255, 255, 255)


def open_photo(
    source: str | Path | bytes, *, name: str | None = None, max_pixels: int = MAX_PIXELS, upright: bool = True
) -> UInt8[np.ndarray, "h w 3"]:
    """Read a photo file.

    The first frame of an animation; transparency is laid on white; 16-bit and floating-point greys are scaled to 8
    bits.

    Args:
        source: a path, or the file's own bytes (an upload).
        name: what to call the photo in messages; its path, if not given.
        max_pixels: width x height beyond which the photo is refused unread.
        upright: obey the EXIF orientation. Labelled data sets say False where labels were drawn on the stored pixels.

    Raises:
        UserError: missing, empty, not a picture, damaged, or larger than `max_pixels`; the message names the photo.
    """
    shown = name or ("the photo" if isinstance(source, bytes) else readable(source))
    if not isinstance(source, bytes):
        _check_file(Path(source), shown)
    try:
        image = _open(source)
    except Image.DecompressionBombError as error:
        raise UserError(f"{shown} has too many pixels (at most {max_pixels:,}); make it smaller first") from error
    except Image.UnidentifiedImageError as error:
        raise UserError(
            f"{shown} is not a picture that can be read (JPEG, PNG, WebP, TIFF, ...){_heic(shown)}"
        ) from error
    except Exception as error:  # a plugin may fail in any way on a header that lies
        raise UserError(f"{shown} is a damaged picture: {error}; save it again from its source") from error
    with image:
        width, height = image.size
        if width * height > max_pixels:
            size = f"{width} x {height} pixels"
            raise UserError(f"{shown} has {size}; at most {max_pixels:,} pixels are read: make it smaller first")
        return from_image(image, name=shown, upright=upright)


def from_image(image: Image.Image, *, name: str = "the image", upright: bool = True) -> UInt8[np.ndarray, "h w 3"]:
    """A Pillow image, opened or made by anyone, by the same rules as a file.

    Raises:
        UserError: its pixels cannot be read.
    """
    try:
        image.load()
        rgb = _to_rgb(image)
    except Exception as error:  # Pillow's decoders raise OSError, SyntaxError, ValueError, struct.error, ...
        raise UserError(f"{name} is damaged or cut short: {error}; save it again from its source") from error
    turn = _TURNS.get(_orientation(image)) if upright else None
    return np.array(rgb if turn is None else rgb.transpose(turn), dtype=np.uint8)  # [h w 3]


def _open(source: str | Path | bytes) -> Image.Image:
    """Pillow's lazy picture; HEIC where `pillow-heif` is installed."""
    for attempt in range(2):
        try:
            return Image.open(io.BytesIO(source) if isinstance(source, bytes) else source)
        except Image.UnidentifiedImageError:
            if attempt or find_spec("pillow_heif") is None:
                raise
            # Imported here, so that whoever has only other photos does not wait for a video codec.
            from pillow_heif import register_heif_opener

            register_heif_opener()
    raise AssertionError("the second attempt returns or raises")


def _heic(shown: str) -> str:
    """What helps where a photo is one of a telephone's, and nothing here reads them."""
    if find_spec("pillow_heif") or Path(shown).suffix.lower() not in (".heic", ".heif", ".hif"):
        return ""
    return "; HEIC needs one more package: pip install 'instructcv[heic]'"


def _check_file(path: Path, shown: str) -> None:
    try:
        if path.is_dir():
            raise UserError(f"{shown} is a folder, not a photo")
        if not path.exists():
            if path.is_symlink():
                raise UserError(f"{shown} is a link to nothing; copy the photo itself")
            raise UserError(f"there is no photo {shown}; check the path")
        if not path.is_file():  # a pipe or a device would be waited for, perhaps for ever
            raise UserError(f"{shown} is no file; save the photo first")
        if path.stat().st_size == 0:
            raise UserError(f"{shown} is an empty file; copy it again from its source")
    except (OSError, ValueError) as error:  # a name that is too long, a loop of links, a folder that may not be entered
        raise UserError(f"{shown} cannot be opened: {error}; check the path and its permissions") from error


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(_EXIF_ORIENTATION, 1))
    except Exception:  # broken metadata must not cost a good picture
        return 1


def _to_rgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I") or image.mode == "F":
        return Image.fromarray(_deep_grey(np.asarray(image), image.mode)).convert("RGB")
    if image.mode in ("LA", "PA", "La", "RGBA", "RGBa") or "transparency" in image.info:
        rgba = image.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", rgba.size, _WHITE), rgba).convert("RGB")
    return image if image.mode == "RGB" else image.convert("RGB")


def _deep_grey(grey: Any, mode: str) -> Any:
    """16- and 32-bit greys to 8 bits. White is 65535 in 16 bits; elsewhere the smallest of 1 (floats only), 255, 65535
    that holds the brightest pixel, since such files do not say.
    """
    grey = np.nan_to_num(np.asarray(grey, dtype=np.float32), posinf=0.0, neginf=0.0)
    top = float(grey.max(initial=0.0))
    if mode == "F" and top <= 1.0:
        white = 1.0
    else:
        white = 255.0 if top <= 255.0 and not mode.startswith("I;16") else 65535.0
    return np.round(np.clip(grey / white, 0.0, 1.0) * 255.0).astype(np.uint8)
