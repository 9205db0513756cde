"""Intersection over union: confusion matrices for closed vocabularies, binary sums for one category at a time.

Checked against a hand-counted example and against `hotcoco.semantic`.
"""

from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Bool, Int16, Int64


@dataclass(frozen=True, kw_only=True, eq=False)
class ConfusionSums:
    """Pixels of each true class (row) by predicted class (column; the last one = "nothing"), over a whole data set.

    The standard protocol of ADE20K, CamVid and Cityscapes: one matrix for the data set, unlabelled pixels left out.
    """

    names: tuple[str, ...]
    counts: Int64[np.ndarray, "n n1"]

    @classmethod
    def of(
        cls, predicted: Int16[np.ndarray, "h w"], truth: Int16[np.ndarray, "h w"], names: tuple[str, ...]
    ) -> "ConfusionSums":
        """Count one picture. -1 in `truth` = unlabelled, left out; -1 in `predicted` = "nothing", a miss."""
        n = len(names)
        valid = (truth >= 0) & (truth < n)
        column = np.where((predicted >= 0) & (predicted < n), predicted, n)[valid].astype(np.int64)
        cells = truth[valid].astype(np.int64) * (n + 1) + column
        return cls(names=names, counts=np.bincount(cells, minlength=n * (n + 1)).reshape(n, n + 1).astype(np.int64))

    def __add__(self, other: "ConfusionSums") -> "ConfusionSums":
        if self.names != other.names:
            raise ValueError("confusion matrices of different vocabularies do not add up")
        return ConfusionSums(names=self.names, counts=self.counts + other.counts)

    def compute(self) -> dict[str, float]:
        """`mIoU`, `pixel_accuracy`, `mean_class_accuracy` and `IoU/<class>`, over the classes that have a pixel."""
        hits = np.diag(self.counts).astype(np.float64)
        annotated = self.counts.sum(axis=1)
        union = annotated + self.counts[:, : len(self.names)].sum(axis=0) - hits
        present = annotated > 0
        if not present.any():
            return {}
        iou = hits[present] / union[present]
        figures = {
            "mIoU": float(iou.mean()),
            "pixel_accuracy": float(hits.sum() / annotated.sum()),
            "mean_class_accuracy": float((hits[present] / annotated[present]).mean()),
        }
        shown = [name for name, there in zip(self.names, present, strict=True) if there]
        return figures | {f"IoU/{name}": float(value) for name, value in zip(shown, iou, strict=True)}


@dataclass(frozen=True, kw_only=True)
class IoUSums:
    """Pixels by category: (intersection, predicted, annotated). For queries that each ask a few categories.

    With every category asked of every picture this equals `ConfusionSums`; a test holds the two together.
    """

    pixels: dict[str, tuple[int, int, int]] = field(default_factory=dict[str, tuple[int, int, int]])

    @classmethod
    def of(
        cls,
        category: str,
        predicted: Bool[np.ndarray, "h w"],
        truth: Bool[np.ndarray, "h w"],
        known: Bool[np.ndarray, "h w"] | None = None,
    ) -> "IoUSums":
        """Count one category in one picture, where `known`."""
        if known is not None:
            predicted, truth = predicted & known, truth & known
        return cls(pixels={category: (int((predicted & truth).sum()), int(predicted.sum()), int(truth.sum()))})

    def __add__(self, other: "IoUSums") -> "IoUSums":
        merged = dict(self.pixels)
        for category, (both, predicted, annotated) in other.pixels.items():
            old = merged.get(category, (0, 0, 0))
            merged[category] = (old[0] + both, old[1] + predicted, old[2] + annotated)
        return IoUSums(pixels=merged)

    def by_category(self) -> dict[str, float]:
        """The IoU of each category with an annotated pixel, in alphabetical order."""
        return {
            category: both / (predicted + annotated - both)
            for category, (both, predicted, annotated) in sorted(self.pixels.items())
            if annotated
        }

    def compute(self) -> dict[str, float]:
        """`mIoU` over the categories with an annotated pixel, `IoU/<category>` for each of them, and `cIoU`: all
        intersections over all unions, where pixels of categories that are nowhere count as misses.
        """
        values = self.by_category()
        if not values:
            return {}
        both, predicted, annotated = (sum(counts) for counts in zip(*self.pixels.values(), strict=True))
        pooled = {"mIoU": sum(values.values()) / len(values), "cIoU": both / (predicted + annotated - both)}
        return pooled | {f"IoU/{name}": value for name, value in values.items()}
