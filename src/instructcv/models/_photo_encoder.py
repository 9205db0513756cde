"""The first half of the mini denoiser: photo latents and the backbone's features to a `View`, once a photo.

The encoder is taught directly what every cell shows: its category among all nouns, its place in its object's box, its depth. It knows
neither the question nor the noise.

Shapes: b photos, h8 w8 latent cells, t = (h8/4)(w8/4) tokens of width d, e = 384.
"""

from typing import NamedTuple

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float
from torch import Tensor, nn

from instructcv.models._backbone import CHANNELS, POOLED, Features, LaterStages
from instructcv.models._layers import PhotoBlock, grid_code
from instructcv.models._text import WIDTH
from instructcv.models._vae import ResidualBlock

PATCH = 4
"""Latent cells along a token's side."""


class View(NamedTuple):
    """What the photo encoder hands over: once a photo."""

    tokens: Float[Tensor, "b t d"]
    cells: Float[Tensor, "b c h8 w8"]
    meaning: Float[Tensor, "b cells c"]
    """What each cell shows, to be compared with the keys of nouns."""
    geometry: Float[Tensor, "b 3 h8 w8"]
    """Place in the object's box from left and from top, grey of the depth; all 0 to 1."""
    whole: Float[Tensor, "b d"]
    """What the photo as a whole shows, to be compared with the presence keys of nouns."""
    semantics: Float[Tensor, "b t e"]

    def repeat(self, times: int) -> "View":
        """Each photo `times` over, as queries on the same photo need."""
        return View(*(x.repeat_interleave(times, 0) for x in self))

    def seen(self, mask: Bool[Tensor, " b"]) -> "View":
        """Blank where the mask is false: the null photo of classifier-free guidance."""
        return View(*(x * mask.view(-1, *[1] * (x.ndim - 1)) for x in self))


class PhotoEncoder(nn.Module):
    """Photo latents and backbone features to a `View`."""

    def __init__(
        self,
        latent_channels: int,
        width: int,
        cells: int,
        depth: int,
        heads: int,
        use_backbone: bool,
        learn_backbone: bool,
    ) -> None:
        super().__init__()
        self.use_backbone = use_backbone
        self.later_stages = LaterStages() if learn_backbone else None
        self.to_cells = nn.Conv2d(latent_channels + CHANNELS[8], cells, 3, padding=1)
        self.cells_from_stride16 = nn.Conv2d(CHANNELS[16], cells, 1)
        self.cells_from_stride32 = nn.Conv2d(CHANNELS[32] + WIDTH, cells, 1)
        self.early = ResidualBlock(cells)
        self.to_tokens = nn.Conv2d(cells, width, PATCH, stride=PATCH)
        self.from_stride32 = nn.Conv2d(CHANNELS[32] + WIDTH, width, 1)
        self.from_pooled = nn.Linear(POOLED, width)
        self.blocks = nn.ModuleList(PhotoBlock(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)
        self.from_tokens = nn.Linear(width, PATCH**2 * cells)
        self.whole = nn.Linear(width, width)
        self.late = ResidualBlock(cells)
        self.cell_norm = nn.LayerNorm(cells)
        self.meaning = nn.Linear(cells, cells)
        self.geometry = nn.Linear(cells, 3)
        self.geometry_from_tokens = nn.Linear(width, PATCH**2 * 3)  # planes and places are larger than a cell
        nn.init.zeros_(self.geometry_from_tokens.weight)
        nn.init.zeros_(self.geometry_from_tokens.bias)

    def forward(self, photo_latents: Float[Tensor, "b c h8 w8"], features: Features) -> View:
        if not self.use_backbone:  # the ablation: the same network, blind to ImageNet
            features = Features(*(torch.zeros_like(f) for f in features))
        if self.later_stages is not None:
            stride16, stride32 = self.later_stages(features.stride8)
            features = features._replace(stride16=stride16, stride32=stride32)
        semantics = features.semantics * WIDTH**0.5  # entries of order one
        coarse = torch.cat([features.stride32, semantics], 1)  # [b, 352 + e, h32, w32]
        cells = self.to_cells(torch.cat([photo_latents, features.stride8], 1))  # [b, c, h8, w8]
        for finer in (self.cells_from_stride16(features.stride16), self.cells_from_stride32(coarse)):
            cells = cells + F.interpolate(finer, size=cells.shape[-2:], mode="bilinear")
        cells = self.early(cells)
        grid = self.to_tokens(F.relu(cells)) + self.from_stride32(coarse)  # [b, d, h32, w32]
        h, w = grid.shape[-2:]
        x = grid.flatten(2).transpose(1, 2) + grid_code(h, w, grid.shape[1], grid.device)  # [b, t, d]
        x = torch.cat([self.from_pooled(features.pooled)[:, None], x], 1)  # [b, 1 + t, d]: first the whole photo
        for block in self.blocks:
            x = block(x)
        read = self.norm(x)
        told = self.from_tokens(read[:, 1:]).transpose(1, 2).unflatten(-1, (h, w))  # [b, 16 c, h32, w32]
        cells = self.late(cells + F.pixel_shuffle(told, PATCH))  # [b, c, h8, w8]
        each = self.cell_norm(cells.flatten(2).transpose(1, 2))  # [b, cells, c]
        geometry = self.geometry(each).transpose(1, 2).unflatten(-1, cells.shape[-2:])
        planes = self.geometry_from_tokens(read[:, 1:]).transpose(1, 2).unflatten(-1, (h, w))  # [b, 48, h32, w32]
        geometry = geometry + F.pixel_shuffle(planes, PATCH)
        semantics = features.semantics.flatten(2).transpose(1, 2)
        return View(x, cells, self.meaning(each), geometry, self.whole(read[:, 0]), semantics)
