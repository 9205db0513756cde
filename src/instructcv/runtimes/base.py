"""What a runtime is, and how one is chosen by name."""

from pathlib import Path
from typing import Protocol, cast

from instructcv import registry
from instructcv.types import Runner


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
