"""How much of what was painted the label format could have painted: the mean over pictures.

Checked against a mean taken by hand.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class AdmissibilitySums:
    """Pictures, and the sum of their admissible shares."""

    pictures: int = 0
    total: float = 0.0

    @classmethod
    def of(cls, shares: Sequence[float]) -> "AdmissibilitySums":
        """Count pictures by their admissible shares, 0 to 1."""
        return cls(pictures=len(shares), total=float(sum(shares)))

    def __add__(self, other: "AdmissibilitySums") -> "AdmissibilitySums":
        return AdmissibilitySums(pictures=self.pictures + other.pictures, total=self.total + other.total)

    def compute(self) -> dict[str, float]:
        """`admissibility`, the mean share; nothing where nothing was painted."""
        return {"admissibility": self.total / self.pictures} if self.pictures else {}
