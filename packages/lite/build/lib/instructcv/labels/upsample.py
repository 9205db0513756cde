"""Guided upsampling: a small answer at the photo's own size, its edges where the photo's edges are.

The guided filter of He, Sun and Tang (2010, equations 5, 6 and 8; colour guide: 19 to 21) in its fast form (He and Sun
2015): the coefficients are fitted at the answer's small size, where boxes are cheap, and applied at the photo's size.
"""

from collections.abc import Callable

import cv2
import numpy as np
from jaxtyping import Float32, Int16, UInt8

from instructcv.labels import masks
from instructcv.labels.colours import to_float

RADIUS_PX = 8
"""Half the window's side, in pixels of the small map: two of the quarters that the embedded model decides on."""
EPSILON = 1e-3
"""Regularisation, in squared guide units (guide 0 to 1): smaller follows fainter edges of the photo."""
MAX_PIXELS = 4_000_000
"""Photos with more pixels are guided at a smaller size and enlarged from there: finer edges would not be seen."""
_FIRST, _SECOND = [0, 0, 0, 1, 1, 2], [0, 1, 2, 1, 2, 2]
"""The channels whose products are a covariance's entries: xx, xy, xz, yy, yz, zz."""


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
    large = np.empty((len(small), *_size(photo)), dtype=np.float32)
    guide = Guide(working_photo(photo), small.shape[1:], radius_px=radius_px, epsilon=epsilon)
    for index, channel in enumerate(small):
        large[index] = _enlarged(guide.followed(channel), _size(photo))
    return large


def at_photo(
    small: Float32[np.ndarray, "c h w"], photo: UInt8[np.ndarray, "h2 w2 3"], *, radius_px: int = RADIUS_PX
) -> Float32[np.ndarray, "c h2 w2"]:
    """Maps at the photo's own size, whichever is larger: as they are where the sizes agree, averaged where the photo is the
    smaller, else upsampled.
    """
    if _covers(small.shape[1:], photo):
        return masks.resize(small, _size(photo))
    return upsample(small, photo, radius_px=radius_px)


def categories_at_photo(
    posterior: Float32[np.ndarray, "k h w"],
    nothing: Float32[np.ndarray, "h w"],
    category_map: Int16[np.ndarray, "h w"],
    photo: UInt8[np.ndarray, "h2 w2 3"],
) -> tuple[Int16[np.ndarray, "h2 w2"], Float32[np.ndarray, "h2 w2"]]:
    """A category map at the photo's own size and the probability of what it says at each pixel; categories that the small map
    lacks stay away.

    Args:
        posterior: of each category.
        nothing: probability of none of them.
        category_map: index into the categories, -1 = nothing.
        photo: for its size and its edges.

    It holds one probability map at a time, so that eight categories on a large photo fit in memory.
    """
    working = working_photo(photo)
    follow = _follower(working, category_map.shape)
    result = np.full(_size(working), -1, dtype=np.int16)
    best = follow(nothing)
    for index in np.unique(category_map[category_map >= 0]):
        value = follow(posterior[index])
        better = value > best
        result[better] = index
        best[better] = value[better]
    h, w = _size(photo)
    if result.shape != (h, w):
        result = np.asarray(cv2.resize(result, (w, h), interpolation=cv2.INTER_NEAREST), dtype=np.int16)
    return result, _enlarged(best, (h, w))


def _follower(
    photo: UInt8[np.ndarray, "h2 w2 3"], small_hw: tuple[int, ...]
) -> Callable[[Float32[np.ndarray, "h w"]], Float32[np.ndarray, "h2 w2"]]:
    """What brings one map after the other to the size of a photo."""
    if _covers(small_hw, photo):
        return lambda plane: np.array(masks.resize(plane[None], _size(photo))[0])
    return Guide(photo, small_hw).followed


def _covers(small_hw: tuple[int, ...], photo: UInt8[np.ndarray, "h w 3"]) -> bool:
    """Whether maps have at least the photo's pixels each way, so that there is nothing to add."""
    return small_hw[0] >= photo.shape[0] and small_hw[1] >= photo.shape[1]


