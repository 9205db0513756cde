"""What the parts of the mini denoiser are worth: the same processor seconds for each variant, from nothing.

    python benchmarks/denoiser_parts.py --scenes runs/mini/scenes --out results/denoiser_parts.json

- transformer: the mini denoiser as it is;
- no backbone: the same, blind to the ImageNet features;
- U-Net: the photo encoder as it is, the transformer that reads the question replaced by diffusers' conditional U-Net.

Each is trained on one thread for as many processor seconds, then judged by its losses on the same held-out batches: other
questions, on photos that so short a run has mostly not seen.
"""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from jaxtyping import Float
from torch import Tensor

from instructcv.evaluation.results import as_json, provenance
from instructcv.files import write_text
from instructcv.models.base import EMBEDDED
from instructcv.models.mini.denoiser import Denoiser
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.question import Question
from instructcv.models.mini.settings import Shape
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.precision import mixed
from instructcv.recipes.base import imagenet_name_embeddings
from instructcv.recipes.mini import recipe
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.loop import batches
from instructcv.training.mini.state import Run
from instructcv.training.mini.step import batch_losses

SIZE_PX = 128
JUDGED = 40
"""Held-out batches."""
NEVER = 1_000_000
"""Number of the first held-out batch; no run gets so far."""


class UNetDenoiser(Denoiser):
    """The mini denoiser with a convolutional U-Net over the cells in place of the transformer over patches."""

    def __init__(self, shape: Shape, **parts: Any) -> None:
        super().__init__(shape, **parts)
        width, narrow, latents = shape.width, shape.narrow, shape.latent_channels
        self.unet = UNet2DConditionModel(
            in_channels=latents + narrow,
            out_channels=narrow,
            down_block_types=("DownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
            up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "UpBlock2D"),
            block_out_channels=(64, 128, 192),
            layers_per_block=1,
            cross_attention_dim=width,
            attention_head_dim=32,
            norm_num_groups=16,
        )
        self.blocks = torch.nn.ModuleList()  # what the U-Net stands for

    def mix(
        self,
        noisy: Float[Tensor, "n c h8 w8"],
        timesteps: Float[Tensor, " n"],
        view: View,
        question: Question,
        legend: Float[Tensor, "n m d"],
    ) -> Float[Tensor, "n narrow h8 w8"]:
        context = torch.cat([legend, self.from_words(question.words), self.from_task(self.told(question))[:, None]], 1)
        told = torch.ones(len(noisy), 1, dtype=torch.bool)
        mask = torch.cat([question.legend_mask, question.words_mask, told], 1)
        seen = self.from_view(view.cells)
        read = self.unet(torch.cat([noisy, seen], 1), timesteps, context, encoder_attention_mask=mask).sample
        return read + seen + self.noisy_cells(noisy)


PLAIN = Shape(closer_look=False, tuned_backbone=False)
VARIANTS: dict[str, tuple[type[Denoiser], Shape]] = {
    "transformer": (Denoiser, PLAIN),
    "no backbone": (Denoiser, replace(PLAIN, use_backbone=False)),
    "U-Net": (UNetDenoiser, PLAIN),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scenes", type=Path, default=Path("runs/mini/scenes"))
    parser.add_argument("--out", type=Path, default=Path("results/denoiser_parts.json"))
    parser.add_argument("--seconds", type=float, default=240.0, help="processor seconds of training for each")
    parser.add_argument("--only", choices=sorted(VARIANTS), nargs="+", default=list(VARIANTS))
    asked = parser.parse_args()
    torch.set_num_threads(1)
    rows = [trained(name, asked.scenes, asked.seconds) for name in asked.only]
    content = provenance(" ".join(["python", *sys.argv])) | {"size_px": SIZE_PX, "judged_batches": JUDGED}
    write_text(asked.out, as_json(content | {"variants": rows}))
    print(as_json(rows))


def trained(name: str, scenes: Path, seconds: float) -> dict[str, Any]:
    """Train a variant for so many processor seconds, and judge it."""
    network, shape = VARIANTS[name]
    whole = recipe().legs[0].config
    config = replace(whole, stages=(Stage(size_px=SIZE_PX, steps=NEVER),), shape=shape, warmup_steps=20, workers=0)
    vae = MiniVAE.open(EMBEDDED / "vae")
    run = Run(config, vae, torch.device("cpu"), imagenet_name_embeddings(), network)
    started = time.process_time()
    for _, batch in batches(config, scenes, 0):
        with mixed(run.device):
            losses = batch_losses(run, batch)
        run.update(losses, batch.count)
        if time.process_time() - started > seconds:
            break
    parameters = sum(p.numel() for p in run.denoiser.parameters() if p.grad is not None or p.requires_grad)
    return {"variant": name, "parameters": parameters, "steps": run.step} | judged(run, config, scenes)


@torch.no_grad()
def judged(run: Run, config: TrainConfig, scenes: Path) -> dict[str, float]:
    """Mean of each loss over the held-out batches."""
    losses: dict[str, list[float]] = {}
    held_out = replace(config, stages=(Stage(size_px=SIZE_PX, steps=NEVER + JUDGED),))
    for _, batch in batches(held_out, scenes, NEVER):
        for name, values in batch_losses(run, batch).items():
            losses.setdefault(name, []).extend(values.tolist())
    return {name: round(float(np.mean(values)), 4) for name, values in sorted(losses.items())}


if __name__ == "__main__":
    main()
