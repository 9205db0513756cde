"""Ten corrected photos of a thing that the embedded model does poorly: what do they teach, and what is forgotten?

    python benchmarks/corrections.py --data ../shared/data --out results/corrections.json

MSRC's training photos that show the thing are answered, and each answer is corrected with the true mask, as a person would on the
page; `learn` does the rest. Both models are then asked for the thing on test photos that show it, and on others that do not,
and for four everyday categories there, which is what may be forgotten.
"""

import argparse
import shlex
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from instructcv import InstructCV, registry
from instructcv.evaluation.results import Figure, write
from instructcv.feedback.answered import of_result
from instructcv.feedback.correction import Correction
from instructcv.feedback.learnt import ADAPTER, FOLDER
from instructcv.feedback.store import Store
from instructcv.training.learn import TEACHERS, learn
from instructcv.types import Sample

OTHERS = ("grass", "sky", "building", "tree")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("results/corrections.json"))
    parser.add_argument("--thing", default="cow")
    parser.add_argument("--photos", type=int, default=10)
    parser.add_argument("--tested", type=int, default=20)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--preference", type=float, help="weight of the preference term")
    asked = parser.parse_args()
    train, test = (registry.load("datasets", "msrc").open(asked.data / "MSRC_v2", split=s) for s in ("train", "test"))
    shown, _ = sorted_out(train, asked.thing)
    there, elsewhere = sorted_out(test, asked.thing)
    there, elsewhere = there[: asked.tested], elsewhere[:: max(1, len(elsewhere) // asked.tested)][: asked.tested]
    model = InstructCV.from_pretrained(device="cpu")
    before = measured(model, asked.thing, there, elsewhere)
    usual: Any = TEACHERS["mini"][1]()
    told = {"steps": asked.steps, "preference_weight": asked.preference}
    teacher = replace(usual, **{name: value for name, value in told.items() if value is not None})
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for sample in shown[: asked.photos]:
            result = model(sample.photo, f"segment the {asked.thing}")
            truth = mask_of(sample, asked.thing)
            store.add(of_result(result), Correction(verdict="corrected", masks={asked.thing: truth}), by="benchmark")
        started = time.perf_counter()
        report = learn(Path(folder), device="cpu", teacher=teacher)
        seconds = time.perf_counter() - started
        print(report)
        adapted = InstructCV.from_pretrained(Path(folder) / FOLDER / report.name / ADAPTER, device="cpu")
        after = measured(adapted, asked.thing, there, elsewhere)
    figures = [
        Figure(
            name="learning: time", value=seconds, unit="s", target=300, better="lower", note=f"{asked.photos} photos"
        ),
        Figure(name="learning: kept", value=float(report.kept)),
        Figure(name="held-out corrections before", value=report.before.corrections),
        Figure(name="held-out corrections after", value=report.after.corrections),
        Figure(name="guard before", value=report.before.guard, note=f"{report.guards} questions"),
        Figure(name="guard after", value=report.after.guard),
    ]
    for name in before:
        figures += [
            Figure(name=f"{name}, before", value=before[name]),
            Figure(name=f"{name}, after", value=after[name]),
        ]
    for figure in figures:
        print(f"{figure.name}: {figure.value:.3f} {figure.unit} {figure.note}")
    write(figures, asked.out, command=shlex.join(["python", *sys.argv]))


def sorted_out(dataset: Any, thing: str) -> tuple[list[Sample], list[Sample]]:
    """Photos with the thing and photos without, in order."""
    every = [dataset[i] for i in range(len(dataset))]
    return [s for s in every if mask_of(s, thing).any()], [s for s in every if not mask_of(s, thing).any()]


def mask_of(sample: Sample, name: str) -> Any:
    assert sample.regions is not None
    if name not in sample.regions.names:
        return np.zeros(sample.size_hw, np.bool_)
    return sample.regions.ids == sample.regions.names.index(name)


def measured(model: InstructCV, thing: str, there: list[Sample], elsewhere: list[Sample]) -> dict[str, float]:
    """IoU over all photos that show it; how often it is rightly not found elsewhere; IoU of everyday categories there."""
    found = overlap(model, there, thing)
    denied = float(np.mean([not mask_for(model, sample, thing).any() for sample in elsewhere]))
    others = [overlap(model, elsewhere, name) for name in OTHERS]
    return {
        f"IoU of {thing} on {len(there)} photos": found,
        f"{thing} rightly not found on {len(elsewhere)} photos": denied,
        f"mean IoU of {', '.join(OTHERS)} on them": float(np.mean(others)),
    }


def overlap(model: InstructCV, samples: list[Sample], name: str) -> float:
    both = either = 0
    for sample in samples:
        assert sample.regions is not None
        known = sample.regions.ids >= 0
        ours, truth = mask_for(model, sample, name) & known, mask_of(sample, name)
        both += int((ours & truth).sum())
        either += int((ours | truth).sum())
    return both / max(1, either)


def mask_for(model: InstructCV, sample: Sample, name: str) -> Any:
    mask = model(sample.photo, f"segment the {name}").mask
    return np.zeros(sample.size_hw, np.bool_) if mask is None else mask


if __name__ == "__main__":
    main()
