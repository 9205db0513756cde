"""Depth: how far away is each pixel?

    instruction  "how far away is everything?"
    picture      grey, near = dark; on the `log` curve from 0.3 to 10 m: 0.3 m = 0, 1 m = 88, 3 m = 167, 10 m = 255

In the `original` format grey is linear, 10 m = 255, and unknown depth is black.
"""

from instructcv.tasks.base import RoundTrip, Traits
from instructcv.tasks.depth.asking import ask, can_ask, categories, example, telling
from instructcv.tasks.depth.found import bring, files, record, say, show
from instructcv.tasks.depth.measures import SUMS, label, round_trip, score
from instructcv.tasks.depth.pictures import paint, read
from instructcv.tasks.depth.rules import WORDINGS
from instructcv.tasks.depth.tracks import TRACKS

TRAITS = Traits(
    kind="grey",
    gives="distance",
    one_each=frozenset(),
    whole_scene=True,
    round_trip=RoundTrip(limit=1.0, unit="of the bound", higher_is_better=False),
    headline=("depth", "AbsRel"),
    lower_is_better=frozenset({"RMSE", "AbsRel", "log10"}),
    track="metric",
)
__all__ = [
    "SUMS",
    "TRACKS",
    "TRAITS",
    "WORDINGS",
    "ask",
    "bring",
    "can_ask",
    "categories",
    "example",
    "files",
    "label",
    "paint",
    "read",
    "record",
    "round_trip",
    "say",
    "score",
    "show",
    "telling",
]
