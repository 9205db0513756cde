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
from instructcv.samples.truth import areas, category_map
from instructcv.training.mini.boxed import Boxes, boxed_losses, boxes_of
from instructcv.training.mini.objective import balanced, class_weights
from instructcv.types import BoxXYXY, Instance, LabelFormat, Sample

Embed = Callable[[Sequence[str]], Float32[np.ndarray, "n e"]]
UNKNOWN = -1
LEAST_PLACES = 1.0
"""Places that the largest object of a noun covers at least for the photo to be asked whether it shows one: of smaller ones,
nobody knows."""
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
    shown: Float[Tensor, "b v"]
    """Whether the photo shows each noun anywhere: 1, 0, or -1 = unknown."""
    boxes: Boxes
    """Of what has no mask."""

    def to(self, device: torch.device) -> "Everything":
        return Everything(**{name: part.to(device) for name, part in self._asdict().items()})


class Object(NamedTuple):
    """An object of a photo at s x s places."""

    noun: int
    box_xyxy: BoxXYXY
    """In places."""
    mask: Bool[np.ndarray, "s s"] | None
    is_crowd: bool

    @property
    def places(self) -> float:
        """How many places it covers; all of its box if nothing else is known."""
        left, top, right, bottom = self.box_xyxy
        return (right - left) * (bottom - top) if self.mask is None else float(self.mask.sum())


class Known(NamedTuple):
    """What is known of one photo at s x s places; its maps are those of `Everything`."""

    lines: Int16[np.ndarray, "s s"]
    place: Float32[np.ndarray, "2 s s"]
    on_object: Bool[np.ndarray, "s s"]
    grey: Float32[np.ndarray, "s s"]
    objects: tuple[Object, ...]
    """Of photos whose objects are all that is mapped."""


def everything_of(
    embed: Embed, samples: Sequence[Sample], side: int, label_format: LabelFormat, rng: np.random.Generator
) -> Everything:
    """The labels of square photos at `side` x `side` places."""
    names = [_nouns(sample) for sample in samples]
    longest = 1 + max(map(len, names))
    nouns = np.zeros((len(samples), longest, WIDTH), np.float32)
    mask = np.zeros((len(samples), longest), bool)
    shown = np.zeros((len(samples), longest), np.float32)
    columns: list[tuple[np.ndarray, ...]] = []
    boxed: list[list[tuple[int, BoxXYXY]]] = []
    for row, (sample, known_nouns) in enumerate(zip(samples, names, strict=True)):
        known = _labels(thinned(sample, side, rng), known_nouns, label_format)
        there = _shown(known, 1 + len(known_nouns))
        asked = mentioned(there != 0, rng)  # [1 + nouns]
        nouns[row, 1 : 1 + len(known_nouns)] = embed(known_nouns)
        mask[row, : 1 + len(known_nouns)] = asked
        shown[row, : 1 + len(known_nouns)] = there
        lines = np.where((known.lines > 0) & ~asked[known.lines], np.int16(0), known.lines)
        boxed.append(
            [(o.noun, o.box_xyxy) for o in known.objects if o.mask is None and not o.is_crowd and asked[o.noun]]
        )
        lines, under, hidden = _without_boxes(lines, [o for o in known.objects if asked[o.noun]])
        columns.append((lines, known.place, known.on_object & ~hidden, known.grey, under))
    lines, place, on_object, grey, under = (np.stack(column) for column in zip(*columns, strict=True))
    return Everything(
        nouns=torch.from_numpy(nouns),
        nouns_mask=torch.from_numpy(mask),
        lines=torch.from_numpy(lines),
        place=torch.from_numpy(place),
        on_object=torch.from_numpy(on_object),
        grey=torch.from_numpy(grey),
        shown=torch.from_numpy(shown),
        boxes=boxes_of(boxed, under, [sample.photo for sample in samples]),
    )


def mentioned(there: Bool[np.ndarray, " count1"], rng: np.random.Generator) -> Bool[np.ndarray, " count1"]:
    """Which nouns take part, noun 0 first: all of them for half of the photos, for the others half of those that are there
    and a few that are not, as in a legend, so that "none of these" is learned, too.
    """
    if rng.random() < 0.5:
        return np.ones(len(there), bool)
    asked = rng.random(len(there)) < np.where(there, 0.5, rng.uniform(0.05, 0.3))
    asked[0] = True
    return asked


def _nouns(sample: Sample) -> tuple[str, ...]:
    """What a place may be: the mapped categories, save those that unlabelled places may hold, or the things, also those that
    have boxes only; the classes where there is only a class, which then is everywhere.
    """
    if sample.regions is None and sample.instances is not None and sample.things:
        return tuple(name for name in sample.things if name not in sample.unknown)
    return tuple(areas(sample)) or (sample.labels if sample.label is not None else ())


