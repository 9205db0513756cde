"""The canary: shapes in signatures are checked while the tests run. If these fail, no shape is checked anywhere."""

import numpy as np
import pytest
from jaxtyping import TypeCheckError

from instructcv.types import Regions


def test_a_right_shape_is_accepted() -> None:
    assert Regions(ids=np.zeros((2, 3), np.int16), names=("wall",)).ids.shape == (2, 3)


def test_a_wrong_shape_in_a_dataclass_raises() -> None:
    with pytest.raises(TypeCheckError):
        Regions(ids=np.zeros((2, 3, 3), np.int16), names=("wall",))


def test_a_wrong_dtype_in_a_dataclass_raises() -> None:
    with pytest.raises(TypeCheckError):
        Regions(ids=np.zeros((2, 3), np.float64), names=("wall",))
