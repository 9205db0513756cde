"""How mini answers, with whatever holds its parts: the opened model (`model.py`) and the diffusers pipeline (`pipeline.py`)."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

import cv2
import numpy as np
import torch
from jaxtyping import Float, Float32, UInt8
from torch import Tensor, nn

from instructcv.errors import UserError
from instructcv.models.mini import naming
from instructcv.models.mini.backbone import MAGNIFICATION, ImageBackbone, magnify
from instructcv.models.mini.denoiser import CHOICE, QUARTER_PX, Denoiser
from instructcv.models.mini.flat import shared_out
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.question import Question, nouns_of, question_of, without_text
from instructcv.models.mini.vae import MiniVAE
from instructcv.models.shared.asked import all_nouns, worth_painting
from instructcv.models.shared.precision import mixed
from instructcv.models.shared.text import SentenceEncoder
from instructcv.tasks.base import check_taught
from instructcv.types import LabelFormat, Query

if TYPE_CHECKING:
    from diffusers.schedulers.scheduling_ddim import DDIMScheduler

ROOM_SHELL = ("wall", "floor")
"""What tells rooms from other photographs."""
Looks = Literal[1, 2]
NOTHING_BUT_NOISE = 999
"""The last timestep, where one pass starts."""
AT_ONCE = 16
"""Pictures painted at once; bounds the memory."""


class Answering:
    """What both `Mini` and the diffusers pipeline do with the same parts."""

    vae: MiniVAE
    denoiser: Denoiser
    encoder: SentenceEncoder
    backbone: ImageBackbone
    name = "mini"
    licence = "apache-2.0"
    taught: tuple[str, ...] = ()
    """Nouns that training showed; where nobody knows, all count as taught."""
    tasks: tuple[str, ...] = ()
    """Tasks that training asked; where nobody knows, none is refused."""
    mixed_looks = False
    """Whether photos are looked at in bfloat16 where it helps, as in training."""
    looks: Looks = 2
    """At a photo: by itself, or with its mirror image as well."""

    @property
    def label_format(self) -> LabelFormat:
        """The rule by which this checkpoint paints."""
        return self.denoiser.label_format

    @property
    def size_px(self) -> int:
        """Side of the square that photos are squeezed to and pictures painted at; the checkpoint's config says it."""
        return self.denoiser.shape.size_px

    @property
    def runs_on(self) -> torch.device:
        """Where the networks compute."""
        return self.denoiser.device

    @property
    def network(self) -> nn.Module:
        """What an adapter is added to."""
        return self.denoiser

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length sentence embeddings."""
        return self.encoder.embed(sentences)

    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        """The sentence encoder's states of words, from which a sentence's parts are told."""
        return self.encoder.word_states(sentences)

    @property
    def passes(self) -> int:
        """One is what it was trained for."""
        return 1

    def sample_with(self, name: str) -> None:
        """Nothing else than its own sampler.

        Raises:
            UserError: always.
        """
        raise UserError("the mini network samples in its own way; --sampler is for Stable Diffusion checkpoints")

    def look_with(self, looks: int) -> None:
        """As `types.Runner`."""
        self.looks = 2 if looks == 2 else 1

    def sampler(self) -> "DDIMScheduler":
        """What several passes need, and one does not."""
        raise NotImplementedError

    def sampler_name(self, passes: int) -> str | None:
        """The scheduler's class; None for a single pass, which is the denoiser's own answer."""
        return None if passes == 1 else type(self.sampler()).__name__

    @torch.inference_mode()
    def look(self, photos: Float[Tensor, "b 3 s s"], magnified: Float[Tensor, "b 3 s2 s2"]) -> View:
        """Encode photos (-1 to 1) once for all questions.

        Args:
            photos: squeezed to the model's square.
            magnified: the same for a closer look, `MAGNIFICATION` times as wide.
        """
        with mixed(photos.device) if self.mixed_looks else nullcontext():
            view = self.seen(photos, magnified)
        return self.judged(view, photos, nouns_of(self.encoder, ROOM_SHELL))

    def seen(self, photos: Float[Tensor, "b 3 s s"], magnified: Float[Tensor, "b 3 s2 s2"]) -> View:
        """What the networks say of photos and, with two `looks`, of their mirror images: two err less than one."""
        if self.looks == 2:
            photos, magnified = (torch.cat([x, x.flip(-1)]) for x in (photos, magnified))
        features = self.denoiser.features(self.backbone, photos, magnified)
        view = self.denoiser.look(self.vae.encode(photos.to(self.vae.dtype)), features)
        view = View(*(x.to(self.denoiser.dtype) for x in view))
        if self.looks == 1:
            return view
        straight, turned = (View(*parts) for parts in zip(*(x.chunk(2) for x in view), strict=True))
        return straight.mean_with(turned.mirrored())

    def judged(self, view: View, photos: Float[Tensor, "b 3 s s"], shell: Float[Tensor, "1 m e"]) -> View:
        """The view with the photos' own pixels, and with the leniency that rooms' walls and floors leave."""
        return view._replace(leniency=self.denoiser.leniency(view, shell), pixels=photos)

    @torch.inference_mode()
    def answer(
        self,
        view: View,
        question: Question,
        *,
        passes: int = 1,
        generator: torch.Generator | None = None,
        guidance_scale: float = 1.0,
        image_guidance_scale: float = 1.0,
        after_step: Callable[[int, int, Tensor], Tensor] | None = None,
    ) -> Float[Tensor, "n 3 s s"]:
        """Pictures (-1 to 1) for questions on views already repeated to match. `after_step` is told the number of each step, its
        timestep and the latents, and says with which latents to go on.
        """
        n, channels, h, w = len(question.words), self.vae.latent_channels, *view.cells.shape[-2:]
        scales = (guidance_scale, image_guidance_scale)
        if passes == 1:  # from nothing: that is the answer it was trained to improve on
            nothing = torch.zeros(n, channels, h, w, device=view.cells.device)
            last = torch.full((n,), float(NOTHING_BUT_NOISE), device=view.cells.device)
            clean = self._guided(nothing, last, view, question, *scales)
            return self._decoded(after_step(0, NOTHING_BUT_NOISE, clean) if after_step else clean)
        noise_device = generator.device if generator else view.cells.device
        latents = torch.randn(n, channels, h, w, generator=generator, device=noise_device).to(view.cells.device)
        scheduler = self.sampler()
        scheduler.set_timesteps(passes, device=latents.device)
        for number, t in enumerate(scheduler.timesteps):  # passes of them, trailing: 999 first
            steps = torch.full((n,), float(t), device=latents.device)
            clean = self._guided(latents, steps, view, question, *scales)
            moved: Any = scheduler.step(clean, t, latents, return_dict=False)  # pyright: ignore[reportArgumentType]
            latents = after_step(number, int(t), moved[0]) if after_step else moved[0]
        return self._decoded(latents)

    def _decoded(self, latents: Tensor) -> Tensor:
        return self.vae.decode(latents.to(self.vae.dtype)).float().clamp(-1, 1)  # [n, 3, 8 h, 8 w]

    def _guided(
        self, latents: Tensor, steps: Tensor, view: View, question: Question, text_scale: float, image_scale: float
    ) -> Tensor:
        """Classifier-free guidance with two scales (Brooks et al. 2023, equation 3); scales of 1 cost one
        evaluation.
        """
        full = self.denoiser(latents, steps, view, question).float()
        if text_scale == 1 and image_scale == 1:
            return full
        all_rows = torch.ones(len(latents), dtype=torch.bool, device=latents.device)
        silent = without_text(question, all_rows)
        photo_only = self.denoiser(latents, steps, view, silent).float()
        guided = photo_only + text_scale * (full - photo_only)
        if image_scale != 1:
            neither = self.denoiser(latents, steps, view.seen(~all_rows), silent).float()
            guided = guided + (image_scale - 1) * (photo_only - neither)
        return guided

    def look_at(
        self, photo: UInt8[np.ndarray, "h w 3"], small: Float[Tensor, "1 3 s s"], closer: Float[Tensor, "1 3 s2 s2"]
    ) -> View:
        """A look at one photo, whose own pixels tell it from others."""
        return self.look(small, closer)

    @torch.inference_mode()
    def paint(
        self,
        photo: UInt8[np.ndarray, "h w 3"],
        queries: Sequence[Query],
        *,
        passes: int = 1,
        seed: int = 0,
        guidance_scale: float = 1.0,
        image_guidance_scale: float = 1.0,
    ) -> Float32[np.ndarray, "n s s 3"]:
        """One picture for each query, 0 to 1, at `size_px`. The photo is looked at once, and in one pass without guidance nothing is
        painted of what it hardly shows (`Denoiser.likely_enough`).
        """
        check_taught(self.name, self.tasks, queries)
        side = self.size_px
        pictures = np.empty((len(queries), side, side, 3), np.float32)
        if not queries:
            return pictures
        small, closer = (x.to(self.runs_on) for x in as_tensors([photo], side))
        view, both = self.look_at(photo, small, closer), torch.cat([small, small.flip(-1)])
        own: Tensor | None = None
        plain = passes == 1 and guidance_scale == image_guidance_scale == 1
        worth = self._worth_painting(view, queries) if plain else list(range(len(queries)))
        for number in set(range(len(queries))) - set(worth):
            pictures[number] = np.array(queries[number].otherwise_rgb, np.float32) / 255
        generator = torch.Generator().manual_seed(seed)
        for part in (worth[start : start + AT_ONCE] for start in range(0, len(worth), AT_ONCE)):
            question = question_of(self.encoder, [queries[number] for number in part])
            painted = self.answer(
                view.repeat(len(part)),
                question,
                passes=passes,
                generator=generator,
                guidance_scale=guidance_scale,
                image_guidance_scale=image_guidance_scale,
            )
            if plain and (rows := self._unfamiliar(question)):
                own = own if own is not None else self._own_classes(both)
                painted[rows] = self._chosen(view.repeat(len(rows)), question.rows(rows), own)
            pictures[part] = (painted / 2 + 0.5).permute(0, 2, 3, 1).cpu().numpy()
        return pictures

    @cached_property
    def _taught(self) -> Float[Tensor, "k e"]:
        """The embeddings of the taught nouns."""
        return torch.from_numpy(self.embed(self.taught))

    @torch.inference_mode()
    def _own_classes(self, photos: Float[Tensor, "b 3 s s"]) -> Float[Tensor, " c"]:
        return naming.own_classes(self.backbone, photos)

    @torch.inference_mode()
    def _chosen(self, view: View, question: Question, own: Float[Tensor, " c"]) -> Float[Tensor, "n 3 s s"]:
        n, channels, (h, w) = len(question.words), self.vae.latent_channels, view.cells.shape[-2:]
        nothing = torch.zeros(n, channels, h, w, device=view.cells.device)
        last = torch.full((n,), float(NOTHING_BUT_NOISE), device=view.cells.device)
        learned = self.denoiser.paint(nothing, last, view, question).choice
        return self.named(learned, own, self._taught.to(learned.device), question)

    def named(
        self, learned: Float[Tensor, "n m"], own: Float[Tensor, " c"], taught: Float[Tensor, "k e"], question: Question
    ) -> Float[Tensor, "n 3 s s"]:
        """Pictures (-1 to 1) of a choice for the whole photo among nouns of which some were never taught (`naming`).

        Args:
            learned: logits of the choice.
            own: what the backbone alone says.
            taught: embeddings of the taught nouns.
            question: its nouns and colours.
        """
        mask = question.legend_mask
        says = naming.named(own, self.denoiser.class_names, question.nouns, mask)
        known = naming.familiarity(question.nouns, taught, mask)
        chances = naming.blended(self.denoiser.calibration.choice_scale * learned, says, known, mask)
        shares = shared_out(chances, [self.size_px // QUARTER_PX] * 2)  # [n, m, h4, w4]
        flat = torch.einsum("nmhw,nmc->nchw", shares, question.colours.float())
        return self._decoded(self.denoiser.stroke(flat, [self.size_px] * 2))

    def _unfamiliar(self, question: Question) -> list[int]:
        """Rows that choose for the whole photo among nouns of which some were never taught."""
        if not self.taught:
            return []
        chooses = self.denoiser.kinds(question.cast(self.denoiser.dtype)).argmax(1) == CHOICE
        if not chooses.any():  # embedding all that was taught is a tenth of a cold start
            return []
        known = naming.familiarity(question.nouns, self._taught.to(question.nouns.device), question.legend_mask)
        return (chooses & (known < naming.KNOWN)).nonzero()[:, 0].tolist()

    @torch.inference_mode()
    def _worth_painting(self, view: View, queries: Sequence[Query]) -> list[int]:
        """Numbers of the queries that may have an answer, by all their nouns at once."""
        if not (nouns := all_nouns(queries)):
            return list(range(len(queries)))
        unread = question_of(self.encoder, queries, [True] * len(queries)).cast(self.denoiser.dtype)
        embedded = nouns_of(self.encoder, nouns).to(self.denoiser.dtype)
        likely = self.denoiser.likely_enough(view, embedded, self.denoiser.kinds(unread))[:, 1:]
        return worth_painting(queries, nouns, likely.cpu().numpy())


def as_tensors(
    photos: Sequence[UInt8[np.ndarray, "_ _ 3"]], size_px: int
) -> tuple[Float[Tensor, "b 3 s s"], Float[Tensor, "b 3 s2 s2"]]:
    """Photos squeezed to the model's square, -1 to 1, and for the closer look to a wider one, which shows more of large photos."""
    plain = torch.cat([squeezed(photo, size_px) for photo in photos])
    closer = [
        squeezed(photo, MAGNIFICATION * size_px) if max(photo.shape[:2]) > size_px else magnify(small[None])
        for photo, small in zip(photos, plain, strict=True)
    ]
    return plain, torch.cat(closer)


def squeezed(photo: UInt8[np.ndarray, "h w 3"], size_px: int) -> Float[Tensor, "1 3 s s"]:
    """A photo as a square, -1 to 1."""
    h, w = photo.shape[:2]
    shrunk = cv2.resize(photo, (min(w, size_px), min(h, size_px)), interpolation=cv2.INTER_AREA)
    square = cv2.resize(shrunk, (size_px, size_px), interpolation=cv2.INTER_CUBIC)
    return torch.from_numpy(square).permute(2, 0, 1)[None].float() / 127.5 - 1
