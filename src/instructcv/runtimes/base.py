"""What a runtime is, and how one is chosen by name."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

import numpy as np
from jaxtyping import Float32

from instructcv import registry
from instructcv.types import LabelFormat, Painter


class Runner(Painter, Protocol):
    """A painter that can also embed sentences and knows how it paints: all that answering photos needs."""

    name: str
    """The network's."""

    @property
    def label_format(self) -> LabelFormat: ...

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]: ...


class Runtime(Protocol):
    """The module of a runtime."""

    def load(self, source: str | Path | None, *, device: str, dtype: str) -> Runner:
        """Open a checkpoint, or what was exported of one.

        Raises:
            UserError: nothing there, damaged, not for this runtime, or no such device or number format.
        """
        ...


def runtime(name: str) -> Runtime:
    """A registered runtime.

    Raises:
        UserError: no such runtime.
    """
    return cast(Runtime, registry.load("runtimes", name))
