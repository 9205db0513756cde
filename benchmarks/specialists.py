"""A generalist against specialists: one network for four tasks, or four networks for one task each (the paper's Table 1, small).

    python benchmarks/specialists.py --seconds 60 --seeds 3 --workers 2 --out results/specialists.json

All have the same size and see as many photos and as many questions: the generalist is asked each task a quarter of the time. A
specialist knows its own task's labels alone, also where the photo encoder is taught without a question. `--fourfold` also trains
a generalist on four budgets, as much as the four specialists have together. Data: the drawn shapes, the only set here whose every
photo has the labels of all tasks. Figures are on held-out photos, each task by its own protocol; differences are paired by seed.
"""

import shlex
import sys
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from instructcv.evaluation import protocols, tracks
from instructcv.evaluation.interview import Asking
from instructcv.evaluation.painters import Constant
from instructcv.evaluation.results import as_json, provenance
from instructcv.files import write_text
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.training.mini.data import Batches, DataConfig
from instructcv.training.mini.scenes import Scenes
from instructcv.types import LEGEND, Painter, Sample
from small_networks import SIZE_PX, Learner, Race, drawn, in_words, options, over_seeds, plain, prepare


@dataclass(frozen=True, kw_only=True)
class Measured:
    """How a task is judged."""

    track: str
    key: str
    figure: str
    lower_is_better: bool = False


MEASURED = {
    "segmentation": Measured(track="semantic", key="semantic", figure="mIoU"),
    "detection": Measured(track="boxes", key="boxes", figure="AP50"),
    "depth": Measured(track="depth", key="depth", figure="AbsRel", lower_is_better=True),
    "classification": Measured(track="classes", key="accuracy", figure="accuracy"),
}


def alone(sample: Sample, task: str) -> Sample:
    """The sample with the labels of one task."""
    return replace(
        sample,
        regions=sample.regions if task == "segmentation" else None,
        instances=sample.instances if task == "detection" else None,
        things=sample.things if task == "detection" else (),
        depth_m=sample.depth_m if task == "depth" else None,
        label=sample.label if task == "classification" else None,
        labels=sample.labels if task == "classification" else (),
    )


class OneTask(Scenes):
    """Scenes of which a specialist sees its own labels only."""

    def __init__(self, folder: Path, task: str) -> None:
        super().__init__(folder)
        self.task = task

    def __getitem__(self, index: int) -> Sample:
        return alone(super().__getitem__(index), self.task)


def of_one_task(task: str, root: Path, config: DataConfig, first: int, last: int) -> Batches:
    """A specialist's batches."""
    batches = Batches(root, config, first=first, last=last)
    own: list[Scenes] = [OneTask(root / source.scenes, task) for source in config.sources]
    batches.scenes = own
    return batches


@dataclass(frozen=True, kw_only=True)
class Held:
    """Held-out photos, and what a network makes of them."""

    photos: int

    def __call__(self, network: InstructCVPipeline, learner: Learner) -> dict[str, float]:
        return self.figures(network, learner.tasks)

    def figures(self, painter: Painter, tasks: tuple[str, ...]) -> dict[str, float]:
        """Each task's own figure; every photo is asked for all that there could be, in held-out wordings."""
        data = drawn("test", self.photos)
        found: dict[str, float] = {}
        for task in tasks:
            told = MEASURED[task]
            protocol = tracks.of(data, (told.track,))[told.track].protocol
            sums = protocols.over(painter, data, Asking(label_format=LEGEND), protocol)
            found[task] = sums[told.key].compute()[told.figure]
        return found


def main() -> None:
    parser = options(str(__doc__), "specialists", photos=100)
    parser.add_argument("--fourfold", action="store_true", help="also a generalist on four budgets")
    asked = parser.parse_args()
    generalist = Learner(name="generalist", tasks=tuple(MEASURED), batches=plain)
    learners = [generalist]
    learners += [Learner(name=task, tasks=(task,), batches=partial(of_one_task, task)) for task in MEASURED]
    if asked.fourfold:
        learners.append(replace(generalist, name="generalist, fourfold", times=4.0))
    steps = prepare(asked.work, asked.train_photos, generalist, steps=asked.steps, seconds=asked.seconds)
    held = Held(photos=asked.photos)
    race = Race(learners=tuple(learners), seeds=asked.seeds, judge=held, work=asked.work, steps=steps)
    outcomes = race.run(asked.workers)
    rows = compared(outcomes, held.figures(Constant(), tuple(MEASURED)))
    content = provenance(shlex.join(["python", *sys.argv]))
    content |= {"size_px": SIZE_PX, "steps": steps, "photos": asked.photos, "train_photos": asked.train_photos}
    write_text(asked.out, as_json(content | {"tasks": rows, "networks": outcomes}))
    print(as_markdown(rows), end="")
    print(asked.out)


def compared(outcomes: list[dict[str, Any]], constant: dict[str, float]) -> list[dict[str, Any]]:
    """One row a task: the specialist, the generalist, and the generalist's lead seed by seed (above 0 = it is better)."""
    rows: list[dict[str, Any]] = []
    for task, told in MEASURED.items():
        values = {
            name: [one["figures"][task] for one in outcomes if one["learner"] == name]
            for name in dict.fromkeys(one["learner"] for one in outcomes if task in one["figures"])
        }
        special = values.pop(task)
        sign = -1 if told.lower_is_better else 1
        row: dict[str, Any] = {"task": task, "figure": told.figure, "better": "lower" if sign < 0 else "higher"}
        row |= {"constant": constant[task], "specialist": over_seeds(special)}
        for name, general in values.items():
            leads = [sign * (g - s) for g, s in zip(general, special, strict=True)]
            row |= {name: over_seeds(general), f"{name}'s lead": over_seeds(leads)}
        rows.append(row)
    return rows


def as_markdown(rows: list[dict[str, Any]]) -> str:
    """A table of means with their intervals."""
    names = [name for name in rows[0] if isinstance(rows[0][name], dict)]
    lines = ["| task | figure | constant | " + " | ".join(names) + " |", "|---" * (3 + len(names)) + "|"]
    for row in rows:
        cells = " | ".join(in_words(row[name]) for name in names)
        lines.append(f"| {row['task']} | {row['figure']} ({row['better']}) | {row['constant']:.3f} | {cells} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
