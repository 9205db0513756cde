"""The main job: a photo and a sentence in, an answer in numbers out, at the photo's own size.

model = InstructCV.from_pretrained()
result = model("photo.jpg", "where are the chairs? box them")
result.boxes, result.scores, result.mask, result.depth_m, result.label, result.admissibility, result.picture
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, Self

import cv2
import numpy as np
from jaxtyping import Float32, Shaped, UInt8
from PIL import Image

from instructcv.errors import UserError
from instructcv.folders import shown
from instructcv.inference.blank import nothing_to_see, silenced
from instructcv.inference.parts import Canvas, blended, joined, stitched, windows
from instructcv.inference.plan import distinct, finish, plan
from instructcv.inference.result import Result
from instructcv.inference.verbs.scene import Note
from instructcv.instructions.program import Program
from instructcv.instructions.reader import read
from instructcv.photos import from_image, open_photo
from instructcv.runtimes import base as runtimes
from instructcv.tasks.base import check_painted, task
from instructcv.types import Answer, Query, Runner

log = logging.getLogger(__name__)
REMEMBERED = 1000
"""Sentences whose program is kept."""

Photo = str | Path | Image.Image | Shaped[np.ndarray, "..."]
"""A file, a Pillow image or an RGB array `[h, w, 3]` of bytes."""


class InstructCV:
    """A model that answers instructions on photos."""

    def __init__(self, model: Runner) -> None:
        self.model = model
        self._programs: dict[str, Program] = {}

    @classmethod
    def from_pretrained(
        cls,
        source: str | Path | None = None,
        *,
        device: str = "auto",
        dtype: str = "auto",
        sampler: str | None = None,
        runtime: str | None = None,
        looks: int | None = None,
    ) -> Self:
        """Open a checkpoint: a folder, a hub id, or None for the model inside the package.

        Args:
            source: the checkpoint.
            device: "auto", "cpu", "cuda:1", ...
            dtype: "auto", "fp32", "fp16" or "bf16".
            sampler: "ddim" or "lcm" instead of the checkpoint's own; Stable Diffusion checkpoints only.
            runtime: what computes the networks: "torch"; or "onnx" or "openvino", for which the source is a folder that
                `instructcv export` made, None the one where it puts the model inside the package. The first of them that is
                installed if not given.
            looks: 1 or 2, at a photo by itself, or at its mirror image as well; None = as the checkpoint wants.

        Raises:
            UserError: nothing there, or damaged (the message names the file), or a model without a choice of sampler or looks.
        """
        if looks not in (None, 1, 2):
            raise UserError(f"--looks is 1 or 2, not {looks}")
        model = runtimes.runtime(runtime or runtimes.usual_runtime()).load(source, device=device, dtype=dtype)
        if looks is not None:
            model.look_with(looks)
        if sampler is not None:
            model.sample_with(sampler)
        return cls(model)

    def __call__(
        self,
        photo: Photo,
        instruction: str,
        *,
        passes: int | None = None,
        seeds: int = 1,
        seed: int = 0,
        photo_name: str | None = None,
    ) -> Result:
        """Answer one instruction; what else the sentence asks is in the result's `also`.

        Args:
            photo: a path, a Pillow image, or an RGB array.
            instruction: what to find, in ordinary English.
            passes: how many steps the sampler takes; None = as many as the checkpoint wants.
            seeds: how many answers, from different noise, are averaged; their spread is the `uncertainty`.
            seed: of the noise; the same seed gives the same answer.
            photo_name: what `result.json` calls a photo that is not given as a path.

        Raises:
            UserError: the photo cannot be read or the instruction not understood.
        """
        return self.answer(photo, [instruction], passes=passes, seeds=seeds, seed=seed, photo_name=photo_name)[0]

    def answer(
        self,
        photo: Photo,
        instructions: Sequence[str],
        *,
        passes: int | None = None,
        seeds: int = 1,
        seed: int = 0,
        photo_name: str | None = None,
    ) -> list[Result]:
        """Answer many instructions on one photo in one batch; the photo is encoded once. Arguments as for a call.

        One result each, in order; what else a sentence asks ("segment the chairs and box the table") is in its `also`.

        Raises:
            UserError: the photo cannot be read, an instruction is not understood, or a number is out of range.
        """
        passes = self.model.passes if passes is None else passes
        _check_counts(passes, seeds, seed)
        pixels, name = as_pixels(photo)
        programs = [self.read(instruction) for instruction in instructions]
        started = time.perf_counter()
        # 1. What the model is asked for all sentences, each question once, all in one batch.
        planned = [plan(program, self.model.label_format) for program in programs]
        asked = distinct([one for group in planned for one in group])
        # 2. Paint.
        seen = self._look(pixels, asked, passes=passes, seeds=seeds, seed=seed)
        blank = nothing_to_see(pixels)
        answers = {
            query: silenced(answer) if blank else answer for query, answer in zip(asked, seen.answers, strict=True)
        }
        remarks = (
            () if blank is None else (Note(what="the photo", done=f"nothing to see, it is {blank}", decided=False),)
        )
        # 3. Run what narrows, and put together what belongs to one ask, at the photo's own size.
        results: list[Result] = []
        for group in planned:
            of_one: list[Result] = []
            for one in group:
                rows = [asked.index(part) for part in one.parts]
                done = finish(one, answers, pixels)
                of_one.append(
                    Result(
                        photo_name=photo_name or name,
                        photo=pixels,
                        query=done.query,
                        findings=task(done.query.task).bring(done.answers, done.query, pixels),
                        picture=_side_by_side(seen.pictures[rows]),
                        uncertainty=None if seen.spread is None else _resized(seen.spread[rows].mean(axis=0), pixels),
                        passes=passes,
                        sampler=self.model.sampler_name(passes),
                        seeds=seeds,
                        seed=seed,
                        looks=self.model.looks,
                        checkpoint=self.model.name,
                        program=one.program,
                        narrowed=(*remarks, *done.notes),
                        told=done.facts,
                    )
                )
            results.append(replace(of_one[0], also=tuple(of_one[1:])))
        seconds = (time.perf_counter() - started) / max(1, len(results))
        return [replace(result, seconds=seconds) for result in results]

    @property
    def pipeline(self) -> Any:
        """The same weights as a `diffusers` pipeline with InstructPix2Pix's call.

        Raises:
            UserError: there is none, because the model was exported.
        """
        # Looked up here, not promised by `Runner`: Python 3.11 computes every property of a protocol that it checks.
        if (made := getattr(self.model, "pipeline", None)) is None:
            raise UserError("what was exported is no diffusers pipeline; open the checkpoint itself, --runtime torch")
        return made

    def save_pretrained(self, folder: str | Path) -> None:
        """Write the checkpoint as a folder that `from_pretrained` opens, as `diffusers` does."""
        self.pipeline.save_pretrained(folder)

    def push_to_hub(self, repository: str, **options: Any) -> Any:
        """Upload the checkpoint, as `diffusers` does; `instructcv share` also writes a card from result files."""
        return self.pipeline.push_to_hub(repository, **options)

    def read(self, instruction: str) -> Program:
        """The program that a sentence is: what it asks, of which things, and words that changed nothing.

        Raises:
            UserError: empty, far too long, or not understood; the message suggests what may have been meant.
        """
        if not instruction.strip():
            raise UserError('the instruction is empty; say what to find, e.g. "segment the cat"')
        if instruction not in self._programs:  # the same sentence comes with every photo of a folder
            if len(self._programs) >= REMEMBERED:
                self._programs.clear()
            self._programs[instruction] = read(instruction, self.model)
        return self._programs[instruction]

    def understand(self, instruction: str) -> Query:
        """The question that a sentence's first ask is, in the model's own label format.

        Raises:
            UserError: as `read`.
        """
        return plan(self.read(instruction), self.model.label_format)[0].query

    def _look(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int, seeds: int, seed: int
    ) -> "Seen":
        """The pictures painted of a photo and what is read of them; one far from a square is looked at in parts."""
        parts = windows((photo.shape[0], photo.shape[1]))
        painted = [
            self._paint(photo[top:bottom, left:right], queries, passes=passes, seeds=seeds, seed=seed)
            for left, top, right, bottom in parts
        ]
        each = [
            [task(query.task).read(picture, query) for query, picture in zip(queries, pictures, strict=True)]
            for pictures, _ in painted
        ]
        if len(parts) == 1:
            return Seen(*painted[0], each[0])
        canvas = Canvas(parts, (photo.shape[0], photo.shape[1]), painted[0][0].shape[1:3])
        answers = [joined(of_one, canvas) for of_one in zip(*each, strict=True)]
        spreads = [spread for _, spread in painted if spread is not None]
        spread = blended(spreads, canvas) if spreads else None
        return Seen(stitched([pictures for pictures, _ in painted], canvas), spread, answers)

    def _paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int, seeds: int, seed: int
    ) -> tuple[Float32[np.ndarray, "n s t 3"], Float32[np.ndarray, "n s t"] | None]:
        """The pictures, averaged over seeds, and their spread."""
        painted = [self.model.paint(photo, queries, passes=passes, seed=seed + k) for k in range(seeds)]
        for pictures in painted:
            check_painted(pictures)
        if seeds == 1:
            return painted[0], None
        every = np.stack(painted)  # [seeds, n, s, s, 3]
        spread = every.std(axis=0).mean(axis=-1)  # [n, s, s]
        if not spread.any():
            log.warning(
                "every seed painted the same: with so few passes this model starts without noise; try --passes 4"
            )
        return every.mean(axis=0, dtype=np.float32), spread.astype(np.float32)


class Seen(NamedTuple):
    """What was painted for n questions and read."""

    pictures: Float32[np.ndarray, "n s t 3"]
    spread: Float32[np.ndarray, "n s t"] | None
    """Of several seeds."""
    answers: Sequence[Answer]


def as_pixels(photo: Photo) -> tuple[UInt8[np.ndarray, "h w 3"], str]:
    """Upright 8-bit RGB and a name for messages.

    Raises:
        UserError: the file cannot be read, or the array is not an RGB picture.
    """
    if isinstance(photo, str | Path):
        return open_photo(photo), shown(photo)
    if isinstance(photo, Image.Image):
        return from_image(photo), "image"
    if photo.dtype != np.uint8 or photo.ndim != 3 or photo.shape[2] != 3 or not photo.size:
        raise UserError(f"a photo array is [h, w, 3] uint8 RGB; this is {list(photo.shape)} {photo.dtype}")
    return photo, "array"


def _check_counts(passes: int, seeds: int, seed: int) -> None:
    if not 1 <= passes <= 1000:
        raise UserError(f"--passes is a number from 1 to 1000, not {passes}")
    if not 1 <= seeds <= 100:
        raise UserError(f"--seeds is a number from 1 to 100, not {seeds}")
    if not 0 <= seed < 2**32:
        raise UserError(f"--seed is a number from 0 to {2**32 - 1}, not {seed}")


def _side_by_side(pictures: Float32[np.ndarray, "n h w 3"]) -> UInt8[np.ndarray, "h w2 3"]:
    """Pictures of 0 to 1 as one 8-bit picture."""
    bytes_ = np.rint(np.clip(np.nan_to_num(pictures), 0, 1) * 255).astype(np.uint8)
    return np.concatenate(list(bytes_), axis=1)  # [s, n * s, 3]


def _resized(values: Float32[np.ndarray, "s t"], photo: UInt8[np.ndarray, "h w 3"]) -> Float32[np.ndarray, "h w"]:
    size_wh = (photo.shape[1], photo.shape[0])
    return np.asarray(cv2.resize(values, size_wh, interpolation=cv2.INTER_LINEAR), dtype=np.float32)
