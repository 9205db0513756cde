"""All that is known about a photo, place by place, whatever is asked: what the photo encoder is taught directly.

A question teaches what it asks for, and leaves most of a photo's labels unused. So the photo encoder also learns, at one random
pixel of every quarter of a latent cell, the category among all the nouns of the data set, the place in the object's box, and
the depth.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float, Float32, Int16
from torch import Tensor

from instructcv.labels import boxes, depth
from instructcv.models.shared.text import WIDTH
from instructcv.samples.truth import areas, category_map, map_names
from instructcv.training.mini.objective import balanced, class_weights
from instructcv.types import Instance, LabelFormat, Sample

Embed = Callable[[Sequence[str]], Float32[np.ndarray, "n e"]]
UNKNOWN = -1
PLACE_WEIGHT, GREY_WEIGHT, PRESENCE_WEIGHT = 2.0, 12.0, 3.0


class Everything(NamedTuple):
    """The labels of b photos at s x s places; v nouns, of which noun 0 is "none of these"."""

    nouns: Float[Tensor, "b v e"]
    nouns_mask: Bool[Tensor, "b v"]
    lines: Int16[Tensor, "b s s"]
    """Which noun; -1 = unknown."""
    place: Float[Tensor, "b 2 s s"]
    """0 to 1 from left, from top, in the box of the object there."""
    on_object: Bool[Tensor, "b s s"]
    grey: Float[Tensor, "b s s"]
    """The label format's grey, 0 to 1; -1 = unknown."""

    def to(self, device: torch.device) -> "Everything":
        return Everything(*(part.to(device) for part in self))


def everything_of(
    embed: Embed, samples: Sequence[Sample], side: int, label_format: LabelFormat, rng: np.random.Generator
) -> Everything:
    """The labels of square photos at `side` x `side` places."""
    names = [_nouns(sample) for sample in samples]
    longest = 1 + max(map(len, names))
    nouns = np.zeros((len(samples), longest, WIDTH), np.float32)
    mask = np.zeros((len(samples), longest), bool)
    columns: list[tuple[np.ndarray, ...]] = []
    for row, (sample, known) in enumerate(zip(samples, names, strict=True)):
        lines, place, on, grey = _labels(thinned(sample, side, rng), known, label_format)
        asked = mentioned(lines, len(known), rng)  # [1 + nouns]
        nouns[row, 1 : 1 + len(known)] = embed(known)
        mask[row, : 1 + len(known)] = asked
        columns.append((np.where((lines > 0) & ~asked[lines], np.int16(0), lines), place, on, grey))
    stacked = (torch.from_numpy(np.stack(column)) for column in zip(*columns, strict=True))
    return Everything(torch.from_numpy(nouns), torch.from_numpy(mask), *stacked)


def mentioned(lines: Int16[np.ndarray, "s s"], count: int, rng: np.random.Generator) -> Bool[np.ndarray, " count1"]:
    """Which of `count` nouns take part, noun 0 first: all of them for half of the photos, for the others half of those
    that are there and a few that are not, as in a legend, so that "none of these" is learned, too.
    """
    if rng.random() < 0.5:
        return np.ones(1 + count, bool)
    there = np.isin(np.arange(1 + count), lines)
    asked = rng.random(1 + count) < np.where(there, 0.5, rng.uniform(0.05, 0.3))
    asked[0] = True
    return asked


def _nouns(sample: Sample) -> tuple[str, ...]:
    """What a place may be: the mapped categories, save those that unlabelled places may hold; the classes where there is only a
    class, which then is everywhere.
    """
    return tuple(areas(sample)) or (sample.labels if sample.label is not None else ())


