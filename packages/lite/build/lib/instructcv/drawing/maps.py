"""Maps and masks as pictures: false colours, round ticks, coloured glass over a photo."""

from collections.abc import Sequence

import cv2
import numpy as np
from jaxtyping import Bool, Float32, UInt8
from PIL import Image

from instructcv.types import RGB

SERIES: tuple[RGB, ...] = (
    (230, 57, 70), (29, 120, 216), (42, 157, 82), (244, 140, 6),
    (131, 56, 236), (0, 150, 160), (214, 40, 140), (120, 90, 40),
)  # fmt: skip
"""Line colours: distinct on photos, for what is not painted in a colour of its legend."""


def turbo(share: Float32[np.ndarray, "h w"]) -> UInt8[np.ndarray, "h w 3"]:
    """0 = near = red to 1 = far = blue, in the Turbo colour map (Mikhailov 2019), its dark ends left out."""
    index = np.rint((0.95 - 0.9 * np.clip(share, 0, 1)) * 255).astype(np.uint8)
    bgr = np.asarray(cv2.applyColorMap(index, cv2.COLORMAP_TURBO), dtype=np.uint8)  # [h, w, 3]
    return np.ascontiguousarray(bgr[:, :, ::-1])


def ticks_m(low_m: float, high_m: float, *, most: int = 6) -> list[float]:
    """Round numbers of metres inside a range."""
    span = max(high_m - low_m, 1e-6)
    steps = [base * 10.0**power for power in range(-3, 4) for base in (1, 2, 5)]
    step = next((s for s in steps if span / s <= most), steps[-1])
    first = int(np.ceil(low_m / step - 1e-6))
    return [round(k * step, 3) for k in range(first, first + most + 1) if k * step <= high_m + 1e-6]


def glass(
    photo: UInt8[np.ndarray, "h w 3"],
    masks: Sequence[Bool[np.ndarray, "h2 w2"]] | Bool[np.ndarray, "n h2 w2"],
    rgbs: Sequence[RGB],
    *,
    strength: float,
) -> UInt8[np.ndarray, "h w 3"]:
    """The photo with each mask as coloured glass with an outline, the last on top.

    Args:
        photo: at the size that is shown.
        masks: at any one size.
        rgbs: a colour for each.
        strength: 0 = clear, 1 = opaque.
    """
    h, w = photo.shape[:2]
    painted = photo.astype(np.float32)
    outlines: list[tuple[Bool[np.ndarray, "h w"], RGB]] = []
    for mask, rgb in zip(masks, rgbs, strict=True):
        soft = cv2.resize(mask.astype(np.float32), (w, h), interpolation=cv2.INTER_LINEAR)  # [h, w]
        painted += strength * soft[:, :, None] * (np.array(rgb, np.float32) - painted)
        outlines.append((soft > 0.5, rgb))
    canvas = np.ascontiguousarray(np.clip(np.rint(painted), 0, 255).astype(np.uint8))
    for mask, rgb in outlines:
        contours, _ = cv2.findContours(mask.astype(np.uint8), cv2.RETR_LIST, cv2.CHAIN_APPROX_NONE)
        cv2.drawContours(canvas, contours, -1, rgb, thickness=max(1, round(max(h, w) / 400)), lineType=cv2.LINE_AA)
    return canvas


def scaled(picture: UInt8[np.ndarray, "h w 3"], size_wh: tuple[int, int], *, smooth: bool = True) -> Image.Image:
    """A picture at another size, never below one pixel."""
    size = (max(1, size_wh[0]), max(1, size_wh[1]))
    how = Image.Resampling.LANCZOS if smooth else Image.Resampling.NEAREST
    return Image.fromarray(picture).resize(size, how)
