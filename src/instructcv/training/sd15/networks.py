"""What a run starts from, what of it learns, and what it becomes: base checkpoint in, pipeline folder out."""

import logging
from collections.abc import Mapping
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from torch import nn

from instructcv.errors import UserError
from instructcv.models.base import local_copy
from instructcv.models.sd15 import open_pipeline
from instructcv.models.sd15.checks import IN_CHANNELS, check_channels
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.models.sd15.samplers import sampler
from instructcv.models.sd15.settings import SD15Settings
from instructcv.models.sd15.widen import widen
from instructcv.training.sd15.config import SD15Config
from instructcv.types import LEGEND, ORIGINAL

log = logging.getLogger(__name__)
LORA_TARGETS = ["to_q", "to_k", "to_v", "to_out.0"]


def open_base(start: str | Path) -> tuple[InstructPix2Pix, bool]:
    """A checkpoint to start from, in fp32 on the CPU, and whether it was a text-to-image one that had to be widened.

    Raises:
        UserError: it cannot be opened.
    """
    pipeline = open_pipeline(local_copy(start), dtype=torch.float32, in_channels=None)
    channels = pipeline.unet.config.in_channels
    if channels == 4:
        widen(pipeline.unet)
        return pipeline, True
    check_channels(Path(start), channels, IN_CHANNELS)
    return pipeline, False


def choose_prediction(pipeline: InstructPix2Pix, config: SD15Config) -> DDPMScheduler:
    """The noise schedule to train with, its prediction type as the config says."""
    changes = {} if config.prediction == "keep" else {"prediction_type": config.prediction}
    schedule: Any = DDPMScheduler.from_config(pipeline.scheduler.config, **changes)  # pyright: ignore[reportArgumentType]
    if changes:
        pipeline.scheduler = type(pipeline.scheduler).from_config(pipeline.scheduler.config, **changes)
    return schedule


def make_trainable(unet: Any, config: SD15Config, *, widened: bool) -> list[nn.Parameter]:
    """Freeze what does not learn, add LoRA where asked for; returns what learns.

    Raises:
        UserError: LoRA without peft.
    """
    if config.gradient_checkpointing:
        unet.enable_gradient_checkpointing()
    if config.lora_rank:
        if find_spec("peft") is None:
            raise UserError("LoRA needs the package peft; pip install 'instructcv[lora]'")
        from peft import LoraConfig

        unet.requires_grad_(False)
        unet.add_adapter(
            LoraConfig(
                r=config.lora_rank, lora_alpha=config.lora_rank, target_modules=LORA_TARGETS, init_lora_weights=True
            )
        )
        if widened:  # the photo's channels begin at zero: low rank is no saving in one small layer
            unet.conv_in.requires_grad_(True)
    else:
        unet.requires_grad_(True)
    return [p for p in unet.parameters() if p.requires_grad]


def fresh_unet(unet: Any, weights: Mapping[str, torch.Tensor], config: SD15Config) -> Any:
    """Another U-Net of the same shape with these weights, on the CPU. The one that learns may be in pieces on many devices
    (FSDP), compiled, or cast: none of that is copied.
    """
    with torch.device("meta"):  # nothing is drawn that would be thrown away
        made: Any = UNet2DConditionModel.from_config(unet.config)
        make_trainable(made, replace(config, gradient_checkpointing=False), widened=False)
    made.load_state_dict(weights, assign=True)
    return made


def make_optimiser(parameters: list[nn.Parameter], config: SD15Config) -> torch.optim.Optimizer:
    """AdamW, its state in 8 bits where asked for and possible."""
    options: dict[str, Any] = {"lr": config.learning_rate, "weight_decay": config.weight_decay}
    if config.eight_bit_adam:
        if find_spec("bitsandbytes") is not None and torch.cuda.is_available():
            from bitsandbytes.optim import AdamW8bit  # pyright: ignore

            return AdamW8bit(parameters, **options)
        log.warning("8-bit AdamW needs a GPU and the package bitsandbytes; using AdamW in full precision")
    return torch.optim.AdamW(parameters, **options)


def settings_for(pipeline: InstructPix2Pix, config: SD15Config, label_format: str) -> SD15Settings:
    """How the trained checkpoint wants to be asked."""
    settings = replace(
        pipeline.settings, size_px=config.size_px, label_format=ORIGINAL if label_format == "original" else LEGEND
    )
    if config.objective == "one_pass":
        return replace(settings, passes=1, guidance_scale=1.0, image_guidance_scale=1.0, start="zeros")
    return settings


def asked_alike(base: SD15Settings, trained: SD15Settings) -> bool:
    """Whether low-rank updates can be added to the base by themselves: it is then still asked in its own way."""
    return replace(trained, size_px=base.size_px) == base


def finish(pipeline: InstructPix2Pix, config: SD15Config, settings: SD15Settings) -> InstructPix2Pix:
    """The pipeline as it is saved: LoRA folded in, and after one-pass training a sampler that begins at the last timestep.

    DDIM with trailing timesteps serves one step and a few.
    """
    unet: Any = pipeline.unet
    if config.lora_rank and getattr(unet, "peft_config", None):
        unet.fuse_lora()
        unet.unload_lora()
    if config.objective == "one_pass":
        pipeline.scheduler = sampler("ddim", pipeline.scheduler.config)
    pipeline.settings = settings
    return pipeline
