"""sd15: the paper's own network, Stable Diffusion 1.5 with a photo beside the noise, and InstructPix2Pix's checkpoints.

[noisy latents | photo latents] and CLIP's words go in; noise (or, after one-pass training, the clean latents) comes out.
Opens `alaa-lab/InstructCV`, `timbrooks/instruct-pix2pix`, any diffusers folder of that kind, and CompVis `.ckpt` files.
"""

import pickle
from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import cv2
import numpy as np
import torch
from jaxtyping import Float, Float32, UInt8
from PIL import Image
from torch import Tensor

from instructcv.errors import UserError
from instructcv.models.sd15.checks import (
    IN_CHANNELS,
    check_channels,
    check_folder,
    check_memory,
    is_out_of_memory,
    only_pickles,
    variant_of,
)
from instructcv.models.sd15.compvis import load_compvis
from instructcv.models.sd15.pickles import first_line
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.models.sd15.samplers import sampler
from instructcv.models.sd15.settings import SD15Settings, read_settings
from instructcv.models.shared.finite import check_network
from instructcv.models.shared.precision import usual_dtype
from instructcv.models.shared.quiet import quiet
from instructcv.models.shared.text import SentenceEncoder
from instructcv.types import LabelFormat, Query

AT_ONCE = 8
"""Pictures that are painted in one batch; more queries are painted in several."""
REMEMBERED = 1000
"""Instructions whose encoding is kept."""


class SD15:
    """A painter around the pipeline: the photo is encoded once, a sentence once for good."""

    name = "sd15"
    licence = "creativeml-openrail-m"
    tasks: tuple[str, ...] = ()
    """Published checkpoints do not say what they were trained for, so nothing is refused."""

    def __init__(self, pipeline: InstructPix2Pix) -> None:
        self.pipeline = pipeline
        pipeline.set_progress_bar_config(disable=True)
        self._texts: OrderedDict[str, Tensor] = OrderedDict()
        self._chosen: str | None = None

    @property
    def settings(self) -> SD15Settings:
        return self.pipeline.settings

    @property
    def label_format(self) -> LabelFormat:
        """The rule by which this checkpoint paints."""
        return self.settings.label_format

    @property
    def passes(self) -> int:
        """How many passes this checkpoint wants when nobody says."""
        return self.settings.passes

    @property
    def network(self) -> torch.nn.Module:
        """What an adapter is added to."""
        return self.pipeline.unet

    def sample_with(self, name: str) -> None:
        """Take another sampler than the checkpoint's own from now on: "ddim" or "lcm".

        Raises:
            UserError: no such sampler.
        """
        self.pipeline.scheduler = sampler(name, self.pipeline.scheduler.config)
        self._chosen = name

    def sampler_name(self, passes: int) -> str:
        """The one that was chosen, else the class of the checkpoint's own; a single pass is a step of it, too."""
        return self._chosen or type(self.pipeline.scheduler).__name__

    looks = 1

    def look_with(self, looks: int) -> None:
        """A photo's latents have no second look.

        Raises:
            UserError: of two.
        """
        if looks != 1:
            raise UserError("a Stable Diffusion checkpoint looks at a photo once; leave --looks out")

    @cached_property
    def _sentences(self) -> SentenceEncoder:
        return SentenceEncoder()

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length sentence embeddings, with which free sentences are understood; CLIP has no part in it."""
        return self._sentences.embed(sentences)

    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        """The sentence encoder's states of words, from which a sentence's parts are told."""
        return self._sentences.word_states(sentences)

    @torch.inference_mode()
    def look(self, photo: UInt8[np.ndarray, "h w 3"]) -> Float[Tensor, "1 4 h8 w8"]:
        """The photo's latents: the mode, not scaled, as InstructPix2Pix was trained."""
        side = self.settings.size_px
        squeezed = cv2.resize(photo, (side, side), interpolation=cv2.INTER_AREA)
        pixels = self.pipeline.image_processor.preprocess(Image.fromarray(squeezed))  # [1, 3, s, s], -1 to 1
        vae = self.pipeline.vae
        return vae.encode(pixels.to(self.pipeline.runs_on, vae.dtype)).latent_dist.mode()

    @torch.inference_mode()
    def words(self, instruction: str) -> Float[Tensor, "1 t e"]:
        """CLIP's states of an instruction; remembers what it has seen."""
        if instruction not in self._texts:
            tokens = self.pipeline.tokenizer(
                instruction,
                padding="max_length",
                max_length=self.pipeline.tokenizer.model_max_length,
                truncation=True,
                return_tensors="pt",
            )
            self._texts[instruction] = self.pipeline.text_encoder(tokens.input_ids.to(self.pipeline.runs_on))[0]
            if len(self._texts) > REMEMBERED:
                self._texts.popitem(last=False)
        self._texts.move_to_end(instruction)
        return self._texts[instruction]

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """One picture for each query, 0 to 1, at `size_px`. Every picture starts from the same noise, batched or not.

        Raises:
            UserError: the device's memory is too small, or the sampler has not so many steps.
        """
        side = self.settings.size_px
        most = self.pipeline.scheduler.config.get("original_inference_steps")  # LCM's own
        if most is not None and passes > most:
            raise UserError(f"the lcm sampler takes at most {most} passes, not {passes}; 4 to 8 are usual")
        if not queries:
            return np.zeros((0, side, side, 3), np.float32)
        try:
            latents = self.look(photo)
            groups = [queries[i : i + AT_ONCE] for i in range(0, len(queries), AT_ONCE)]
            return np.concatenate([self._paint(latents, group, passes, seed) for group in groups])
        except RuntimeError as error:
            if not is_out_of_memory(error):
                raise
            raise UserError(
                f"not enough memory on {self.pipeline.runs_on} for {min(len(queries), AT_ONCE)} pictures of {side} px; ask for "
                "fewer categories at once, or take --dtype fp16 or --device cpu"
            ) from error

    def _paint(
        self, photo: Float[Tensor, "1 4 h8 w8"], queries: Sequence[Query], passes: int, seed: int
    ) -> Float32[np.ndarray, "n s s 3"]:
        words = torch.cat([self.words(query.instruction) for query in queries])
        nothing = self.words("").expand_as(words)
        noise = [torch.Generator().manual_seed(seed) for _ in queries]
        painted = self.pipeline(
            image=photo.expand(len(words), -1, -1, -1),
            prompt_embeds=words,
            negative_prompt_embeds=nothing,
            num_inference_steps=passes,
            guidance_scale=self.settings.guidance_scale,
            image_guidance_scale=self.settings.image_guidance_scale,
            generator=noise,
            output_type="np",
            return_dict=False,
        )[0]
        return np.asarray(painted, np.float32)


