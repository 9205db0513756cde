"""ONNX Runtime: an export on any processor, without torch."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnxruntime

from instructcv.errors import UserError
from instructcv.runtimes.shared.manifest import exported
from instructcv.runtimes.shared.opened import opened
from instructcv.runtimes.shared.words import Session
from instructcv.types import Runner

PROVIDERS = {"cpu": "CPUExecutionProvider", "cuda": "CUDAExecutionProvider"}
"""Device -> what ONNX Runtime calls it."""


def load(source: str | Path | None, *, device: str = "auto", dtype: str = "auto") -> Runner:
    """An exported folder; None is where `instructcv export --format onnx` puts the model inside the package.

    Raises:
        UserError: no export, damaged, of another format, or a device or number format that is not to be had.
    """
    if dtype not in ("auto", "fp32"):
        raise UserError(f"an ONNX export computes in fp32, not {dtype}; leave --dtype out or take --runtime torch")
    provider = PROVIDERS.get("cpu" if device == "auto" else device.partition(":")[0], "")
    if provider not in onnxruntime.get_available_providers():
        raise UserError(f"this ONNX Runtime has no device {device!r}; take --device cpu, or install onnxruntime-gpu")
    folder, manifest = exported(source, "onnx")

    def connect(path: Path, _part: str) -> Session:
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3  # errors only: a warning there is for whoever builds graphs
        try:
            session = onnxruntime.InferenceSession(str(path), options, providers=[provider])
        except Exception as error:  # its errors have no common class of their own
            raise UserError(f"{path} cannot be loaded ({str(error).splitlines()[0][:200]}); export again") from error

        def run(arrays: Mapping[str, np.ndarray]) -> list[np.ndarray]:
            return [np.asarray(output) for output in session.run(None, dict(arrays))]

        return run

    return opened(folder, manifest, connect)
