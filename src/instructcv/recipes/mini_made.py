"""mini-made: trained on among furniture that programs build: `instructcv train mini-made --start CHECKPOINT`."""

from dataclasses import replace

from instructcv.recipes import mini_tuned
from instructcv.recipes.base import Recipe, SceneSet
from instructcv.training.mini.config import Stage

MADE = SceneSet(dataset="rooms", options={"count": 8_000, "seed": 2, "made": 1})
SHARES = {"rooms-train": 0.17, "rooms-varied-train": 0.15, "rooms-made-train": 0.30}
"""Of the photos; together what rooms have in `mini`."""


def recipe() -> Recipe:
    """Two models of a noun are not the noun, however they are stretched: its made ones differ in what they are built of."""
    tuned = mini_tuned.recipe()
    rooms = tuned.train.data.sources[0]
    sources = (
        *(replace(rooms, scenes=scenes, weight=weight) for scenes, weight in SHARES.items()),
        *(source for source in tuned.train.data.sources if source.scenes not in SHARES),
    )
    train = replace(
        tuned.train,
        data=replace(tuned.train.data, sources=sources, seed=191),
        stages=(Stage(size_px=256, steps=1_000, queries=0), Stage(size_px=256, steps=150)),
        decay_share=0.5,
        seed=191,
    )
    return replace(tuned, scenes=tuned.scenes | {"rooms-made-train": MADE}, train=train)
