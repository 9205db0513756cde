"""Classification accuracy. A tie is wrong: a constant predictor that likes every class equally scores 0.

Checked against a hand-counted table; without ties it is scikit-learn's `accuracy_score` and `balanced_accuracy_score`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

OTHERWISE = "(none of these)"
"""The truth's name where no class of the legend is right."""
TIE = 1e-6
"""Probabilities closer than this are a tie."""


@dataclass(frozen=True, kw_only=True)
class AccuracySums:
    """(right, asked) by true class."""

    counts: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])

    @classmethod
    def of(cls, probabilities: Mapping[str, float], truth: str) -> "AccuracySums":
        """Count one photo: right if the true class's probability beats every other's by more than `TIE`.

        A true class that has no probability at all is wrong.
        """
        others = [value for name, value in probabilities.items() if name != truth]
        right = truth in probabilities and all(probabilities[truth] > value + TIE for value in others)
        return cls(counts={truth: (int(right), 1)})

    def __add__(self, other: "AccuracySums") -> "AccuracySums":
        merged = dict(self.counts)
        for name, (right, asked) in other.counts.items():
            old = merged.get(name, (0, 0))
            merged[name] = (old[0] + right, old[1] + asked)
        return AccuracySums(counts=merged)

    def compute(self) -> dict[str, float]:
        """`accuracy` over photos, `mean_class_accuracy` over true classes, and `accuracy/<class>`."""
        asked = sum(total for _, total in self.counts.values())
        if not asked:
            return {}
        each = {name: right / total for name, (right, total) in sorted(self.counts.items()) if total}
        figures = {
            "accuracy": sum(right for right, _ in self.counts.values()) / asked,
            "mean_class_accuracy": sum(each.values()) / len(each),
        }
        return figures | {f"accuracy/{name}": value for name, value in each.items()}
