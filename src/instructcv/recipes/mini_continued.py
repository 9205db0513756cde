"""mini-continued: `mini` trained on, from the weights that ship: `instructcv train mini-continued --start CHECKPOINT`."""

from dataclasses import replace

from instructcv.recipes import mini
from instructcv.recipes.base import Recipe
from instructcv.training.mini.config import Stage


def recipe() -> Recipe:
    """On other rooms' order and other questions. The photo encoder, which learns slowest, goes first and alone."""
    shipped = mini.recipe()
    train = replace(
        shipped.train,
        data=replace(shipped.train.data, seed=77),
        stages=(Stage(size_px=256, steps=500, queries=0), Stage(size_px=256, steps=400)),
        learning_rate=1.2e-3,
        warmup_steps=60,
        decay_share=0.5,
        seed=77,
    )
    return replace(shipped, train=train)
