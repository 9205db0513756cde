"""Every track with predictors of which a line of arithmetic says what they score, and proof that no reader sees the truth."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from instructcv.datasets import shapes
from instructcv.evaluation import protocols, tracks
from instructcv.evaluation.interview import Asking, Interview
from instructcv.evaluation.painters import Constant, Random
from instructcv.labels import depth as depth_label
from instructcv.metrics.depth import DepthSums
from instructcv.metrics.iou import ConfusionSums
from instructcv.tasks.segmentation.protocols import region_ids
from instructcv.types import LEGEND, Sample
from knowing import Oracle, PromptIgnoring, Recorder

ASKING = Asking(label_format=LEGEND)
DATA = shapes.open(split="test", count=24, size_px=64)
SAMPLES = [DATA[index] for index in range(len(DATA))]
# Drawn shapes all face the viewer, whom even a grey picture faces: tests/evaluation/test_facing.py has slanted ones.
TRACKS = tracks.of(DATA, tuple(name for name in tracks.builders() if name != "facing"))
REGIONS = (*shapes.NOUNS, "ground")


def figures(name: str, painter: Any) -> dict[str, float]:
    """All figures of a track by "key.figure"."""
    sums = protocols.over(painter, DATA, ASKING, TRACKS[name].protocol)
    return {f"{key}.{figure}": value for key, one in sums.items() for figure, value in one.compute().items()}


def headline(name: str, painter: Any) -> float:
    key, figure = TRACKS[name].headline[0]
    return figures(name, painter).get(f"{key}.{figure}", 0.0)


def shares() -> dict[str, float]:
    """Share of all pixels that each region has."""
    ids = np.stack([sample.regions.ids for sample in SAMPLES if sample.regions is not None])
    return {name: float((ids == index).mean()) for index, name in enumerate(REGIONS)}


def of_chance(share: float, chance: float) -> float:
    """IoU of painting each pixel with `chance` where a class has `share` of them."""
    return share * chance / (share + chance - share * chance)


def test_constant_semantic_is_the_first_class_of_each_legend_everywhere() -> None:
    recorder = Recorder()
    found = figures("semantic", recorder)
    expected = [
        ConfusionSums.of(
            np.full(sample.size_hw, REGIONS.index(query.categories[0]), np.int16), region_ids(sample, REGIONS), REGIONS
        )
        for sample, query in zip(SAMPLES, recorder.asked, strict=True)
    ]
    assert found["semantic.mIoU"] == pytest.approx(sum(expected[1:], expected[0]).compute()["mIoU"], abs=1e-12)


def test_random_semantic_is_a_class_or_nothing_with_equal_chances() -> None:
    expected = np.mean([of_chance(share, 1 / (len(REGIONS) + 1)) for share in shares().values()])
    assert headline("semantic", Random()) == pytest.approx(expected, abs=0.03)


def test_constant_boxes_are_never_half_right() -> None:
    """The one box is the whole photo, of which no shape fills half; whatever is asked is found."""
    found = figures("boxes", Constant())
    assert found["boxes.AP50"] == 0.0 and found["presence.specificity"] == 0.0 and found["presence.recall"] == 1.0


def test_random_boxes_are_right_by_accident_only() -> None:
    assert headline("boxes", Random()) < 0.05


def test_constant_depth_is_that_depth_in_eight_bits() -> None:
    grey = depth_label.paint(np.full((64, 64), 2.5, np.float32), LEGEND)[0]
    metres = depth_label.read(grey.astype(np.float32) / 255, LEGEND).depth_m
    sums = [DepthSums.of(metres, sample.depth_m) for sample in SAMPLES if sample.depth_m is not None]
    assert headline("metric", Constant()) == pytest.approx(sum(sums[1:], sums[0]).compute()["RMSE"], rel=1e-6)


def test_random_depth_is_uniform_in_grey() -> None:
    """Near times (far / near) to the power of a uniform number, block by block."""
    metres = LEGEND.near_m * (LEGEND.far_m / LEGEND.near_m) ** np.linspace(0, 1, 1001)
    truths = np.concatenate([sample.depth_m.ravel() for sample in SAMPLES if sample.depth_m is not None])
    values, counts = np.unique(truths, return_counts=True)
    expected = np.average([np.mean(np.abs(metres / value - 1)) for value in values], weights=counts)
    assert figures("metric", Random())["depth.AbsRel"] == pytest.approx(expected, rel=0.15)


def test_random_classes_are_right_once_in_as_many_as_there_are_and_none() -> None:
    data = shapes.open(split="test", count=300, size_px=16)
    right = protocols.over(Random(), data, ASKING, TRACKS["classes"].protocol)["accuracy"].compute()["accuracy"]
    assert right == pytest.approx(1 / 4, abs=4 * np.sqrt(1 / 4 * 3 / 4 / 300))


def test_constant_referring_is_each_thing_s_share_of_its_photo() -> None:
    each = [
        float((sample.regions.ids == index).mean())
        for sample in SAMPLES
        for index in range(len(REGIONS))
        if sample.regions is not None and (sample.regions.ids == index).any()
    ]
    assert figures("referring", Constant())["referring.gIoU"] == pytest.approx(np.mean(each), abs=1e-6)


def test_random_referring_is_half_of_the_pixels() -> None:
    found = figures("referring", Random())["iou.mIoU"]
    there = [
        [float((s.regions.ids == i).mean()) for s in SAMPLES if s.regions is not None and (s.regions.ids == i).any()]
        for i in range(len(REGIONS))
    ]
    assert found == pytest.approx(np.mean([of_chance(float(np.mean(one)), 1 / 2) for one in there]), abs=0.04)


@pytest.mark.parametrize("painter", [Constant(), Random()], ids=["constant", "random"])
def test_who_does_not_look_finds_what_is_not_there_when_drawn_questions_ask_for_it(painter: Any) -> None:
    found = figures("drawn", painter)
    assert found["presence.specificity"] < 0.75 and found["iou.mIoU"] < 0.45


@pytest.mark.parametrize("name", sorted(TRACKS))
def test_who_ignores_the_prompt_is_found_out_wherever_there_is_one(name: str) -> None:
    """It sees all of one noun and answers that whatever is asked. Of depth there is nothing to ask but depth."""
    seen, best = (headline(name, painter) for painter in (PromptIgnoring(DATA, shapes.NOUNS[0]), Oracle(DATA)))
    if name == "metric":
        assert seen == best
    else:
        assert seen < 0.6 * best


class Permuted:
    """The same photos with the labels of others."""

    name, licence, split = DATA.name, DATA.licence, DATA.split

    def __len__(self) -> int:
        return len(DATA)

    def __getitem__(self, index: int) -> Sample:
        return replace(SAMPLES[(index + 5) % len(DATA)], photo=SAMPLES[index].photo)


def answers(name: str, data: Any) -> list[Any]:
    """What was asked and what was read, photo by photo, without what depends on the memory's layout."""
    found: list[Any] = []
    for sample, rng in ASKING.samples(data):
        interview = Interview(painter=Random(), asking=ASKING, sample=sample, rng=rng)
        TRACKS[name].protocol(interview)
        for answer in interview.answers:
            arrays = [answer.category_map, answer.posterior, answer.depth_m]
            found.append((answer.query, [None if a is None else a.tobytes() for a in arrays]))
            found.append((answer.found, answer.confidence, answer.probabilities, answer.admissibility))
            found.append([(one.category, one.box_xyxy_px, one.score) for one in answer.detections])
    return found


@pytest.mark.parametrize("name", sorted(TRACKS))
def test_questions_and_readings_change_with_the_labels_only_where_the_track_says_so(name: str) -> None:
    """Elsewhere photos with the labels of others are asked word for word the same, and the same is read."""
    assert (answers(name, DATA) != answers(name, Permuted())) is TRACKS[name].oracle
