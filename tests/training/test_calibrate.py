"""The threshold of presence: what it trades, and how it is chosen."""

import numpy as np
import pytest

from instructcv.models.base import load
from instructcv.models.mini import Answering
from instructcv.training.calibrate import Operating, choose, operating_points
from instructcv.types import Regions, Sample


def photo(seed: int) -> Sample:
    rng = np.random.default_rng(seed)
    ids = np.full((64, 64), -1, dtype=np.int16)
    ids[:32], ids[32:] = 0, 1
    return Sample(
        key=str(seed),
        source="noise",
        split="val",
        licence="CC0-1.0",
        photo=rng.integers(0, 256, (64, 64, 3), dtype=np.uint8),
        regions=Regions(ids=ids, names=("wall", "floor", "dog", "lamp", "boat")),
    )


def test_a_higher_threshold_finds_less_and_denies_more() -> None:
    model = load()
    assert isinstance(model, Answering)
    before = model.denoiser.settings["presence_threshold"]
    points = operating_points(model, [photo(0), photo(1)])
    assert points == operating_points(model, [photo(0), photo(1)])  # the same questions again
    assert model.denoiser.settings["presence_threshold"] == before
    assert points[0].recall > points[-1].recall
    denied = [point.specificity for point in points]
    assert denied == sorted(denied)
    recalls = [point.recall for point in points]
    assert recalls == sorted(recalls, reverse=True)


@pytest.mark.parametrize(("wanted", "threshold"), [(0.5, 0.0), (0.85, 1.0), (0.9, 1.0), (0.99, 2.0)])
def test_the_lowest_threshold_that_suffices_is_chosen(wanted: float, threshold: float) -> None:
    specificities = {0.0: 0.6, 1.0: 0.9, 2.0: 0.95}
    points = [Operating(threshold=t, recall=1 - s, specificity=s) for t, s in specificities.items()]
    assert choose(points, wanted).threshold == threshold
