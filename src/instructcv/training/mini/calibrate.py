"""What a model's own numbers mean, learned on photos that neither trained it nor test it.

From which logit on a noun counts as shown: the model learns presence from photos of which about half the asked nouns are
absent, and its loss weighs both mistakes alike. A person who asks for what is not there should be told so, which asks for a
higher threshold.

How likely a box is right: its score says how well its pixels agree, and pixels agree on wrong boxes, too.

How far the depth range reaches that a network paints in: averaged weights, and what mends a painted picture, put everything a
little too far away.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float64
from tqdm import tqdm

from instructcv.files import write_text
from instructcv.labels import boxes
from instructcv.metrics.box_ap import BoxSums
from instructcv.metrics.box_calibration import hits
from instructcv.metrics.calibration import CalibrationSums
from instructcv.metrics.depth import DepthSums
from instructcv.metrics.presence import PresenceSums
from instructcv.models.mini import NOTHING_BUT_NOISE, Mini, as_tensors
from instructcv.models.mini.denoiser import Painting
from instructcv.models.mini.question import question_of
from instructcv.models.mini.settings import Calibration, MiniSettings, content_like, settings_of
from instructcv.samples.truth import presence
from instructcv.tasks.base import decode, giving, task
from instructcv.types import LabelFormat, Sample

THRESHOLDS = tuple(np.arange(-2.0, 2.01, 0.125).tolist())
"""Logits, ascending."""
QUESTIONS = 8
"""Asked of each photo."""
SCALES = tuple(np.arange(0.8, 1.251, 0.01).round(2).tolist())
"""By which all depths may be multiplied."""
FEWEST_BOXES = 20
"""Right and wrong ones each, below which nothing is learned from boxes."""


@dataclass(frozen=True, kw_only=True)
class Learned:
    """Everything that was learned of a network's numbers."""

    calibration: Calibration
    label_format: LabelFormat
    points: list["Operating"]
    """What each threshold would do; none where no photo says what is absent."""
    chosen: "Operating | None"
    boxes: "BoxScores | None"
    depth: "DepthScale | None"


def learn(model: Mini, samples: Sequence[Sample], *, specificity: float, seed: int = 0) -> Learned:
    """Threshold, box scores and range of depth, each from questions about the samples.

    Args:
        model: its `photo_shift` and `choice_scale` stay as they are: rooms say nothing of them.
        samples: photos with labels that neither trained the network nor test it.
        specificity: share of absent nouns that no quarter may pick.
        seed: of the questions.
    """
    points = operating_points(model, tqdm(samples, unit="photo", desc="presence", disable=None), seed=seed)
    chosen = choose(points, specificity) if points else None
    found = box_scores(model, tqdm(samples, unit="photo", desc="boxes", disable=None), seed=seed)
    far = depth_scale(model, tqdm(samples, unit="photo", desc="metres", disable=None))
    known = model.label_format
    if found is not None:
        known = replace(known, box_slope=round(found.slope, 3), box_offset=round(found.offset, 3))
    if far is not None:
        known = replace(known, near_m=round(far.scale * known.near_m, 4), far_m=round(far.scale * known.far_m, 4))
    calibration = model.denoiser.calibration
    if chosen is not None:
        calibration = replace(calibration, presence_threshold=chosen.threshold)
    return Learned(calibration=calibration, label_format=known, points=points, chosen=chosen, boxes=found, depth=far)


def write(checkpoint: Path, learned: Learned) -> None:
    """Into the checkpoint's `denoiser/config.json`, whole or not at all; nothing else changes."""
    config = checkpoint / "denoiser" / "config.json"
    content: dict[str, Any] = json.loads(config.read_text(encoding="utf-8"))
    settings = MiniSettings(settings_of(content).shape, learned.label_format, learned.calibration)
    write_text(config, json.dumps(content_like(content, settings), indent=2, sort_keys=True) + "\n")


@dataclass(frozen=True, kw_only=True)
class Operating:
    """What a threshold does: shares of present nouns found and of absent nouns not found."""

    threshold: float
    recall: float
    specificity: float


def operating_points(model: Mini, samples: Iterable[Sample], *, seed: int = 0) -> list[Operating]:
    """Every threshold of `THRESHOLDS`, tried on the same answers; none where nothing that is there, or nothing that is not, can be
    asked for.
    """
    known = model.denoiser.calibration
    readers = {t: model.denoiser.calibrated(replace(known, presence_threshold=t)) for t in THRESHOLDS}
    sums, maps = {threshold: PresenceSums() for threshold in THRESHOLDS}, task(giving("regions"))
    for number, sample in enumerate(samples):
        if not maps.can_ask(sample):
            continue
        answers = _answers(model, sample, np.random.default_rng([seed, number]))
        for threshold, reader in readers.items():
            for painting, truth in answers:
                settled = reader.settled(painting.picks, painting.presence, painting.leniency)
                won = set(settled.argmax(1).unique().tolist())
                for line, present in enumerate(truth, start=1):
                    sums[threshold] += PresenceSums.of(found=line in won, present=bool(present))
    figures = {threshold: counted.compute() for threshold, counted in sums.items()}
    if any("recall" not in f or "specificity" not in f for f in figures.values()):
        return []
    return [Operating(threshold=t, recall=f["recall"], specificity=f["specificity"]) for t, f in figures.items()]


def choose(points: Sequence[Operating], specificity: float) -> Operating:
    """The lowest threshold that reaches a share of absent nouns not found, else the highest there is."""
    return next((point for point in points if point.specificity >= specificity), points[-1])


