"""COCO at the size of train2017: what opening it costs, first and later, and the memory of a worker that builds from it.

    python benchmarks/coco_size.py --data ../shared/data --out results/coco_size.json

The annotations are the subset's, repeated under other ids until there are 118,287 photos and 860,001 objects, with as many
bytes as the real files have; the panoptic ones too. Every copy points to the subset's photos. A process of its own opens the
data set with an empty cache, another one opens it again, and both build a shard; memory is each process's own peak.
"""

import argparse
import json
import os
import shlex
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from instructcv.evaluation.results import Figure, peak_mb, write
from instructcv.pairs.config import BuildConfig, SourceConfig, open_source
from instructcv.pairs.plan import BuildPlan
from instructcv.pairs.separate import write_taken
from instructcv.pairs.shard import build_shard
from instructcv.pairs.store import Place

PHOTOS, OBJECTS = 118_287, 860_001
MOST_MB = 1000.0
STEP = 10_000_000
"""Between the ids of two copies: more than any id of the subset."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("results/coco_size.json"))
    parser.add_argument("--worker", type=Path, help="what this program asks itself: build from this folder")
    asked = parser.parse_args()
    if asked.worker is not None:
        print(json.dumps(as_worker(asked.worker)))
        return
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "coco"
        note = repeat((asked.data / "coco").absolute(), root)
        print(note, flush=True)
        again = [sys.executable, __file__, "--worker", str(root)]
        env = os.environ | {"XDG_CACHE_HOME": str(Path(scratch) / "cache")}
        figures: list[Figure] = []
        for when in ("first", "later"):
            said = subprocess.run(again, env=env, stdout=subprocess.PIPE, text=True, check=True).stdout
            print(when, said, flush=True)
            figures += figures_of(when, json.loads(said), note)
    write(figures, asked.out, command=shlex.join(["python", *sys.argv]))
    print(asked.out)


def figures_of(when: str, found: dict[str, float], note: str) -> list[Figure]:
    peak = Figure(
        name=f"{when}: peak memory of a worker that builds",
        value=found["peak_mb"],
        unit="MB",
        target=MOST_MB,
        better="lower",
        note=f"{note}; {found['idle_mb']:.0f} MB before it opened anything",
    )
    times = [
        Figure(name=f"{when}: {name}", value=found[key], unit="s", better="lower", note=f"load {found['load']:.1f}")
        for name, key in (
            ("open", "open_s"),
            ("open, of processor", "open_cpu_s"),
            ("the first photo, with the panoptic file", "photo_s"),
            ("the first photo, of processor", "photo_cpu_s"),
        )
    ]
    return [peak, *times]


def as_worker(root: Path) -> dict[str, float]:
    """Open the data set, read a photo, build a shard: seconds of the clock and of the processor, and memory in MB."""
    source = SourceConfig(dataset="coco", root=root, split="train")
    config = BuildConfig(sources=(source,), photos_per_shard=64)
    found = {"idle_mb": peak_mb(), "load": os.getloadavg()[0]}
    start, cpu = time.perf_counter(), time.process_time()
    dataset = open_source(source)
    found |= {"open_s": time.perf_counter() - start, "open_cpu_s": time.process_time() - cpu}
    start, cpu = time.perf_counter(), time.process_time()
    sample = dataset[len(dataset) - 1]
    found |= {"photo_s": time.perf_counter() - start, "photo_cpu_s": time.process_time() - cpu}
    assert len(dataset) == PHOTOS and sample.instances is not None
    plan = BuildPlan.of(config, [len(dataset)])
    place = Place(out=root / "pairs", split="train", shards=plan.shards)
    write_taken(place)
    build_shard(0, config=config, plan=plan, place=place)
    return found | {"peak_mb": peak_mb()}


def repeat(subset: Path, root: Path) -> str:
    """Write the data set; returns what it has, in words."""
    (root / "annotations").mkdir(parents=True)
    (root / "train2017").symlink_to(subset / "train2017")
    (root / "annotations" / "panoptic_train2017").symlink_to(subset / "annotations" / "panoptic_train2017")
    sizes: list[str] = []
    for kind, most in (("instances", OBJECTS), ("panoptic", PHOTOS)):
        content = json.loads((subset / "annotations" / f"{kind}_train2017.json").read_bytes())
        path = root / "annotations" / f"{kind}_train2017.json"
        with path.open("w", encoding="utf-8") as file:
            for key in ("info", "licenses", "categories"):
                file.write(("{" if key == "info" else ",") + f'"{key}":' + json.dumps(content[key]))
            for key, count in (("images", PHOTOS), ("annotations", most)):
                file.write(f',"{key}":[')
                file.writelines(lines(content[key], count))
                file.write("]")
            file.write("}")
        sizes.append(f"{most:,} {kind} entries of {PHOTOS:,} photos in {path.stat().st_size / 1e6:.0f} MB")
    return ", ".join(sizes)


def lines(entries: list[dict[str, Any]], count: int) -> Iterator[str]:
    """So many entries, copy after copy, each copy under ids of its own."""
    for number in range(count):
        copy, index = divmod(number, len(entries))
        entry = dict(entries[index])
        for name in ("id", "image_id"):
            if name in entry:
                entry[name] += copy * STEP
        yield ("," if number else "") + json.dumps(entry, separators=(",", ":"))


if __name__ == "__main__":
    main()
