"""mini as a `diffusers` pipeline: `from_pretrained`, `save_pretrained`, `push_to_hub`, and InstructPix2Pix's call."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from diffusers.pipelines.pipeline_utils import DiffusionPipeline, ImagePipelineOutput
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from PIL import Image
from torch import Tensor

from instructcv.files import follow_umask
from instructcv.instructions.understand import understand
from instructcv.models.mini.backbone import ImageBackbone
from instructcv.models.mini.components import denoiser_model, vae_model
from instructcv.models.mini.denoiser import Denoiser
from instructcv.models.mini.model import Answering, as_tensors
from instructcv.models.mini.question import question_of
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.text import SentenceEncoder


class InstructCVPipeline(DiffusionPipeline, Answering):
    """A photo and instructions to painted answers.

    One pass starts from nothing (zeros at the last timestep) and needs no guidance. More passes start from seeded
    noise.
    """

    model_cpu_offload_seq = "denoiser->vae"

    def __init__(self, vae: MiniVAE, denoiser: Denoiser, scheduler: DDIMScheduler) -> None:
        super().__init__()
        self.register_modules(vae=vae_model(vae), denoiser=denoiser_model(denoiser), scheduler=scheduler)
        self.encoder = SentenceEncoder()  # these two come with their packages and are not part of the checkpoint
        self.backbone = ImageBackbone()

    @property
    def runs_on(self) -> torch.device:
        """Where the networks compute; with `enable_model_cpu_offload` they lie elsewhere in between."""
        return self._execution_device

    def enable_model_cpu_offload(self, *args: Any, **kwargs: Any) -> None:
        """As in diffusers; the packaged encoders, 10 M parameters that every photo and sentence needs, stay on the device."""
        super().enable_model_cpu_offload(*args, **kwargs)
        self.encoder.to(self.runs_on)
        self.backbone.to(self.runs_on)

    def save_pretrained(self, save_directory: Any, *args: Any, **kwargs: Any) -> None:
        """As in diffusers; the weights are as readable as every other new file."""
        super().save_pretrained(save_directory, *args, **kwargs)
        follow_umask(Path(save_directory))

    def sampler(self) -> DDIMScheduler:
        """The registered scheduler."""
        scheduler: DDIMScheduler = self.scheduler
        return scheduler

    def to(self, *args: Any, **kwargs: Any) -> Self:
        """As in diffusers; the packaged encoders move to the same device."""
        super().to(*args, **kwargs)
        self.encoder.to(self.device)
        self.backbone.to(self.device)
        return self

    def __call__(
        self,
        prompt: str | list[str],
        image: Image.Image | list[Image.Image],
        *,
        num_inference_steps: int = 1,
        guidance_scale: float = 1.0,
        image_guidance_scale: float = 1.0,
        generator: torch.Generator | None = None,
        output_type: str = "pil",
        return_dict: bool = True,
        callback_on_step_end: Callable[[Self, int, int, dict[str, Any]], dict[str, Any]] | None = None,
    ) -> ImagePipelineOutput | tuple[Any]:
        """InstructPix2Pix's call: each prompt is answered on its image (or all on the one image). The callback is given the
        pipeline, the step, its timestep and `{"latents": ...}`, and may return other latents, as in diffusers.

        Returns:
            `.images`: PIL pictures, or `[n, s, s, 3]` arrays in 0 to 1 for `output_type="np"`, tensors for `"pt"`.
        """
        prompts = [prompt] if isinstance(prompt, str) else prompt
        images = image if isinstance(image, list) else [image] * len(prompts)
        queries = [understand(p, self.embed).to_query(self.label_format) for p in prompts]
        looked_at = as_tensors([np.asarray(i.convert("RGB")) for i in images], self.size_px)

        def after_step(step: int, timestep: int, latents: Tensor) -> Tensor:
            assert callback_on_step_end is not None
            return callback_on_step_end(self, step, timestep, {"latents": latents}).pop("latents", latents)

        pictures = self.answer(
            self.look(*(x.to(self.runs_on) for x in looked_at)),
            question_of(self.encoder, queries),
            passes=num_inference_steps,
            generator=generator,
            guidance_scale=guidance_scale,
            image_guidance_scale=image_guidance_scale,
            after_step=after_step if callback_on_step_end else None,
        )
        self.maybe_free_model_hooks()
        result: Any = pictures / 2 + 0.5  # [n, 3, s, s]
        if output_type != "pt":
            result = result.permute(0, 2, 3, 1).cpu().numpy()
        if output_type == "pil":
            result = [Image.fromarray((picture * 255).round().astype(np.uint8)) for picture in result]
        return ImagePipelineOutput(images=result) if return_dict else (result,)
