"""Masks of the network's own: only inside boxes, only of the boxes' nouns, and only where they fill them."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from instructcv.datasets import shapes
from instructcv.datasets.base import Listed
from instructcv.models import mini
from instructcv.models.base import EMBEDDED
from instructcv.training.mini import scenes, self_training
from instructcv.training.mini.self_training import TIGHT, box_shares, fills, tightness
from instructcv.types import Sample

SIDE = 8


def block(left: int, top: int, right: int, bottom: int) -> np.ndarray:
    mask = np.zeros((SIDE, SIDE), bool)
    mask[top:bottom, left:right] = True
    return mask


BOX = np.array([2, 2, 6, 6], np.float32)


@pytest.mark.parametrize(
    ("mask", "expected", "why"),
    [
        (block(0, 0, 0, 0), 0.0, "nothing"),
        (block(2, 2, 6, 6), 1.0, "all of the box"),
        (block(2, 2, 6, 4), 0.5, "the upper half"),
        (block(2, 2, 4, 6) | block(2, 2, 6, 3), 1.0, "a hook that reaches all four sides"),
        (block(0, 0, 2, 2), 0.0, "outside"),
    ],
)
def test_how_well_a_mask_fills_its_box(mask: np.ndarray, expected: float, why: str) -> None:
    assert tightness(mask, BOX) == pytest.approx(expected), why


def test_a_box_painted_over_is_no_mask() -> None:
    assert not fills(block(2, 2, 6, 6), BOX)
    assert fills(block(2, 2, 6, 6) & ~block(2, 2, 3, 3), BOX)


def logits(*shown: np.ndarray, sure: float = 5.0) -> np.ndarray:
    """Of "none of these" everywhere, and of one noun more for each mask."""
    return np.stack([np.zeros((SIDE, SIDE)), *(sure * (2.0 * mask - 1) for mask in shown)]).astype(np.float32)


NOWHERE = np.zeros((2, SIDE, SIDE), np.float32)


def test_no_place_outside_the_box_and_no_noun_without_one() -> None:
    cat = block(0, 0, 8, 5)
    (share,) = box_shares(logits(cat, ~cat), NOWHERE, BOX[None], np.array([1]))
    np.testing.assert_array_equal(share > 0.5, cat & block(2, 2, 6, 6))  # the dog has no box: it is nowhere


def test_who_is_too_shy_is_encouraged_and_who_is_not_is_left_alone() -> None:
    cat = block(2, 2, 6, 6) & ~block(2, 2, 4, 4)
    shy = logits(cat) - np.array([0, 7], np.float32)[:, None, None]  # -2 on the cat, -12 elsewhere
    (share,) = box_shares(shy, NOWHERE, BOX[None], np.array([1]))
    np.testing.assert_array_equal(share > 0.5, cat)
    (hopeless,) = box_shares(shy - np.array([0, 9], np.float32)[:, None, None], NOWHERE, BOX[None], np.array([1]))
    assert not hopeless.any()


def test_two_of_a_kind_share_places_by_where_they_say_they_are() -> None:
    xyxy = np.array([[0, 0, 6, 8], [2, 0, 8, 8]], np.float32)
    across = (np.arange(SIDE) + 0.5).astype(np.float32)
    says = np.where(across < 4, across / 6, (across - 2) / 6)  # the left half is the first one's
    place = np.stack([np.tile(says, (SIDE, 1)), np.tile(across[:, None] / 8, (1, SIDE))]).astype(np.float32)
    first, second = box_shares(logits(block(0, 0, 8, 8)), place, xyxy, np.array([1, 1])) > 0.5
    assert not (first & second).any()
    assert first[:, :2].all() and second[:, 6:].all()
    assert first[:, 2:4].mean() > 0.9 and second[:, 4:6].mean() > 0.9


def _same(sample: Sample) -> Sample:
    return sample


def test_scenes_come_back_with_masks_and_a_stopped_run_goes_on(tmp_path: Path) -> None:
    """Masks that people drew stay as they are; the arrays that are the same take no room."""
    boxed = [
        replace(
            sample, regions=None, instances=tuple(replace(i, mask=i.mask if n else None) for n, i in enumerate(known))
        )
        for sample in (shapes.open(count=3, size_px=64)[i] for i in range(3))
        if (known := sample.instances)
    ]
    listed = Listed(name="shapes", licence="CC0-1.0", split="train", items=boxed, read=_same)
    source = scenes.build(listed, tmp_path / "boxed", processes=1, side_px=64)
    model = mini.load(EMBEDDED, device=torch.device("cpu"), dtype=None)
    self_training.fill(source, tmp_path / "filled", model)
    was, now = scenes.Scenes(source), scenes.Scenes(tmp_path / "filled")
    for old, new in zip(was, now, strict=True):
        for a, b in zip(old.instances or (), new.instances or (), strict=True):
            assert a.box_xyxy_px == b.box_xyxy_px and a.category == b.category
            if a.mask is not None:
                np.testing.assert_array_equal(a.mask, b.mask)
            elif b.mask is not None:
                assert (
                    tightness(b.mask, np.array(b.box_xyxy_px, np.float32)) >= TIGHT - 0.1
                )  # edges fall between pixels
    shard = "shard-00000/photo.npy"
    assert (tmp_path / "filled" / shard).stat().st_ino == (source / shard).stat().st_ino
    before = (tmp_path / "filled" / "shard-00000" / "instances.npy").stat().st_mtime_ns
    self_training.fill(source, tmp_path / "filled", model)
    assert (tmp_path / "filled" / "shard-00000" / "instances.npy").stat().st_mtime_ns == before
