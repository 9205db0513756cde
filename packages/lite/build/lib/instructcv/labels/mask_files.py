"""Masks as other programs read them: COCO's compressed run-length encoding, and PNG files with names of their own."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
from hotcoco import mask as coco_mask
from jaxtyping import Bool, UInt8

MASK = "mask.png"
"""The file of everything asked for: 255 inside, 0 outside."""


def rle(mask: Bool[np.ndarray, "h w"]) -> dict[str, Any]:
    """`{"size": [h, w], "counts": str}`, as COCO's own tools read it."""
    encoded: Any = coco_mask.encode(np.asfortranarray(mask, dtype=np.uint8))
    counts: bytes | str = encoded["counts"]
    return {"size": list(mask.shape), "counts": counts.decode("ascii") if isinstance(counts, bytes) else counts}


def names_of(categories: Sequence[str]) -> tuple[str, ...]:
    """The file of each mask: the whole one's where there is only one, else one each."""
    if len(categories) == 1:
        return (MASK,)
    return tuple(f"mask-{index:02d}-{_slug(name)}.png" for index, name in enumerate(categories))


def files_of(masks: Bool[np.ndarray, "m h w"], categories: Sequence[str]) -> dict[str, UInt8[np.ndarray, "h w"]]:
    """The whole mask and, where there are several, one for each category."""
    named = {MASK: masks.any(axis=0)} | dict(zip(names_of(categories), masks, strict=True))
    return {name: np.where(mask, np.uint8(255), np.uint8(0)) for name, mask in named.items()}


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40] or "x"
