"""Scenes of upright rectangles whose places, depths and colours are known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from instructcv.inference.verbs.scene import Scene, Seen
from instructcv.types import RGB

SIZE_HW = (60, 100)
FAR_M = 8.0


@dataclass(frozen=True, kw_only=True)
class Block:
    """One object; those that come later hide those before them."""

    noun: str
    box: tuple[int, int, int, int]
    """Left, top, right, bottom."""
    depth_m: float = 3.0
    rgb: RGB = (128, 128, 128)
    score: float = 0.9


def scene(blocks: Sequence[Block], *, nouns: Sequence[str] = (), depth: bool = True) -> Scene:
    """The blocks before a white wall at `FAR_M`; `nouns` are those looked for, found or not."""
    photo = np.full((*SIZE_HW, 3), 255, np.uint8)
    depth_m = np.full(SIZE_HW, FAR_M, np.float32)
    owner = np.full(SIZE_HW, -1)
    for index, block in enumerate(blocks):
        left, top, right, bottom = block.box
        photo[top:bottom, left:right] = block.rgb
        depth_m[top:bottom, left:right] = block.depth_m
        owner[top:bottom, left:right] = index
    objects: dict[str, tuple[Seen, ...]] = {noun: () for noun in nouns}
    for index, block in enumerate(blocks):
        left, top, right, bottom = (float(edge) for edge in block.box)
        mask = owner == index
        if mask.any():
            seen = Seen(noun=block.noun, box_xyxy_px=(left, top, right, bottom), mask=mask, score=block.score)
            objects[block.noun] = (*objects.get(block.noun, ()), seen)
    return Scene(photo=photo, objects=objects, depth_m=depth_m if depth else None)


def lefts(seen: Sequence[Seen]) -> list[int]:
    """Objects are told apart by their left edges."""
    return [int(one.box_xyxy_px[0]) for one in seen]
