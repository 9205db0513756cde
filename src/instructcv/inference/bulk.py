"""Photos by the million: in parts, over processes or a cluster, and on from where a run was stopped.

OUT/run.json           what is asked of which photos; another run is refused
OUT/parts/00003.jsonl  one line for each photo and instruction, appended as they are done
OUT/NAME/result.json   a photo's folder as `predict` writes it, unless pictures are not wanted

A line holds what `result.json` holds, less what a run does not decide: how long it took. So a run that was killed, or ran with more
workers, ends with the same bytes. What has a line is not asked again, and neither is its photo opened.
"""

import json
import logging
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

from instructcv.errors import UserError
from instructcv.files import write_text
from instructcv.folders import shown
from instructcv.inference.batch import Summary, opened
from instructcv.inference.outputs import save
from instructcv.inference.predictor import InstructCV
from instructcv.inference.result import Result
from instructcv.runtimes.base import usual_runtime

log = logging.getLogger(__name__)

PART = 16
"""Photos in a part: what a killed worker may have to do again."""
RUN = "run.json"


@dataclass(frozen=True, kw_only=True)
class BulkSettings:
    """Everything that decides what an answer says. Small and picklable; equal settings give equal answers."""

    instructions: tuple[str, ...]
    """All are asked of every photo, which is looked at once."""
    checkpoint: str | None = None
    runtime: str | None = None
    """None = the usual one."""
    device: str = "auto"
    dtype: str = "auto"
    sampler: str | None = None
    passes: int | None = None
    seeds: int = 1
    seed: int = 0
    looks: int | None = None
    """None = as the checkpoint wants."""

    def model(self) -> InstructCV:
        """Opened once a process."""
        return _opened(self)

    def in_full(self) -> dict[str, Any]:
        """As JSON, with what the checkpoint decides: a run goes on only as it began."""
        told: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return told | {"looks": self.model().model.looks, "runtime": self.runtime or usual_runtime()}


@cache
def _opened(settings: BulkSettings) -> InstructCV:
    return InstructCV.from_pretrained(
        settings.checkpoint,
        device=settings.device,
        dtype=settings.dtype,
        sampler=settings.sampler,
        runtime=settings.runtime,
        looks=settings.looks,
    )


@dataclass(frozen=True, kw_only=True)
class Part:
    """The work on one part, as a backend runs it: its number in, how many answers were made now out."""

    settings: BulkSettings
    photos: tuple[str, ...]
    """All of the run's, in order."""
    folders: tuple[str, ...]
    """Where each photo's pictures go; empty = no pictures are wanted."""
    out: str

    def __call__(self, number: int) -> int:
        mine = range(number * PART, min((number + 1) * PART, len(self.photos)))
        path = part_file(Path(self.out), number)
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = list(lines_of(path))
        done = {line["index"] for line in kept}
        write_text(path, "".join(_as_text(line) for line in kept))  # without a half-written last line
        todo = [index for index in mine if index not in done]
        made, upcoming = 0, opened([Path(self.photos[index]) for index in todo])
        with path.open("a", encoding="utf-8") as lines, ThreadPoolExecutor(max_workers=1) as writing:
            previous = None
            for index, photo in zip(todo, upcoming, strict=True):
                line, results = self._answer(index, photo)
                if previous is not None:
                    made += previous.result()
                # Written while the next photo is painted; the line last, so that what has a line is whole.
                previous = writing.submit(self._write, index, results, line, lines)
            if previous is not None:
                made += previous.result()
        return made

    def _answer(self, index: int, photo: Any) -> tuple[dict[str, Any], list[Result]]:
        name = shown(self.photos[index])
        try:
            results = self.settings.model().answer(
                photo.result(),
                self.settings.instructions,
                passes=self.settings.passes,
                seeds=self.settings.seeds,
                seed=self.settings.seed,
                photo_name=name,
            )
        except UserError as error:
            log.debug("%s: %s", name, error)
            return {"index": index, "photo": name, "failed": str(error)}, []
        answers = [timeless(result.to_json()) for result in results]
        return {"index": index, "photo": name, "size_hw": list(results[0].size_hw), "answers": answers}, results

    def _write(self, index: int, results: list[Result], line: dict[str, Any], lines: Any) -> int:
        if self.folders and results:
            folder = Path(self.folders[index])
            try:
                for where, result in zip(self._places(folder), results, strict=True):
                    save(result, where)
            except UserError as error:
                line = {"index": index, "photo": line["photo"], "failed": str(error)}
        lines.write(_as_text(line))
        lines.flush()
        return len(line.get("answers", ()))

    def _places(self, folder: Path) -> list[Path]:
        """A photo's own folder; one below it for each of several instructions."""
        count = len(self.settings.instructions)
        return [folder] if count == 1 else [folder / f"instruction-{number}" for number in range(1, count + 1)]


def timeless(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without the seconds that it took."""
    also = [timeless(other) for other in answer.get("also", [])]
    return {key: value for key, value in answer.items() if key != "seconds"} | ({"also": also} if also else {})


def _as_text(line: dict[str, Any]) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"


def part_file(out: Path, number: int) -> Path:
    """Where a part's lines are."""
    return out / "parts" / f"{number:05d}.jsonl"


def lines_of(path: Path) -> Iterator[dict[str, Any]]:
    """The whole lines of a part; a last one that was being written when the run was killed is left out."""
    if not path.exists():
        return
    for text in path.read_text(encoding="utf-8").splitlines():
        try:
            yield json.loads(text)
        except ValueError:
            return


def prepare(part: Part, *, resume: bool) -> int:
    """Check the run, keep what it is in its folder, and say how many parts there are.

    Raises:
        UserError: the folder holds a run with other settings, or one that was not to be resumed; or a sentence is not understood.
    """
    model = part.settings.model()
    for instruction in part.settings.instructions:
        model.read(instruction)
    out = Path(part.out)
    content: dict[str, Any] = {"settings": part.settings.in_full(), "photos": list(map(shown, part.photos))}
    path = out / RUN
    if path.exists():
        if not resume:
            raise UserError(f"{out} holds a run already; go on with --resume, or name another --out")
        try:
            old: Any = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UserError(f"{path} is damaged ({error}); name another --out") from error
        if old.get("settings") != content["settings"]:
            raise UserError(f"{out} holds a run with other settings or instructions; name another --out")
        if old.get("photos") != content["photos"]:
            raise UserError(f"{out} holds a run on other photos; name another --out")
    write_text(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
    return -(-len(part.photos) // PART)


def collected(out: Path, parts: int) -> Iterator[dict[str, Any]]:
    """The lines of a finished run, in the photos' order."""
    for number in range(parts):
        yield from lines_of(part_file(out, number))


def summed(lines: Sequence[dict[str, Any]]) -> Summary:
    """How a run went."""
    failed = [(line["photo"], line["failed"]) for line in lines if "failed" in line]
    return Summary(answered=len(lines) - len(failed), failed=failed)
