"""`diffusers`' InstructPix2Pix pipeline with what a checkpoint of ours adds: its settings, and one pass from zeros.

A saved folder keeps the class name that every `diffusers` opens; only `instructcv.json` beside it is new.
"""

import json
from pathlib import Path
from typing import Any

import torch
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion_instruct_pix2pix import (
    StableDiffusionInstructPix2PixPipeline,
)
from torch import Tensor

from instructcv.files import follow_umask, write_text
from instructcv.models.sd15.settings import SD15Settings, write_settings


class InstructPix2Pix(StableDiffusionInstructPix2PixPipeline):
    """Same parts, same call, same pictures; `settings` travels along."""

    settings = SD15Settings()

    @property
    def runs_on(self) -> torch.device:
        """Where the networks compute; with `enable_model_cpu_offload` they lie elsewhere in between."""
        return self._execution_device

    def prepare_latents(
        self,
        batch_size: int,
        num_channels_latents: int,
        height: int,
        width: int,
        dtype: torch.dtype,
        device: torch.device,
        generator: Any,
        latents: Tensor | None = None,
    ) -> Tensor:
        """As in diffusers; a checkpoint trained for one pass begins a single step with zeros."""
        made = super().prepare_latents(
            batch_size, num_channels_latents, height, width, dtype, device, generator, latents
        )
        single = len(self.scheduler.timesteps) == 1
        return torch.zeros_like(made) if self.settings.start == "zeros" and single and latents is None else made

    def save_pretrained(self, save_directory: Any, *args: Any, **kwargs: Any) -> None:
        """As in diffusers, with `instructcv.json`; plain diffusers opens the folder too."""
        super().save_pretrained(save_directory, *args, **kwargs)
        folder = Path(save_directory)
        follow_umask(folder)
        index = folder / "model_index.json"
        content = json.loads(index.read_text(encoding="utf-8"))
        content["_class_name"] = StableDiffusionInstructPix2PixPipeline.__name__
        write_text(index, json.dumps(content, indent=2, sort_keys=True) + "\n")
        write_settings(self.settings, folder)
