"""The training loop, on one screen: one pass and many passes in one run.

Every step's batch and noise come from (seed, step), and a checkpoint holds weights, average and optimiser: a resumed
run walks the same path as one that was never stopped.
"""

import csv
import logging
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import DataLoader
from tqdm import tqdm

from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.precision import mixed
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import Batch, Batches, DataConfig
from instructcv.training.mini.samples import sample_sheet
from instructcv.training.mini.state import Run, rank
from instructcv.training.mini.step import batch_losses

log = logging.getLogger(__name__)


def train(
    config: TrainConfig,
    *,
    scenes: Path,
    out: Path,
    vae: MiniVAE,
    class_names: Tensor,
    device: str = "cpu",
    start: Path | None = None,
) -> InstructCVPipeline:
    """Train from `start` (a pipeline folder) or from nothing, or go on from `out/state.pt`.

    Writes `loss.csv`, sample sheets, the state and the model as it goes.
    """
    out.mkdir(parents=True, exist_ok=True)
    run = Run(config, vae, torch.device(device), class_names)
    if (out / "state.pt").exists():
        run.load(out / "state.pt")
        log.info("going on from step %d", run.step)
    elif start is not None:
        run.start_from(start)
    bar = tqdm(total=config.steps, initial=run.step, unit="step", desc=out.name, disable=True if rank() else None)
    diary = Diary(run, out)
    for _, batch in batches(config, scenes, run.step):
        with mixed(run.device):
            losses = batch_losses(run, batch)
        run.update(losses, batch.count)
        bar.update()
        if rank() == 0:
            bar.set_postfix(diary.note(losses, batch), refresh=False)
    return run.pipeline()


def batches(config: TrainConfig, scenes: Path, first: int) -> Iterator[tuple[int, Batch]]:
    """The batches from step `first` on, stage after stage."""
    start = 0
    for stage in config.stages:
        end = start + stage.steps
        if first < end:
            data = Batches(scenes, of_stage(config.data, stage, rank()), first=max(first, start), last=end)
            loader = DataLoader(
                data, batch_size=None, num_workers=config.workers, prefetch_factor=4 if config.workers else None
            )
            yield from enumerate(loader, start=max(first, start))
        start = end


def of_stage(data: DataConfig, stage: Stage, process: int) -> DataConfig:
    """The data config as a stage has it, and as one of several processes draws from it."""
    return replace(
        data,
        size_px=stage.size_px,
        photos=data.photos if stage.photos is None else stage.photos,
        queries=data.queries if stage.queries is None else stage.queries,
        seed=data.seed + 7919 * process,
    )


class Diary:
    """What a run leaves behind as it goes: `loss.csv`, sample sheets, the state and the model."""

    def __init__(self, run: Run, out: Path) -> None:
        self.run, self.out, self.saved = run, out, time.monotonic()

    def note(self, losses: dict[str, Tensor], batch: Batch) -> dict[str, str]:
        """Write down a step, and whatever is due after it; returns the losses for the bar."""
        config, step = self.run.config, self.run.step
        means = {name: float(values.detach().mean()) for name, values in losses.items() if len(values)}
        with (self.out / "loss.csv").open("a", newline="") as file:
            csv.writer(file).writerows((step, name, f"{mean:.6f}") for name, mean in means.items())
        if step % config.sample_steps == 0 and batch.asked is not None:
            sample_sheet(self.run.pipeline(), batch.photos, batch.asked, self.out / f"samples-{step:06d}.png")
        if time.monotonic() - self.saved > 60 * config.checkpoint_minutes or step == config.steps:
            self.run.save(self.out)
            self.saved = time.monotonic()
        return {name[:3]: f"{mean:.2f}" for name, mean in means.items()}
