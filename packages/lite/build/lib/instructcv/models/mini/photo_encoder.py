"""The first half of the mini denoiser: photo latents and the backbone's features to a `View`, once a photo.

A transformer reads the photo in tokens of 16 x 16 pixels; convolutions carry what it understood to the cells of the latents, and
on to their quarters of 4 x 4 pixels. The encoder is taught directly what every quarter shows: its category among all nouns, its
place in its object's box, its depth. It knows neither the question nor the noise.

Shapes: b photos, h8 w8 latent cells, h4 w4 = 2 h8, 2 w8 quarters, q = h4 w4, t = (h8/4)(w8/4) patches of width d, e = 384.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float
from torch import Tensor, nn

from instructcv.models.mini.backbone import CHANNELS, POOLED, Closer, Features
from instructcv.models.mini.layers import PhotoBlock, grid_code
from instructcv.models.mini.settings import Shape
from instructcv.models.mini.vae import ResidualBlock
from instructcv.models.shared.text import WIDTH

TOKEN = 2
"""Latent cells along a token's side."""
PATCH = 4
"""Latent cells along the side of a patch, which is what a question is asked of."""


class View(NamedTuple):
    """What the photo encoder hands over: once a photo."""

    tokens: Float[Tensor, "b t1 d"]
    """First the photo as a whole, then its patches: t1 = 1 + t."""
    cells: Float[Tensor, "b c h8 w8"]
    meaning: Float[Tensor, "b q k"]
    """What each quarter shows, to be compared with the keys of nouns."""
    geometry: Float[Tensor, "b 3 h4 w4"]
    """Place in the object's box from left and from top, grey of the depth; all 0 to 1."""
    whole: Float[Tensor, "b d"]
    """What the photo as a whole shows, to be compared with the presence keys of nouns."""
    semantics: Float[Tensor, "b e h32 w32"]
    leniency: Float[Tensor, " b"]
    """Added to the presence logits of everything (`Denoiser.leniency`); 0 until somebody says otherwise."""
    pixels: Float[Tensor, "b 3 s s"]
    """The photo itself, -1 to 1, whose edges a painted answer follows; of no width where nothing is to follow it."""

    def repeat(self, times: int) -> "View":
        """Each photo `times` over, as queries on the same photo need."""
        return View(*(x.repeat_interleave(times, 0) for x in self))

    def of(self, photos: Sequence[int]) -> "View":
        """The photos with these numbers, in this order, as queries on them need."""
        return View(*(x[list(photos)] for x in self))

    def seen(self, mask: Bool[Tensor, " b"]) -> "View":
        """Blank where the mask is false: the null photo of classifier-free guidance."""
        return View(*(x * mask.view(-1, *[1] * (x.ndim - 1)) for x in self))

    def mirrored(self) -> "View":
        """The same view from right to left: that of the mirrored photos, if the encoder knew no left and right."""
        return View(
            torch.cat([self.tokens[:, :1], mirrored_rows(self.tokens[:, 1:], self.semantics)], 1),
            self.cells.flip(-1),
            mirrored_rows(self.meaning, self.geometry),
            torch.cat([1 - self.geometry[:, :1], self.geometry[:, 1:]], 1).flip(-1),
            self.whole,
            self.semantics.flip(-1),
            self.leniency,
            self.pixels.flip(-1),
        )

    def mean_with(self, other: "View") -> "View":
        """Half this view and half the other."""
        return View(*((one + two) / 2 for one, two in zip(self, other, strict=True)))


class CloserLook(nn.Module):
    """What the magnified photos add, stride by stride; nothing before it has learned."""

    def __init__(self, width: int, cells: int, quarters: int) -> None:
        super().__init__()
        self.to_tokens = nn.Conv2d(CHANNELS[32], width, 1)
        self.to_cells = nn.Conv2d(CHANNELS[16], cells, 3, padding=1)
        self.to_quarters = nn.Conv2d(CHANNELS[8], quarters, 3, padding=1)
        for parameter in self.parameters():
            nn.init.zeros_(parameter)

    def forward(self, seen: Closer) -> tuple[Tensor, Tensor, Tensor]:
        """Of shapes [b, d, h16, w16], [b, c, h8, w8] and [b, c', h4, w4]."""
        return self.to_tokens(seen.stride16), self.to_cells(seen.stride8), self.to_quarters(seen.stride4)


