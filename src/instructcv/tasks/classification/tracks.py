"""The benchmark track of classification: which of all these is it?"""

from dataclasses import dataclass, replace
from typing import Any

from instructcv.tasks.base import Benchmark, Interview, Track
from instructcv.tasks.classification.asking import NAME
from instructcv.tasks.classification.found import bring
from instructcv.tasks.classification.measures import score


@dataclass(frozen=True, kw_only=True)
class Classes:
    """All classes in one legend; several legends vote."""

    classes: tuple[str, ...]

    def __call__(self, interview: Interview) -> dict[str, Any]:
        sample = interview.sample
        if sample.label is None:
            return {}
        read = interview.answer(interview.legends(NAME, self.classes, len(self.classes)))
        found = bring(read, read[0].query, sample.photo)
        rest = 1.0 - sum(found.probabilities.values())
        voted = replace(read[0], probabilities=found.probabilities, confidence=max(*found.probabilities.values(), rest))
        return dict(score(read[0] if len(read) == 1 else voted, sample))


def _classes(bench: Benchmark) -> Track | None:
    if bench.first.label is None:
        return None
    names = bench.asked or bench.first.labels
    return Track(
        task=NAME,
        protocol=Classes(classes=names),
        words=f"{len(names)}-way, all in one legend, ties wrong",
        headline=(("accuracy", "accuracy"), ("accuracy", "mean_class_accuracy"), ("calibration", "ECE")),
        classes=len(names),
        per_picture=len(names),
    )


TRACKS = {"classes": _classes}
