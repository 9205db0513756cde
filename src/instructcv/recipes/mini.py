"""mini: the model that ships, trained only on data whose terms allow it."""

from instructcv.recipes.base import Recipe, SceneSet
from instructcv.training.config import Stage, TrainConfig
from instructcv.training.data import DataConfig, Source
from instructcv.training.vae import VAEConfig

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
    Source(scenes="rooms-train", weight=0.68, tasks={"segmentation": 0.45, "detection": 0.25, "depth": 0.30}),
    Source(
        scenes="cutouts-train",
        weight=0.10,
        tasks={"segmentation": 0.5, "detection": 0.3, "classification": 0.2},
        zoom=True,
    ),
    Source(scenes="grocery-train", weight=0.15, tasks={"classification": 1.0}, zoom=True),
    Source(
        scenes="coco-train",
        weight=0.05,
        tasks={"segmentation": 0.6, "detection": 0.25, "classification": 0.15},
        zoom=True,
    ),
    Source(
        scenes="pet-train",
        weight=0.02,
        tasks={"segmentation": 0.5, "detection": 0.2, "classification": 0.3},
        zoom=True,
    ),
)


def recipe() -> Recipe:
    """Many photos with one question each: what the photo shows teaches more than another question on it does."""
    return Recipe(
        scenes=SCENES,
        vae=VAEConfig(),
        train=TrainConfig(
            data=DataConfig(sources=SOURCES, photos=8, queries=1),
            stages=(Stage(size_px=256, steps=5_000),),
            denoiser={"learn_backbone": True},
            learning_rate=7e-4,
            decay_share=0.3,
        ),
    )
