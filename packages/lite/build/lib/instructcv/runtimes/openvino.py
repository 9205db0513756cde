"""OpenVINO: an export on Intel and AMD processors, the fastest way on a laptop, without torch."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import openvino

from instructcv.errors import UserError
from instructcv.runtimes.shared.manifest import exported
from instructcv.runtimes.shared.mini import LOOK
from instructcv.runtimes.shared.opened import opened
from instructcv.runtimes.shared.words import Session
from instructcv.types import Runner


def load(source: str | Path | None, *, device: str = "auto", dtype: str = "auto") -> Runner:
    """An exported folder; None is where `instructcv export --format openvino` puts the model inside the package.

    With `dtype="auto"` the photo encoder computes in bfloat16 where the processor multiplies that, as it does under torch; what
    paints stays in float32, whose colours have to be exact.

    Raises:
        UserError: no export, damaged, of another format, or a device or number format that is not to be had.
    """
    if dtype not in ("auto", "fp32"):
        raise UserError(f"an OpenVINO export takes --dtype auto or fp32, not {dtype}")
    core: Any = openvino.Core()
    where = "CPU" if device == "auto" else device.upper()
    if where not in core.available_devices:
        raise UserError(f"OpenVINO has no device {device!r} here; there are: {', '.join(core.available_devices)}")
    half = dtype == "auto" and "BF16" in core.get_property(where, "OPTIMIZATION_CAPABILITIES")
    folder, manifest = exported(source, "openvino")

    def connect(path: Path, part: str) -> Session:
        precision = "bf16" if half and part == LOOK else "f32"
        settings = {"INFERENCE_PRECISION_HINT": precision, "PERFORMANCE_HINT": "LATENCY"}
        try:
            compiled = core.compile_model(str(path), where, settings)
        except RuntimeError as error:
            raise UserError(f"{path} cannot be loaded ({str(error).splitlines()[0][:200]}); export again") from error

        def run(arrays: Mapping[str, np.ndarray]) -> list[np.ndarray]:
            return [np.array(output) for output in compiled(dict(arrays)).values()]

        return run

    return opened(folder, manifest, connect)
