"""mini as a `diffusers` pipeline: `from_pretrained`, `save_pretrained`, `push_to_hub`, and InstructPix2Pix's call."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from diffusers.pipelines.pipeline_utils import DiffusionPipeline
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.utils.outputs import BaseOutput
from jaxtyping import Float32, UInt8
from PIL import Image
from torch import Tensor

from instructcv.files import follow_umask, write_text
from instructcv.instructions.reader import read
from instructcv.models.mini.answering import Answering, as_tensors
from instructcv.models.mini.backbone import ImageBackbone
from instructcv.models.mini.components import denoiser_model, vae_model
from instructcv.models.mini.denoiser import Denoiser
from instructcv.models.mini.question import question_of
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.folders import NOUNS, TASKS, listed_in
from instructcv.models.shared.text import SentenceEncoder
from instructcv.tasks.base import check_painted, check_taught, decode, parts_of
from instructcv.types import Findings, Query


@dataclass
class Painted(BaseOutput):
    """What a call gives."""

    images: Any
    """One picture a prompt: PIL pictures, or `[n, s, s, 3]` arrays of 0 to 1 for `output_type="np"`, `[n, 3, s, s]` tensors for
    `"pt"`. A prompt that takes several pictures (one for each thing to be boxed) has them side by side; where prompts take
    different numbers of pictures, arrays and tensors come in a list."""
    findings: list[Findings]
    """What the pictures say, at each image's own size: masks, boxes, metres, a class; the same numbers as from `InstructCV`."""


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

    @classmethod
    def from_pretrained(cls, pretrained_model_name_or_path: Any, **kwargs: Any) -> Self:
        """As in diffusers; a checkpoint that says which nouns and tasks it was taught is believed."""
        made: Self = super().from_pretrained(pretrained_model_name_or_path, **kwargs)
        folder = Path(str(made.config["_name_or_path"]))
        made.taught, made.tasks = listed_in(folder, NOUNS), listed_in(folder, TASKS)
        return made

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
        """As in diffusers, and what the checkpoint was taught; the weights are as readable as every other new file."""
        super().save_pretrained(save_directory, *args, **kwargs)
        for name, lines in ((NOUNS, self.taught), (TASKS, self.tasks)):
            if lines:
                write_text(Path(save_directory) / name, "\n".join([*lines, ""]))
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
    ) -> Painted | tuple[Any, list[Findings]]:
        """InstructPix2Pix's call: each prompt is answered on its image (or all on the one image), and its picture read. The callback
        is given the pipeline, the step, its timestep and `{"latents": ...}`, and may return other latents, as in diffusers.
        """
        prompts = [prompt] if isinstance(prompt, str) else prompt
        images = image if isinstance(image, list) else [image] * len(prompts)
        # 1. A prompt is as many questions as it takes pictures to answer it.
        queries = [read(p, self.encoder).asks[0].to_query(p, self.label_format) for p in prompts]
        parts = [parts_of(query) for query in queries]
        looked_at = list({id(one): one for one in images}.values())
        photos = [np.asarray(one.convert("RGB")) for one in looked_at]
        shown = [next(k for k, one in enumerate(looked_at) if one is asked) for asked in images]
        flat = [(number, part) for number, group in zip(shown, parts, strict=True) for part in group]
        # 2. Paint, each image being looked at once: in one pass as `InstructCV` does, unless somebody guides or listens.
        if (num_inference_steps, guidance_scale, image_guidance_scale) == (1, 1, 1) and not callback_on_step_end:
            pictures = self._painted(photos, flat)  # [n, s, s, 3]
        else:

            def after_step(step: int, timestep: int, latents: Tensor) -> Tensor:
                assert callback_on_step_end is not None
                return callback_on_step_end(self, step, timestep, {"latents": latents}).pop("latents", latents)

            check_taught(self.name, self.tasks, [part for _, part in flat])
            view = self.look(*(x.to(self.runs_on) for x in as_tensors(photos, self.size_px)))
            answered = self.answer(
                view.of([number for number, _ in flat]),
                question_of(self.encoder, [part for _, part in flat]),
                passes=num_inference_steps,
                generator=generator,
                guidance_scale=guidance_scale,
                image_guidance_scale=image_guidance_scale,
                after_step=after_step if callback_on_step_end else None,
            )
            pictures = (answered / 2 + 0.5).permute(0, 2, 3, 1).cpu().numpy()
        self.maybe_free_model_hooks()
        # 3. Read what was painted for each prompt, at its image's own size.
        check_painted(pictures)
        ends = np.cumsum([len(group) for group in parts])[:-1]
        painted = np.split(pictures, ends)  # each [k, s, s, 3]
        findings = [
            decode(group, asked, query, photos[number])
            for group, asked, query, number in zip(painted, parts, queries, shown, strict=True)
        ]
        result = _as_wanted([np.concatenate(list(group), axis=1) for group in painted], output_type)  # each [s, k s, 3]
        return Painted(images=result, findings=findings) if return_dict else (result, findings)

    def _painted(
        self, photos: Sequence[UInt8[np.ndarray, "_ _ 3"]], asked: Sequence[tuple[int, Query]]
    ) -> Float32[np.ndarray, "n s s 3"]:
        """A picture for each question, which comes with the number of its photo."""
        pictures = np.empty((len(asked), self.size_px, self.size_px, 3), np.float32)
        for number, photo in enumerate(photos):
            rows = [row for row, (of, _) in enumerate(asked) if of == number]
            pictures[rows] = self.paint(photo, [asked[row][1] for row in rows])
        return pictures


def _as_wanted(pictures: list[Float32[np.ndarray, "_ _ 3"]], output_type: str) -> Any:
    if output_type == "pil":
        return [Image.fromarray((picture * 255).round().astype(np.uint8)) for picture in pictures]
    if len({picture.shape for picture in pictures}) > 1:
        return pictures if output_type == "np" else [torch.from_numpy(picture).permute(2, 0, 1) for picture in pictures]
    stacked = np.stack(pictures)  # [n, s, w, 3]
    return stacked if output_type == "np" else torch.from_numpy(stacked).permute(0, 3, 1, 2)
