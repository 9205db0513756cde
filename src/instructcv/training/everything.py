"""All that is known about a photo, cell by cell, whatever is asked: what the photo encoder is taught directly.

A question teaches what it asks for; three questions a photo leave most of its labels unused. So the photo encoder also learns,
at one random pixel of every 8 x 8 cell, the category among all the nouns of the data set, the place in the object's box, and the
depth.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as F
from jaxtyping import Bool, Float, Float32, Int16, UInt8
from torch import Tensor

from instructcv.labels import boxes, depth
from instructcv.models._text import WIDTH
from instructcv.tasks._truth import category_map, map_names
from instructcv.training.objective import balanced, class_weights
from instructcv.types import LabelFormat, Sample

Embed = Callable[[Sequence[str]], Float32[np.ndarray, "n e"]]
UNKNOWN = -1
PLACE_WEIGHT, GREY_WEIGHT, PRESENCE_WEIGHT = 2.0, 12.0, 3.0


class Everything(NamedTuple):
    """The labels of b photos at the h8 x w8 cells; v nouns, of which noun 0 is "none of these"."""

    nouns: Float[Tensor, "b v e"]
    nouns_mask: Bool[Tensor, "b v"]
    lines: Int16[Tensor, "b h8 w8"]
    """Which noun; -1 = unknown."""
    place: Float[Tensor, "b 2 h8 w8"]
    """0 to 1 from left, from top, in the box of the object there."""
    on_object: Bool[Tensor, "b h8 w8"]
    grey: Float[Tensor, "b h8 w8"]
    """The label format's grey, 0 to 1; -1 = unknown."""

    def to(self, device: torch.device) -> "Everything":
        return Everything(*(part.to(device) for part in self))


def everything_of(
    embed: Embed, samples: Sequence[Sample], cells: int, label_format: LabelFormat, rng: np.random.Generator
) -> Everything:
    """The labels of square photos at `cells` x `cells` places."""
    names = [_nouns(sample) for sample in samples]
    longest = 1 + max(map(len, names))
    nouns = np.zeros((len(samples), longest, WIDTH), np.float32)
    mask = np.zeros((len(samples), longest), bool)
    mask[:, 0] = True
    for row, known in enumerate(names):
        nouns[row, 1 : 1 + len(known)] = embed(known)
        mask[row, 1 : 1 + len(known)] = True
    columns = [_labels(s, n, cells, label_format, rng) for s, n in zip(samples, names, strict=True)]
    stacked = (torch.from_numpy(np.stack(column)) for column in zip(*columns, strict=True))
    return Everything(torch.from_numpy(nouns), torch.from_numpy(mask), *stacked)


def _nouns(sample: Sample) -> tuple[str, ...]:
    """What a cell may be: the mapped categories; the classes where there is only a class, which then is everywhere."""
    return map_names(sample) or (sample.labels if sample.label is not None else ())


def _labels(
    sample: Sample, names: Sequence[str], cells: int, label_format: LabelFormat, rng: np.random.Generator
) -> tuple[Int16[np.ndarray, "c c"], Float32[np.ndarray, "2 c c"], Bool[np.ndarray, "c c"], Float32[np.ndarray, "c c"]]:
    h, w = sample.size_hw
    rows, columns = ((np.arange(cells) + rng.random()) * side // cells for side in (h, w))
    at = np.ix_(rows.astype(np.int64), columns.astype(np.int64))
    lines = np.full((cells, cells), UNKNOWN, np.int16)
    if names and not map_names(sample):
        assert sample.label is not None
        lines[:] = 1 + names.index(sample.label)
    elif names:
        indices, known = category_map(sample, names)
        lines = np.where(known[at], indices[at] + 1, UNKNOWN).astype(np.int16)
    place, on = np.zeros((2, cells, cells), np.float32), np.zeros((cells, cells), bool)
    objects = [(i.mask, i.box_xyxy_px) for i in sample.instances or () if i.mask is not None and not i.is_crowd]
    if objects:
        painted: UInt8[np.ndarray, "h w 3"] = boxes.paint(objects, sample.size_hw)
        place, on = painted[at][..., :2].transpose(2, 0, 1).astype(np.float32) / 255, painted[at][..., 2] > 127
    grey = np.full((cells, cells), UNKNOWN, np.float32)
    if sample.depth_m is not None:
        metres = sample.depth_m[at]
        known = np.isfinite(metres) & (metres > 0)
        grey = np.where(known, depth.encode(np.where(known, metres, np.float32(1)), label_format), np.float32(UNKNOWN))
    return lines, place, on, grey.astype(np.float32)


def dense_losses(
    logits: Float[Tensor, "b cells v"], geometry: Float[Tensor, "b 3 h8 w8"], truth: Everything
) -> Float[Tensor, " b"]:
    """Cross-entropy on the category, L1 on the place in the box and on the grey; one number a photo."""
    lines, known = truth.lines.long(), truth.lines >= 0
    weights = class_weights(lines.clamp_min(0), known, logits.shape[-1])
    per_noun = logits.float().transpose(1, 2).unflatten(-1, lines.shape[1:])  # [b, v, h8, w8]
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
