"""Pairs a second and bytes a pair: `instructcv build` on 1, 2 and 4 workers, and the 2023 way of working, in one run.

    python benchmarks/build_pairs.py --data ../shared/data --out results/build_pairs.json

The 2023 builder made a folder for each pair: the photo as JPEG, the target as PNG, `prompt.json`, all at the photo's own
size, in one process; its loops over the categories of COCO and the classes of ADE20K opened the photo again for each pair.
Here it paints the same questions, with the same code, so that only the way of working differs. It checks nothing; ours
reads every target back. Two easier ways stand beside it: `photos opened once`, and that `at 256 px`, with pictures as
small as ours, to tell apart what the size saves and what the layout saves.

Each photo is asked as many questions as `instructcv build` asks by itself. `--datasets` takes fewer of them, for a short run.
"""

import argparse
import hashlib
import json
import os
import resource
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from instructcv.evaluation.results import Figure, write
from instructcv.pairs.asking import askable, draw
from instructcv.pairs.build import build
from instructcv.pairs.config import BuildConfig, SourceConfig, open_source
from instructcv.pairs.plan import BuildPlan
from instructcv.samples.resize import resized, within
from instructcv.tasks.base import task
from instructcv.types import Sample

FOLDERS = {"coco": "coco", "oxford_pet": "oxford-iiit-pet", "nyuv2": "nyu_depth_v2", "camvid": "camvid"}
PHOTOS: dict[str, Callable[[Sample, Any], str]] = {
    "coco": lambda sample, _: f"train2017/{sample.key}.jpg",
    "oxford_pet": lambda sample, _: f"images/{sample.key}.jpg",
    "nyuv2": lambda _, item: item[0],
    "camvid": lambda _, item: item[0],
}
"""Where a sample's photo lies below its root; the lists of the last two say it."""
OLD = ("2023 way", "2023 way, photos opened once")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("results/build_pairs.json"))
    parser.add_argument("--questions", type=int, default=BuildConfig(sources=()).questions)
    parser.add_argument("--datasets", nargs="+", choices=list(FOLDERS), default=list(FOLDERS))
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2, 4])
    asked = parser.parse_args()
    sources = tuple(
        SourceConfig(dataset=name, root=asked.data / folder, split="train")
        for name, folder in FOLDERS.items()
        if name in asked.datasets and (asked.data / folder).is_dir()
    )
    config = BuildConfig(sources=sources, questions=asked.questions, photos_per_shard=64)
    for source in sources:  # from here on nobody waits for the disk
        for path in Path(str(source.root)).rglob("*"):
            if path.is_file():
                path.read_bytes()
    ways: list[dict[str, Any]] = []
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory() as scratch:
        ways.append(measured(OLD[0], lambda out: old_way(config, out, again=True), Path(scratch)))
        ways.append(measured(OLD[1], lambda out: old_way(config, out), Path(scratch)))
        name = f"{OLD[1]}, at {config.size_px} px"
        ways.append(measured(name, lambda out: old_way(config, out, size_px=config.size_px), Path(scratch)))
        for workers in asked.workers:
            name = f"instructcv build, {workers} worker" + "s" * (workers > 1)
            ways.append(measured(name, lambda out, n=workers: new_way(config, out, n), Path(scratch)))
    write(figures_of(ways, load), asked.out, command=shlex.join(["python", *sys.argv]))
    print(asked.out)


