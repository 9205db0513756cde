"""Objects from boxes and masks."""

import numpy as np

from instructcv.inference.verbs.objects import objects
from instructcv.types import Detection

SIZE = (50, 100)


def block(left: int, right: int) -> np.ndarray:
    mask = np.zeros(SIZE, np.bool_)
    mask[10:40, left:right] = True
    return mask


def found(left: int, right: int, *, score: float = 0.8, mask: bool = True) -> Detection:
    shape = block(left, right) if mask else None
    return Detection(category="cup", box_xyxy_px=(float(left), 10.0, float(right), 40.0), score=score, mask=shape)


def seen(detections: list[Detection], region: np.ndarray | None, sure: float = 0.9) -> list[tuple[int, int]]:
    probability = None if region is None else np.where(region, sure, 0).astype(np.float32)
    every = objects("cup", detections, probability, region)
    columns = [np.flatnonzero(one.mask.any(axis=0)) for one in every]
    return [(int(column[0]), int(column[-1]) + 1) for column in columns]


def test_nothing_is_nothing() -> None:
    assert seen([], None) == [] and seen([], np.zeros(SIZE, np.bool_)) == []


def test_boxes_alone_and_regions_alone() -> None:
    assert seen([found(10, 30)], None) == [(10, 30)]
    assert seen([], block(10, 30) | block(60, 80)) == [(10, 30), (60, 80)]


def test_two_boxes_share_one_region_that_is_one_piece() -> None:
    assert seen([found(10, 30), found(30, 50)], block(10, 50)) == [(10, 30), (30, 50)]


def test_a_part_of_the_region_inside_a_box_is_that_objects() -> None:
    half = Detection(category="cup", box_xyxy_px=(10.0, 10.0, 50.0, 40.0), score=0.8, mask=block(10, 25))
    assert seen([half], block(10, 25) | block(30, 48)) == [(10, 48)]


def test_a_box_without_a_mask_takes_the_region_inside_it() -> None:
    assert seen([found(10, 30, mask=False)], block(10, 45) & ~block(30, 45)) == [(10, 30)]


def test_unsure_boxes_unsure_parts_and_specks_do_not_count() -> None:
    speck = np.zeros(SIZE, np.bool_)
    speck[3:5, 3:5] = True
    assert seen([found(10, 30, score=0.1)], None) == []
    assert seen([], block(60, 80), sure=0.6) == []
    assert seen([], speck) == []
