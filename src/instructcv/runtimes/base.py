"""What a runtime is, and how one is chosen by name."""

from importlib.util import find_spec
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


def usual_runtime() -> str:
    """What computes when nobody says: PyTorch, or what takes its place where that is not installed."""
    needs = {"torch": "torch", "onnx": "onnxruntime", "openvino": "openvino"}
    return next((name for name, module in needs.items() if find_spec(module)), "torch")
