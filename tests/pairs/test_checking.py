"""The round trip sees what is wrong, and reading colour by colour finds what reading pixel by pixel finds."""

from dataclasses import replace

import numpy as np
import pytest

from instructcv.labels import colours, masks
from instructcv.pairs import _png
from instructcv.pairs.checking import check
from instructcv.tasks.base import task
from instructcv.types import ORIGINAL, Regions

TASKS = ("segmentation", "detection", "depth", "classification")


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("indexed", [True, False])
def test_a_target_passes(name: str, indexed: bool) -> None:
    sample, query = task(name).example()
    picture = task(name).paint(sample, query).picture
    assert check(sample, query, picture, _png.few_colours(picture) if indexed else None).ok


@pytest.mark.parametrize("name", TASKS)
@pytest.mark.parametrize("indexed", [True, False])
def test_a_wrong_target_does_not(name: str, indexed: bool) -> None:
    """A category moved, a box lost, depth turned round, "none of these" in place of the class."""
    sample, query = task(name).example()
    picture = task(name).paint(sample, query).picture
    wrong = {
        "segmentation": np.roll(picture, 1, axis=1),
        "detection": np.zeros_like(picture),
        "depth": picture[::-1].copy(),
        "classification": np.zeros_like(picture),
    }[name]
    assert not check(sample, query, wrong, _png.few_colours(wrong) if indexed else None).ok


def test_nothing_painted_where_nothing_is() -> None:
    """One colour all over: boxes of a category that is absent, in both formats."""
    sample, query = task("detection").example()
    absent = replace(query, legend=(replace(query.legend[0], category="table"),))
    for asked in (absent, replace(absent, label_format=ORIGINAL)):
        picture = task("detection").paint(sample, asked).picture
        assert check(sample, asked, picture, _png.few_colours(picture)).ok


def test_none_of_these_is_an_answer() -> None:
    """A choice without the right class, and a yes-or-no question whose answer is no, in both formats."""
    sample, query = task("classification").example()
    cat, _ = query.legend
    horse = replace(sample, label="horse")
    yes_or_no = replace(query, legend=(cat,), otherwise_rgb=(0, 0, 255))
    for asked, photo in ((query, horse), (yes_or_no, sample), (replace(yes_or_no, label_format=ORIGINAL), sample)):
        picture = task("classification").paint(photo, asked).picture
        assert check(photo, asked, picture, _png.few_colours(picture)).ok


@pytest.mark.parametrize("count", [1, 2, 8, 15])
@pytest.mark.parametrize("seed", range(4))
def test_colour_by_colour_is_pixel_by_pixel(count: int, seed: int) -> None:
    """Patches of every size, some too small to count."""
    rng = np.random.default_rng(seed)
    legend = colours.draw_colours(count, rng)
    truth = np.full((90, 110), -1, dtype=np.int16)
    for index in range(count):
        y, x, side = rng.integers(0, 90), rng.integers(0, 110), int(rng.choice([1, 2, 3, 40]))
        truth[y : y + side, x : x + side] = index
    picture = masks.paint(truth, legend)
    few = _png.few_colours(picture)
    assert few is not None
    found = masks.read_indexed(few.indices, few.palette, legend)
    assert found is not None
    assert np.array_equal(found, masks.read(colours.to_float(picture), legend).category_map)


def test_a_colour_between_two_is_left_to_its_neighbourhood() -> None:
    legend = np.array([[255, 0, 0], [0, 0, 255]], dtype=np.uint8)
    indices = np.array([[0, 1], [1, 0]], dtype=np.uint8)
    assert masks.read_indexed(indices, np.array([[255, 0, 0], [128, 0, 128]], dtype=np.uint8), legend) is None


def test_a_category_that_its_reader_overlooks_fails() -> None:
    """One pixel of 10,000 is below the smallest area that counts: the pair is drawn again."""
    sample, query = task("segmentation").example()
    ids = np.full((100, 100), 1, dtype=np.int16)
    ids[50, 50] = 0
    speck = replace(
        sample, photo=np.zeros((100, 100, 3), np.uint8), regions=Regions(ids=ids, names=("dog", "sofa", "cat"))
    )
    picture = task("segmentation").paint(speck, query).picture
    outcomes = [check(speck, query, picture, few) for few in (None, _png.few_colours(picture))]
    assert [(outcome.value, outcome.ok) for outcome in outcomes] == [(0.0, False)] * 2
