"""Compose a scene: cut-outs on a background, with shadows, light, occlusion and a camera's blur and noise."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from jaxtyping import Bool, Float32, UInt8

from instructcv.samples.truth import mask_box
from instructcv.types import Instance

MAX_HIDDEN = 0.6
"""Nothing is covered more than this by what lies on top of it: what can be seen is always labelled."""
MIN_VISIBLE = 0.002
"""Of the picture's pixels; a smaller cut-out is not placed."""
_TRIES = 8
_MAX_ENLARGED = 2.0
_MAX_TILT_DEG = 20.0


@dataclass(kw_only=True, eq=False)
class Layer:
    """One cut-out, placed: what it puts into a window of the canvas."""

    category: str
    window: tuple[slice, slice]
    """Rows and columns of the canvas."""
    rgb: Float32[np.ndarray, "wh ww 3"]
    """Premultiplied by alpha, 0 to 255."""
    alpha: Float32[np.ndarray, "wh ww"]
    """0 to 1."""

    def mask(self, size_px: int) -> Bool[np.ndarray, "s s"]:
        """The pixels it covers at least by half."""
        mask = np.zeros((size_px, size_px), dtype=bool)
        mask[self.window] = self.alpha > 0.5
        return mask


def compose(
    background: UInt8[np.ndarray, "s s 3"],
    cutouts: Sequence[tuple[str, UInt8[np.ndarray, "_ _ 4"]]],
    rng: np.random.Generator,
) -> tuple[UInt8[np.ndarray, "s s 3"], tuple[Instance, ...]]:
    """Lay cut-outs (category, premultiplied RGBA) over a background, the first one deepest.

    Returns:
        The picture, and an instance (visible pixels and their tight box) for each cut-out that found room.
    """
    layers, visible = _place(cutouts, background.shape[0], rng)
    canvas = background.astype(np.float32)  # [s s 3]
    for layer in layers:
        _cast_shadow(canvas, layer, rng)
        canvas[layer.window] *= 1 - layer.alpha[..., None]
        canvas[layer.window] += layer.rgb
    boxes = [mask_box(mask) for mask in visible]
    instances = tuple(
        Instance(category=layer.category, box_xyxy_px=box, mask=mask)
        for layer, box, mask in zip(layers, boxes, visible, strict=True)
        if box is not None
    )
    return _photograph(canvas, rng), instances


def _place(
    cutouts: Sequence[tuple[str, UInt8[np.ndarray, "_ _ 4"]]], size_px: int, rng: np.random.Generator
) -> tuple[list[Layer], list[Bool[np.ndarray, "s s"]]]:
    """The layers that found room, and what is visible of each."""
    layers: list[Layer] = []
    visible: list[Any] = []
    whole_px: list[int] = []
    for category, rgba in cutouts:
        for _ in range(_TRIES):
            layer = _draw_layer(category, rgba, size_px, rng)
            mask = layer.mask(size_px)
            left_over = [seen & ~mask for seen in visible]
            hidden = any(
                np.count_nonzero(seen) < (1 - MAX_HIDDEN) * whole
                for seen, whole in zip(left_over, whole_px, strict=True)
            )
            if np.count_nonzero(mask) >= MIN_VISIBLE * size_px**2 and not hidden:
                layers.append(layer)
                whole_px.append(int(np.count_nonzero(mask)))
                visible = [*left_over, mask]
                break
    return layers, visible


