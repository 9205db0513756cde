"""What is asked: how often, of what, and what a cheating predictor would gain."""

from dataclasses import replace

import numpy as np
import pytest

from instructcv.labels.colour_names import exact_name
from instructcv.labels.colours import to_float
from instructcv.metrics.base import merge
from instructcv.tasks import classification, depth, detection, segmentation
from instructcv.tasks.classification.pictures import truth_of
from instructcv.types import LEGEND, ORIGINAL, Instance, Query, Regions, Sample

HW = (40, 60)


def bare(**labels: object) -> Sample:
    photo = np.full((*HW, 3), 90, np.uint8)
    return replace(Sample(key="k", source="s", split="val", licence="CC0-1.0", photo=photo), **labels)  # type: ignore[arg-type]


def room() -> Sample:
    """A wall, a small lamp in front of it, and nothing else of ten names; the left column is unlabelled."""
    ids = np.zeros(HW, dtype=np.int16)
    ids[10:14, 20:24] = 1
    ids[:, 0] = -1
    return bare(regions=Regions(ids=ids, names=("wall", "lamp", *(f"thing {index}" for index in range(8)))))


def block(left: int, top: int, right: int, bottom: int, category: str = "cat", **more: bool) -> Instance:
    mask = np.zeros(HW, dtype=np.bool_)
    mask[top:bottom, left:right] = True
    return Instance(
        category=category, box_xyxy_px=(float(left), float(top), float(right), float(bottom)), mask=mask, **more
    )


def boxless(category: str, **more: bool) -> Instance:
    return Instance(category=category, box_xyxy_px=(30.0, 5.0, 50.0, 25.0), **more)


def test_segmentation_draws_present_and_absent_small_and_large() -> None:
    queries = [segmentation.ask(room(), np.random.default_rng(seed)) for seed in range(400)]
    assert {len(query.legend) for query in queries} == set(range(1, 9))
    singles = [query.categories[0] for query in queries if len(query.legend) == 1]
    negatives = np.mean([name.startswith("thing") for name in singles])
    assert 0.25 < negatives < 0.5
    assert singles.count("lamp") > singles.count("wall") > 0
    assert any(not {"lamp", "wall"} & set(query.categories) for query in queries if len(query.legend) > 1)
    assert all(len(set(query.categories)) == len(query.legend) for query in queries)


def test_segmentation_knows_what_is_unlabelled() -> None:
    query = segmentation.ask(room(), np.random.default_rng(0), categories=["lamp", "thing 3"])
    target = segmentation.paint(room(), query)
    assert query.categories == ("lamp", "thing 3")
    assert not target.known[:, 0].any() and target.known[:, 1:].all()
    assert (target.picture[10:14, 20:24] == query.legend[0].rgb).all() and target.picture.any(axis=2).sum() == 16
    with pytest.raises(ValueError, match="zebra"):
        segmentation.paint(room(), segmentation.ask(room(), np.random.default_rng(0), categories=["zebra"]))


def test_segmentation_from_instances_alone() -> None:
    objects = (block(2, 2, 30, 30), block(10, 10, 20, 20, "dog"), boxless("cow"))
    sample = bare(instances=objects, things=("cat", "dog", "cow", "pig"))
    names = {name for seed in range(60) for name in segmentation.ask(sample, np.random.default_rng(seed)).categories}
    assert names == {"cat", "dog", "pig"}  # a cow without a mask: nobody knows which pixels
    query = segmentation.ask(sample, np.random.default_rng(0), categories=["dog", "cat"])
    answer = segmentation.read(to_float(segmentation.paint(sample, query).picture), query)
    assert answer.category_map is not None and (answer.category_map[10:20, 10:20] == 0).all()
    assert (answer.category_map == 1).sum() == 28 * 28 - 100


def test_a_black_or_constant_answer_earns_nothing_in_segmentation() -> None:
    """And the oracle earns everything, over all categories of the vocabulary."""
    parts: dict[str, list[dict[str, object]]] = {"black": [], "colour": [], "oracle": []}
    for name in room().regions.names:  # type: ignore[union-attr]
        query = segmentation.ask(room(), np.random.default_rng(0), categories=[name])
        colour = np.full((*HW, 3), query.legend[0].rgb, np.uint8)
        pictures = {
            "black": np.zeros_like(colour),
            "colour": colour,
            "oracle": segmentation.paint(room(), query).picture,
        }
        for who, picture in pictures.items():
            parts[who].append(segmentation.score(segmentation.read(to_float(picture), query), room()))
    figures = {who: {key: sums.compute() for key, sums in merge(all_of).items()} for who, all_of in parts.items()}
    assert figures["oracle"]["iou"]["mIoU"] == 1 and figures["oracle"]["presence"]["balanced"] == 1
    assert figures["black"]["iou"]["mIoU"] == 0 and figures["black"]["presence"]["balanced"] == 0.5
    assert figures["colour"]["iou"]["mIoU"] < 0.51 and figures["colour"]["presence"]["balanced"] == 0.5


PAINTABLE = [
    pytest.param((), ("cat",), {"cat"}, id="annotated and empty"),
    pytest.param((block(1, 1, 9, 9),), ("cat", "dog"), {"cat", "dog"}, id="one, and one absent"),
    pytest.param((block(1, 1, 9, 9), boxless("cat")), ("cat", "dog"), {"dog"}, id="one of two lacks its mask"),
    pytest.param((block(1, 1, 9, 9), boxless("cat", is_crowd=True)), ("cat",), {"cat"}, id="a crowd needs none"),
]


