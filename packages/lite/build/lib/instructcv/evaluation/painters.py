"""Whose answers are measured: a checkpoint, with or without guidance, or a predictor that knows nothing.

A `Spec` is small and picklable; each process builds its painter from it once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

import numpy as np
from jaxtyping import Float32, UInt8

from instructcv.errors import UserError
from instructcv.evaluation.predictors import Constant, Random
from instructcv.runtimes.base import runtime, usual_runtime
from instructcv.types import LEGEND, Guidable, LabelFormat, Painter, Query

KNOW_NOTHING = ("constant", "random")
"""Names that stand for predictors and not for checkpoints."""


@dataclass(frozen=True, kw_only=True)
class Spec:
    """How to build a painter."""

    checkpoint: str | None = None
    """A folder or a hub id, "constant", "random", or None for the embedded model."""
    device: str = "auto"
    dtype: str = "auto"
    runtime: str | None = None
    """What computes the networks; None = the usual one."""
    looks: int | None = None
    """At a photo, 1 or 2; None = as the checkpoint wants."""
    text_guidance: float = 1.0
    image_guidance: float = 1.0
    ignore_text: bool = False
    """Every query is asked with an empty sentence: how much does the model read?"""

    @property
    def name(self) -> str:
        """For the tables."""
        return self.checkpoint or "embedded"


class Formatted(Painter, Protocol):
    """A painter that knows its label format."""

    @property
    def label_format(self) -> LabelFormat: ...

    @property
    def tasks(self) -> tuple[str, ...]: ...


@cache
def build(spec: Spec) -> Formatted:
    """The painter.

    Raises:
        UserError: no such checkpoint, or guidance asked of one that has none.
    """
    if spec.checkpoint in KNOW_NOTHING:
        painter: Any = Constant() if spec.checkpoint == "constant" else Random()
        return Wrapped(painter=painter, label_format=LEGEND)
    painter = runtime(spec.runtime or usual_runtime()).load(spec.checkpoint, device=spec.device, dtype=spec.dtype)
    if spec.looks is not None:
        painter.look_with(spec.looks)
    label_format, tasks = painter.label_format, painter.tasks
    if (spec.text_guidance, spec.image_guidance) != (1.0, 1.0):
        painter = guided(painter, spec.text_guidance, spec.image_guidance)
    return Wrapped(painter=painter, label_format=label_format, tasks=tasks, ignore_text=spec.ignore_text)


def guided(painter: Painter, text: float, image: float) -> Painter:
    """The same network under guidance with two scales (`Guidable`).

    Raises:
        UserError: of one that has none.
    """
    if not isinstance(painter, Guidable):
        raise UserError(
            "guidance can be swept on mini checkpoints only; leave out --text-guidance and --image-guidance"
        )
    return painter.guided(text, image)


@dataclass(frozen=True, kw_only=True)
class Wrapped:
    """A painter with its label format; may be kept from reading the sentence."""

    painter: Painter
    label_format: LabelFormat
    tasks: tuple[str, ...] = ()
    """That it says it was trained for; empty = it does not say."""
    ignore_text: bool = False

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """As `types.Painter`."""
        if self.ignore_text:
            queries = [replace(query, instruction="") for query in queries]
        return self.painter.paint(photo, queries, passes=passes, seed=seed)
