"""How two objects stand to one another on a photo: overlaps and contacts of masks, gaps in metres.

Points are in metres before the camera: x to the right, y down, z along the optical axis. Focal lengths are the scene's, which
are assumed where nobody knows them.
"""

import cv2
import numpy as np
from jaxtyping import Bool, Float64

from instructcv.inference.verbs.scene import Scene, Seen
from instructcv.types import BoxXYXY

_POINTS = 400
"""Most points of an object that gaps are measured between."""


def points_m(seen: Seen, scene: Scene) -> Float64[np.ndarray, "n 3"]:
    """The visible surface of an object, its rim left out, since depth is blurred there; at most `_POINTS`, evenly spread."""
    if scene.depth_m is None:
        return np.zeros((0, 3))
    known = np.isfinite(scene.depth_m) & (scene.depth_m > 0)
    core = without_rim(seen.mask) & known
    rows, columns = np.nonzero(core if core.any() else seen.mask & known)
    if len(rows) > _POINTS:
        pick = np.linspace(0, len(rows) - 1, _POINTS).astype(np.int64)
        rows, columns = rows[pick], columns[pick]
    (h, w), (focal_x, focal_y) = scene.size_hw, scene.focal_px
    z = scene.depth_m[rows, columns].astype(np.float64)
    x, y = (columns + 0.5 - w / 2) * z / focal_x, (rows + 0.5 - h / 2) * z / focal_y
    return np.stack([x, y, z], axis=1)


def without_rim(mask: Bool[np.ndarray, "h w"]) -> Bool[np.ndarray, "h w"]:
    """The mask without its outermost pixels."""
    window = np.ones((3, 3), np.uint8)
    return cv2.erode(mask.astype(np.uint8), window, borderType=cv2.BORDER_CONSTANT, borderValue=(1,)) > 0


def gap_m(first: Seen, second: Seen, scene: Scene) -> float | None:
    """Metres between the nearest of their points (their 2 % nearest, so that a stray pixel does not matter)."""
    a, b = points_m(first, scene), points_m(second, scene)
    if not len(a) or not len(b):
        return None
    nearest = np.sqrt(((a[:, None] - b[None]) ** 2).sum(axis=2)).min(axis=1)  # [n]
    return float(np.percentile(nearest, 2))


def apart_m(first: Seen, second: Seen, scene: Scene) -> float | None:
    """Metres between their middles: the medians of their visible points."""
    a, b = points_m(first, scene), points_m(second, scene)
    if not len(a) or not len(b):
        return None
    return float(np.linalg.norm(np.median(a, axis=0) - np.median(b, axis=0)))


def shared(first: BoxXYXY, second: BoxXYXY, axis: int) -> float:
    """What two boxes have in common along an axis (0 across, 1 down), as a share of the shorter one's side."""
    low, high = max(first[axis], second[axis]), min(first[axis + 2], second[axis + 2])
    shortest = min(first[axis + 2] - first[axis], second[axis + 2] - second[axis])
    return float(np.clip((high - low) / max(shortest, 1e-6), 0.0, 1.0))


def share_inside(first: BoxXYXY, second: BoxXYXY) -> float:
    """Share of the first box's area that lies in the second."""
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    area = max((first[2] - first[0]) * (first[3] - first[1]), 1e-6)
    return max(across, 0.0) * max(down, 0.0) / area


def rests_on(first: Seen, second: Seen, reach_px: int) -> float:
    """Share of the first mask's columns at whose foot the second mask begins within so many pixels."""
    rows, columns = np.nonzero(first.mask)
    width = first.mask.shape[1]
    foot = np.full(width, -1, np.int64)
    np.maximum.at(foot, columns, rows)
    below = [shifted(second.mask, k) for k in range(1, reach_px + 1)]
    near = np.logical_or.reduce(below) | second.mask
    standing = np.flatnonzero(foot >= 0)
    return float(near[foot[standing], standing].mean())


def shifted(mask: Bool[np.ndarray, "h w"], rows: int) -> Bool[np.ndarray, "h w"]:
    """The mask moved up by so many rows."""
    moved = np.zeros_like(mask)
    moved[: max(0, mask.shape[0] - rows)] = mask[rows:]
    return moved


def rim_share(first: Seen, second: Seen, reach_px: int) -> float:
    """Share of what surrounds the first mask within so many pixels that is the second."""
    ring = around(first, reach_px)
    return float(second.mask[ring].mean()) if ring.any() else 0.0


def around(seen: Seen, reach_px: int) -> Bool[np.ndarray, "h w"]:
    """The pixels within so many of the mask, without it."""
    window = np.ones((2 * reach_px + 1, 2 * reach_px + 1), np.uint8)
    return (cv2.dilate(seen.mask.astype(np.uint8), window) > 0) & ~seen.mask
