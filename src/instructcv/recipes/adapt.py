"""adapt: a new category or task from about 50 labelled photos, as a small file that is added to a checkpoint.

instructcv train --recipe adapt --dataset folder --data MY_PHOTOS
instructcv predict photo.jpg "..." --checkpoint runs/adapt/adapter
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import torch

from instructcv import registry
from instructcv.errors import UserError
from instructcv.models.base import EMBEDDED, local_copy, network_of
from instructcv.models.sd15 import open_pipeline
from instructcv.training.mini.adapt import AdaptConfig, adapt
from instructcv.training.sd15.config import SD15Config, with_settings
from instructcv.types import Dataset

OF_THE_BASE = ("size_px", "objective", "prediction")
"""Settings of the full-size network that adapting does not change."""


@dataclass(frozen=True, kw_only=True)
class AdaptRecipe:
    """The mini model on a CPU; with `--start` a full-size checkpoint on a GPU."""

    mini: AdaptConfig = field(default_factory=AdaptConfig)
    sd15: SD15Config = field(
        default_factory=lambda: SD15Config(
            objective="one_pass",
            prediction="sample",
            lora_rank=16,
            steps=1000,
            effective_batch=8,
            micro_batch=4,
            learning_rate=1e-4,
            warmup_steps=20,
            ema_decay=0.99,
        )
    )
    dataset: str = "folder"
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    """Other numbers for whichever of the two it is, as typed."""

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
        is_mini = network_of(base) == "mini"
        taken = next((name for name in OF_THE_BASE if name in self.settings), None)
        if taken is not None and not is_mini:
            raise UserError(
                f"an adapter takes {taken} from the checkpoint that it is added to; leave --set {taken} out"
            )
        mini = with_settings(self.mini, self.settings if is_mini else {})
        full_size = with_settings(self.sd15, {} if is_mini else self.settings)
        photos: Dataset = registry.load("datasets", self.dataset).open(data, split="train")
        if is_mini:
            return adapt(photos, out, mini, base=None if start is None else base, device=device, processes=processes)
        return self._full_size(photos, out, base, full_size, device)

    def _full_size(self, photos: Dataset, out: Path, base: Path, told: SD15Config, device: str) -> Path:
        # Late: pairs are Parquet files, which adapting mini does without.
        from instructcv.training.sd15.from_dataset import write_pairs
        from instructcv.training.sd15.run import train

        pipeline = open_pipeline(base, dtype=torch.float32)
        settings = pipeline.settings
        kind = pipeline.scheduler.config.prediction_type
        # The base goes on as it was trained: one that answers in one pass so, another by denoising.
        config = replace(
            told,
            size_px=settings.size_px,
            objective="one_pass" if settings.passes == 1 else "noise",
            prediction="keep" if settings.passes == 1 else kind,
        )
        pairs = write_pairs(photos, out / "pairs", label_format=settings.label_format)
        train(config, pairs=pairs, out=out, start=base, device=device)
        return out / "adapter"


def recipe() -> AdaptRecipe:
    """From the model inside the package."""
    return AdaptRecipe()
