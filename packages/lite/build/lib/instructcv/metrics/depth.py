"""Depth errors: AbsRel, RMSE, log10, three threshold accuracies (Eigen et al. 2014), per image, then averaged.

Checked against hand-computed cases, and `numpy.linalg.lstsq` for the affine fit.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float32, Float64

MIN_M = 1e-3
MAX_M = 10.0
"""NYUv2's range: truth outside it is left out, predictions are clipped to it."""
_FIGURES = ("AbsRel", "RMSE", "log10", "d1", "d2", "d3")


@dataclass(frozen=True, kw_only=True, eq=False)
class DepthSums:
    """Sums over images of the figures, in the order AbsRel, RMSE (metres), log10, d1, d2, d3."""

    images: int
    totals: Float64[np.ndarray, " 6"]

    @classmethod
    def of(
        cls,
        predicted_m: Float32[np.ndarray, "h w"],
        truth_m: Float32[np.ndarray, "h w"],
        *,
        alignment: Literal["metric", "affine"] = "metric",
        eigen_crop: bool = False,
        min_m: float = MIN_M,
        max_m: float = MAX_M,
    ) -> "DepthSums":
        """Measure one image.

        Args:
            predicted_m: metres; anything up to scale and shift if `alignment` is "affine".
            truth_m: metres, valid strictly between `min_m` and `max_m`; 0 = unknown.
            alignment: "affine" first fits scale and shift to the truth by least squares (as Marigold is measured).
            eigen_crop: leave out the border that NYUv2's Kinect frames lack (rows 45:471, columns 41:601 of 480 x 640).
        """
        valid = (truth_m > min_m) & (truth_m < max_m)
        if eigen_crop:
            valid &= eigen_mask(truth_m.shape)
        if not valid.any():
            return cls(images=0, totals=np.zeros(6))
        truth = truth_m[valid].astype(np.float64)
        predicted = np.nan_to_num(predicted_m[valid].astype(np.float64), nan=min_m, posinf=max_m, neginf=min_m)
        if alignment == "affine":
            predicted = _aligned(predicted, truth)
        predicted = np.clip(predicted, min_m, max_m)
        ratio = np.maximum(predicted / truth, truth / predicted)
        error = predicted - truth
        figures = [
            np.mean(np.abs(error) / truth),
            np.sqrt(np.mean(error**2)),
            np.mean(np.log10(ratio)),  # the ratio is the larger one, so this is |log10 predicted - log10 truth|
            *(np.mean(ratio < 1.25**power) for power in (1, 2, 3)),
        ]
        return cls(images=1, totals=np.array(figures, dtype=np.float64))

    def __add__(self, other: "DepthSums") -> "DepthSums":
        return DepthSums(images=self.images + other.images, totals=self.totals + other.totals)

    def compute(self) -> dict[str, float]:
        """`AbsRel`, `RMSE` in metres, `log10`, and `d1`, `d2`, `d3` as shares; means over images with valid pixels."""
        if not self.images:
            return {}
        return {name: float(value) for name, value in zip(_FIGURES, self.totals / self.images, strict=True)}


def eigen_mask(size_hw: tuple[int, ...]) -> Bool[np.ndarray, "h w"]:
    """The Eigen crop, scaled where the frame is not 480 x 640."""
    h, w = size_hw
    mask = np.zeros((h, w), dtype=np.bool_)
    rows = slice(round(45 / 480 * h), round(471 / 480 * h))
    columns = slice(round(41 / 640 * w), round(601 / 640 * w))
    mask[rows, columns] = True
    return mask


def _aligned(predicted: Float64[np.ndarray, " n"], truth: Float64[np.ndarray, " n"]) -> Float64[np.ndarray, " n"]:
    """The prediction scaled and shifted, least squares against the truth; a flat one becomes the truth's mean."""
    centred = predicted - predicted.mean()
    spread = float(np.sum(centred * centred))  # `@` rounds as many ways as it has threads
    scale = float(np.sum(centred * truth)) / spread if spread > 1e-12 else 0.0
    return truth.mean() + scale * centred