def load(folder: Path, *, device: torch.device, dtype: torch.dtype | None) -> SD15:
    """A diffusers folder, or a CompVis `.ckpt` or single-file `.safetensors`, on a device; None is the usual format there.

    Raises:
        UserError: a file is missing, damaged, unsafe or of another network, or memory is too small.
    """
    pipeline = open_pipeline(folder, dtype=dtype or usual_dtype(device))
    try:
        return SD15(pipeline.to(device))
    except torch.OutOfMemoryError as error:
        raise UserError(f"not enough memory on {device} for {folder}; take --dtype fp16 or --device cpu") from error


def open_pipeline(
    source: Path, *, dtype: torch.dtype, tokenizer: Path | None = None, in_channels: int | None = IN_CHANNELS
) -> InstructPix2Pix:
    """A checkpoint as a pipeline on the CPU; weights that are pickles go through torch's safe reader only.

    With `in_channels=None` a text-to-image checkpoint is welcome too: training widens it.

    Raises:
        UserError: as `load`.
    """
    if source.is_file():
        pipeline = load_compvis(source, dtype=dtype, tokenizer=tokenizer)
        check_channels(source, pipeline.unet.config.in_channels, in_channels)
        return _finite(pipeline, source, dtype)
    check_folder(source, in_channels=in_channels)
    check_memory(source, dtype.itemsize)
    try:
        with quiet():
            pipeline: InstructPix2Pix = InstructPix2Pix.from_pretrained(
                source,
                dtype=dtype,
                variant=variant_of(source),
                use_safetensors=False if only_pickles(source) else None,
                safety_checker=None,
                feature_extractor=None,
                requires_safety_checker=False,
                local_files_only=True,
            )
    except (OSError, ValueError, RuntimeError, KeyError, TypeError, AttributeError, pickle.UnpicklingError) as error:
        raise UserError(f"{source} cannot be loaded: {first_line(error)}; copy or download it again") from error
    pipeline.settings = read_settings(source)
    return _finite(pipeline, source, dtype)


def _finite(pipeline: InstructPix2Pix, source: Path, dtype: torch.dtype) -> InstructPix2Pix:
    """The pipeline itself.

    Raises:
        UserError: a weight is no number, or did not fit into `dtype`.
    """
    for part in ("unet", "vae", "text_encoder"):
        check_network(getattr(pipeline, part), f"{source} ({part})", half=dtype is torch.float16)
    return pipeline
