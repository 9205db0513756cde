"""A person's own photos in place of a recipe's: a labelled data set, or what `instructcv build` made pairs of.

instructcv build --dataset folder --root MY_PHOTOS --out pairs
instructcv train mini --data pairs                             # the photos of the pairs, in the mix of the pairs
instructcv train mini --dataset folder --data MY_PHOTOS        # all of them, asked whatever their labels allow
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from instructcv import registry
from instructcv.datasets.base import needs_folder
from instructcv.errors import UserError
from instructcv.files import write_text
from instructcv.tasks.base import task
from instructcv.training.mini.data import Source
from instructcv.training.mini.scenes import SIDE_PX, Scenes
from instructcv.types import LEGEND, Dataset

LOOKED_AT = 64
"""Photos, evenly spread, by which it is decided what a data set can be asked."""
ZOOM = 0.7
"""Share of the photos that are shown in windows where no depth is known: a window's metres would be others."""
MIX = "mix.json"
"""Below a run: what it learns from, so that nobody goes on with it on other photos."""


PHOTO_SIDE_PX = 416
"""Of the squares that photographs are kept as: more than the network's own, for its closer look."""


@dataclass(frozen=True, kw_only=True)
class Own:
    """One data set of a person's."""

    scenes: str
    """Folder name below the scenes root."""
    dataset: Dataset
    weight: float
    """Share of the photos, relative to the others."""
    tasks: Mapping[str, float] = field(default_factory=dict[str, float])
    """Share of the questions; empty = all alike that the labels allow."""

    @property
    def side_px(self) -> int:
        """Of the squares that its photos are kept as: no larger than the first ones are."""
        first = [self.dataset[i].size_hw for i in range(min(8, len(self.dataset)))]
        return PHOTO_SIDE_PX if max(max(size_hw) for size_hw in first) > SIDE_PX else SIDE_PX


def own_sets(data: Path, dataset: str | None) -> tuple[Own, ...]:
    """What `--data` and `--dataset` say is to be learned; () = `data` is the folder of the recipe's own data sets.

    Raises:
        UserError: no such data set, or what its reader says; pairs that mini cannot learn from.
    """
    if dataset is not None:
        module = registry.load("datasets", dataset)
        opened = module.open(data if needs_folder(dataset) else None, split="train")
        return (Own(scenes=f"{dataset}-train", dataset=opened, weight=1.0),)
    if (data / "build" / "train").is_dir():
        return _of_pairs(data)
    if any(data.glob("*.parquet")) or any((data / "data").glob("*.parquet")):
        raise UserError(
            f"{data} holds pairs of which it is not written where their labels are, and mini learns from labels; give the data set: "
            "--dataset NAME --data DIR"
        )
    return ()


def _of_pairs(data: Path) -> tuple[Own, ...]:
    from instructcv.pairs.origin import (
        origins,  # late: pairs are Parquet files, which learning from labels does without
    )

    found = origins(data)
    if any(LEGEND.name not in origin.label_formats for origin in found):
        raise UserError(f"{data} is in the 2023 system's label format; mini paints legends: build --format legend")
    return tuple(
        Own(
            scenes=f"{origin.photos.name}-{number}-train",
            dataset=origin.photos,
            weight=float(origin.pairs),
            tasks=origin.tasks,
        )
        for number, origin in enumerate(found)
    )


def source_of(own: Own, root: Path) -> Source:
    """Its part in the mix, once its scenes are built.

    Raises:
        UserError: none of the photos looked at has a label that can be asked for.
    """
    scenes = Scenes(root / own.scenes)
    looked_at = [scenes[i] for i in range(0, len(scenes), max(1, len(scenes) // LOOKED_AT))]
    wanted = own.tasks or dict.fromkeys(registry.names("tasks"), 1.0)
    able = {name: share for name, share in wanted.items() if any(map(task(name).can_ask, looked_at))}
    if not able:
        raise UserError(
            f"the photos of {own.dataset.name} have no labels of any task; look at them with `instructcv build`"
        )
    total = sum(able.values())
    return Source(
        scenes=own.scenes,
        weight=own.weight,
        tasks={name: share / total for name, share in able.items()},
        zoom=0.0 if any(sample.depth_m is not None for sample in looked_at) else ZOOM,
    )


def claim(out: Path, sets: tuple[Own, ...]) -> None:
    """Write down what a run learns from.

    Raises:
        UserError: a run on other photos is there.
    """
    ours = {own.scenes: [len(own.dataset), own.weight] for own in sets}
    path = out / MIX
    if not path.exists():
        write_text(path, json.dumps(ours, indent=1) + "\n")
    elif json.loads(path.read_text(encoding="utf-8")) != ours:
        raise UserError(f"{out} holds a run on other photos ({path}); choose another --out, or delete it")
