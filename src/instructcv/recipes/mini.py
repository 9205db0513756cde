"""mini: the model that ships, trained only on data whose terms allow it."""

from instructcv.models.mini.settings import Shape
from instructcv.recipes.base import Recipe, SceneSet
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import DataConfig, Source
from instructcv.training.mini.vae import VAEConfig

SCENES = {
    "rooms-train": SceneSet(dataset="rooms", options={"count": 10_000}),
    "cutouts-train": SceneSet(dataset="cutouts", options={"count": 4_000}),
    "grocery-train": SceneSet(dataset="grocery", folder="GroceryStoreDataset", options={"level": "coarse"}),
    "coco-train": SceneSet(dataset="coco", folder="coco"),
    "pet-train": SceneSet(dataset="oxford_pet", folder="oxford-iiit-pet"),
}
"""Rooms CC-BY-3.0 and CC0, cut-outs GPL-2 pictures, Grocery Store MIT, COCO CC-BY-4.0 labels, Oxford-IIIT Pet
CC-BY-SA-4.0."""

SOURCES = (
    Source(scenes="rooms-train", weight=0.62, tasks={"segmentation": 0.45, "detection": 0.25, "depth": 0.30}),
    Source(
        scenes="cutouts-train",
        weight=0.12,
        tasks={"segmentation": 0.5, "detection": 0.3, "classification": 0.2},
        zoom=0.7,
    ),
    Source(scenes="grocery-train", weight=0.13, tasks={"classification": 1.0}, zoom=0.7),
    Source(
        scenes="coco-train",
        weight=0.09,
        tasks={"segmentation": 0.6, "detection": 0.25, "classification": 0.15},
        zoom=0.7,
    ),
    Source(
        scenes="pet-train",
        weight=0.04,
        tasks={"segmentation": 0.5, "detection": 0.2, "classification": 0.3},
        zoom=0.7,
    ),
)


def recipe() -> Recipe:
    """First the photo encoder alone, small and fast, then at full size; the questions come last, when there is something
    to ask about. Sizes are for each of two processes of one thread.
    """
    return Recipe(
        scenes=SCENES,
        vae=VAEConfig(),
        train=TrainConfig(
            data=DataConfig(sources=SOURCES, photos=12, queries=1),
            stages=(
                Stage(size_px=128, steps=1_000, photos=32, queries=0),
                Stage(size_px=256, steps=1_700, queries=0),
                Stage(size_px=256, steps=900),
            ),
            shape=Shape(closer_look=False, tuned_backbone=False),
            learning_rate=2e-3,
            decay_share=0.35,
        ),
    )