class PhotoEncoder(nn.Module):
    """Photo latents and backbone features to a `View`."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        latent_channels, width, cells, quarters = shape.latent_channels, shape.width, shape.cells, shape.quarters
        self.use_backbone = shape.use_backbone
        self.closer = CloserLook(width, cells, quarters) if shape.closer_look else None
        self.from_stride8 = nn.Conv2d(latent_channels + CHANNELS[8], width, TOKEN, stride=TOKEN)
        self.from_stride16 = nn.Conv2d(CHANNELS[16], width, 1)
        self.from_stride32 = nn.Conv2d(CHANNELS[32] + WIDTH, width, 1)
        self.from_pooled = nn.Linear(POOLED, width)
        self.blocks = nn.ModuleList(PhotoBlock(width, shape.heads) for _ in range(shape.photo_depth))
        self.norm = nn.LayerNorm(width)
        self.whole = nn.Linear(width, width)
        self.to_patches = nn.Conv2d(width, width, PATCH // TOKEN, stride=PATCH // TOKEN)
        self.to_cells = nn.Conv2d(latent_channels + CHANNELS[8], cells, 3, padding=1)
        self.cells_from_tokens = nn.Conv2d(width, TOKEN**2 * cells, 1)
        self.cell_blocks = nn.Sequential(ResidualBlock(cells), ResidualBlock(cells))
        self.to_quarters = nn.Conv2d(CHANNELS[4], quarters, 3, padding=1)
        self.quarters_from_cells = nn.Conv2d(cells, 4 * quarters, 1)
        self.quarter_block = ResidualBlock(quarters)
        self.quarter_norm = nn.LayerNorm(quarters)
        self.meaning = nn.Linear(quarters, shape.key_width)
        self.geometry = nn.Linear(quarters, 3)
        self.geometry_from_tokens = nn.Conv2d(width, 3 * (2 * TOKEN) ** 2, 1)  # planes and places exceed a quarter
        nn.init.zeros_(self.geometry_from_tokens.weight)
        nn.init.zeros_(self.geometry_from_tokens.bias)  # pyright: ignore[reportArgumentType]

    def forward(self, photo_latents: Float[Tensor, "b c h8 w8"], features: Features) -> View:
        if not self.use_backbone:  # the ablation: the same network, blind to ImageNet
            features = features.each(torch.zeros_like)
        to_tokens = to_cells = to_quarters = 0
        if self.closer:
            assert features.closer is not None
            to_tokens, to_cells, to_quarters = self.closer(features.closer)
        fine = torch.cat([photo_latents, features.stride8], 1)  # [b, c + 48, h8, w8]
        read = self.read(fine, features, to_tokens)  # [b, 1 + t16, d]
        h, w = features.stride16.shape[-2:]
        tokens = read[:, 1:].transpose(1, 2).unflatten(-1, (h, w))  # [b, d, h16, w16]
        patches = self.to_patches(tokens).flatten(2).transpose(1, 2)  # [b, t, d]
        cells = self.to_cells(fine) + F.pixel_shuffle(self.cells_from_tokens(tokens), TOKEN) + to_cells
        cells = self.cell_blocks(cells)  # [b, c, h8, w8]
        quarters = self.to_quarters(features.stride4) + F.pixel_shuffle(self.quarters_from_cells(cells), 2)
        quarters = self.quarter_block(quarters + to_quarters)  # [b, c', h4, w4]
        each = self.quarter_norm(quarters.flatten(2).transpose(1, 2))  # [b, q, c']
        geometry = self.geometry(each).transpose(1, 2).unflatten(-1, quarters.shape[-2:])  # [b, 3, h4, w4]
        geometry = geometry + seamless(F.pixel_shuffle(self.geometry_from_tokens(tokens), 2 * TOKEN))
        whole = self.whole(read[:, 0])
        return View(
            tokens=torch.cat([read[:, :1], patches], 1),
            cells=cells,
            meaning=self.meaning(each),
            geometry=geometry,
            whole=whole,
            semantics=features.semantics,
            leniency=whole.new_zeros(len(whole)),
            pixels=whole.new_zeros(len(whole), 3, 0, 0),
        )

    def read(
        self, fine: Float[Tensor, "b c h8 w8"], features: Features, closer: Float[Tensor, "b d h16 w16"] | int
    ) -> Float[Tensor, "b s d"]:
        """The transformer: first the photo as a whole, then tokens of 16 x 16 pixels."""
        coarse = torch.cat([features.stride32, features.semantics * WIDTH**0.5], 1)  # entries of order one
        grid = self.from_stride8(fine) + self.from_stride16(features.stride16) + closer
        grid = grid + F.interpolate(self.from_stride32(coarse), size=grid.shape[-2:], mode="bilinear")
        _, d, h, w = grid.shape
        x = grid.flatten(2).transpose(1, 2) + grid_code(h, w, d, grid.device).to(grid.dtype)  # [b, t16, d]
        x = torch.cat([self.from_pooled(features.pooled)[:, None], x], 1)  # [b, 1 + t16, d]
        for block in self.blocks:
            x = block(x)
        return self.norm(x)


def seamless(maps: Float[Tensor, "b c h4 w4"]) -> Float[Tensor, "b c h4 w4"]:
    """Mean over the quarters around each, as many as a token spans: what tokens say one by one would show where they meet."""
    return F.avg_pool2d(maps, 2 * TOKEN + 1, stride=1, padding=TOKEN, count_include_pad=False)


def mirrored_rows(places: Float[Tensor, "b q k"], grid: Float[Tensor, "b c h w"]) -> Float[Tensor, "b q k"]:
    """Places in rows, each row from right to left; `grid` has their height and width."""
    return places.unflatten(1, grid.shape[-2:]).flip(2).flatten(1, 2)
