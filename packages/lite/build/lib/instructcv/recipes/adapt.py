"""adapt: a new category or task from about 50 labelled photos, as a small file that is added to a checkpoint.

instructcv train --recipe adapt --dataset folder --data MY_PHOTOS
instructcv predict photo.jpg "..." --checkpoint runs/adapt/adapter
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

from instructcv import registry
from instructcv.models.base import EMBEDDED, local_copy, network_of
from instructcv.training.base import adapting
from instructcv.types import Dataset


@dataclass(frozen=True, kw_only=True)
class AdaptRecipe:
    """The mini model on a CPU; with `--start` whatever checkpoint that is, a full-size one on a GPU."""

    dataset: str = "folder"
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    """Other numbers than the network's usual ones, as typed."""

    def told(self, settings: Mapping[str, str], dataset: str | None) -> Self:
        """Another data set, or other numbers; `run` knows for which model they are."""
        return replace(self, settings=settings, dataset=dataset or self.dataset)

    def run(
        self, data: Path, out: Path, *, processes: int = 1, device: str = "auto", start: str | Path | None = None
    ) -> Path:
        """Learn from the train split of the data set at `data`; returns the adapter's folder.

        Raises:
            UserError: no such setting of the model that is adapted, or a value that it cannot have.
        """
        base = EMBEDDED if start is None else local_copy(start)
        training = adapting(network_of(base))
        config = training.told(self.settings)
        photos: Dataset = registry.load("datasets", self.dataset).open(data, split="train")
        named = None if start is None else base
        return training.adapt(photos, out, config, base=named, device=device, processes=processes)


def recipe() -> AdaptRecipe:
    """From the model inside the package."""
    return AdaptRecipe()
