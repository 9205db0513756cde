"""mini-varied: trained on among furniture that no catalogue has: `instructcv train mini-varied --start CHECKPOINT`."""

from dataclasses import replace

from instructcv.recipes import mini, mini_closer
from instructcv.recipes.base import Recipe, SceneSet
from instructcv.training.mini.config import Stage

VARIED = SceneSet(dataset="rooms", options={"count": 8_000, "seed": 1, "varied": True})
SHARE = 0.4
"""Of the photos; plain rooms keep the rest of what rooms had."""


def recipe() -> Recipe:
    """What is learned of two or three models of a noun says little about the next one, so most rooms hold varied ones."""
    closer = mini_closer.recipe()
    rooms = closer.train.data.sources[0]
    sources = (
        replace(rooms, weight=rooms.weight - SHARE),
        replace(rooms, scenes="rooms-varied-train", weight=SHARE),
        *closer.train.data.sources[1:],
    )
    train = replace(
        closer.train,
        data=replace(closer.train.data, sources=sources, seed=131),
        stages=(Stage(size_px=256, steps=850, queries=0), Stage(size_px=256, steps=150)),
        decay_share=0.58,
        seed=131,
    )
    return replace(closer, scenes=mini.SCENES | {"rooms-varied-train": VARIED}, train=train)
