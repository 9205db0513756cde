"""Metres to grey and back: the error of 8 bits is bounded by `quantisation_error_m` at any depth."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instructcv.labels import depth
from instructcv.labels.colours import to_float
from instructcv.types import LEGEND, ORIGINAL, LabelFormat
from labels.pictures import SIZES, any_pictures, vae_like

FORMATS = [LEGEND, ORIGINAL, LabelFormat(depth_curve="sqrt"), LabelFormat(depth_curve="log", near_m=0.5, far_m=80.0)]


@pytest.mark.parametrize("size_hw", SIZES)
@pytest.mark.parametrize("label_format", FORMATS, ids=["log", "linear", "sqrt", "to 80 m"])
@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_round_trip(size_hw: tuple[int, int], label_format: LabelFormat, seed: int) -> None:
    rng = np.random.default_rng(seed)
    near_m = max(0.05, label_format.near_m)
    depth_m = rng.uniform(near_m, label_format.far_m, size_hw).astype(np.float32)
    depth_m[rng.random(size_hw) < 0.1] = 0.0
    picture, known = depth.paint(depth_m, label_format)
    assert (known == (depth_m > 0)).all() and not picture[~known].any()
    read_m = depth.read(to_float(picture), label_format).depth_m
    bound_m = depth.quantisation_error_m(depth_m[known], label_format) * 1.001 + 1e-5
    assert (np.abs(read_m - depth_m)[known] <= bound_m).all()


def test_the_stated_bounds() -> None:
    depth_m = np.linspace(0.3, 10, 200, dtype=np.float32)
    assert (depth.quantisation_error_m(depth_m, LEGEND) / depth_m).max() <= 0.0070
    assert depth.quantisation_error_m(depth_m, ORIGINAL).max() <= 0.0197


def test_near_is_dark_and_the_worked_example_holds() -> None:
    grey = 255 * depth.encode(np.array([0.1, 0.3, 1, 3, 10, 50], np.float32), LEGEND)
    assert np.rint(grey).tolist() == [0, 0, 88, 167, 255, 255]
    linear = 255 * depth.encode(np.array([0.1, 5, 10], np.float32), ORIGINAL)
    assert np.allclose(linear, [2.55, 127.5, 255], atol=1e-3)


def test_noise_costs_what_is_stated() -> None:
    depth_m = np.repeat(np.geomspace(0.5, 9, 128, dtype=np.float32)[None], 96, axis=0)
    reading = depth.read(vae_like(depth.paint(depth_m, LEGEND)[0]), LEGEND)
    relative = np.abs(reading.depth_m - depth_m) / depth_m
    # A pixel has noise of 0.013 after the blur and a shift of at most 0.03; ln(far / near) = 3.5.
    assert relative.mean() < 0.03 * 3.5 + 0.04 and reading.found and reading.admissibility > 0.9


def test_unknown_depth_has_no_weight() -> None:
    depth_m = np.array([[0, np.nan, np.inf, -1, 2]], dtype=np.float32)
    picture, known = depth.paint(depth_m, LEGEND)
    assert known.tolist() == [[False, False, False, False, True]] and not picture[0, :4].any()


@pytest.mark.parametrize("name", list(any_pictures()))
def test_any_picture_is_read(name: str) -> None:
    picture = any_pictures()[name]
    reading = depth.read(picture, LEGEND)
    assert reading.depth_m.shape == picture.shape[:2] and np.isfinite(reading.depth_m).all()
    assert 0.299 <= reading.depth_m.min() and reading.depth_m.max() <= 10.001
    assert reading.found == (name in ("a depth map", "white", "one white pixel"))


@pytest.mark.parametrize("bad", [{"near_m": 0.0}, {"near_m": 10.0, "far_m": 10.0}, {"near_m": -1.0}])
def test_impossible_ranges(bad: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="curve"):
        depth.encode(np.ones((1, 1), np.float32), LabelFormat(**bad))
