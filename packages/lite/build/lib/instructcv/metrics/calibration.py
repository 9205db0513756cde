"""Expected calibration error with equal-width bins (Guo et al. 2017, equation 3): is 80 % sure right 80 % of the time?

Checked against a hand-computed example and against the definition written out as a loop over bins.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Float64, Int64

BINS = 15


@dataclass(frozen=True, kw_only=True, eq=False)
class CalibrationSums:
    """By bin of confidence: how many, the sum of their confidences, and how many were right."""

    counts: Int64[np.ndarray, " 15"]
    confidence: Float64[np.ndarray, " 15"]
    right: Int64[np.ndarray, " 15"]

    @classmethod
    def of(cls, confidence: Float32[np.ndarray, " n"], right: Bool[np.ndarray, " n"]) -> "CalibrationSums":
        """Count n answers with their confidences, 0 to 1."""
        bins = np.clip((confidence * BINS).astype(np.int64), 0, BINS - 1)
        return cls(
            counts=np.bincount(bins, minlength=BINS).astype(np.int64),
            confidence=np.bincount(bins, weights=confidence, minlength=BINS).astype(np.float64),
            right=np.bincount(bins, weights=right, minlength=BINS).astype(np.int64),
        )

    def __add__(self, other: "CalibrationSums") -> "CalibrationSums":
        return CalibrationSums(
            counts=self.counts + other.counts,
            confidence=self.confidence + other.confidence,
            right=self.right + other.right,
        )

    def compute(self) -> dict[str, float]:
        """`ECE`, `mean_confidence` and `share_right`."""
        total = int(self.counts.sum())
        if not total:
            return {}
        return {
            "ECE": float(np.abs(self.confidence - self.right).sum() / total),
            "mean_confidence": float(self.confidence.sum() / total),
            "share_right": float(self.right.sum() / total),
        }
