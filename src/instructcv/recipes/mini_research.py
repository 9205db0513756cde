"""mini-research: mini with non-commercial data added, to see what free licences cost. Its checkpoint is never shipped."""

from dataclasses import replace

from instructcv.recipes import mini
from instructcv.recipes.base import Recipe, SceneSet
from instructcv.training.mini.data import Source

MAPPED = {"segmentation": 1.0}
MEASURED = {"depth": 1.0}
SCENES = {
    "nyuv2-train": SceneSet(dataset="nyuv2", folder="nyu_depth_v2"),
    "kitchen-train": SceneSet(dataset="kitchen", folder="kitchen_rgbd"),
    "msrc-train": SceneSet(dataset="msrc", folder="MSRC_v2"),
    "camvid-train": SceneSet(dataset="camvid", folder="camvid"),
}
SOURCES = (
    Source(scenes="nyuv2-train", weight=0.12, tasks={"segmentation": 0.4, "depth": 0.6}),
    Source(scenes="kitchen-train", weight=0.04, tasks=MEASURED),
    Source(scenes="msrc-train", weight=0.08, tasks=MAPPED, zoom=0.7),
    Source(scenes="camvid-train", weight=0.06, tasks=MAPPED, zoom=0.7),
)


def recipe() -> Recipe:
    """The same run as `mini`, on more sources."""
    shipped = mini.recipe()
    data = replace(shipped.train.data, sources=mini.SOURCES + SOURCES)
    return replace(shipped, scenes=mini.SCENES | SCENES, train=replace(shipped.train, data=data))
