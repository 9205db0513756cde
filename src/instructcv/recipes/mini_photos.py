"""mini-photos: photographs, most of them with boxes only: `instructcv train mini-photos --start CHECKPOINT`."""

from dataclasses import replace

from instructcv.recipes import mini_many
from instructcv.recipes.base import Recipe, SceneSet
from instructcv.training.mini.config import Stage
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
"""COCO's annotations CC BY 4.0; the others are `mini-many`'s."""
ASKED = {"segmentation": 0.6, "detection": 0.3, "classification": 0.1}
SOURCES = (
    Source(scenes="photos-boxed-train", weight=0.44, tasks={}, zoom=0.5, mosaic=0.25, compressed=0.2),
    Source(scenes="photos-masked-train", weight=0.14, tasks=ASKED, zoom=0.5, mosaic=0.25, compressed=0.2),
    Source(scenes="photos-mapped-train", weight=0.08, tasks=ASKED, zoom=0.6, compressed=0.2),
)
SHARES = {"grocery-train": 0.06, "pet-train": 0.03}
ROOMS_SHARE = 0.25


def recipe() -> Recipe:
    """What rooms taught is kept by a quarter of the pictures; of the photographs three in five have boxes only."""
    many = mini_many.recipe()
    known = {source.scenes: source for source in many.train.data.sources}
    rooms = replace(known["rooms-mixed-train"], scenes="rooms-photos-train", weight=ROOMS_SHARE)
    kept = (replace(known[name], weight=weight) for name, weight in SHARES.items())
    scenes = SCENES | {name: many.scenes[name] for name in SHARES}
    train = replace(
        many.train,
        data=replace(many.train.data, sources=(*SOURCES, *kept, rooms), photos=12, queries=1, seed=307),
        stages=(Stage(size_px=256, steps=4_000, queries=0),),
        learning_rate=1.2e-3,
        backbone_rate=0.0,
        warmup_steps=30,
        decay_share=0.2,
        ema_decay=0.99,
        checkpoint_minutes=3.0,
        workers=1,
        seed=307,
    )
    return replace(many, scenes=scenes, train=train)
