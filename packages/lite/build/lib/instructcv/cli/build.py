"""Build instruction pairs from data sets: Parquet shards and a data card."""

import logging
import os
import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from instructcv.cli._options import Count, Seed, with_folders
from instructcv.errors import UserError
from instructcv.types import Split


def command(
    *,
    dataset: Annotated[list[str], Parameter(consume_multiple=True)],
    root: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    out: Path,
    weight: Annotated[list[float] | None, Parameter(consume_multiple=True)] = None,
    split: Split = "train",
    source_split: Split | None = None,
    pairs: Count | None = None,
    questions: Count = 3,
    task: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    format_: Annotated[list[str] | None, Parameter(name="--format", consume_multiple=True)] = None,
    negatives: float = 0.2,
    size: int = 256,
    photos_per_shard: Count = 256,
    seed: Seed = 0,
    workers: Count | None = None,
    backend: str = "processes",
    address: str | None = None,
    tolerate: float = 0.02,
    force: bool = False,
) -> int:
    """Build instruction pairs from data sets: Parquet shards and a data card.

    instructcv build --dataset coco --root COCO --out pairs

    instructcv build --dataset coco oxford_pet --root COCO PETS --weight 3 1 --pairs 100000 --out pairs

    The same command again goes on where it was stopped. Build test first, then train, into one folder: what one split
    has, the other leaves out.

    Parameters
    ----------
    dataset
        Registered data sets, e.g. coco ade20k nyuv2 oxford_pet voc folder rooms.
    root
        Their folders, in the same order; - for one that needs none.
    out
        Where the pairs go: data/*.parquet, README.md, card.html.
    weight
        Shares of the pairs, in the same order; as many as they have photos, if not given.
    split
        What the pairs are for: train, val or test. Wordings follow: val and test get the held-out ones.
    source_split
        The data sets' own split that is read; the same, if not given.
    pairs
        Pairs in all; otherwise so many questions a photo as --questions says.
    questions
        Questions a photo.
    task
        Tasks, with weights if you like: segmentation=2 detection=1. All that a photo's labels allow, if not given.
    format_
        Label formats, with weights if you like: legend=3 original=1.
    negatives
        Share of the questions of which nothing is there.
    size
        Shorter side of the stored pictures in pixels, never enlarged; 0 = the photo's own size.
    photos_per_shard
        Photos in one Parquet file.
    seed
        The same seed gives the same bytes, on any number of workers.
    workers
        Shards built at once; as many as there are processors, if not given.
    backend
        processes (this machine) or ray (a cluster that sees the same folders).
    address
        Of the Ray cluster, e.g. 10.0.0.1:6379.
    tolerate
        Share of the photos that may be refused, or lose a label that cannot be read, before the build stops; 1 = all of them.
    force
        Allow validation or test photos in training pairs.
    """
    from instructcv.pairs.build import build
    from instructcv.pairs.config import BuildConfig, SourceConfig

    logging.getLogger("instructcv").setLevel(logging.INFO)
    if weight is not None and len(weight) != len(dataset):
        raise UserError(f"{len(dataset)} data sets need as many --weight, or none")
    sources = tuple(
        SourceConfig(dataset=name, root=folder, split=source_split or split, weight=share)
        for (name, folder), share in zip(with_folders(dataset, root), weight or [None] * len(dataset), strict=True)
    )
    config = BuildConfig(
        sources=sources,
        split=split,
        pairs=pairs,
        questions=questions,
        tasks=_weights(task or []),
        formats=_weights(format_ or ["legend"]),
        negatives=negatives,
        size_px=size,
        photos_per_shard=photos_per_shard,
        seed=seed,
    )
    count = workers if workers is not None else os.cpu_count() or 1
    built = build(
        config,
        out,
        workers=count,
        backend_name=backend,
        address=address,
        force=force,
        tolerate=tolerate,
        encoder=_encoder,
    )
    written = f"{built.shards} shards, {built.written} of them written now"
    print("\n".join(built.labels), file=sys.stderr)
    print(f"{built.pairs} pairs in {written}; {built.left_out} photos or questions left out", file=sys.stderr)
    print(built.card)
    return 0


def _encoder() -> Any:
    """Opened when the pairs are there, so that no worker carries it."""
    from instructcv.models.shared.text import SentenceEncoder

    return SentenceEncoder()


def _weights(words: list[str]) -> dict[str, float]:
    """`a=2 b` as {"a": 2.0, "b": 1.0}.

    Raises:
        UserError: what follows `=` is not a number.
    """
    found: dict[str, float] = {}
    for word in words:
        name, _, share = word.partition("=")
        try:
            found[name] = float(share or 1.0)
        except ValueError as error:
            raise UserError(f"{word!r} should read NAME or NAME=WEIGHT, e.g. detection=2") from error
    return found
