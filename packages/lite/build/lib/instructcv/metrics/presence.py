"""Is it there at all? Right and wrong "found" and "not found", over present and absent categories.

The four counts are the contingency table of any textbook; checked against a hand-counted example.
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class PresenceSums:
    """Counts of (category, photo) questions."""

    present_found: int = 0
    present_missed: int = 0
    absent_found: int = 0
    absent_right: int = 0

    @classmethod
    def of(cls, *, found: bool, present: bool) -> "PresenceSums":
        """Count one question."""
        return cls(
            present_found=int(present and found),
            present_missed=int(present and not found),
            absent_found=int(not present and found),
            absent_right=int(not present and not found),
        )

    def __add__(self, other: "PresenceSums") -> "PresenceSums":
        return PresenceSums(
            present_found=self.present_found + other.present_found,
            present_missed=self.present_missed + other.present_missed,
            absent_found=self.absent_found + other.absent_found,
            absent_right=self.absent_right + other.absent_right,
        )

    def compute(self) -> dict[str, float]:
        """`recall` = present ones found, `specificity` = absent ones answered "not found", `balanced` = their mean."""
        figures: dict[str, float] = {}
        present = self.present_found + self.present_missed
        absent = self.absent_found + self.absent_right
        if present:
            figures["recall"] = self.present_found / present
        if absent:
            figures["specificity"] = self.absent_right / absent
        if present and absent:
            figures["balanced"] = (figures["recall"] + figures["specificity"]) / 2
        return figures
