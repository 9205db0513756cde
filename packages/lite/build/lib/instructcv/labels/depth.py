"""Depth maps as grey pictures, near = dark, along an invertible curve; black also where the depth is unknown.

log, 0.3 to 10 m    0.3 m = 0    1 m = 88    3 m = 167    10 m = 255
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, UInt8

from instructcv.labels import colours as colour
from instructcv.types import LabelFormat

GREY_TOLERANCE = 0.1
"""Largest difference between a pixel's channels (0 to 1 scale) that still counts as grey."""
MIN_ADMISSIBILITY = 0.5
"""Below this share of grey pixels a picture is no depth map."""
DARKEST = 2.0 / 255.0
"""A picture with no pixel brighter than this is black: it says nothing."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """What a picture says about depth."""

    depth_m: Float32[np.ndarray, "h w"]
    found: bool
    confidence: float
    """1 where all channels agree, 0 where they differ by `GREY_TOLERANCE`, averaged."""
    admissibility: float


def encode(depth_m: Float32[np.ndarray, "..."], label_format: LabelFormat) -> Float32[np.ndarray, "..."]:
    """Metres to grey, 0 to 1, clipped to the format's range. `linear` runs from 0 to `far_m`."""
    near_m, far_m = _range_m(label_format)
    clipped = np.clip(depth_m, near_m, far_m)
    if label_format.depth_curve == "log":
        grey = np.log(clipped / near_m) / np.log(far_m / near_m)
    elif label_format.depth_curve == "sqrt":
        grey = (np.sqrt(clipped) - np.sqrt(near_m)) / (np.sqrt(far_m) - np.sqrt(near_m))
    else:
        grey = clipped / far_m
    return np.asarray(grey, dtype=np.float32)


def decode(grey: Float32[np.ndarray, "..."], label_format: LabelFormat) -> Float32[np.ndarray, "..."]:
    """Grey, 0 to 1, to metres; the inverse of `encode`."""
    near_m, far_m = _range_m(label_format)
    if label_format.depth_curve == "log":
        depth_m = near_m * np.exp(grey * np.float32(np.log(far_m / near_m)))
    elif label_format.depth_curve == "sqrt":
        depth_m = (np.sqrt(near_m) + grey * np.float32(np.sqrt(far_m) - np.sqrt(near_m))) ** 2
    else:
        depth_m = grey * np.float32(far_m)
    return np.asarray(depth_m, dtype=np.float32)


def quantisation_error_m(depth_m: Float32[np.ndarray, "..."], label_format: LabelFormat) -> Float32[np.ndarray, "..."]:
    """The most that 8 bits can cost at a depth inside the format's range: half a grey level, in metres.

    For `log` it is a fixed share of the depth (0.69 % from 0.3 to 10 m), for `linear` a fixed length (20 mm to 10 m).
    """
    grey = encode(depth_m, label_format)
    half = np.float32(0.5 / 255.0)
    above = decode(grey + half, label_format) - depth_m
    below = depth_m - decode(np.maximum(grey - half, 0.0), label_format)
    return np.maximum(np.abs(above), np.abs(below))


def paint(
    depth_m: Float32[np.ndarray, "h w"], label_format: LabelFormat
) -> tuple[UInt8[np.ndarray, "h w 3"], Bool[np.ndarray, "h w"]]:
    """The grey picture, and where the depth is known (finite and above 0)."""
    known = np.isfinite(depth_m) & (depth_m > 0)
    grey = np.rint(255.0 * encode(np.where(known, depth_m, np.float32(1.0)), label_format)).astype(np.uint8)  # [h, w]
    grey[~known] = 0
    return np.repeat(grey[:, :, None], 3, axis=2), known  # [h, w, 3], [h, w]


def read(picture: Float32[np.ndarray, "h w 3"], label_format: LabelFormat) -> Reading:
    """Read any picture as depth: the middle one of the three channels, so that a tint in one channel costs nothing.

    On `paint`'s own output the error is at most `quantisation_error_m`; grey noise of sigma s costs a share of
    s * ln(far / near) of the depth in the `log` curve.
    """
    cleaned = colour.clean(picture)
    red, green, blue = cleaned[:, :, 0], cleaned[:, :, 1], cleaned[:, :, 2]
    low, high = np.minimum(red, green), np.maximum(red, green)
    grey = np.maximum(low, np.minimum(high, blue))  # [h, w], the median of three
    spread = np.maximum(high, blue) - np.minimum(low, blue)  # [h, w]
    admissibility = float((spread <= GREY_TOLERANCE).mean())
    confidence = float(1.0 - np.minimum(spread / GREY_TOLERANCE, 1.0).mean())
    return Reading(
        depth_m=decode(grey, label_format),
        found=admissibility >= MIN_ADMISSIBILITY and bool(grey.max(initial=0.0) > DARKEST),
        confidence=confidence,
        admissibility=admissibility,
    )


def _range_m(label_format: LabelFormat) -> tuple[float, float]:
    """The format's range.

    Raises:
        ValueError: an empty range, or a logarithm that starts at 0.
    """
    near_m = 0.0 if label_format.depth_curve == "linear" else label_format.near_m
    far_m = label_format.far_m
    if not near_m < far_m or near_m < 0 or (label_format.depth_curve == "log" and near_m == 0):
        raise ValueError(f"no {label_format.depth_curve} curve runs from {near_m} to {far_m} m")
    return near_m, far_m
