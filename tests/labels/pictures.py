"""Noise like a VAE's, and shapes to paint."""

import cv2
import numpy as np
from jaxtyping import Bool, Float32, UInt8

from instructcv.types import BoxXYXY

SIZES = [(1, 1), (7, 13), (64, 48), (480, 640)]


def vae_like(picture: UInt8[np.ndarray, "h w 3"], seed: int = 0) -> Float32[np.ndarray, "h w 3"]:
    """Gaussian noise of sigma 0.04, a 3x3 blur, every channel shifted by up to 0.03."""
    rng = np.random.default_rng(seed)
    noisy = picture.astype(np.float32) / 255 + rng.normal(0, 0.04, picture.shape).astype(np.float32)
    noisy = cv2.blur(noisy, (3, 3)).reshape(picture.shape) + rng.uniform(-0.03, 0.03, 3).astype(np.float32)
    return np.clip(noisy, 0, 1).astype(np.float32)


def rectangle(size_hw: tuple[int, int], box: BoxXYXY) -> Bool[np.ndarray, "h w"]:
    left, top, right, bottom = (round(value) for value in box)
    mask = np.zeros(size_hw, dtype=np.bool_)
    mask[top:bottom, left:right] = True
    return mask


def ellipse(size_hw: tuple[int, int], box: BoxXYXY) -> Bool[np.ndarray, "h w"]:
    left, top, right, bottom = box
    rows, columns = np.mgrid[: size_hw[0], : size_hw[1]] + 0.5
    across = (columns - (left + right) / 2) / ((right - left) / 2)
    down = (rows - (top + bottom) / 2) / ((bottom - top) / 2)
    return across**2 + down**2 <= 1


def box_iou(first: BoxXYXY, second: BoxXYXY) -> float:
    width = max(0.0, min(first[2], second[2]) - max(first[0], second[0]))
    height = max(0.0, min(first[3], second[3]) - max(first[1], second[1]))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (first, second)]
    return width * height / (sum(areas) - width * height)


def any_pictures() -> dict[str, Float32[np.ndarray, "h w 3"]]:
    """What a reader may be handed besides its own task's pictures."""
    rng = np.random.default_rng(0)
    ramp = np.linspace(0, 1, 40, dtype=np.float32)[None, :, None] * np.ones((30, 1, 3), np.float32)
    odd = rng.normal(0, 3, (16, 20, 3)).astype(np.float32)
    odd[0], odd[1], odd[2] = np.nan, np.inf, -np.inf
    return {
        "one black pixel": np.zeros((1, 1, 3), np.float32),
        "one white pixel": np.ones((1, 1, 3), np.float32),
        "one row": rng.random((1, 50, 3), dtype=np.float32),
        "one column": rng.random((50, 1, 3), dtype=np.float32),
        "black": np.zeros((40, 30, 3), np.float32),
        "white": np.ones((40, 30, 3), np.float32),
        "blue": np.ones((40, 30, 3), np.float32) * np.array([0, 0, 1], np.float32),
        "noise": rng.random((64, 64, 3), dtype=np.float32),
        "a depth map": ramp,
        "not finite": odd,
        "not contiguous": rng.random((3, 64, 64), dtype=np.float32).transpose(1, 2, 0),
    }
