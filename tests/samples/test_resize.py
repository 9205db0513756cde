"""Photo and labels change their size together, and no object is lost without a word."""

from dataclasses import replace

import numpy as np
import pytest

from instructcv.samples.resize import Window, resized, within
from instructcv.types import Instance, Regions, Sample

SIZES = [
    ((1, 1), 256, (1, 1)),  # one pixel: never enlarged
    ((4, 1000), 2, (2, 500)),  # the shorter side counts
    ((1000, 1), 0, (1000, 1)),  # 0 = unchanged
    ((3, 1000), 1, (1, 333)),  # no side vanishes
    ((480, 640), 256, (256, 341)),
    ((256, 300), 256, (256, 300)),
]


@pytest.mark.parametrize(("size_hw", "shorter_px", "expected"), SIZES)
def test_the_shorter_side_is_asked_for(size_hw: tuple[int, int], shorter_px: int, expected: tuple[int, int]) -> None:
    assert within(size_hw, shorter_px) == expected


def scene(*items: Instance, size_hw: tuple[int, int] = (40, 60)) -> Sample:
    h, w = size_hw
    x = np.broadcast_to(np.arange(w), size_hw)
    return Sample(
        key="a",
        source="s",
        split="train",
        licence="CC0-1.0",
        photo=np.repeat((x * 4).astype(np.uint8)[..., None], 3, axis=2),
        instances=items,
        things=("cat",),
        regions=Regions(ids=(x >= w // 2).astype(np.int16), names=("wall", "floor")),
        depth_m=(1 + x / 10).astype(np.float32),
    )


def cat(left: int, top: int, right: int, bottom: int, *, masked: bool = True) -> Instance:
    mask = np.zeros((40, 60), np.bool_)
    mask[top:bottom, left:right] = True
    return Instance(
        category="cat",
        box_xyxy_px=(float(left), float(top), float(right), float(bottom)),
        mask=mask if masked else None,
    )


def test_nothing_happens_to_a_sample_of_that_size() -> None:
    sample = scene(cat(2, 2, 9, 9))
    assert resized(sample, (40, 60)) is sample
    assert resized(sample, (40, 60), (0, 0, 60, 40)) is sample


def test_what_was_not_annotated_stays_so() -> None:
    bare = resized(replace(scene(), instances=None, regions=None, depth_m=None), (20, 20))
    assert (bare.instances, bare.regions, bare.depth_m) == (None, None, None)
    assert resized(scene(), (20, 20)).instances == ()


def test_all_labels_follow_the_photo() -> None:
    small = resized(scene(cat(20, 10, 40, 30)), (20, 30))
    assert small.photo.shape == (20, 30, 3)
    assert (
        small.regions is not None and (small.regions.ids[:, :15] == 0).all() and (small.regions.ids[:, 15:] == 1).all()
    )
    assert small.depth_m is not None
    np.testing.assert_allclose(small.depth_m[0], 1 + (np.arange(30) * 2) / 10, atol=0.11)  # one of the two pixels each
    np.testing.assert_allclose(small.photo[0, :, 0], (np.arange(30) * 2 + 0.5) * 4, atol=1)  # their mean
    (item,) = small.instances or ()
    assert item.box_xyxy_px == (10, 5, 20, 15)
    assert item.mask is not None and item.mask[5:15, 10:20].all() and item.mask.sum() == 100


ITEMS: list[tuple[str, Instance, tuple[int, int], Window | None, tuple[float, ...] | None, bool, bool]] = [
    ("a mask without its last pixel is a crowd", cat(7, 7, 8, 8), (5, 8), None, (7 / 7.5, 0.875, 8 / 7.5, 1), False, True),
    ("a box that is as small stays what it was", cat(7, 7, 8, 8, masked=False), (5, 8), None, (7 / 7.5, 0.875, 8 / 7.5, 1), False, False),
    ("outside of the window: absent", cat(0, 0, 10, 10), (40, 60), (30, 20, 60, 40), None, False, False),
    ("so is a box", cat(0, 0, 10, 10, masked=False), (40, 60), (30, 20, 60, 40), None, False, False),
    ("a box that touches the edge from outside", cat(20, 0, 30, 40, masked=False), (40, 60), (30, 20, 60, 40), None, False, False),
    ("a sliver of a box tells nothing", cat(20, 0, 31, 40, masked=False), (20, 30), (30, 20, 60, 40), None, False, False),
    ("a sliver of a mask is seen", cat(20, 0, 31, 40), (20, 30), (30, 20, 60, 40), (0, 0, 1, 20), True, False),
    ("cut by the window's edge", cat(20, 10, 40, 30), (40, 60), (30, 20, 60, 40), (0, 0, 20, 20), True, False),
    ("a box, cut", cat(20, 10, 40, 30, masked=False), (40, 60), (30, 20, 60, 40), (0, 0, 20, 20), False, False),
    ("enlarged", cat(20, 10, 40, 30), (80, 120), None, (40, 20, 80, 60), True, False),
    ("each side by itself", cat(20, 10, 40, 30), (20, 60), None, (20, 5, 40, 15), True, False),
]  # fmt: skip


@pytest.mark.parametrize(("item", "size_hw", "window", "box", "masked", "crowd"), [row[1:] for row in ITEMS], ids=[row[0] for row in ITEMS])  # fmt: skip
def test_what_becomes_of_an_object(
    item: Instance,
    size_hw: tuple[int, int],
    window: Window | None,
    box: tuple[float, ...] | None,
    masked: bool,
    crowd: bool,
) -> None:
    found = resized(scene(item), size_hw, window).instances
    assert found is not None
    if box is None:
        assert found == ()
        return
    assert found[0].box_xyxy_px == pytest.approx(box)
    assert (found[0].mask is not None, found[0].is_crowd) == (masked, crowd)
    if found[0].mask is not None:
        assert found[0].mask.any() and found[0].mask.shape == size_hw


@pytest.mark.parametrize("seed", range(20))
def test_no_pixel_gets_a_label_that_no_pixel_had(seed: int) -> None:
    rng = np.random.default_rng(seed)
    ids = rng.choice(np.array([-1, 3, 7], np.int16), (40, 60))
    sample = replace(scene(), regions=Regions(ids=ids, names=tuple("abcdefgh")))
    out = resized(sample, (int(rng.integers(1, 90)), int(rng.integers(1, 90))))
    assert out.regions is not None and out.regions.ids.dtype == np.int16
    assert set(np.unique(out.regions.ids)) <= {-1, 3, 7}
