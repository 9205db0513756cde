"""Teach a Stable Diffusion checkpoint a handful of corrections: LoRA, its own training loss, and Diffusion-DPO's preference.

Symbols as in Wallace et al. 2023: x_w preferred, x_l rejected, both noised by the same noise at the same timestep. A checkpoint
that answers in one pass has one timestep and no noise, and is compared in pixels.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from jaxtyping import Bool, Float, UInt8
from torch import Tensor

from instructcv import registry
from instructcv.errors import UserError
from instructcv.models.base import pick_device
from instructcv.models.sd15 import open_pipeline
from instructcv.models.sd15.model import SD15
from instructcv.tasks.base import task
from instructcv.training.lessons import Lesson, Lessons
from instructcv.training.preference import dpo_loss, squared_error
from instructcv.training.sd15.batch import LAST, TIMESTEPS, Batch
from instructcv.training.sd15.config import SD15Config
from instructcv.training.sd15.losses import clean_latents, losses, predict
from instructcv.training.sd15.networks import choose_prediction, make_trainable
from instructcv.training.sd15.run import write_adapter
from instructcv.types import Query

Note = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class TeachConfig:
    """How corrections are taught."""

    steps: int = 200
    corrected: int = 2
    """Corrected photos a step."""
    rehearsed: int = 2
    """Rehearsed photos a step."""
    rank: int = 16
    learning_rate: float = 1e-4
    own_share: float = 0.6
    """How often a corrected photo is asked what was corrected."""
    preference_weight: float = 0.5
    beta: float = 500.0
    """Of `dpo_loss`, on squared errors of latents; 0.1 of the paper's 5000, for a tenth of the data."""
    seed: int = 0


class Pupil:
    """The frozen parts, the U-Net that learns, and how it is asked."""

    def __init__(self, base: Path, config: TeachConfig, device: str) -> None:
        self.pipeline: Any = open_pipeline(base, dtype=torch.float32).to(pick_device(device))
        self.model = SD15(self.pipeline)
        settings = self.model.settings
        one_pass = settings.passes == 1
        self.config = SD15Config(
            size_px=settings.size_px,
            objective="one_pass" if one_pass else "noise",
            prediction="keep",
            lora_rank=config.rank,
            learning_rate=config.learning_rate,
        )
        self.schedule = choose_prediction(self.pipeline, self.config)
        self.unet, self.vae = self.pipeline.unet, self.pipeline.vae
        learning = make_trainable(self.unet, self.config, widened=False)
        self.optimiser = torch.optim.AdamW(learning, lr=config.learning_rate, weight_decay=0.0)
        self.learning, self.one_pass, self.device = learning, one_pass, self.pipeline.runs_on

    @torch.no_grad()
    def latents(self, picture: UInt8[np.ndarray, "h w 3"]) -> Float[Tensor, "1 4 h8 w8"]:
        """Unscaled."""
        return self.model.look(picture).clone()  # out of inference mode, so that a gradient may pass by

    def square(self, pixels: UInt8[np.ndarray, "h w 3"]) -> UInt8[np.ndarray, "s s 3"]:
        side = self.config.size_px
        return cv2.resize(np.ascontiguousarray(pixels), (side, side), interpolation=cv2.INTER_NEAREST_EXACT)


def teach(
    lessons: Lessons, out: Path, config: TeachConfig, *, base: Path | None, device: str, note: Note = lambda _, __: None
) -> Path:
    """Returns the adapter's folder, `out`."""
    if base is None:
        raise UserError("the model inside the package is no Stable Diffusion checkpoint; name one")
    torch.manual_seed(config.seed)
    pupil, rng = Pupil(base, config, device), np.random.default_rng(config.seed)
    pairs = [lesson for lesson in lessons.corrected if lesson.rejected is not None] if config.preference_weight else []
    for step in range(config.steps):
        random = torch.Generator().manual_seed(config.seed * 1_000_003 + step)
        chosen = [*_some(lessons.corrected, config.corrected, rng), *_some(lessons.rehearsed, config.rehearsed, rng)]
        asked = [(lesson, _asked(lesson, pupil, config, rng)) for lesson in chosen]
        batch = batch_of(pupil, asked, random)
        loss = losses(pupil.unet, pupil.vae, pupil.schedule, batch, pupil.config).mean()
        if pairs:
            pair = pairs[int(rng.integers(len(pairs)))]
            loss = loss + config.preference_weight * preference(pupil, pair, config.beta, random).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(pupil.learning, 1.0)
        pupil.optimiser.step()
        pupil.optimiser.zero_grad(set_to_none=True)
        note(step + 1, config.steps)
    write_adapter(pupil.unet.state_dict(), pupil.config, base, out)
    return out


