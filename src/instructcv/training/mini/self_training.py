"""Self-training: masks of the network's own inside boxes that people drew, kept where they fill the box.

Half of a mask is known where its box is: what lies outside belongs to something else, and only the nouns of the boxes around a
place can be there. Under these two conditions a network masks far better than it could alone. Where its mask nearly reaches the
sides of the box it is taken for the truth by the next leg of training; where it does not, the box alone goes on teaching
(`training/mini/boxed.py`).

Shapes: n boxes, v nouns of which noun 0 is "none of these", s x s places, S pixels along a scene's side.
"""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float32, Int
from tqdm import tqdm

from instructcv.files import whole_folder, write_text
from instructcv.labels.upsample import Guide
from instructcv.metrics.box_calibration import iou
from instructcv.models.mini import Mini, as_tensors
from instructcv.models.mini.photo_encoder import View
from instructcv.models.mini.question import nouns_of
from instructcv.models.shared.precision import mixed
from instructcv.samples.truth import mask_box
from instructcv.training.mini.scenes import Scenes
from instructcv.types import Instance, Sample

ENCOURAGEMENTS = (0.0, 1.0, 2.0, 3.0, 4.0, 6.0)
"""Added to the logits of everything but "none of these" until a mask reaches the sides of its box: the box says that it is there."""
TIGHT = 0.6
"""Intersection over union of a box with the box around its mask, from which on the mask counts as filling it."""
FULLEST = 0.95
"""Share of its box above which a mask is no more than the box painted over."""
LEAST_PLACES = 3.0
"""Places that a box is wide and high at least for its mask to be seen."""
AT_ONCE = 8
"""Photos."""


def fill(scenes: Path, out: Path, model: Mini, *, part: int = 0, parts: int = 1) -> None:
    """The scenes again, with masks in those of their boxes that have none; what is there already is not done again.

    Args:
        scenes: a built folder.
        out: where the same scenes with masks go, a shard at a time. Arrays that stay the same are links to those of `scenes`.
        model: whose masks they are.
        part: which of `parts` processes this is: each takes every `parts`th shard.
    """
    source = Scenes(scenes)
    starts = np.cumsum([0, *source.sizes]).tolist()
    out.mkdir(parents=True, exist_ok=True)
    mine = [
        number for number in range(part, len(source.shards), parts) if not (out / source.shards[number].name).exists()
    ]
    with tqdm(total=sum(source.sizes[n] for n in mine), unit="photo", desc=out.name, disable=part > 0 or None) as bar:
        for number in mine:
            samples = [source[i] for i in range(starts[number], starts[number + 1])]
            filled: list[Sample] = []
            for first in range(0, len(samples), AT_ONCE):
                filled += with_own_masks(model, samples[first : first + AT_ONCE])
                bar.update(len(filled) - first)
            _write(source.shards[number], out / source.shards[number].name, filled)


def _write(shard: Path, to: Path, samples: Sequence[Sample]) -> None:
    records: dict[str, Any] = json.loads((shard / "records.json").read_text(encoding="utf-8"))
    ids = np.load(shard / "instances.npy")  # [k, S, S]
    for scene, sample, numbered in zip(records["scenes"], samples, ids, strict=True):
        for number, (record, item) in enumerate(zip(scene["instances"] or (), sample.instances or (), strict=True), 1):
            if item.mask is not None and not record[2]:
                numbered[item.mask & (numbered == 0)] = number
                record[2] = bool((numbered == number).any())
    with whole_folder(to) as temporary:
        for path in sorted(shard.glob("*.npy")):
            if path.name != "instances.npy":
                os.link(path, temporary / path.name)
        np.save(temporary / "instances.npy", ids)
        write_text(temporary / "records.json", json.dumps(records))


@torch.inference_mode()
def with_own_masks(model: Mini, samples: Sequence[Sample]) -> list[Sample]:
    """Square photos with masks in those boxes that had none and that the network can fill."""
    photos, closer = (x.to(model.runs_on) for x in as_tensors([sample.photo for sample in samples], model.size_px))
    with mixed(model.runs_on):
        views = model.seen(photos, closer)
    return [_filled(model, views.of([row]), sample) for row, sample in enumerate(samples)]


