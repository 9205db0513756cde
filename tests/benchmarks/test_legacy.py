"""The 2023 scorers reward what their description says, and the official protocols beside them do not."""

import numpy as np
import pytest

import scorers_2023 as scorers
from instructcv.metrics.depth import DepthSums
from legacy import PUBLISHED, as_markdown, rows

FOUND = list(rows(photos=24))
BY_NAME = {(row.scorer, row.predictor): row for row in FOUND}


@pytest.mark.parametrize(
    ("true_rmse", "reported", "noise"),
    [(0.294, 0.142, 0.1), (0.444, 0.200, 0.15), (0.599, 0.272, 0.2), (0.919, 0.434, 0.3)],
)
def test_true_errors_shrink_as_described(true_rmse: float, reported: float, noise: float) -> None:
    """The table in the description: indoor-like depths, median 2.4 m, multiplicative noise."""
    rng = np.random.default_rng(0)
    truth = np.clip(rng.lognormal(np.log(2.4), 0.45, (500, 500)), 0.5, 9.9).astype(np.float32)
    predicted = (truth * rng.lognormal(0, noise, truth.shape)).astype(np.float32)
    assert DepthSums.of(predicted, truth).compute()["RMSE"] == pytest.approx(true_rmse, rel=0.15)
    assert scorers.depth_rmse(predicted, truth) == pytest.approx(reported, rel=0.2)


@pytest.mark.parametrize(
    ("key", "legacy", "official"),
    [
        (("depth", "constant 2.0 m"), (0.0, 0.0), (1.0, 2.0)),
        (("masks", "the truth when it is there, else all white"), (0.99, 1.0), (0.0, 0.5)),
        (("boxes", "1000 random boxes"), (0.8, 1.0), (0.0, 0.1)),
        (("cat or dog", "the same picture always"), (1.0, 1.0), (0.0, 0.0)),
        (("cat or dog", "the truth, painted as prompted"), (0.0, 0.0), (1.0, 1.0)),
        (("boxes", "the truth"), (0.99, 1.0), (0.99, 1.0)),
    ],
)
def test_what_each_scorer_rewards(
    key: tuple[str, str], legacy: tuple[float, float], official: tuple[float, float]
) -> None:
    row = BY_NAME[key]
    assert legacy[0] <= row.legacy <= legacy[1] and official[0] <= row.official <= official[1]


def test_only_pixels_whose_metre_is_odd_in_both_count() -> None:
    truth = np.array([[1.5, 2.5, 3.5, 5.5]], np.float32)
    predicted = np.array([[3.5, 3.5, 3.5, 4.5]], np.float32)
    assert scorers.depth_rmse(predicted, truth) == pytest.approx(np.sqrt(2.0**2 / 4), abs=0.02)


def test_photos_without_the_class_and_data_without_boxes_have_no_score() -> None:
    nothing = np.zeros((4, 4), np.uint8)
    assert scorers.mask_iou(nothing, nothing > 0) is None
    assert scorers.photo_iou([None]) is None and scorers.photo_iou([None, 0.5]) == 0.5
    assert scorers.box_map50({}, {}) is None


def test_the_page_has_a_table_for_every_published_figure() -> None:
    page = as_markdown(FOUND)
    assert "LEGACY" in page and all(
        f"## {name} (the 2023 README says {value:g})" in page for name, value in PUBLISHED.items()
    )
    assert page.count("\n| ") >= len(FOUND)
