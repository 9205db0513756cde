"""The half of a pet's unclassified border that counts as pet, where both sides are equally near."""

import numpy as np

from instructcv.datasets.oxford_pet import _outline  # pyright: ignore[reportPrivateUsage]


def test_equal_distances_are_equal_whenever_they_are_asked() -> None:
    """Circles of border around a pet: many pixels are as far from the pet as from the background, and stay background."""
    y, x = np.mgrid[:301, :301] - 150
    radius = np.hypot(x, y)
    trimap = np.select([radius < 60, radius < 131], [1, 3], 2).astype(np.int16)  # pet, border, background
    first = _outline(trimap)
    assert all(np.array_equal(first, _outline(trimap)) for _ in range(5))
    np.testing.assert_array_equal(first, first[::-1])
    np.testing.assert_array_equal(first, first.T)
