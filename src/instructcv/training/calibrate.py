"""From which logit on a noun counts as shown: chosen on photos that neither trained the model nor test it.

The model learns presence from photos of which about half the asked nouns are absent, and its loss weighs both mistakes alike.
A person who asks for what is not there should be told so, which asks for a higher threshold.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float
from torch import Tensor

from instructcv.metrics.presence import PresenceSums
from instructcv.models._question import question_of
from instructcv.models.mini import NOTHING_BUT_NOISE, Answering, as_tensor
from instructcv.tasks import segmentation
from instructcv.types import Sample

THRESHOLDS = tuple(np.arange(-1.0, 4.01, 0.25).tolist())
"""Logits, ascending."""
QUESTIONS = 8
"""Legends asked of each photo."""


@dataclass(frozen=True, kw_only=True)
class Operating:
    """What a threshold does: shares of present nouns found and of absent nouns not found."""

    threshold: float
    recall: float
    specificity: float


def operating_points(model: Answering, samples: Iterable[Sample], *, seed: int = 0) -> list[Operating]:
    """Every threshold of `THRESHOLDS`, tried on the same answers. Leaves the model's threshold as it was."""
    before = model.denoiser.settings["presence_threshold"]
    sums = {threshold: PresenceSums() for threshold in THRESHOLDS}
    for number, sample in enumerate(samples):
        picks, presence, shown = _answers(model, sample, np.random.default_rng([seed, number]))
        for threshold in THRESHOLDS:
            model.denoiser.settings["presence_threshold"] = threshold
            for p, logits, truth in zip(picks, presence, shown, strict=True):
                won = set(model.denoiser.settled(p[None], logits[None]).argmax(1).unique().tolist())
                for line, present in enumerate(truth, start=1):
                    sums[threshold] += PresenceSums.of(found=line in won, present=bool(present))
    model.denoiser.settings["presence_threshold"] = before
    figures = {threshold: counted.compute() for threshold, counted in sums.items()}
    return [Operating(threshold=t, recall=f["recall"], specificity=f["specificity"]) for t, f in figures.items()]


def choose(points: Sequence[Operating], specificity: float) -> Operating:
    """The lowest threshold that reaches a share of absent nouns not found, else the highest there is."""
    return next((point for point in points if point.specificity >= specificity), points[-1])


@torch.inference_mode()
def _answers(
    model: Answering, sample: Sample, rng: np.random.Generator
) -> tuple[list[Float[Tensor, "m h4 w4"]], list[Float[Tensor, " m"]], list[Bool[np.ndarray, " k"]]]:
    """Picks, presence logits and truth of some legends, before any threshold."""
    device = model.denoiser.device
    asked = [segmentation.ask(sample, rng, label_format=model.label_format) for _ in range(QUESTIONS)]
    view = model.look(as_tensor(sample.photo, model.size_px).to(device))
    picks: list[Tensor] = []
    presence: list[Tensor] = []
    shown: list[Bool[np.ndarray, " k"]] = []
    for query in asked:
        question = question_of(model.encoder, [query])
        nothing = torch.zeros(1, model.vae.latent_channels, *view.cells.shape[-2:], device=device)
        last = torch.full((1,), float(NOTHING_BUT_NOISE), device=device)
        picks.append(model.denoiser.paint(nothing, last, view, question).picks[0])
        local = model.denoiser.nouns.local(view.meaning, view.semantics, question.nouns)
        presence.append(model.denoiser.nouns.presence(view.whole, local, question.nouns)[0])
        painted = segmentation.paint(sample, query).picture
        shown.append(np.array([(painted == colour).all(-1).any() for colour in query.colours]))
    return picks, presence, shown
