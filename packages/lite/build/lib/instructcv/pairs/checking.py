"""The round trip of a pair: the target, read back by its task, against the label that it was painted from.

The file keeps every pixel of a target, so that what is read here is what a trainer will read. Each task says what is compared, in
which unit, and how far a pair may be off (`TRAITS.round_trip`).
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import UInt8

from instructcv.labels.indexed import FewColours
from instructcv.tasks.base import task
from instructcv.types import Query, Sample


@dataclass(frozen=True, kw_only=True)
class Check:
    """How well one pair's label survives its target."""

    value: float
    """In the unit of the task's round trip."""
    ok: bool


def check(sample: Sample, query: Query, picture: UInt8[np.ndarray, "h w 3"], few: FewColours | None) -> Check:
    """Read a target back and compare.

    Args:
        few: the same picture as indices, where it has few colours: its reader then looks at each colour once, and
            finds what it would find pixel by pixel (`tests/pairs/test_checking.py`).
    """
    value = task(query.task).round_trip(sample, query, picture, few)
    return Check(value=value, ok=task(query.task).TRAITS.round_trip.holds(value))
