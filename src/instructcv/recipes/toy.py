"""toy: the whole system on drawn shapes in under a minute, for the tests and for the curious."""

from instructcv.models.mini.settings import Shape
from instructcv.recipes.base import Recipe, SceneSet
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import DataConfig, Source
from instructcv.training.mini.vae import VAEConfig

TASKS = {"segmentation": 0.4, "detection": 0.2, "depth": 0.2, "classification": 0.2}


def recipe() -> Recipe:
    """64 px, a denoiser of half a million parameters, a hundred steps."""
    return Recipe(
        scenes={"shapes-train": SceneSet(dataset="shapes", options={"count": 128})},
        vae=VAEConfig(steps=100, batch=8, size_px=64, workers=0),
        train=TrainConfig(
            data=DataConfig(sources=(Source(scenes="shapes-train", weight=1.0, tasks=TASKS),), photos=2, queries=4),
            stages=(Stage(size_px=64, steps=60), Stage(size_px=128, steps=20)),
            shape=Shape(
                width=64, cells=32, quarters=32, key_width=32, narrow=32, photo_depth=1, query_depth=1, heads=2
            ),
            learning_rate=2e-3,
            warmup_steps=10,
            sample_steps=40,
            workers=0,
        ),
    )
