"""Models that need no weights: what they paint is known, so that what is read from it can be checked."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from jaxtyping import Float32, UInt8
from torch import nn

from instructcv.errors import UserError
from instructcv.labels import boxes, depth, flat, masks
from instructcv.models.shared.text import SentenceEncoder
from instructcv.types import LEGEND, LabelFormat, Query

SIDE = 64


@cache
def sentence_encoder() -> SentenceEncoder:
    return SentenceEncoder()


class PatternPainter:
    """Paints the same valid answer whatever the photo shows.

    segmentation    entry k covers the k-th of as many upright stripes, with a black rest on the right
    detection       one object: the picture's middle, from a quarter to three quarters
    depth           1 m at the bottom to 4 m at the top
    classification  the first entry of the legend
    """

    name = "pattern"
    licence = "CC0-1.0"
    passes = 1
    tasks: tuple[str, ...] = ()
    network = nn.Identity()
    pipeline = None

    def __init__(self, label_format: LabelFormat = LEGEND, *, side: int = SIDE, empty: bool = False) -> None:
        self.label_format = label_format
        self.side = side
        self.empty = empty
        self.asked: list[Query] = []
        self.calls = 0

    def sampler_name(self, passes: int) -> None:
        return None

    def sample_with(self, name: str) -> None:
        raise UserError("a pattern is not sampled")

    looks = 1

    def look_with(self, looks: int) -> None:
        if looks != 1:
            raise UserError("a pattern looks at nothing")

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        return sentence_encoder().embed(sentences)

    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        return sentence_encoder().word_states(sentences)

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        self.calls += 1
        self.asked += queries
        pictures = [self._one(query) for query in queries]
        return np.stack(pictures).astype(np.float32) / 255.0

    def _one(self, query: Query) -> UInt8[np.ndarray, "s s 3"]:
        s = self.side
        if query.task == "depth":
            depth_m = np.repeat(np.linspace(4, 1, s, dtype=np.float32)[:, None], s, axis=1)
            return depth.paint(depth_m, query.label_format)[0]
        if self.empty:
            return np.full((s, s, 3), query.otherwise_rgb, np.uint8)
        if query.task == "segmentation":
            stripe = np.arange(s) * (len(query.legend) + 1) // s
            index = np.where(stripe < len(query.legend), stripe, -1).astype(np.int16)
            return masks.paint(np.repeat(index[None], s, axis=0), query.colours, query.otherwise_rgb)
        if query.task == "detection":
            mask = np.zeros((s, s), np.bool_)
            mask[s // 4 : 3 * s // 4, s // 4 : 3 * s // 4] = True
            return boxes.paint([(mask, (s / 4, s / 4, 3 * s / 4, 3 * s / 4))], (s, s))
        return flat.paint((s, s), query.legend[0].rgb)


class NoisyPainter(PatternPainter):
    """The same, with noise that depends on the seed."""

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        clean = super().paint(photo, queries, passes=passes, seed=seed)
        noise = np.random.default_rng(seed).normal(0, 0.04, clean.shape)
        return np.clip(clean + noise, 0, 1).astype(np.float32)


class GarbagePainter(PatternPainter):
    """Random pixels: nothing that any label format paints."""

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        shape = (len(queries), self.side, self.side, 3)
        return np.random.default_rng(seed).random(shape, dtype=np.float32)
