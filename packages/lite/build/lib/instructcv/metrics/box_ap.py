"""Average precision of boxes, COCO's protocol, by `hotcoco`; a test holds it to `pycocotools` to the last digit."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import hotcoco
import numpy as np

from instructcv.types import BoxXYXY, Instance

_STATS = ("AP", "AP50", "AP75", "AP_small", "AP_medium", "AP_large")


@dataclass(frozen=True, kw_only=True)
class BoxRecord:
    """One true or detected box of one photo."""

    photo: str
    category: str
    box_xyxy_px: BoxXYXY
    area_px: float
    """The mask's area where there is one, else the box's: COCO's small, medium and large are told apart by it."""
    is_crowd: bool = False
    score: float = 1.0


@dataclass(frozen=True, kw_only=True)
class BoxSums:
    """All true boxes and all detections of the questions asked. A (photo, category) is one question, asked once."""

    asked: frozenset[tuple[str, str]] = frozenset()
    truths: tuple[BoxRecord, ...] = ()
    detections: tuple[BoxRecord, ...] = ()

    def __add__(self, other: "BoxSums") -> "BoxSums":
        twice = self.asked & other.asked
        if twice:
            raise ValueError(f"asked twice: {sorted(twice)[0]}; its boxes would count double")
        return BoxSums(
            asked=self.asked | other.asked,
            truths=self.truths + other.truths,
            detections=self.detections + other.detections,
        )

    def compute(self) -> dict[str, float]:
        """`AP` (mean over IoU 0.50 to 0.95), `AP50`, `AP75`, AP by area; over the categories that have a true box."""
        if not any(not truth.is_crowd for truth in self.truths):
            return {}
        truth, found = self.coco_json()
        index: Any = hotcoco.COCO(truth)
        evaluation: Any = hotcoco.COCOeval(index, index.load_res(found) if found else _no_detections(truth), "bbox")
        evaluation.evaluate()
        evaluation.accumulate()
        evaluation.summary_lines()  # fills `stats` without printing
        # -1 is COCO's "no true box of this kind".
        return {name: float(value) for name, value in zip(_STATS, evaluation.stats[:6], strict=True) if value >= 0}

    def coco_json(self) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The sums as COCO ground truth and COCO results; boxes become xywh."""
        photos = {photo: number for number, photo in enumerate(sorted({photo for photo, _ in self.asked}), start=1)}
        names = {name: number for number, name in enumerate(sorted({name for _, name in self.asked}), start=1)}
        annotations = [
            _row(record, photos, names) | {"id": number, "area": record.area_px, "iscrowd": int(record.is_crowd)}
            for number, record in enumerate(self.truths, start=1)
        ]
        truth = {
            "info": {},
            "images": [{"id": number, "width": 1, "height": 1, "file_name": name} for name, number in photos.items()],
            "categories": [{"id": number, "name": name} for name, number in names.items()],
            "annotations": annotations,
        }
        found = [_row(record, photos, names) | {"score": record.score} for record in self.detections]
        return truth, found


def _row(record: BoxRecord, photos: dict[str, int], names: dict[str, int]) -> dict[str, Any]:
    left, top, right, bottom = record.box_xyxy_px
    return {
        "image_id": photos[record.photo],
        "category_id": names[record.category],
        "bbox": [left, top, right - left, bottom - top],
    }


def _no_detections(truth: dict[str, Any]) -> Any:
    return hotcoco.COCO(truth | {"annotations": []})


def box_area_px(box_xyxy_px: BoxXYXY) -> float:
    """Width times height, 0 for an empty box."""
    left, top, right, bottom = box_xyxy_px
    return max(0.0, right - left) * max(0.0, bottom - top)


def true_record(photo: str, item: Instance) -> BoxRecord:
    """An annotated object as a record."""
    return BoxRecord(
        photo=photo,
        category=item.category,
        box_xyxy_px=item.box_xyxy_px,
        area_px=box_area_px(item.box_xyxy_px) if item.mask is None else float(item.mask.sum()),
        is_crowd=item.is_crowd,
    )


def records(
    photo: str, category: str, boxes_xyxy_px: Sequence[BoxXYXY], scores: Sequence[float]
) -> tuple[BoxRecord, ...]:
    """Detections of one question as records."""
    return tuple(
        BoxRecord(
            photo=photo, category=category, box_xyxy_px=box, area_px=box_area_px(box), score=float(np.clip(s, 0, 1))
        )
        for box, s in zip(boxes_xyxy_px, scores, strict=True)
    )
