"""Segmentation: which pixels belong to which category?

    instruction  "colour the dog red and the sofa teal"
    legend       dog: (255, 0, 0), sofa: (0, 128, 128)
    picture      the dog's pixels red, the sofa's teal, everything else black; all black if neither is there

In the `original` format one category is asked and painted white.
"""

from instructcv.tasks.base import RoundTrip, Traits
from instructcv.tasks.segmentation.asking import ask, can_ask, categories, example, telling
from instructcv.tasks.segmentation.found import bring, files, record, say, show
from instructcv.tasks.segmentation.measures import SUMS, label, round_trip, score
from instructcv.tasks.segmentation.pictures import paint, read
from instructcv.tasks.segmentation.rules import WORDINGS
from instructcv.tasks.segmentation.tracks import TRACKS

TRAITS = Traits(
    kind="legend",
    gives="regions",
    round_trip=RoundTrip(limit=0.99, unit="IoU", higher_is_better=True),
    headline=("iou", "mIoU"),
    track="referring",
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
