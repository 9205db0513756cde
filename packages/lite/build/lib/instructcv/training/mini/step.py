"""The loss of one batch: look at the photos, noise the answers, paint, and judge what was painted."""

from dataclasses import dataclass

import torch
from jaxtyping import Bool, Float, Int, UInt8
from torch import Tensor

from instructcv.models.mini import NOTHING_BUT_NOISE
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.question import Question, without_text
from instructcv.models.mini.vae import FACTOR
from instructcv.training.mini.data import AskedBatch, Batch
from instructcv.training.mini.everything import dense_losses, presence_losses
from instructcv.training.mini.objective import Painted, answer_losses, choice_losses, kind_losses, kind_of, pick_losses
from instructcv.training.mini.state import Run, rank
from instructcv.training.mini.vae import to_unit

WINDOW = 16
"""Latent cells a side that are decoded for the loss; a larger picture contributes a random window of this size."""
AROUND_PAINT = 0.7
"""How often that window lies around a painted pixel."""


@dataclass(kw_only=True)
class Start:
    """Where the denoiser starts for each of n queries, and what is hidden from it."""

    latents: Float[Tensor, "n c h8 w8"]
    timesteps: Int[Tensor, " n"]
    no_text: Bool[Tensor, " n"]
    no_photo: Bool[Tensor, " n"]


def batch_losses(run: Run, batch: Batch) -> dict[str, Float[Tensor, " k"]]:
    """Under `dense` what the photo encoder says about everything, one number a photo.

    And, where something is asked, the loss of every query, grouped by task; under `pick` the quarters' picks, under `choice`
    the photo's, under `kind` the kinds of picture.
    """
    noise = torch.Generator().manual_seed((run.config.seed * 1_009 + rank()) * 1_000_003 + run.step)
    photos, closer = (to_unit(seen.to(run.device)) for seen in (batch.photos, batch.closer))
    with torch.no_grad():
        photo_latents = run.vae.encode(photos)
    features = run.denoiser.features(run.backbone, photos, closer)
    features = features.each(lambda seen: partly_hidden(seen, run.config.hidden_share, noise))
    view = run.denoiser.look(photo_latents, features)
    losses = {"dense": run.config.dense_weight * batch.count / len(photos) * seen_losses(run, view, batch)}
    return losses if batch.asked is None else losses | asked_losses(run, view, batch.asked, noise)


def partly_hidden(seen: Float[Tensor, "b c *hw"], share: float, noise: torch.Generator) -> Float[Tensor, "b c *hw"]:
    """A share of each photo's channels blank, the others louder (Tompson et al. 2015): no single one shall name a thing."""
    if not share:
        return seen
    kept = (torch.rand(seen.shape[:2], generator=noise) >= share).to(seen.device, seen.dtype) / (1 - share)
    return seen * kept.view(*kept.shape, *[1] * (seen.ndim - 2))


def seen_losses(run: Run, view: View, batch: Batch) -> Float[Tensor, " b"]:
    """What the photo encoder says about every quarter of each photo, whatever is asked."""
    truth = batch.everything.to(run.device)
    local = run.denoiser.nouns.local(view.meaning, view.semantics, truth.nouns)
    presence = run.denoiser.nouns.presence(view.whole, local, truth.nouns)
    logits = run.denoiser.nouns.likeness(local, presence, truth.nouns_mask)
    return dense_losses(logits, view.geometry, truth) + presence_losses(presence, truth)


