"""LEGACY: what the 2023 repository's four evaluators compute, arrays in, one number out. Never a headline.

Each docstring says how the scorer departs from the protocol that is official for its benchmark.
"""

from collections.abc import Mapping, Sequence

import cv2
import numpy as np
from jaxtyping import Bool, Float32, UInt8

from instructcv.metrics.box_ap import BoxSums, records
from instructcv.metrics.box_calibration import iou
from instructcv.types import RGB, BoxXYXY

MAX_M = 10.0
SIDE_PX = 256
"""Masks are compared at this size."""
POSITIVE = 10
"""A pixel of a mask counts from this blue on, of 255."""
GREEN: RGB = (0, 255, 0)
TIE = 2.2
"""Colour distances closer than this count as a right answer, whichever is nearer."""


def depth_rmse(predicted_m: Float32[np.ndarray, "h w"], truth_m: Float32[np.ndarray, "h w"]) -> float:
    """RMSE in metres of one photo; the data set's is the mean over photos.

    Truth is stored in 8 bits (10 m = 255). Only pixels whose whole metre is odd in truth and prediction alike are compared;
    all others count as no error and stay in the denominator. No Eigen crop. So a map of 2.0 m everywhere scores 0.
    """
    truth = np.round(np.clip(truth_m, 0, MAX_M) / MAX_M * 255) / 255 * MAX_M
    predicted = np.clip(predicted_m, 0, MAX_M)
    odd = (truth.astype(np.int64) & predicted.astype(np.int64) & 1).astype(np.bool_)
    error = np.where(odd, predicted - truth, 0.0).astype(np.float64)
    return float(np.sqrt(np.mean(error**2)))


def mask_iou(predicted_blue: UInt8[np.ndarray, "h w"], truth: Bool[np.ndarray, "h2 w2"]) -> float | None:
    """IoU of one class in one photo, for classes that are in the photo only; None where neither has a pixel.

    Both are brought to 256 x 256; the truth is resized bilinearly and then counts wherever it is above zero, so it grows.
    """
    side = (SIDE_PX, SIDE_PX)
    painted = cv2.resize(predicted_blue, side, interpolation=cv2.INTER_LINEAR) > POSITIVE
    true = cv2.resize(truth.astype(np.float32), side, interpolation=cv2.INTER_LINEAR) > 0
    either = int((painted | true).sum())
    return int((painted & true).sum()) / either if either else None


def photo_iou(ious: Sequence[float | None]) -> float | None:
    """One photo's score: the mean over the classes that it holds. The data set's is the mean over photos."""
    known = [value for value in ious if value is not None]
    return sum(known) / len(known) if known else None


def box_map50(
    found: Mapping[tuple[str, str], Sequence[BoxXYXY]], truth: Mapping[tuple[str, str], Sequence[BoxXYXY]]
) -> float | None:
    """MAP at IoU 0.5 after the scorer's own selection, by (photo, category); None without a true box.

    For each true box the best found box is kept if their IoU is above one half, with score 1; everything else is thrown
    away before COCO's evaluation sees it. No false positive survives, so the number is recall, whatever else was painted.
    """
    sums = BoxSums()
    for (photo, category), boxes in truth.items():
        painted = found.get((photo, category), ())
        kept: list[BoxXYXY] = []
        for box in boxes:
            best = max(painted, key=lambda candidate: iou(candidate, box), default=None)
            if best is not None and iou(best, box) > 0.5:
                kept.append(best)
        sums += BoxSums(
            asked=frozenset({(photo, category)}),
            truths=records(photo, category, boxes, [1.0] * len(boxes)),
            detections=records(photo, category, kept, [1.0] * len(kept)),
        )
    return sums.compute().get("AP50")


def cat_or_dog(
    mean_rgb_cat: Float32[np.ndarray, " 3"], mean_rgb_dog: Float32[np.ndarray, " 3"], *, is_cat: bool
) -> bool:
    """Is the photo's answer right? Two pictures were painted, one asked for a cat and one for a dog.

    The prompts call for red if it is there and green if not; the scorer compares with green all the same and takes the
    nearer picture as the answer. A near tie, e.g. two pictures alike, is right.

    Args:
        mean_rgb_cat: mean colour, 0 to 255, of the picture painted when asked for a cat.
        mean_rgb_dog: the same for a dog.
        is_cat: the truth; 2 classes, not 37.
    """
    green = np.array(GREEN, np.float32)
    cat, dog = (float(np.linalg.norm(mean - green)) for mean in (mean_rgb_cat, mean_rgb_dog))
    return abs(cat - dog) <= TIE or (cat < dog) == is_cat
