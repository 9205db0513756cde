"""What a model answered about one photo, as the verbs see it: objects by noun, depth, and the photo at the answers' size."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, UInt8

from instructcv.types import BoxXYXY

FIELD_OF_VIEW = float(np.radians(60.0))
"""Along a photo's longer side, where nobody says better: a 28 mm lens has 65 degrees, a 35 mm lens 54."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Seen:
    """One object that was found."""

    noun: str
    box_xyxy_px: BoxXYXY
    """Around the whole object, in pixels of the scene; it may reach beyond what is visible."""
    mask: Bool[np.ndarray, "h w"]
    """Its visible pixels; never empty."""
    score: float = 1.0
    """0 to 1."""

    @property
    def centre_xy_px(self) -> tuple[float, float]:
        left, top, right, bottom = self.box_xyxy_px
        return (left + right) / 2, (top + bottom) / 2

    @property
    def area_px(self) -> int:
        return int(self.mask.sum())


@dataclass(frozen=True, kw_only=True, eq=False)
class Scene:
    """One photo and all that is known about it."""

    photo: UInt8[np.ndarray, "h w 3"]
    """At the size of the masks; it may be squashed."""
    objects: Mapping[str, tuple[Seen, ...]]
    """Noun -> what was found of it, best score first; `()` where it was looked for in vain."""
    depth_m: Float32[np.ndarray, "h w"] | None = None
    """Along the optical axis; 0 = unknown."""
    focal_xy_px: tuple[float, float] | None = None
    """Focal lengths in the scene's pixels, where they are known; otherwise `FIELD_OF_VIEW` is assumed."""
    photo_hw: tuple[int, int] | None = None
    """The photo's own size, where the scene is squashed."""

    @property
    def size_hw(self) -> tuple[int, int]:
        return self.photo.shape[0], self.photo.shape[1]

    @property
    def focal_px(self) -> tuple[float, float]:
        """Focal lengths across and down, known or assumed."""
        if self.focal_xy_px is not None:
            return self.focal_xy_px
        (h, w), (tall, wide) = self.size_hw, self.photo_hw or self.size_hw
        focal = max(tall, wide) / 2 / np.tan(FIELD_OF_VIEW / 2)  # in the photo's own pixels, which are square
        return float(focal * w / wide), float(focal * h / tall)

    def depths_m(self, seen: Seen) -> Float32[np.ndarray, " n"]:
        """The known depths inside an object's mask."""
        if self.depth_m is None:
            return np.zeros(0, np.float32)
        inside = self.depth_m[seen.mask]
        return inside[np.isfinite(inside) & (inside > 0)]

    def distance_m(self, seen: Seen) -> float | None:
        """Median depth inside the mask; None where no depth is known."""
        inside = self.depths_m(seen)
        return float(np.median(inside)) if inside.size else None


@dataclass(frozen=True, kw_only=True)
class Note:
    """What was done about one thing that a sentence says."""

    what: str
    """In the sentence's terms: "second from the left", "red", "on the table"."""
    done: str
    """"kept 1 of 3", or why it could not be decided."""
    decided: bool = True
    """False: nothing was left out for it, so that the answer is wider than what was asked for."""

    def to_json(self) -> dict[str, str | bool]:
        return {"what": self.what, "done": self.done, "decided": self.decided}


def kept(what: str, before: int, after: int) -> Note:
    """The usual note."""
    return Note(what=what, done=f"kept {after} of {before}")


def undecided(what: str, why: str) -> Note:
    """The note of a verb that leaves all there is."""
    return Note(what=what, done=why, decided=False)
