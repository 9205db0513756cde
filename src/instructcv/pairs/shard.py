"""One shard: photos in, a Parquet file and a report out. The same shard has the same bytes wherever it is written."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from instructcv.errors import UserError
from instructcv.files import whole
from instructcv.pairs import _png, checking, fingerprints
from instructcv.pairs._arrow import table_of
from instructcv.pairs.asking import askable, draw, is_negative
from instructcv.pairs.config import BuildConfig, open_source
from instructcv.pairs.plan import BuildPlan, Unit
from instructcv.pairs.rows import SCHEMA, decoded, photo_jpeg, row_of
from instructcv.pairs.separate import Taken, read_taken, taken_path
from instructcv.pairs.store import Place, sha256_of, write_json
from instructcv.samples import losses
from instructcv.samples.resize import resized, within
from instructcv.tasks.base import task
from instructcv.types import Sample

ATTEMPTS = 4
"""Questions that are drawn until one survives its round trip."""
PHOTOS_A_GROUP = 64
"""Photos whose pairs share a row group: their rows are mixed, and each photo is stored once."""
_PICTURES = ("input_image.bytes", "edited_image.bytes", "known.bytes")
_DICTIONARY_BYTES = 1 << 28


@dataclass(kw_only=True)
class _Report:
    photos: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    left_out: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    notes: list[dict[str, str]] = field(default_factory=list[dict[str, str]])
    counts: Counter[str] = field(default_factory=Counter[str])
    checks: dict[str, dict[str, float]] = field(default_factory=dict[str, dict[str, float]])
    rows: int = 0

    def leave_out(self, source: str, key: str, reason: str) -> None:
        self.left_out.append({"source": source, "key": key, "reason": reason})

    def look_at(self, sample: Sample) -> None:
        """Count what a photo's labels are, and what became of those that were wrong."""
        self.counts.update(losses.counted(sample))
        self.notes += [
            {"source": sample.source, "key": sample.key, "did": note.did, "kind": note.kind, "note": note.what}
            for note in sample.notes
        ]

    def passed(self, name: str, value: float) -> None:
        sums = self.checks.setdefault(name, {"count": 0, "sum": 0.0, "worst": value})
        sums["count"] += 1
        sums["sum"] += value
        sums["worst"] = task(name).TRAITS.round_trip.worst([sums["worst"], value])


def build_shard(shard: int, *, config: BuildConfig, plan: BuildPlan, place: Place) -> int:
    """Write one shard and its report, report last; returns how many pairs it has.

    Raises:
        UserError: a source cannot be opened. What is wrong with a photo is in the report; `samples.losses` judges it.
    """
    cv2.setNumThreads(1)
    report, taken = _Report(), read_taken(taken_path(place))
    parquet = place.parquet(shard)
    with whole(parquet) as temporary:
        with _writer(temporary) as writer:
            group: list[dict[str, Any]] = []
            for number, unit in enumerate(plan.units(shard), start=1):
                group += _pairs_of(unit, config, taken, report)
                if number % PHOTOS_A_GROUP == 0:
                    _flush(writer, group, f"{config.seed}/{shard}/{number}")
                    group = []
            _flush(writer, group, f"{config.seed}/{shard}/end")
        summary = {
            "shard": shard,
            "rows": report.rows,
            "bytes": temporary.stat().st_size,
            "sha256": sha256_of(temporary),
            "counts": dict(sorted(report.counts.items())),
            "checks": dict(sorted(report.checks.items())),
            "photos": report.photos,
            "left_out": report.left_out,
            "notes": report.notes,
        }
    write_json(place.report(shard), summary)
    return report.rows


def _writer(path: Path) -> pq.ParquetWriter:
    """Pictures are compressed already; a dictionary stores a photo that is asked three questions once."""
    options: dict[str, Any] = {  # pyarrow's own signature does not say that these may differ by column
        "compression": dict.fromkeys(_leaves(), "zstd") | dict.fromkeys(_PICTURES, "none"),
        "use_dictionary": [name for name in _leaves() if name not in _PICTURES[1:]],
        "dictionary_pagesize_limit": _DICTIONARY_BYTES,
        "write_statistics": ["task", "source"],
        "write_page_checksum": True,
    }
    return pq.ParquetWriter(path, SCHEMA, **options)


def _leaves() -> list[str]:
    found: list[str] = []
    for column in SCHEMA:
        if pa.types.is_struct(column.type):
            found += [f"{column.name}.{part.name}" for part in column.type]
        elif pa.types.is_list(column.type):
            found += [f"{column.name}.list.element.{part.name}" for part in column.type.value_type]
        else:
            found.append(column.name)
    return found


