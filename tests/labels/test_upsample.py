"""Guided upsampling: the photo's own size, its edges, and no invention where the photo is flat."""

import cv2
import numpy as np
import pytest

from instructcv.labels import upsample as module
from instructcv.labels.upsample import upsample

SIZES = [
    pytest.param(0, (64, 64), (100, 100), id="no maps"),
    pytest.param(1, (1, 1), (1, 1), id="one pixel to one pixel"),
    pytest.param(1, (1, 1), (5, 9), id="one pixel to more"),
    pytest.param(2, (64, 64), (1, 1), id="all of it to one pixel"),
    pytest.param(2, (64, 64), (64, 64), id="the same size"),
    pytest.param(2, (64, 64), (30, 400), id="flatter and wider"),
    pytest.param(3, (64, 64), (333, 201), id="larger, odd"),
]


@pytest.mark.parametrize(("count", "small_hw", "size_hw"), SIZES)
def test_constant_maps_stay_constant_at_any_size(
    count: int, small_hw: tuple[int, int], size_hw: tuple[int, int]
) -> None:
    photo = np.random.default_rng(0).integers(0, 256, (*size_hw, 3), dtype=np.uint8)
    constants = np.arange(count, dtype=np.float32)[:, None, None] * np.ones(small_hw, np.float32)
    enlarged = upsample(constants, photo)
    assert enlarged.shape == (count, *size_hw) and enlarged.dtype == np.float32
    assert np.allclose(enlarged, np.arange(count)[:, None, None], atol=2e-3)


def disc(size: int, centre: float, radius: float) -> np.ndarray:
    rows, columns = np.mgrid[:size, :size]
    return (rows - centre) ** 2 + (columns - centre) ** 2 < radius**2


def test_borders_follow_the_photo_better_than_plain_enlarging_does() -> None:
    truth = disc(512, 255.5, 150.3)
    noise = np.random.default_rng(0).normal(0, 8, (512, 512, 3))
    photo = np.where(truth[:, :, None], (200, 120, 60), (70, 90, 160)) + noise
    photo = np.clip(photo, 0, 255).astype(np.uint8)
    coarse = cv2.blur(cv2.resize(truth.astype(np.float32), (64, 64), interpolation=cv2.INTER_AREA), (3, 3))[None]
    plain = cv2.resize(coarse[0], (512, 512), interpolation=cv2.INTER_LINEAR) > 0.5
    guided = upsample(coarse, photo)[0] > 0.5

    def wrong(mask: np.ndarray) -> int:
        return int((mask != truth).sum())

    assert wrong(guided) < 0.5 * wrong(plain)


def test_a_photos_grain_does_not_fray_borders() -> None:
    above = np.arange(512)[:, None, None] < 256
    noise = np.random.default_rng(0).normal(0, 12, (512, 512, 3))
    photo = (np.where(above, 115, 140) + noise).clip(0, 255).astype(np.uint8)
    small = above[::8, :, 0].repeat(64, axis=1).astype(np.float32)  # [64, 64]
    mask = upsample(small[None], photo)[0] > 0.5
    crossings = np.diff(mask, axis=0).sum(axis=0)  # of each column; a frayed border is crossed over and over
    assert crossings.mean() < 1.2


def test_a_flat_photo_adds_no_edges() -> None:
    coarse = np.random.default_rng(0).random((1, 32, 32), dtype=np.float32)
    enlarged = upsample(coarse, np.full((128, 128, 3), 77, np.uint8))
    assert enlarged.min() >= coarse.min() - 1e-3 and enlarged.max() <= coarse.max() + 1e-3


def test_large_photos_are_guided_at_a_bounded_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_PIXELS", 10_000)
    photo = np.where(disc(400, 199.5, 120)[:, :, None], 220, 30).repeat(3, axis=2).astype(np.uint8)
    coarse = cv2.resize(disc(400, 199.5, 120).astype(np.float32), (32, 32), interpolation=cv2.INTER_AREA)[None]
    enlarged = upsample(coarse, photo)
    assert enlarged.shape == (1, 400, 400)
    assert ((enlarged[0] > 0.5) != disc(400, 199.5, 120)).mean() < 0.01


@pytest.mark.parametrize("grey", [False, True])
def test_an_inverse_is_an_inverse(grey: bool) -> None:
    pixels = (
        np.random.default_rng(0).random((5, 4, 9, 1 if grey else 3)).astype(np.float32).repeat(3 if grey else 1, axis=3)
    )
    spread = pixels - pixels.mean(axis=2, keepdims=True)
    whole = np.einsum("hwni,hwnj->hwij", spread, spread) / 9 + np.float32(1e-4) * np.eye(3, dtype=np.float32)
    inverse = module.inverse_of(whole.reshape(5, 4, 9)[:, :, [0, 1, 2, 4, 5, 8]].transpose(2, 0, 1))
    matrices = inverse.transpose(1, 2, 0)[:, :, [0, 1, 2, 1, 3, 4, 2, 4, 5]].reshape(5, 4, 3, 3)
    np.testing.assert_allclose(matrices, np.linalg.inv(whole.astype(np.float64)), rtol=2e-3, atol=2e-3)


@pytest.mark.parametrize("size_hw", [(48, 64), (7, 13), (1, 1)])
def test_categories_go_where_their_own_maps_are_highest(size_hw: tuple[int, int]) -> None:
    rng = np.random.default_rng(0)
    photo = rng.integers(0, 256, (*size_hw, 3), dtype=np.uint8)
    posterior = cv2.blur(rng.random((32, 32, 3), dtype=np.float32), (5, 5)).transpose(2, 0, 1) * np.float32(0.5)
    small = posterior.argmax(axis=0).astype(np.int16)
    small[small == 2] = -1  # a category that was not found wins nowhere
    nothing = 1 - posterior.sum(axis=0)
    each = module.at_photo(np.stack([nothing, posterior[0], posterior[1]]), photo)
    found, sure = module.categories_at_photo(posterior, nothing, small, photo)
    np.testing.assert_array_equal(found, each.argmax(axis=0) - 1)
    np.testing.assert_allclose(sure, each.max(axis=0), atol=1e-6)
