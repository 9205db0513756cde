"""The guided filter as a layer: maps of quarters to maps of pixels, their edges where the photo's edges are.

Each quarter's map is fitted as a line in the colours around it, value = a . colour + b (He, Sun and Tang 2010, equations 19 to 21),
and its own pixels are read off that line. `labels/upsample.py` brings what was read to the photo's own size with the same filter;
this one runs before anything is painted, where the network runs, and blends no lines between quarters: the VAE will do that.

Shapes: n photos, m maps, h4 w4 quarters, s = 4 h4 = 4 w4 pixels.
"""

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

RADIUS = 1
"""Half the window's side in quarters: two would swallow objects that are as narrow."""
EPSILON = 1.2e-3
"""Regularisation, in squared units of photos of -1 to 1: smaller follows fainter edges."""


class Guide:
    """What depends on the photos alone, computed once for all maps.

    Args:
        photos: at the size that maps are wanted in.
        size_hw: height and width of the maps that will come, which the photos' are multiples of.
    """

    def __init__(self, photos: Float[Tensor, "n 3 h w"], size_hw: tuple[int, int]) -> None:
        self.photos = photos.float()
        self.guide = F.interpolate(self.photos, size=size_hw, mode="area")  # [n, 3, h4, w4]
        self.mean = means(self.guide)
        products = self.guide[:, :, None] * self.guide[:, None]  # [n, 3, 3, h4, w4]
        covariance = means(products.flatten(1, 2)).unflatten(1, (3, 3)) - self.mean[:, :, None] * self.mean[:, None]
        ridge = EPSILON * torch.eye(3, device=photos.device)[..., None, None]
        self.inverse = inverse_of(covariance + ridge)  # [n, 3, 3, h4, w4]

    def followed(self, maps: Float[Tensor, "n m h4 w4"]) -> Float[Tensor, "n m h w"]:
        """The maps as wide as the photos; each map's values stay in its range."""
        maps = maps.float()
        mean = means(maps)
        products = (maps[:, :, None] * self.guide[:, None]).flatten(1, 2)
        cross = means(products).unflatten(1, (-1, 3)) - mean[:, :, None] * self.mean[:, None]  # [n, m, 3, h4, w4]
        a = (self.inverse[:, None] * cross[:, :, None]).sum(3)  # [n, m, 3, h4, w4], equation 19
        b = mean - (a * self.mean[:, None]).sum(2)  # [n, m, h4, w4], equation 20
        *slopes, followed = (
            F.interpolate(means(part), size=self.photos.shape[-2:]) for part in (*a.unbind(2), b)
        )  # each [n, m, h, w], equation 21
        for slope, channel in zip(slopes, self.photos.split(1, dim=1), strict=True):
            followed = followed + slope * channel
        return followed.clamp(maps.amin((2, 3), keepdim=True), maps.amax((2, 3), keepdim=True))


def inverse_of(m: Float[Tensor, "n 3 3 h w"]) -> Float[Tensor, "n 3 3 h w"]:
    """Inverses of symmetric 3 x 3 matrices by cofactors: runtimes that an export is for have no decomposition."""
    rows = m.unbind(1)  # each [n, 3, h, w]; of a symmetric matrix also a column
    cofactors = [torch.linalg.cross(rows[i - 2], rows[i - 1], dim=1) for i in range(3)]  # each [n, 3, h, w]
    determinant = (rows[0] * cofactors[0]).sum(1, keepdim=True)  # [n, 1, h, w]
    return torch.stack(cofactors, 1) / determinant[:, None]


def means(maps: Float[Tensor, "n c h w"]) -> Float[Tensor, "n c h w"]:
    """Means over the window around each place, as far as it lies in the picture."""
    return F.avg_pool2d(maps, 2 * RADIUS + 1, stride=1, padding=RADIUS, count_include_pad=False)
