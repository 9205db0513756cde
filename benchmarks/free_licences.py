"""What free licences cost: the shipped weights trained on for as many steps with and without the data that may not ship.

    torchrun --nproc-per-node 2 benchmarks/free_licences.py --steps 150 --data ../shared/data --out results/free_licences.json

Both runs begin with the same weights and differ in their sources alone: `mini`, and `mini-research`, which adds the training photos of
NYUv2, the kitchen, MSRC and CamVid. Both are judged on the test photos of those four, which are unseen data to `mini`, and on rooms.
"""

import argparse
import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from instructcv.evaluation import figures
from instructcv.evaluation.results import as_json, provenance, write_text
from instructcv.models.base import EMBEDDED, load
from instructcv.models.mini.vae import MiniVAE
from instructcv.recipes import mini, mini_research
from instructcv.recipes.base import Recipe, imagenet_name_embeddings
from instructcv.training.mini.config import Stage
from instructcv.training.mini.loop import train
from instructcv.training.mini.state import join, rank

RECIPES = {"mini": mini.recipe, "mini-research": mini_research.recipe}
JUDGED = ("nyuv2", "kitchen", "msrc", "camvid", "rooms shell", "rooms depth")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument(
        "--scenes", type=Path, default=Path("runs/mini/scenes"), help="as `instructcv train mini-research` builds them"
    )
    parser.add_argument("--work", type=Path, default=Path("runs/free_licences"), help="goes on from what is there")
    parser.add_argument("--steps", type=int, default=150)
    parser.add_argument("--limit", type=int, default=40, help="test photos a data set")
    parser.add_argument("--out", type=Path, default=Path("results/free_licences.json"))
    asked = parser.parse_args()
    join(torch.device("cpu"))
    for name, recipe in RECIPES.items():
        continued(recipe(), asked.scenes, asked.work / name, asked.steps)
    if rank() == 0:
        models: dict[str, Path | None] = {"as shipped": None}
        models |= {name: asked.work / name / "model" for name in RECIPES}
        values = {name: judged(path, asked.data, asked.limit) for name, path in models.items()}
        content = provenance(shlex.join(["python", *sys.argv])) | {"steps": asked.steps, "photos_per_set": asked.limit}
        write_text(asked.out, as_json(content | {"figures": values}))
        print(as_markdown(values), end="")


def continued(recipe: Recipe, scenes: Path, out: Path, steps: int) -> None:
    """Train on from the shipped weights, whose learning rate had come to zero."""
    config = replace(
        recipe.train,
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
