"""Objects whose places fit no straight line: a region of blue that still brightens to the right and downwards is one
object, as large as it looks.

A small model paints such regions where it is unsure. Noise does not brighten that way, and so is no object.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from jaxtyping import Bool, Float32

from instructcv.types import BoxXYXY

SMALLEST, SMALLEST_PX = 1 / 1024, 64
"""Share of the picture and pixels: smaller regions are left to the lines."""
DOUBT = 0.5
"""What a loose region's score is multiplied by: it never beats an object that its lines explain."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Region:
    """A connected region and its extent as a box."""

    mask: Bool[np.ndarray, "h w"]
    box_xyxy_px: BoxXYXY


def regions(on: Bool[np.ndarray, "h w"], *, most: int) -> list[Region]:
    """At most `most` connected regions, the largest first."""
    _, components, stats, _ = cv2.connectedComponentsWithStats(on.astype(np.uint8), connectivity=4)
    areas = stats[1:, cv2.CC_STAT_AREA]
    found: list[Region] = []
    for index in 1 + np.argsort(-areas, kind="stable")[:most]:
        left, top, width, height, area = (int(value) for value in stats[index])
        if area < max(SMALLEST_PX, SMALLEST * on.size):
            break
        box_xyxy_px = (float(left), float(top), float(left + width), float(top + height))
        found.append(Region(mask=components == index, box_xyxy_px=box_xyxy_px))
    return found


def score(
    region: Region,
    blue: Float32[np.ndarray, "h w"],
    u: Float32[np.ndarray, "h w"],
    v: Float32[np.ndarray, "h w"],
) -> float:
    """0 to 0.5: how sure blue is, times how far red goes with x and green with y; u and v are the places that the pixels
    claim.
    """
    mask = region.mask
    y, x = np.nonzero(mask)
    growing = (_correlation(u[mask], x) + _correlation(v[mask], y)) / 2
    return DOUBT * min(1.0, float(blue[mask].mean()) * growing)


def _correlation(claimed: Float32[np.ndarray, " n"], place: np.ndarray) -> float:
    """Pearson's, 0 where it is negative or there is none."""
    off, along = claimed - claimed.mean(), place - place.mean()
    spread = float(np.sqrt((off**2).sum() * (along**2).sum()))
    return max(0.0, float((off * along).sum()) / spread) if spread > 1e-6 else 0.0
