"""Changes to a photo change its labels alike."""

from dataclasses import replace

import numpy as np
import pytest

from instructcv.datasets import shapes
from instructcv.samples.truth import mask_box
from instructcv.training.mini.augment import augment, flipped, jpeg, mosaic, recoloured, renamed, zoomed
from instructcv.types import Sample


@pytest.fixture
def sample() -> Sample:
    return shapes.open(count=1, seed=3, size_px=96)[0]


def boxes_match_masks(sample: Sample, slack_px: float) -> None:
    for item in sample.instances or ():
        assert item.mask is not None
        tight = mask_box(item.mask)
        assert tight is not None
        np.testing.assert_allclose(item.box_xyxy_px, tight, atol=slack_px)


def test_a_flip_moves_boxes_masks_and_depth_together(sample: Sample) -> None:
    mirrored = flipped(sample)
    boxes_match_masks(mirrored, 0)
    np.testing.assert_array_equal(mirrored.photo[:, ::-1], sample.photo)
    np.testing.assert_array_equal(flipped(mirrored).depth_m, sample.depth_m)


@pytest.mark.parametrize("seed", range(8))
def test_a_zoom_keeps_boxes_on_their_objects_and_drops_depth(sample: Sample, seed: int) -> None:
    near = zoomed(sample, np.random.default_rng(seed))
    boxes_match_masks(near, 3.5)  # a pixel of the window becomes up to 2.3 pixels
    assert near.depth_m is None and near.photo.shape == sample.photo.shape


def test_synonyms_reach_every_label(sample: Sample) -> None:
    assert sample.instances is not None and sample.regions is not None
    sofas = replace(
        sample,
        instances=tuple(replace(item, category="sofa") for item in sample.instances),
        things=("sofa",),
        regions=replace(sample.regions, names=("sofa", "b", "c", "d")),
        label="sofa",
        labels=("sofa",),
    )
    found = [renamed(sofas, np.random.default_rng(seed)) for seed in range(20)]
    assert {"sofa"} < {one.label for one in found}
    for one in found:
        assert one.regions is not None and one.label is not None and one.instances
        assert (one.things, one.labels, one.regions.names[0]) == ((one.label,), (one.label,), one.label)
        assert {item.category for item in one.instances} == {one.label}


def test_colours_change_and_stay_bytes(sample: Sample) -> None:
    changed = recoloured(sample.photo, np.random.default_rng(0))
    assert changed.dtype == np.uint8 and changed.shape == sample.photo.shape
    assert (changed != sample.photo).any()


def test_the_same_generator_gives_the_same_sample(sample: Sample) -> None:
    a, b = (augment(sample, np.random.default_rng(5), zoom=0.7) for _ in range(2))
    np.testing.assert_array_equal(a.photo, b.photo)


def test_four_photos_in_one_keep_their_objects(sample: Sample) -> None:
    plain = replace(sample, regions=None)
    one = mosaic([plain] * 4)
    assert plain.instances and one.instances and one.depth_m is None
    boxes_match_masks(one, 1.0)
    (h, w), count = one.size_hw, len(plain.instances)
    assert one.size_hw == plain.size_hw and len(one.instances) == 4 * count
    for item, whole in zip(one.instances[-count:], plain.instances, strict=True):  # the last photo lies bottom right
        left, top, right, bottom = whole.box_xyxy_px
        assert item.box_xyxy_px == (left / 2 + w / 2, top / 2 + h / 2, right / 2 + w / 2, bottom / 2 + h / 2)
        assert item.mask is not None and not item.mask[: h // 2].any() and not item.mask[:, : w // 2].any()
    np.testing.assert_array_equal(one.photo[: h // 2, : w // 2], one.photo[h // 2 :, w // 2 :])


@pytest.mark.parametrize("count", [0, 3, 5])
def test_a_mosaic_is_of_four(sample: Sample, count: int) -> None:
    with pytest.raises(ValueError, match="four photos"):
        mosaic([replace(sample, regions=None)] * count)


def test_a_mosaic_is_of_one_vocabulary_and_not_mapped(sample: Sample) -> None:
    plain = replace(sample, regions=None)
    for other in (sample, replace(plain, things=("sofa",))):
        with pytest.raises(ValueError, match="four photos"):
            mosaic([plain, plain, plain, other])


def test_jpeg_changes_a_photo_little() -> None:
    rng = np.random.default_rng(0)
    photo = np.repeat(np.repeat(rng.integers(0, 255, (8, 8, 3), np.uint8), 8, 0), 8, 1)
    stored = jpeg(photo, 80)
    assert stored.shape == photo.shape and (stored != photo).any()
    assert np.abs(stored.astype(int) - photo).mean() < 12
