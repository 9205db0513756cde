"""Straight-line fits for the place-in-box code: from (x, y, red, green) of an object's pixels to its box.

Red grows from 0 at the box's left edge to 1 at its right edge, so red = (x - left) / width, and green likewise down the
rows. The two fits are independent, each a line u = slope * x + offset, by iteratively reweighted least squares. The weight of
a pixel is Huber's (1964), squared: beyond `_HUBER` it falls with the square of the residual, so that outliers hardly pull.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Int64

from instructcv.types import BoxXYXY

INLIER = 0.1
"""A pixel agrees with a box when red and green are within this of its place in the box (0 to 1 scale)."""
_HUBER = 0.05
"""Residual (0 to 1 scale) up to which a pixel has its full weight."""
_RIDGE = 0.1
"""Weight (squared pixels) of the prior that an object is fully visible: decides only where a column or two are seen."""
_GOLDEN = (5**0.5 - 1) / 2
_SCALES_PX = (2, 5, 10)
"""Half the sides of the windows that propose boxes."""
_SEEDS = 96
"""Most windows of each size."""
_WITNESSES = 512
"""Most pixels that judge a proposal."""
_FEWEST_SHARE, _FEWEST = 0.04, 3
"""A box must explain that share of all witnesses, and so many pixels."""
_MOST_BOXES = 16
"""In one region."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Pixels:
    """The pixels of one region: centres in pixels, red and green 0 to 1."""

    x: Float32[np.ndarray, " n"]
    y: Float32[np.ndarray, " n"]
    u: Float32[np.ndarray, " n"]
    """Red: the place from left to right."""
    v: Float32[np.ndarray, " n"]
    """Green: the place from top to bottom."""

    def __len__(self) -> int:
        return len(self.x)

    def where(self, chosen: Bool[np.ndarray, " n"] | Int64[np.ndarray, " m"]) -> "Pixels":
        return Pixels(x=self.x[chosen], y=self.y[chosen], u=self.u[chosen], v=self.v[chosen])

    def thinned(self, most: int) -> "Pixels":
        """At most `most` pixels, as `spread` chooses them."""
        return self if len(self) <= most else self.where(spread(len(self), most))


@dataclass(frozen=True, kw_only=True)
class Ramp:
    """u = slope_x * x + offset_x and v = slope_y * y + offset_y."""

    slope_x: float
    offset_x: float
    slope_y: float
    offset_y: float

    @property
    def box_xyxy_px(self) -> BoxXYXY:
        return (
            -self.offset_x / self.slope_x,
            -self.offset_y / self.slope_y,
            (1.0 - self.offset_x) / self.slope_x,
            (1.0 - self.offset_y) / self.slope_y,
        )

    def shifted(self, x: float, y: float) -> "Ramp":
        """The same ramp in coordinates whose origin lies x px further left and y px further up."""
        return Ramp(
            slope_x=self.slope_x,
            offset_x=self.offset_x - self.slope_x * x,
            slope_y=self.slope_y,
            offset_y=self.offset_y - self.slope_y * y,
        )

    def residual(self, pixels: Pixels) -> Float32[np.ndarray, " n"]:
        """The larger of the two distances from the lines, 0 to 1 scale."""
        across = np.abs(pixels.u - np.float32(self.slope_x) * pixels.x - np.float32(self.offset_x))
        down = np.abs(pixels.v - np.float32(self.slope_y) * pixels.y - np.float32(self.offset_y))
        return np.maximum(across, down)


def spread(count: int, most: int) -> Int64[np.ndarray, " n"]:
    """At most `most` of `count` places, evenly spread but in no step with the rows (multiples of the golden ratio)."""
    if count <= most:
        return np.arange(count, dtype=np.int64)
    return (np.arange(most) * _GOLDEN % 1.0 * count).astype(np.int64)


def fit(pixels: Pixels, *, rounds: int = 3) -> Ramp | None:
    """Robust lines through a region's pixels; None where they do not rise from left to right and from top to bottom."""
    weights = np.ones(len(pixels), dtype=np.float32)
    across = down = (0.0, 0.0)
    for _ in range(rounds):
        across = _line(pixels.x, pixels.u, weights)
        down = _line(pixels.y, pixels.v, weights)
        if across[0] <= 0.0 or down[0] <= 0.0:
            return None
        ramp = Ramp(slope_x=across[0], offset_x=across[1], slope_y=down[0], offset_y=down[1])
        residual = ramp.residual(pixels)
        weights = (np.float32(_HUBER) / np.maximum(residual, np.float32(_HUBER))) ** 2
    return Ramp(slope_x=across[0], offset_x=across[1], slope_y=down[0], offset_y=down[1])


def _line(
    place: Float32[np.ndarray, " n"], value: Float32[np.ndarray, " n"], weights: Float32[np.ndarray, " n"]
) -> tuple[float, float]:
    """Slope and offset of weighted least squares, with a feather-light prior on the slope (see `_RIDGE`)."""
    total = float(weights.sum())
    mean_place = float(weights @ place) / total
    mean_value = float(weights @ value) / total
    centred = place - np.float32(mean_place)
    weighted = weights * centred
    prior = 1.0 / float(place.max() - place.min() + 1.0)
    slope = (float(weighted @ value) + _RIDGE * prior) / (float(weighted @ centred) + _RIDGE)
    return slope, mean_value - slope * mean_place


