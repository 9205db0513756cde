"""What evaluating costs on top of predicting: asking, scoring, strips, records, intervals and tables, for every track.

    python benchmarks/evaluating_cost.py --data ../shared/data --limit 40 --out results/evaluating_cost.json

Each data set that is there is evaluated by its official protocol from nothing, as `instructcv evaluate` does with one worker.
Predicting = painting and reading, and opening the photos, which nobody predicts without; evaluating = all the rest up to the result
file. One thread, on a machine that does nothing else.
"""

import argparse
import shlex
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import torch

from instructcv.errors import UserError
from instructcv.evaluation import painters, run, summary, tracks
from instructcv.evaluation.results import Figure, write

MOST = 0.10
DATASETS = ("shapes", "rooms", *(name for name in benchmarks.SOURCES if name not in ("shapes", "rooms")))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("results/evaluating_cost.json"))
    parser.add_argument("--checkpoint", help="a pipeline folder; the model inside the package if not given")
    parser.add_argument("--limit", type=int, default=40, help="photos a data set")
    parser.add_argument("--only", nargs="+", choices=DATASETS, default=DATASETS)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    spec = painters.Spec(checkpoint=asked.checkpoint)
    painters.build(spec)
    figures: list[Figure] = []
    for name in asked.only:
        plan = run.EvaluationPlan(dataset=name, data=str(asked.data), painter=spec, limit=asked.limit)
        try:
            found = tracks.of(plan.open())
        except UserError as error:
            print(f"left out: {error}", file=sys.stderr)
            continue
        for track in found:
            figures.append(measured(plan, track))
            print(f"{figures[-1].name}: {figures[-1].value:.1%} ({figures[-1].note})", flush=True)
    write(figures, asked.out, command=shlex.join(["python", *sys.argv]))
    print(asked.out)


def measured(plan: run.EvaluationPlan, track: str) -> Figure:
    """One track of one data set."""
    plan = replace(plan, tracks=(track,))
    dataset = plan.open()
    started = time.perf_counter()
    for index in plan.asking(painters.build(plan.painter).label_format).indices(dataset):
        _ = dataset[index]
    opening = time.perf_counter() - started
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        found = run.run(plan, Path(folder))
        summary.summarise(plan, Path(folder), found, command="")
        whole = time.perf_counter() - started
    predicting = opening + sum(one.predict_ms for one in found) / 1000
    return Figure(
        name=f"{plan.dataset} {track}: evaluating on top of predicting",
        value=(whole - predicting) / predicting,
        target=MOST,
        better="lower",
        note=f"{len(found)} photos, {whole:.1f} s in all",
    )


if __name__ == "__main__":
    main()
