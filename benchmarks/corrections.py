"""Ten corrected photos of a thing that the embedded model does poorly: what do they teach, and what is forgotten?

    python benchmarks/corrections.py --data ../shared/data --out results/corrections.json

MSRC's photos, on none of which the model was trained, are drawn: ten that show the thing are answered, and each answer is corrected
with the true mask, as a person would on the page; `learn` does the rest. Both models are then asked for the thing on twenty
others that show it and on twenty that do not, and for four everyday categories there, which is what may be forgotten. Without
--thing it is the category whose masks on the ten photos that will be corrected are worst.
"""

import argparse
import shlex
import sys
import tempfile
import time
from collections.abc import Sequence
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

THINGS = ("cow", "sheep", "flower", "bird", "book", "sign", "boat", "car", "bicycle")
"""Countable things of which MSRC has enough photos."""
OTHERS = ("grass", "sky", "building", "tree")
LEAST_SHARE = 0.01
"""Of a photo that a thing must cover to count as shown."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("results/corrections.json"))
    parser.add_argument("--thing", help="one of MSRC's categories; the worst of some if not given")
    parser.add_argument("--photos", type=int, default=10)
    parser.add_argument("--tested", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0, help="of the photos that are drawn, and of what is learned")
    parser.add_argument(
        "--set", action="append", default=[], metavar="NAME=NUMBER", help="another number of TeachConfig"
    )
    asked = parser.parse_args()
    model = InstructCV.from_pretrained(device="cpu")
    photos = drawn(asked.data / "MSRC_v2", asked.seed)
    thing = asked.thing or worst(model, photos, asked.photos)
    shown = [sample for sample in photos if mask_of(sample, thing).mean() > LEAST_SHARE]
    corrected, there = shown[: asked.photos], shown[asked.photos :][: asked.tested]
    elsewhere = [sample for sample in photos if not mask_of(sample, thing).any()][: asked.tested]
    before = measured(model, thing, there, elsewhere)
    print(thing, before, flush=True)
    usual: Any = TEACHERS["mini"][1](seed=asked.seed)
    told = {name: type(getattr(usual, name))(number) for name, _, number in (text.partition("=") for text in asked.set)}
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        for sample in corrected:
            result = model(sample.photo, f"segment the {thing}")
            store.add(
                of_result(result),
                Correction(verdict="corrected", masks={thing: mask_of(sample, thing)}),
                by="benchmark",
            )
        started, used = time.perf_counter(), time.process_time()
        report = learn(Path(folder), device="cpu", teacher=replace(usual, **told))
        seconds, processor_s = time.perf_counter() - started, time.process_time() - used
        print(report, flush=True)
        adapted = InstructCV.from_pretrained(Path(folder) / FOLDER / report.name / ADAPTER, device="cpu")
        after = measured(adapted, thing, there, elsewhere)
    gain = next(iter(after.values())) - next(iter(before.values()))
    fall = report.before.guard - report.after.guard
    figures = [
        Figure(
            name="learning: processor seconds",
            value=processor_s,
            unit="s",
            target=300,
            better="lower",
            note=f"{asked.photos} photos; {seconds:.0f} s went by",
        ),
        Figure(name="learning: kept", value=float(report.kept), note=f"{report.strength:g} of what was learned"),
        Figure(name="held-out corrections before", value=report.before.corrections),
        Figure(name="held-out corrections after", value=report.after.corrections),
        Figure(name="guard before", value=report.before.guard, note=f"{report.guards} questions"),
        Figure(name="guard after", value=report.after.guard),
        Figure(name="guard: fall", value=fall, target=0.01, better="lower"),
    ]
    for name in before:
        figures += [
            Figure(name=f"{name}, before", value=before[name]),
            Figure(name=f"{name}, after", value=after[name]),
        ]
    figures.append(Figure(name=f"IoU of {thing}: gain", value=gain, target=0.2))
    for figure in figures:
        print(f"{figure.name}: {figure.value:.3f} {figure.unit} {figure.note}")
    write(figures, asked.out, command=shlex.join(["python", *sys.argv]))


def drawn(root: Path, seed: int) -> list[Sample]:
    """All labelled photos in a drawn order: MSRC's own has one scene after the other."""
    every = [sample for split in ("train", "test") for sample in _split(root, split)]
    return [every[int(i)] for i in np.random.default_rng(seed).permutation(len(every))]


def _split(root: Path, split: str) -> list[Sample]:
    dataset = registry.load("datasets", "msrc").open(root, split=split)
    return [dataset[i] for i in range(len(dataset))]


def worst(model: InstructCV, photos: Sequence[Sample], count: int) -> str:
    """The thing whose masks are worst on the first photos that show it."""
    found: dict[str, float] = {}
    for thing in THINGS:
        shown = [sample for sample in photos if mask_of(sample, thing).mean() > LEAST_SHARE]
        found[thing] = scored(model, shown[:count], [thing])[0][0]
        print(f"{thing}: {found[thing]:.3f}", flush=True)
    return min(found, key=lambda thing: found[thing])


def mask_of(sample: Sample, name: str) -> Any:
    assert sample.regions is not None
    if name not in sample.regions.names:
        return np.zeros(sample.size_hw, np.bool_)
    return sample.regions.ids == sample.regions.names.index(name)


def measured(model: InstructCV, thing: str, there: list[Sample], elsewhere: list[Sample]) -> dict[str, float]:
    """IoU over all photos that show it; how often it is rightly not found elsewhere; IoU of everyday categories there."""
    (found, _), (others, shown) = scored(model, there, [thing]), scored(model, elsewhere, [thing, *OTHERS])
    return {
        f"IoU of {thing} on {len(there)} photos": found[0],
        f"{thing} rightly not found on {len(elsewhere)} photos": 1 - shown[0],
        f"mean IoU of {', '.join(OTHERS)} on them": float(np.mean(others[1:])),
    }


def scored(model: InstructCV, samples: Sequence[Sample], names: Sequence[str]) -> tuple[list[float], list[float]]:
    """Of each name: intersection over union of all photos together, and on what share of them it is found."""
    both, either, shown = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for sample in samples:
        assert sample.regions is not None
        known = sample.regions.ids >= 0
        for place, (name, mask) in enumerate(zip(names, masks_for(model, sample, names), strict=True)):
            ours, truth = mask & known, mask_of(sample, name)
            both[place] += int((ours & truth).sum())
            either[place] += int((ours | truth).sum())
            shown[place] += bool(mask.any())
    return (both / np.maximum(1, either)).tolist(), (shown / len(samples)).tolist()


def masks_for(model: InstructCV, sample: Sample, names: Sequence[str]) -> list[Any]:
    """Each name asked for by itself."""
    nothing = np.zeros(sample.size_hw, np.bool_)
    answers = model.answer(sample.photo, [f"segment the {name}" for name in names])
    return [nothing if answer.mask is None else answer.mask for answer in answers]


if __name__ == "__main__":
    main()