def search(
    pixels: Pixels, on: Bool[np.ndarray, "h w"], u: Float32[np.ndarray, "h w"], v: Float32[np.ndarray, "h w"]
) -> list[Ramp]:
    """The boxes in a region that holds several objects, most pixels first.

    Lines through small windows at three scales propose boxes, every proposal counts the pixels that agree with it, and
    proposals are taken greedily while they explain pixels that none before does (sequential RANSAC, local samples).

    Args:
        pixels: the region's pixels, in the coordinates of the maps below.
        on, u, v: the region's surroundings, cut out.
    """
    seeds = pixels.thinned(_SEEDS)
    proposals = np.concatenate([_windows(seeds, on, u, v, radius) for radius in _SCALES_PX])  # [p, 4]
    proposals = proposals[(proposals[:, 0] > 0.0) & (proposals[:, 2] > 0.0)]
    witnesses = pixels.thinned(_WITNESSES)
    across = proposals[:, 0:1] * witnesses.x + proposals[:, 1:2]  # [p, n], the red that each proposal predicts
    down = proposals[:, 2:3] * witnesses.y + proposals[:, 3:4]  # [p, n]
    inside = (np.abs(across - 0.5) < 0.5) & (np.abs(down - 0.5) < 0.5)
    agree = inside & (np.abs(across - witnesses.u) < INLIER) & (np.abs(down - witnesses.v) < INLIER)
    left = np.ones(len(witnesses), dtype=np.bool_)  # [n]
    enough = max(float(_FEWEST), _FEWEST_SHARE * len(witnesses))
    ramps: list[Ramp] = []
    while len(ramps) < _MOST_BOXES and len(agree):
        counts = (agree & left).sum(axis=1)  # [p]
        # Times the share of its box that is explained: or else one flat line through the middles of many objects wins.
        best = int((counts * counts / np.maximum((inside & left).sum(axis=1), 1)).argmax())
        if counts[best] < enough:
            break
        ramp = _refine(witnesses, agree[best] & left)
        explained = agree[best] if ramp is None else agree[best] | (ramp.residual(witnesses) < INLIER)
        if ramp is not None:
            ramps.append(ramp)
        left &= ~explained
    return ramps


def _refine(pixels: Pixels, agreeing: Bool[np.ndarray, " n"]) -> Ramp | None:
    """Fit, collect who agrees with the fit, fit again."""
    ramp = None
    for _ in range(3):
        if agreeing.sum() < _FEWEST:
            return ramp
        better = fit(pixels.where(agreeing), rounds=2)
        if better is None:
            return ramp
        ramp, agreeing = better, better.residual(pixels) < INLIER
    return ramp


def _windows(
    seeds: Pixels,
    on: Bool[np.ndarray, "h w"],
    u: Float32[np.ndarray, "h w"],
    v: Float32[np.ndarray, "h w"],
    radius: int,
) -> Float32[np.ndarray, "p 4"]:
    """Least-squares lines through the square window around each seed: (slope_x, offset_x, slope_y, offset_y)."""
    h, w = on.shape
    steps = np.arange(-radius, radius + 1, max(1, radius // 5))  # [n], at most 11 samples a side
    rows = seeds.y.astype(np.int64)[:, None] + steps  # [p, n]
    columns = seeds.x.astype(np.int64)[:, None] + steps  # [p, n]
    inside = ((rows >= 0) & (rows < h))[:, :, None] & ((columns >= 0) & (columns < w))[:, None, :]  # [p, n, n]
    at = (np.clip(rows, 0, h - 1)[:, :, None], np.clip(columns, 0, w - 1)[:, None, :])
    weight = (inside & on[at]).astype(np.float32)  # [p, n, n]
    n = weight.sum(axis=(1, 2))  # [p]; the seed itself is on, so n >= 1
    step = steps.astype(np.float32)
    lines: list[Float32[np.ndarray, " p"]] = []
    for seed, values, axis in ((seeds.x, u, 1), (seeds.y, v, 2)):
        weights = weight.sum(axis=axis)  # [p, n], along the axis of the line
        weighted = (weight * values[at]).sum(axis=axis)  # [p, n]
        # Sums and not products of matrices: BLAS reads beyond such short rows, and warns of the NaN it may find there.
        mean_step, mean_value = (weights * step).sum(axis=1) / n, weighted.sum(axis=1) / n
        spread = (weights * step**2).sum(axis=1) / n - mean_step**2
        slope = ((weighted * step).sum(axis=1) / n - mean_step * mean_value) / np.maximum(spread, np.float32(1e-4))
        lines += [slope, mean_value - slope * (seed + mean_step)]
    return np.stack(lines, axis=1)  # [p, 4]
