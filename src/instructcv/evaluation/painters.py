"""Whose answers are measured: a checkpoint, with or without guidance, or who knows nothing (`Constant`, `Random`): what a score must
be held against before anybody believes it.

A `Spec` is small and picklable; each process builds its painter from it once.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol

import numpy as np
from jaxtyping import Float32, UInt8

from instructcv.errors import UserError
from instructcv.labels import depth as depth_label
from instructcv.runtimes.base import runtime, usual_runtime
from instructcv.tasks.base import task
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


SIZE = 64
"""Side of the pictures they paint."""


class Constant:
    """Paints the same for every photo: depth one flat distance, everything else the legend's first colour."""

    def __init__(self, depth_m: float = 2.5) -> None:
        self.depth_m = depth_m

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """One flat picture a query."""
        return np.stack([self._flat(query) for query in queries])

    def _flat(self, query: Query) -> Float32[np.ndarray, "s s 3"]:
        kind = task(query.task).TRAITS.kind
        if kind == "free":  # of no colour at all
            return np.full((SIZE, SIZE, 3), 0.5, np.float32)
        if kind == "grey":
            flat = np.full((SIZE, SIZE), self.depth_m, np.float32)
            return depth_label.paint(flat, query.label_format)[0].astype(np.float32) / 255
        colour = np.array(query.legend[0].rgb, np.float32) / 255
        if kind == "place":  # one object as large as the photo
            y, x = np.mgrid[:SIZE, :SIZE].astype(np.float32) / (SIZE - 1)
            return np.stack([x, y, np.ones_like(x)], axis=-1)
        return np.broadcast_to(colour, (SIZE, SIZE, 3)).copy()


class Random:
    """Paints noise: each 8 x 8 block a random colour of the legend or none, each depth a random grey."""

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """One picture a query; the photo only seeds the noise, so that repeated runs agree."""
        rng = np.random.default_rng([seed, int(photo[:8, :8].sum())])
        return np.stack([self._noise(query, rng) for query in queries])

    def _noise(self, query: Query, rng: np.random.Generator) -> Float32[np.ndarray, "s s 3"]:
        blocks = SIZE // 8
        kind = task(query.task).TRAITS.kind
        if kind == "flat":
            choices = np.array([query.otherwise_rgb, *query.colours.tolist()], np.float32) / 255
            return np.broadcast_to(choices[rng.integers(len(choices))], (SIZE, SIZE, 3)).copy()
        if query.legend and kind != "place":
            choices = np.array([query.otherwise_rgb, *query.colours.tolist()], np.float32) / 255
            small = choices[rng.integers(len(choices), size=(blocks, blocks))]
        elif kind != "grey":
            small = rng.random((blocks, blocks, 3), np.float32)
        else:
            small = np.repeat(rng.random((blocks, blocks, 1), np.float32), 3, axis=2)
        return small.repeat(8, axis=0).repeat(8, axis=1)
