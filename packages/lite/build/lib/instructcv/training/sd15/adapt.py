"""Adapt a full-size checkpoint to a few labelled photos: their pairs, and low-rank updates of its attention.

The base goes on as it was trained: one that answers in one pass so, another by denoising.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import torch

from instructcv.errors import UserError
from instructcv.models.sd15 import open_pipeline
from instructcv.training.sd15.config import SD15Config
from instructcv.training.sd15.from_dataset import write_pairs
from instructcv.training.sd15.run import train
from instructcv.training.shared.settings import with_settings
from instructcv.types import Dataset

CONFIG = SD15Config(
    objective="one_pass",
    prediction="sample",
    lora_rank=16,
    steps=1000,
    effective_batch=8,
    micro_batch=4,
    learning_rate=1e-4,
    warmup_steps=20,
    ema_decay=0.99,
)
OF_THE_BASE = ("size_px", "objective", "prediction")
"""Settings that adapting does not change."""


def told(settings: Mapping[str, str]) -> SD15Config:
    """The config with settings from the command line.

    Raises:
        UserError: no such setting, a value that it cannot have, or one that the base decides.
    """
    taken = next((name for name in OF_THE_BASE if name in settings), None)
    if taken is not None:
        raise UserError(f"an adapter takes {taken} from the checkpoint that it is added to; leave --set {taken} out")
    return with_settings(CONFIG, settings)


def adapt(
    dataset: Dataset, out: Path, config: SD15Config, *, base: Path | None, device: str = "auto", processes: int = 1
) -> Path:
    """Learn from the pairs of the photos; returns the folder of the adapter.

    Args:
        dataset: photos with labels.
        out: where the pairs, the run and the adapter go.
        config: numbers of the adaptation; what the base decides is replaced.
        base: a checkpoint of Stable Diffusion 1.5's shape.
        device: a torch device.
        processes: pairs of so few photos are made in one.
    """
    assert base is not None  # the model inside the package is of another network
    pipeline = open_pipeline(base, dtype=torch.float32)
    settings = pipeline.settings
    at_once = settings.passes == 1
    config = replace(
        config,
        size_px=settings.size_px,
        objective="one_pass" if at_once else "noise",
        prediction="keep" if at_once else pipeline.scheduler.config.prediction_type,
    )
    pairs = write_pairs(dataset, out / "pairs", label_format=settings.label_format)
    train(config, pairs=pairs, out=out, start=base, device=device)
    return out / "adapter"
