"""From the records of all photos to figures with intervals, the table of photos and the result file."""

import csv
import io
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from instructcv.datasets.base import whole_notes
from instructcv.evaluation import intervals, run, tracks
from instructcv.evaluation.records import PhotoRecord
from instructcv.evaluation.results import as_json, provenance
from instructcv.evaluation.run import EvaluationPlan
from instructcv.files import write_text
from instructcv.metrics.base import merge
from instructcv.samples import notes
from instructcv.tasks.shared.tracks import Track

_EXTREMES = 4
"""So many of the best, the median and the worst photos are shown."""


def summarise(plan: EvaluationPlan, folder: Path, found: Sequence[PhotoRecord], *, command: str) -> dict[str, Any]:
    """Write `photos.csv` and `result.json`; returns the latter's content."""
    dataset = plan.open()
    known = tracks.of(dataset, plan.tracks)
    grouped = run.by_track(found)
    rows = [track_row(known[name], parts, plan) for name, parts in grouped.items()]
    content = provenance(command) | {
        "dataset": dataset.name,
        "split": dataset.split,
        "checkpoint": plan.painter.name,
        "painter": asdict(plan.painter),
        "passes": plan.passes,
        "seeds": plan.seeds,
        "seed": plan.seed,
        "legends": plan.legends,
        "peak_mb": round(run.peak_of(folder), 1),
        "labels": notes.summary(sum((Counter(one.labels) for one in found), Counter[str]()), whole_notes(dataset)),
        "left_out": [one.refused for one in found if one.refused],
        "tracks": rows,
        "not_taught": sorted(known.keys() - grouped.keys()),
    }
    write_text(folder / "photos.csv", table([one for one in found if not one.refused]))
    write_text(folder / "result.json", as_json(content))
    return content


def track_row(track: Track, parts: Sequence[PhotoRecord], plan: EvaluationPlan) -> dict[str, Any]:
    """One track's figures and what they cost."""
    sums = merge(part.sums for part in parts)
    figures: dict[str, Any] = {}
    for key, total in sums.items():
        around = intervals.of([part.sums[key] for part in parts if key in part.sums])
        for name, value in total.compute().items():
            figures[f"{key}.{name}"] = {"value": value, "interval": around.get(name)}
    predict, total_ms = sum(part.predict_ms for part in parts), sum(part.total_ms for part in parts)
    row: dict[str, Any] = {
        "track": parts[0].track,
        "task": track.task,
        "protocol": track.words,
        "oracle": track.oracle,
        "photos": len(parts),
        "headline": [f"{key}.{name}" for key, name in track.headline if f"{key}.{name}" in figures],
        "classes": track.classes,
        "pictures_per_photo": float(np.mean([part.asked for part in parts])),
        "classes_per_picture": min(track.per_picture or plan.per_query, track.classes),
        "admissibility": float(np.mean([part.admissibility for part in parts if part.asked] or [0.0])),
        "ms_per_photo": predict / len(parts),
        "evaluating_ms_per_photo": (total_ms - predict) / len(parts),
        "evaluating_share": (total_ms - predict) / predict if predict else 0.0,
        "figures": figures,
        "photos_shown": shown(parts),
    }
    if "calibration" in sums:
        row["reliability"] = reliability(sums["calibration"])
    return row


def reliability(sums: Any) -> list[dict[str, float]]:
    """The points of a reliability plot, one for each bin of confidence that has answers."""
    points: list[dict[str, float]] = []
    for count, confidence, right in zip(sums.counts, sums.confidence, sums.right, strict=True):
        if count:
            points.append(
                {"count": float(count), "confidence": float(confidence / count), "right": float(right / count)}
            )
    return points


def shown(parts: Sequence[PhotoRecord]) -> dict[str, list[dict[str, Any]]]:
    """The best, the median and the worst photos by error; those without a figure or a strip are left out."""
    usable = sorted((p for p in parts if p.error is not None and p.strip), key=lambda p: (p.error or 0.0, p.index))
    middle = max(0, len(usable) // 2 - _EXTREMES // 2)
    chosen = {
        "best": usable[:_EXTREMES],
        "median": usable[middle : middle + _EXTREMES],
        "worst": usable[::-1][:_EXTREMES],
    }
    return {
        name: [{"key": p.key, "error": p.error, "strip": p.strip, "instruction": p.instruction} for p in group]
        for name, group in chosen.items()
    }


def table(found: Sequence[PhotoRecord]) -> str:
    """One line a photo and track, worst first within a track."""
    names = sorted({name for one in found for name in one.figures})
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = [
        "track",
        "index",
        "key",
        "error",
        "admissibility",
        "asked",
        "predict_ms",
        "total_ms",
        "strip",
        "instruction",
    ]
    writer.writerow(head + names)
    for one in sorted(found, key=lambda r: (r.track, -(r.error if r.error is not None else -1.0), r.index)):
        cells = [one.track, one.index, one.key, _cell(one.error), _cell(one.admissibility), one.asked]
        cells += [f"{one.predict_ms:.1f}", f"{one.total_ms:.1f}", one.strip, one.instruction]
        writer.writerow([*cells, *(_cell(one.figures.get(name)) for name in names)])
    return out.getvalue()


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
