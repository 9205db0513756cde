"""Normals at the photo's own size: brought there, said, drawn and stored."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Float32, UInt8

from instructcv.drawing.maps import scaled
from instructcv.drawing.shown import Canvas, Shown
from instructcv.labels import normals
from instructcv.labels.upsample import at_photo
from instructcv.tasks.normals.pictures import Facing
from instructcv.types import RGB, Answer, Findings, Query

RADIUS_PX = 2
"""As for depth: a wide window would bend planes where the photo is flat."""
PNG, NPY = "normals.png", "normals.npy"
SIDES: dict[str, tuple[float, float, float]] = {
    "up": (0.0, 1.0, 0.0), "down": (0.0, -1.0, 0.0), "left": (-1.0, 0.0, 0.0), "right": (1.0, 0.0, 0.0),
    "towards the viewer": (0.0, 0.0, 1.0),
}  # fmt: skip
"""What a surface may mostly face, as (right, up, towards the viewer)."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Directions(Findings):
    """Which way each pixel's surface faces."""

    normals: Float32[np.ndarray, "h w 3"]
    """Unit vectors: right, up, towards the viewer."""


def bring(answers: Sequence[Answer], query: Query, photo: UInt8[np.ndarray, "h w 3"]) -> Directions:
    """Each component upsampled, then made unit vectors again; answers that vote are averaged first."""
    read = [answer.normals for answer in answers if isinstance(answer, Facing)]
    mean = np.asarray(np.stack(read).mean(axis=0, dtype=np.float32)).transpose(2, 0, 1)  # [3, s, t]
    large = at_photo(mean, photo, radius_px=RADIUS_PX).transpose(1, 2, 0)  # [h, w, 3]
    length = np.linalg.norm(large, axis=-1, keepdims=True)
    ahead = np.array([0, 0, 1], np.float32)
    return Directions(
        found=any(answer.found for answer in answers),
        admissibility=float(np.mean([answer.admissibility for answer in answers])),
        confidence=max(answer.confidence for answer in answers),
        normals=np.where(length > 1e-6, large / np.maximum(length, 1e-6), ahead).astype(np.float32),
    )


def shares(found: Findings) -> dict[str, float]:
    """The share of the photo that mostly faces each side."""
    assert isinstance(found, Directions)
    towards = found.normals.reshape(-1, 3) @ np.array(list(SIDES.values()), np.float32).T  # [h w, sides]
    counts = np.bincount(towards.argmax(axis=1), minlength=len(SIDES))
    return {name: float(count) / len(towards) for name, count in zip(SIDES, counts, strict=True)}


def say(found: Findings, query: Query) -> str:
    """How much of the photo faces which side, most first."""
    most = sorted(shares(found).items(), key=lambda item: -item[1])
    return ", ".join(f"{100 * share:.0f} % {name}" for name, share in most if share >= 0.005)


def show(found: Findings, query: Query, canvas: Canvas) -> Shown:
    """The directions as they are painted, with what each colour means."""
    assert isinstance(found, Directions)
    image = scaled(_picture(found), canvas.size_wh)
    return Shown(image=image, key=tuple((_rgb(side), name) for name, side in SIDES.items()))


def _picture(found: Directions) -> UInt8[np.ndarray, "h w 3"]:
    return normals.paint(found.normals, np.ones(found.normals.shape[:2], np.bool_))


def _rgb(side: tuple[float, float, float]) -> RGB:
    red, green, blue = (round((value + 1) * 127.5) for value in side)
    return red, green, blue


def record(found: Findings | None, files: Collection[str] = ()) -> dict[str, Any]:
    """`normals`: the share of the photo that faces each side, and where all directions are."""
    if found is None:
        return {"normals": None}
    entry: dict[str, Any] = {"facing": {name: round(share, 4) for name, share in shares(found).items()}}
    if NPY in files:
        entry |= {"png": PNG, "npy": NPY, "npy_axes": "right, up, towards the viewer"}
    return {"normals": entry}


def files(found: Findings) -> dict[str, np.ndarray]:
    """Twice: as colours, and as float32 unit vectors `[h, w, 3]`."""
    assert isinstance(found, Directions)
    return {PNG: _picture(found), NPY: found.normals}
