"""Trained on one fixed prompt a task, or on rephrased ones: who stands a wording that nobody trained on? (the paper's Table 3)

    python benchmarks/fixed_prompts.py --seconds 60 --seeds 3 --workers 2 --out results/fixed_prompts.json

Networks that are alike in all but the sentences that they read while they learn all four tasks: `fixed` the one sentence a task of
each task's `WORDINGS.template`, `rephrased` the training half of the bank. Each is then asked in the fixed sentence, in training
wordings and in held-out ones, on held-out photos. Ours are told the task and the legend beside the sentence, because
`instructions.understand` has read them; as the 2023 system was not, two more networks are trained and asked `untold`: what is
wanted then stands in the sentence alone (the legend's nouns and colours are still told).
"""

import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float32, UInt8

from instructcv import registry
from instructcv.evaluation.interview import Asking
from instructcv.evaluation.results import as_json, provenance
from instructcv.evaluation.studies import wordings
from instructcv.files import write_text
from instructcv.instructions import bank
from instructcv.instructions.rules import rules
from instructcv.models.mini import as_tensors
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.mini.question import Question, question_of
from instructcv.tasks import base
from instructcv.training.mini.data import Batch, Batches, DataConfig
from instructcv.types import LEGEND, Query, Sample
from small_networks import SIZE_PX, Learner, Race, drawn, in_words, options, over_seeds, prepare

TASKS = registry.names("tasks")
UNTOLD = ", untold"
FIXED = {name: bank.parse_wording(rules(name).template) for name in TASKS}


def untold(question: Question) -> Question:
    """Without the name of the task."""
    return question._replace(task=torch.zeros_like(question.task))


class Worded(Batches):
    """Batches whose sentences are the fixed ones, or whose questions do not name their task."""

    def __init__(self, root: Path, config: DataConfig, *, first: int, last: int, fixed: bool, told: bool) -> None:
        super().__init__(root, config, first=first, last=last)
        self.fixed, self.told = fixed, told

    def __getitem__(self, index: int) -> Batch:
        batch = super().__getitem__(index)
        if batch.asked is not None and not self.told:
            batch.asked.question = untold(batch.asked.question)
        return batch

    def _questions(self, number: int, rng: np.random.Generator) -> tuple[Sample, list[Query]]:
        sample, queries = super()._questions(number, rng)
        return sample, [self._reworded(query, rng) for query in queries] if self.fixed else queries

    def _reworded(self, query: Query, rng: np.random.Generator) -> Query:
        text = bank.fill(FIXED[query.task], rng, legend=query.legend, otherwise_rgb=query.otherwise_rgb)
        return replace(query, instruction=text)


def worded(fixed: bool, told: bool, root: Path, config: DataConfig, first: int, last: int) -> Batches:
    return Worded(root, config, first=first, last=last, fixed=fixed, told=told)


@dataclass(frozen=True, kw_only=True)
class Untold:
    """A painter that keeps the task's name from its network."""

    network: InstructCVPipeline

    def paint(
        self, photo: UInt8[np.ndarray, "h w 3"], queries: Sequence[Query], *, passes: int = 1, seed: int = 0
    ) -> Float32[np.ndarray, "n s s 3"]:
        """As `types.Painter`."""
        with torch.inference_mode():
            view = self.network.look(*as_tensors([photo], self.network.size_px))
            question = untold(question_of(self.network.encoder, queries))
            pictures = self.network.answer(view.repeat(len(queries)), question, passes=passes)
            return (pictures / 2 + 0.5).permute(0, 2, 3, 1).numpy()


@dataclass(frozen=True, kw_only=True)
class Rephrased:
    """Held-out photos, each asked one question a task in many wordings."""

    photos: int
    wordings: int

    def __call__(self, network: InstructCVPipeline, learner: Learner) -> dict[str, float]:
        """By "task, slice, mean", and the same for std and worst."""
        data = drawn("test", self.photos)
        painter = Untold(network=network) if learner.name.endswith(UNTOLD) else network
        found: dict[str, float] = {}
        for task in TASKS:
            for part in wordings.measure(painter, data, Asking(label_format=LEGEND), name=task, most=self.wordings):
                row = part.row()
                found |= {f"{task}, {part.slice}, {name}": row[name] for name in ("mean", "std", "worst")}
        return found


def main() -> None:
    parser = options(str(__doc__), "fixed_prompts", photos=24)
    parser.add_argument("--wordings", type=int, default=12, help="at most so many of each slice")
    asked = parser.parse_args()
    learners = [
        Learner(
            name=("fixed" if fixed else "rephrased") + ("" if told else UNTOLD),
            tasks=TASKS,
            batches=partial(worded, fixed, told),
            unread_share=0.0,
        )
        for told in (True, False)
        for fixed in (True, False)
    ]
    steps = prepare(asked.work, asked.train_photos, learners[0], steps=asked.steps, seconds=asked.seconds)
    judge = Rephrased(photos=asked.photos, wordings=asked.wordings)
    outcomes = Race(learners=tuple(learners), seeds=asked.seeds, judge=judge, work=asked.work, steps=steps).run(
        asked.workers
    )
    rows = compared(outcomes)
    content = provenance(shlex.join(["python", *sys.argv]))
    content |= {"size_px": SIZE_PX, "steps": steps, "photos": asked.photos, "train_photos": asked.train_photos}
    write_text(asked.out, as_json(content | {"rows": rows, "networks": outcomes}))
    print(as_markdown(rows), end="")
    print(asked.out)


def compared(outcomes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a task, slice and kind of network."""
    rows: list[dict[str, Any]] = []
    for task in TASKS:
        _, figure = base.task(task).TRAITS.headline
        for name in dict.fromkeys(one["learner"] for one in outcomes):
            of_kind = [one["figures"] for one in outcomes if one["learner"] == name]
            for part in ("template", "train", "test"):
                over = {
                    key: over_seeds([one[f"{task}, {part}, {key}"] for one in of_kind])
                    for key in ("mean", "std", "worst")
                }
                rows.append({"task": task, "figure": figure, "network": name, "slice": part} | over)
    return rows


def as_markdown(rows: list[dict[str, Any]]) -> str:
    """A table: over wordings the mean, the standard deviation and the worst, each a mean over seeds with its interval."""
    lines = ["| task | figure | trained on | asked in | mean | std | worst |", "|---" * 7 + "|"]
    for row in rows:
        cells = " | ".join(in_words(row[name]) for name in ("mean", "std", "worst"))
        lines.append(f"| {row['task']} | {row['figure']} | {row['network']} | {row['slice']} | {cells} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
