"""How much may be lost: photos and labels that could not be read are left out and counted, and too many of them stop the work."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from instructcv.errors import UserError
from instructcv.samples.notes import tally
from instructcv.types import Dataset, Sample

TOLERATED = 0.02
"""Share of the photos that may be refused, or have lost a label, before the work stops."""
LOST = "lost/photos"
"""What they are counted under."""
REFUSED = "photos that were refused"
LOOKED_AT = 128
"""If none of so many photos can be read, nothing of the data set can."""


class TooManyError(UserError):
    """More photos were refused, or have lost a label, than is tolerated."""


def tolerated(share: float | str) -> float:
    """What was typed, as a share.

    Raises:
        UserError: it is none.
    """
    try:
        found = float(share)
    except ValueError:
        found = math.nan
    if not 0.0 <= found <= 1.0:
        raise UserError(f"--tolerate is a share from 0 to 1, not {share}")
    return found


def counted(sample: Sample) -> Counter[str]:
    """The photo's `tally`, and whether it has lost a label."""
    found = tally(sample)
    found[LOST] = int(any(note.did == "left out" for note in sample.notes))
    return found


def refused() -> Counter[str]:
    """The same for a photo that cannot be read."""
    return Counter(("read/photos", LOST, f"note/left out/{REFUSED}"))


def first_readable(dataset: Dataset, count: int) -> list[Sample]:
    """Up to `count` photos, the first ones that can be read; the others are counted where all are read.

    Raises:
        UserError: none can be; what is wrong with the first one.
    """
    found: list[Sample] = []
    first: UserError | None = None
    for index in range(len(dataset)):
        if len(found) == count or (index >= LOOKED_AT and not found):
            break
        try:
            found.append(dataset[index])
        except UserError as error:
            first = first or error
    if first is not None and not found:
        raise first
    return found


@dataclass(kw_only=True)
class Losses:
    """What became of the photos and labels so far."""

    total: int
    """Photos of the whole work."""
    tolerate: float = TOLERATED
    counts: Counter[str] = field(default_factory=Counter[str])
    example: str = ""
    """The first label that was left out."""

    def add(self, counts: Mapping[str, int], left_out: Iterable[str]) -> None:
        """Add what became of some photos.

        Args:
            counts: the sum of `counted` and `refused`.
            left_out: what was wrong, for the message.

        Raises:
            TooManyError: more photos have lost a label than is tolerated.
        """
        self.counts.update(counts)
        lost = self.counts[LOST]
        self.example = self.example or next(iter(left_out), "")
        if lost > self.tolerate * self.total:
            share = 100 * lost / self.total
            raise TooManyError(
                f"{lost} of {self.total} photos ({share:.3g} %) cannot be read or have lost a label, and --tolerate allows {100 * self.tolerate:g} %; "
                f"e.g. {self.example}"
            )
