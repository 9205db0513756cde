"""What a network's training package brings for all recipes: `training/NAME/adapt.py` adapts `models/NAME` to a few photos."""

import importlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol, cast

from instructcv import registry
from instructcv.types import Dataset


class Adapting(Protocol):
    """The module `adapt` of a training package."""

    def told(self, settings: Mapping[str, str]) -> Any:
        """The config of an adaptation with settings from the command line.

        Raises:
            UserError: no such setting, or a value that it cannot have.
        """
        ...

    def adapt(
        self, dataset: Dataset, out: Path, config: Any, *, base: Path | None, device: str, processes: int
    ) -> Path:
        """Learn a labelled data set; returns the adapter's folder. `base` None is the model inside the package."""
        ...


def adapting(network: str) -> Adapting:
    """How a network of `models` is adapted.

    Raises:
        UserError: nothing here trains that network.
    """
    return cast(Adapting, importlib.import_module(f"{registry.where('training', network)}.adapt"))
