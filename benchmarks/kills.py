"""Everything that takes long, killed at random moments: is what was said to be saved there, and the end what it would have been?

    python benchmarks/kills.py --out results/kills.json

| what is killed | what must hold |
|---|---|
| saving corrections, `learn` | what was said to be saved is there, whole |
| `build` `train` `predict` `evaluate` `average` | the same line typed again ends with the bytes of a run that nobody killed |

Children are forked from this process, which has read everything in already, so that the moments lie in the work itself. Inputs are
tiny. A run that was killed is taken up again and, mostly, killed again; compared is what it ends with, without times and without
hidden files, which a kill may leave behind.
"""

import argparse
import json
import os
import re
import shlex
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image

from instructcv import InstructCV
from instructcv.cli._main import main as instructcv
from instructcv.evaluation.results import Figure, write
from instructcv.feedback import learnt
from instructcv.feedback.answered import of_result
from instructcv.feedback.correction import Correction
from instructcv.feedback.store import Store
from instructcv.models.shared import adapter as adapters
from instructcv.models.shared.text import SentenceEncoder
from instructcv.recipes import base as recipes
from instructcv.recipes import toy
from instructcv.training import lessons
from instructcv.training.learn import learn
from instructcv.training.mini.config import Stage
from instructcv.training.mini.learn import TeachConfig

QUICK = TeachConfig(steps=1, corrected=1, rehearsed=1, queries=1, variants=1, rank=2, preference_weight=0.0)
MASK = np.zeros((60, 80), np.bool_)
MASK[20:40, 20:50] = True
TIMES = re.compile(
    r'"(\w*seconds|\w*_ms|\w*ms_per_photo|\w*peak_mb|evaluating_share|date|command)": ("[^"]*"|[-\d.e]+)'
)
"""What no two runs have in common."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=Path("results/kills.json"))
    parser.add_argument("--kills", type=int, default=50, help="of each")
    parser.add_argument("--only", nargs="*", help="names of what is killed; what --out says of the others stays")
    asked = parser.parse_args()
    torch.set_num_threads(1)  # threads do not survive a fork
    shorten()
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        chosen = [*SAVED, *(job.name for job in JOBS)] if asked.only is None else asked.only
        answers = [of_result(answer) for answer in answered(rng)] if set(SAVED) & set(chosen) else []
        figures: list[Figure] = []
        for name, check in SAVED.items():
            if name in chosen:
                figures += check(root / name, answers, asked.kills, rng)
        for job in JOBS:
            if job.name in chosen:
                figures += finished(job, root, asked.kills, rng)
            elif job.name == "train" and {"predict", "evaluate", "average"} & set(chosen):  # they work with its weights
                assert runs(job.words(root, reference(root, job.name)), None) == 0
    measured = {figure.name for figure in figures}
    figures += [figure for figure in others(asked.out) if figure.name not in measured]
    write(figures, asked.out, command=shlex.join(["python", *sys.argv]))


def others(out: Path) -> list[Figure]:
    """What an earlier run with another --only has measured."""
    rows = json.loads(out.read_text(encoding="utf-8"))["figures"] if out.exists() else []
    return [Figure(**{name: value for name, value in row.items() if name != "met"}) for row in rows]


def shorten() -> None:
    """Shorter lessons and a shorter toy; what is written, and when, is the same."""
    lessons.NOUNS = ("wall", "dog")
    whole = toy.recipe()
    first, closer = whole.legs
    legs = tuple(
        replace(leg, train=replace(leg.train, stages=(Stage(size_px=64, steps=2),), checkpoint_minutes=0.0))
        for leg in (first, closer)
    )
    scenes = {name: replace(spec, options={"count": 12}) for name, spec in whole.scenes.items()}
    assert whole.calibrating is not None
    few = replace(whole.calibrating, photos=replace(whole.calibrating.photos, options={"count": 2}))
    short = replace(whole, scenes=scenes, vae=replace(whole.vae, steps=2), legs=legs, calibrating=few)
    toy.recipe = lambda: short
    names = recipes.imagenet_name_embeddings()
    recipes.imagenet_name_embeddings = lambda: names
    SentenceEncoder().embed(["warm"])


def answered(rng: np.random.Generator) -> Iterator[object]:
    """The embedded model's answers on photos of noise."""
    model = InstructCV.from_pretrained(device="cpu")
    for _ in range(4):
        yield model(rng.integers(0, 256, (60, 80, 3), dtype=np.uint8), "segment the cat")


def corrections(root: Path, answers: list, kills: int, rng: np.random.Generator) -> list[Figure]:
    """Saved one after the other: of those said to be saved, how many are not there, whole?"""

    def save(tell: Callable[[str], None]) -> None:
        while True:
            for answer in answers:
                tell(Store(root).add(answer, Correction(verdict="corrected", masks={"cat": MASK}), by="kill").name)

    said = [name for _ in range(kills) for name in killed(save, float(rng.uniform(0.0, 0.4)))]
    there = {kept.name: kept for kept in Store(root)}
    lost = [name for name in said if name not in there or there[name].sample().instances is None]
    return told("corrections said to be saved that are lost or not whole", len(lost), kills, f"{len(said)} were said")


