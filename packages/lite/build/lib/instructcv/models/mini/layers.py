"""What both halves of the mini denoiser are made of: position codes, attention, transformer blocks.

Shapes: b photos, n queries, t tokens of width d, s tokens of context.
"""

import math

import torch
from jaxtyping import Bool, Float
from torch import Tensor, nn


def sinusoid(positions: Float[Tensor, "*p"], width: int) -> Float[Tensor, "*p width"]:
    """Sine and cosine position code (Vaswani et al. 2017, section 3.5)."""
    rates = torch.exp(-math.log(10_000) * torch.arange(width // 2, device=positions.device) / (width // 2))
    angles = positions[..., None] * rates
    return torch.cat([angles.sin(), angles.cos()], -1)


def grid_code(h: int, w: int, width: int, device: torch.device) -> Float[Tensor, "t width"]:
    """A code for each place on an h x w grid, relative to the picture's sides so that other sizes look familiar."""
    y = sinusoid((torch.arange(h, device=device) + 0.5) / h * 64, width // 2)[:, None].expand(h, w, -1)
    x = sinusoid((torch.arange(w, device=device) + 0.5) / w * 64, width // 2)[None].expand(h, w, -1)
    return torch.cat([y, x], -1).reshape(h * w, width)


def attend(
    q: Float[Tensor, "*b t d"],
    k: Float[Tensor, "*b s d"],
    v: Float[Tensor, "*b s d"],
    bias: Float[Tensor, "... 1 s"] | None,
) -> Float[Tensor, "*b t d"]:
    """softmax(q k' / sqrt(d) + bias) v, spelled out: on a CPU its backward takes a fifth of the fused
    kernel's.
    """
    scores = (q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2)  # [..., t, s]
    return (scores if bias is None else scores + bias.to(scores.dtype)).softmax(-1).to(v.dtype) @ v


def mask_bias(mask: Bool[Tensor, "n s"]) -> Float[Tensor, "n 1 s"]:
    """0 where the mask is true, a large negative number elsewhere."""
    return torch.where(mask, 0.0, -1e4)[:, None]


class Attention(nn.Module):
    """Multi-head attention; `context` is the input itself unless given."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.query = nn.Linear(width, width)
        self.key_value = nn.Linear(width, 2 * width)
        self.out = nn.Linear(width, width)

    def forward(
        self,
        x: Float[Tensor, "b t d"],
        context: Float[Tensor, "b s d"] | None = None,
        mask: Bool[Tensor, "b s"] | None = None,
    ) -> Float[Tensor, "b t d"]:
        b, t, d = x.shape
        q = self.query(x).view(b, t, self.heads, -1).transpose(1, 2)  # [b, heads, t, d/heads]
        kv = self.key_value(x if context is None else context)
        k, v = kv.view(b, -1, 2, self.heads, d // self.heads).permute(2, 0, 3, 1, 4)
        y = attend(q, k, v, None if mask is None else mask_bias(mask)[:, None])
        return self.out(y.transpose(1, 2).reshape(b, t, d))


class PhotoBlock(nn.Module):
    """Self-attention and MLP, pre-norm."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attention = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU("tanh"), nn.Linear(4 * width, width))

    def forward(self, x: Float[Tensor, "b t d"]) -> Float[Tensor, "b t d"]:
        x = x + self.attention(self.norm1(x))
        return x + self.mlp(self.norm2(x))


class QueryBlock(nn.Module):
    """Self-attention, cross-attention to the question, MLP; shifted and scaled by time and task (adaLN-single,
    PixArt-alpha).
    """

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.norm1 = nn.LayerNorm(width, elementwise_affine=False)
        self.attention = Attention(width, heads)
        self.norm_cross = nn.LayerNorm(width)
        self.cross = Attention(width, heads)
        self.norm2 = nn.LayerNorm(width, elementwise_affine=False)
        self.mlp = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU("tanh"), nn.Linear(4 * width, width))
        self.modulation = nn.Parameter(torch.empty(6, width))
        nn.init.normal_(self.modulation, std=width**-0.5)

    def forward(
        self,
        x: Float[Tensor, "n t d"],
        condition: Float[Tensor, "n 6 d"],
        context: Float[Tensor, "n s d"],
        mask: Bool[Tensor, "n s"],
    ) -> Float[Tensor, "n t d"]:
        shift1, scale1, gate1, shift2, scale2, gate2 = (condition + self.modulation).unsqueeze(2).unbind(1)
        x = x + (1 + gate1) * self.attention(self.norm1(x) * (1 + scale1) + shift1)
        x = x + self.cross(self.norm_cross(x), context, mask)
        return x + (1 + gate2) * self.mlp(self.norm2(x) * (1 + scale2) + shift2)
