"""Adapt the mini model to a few labelled photos: low-rank updates of its matrices learn, everything else stays.

The loop, the losses and the batches are those of training from scratch (`loop.py`, `step.py`, `data.py`).
"""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import torch
from diffusers.training_utils import EMAModel
from torch import nn
from tqdm import tqdm

from instructcv import registry
from instructcv.errors import UserError
from instructcv.models.base import EMBEDDED, pick_device
from instructcv.models.mini.denoiser import Denoiser
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared import adapter as adapters
from instructcv.models.shared.folders import TASKS, listed_in
from instructcv.models.shared.hub import lasting_name
from instructcv.models.shared.precision import mixed
from instructcv.samples.losses import TOLERATED, first_readable
from instructcv.tasks.base import task
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import DataConfig, Source
from instructcv.training.mini.loop import batches
from instructcv.training.mini.scenes import build, labels_of
from instructcv.training.mini.state import Run
from instructcv.training.mini.step import batch_losses
from instructcv.training.shared.settings import with_settings
from instructcv.types import Dataset

log = logging.getLogger(__name__)
LOOKED_AT = 8
"""Photos by which it is decided which tasks the data set has labels for."""
STRIDE = 32
"""Pixels of the photo that one place of the backbone's coarsest map stands for."""


@dataclass(frozen=True, kw_only=True)
class AdaptConfig:
    """An adaptation. `photos x queries` answers are one batch, and one batch is one optimiser step."""

    steps: int = 300
    photos: int = 4
    """Photos a batch."""
    queries: int = 2
    """Questions a photo."""
    size_px: int = 256
    rank: int = 8
    """Of each matrix's update."""
    learning_rate: float = 2e-3
    seed: int = 0

    def __post_init__(self) -> None:
        """Say at once what would fail, or teach nothing, minutes later.

        Raises:
            UserError: a number that no adaptation can have.
        """
        for name in ("steps", "photos", "queries", "rank"):
            if getattr(self, name) < 1:
                raise UserError(f"{name} is at least 1, not {getattr(self, name)}")
        if self.size_px < STRIDE or self.size_px % STRIDE:
            raise UserError(f"size_px is a multiple of {STRIDE}, not {self.size_px}; take 256")
        if not 0 < self.learning_rate < 1:
            raise UserError(f"learning_rate is between 0 and 1, not {self.learning_rate}")


class LoRARun(Run):
    """A run in which only low-rank updates learn, of all matrices or of those of one part of the network."""

    def __init__(
        self, config: TrainConfig, vae: MiniVAE, device: torch.device, base: Path, rank: int, part: str = ""
    ) -> None:
        from peft import LoraConfig, inject_adapter_in_model

        learned = Denoiser.open(base / "denoiser")
        super().__init__(config, vae, device, learned.class_names)
        self.denoiser.load_state_dict(learned.state_dict())
        matrices = [name for name, module in self.denoiser.named_modules() if isinstance(module, nn.Linear)]
        self.targets = [name for name in matrices if name.startswith(part)]
        self.denoiser.requires_grad_(False)
        inject_adapter_in_model(LoraConfig(r=rank, lora_alpha=rank, target_modules=self.targets), self.denoiser)
        learning = [p for p in self.denoiser.parameters() if p.requires_grad]
        self.ema = EMAModel(self.denoiser.parameters(), decay=config.ema_decay)
        self.optimisers = [torch.optim.AdamW(learning, weight_decay=0.0, betas=(0.9, 0.98))]

    def adapter(self) -> dict[str, Any]:
        """The averaged updates."""
        self.ema.store(self.denoiser.parameters())
        self.ema.copy_to(self.denoiser.parameters())
        found = {key: value.clone() for key, value in adapters.learnt(self.denoiser.state_dict()).items()}
        self.ema.restore(self.denoiser.parameters())
        return found


def told(settings: Mapping[str, str]) -> AdaptConfig:
    """The config with settings from the command line.

    Raises:
        UserError: no such setting, or a value that it cannot have.
    """
    return with_settings(AdaptConfig(), settings)


def adapt(
    dataset: Dataset,
    out: Path,
    config: AdaptConfig,
    *,
    base: Path | None = None,
    device: str = "cpu",
    processes: int = 1,
    tolerate: float = TOLERATED,
) -> Path:
    """Teach the mini model a labelled data set; returns the folder of the adapter, which `from_pretrained` opens.

    Args:
        dataset: photos with labels.
        out: where the scenes and the adapter go.
        config: numbers of the adaptation.
        base: the checkpoint's folder; None = the model inside the package.
        device: a torch device.
        processes: that prepare the scenes.
        tolerate: share of the photos that may be unreadable, or lose a label.

    Raises:
        UserError: peft is missing, the base is not the mini network, or the photos have no labels of any task.
    """
    if find_spec("peft") is None:
        raise UserError("adapting needs the package peft; pip install 'instructcv[lora]'")
    folder = base or EMBEDDED
    first = first_readable(dataset, LOOKED_AT)
    # From the last letter: the order in which the adapters that were measured drew them.
    taught = listed_in(folder, TASKS) or registry.names("tasks")
    shares = {
        name: 1.0
        for name in reversed(registry.names("tasks"))
        if name in taught and any(map(task(name).can_ask, first))
    }
    if not shares:
        raise UserError(f"the photos of {dataset.name} have no labels; see `instructcv train --help` for the layouts")
    torch.manual_seed(config.seed)
    build(dataset, out / "scenes" / "photos", processes=processes, tolerate=tolerate)
    vae = MiniVAE.open(folder / "vae")
    run = LoRARun(train_config(config, shares, folder), vae, pick_device(device), folder, config.rank)
    started = time.monotonic()
    for _, batch in tqdm(batches(run.config, out / "scenes", 0), total=config.steps, unit="step", disable=None):
        with mixed(run.device):
            losses = batch_losses(run, batch)
        run.update(losses, batch.count)
        if run.step % 20 == 0:
            means = {name: float(values.detach().mean()) for name, values in losses.items() if len(values)}
            log.info("step %d: %s", run.step, ", ".join(f"{name} {mean:.3f}" for name, mean in means.items()))
    log.info("%d steps in %.0f s", run.step, time.monotonic() - started)
    log.info("%s: %s", dataset.name, "; ".join(labels_of(out / "scenes" / "photos", dataset)))
    target = out / "adapter"
    named = None if base is None else lasting_name(base)
    adapters.save(run.adapter(), target, base=named, rank=config.rank, targets=run.targets)
    return target


def train_config(config: AdaptConfig, shares: dict[str, float], base: Path) -> TrainConfig:
    """The same run as a training from scratch, short, with the base's own network and label format."""
    denoiser = Denoiser.open(base / "denoiser")
    zoom = 0.0 if any(task(name).TRAITS.whole_scene for name in shares) else 0.7  # a window of a photo has other metres
    return TrainConfig(
        data=DataConfig(
            sources=(Source(scenes="photos", weight=1.0, tasks=shares, zoom=zoom),),
            photos=config.photos,
            queries=config.queries,
            seed=config.seed,
            label_format=denoiser.label_format,
        ),
        stages=(Stage(size_px=config.size_px, steps=config.steps),),
        shape=denoiser.shape,
        calibration=denoiser.calibration,
        learning_rate=config.learning_rate,
        warmup_steps=10,
        decay_share=0.5,
        ema_decay=0.95,
        noised_share=0.0,
        workers=0,
        seed=config.seed,
    )
