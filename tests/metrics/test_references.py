"""Each metric against its reference on a thousand random cases, with empty and degenerate ones among them."""

import contextlib
import io
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pycocotools.coco import COCO
from pycocotools.cocoeval import COCOeval

from instructcv.metrics.accuracy import AccuracySums
from instructcv.metrics.box_ap import BoxRecord, BoxSums, box_area_px
from instructcv.metrics.box_calibration import box_calibration
from instructcv.metrics.calibration import CalibrationSums
from instructcv.metrics.depth import DepthSums
from instructcv.metrics.iou import ConfusionSums, IoUSums
from instructcv.metrics.presence import PresenceSums
from instructcv.metrics.referring import ReferringSums
from instructcv.types import BoxXYXY

CASES = 1000
CATEGORIES = ("cat", "dog", "horse")
NAMES = ("AP", "AP50", "AP75", "AP_small", "AP_medium", "AP_large")
COCO_AREAS = ((0, 32**2), (32**2, 96**2), (96**2, 1e10))


def random_box(rng: np.random.Generator) -> BoxXYXY:
    (left, right), (top, bottom) = np.sort(rng.integers(0, 120, (2, 2)), axis=1).astype(float).tolist()
    return left, top, right + 1, bottom + 1


def random_boxes(seed: int, photos: int = 25) -> BoxSums:
    """Photos with none to four objects, now and then a crowd; found boxes are near them, or anywhere, or none."""
    rng = np.random.default_rng(seed)
    asked, truths, found = set[tuple[str, str]](), list[BoxRecord](), list[BoxRecord]()
    for number in range(photos):
        for category in CATEGORIES:
            photo = f"{number:03d}"
            asked.add((photo, category))
            for _ in range(rng.integers(0, 5)):
                box = random_box(rng)
                crowd = bool(rng.random() < 0.1)
                truths.append(
                    BoxRecord(photo=photo, category=category, box_xyxy_px=box, area_px=box_area_px(box), is_crowd=crowd)
                )
                if rng.random() < 0.7:
                    jitter = rng.integers(-6, 7, 4)
                    near = (
                        box[0] + jitter[0],
                        box[1] + jitter[1],
                        box[2] + abs(jitter[2]) + 6,
                        box[3] + abs(jitter[3]) + 6,
                    )
                    found.append(detection(photo, category, tuple(map(float, near)), rng))
            for _ in range(rng.integers(0, 3)):
                found.append(detection(photo, category, random_box(rng), rng))
    return BoxSums(asked=frozenset(asked), truths=tuple(truths), detections=tuple(found))


def detection(photo: str, category: str, box: Any, rng: np.random.Generator) -> BoxRecord:
    return BoxRecord(
        photo=photo,
        category=category,
        box_xyxy_px=box,
        area_px=box_area_px(box),
        score=float(rng.random(dtype=np.float32)),
    )