@dataclass(frozen=True, kw_only=True)
class BoxScores:
    """The logistic map from box scores to how likely a box is right (`labels.boxes.likelihood`)."""

    slope: float
    offset: float
    error_before: float
    """Expected calibration error of the scores as they are read."""
    error_after: float
    """The same once mapped, on the boxes that the map was fitted to."""


def box_scores(model: Mini, samples: Iterable[Sample], *, seed: int = 0) -> BoxScores | None:
    """Boxes that people ask for, and whether each is right; of five questions four are about what is not there, which lies
    between what a person asks who sees the photo and what one asks who does not.

    None where there are too few boxes to learn from.
    """
    raw, objects = replace(model.label_format, box_slope=1.0, box_offset=0.0), task(giving("instances"))
    scores, right = [np.zeros(0)], [np.zeros(0, bool)]
    for number, sample in enumerate(samples):
        if not objects.can_ask(sample):
            continue
        rng = np.random.default_rng([seed, number])
        absent = [name for name in sample.things if presence(sample).get(name) is False]
        chosen = rng.permutation(len(absent))[: 3 * QUESTIONS]
        asked = [objects.ask(sample, rng, label_format=raw) for _ in range(QUESTIONS)]
        asked += [objects.ask(sample, rng, label_format=raw, categories=[absent[i]]) for i in chosen.tolist()]
        pictures = model.paint(sample.photo, asked)
        read = [objects.read(picture, query) for picture, query in zip(pictures, asked, strict=True)]
        for answer in read:
            sums = objects.score(answer, sample)["boxes"]
            assert isinstance(sums, BoxSums)
            found, hit = hits(sums)
            scores.append(found)
            right.append(hit)
    s, r = np.concatenate(scores), np.concatenate(right)
    if min(r.sum(), (~r).sum()) < FEWEST_BOXES:
        return None
    slope, offset = platt(s, r)
    mapped = np.array([boxes.likelihood(float(x), replace(raw, box_slope=slope, box_offset=offset)) for x in s])
    before, after = (CalibrationSums.of(x.astype(np.float32), r).compute()["ECE"] for x in (s, mapped))
    return BoxScores(slope=slope, offset=offset, error_before=before, error_after=after)


@dataclass(frozen=True, kw_only=True)
class DepthScale:
    """The number by which a network's depths are best multiplied."""

    scale: float
    error_before: float
    """Mean absolute relative error of the depths as they are read."""
    error_after: float


def depth_scale(model: Mini, samples: Iterable[Sample]) -> DepthScale | None:
    """The number of `SCALES` with the least absolute relative error; None where no sample has depth."""
    distance = task(giving("distance"))
    sums = {scale: DepthSums(images=0, totals=np.zeros(6)) for scale in SCALES}
    for number, sample in enumerate(samples):
        if sample.depth_m is None or not distance.can_ask(sample):
            continue
        query = distance.ask(sample, np.random.default_rng(number), label_format=model.label_format)
        there_m = decode(model.paint(sample.photo, [query]), [query], query, sample.photo).depth_m
        assert there_m is not None
        for scale in SCALES:
            sums[scale] += DepthSums.of(np.float32(scale) * there_m, sample.depth_m)
    errors = {scale: counted.compute()["AbsRel"] for scale, counted in sums.items() if counted.images}
    if not errors:
        return None
    best = min(SCALES, key=lambda scale: errors[scale])
    return DepthScale(scale=best, error_before=errors[1.0], error_after=errors[best])


def platt(scores: Float64[np.ndarray, " n"], right: Bool[np.ndarray, " n"]) -> tuple[float, float]:
    """Slope and offset of the logistic regression of `right` on the scores' log odds, by Newton's method. Its targets keep
    Platt's (1999) distance from 0 and 1, so that scores which separate right from wrong have an end, too.
    """
    n1, n0 = right.sum(), (~right).sum()
    target = np.where(right, (n1 + 1) / (n1 + 2), 1 / (n0 + 2))
    clipped = np.clip(scores, 1e-4, 1 - 1e-4)
    x = np.stack([np.log(clipped / (1 - clipped)), np.ones(len(scores))], axis=1)  # [n, 2]
    weights = np.array([1.0, 0.0])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ weights))
        curvature = (x * (p * (1 - p))[:, None]).T @ x + 1e-9 * np.eye(2)
        step = np.linalg.solve(curvature, x.T @ (target - p))
        weights = weights + step
        if np.abs(step).max() < 1e-9:
            break
    return float(weights[0]), float(weights[1])


@torch.inference_mode()
def _answers(model: Mini, sample: Sample, rng: np.random.Generator) -> list[tuple[Painting, Bool[np.ndarray, " k"]]]:
    """What is said of some legends, before any threshold, and which of their nouns are there."""
    device, regions = model.denoiser.device, task(giving("regions"))
    asked = [regions.ask(sample, rng, label_format=model.label_format) for _ in range(QUESTIONS)]
    view = model.look(*(x.to(device) for x in as_tensors([sample.photo], model.size_px)))
    answers: list[tuple[Painting, Bool[np.ndarray, " k"]]] = []
    for query in asked:
        nothing = torch.zeros(1, model.vae.latent_channels, *view.cells.shape[-2:], device=device)
        last = torch.full((1,), float(NOTHING_BUT_NOISE), device=device)
        painting = model.denoiser.paint(nothing, last, view, question_of(model.encoder, [query]))
        picture = regions.paint(sample, query).picture
        answers.append((painting, np.array([(picture == colour).all(-1).any() for colour in query.colours])))
    return answers
