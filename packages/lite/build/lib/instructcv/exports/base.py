"""How a checkpoint becomes a folder that another runtime opens: traced, written whole, and checked before anybody hears "done"."""

import logging
import warnings
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import Protocol, cast

import numpy as np
import torch
from jaxtyping import UInt8
from PIL import Image
from torch import Tensor, nn

from instructcv import registry
from instructcv.errors import UserError
from instructcv.models.base import Model, load
from instructcv.runtimes.base import runtime
from instructcv.runtimes.shared import manifest
from instructcv.runtimes.shared.manifest import Format, Manifest
from instructcv.tasks.base import task
from instructcv.types import Query, Runner

DIFFERENCE = 0.02
"""The most that a painted pixel (0 to 1) of an export may differ from torch's in float32."""
SHOWN = {"office.jpg": ("person", "table", "wall"), "cat.jpg": ("cat", "sofa", "floor")}
"""The photos that an export is checked on, and what they show."""
STRANGE = ("lobster", "violin", "zebra")
LONGER_PX = 320
"""The longer side of those photos."""
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
    large: bool = False,
) -> None:
    """Write a network as ONNX.

    Args:
        network: takes tensors, gives a tensor or a tuple of them.
        example: one tensor an input, of sizes that no varying dimension shares by chance (2 and more).
        path: the file.
        inputs: their names, in order.
        outputs: their names, in order.
        shapes: of each input, what varies.
        large: whether its weights may be more than the two gigabytes that one file holds; they lie beside it then.
    """
    vary = tuple(None if shape is None else {at: torch.export.Dim.DYNAMIC for at in shape} for shape in shapes)
    with torch.no_grad(), silence():
        # Exported here and not by torch.onnx, which tries ways that take minutes where this one does not succeed.
        program = torch.export.export(
            _Positional(network.eval()),
            tuple(tensor.clone() for tensor in example),  # made outside of inference mode
            dynamic_shapes=(vary,),  # of one argument, `*tensors`
            strict=False,
        )
        torch.onnx.export(
            program,
            (),
            str(path),
            dynamo=True,
            input_names=list(inputs),
            output_names=list(outputs),
            external_data=large,
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


def finish(told: Manifest, model: Model, folder: Path, *, passes: int = 1) -> None:
    """Turn the parts, which are there as ONNX, into the wanted format, and write the manifest once they are known to paint alike.

    Args:
        told: the manifest, whose parts are named as they are there.
        model: what was exported.
        folder: where it was.
        passes: in which both paint.

    Raises:
        UserError: they do not paint what the checkpoint paints.
    """
    if told.format == "openvino":
        told = replace(told, parts={part: _converted(folder, name) for part, name in told.parts.items()})
    manifest.write(told, folder)
    difference = largest_difference(model, folder, told.format, passes=passes)
    if difference > DIFFERENCE:
        raise UserError(
            f"the export paints up to {difference:.3f} differently from the checkpoint (0 to 1; at most {DIFFERENCE} is allowed); "
            "nothing was kept"
        )
    manifest.write(replace(told, largest_difference=difference), folder)


def _converted(folder: Path, name: str) -> str:
    if not name.endswith(".onnx"):
        return name
    import openvino  # late: an ONNX export needs none

    path = (folder / name).with_suffix(".xml")
    openvino.save_model(openvino.convert_model(str(folder / name)), str(path), compress_to_fp16=False)
    for file in folder.glob(f"{name}*"):  # its weights, where they lie beside it, too
        file.unlink()
    return path.name


def largest_difference(model: Model, folder: Path, format_: Format, *, passes: int) -> float:
    """Between the pixels that a checkpoint paints and those of its export, in real photos: a question of every task that it was taught,
    of what a photo shows, all at once, and of what nobody taught.
    """
    exported: Runner = runtime(format_).load(folder, device="cpu", dtype="fp32")
    taught = [task(name) for name in registry.names("tasks") if not model.tasks or name in model.tasks]
    examples = [one.example()[1] for one in taught]
    differences = [0.0]
    for name, things in SHOWN.items():
        photo = _photo(name)
        about = [_about(query, things) for query in examples]
        for queries in (*([query] for query in about), about, [_about(query, STRANGE) for query in about]):
            pictures = [painter.paint(photo, queries, passes=passes) for painter in (model, exported)]
            differences.append(float(np.abs(pictures[0] - pictures[1]).max()))
    return max(differences)


def _about(query: Query, things: Sequence[str]) -> Query:
    """The same question of other things."""
    named = zip(query.legend, things, strict=False)
    return replace(query, legend=tuple(replace(entry, category=thing, members=()) for entry, thing in named))


def _photo(name: str) -> UInt8[np.ndarray, "h w 3"]:
    """One of the photos in the package, small enough to be looked at in no time."""
    with files("instructcv.feedback").joinpath("known", name).open("rb") as file:
        photo = Image.open(file).convert("RGB")
    photo.thumbnail((LONGER_PX, LONGER_PX))
    return np.asarray(photo)
