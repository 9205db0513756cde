"""The two objectives, one number a pair. Symbols as in the papers: x0 clean latents, e noise, a the cumulative alphas."""

from typing import Any

import torch
import torch.nn.functional as F
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from diffusers.training_utils import compute_snr
from jaxtyping import Float, Int
from torch import Tensor, nn

from instructcv.training.sd15.batch import Batch
from instructcv.training.sd15.config import SD15Config


def losses(unet: nn.Module, vae: Any, schedule: DDPMScheduler, batch: Batch, config: SD15Config) -> Float[Tensor, " b"]:
    """The loss of each pair of a micro-batch."""
    return (one_pass if config.objective == "one_pass" else denoising)(unet, vae, schedule, batch, config)


def denoising(
    unet: nn.Module, vae: Any, schedule: DDPMScheduler, batch: Batch, config: SD15Config
) -> Float[Tensor, " b"]:
    """Squared error of the prediction at a random timestep, weighted by Min-SNR where asked for."""
    x0 = batch.target * vae.config.scaling_factor
    noisy: Tensor = schedule.add_noise(x0, batch.noise, batch.timesteps)  # pyright: ignore[reportArgumentType]
    said = predict(unet, noisy, batch)
    wanted = {
        "epsilon": lambda: batch.noise,
        "v_prediction": lambda: schedule.get_velocity(x0, batch.noise, batch.timesteps),  # pyright: ignore
        "sample": lambda: x0,
    }[kind_of(schedule)]()
    error = F.mse_loss(said, wanted, reduction="none").mean((1, 2, 3))
    return error * min_snr(schedule, batch.timesteps, config.min_snr_gamma)


def one_pass(
    unet: nn.Module, vae: Any, schedule: DDPMScheduler, batch: Batch, config: SD15Config
) -> Float[Tensor, " b"]:
    """From zeros at the last timestep to the picture, through the frozen decoder (Martin Garcia et al. 2025, section 3).

    Absolute error of the known pixels (-1 to 1), and a little of the squared error in latents, which keeps them in the
    decoder's range.
    """
    assert batch.picture is not None and batch.known is not None
    nothing = torch.zeros_like(batch.target)
    x0 = clean_latents(schedule, predict(unet, nothing, batch), nothing, batch.timesteps)
    painted = vae.decode(x0 / vae.config.scaling_factor, return_dict=False)[0].float()  # [b, 3, s, s]
    wanted = batch.picture.permute(0, 3, 1, 2) / 127.5 - 1
    counted = batch.known[:, None].float()
    in_pixels = ((painted - wanted).abs() * counted).sum((1, 2, 3)) / (3 * counted.sum((1, 2, 3))).clamp_min(1)
    in_latents = F.mse_loss(x0, batch.target * vae.config.scaling_factor, reduction="none").mean((1, 2, 3))
    return in_pixels + config.latent_weight * in_latents


def predict(unet: nn.Module, noisy: Float[Tensor, "b 4 h8 w8"], batch: Batch) -> Float[Tensor, "b 4 h8 w8"]:
    """One evaluation of the U-Net on [noisy | photo]."""
    seen = torch.cat([noisy, batch.photo], 1)  # [b, 8, h8, w8]
    return unet(seen, batch.timesteps, batch.words, return_dict=False)[0].float()


def clean_latents(
    schedule: DDPMScheduler, said: Float[Tensor, "b c h w"], noisy: Float[Tensor, "b c h w"], t: Int[Tensor, " b"]
) -> Float[Tensor, "b c h w"]:
    """x0 from a prediction: x_t = sqrt(a) x0 + sqrt(1 - a) e; v = sqrt(a) e - sqrt(1 - a) x0 (Salimans and Ho 2022)."""
    a = schedule.alphas_cumprod.to(said.device)[t][:, None, None, None]
    if kind_of(schedule) == "sample":
        return said
    if kind_of(schedule) == "epsilon":
        return (noisy - (1 - a).sqrt() * said) / a.sqrt()
    return a.sqrt() * noisy - (1 - a).sqrt() * said


def min_snr(schedule: DDPMScheduler, t: Int[Tensor, " b"], gamma: float) -> Float[Tensor, " b"]:
    """Weight of each timestep's squared error (Hang et al. 2023, equation 4 and section 3.4); all one for gamma 0."""
    if gamma == 0:
        return torch.ones(len(t), device=t.device)
    snr = compute_snr(schedule, t).to(t.device)
    clipped = snr.clamp_max(gamma)
    return {"epsilon": clipped / snr, "v_prediction": clipped / (snr + 1), "sample": clipped}[kind_of(schedule)]


def kind_of(schedule: Any) -> str:
    """What the network's output means."""
    return schedule.config.prediction_type
