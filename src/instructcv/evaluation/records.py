"""What is kept of each photo: its sums, its own figures and costs, and a small strip to look at. One line of JSON each.

Lines are appended as photos are done. A line that a stopped run left half written is dropped, and its photo asked again.

Sums come back exactly. A sum is a frozen dataclass of numbers, arrays, tuples, sets of tuples, dictionaries and other such
dataclasses; arrays are kept sparse, since one photo touches few cells of a 150 x 151 confusion matrix.
"""

import json
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import Float32, UInt8
from PIL import Image

from instructcv import registry
from instructcv.errors import UserError
from instructcv.evaluation import protocols
from instructcv.evaluation.interview import Interview
from instructcv.evaluation.tracks import error_of
from instructcv.files import whole
from instructcv.metrics.admissibility import AdmissibilitySums
from instructcv.samples import losses
from instructcv.tasks.base import task
from instructcv.tasks.shared.tracks import Track

THUMB_PX = 112
"""Height and width of each picture in a strip."""


@dataclass(frozen=True, kw_only=True)
class PhotoRecord:
    """One photo on one track."""

    track: str
    index: int
    key: str
    sums: dict[str, Any]
    figures: dict[str, float] = field(default_factory=dict[str, float])
    """"key.figure" -> the photo's own figure; a class's own figures are left out."""
    error: float | None = None
    """The first headline figure, turned so that more is worse."""
    admissibility: float = 0.0
    """Mean over the pictures painted."""
    asked: int = 0
    """Pictures painted."""
    predict_ms: float = 0.0
    """Painting and reading."""
    total_ms: float = 0.0
    """And asking, scoring and the strip."""
    strip: str = ""
    """File of the strip photo | painted | truth, relative to the run's folder."""
    instruction: str = ""
    """What the picture in the strip was asked."""
    labels: dict[str, int] = field(default_factory=dict[str, int])
    """The photo's `samples.losses.counted`, on the first of its tracks."""
    left_out: list[str] = field(default_factory=list[str])
    """What was wrong with its labels, on the first of its tracks."""
    refused: str = ""
    """Why the photo could not be asked: no sum has it."""


def record(name: str, track: Track, index: int, interview: Interview, folder: Path | None) -> PhotoRecord:
    """Run a track on one photo. With a folder, the photo's strip is written to it."""
    started = time.perf_counter()
    sums = protocols.asked(track.protocol, interview)
    figures = {
        f"{key}.{figure}": value
        for key, part in sums.items()
        for figure, value in part.compute().items()
        if "/" not in figure
    }
    strip, instruction = ("", "") if folder is None else _save_strip(name, index, interview, folder)
    total_ms = (time.perf_counter() - started) * 1000
    return PhotoRecord(
        track=name,
        index=index,
        key=interview.sample.key,
        sums=sums,
        figures=figures,
        error=error_of(figures, track.headline),
        admissibility=float(np.mean([answer.admissibility for answer in interview.answers] or [0.0])),
        asked=len(interview.queries),
        predict_ms=interview.seconds * 1000,
        total_ms=total_ms,
        strip=strip,
        instruction=instruction,
    )


def refusal(name: str, index: int, why: str) -> PhotoRecord:
    """Of a photo that could not be read."""
    return PhotoRecord(
        track=name,
        index=index,
        key=f"photo {index}",
        sums={},
        labels=dict(losses.refused()),
        left_out=[why],
        refused=why,
    )


def as_line(one: PhotoRecord) -> str:
    """A record as one line."""
    content = {key: value for key, value in asdict(one).items() if key != "sums"}
    return json.dumps(content | {"sums": {key: to_json(sums) for key, sums in one.sums.items()}}) + "\n"


def read(path: Path) -> Iterator[PhotoRecord]:
    """The records of a file in order, save a last line that is not whole."""
    if not path.exists():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            try:
                content: dict[str, Any] = json.loads(line)
            except ValueError:
                return
            sums = {key: from_json(part) for key, part in content.pop("sums").items()}
            yield PhotoRecord(sums=sums, **content)


def _save_strip(name: str, index: int, interview: Interview, folder: Path) -> tuple[str, str]:
    """Photo, a telling picture painted, and what should have been painted; returns the file and what was asked."""
    file = Path("strips") / f"{name}-{index:06d}.jpg"
    parts = [_thumb(interview.sample.photo)]
    chosen, instruction = _telling(interview), ""
    if chosen is not None:
        painted = (np.clip(interview.pictures[chosen], 0, 1) * 255).astype(np.uint8)
        parts += [_thumb(painted), _truth(interview, chosen)]
        instruction = interview.queries[chosen].instruction
    with whole(folder / file) as temporary:
        Image.fromarray(np.concatenate(parts, axis=1)).save(temporary, format="JPEG", quality=80)
    return file.as_posix(), instruction


def _telling(interview: Interview) -> int | None:
    """The first picture of which the truth is not all black, else the first."""
    pictures = range(len(interview.pictures))
    return next((i for i in pictures if _truth(interview, i).any()), 0 if interview.pictures else None)


def _truth(interview: Interview, number: int) -> UInt8[np.ndarray, "t t 3"]:
    query = interview.queries[number]
    try:
        target = task(query.task).paint(interview.sample, query)
    except ValueError:  # the labels do not settle this question
        return np.zeros((THUMB_PX, THUMB_PX, 3), np.uint8)
    return _thumb(target.picture)


def _thumb(picture: UInt8[np.ndarray, "h w 3"] | Float32[np.ndarray, "h w 3"]) -> UInt8[np.ndarray, "t t 3"]:
    return np.asarray(cv2.resize(picture, (THUMB_PX, THUMB_PX), interpolation=cv2.INTER_AREA), np.uint8)


@cache
def kinds() -> dict[str, type[Any]]:
    """The dataclasses that a record may hold, by name: those of every task, and what is counted of all pictures."""
    return {kind.__name__: kind for name in registry.names("tasks") for kind in (AdmissibilitySums, *task(name).SUMS)}


def to_json(value: Any) -> Any:
    """A sum, or a part of one, as JSON's types."""
    if is_dataclass(value):
        parts = {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
        return {"kind": type(value).__name__, **parts}
    if isinstance(value, np.ndarray):
        flat = value.ravel()
        at = np.flatnonzero(flat)
        return {"array": value.dtype.name, "shape": value.shape, "at": at.tolist(), "values": flat[at].tolist()}
    if isinstance(value, frozenset):
        return {"set": sorted(to_json(item) for item in value)}
    if isinstance(value, dict):
        return {"map": {name: to_json(item) for name, item in value.items()}}
    if isinstance(value, tuple):
        return [to_json(item) for item in value]
    return value


def from_json(value: Any) -> Any:
    """What `to_json` was given.

    Raises:
        UserError: of a kind that this version does not know.
    """
    if isinstance(value, list):
        return tuple(from_json(item) for item in value)
    if not isinstance(value, dict):
        return value
    content: dict[str, Any] = value
    if "array" in content:
        flat = np.zeros(int(np.prod(content["shape"])), content["array"])
        flat[content["at"]] = content["values"]
        return flat.reshape(content["shape"])
    if "set" in content:
        return frozenset(from_json(item) for item in content["set"])
    if "map" in content:
        return {name: from_json(item) for name, item in content["map"].items()}
    kind = content.get("kind")
    if kind not in kinds():
        raise UserError(f"a record holds sums of an unknown kind {kind!r}; evaluate again into an empty folder")
    return kinds()[kind](**{name: from_json(item) for name, item in content.items() if name != "kind"})
