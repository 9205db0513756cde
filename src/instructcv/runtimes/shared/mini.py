"""The exported mini network: a photo encoder that runs once, and a question part that runs for any number of categories."""

from collections.abc import Callable, Sequence
from pathlib import Path

import cv2
import numpy as np
from jaxtyping import Float32, UInt8

from instructcv.errors import UserError
from instructcv.models.shared.asked import asked
from instructcv.runtimes.shared.manifest import Manifest
from instructcv.runtimes.shared.words import Session, Words
from instructcv.tasks.base import check_taught
from instructcv.types import LabelFormat, Query

LOOK, PAINT, ENCODE, TOKENIZER = "look", "paint", "encode", "tokenizer"
"""The parts of an export: photo encoder, question part, sentence encoder and its vocabulary."""
PHOTOS, MAGNIFIED = "photos", "magnified"
VIEW = ("tokens", "cells", "meaning", "geometry", "whole", "semantics", "leniency", PHOTOS)
"""What the photo encoder hands to the question part, the photo itself last."""
QUESTION = ("words", "words_mask", "task", "nouns", "colours", "legend_mask")
AT_ONCE = 16
"""Pictures that are painted in one batch; more queries are painted in several, which takes less memory and no more time."""


class ExportedMini:
    """A painter over sessions. Answers in one pass, from nothing, as the checkpoint was trained to."""

    name = "mini"
    passes = 1

    def __init__(self, folder: Path, manifest: Manifest, connect: Callable[[Path, str], Session]) -> None:
        """`connect` opens a part's file for computing; it is told which part that is."""
        self.manifest, self.tasks = manifest, manifest.tasks

        def session(part: str) -> Session:
            return connect(folder / manifest.parts[part], part)

        self.words = Words(folder / manifest.parts[TOKENIZER], session(ENCODE))
        self.look, self.answer = session(LOOK), session(PAINT)

    @property
    def label_format(self) -> LabelFormat:
        """The rule by which this export paints."""
        return self.manifest.label_format

    def sampler_name(self, passes: int) -> None:
        """One pass is the network's own answer."""
        return None

    def sample_with(self, name: str) -> None:
        """Nothing is sampled.

        Raises:
            UserError: always.
        """
        raise UserError("an exported network answers in one pass; --sampler is for Stable Diffusion checkpoints")

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length sentence embeddings."""
        return self.words.embed(sentences)

    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        """What the sentence encoder makes of each word of sentences that are cut into words."""
        return self.words.word_states(sentences)

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """One picture for each query, 0 to 1. The photo is looked at once; `seed` changes nothing in one pass.

        Raises:
            UserError: more than one pass.
        """
        check_taught(self.name, self.manifest.tasks, queries)
        if passes != 1:
            raise UserError("an exported network answers in one pass; take --runtime torch for more")
        size_px = self.manifest.size_px
        if not queries:
            return np.zeros((0, size_px, size_px, 3), np.float32)
        plain, closer = squares(photo, size_px, self.manifest.magnification)
        view = dict(zip(VIEW, [*self.look({PHOTOS: plain, MAGNIFIED: closer}), plain], strict=True))
        groups = [queries[start : start + AT_ONCE] for start in range(0, len(queries), AT_ONCE)]
        return np.concatenate([self.answer(view | self._question(group))[0] for group in groups])

    def _question(self, queries: Sequence[Query]) -> dict[str, np.ndarray]:
        words = self.words.states([query.instruction for query in queries])
        return dict(zip(QUESTION, [*words, *asked(queries, self.embed)], strict=True))


def squares(
    photo: UInt8[np.ndarray, "h w 3"], size_px: int, magnification: int
) -> tuple[Float32[np.ndarray, "1 3 s s"], Float32[np.ndarray, "1 3 s2 s2"]]:
    """A photo squeezed to the network's square, -1 to 1, and to a wider one for the closer look."""
    plain = _squeezed(photo, size_px)
    wide_px = magnification * size_px
    if max(photo.shape[:2]) > size_px:
        closer = _squeezed(photo, wide_px)
    else:  # there is no more to see than the square shows
        closer = np.clip(cv2.resize(plain, (wide_px, wide_px), interpolation=cv2.INTER_CUBIC), -1, 1)
    return _first(plain), _first(np.asarray(closer, np.float32))


def _squeezed(photo: UInt8[np.ndarray, "h w 3"], size_px: int) -> Float32[np.ndarray, "s s 3"]:
    h, w = photo.shape[:2]
    shrunk = cv2.resize(photo, (min(w, size_px), min(h, size_px)), interpolation=cv2.INTER_AREA)
    square = cv2.resize(shrunk, (size_px, size_px), interpolation=cv2.INTER_CUBIC)
    return square.astype(np.float32) / np.float32(127.5) - 1


def _first(square: Float32[np.ndarray, "s s 3"]) -> Float32[np.ndarray, "1 3 s s"]:
    return np.ascontiguousarray(square.transpose(2, 0, 1)[None])
