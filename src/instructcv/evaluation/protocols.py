"""Running a protocol over a data set. The protocols themselves are the tasks': `tasks/NAME/tracks.py`.

A protocol takes an interview and returns sums that merge. A photo that has no labels of a task is not asked and takes part in no
figure. `evaluation.run` does the same in parts, with a record of every photo.
"""

from collections.abc import Callable, Sequence
from typing import Any

from instructcv.evaluation import tracks
from instructcv.evaluation.interview import Asking, Interview
from instructcv.metrics.admissibility import AdmissibilitySums
from instructcv.metrics.base import merge
from instructcv.types import Dataset, Painter

Parts = dict[str, Any]
"""Sums by name, as `metrics.base.merge` takes them."""
Protocol = Callable[[Interview], Parts]


def asked(protocol: Protocol, interview: Interview) -> Parts:
    """One photo's sums, the painted pictures' `admissibility` too."""
    sums = protocol(interview)
    shares = [answer.admissibility for answer in interview.answers]
    return sums | ({"admissibility": AdmissibilitySums.of(shares)} if shares else {})


def over(painter: Painter, dataset: Dataset, asking: Asking, protocol: Protocol) -> Parts:
    """Run a protocol over a data set and merge."""
    interviews = (Interview(painter=painter, asking=asking, sample=s, rng=rng) for s, rng in asking.samples(dataset))
    return merge(asked(protocol, interview) for interview in interviews)


def track(painter: Painter, dataset: Dataset, asking: Asking, name: str, categories: Sequence[str] = ()) -> Parts:
    """`over` with the protocol of a track, which may be told the only categories to ask for.

    Raises:
        UserError: no such track, or no labels for it.
    """
    return over(painter, dataset, asking, tracks.of(dataset, (name,), asked=tuple(categories))[name].protocol)
