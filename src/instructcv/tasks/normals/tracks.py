"""The benchmark track of normals: every photo is asked once. NYUv2 is scored on it as it is on depth (Fouhey et al. 2013)."""

from typing import Any

from instructcv.tasks.normals.asking import NAME, can_ask
from instructcv.tasks.normals.measures import score
from instructcv.tasks.shared.tracks import Benchmark, Interview, Track


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
        official_on=frozenset({"nyuv2"}),
    )


TRACKS = {"facing": _facing}