def _flush(writer: pq.ParquetWriter, rows: list[dict[str, Any]], seed: str) -> None:
    """The rows of a group in a drawn order, so that a reader without a shuffle does not see a photo thrice in a row."""
    if rows:
        order = _rng(seed).permutation(len(rows))
        writer.write_table(table_of([rows[i] for i in order], SCHEMA))


def _rng(text: str) -> np.random.Generator:
    return np.random.default_rng(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest(), "big"))


def _pairs_of(unit: Unit, config: BuildConfig, taken: Taken, report: _Report) -> list[dict[str, Any]]:
    """The rows of one photo. Its questions depend on the seed and on its name only, not on who builds it, or when."""
    source = config.sources[unit.source]
    dataset = open_source(source)
    try:
        whole_sample = dataset[unit.item]
    except UserError as error:
        report.counts.update(losses.refused())
        note = {"did": "left out", "kind": losses.REFUSED, "note": str(error)}
        report.notes.append({"source": source.dataset, "key": f"photo {unit.item}"} | note)
        return []
    report.look_at(whole_sample)
    sample = resized(whole_sample, within(whole_sample.size_hw, config.size_px))
    tasks = askable(sample, config)
    if not tasks:
        report.leave_out(sample.source, sample.key, _why_not(sample))
        return []
    digest = fingerprints.digest(sample.photo)
    if (f"{sample.source}/{sample.key}", digest) in taken:
        report.leave_out(sample.source, sample.key, "another split has this photo")
        return []
    jpeg = photo_jpeg(sample.photo)
    rows: list[dict[str, Any]] = []
    for question in range(unit.questions):
        row = _pair(sample, tasks, config, jpeg, question, report)
        if row is not None:
            rows.append(row | {"split": config.split})
    if rows:
        photo = {"source": sample.source, "key": sample.key, "licence": sample.licence, "digest": digest}
        photo |= {"part": unit.source, "item": unit.item, "pairs": len(rows)}  # so that `origin` finds it again
        report.photos.append(photo | {"hash": f"{fingerprints.perceptual_hash(sample.photo):016x}"})
    report.rows += len(rows)
    return rows


def _pair(
    sample: Sample, tasks: dict[str, float], config: BuildConfig, jpeg: bytes, question: int, report: _Report
) -> dict[str, Any] | None:
    """One row, or None where no question survived its round trip; the report says which it was."""
    rng = _rng(f"{config.seed}/{sample.source}/{sample.split}/{sample.key}/{question}")
    failures: list[str] = []
    for _ in range(ATTEMPTS):
        query = draw(sample, tasks, config, rng)
        target = task(query.task).paint(sample, query)
        few = _png.few_colours(target.picture)
        outcome = checking.check(sample, query, target.picture, few)
        if outcome.ok:
            png = _png.encode(target.picture, few)
            # What was read is what is stored: the file gives back every pixel.
            assert np.array_equal(decoded(png), target.picture), "a target's PNG lost something"
            report.passed(query.task, outcome.value)
            _count(sample, query.task, query.label_format.name, query.categories, report)
            report.counts["negative"] += int(is_negative(sample, query))
            report.counts["of categories"] += bool(query.legend)
            return row_of(sample, query, jpeg, target, png)
        shown = f"{query.task} of {', '.join(query.categories)}" if query.legend else query.task
        failures.append(f"{shown}: {outcome.value:.3g} {task(query.task).TRAITS.round_trip.unit}")
        report.counts[f"redrawn/{query.task}"] += 1
    report.leave_out(sample.source, sample.key, "no question survived its round trip; " + "; ".join(failures))
    return None


def _why_not(sample: Sample) -> str:
    """Why a photo cannot be asked anything."""
    if all(labels is None for labels in (sample.instances, sample.regions, sample.depth_m, sample.label)):
        return "no label stands beside it"
    boxed = any(item.mask is None for item in sample.instances or ())
    return "its labels answer none of the tasks" + ("; boxes without masks need --format original" if boxed else "")


def _count(sample: Sample, name: str, label_format: str, categories: tuple[str, ...], report: _Report) -> None:
    report.counts.update((f"task/{name}", f"source/{sample.source}", f"format/{label_format}"))
    report.counts.update(f"category/{category}" for category in categories)
    report.counts[f"licence/{sample.licence}"] += 1
