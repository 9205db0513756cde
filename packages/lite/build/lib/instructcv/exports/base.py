"""How a checkpoint becomes a folder that another runtime opens: traced, written whole, and checked before anybody hears "done"."""

import logging
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol, cast

import cv2
import numpy as np
import torch
from torch import Tensor, nn

from instructcv import registry
from instructcv.errors import UserError
from instructcv.models.base import Model, load
from instructcv.runtimes.base import runtime
from instructcv.runtimes.shared.manifest import Format
from instructcv.tasks.base import task
from instructcv.types import Query, Runner

DIFFERENCE = 0.02
"""The most that a painted pixel (0 to 1) of an export may differ from torch's in float32."""
PHOTO_PX = (192, 320)
"""Height and width of the photos that an export is checked on."""
OPSET = 20
Shape = dict[int, str] | None
"""Dimension -> its name, of those that vary from call to call."""


class Exporter(Protocol):
    """The module of a network that can be exported."""

    def export(self, model: Model, folder: Path, format_: Format, *, source: str) -> None:
        """Write the networks and the manifest into an empty folder.

        Raises:
            UserError: the checkpoint cannot be exported, or the export does not paint what the checkpoint paints.
        """
        ...


def export(source: str | Path | None, folder: Path, format_: Format) -> None:
    """Export a checkpoint; None is the model inside the package.

    Raises:
        UserError: no such checkpoint, or of a network that cannot be exported.
    """
    model = load(source, device="cpu", dtype="fp32")
    if model.name not in registry.names("exports"):
        raise UserError(
            f"a {model.name} checkpoint cannot be exported; there are: {', '.join(registry.names('exports'))}"
        )
    exporter = cast(Exporter, registry.load("exports", model.name))
    exporter.export(model, folder, format_, source="" if source is None else str(source))


def trace(
    network: nn.Module,
    example: Sequence[Tensor],
    path: Path,
    *,
    inputs: Sequence[str],
    outputs: Sequence[str],
    shapes: Sequence[Shape],
) -> None:
    """Write a network as ONNX.

    Args:
        network: takes tensors, gives a tensor or a tuple of them.
        example: one tensor an input, of sizes that no varying dimension shares by chance (2 and more).
        path: the file.
        inputs: their names, in order.
        outputs: their names, in order.
        shapes: of each input, what varies.
    """
    vary = tuple(None if shape is None else {at: torch.export.Dim.DYNAMIC for at in shape} for shape in shapes)
    with torch.no_grad(), silence():
        torch.onnx.export(
            _Positional(network.eval()),
            tuple(tensor.clone() for tensor in example),  # made outside of inference mode
            str(path),
            dynamo=True,
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_shapes=(vary,),  # of one argument, `*tensors`
            external_data=False,
            opset_version=OPSET,
            verbose=False,
        )


class _Positional(nn.Module):
    """A network whose arguments are told apart by place alone, however many there are: so torch wants their shapes described."""

    def __init__(self, network: nn.Module) -> None:
        super().__init__()
        self.network = network

    def forward(self, *tensors: Tensor) -> Tensor | tuple[Tensor, ...]:
        return self.network(*tensors)


@contextmanager
def silence() -> Generator[None]:
    """Without what torch's exporter says of itself, and without the fused attention that it cannot trace."""
    fast = torch.backends.mha.get_fastpath_enabled()
    loggers = [logging.getLogger(name) for name in ("torch.onnx", "onnxscript", "torch.onnx._internal")]
    levels = [logger.level for logger in loggers]
    try:
        torch.backends.mha.set_fastpath_enabled(False)
        for logger in loggers:
            logger.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def as_openvino(onnx: Path, path: Path) -> None:
    """The same network as OpenVINO's own format: `path` ends in .xml, its weights lie beside it."""
    import openvino  # late: an ONNX export needs none

    openvino.save_model(openvino.convert_model(str(onnx)), str(path), compress_to_fp16=False)


def largest_difference(model: Model, folder: Path, format_: Format) -> float:
    """Between the pixels that a checkpoint paints and those of its export, over an example of every task that it was
    taught and several at once.
    """
    exported: Runner = runtime(format_).load(folder, device="cpu", dtype="fp32")
    taught = [name for name in registry.names("tasks") if not model.tasks or name in model.tasks]
    photos, queries = zip(*map(_enlarged, taught), strict=True)
    pairs = [(photo, [query]) for photo, query in zip(photos, queries, strict=True)]
    pairs.append((photos[0], list(queries)))  # in one batch, with legends of different lengths
    return max(float(np.abs(model.paint(photo, asked) - exported.paint(photo, asked)).max()) for photo, asked in pairs)


def _enlarged(name: str) -> tuple[np.ndarray, Query]:
    """A task's example: its photo at the size of a small real one, with a real one's grain, and its query."""
    sample, query = task(name).example()
    h, w = PHOTO_PX
    photo = cv2.resize(sample.photo, (w, h), interpolation=cv2.INTER_CUBIC).astype(np.int16)
    grain = np.random.default_rng(0).integers(-20, 21, size=photo.shape)
    return (photo + grain).clip(0, 255).astype(np.uint8), query
