"""Pictures for people: they can be drawn of every answer, and what they show is where it should be."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PIL import Image

from fakes import GarbagePainter, PatternPainter
from instructcv import InstructCV
from instructcv.drawing import maps
from instructcv.drawing import text as type_
from instructcv.inference.overlay import answer_on_photo, overlay
from instructcv.inference.strip import strip
from instructcv.tasks.depth.found import range_m

INSTRUCTIONS = (
    "segment the chair and the table",
    "put a box around each chair and each table",
    "how far away is everything?",
    "is this a cat or a dog?",
)
PAINTERS = [
    pytest.param(PatternPainter(), id="something found"),
    pytest.param(PatternPainter(empty=True), id="nothing found"),
    pytest.param(GarbagePainter(), id="garbage"),
]
SIZES = [
    pytest.param((1, 1), id="one pixel"),
    pytest.param((2, 3000), id="a sliver"),
    pytest.param((3000, 2), id="an upright sliver"),
    pytest.param((48, 64), id="small"),
    pytest.param((1500, 2000), id="large"),
]


@pytest.mark.parametrize("painter", PAINTERS)
@pytest.mark.parametrize("size_hw", SIZES)
def test_every_answer_can_be_drawn(painter: Any, size_hw: tuple[int, int]) -> None:
    results = InstructCV(painter).answer(np.full((*size_hw, 3), 90, np.uint8), INSTRUCTIONS)
    for result in results:
        drawn = overlay(result)
        assert drawn.mode == "RGB" and 420 <= drawn.width <= 1280 and drawn.height <= 2600
    assert strip(results).width > 1000


def answer(instruction: str, painter: Any = None) -> Any:
    photo = np.full((480, 640, 3), 128, np.uint8)
    blocks = np.random.default_rng(0).integers(0, 256, (24, 2, 1))
    photo[:, :40] = np.kron(blocks, np.ones((20, 20, 1), np.uint8))  # something to see, where no test looks
    return InstructCV(painter or PatternPainter())(photo, instruction)


def test_masks_are_tinted_with_the_legends_colour_and_the_rest_is_left_alone() -> None:
    result = answer("segment the chair")
    drawn = np.asarray(answer_on_photo(result).image).astype(int)
    tint = drawn[240, 100] - 128
    towards = np.array(result.query.legend[0].rgb) - 128
    assert (np.sign(tint) == np.sign(towards)).all()
    assert (drawn[240, 600] == 128).all()


def test_boxes_are_drawn_on_the_detected_edges() -> None:
    result = answer("put a box around every chair")
    drawn = np.asarray(answer_on_photo(result).image).astype(int)
    left, top, right, bottom = (round(float(edge)) for edge in result.boxes[0])
    middle = (top + bottom) // 2
    assert np.abs(drawn[middle, left + 1] - drawn[middle, left - 6]).sum() > 60
    assert (drawn[middle, left - 6] == 128).all() and (drawn[middle, right + 6] == 128).all()


def test_near_is_warm_and_far_is_cold() -> None:
    drawn = np.asarray(answer_on_photo(answer("how far away is everything?")).image).astype(int)
    assert drawn[470, 300, 0] > drawn[470, 300, 2], "1 m, at the bottom, is red"
    assert drawn[10, 300, 2] > drawn[10, 300, 0], "4 m, at the top, is blue"


def test_a_doubtful_answer_says_so() -> None:
    sound, doubtful = answer("segment the chair"), answer("segment the chair", GarbagePainter())
    assert overlay(doubtful).height > overlay(sound).height


def test_the_legend_says_what_was_found() -> None:
    assert [text for _, text in answer_on_photo(answer("put a box around every chair")).key] == ["chair: 1 found"]
    nothing = answer("segment the chair", PatternPainter(empty=True))
    assert [text for _, text in answer_on_photo(nothing).key] == ["chair: not found"]


RANGES = [
    pytest.param(np.zeros((2, 2), np.float32), (0.0, 1.0), id="nothing known"),
    pytest.param(np.full((2, 2), 2, np.float32), (1.95, 2.05), id="one distance everywhere"),
]


@pytest.mark.parametrize(("depth_m", "expected"), RANGES)
def test_degenerate_depth_still_has_a_scale(depth_m: np.ndarray, expected: tuple[float, float]) -> None:
    result = answer("how far away is everything?")
    degenerate = replace(result, findings=replace(result.findings, depth_m=depth_m))
    assert range_m(degenerate.findings) == pytest.approx(expected)
    assert isinstance(overlay(degenerate), Image.Image)


TICKS = [
    pytest.param(0.0, 0.0, [0.0], id="no range"),
    pytest.param(0.9, 4.1, [1.0, 2.0, 3.0, 4.0], id="whole metres in a room"),
    pytest.param(1.0, 1.3, [1.0, 1.1, 1.2, 1.3], id="centimetres on a table"),
    pytest.param(2.0, 97.0, [20.0, 40.0, 60.0, 80.0], id="a street"),
]


@pytest.mark.parametrize(("low", "high", "expected"), TICKS)
def test_ticks_are_round_numbers_inside_the_range(low: float, high: float, expected: list[float]) -> None:
    assert maps.ticks_m(low, high) == pytest.approx(expected)


def test_text_that_is_too_long_is_cut_and_marked() -> None:
    text = "segment " + "the very long chair " * 300
    assert type_.width_px(type_.fitted(text, 16, 200), 16) <= 200 and type_.fitted(text, 16, 200).endswith("...")
    lines = type_.wrapped(text, 16, 200, lines=3)
    assert len(lines) == 3 and lines[-1].endswith("...")
    assert type_.wrapped("", 16, 200, lines=3) == [""]
