"""toy: the whole system on drawn shapes in under a minute, for the tests and for the curious."""

from dataclasses import replace

from instructcv.models.mini.settings import Shape
from instructcv.recipes.base import Calibrating, Leg, Recipe, SceneSet, by_task
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import DataConfig, Source
from instructcv.training.mini.vae import VAEConfig

ASKED = by_task({"legend": 0.4, "place": 0.15, "grey": 0.15, "flat": 0.15, "free": 0.15})

SHAPE = Shape(width=64, cells=32, quarters=32, key_width=32, narrow=32, photo_depth=1, query_depth=1, heads=2)
FIRST = TrainConfig(
    data=DataConfig(sources=(Source(scenes="shapes-train", weight=1.0, tasks=ASKED),), photos=2, queries=4),
    stages=(Stage(size_px=64, steps=55), Stage(size_px=128, steps=5)),
    shape=replace(SHAPE, closer_look=False, tuned_backbone=False),
    learning_rate=2e-3,
    warmup_steps=10,
    sample_steps=40,
    workers=0,
)
CLOSER = replace(FIRST, stages=(Stage(size_px=128, steps=20),), shape=SHAPE)


def recipe() -> Recipe:
    """64 px, then 128; a denoiser of half a million parameters, eighty steps in two legs, and everything that `mini` does."""
    return Recipe(
        scenes={"shapes-train": SceneSet(dataset="shapes", options={"count": 128})},
        vae=VAEConfig(steps=100, batch=8, size_px=64, workers=0),
        legs=(Leg(name="first", seed=0, train=FIRST), Leg(name="closer", seed=1, train=CLOSER, kept=0.8)),
        calibrating=Calibrating(photos=SceneSet(dataset="shapes", split="val", options={"count": 8})),
    )
