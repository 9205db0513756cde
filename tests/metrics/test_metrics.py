"""Every metric: empty sums first, a case counted by hand, merging, and an outside reference where there is one."""

import json
from pathlib import Path

import numpy as np
import pytest
from hotcoco.semantic import SemanticEval
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from instructcv.metrics.accuracy import OTHERWISE, AccuracySums
from instructcv.metrics.admissibility import AdmissibilitySums
from instructcv.metrics.base import merge
from instructcv.metrics.box_ap import BoxRecord, BoxSums, records
from instructcv.metrics.calibration import BINS, CalibrationSums
from instructcv.metrics.depth import DepthSums, eigen_mask
from instructcv.metrics.iou import ConfusionSums, IoUSums
from instructcv.metrics.presence import PresenceSums

NAMES = ("a", "b", "c")
EMPTY = [
    pytest.param(IoUSums(), id="iou"),
    pytest.param(IoUSums.of("a", np.ones((2, 2), np.bool_), np.zeros((2, 2), np.bool_)), id="iou, not annotated"),
    pytest.param(ConfusionSums.of(np.zeros((2, 2), np.int16), np.full((2, 2), -1, np.int16), NAMES), id="confusion"),
    pytest.param(PresenceSums(), id="presence"),
    pytest.param(AccuracySums(), id="accuracy"),
    pytest.param(AdmissibilitySums.of([]), id="admissibility"),
    pytest.param(CalibrationSums.of(np.zeros(0, np.float32), np.zeros(0, np.bool_)), id="calibration"),
    pytest.param(DepthSums.of(np.ones((2, 2), np.float32), np.zeros((2, 2), np.float32)), id="depth, all unknown"),
    pytest.param(BoxSums(), id="boxes"),
    pytest.param(
        BoxSums(asked=frozenset({("p", "a")}), detections=records("p", "a", [(0.0, 0.0, 1.0, 1.0)], [1.0])), id="no box"
    ),
]


@pytest.mark.parametrize("sums", EMPTY)
def test_nothing_annotated_gives_no_number(sums: IoUSums) -> None:
    assert sums.compute() == {}
    if not isinstance(sums, BoxSums):
        assert (sums + sums).compute() == {}


def test_confusion_counted_by_hand() -> None:
    truth = np.array([[0, 0, 1, 1], [2, -1, -1, 0]], dtype=np.int16)
    predicted = np.array([[0, 1, 1, -1], [0, 2, 0, 0]], dtype=np.int16)
    figures = ConfusionSums.of(predicted, truth, NAMES).compute()
    # a: 2 hits, 3 true, 3 predicted; b: 1 hit, 2 true, 2 predicted; c: 0 hits, 1 true, 0 predicted
    assert figures["IoU/a"] == 2 / 4 and figures["IoU/b"] == 1 / 3 and figures["IoU/c"] == 0
    assert figures["mIoU"] == pytest.approx((2 / 4 + 1 / 3) / 3)
    assert figures["pixel_accuracy"] == 3 / 6


def test_admissibility_weighs_pictures_alike() -> None:
    sums = AdmissibilitySums.of([1.0, 0.5]) + AdmissibilitySums.of([0.9])
    assert sums.compute()["admissibility"] == pytest.approx(0.8)


def test_a_class_that_is_nowhere_takes_no_part() -> None:
    truth, predicted = np.zeros((2, 2), np.int16), np.array([[0, 0], [0, 1]], np.int16)
    figures = ConfusionSums.of(predicted, truth, NAMES).compute()
    assert figures["mIoU"] == figures["IoU/a"] == 0.75 and "IoU/b" not in figures


def test_confusion_equals_hotcoco_and_the_binary_sums() -> None:
    rng = np.random.default_rng(0)
    reference = SemanticEval(3)
    parts: list[ConfusionSums] = []
    binary = IoUSums()
    for _ in range(4):
        truth, predicted = (rng.integers(0, 3, (17, 9)).astype(np.int16) for _ in range(2))
        known = rng.random((17, 9)) < 0.9
        reference.update(np.where(known, truth, 255).astype(np.uint8), predicted.astype(np.uint8))
        parts.append(ConfusionSums.of(predicted, np.where(known, truth, np.int16(-1)), NAMES))
        for index, name in enumerate(NAMES):
            binary += IoUSums.of(name, predicted == index, truth == index, known)
    figures = (parts[0] + parts[1] + (parts[2] + parts[3])).compute()
    assert figures["mIoU"] == pytest.approx(reference.report()["metrics"]["mIoU"], abs=1e-12)
    assert figures["mIoU"] == pytest.approx(binary.compute()["mIoU"], abs=1e-12)


def test_pooled_iou_is_that_of_all_pixels_and_counts_phantoms() -> None:
    one = IoUSums(pixels={"a": (3, 4, 5), "nowhere": (0, 2, 0)})
    assert one.compute() == {"mIoU": 3 / 6, "cIoU": 3 / 8, "IoU/a": 3 / 6}


