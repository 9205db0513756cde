"""Linear light -> an ordinary photo: contact shading, exposure, white balance, lens, sensor noise, JPEG."""

import io

import numpy as np
from jaxtyping import Float32, UInt8
from PIL import Image, ImageFilter


def occlusion(depth_m: Float32[np.ndarray, "h w"], strength: float) -> Float32[np.ndarray, "h w"]:
    """Darkening, 0 to 1, where a surface lies behind its surroundings.

    After "Image Enhancement by Unsharp Masking the Depth Buffer" (Luft et al., 2006), on relative inverse depth.
    """
    inverse = 1.0 / np.maximum(depth_m, 0.1)
    image = Image.fromarray((np.clip(inverse / 3.0, 0, 1) * 255).astype(np.uint8))
    blurred = np.asarray(image.filter(ImageFilter.GaussianBlur(depth_m.shape[0] / 42)), dtype=np.float32) / 255 * 3.0
    behind = np.clip(blurred / inverse - 1.0, 0.0, 0.6)  # relative, so that far clutter counts as near clutter does
    return (1.0 - strength * behind).astype(np.float32)


def develop(
    rng: np.random.Generator, linear: Float32[np.ndarray, "h w 3"], depth_m: Float32[np.ndarray, "h w"]
) -> UInt8[np.ndarray, "h w 3"]:
    """A photo from scene-linear colour, with the faults of cheap cameras drawn at random."""
    height, width = depth_m.shape
    light = linear * occlusion(depth_m, float(rng.uniform(0.2, 0.9)))[..., None]
    luminance = light @ np.array([0.2126, 0.7152, 0.0722], dtype=np.float32)
    key = float(np.clip(rng.normal(0.2, 0.07), 0.06, 0.4))
    light = light * (key / max(float(np.exp(np.log(luminance + 1e-3).mean())), 1e-3))
    balance = np.exp(rng.normal(0, 0.07, size=3)) * np.array([1 + rng.normal(0, 0.06), 1.0, 1 - rng.normal(0, 0.06)])
    light = light * balance.astype(np.float32)
    if rng.random() < 0.5:
        y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j]
        light = light * (1 - rng.uniform(0, 0.3) * (x**2 + y**2) / 2)[..., None].astype(np.float32)
    light = light * (1 + light / 6.0) / (1 + light) * 1.25  # Reinhard's curve with white at 6, after exposure
    values = np.clip(light, 0, 1) ** (1 / float(rng.uniform(1.9, 2.5)))
    contrast, saturation = float(rng.uniform(0.85, 1.25)), float(rng.uniform(0.6, 1.25))
    grey = values.mean(axis=-1, keepdims=True)
    values = (grey + (values - grey) * saturation - 0.45) * contrast + 0.45
    image = Image.fromarray((np.clip(values, 0, 1) * 255).astype(np.uint8))
    draw = rng.random()
    if draw < 0.4:
        image = image.filter(ImageFilter.GaussianBlur(float(rng.uniform(0.2, 0.9))))
    elif draw < 0.55:
        image = image.filter(ImageFilter.UnsharpMask(1.2, int(rng.integers(40, 130)), 0))
    noisy = np.asarray(image, dtype=np.float32)
    sigma = float(rng.gamma(1.5, 1.6))
    noisy = noisy + rng.standard_normal(noisy.shape, dtype=np.float32) * sigma
    image = Image.fromarray(np.clip(noisy, 0, 255).astype(np.uint8))
    if rng.random() < 0.7:
        stream = io.BytesIO()
        image.save(stream, format="JPEG", quality=int(rng.integers(55, 96)))
        image = Image.open(stream).convert("RGB")
    return np.asarray(image)
