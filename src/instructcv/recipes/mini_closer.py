"""mini-closer: `mini` with a closer look, from weights that have none: `instructcv train mini-closer --start CHECKPOINT`."""

from dataclasses import replace

from instructcv.models.mini.settings import Shape
from instructcv.recipes import mini_continued
from instructcv.recipes.base import Recipe
from instructcv.training.mini.config import Stage


def recipe() -> Recipe:
    """The photo encoder learns to use what it sees at twice the size; then the questions, too."""
    shipped = mini_continued.recipe()
    train = replace(
        shipped.train,
        data=replace(shipped.train.data, seed=101),
        stages=(Stage(size_px=256, steps=1_000, queries=0), Stage(size_px=256, steps=320)),
        shape=Shape(tuned_backbone=False),
        learning_rate=1.5e-3,
        decay_share=0.515,
        seed=101,
    )
    return replace(shipped, train=train)
