"""The mini VAE: 8x8 pixels become one latent of 8 channels, in about 2 GFLOP each way at 256 px.

Convolutions, ReLU and skip connections without normalisation, so that a crop of the latents decodes to the same crop
of the picture; the training loss uses that. Space-to-depth at both ends keeps the expensive layers off full resolution.
"""

from collections.abc import Mapping
from typing import Any, Self

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor, nn

from instructcv.models.mini.network import Network

FACTOR = 8
"""Pixels a latent cell is wide and high."""


class ResidualBlock(nn.Module):
    """conv, ReLU, conv, added to the input."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(channels, channels, 3, padding=1)
        self.conv2 = nn.Conv2d(channels, channels, 3, padding=1)
        nn.init.zeros_(self.conv2.weight)
        nn.init.zeros_(self.conv2.bias)  # pyright: ignore[reportArgumentType]

    def forward(self, x: Float[Tensor, "b c h w"]) -> Float[Tensor, "b c h w"]:
        return x + self.conv2(F.relu(self.conv1(F.relu(x))))


def encoder(latent_channels: int, wide: int, deep: int, blocks: int) -> nn.Sequential:
    """A picture `[b, 3, h, w]` to the mean and log-variance of its unscaled latents `[b, 2 c, h8, w8]`."""
    return nn.Sequential(
        nn.PixelUnshuffle(4),  # [b, 48, h/4, w/4]
        nn.Conv2d(48, wide, 3, padding=1),
        *(ResidualBlock(wide) for _ in range(blocks)),
        nn.PixelUnshuffle(2),  # [b, 4 wide, h/8, w/8]
        nn.Conv2d(4 * wide, deep, 1),
        *(ResidualBlock(deep) for _ in range(blocks)),
        nn.Conv2d(deep, 2 * latent_channels, 1),
    )


class MiniVAE(Network):
    """A variational autoencoder for photos and painted answers alike.

    Pictures are float, -1 to 1. Latents leave `encode` multiplied by `scaling_factor`, which makes their standard
    deviation about one, and `decode` divides by it: nobody else needs to know the factor.
    """

    def __init__(
        self,
        latent_channels: int = 8,
        wide: int = 32,
        deep: int = 80,
        blocks: int = 2,
        scaling_factor: float = 1.0,
    ) -> None:
        super().__init__()
        self.latent_channels, self.wide, self.deep, self.blocks = latent_channels, wide, deep, blocks
        self.scaling_factor = scaling_factor
        """By which latents are multiplied; set once, after training, from their standard deviation."""
        self.encoder = encoder(latent_channels, wide, deep, blocks)
        self.decoder = nn.Sequential(
            nn.Conv2d(latent_channels, deep, 3, padding=1),
            *(ResidualBlock(deep) for _ in range(blocks)),
            nn.Conv2d(deep, 4 * wide, 1),
            nn.PixelShuffle(2),  # [b, wide, h/4, w/4]
            *(ResidualBlock(wide) for _ in range(blocks)),
            nn.Conv2d(wide, 48, 3, padding=1),
            nn.PixelShuffle(4),  # [b, 3, h, w]
        )

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        return cls(**{name: value for name, value in content.items() if not name.startswith("_")})

    @property
    def content(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in ("latent_channels", "wide", "deep", "blocks", "scaling_factor")}

    def moments(
        self, pictures: Float[Tensor, "b 3 h w"]
    ) -> tuple[Float[Tensor, "b c h8 w8"], Float[Tensor, "b c h8 w8"]]:
        """Mean and log-variance of the unscaled latents."""
        mean, log_variance = self.encoder(pictures).chunk(2, dim=1)
        return mean, log_variance.clamp(-20, 4)

    def encode(self, pictures: Float[Tensor, "b 3 h w"]) -> Float[Tensor, "b c h8 w8"]:
        """The mode of the latents, scaled."""
        return self.moments(pictures)[0] * self.scaling_factor

    def decode(self, latents: Float[Tensor, "b c h8 w8"]) -> Float[Tensor, "b 3 h w"]:
        """Scaled latents to a picture, about -1 to 1 (not clipped, so that gradients pass)."""
        return self.decoder(latents / self.scaling_factor)


def kl_divergence(mean: Float[Tensor, "*b"], log_variance: Float[Tensor, "*b"]) -> Float[Tensor, ""]:
    """KL(q || N(0, 1)) in nats, averaged over all latents (Kingma and Welling 2014, appendix B)."""
    return 0.5 * torch.mean(mean**2 + log_variance.exp() - 1 - log_variance)
