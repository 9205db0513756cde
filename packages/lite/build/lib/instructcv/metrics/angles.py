"""Angles between predicted and true directions: mean, median, and the share under 11.25, 22.5 and 30 degrees.

Pixels of all photos are pooled, as in Fouhey et al. (2013), whose thresholds these are. Checked against hand-computed cases
(`tests/metrics/test_angles.py`).
"""

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float32, Int64

BIN_DEG = 0.05
"""Width of the bins that the median is read from; its error is at most half of it."""
BINS = round(180 / BIN_DEG)
THRESHOLDS_DEG = (11.25, 22.5, 30.0)


def _no_counts() -> Int64[np.ndarray, " bins"]:
    return np.zeros(BINS, np.int64)


@dataclass(frozen=True, kw_only=True, eq=False)
class AngleSums:
    """Sums over pixels."""

    total_deg: float = 0.0
    under: tuple[int, ...] = (0,) * len(THRESHOLDS_DEG)
    """Pixels under each threshold."""
    counts: Int64[np.ndarray, " bins"] = field(default_factory=_no_counts)
    """Pixels by angle, in bins of `BIN_DEG`."""

    @classmethod
    def of(cls, angles_deg: Float32[np.ndarray, " n"]) -> "AngleSums":
        """Of known pixels only."""
        bins = np.minimum((angles_deg / BIN_DEG).astype(np.int64), BINS - 1)
        return cls(
            total_deg=float(angles_deg.sum(dtype=np.float64)),
            under=tuple(int((angles_deg < threshold).sum()) for threshold in THRESHOLDS_DEG),
            counts=np.bincount(bins, minlength=BINS).astype(np.int64),
        )

    def __add__(self, other: "AngleSums", /) -> "AngleSums":
        return AngleSums(
            total_deg=self.total_deg + other.total_deg,
            under=tuple(a + b for a, b in zip(self.under, other.under, strict=True)),
            counts=self.counts + other.counts,
        )

    def compute(self) -> dict[str, float]:
        """`mean_deg`, `median_deg` and `under_11.25`, ..., shares of the pixels; nothing without pixels."""
        pixels = int(self.counts.sum())
        if not pixels:
            return {}
        median = (int(np.searchsorted(np.cumsum(self.counts), pixels / 2)) + 0.5) * BIN_DEG
        shares = {f"under_{t:g}": n / pixels for t, n in zip(THRESHOLDS_DEG, self.under, strict=True)}
        return {"mean_deg": self.total_deg / pixels, "median_deg": median} | shares
