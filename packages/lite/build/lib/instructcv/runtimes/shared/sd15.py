"""An exported Stable Diffusion checkpoint: InstructPix2Pix's guidance and DDIM's steps around four networks, in NumPy.

    x0 = (x - sqrt(1 - a_t) e) / sqrt(a_t),   x <- sqrt(a_s) x0 + sqrt(1 - a_s) e        (DDIM, Song et al. 2021, equation 12, eta 0)
    e  = e(0, 0) + s_I (e(photo, 0) - e(0, 0)) + s_T (e(photo, words) - e(photo, 0))      (Brooks et al. 2023, equation 3)

with trailing timesteps (Lin et al. 2024), as `models/sd15/samplers.py` has them. The noise is NumPy's, so that a seed gives another
picture here than under torch, where a checkpoint begins with noise at all.
"""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import Float32, Float64, Int64, UInt8
from tokenizers import Tokenizer

from instructcv.errors import UserError
from instructcv.runtimes.shared.manifest import Manifest, Sampling
from instructcv.runtimes.shared.words import ENCODE, TOKENIZER, Session, Words
from instructcv.types import LabelFormat, Query

LOOK, TEXT, DENOISE, DECODE, WORDS, SCHEDULE = "look", "text", "denoise", "decode", "words", "schedule"
"""The parts beside the sentence encoder: the VAE's encoder, CLIP, the U-Net, the VAE's decoder, CLIP's vocabulary, the schedule."""
SAMPLER = "ddim"
LATENT_PX = 8
"""Pixels that a latent cell is wide and high."""
AT_ONCE = 8
"""Pictures that are painted in one batch."""
REMEMBERED = 1000
"""Instructions whose encoding is kept."""


