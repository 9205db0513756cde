import numpy as np
import pytest

from instructcv.labels import colours, flat
from instructcv.labels.colours import to_float
from labels.pictures import SIZES, any_pictures, vae_like


@pytest.mark.parametrize("size_hw", SIZES)
@pytest.mark.parametrize("count", [1, 2, 8, 48])
@pytest.mark.parametrize("noisy", [False, True])
def test_round_trip(size_hw: tuple[int, int], count: int, noisy: bool) -> None:
    rng = np.random.default_rng(count)
    drawn = colours.draw_colours(count + 1, rng)
    legend, otherwise = drawn[:count], tuple(int(value) for value in drawn[count])
    assert len(otherwise) == 3
    for index in (-1, 0, count - 1):
        rgb = otherwise if index < 0 else tuple(int(value) for value in legend[index])
        picture = flat.paint(size_hw, rgb)  # type: ignore[arg-type]
        if noisy and size_hw != (1, 1):
            reading = flat.read(vae_like(picture, index + 1), legend, otherwise)
            assert reading.winner == index
        elif not noisy:
            reading = flat.read(to_float(picture), legend, otherwise)
            assert reading.winner == index and reading.confidence > 0.95 and reading.admissibility == 1
            assert reading.found == (index >= 0)


def test_two_halves_are_one_half_each() -> None:
    legend = np.array([[255, 0, 0], [0, 0, 255]], dtype=np.uint8)
    picture = np.zeros((10, 10, 3), np.float32)
    picture[:5, :, 0] = picture[5:, :, 2] = 1
    assert np.allclose(flat.read(picture, legend).probabilities, 0.5, atol=0.01)


def test_a_tie_with_otherwise_is_otherwise() -> None:
    legend = np.array([[255, 0, 0]], dtype=np.uint8)
    picture = np.full((4, 4, 3), (0.5, 0, 0), dtype=np.float32)
    assert abs(float(flat.read(picture, legend).probabilities[0]) - 0.5) < 1e-6
    assert flat.read(picture, legend).winner == -1


@pytest.mark.parametrize("name", list(any_pictures()))
@pytest.mark.parametrize("count", [0, 1, 48])
def test_any_picture_is_read(name: str, count: int) -> None:
    reading = flat.read(any_pictures()[name], colours.draw_colours(count, np.random.default_rng(0)))
    assert reading.probabilities.sum() <= 1 + 1e-6 and 0 <= reading.admissibility <= 1
    if name == "noise" or "black" in name:
        assert not reading.found
