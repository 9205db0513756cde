"""Whatever is painted comes back from its PNG, pixel by pixel, in two decoders; few colours make a palette, greys one channel."""

import io

import numpy as np
import pytest
from PIL import Image

from instructcv.pairs import _png
from instructcv.pairs.rows import decoded

RNG = np.random.default_rng(0)


def of_colours(size_hw: tuple[int, int], count: int) -> np.ndarray:
    """Exactly `count` colours, in no order."""
    palette = np.stack([np.arange(count), 255 - np.arange(count), RNG.integers(0, 256, count)], axis=1).astype(np.uint8)
    places = RNG.permutation(np.arange(size_hw[0] * size_hw[1]) % count).reshape(size_hw)
    return palette[places]


def grey(size_hw: tuple[int, int]) -> np.ndarray:
    return np.repeat(RNG.integers(0, 256, (*size_hw, 1), dtype=np.uint8), 3, axis=2)


@pytest.mark.parametrize(
    ("picture", "mode"),
    [
        (of_colours((1, 1), 1), "P"),  # the smallest there is
        (of_colours((5, 9), 1), "P"),  # a class, or "nothing"
        (of_colours((5, 9), 2), "P"),  # 1 bit, a width of one byte and a pixel
        (of_colours((7, 13), 3), "P"),  # 2 bits, a row that ends within a byte
        (of_colours((7, 13), 4), "P"),
        (of_colours((9, 31), 5), "P"),  # 4 bits, an odd width
        (of_colours((9, 31), 16), "P"),  # the longest palette
        (of_colours((9, 31), 17), "RGB"),  # one more, which the glimpse does not see
        (of_colours((40, 40), 200), "RGB"),
        (grey((33, 20)), "L"),
        (RNG.integers(0, 256, (20, 33, 3), dtype=np.uint8), "RGB"),  # noise
        (np.asfortranarray(of_colours((8, 6), 3)), "P"),  # not as it lies in memory
    ],
)
def test_every_picture_comes_back(picture: np.ndarray, mode: str) -> None:
    png = _png.encode(picture, _png.few_colours(picture))
    assert np.array_equal(decoded(png), picture)
    with Image.open(io.BytesIO(png)) as image:
        assert image.mode == mode
        assert np.array_equal(np.asarray(image.convert("RGB")), picture)


@pytest.mark.parametrize("size_hw", [(1, 1), (3, 8), (4, 17)])
def test_masks_come_back(size_hw: tuple[int, int]) -> None:
    mask = RNG.random(size_hw) < 0.5
    assert np.array_equal(decoded(_png.encode_mask(mask))[:, :, 0] > 0, mask)


def test_few_colours_are_the_picture() -> None:
    picture = of_colours((12, 15), 7)
    few = _png.few_colours(picture)
    assert few is not None and len(few.palette) == 7
    assert np.array_equal(few.palette[few.indices], picture)
    assert np.array_equal(few.palette[0], picture[0, 0]), "colours come in the order in which they are met"
