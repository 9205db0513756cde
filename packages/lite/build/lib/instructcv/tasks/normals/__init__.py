"""Surface normals: which way does each surface face?

    instruction  "which way does every surface face?"
    picture      red = right, green = up, blue = towards the viewer, -1 = 0 and 1 = 255 (see `labels/normals.py`):
                 a floor is (128, 255, 128), a wall straight ahead (128, 128, 255)

Both label formats paint the same way. Truth comes from depth and the focal length (`samples/normals.py`).
"""

from instructcv.tasks.base import RoundTrip, Traits
from instructcv.tasks.normals.asking import ask, can_ask, categories, example, telling
from instructcv.tasks.normals.found import bring, files, record, say, show
from instructcv.tasks.normals.measures import SUMS, label, round_trip, score
from instructcv.tasks.normals.pictures import paint, read
from instructcv.tasks.normals.rules import WORDINGS
from instructcv.tasks.normals.tracks import TRACKS

TRAITS = Traits(
    kind="free",
    one_each=frozenset(),
    whole_scene=True,
    round_trip=RoundTrip(limit=0.5, unit="degrees", higher_is_better=False),
    headline=("angles", "mean_deg"),
    lower_is_better=frozenset({"mean_deg", "median_deg"}),
    track="facing",
)
__all__ = [
    "SUMS", "TRACKS", "TRAITS", "WORDINGS", "ask", "bring", "can_ask", "categories", "example", "files", "label",
    "paint", "read", "record", "round_trip", "say", "score", "show", "telling",
]  # fmt: skip
