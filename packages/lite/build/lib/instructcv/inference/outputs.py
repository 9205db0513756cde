"""The files of one answer, in the ecosystem's formats.

painted.png      what the model painted, at its own size
overlay.png      the answer on the photo, for people
uncertainty.npy  float32, spread over the seeds
ask-N/           the answer to what else the sentence asks, from the second on: the same files
result.json      everything else; written last, so where it is the answer is complete

and those of the task: masks, depth, ... (`tasks/NAME/found.py`).
"""

import contextlib
import io
import json
import re
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from instructcv import registry
from instructcv.errors import UserError
from instructcv.files import write_bytes, write_text
from instructcv.inference.overlay import overlay
from instructcv.inference.record import Record
from instructcv.tasks.base import task

MANIFEST = "result.json"
PAINTED, OVERLAY, UNCERTAINTY = "painted.png", "overlay.png", "uncertainty.npy"


def as_json(record: Record, files: Collection[str] = ()) -> dict[str, Any]:
    """The answer as plain data; what a task has no part in is null or empty.

    Args:
        record: the answer.
        files: names of what was written beside it.
    """
    empty = {key: value for name in registry.names("tasks") for key, value in task(name).record(None).items()}
    return {
        "photo": record.photo_name,
        "instruction": record.instruction,
        "understood": record.understood,
        "found": record.found,
        **empty,
        **task(record.task).record(record.findings, files),
        "admissibility": _rounded(record.admissibility),
        "confidence": _rounded(record.confidence),
        "passes": record.passes,
        "sampler": record.sampler,
        "looks": record.looks,
        "seconds": round(record.seconds, 3),
        "checkpoint": record.checkpoint,
        "unread": list(record.unread),
        "narrowed": [note.to_json() for note in record.narrowed],
        "told": None if record.told is None else record.told.to_json(),
        "also": [as_json(other) for other in record.also],
    }


def save(record: Record, folder: Path) -> Path:
    """Write one answer into a folder of its own. An earlier answer there is replaced; nothing is ever half-written.

    Returns:
        The path of `result.json`.

    Raises:
        UserError: the folder cannot be made or written.
    """
    contents = _contents(record)
    manifest = folder / MANIFEST
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stale = _files_named_in(manifest)
        manifest.unlink(missing_ok=True)  # from here on the earlier answer counts as gone
        for name, content in contents.items():
            write_bytes(folder / name, content)
        for name in stale - contents.keys():
            (folder / name).unlink(missing_ok=True)
        for number, other in enumerate(record.also, start=2):
            save(other, folder / f"ask-{number}")
        for old in _asks_beyond(folder, 1 + len(record.also)):
            shutil.rmtree(old)
        write_text(manifest, json.dumps(as_json(record, contents.keys()), indent=2, ensure_ascii=False) + "\n")
    except OSError as error:
        raise UserError(f"cannot write to {folder}: {error.strerror or error}; choose another --out") from error
    return manifest


def _asks_beyond(folder: Path, count: int) -> list[Path]:
    """Answers of an earlier, longer sentence."""
    numbered = [(path, re.fullmatch(r"ask-(\d+)", path.name)) for path in folder.glob("ask-*")]
    return [path for path, match in numbered if match and int(match[1]) > count and is_answer(path)]


def is_answer(folder: Path) -> bool:
    """Whether `save` wrote the folder's pictures."""
    return (folder / MANIFEST).is_file() and (folder / PAINTED).is_file()


def _contents(record: Record) -> dict[str, bytes]:
    """File name -> content: the two pictures that every answer has, and the task's own files."""
    contents = {PAINTED: _png(Image.fromarray(record.picture)), OVERLAY: _png(overlay(record))}
    for name, array in task(record.task).files(record.findings).items():
        contents[name] = _npy(array) if name.endswith(".npy") else _png(Image.fromarray(array))
    if record.uncertainty is not None:
        contents[UNCERTAINTY] = _npy(record.uncertainty)
    return contents


def _files_named_in(manifest: Path) -> set[str]:
    """The files of an earlier answer: only these may be removed."""
    with contextlib.suppress(OSError, ValueError):
        named = re.findall(r'"(?:file|png|npy)": "([\w-]+\.(?:png|npy))"', manifest.read_text(encoding="utf-8"))
        return {*named, UNCERTAINTY}
    return set()


def _png(image: Image.Image) -> bytes:
    stream = io.BytesIO()
    image.save(stream, "PNG", compress_level=4)
    return stream.getvalue()


def _npy(array: np.ndarray) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), 4)