def reference(sums: BoxSums) -> Any:
    """`pycocotools`, evaluated and summarised, without its printing."""
    truth, found = sums.coco_json()
    with contextlib.redirect_stdout(io.StringIO()):
        index: Any = COCO()
        index.dataset = truth
        index.createIndex()
        evaluation: Any = COCOeval(index, index.loadRes(found), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summarize()
    return evaluation


@pytest.mark.parametrize("seed", range(CASES // 25 // 4))
def test_average_precision_is_pycocotools(seed: int) -> None:
    """Ten sets of 25 photos and three categories: 750 questions."""
    sums = random_boxes(seed)
    stats = reference(sums).stats
    mine = sums.compute()
    for name, expected in zip(NAMES, stats, strict=False):
        assert mine.get(name, -1.0) == pytest.approx(expected, abs=1e-9), name


def small_case(case: int) -> BoxSums:
    """Two photos and one category, seven kinds in turn."""
    rng = np.random.default_rng([7, case])
    truths, found = list[BoxRecord](), list[BoxRecord]()
    for photo in ("a", "b"):
        boxes = [random_box(rng) for _ in range(rng.integers(0, 4))]
        truths += [BoxRecord(photo=photo, category="cat", box_xyxy_px=b, area_px=box_area_px(b)) for b in boxes]
        found += [detection(photo, "cat", b, rng) for b in boxes if rng.random() < 0.7]
        found += [detection(photo, "cat", random_box(rng), rng) for _ in range(rng.integers(0, 3))]
    kind = case % 7
    if kind == 1:
        found = []  # nothing found
    elif kind == 2:
        truths = []  # nothing there
    elif kind == 3:
        truths = [replace(one, is_crowd=True) for one in truths]
    elif kind == 4:
        found = [replace(one, score=0.5) for one in found]  # all alike
    elif kind == 5:
        found += [replace(one, score=one.score / 2) for one in found]  # each twice
    elif kind == 6:
        found = [replace(one, box_xyxy_px=(*one.box_xyxy_px[:2], *one.box_xyxy_px[:2])) for one in found]  # points
    return BoxSums(asked=frozenset({("a", "cat"), ("b", "cat")}), truths=tuple(truths), detections=tuple(found))


def test_average_precision_is_pycocotools_in_a_thousand_small_cases() -> None:
    for case in range(CASES):
        sums = small_case(case)
        stats = reference(sums).stats if sums.detections else [0.0] * 6  # `loadRes` refuses an empty list
        mine = sums.compute()
        if not any(not one.is_crowd for one in sums.truths):
            assert mine == {}, case
            continue
        areas = [one.area_px for one in sums.truths if not one.is_crowd]
        there = [True] * 3 + [any(low <= a <= high for a in areas) for low, high in COCO_AREAS]
        for name, expected, is_there in zip(NAMES, stats, there, strict=False):
            assert (name in mine) is is_there, (case, name)
            assert mine.get(name, expected) == pytest.approx(expected, abs=1e-9), (case, name)


@pytest.mark.parametrize("seed", range(CASES // 25 // 3))
def test_right_boxes_are_those_that_pycocotools_matches(seed: int) -> None:
    sums = random_boxes(seed)
    counted = box_calibration(sums)
    right, taking_part = 0, 0
    evaluation = reference(sums)
    whole_range = evaluation.params.areaRng[0]
    for one in evaluation.evalImgs:
        if one is not None and one["aRng"] == whole_range:
            matched, ignored = one["dtMatches"][0] > 0, one["dtIgnore"][0].astype(bool)
            right += int((matched & ~ignored).sum())
            taking_part += int((~ignored).sum())
    assert (int(counted.right.sum()), int(counted.counts.sum())) == (right, taking_part)


def test_no_boxes_at_all_are_no_calibration() -> None:
    assert box_calibration(BoxSums()).compute() == {}


def test_confusion_matrices_are_counted_pixel_by_pixel() -> None:
    rng = np.random.default_rng(0)
    for case in range(CASES):
        low = -1 if case % 10 else -1 - (case % 20 == 0)
        predicted, truth = rng.integers(-1, 4, (2, 3, 4)).astype(np.int16)
        if case % 7 == 0:
            truth[:] = -1  # nothing annotated
        if case % 11 == 0:
            predicted[:] = low
        figures = ConfusionSums.of(predicted, truth, ("a", "b", "c", "d")).compute()
        ious: list[float] = []
        for index in range(4):
            pixels = [(p == index, t == index) for p, t in zip(predicted.flat, truth.flat, strict=True) if t >= 0]
            if any(t for _, t in pixels):
                ious.append(sum(p and t for p, t in pixels) / sum(p or t for p, t in pixels))
        assert ("mIoU" in figures) is bool(ious)
        if ious:
            assert figures["mIoU"] == pytest.approx(sum(ious) / len(ious), abs=1e-12)


def test_depth_figures_are_the_published_formulas() -> None:
    rng = np.random.default_rng(0)
    for case in range(CASES):
        truth = rng.uniform(-1, 12, (5, 6)).astype(np.float32)
        predicted = rng.uniform(-1, 12, (5, 6)).astype(np.float32)
        if case % 50 == 0:
            predicted[:] = 2.0
        if case % 60 == 0:
            truth[:] = 0.0
        valid = (truth > 1e-3) & (truth < 10.0)
        y = truth[valid].astype(np.float64)
        for alignment in ("metric", "affine"):
            figures = DepthSums.of(predicted, truth, alignment=alignment).compute()
            assert bool(figures) is bool(y.size)
            if not y.size:
                continue
            x = predicted[valid].astype(np.float64)
            if alignment == "affine":
                design = np.stack([x, np.ones_like(x)], axis=1)
                x = design @ np.linalg.lstsq(design, y, rcond=None)[0]
            x = np.clip(x, 1e-3, 10.0)
            assert figures["AbsRel"] == pytest.approx(np.mean(np.abs(x - y) / y), abs=1e-9)
            assert figures["RMSE"] == pytest.approx(np.sqrt(np.mean((x - y) ** 2)), abs=1e-9)
            assert figures["log10"] == pytest.approx(np.mean(np.abs(np.log10(x / y))), abs=1e-9)
            for power in (1, 2, 3):
                share = np.mean(np.maximum(x / y, y / x) < 1.25**power)
                assert figures[f"d{power}"] == pytest.approx(share, abs=1e-9)


def test_referring_figures_are_the_definitions() -> None:
    rng = np.random.default_rng(0)
    total, ious, both, either = ReferringSums(), list[float](), 0, 0
    for case in range(CASES):
        predicted, truth = rng.random((2, 4, 5)) < rng.random((2, 1, 1))
        if case % 9 == 0:
            truth[:] = False
        total += ReferringSums.of([(int((predicted & truth).sum()), int(predicted.sum()), int(truth.sum()))])
        if truth.any():
            both, either = both + int((predicted & truth).sum()), either + int((predicted | truth).sum())
            ious.append(float((predicted & truth).sum() / (predicted | truth).sum()))
    assert total.compute() == pytest.approx({"cIoU": both / either, "gIoU": np.mean(ious)}, abs=1e-9)
    assert ReferringSums().compute() == {}


def test_binary_sums_are_counted_pixel_by_pixel() -> None:
    rng = np.random.default_rng(1)
    total, pixels = IoUSums(), list[tuple[str, bool, bool]]()
    for case in range(CASES):
        predicted, truth, known = rng.random((3, 3, 4)) < rng.random((3, 1, 1))
        name = CATEGORIES[case % 3]
        if case % 3 == 2:
            truth[:] = False  # horses are nowhere
        total += IoUSums.of(name, predicted, truth, known)
        pixels += [
            (name, bool(p), bool(t)) for p, t, k in zip(predicted.flat, truth.flat, known.flat, strict=True) if k
        ]
    figures = total.compute()
    for name in CATEGORIES[:2]:
        mine = [(p, t) for n, p, t in pixels if n == name]
        assert figures[f"IoU/{name}"] == pytest.approx(sum(p and t for p, t in mine) / sum(p or t for p, t in mine))
    assert figures["mIoU"] == pytest.approx((figures["IoU/cat"] + figures["IoU/dog"]) / 2)
    assert "IoU/horse" not in figures


def test_calibration_is_the_definition() -> None:
    rng = np.random.default_rng(2)
    for case in range(CASES):
        n = case % 20
        confidence = rng.random(n, np.float32)
        if case % 3 == 0:
            confidence = np.round(confidence * 15).astype(np.float32) / np.float32(
                15
            )  # on the borders of bins, 0 and 1
        right = rng.random(n) < confidence
        figures = CalibrationSums.of(confidence, right).compute()
        assert bool(figures) is bool(n)
        if n:
            bins = [min(14, int(np.float32(c) * 15)) for c in confidence]
            gaps = [
                abs(sum(float(c) - float(r) for c, r, b in zip(confidence, right, bins, strict=True) if b == one))
                for one in range(15)
            ]
            assert figures["ECE"] == pytest.approx(sum(gaps) / n, abs=1e-9)


def test_accuracy_and_presence_are_counted_one_by_one() -> None:
    rng = np.random.default_rng(3)
    accuracy, presence, right, asked = (
        AccuracySums(),
        PresenceSums(),
        dict[str, list[bool]](),
        list[tuple[bool, bool]](),
    )
    for case in range(CASES):
        values = rng.integers(0, 4, len(CATEGORIES)) / 4  # ties are frequent
        truth = str(rng.choice(CATEGORIES))
        accuracy += AccuracySums.of(dict(zip(CATEGORIES, values.tolist(), strict=True)), truth)
        best = [name for name, value in zip(CATEGORIES, values, strict=True) if value == values.max()]
        right.setdefault(truth, []).append(best == [truth])
        found, there = bool(rng.random() < 0.5), bool(rng.random() < 0.5)
        presence += PresenceSums.of(found=found, present=there)
        asked.append((found, there))
        if case == 0:
            assert len(presence.compute()) == 1  # of the other side nothing is known
    figures = accuracy.compute()
    assert figures["accuracy"] == pytest.approx(np.mean([hit for hits in right.values() for hit in hits]), abs=1e-12)
    assert figures["mean_class_accuracy"] == pytest.approx(np.mean([np.mean(hits) for hits in right.values()]))
    recall, specificity = np.mean([f for f, t in asked if t]), np.mean([not f for f, t in asked if not t])
    assert presence.compute() == pytest.approx(
        {"recall": recall, "specificity": specificity, "balanced": (recall + specificity) / 2}
    )
