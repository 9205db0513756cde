import cv2
import numpy as np
import pytest

from instructcv.labels import frames
from instructcv.labels.colours import to_float
from instructcv.types import BoxXYXY
from labels.pictures import any_pictures, vae_like


def photo(size_hw: tuple[int, int], seed: int = 0) -> np.ndarray:
    """Soft blotches of every colour, like a photo out of focus."""
    rng = np.random.default_rng(seed)
    small = rng.integers(0, 256, (6, 8, 3)).astype(np.float32)
    soft = cv2.resize(small, size_hw[::-1], interpolation=cv2.INTER_CUBIC).reshape(*size_hw, 3)
    soft[:, :, 2] = np.minimum(soft[:, :, 2], soft[:, :, :2].max(axis=2))  # nothing bluer than a frame may be
    return np.clip(soft, 0, 255).astype(np.uint8)


LAYOUTS = [
    pytest.param([], id="none"),
    pytest.param([(0, 0, 64, 48)], id="the whole photo"),
    pytest.param([(8, 5, 40, 30)], id="one"),
    pytest.param([(4, 4, 30, 20), (36, 22, 60, 44)], id="two apart"),
    pytest.param([(2, 2, 62, 46), (18, 14, 44, 34)], id="nested"),
    pytest.param([(4, 4, 40, 30), (22, 16, 60, 44)], id="crossing"),
]


@pytest.mark.parametrize("truth", LAYOUTS)
@pytest.mark.parametrize("noisy", [False, True])
def test_round_trip(truth: list[BoxXYXY], noisy: bool) -> None:
    scaled = [(4.0 * a, 4.0 * b, 4.0 * c, 4.0 * d) for a, b, c, d in truth]
    picture = frames.paint(photo((192, 256)), scaled)
    reading = frames.read(vae_like(picture) if noisy else to_float(picture))
    assert reading.found == bool(truth) and len(reading.boxes_xyxy_px) == len(truth)
    for box in scaled:
        off = [np.abs(np.array(read) - box).max() for read in reading.boxes_xyxy_px]
        assert min(off) <= (2 if noisy else 1)
    assert all(score > 0.5 for score in reading.scores)


def test_lines_thinned_by_shrinking_are_still_found() -> None:
    """640 px squeezed to 256: a line is 1.6 px wide."""
    picture = frames.paint(photo((480, 640)), [(100.0, 150.0, 400.0, 420.0)])
    small = cv2.resize(picture, (256, 256), interpolation=cv2.INTER_AREA)
    reading = frames.read(vae_like(small))
    assert len(reading.boxes_xyxy_px) == 1
    assert np.abs(np.array(reading.boxes_xyxy_px[0]) - (40, 80, 160, 224)).max() <= 2


@pytest.mark.parametrize("name", list(any_pictures()))
def test_any_picture_is_read(name: str) -> None:
    reading = frames.read(any_pictures()[name])
    assert 0 <= reading.admissibility <= 1 and all(0 <= score <= 1 for score in reading.scores)
    if "noise" not in name and "not" not in name:
        assert not reading.found


def test_a_blue_sky_is_no_frame() -> None:
    picture = photo((100, 120))
    picture[:50] = (20, 40, 255)
    assert not frames.read(to_float(picture)).found


ODD = [
    pytest.param((3.0, 3.0, 3.0, 9.0), id="empty"),
    pytest.param((-5.0, -5.0, 400.0, 400.0), id="beyond the photo"),
    pytest.param((2.0, 2.0, 5.0, 6.0), id="smaller than a line"),
    pytest.param((50.0, 50.0, 40.0, 60.0), id="inside out"),
]


@pytest.mark.parametrize("box", ODD)
def test_odd_boxes_are_painted_without_harm(box: BoxXYXY) -> None:
    picture = frames.paint(photo((40, 60)), [box])
    assert picture.shape == (40, 60, 3)
    frames.read(to_float(picture))