def batch_of(pupil: Pupil, asked: list[tuple[Lesson, Query]], random: torch.Generator) -> Batch:
    """Questions with their painted answers, as the run's own losses take them."""
    targets = [task(query.task).paint(lesson.sample, query) for lesson, query in asked]
    pictures = [pupil.square(target.picture) for target in targets]
    known = [pupil.square(np.repeat(t.known[..., None], 3, 2).astype(np.uint8))[..., 0] > 0 for t in targets]
    clean = torch.cat([pupil.latents(picture) for picture in pictures])
    count = len(asked)
    steps = torch.full((count,), LAST) if pupil.one_pass else torch.randint(TIMESTEPS, (count,), generator=random)
    noise = torch.randn(clean.shape, generator=random)
    return Batch(
        photo=torch.cat([pupil.latents(lesson.sample.photo) for lesson, _ in asked]),
        target=clean,
        noise=(torch.zeros_like(noise) if pupil.one_pass else noise).to(pupil.device),
        words=torch.cat([pupil.model.words(query.instruction).clone() for _, query in asked]),
        timesteps=steps.to(pupil.device),
        picture=torch.from_numpy(np.stack(pictures)).to(pupil.device),
        known=torch.from_numpy(np.stack(known)).to(pupil.device),
        tasks=[query.task for _, query in asked],
    )


def preference(pupil: Pupil, lesson: Lesson, beta: float, random: torch.Generator) -> Float[Tensor, " 1"]:
    """Diffusion-DPO on one correction."""
    assert lesson.query is not None and lesson.preferred is not None and lesson.rejected is not None
    side = lesson.rejected.shape[0]  # of several squares the first: each category was asked by itself
    x_w, x_l = (pupil.latents(pupil.square(x[:, :side])) for x in (lesson.preferred, lesson.rejected))
    scale = pupil.vae.config.scaling_factor
    steps = torch.full((1,), LAST) if pupil.one_pass else torch.randint(TIMESTEPS, (1,), generator=random)
    noise = torch.randn(x_w.shape, generator=random)
    batch = Batch(
        photo=pupil.latents(lesson.sample.photo),
        target=x_w,
        noise=noise.to(pupil.device),
        words=pupil.model.words(lesson.query.instruction).clone(),
        timesteps=steps.to(pupil.device),
        picture=None,
        known=None,
        tasks=[lesson.query.task],
    )
    e_w, e_l = _errors(pupil, batch, x_w * scale, x_l * scale)
    pupil.unet.disable_adapters()
    with torch.no_grad():
        ref_w, ref_l = _errors(pupil, batch, x_w * scale, x_l * scale)
    pupil.unet.enable_adapters()
    return dpo_loss(e_w, e_l, ref_w, ref_l, beta)


def _errors(pupil: Pupil, batch: Batch, x_w: Tensor, x_l: Tensor) -> tuple[Tensor, Tensor]:
    """Squared errors to the preferred and to the rejected picture, from the same noise."""
    differ: Bool[Tensor, "1 h8 w8"] = (x_w - x_l).abs().amax(1) > 1e-4
    if pupil.one_pass:
        nothing = torch.zeros_like(x_w)
        x0 = clean_latents(pupil.schedule, predict(pupil.unet, nothing, batch), nothing, batch.timesteps)
        return squared_error(x0, x_w, differ), squared_error(x0, x_l, differ)
    found: list[Tensor] = []
    for x in (x_w, x_l):
        noisy: Any = pupil.schedule.add_noise(x, batch.noise, batch.timesteps)  # pyright: ignore[reportArgumentType]
        x0 = clean_latents(pupil.schedule, predict(pupil.unet, noisy, batch), noisy, batch.timesteps)
        a = pupil.schedule.alphas_cumprod.to(x.device)[batch.timesteps]
        found.append(
            squared_error(x0, x) * a / (1 - a).clamp_min(1e-4)
        )  # that of the noise: e = (x_t - sqrt(a) x0) / sqrt(1 - a)
    return found[0], found[1]


def _asked(lesson: Lesson, pupil: Pupil, config: TeachConfig, rng: np.random.Generator) -> Query:
    sample, own, style = lesson.sample, lesson.query, pupil.model.label_format
    if own is not None and rng.random() < config.own_share and task(own.task).can_ask(sample):
        named = [name for name in own.categories if name in (*sample.things, *sample.labels)]
        if named or not own.categories:
            one = [str(rng.choice(named))] if named else None
            return task(own.task).ask(sample, rng, label_format=style, categories=one)
    able = [name for name in registry.names("tasks") if task(name).can_ask(sample)]
    return task(str(rng.choice(able))).ask(sample, rng, label_format=style)


def _some(lessons: tuple[Lesson, ...], count: int, rng: np.random.Generator) -> list[Lesson]:
    return [lessons[int(i)] for i in rng.integers(len(lessons), size=count)] if lessons else []
