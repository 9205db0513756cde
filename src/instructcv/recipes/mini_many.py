"""mini-many: on a GPU, among many more designs: `instructcv train mini-many --start CHECKPOINT --device cuda`."""

from dataclasses import replace

from instructcv.recipes import mini_made
from instructcv.recipes.base import Recipe, SceneSet
from instructcv.training.mini.config import Stage
from instructcv.training.mini.data import Source

SCENES = {
    "rooms-built-train": SceneSet(dataset="rooms", options={"count": 10_000, "seed": 3, "made": 2}),
    "rooms-mixed-train": SceneSet(dataset="rooms", options={"count": 16_000, "seed": 4, "made": 2, "varied": True}),
    "cutouts-more-train": SceneSet(dataset="cutouts", options={"count": 8_000, "seed": 1}),
}
SHARES = {
    "rooms-train": 0.08,
    "rooms-varied-train": 0.14,
    "rooms-built-train": 0.20,
    "rooms-mixed-train": 0.28,
    "cutouts-train": 0.06,
    "cutouts-more-train": 0.09,
    "grocery-train": 0.08,
    "coco-train": 0.05,
    "pet-train": 0.02,
}
"""Of the photos: sets of a hundred photographs are shown less often, since a run this long knows them by heart."""
SAME_AS = {
    "rooms-built-train": "rooms-made-train",
    "rooms-mixed-train": "rooms-made-train",
    "cutouts-more-train": "cutouts-train",
}
"""Whose tasks a new set has."""


def recipe() -> Recipe:
    """Some 25 times the photos of each run before it, for which two cores would take two days.

    The first stages differ in nothing but that each looks afresh which scenes are there: the run that shipped was told to begin
    while rooms were still rendered, `instructcv train` renders them all first.
    """
    made = mini_made.recipe()
    known = {source.scenes: source for source in made.train.data.sources}

    def source(name: str) -> Source:
        return replace(known[SAME_AS.get(name, name)], scenes=name, weight=SHARES[name])

    scenes = made.scenes | SCENES
    train = replace(
        made.train,
        data=replace(made.train.data, sources=tuple(map(source, SHARES)), photos=160, seed=211),
        stages=(
            *(Stage(size_px=256, steps=steps, queries=0) for steps in (500, 800, 2_300)),
            Stage(size_px=256, steps=800),
        ),
        learning_rate=2e-3,
        warmup_steps=100,
        decay_share=0.5,
        workers=10,
        seed=211,
    )
    return replace(made, scenes={name: scenes[name] for name in SHARES}, train=train)
