"""How much a build may lose: labels that could not be read are counted, and too many of them stop it."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from instructcv.errors import UserError

TOLERATED = 0.02
"""Share of the photos that may have lost a label before a build stops."""


LOST = "lost/photos"
"""What a shard's report counts them under."""


class TooManyError(UserError):
    """More photos have lost a label than is tolerated."""


@dataclass(kw_only=True)
class Losses:
    """What became of the labels of all shards so far."""

    total: int
    """Photos that the whole build asks."""
    tolerate: float = TOLERATED
    counts: Counter[str] = field(default_factory=Counter[str])
    example: str = ""
    """The first label that was left out."""

    def add(self, report: dict[str, Any]) -> None:
        """Add one shard's report.

        Raises:
            TooManyError: more photos have lost a label than is tolerated.
        """
        self.counts.update(report["counts"])
        lost = self.counts[LOST]
        if not self.example:
            self.example = next((each["note"] for each in report["notes"] if each["did"] == "left out"), "")
        if lost > self.tolerate * self.total:
            share = 100 * lost / self.total
            raise TooManyError(
                f"{lost} of {self.total} photos ({share:.3g} %) have lost a label, and --tolerate allows {100 * self.tolerate:g} %; "
                f"e.g. {self.example}"
            )
