"""mini: the model that ships, trained only on data whose terms allow it: `instructcv train mini`.

Its lineage, leg after leg; each begins with the weights that the one before it left, in parts averaged with them:

    first       the photo encoder alone, small and fast, then at full size; questions last, when there is something to ask about
    continued   other rooms' order and other questions
    closer      learns to use what the backbone sees at twice the size
    varied      furniture that no catalogue has, stretched, bent, repainted and covered
    hidden      parts of what it sees are hidden: no single channel of the backbone shall name a thing, nor its size in a room
    tuned       the backbone learns, too: its middle was taught on photographs of single things
    made        furniture that programs build: two models of a noun, however stretched, are not the noun
    many        500 designs of furniture and 25 times the photos of a leg before it
    photos      photographs of everyday things, most of them with boxes only; a quarter of the pictures keeps what rooms taught
    further     the same, with more of what `photos` forgot
    filled      a quarter of the boxes is filled with masks of the network's own
    refilled    the same with the better masks that `filled` makes possible; questions at the end

`photos` took 85 minutes on two busy cores, the three legs after it about as long together. The legs up to `made` took about ten hours on two CPU cores (AVX512-BF16, `OMP_NUM_THREADS=1 torchrun --nproc-per-node 2`), `many` took
22 minutes on one H200 and would take two days on two cores. The model card says where the run that shipped differs from what is told
here: rooms that were still being rendered, losses that were changed on the way.

A leg is a row of `LEGS`: its name, its seed, what it learns from (`mix`), how long, and how much of it is kept. One leg by itself:
`instructcv train mini --set legs=many --start CHECKPOINT`.
"""

from collections.abc import Mapping

from instructcv.models.mini.settings import Calibration, Shape
from instructcv.recipes.base import Calibrating, Leg, Recipe, SceneSet, by_task
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import DataConfig, Source
from instructcv.training.mini.vae import VAEConfig

PHOTO_PX = 416
"""Of the squares that photographs are kept as for a closer look: as wide as most of them are."""
SCENES = {
    "rooms-train": SceneSet(dataset="rooms", options={"count": 10_000}),
    "rooms-varied-train": SceneSet(dataset="rooms", options={"count": 8_000, "seed": 1, "varied": True}),
    "rooms-made-train": SceneSet(dataset="rooms", options={"count": 8_000, "seed": 2, "made": 1}),
    "rooms-built-train": SceneSet(dataset="rooms", options={"count": 10_000, "seed": 3, "made": 2}),
    "rooms-mixed-train": SceneSet(dataset="rooms", options={"count": 16_000, "seed": 4, "made": 2, "varied": True}),
    "cutouts-train": SceneSet(dataset="cutouts", options={"count": 4_000}, names=False),
    "cutouts-more-train": SceneSet(dataset="cutouts", options={"count": 8_000, "seed": 1}, names=False),
    "grocery-train": SceneSet(dataset="grocery", folder="GroceryStoreDataset", options={"level": "coarse"}),
    "coco-train": SceneSet(dataset="coco", folder="coco"),
    "pet-train": SceneSet(dataset="oxford_pet", folder="oxford-iiit-pet"),
    "photos-boxed-train": SceneSet(dataset="coco", folder="coco_more", side_px=PHOTO_PX, held_back=False),
    "photos-masked-train": SceneSet(
        dataset="coco", folder="coco_more", side_px=PHOTO_PX, options={"require_masks": True}, held_back=False
    ),
    "photos-mapped-train": SceneSet(dataset="coco", folder="coco", side_px=PHOTO_PX),
    "rooms-photos-train": SceneSet(dataset="rooms", options={"count": 1_024, "seed": 7, "made": 2, "varied": True}),
}
"""Rooms CC-BY-3.0 and CC0, cut-outs GPL-2 pictures, Grocery Store MIT, COCO CC-BY-4.0 labels, Oxford-IIIT Pet CC-BY-SA-4.0."""
OWN_MASKS = {"photos-filled-train": "photos-boxed-train", "photos-refilled-train": "photos-boxed-train"}
"""Two rounds of self-training."""
ASKED = {
    "rooms": by_task({"legend": 0.45, "place": 0.25, "grey": 0.30}),
    "cutouts": by_task({"legend": 0.5, "place": 0.3, "flat": 0.2}),
    "grocery": by_task({"flat": 1.0}),
    "coco": by_task({"legend": 0.6, "place": 0.25, "flat": 0.15}),
    "oxford_pet": by_task({"legend": 0.5, "place": 0.2, "flat": 0.3}),
}
"""Data set -> share of the questions about its photos, by the kind of picture that answers them."""
ZOOM = 0.7
"""Share of the photographs and cut-outs that are shown in windows; of rooms `mix` says it."""


