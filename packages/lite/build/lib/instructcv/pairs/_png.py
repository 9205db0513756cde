"""Painted pictures as small PNGs, written in a fraction of the time that a general encoder takes, without loss.

| picture | stored as |
|---|---|
| at most 16 colours: maps, classes, "nothing" | 1, 2 or 4 bits a pixel and a palette |
| grey: depth | 8 bits a pixel, each row as its difference to the one above, runs only |
| anything else: places in boxes, a photo with frames | RGB, each pixel as its difference to the one on the left |

The file format is W3C's PNG (third edition); the compression is the `zlib` that Python has, whose version decides the bytes.
"""

import struct
import zlib

import cv2
import numpy as np
from jaxtyping import Bool, UInt8, UInt32

from instructcv.labels.indexed import FewColours

MOST_COLOURS = 16
_GLIMPSE_PX = 8
"""Every so many pixels are looked at first: a picture of many colours shows itself there."""
_GREY, _RGB, _PALETTE = 0, 2, 3
_LEFT, _ABOVE = 1, 2
_LEVEL, _RGB_LEVEL = 6, 3
Rows = UInt8[np.ndarray, "h n"]
"""A row's bytes, the first of which names its filter."""


def encode(picture: UInt8[np.ndarray, "h w 3"], few: FewColours | None) -> bytes:
    """Any picture, with what `few_colours` says of it: which of the three ways is chosen depends on its pixels only."""
    h, w = picture.shape[:2]
    if few is not None:
        bits = 1 if len(few.palette) <= 2 else 2 if len(few.palette) <= 4 else 4
        return _file((h, w), bits, _PALETTE, _unfiltered(_packed(few.indices, bits)), palette=few.palette)
    red = picture[:, :, 0]
    if np.array_equal(red, picture[:, :, 1]) and np.array_equal(red, picture[:, :, 2]):
        rows = _filtered(_ABOVE, red)
        rows[1:, 1:] -= red[:-1]
        return _file((h, w), 8, _GREY, rows, strategy=zlib.Z_RLE)
    flat = picture.reshape(h, 3 * w)
    rows = _filtered(_LEFT, flat)
    rows[:, 4:] -= flat[:, :-3]
    return _file((h, w), 8, _RGB, rows, level=_RGB_LEVEL)


def encode_mask(mask: Bool[np.ndarray, "h w"]) -> bytes:
    """Black and white, one bit a pixel."""
    h, w = mask.shape
    return _file((h, w), 1, _GREY, _unfiltered(_packed(mask.view(np.uint8), 1)))


def few_colours(picture: UInt8[np.ndarray, "h w 3"]) -> FewColours | None:
    """None where there are more than 16."""
    rgba = np.asarray(cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2RGBA), dtype=np.uint8)
    codes: UInt32[np.ndarray, "h w"] = rgba.view(np.uint32)[:, :, 0]  # one number a colour compares faster than three
    if len(np.unique(codes[::_GLIMPSE_PX, ::_GLIMPSE_PX])) > MOST_COLOURS:
        return None
    indices = np.zeros(codes.shape, dtype=np.uint8)
    found = [codes[0, 0]]
    left = codes != found[0]
    while left.any():
        if len(found) == MOST_COLOURS:
            return None
        code = codes.flat[int(left.argmax())]
        here = codes == code
        indices += here.view(np.uint8) * np.uint8(len(found))
        left ^= here
        found.append(code)
    palette = np.array(found, dtype=np.uint32).view(np.uint8).reshape(-1, 4)[:, :3]
    return FewColours(indices=indices, palette=palette)


def _packed(indices: UInt8[np.ndarray, "h w"], bits: int) -> UInt8[np.ndarray, "h n"]:
    """Several pixels a byte, the left one highest; what is missing to a whole byte is 0."""
    if bits == 1:
        return np.packbits(indices, axis=1)
    h, w = indices.shape
    each = 8 // bits
    whole = np.zeros((h, -(-w // each) * each), dtype=np.uint8)
    whole[:, :w] = indices
    packed = whole[:, ::each] << np.uint8(8 - bits)
    for place in range(1, each):
        packed |= whole[:, place::each] << np.uint8(8 - bits * (place + 1))
    return packed


def _unfiltered(packed: UInt8[np.ndarray, "h m"]) -> Rows:
    return _filtered(0, packed)


def _filtered(name: int, values: UInt8[np.ndarray, "h m"]) -> Rows:
    """Rows that begin with their filter's name; the filter itself is the caller's."""
    rows = np.empty((values.shape[0], values.shape[1] + 1), dtype=np.uint8)
    rows[:, 0] = name
    rows[:, 1:] = values
    return rows


def _file(
    size_hw: tuple[int, int],
    bits: int,
    colours: int,
    rows: Rows,
    *,
    palette: UInt8[np.ndarray, "k 3"] | None = None,
    level: int = _LEVEL,
    strategy: int = zlib.Z_DEFAULT_STRATEGY,
) -> bytes:
    packer = zlib.compressobj(level, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, strategy)
    data = packer.compress(rows.tobytes()) + packer.flush()
    head = struct.pack(">IIBBBBB", size_hw[1], size_hw[0], bits, colours, 0, 0, 0)
    table = b"" if palette is None else _chunk(b"PLTE", palette.tobytes())
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + table + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
