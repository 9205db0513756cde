"""Train the mini VAE: ten minutes of reconstruction, of photographs and of pictures like the ones we paint.

The painted half is drawn here from random shapes (flat legend colours, place-in-box ramps, depth planes), so that
the VAE learns the label formats' whole range and not the few scenes at hand.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from jaxtyping import Float, UInt8
from torch import Tensor
from torch.utils.data import DataLoader, IterableDataset

from instructcv.files import whole_folder
from instructcv.models.mini.components import vae_model
from instructcv.models.mini.vae import MiniVAE, kl_divergence
from instructcv.models.shared.precision import mixed

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class VAEConfig:
    """How the VAE is trained."""

    steps: int = 4_000
    batch: int = 16
    size_px: int = 128
    """Side of the random crops."""
    learning_rate: float = 2e-3
    kl_weight: float = 1e-5
    """Small: the latents only need to be bounded and smooth, not to be sampled from."""
    edge_weight: float = 1.0
    """Weight of the L1 between neighbouring-pixel differences, which keeps borders sharp."""
    workers: int = 1
    """Processes that draw pictures beside the one that learns."""
    seed: int = 0


def painted_like(rng: np.random.Generator, size: int) -> UInt8[np.ndarray, "s s 3"]:
    """A random picture in the manner of one of our label formats."""
    kind = rng.integers(4)
    canvas = np.zeros((size, size, 3), np.float32)
    if kind == 3 or rng.random() < 0.3:
        canvas += _ramp(rng, size, grey=True) if kind == 3 else rng.uniform(0, 255, 3).astype(np.float32)
    for _ in range(rng.integers(0, 12)):
        mask = _shape(rng, size)
        if kind == 0:
            fill = rng.uniform(0, 255, 3).astype(np.float32) * np.ones_like(canvas)
        elif kind == 1:
            fill = rng.choice(np.array([0, 255], np.float32), 3) * np.ones_like(canvas)
        elif kind == 2:
            fill = _place_in_box(rng, mask)
        else:
            fill = _ramp(rng, size, grey=True)
        canvas[mask] = fill[mask]
    return canvas.clip(0, 255).astype(np.uint8)


def _shape(rng: np.random.Generator, size: int) -> np.ndarray:
    mask = np.zeros((size, size), np.uint8)
    centre, radius = rng.uniform(0, size, 2), rng.uniform(0.02, 0.4) * size
    corners = np.sort(rng.uniform(0, 2 * np.pi, rng.integers(3, 14)))
    reach = radius * rng.uniform(0.3, 1.0, len(corners))
    points = centre + np.stack([np.cos(corners), np.sin(corners)], 1) * reach[:, None] * rng.uniform(0.3, 1, 2)
    if rng.random() < 0.25:  # a thin bar: table legs, frames
        (x0, y0), (x1, y1) = rng.integers(0, size, (2, 2)).tolist()
        cv2.line(mask, (x0, y0), (x1, y1), (1,), int(rng.integers(1, 8)))
    else:
        cv2.fillPoly(mask, [points.astype(np.int32)], (1,))
    return mask.astype(bool)


def _ramp(rng: np.random.Generator, size: int, grey: bool) -> np.ndarray:
    y, x = np.mgrid[:size, :size].astype(np.float32) / size - 0.5
    slope = rng.normal(0, 90, (2, 1 if grey else 3)).astype(np.float32)
    plane = rng.uniform(0, 255) + y[..., None] * slope[0] + x[..., None] * slope[1]
    return np.broadcast_to(plane, (size, size, 3))


def _place_in_box(rng: np.random.Generator, mask: np.ndarray) -> np.ndarray:
    size = len(mask)
    rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    if not len(rows):
        return np.zeros((size, size, 3), np.float32)
    y, x = np.mgrid[:size, :size].astype(np.float32)
    top, left = rows[0] - rng.uniform(0, 0.3) * size * (rng.random() < 0.3), columns[0]
    return np.stack([(x - left) / np.ptp(columns).clip(1), (y - top) / (rows[-1] - top + 1), np.ones_like(x)], -1) * 255


class VAEPictures(IterableDataset[UInt8[np.ndarray, "s s 3"]]):
    """Endless crops: half of the photos, half painted."""

    def __init__(self, photos: Sequence[UInt8[np.ndarray, "h w 3"]], config: VAEConfig) -> None:
        self.photos, self.config = photos, config

    def __iter__(self) -> Iterator[UInt8[np.ndarray, "s s 3"]]:
        info = torch.utils.data.get_worker_info()
        rng = np.random.default_rng([self.config.seed, 0 if info is None else info.id])
        size = self.config.size_px
        while True:
            if rng.random() < 0.6 or not len(self.photos):
                yield painted_like(rng, size)
                continue
            photo = self.photos[int(rng.integers(len(self.photos)))]
            top, left = (rng.integers(0, max(1, side - size + 1)) for side in photo.shape[:2])
            crop = photo[top : top + size, left : left + size]
            yield np.ascontiguousarray(cv2.resize(crop, (size, size)) if crop.shape[:2] != (size, size) else crop)


def to_unit(pictures: UInt8[Tensor, "b h w 3"]) -> Float[Tensor, "b 3 h w"]:
    """Bytes to the networks' range, -1 to 1."""
    return pictures.permute(0, 3, 1, 2).float() / 127.5 - 1


def train_vae(photos: Sequence[UInt8[np.ndarray, "h w 3"]], out: Path, config: VAEConfig | None = None) -> MiniVAE:
    """Train from scratch, fix the latents' scale and save to `out`."""
    config = config or VAEConfig()
    torch.manual_seed(config.seed)
    vae = MiniVAE()
    vae.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    optimiser = torch.optim.AdamW(vae.parameters(), lr=config.learning_rate, weight_decay=1e-4)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, config.learning_rate, config.steps, pct_start=0.05)
    loader = iter(DataLoader(VAEPictures(photos, config), batch_size=config.batch, num_workers=config.workers))
    started = time.monotonic()
    for step in range(config.steps):
        pictures = to_unit(next(loader)).contiguous(memory_format=torch.channels_last)
        with mixed(torch.device("cpu")):
            mean, log_variance = vae.moments(pictures)
            latents = mean + torch.randn_like(mean) * (0.5 * log_variance).exp()
            decoded = vae.decode(latents * vae.scaling_factor)
        decoded, mean, log_variance = decoded.float(), mean.float(), log_variance.float()
        across, down = ((decoded.diff(dim=d) - pictures.diff(dim=d)).abs().mean() for d in (-1, -2))
        edges = across + down
        distance = (decoded - pictures).abs().mean()
        loss = distance + config.edge_weight * edges + config.kl_weight * kl_divergence(mean, log_variance)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(vae.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 200 == 0 or step == config.steps - 1:
            rate = (step + 1) * config.batch / (time.monotonic() - started)
            log.info("vae step %d: L1 %.4f, edges %.4f, %.0f/s", step, distance.item(), edges.item(), rate)
    with torch.no_grad():
        spread = float(vae.encode(to_unit(next(loader))).std())
    vae.scaling_factor /= spread
    with whole_folder(out) as temporary:
        vae_model(vae).save_pretrained(temporary)
    return vae
