"""Angles between directions, against cases that are computed by hand."""

import numpy as np
import pytest

from instructcv.labels.normals import angle_deg
from instructcv.metrics.angles import AngleSums

CASES = [
    pytest.param([], {}, id="no pixels, no number"),
    pytest.param([0.0], {"mean_deg": 0, "median_deg": 0, "under_11.25": 1, "under_22.5": 1, "under_30": 1}, id="exact"),
    pytest.param([180.0], {"mean_deg": 180, "median_deg": 180, "under_11.25": 0, "under_22.5": 0, "under_30": 0}, id="opposite"),
    pytest.param([11.25, 22.5, 30.0], {"mean_deg": 21.25, "median_deg": 22.5, "under_11.25": 0, "under_22.5": 1 / 3, "under_30": 2 / 3}, id="on a threshold is not under it"),
    pytest.param([5.0, 10.0, 20.0, 25.0, 90.0], {"mean_deg": 30, "median_deg": 20, "under_11.25": 0.4, "under_22.5": 0.6, "under_30": 0.8}, id="five pixels"),
]  # fmt: skip


@pytest.mark.parametrize(("angles", "figures"), CASES)
def test_figures_by_hand(angles: list[float], figures: dict[str, float]) -> None:
    whole = AngleSums.of(np.array(angles, np.float32))
    assert whole.compute() == pytest.approx(figures, abs=0.026)  # half a bin of the median
    parts = [AngleSums.of(np.array([angle], np.float32)) for angle in angles]
    assert sum(parts, AngleSums()).compute() == pytest.approx(whole.compute())


DIRECTIONS = [
    pytest.param((0, 0, 1), (0, 0, 1), 0.0, id="the same"),
    pytest.param((0, 0, 1), (0, 0, -1), 180.0, id="opposite"),
    pytest.param((1, 0, 0), (0, 1, 0), 90.0, id="upright"),
    pytest.param((0, 1, 0), (0, 0.8, 0.6), 36.8699, id="3, 4, 5"),
    pytest.param((0, 0, 1), (0.001, 0, 1), 0.0573, id="small, where a cosine says nothing"),
]


@pytest.mark.parametrize(("a", "b", "degrees"), DIRECTIONS)
def test_angles_by_hand(a: tuple[float, ...], b: tuple[float, ...], degrees: float) -> None:
    one, other = (np.array([v], np.float32) / np.linalg.norm(v).astype(np.float32) for v in (a, b))
    assert angle_deg(one, other)[0] == pytest.approx(degrees, abs=1e-3)
