"""Run a benchmark: in parts, over processes or a cluster, and on from where a run was stopped.

FOLDER/plan.json          what is evaluated; another plan is refused
FOLDER/parts/00003.jsonl  photo by photo, appended as they are done
FOLDER/strips/*.jpg       photo | painted | truth
FOLDER/photos.csv         every photo's figures, costs and error
FOLDER/result.json        written last: the figures with intervals, protocol, machine, commit
"""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path

from instructcv import registry
from instructcv.errors import UserError
from instructcv.evaluation import painters, records, tracks
from instructcv.evaluation.interview import Asking, Interview
from instructcv.evaluation.results import as_json, peak_mb
from instructcv.files import write_text
from instructcv.samples import losses
from instructcv.types import Dataset, LabelFormat, Split

PART = 16
"""Photos in a part."""


@dataclass(frozen=True, kw_only=True)
class EvaluationPlan:
    """Everything that decides what a run measures. Small and picklable; equal plans give equal figures."""

    dataset: str
    data: str
    root: str | None = None
    split: Split | None = None
    tracks: tuple[str, ...] = ()
    """Empty = the data set's official ones."""
    painter: painters.Spec = painters.Spec()
    passes: int = 1
    seeds: int = 1
    legends: int = 1
    per_query: int = 8
    seed: int = 0
    limit: int | None = None
    strips: bool = True

    def open(self) -> Dataset:
        """The data set; opened once a process."""
        return _dataset(self)

    def asking(self, label_format: LabelFormat) -> Asking:
        return Asking(
            label_format=label_format,
            seed=self.seed,
            passes=self.passes,
            seeds=self.seeds,
            legends=self.legends,
            per_query=self.per_query,
            limit=self.limit,
        )


@cache
def _dataset(plan: EvaluationPlan) -> Dataset:
    root = None if plan.root is None else Path(plan.root)
    return tracks.open_dataset(plan.dataset, root, Path(plan.data), plan.split)


@dataclass(frozen=True, kw_only=True)
class Part:
    """The work on one part, as a backend runs it: its number in, how many photos were asked now out."""

    plan: EvaluationPlan
    folder: str

    def __call__(self, number: int) -> int:
        dataset = self.plan.open()
        painter = painters.build(self.plan.painter)
        asking = self.plan.asking(painter.label_format)
        wanted = asking.indices(dataset)[number * PART : (number + 1) * PART]
        asked_of = tracks.of(dataset, self.plan.tracks, taught=painter.tasks)
        path = part_file(Path(self.folder), number)
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = [one for one in records.read(path) if not one.refused]  # which may be mended by now
        done = {(one.track, one.index) for one in kept}
        write_text(path, "".join(records.as_line(one) for one in kept))  # without a half-written last line
        first, asked = next(iter(asked_of)), 0
        with path.open("a", encoding="utf-8") as lines:
            for index in wanted:
                todo = {name: track for name, track in asked_of.items() if (name, index) not in done}
                try:
                    sample = dataset[index] if todo else None
                except UserError as error:
                    lines.write(records.as_line(records.refusal(first, index, str(error))))
                    continue
                for name, track in todo.items():
                    assert sample is not None
                    interview = Interview(painter=painter, asking=asking, sample=sample, rng=asking.generator(index))
                    strips = Path(self.folder) if self.plan.strips else None
                    one = records.record(name, track, index, interview, strips)
                    if name == first:
                        one = replace(one, labels=dict(losses.counted(sample)), left_out=losses.left_out(sample))
                    lines.write(records.as_line(one))
                    lines.flush()
                asked += bool(todo)
        write_text(Path(self.folder) / "memory" / f"{number:05d}.json", as_json({"peak_mb": peak_mb()}))
        return asked


def part_file(folder: Path, number: int) -> Path:
    return folder / "parts" / f"{number:05d}.jsonl"


def prepare(plan: EvaluationPlan, folder: Path) -> int:
    """Check the plan, keep it in the folder, and say how many photos are asked.

    Raises:
        UserError: the folder holds a run of another plan, or the data set cannot be opened.
    """
    dataset = plan.open()
    tracks.of(dataset, plan.tracks)
    content = json.loads(json.dumps(asdict(plan)))
    path = folder / "plan.json"
    if path.exists():
        try:
            old = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise UserError(f"{path} is damaged ({error}); evaluate into another folder") from error
        if changed := sorted(key for key in content if old.get(key) != content[key]):
            raise UserError(
                f"{folder} holds a run with other settings ({', '.join(changed)}); name another folder or delete it"
            )
    write_text(path, as_json(content))
    return len(dataset) if plan.limit is None else min(plan.limit, len(dataset))


def run(
    plan: EvaluationPlan,
    folder: Path,
    *,
    workers: int = 1,
    backend: str = "processes",
    address: str | None = None,
    tolerate: float = losses.TOLERATED,
) -> list[records.PhotoRecord]:
    """Ask what has not been asked yet, and return the records of all photos in order. Photos that cannot be read are left out.

    Args:
        plan: what to evaluate.
        folder: where the run lives; a stopped run goes on.
        workers: how many processes; 1 = this one.
        backend: where workers run, a registered one.
        address: of a cluster.
        tolerate: share of the photos that may be unreadable, or lose a label.

    Raises:
        UserError: settings, data or checkpoint are at fault, or too much of the data is.
    """
    losses.tolerated(tolerate)
    photos = prepare(plan, folder)
    numbers = range(-(-photos // PART))
    lost = losses.Losses(total=photos, tolerate=tolerate)
    if workers <= 1 and address is None:
        work = Part(plan=plan, folder=str(folder))
        done = ((number, work(number)) for number in numbers)
    else:
        work = Part(plan=from_anywhere(plan), folder=str(folder.absolute()))
        done = registry.load("backends", backend).run(work, numbers, workers=workers, address=address)
    found: list[records.PhotoRecord] = []
    for number, _ in done:
        for one in records.read(part_file(folder, number)):
            lost.add(one.labels, one.left_out)
            found.append(one)
    if not any(not one.refused for one in found):
        raise UserError(f"no photo of {plan.dataset} can be read; {lost.example}")
    return sorted(found, key=lambda one: (one.track, one.index))


def from_anywhere(plan: EvaluationPlan) -> EvaluationPlan:
    """The same plan for a worker with a working directory of its own, as a cluster's have: its folders are absolute."""
    root = None if plan.root is None else str(Path(plan.root).absolute())
    checkpoint = plan.painter.checkpoint
    if checkpoint is not None and checkpoint not in painters.KNOW_NOTHING and Path(checkpoint).exists():
        checkpoint = str(Path(checkpoint).absolute())  # otherwise it is a hub id
    painter = replace(plan.painter, checkpoint=checkpoint)
    return replace(plan, data=str(Path(plan.data).absolute()), root=root, painter=painter)


def by_track(found: Sequence[records.PhotoRecord]) -> dict[str, list[records.PhotoRecord]]:
    """The records of each track, of photos that were asked."""
    grouped: dict[str, list[records.PhotoRecord]] = {}
    for one in found:
        if one.refused:
            continue
        grouped.setdefault(one.track, []).append(one)
    return grouped


def peak_of(folder: Path) -> float:
    """The highest memory of any worker of a run, in MB."""
    files = sorted((folder / "memory").glob("*.json"))
    return max((float(json.loads(file.read_text(encoding="utf-8"))["peak_mb"]) for file in files), default=0.0)
