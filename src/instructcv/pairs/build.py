"""A build from its config to its card: plan, run what is missing, keep the splits apart, describe what came out."""

import json
import logging
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tqdm import tqdm

from instructcv.backends.base import backend
from instructcv.datasets.base import whole_notes
from instructcv.errors import UserError
from instructcv.instructions.reader import Encoder
from instructcv.pairs import card, config, reading, separate, store
from instructcv.pairs.plan import BuildPlan
from instructcv.pairs.shard import build_shard
from instructcv.pairs.store import Place
from instructcv.samples import losses
from instructcv.samples.notes import counted, in_words, summary

log = logging.getLogger(__name__)

LAYOUT = 6
"""Raised when the same config no longer gives the same bytes."""


@dataclass(frozen=True, kw_only=True)
class Built:
    """What a build came to."""

    pairs: int
    shards: int
    written: int
    """Shards that this run wrote; the others were there."""
    left_out: int
    """Photos and questions of which nothing came."""
    labels: tuple[str, ...]
    """What was read, mended, left out and unknown, a line each."""
    card: Path


def build(
    asked: config.BuildConfig,
    out: Path,
    *,
    workers: int = 1,
    backend_name: str = "processes",
    address: str | None = None,
    force: bool = False,
    tolerate: float = losses.TOLERATED,
    encoder: Callable[[], Encoder] | None = None,
) -> Built:
    """Build one split into `out`, or go on where a build of the same config was stopped.

    Args:
        asked: what to build.
        out: where to.
        workers: processes at once.
        backend_name: where they run.
        address: of a cluster.
        force: allow validation and test photos in a training set.
        tolerate: share of the photos that may lose a label.
        encoder: opens the sentence encoder by which a sample of the sentences is read back once all pairs are there (the workers
            need none); without it the card says that nobody has read them.

    Raises:
        UserError: more labels lost than is tolerated; anything wrong with the config, the data sets, `out` or the cluster.
        JobFailedError: a shard failed several times for a reason of ours.
    """
    config.check(asked, force=force)
    losses.tolerated(tolerate)
    run = backend(backend_name)
    # Workers of a cluster have working directories of their own.
    asked = replace(asked, sources=tuple(replace(s, root=s.root and s.root.absolute()) for s in asked.sources))
    datasets = [config.open_source(source) for source in asked.sources]
    plan = BuildPlan.of(asked, [len(dataset) for dataset in datasets])
    place = Place(out=out.absolute(), split=asked.split, shards=plan.shards)
    _claim(place, asked, plan)
    separate.write_taken(place)
    if leftovers := store.clear_leftovers(place):
        log.info("removed %d half-written files of a build that was stopped", leftovers)
    todo = [shard for shard in range(plan.shards) if not place.done(shard)]
    if todo and len(todo) < plan.shards:
        log.info("%d of %d shards are there already", plan.shards - len(todo), plan.shards)
    work = partial(build_shard, config=asked, plan=plan, place=place)
    lost = losses.Losses(total=sum(plan.used), tolerate=tolerate)
    try:
        for shard in sorted(set(range(plan.shards)) - set(todo)):
            _add(lost, store.read_json(place.report(shard)))
        with tqdm(total=len(todo), unit="shard", desc=asked.split, disable=None) as bar:
            for shard, _ in run(work, todo, workers=workers, address=address):
                _add(lost, store.read_json(place.report(shard)))
                bar.update()
    except losses.TooManyError:
        _forget_losers(place)
        raise
    whole = [note for dataset in datasets for note in whole_notes(dataset)]
    labels = summary(lost.counts, whole)
    store.write_json(place.labels, labels)
    if encoder is not None and place.complete() and (todo or not place.reading.is_file()):
        reading.write(place, encoder())
    finished = [split for split in store.splits(out) if store.place_of(out, split).complete()]
    page = card.write(out, finished, separate.near_duplicates(out, finished))
    reports = list(place.reports())
    pairs = sum(report["rows"] for report in reports)
    left_out = sum(len(report["left_out"]) for report in reports)
    if pairs == 0:
        also = "".join(f"; {line}" for line in in_words(counted(whole)))
        raise UserError(f"not a single pair came out; {_first_reason(reports)}{also}")
    return Built(
        pairs=pairs,
        shards=plan.shards,
        written=len(todo),
        left_out=left_out,
        labels=tuple(labels),
        card=page,
    )


def _add(lost: losses.Losses, report: dict[str, Any]) -> None:
    """Add one shard's report; raises `losses.TooManyError`."""
    wrong = [note for note in report["notes"] if note["did"] == "left out"]
    kinds = ["" if note["kind"] == losses.REFUSED else f"{note['kind']}: " for note in wrong]
    lost.add(report["counts"], [kind + note["note"] for kind, note in zip(kinds, wrong, strict=True)])


def _claim(place: Place, asked: config.BuildConfig, plan: BuildPlan) -> None:
    """Write down what `out` is for; refuse to mix two builds.

    Raises:
        UserError: another build of this split is there; the message says what differs.
    """
    ours: dict[str, Any] = {
        "config": asked.as_json(),
        "photos": list(plan.photos),
        "shards": plan.shards,
        "layout": LAYOUT,
        "instructcv": version("instructcv"),
        "pyarrow": version("pyarrow"),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    if not (place.config.exists() and any(place.report(shard).exists() for shard in range(plan.shards))):
        store.write_json(place.config, ours)
        return
    theirs = store.read_json(place.config)
    if differing := _differences(json.loads(json.dumps(ours)), theirs):
        raise UserError(
            f"{place.out} holds another build of the split {place.split!r}: {differing}; choose another --out, or delete it"
        )


def _forget_losers(place: Place) -> None:
    """Remove the shards that lost labels, so that the same command reads their photos again once the files are mended."""
    for shard in range(place.shards):
        report = place.report(shard)
        if report.exists() and store.read_json(report)["counts"].get(losses.LOST):
            report.unlink()
            place.parquet(shard).unlink(missing_ok=True)


def _differences(ours: dict[str, Any], theirs: dict[str, Any], path: str = "") -> str:
    """The first value that differs, in words; empty when all are equal."""
    for name in ours:
        a, b = ours[name], theirs.get(name)
        if isinstance(a, dict) and isinstance(b, dict):
            if inner := _differences(a, b, f"{path}{name}."):
                return inner
        elif a != b:
            return f"{path}{name} was {b!r} and is {a!r}"
    return ""


def _first_reason(reports: Sequence[dict[str, Any]]) -> str:
    for report in reports:
        for entry in report["left_out"]:
            return f"e.g. {entry['source']}/{entry['key']}: {entry['reason']}"
    return "no photo was asked"
