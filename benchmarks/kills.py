"""Corrections and learning, killed at random moments: is everything there that was said to be saved, and all of it whole?

    python benchmarks/kills.py --out results/kills.json

Children are forked from this process, which has read everything in already, so that the moments lie in the work itself.
"""

import argparse
import os
import shlex
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from instructcv import InstructCV
from instructcv.evaluation.results import Figure, write
from instructcv.feedback import learnt
from instructcv.feedback.answered import of_result
from instructcv.feedback.correction import Correction
from instructcv.feedback.store import Store
from instructcv.models.shared import adapter as adapters
from instructcv.training import lessons
from instructcv.training.learn import learn
from instructcv.training.mini.learn import TeachConfig

QUICK = TeachConfig(steps=1, corrected=1, rehearsed=1, queries=1, variants=1, rank=2, preference_weight=0.0)
MASK = np.zeros((60, 80), np.bool_)
MASK[20:40, 20:50] = True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("results/kills.json"))
    parser.add_argument("--corrections", type=int, default=50)
    parser.add_argument("--learning", type=int, default=50, help="0: corrections only")
    asked = parser.parse_args()
    torch.set_num_threads(1)  # threads do not survive a fork
    lessons.NOUNS = ("wall", "dog")  # shorter lessons; what is written, and when, is the same
    model, rng = InstructCV.from_pretrained(device="cpu"), np.random.default_rng(0)
    photos = [rng.integers(0, 256, (60, 80, 3), dtype=np.uint8) for _ in range(4)]
    answers = [of_result(model(photo, "segment the cat")) for photo in photos]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        said, lost = corrections(root / "a", answers, asked.corrections, rng)
        learned, broken = learning(root / "b", answers, asked.learning, rng) if asked.learning else (0, 0)
    figures = [
        Figure(name="kills while corrections are saved", value=asked.corrections, note=f"{said} were said to be saved"),
        Figure(name="of those lost or not whole", value=lost, target=0, better="lower"),
        Figure(name="kills while learning", value=asked.learning, note=f"{learned} adapters were said to be learned"),
        Figure(name="adapters lost or not whole", value=broken, target=0, better="lower"),
    ]
    for figure in figures:
        print(f"{figure.name}: {figure.value:.0f} {figure.note}")
    write(figures, asked.out, command=shlex.join(["python", *sys.argv]))


def corrections(root: Path, answers: list, kills: int, rng: np.random.Generator) -> tuple[int, int]:
    """How many were said to be saved, and how many of these are not there, whole."""

    def save(tell: Callable[[str], None]) -> None:
        while True:
            for answered in answers:
                tell(Store(root).add(answered, Correction(verdict="corrected", masks={"cat": MASK}), by="kill").name)

    said = [name for _ in range(kills) for name in killed(save, float(rng.uniform(0.0, 0.4)))]
    there = {kept.name: kept for kept in Store(root)}
    lost = [name for name in said if name not in there or there[name].sample().instances is None]
    return len(said), len(lost)


def learning(root: Path, answers: list, kills: int, rng: np.random.Generator) -> tuple[int, int]:
    """How many adapters were said to be learned, and how many of these, or of what is in use, are not whole."""
    for answered in answers:
        Store(root).add(answered, Correction(verdict="corrected", masks={"cat": MASK}), by="kill")

    def teach(tell: Callable[[str], None]) -> None:
        while True:
            report = learn(root, device="cpu", teacher=QUICK)
            learnt.take(root, report.name, None)
            tell(report.name)

    started = time.monotonic()
    said = killed(teach, 0.0, lines=1)
    usual = time.monotonic() - started
    for _ in range(kills):
        said += killed(teach, float(rng.uniform(0.0, 1.3 * usual)))
    whole = {
        path.name
        for path in (root / learnt.FOLDER).glob("[0-9]*")
        if (path / learnt.REPORT).exists() and adapters.is_adapter(path / learnt.ADAPTER)
    }
    broken = [name for name in {*said, *learnt.state(root).history} if name not in whole]
    return len(said), len(broken) + int(learnt.adapter_in_use(root) is None)


def killed(work: Callable[[Callable[[str], None]], None], seconds: float, *, lines: int = 0) -> list[str]:
    """What a child said, whole lines, before it was killed: after so many seconds, or after so many lines."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        try:
            work(lambda text: os.write(writing, f"{text}\n".encode()) and None)
        finally:
            os._exit(1)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        first = [file.readline() for _ in range(lines)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        rest = file.read().split(b"\n")[:-1]
    return [line.decode().strip() for line in (*first, *rest)]


if __name__ == "__main__":
    main()
