"""What a painting shows before it is mended: places in flat colours, which follow the photo's edges.

Shapes: n queries, m legend entries, h4 w4 quarters of latent cells, s = 4 h4 = 4 w4 pixels.
"""

from collections.abc import Sequence
from typing import NamedTuple

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

from instructcv.models.mini.guided_filter import Guide

DECISIVENESS = 8.0
"""By which a choice's logits are multiplied before it is painted: half this and half that would be a third colour."""
NEIGHBOURS = (0.25, 0.5, 0.25)
"""Weights of a quarter and its two neighbours, across and down: alone, quarters that are of two minds alternate."""


class Flat(NamedTuple):
    """What is to be painted, place by place; places are quarters at first and pixels in the end."""

    by_place: Float[Tensor, "n m h w"]
    """Each place's shares of the legend's lines."""
    overall: Float[Tensor, "n m h w"]
    """The same where one line answers for the whole photo."""
    nothing: Float[Tensor, "n h w"]
    """Probability of "none of these" in boxes: an object's blue says how likely it is one, so that boxes have scores."""
    geometry: Float[Tensor, "n 3 h w"]
    """As in the view."""

    def following(self, photos: Float[Tensor, "n 3 s s"]) -> "Flat":
        """From quarters to pixels: who wins a pixel, where objects end and how far away they are follow the photos' edges."""
        followed = Guide(photos, (self.nothing.shape[1], self.nothing.shape[2])).followed(
            torch.cat([self.by_place, self.nothing[:, None], self.geometry[:, 2:]], 1)
        )
        shares = followed[:, :-2] ** DECISIVENESS  # where two lines meet, a pixel is again one's or the other's
        place = F.interpolate(self.geometry[:, :2].float(), size=photos.shape[-2:])
        return Flat(
            by_place=shares / shares.sum(1, keepdim=True),
            overall=F.interpolate(self.overall.float(), size=photos.shape[-2:]),
            nothing=followed[:, -2],
            geometry=torch.cat([place, followed[:, -1:]], 1),
        )

    def painted(self, colours: Float[Tensor, "n m 3"], wanted: Float[Tensor, "n kinds"]) -> Float[Tensor, "n 3 h w"]:
        """What is known so far in flat colours, -1 to 1: each place in its line's colour, in the colour of its place
        in its box, or in the grey of its depth, in the shares in which each kind of picture is wanted.
        """
        across, down, grey = (self.geometry.float().clamp(0, 1) * 2 - 1).unbind(1)  # each [n, h, w]
        by_place, overall = (torch.einsum("nmhw,nmc->nchw", line, colours.float()) for line in self[:2])
        place = torch.stack([across, down, torch.ones_like(grey)], 1)
        nowhere = self.nothing[:, None].float()
        boxed = (1 - nowhere) * place + nowhere * colours.float()[:, 0, :, None, None]
        kinds = torch.stack([by_place, boxed, grey[:, None].expand_as(place), overall], 1)  # [n, kinds, 3, h, w]
        return torch.einsum("nk,nkchw->nchw", wanted, kinds)


def ahead(picks: Float[Tensor, "n m h w"], reserve: float, leniency: Float[Tensor, " n"]) -> Float[Tensor, "n m h w"]:
    """Logits with "none of these" ahead of every noun by a reserve, or by what leniency leaves of it."""
    lead = (reserve - leniency.to(picks.dtype)).clamp_min(0)
    return torch.cat([picks[:, :1] + lead[:, None, None, None], picks[:, 1:]], 1)


def shared_out(shares: Float[Tensor, "n m"], size_hw: Sequence[int]) -> Float[Tensor, "n m h w"]:
    """Each line as many rows of the picture as it is likely: 1 where a row is its own, 0 elsewhere."""
    h, w = size_hw
    heights = (torch.arange(h, device=shares.device) + 0.5) / h
    owner = (shares.cumsum(1)[..., None] <= heights).sum(1).clamp(max=shares.shape[1] - 1)  # [n, h]
    owned = owner[:, None] == torch.arange(shares.shape[1], device=shares.device)[:, None]  # [n, m, h]
    return owned[..., None].expand(-1, -1, -1, w).to(shares.dtype)


def smooth(maps: Float[Tensor, "n m h w"]) -> Float[Tensor, "n m h w"]:
    """Weighted mean over each place and its eight neighbours."""
    weights = torch.tensor(NEIGHBOURS, dtype=maps.dtype, device=maps.device)
    padded = F.pad(maps, (1, 1, 1, 1), mode="replicate").flatten(0, 1)[:, None]
    return F.conv2d(padded, torch.outer(weights, weights)[None, None])[:, 0].unflatten(0, maps.shape[:2])
