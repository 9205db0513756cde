"""Options that several commands share, and what holds for all: a whole number is typed as one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter, Token, convert
from cyclopts.validators import Number

from instructcv.errors import UserError

LARGEST_SEED = 2**32 - 1
"""What every generator of random numbers takes."""
Seed = Annotated[int, Parameter(validator=Number(gte=0, lte=LARGEST_SEED))]
Count = Annotated[int, Parameter(validator=Number(gte=1))]
Runtime = Literal["torch", "onnx", "openvino"]
"""What computes a checkpoint's networks; a test holds that these are the registered ones."""
Looks = Literal[1, 2]
"""At a photo: by itself, or at its mirror image as well."""
Guidance = Annotated[float, Parameter(validator=Number(gte=0))]


def strictly(kind: Any, tokens: Sequence[Token]) -> Any:
    """As the library converts, but "1.5" is no whole number: it would silently become 2.

    Raises:
        ValueError: a fraction for a whole number; the library adds the option's name.
    """
    return convert(kind, tokens, converter=_one)


def with_folders(datasets: Sequence[str], roots: Sequence[str] | None) -> list[tuple[str, Path | None]]:
    """Each data set with its folder; `-` stands for none.

    Raises:
        UserError: not as many folders as data sets.
    """
    folders = roots or ["-"] * len(datasets)
    if len(folders) != len(datasets):
        raise UserError(f"{len(datasets)} data sets need as many --root; - is no folder")
    return [(name, None if text == "-" else Path(text)) for name, text in zip(datasets, folders, strict=True)]


def _one(kind: type, text: str) -> Any:
    if kind is int and "." in text:
        raise ValueError
    return convert(kind, [text])
