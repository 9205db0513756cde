"""Unit vectors as colours: red = right, green = up, blue = towards the viewer, each from -1 = 0 to 1 = 255; black = unknown.

floor (0, 1, 0) = (128, 255, 128)    wall straight ahead (0, 0, 1) = (128, 128, 255)
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, UInt8

from instructcv.labels import colours as colour

LENGTH_TOLERANCE = 0.2
"""By how much a colour's vector may be longer or shorter than 1 and still be a direction."""
DARKEST = 2.0 / 255.0
"""A pixel with no brighter channel is black: it says that nothing is known."""
MIN_ADMISSIBILITY = 0.5
"""Below this share of directions a picture is no map of normals."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Reading:
    """What a picture says about directions."""

    normals: Float32[np.ndarray, "h w 3"]
    """Unit vectors."""
    found: bool
    confidence: float
    """1 where all vectors have length 1, 0 where they are off by `LENGTH_TOLERANCE`, averaged."""
    admissibility: float


def paint(normals: Float32[np.ndarray, "h w 3"], known: Bool[np.ndarray, "h w"]) -> UInt8[np.ndarray, "h w 3"]:
    """The colours; black where nothing is known."""
    picture = np.rint((normals.clip(-1, 1) + 1) * 127.5).astype(np.uint8)
    picture[~known] = 0
    return picture


def read(picture: Float32[np.ndarray, "h w 3"]) -> Reading:
    """Read any picture as directions; grey, which points nowhere, is taken as towards the viewer.

    On `paint`'s own output the error is at most 0.4 degrees: half a level in each channel.
    """
    cleaned = colour.clean(picture)
    vectors = 2 * cleaned - 1  # [h, w, 3]
    length = np.linalg.norm(vectors, axis=-1)
    off_by = np.abs(length - 1)
    solid = length > 1e-3
    unit = np.where(solid[..., None], vectors / np.where(solid, length, 1)[..., None], np.array([0, 0, 1], np.float32))
    directions = off_by <= LENGTH_TOLERANCE
    unknown = cleaned.max(axis=-1) <= DARKEST
    return Reading(
        normals=unit.astype(np.float32),
        found=float(directions.mean()) >= MIN_ADMISSIBILITY,
        confidence=float(1 - np.minimum(off_by / LENGTH_TOLERANCE, 1).mean()),
        admissibility=float((directions | unknown).mean()),
    )


def angle_deg(a: Float32[np.ndarray, "*n 3"], b: Float32[np.ndarray, "*n 3"]) -> Float32[np.ndarray, "*n"]:
    """Between unit vectors, in degrees."""
    # Exact for small angles, where the cosine is flat.
    half = np.clip(np.linalg.norm(a.astype(np.float64) - b, axis=-1) / 2, 0, 1)
    return np.degrees(2 * np.arcsin(half)).astype(np.float32)
