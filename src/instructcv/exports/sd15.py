"""A Stable Diffusion checkpoint in four parts: the VAE's two halves, CLIP's text encoder, and the U-Net; the sampler is DDIM.

Beside them the sentence encoder and, as arrays, the noise schedule: `runtimes/shared/sd15.py` takes DDIM's steps itself.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Int
from torch import Tensor, nn

from instructcv.exports.base import finish, trace
from instructcv.exports.shared.sentences import export_sentences
from instructcv.models.base import Model
from instructcv.models.sd15 import SD15
from instructcv.models.shared.text import SentenceEncoder
from instructcv.runtimes.shared.manifest import Format, Manifest, Sampling
from instructcv.runtimes.shared.sd15 import DECODE, DENOISE, LATENT_PX, LOOK, SAMPLER, SCHEDULE, TEXT, WORDS, noise

PASSES = 2
"""In which an export is compared with its checkpoint, where that begins with noise."""


class Look(nn.Module):
    """Pixels of -1 to 1 to the photo's latents: the mode, not scaled, as InstructPix2Pix was trained."""

    def __init__(self, vae: Any) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, photos: Float[Tensor, "1 3 s s"]) -> Float[Tensor, "1 4 h w"]:
        return self.vae.encode(photos).latent_dist.mode()


class Text(nn.Module):
    """Numbers of CLIP's tokens to their states."""

    def __init__(self, encoder: Any) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Int[Tensor, "n t"]) -> Float[Tensor, "n t e"]:
        return self.encoder(ids)[0]


class Denoise(nn.Module):
    """Noisy latents beside the photo's, a timestep and words to what the network predicts."""

    def __init__(self, unet: Any) -> None:
        super().__init__()
        self.unet = unet

    def forward(
        self, latents: Float[Tensor, "n 8 h w"], timestep: Float[Tensor, " n"], words: Float[Tensor, "n t e"]
    ) -> Float[Tensor, "n 4 h w"]:
        return self.unet(latents, timestep, words, return_dict=False)[0]


class Decode(nn.Module):
    """Latents to pictures of 0 to 1."""

    def __init__(self, vae: Any) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, latents: Float[Tensor, "n 4 h w"]) -> Float[Tensor, "n s s 3"]:
        painted = self.vae.decode(latents / self.vae.config.scaling_factor, return_dict=False)[0]
        return (painted / 2 + 0.5).clamp(0, 1).permute(0, 2, 3, 1)


def export(model: Model, folder: Path, format_: Format, *, source: str) -> None:
    """Write a Stable Diffusion checkpoint for another runtime; see `exports.base.Exporter`."""
    assert isinstance(model, SD15)
    model.sample_with(SAMPLER)
    settings, scheduler = model.settings, model.pipeline.scheduler
    parts = _trace_all(model, folder) | export_sentences(SentenceEncoder(), folder)
    parts |= {WORDS: "words.json", SCHEDULE: "schedule.npy"}
    model.pipeline.tokenizer.backend_tokenizer.save(str(folder / parts[WORDS]))
    np.save(folder / parts[SCHEDULE], scheduler.alphas_cumprod.numpy().astype(np.float64), allow_pickle=False)
    told = Manifest(
        format=format_,
        network=model.name,
        checkpoint=source,
        size_px=settings.size_px,
        label_format=settings.label_format,
        sampling=Sampling(
            passes=settings.passes,
            guidance_scale=settings.guidance_scale,
            image_guidance_scale=settings.image_guidance_scale,
            start="zeros" if settings.start == "zeros" else "noise",
            prediction=scheduler.config.prediction_type,
            tokens=model.pipeline.tokenizer.model_max_length,
            padding=model.pipeline.tokenizer.pad_token_id,
        ),
        parts=parts,
    )
    _begin_alike(model)
    finish(told, model, folder, passes=1 if settings.start == "zeros" else PASSES)


def _trace_all(model: SD15, folder: Path) -> dict[str, str]:
    """The networks as ONNX files; weights of more than two gigabytes lie in files of their own."""
    pipeline, side = model.pipeline, model.settings.size_px
    parts = {name: f"{name}.onnx" for name in (LOOK, TEXT, DENOISE, DECODE)}
    cells, tokens = side // LATENT_PX, pipeline.tokenizer.model_max_length
    latents, words = torch.randn(3, 4, cells, cells), torch.randn(3, tokens, pipeline.unet.config.cross_attention_dim)
    rows = {0: "n"}
    trace(
        Look(pipeline.vae), (torch.rand(1, 3, side, side) * 2 - 1,), folder / parts[LOOK],
        inputs=("photos",), outputs=("latents",), shapes=(None,),
    )  # fmt: skip
    trace(
        Text(pipeline.text_encoder), (torch.ones(3, tokens, dtype=torch.int64),), folder / parts[TEXT],
        inputs=("ids",), outputs=("words",), shapes=(rows,),
    )  # fmt: skip
    trace(
        Denoise(pipeline.unet), (torch.cat([latents, latents], 1), torch.full((3,), 999.0), words), folder / parts[DENOISE],
        inputs=("latents", "timestep", "words"), outputs=("predicted",), shapes=(rows, rows, rows), large=True,
    )  # fmt: skip
    trace(
        Decode(pipeline.vae), (latents,), folder / parts[DECODE],
        inputs=("latents",), outputs=("pictures",), shapes=(rows,),
    )  # fmt: skip
    return parts


def _begin_alike(model: SD15) -> None:
    """Let the checkpoint begin with the noise that the export begins with, which torch's generator does not make."""
    cells = model.settings.size_px // LATENT_PX

    def begin(batch_size: int, *_: object) -> Tensor:
        zeros = model.settings.start == "zeros" and len(model.pipeline.scheduler.timesteps) == 1
        return torch.from_numpy(noise(0, cells) * (not zeros)).repeat(batch_size, 1, 1, 1)

    model.pipeline.prepare_latents = begin  # pyright: ignore[reportAttributeAccessIssue]
