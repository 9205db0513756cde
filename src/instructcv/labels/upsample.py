"""Guided upsampling: a small answer at the photo's own size, its edges where the photo's edges are.

The guided filter of He, Sun and Tang (2010, equations 5, 6 and 8; colour guide: 19 to 21) in its fast form (He and Sun
2015): the coefficients are fitted at the answer's small size, where boxes are cheap, and applied at the photo's size.
"""

import cv2
import numpy as np
from jaxtyping import Float32, Int16, UInt8

from instructcv.labels.colours import to_float

RADIUS_PX = 4
"""Half the window's side, in pixels of the small map."""
EPSILON = 1e-3
"""Regularisation, in squared guide units (guide 0 to 1): smaller follows fainter edges of the photo."""
MAX_PIXELS = 4_000_000
"""Photos with more pixels are guided at a smaller size and enlarged from there: finer edges would not be seen."""


def upsample(
    small: Float32[np.ndarray, "c h w"],
    photo: UInt8[np.ndarray, "h2 w2 3"],
    *,
    radius_px: int = RADIUS_PX,
    epsilon: float = EPSILON,
) -> Float32[np.ndarray, "c h2 w2"]:
    """Bring maps to the photo's size with edges that follow the photo; values stay within each map's range.

    Where the photo is flat this is a smooth enlargement; a constant map stays exactly constant.
    """
    return _enlarged(guided(small, working_photo(photo), radius_px=radius_px, epsilon=epsilon), _size(photo))


def upsample_categories(
    posterior: Float32[np.ndarray, "k h w"], category_map: Int16[np.ndarray, "h w"], photo: UInt8[np.ndarray, "h2 w2 3"]
) -> Int16[np.ndarray, "h2 w2"]:
    """A category map at the photo's size from guided posteriors; categories that the small map lacks stay away.

    It holds one probability map at a time, so that eight categories on a large photo fit in memory.
    """
    working = working_photo(photo)
    result = np.full(_size(working), -1, dtype=np.int16)
    best = guided(1.0 - posterior.sum(axis=0, keepdims=True), working)[0]  # "nothing"
    for index in np.unique(category_map[category_map >= 0]):
        value = guided(posterior[index : index + 1], working)[0]
        better = value > best
        result[better] = index
        best[better] = value[better]
    h, w = _size(photo)
    if result.shape != (h, w):
        result = np.asarray(cv2.resize(result, (w, h), interpolation=cv2.INTER_NEAREST), dtype=np.int16)
    return result


def working_photo(photo: UInt8[np.ndarray, "h w 3"]) -> UInt8[np.ndarray, "h2 w2 3"]:
    """The photo, shrunk to `MAX_PIXELS` where it has more."""
    h, w = _size(photo)
    scale = (MAX_PIXELS / (h * w)) ** 0.5
    if scale >= 1.0:
        return photo
    size = (max(1, round(w * scale)), max(1, round(h * scale)))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def guided(
    small: Float32[np.ndarray, "c h w"],
    photo: UInt8[np.ndarray, "h2 w2 3"],
    *,
    radius_px: int = RADIUS_PX,
    epsilon: float = EPSILON,
) -> Float32[np.ndarray, "c h2 w2"]:
    """The fast guided filter with a colour guide, at the size of the photo that is given."""
    h, w = small.shape[1:]
    guide = cv2.resize(photo, (w, h), interpolation=cv2.INTER_AREA)  # [h, w, 3]
    guide = to_float(guide.reshape(h, w, 3))
    mean_guide = _mean(guide, radius_px)  # [h, w, 3]
    products = guide[:, :, [0, 0, 0, 1, 1, 2]] * guide[:, :, [0, 1, 2, 1, 2, 2]]  # [h, w, 6]
    products = _mean(products, radius_px) - mean_guide[:, :, [0, 0, 0, 1, 1, 2]] * mean_guide[:, :, [0, 1, 2, 1, 2, 2]]
    inverse = inverse_of(products + np.float32(epsilon) * np.array([1, 0, 0, 1, 0, 1], np.float32))  # [h, w, 3, 3]
    large = to_float(photo)  # [h2, w2, 3]
    result = np.empty((len(small), *photo.shape[:2]), dtype=np.float32)
    for index, channel in enumerate(small):
        mean = _mean(channel, radius_px)  # [h, w]
        cross = _mean(guide * channel[:, :, None], radius_px) - mean_guide * mean[:, :, None]  # [h, w, 3]
        a = np.einsum("hwij,hwj->hwi", inverse, cross)  # [h, w, 3], equation 19
        b = mean - (a * mean_guide).sum(axis=2)  # [h, w], equation 20
        coefficients = np.dstack([_mean(a, radius_px), _mean(b, radius_px)])  # [h, w, 4], equation 21
        coefficients = cv2.resize(coefficients, _size(photo)[::-1], interpolation=cv2.INTER_LINEAR)
        coefficients = coefficients.reshape(*_size(photo), 4)  # [h2, w2, 4]
        value = np.einsum("hwi,hwi->hw", coefficients[:, :, :3], large) + coefficients[:, :, 3]
        result[index] = np.clip(value, channel.min(), channel.max())
    return result


def inverse_of(covariance: Float32[np.ndarray, "h w 6"]) -> Float32[np.ndarray, "h w 3 3"]:
    """Inverses of symmetric 3 x 3 matrices given as xx, xy, xz, yy, yz, zz, by cofactors: a sixth of `np.linalg.inv`'s time.

    In float64: the colours of a grey photo vary along one direction only, and the cofactors are small differences.
    """
    xx, xy, xz, yy, yz, zz = np.moveaxis(covariance.astype(np.float64), 2, 0)
    first, second, third = yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy
    cofactors = (first, second, third, xx * zz - xz * xz, xy * xz - xx * yz, xx * yy - xy * xy)
    inverse = np.stack(cofactors, axis=2) / (xx * first + xy * second + xz * third)[:, :, None]
    return inverse[:, :, [0, 1, 2, 1, 3, 4, 2, 4, 5]].reshape(*covariance.shape[:2], 3, 3).astype(np.float32)


def _mean(values: Float32[np.ndarray, "h w *c"], radius_px: int) -> Float32[np.ndarray, "h w *c"]:
    """Box mean, over what the window holds inside the picture."""
    side = (2 * radius_px + 1, 2 * radius_px + 1)
    total = cv2.boxFilter(values, -1, side, normalize=False, borderType=cv2.BORDER_CONSTANT).reshape(values.shape)
    ones = np.ones(values.shape[:2], dtype=np.float32)
    count = cv2.boxFilter(ones, -1, side, normalize=False, borderType=cv2.BORDER_CONSTANT).reshape(ones.shape)
    return np.asarray(total / count.reshape(*count.shape, *[1] * (values.ndim - 2)), dtype=np.float32)


def _size(photo: UInt8[np.ndarray, "h w 3"]) -> tuple[int, int]:
    return photo.shape[0], photo.shape[1]


def _enlarged(maps: Float32[np.ndarray, "c h w"], size_hw: tuple[int, int]) -> Float32[np.ndarray, "c h2 w2"]:
    h, w = size_hw
    if maps.shape[1:] == (h, w):
        return maps
    result = np.empty((len(maps), h, w), dtype=np.float32)
    for index, channel in enumerate(maps):
        result[index] = cv2.resize(channel, (w, h), interpolation=cv2.INTER_LINEAR)
    return result
