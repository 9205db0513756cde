"""Computer vision in one sentence: a photo and an instruction in, a painted answer out, read back into numbers."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from instructcv.inference.predictor import InstructCV
    from instructcv.inference.result import Result

__all__ = ["InstructCV", "Result"]

_HOMES = {"InstructCV": "instructcv.inference.predictor", "Result": "instructcv.inference.result"}


def __getattr__(name: str) -> Any:
    """The public classes are imported when they are first asked for, so that importing the package stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(_HOMES[name]), name)
