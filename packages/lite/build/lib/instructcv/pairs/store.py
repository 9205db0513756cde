"""Where a build keeps what. Each file is there whole or not at all.

OUT/README.md, card.html, card.jpg       the data card, and what `load_dataset(OUT)` reads first
OUT/data/train-00003-of-00012.parquet    the pairs
OUT/build/train/config.json              what was asked for; a second build must ask the same
OUT/build/train/taken.json               photos that other splits have, and this one leaves out
OUT/build/train/labels.json              what was read, mended, left out and unknown, a line each
OUT/build/train/reading.json             how many sentences say what their pictures answer
OUT/build/train/00003.json               what became of shard 3; a shard is done where both files are
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.files import write_text


@dataclass(frozen=True, kw_only=True)
class Place:
    """The files of one split of a build."""

    out: Path
    split: str
    shards: int

    def parquet(self, shard: int) -> Path:
        return self.out / "data" / f"{self.split}-{shard:05d}-of-{self.shards:05d}.parquet"

    def report(self, shard: int) -> Path:
        return self.out / "build" / self.split / f"{shard:05d}.json"

    @property
    def config(self) -> Path:
        return self.out / "build" / self.split / "config.json"

    @property
    def labels(self) -> Path:
        """What was read, mended, left out and unknown, a line each."""
        return self.config.with_name("labels.json")

    @property
    def reading(self) -> Path:
        """How many sentences say what their pictures answer."""
        return self.config.with_name("reading.json")

    def done(self, shard: int) -> bool:
        """Both files are there, and the shard has the bytes that its report says."""
        parquet, report = self.parquet(shard), self.report(shard)
        if not (parquet.exists() and report.exists()):
            return False
        return read_json(report)["bytes"] == parquet.stat().st_size

    def complete(self) -> bool:
        return all(self.parquet(shard).exists() and self.report(shard).exists() for shard in range(self.shards))

    def reports(self) -> Iterator[dict[str, Any]]:
        for shard in range(self.shards):
            yield read_json(self.report(shard))


def place_of(out: Path, split: str) -> Place:
    """A split that was built before.

    Raises:
        UserError: it was not.
    """
    config = out / "build" / split / "config.json"
    if not config.exists():
        raise UserError(f"{out} holds no pairs of the split {split!r}; build them with `instructcv build --out {out}`")
    return Place(out=out, split=split, shards=int(read_json(config)["shards"]))


def splits(out: Path) -> tuple[str, ...]:
    """The splits that were begun, in the order in which they are shown."""
    return tuple(split for split in ("train", "val", "test") if (out / "build" / split / "config.json").exists())


def write_json(path: Path, content: Any) -> None:
    write_text(path, json.dumps(content, indent=1, ensure_ascii=False) + "\n")


def read_json(path: Path) -> Any:
    """A file of the build's own.

    Raises:
        UserError: it is damaged.
    """
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UserError(f"{path} is damaged ({error}); delete it and build again") from error


def clear_leftovers(place: Place) -> int:
    """Remove what `files.whole` left of a build that was killed; returns how many files there were."""
    left = [*(place.out / "data").glob(f".{place.split}-*.tmp"), *place.config.parent.glob(".*.tmp")]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
