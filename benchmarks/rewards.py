"""Preferences without people: of two pictures of one question, painted from two seeds, the one that scores better wins.

    python benchmarks/rewards.py --data ../shared/data --out results/rewards.json

MSRC's training photos are asked for the masks of what they show, in two passes from two seeds; pictures whose IoU differs by
at least `--margin` make a pair. Diffusion-DPO's loss alone, no label beside it, then teaches the embedded model; both models answer
the same questions on test photos.
"""

import argparse
import shlex
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from instructcv import InstructCV, registry
from instructcv.evaluation.results import Figure, write
from instructcv.samples.truth import areas, category_map
from instructcv.tasks.base import giving, task
from instructcv.training.lessons import Lesson, Lessons
from instructcv.training.mini.learn import TeachConfig, teach
from instructcv.types import Query, Sample

TASK = giving("regions")
PASSES = 2


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--out", type=Path, default=Path("results/rewards.json"))
    parser.add_argument("--photos", type=int, default=40)
    parser.add_argument("--tested", type=int, default=40)
    parser.add_argument("--steps", type=int, default=80)
    parser.add_argument("--margin", type=float, default=0.02)
    parser.add_argument("--beta", type=float, default=10.0)
    asked = parser.parse_args()
    train, test = (registry.load("datasets", "msrc").open(asked.data / "MSRC_v2", split=s) for s in ("train", "test"))
    model = InstructCV.from_pretrained(device="cpu")
    started = time.perf_counter()
    lessons = [lesson for sample in drawn(train, asked.photos) if (lesson := ranked(model, sample, asked.margin))]
    questions = [(sample, question(model, sample)) for sample in drawn(test, asked.tested)]
    before = mean_iou(model, questions)
    config = TeachConfig(
        steps=asked.steps,
        corrected=0,
        rehearsed=0,
        variants=1,
        beta=asked.beta,
        preference_weight=1.0,
        learning_rate=5e-4,
    )
    with tempfile.TemporaryDirectory() as folder:
        taught = Lessons(corrected=tuple(lessons), rehearsed=())
        adapter = teach(taught, Path(folder) / "adapter", config, base=None, device="cpu")
        after = mean_iou(InstructCV.from_pretrained(adapter, device="cpu"), questions)
    gap = float(np.mean([gain for _, gain in GAINS])) if GAINS else 0.0
    figures = [
        Figure(name="pairs", value=len(lessons), note=f"of {asked.photos} photos, IoU at least {asked.margin} apart"),
        Figure(name="mean difference of a pair's IoU", value=gap),
        Figure(name="mean IoU before", value=before, note=f"{len(questions)} test photos, one pass"),
        Figure(name="mean IoU after", value=after),
        Figure(name="time", value=time.perf_counter() - started, unit="s", better="lower"),
    ]
    for figure in figures:
        print(f"{figure.name}: {figure.value:.4f} {figure.unit} {figure.note}")
    write(figures, asked.out, command=shlex.join(["python", *sys.argv]))


GAINS: list[tuple[str, float]] = []
"""Of each pair: the photo, and by how much the better picture was better."""


def drawn(dataset: Any, count: int) -> list[Sample]:
    """Photos spread over the data set."""
    return [dataset[int(i)] for i in np.linspace(0, len(dataset) - 1, count).astype(int)]


def question(model: InstructCV, sample: Sample) -> Query:
    """The masks of up to three things that are there."""
    there = [name for name, area in areas(sample).items() if area > 0.02][:3]
    return task(TASK).ask(sample, np.random.default_rng(0), label_format=model.model.label_format, categories=there)


def ranked(model: InstructCV, sample: Sample, margin: float) -> Lesson | None:
    """Two pictures of one question, the better one preferred; None where they are about as good."""
    query = question(model, sample)
    pictures = [model.model.paint(sample.photo, [query], passes=PASSES, seed=seed)[0] for seed in (0, 1)]
    scores = [iou(sample, query, picture) for picture in pictures]
    if abs(scores[0] - scores[1]) < margin:
        return None
    GAINS.append((sample.key, abs(scores[0] - scores[1])))
    worse, better = (np.rint(pictures[i] * 255).astype(np.uint8) for i in np.argsort(scores))
    return Lesson(sample=sample, query=query, preferred=better, rejected=worse)


def iou(sample: Sample, query: Query, picture: Any) -> float:
    """Mean over the categories, at the picture's size."""
    found = task(TASK).read(picture, query).category_map
    truth, known = category_map(sample, query.categories)
    h, w = picture.shape[:2]
    rows, columns = np.arange(h) * truth.shape[0] // h, np.arange(w) * truth.shape[1] // w
    truth, known = truth[rows][:, columns], known[rows][:, columns]
    assert found is not None
    scores = []
    for index in range(len(query.categories)):
        a, b = (found == index) & known, (truth == index) & known
        if (a | b).any():
            scores.append((a & b).sum() / (a | b).sum())
    return float(np.mean(scores)) if scores else 0.0


def mean_iou(model: InstructCV, questions: list[tuple[Sample, Query]]) -> float:
    """In one pass, as users ask."""
    return float(np.mean([iou(s, q, model.model.paint(s.photo, [q], passes=1)[0]) for s, q in questions]))


if __name__ == "__main__":
    main()