@pytest.mark.parametrize(("instances", "things", "names"), PAINTABLE)
def test_detection_asks_only_what_it_can_paint(
    instances: tuple[Instance, ...], things: tuple[str, ...], names: set[str]
) -> None:
    sample = bare(instances=instances, things=things)
    asked = [detection.ask(sample, np.random.default_rng(seed)) for seed in range(40)]
    assert {query.categories[0] for query in asked} == names
    for query in asked:
        detection.paint(sample, query)


def test_detection_does_not_know_about_crowds() -> None:
    sample = bare(instances=(block(1, 1, 35, 20), boxless("cat", is_crowd=True)), things=("cat",))
    query = detection.ask(sample, np.random.default_rng(0))
    target = detection.paint(sample, query)
    assert target.known[1:20, 1:35].all() and not target.known[20:25, 30:50].any() and target.known[30:].all()


def test_detection_mostly_asks_for_what_is_there() -> None:
    sample = bare(instances=(block(1, 1, 20, 20),), things=("cat", *(f"thing {index}" for index in range(20))))
    present = [detection.ask(sample, np.random.default_rng(seed)).categories == ("cat",) for seed in range(300)]
    assert 0.65 < np.mean(present) < 0.85


def test_detection_in_the_original_format_frames_the_photo() -> None:
    sample = bare(instances=(block(10, 10, 40, 35), boxless("dog")), things=("cat", "dog"))
    query = detection.ask(sample, np.random.default_rng(0), label_format=ORIGINAL, categories=["cat"])
    picture = detection.paint(sample, query).picture
    assert (picture[10:14, 10:40] == (0, 0, 255)).all() and (picture[20:25, 20:25] == 90).all()
    answer = detection.read(to_float(picture), query)
    assert answer.found and len(answer.detections) == 1 and answer.detections[0].mask is None
    assert detection.score(answer, sample)["boxes"].compute()["AP"] == pytest.approx(1.0)


def test_detection_asks_one_category() -> None:
    with pytest.raises(ValueError, match="one category"):
        detection.ask(bare(instances=(), things=("a", "b")), np.random.default_rng(0), categories=["a", "b"])


def test_depth_has_no_categories() -> None:
    sample, _ = depth.example()
    with pytest.raises(ValueError, match="category"):
        depth.ask(sample, np.random.default_rng(0), categories=["wall"])


def labelled(count: int) -> Sample:
    return bare(label="class 0", labels=tuple(f"class {index}" for index in range(count)))


def test_classification_draws_both_forms_in_stated_shares() -> None:
    queries = [classification.ask(labelled(81), np.random.default_rng(seed)) for seed in range(400)]
    choices = [query for query in queries if len(query.legend) > 1]
    yes_no = [query for query in queries if len(query.legend) == 1]
    assert 0.55 < len(choices) / len(queries) < 0.75
    assert max(len(query.legend) for query in choices) > 30 and min(len(query.legend) for query in choices) == 2
    assert 0.72 < np.mean(["class 0" in query.categories for query in choices]) < 0.88
    assert 0.35 < np.mean(["class 0" in query.categories for query in yes_no]) < 0.65
    assert all(query.otherwise_rgb != (0, 0, 0) for query in yes_no)
    assert 0.3 < np.mean([query.otherwise_rgb == (0, 0, 0) for query in choices]) < 0.7


def test_classification_of_two_classes_offers_both() -> None:
    for seed in range(30):
        query = classification.ask(labelled(2), np.random.default_rng(seed))
        assert len(query.legend) == 1 or set(query.categories) == {"class 0", "class 1"}


def test_classification_asks_yes_or_no_of_any_vocabulary() -> None:
    for sample in (room(), bare(instances=(block(1, 1, 9, 9),), things=("cat", "dog"))):
        queries = [classification.ask(sample, np.random.default_rng(seed)) for seed in range(60)]
        assert all(len(query.legend) == 1 for query in queries)
        there = [truth_of(sample, query) == query.categories[0] for query in queries]
        assert 0.25 < np.mean(there) < 0.75


def test_classification_in_the_original_format_uses_named_colours() -> None:
    for seed in range(20):
        query = classification.ask(labelled(5), np.random.default_rng(seed), label_format=ORIGINAL)
        assert len(query.legend) == 1
        for rgb in (query.legend[0].rgb, query.otherwise_rgb):  # named, or now and then spelt out
            assert exact_name(rgb) or f"#{bytes(rgb).hex()}" in query.instruction.lower()
        assert query.legend[0].rgb != query.otherwise_rgb


def test_a_grey_picture_is_wrong_about_everything() -> None:
    """Equally far from all colours: a tie, hence no accuracy for anybody."""
    legend = tuple(
        replace(entry, rgb=rgb)
        for entry, rgb in zip(classification.example()[1].legend, ((255, 0, 0), (0, 255, 0)), strict=True)
    )
    query = Query(task="classification", instruction="?", legend=legend, otherwise_rgb=(0, 0, 255), label_format=LEGEND)
    sample, _ = classification.example()
    answer = classification.read(np.full((8, 8, 3), 0.5, np.float32), query)
    assert classification.score(answer, sample)["accuracy"].compute()["accuracy"] == 0.0


def test_two_right_answers_are_no_question() -> None:
    sample = bare(instances=(block(1, 1, 9, 9), block(20, 1, 29, 9, "dog")), things=("cat", "dog"))
    query = classification.ask(sample, np.random.default_rng(0), categories=["cat", "dog"])
    assert truth_of(sample, query) is None
    with pytest.raises(ValueError, match="cannot tell"):
        classification.paint(sample, query)