def asked_losses(run: Run, seen: View, asked: AskedBatch, noise: torch.Generator) -> dict[str, Float[Tensor, " k"]]:
    """What was painted, judged in decoded space, and the picks and kinds on the way to it."""
    device = run.device
    targets, known = to_unit(asked.targets.to(device)), asked.known.to(device)
    question = Question(*(part.to(device) for part in asked.question))
    with torch.no_grad():
        start = draw_start(run, targets, noise)
    view = seen.repeat(len(targets) // len(seen.whole)).seen(~start.no_photo)
    # 1. Paint.
    told = without_text(question, start.no_text)
    painting = run.denoiser.paint(start.latents, start.timesteps.float(), view, told)
    # 2. Judge a window of the picture in decoded space, and the picks everywhere.
    corners = draw_windows(asked.targets, noise)
    whole = Painted(
        picture=targets / 2 + 0.5,
        target=targets / 2 + 0.5,
        known=known,
        lines=asked.lines.to(device),
        colours=question.colours / 2 + 0.5,
        legend_mask=question.legend_mask,
    )
    window = windows(painting.latents, corners, 1)
    painted = Painted(
        picture=run.vae.decode(window).float() / 2 + 0.5,
        target=windows(whole.target, corners, FACTOR),
        known=windows(known[:, None], corners, FACTOR)[:, 0],
        lines=windows(whole.lines[:, None], corners, FACTOR)[:, 0],
        colours=whole.colours,
        legend_mask=whole.legend_mask,
    )
    has_legend = question.legend_mask[:, 1:].any(1) & ~start.no_text
    chosen = torch.tensor([kind_of(name) == "flat" for name in asked.tasks], device=device)
    return answer_losses(painted, asked.tasks) | {
        "pick": run.config.pick_weight * pick_losses(painting.picks, whole)[has_legend & ~chosen],
        "choice": choice_losses(painting.choice, whole)[has_legend & chosen],
        "kind": kind_losses(run.denoiser.kinds(told), asked.tasks)[~start.no_text],
    }


def draw_start(run: Run, targets: Float[Tensor, "n 3 h w"], noise: torch.Generator) -> Start:
    """Most queries start from nothing at the last timestep (one pass); the others from their noised answer.

    Only those can lose their text or their photo, which is what guidance needs and one pass does not.
    """
    config, n, h, w = run.config, len(targets), targets.shape[2] // FACTOR, targets.shape[3] // FACTOR
    noised = torch.rand(n, generator=noise) < config.noised_share
    timesteps = torch.where(noised, torch.randint(20, NOTHING_BUT_NOISE + 1, (n,), generator=noise), NOTHING_BUT_NOISE)
    chance, p = torch.rand(n, generator=noise), config.drop
    latents = torch.zeros(n, run.vae.latent_channels, h, w)
    if noised.any():
        clean = run.vae.encode(targets[noised.to(targets.device)]).float().cpu()
        added = torch.randn(clean.shape, generator=noise)
        latents[noised] = run.scheduler.add_noise(clean, added, timesteps[noised])  # pyright: ignore[reportArgumentType]
    device = targets.device
    return Start(
        latents=latents.to(device),
        timesteps=timesteps.to(device),
        no_text=(noised & (chance < 2 * p)).to(device),
        no_photo=(noised & (chance >= p) & (chance < 3 * p)).to(device),
    )


def draw_windows(targets: UInt8[Tensor, "n h w 3"], noise: torch.Generator) -> list[tuple[int, int]]:
    """Top left latent cell of each query's window."""
    rows, columns = (side // FACTOR - WINDOW for side in targets.shape[1:3])
    if rows <= 0 and columns <= 0:
        return [(0, 0)] * len(targets)
    corners: list[tuple[int, int]] = []
    for target in targets:
        row, column = (int(torch.randint(side + 1, (), generator=noise)) for side in (rows, columns))
        painted = (target[::FACTOR, ::FACTOR].amax(-1) > 0).nonzero()  # cells whose first pixel is not black
        if len(painted) and torch.rand((), generator=noise) < AROUND_PAINT:
            y, x = painted[int(torch.randint(len(painted), (), generator=noise))].tolist()
            jitter = torch.randint(-4, 5, (2,), generator=noise).tolist()
            row = min(max(y - WINDOW // 2 + jitter[0], 0), rows)
            column = min(max(x - WINDOW // 2 + jitter[1], 0), columns)
        corners.append((row, column))
    return corners


def windows(
    maps: Float[Tensor, "n c h w"] | Bool[Tensor, "n c h w"] | UInt8[Tensor, "n c h w"],
    corners: list[tuple[int, int]],
    scale: int,
) -> Tensor:
    """The window of each map `[n, c, k, k]`; corners are in cells of `scale` pixels."""
    size = WINDOW * scale
    cut = [
        m[:, y * scale : y * scale + size, x * scale : x * scale + size]
        for m, (y, x) in zip(maps, corners, strict=True)
    ]
    return torch.stack(cut)
