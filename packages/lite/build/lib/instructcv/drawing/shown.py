"""What a task draws on, and what it gives back: the photo with its answer, and a key to the colours."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from instructcv.types import RGB


@dataclass(frozen=True, kw_only=True, eq=False)
class Canvas:
    """A photo at the size in which it is shown."""

    photo: UInt8[np.ndarray, "h w 3"]
    scale: float
    """Pixels shown for each pixel of the photo."""
    type_px: int
    """The type size that suits it."""
    said: str | None = None
    """An answer in words, to stand across the photo's foot in place of the task's own."""

    @property
    def size_wh(self) -> tuple[int, int]:
        return self.photo.shape[1], self.photo.shape[0]


@dataclass(frozen=True, kw_only=True)
class Scale:
    """A bar of Turbo colours with numbers below it."""

    low: float
    high: float
    unit: str


@dataclass(frozen=True, kw_only=True, eq=False)
class Shown:
    """An answer, drawn."""

    image: Image.Image
    """As large as the canvas."""
    key: tuple[tuple[RGB, str], ...] = ()
    """Colours and what they stand for."""
    scale: Scale | None = None
