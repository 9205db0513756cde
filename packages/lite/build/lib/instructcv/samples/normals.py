"""Which way surfaces face, from how far away they are: exact on planes, from any depth map whose focal length is known.

A plane's inverse depth is an affine function of the place in the picture: with n . P = d and P = z (u / fx, v / fy, 1),

    1 / z = (nx / fx) u / d + (ny / fy) v / d + nz / d

so that a least-squares fit of 1 / z over a small window gives n (u and v are counted from the middle of the picture). Neighbours whose
depth jumps belong to another surface and take no part.
"""

from functools import lru_cache

import numpy as np
from jaxtyping import Bool, Float32, Float64

from instructcv.types import Sample

RADIUS_PX = 2
"""Half the window's side."""
JUMP = 0.15
"""Share of the inverse depth by which a neighbour on the same surface may differ."""
FEWEST = 5
"""Neighbours without which nothing is said."""


@lru_cache(maxsize=4)
def surface_normals(sample: Sample) -> tuple[Float32[np.ndarray, "h w 3"], Bool[np.ndarray, "h w"]]:
    """`normals_of` the sample's depth; kept for the last samples (a sample is its own key).

    Raises:
        ValueError: no depth, or no focal length.
    """
    if sample.depth_m is None or sample.focal_xy_px is None:
        raise ValueError(f"{sample.source}/{sample.key} has no depth with a known focal length")
    return normals_of(sample.depth_m, sample.focal_xy_px)


def normals_of(
    depth_m: Float32[np.ndarray, "h w"], focal_xy_px: tuple[float, float]
) -> tuple[Float32[np.ndarray, "h w 3"], Bool[np.ndarray, "h w"]]:
    """Unit vectors (right, up, towards the viewer), and where they are known.

    Args:
        depth_m: along the optical axis; 0 = unknown.
        focal_xy_px: focal lengths across and down; the axis goes through the middle of the picture.
    """
    h, w = depth_m.shape
    seen = np.isfinite(depth_m) & (depth_m > 0)
    inverse = np.where(seen, 1.0 / np.where(seen, depth_m, 1.0).astype(np.float64), 0.0)  # [h, w]
    across, down, here, count = _fitted(inverse, seen)
    u = np.arange(w) + 0.5 - w / 2
    v = np.arange(h)[:, None] + 0.5 - h / 2
    focal_x, focal_y = focal_xy_px
    away = here - across * u - down * v
    facing = np.stack(
        [-across * focal_x, down * focal_y, away], axis=-1
    )  # [h, w, 3]; against the picture's y, which runs down
    length = np.linalg.norm(facing, axis=-1)
    known = seen & (count >= FEWEST) & (length > 0)
    unit = facing / np.where(known, length, 1.0)[..., None]
    return np.where(known[..., None], unit, 0.0).astype(np.float32), known


def _fitted(
    inverse: Float64[np.ndarray, "h w"], seen: Bool[np.ndarray, "h w"]
) -> tuple[
    Float64[np.ndarray, "h w"], Float64[np.ndarray, "h w"], Float64[np.ndarray, "h w"], Float64[np.ndarray, "h w"]
]:
    """Slope across and down, value, and how many neighbours took part, of a plane through each window."""
    h, w = inverse.shape
    r = RADIUS_PX
    padded, there = np.pad(inverse, r), np.pad(seen, r)
    sums = np.zeros((9, h, w))  # 1, x, y, xx, xy, yy, f, xf, yf
    for y in range(-r, r + 1):
        for x in range(-r, r + 1):
            part = np.s_[r + y : r + y + h, r + x : r + x + w]
            f = padded[part]
            m = (there[part] & (np.abs(f - inverse) <= JUMP * inverse)).astype(np.float64)
            mf = m * f
            for place, factor in enumerate((1, x, y, x * x, x * y, y * y)):
                if factor:
                    sums[place] += factor * m
            sums[6] += mf
            sums[7] += x * mf
            sums[8] += y * mf
    n, sx, sy, sxx, sxy, syy, sf, sxf, syf = sums
    n = np.maximum(n, 1.0)
    # Around the window's own mean the two slopes are a 2 x 2 system.
    xx, xy, yy = sxx - sx * sx / n, sxy - sx * sy / n, syy - sy * sy / n
    xf, yf = sxf - sx * sf / n, syf - sy * sf / n
    determinant = xx * yy - xy * xy
    solid = determinant > 1e-9
    divisor = np.where(solid, determinant, 1.0)
    across, down = (xf * yy - yf * xy) / divisor, (yf * xx - xf * xy) / divisor
    here = (sf - across * sx - down * sy) / n
    return across, down, here, np.where(solid, sums[0], 0.0)
