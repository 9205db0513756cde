"""Referring segmentation: cIoU and gIoU (Liu, Ding and Jiang 2023, gRefCOCO, section 5).

cIoU divides all intersections by all unions; gIoU is the mean of each question's own IoU. Checked against the two
definitions written out over random masks.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ReferringSums:
    """Sums over questions about things that are there."""

    both_px: int = 0
    either_px: int = 0
    questions: int = 0
    iou_sum: float = 0.0

    @classmethod
    def of(cls, pixels: Iterable[tuple[int, int, int]]) -> "ReferringSums":
        """Count questions, each (intersection, predicted, annotated) in pixels; without an annotated pixel it is none."""
        counted = [(both, predicted + annotated - both) for both, predicted, annotated in pixels if annotated]
        return cls(
            both_px=sum(both for both, _ in counted),
            either_px=sum(either for _, either in counted),
            questions=len(counted),
            iou_sum=sum((both / either for both, either in counted), 0.0),
        )

    def __add__(self, other: "ReferringSums") -> "ReferringSums":
        return ReferringSums(
            both_px=self.both_px + other.both_px,
            either_px=self.either_px + other.either_px,
            questions=self.questions + other.questions,
            iou_sum=self.iou_sum + other.iou_sum,
        )

    def compute(self) -> dict[str, float]:
        """`cIoU` and `gIoU`."""
        if not self.questions:
            return {}
        return {"cIoU": self.both_px / self.either_px, "gIoU": self.iou_sum / self.questions}