def _shown(known: Known, count: int) -> Float32[np.ndarray, " count"]:
    """Whether each noun is there: 1, 0, or -1 where its largest object is too small for anybody to tell."""
    there = np.isin(np.arange(count), known.lines).astype(np.float32)
    largest = np.zeros(count, np.float32)
    for item in known.objects:
        largest[item.noun] = max(largest[item.noun], item.places)
        there[item.noun] = 1.0
    there[(largest > 0) & (largest < LEAST_PLACES)] = UNKNOWN
    return there


def _without_boxes(
    lines: Int16[np.ndarray, "s s"], objects: Sequence[Object]
) -> tuple[Int16[np.ndarray, "s s"], Int16[np.ndarray, "s s"], Bool[np.ndarray, "s s"]]:
    """The lines, unknown in boxes without masks but where a smaller mask lies; what is under those boxes (-1 = no box); and
    where one hides what is known of larger things.
    """
    owner = np.full(lines.shape, np.inf)
    for item in sorted(objects, key=lambda item: -item.places):
        if item.mask is not None:
            owner[item.mask] = item.places
    hidden, crowded = np.zeros(lines.shape, bool), np.zeros(lines.shape, bool)
    for item in objects:
        if item.mask is None:
            left, top, right, bottom = item.box_xyxy
            part = np.s_[
                round(top) : max(round(bottom), round(top) + 1), round(left) : max(round(right), round(left) + 1)
            ]
            (crowded if item.is_crowd else hidden)[part] |= owner[part] > item.places
    under = np.where(hidden, lines, np.int16(UNKNOWN))
    return np.where(hidden | crowded, np.int16(UNKNOWN), lines), under, hidden | crowded


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


def _labels(sample: Sample, names: Sequence[str], label_format: LabelFormat) -> Known:
    """What is known at every pixel of a thinned sample, as if what has no mask were not there, and its objects."""
    lines = np.full(sample.size_hw, UNKNOWN, np.int16)
    objects: list[Object] = []
    if names and sample.regions is not None and set(names) <= set(sample.regions.names):
        indices, known = category_map(sample, names)
        lines = np.where(known, indices + 1, UNKNOWN).astype(np.int16)
    elif names and sample.instances is not None and sample.things:
        numbers = {name: number for number, name in enumerate(names, start=1)}
        known_ones = (item for item in sample.instances if item.category in numbers)
        objects = [Object(numbers[i.category], i.box_xyxy_px, i.mask, i.is_crowd) for i in known_ones]
        lines[:] = 0
        for item in sorted(objects, key=lambda item: -item.places):
            if item.mask is not None:
                lines[item.mask] = item.noun
    elif names:
        assert sample.label is not None
        lines[:] = 1 + names.index(sample.label)
    masked = [(i.mask, i.box_xyxy_px) for i in sample.instances or () if i.mask is not None and not i.is_crowd]
    painted = boxes.paint(masked, sample.size_hw)
    place, on = painted[..., :2].transpose(2, 0, 1).astype(np.float32) / 255, painted[..., 2] > 127
    grey = np.full(sample.size_hw, UNKNOWN, np.float32)
    if sample.depth_m is not None:
        known = np.isfinite(sample.depth_m) & (sample.depth_m > 0)
        metres = np.where(known, sample.depth_m, np.float32(1))
        grey = np.where(known, depth.encode(metres, label_format), np.float32(UNKNOWN))
    return Known(lines, place, on, grey.astype(np.float32), tuple(objects))


def dense_losses(
    logits: Float[Tensor, "b q v"], geometry: Float[Tensor, "b 3 s s"], truth: Everything
) -> Float[Tensor, " b"]:
    """Cross-entropy on the category, L1 on the place in the box and on the grey, and what boxes teach; one number a photo."""
    lines, known = truth.lines.long(), truth.lines >= 0
    weights = class_weights(lines.clamp_min(0), known, logits.shape[-1])
    per_noun = logits.float().transpose(1, 2).unflatten(-1, lines.shape[1:])  # [b, v, s, s]
    category = balanced(F.cross_entropy(per_noun, lines.clamp_min(0), reduction="none"), weights)
    place = balanced((geometry[:, :2].float() - truth.place).abs().mean(1), truth.on_object.float())
    grey = balanced((geometry[:, 2].float() - truth.grey).abs(), (truth.grey >= 0).float())
    rows = (truth.boxes.nouns > 0).any(1).nonzero()[:, 0]
    if len(rows):
        named, placed = boxed_losses(per_noun[rows], geometry[rows, :2], truth.boxes.rows(rows))
        category, place = category.index_add(0, rows, named), place.index_add(0, rows, placed)
    return category + PLACE_WEIGHT * place + GREY_WEIGHT * grey


def presence_losses(presence: Float[Tensor, "b v"], truth: Everything) -> Float[Tensor, " b"]:
    """Cross-entropy on whether the photo shows each noun anywhere; one number a photo."""
    asked = (truth.nouns_mask & (truth.shown >= 0)).float()
    asked[:, 0] = 0
    entropy = F.binary_cross_entropy_with_logits(presence.float(), truth.shown.clamp_min(0), reduction="none")
    return PRESENCE_WEIGHT * (entropy * asked).sum(1) / asked.sum(1).clamp_min(1)
