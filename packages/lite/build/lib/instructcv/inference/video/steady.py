"""Painted pictures that do not flicker: each is averaged with those before it, moved along with what moved.

A frame's picture is p. The average so far, a, is warped from the last frame to this one by dense optical flow (DIS, Kroeger et al.
2016). Where the warped last frame looks like this one, the flow is believed and the pictures are averaged:

    a <- w * warp(a) + (1 - w) * p,   w = memory * exp(-(frame - warp(last frame))^2 / (2 sigma^2))

Elsewhere (uncovered, cut to another scene) w is about 0 and the frame's own picture stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from jaxtyping import Float32, UInt8

from instructcv.types import Query, Runner

MEMORY = 0.7
"""The most that earlier pictures have to say, 0 to 1."""
SIGMA = 12.0
"""Difference in grey levels (0 to 255) at which the flow is believed less: a camera's noise is a few."""


@dataclass
class Last:
    """What is remembered of the frame before: its grey photo at the pictures' size, and the averaged pictures."""

    grey: UInt8[np.ndarray, "s t"]
    pictures: Float32[np.ndarray, "n s t 3"]


@dataclass
class Steady:
    """A model whose pictures follow one video: `paint` is called with frame after frame. All else is the model's own."""

    model: Runner
    memory: float = MEMORY
    last: Last | None = None
    _flow: Any = field(default_factory=lambda: cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM))

    def __getattr__(self, name: str) -> Any:
        """Label format, embeddings, and whatever else a model can do."""
        if name == "model":  # not there yet, while this is being copied
            raise AttributeError(name)
        return getattr(self.model, name)

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s t 3"]:
        """As the model paints, averaged with the frames before, of which the same was asked."""
        pictures = self.model.paint(photo, queries, passes=passes, seed=seed)
        if not len(pictures):
            return pictures
        grey = cv2.cvtColor(cv2.resize(photo, pictures.shape[2:0:-1], interpolation=cv2.INTER_AREA), cv2.COLOR_RGB2GRAY)
        last = self.last
        if last is not None and last.pictures.shape == pictures.shape:
            pictures = averaged(pictures, last.pictures, *self._moved(last.grey, grey), memory=self.memory)
        self.last = Last(grey=np.asarray(grey), pictures=pictures)
        return pictures

    def _moved(
        self, before: UInt8[np.ndarray, "s t"], now: UInt8[np.ndarray, "s t"]
    ) -> tuple[Float32[np.ndarray, "s t 2"], Float32[np.ndarray, "s t"]]:
        """Where each pixel was in the last frame, and how far that is to be believed, 0 to 1."""
        flow = self._flow.calc(now, before, None)  # [s, t, 2] from now to before
        rows, columns = np.indices(now.shape, dtype=np.float32)
        was = np.stack([columns + flow[..., 0], rows + flow[..., 1]], axis=-1)
        return was, believed(before, now, was)


def believed(
    before: UInt8[np.ndarray, "s t"], now: UInt8[np.ndarray, "s t"], was: Float32[np.ndarray, "s t 2"]
) -> Float32[np.ndarray, "s t"]:
    """1 where the last frame, warped, looks like this one, towards 0 elsewhere and outside of it."""
    warped = _remapped(before, was)
    off_by = cv2.GaussianBlur(now.astype(np.float32) - warped.astype(np.float32), (0, 0), 1.0)
    h, w = now.shape
    inside = (was[..., 0] >= 0) & (was[..., 0] <= w - 1) & (was[..., 1] >= 0) & (was[..., 1] <= h - 1)
    return np.where(inside, np.exp(-np.square(off_by) / (2 * SIGMA**2)), 0).astype(np.float32)


def averaged(
    pictures: Float32[np.ndarray, "n s t 3"],
    before: Float32[np.ndarray, "n s t 3"],
    was: Float32[np.ndarray, "s t 2"],
    trust: Float32[np.ndarray, "s t"],
    *,
    memory: float,
) -> Float32[np.ndarray, "n s t 3"]:
    """The pictures of now and the average before, warped, in shares."""
    share = memory * trust[..., None]  # [s, t, 1]
    warped = [_remapped(one, was) for one in before]
    return (share * np.stack(warped) + (1 - share) * pictures).astype(np.float32)


def _remapped(picture: np.ndarray, was: Float32[np.ndarray, "s t 2"]) -> np.ndarray:
    """What the picture has where each pixel was."""
    across, down = was[..., 0], was[..., 1]
    return np.asarray(cv2.remap(picture, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))
