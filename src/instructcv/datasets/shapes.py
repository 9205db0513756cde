"""Coloured circles, squares and triangles on a plain ground, with every kind of label: the data of the toy recipe.

Drawn in NumPy in a millisecond, so that the whole system can be trained and tested anywhere, in seconds.
"""

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from jaxtyping import Bool

from instructcv.samples.truth import mask_box
from instructcv.types import Instance, Regions, Sample, Split

LICENCE = "CC0-1.0"
SPLITS: tuple[Split, ...] = ("train", "val", "test")
NOUNS = ("circle", "square", "triangle")


@dataclass(frozen=True, kw_only=True)
class Shapes:
    """A `types.Dataset` that draws sample i from (seed, split, i)."""

    split: Split
    count: int
    seed: int
    size_px: int
    name: str = "shapes"
    licence: str = LICENCE

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Sample:
        if not 0 <= index < self.count:
            raise IndexError(index)
        rng = np.random.default_rng([self.seed, SPLITS.index(self.split), index])
        size = self.size_px
        photo = np.empty((size, size, 3), np.float32)
        photo[:] = rng.uniform(60, 200, 3)
        ids = np.full((size, size), len(NOUNS), np.int16)
        depth_m = np.full((size, size), 8.0, np.float32)
        drawn: list[tuple[str, Bool[np.ndarray, "h w"]]] = []
        for nearness in range(int(rng.integers(1, 4))):
            noun = int(rng.integers(len(NOUNS)))
            mask = _outline(NOUNS[noun], rng, size)
            drawn = [(name, old & ~mask) for name, old in drawn] + [(NOUNS[noun], mask)]  # nearer hides farther
            photo[mask] = rng.uniform(0, 255, 3)
            ids[mask] = noun
            depth_m[mask] = 5.0 - 1.5 * nearness
        photo += rng.normal(0, 4, photo.shape)
        instances = tuple(
            Instance(category=noun, box_xyxy_px=box, mask=mask)
            for noun, mask in drawn
            if (box := mask_box(mask)) is not None
        )
        return Sample(
            key=f"{index:06d}",
            source=self.name,
            split=self.split,
            licence=self.licence,
            photo=photo.clip(0, 255).astype(np.uint8),
            instances=instances,
            things=NOUNS,
            regions=Regions(ids=ids, names=(*NOUNS, "ground")),
            depth_m=depth_m,
            focal_xy_px=(float(size), float(size)),
            label=instances[-1].category,
            labels=NOUNS,
        )


def _outline(noun: str, rng: np.random.Generator, size: int) -> Bool[np.ndarray, "h w"]:
    mask = np.zeros((size, size), np.uint8)
    radius = rng.uniform(0.12, 0.3) * size
    x, y = rng.uniform(radius, size - radius, 2)
    if noun == "circle":
        cv2.circle(mask, (round(x), round(y)), round(radius), 1, -1)
    elif noun == "square":
        cv2.rectangle(mask, (round(x - radius), round(y - radius)), (round(x + radius), round(y + radius)), 1, -1)
    else:
        corners = [[x, y - radius], [x - radius, y + radius], [x + radius, y + radius]]
        cv2.fillPoly(mask, [np.array(corners).round().astype(np.int32)], (1,))
    return mask.astype(bool)


def open(
    root: Path | None = None, *, split: Split = "train", count: int = 1_000, seed: int = 0, size_px: int = 128
) -> Shapes:
    """Shapes need no files; `root` is not looked at."""
    return Shapes(split=split, count=count, seed=seed, size_px=size_px)