def test_confusion_of_other_vocabularies_does_not_add() -> None:
    one, other = (
        ConfusionSums.of(np.zeros((1, 1), np.int16), np.zeros((1, 1), np.int16), names) for names in (NAMES, ("x",))
    )
    with pytest.raises(ValueError, match="vocabularies"):
        _ = one + other


def test_presence_counted_by_hand() -> None:
    asked = [(True, True), (True, True), (False, True), (True, False), (False, False), (False, False), (False, False)]
    figures = merge({"p": PresenceSums.of(found=found, present=present)} for found, present in asked)["p"].compute()
    assert figures == {"recall": 2 / 3, "specificity": 3 / 4, "balanced": pytest.approx((2 / 3 + 3 / 4) / 2)}
    assert PresenceSums.of(found=True, present=False).compute() == {"specificity": 0.0}


ANSWERS = [
    pytest.param({}, "cat", False, id="no probability at all"),
    pytest.param({"cat": 0.5, "dog": 0.5}, "cat", False, id="a tie is wrong"),
    pytest.param({"cat": 0.5, "dog": 0.5}, "dog", False, id="for both"),
    pytest.param({"cat": 1 / 3, "dog": 1 / 3, OTHERWISE: 1 / 3}, OTHERWISE, False, id="and for otherwise"),
    pytest.param({"cat": 0.51, "dog": 0.49}, "cat", True, id="right"),
    pytest.param({"cat": 0.51, "dog": 0.49}, "dog", False, id="wrong"),
    pytest.param({"cat": 0.2, OTHERWISE: 0.8}, OTHERWISE, True, id="rightly none"),
    pytest.param({"cat": 1.0}, "horse", False, id="a class that was not offered"),
]


@pytest.mark.parametrize(("probabilities", "truth", "right"), ANSWERS)
def test_accuracy(probabilities: dict[str, float], truth: str, right: bool) -> None:
    assert AccuracySums.of(probabilities, truth).compute()["accuracy"] == float(right)


def test_mean_class_accuracy_weighs_classes_equally() -> None:
    sums = [AccuracySums.of({"a": 1.0, "b": 0.0}, truth) for truth in ("a", "a", "a", "b")]
    figures = merge({"accuracy": one} for one in sums)["accuracy"].compute()
    assert figures == {"accuracy": 0.75, "mean_class_accuracy": 0.5, "accuracy/a": 1.0, "accuracy/b": 0.0}


def test_calibration_counted_by_hand_and_by_the_definition() -> None:
    hand = CalibrationSums.of(np.array([0.95, 0.95, 0.35, 0.35], np.float32), np.array([True, False, True, False]))
    assert hand.compute()["ECE"] == pytest.approx((2 * 0.45 + 2 * 0.15) / 4, abs=1e-6)
    rng = np.random.default_rng(0)
    confidence = rng.random(500).astype(np.float32)
    right = rng.random(500) < confidence**2
    expected = 0.0
    for low in np.arange(BINS) / BINS:
        inside = (confidence >= low) & (confidence < low + 1 / BINS)
        if inside.any():
            expected += inside.mean() * abs(confidence[inside].mean() - right[inside].mean())
    halves = [CalibrationSums.of(confidence[part], right[part]) for part in (slice(0, 100), slice(100, None))]
    assert (halves[0] + halves[1]).compute()["ECE"] == pytest.approx(expected, abs=1e-6)


def test_depth_counted_by_hand() -> None:
    truth = np.array([[1.0, 2.0, 0.0, 12.0]], dtype=np.float32)
    predicted = np.array([[1.1, 1.0, 5.0, 5.0]], dtype=np.float32)
    figures = DepthSums.of(predicted, truth).compute()
    assert figures["AbsRel"] == pytest.approx((0.1 + 0.5) / 2, abs=1e-6)
    assert figures["RMSE"] == pytest.approx(np.sqrt((0.01 + 1) / 2), abs=1e-6)
    assert figures["log10"] == pytest.approx((np.log10(1.1) + np.log10(2)) / 2, abs=1e-6)
    assert (figures["d1"], figures["d2"], figures["d3"]) == (0.5, 0.5, 0.5)  # 1.1, and 2.0 > 1.25 ** 3


def test_depth_is_averaged_over_images_not_pixels() -> None:
    small = DepthSums.of(np.full((1, 1), 2, np.float32), np.full((1, 1), 1, np.float32))
    large = DepthSums.of(np.full((9, 9), 3, np.float32), np.full((9, 9), 3, np.float32))
    assert (small + large).compute()["RMSE"] == 0.5


