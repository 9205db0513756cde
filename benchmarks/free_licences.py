"""What free licences cost: the shipped weights trained on for as many steps with and without the data that may not ship.

    torchrun --nproc-per-node 2 benchmarks/free_licences.py --steps 150 --data ../shared/data --out results/free_licences.json

Both runs begin with the same weights and differ in their sources alone: those of `mini`'s first leg, and the same with the training
photos of NYUv2, the kitchen, MSRC and CamVid, whose terms forbid shipping what is learned from them. Both are judged on the test photos of those four, which are unseen data to `mini`, and on rooms.
"""

import argparse
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from instructcv.evaluation import figures
from instructcv.evaluation.results import as_json, provenance
from instructcv.files import write_text
from instructcv.models.base import EMBEDDED, load
from instructcv.models.mini.settings import Shape
from instructcv.models.mini.vae import MiniVAE
from instructcv.recipes import mini
from instructcv.recipes.base import SceneSet, imagenet_name_embeddings
from instructcv.training.mini import scenes
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import Source
from instructcv.training.mini.loop import train
from instructcv.training.mini.state import join, rank, wait

SCENES = {
    "nyuv2-train": SceneSet(dataset="nyuv2", folder="nyu_depth_v2"),
    "kitchen-train": SceneSet(dataset="kitchen", folder="kitchen_rgbd"),
    "msrc-train": SceneSet(dataset="msrc", folder="MSRC_v2"),
    "camvid-train": SceneSet(dataset="camvid", folder="camvid"),
}
MORE = (
    Source(scenes="nyuv2-train", weight=0.12, tasks={"segmentation": 0.4, "depth": 0.6}),
    Source(scenes="kitchen-train", weight=0.04, tasks={"depth": 1.0}),
    Source(scenes="msrc-train", weight=0.08, tasks={"segmentation": 1.0}, zoom=0.7),
    Source(scenes="camvid-train", weight=0.06, tasks={"segmentation": 1.0}, zoom=0.7),
)
FREE = replace(mini.LEGS[0].config, shape=Shape())
RUNS = {"mini": FREE, "mini-research": replace(FREE, data=replace(FREE.data, sources=(*FREE.data.sources, *MORE)))}
JUDGED = ("nyuv2", "kitchen", "msrc", "camvid", "rooms shell", "rooms depth")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--scenes", type=Path, default=Path("runs/mini/scenes"), help="what is missing is built")
    parser.add_argument("--work", type=Path, default=Path("runs/free_licences"), help="goes on from what is there")
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--limit", type=int, default=40, help="test photos a data set")
    parser.add_argument("--out", type=Path, default=Path("results/free_licences.json"))
    asked = parser.parse_args()
    join(torch.device("cpu"))
    if rank() == 0:
        build(asked.data, asked.scenes)
    wait()
    for name, config in RUNS.items():
        continued(config, asked.scenes, asked.work / name, asked.steps)
    if rank() == 0:
        models: dict[str, Path | None] = {"as shipped": None}
        models |= {name: asked.work / name / "model" for name in RUNS}
        values = {name: judged(path, asked.data, asked.limit) for name, path in models.items()}
        content = provenance(shlex.join(["python", *sys.argv])) | {"steps": asked.steps, "photos_per_set": asked.limit}
        write_text(asked.out, as_json(content | {"figures": values}))
        print(as_markdown(values), end="")


def build(data: Path, root: Path) -> None:
    """The scenes of both runs that are not there yet."""
    wanted = {source.scenes for source in RUNS["mini-research"].data.sources}
    for name, spec in (mini.SCENES | SCENES).items():
        if name in wanted:
            scenes.build(spec.open(data), root / name, side_px=spec.side_px)


def continued(told: TrainConfig, scenes: Path, out: Path, steps: int) -> None:
    """Train on from the shipped weights, whose learning rate had come to zero."""
    config = replace(
        told,
        stages=(Stage(size_px=256, steps=steps),),
        learning_rate=1e-3,
        warmup_steps=20,
        decay_share=0.7,
        sample_steps=steps + 1,
    )
    vae = MiniVAE.open(EMBEDDED / "vae")
    train(config, scenes=scenes, out=out, vae=vae, class_names=imagenet_name_embeddings(), start=EMBEDDED)


def judged(checkpoint: Path | None, data: Path, limit: int) -> dict[str, float]:
    """The figures on data that only one of the two has seen, and on rooms."""
    model = load(checkpoint)
    found = [figure for name in JUDGED for figure in figures.measure(model, data, only=name, limit=limit)]
    return {figure.name: round(figure.value, 4) for figure in found}


def as_markdown(values: dict[str, dict[str, Any]]) -> str:
    """A row for each figure, a column for each model."""
    lines = ["| figure | " + " | ".join(values) + " |", "|---" * (1 + len(values)) + "|"]
    for name in next(iter(values.values())):
        lines.append(f"| {name} | " + " | ".join(f"{column[name]:.3f}" for column in values.values()) + " |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
