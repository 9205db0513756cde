"""A named run of the full-size network on pairs (`training/sd15`)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from instructcv.errors import UserError
from instructcv.training.sd15.config import SD15Config
from instructcv.training.sd15.run import train
from instructcv.training.shared.settings import with_settings

STABLE_DIFFUSION = "stable-diffusion-v1-5/stable-diffusion-v1-5"
INSTRUCTCV = "alaa-lab/InstructCV"


@dataclass(frozen=True, kw_only=True)
class PairsRecipe:
    """Where the run begins, and what it is told."""

    train: SD15Config
    start: str
    """A hub id or folder; `--start` takes its place."""

    def told(self, settings: Mapping[str, str], dataset: str | None) -> Self:
        """The recipe with settings from the command line.

        Raises:
            UserError: no such setting, or a data set, which only `adapt` reads.
        """
        if dataset is not None:
            raise UserError("this recipe reads pairs, not a data set; make them: instructcv build --dataset NAME")
        return replace(self, train=with_settings(self.train, settings))

    def run(
        self, data: Path, out: Path, *, processes: int = 1, device: str = "auto", start: str | Path | None = None
    ) -> Path:
        """Train on the pairs in `data`; a stopped run goes on."""
        return train(self.train, pairs=data, out=out, start=start or self.start, device=device)
