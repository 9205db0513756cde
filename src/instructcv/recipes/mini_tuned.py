"""mini-tuned: the backbone learns, too: `instructcv train mini-tuned --start CHECKPOINT`."""

from dataclasses import replace

from instructcv.models.mini.settings import Shape
from instructcv.recipes import mini_hidden
from instructcv.recipes.base import Recipe
from instructcv.training.mini.config import Stage


def recipe() -> Recipe:
    """Its middle was taught on photographs of single things; now it may learn what rooms look like, and other furniture."""
    hidden = mini_hidden.recipe()
    train = replace(
        hidden.train,
        data=replace(hidden.train.data, seed=171),
        stages=(Stage(size_px=256, steps=950, queries=0), Stage(size_px=256, steps=150)),
        shape=Shape(),
        seed=171,
    )
    return replace(hidden, train=train)