def mix(shares: Mapping[str, float], *, zoom_rooms: float = 0.35) -> tuple[Source, ...]:
    """Scenes -> share of the photos, as sources; of the rooms a share is shown in windows, whose depth is not asked."""
    return tuple(
        Source(
            scenes=name,
            weight=share,
            tasks=ASKED[SCENES[name].dataset],
            zoom=zoom_rooms if SCENES[name].dataset == "rooms" else ZOOM,
        )
        for name, share in shares.items()
    )


OTHERS = {"cutouts-train": 0.12, "grocery-train": 0.13, "coco-train": 0.09, "pet-train": 0.04}
PLAIN = {"rooms-train": 0.62} | OTHERS
VARIED = {"rooms-train": 0.22, "rooms-varied-train": 0.40} | OTHERS
MADE = {"rooms-train": 0.17, "rooms-varied-train": 0.15, "rooms-made-train": 0.30} | OTHERS
MANY = {
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
"""Sets of a hundred photographs are shown less often here, since a run this long knows them by heart."""

PHOTOS = (
    Source(scenes="photos-boxed-train", weight=0.44, tasks={}, zoom=0.5, mosaic=0.25, compressed=0.2),
    Source(scenes="photos-masked-train", weight=0.14, tasks=ASKED["coco"], zoom=0.5, mosaic=0.25, compressed=0.2),
    Source(scenes="photos-mapped-train", weight=0.08, tasks=ASKED["coco"], zoom=0.6, compressed=0.2),
    *mix({"grocery-train": 0.06, "pet-train": 0.03, "rooms-photos-train": 0.25}),
)
"""Nothing can be asked of boxes without masks: they take part where the photo encoder learns alone."""


def photographs(boxed: str) -> tuple[Source, ...]:
    """As in `PHOTOS`, with more breeds and more classes, which that leg forgot."""
    return (
        Source(scenes=boxed, weight=0.44, tasks={}, zoom=0.5, mosaic=0.2, compressed=0.2),
        Source(scenes="photos-masked-train", weight=0.14, tasks=ASKED["coco"], zoom=0.5, mosaic=0.2, compressed=0.2),
        Source(scenes="photos-mapped-train", weight=0.08, tasks=ASKED["coco"], zoom=0.6, compressed=0.2),
        *mix({"grocery-train": 0.07, "pet-train": 0.07, "rooms-photos-train": 0.20}),
    )


def of(sources: tuple[Source, ...], *, photos: int = 12) -> DataConfig:
    """Batches of so many photos, one question each: for each of two processes of one thread, or for one GPU."""
    return DataConfig(sources=sources, photos=photos, queries=1)


def looking_then_asking(looking: int, asking: int) -> tuple[Stage, ...]:
    """The photo encoder, which learns slowest, goes first and alone."""
    stages = Stage(size_px=256, steps=looking, queries=0), Stage(size_px=256, steps=asking)
    return stages if asking else stages[:1]


def on_photographs(name: str, seed: int, boxed: str, *, looking: int, asking: int = 0) -> Leg:
    """A short leg on photographs whose boxes are those of one set of scenes, with or without masks in them; the last of them asks,
    and is averaged with what all of them began with."""
    return Leg(
        name=name,
        seed=seed,
        kept=0.7 if asking else 1.0,
        since="further",
        train=TrainConfig(
            data=of(photographs(boxed)),
            stages=looking_then_asking(looking, asking),
            learning_rate=1.2e-3,
            backbone_rate=0.0,
            warmup_steps=30,
            decay_share=0.3,
            ema_decay=0.99,
            hidden_share=0.15,
            checkpoint_minutes=3.0,
        ),
    )


LEGS = (
    Leg(
        name="first",
        seed=0,
        train=TrainConfig(
            data=of(mix(PLAIN, zoom_rooms=0.0)),
            stages=(Stage(size_px=128, steps=1_000, photos=32, queries=0), *looking_then_asking(1_700, 900)),
            shape=Shape(closer_look=False, tuned_backbone=False),
            learning_rate=2e-3,
            decay_share=0.35,
        ),
    ),
    Leg(
        name="continued",
        seed=77,
        kept=0.6,
        train=TrainConfig(
            data=of(mix(PLAIN, zoom_rooms=0.0)),
            stages=looking_then_asking(500, 400),
            shape=Shape(closer_look=False, tuned_backbone=False),
            learning_rate=1.2e-3,
            warmup_steps=60,
            decay_share=0.5,
        ),
    ),
    Leg(
        name="closer",
        seed=101,
        train=TrainConfig(
            data=of(mix(PLAIN, zoom_rooms=0.0)),
            stages=looking_then_asking(1_000, 320),
            shape=Shape(tuned_backbone=False),
            learning_rate=1.5e-3,
            warmup_steps=60,
            decay_share=0.515,
        ),
    ),
    Leg(
        name="varied",
        seed=131,
        kept=0.6,
        train=TrainConfig(
            data=of(mix(VARIED, zoom_rooms=0.0)),
            stages=looking_then_asking(850, 150),
            shape=Shape(tuned_backbone=False),
            learning_rate=1.5e-3,
            warmup_steps=60,
            decay_share=0.58,
        ),
    ),
    Leg(
        name="hidden",
        seed=151,
        kept=0.4,
        train=TrainConfig(
            data=of(mix(VARIED)),
            stages=looking_then_asking(900, 150),
            shape=Shape(tuned_backbone=False),
            learning_rate=1.5e-3,
            warmup_steps=60,
            decay_share=0.58,
            hidden_share=0.15,
        ),
    ),
    Leg(
        name="tuned",
        seed=171,
        kept=0.5,
        train=TrainConfig(
            data=of(mix(VARIED)),
            stages=looking_then_asking(950, 150),
            learning_rate=1.5e-3,
            warmup_steps=60,
            decay_share=0.58,
            hidden_share=0.15,
        ),
    ),
    Leg(
        name="made",
        seed=191,
        kept=0.7,
        train=TrainConfig(
            data=of(mix(MADE)),
            stages=looking_then_asking(1_000, 150),
            learning_rate=1.5e-3,
            warmup_steps=60,
            decay_share=0.5,
            hidden_share=0.15,
        ),
    ),
    Leg(
        name="many",
        seed=211,
        train=TrainConfig(
            data=of(mix(MANY), photos=160),
            stages=looking_then_asking(3_600, 800),
            learning_rate=2e-3,
            warmup_steps=100,
            decay_share=0.5,
            hidden_share=0.15,
            workers=10,
        ),
    ),
    Leg(
        name="photos",
        seed=307,
        kept=0.85,
        train=TrainConfig(
            data=of(PHOTOS),
            stages=looking_then_asking(460, 40),
            learning_rate=1.2e-3,
            backbone_rate=0.0,
            warmup_steps=30,
            decay_share=0.2,
            ema_decay=0.99,
            hidden_share=0.15,
            checkpoint_minutes=3.0,
        ),
    ),
    on_photographs("further", 401, "photos-boxed-train", looking=330),
    on_photographs("filled", 431, "photos-filled-train", looking=200),
    on_photographs("refilled", 461, "photos-refilled-train", looking=60, asking=50),
)
"""In order. Of the means, those shares were best on photos that nothing is reported on; after `many` no share was better than all."""

CALIBRATING = Calibrating(
    photos=SceneSet(dataset="rooms", split="val", options={"count": 120, "seed": 0}),
    specificity=0.91,
    told=Calibration(photo_shift=2.0, choice_scale=0.8),
)
"""Rooms say nothing of `photo_shift`, which was read off photographs that `photos` held back, nor of `choice_scale`, off Grocery Store's."""


def recipe() -> Recipe:
    """All legs, and what the last weights' numbers mean."""
    return Recipe(scenes=SCENES, vae=VAEConfig(), legs=LEGS, calibrating=CALIBRATING, own_masks=OWN_MASKS)
