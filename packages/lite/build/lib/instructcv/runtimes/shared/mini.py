"""The exported mini network: a photo encoder that runs once, and a question part that runs for any number of categories.

What the network does beside its forward pass is exported too: nothing is painted of what a photo hardly shows, and a choice among
nouns that nobody taught hears the backbone. So an export answers as its checkpoint does.
"""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
from jaxtyping import Float32, UInt8

from instructcv.errors import UserError
from instructcv.models.shared.asked import all_nouns, asked, worth_painting
from instructcv.runtimes.shared.manifest import Manifest
from instructcv.runtimes.shared.words import ENCODE, TOKENIZER, Session, Words
from instructcv.tasks.base import check_taught
from instructcv.types import LabelFormat, Query

LOOK, JUDGE, SIFT, PAINT, NAME = "look", "judge", "sift", "paint", "name"
"""The parts beside the sentence encoder: photo encoder; what makes a view of one look or two; what tells questions that are worth painting; question part; what chooses
among nouns that were never taught, where the checkpoint says which were."""
PHOTOS, MAGNIFIED = "photos", "magnified"
SEEN = ("tokens", "cells", "meaning", "geometry", "whole", "semantics")
"""What the photo encoder says of a photo or of its mirror image."""
STRAIGHT, TURNED = (tuple(f"{way}_{part}" for part in SEEN) for way in ("straight", "turned"))
"""What is seen in a photo and in its mirror image."""
SHARE = "share"
"""How much the mirror image counts: a half, or nothing."""
VIEW = (*SEEN, "leniency", PHOTOS)
"""What the photo encoder hands to the question part, the photo itself last."""
QUESTION = ("words", "words_mask", "task", "nouns", "colours", "legend_mask")
SIFTED = ("meaning", "whole", "semantics", "leniency")
"""Parts of a view that say what is worth painting."""
CHOICE_OF = "choice"
"""Logits of a choice for the whole photo."""
CHOSEN = ("nouns", "colours", "legend_mask")
"""Parts of a question by which it is painted anew where some of its nouns were never taught."""
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
        self.look, self.judge, self.sift, self.answer = (session(part) for part in (LOOK, JUDGE, SIFT, PAINT))
        self._session = session
        self.looks = manifest.looks

    @cached_property
    def name_anew(self) -> Session:
        """Opened when the first strange nouns come, which is seldom: it holds the whole backbone again."""
        return self._session(NAME)

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

    def look_with(self, looks: int) -> None:
        """As `types.Runner`."""
        self.looks = looks

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
        view = self._view(plain, closer)
        worth = self._worth(view, queries)
        pictures = np.empty((len(queries), size_px, size_px, 3), np.float32)
        for number in set(range(len(queries))) - set(worth):
            pictures[number] = np.array(queries[number].otherwise_rgb, np.float32) / 255
        for numbers in (worth[start : start + AT_ONCE] for start in range(0, len(worth), AT_ONCE)):
            question = self._question([queries[number] for number in numbers])
            painted, choice, strange = self.answer(view | question)
            if strange.any():
                again = {name: array[strange] for name, array in question.items() if name in CHOSEN}
                painted[strange] = self.name_anew({PHOTOS: plain, CHOICE_OF: choice[strange]} | again)[0]
            pictures[numbers] = painted
        return pictures

    def _view(
        self, plain: Float32[np.ndarray, "1 3 s s"], closer: Float32[np.ndarray, "1 3 s2 s2"]
    ) -> dict[str, np.ndarray]:
        """What the photo encoder says of a photo and, with two looks, of its mirror image."""
        seen = self.look({PHOTOS: plain, MAGNIFIED: closer})
        turned, share = seen, 0.0
        if self.looks == 2:
            mirrored = (np.ascontiguousarray(square[..., ::-1]) for square in (plain, closer))
            turned, share = self.look(dict(zip((PHOTOS, MAGNIFIED), mirrored, strict=True))), 0.5
        both = zip((*STRAIGHT, *TURNED), (*seen, *turned), strict=True)
        judged = self.judge({**dict(both), SHARE: np.full(1, share, np.float32)})
        return dict(zip(VIEW, [*judged, plain], strict=True))

    def _worth(self, view: dict[str, np.ndarray], queries: Sequence[Query]) -> list[int]:
        """Numbers of the queries that may have an answer, by all their nouns at once."""
        if not (nouns := all_nouns(queries)):
            return list(range(len(queries)))
        embedded = self.embed(nouns)
        none = np.zeros_like(embedded[:1])  # "none of these" is no noun
        asked_of = {
            "task": self.embed([query.task for query in queries]),
            "nouns": np.concatenate([none, embedded])[None],
        }
        likely = self.sift({part: view[part] for part in SIFTED} | asked_of)[0]
        return worth_painting(queries, nouns, likely)

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
