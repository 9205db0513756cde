"""What is asked of a build, as plain data: it goes to every worker, and into `build/SPLIT/config.json`."""

import json
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from instructcv import registry
from instructcv.datasets.base import needs_folder
from instructcv.errors import UserError
from instructcv.types import LEGEND, ORIGINAL, Dataset, LabelFormat, Split

FORMATS: dict[str, LabelFormat] = {"legend": LEGEND, "original": ORIGINAL}


@dataclass(frozen=True, kw_only=True)
class SourceConfig:
    """One data set's part in the mix."""

    dataset: str
    """A registered data set."""
    root: Path | None
    """Its folder; None for data sets that need none (`datasets.base.needs_folder`)."""
    split: Split
    """The data set's own split that is read."""
    weight: float | None = None
    """Share of the pairs relative to the other sources; None = as many as it has photos."""


@dataclass(frozen=True, kw_only=True)
class BuildConfig:
    """Everything that decides the bytes of the shards. Workers, backend and retries are not in it: they decide none."""

    sources: tuple[SourceConfig, ...]
    split: Split = "train"
    """The split that the pairs are for; it names the shards."""
    questions: int = 3
    """Questions a photo, where `pairs` is not given."""
    pairs: int | None = None
    """Pairs in all, shared among the sources by weight."""
    tasks: dict[str, float] = field(default_factory=dict[str, float])
    """Share of the questions by task, among the tasks that a photo's labels allow; empty = all alike."""
    formats: dict[str, float] = field(default_factory=lambda: {"legend": 1.0})
    """Share of the questions by label format."""
    negatives: float = 0.2
    """Share of the questions about categories of which nothing is there: an absent category, a choice without the truth."""
    size_px: int = 256
    """The stored photo's shorter side, never enlarged, so that a trainer that squeezes to this square loses nothing;
    0 = the photo's own size."""
    photos_per_shard: int = 256
    seed: int = 0

    def as_json(self) -> dict[str, Any]:
        return json.loads(json.dumps(asdict(self), default=str))


def from_json(content: dict[str, Any]) -> BuildConfig:
    """The inverse of `BuildConfig.as_json`."""
    sources = tuple(SourceConfig(**(s | {"root": s["root"] and Path(s["root"])})) for s in content["sources"])
    rest: dict[str, Any] = content | {"sources": sources}
    return BuildConfig(**rest)


def check(config: BuildConfig, *, force: bool = False) -> None:
    """Refuse what would build nothing, or something that nobody should train on.

    Args:
        force: allow validation and test photos in a training set.

    Raises:
        UserError: the first thing that is wrong.
    """
    if not config.sources:
        raise UserError("nothing to build from; give --dataset NAME --root DIR")
    for source in config.sources:
        if config.split == "train" and source.split != "train" and not force:
            raise UserError(
                f"{source.dataset}'s {source.split!r} split is for measuring, and training on it spoils every figure; "
                f"take its 'train' split, or say --force"
            )
        if source.weight is not None and not source.weight > 0:
            raise UserError(f"the weight of {source.dataset} is {source.weight:g}; it must be above 0")
    for name in config.tasks:
        registry.where("tasks", name)
    if unknown := set(config.formats) - set(FORMATS):
        raise UserError(f"no label format is called {min(unknown)!r}; there are: {', '.join(FORMATS)}")
    for what, weights in (("tasks", config.tasks), ("formats", config.formats)):
        if weights and (min(weights.values()) < 0 or not sum(weights.values()) > 0):
            raise UserError(f"the weights of {what} must not be negative, and one must be above 0")
    if not 0.0 <= config.negatives <= 1.0:
        raise UserError(f"--negatives is a share from 0 to 1, not {config.negatives:g}")
    if config.questions < 1 or config.photos_per_shard < 1 or (config.pairs is not None and config.pairs < 1):
        raise UserError("questions, pairs and photos a shard must be at least 1")
    if config.size_px < 0:
        raise UserError(f"--size is a number of pixels, or 0 for the photo's own size, not {config.size_px}")


@lru_cache(maxsize=32)
def open_source(source: SourceConfig) -> Dataset:
    """The data set, opened once a process.

    Raises:
        UserError: no such data set, no root where one is needed, or what its reader says.
    """
    module = registry.load("datasets", source.dataset)
    if source.root is None and needs_folder(source.dataset):
        raise UserError(f"{source.dataset} needs its folder: --dataset {source.dataset} --root DIR")
    return module.open(source.root, split=source.split)
