"""Networks small enough for a test, seeded by whoever makes them."""

import torch

from instructcv.models.mini.denoiser import Denoiser
from instructcv.models.mini.settings import Shape
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.text import WIDTH

TINY = Shape(
    width=32,
    cells=16,
    quarters=16,
    key_width=16,
    narrow=16,
    photo_depth=1,
    query_depth=1,
    heads=2,
    vae_shape=(8, 8, 1),
    size_px=64,
)
"""Of a tiny denoiser; its brush is that of `tiny_vae`."""


def tiny_vae() -> MiniVAE:
    return MiniVAE(wide=8, deep=8, blocks=1)


def class_names() -> torch.Tensor:
    """Stand-ins for the embeddings of ImageNet's names."""
    return torch.nn.functional.normalize(torch.randn(1000, WIDTH, generator=torch.Generator().manual_seed(0)), dim=-1)


def tiny_denoiser(vae: MiniVAE) -> Denoiser:
    made = Denoiser(TINY)
    made.furnish(vae, class_names())
    return made