def _filled(model: Mini, view: View, sample: Sample) -> Sample:
    boxed = [(i, item) for i, item in enumerate(sample.instances or ()) if item.mask is None and not item.is_crowd]
    if not boxed:
        return sample
    names = sorted({item.category for item in sample.instances or ()})
    nouns = nouns_of(model.encoder, names).to(view.meaning.dtype)
    local = model.denoiser.nouns.local(view.meaning, view.semantics, nouns)  # [1, q, v]
    geometry = view.geometry[0].float().cpu().numpy()  # [3, s, s]
    logits = local[0].float().T.reshape(-1, *geometry.shape[1:]).cpu().numpy()  # [v, s, s]
    every = sample.photo.shape[0] / logits.shape[-1]
    xyxy = np.array([item.box_xyxy_px for _, item in boxed], np.float32) / np.float32(every)
    numbers = np.array([1 + names.index(item.category) for _, item in boxed])
    shares = box_shares(logits, geometry[:2], xyxy, numbers)
    guide = Guide(sample.photo, logits.shape[1:])
    instances = list[Instance](sample.instances or ())
    for (i, item), box, share in zip(boxed, xyxy, shares, strict=True):
        if min(box[2:] - box[:2]) >= LEAST_PLACES and share.any():
            mask = guide.followed(share) > 0.5
            if fills(mask, np.array(item.box_xyxy_px, np.float32)):
                instances[i] = replace(item, mask=_within(mask, item.box_xyxy_px))
    return replace(sample, instances=tuple(instances))


def box_shares(
    logits: Float32[np.ndarray, "v s s"],
    place: Float32[np.ndarray, "2 s s"],
    xyxy: Float32[np.ndarray, "n 4"],
    nouns: Int[np.ndarray, " n"],
) -> Float32[np.ndarray, "n s s"]:
    """How likely each place is to be of each box's object, with the least encouragement that lets it fill the box.

    Args:
        logits: of each place showing each noun.
        place: where in its object's box each place says it is, 0 to 1 from left and from top.
        xyxy: boxes in places.
        nouns: each box's noun, from 1.
    """
    side = logits.shape[-1]
    at = np.arange(side, dtype=np.float32) + 0.5
    across, down = ((at >= xyxy[:, k, None]) & (at < xyxy[:, k + 2, None]) for k in (0, 1))  # each [n, s]
    inside = across[:, None, :] & down[:, :, None]  # [n, s, s]
    ours = inside & (_owner(place, xyxy, nouns, inside) == np.arange(len(nouns))[:, None, None])
    allowed = np.zeros(logits.shape, bool)
    allowed[0] = True
    for noun, covered in zip(nouns, inside, strict=True):
        allowed[noun] |= covered
    best, tightest = np.zeros(inside.shape, np.float32), np.zeros(len(nouns))
    for more in ENCOURAGEMENTS:
        louder = np.where(allowed, logits + np.float32(more) * (np.arange(len(logits)) > 0)[:, None, None], -np.inf)
        powers = np.exp(louder - louder.max(0))
        share = (powers / powers.sum(0))[nouns] * ours  # [n, s, s]
        for i, box in enumerate(xyxy):
            tight = tightness(share[i] > 0.5, box) if tightest[i] < TIGHT else 0.0
            if tight > tightest[i]:
                best[i], tightest[i] = share[i], tight
    return best


def _owner(
    place: Float32[np.ndarray, "2 s s"],
    xyxy: Float32[np.ndarray, "n 4"],
    nouns: Int[np.ndarray, " n"],
    inside: Bool[np.ndarray, "n s s"],
) -> Int[np.ndarray, "n s s"]:
    """For each box which box of the same noun a place belongs to: the one in which it is where it says it is."""
    at = np.arange(place.shape[-1], dtype=np.float32) + 0.5
    grids = np.stack(np.meshgrid(at, at))  # [2, s, s]
    low, extent = xyxy[:, :2, None, None], (xyxy[:, 2:] - xyxy[:, :2])[..., None, None]
    off_by = np.abs((grids - low) / np.maximum(extent, 1e-3) - place).sum(1)  # [n, s, s]
    off_by = np.where(inside, off_by, np.inf)
    owners = np.empty(inside.shape, np.int64)
    for noun in np.unique(nouns):
        same = np.flatnonzero(nouns == noun)
        owners[same] = same[off_by[same].argmin(0)]
    return owners


def tightness(mask: Bool[np.ndarray, "s s"], box_xyxy: Float32[np.ndarray, " 4"]) -> float:
    """Intersection over union of a box with the box around a mask that lies in it; 0 for an empty mask."""
    around = mask_box(mask)
    return 0.0 if around is None else iou(around, tuple(box_xyxy.tolist()))


def fills(mask: Bool[np.ndarray, "S S"], box_xyxy_px: Float32[np.ndarray, " 4"]) -> bool:
    """Whether a mask nearly reaches the sides of its box without being all of it."""
    area_px = float(np.prod(box_xyxy_px[2:] - box_xyxy_px[:2]))
    return tightness(mask, box_xyxy_px) >= TIGHT and int(mask.sum()) <= FULLEST * area_px


def _within(mask: Bool[np.ndarray, "S S"], box_xyxy_px: Iterable[float]) -> Bool[np.ndarray, "S S"]:
    """Without what following the photo's edges let out of the box."""
    left, top, right, bottom = (round(value) for value in box_xyxy_px)
    kept = np.zeros_like(mask)
    kept[top:bottom, left:right] = mask[top:bottom, left:right]
    return kept
