"""Depth at the photo's own size: brought there, said, drawn and stored."""

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
from jaxtyping import Bool, Float32, UInt8, UInt16

from instructcv.drawing.maps import scaled, turbo
from instructcv.drawing.shown import Canvas, Scale, Shown
from instructcv.labels.upsample import at_photo
from instructcv.types import Answer, Findings, Query

RADIUS_PX = 2
"""A smaller window than for masks: slopes must not be flattened where the photo is flat."""
LONGEST_M = 65.535
"""What 16-bit millimetres can hold."""
PNG, NPY = "depth.png", "depth.npy"


def bring(answers: Sequence[Answer], query: Query, photo: UInt8[np.ndarray, "h w 3"]) -> Findings:
    """In log space, so that a blend across an edge is not dominated by the far side; answers that vote are averaged there."""
    read = [answer.depth_m for answer in answers if answer.depth_m is not None]
    each = np.stack([np.log(np.maximum(depth_m, 1e-3)) for depth_m in read])  # [answers, s, t]
    logs = each.mean(axis=0, keepdims=True, dtype=np.float32)  # [1, s, t]
    known = np.all([depth_m > 0 for depth_m in read], axis=0)  # [s, t]
    depth_m = np.where(_nearest(known, photo), np.exp(at_photo(logs, photo, radius_px=RADIUS_PX)[0]), np.float32(0))
    return Findings(
        found=any(answer.found for answer in answers),
        admissibility=float(np.mean([answer.admissibility for answer in answers])),
        confidence=max(answer.confidence for answer in answers),
        depth_m=depth_m,
    )


def _nearest(mask: Bool[np.ndarray, "s t"], photo: UInt8[np.ndarray, "h w 3"]) -> Bool[np.ndarray, "h w"]:
    h, w = photo.shape[:2]
    rows, columns = np.arange(h) * mask.shape[0] // h, np.arange(w) * mask.shape[1] // w
    return mask[rows[:, None], columns[None]]


def say(found: Findings, query: Query) -> str:
    """From the nearest to the farthest metre."""
    known = _known_m(found)
    return f"{known.min():.2f} m to {known.max():.2f} m" if known.size else "no depth"


def show(found: Findings, query: Query, canvas: Canvas) -> Shown:
    """Near is warm and far is cold; the photo itself is not shown."""
    assert found.depth_m is not None
    low, high = range_m(found)
    share = ((found.depth_m - low) / max(high - low, 1e-6)).astype(np.float32)
    return Shown(image=scaled(turbo(share), canvas.size_wh), scale=Scale(low=low, high=high, unit="metres"))


def range_m(found: Findings) -> tuple[float, float]:
    """From the nearest to the farthest metre worth a colour (1st and 99th percentile)."""
    known = _known_m(found)
    if not known.size:
        return 0.0, 1.0
    low, high = (float(value) for value in np.percentile(known, (1, 99)))
    return (low, high) if high - low > 0.05 else (max(0.0, low - 0.05), high + 0.05)


def record(found: Findings | None, files: Collection[str] = ()) -> dict[str, Any]:
    """`depth`: nearest, median and farthest metre, and where all of them are."""
    if found is None:
        return {"depth": None}
    known = _known_m(found)
    low, middle, high = (float(v) for v in np.percentile(known, (0, 50, 100))) if known.size else (0.0, 0.0, 0.0)
    entry: dict[str, Any] = {"min_m": round(low, 3), "median_m": round(middle, 3), "max_m": round(high, 3)}
    if PNG in files:
        entry |= {"png": PNG, "png_unit": "millimetre", "npy": NPY, "npy_unit": "metre"}
    return {"depth": entry}


def files(found: Findings) -> dict[str, np.ndarray]:
    """Twice: 16-bit millimetres, 0 = unknown, clipped at 65.535 m; and float32 metres."""
    return {} if found.depth_m is None else {PNG: millimetres(found.depth_m), NPY: found.depth_m}


def millimetres(depth_m: Float32[np.ndarray, "h w"]) -> UInt16[np.ndarray, "h w"]:
    filled = np.nan_to_num(depth_m.astype(np.float64), nan=0.0, posinf=LONGEST_M, neginf=0.0)
    return np.rint(np.clip(filled, 0.0, LONGEST_M) * 1000).astype(np.uint16)


def _known_m(found: Findings) -> Float32[np.ndarray, " n"]:
    return np.zeros(0, np.float32) if found.depth_m is None else found.depth_m[found.depth_m > 0]
