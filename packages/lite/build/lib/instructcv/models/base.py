"""Checkpoints in: a folder, a hub id or nothing (the model inside the package) becomes a pipeline on a device."""

import json
import logging
import pickle
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import torch
from safetensors import SafetensorError

from instructcv import registry
from instructcv.errors import UserError
from instructcv.models.shared.adapter import base_of, is_adapter, stack
from instructcv.models.shared.hub import fetch
from instructcv.models.shared.memory import keep_freed_memory
from instructcv.models.shared.precision import usual_dtype
from instructcv.types import Runner

log = logging.getLogger(__name__)

EMBEDDED = Path(__file__).parent.parent / "checkpoints" / "mini"
"""The checkpoint that ships."""
PIPELINES = {
    "InstructCVPipeline": "mini",
    "StableDiffusionInstructPix2PixPipeline": "sd15",
    "StableDiffusionPipeline": "sd15",
}
"""`_class_name` in `model_index.json` -> the network that reads the folder; of others it is the network's own name. The last is
the text-to-image model, which sd15 refuses with the way to make one that looks at photos."""
SINGLE_FILES = {".ckpt": "sd15", ".safetensors": "sd15"}
"""Suffix of a checkpoint in one file -> the network that reads it."""
DAMAGED = (SafetensorError, pickle.UnpicklingError)
"""What damaged weights raise, beside Python's own errors."""


class Model(Runner, Protocol):
    """What `load` returns: what answers photos, and the PyTorch modules that do it."""

    licence: str
    """Under which the network's own weights are shared, an SPDX id or the hub's."""

    @property
    def pipeline(self) -> Any:
        """The same weights as a `diffusers` pipeline."""
        ...

    @property
    def network(self) -> torch.nn.Module:
        """What an adapter is added to."""
        ...


@runtime_checkable
class Remembering(Protocol):
    """A model that may keep what it saw of the last photos, for whoever asks about one again; its weights must stay as they are."""

    remembers: int
    """How many photos; 0 unless somebody says otherwise."""


def load(source: str | Path | None = None, *, device: str = "auto", dtype: str = "auto") -> Model:
    """Open a checkpoint.

    Args:
        source: a pipeline folder, a hub id, a CompVis `.ckpt`, an adapter (opened on its base), or None for the
            embedded model.
        device: "auto" (CUDA, then Apple's MPS, then CPU) or a torch device such as "cuda:1".
        dtype: "fp32", "fp16", "bf16", or "auto": what suits the network and the device, which is float16 on CUDA, else
            float32, in parts bfloat16 where the processor multiplies that.

    Raises:
        UserError: nothing there, files missing, of a wrong shape, or unsafe; the message names the file.
    """
    where = pick_device(device)
    keep_freed_memory()
    folder = EMBEDDED if source is None else local_copy(source)
    if is_adapter(folder):
        model = load(base_of(folder), device=device, dtype=dtype)
        stack(model.network, folder)
        return model
    network = registry.load("models", network_of(folder))
    try:
        return network.load(folder, device=where, dtype=None if dtype == "auto" else pick_dtype(dtype, where))
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, AttributeError, EOFError, *DAMAGED) as error:
        reason = str(error).strip().splitlines()[0][:300] if str(error).strip() else type(error).__name__
        raise UserError(
            f"{folder} cannot be loaded: {reason}; is the checkpoint whole? copy or save it again"
        ) from error


def local_copy(source: str | Path) -> Path:
    """The folder or file itself, or the hub's copy of it.

    Raises:
        UserError: neither a folder nor a hub id that can be reached.
    """
    path = Path(source)
    if path.is_dir():
        return path
    if path.is_file() and path.suffix in SINGLE_FILES:
        return path
    if path.exists():
        raise UserError(f"{path} is a file; a checkpoint is a folder with a model_index.json, or a .ckpt")
    if str(source).count("/") != 1 or str(source).startswith((".", "/", "~")):
        raise UserError(
            f"no checkpoint folder {source}; give a folder with a model_index.json or a hub id like owner/name"
        )
    return fetch(str(source))


def network_of(folder: Path) -> str:
    """Which network reads the folder, from its `model_index.json`.

    Raises:
        UserError: no such file, damaged, or of a pipeline that is not ours.
    """
    if folder.is_file():
        return SINGLE_FILES[folder.suffix]
    index = folder / "model_index.json"
    try:
        content: Any = json.loads(index.read_text(encoding="utf-8"))
        name = str(content["_class_name"])
    except FileNotFoundError:
        raise UserError(f"{index} is missing; a checkpoint folder holds it beside its networks' folders") from None
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{index} is damaged ({error}); copy or save the checkpoint again") from error
    network = PIPELINES.get(name, name)
    if network not in registry.names("models"):
        raise UserError(f"{index} is of a {name}; this version opens: {', '.join(PIPELINES)}")
    return network


def pick_device(name: str) -> torch.device:
    """A torch device by name, "auto" included.

    Raises:
        UserError: no such device here.
    """
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        device = torch.device(name)
        torch.zeros(1, device=device).cpu()  # "meta" makes tensors without numbers
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        raise UserError(f"no device {name!r} on this machine; try --device cpu") from error
    return device


def pick_dtype(name: str, device: torch.device) -> torch.dtype:
    """A torch number format by name.

    Raises:
        UserError: not one of ours.
    """
    known = {"fp32": torch.float32, "fp16": torch.float16, "bf16": torch.bfloat16}
    if name == "auto":
        return usual_dtype(device)
    if name not in known:
        raise UserError(f"no dtype {name!r}; one of: auto, {', '.join(known)}")
    if name == "fp16" and device.type == "cpu":
        log.warning("fp16 is many times slower than fp32 on a CPU; bf16 is as small and is not")
    return known[name]
