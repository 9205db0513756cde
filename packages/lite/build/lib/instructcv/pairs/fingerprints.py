"""Which photos are the same, or nearly: a digest of the pixels and a perceptual hash.

The perceptual hash is `dHash` (Krawetz 2013): the photo as 9 x 8 grey pixels; 64 bits say where grey grows to the right.
"""

import hashlib
from collections.abc import Sequence

import cv2
import numpy as np
from jaxtyping import UInt8, UInt64

NEAR = 4
"""Bits of 64 that may differ between near-duplicates: a crop of a few pixels, another JPEG quality, a slight tint."""
FLAT = 6
"""A hash with fewer bits set, or unset, is of a photo without structure and says nothing."""
_BLOCK = 2048


def digest(photo: UInt8[np.ndarray, "h w 3"]) -> str:
    """Of size and pixels, 128 bits in hex."""
    return hashlib.blake2b(bytes(str(photo.shape), "ascii") + photo.tobytes(), digest_size=16).hexdigest()


def perceptual_hash(photo: UInt8[np.ndarray, "h w 3"]) -> int:
    """64 bits; mirrored photos differ."""
    grey = cv2.cvtColor(photo, cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (9, 8), interpolation=cv2.INTER_AREA).astype(np.int16)
    bits = (small[:, 1:] > small[:, :-1]).ravel()  # [64]
    return int.from_bytes(np.packbits(bits).tobytes(), "big")


def near_duplicates(ours: Sequence[int], theirs: Sequence[int], *, near: int = NEAR) -> list[tuple[int, int, int]]:
    """Indices (i, j) and the distance of every pair of hashes that differ in at most `near` bits.

    Every one against every one, 64 bits at a time: 100,000 photos against 5,000 take seconds.
    """
    a, b = _packed(ours), _packed(theirs)
    telling_a, telling_b = _telling(a), _telling(b)
    found: list[tuple[int, int, int]] = []
    for start in range(0, len(a), _BLOCK):
        distances = np.bitwise_count(a[start : start + _BLOCK, None] ^ b[None, :])  # [block, n]
        rows, columns = np.nonzero(distances <= near)
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            if telling_a[start + row] and telling_b[column]:
                found.append((start + row, column, int(distances[row, column])))
    return found


def _packed(hashes: Sequence[int]) -> UInt64[np.ndarray, " n"]:
    return np.array(list(hashes), dtype=np.uint64)


def _telling(hashes: UInt64[np.ndarray, " n"]) -> list[bool]:
    counts = np.bitwise_count(hashes).astype(np.int64)
    return ((counts >= FLAT) & (counts <= 64 - FLAT)).tolist()