def learning(root: Path, answers: list, kills: int, rng: np.random.Generator) -> list[Figure]:
    """Of the adapters said to be learned, and of what is in use, how many are not whole?"""
    for answer in answers:
        Store(root).add(answer, Correction(verdict="corrected", masks={"cat": MASK}), by="kill")

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
    lost = len(broken) + int(learnt.adapter_in_use(root) is None)
    return told("adapters said to be learned that are lost or not whole", lost, kills, f"{len(said)} were said")


SAVED = {"corrections": corrections, "learn": learning}


@dataclass(frozen=True, kw_only=True)
class Job:
    """A command, and what counts of what it leaves."""

    name: str
    words: Callable[[Path, Path], list[str]]
    """Of the folder of all jobs and the folder to write to: what is typed."""
    counts: str = "**/*"


def train(_: Path, out: Path) -> list[str]:
    return ["train", "toy", "--processes", "1", "--device", "cpu", "--out", str(out)]


def build(_: Path, out: Path) -> list[str]:
    sizes = ["--questions", "2", "--photos-per-shard", "4", "--size", "64"]
    return ["build", "--dataset", "shapes", "--pairs", "24", *sizes, "--workers", "1", "--out", str(out)]


def predict(root: Path, out: Path) -> list[str]:
    words = ["segment the triangle", "--checkpoint", str(model_of(root)), "--device", "cpu", "--resume"]
    return ["predict", str(photos(root)), *words, "--write", "jsonl", "--write", "coco", "--out", str(out)]


def evaluate(root: Path, out: Path) -> list[str]:
    how = ["--checkpoint", str(model_of(root)), "--device", "cpu", "--limit", "20", "--track", "semantic"]
    return ["evaluate", "shapes", *how, "--out", str(out)]


def average(root: Path, out: Path) -> list[str]:
    first = reference(root, "train") / "first" / "result"
    return ["average", str(first), str(model_of(root)), str(out)]


JOBS = (
    Job(name="train", words=train, counts="model/**/*"),
    Job(name="build", words=build),
    Job(name="predict", words=predict),
    Job(name="evaluate", words=evaluate),
    Job(name="average", words=average),
)


def reference(root: Path, name: str) -> Path:
    """Where the run lives that nobody kills."""
    return root / name / "whole" / "run"


def model_of(root: Path) -> Path:
    return reference(root, "train") / "model"


def photos(root: Path) -> Path:
    """A folder of four photos of noise."""
    folder = root / "photos"
    for number in range(4):
        if not (path := folder / f"{number}.png").exists():
            folder.mkdir(exist_ok=True)
            pixels = np.random.default_rng(number).integers(0, 256, (48, 64, 3), dtype=np.uint8)
            Image.fromarray(pixels).save(path)
    return folder


def finished(job: Job, root: Path, kills: int, rng: np.random.Generator) -> list[Figure]:
    """Kill a job again and again; of the runs that came to their end, how many ended otherwise than one that nobody killed?"""
    started = time.monotonic()
    assert runs(job.words(root, reference(root, job.name)), None) == 0, f"{job.name} fails even if nobody kills it"
    usual = time.monotonic() - started
    wanted = contents(reference(root, job.name), job)
    done, ends, wrong = 0, 0, list[str]()
    while done < kills:
        out = root / job.name / f"killed-{ends}" / "run"
        while (
            code := runs(job.words(root, out), float(rng.uniform(0.0, 1.2 * usual)) if done < kills else None)
        ) is None:
            done += 1
        ends += 1
        found = contents(out, job)
        if found != wanted:  # with another exit code it may have said that all is there already, as `average` does
            differing = sorted(name for name in wanted | found if wanted.get(name) != found.get(name))
            wrong.append(f"exit code {code}, {', '.join(differing[:4])}")
    note = f"{done} kills in {ends} runs of {usual:.1f} s; {wrong[0] if wrong else 'all the same'}"
    return told(f"{job.name}: runs that ended otherwise than one that nobody killed", len(wrong), kills, note)


def contents(out: Path, job: Job) -> dict[str, bytes]:
    """Every file that counts, by its name, without times and without the folder's own name."""
    found: dict[str, bytes] = {}
    for path in sorted(out.glob(job.counts)):
        name = path.relative_to(out)
        if path.is_file() and not any(part.startswith(".") for part in name.parts) and name.parts[0] != "memory":
            content = path.read_bytes()
            if path.suffix in (".json", ".jsonl", ".csv", ".md", ".html"):
                text = content.decode().replace(str(out), "OUT")
                content = (timeless(text) if path.suffix == ".csv" else TIMES.sub("", text)).encode()
            found[str(name)] = content
    return found


def timeless(table: str) -> str:
    """A table without its columns of milliseconds."""
    rows = [line.split(",") for line in table.splitlines()]
    kept = [place for place, name in enumerate(rows[0]) if not name.endswith("_ms")]
    return json.dumps([[row[place] for place in kept if place < len(row)] for row in rows])


def told(name: str, value: int, kills: int, note: str) -> list[Figure]:
    print(f"{name}: {value} {note}", flush=True)
    return [Figure(name=name, value=value, target=0, better="lower", note=f"{kills} random moments; {note}")]


def runs(words: list[str], seconds: float | None) -> int | None:
    """The exit code of a command line in a child; None = it was killed after so many seconds."""
    child = os.fork()
    if child == 0:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        code = 1
        try:
            sys.argv[1:] = words
            code = instructcv(words)
        finally:
            os._exit(code)
    until = None if seconds is None else time.monotonic() + seconds
    while until is None or time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


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
