"""Detection: where is each object of a category? One category a query.

    instruction  "put a box around every chair"
    picture      each chair's pixels hold their place in that chair's box: red 0 at its left edge and 255 at its right
                 edge, green 0 at the top and 255 at the bottom, blue 255; black elsewhere, all black without a chair

In the `original` format the picture is the photo with a blue frame, 4 px wide, around each object.
"""

from instructcv.tasks.base import RoundTrip, Traits
from instructcv.tasks.detection.asking import ask, can_ask, categories, example, telling
from instructcv.tasks.detection.found import bring, files, record, say, show
from instructcv.tasks.detection.measures import SUMS, label, round_trip, score
from instructcv.tasks.detection.pictures import paint, read
from instructcv.tasks.detection.rules import WORDINGS
from instructcv.tasks.detection.tracks import TRACKS

TRAITS = Traits(
    kind="place",
    gives="instances",
    one_each=frozenset({"legend", "original"}),
    round_trip=RoundTrip(limit=1.0, unit="px", higher_is_better=False),
    headline=("boxes", "AP50"),
    track="boxes",
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
