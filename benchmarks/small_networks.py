"""Small networks trained on drawn shapes with equal budgets, and figures over seeds: what this folder's comparisons share.

A network is the mini denoiser, narrower, at 128 px. A budget is a number of optimiser steps, each on so many photos: whoever
learns sees as many photos and answers as many questions as the others. Every network trained is one file in the working folder,
so that a comparison that was stopped goes on.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from scipy.stats import t as student

from instructcv import registry
from instructcv.evaluation.results import as_json
from instructcv.files import write_text
from instructcv.models.base import EMBEDDED
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.mini.settings import Shape
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.precision import mixed
from instructcv.recipes.base import imagenet_name_embeddings
from instructcv.training.mini import scenes
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import Batches, DataConfig, Source
from instructcv.training.mini.loop import of_stage
from instructcv.training.mini.state import Run
from instructcv.training.mini.step import batch_losses
from instructcv.types import Dataset, Split

SIZE_PX = 128
PHOTOS = 8
"""Photos a batch, with one question each once questions are asked."""
LOOKING = 0.5
"""The first share of the steps asks nothing: the photo encoder learns from all that is known of each photo."""
SCENES = "shapes"
NETWORK = Shape(
    width=160,
    cells=64,
    quarters=48,
    key_width=64,
    narrow=48,
    photo_depth=3,
    query_depth=1,
    heads=4,
    closer_look=False,
    tuned_backbone=False,
)
_TIMED = 3
"""Steps of each stage whose cost is measured, after one that warms up."""
MakeBatches = Callable[[Path, DataConfig, int, int], Batches]
"""Root of the scenes, what is in a batch, first and last step."""
Judge = Callable[[InstructCVPipeline, "Learner"], dict[str, float]]
"""A trained network -> its figures by name."""


@dataclass(frozen=True, kw_only=True)
class Learner:
    """One kind of network to be trained."""

    name: str
    tasks: tuple[str, ...]
    """What it is asked, each equally often."""
    batches: MakeBatches
    times: float = 1.0
    """Of the budget."""
    unread_share: float = 0.7
    """Share of the questions whose wording is not read."""

    def begun(self, steps: int, seed: int) -> Run:
        """A network that has learned nothing yet."""
        source = Source(scenes=SCENES, weight=1.0, tasks=dict.fromkeys(self.tasks, 1.0))
        looking = max(1, round(LOOKING * steps))
        asking = max(1, steps - looking)
        config = TrainConfig(
            data=DataConfig(sources=(source,), photos=PHOTOS, queries=1, seed=seed, unread_share=self.unread_share),
            stages=(
                Stage(size_px=SIZE_PX, steps=looking, queries=0),
                Stage(size_px=SIZE_PX, steps=asking),
            ),
            shape=NETWORK,
            learning_rate=2e-3,
            warmup_steps=max(1, steps // 20),
            decay_share=0.4,
            ema_decay=0.98,
            noised_share=0.0,  # they answer in one pass only
            workers=0,
            seed=seed,
        )
        return Run(config, MiniVAE.open(EMBEDDED / "vae"), torch.device("cpu"), imagenet_name_embeddings())

    def trained(self, root: Path, steps: int, seed: int) -> InstructCVPipeline:
        """The averaged weights after so many steps, in full precision."""
        run = self.begun(steps, seed)
        for stage in run.config.stages:
            self.learn(run, root, stage)
        network = run.pipeline()
        for part in (network.vae, network.denoiser):
            torch.nn.Module.to(part, dtype=torch.float32)  # half precision is slow on a processor
        return network

    def learn(self, run: Run, root: Path, stage: Stage) -> None:
        """All steps of a stage, from where the run is."""
        data = self.batches(root, of_stage(run.config.data, stage, 0), run.step, run.step + stage.steps)
        for index in range(stage.steps):
            batch = data[index]
            with mixed(run.device):
                losses = batch_losses(run, batch)
            run.update(losses, batch.count)

    def steps_in(self, root: Path, seconds: float) -> int:
        """How many steps this machine takes in so many processor seconds of one thread, judged by a few of each stage."""
        run = self.begun(1000, 0)
        cost = 0.0
        for stage, share in zip(run.config.stages, (LOOKING, 1 - LOOKING), strict=True):
            self.learn(run, root, replace(stage, steps=1))
            started = time.process_time()
            self.learn(run, root, replace(stage, steps=_TIMED))
            cost += share * (time.process_time() - started) / _TIMED
        return max(20, round(seconds / cost))


def plain(root: Path, config: DataConfig, first: int, last: int) -> Batches:
    """As a recipe draws them."""
    return Batches(root, config, first=first, last=last)


@dataclass(frozen=True, kw_only=True)
class Race:
    """Every learner with every seed. Picklable, so that the networks can be trained side by side, a thread each."""

    learners: tuple[Learner, ...]
    seeds: int
    judge: Judge
    work: Path
    """Where the scenes and the outcomes live."""
    steps: int
    """Of a learner with one budget."""

    def __call__(self, number: int) -> int:
        """Train and judge one network; how many were trained now."""
        torch.set_num_threads(1)
        learner, seed = self.learners[number % len(self.learners)], number // len(self.learners)
        path = self._outcome(learner, seed)
        if path.exists():
            return 0
        started = time.process_time()
        steps = round(self.steps * learner.times)
        network = learner.trained(self.work / "scenes", steps, seed)
        trained_s = time.process_time() - started
        figures = self.judge(network, learner)
        parameters = sum(p.numel() for p in network.denoiser.parameters() if p.requires_grad)
        outcome = {"learner": learner.name, "seed": seed, "steps": steps, "questions": steps * PHOTOS}
        outcome |= {"parameters": parameters, "processor_s": round(trained_s, 1), "figures": figures}
        write_text(path, as_json(outcome))
        return 1

    def run(self, workers: int) -> list[dict[str, Any]]:
        """The outcomes of all, by learner and then by seed."""
        numbers = range(len(self.learners) * self.seeds)
        for number, _ in registry.load("backends", "processes").run(self, numbers, workers=workers):
            print(f"{number + 1} of {len(numbers)} networks", flush=True)
        paths = [self._outcome(learner, seed) for learner in self.learners for seed in range(self.seeds)]
        return [json.loads(path.read_text(encoding="utf-8")) for path in paths]

    def _outcome(self, learner: Learner, seed: int) -> Path:
        return self.work / "outcomes" / f"{learner.name}-{self.steps}-steps-{seed}.json"


def drawn(split: Split, photos: int) -> Dataset:
    """Drawn shapes with the labels of all tasks."""
    return registry.load("datasets", SCENES).open(split=split, count=photos, size_px=SIZE_PX)


def prepare(work: Path, photos: int, learner: Learner, *, steps: int | None, seconds: float) -> int:
    """Draw the photos that everybody learns from, and settle the budget once: in steps, or in what a learner costs."""
    torch.set_num_threads(1)
    scenes.build(drawn("train", photos), work / "scenes" / SCENES, processes=1)
    if steps is not None:
        return steps
    path = work / f"budget-{seconds:g}-s.json"
    if not path.exists():
        write_text(path, as_json({"steps": learner.steps_in(work / "scenes", seconds)}))
    return int(json.loads(path.read_text(encoding="utf-8"))["steps"])


def options(description: str, name: str, *, photos: int) -> argparse.ArgumentParser:
    """The options that every comparison has; `photos` is its own number of held-out ones."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path(f"results/{name}.json"))
    parser.add_argument("--work", type=Path, default=Path(f"runs/{name}"), help="goes on from what is there")
    parser.add_argument("--seconds", type=float, default=60.0, help="processor seconds of training for each network")
    parser.add_argument("--steps", type=int, help="instead of --seconds: optimiser steps of each network")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--photos", type=int, default=photos, help="held-out photos")
    parser.add_argument("--train-photos", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=1, help="networks trained at a time, a thread each")
    return parser


def over_seeds(values: Sequence[float]) -> dict[str, Any]:
    """Mean, Student's 95 % interval (none for a single seed) and the values themselves."""
    n = len(values)
    summary: dict[str, Any] = {"mean": float(np.mean(values)), "interval": None, "by_seed": list(values)}
    if n > 1:
        half = float(student.ppf(0.975, n - 1) * np.std(values, ddof=1) / n**0.5)
        summary["interval"] = [summary["mean"] - half, summary["mean"] + half]
    return summary


def in_words(summary: dict[str, Any]) -> str:
    """A mean with its interval."""
    around = summary["interval"]
    return f"{summary['mean']:.3f}" + ("" if around is None else f" ({around[0]:.3f} to {around[1]:.3f})")
