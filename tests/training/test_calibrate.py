"""The threshold of presence: what it trades, and how it is chosen."""

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from instructcv.models.base import load
from instructcv.models.mini import Mini
from instructcv.photos import open_photo
from instructcv.tasks import detection
from instructcv.tasks.base import decode
from instructcv.training.mini.calibrate import Operating, box_scores, choose, depth_scale, operating_points, platt
from instructcv.types import LEGEND, Query, Regions, Sample

EXAMPLES = Path(__file__).parents[2] / "examples"


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


def room(name: str) -> Sample:
    """One of the examples, said to be a wall above a floor among things of which the model is more or less sure."""
    names = ("wall", "floor", "lamp", "plant", "book", "box", "bag", "dog", "boat", "horse")
    ids = np.arange(64 * 64, dtype=np.int16).reshape(64, 64) // 8 % 7
    return replace(
        photo(0),
        key=name,
        photo=cv2.resize(open_photo(EXAMPLES / name), (64, 64)),
        regions=Regions(ids=ids, names=names),
    )


def test_a_higher_threshold_finds_less_and_denies_more() -> None:
    rooms = [room("bedroom.jpg"), room("office.jpg")]
    model = load()
    assert isinstance(model, Mini)
    before = model.denoiser.calibration
    points = operating_points(model, rooms)
    assert points == operating_points(model, rooms)  # the same questions again
    assert model.denoiser.calibration == before
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


def test_depths_that_are_all_too_far_are_brought_nearer() -> None:
    model = load()
    assert isinstance(model, Mini)
    query = Query(task="depth", instruction="how far is everything?", label_format=model.label_format)
    samples: list[Sample] = []
    for sample in (photo(0), photo(1)):
        found_m = decode(model.paint(sample.photo, [query]), [query], query, sample.photo).depth_m
        assert found_m is not None
        samples.append(replace(sample, depth_m=0.9 * found_m))
    found = depth_scale(model, [photo(2), *samples])  # the first one has no depth
    assert found is not None and found.scale == 0.9
    assert found.error_before == pytest.approx(1 / 0.9 - 1, abs=1e-3) and found.error_after < 1e-3
    assert depth_scale(model, [photo(2)]) is None


def test_platt_finds_the_map_that_made_the_labels() -> None:
    rng = np.random.default_rng(0)
    scores = rng.uniform(0.05, 0.95, 40_000)
    log_odds = np.log(scores / (1 - scores))
    right = rng.random(40_000) < 1 / (1 + np.exp(-(2.0 * log_odds - 0.7)))
    assert platt(scores, right) == pytest.approx((2.0, -0.7), abs=0.06)


def test_platt_has_an_end_where_scores_separate_right_from_wrong() -> None:
    scores = np.linspace(0.01, 0.99, 60)
    slope, offset = platt(scores, scores > 0.5)
    assert 0 < slope < 100 and abs(offset) < 100


def test_too_few_boxes_teach_nothing() -> None:
    model = load()
    assert isinstance(model, Mini)
    assert box_scores(model, [replace(detection.example()[0], photo=photo(0).photo[:12, :16])]) is None


def test_scores_are_mapped_in_order_and_the_found_ones_stay_found() -> None:
    sample, query = detection.example()
    picture = detection.paint(sample, query).picture.astype(np.float32) / 255
    calibrated = replace(query, label_format=replace(LEGEND, box_slope=2.0, box_offset=-1.0))
    as_read, mapped = detection.read(picture, query), detection.read(picture, calibrated)
    assert mapped.found == as_read.found
    assert [item.box_xyxy_px for item in mapped.detections] == [item.box_xyxy_px for item in as_read.detections]
    scores = np.array([item.score for item in as_read.detections])
    expected = 1 / (1 + np.exp(1.0) * ((1 - scores) / scores) ** 2)
    assert [item.score for item in mapped.detections] == pytest.approx(expected)
    shown = [detection.bring([answer], answer.query, sample.photo) for answer in (as_read, mapped)]
    assert len(shown[0].boxes) == len(shown[1].boxes) == 2
