"""Sums over the reports of a split's shards: what the card and the command line tell."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from instructcv.pairs import store
from instructcv.tasks.base import task


@dataclass(kw_only=True)
class Totals:
    """What came of one split."""

    rows: int = 0
    bytes: int = 0
    photos: int = 0
    counts: Counter[str] = field(default_factory=Counter[str])
    """`task/...`, `source/...`, `format/...`, `category/...`, `licence/...`, `redrawn/...`, `negative`, `of categories`."""
    checks: dict[str, dict[str, float]] = field(default_factory=dict[str, dict[str, float]])
    """By task: count, sum and worst of the round trip's figure."""
    left_out: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    notes: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    hashes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """File and SHA-256 of each shard."""

    def add(self, report: dict[str, Any]) -> None:
        """Add one shard's report."""
        self.rows += report["rows"]
        self.bytes += report["bytes"]
        self.photos += len(report["photos"])
        self.counts.update(report["counts"])
        self.left_out += report["left_out"]
        self.notes += report["notes"]
        for name, sums in report["checks"].items():
            mine = self.checks.setdefault(name, {"count": 0, "sum": 0.0, "worst": sums["worst"]})
            mine["count"] += sums["count"]
            mine["sum"] += sums["sum"]
            mine["worst"] = task(name).TRAITS.round_trip.worst([mine["worst"], sums["worst"]])

    def under(self, prefix: str) -> list[tuple[str, int]]:
        """Counts whose name begins so, most first."""
        found = [(name.removeprefix(prefix), n) for name, n in self.counts.items() if name.startswith(prefix)]
        return sorted(found, key=lambda entry: (-entry[1], entry[0]))

    @property
    def negative_share(self) -> float:
        """Of the questions that can be negative: those about categories, and not about the whole photo."""
        return self.counts["negative"] / max(1, self.counts["of categories"])


def totals_of(out: Path, split: str) -> Totals:
    totals, place = Totals(), store.place_of(out, split)
    for report in place.reports():
        totals.add(report)
        totals.hashes.append((place.parquet(report["shard"]).name, report["sha256"]))
    return totals
