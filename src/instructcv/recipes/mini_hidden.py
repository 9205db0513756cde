"""mini-hidden: trained on with parts of what it sees hidden: `instructcv train mini-hidden --start CHECKPOINT`."""

from dataclasses import replace

from instructcv.recipes import mini_varied
from instructcv.recipes.base import Recipe
from instructcv.training.mini.config import Stage

ROOMS = ("rooms-train", "rooms-varied-train")


def recipe() -> Recipe:
    """What names furniture must not be one channel that a known model happens to have, nor the size of a thing in a room."""
    varied = mini_varied.recipe()
    sources = [replace(s, zoom=0.35) if s.scenes in ROOMS else s for s in varied.train.data.sources]
    train = replace(
        varied.train,
        data=replace(varied.train.data, sources=tuple(sources), seed=151),
        stages=(Stage(size_px=256, steps=900, queries=0), Stage(size_px=256, steps=150)),
        hidden_share=0.15,
        seed=151,
    )
    return replace(varied, train=train)
