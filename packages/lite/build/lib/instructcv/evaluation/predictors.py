"""Predictors that know nothing, or everything: what a score must be held against before anybody believes it."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float32, UInt8

from instructcv.labels import depth as depth_label
from instructcv.tasks.base import task
from instructcv.types import Query

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
