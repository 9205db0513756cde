"""mini: the whole system in 17 M parameters of our own, small enough to ship in the package and to answer on a
laptop's CPU.

[noisy latents | photo latents and image features] and the frozen sentence encoder's words go in, the clean latents of
the painted answer come out: InstructPix2Pix's architecture with the photo looked at once for any number of questions.
"""

import copy
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np
import torch
from jaxtyping import Float, Float32, UInt8

from instructcv.models.mini.answering import Answering
from instructcv.models.mini.backbone import ImageBackbone
from instructcv.models.mini.denoiser import Denoiser
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.settings import Calibration
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.folders import NOUNS, TASKS, check_parts, listed_in
from instructcv.models.shared.precision import usual_dtype
from instructcv.models.shared.text import SentenceEncoder
from instructcv.types import Query

if TYPE_CHECKING:
    from diffusers.schedulers.scheduling_ddim import DDIMScheduler

    from instructcv.models.mini.pipeline import InstructCVPipeline


class Mini(Answering):
    """The parts of a checkpoint, opened without diffusers, whose import takes seconds and which one pass does not need."""

    def __init__(self, vae: MiniVAE, denoiser: Denoiser, folder: Path) -> None:
        self.vae, self.denoiser, self.folder = vae, denoiser, folder
        self.encoder, self.backbone = SentenceEncoder(), ImageBackbone()
        self.remembers = 0
        self._looks: OrderedDict[bytes, View] = OrderedDict()

    def look_at(
        self,
        photo: UInt8[np.ndarray, "h w 3"],
        small: Float[torch.Tensor, "1 3 s s"],
        closer: Float[torch.Tensor, "1 3 s2 s2"],
    ) -> View:
        """A look, or the one that was taken before: most of an answer's time, and the same to the last bit."""
        if not self.remembers:
            return super().look_at(photo, small, closer)
        key = blake2b(photo.tobytes(), person=b"%dx%d" % photo.shape[:2]).digest()
        if key not in self._looks:
            self._looks[key] = super().look_at(photo, small, closer)
        self._looks.move_to_end(key)
        while len(self._looks) > self.remembers:
            self._looks.popitem(last=False)
        return self._looks[key]

    def look_with(self, looks: int) -> None:
        """As `types.Runner`; what was seen with other looks is forgotten."""
        super().look_with(looks)
        self._looks.clear()

    def sampler(self) -> "DDIMScheduler":
        """The folder's scheduler."""
        # Late: importing diffusers takes seconds, and one pass needs no scheduler.
        from diffusers.schedulers.scheduling_ddim import DDIMScheduler

        return DDIMScheduler.from_pretrained(self.folder / "scheduler")  # pyright: ignore[reportReturnType]

    def calibrated(self, calibration: Calibration) -> Self:
        """The same networks with other numbers to read their answers by."""
        other = copy.copy(self)
        other.denoiser = self.denoiser.calibrated(calibration)
        other._looks = OrderedDict()
        return other

    def guided(self, text: float, image: float) -> "Guided":
        """The same networks under guidance; a query costs three evaluations of the denoiser a pass.

        Args:
            text: how far from "no sentence" towards the sentence; 1 = not guided, the 2023 system used 7.5.
            image: how far from "no photo" towards the photo; 1 = not guided, the 2023 system used 1.5.
        """
        return Guided(model=self, text=text, image=image)

    def to(self, device: torch.device) -> Self:
        """Moves everything."""
        for part in (self.vae, self.denoiser, self.encoder, self.backbone):
            part.to(device)
        return self

    @property
    def pipeline(self) -> "InstructCVPipeline":
        """The same weights as a diffusers pipeline."""
        # Late, for the same reason.
        from instructcv.models.mini.pipeline import InstructCVPipeline

        made = InstructCVPipeline(vae=self.vae, denoiser=self.denoiser, scheduler=self.sampler())
        made.taught, made.tasks, made.mixed_looks, made.looks = self.taught, self.tasks, self.mixed_looks, self.looks
        return made.to(self.denoiser.device)


@dataclass(frozen=True, kw_only=True)
class Guided:
    """A painter that asks its network with sentence and photo, without the sentence, and without both (Brooks et al. 2023,
    equation 3).
    """

    model: Mini
    text: float
    image: float

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """As `types.Painter`."""
        return self.model.paint(
            photo, queries, passes=passes, seed=seed, guidance_scale=self.text, image_guidance_scale=self.image
        )


def load(folder: Path, *, device: torch.device, dtype: torch.dtype | None) -> Mini:
    """A saved pipeline folder on a device; None is the usual number format there, with mixed looks on a CPU."""
    check_parts(folder)
    number = dtype or usual_dtype(device)
    vae, denoiser = MiniVAE.open(folder / "vae", number), Denoiser.open(folder / "denoiser", number)
    model = Mini(vae, denoiser, folder).to(device)
    model.mixed_looks = dtype is None and device.type == "cpu"
    model.taught, model.tasks = listed_in(folder, NOUNS), listed_in(folder, TASKS)
    return model