def figures_of(ways: list[dict[str, Any]], load: float) -> list[Figure]:
    """Each way's own figures, and the fastest build against each 2023 way at the photo's own size.

    Args:
        load: of the machine before the first way.
    """
    best = max(
        (way for way in ways if way["name"].startswith("instructcv build")), key=lambda way: way["pairs_per_wall_s"]
    )
    figures: list[Figure] = []
    for old in (way for way in ways if way["name"] in OLD):
        pair = f"{best['name']} / {old['name']}"
        times = {each: best[each] / old[each] for each in ("pairs_per_wall_s", "pairs_per_cpu_s", "bytes_per_pair")}
        figures += [
            Figure(
                name=f"{pair}: pairs a second", value=times["pairs_per_wall_s"], target=5.0, note=f"load {load:.1f}"
            ),
            Figure(name=f"{pair}: pairs a second of processor", value=times["pairs_per_cpu_s"]),
            Figure(name=f"{pair}: bytes a pair", value=times["bytes_per_pair"], target=0.5, better="lower"),
        ]
    for way in ways:
        name, note = way["name"], f"{way['pairs']} pairs, {way['files']} files, {way['wall_s']} s"
        figures += [
            Figure(name=f"{name}: pairs a second", value=way["pairs_per_wall_s"], note=note),
            Figure(name=f"{name}: pairs a second of processor", value=way["pairs_per_cpu_s"]),
            Figure(name=f"{name}: bytes a pair", value=way["bytes_per_pair"], unit="B", better="lower"),
        ]
    return figures


def measured(name: str, run: Callable[[Path], int], scratch: Path) -> dict[str, Any]:
    """Wall and processor seconds (children too) and the bytes on disk of one way."""
    out = scratch / "out"
    start, cpu = time.perf_counter(), processor_seconds()
    pairs = run(out)
    wall_s, cpu_s = time.perf_counter() - start, processor_seconds() - cpu
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    files = sum(path.is_file() for path in out.rglob("*"))
    shutil.rmtree(out)
    way = {
        "name": name,
        "pairs": pairs,
        "files": files,
        "wall_s": round(wall_s, 2),
        "cpu_s": round(cpu_s, 2),
        "pairs_per_wall_s": round(pairs / wall_s, 2),
        "pairs_per_cpu_s": round(pairs / cpu_s, 2),
        "bytes_per_pair": round(size / pairs),
    }
    print(way, flush=True)
    return way


def processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def new_way(config: BuildConfig, out: Path, workers: int) -> int:
    return build(config, out, workers=workers).pairs


def old_way(config: BuildConfig, out: Path, *, size_px: int = 0, again: bool = False) -> int:
    """A folder a pair; `seeds.json` lists them at the end.

    Args:
        again: open the photo again for each pair.
    """
    out.mkdir(parents=True)
    names: list[str] = []
    for name, path, photo, target, instruction in questions(config, size_px):
        folder = out / name
        folder.mkdir()
        opened = Image.open(path).convert("RGB") if again else Image.fromarray(photo)
        opened.save(folder / f"{name}_0.jpg")
        Image.fromarray(target).save(folder / f"{name}_1.png")
        (folder / "prompt.json").write_text(json.dumps({"edit": instruction}))
        names.append(name)
    (out / "seeds.json").write_text(json.dumps([[name, [name]] for name in names]))
    return len(names)


def questions(config: BuildConfig, size_px: int) -> Iterator[tuple[str, Path, np.ndarray, np.ndarray, str]]:
    """The photos of the same plan with their labels, each read once: name, photo's file, photo, target, instruction."""
    datasets: list[Any] = [open_source(source) for source in config.sources]
    plan = BuildPlan.of(config, [len(dataset) for dataset in datasets])
    for shard in range(plan.shards):
        for unit in plan.units(shard):
            whole = datasets[unit.source][unit.item]
            sample = resized(whole, within(whole.size_hw, size_px))
            item = datasets[unit.source].items[unit.item]
            path = Path(str(config.sources[unit.source].root)) / PHOTOS[sample.source](sample, item)
            tasks = askable(sample, config)
            for number in range(unit.questions if tasks else 0):
                seed = hashlib.blake2b(f"{sample.source}/{sample.key}/{number}".encode(), digest_size=8).digest()
                query = draw(sample, tasks, config, np.random.default_rng(int.from_bytes(seed, "big")))
                name = f"{sample.source}_{sample.key}_{query.task}_{number}"
                yield name, path, sample.photo, task(query.task).paint(sample, query).picture, query.instruction


if __name__ == "__main__":
    main()
