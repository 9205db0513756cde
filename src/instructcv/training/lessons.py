"""What is learned from: corrections, and a rehearsal of what the model knew, so that it is not forgotten.

Nothing absent taught beside ten photos of cups, the model finds cups everywhere. So every lesson comes with what else is there
and what is not: other nouns as the model itself sees them, and photos on which the corrected things are known to be absent.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Bool, UInt8

from instructcv.errors import UserError
from instructcv.feedback.correction import box_of
from instructcv.feedback.store import PREFERRED, REJECTED, Kept
from instructcv.inference.predictor import InstructCV
from instructcv.samples.resize import Window, resized, within
from instructcv.types import Instance, Query, Sample

NOUNS = tuple(
    "person, wall, floor, ceiling, table, chair, bed, window, door, lamp, cup, plate, bottle, book, cat, dog, car, tree, "
    "grass, sky, building, bird, horse, cow, sheep, boat, bicycle, bus, sofa, television, flower, sign".split(", ")
)
"""What is asked of a photo whose other contents nobody labelled."""
TOGETHER = 8
"""Nouns in one question."""
SHORTER_PX = 256
"""Side to which photos are shrunk that are learned from: the network sees no more of them, and looking costs less."""
MARGIN_PX, LEAST_PART = 3, 0.2
"""Left free around a thing, and the least side of a part without it, as a share of the photo's shorter one."""
SURE, SPECK = 0.8, 0.005
"""What the model says of itself is rehearsed from this confidence on, and above this share of the photo."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Lesson:
    """A photo with its label, and how it was asked."""

    sample: Sample
    query: Query | None = None
    """The question that was corrected; None where nobody was."""
    preferred: UInt8[np.ndarray, "s t 3"] | None = None
    rejected: UInt8[np.ndarray, "s t 3"] | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Lessons:
    """What one run of learning is told."""

    corrected: tuple[Lesson, ...]
    rehearsed: tuple[Lesson, ...]

    @property
    def all(self) -> tuple[Lesson, ...]:
        return (*self.corrected, *self.rehearsed)


def held_out(kept: Sequence[Kept]) -> tuple[list[Kept], list[Kept]]:
    """Corrections to learn from, and a fifth of them to be judged by: those whose names' hashes come first, and no photo on
    both sides.
    """
    photos: dict[str, list[Kept]] = {}
    for item in kept:
        photos.setdefault(hashlib.sha256(item.picture("photo.png").tobytes()).hexdigest(), []).append(item)
    if len(photos) < 4:
        raise UserError(
            f"corrections of at least 4 photos are needed to learn and to see what it was good for, not {len(photos)}"
        )
    order = sorted(photos)
    judged = order[: max(1, round(len(order) / 5))]
    return [i for name in order if name not in judged for i in photos[name]], [
        i for name in judged for i in photos[name]
    ]


def lesson_of(kept: Kept, model: InstructCV) -> Lesson:
    """A correction, its photo's other contents beside it."""
    whole = kept.sample()
    sample = enriched(resized(whole, within(whole.size_hw, SHORTER_PX)), model)
    if not kept.is_pair:
        return Lesson(sample=sample, query=kept.query)
    return Lesson(sample=sample, query=kept.query, preferred=kept.picture(PREFERRED), rejected=kept.picture(REJECTED))


def enriched(sample: Sample, model: InstructCV, nouns: Sequence[str] | None = None) -> Sample:
    """The sample with what the model is sure of beside its label: other things that are there, and others that are not.

    `NOUNS` are asked for, if no others are given.
    """
    nouns = NOUNS if nouns is None else nouns
    if sample.instances is None and (sample.depth_m is not None or sample.label is not None):
        return sample
    labelled = {name.lower() for name in sample.things}
    seen, absent = what_is_there(sample.photo, model, [noun for noun in nouns if noun not in labelled])
    taken = np.zeros(sample.size_hw, np.bool_)
    for item in sample.instances or ():
        if item.mask is not None:
            taken |= item.mask
    others = {name: mask & ~taken for name, mask in seen.items()}
    crowds = tuple(
        Instance(category=name, box_xyxy_px=box_of(mask), mask=mask, is_crowd=True)
        for name, mask in others.items()
        if mask.any()
    )
    things = (*sample.things, *(item.category for item in crowds), *absent)
    return replace(sample, instances=(*(sample.instances or ()), *crowds), things=things)


def what_is_there(
    photo: UInt8[np.ndarray, "h w 3"], model: InstructCV, nouns: Sequence[str]
) -> tuple[dict[str, Bool[np.ndarray, "h w"]], tuple[str, ...]]:
    """Masks of the nouns that the model is sure of, and the nouns that it does not see."""
    groups = [nouns[start : start + TOGETHER] for start in range(0, len(nouns), TOGETHER)]
    results = model.answer(photo, [sentence(group) for group in groups]) if groups else []
    seen: dict[str, Bool[np.ndarray, "h w"]] = {}
    absent: list[str] = []
    for result in results:
        for name, mask in zip(result.categories, result.masks if result.masks is not None else (), strict=True):
            if not mask.any():
                absent.append(name)
            elif mask.mean() >= SPECK and result.confidence >= SURE and result.admissibility >= SURE:
                seen[name] = mask
    return seen, tuple(absent)


def bare(sample: Sample, names: Sequence[str]) -> Sample | None:
    """The largest part of the photo beside what some names stand for, where they are known to be absent: a correction that shows
    a thing says what it is not, too. None where too little is left, or something of it has no mask.

    Args:
        sample: its instances are all that there is of the names.
        names: categories.
    """
    items = [item for item in sample.instances or () if item.category in names]
    masks = [item.mask for item in items if item.mask is not None]
    if not items or len(masks) < len(items):
        return None
    h, w = sample.size_hw
    left, top, right, bottom = (round(edge) for edge in box_of(np.any(masks, axis=0)))
    parts: list[Window] = [
        (0, 0, left - MARGIN_PX, h),
        (right + MARGIN_PX, 0, w, h),
        (0, 0, w, top - MARGIN_PX),
        (0, bottom + MARGIN_PX, w, h),
    ]
    best = max(map(_not_too_long, parts), key=lambda part: (part[2] - part[0]) * max(0, part[3] - part[1]))
    size_hw = (best[3] - best[1], best[2] - best[0])
    return resized(sample, size_hw, best) if min(size_hw) >= LEAST_PART * min(h, w) else None


def _not_too_long(part: Window) -> Window:
    """The middle of it, at most twice as long as it is wide: photos are shown as squares."""
    left, top, right, bottom = part
    w, h = max(0, right - left), max(0, bottom - top)
    new_w, new_h = min(w, 2 * h), min(h, 2 * w)
    x, y = left + (w - new_w) // 2, top + (h - new_h) // 2
    return x, y, x + new_w, y + new_h


def sentence(nouns: Sequence[str]) -> str:
    """Asks for the masks of some nouns."""
    *first, last = [f"the {noun}" for noun in nouns]
    return "segment " + (f"{', '.join(first)} and {last}" if first else last)


def with_absent(sample: Sample, things: Sequence[str]) -> Sample:
    """The sample with more things known to be absent; what it says of a thing already stands."""
    more = tuple(name for name in things if name not in sample.things)
    return sample if not more or sample.instances is None else replace(sample, things=(*sample.things, *more))
