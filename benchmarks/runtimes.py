"""What an answer costs through each runtime, and how far exports are from the checkpoint: processor time, since others use the machine.

    instructcv export --out EXPORTS/onnx; instructcv export --format openvino --out EXPORTS/openvino
    OMP_NUM_THREADS=1 python benchmarks/runtimes.py --exports EXPORTS --photos ../shared/data/coco/val2017 --out results/runtimes.json

Milliseconds of processor a photo, in one process and medians over photos. `one` and `eight` are whole answers in memory to one and to
eight categories; `folder` is everything that `predict --no-pictures` does with two instructions, from
the file to its line, and 2,000 / `folder` the photos a second that two cores can have of it. Runtimes take turns, photo by photo.
"""

import argparse
import io
import json
import shlex
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from instructcv import InstructCV
from instructcv.evaluation.results import Figure, write
from instructcv.evaluation.speed import EIGHT, ONE
from instructcv.inference.bulk import timeless
from instructcv.photos import open_photo

BOTH = ("segment the people and the chairs", "box the cars")
"""What a folder is asked."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exports", type=Path, required=True, help="a folder with an export a runtime, named like it")
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--count", type=int, default=8)
    parser.add_argument("--looks", type=int, nargs="*", default=[2, 1])
    parser.add_argument("--out", type=Path, default=Path("results/runtimes.json"))
    args = parser.parse_args()
    paths = sorted(args.photos.glob("*.jpg"))[: args.count + 1]
    models = {"torch": InstructCV.from_pretrained()}
    models |= {
        name: InstructCV.from_pretrained(args.exports / name, runtime=name)
        for name in ("onnx", "openvino")
        if (args.exports / name).is_dir()
    }
    took: dict[str, list[float]] = {}
    for number, path in enumerate(paths):
        for looks in args.looks:
            for name, model in models.items():
                model.model.look_with(looks)
                for job, ms in costs(model, path).items():
                    if number:  # the first photo warms up
                        took.setdefault(f"{name}, looks {looks}: {job}", []).append(ms)
    figures = [Figure(name=name, value=median(each), unit="ms", better="lower") for name, each in took.items()]
    figures += [
        Figure(name=name.replace("folder", "photos a second on two cores"), value=2000 / median(each))
        for name, each in took.items()
        if name.endswith("folder")
    ]
    for figure in figures:
        print(f"{figure.name:50} {figure.value:8.1f} {figure.unit}")
    write(figures, args.out, command=shlex.join(["python", *sys.argv]))


def costs(model: InstructCV, path: Path) -> dict[str, float]:
    """Milliseconds of processor time for each job on one photo."""
    photo = open_photo(path)

    def folder() -> None:
        lines = [timeless(result.to_json()) for result in model.answer(open_photo(path), BOTH, photo_name=path.name)]
        io.StringIO().write(json.dumps(lines))

    queries = [model.understand(ONE)]
    jobs: dict[str, Callable[[], object]] = {
        "one": lambda: model(photo, ONE),
        "one, the networks alone": lambda: model.model.paint(photo, queries),
        "eight": lambda: model(photo, EIGHT),
        "folder": folder,
        "opening the file": lambda: open_photo(path),
    }
    return {name: process_ms(job) for name, job in jobs.items()}


def process_ms(job: Callable[[], object]) -> float:
    started = time.process_time()
    job()
    return 1000 * (time.process_time() - started)


if __name__ == "__main__":
    main()