class ExportedSD15:
    """A painter over sessions."""

    name = "sd15"
    tasks: tuple[str, ...] = ()
    looks = 1

    def __init__(self, folder: Path, manifest: Manifest, connect: Callable[[Path, str], Session]) -> None:
        """`connect` opens a part's file for computing; it is told which part that is."""
        assert manifest.sampling is not None
        self.manifest, self.sampling = manifest, manifest.sampling
        files = {part: folder / name for part, name in manifest.parts.items()}
        self.sentences = Words(files[TOKENIZER], connect(files[ENCODE], ENCODE))
        self.look, self.text, self.denoise, self.decode = (
            connect(files[part], part) for part in (LOOK, TEXT, DENOISE, DECODE)
        )
        self.vocabulary: Any = Tokenizer.from_file(str(files[WORDS]))
        self.vocabulary.enable_truncation(self.sampling.tokens)
        self.alphas: Float64[np.ndarray, " t"] = np.load(files[SCHEDULE], allow_pickle=False)
        self._texts: OrderedDict[str, Float32[np.ndarray, "t e"]] = OrderedDict()

    @property
    def label_format(self) -> LabelFormat:
        """The rule by which this export paints."""
        return self.manifest.label_format

    @property
    def passes(self) -> int:
        """How many the checkpoint wants when nobody says."""
        return self.sampling.passes

    def sampler_name(self, passes: int) -> str:
        """Always the same."""
        return SAMPLER

    def sample_with(self, name: str) -> None:
        """Nothing else than DDIM.

        Raises:
            UserError: another sampler.
        """
        if name != SAMPLER:
            raise UserError(
                f"an exported Stable Diffusion checkpoint samples with {SAMPLER}; take --runtime torch for {name}"
            )

    def look_with(self, looks: int) -> None:
        """A photo's latents have no second look.

        Raises:
            UserError: of two.
        """
        if looks != 1:
            raise UserError("a Stable Diffusion checkpoint looks at a photo once; leave --looks out")

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length sentence embeddings; CLIP has no part in them."""
        return self.sentences.embed(sentences)

    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        """What the sentence encoder makes of each word of sentences that are cut into words."""
        return self.sentences.word_states(sentences)

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """One picture for each query, 0 to 1. Every picture starts from the same noise, batched or not."""
        side = self.manifest.size_px
        if not queries:
            return np.zeros((0, side, side, 3), np.float32)
        squeezed = cv2.resize(photo, (side, side), interpolation=cv2.INTER_AREA)
        pixels = squeezed.astype(np.float32).transpose(2, 0, 1)[None] / np.float32(127.5) - 1
        (seen,) = self.look({"photos": pixels})  # [1, 4, h8, w8]
        groups = [queries[start : start + AT_ONCE] for start in range(0, len(queries), AT_ONCE)]
        return np.concatenate([self._paint(seen, group, passes, seed) for group in groups])

    def _paint(
        self, seen: Float32[np.ndarray, "1 4 h8 w8"], queries: Sequence[Query], passes: int, seed: int
    ) -> Float32[np.ndarray, "n s s 3"]:
        n = len(queries)
        words = np.stack([self._states(query.instruction) for query in queries])
        silent = np.broadcast_to(self._states(""), words.shape)
        photos = np.broadcast_to(seen, (n, *seen.shape[1:]))
        begin = noise(seed, seen.shape[-1]) * (passes > 1 or self.sampling.start == "noise")
        latents = np.broadcast_to(begin, photos.shape).astype(np.float32)
        for t, before in steps(len(self.alphas), passes):
            predicted = self._guided(latents, t, photos, words, silent)
            after = 1.0 if before < 0 else float(self.alphas[before])
            latents = stepped(latents, predicted, float(self.alphas[t]), after, self.sampling.prediction)
        return self.decode({"latents": latents})[0]

    def _guided(
        self,
        latents: Float32[np.ndarray, "n 4 h w"],
        t: int,
        photos: Float32[np.ndarray, "n 4 h w"],
        words: Float32[np.ndarray, "n t e"],
        silent: Float32[np.ndarray, "n t e"],
    ) -> Float32[np.ndarray, "n 4 h w"]:
        """What the U-Net predicts under classifier-free guidance with two scales, which is had as diffusers has it."""
        told: Sampling = self.sampling
        if not (told.guidance_scale > 1 and told.image_guidance_scale >= 1):
            return self._predicted(np.concatenate([latents, photos], 1), t, words)
        asked = [(photos, words), (photos, silent), (np.zeros_like(photos), silent)]
        beside = np.concatenate([np.concatenate([latents, shown], 1) for shown, _ in asked])
        full, photo, neither = np.split(self._predicted(beside, t, np.concatenate([said for _, said in asked])), 3)
        return neither + told.guidance_scale * (full - photo) + told.image_guidance_scale * (photo - neither)

    def _predicted(
        self, latents: Float32[np.ndarray, "n 8 h w"], t: int, words: Float32[np.ndarray, "n t e"]
    ) -> Float32[np.ndarray, "n 4 h w"]:
        timestep = np.full(len(latents), t, np.float32)
        return self.denoise({"latents": latents, "timestep": timestep, "words": np.ascontiguousarray(words)})[0]

    def _states(self, instruction: str) -> Float32[np.ndarray, "t e"]:
        """CLIP's states of an instruction; remembers what it has seen."""
        if instruction not in self._texts:
            ids: list[int] = self.vocabulary.encode(instruction).ids
            padded = ids + [self.sampling.padding] * (self.sampling.tokens - len(ids))
            numbers: Int64[np.ndarray, "1 t"] = np.array([padded], np.int64)
            self._texts[instruction] = self.text({"ids": numbers})[0][0]
            if len(self._texts) > REMEMBERED:
                self._texts.popitem(last=False)
        self._texts.move_to_end(instruction)
        return self._texts[instruction]


def noise(seed: int, side: int) -> Float32[np.ndarray, "1 4 h w"]:
    """Of unit variance; the same seed gives the same."""
    return np.random.default_rng(seed).standard_normal((1, 4, side, side), np.float32)


def steps(count: int, passes: int) -> list[tuple[int, int]]:
    """Trailing timesteps of a schedule, each with the one it leads to; -1 is clean."""
    apart = count / passes
    at = [round(count - number * apart) - 1 for number in range(passes)]
    return [(t, t - count // passes) for t in at]


def stepped(
    x: Float32[np.ndarray, "n 4 h w"],
    predicted: Float32[np.ndarray, "n 4 h w"],
    now: float,
    after: float,
    prediction: str,
) -> Float32[np.ndarray, "n 4 h w"]:
    """One step of DDIM; `now` and `after` are the schedule's products of alphas.

    Args:
        x: noisy latents.
        predicted: of the network.
        now: at this timestep.
        after: at the next one.
        prediction: what the network predicts, in diffusers' words: "epsilon", "sample" or "v_prediction".
    """
    signal, rest = now**0.5, (1 - now) ** 0.5
    if prediction == "epsilon":
        clean, error = (x - rest * predicted) / signal, predicted
    elif prediction == "sample":
        clean, error = predicted, (x - signal * predicted) / rest
    else:
        clean, error = signal * x - rest * predicted, signal * predicted + rest * x
    return (after**0.5 * clean + (1 - after) ** 0.5 * error).astype(np.float32)
