"""What a run leaves behind as it goes: `loss.csv`, the tracker's curves, sample pictures."""

import csv
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accelerate import Accelerator
from jaxtyping import Float
from PIL import Image
from torch import Tensor

from instructcv.files import whole
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.training.sd15.batch import Batch
from instructcv.training.sd15.config import SD15Config

SAMPLES = 4
SAMPLE_STEPS = 20


class Diary:
    """Written by the main process."""

    def __init__(self, accelerator: Accelerator, config: SD15Config, out: Path, step: int) -> None:
        self.accelerator, self.config, self.file = accelerator, config, out / "loss.csv"
        if accelerator.is_main_process:
            self._forget_after(step)
        if config.tracker != "none":
            project = "logs" if config.tracker == "tensorboard" else "instructcv"  # a folder there, a name elsewhere
            accelerator.init_trackers(project, config={k: v for k, v in vars(config).items() if k != "tracker"})

    def _forget_after(self, step: int) -> None:
        """Drop the rows of steps that were lost with a stopped run: they will be walked again."""
        if not self.file.exists():
            return
        with self.file.open(newline="") as file:
            rows = [row for row in csv.reader(file) if len(row) == 4 and int(row[0]) <= step]
        with whole(self.file) as temporary, temporary.open("w", newline="") as file:
            csv.writer(file).writerows(rows)

    def note(self, step: int, loss: float, norm: float, batch: Batch) -> None:
        """Step, loss, gradient norm and learning rate, every digit."""
        if not self.accelerator.is_main_process:
            return
        rate = self.config.learning_rate_at(step - 1)
        with self.file.open("a", newline="") as file:
            csv.writer(file).writerow((step, repr(loss), repr(norm), repr(rate)))
        if self.config.tracker != "none":
            latents = {"latents/mean": float(batch.target.mean()), "latents/std": float(batch.target.std())}
            self.accelerator.log({"loss": loss, "gradient norm": norm, "learning rate": rate} | latents, step=step)

    def samples(
        self, step: int, pipeline: InstructPix2Pix, batch: Batch, nothing: Float[Tensor, "t e"], out: Path
    ) -> None:
        """A picture of the pipeline's answers to the pairs of a batch, below what was wanted; `nothing` is the empty
        instruction, which guidance leads away from.
        """
        with torch.no_grad():
            painted: Any = pipeline(
                image=batch.photo,
                prompt_embeds=batch.words,
                negative_prompt_embeds=nothing.to(batch.words).expand_as(batch.words),
                num_inference_steps=1 if pipeline.settings.passes == 1 else SAMPLE_STEPS,
                guidance_scale=pipeline.settings.guidance_scale,
                image_guidance_scale=pipeline.settings.image_guidance_scale,
                generator=torch.Generator().manual_seed(0),
                output_type="np",
                return_dict=False,
            )[0]
            wanted = pipeline.vae.decode(batch.target, return_dict=False)[0]
        shown = (wanted / 2 + 0.5).clamp(0, 1).permute(0, 2, 3, 1).float().cpu().numpy()
        sheet = np.concatenate([np.concatenate(list(shown), 1), np.concatenate(list(np.asarray(painted)), 1)])
        with whole(out / f"{step:08d}.png") as temporary:
            Image.fromarray((sheet * 255).round().astype(np.uint8)).save(temporary, "PNG")
        for tracker in self.accelerator.trackers:
            if hasattr(tracker, "log_images"):
                layout = {"dataformats": "NHWC"} if tracker.name == "tensorboard" else {}
                tracker.log_images({"wanted, painted": sheet[None]}, step=step, **layout)


def forget(folder: Path) -> None:
    """Remove a half-written folder of an earlier run."""
    shutil.rmtree(folder, ignore_errors=True)
