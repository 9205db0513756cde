"""The benchmark track of normals: every photo is asked once."""

from typing import Any

from instructcv.tasks.base import Benchmark, Interview, Track
from instructcv.tasks.normals.asking import NAME, can_ask
from instructcv.tasks.normals.measures import score


def _asked_once(interview: Interview) -> dict[str, Any]:
    if not can_ask(interview.sample):
        return {}
    (answer,) = interview.answer([interview.query(NAME)])
    return dict(score(answer, interview.sample))


def _facing(bench: Benchmark) -> Track | None:
    if not can_ask(bench.first):
        return None
    return Track(
        task=NAME,
        protocol=_asked_once,
        words="whole frame, truth from depth and focal length, pixels of all photos pooled",
        headline=(
            ("angles", "mean_deg"),
            ("angles", "median_deg"),
            ("angles", "under_11.25"),
            ("angles", "under_22.5"),
            ("angles", "under_30"),
        ),
        official=False,
    )


TRACKS = {"facing": _facing}
