"""What is unknown on a photo is neither asked as absent, nor painted, nor scored, whichever label leaves it open."""

from dataclasses import replace

import numpy as np
import pytest

from instructcv.pairs.asking import is_negative
from instructcv.samples.truth import areas, map_names, paintable, presence, vanished
from instructcv.tasks.base import task
from instructcv.types import Answer, Instance, Regions, Sample

SIZE_HW = (20, 30)
MASK = np.zeros(SIZE_HW, np.bool_)
MASK[2:8, 3:9] = True
CAT = Instance(category="cat", box_xyxy_px=(3.0, 2.0, 9.0, 8.0), mask=MASK)


def sample_of(**labels: object) -> Sample:
    photo = np.zeros((*SIZE_HW, 3), np.uint8)
    blank = Sample(key="a", source="made", split="train", licence="CC0-1.0", photo=photo)
    return replace(blank, **labels)


def regions(*columns: int, complete: bool = True) -> Regions:
    ids = np.repeat(np.array(columns, np.int16), SIZE_HW[1] // len(columns))[None].repeat(SIZE_HW[0], axis=0)
    return Regions(ids=ids, names=("cat", "dog"), complete=complete)


NOTHING = sample_of(instances=(), things=("cat", "dog"))
OPEN_CAT = replace(NOTHING, unknown=frozenset({"cat"}))
ONE_CAT = sample_of(instances=(CAT,), things=("cat", "dog"), unknown=frozenset({"cat"}))
PARTLY = sample_of(regions=regions(-1, 0, complete=False))


@pytest.mark.parametrize(
    ("why", "sample", "there", "mapped", "painted"),
    [
        ("nothing annotated", sample_of(), {}, set(), set()),
        ("all absent", NOTHING, {"cat": False, "dog": False}, {"cat", "dog"}, {"cat", "dog"}),
        ("a cat's label was lost", OPEN_CAT, {"dog": False}, {"dog"}, {"dog"}),
        ("one cat was lost, another is there", ONE_CAT, {"cat": True, "dog": False}, {"dog"}, {"dog"}),
        ("pixels that may be anything", PARTLY, {"cat": True}, {"cat"}, set()),
        (
            "a border of unlabelled pixels",
            sample_of(regions=regions(-1, 0)),
            {"cat": True, "dog": False},
            {"cat", "dog"},
            set(),
        ),
        (
            "objects say what a map leaves open",
            replace(PARTLY, instances=(), things=("dog",)),
            {"cat": True, "dog": False},
            {"cat"},
            {"dog"},
        ),
    ],
)
def test_three_states(why: str, sample: Sample, there: dict[str, bool], mapped: set[str], painted: set[str]) -> None:
    assert dict(presence(sample)) == there, why
    assert set(areas(sample)) == mapped, why
    assert set(paintable(sample, needs_masks=True)) == painted, why


@pytest.mark.parametrize("sample", [OPEN_CAT, ONE_CAT, PARTLY], ids=["lost", "another", "partly"])
@pytest.mark.parametrize("name", ["segmentation", "detection", "classification"])
def test_what_is_unknown_is_never_asked_as_absent(name: str, sample: Sample) -> None:
    if not task(name).can_ask(sample):
        return
    rng = np.random.default_rng(0)
    for _ in range(200):
        query = task(name).ask(sample, rng)
        for category in query.categories:
            assert category in presence(sample)
        task(name).paint(sample, query)
        assert set(query.categories) <= {"dog"} or not is_negative(sample, query)


def test_asked_by_name_it_is_refused() -> None:
    query = task("detection").ask(OPEN_CAT, np.random.default_rng(0), categories=["cat"])
    with pytest.raises(ValueError, match="does not say where"):
        task("detection").paint(OPEN_CAT, query)


def test_a_benchmark_that_asks_all_classes_scores_the_known_ones() -> None:
    """The cat that was painted beside the dog is neither right nor wrong; the dog is a miss all the same."""
    sample = sample_of(instances=(replace(CAT, category="dog"),), things=("cat", "dog"), unknown=frozenset({"cat"}))
    query = task("segmentation").ask(sample, np.random.default_rng(0), categories=["cat", "dog"])
    posterior = np.zeros((2, *SIZE_HW), np.float32)
    posterior[0, 2:8, 3:9] = 1.0
    answer = Answer(
        query=query,
        found=True,
        admissibility=1.0,
        confidence=1.0,
        category_map=np.where(posterior[0] > 0, 0, -1).astype(np.int16),
        posterior=posterior,
    )
    sums = task("segmentation").score(answer, sample)
    assert sums["iou"].compute()["mIoU"] == 0.0
    assert list(sums["iou"].pixels) == ["dog"]  # pyright: ignore[reportAttributeAccessIssue]
    boxes = task("detection").ask(sample, np.random.default_rng(0), categories=["cat"])
    assert task("detection").score(replace(answer, query=boxes), sample) == {}


def test_a_category_that_shrinking_loses_becomes_unknown() -> None:
    ids = np.zeros((8, 8), np.int16)
    ids[3, 3] = 1
    before = Regions(ids=ids, names=("wall", "bird", "cat"))
    assert vanished(before, ids[::2, ::2]) == {"bird"}
    assert vanished(before, ids) == frozenset()
    assert "bird" in map_names(sample_of(regions=before))