def test_affine_alignment_equals_least_squares_and_constants_gain_nothing() -> None:
    rng = np.random.default_rng(0)
    truth = rng.uniform(1, 9, (12, 7)).astype(np.float32)
    predicted = (0.1 * truth + rng.normal(0, 0.05, truth.shape)).astype(np.float32)
    columns = np.stack([predicted.ravel(), np.ones(predicted.size)], axis=1)
    fit = columns @ np.linalg.lstsq(columns, truth.ravel(), rcond=None)[0]
    expected = np.sqrt(np.mean((np.clip(fit, 1e-3, 10) - truth.ravel()) ** 2))
    assert DepthSums.of(predicted, truth, alignment="affine").compute()["RMSE"] == pytest.approx(expected, abs=1e-5)
    assert DepthSums.of(predicted, truth).compute()["RMSE"] > 3
    constant = DepthSums.of(np.full_like(truth, 3), truth, alignment="affine").compute()
    assert constant["RMSE"] == pytest.approx(float(truth.std()), abs=1e-4)


def test_eigen_crop_and_wild_predictions() -> None:
    mask = eigen_mask((480, 640))
    assert mask.sum() == (471 - 45) * (601 - 41) and mask[45, 41] and mask[470, 600] and not mask[44, 41]
    truth = np.full((480, 640), 2, np.float32)
    predicted = np.where(mask, 2, 9).astype(np.float32)
    assert DepthSums.of(predicted, truth, eigen_crop=True).compute()["RMSE"] == 0
    wild = np.array([[np.nan, np.inf, -1.0]], dtype=np.float32)
    assert np.isfinite(list(DepthSums.of(wild, np.ones((1, 3), np.float32)).compute().values())).all()


def random_boxes(seed: int) -> BoxSums:
    """Two categories on eight photos, jittered, with a crowd, misses, duplicates and inventions."""
    rng = np.random.default_rng(seed)
    sums = BoxSums()
    for photo in range(8):
        for category in ("cat", "dog"):
            truths: list[BoxRecord] = []
            detections: tuple[BoxRecord, ...] = ()
            for _ in range(int(rng.integers(0, 5))):
                left, top = rng.uniform(0, 300, 2)
                width, height = rng.uniform(8, 200, 2)
                box = (float(left), float(top), float(left + width), float(top + height))
                crowd = bool(rng.random() < 0.1)
                truths.append(
                    BoxRecord(
                        photo=str(photo),
                        category=category,
                        box_xyxy_px=box,
                        area_px=float(width * height * 0.7),
                        is_crowd=crowd,
                    )
                )
                for _ in range(int(rng.integers(0, 3))):
                    jitter = rng.normal(0, 0.06, 4) * (width, height, width, height)
                    near = (
                        box[0] + float(jitter[0]),
                        box[1] + float(jitter[1]),
                        box[2] + float(jitter[2]),
                        box[3] + float(jitter[3]),
                    )
                    detections += records(str(photo), category, [near], [float(rng.random())])
            sums += BoxSums(asked=frozenset({(str(photo), category)}), truths=tuple(truths), detections=detections)
    return sums


@pytest.mark.parametrize("seed", range(5))
def test_box_ap_equals_pycocotools(seed: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sums = random_boxes(seed)
    figures = sums.compute()
    assert capsys.readouterr().out == ""
    truth, found = sums.coco_json()
    (tmp_path / "truth.json").write_text(json.dumps(truth))
    reference = COCO(str(tmp_path / "truth.json"))
    oracle = COCOeval(reference, reference.loadRes(found), "bbox")
    oracle.evaluate()
    oracle.accumulate()
    oracle.summarize()
    names = ("AP", "AP50", "AP75", "AP_small", "AP_medium", "AP_large")
    expected = {name: value for name, value in zip(names, oracle.stats[:6].tolist(), strict=True) if value >= 0}
    assert figures == pytest.approx(expected, abs=1e-12) and 0.05 < figures["AP"] < figures["AP50"] < 1


def test_box_ap_of_perfect_empty_and_invented_boxes() -> None:
    box = (10.0, 10.0, 50.0, 60.0)
    truth = BoxRecord(photo="p", category="cat", box_xyxy_px=box, area_px=2000.0)
    asked = frozenset({("p", "cat")})
    perfect = BoxSums(asked=asked, truths=(truth,), detections=records("p", "cat", [box], [0.9]))
    assert perfect.compute()["AP"] == pytest.approx(1.0)
    assert BoxSums(asked=asked, truths=(truth,)).compute()["AP"] == 0.0
    invented = BoxSums(asked=frozenset({("q", "cat")}), detections=records("q", "cat", [box], [1.0]))
    assert (perfect + invented).compute()["AP"] == pytest.approx(0.5)  # a surer false box on another photo comes first


def test_a_question_counts_once() -> None:
    sums = BoxSums(asked=frozenset({("p", "cat")}))
    with pytest.raises(ValueError, match="asked twice"):
        _ = sums + sums
