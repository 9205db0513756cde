"""The benchmark track of depth: metric as answered, and after the affine fit."""

from dataclasses import dataclass
from typing import Any

from instructcv.tasks.depth.asking import NAME, can_ask
from instructcv.tasks.depth.measures import score
from instructcv.tasks.shared.tracks import Benchmark, Interview, Track

EIGEN_CROP = frozenset({"nyuv2"})
"""Data sets whose official figures leave out the frame's edges (Eigen et al. 2014)."""


@dataclass(frozen=True, kw_only=True)
class Depth:
    """Each photo is asked once."""

    eigen_crop: bool = False

    def __call__(self, interview: Interview) -> dict[str, Any]:
        if not can_ask(interview.sample):
            return {}
        (answer,) = interview.answer([interview.query(NAME)])
        return dict(score(answer, interview.sample, eigen_crop=self.eigen_crop))


def _metric(bench: Benchmark) -> Track | None:
    if bench.first.depth_m is None:
        return None
    crop = bench.dataset in EIGEN_CROP
    return Track(
        task=NAME,
        protocol=Depth(eigen_crop=crop),
        words=f"{'Eigen crop' if crop else 'whole frame'}, truth from 1e-3 to 10 m, figures of each photo averaged; metric without alignment, affine after least squares",
        headline=(
            ("depth", "RMSE"),
            ("depth", "AbsRel"),
            ("depth", "d1"),
            ("depth_affine", "AbsRel"),
            ("depth_affine", "d1"),
        ),
        official_on=frozenset({"nyuv2", "kitchen"}),
    )


TRACKS = {"metric": _metric}