def working_photo(photo: UInt8[np.ndarray, "h w 3"]) -> UInt8[np.ndarray, "h2 w2 3"]:
    """The photo, shrunk to `MAX_PIXELS` where it has more."""
    h, w = _size(photo)
    scale = (MAX_PIXELS / (h * w)) ** 0.5
    if scale >= 1.0:
        return photo
    size = (max(1, round(w * scale)), max(1, round(h * scale)))
    return np.asarray(cv2.resize(photo, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


class Guide:
    """The fast guided filter with a colour guide: what depends on the photo alone is computed once for all maps.

    Args:
        photo: at the size that maps are wanted in.
        small_hw: height and width of the maps that will come.
    """

    def __init__(
        self,
        photo: UInt8[np.ndarray, "h2 w2 3"],
        small_hw: tuple[int, ...],
        *,
        radius_px: int = RADIUS_PX,
        epsilon: float = EPSILON,
    ) -> None:
        h, w = small_hw
        self.radius_px = radius_px
        # The photo's grain would fray every edge; a pixel of the small map each way takes it away.
        self.soft_px = 2 * round(max(photo.shape[0] / h, photo.shape[1] / w)) + 1
        self.count = _box_sum(np.ones(small_hw, np.float32), radius_px)  # [h, w]
        small = to_float(cv2.resize(photo, (w, h), interpolation=cv2.INTER_AREA).reshape(h, w, 3))
        self.guide = np.ascontiguousarray(small.transpose(2, 0, 1))  # [3, h, w]
        self.mean = self._means(self.guide)  # [3, h, w]
        covariance = self._means(self.guide[_FIRST] * self.guide[_SECOND]) - self.mean[_FIRST] * self.mean[_SECOND]
        covariance += np.float32(epsilon) * np.array([1, 0, 0, 1, 0, 1], np.float32)[:, None, None]
        self.inverse = inverse_of(covariance)  # [6, h, w]
        self.photo = np.dstack([to_float(photo), np.ones(_size(photo), np.float32)])  # [h2, w2, 4], of ones for b

    def followed(self, channel: Float32[np.ndarray, "h w"]) -> Float32[np.ndarray, "h2 w2"]:
        """A map at the photo's size; its values stay in its range."""
        (mean,) = self._means(channel[None])  # [h, w]
        cross = self._means(self.guide * channel) - self.mean * mean  # [3, h, w]
        xx, xy, xz, yy, yz, zz = self.inverse
        x, y, z = cross
        a = np.stack([xx * x + xy * y + xz * z, xy * x + yy * y + yz * z, xz * x + yz * y + zz * z])  # equation 19
        b = mean - (a * self.mean).sum(axis=0)  # [h, w], equation 20
        coefficients = self._means(np.stack([*a, b])).transpose(1, 2, 0)  # [h, w, 4], equation 21
        h, w = self.photo.shape[:2]
        coefficients = cv2.resize(coefficients, (w, h), interpolation=cv2.INTER_LINEAR).reshape(h, w, 4)
        value = np.einsum("hwi,hwi->hw", coefficients, self.photo)
        if self.soft_px > 1:
            value = cv2.GaussianBlur(value, (self.soft_px, self.soft_px), 0).reshape(h, w)
        return np.clip(value, channel.min(), channel.max())

    def _means(self, planes: Float32[np.ndarray, "c h w"]) -> Float32[np.ndarray, "c h w"]:
        """Means over the window around each place."""
        return np.stack([_box_sum(plane, self.radius_px) for plane in planes]) / self.count


def inverse_of(covariance: Float32[np.ndarray, "6 h w"]) -> Float32[np.ndarray, "6 h w"]:
    """Inverses of symmetric 3 x 3 matrices, both given as xx, xy, xz, yy, yz, zz, by cofactors.

    In float64: the colours of a grey photo vary along one direction only, and the cofactors are small differences.
    """
    xx, xy, xz, yy, yz, zz = covariance.astype(np.float64)
    first, second, third = yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy
    cofactors = (first, second, third, xx * zz - xz * xz, xy * xz - xx * yz, xx * yy - xy * xy)
    determinant = xx * first + xy * second + xz * third
    return np.stack([(cofactor / determinant).astype(np.float32) for cofactor in cofactors])


def _box_sum(plane: Float32[np.ndarray, "h w"], radius_px: int) -> Float32[np.ndarray, "h w"]:
    """Sum over what the window around each place holds inside the picture."""
    side = (2 * radius_px + 1, 2 * radius_px + 1)
    total = cv2.boxFilter(plane, -1, side, normalize=False, borderType=cv2.BORDER_CONSTANT)
    return np.asarray(total, dtype=np.float32).reshape(plane.shape)


def _size(photo: UInt8[np.ndarray, "h w 3"]) -> tuple[int, int]:
    return photo.shape[0], photo.shape[1]


def _enlarged(plane: Float32[np.ndarray, "h w"], size_hw: tuple[int, int]) -> Float32[np.ndarray, "h2 w2"]:
    h, w = size_hw
    return plane if plane.shape == (h, w) else cv2.resize(plane, (w, h), interpolation=cv2.INTER_LINEAR).reshape(h, w)
