"""The benchmark track of detection: every category asked of every photo by itself, nobody being told what is there."""

from dataclasses import dataclass
from typing import Any

from instructcv.metrics.base import merge
from instructcv.metrics.box_calibration import box_calibration
from instructcv.tasks.detection.asking import NAME
from instructcv.tasks.detection.measures import score
from instructcv.tasks.shared.tracks import Benchmark, Interview, Track


@dataclass(frozen=True, kw_only=True)
class Boxes:
    """COCO's average precision over real scores."""

    categories: tuple[str, ...]

    def __call__(self, interview: Interview) -> dict[str, Any]:
        sample = interview.sample
        known = () if sample.instances is None else set(sample.things) - sample.unknown
        askable = [name for name in self.categories if name in known]
        order = [askable[int(i)] for i in interview.rng.permutation(len(askable))]
        read = interview.answer([interview.query(NAME, [name]) for name in order])
        merged = merge(score(answer, sample) for answer in read)
        if "boxes" in merged:
            merged["calibration"] = box_calibration(merged["boxes"])
        return merged


def _boxes(bench: Benchmark) -> Track | None:
    things = bench.asked or bench.first.things
    if bench.first.instances is None or not things:
        return None
    return Track(
        task=NAME,
        protocol=Boxes(categories=things),
        words=f"each of {len(things)} classes asked of every photo by itself, COCO's AP over real scores, IoU 0.50 to 0.95, 100 boxes",
        headline=(("boxes", "AP"), ("boxes", "AP50"), ("presence", "specificity"), ("calibration", "ECE")),
        classes=len(things),
        per_picture=1,
        official_on=frozenset({"coco", "voc"}),
    )


TRACKS = {"boxes": _boxes}