def thinned(sample: Sample, side: int, rng: np.random.Generator) -> Sample:
    """The sample at one random pixel of each of `side` x `side` squares, the same one in all of them; boxes follow."""
    every = sample.size_hw[0] / side
    down, across = (int(first) for first in rng.integers(int(every), size=2))
    starts = (np.arange(side) * every).astype(np.int64)
    part = np.ix_(starts + down, starts + across)

    def moved(item: Instance) -> Instance:
        # The centre of pixel `first + every * i` becomes the centre of pixel i.
        shift = np.array([across, down] * 2) + 0.5
        left, top, right, bottom = ((np.array(item.box_xyxy_px) - shift) / every + 0.5).tolist()
        mask = None if item.mask is None else item.mask[part]
        return replace(item, box_xyxy_px=(left, top, right, bottom), mask=mask)

    return replace(
        sample,
        photo=sample.photo[part],
        instances=sample.instances and tuple(map(moved, sample.instances)),
        regions=sample.regions and replace(sample.regions, ids=sample.regions.ids[part]),
        depth_m=None if sample.depth_m is None else sample.depth_m[part],
    )


def _labels(
    sample: Sample, names: Sequence[str], label_format: LabelFormat
) -> tuple[Int16[np.ndarray, "s s"], Float32[np.ndarray, "2 s s"], Bool[np.ndarray, "s s"], Float32[np.ndarray, "s s"]]:
    """Which noun, where in the object's box, on an object at all, and how grey, at every pixel of a thinned sample."""
    lines = np.full(sample.size_hw, UNKNOWN, np.int16)
    if names and not set(names) <= set(map_names(sample)):  # the classes of the whole photo
        assert sample.label is not None
        lines[:] = 1 + names.index(sample.label)
    elif names:
        indices, known = category_map(sample, names)
        lines = np.where(known, indices + 1, UNKNOWN).astype(np.int16)
    objects = [(i.mask, i.box_xyxy_px) for i in sample.instances or () if i.mask is not None and not i.is_crowd]
    painted = boxes.paint(objects, sample.size_hw)
    place, on = painted[..., :2].transpose(2, 0, 1).astype(np.float32) / 255, painted[..., 2] > 127
    grey = np.full(sample.size_hw, UNKNOWN, np.float32)
    if sample.depth_m is not None:
        known = np.isfinite(sample.depth_m) & (sample.depth_m > 0)
        metres = np.where(known, sample.depth_m, np.float32(1))
        grey = np.where(known, depth.encode(metres, label_format), np.float32(UNKNOWN))
    return lines, place, on, grey.astype(np.float32)


def dense_losses(
    logits: Float[Tensor, "b q v"], geometry: Float[Tensor, "b 3 s s"], truth: Everything
) -> Float[Tensor, " b"]:
    """Cross-entropy on the category, L1 on the place in the box and on the grey; one number a photo."""
    lines, known = truth.lines.long(), truth.lines >= 0
    weights = class_weights(lines.clamp_min(0), known, logits.shape[-1])
    per_noun = logits.float().transpose(1, 2).unflatten(-1, lines.shape[1:])  # [b, v, s, s]
    category = balanced(F.cross_entropy(per_noun, lines.clamp_min(0), reduction="none"), weights)
    place = balanced((geometry[:, :2].float() - truth.place).abs().mean(1), truth.on_object.float())
    grey = balanced((geometry[:, 2].float() - truth.grey).abs(), (truth.grey >= 0).float())
    return category + PLACE_WEIGHT * place + GREY_WEIGHT * grey


def presence_losses(presence: Float[Tensor, "b v"], truth: Everything) -> Float[Tensor, " b"]:
    """Cross-entropy on whether the photo shows each noun anywhere; one number a photo."""
    shown = torch.zeros_like(presence, dtype=torch.float32)
    shown.scatter_(1, truth.lines.long().clamp_min(0).flatten(1), 1.0)  # unknown places count for "none of these"
    asked = truth.nouns_mask.float()
    asked[:, 0] = 0
    entropy = F.binary_cross_entropy_with_logits(presence.float(), shown, reduction="none")
    return PRESENCE_WEIGHT * (entropy * asked).sum(1) / asked.sum(1).clamp_min(1)