def _draw_layer(category: str, rgba: UInt8[np.ndarray, "_ _ 4"], size_px: int, rng: np.random.Generator) -> Layer:
    """Scale, tint, flip, tilt and place one cut-out; at most a fifth of a side leaves the canvas (untilted)."""
    target_px = size_px * float(np.exp(rng.uniform(np.log(0.16), np.log(0.8))))
    scale = min(target_px / max(rgba.shape[:2]), _MAX_ENLARGED * max(size_px / 256, 1))
    interpolation = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    size_wh = (max(1, round(rgba.shape[1] * scale)), max(1, round(rgba.shape[0] * scale)))
    small: Any = _tint(cv2.resize(rgba, size_wh, interpolation=interpolation), rng)  # [h w 4]
    if rng.random() < 0.5:
        small = np.ascontiguousarray(small[:, ::-1])
    half_wh = np.array(size_wh) / 2
    margin = np.minimum(half_wh * 0.6, size_px / 2)
    centre = rng.uniform(margin, size_px - margin)
    tilt_deg = float(np.clip(rng.normal(0, 8), -_MAX_TILT_DEG, _MAX_TILT_DEG))
    reach = float(np.hypot(*half_wh)) + 1  # whatever the tilt
    (left, top), (right, bottom) = (
        np.clip(np.floor(centre - reach), 0, size_px).astype(int).tolist(),
        np.clip(np.ceil(centre + reach), 0, size_px).astype(int).tolist(),
    )
    turn = cv2.getRotationMatrix2D(half_wh.tolist(), tilt_deg, 1.0)
    turn[:, 2] += centre - half_wh - (left, top)
    placed: Any = cv2.warpAffine(small, turn, (right - left, bottom - top), flags=cv2.INTER_LINEAR).astype(np.float32)
    return Layer(
        category=category,
        window=(slice(top, bottom), slice(left, right)),
        rgb=placed[..., :3],  # [wh ww 3]
        alpha=placed[..., 3] / np.float32(255.0),  # [wh ww]
    )


def _tint(rgba: UInt8[np.ndarray, "h w 4"], rng: np.random.Generator) -> UInt8[np.ndarray, "h w 4"]:
    """Another light: saturation, brightness, a gain for each channel. All linear, so premultiplied colour will do."""
    saturation = rng.uniform(0.6, 1.25)
    gain = rng.uniform(0.7, 1.2) * rng.uniform(0.92, 1.08, size=3)
    mix = np.eye(4)
    mix[:3, :3] = gain[:, None] * (saturation * np.eye(3) + (1 - saturation) / 3)
    tinted: Any = cv2.transform(rgba, mix)
    return np.minimum(tinted, rgba[..., 3:])  # colour never exceeds its alpha


def _cast_shadow(canvas: Float32[np.ndarray, "s s 3"], layer: Layer, rng: np.random.Generator) -> None:
    """Darken `canvas` softly beside the cut-out; a fifth of the cut-outs cast none (they fly, or the light is flat)."""
    if rng.random() < 0.2:
        return
    size_px = canvas.shape[0]
    coarse = max(8, size_px // 4)  # a blurred shape needs no detail
    alpha = np.zeros((size_px, size_px), dtype=np.float32)
    alpha[layer.window] = layer.alpha
    shape = cv2.resize(alpha, (coarse, coarse), interpolation=cv2.INTER_AREA)
    shift = np.array([[1, 0, rng.uniform(-0.04, 0.04) * coarse], [0, 1, rng.uniform(0.01, 0.05) * coarse]])
    soft = cv2.GaussianBlur(
        cv2.warpAffine(shape, shift, (coarse, coarse)), (0, 0), float(rng.uniform(0.012, 0.04) * coarse)
    )
    shadow = cv2.resize(soft, (size_px, size_px), interpolation=cv2.INTER_LINEAR)
    canvas *= (1 - shadow * np.float32(rng.uniform(0.25, 0.6)))[..., None]


def _photograph(canvas: Float32[np.ndarray, "s s 3"], rng: np.random.Generator) -> UInt8[np.ndarray, "s s 3"]:
    """One camera for all layers: light falling off to a side, slight blur, noise. It hides the seams."""
    size_px = canvas.shape[0]
    slope_x, slope_y = rng.uniform(-0.15, 0.15, size=2)
    ramp = np.linspace(-1, 1, size_px, dtype=np.float32)
    light = np.float32(rng.uniform(0.85, 1.1)) * (1 + slope_x * ramp[None, :] + slope_y * ramp[:, None])
    picture = canvas * light[..., None].astype(np.float32)
    if rng.random() < 0.5:
        picture = cv2.GaussianBlur(picture, (0, 0), float(rng.uniform(0.3, 0.9) * size_px / 256))
    noise = rng.standard_normal((size_px, size_px, 1), dtype=np.float32) * np.float32(rng.uniform(0.5, 5.0))
    return np.clip(picture + noise, 0, 255).astype(np.uint8)
