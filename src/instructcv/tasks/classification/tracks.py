"""The benchmark track of classification: which of all these is it?"""

from dataclasses import dataclass, replace
from typing import Any

from instructcv.tasks.classification.asking import NAME
from instructcv.tasks.classification.found import bring, together
from instructcv.tasks.classification.measures import score
from instructcv.tasks.shared.tracks import Benchmark, Interview, Track

MOST_OFFERED = 64
"""Classes in one legend: of more the colours are no longer told apart (`labels.flat.read`)."""


@dataclass(frozen=True, kw_only=True)
class Classes:
    """All classes in one legend, or in as few as can tell their colours apart; several legends vote."""

    classes: tuple[str, ...]

    def __call__(self, interview: Interview) -> dict[str, Any]:
        sample = interview.sample
        if sample.label is None:
            return {}
        pictures = -(-len(self.classes) // MOST_OFFERED)
        parts = interview.answer(interview.legends(NAME, self.classes, -(-len(self.classes) // pictures)))
        read = [together(parts[start : start + pictures]) for start in range(0, len(parts), pictures)]
        found = bring(read, read[0].query, sample.photo)
        rest = 1.0 - sum(found.probabilities.values())
        voted = replace(read[0], probabilities=found.probabilities, confidence=max(*found.probabilities.values(), rest))
        return dict(score(read[0] if len(read) == 1 else voted, sample))


def _classes(bench: Benchmark) -> Track | None:
    if bench.first.label is None:
        return None
    names = bench.asked or bench.first.labels
    where = "" if len(names) <= MOST_OFFERED else f" of at most {MOST_OFFERED}, put together"
    return Track(
        task=NAME,
        protocol=Classes(classes=names),
        words=f"{len(names)}-way, all in one legend{where}, ties wrong",
        headline=(("accuracy", "accuracy"), ("accuracy", "mean_class_accuracy"), ("calibration", "ECE")),
        classes=len(names),
        per_picture=min(len(names), MOST_OFFERED),
        official_on=frozenset({"grocery", "oxford_pet"}),
    )


TRACKS = {"classes": _classes}
