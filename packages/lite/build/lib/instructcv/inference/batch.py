"""Many photos: names, folders, globs and lists become paths; each photo is answered into a folder of its own.

A photo that cannot be read is named and counted, and the others go on. The next photo is opened while the model paints.
"""

import glob
import itertools
import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import UInt8

from instructcv.errors import UserError
from instructcv.folders import SUFFIXES, in_words, look, shown
from instructcv.inference.outputs import is_answer
from instructcv.inference.predictor import InstructCV
from instructcv.inference.result import Result
from instructcv.photos import open_photo

log = logging.getLogger(__name__)

STDIN = "-"
_BOM = "\ufeff"
"""What some editors put in front of a list."""


@dataclass
class Summary:
    """How a run went."""

    answered: int = 0
    failed: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    """Photo and message, in order."""


def expand(names: Sequence[str], lines: Iterable[str] = (), passed_over: Counter[str] | None = None) -> list[Path]:
    """Photo paths in a stable order, each once.

    A name is a file, a folder (its photos, those in folders below it and in linked ones, too; no hidden files and no earlier
    answers), a glob, or `-` (one name a line from `lines`). A file that does not exist stays in the list, so that it is reported
    like a bad one.

    Args:
        names: what was typed.
        lines: of the list that `-` stands for.
        passed_over: is told how many files of each kind were not looked at.

    Raises:
        UserError: a name without letters, or a folder or a glob without photos.
    """
    paths: dict[Path, None] = {}
    passed = Counter[str]() if passed_over is None else passed_over
    for name in names:
        wanted = (line.strip("\r\n").removeprefix(_BOM) for line in lines) if name == STDIN else (name,)
        for each in wanted:
            if each.strip() or name != STDIN:
                paths.update(dict.fromkeys(_expand_one(each, passed)))
    return list(paths)


def _expand_one(name: str, passed_over: Counter[str]) -> list[Path]:
    if not name.strip():  # a shell variable that was never set; pathlib would take it for this folder
        raise UserError("a photo's name is empty; name a file or a folder (this one is '.')")
    path = Path(name)
    if path.is_dir():
        found = look(path, skip=is_answer)
        if not found.photos:
            also = f"; {said}" if (said := in_words(found.passed_over)) else ""
            raise UserError(f"the folder {name} holds no photo; photos end in {', '.join(sorted(SUFFIXES))}{also}")
        passed_over.update(found.passed_over)
        return list(found.photos)
    if not path.exists() and glob.has_magic(name):
        matches = sorted(Path(item) for item in glob.glob(name, recursive=True))
        if not matches:
            raise UserError(f"no photo matches {name}")
        passed_over["folder that a pattern matches"] += sum(item.is_dir() for item in matches)
        return [item for item in matches if not item.is_dir()]
    return [path]


def run(
    model: InstructCV, paths: Sequence[Path], instruction: str, summary: Summary, **options: Any
) -> Iterator[tuple[Path, Result]]:
    """Answer one instruction on each photo, in order.

    Args:
        model: answers.
        paths: photos, as from `expand`.
        instruction: is understood once before the first photo is opened, so that a bad one fails at once.
        summary: is filled in while the iterator runs.
        options: `passes`, `seeds`, `seed`.

    Raises:
        UserError: the instruction is not understood.
    """
    model.understand(instruction)
    for path, opening in zip(paths, opened(paths), strict=True):
        try:
            result = model(opening.result(), instruction, photo_name=shown(path), **options)
        except UserError as error:
            summary.failed.append((shown(path), str(error)))
            log.debug("%s: %s", path, error)
            continue
        summary.answered += 1
        yield path, result


def opened(paths: Sequence[Path]) -> Iterator[Future[UInt8[np.ndarray, "h w 3"]]]:
    """The photos in order, each being opened while whoever asked for the one before it is at work."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="photos") as pool:
        upcoming: Future[UInt8[np.ndarray, "h w 3"]] | None = None
        for index, path in enumerate(paths):
            opening = upcoming or pool.submit(open_photo, path)
            upcoming = pool.submit(open_photo, paths[index + 1]) if index + 1 < len(paths) else None
            yield opening


def folders(paths: Sequence[Path], out: Path) -> dict[Path, Path]:
    """A folder below `out` for each photo: its stem, with a number where two photos share one."""
    taken: set[str] = set()
    chosen: dict[Path, Path] = {}
    for path in paths:
        stem = path.stem or "photo"
        numbered = (stem if count == 1 else f"{stem}-{count}" for count in itertools.count(1))
        name = next(name for name in numbered if name.lower() not in taken)
        taken.add(name.lower())
        chosen[path] = out / name
    return chosen
