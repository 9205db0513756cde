"""Weights that are pickles: what they would run is looked up without running it, and whoever holds code is refused.

A Lightning checkpoint also pickles its callbacks, whose classes are rarely installed. torch's restricted reader takes the
names of classes that may be built; those of Lightning and OmegaConf get a stand-in that keeps nothing. Any other name
is code that this file wants run.
"""

import pickle
from pathlib import Path
from typing import Any

import torch

from instructcv.errors import UserError

_HARMLESS = ("pytorch_lightning.", "lightning.", "lightning_fabric.", "omegaconf.", "typing.", "numpy.", "collections.")
"""Packages whose objects training leaves in a checkpoint beside the weights."""
_DAMAGE = (OSError, ValueError, RuntimeError, EOFError, pickle.UnpicklingError)


class Ignored:
    """Stands for an object that is not needed; takes any state and keeps none."""

    def __init__(self, *_: object, **__: object) -> None: ...

    def __setstate__(self, state: object) -> None: ...

    def __setitem__(self, key: object, value: object) -> None: ...


def refuse_code(path: Path) -> list[str]:
    """The names of the harmless classes that a pickle of weights asks for beside tensors.

    Raises:
        UserError: damaged, or it asks for anything else.
    """
    try:
        wanted = torch.serialization.get_unsafe_globals_in_checkpoint(path)
    except _DAMAGE as error:
        raise UserError(
            f"{path} is no torch checkpoint or is cut short ({first_line(error)}); copy or download it again"
        ) from error
    code = [name for name in wanted if not name.startswith(_HARMLESS)]
    if code:
        raise UserError(
            f"{path} holds code ({code[0]}), which is never run here; ask its owner for a safetensors file, or keep "
            "only its tensors: torch.save({'state_dict': ...})"
        )
    return wanted


def read_pickle(path: Path) -> Any:
    """The content of a `.ckpt`, its tensors mapped from the file and not yet read.

    Raises:
        UserError: as `refuse_code`.
    """
    stand_ins: list[Any] = [(type("Ignored", (Ignored,), {}), name) for name in refuse_code(path)]
    try:
        with torch.serialization.safe_globals(stand_ins):
            return torch.load(path, map_location="cpu", weights_only=True, mmap=True)
    except _DAMAGE as error:
        raise UserError(f"{path} cannot be read safely ({first_line(error)}); ask for a safetensors file") from error


def first_line(error: BaseException) -> str:
    """Of an error's message, which may be a page."""
    text = str(error).strip()
    return text.splitlines()[0][:200] if text else type(error).__name__
