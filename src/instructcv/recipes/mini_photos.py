"""mini-photos: photographs, most of them with boxes only: `instructcv train mini-photos --start CHECKPOINT`."""

from dataclasses import replace

from instructcv.recipes import mini
from instructcv.recipes.base import Leg, Recipe, SceneSet, by_task
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import Source

SIDE_PX = 416
"""Of the squares that photographs are kept as: as wide as most of them are."""
SCENES = {
    "photos-boxed-train": SceneSet(dataset="coco", folder="coco_more", side_px=SIDE_PX, held_back=False),
    "photos-masked-train": SceneSet(
        dataset="coco", folder="coco_more", side_px=SIDE_PX, options={"require_masks": True}, held_back=False
    ),
    "photos-mapped-train": SceneSet(dataset="coco", folder="coco", side_px=SIDE_PX),
    "rooms-photos-train": SceneSet(dataset="rooms", options={"count": 1_024, "seed": 7, "made": 2, "varied": True}),
}
"""COCO's annotations CC BY 4.0; the others are `mini`'s."""
ASKED = by_task({"legend": 0.6, "place": 0.3, "flat": 0.1})
SOURCES = (
    Source(scenes="photos-boxed-train", weight=0.44, tasks={}, zoom=0.5, mosaic=0.25, compressed=0.2),
    Source(scenes="photos-masked-train", weight=0.14, tasks=ASKED, zoom=0.5, mosaic=0.25, compressed=0.2),
    Source(scenes="photos-mapped-train", weight=0.08, tasks=ASKED, zoom=0.6, compressed=0.2),
)
SHARES = {"grocery-train": 0.06, "pet-train": 0.03}
ROOMS_SHARE = 0.25


def recipe() -> Recipe:
    """What rooms taught is kept by a quarter of the pictures; of the photographs three in five have boxes only."""
    rooms = replace(mini.mix({"rooms-mixed-train": ROOMS_SHARE})[0], scenes="rooms-photos-train")
    train = TrainConfig(
        data=mini.of((*SOURCES, *mini.mix(SHARES), rooms)),
        stages=(Stage(size_px=256, steps=4_000, queries=0),),
        learning_rate=1.2e-3,
        backbone_rate=0.0,
        warmup_steps=30,
        decay_share=0.2,
        ema_decay=0.99,
        hidden_share=0.15,
        checkpoint_minutes=3.0,
    )
    scenes = SCENES | {name: mini.SCENES[name] for name in SHARES}
    return replace(mini.recipe(), scenes=scenes, legs=(Leg(name="photos", seed=307, train=train),))
