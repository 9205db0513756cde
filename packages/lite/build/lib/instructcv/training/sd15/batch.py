"""Which pairs an optimiser step learns from, and with what noise: a function of (seed, step) and nothing else.

Every pair of a step has a position in the effective batch, and all that is random about it is drawn from that position. So
it does not matter how many devices share the step or in how many micro-batches, nor whether the run was ever stopped.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import torch
from jaxtyping import Bool, Float, Int, UInt8
from torch import Tensor

from instructcv.training.sd15.cache import Cache
from instructcv.training.sd15.config import SD15Config

TIMESTEPS = 1000
LAST = TIMESTEPS - 1


@dataclass(frozen=True, kw_only=True)
class Batch:
    """A micro-batch of b pairs, ready for the U-Net."""

    photo: Float[Tensor, "b 4 h8 w8"]
    """Unscaled; zeros where it was dropped."""
    target: Float[Tensor, "b 4 h8 w8"]
    """Unscaled."""
    noise: Float[Tensor, "b 4 h8 w8"]
    words: Float[Tensor, "b t e"]
    timesteps: Int[Tensor, " b"]
    picture: UInt8[Tensor, "b s s 3"] | None
    known: Bool[Tensor, "b s s"] | None
    tasks: list[str]


def positions_of(step: int, number: int, *, config: SD15Config, rank: int, devices: int) -> range:
    """The places in the whole run's sequence of pairs that micro-batch `number` of `step` takes on one device."""
    first = step * config.effective_batch + (number * devices + rank) * config.micro_batch
    return range(first, first + config.micro_batch)


def draw(cache: Cache, positions: range, config: SD15Config, device: torch.device) -> Batch:
    """Make the micro-batch at these places."""
    drawn = [_draw_one(cache, position, config) for position in positions]
    columns = zip(*drawn, strict=True)
    photo, target, noise, words, timesteps = (
        torch.stack(list(c)).to(device) for c, _ in zip(columns, range(5), strict=False)
    )
    rows = [_row(len(cache), position, config.seed) for position in positions]
    has_pictures = len(cache.pictures) > 0
    flips = [_flipped(cache, position, config) for position in positions]
    pictures = [_mirrored(cache.pictures[row], flip) for row, flip in zip(rows, flips, strict=True) if has_pictures]
    known = [_mirrored(cache.known[row], flip) for row, flip in zip(rows, flips, strict=True) if has_pictures]
    return Batch(
        photo=photo,
        target=target,
        noise=noise,
        words=words,
        timesteps=timesteps,
        picture=torch.from_numpy(np.stack(pictures)).to(device) if has_pictures else None,
        known=torch.from_numpy(np.stack(known)).to(device) if has_pictures else None,
        tasks=[cache.tasks[row] for row in rows],
    )


def _draw_one(cache: Cache, position: int, config: SD15Config) -> tuple[Tensor, ...]:
    """Photo, target, noise, words and timestep of the pair at one position."""
    random = torch.Generator().manual_seed(config.seed * 1_000_000_007 + position)
    row, flip = _row(len(cache), position, config.seed), int(_flipped(cache, position, config))
    photo = torch.from_numpy(cache.photos[flip, row].astype(np.float32))  # [4, h8, w8]
    mean, log_variance = torch.from_numpy(cache.targets[flip, row].astype(np.float32)).chunk(2)
    noise = torch.randn(mean.shape, generator=random)
    sample = torch.randn(mean.shape, generator=random)
    chance = float(torch.rand((), generator=random))
    timestep = torch.randint(TIMESTEPS, (), generator=random)
    wording = int(cache.wording[row])
    if config.objective == "one_pass":  # one answer from one question: no guidance to prepare, no noise in the target
        return photo, mean, torch.zeros_like(noise), _words(cache, wording), torch.tensor(LAST)
    p = config.drop  # text alone, both, photo alone: a share p each
    words = _words(cache, 0 if chance < 2 * p else wording)
    photo = photo * float(not p <= chance < 3 * p)
    return photo, mean + (log_variance.clamp(-30, 20) / 2).exp() * sample, noise, words, timestep


def _words(cache: Cache, number: int) -> Float[Tensor, "t e"]:
    return torch.from_numpy(cache.words[number].astype(np.float32))


def _row(count: int, position: int, seed: int) -> int:
    """The pair at a position: every epoch is a new order of all pairs."""
    return int(_order(count, position // count, seed)[position % count])


@lru_cache(maxsize=4)
def _order(count: int, epoch: int, seed: int) -> Int[np.ndarray, " n"]:
    return np.random.default_rng([seed, epoch]).permutation(count)


def _flipped(cache: Cache, position: int, config: SD15Config) -> bool:
    """Whether the pair is seen in the mirror: half of those that may be."""
    may = config.flip and cache.mirrored[_row(len(cache), position, config.seed)]
    return may and np.random.default_rng([config.seed, 1, position]).random() < 0.5


def _mirrored(pixels: np.ndarray, flip: bool) -> np.ndarray:
    return pixels[:, ::-1].copy() if flip else np.array(pixels)
