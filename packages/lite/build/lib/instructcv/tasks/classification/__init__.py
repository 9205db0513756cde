"""Classification: what is it? The whole picture takes the winner's colour.

    instruction  "if there is a cat make it orange, otherwise blue"       "cat: orange, dog: purple, otherwise black"
    legend       cat: (255, 128, 0), otherwise (0, 0, 255)                cat: (255, 128, 0), dog: (128, 0, 192)
    picture      all orange, or all blue                                  all purple: a dog

Both formats paint the same way; `original` asks yes-or-no only, with colours that have a name.
"""

from instructcv.tasks.base import RoundTrip, Traits
from instructcv.tasks.classification.asking import ask, can_ask, categories, example, telling
from instructcv.tasks.classification.found import bring, files, record, say, show
from instructcv.tasks.classification.measures import SUMS, label, round_trip, score
from instructcv.tasks.classification.pictures import paint, read
from instructcv.tasks.classification.rules import WORDINGS
from instructcv.tasks.classification.tracks import TRACKS

TRAITS = Traits(
    kind="flat",
    gives="class",
    round_trip=RoundTrip(limit=1.0, unit="exact", higher_is_better=True),
    headline=("accuracy", "accuracy"),
    track="classes",
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
