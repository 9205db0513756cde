"""A whole clip, in parts: stopped at any moment it goes on with the part it was in, and ends with the same lines.

OUT/run.json            what is asked of which clip; another run is refused
OUT/parts/00002.*       a part's lines, its piece of the overlay video, and what the next part has to know; the last written says: done
OUT/frames.jsonl        one line for each frame: its number, the second, and `result.json`'s content, boxes with the object's `track`
OUT/overlay.mp4         the answers on the frames

Only one frame and what is remembered of the one before are held at a time.
"""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, cast

import numpy as np

from instructcv.errors import UserError
from instructcv.files import whole, write_text
from instructcv.folders import shown
from instructcv.inference.bulk import BulkSettings, timeless
from instructcv.inference.predictor import InstructCV
from instructcv.inference.video.frames import Clip, Film, Frame
from instructcv.inference.video.steady import MEMORY, Last, Steady
from instructcv.inference.video.tracks import Track, Tracks
from instructcv.types import Runner

PART = 64
"""Frames in a part: what has to be done again after a stop."""
RUN, LINES, OVERLAY = "run.json", "frames.jsonl", "overlay.mp4"


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is asked of a clip."""

    settings: BulkSettings
    clip: Clip
    out: Path
    memory: float = MEMORY
    """What earlier frames have to say, 0 to 1; 0 answers every frame by itself."""
    video: bool = True
    """Whether an overlay video is wanted."""


@dataclass
class Carried:
    """What one part leaves to the next."""

    last: Last | None
    tracks: Tracks

    def to_bytes(self, frames: int) -> bytes:
        """As a file, with how many frames the part had."""
        tracks = [
            (track.number, track.category, track.box_xyxy_px.tolist(), track.unseen) for track in self.tracks.alive
        ]
        told = json.dumps({"frames": frames, "given": self.tracks.given, "tracks": tracks})
        stream = io.BytesIO()
        if self.last is None:
            np.savez(stream, told=np.array(told))
        else:
            np.savez(stream, told=np.array(told), grey=self.last.grey, pictures=self.last.pictures)
        return stream.getvalue()

    @classmethod
    def from_file(cls, path: Path) -> tuple["Carried", int]:
        """Such a file's content."""
        with np.load(path, allow_pickle=False) as file:
            told: Any = json.loads(str(file["told"]))
            last = Last(grey=file["grey"], pictures=file["pictures"]) if "grey" in file else None
        alive = [Track(number, name, np.array(box, np.float32), unseen) for number, name, box, unseen in told["tracks"]]
        return cls(last, Tracks(alive, told["given"])), told["frames"]


def answer(job: Job, *, resume: bool = False) -> Iterator[int]:
    """Answer the frames, yielding the number of frames done so far; the files are there when the iterator ends.

    Raises:
        UserError: the clip, the instruction or the folder are at fault.
    """
    model = job.settings.model()
    for instruction in job.settings.instructions:
        model.read(instruction)
    fps = job.clip.fps()
    _prepare(job, resume=resume)
    parts = job.out / "parts"
    number, done = 0, 0
    carried = Carried(last=None, tracks=Tracks())
    while (kept := _state(parts, number)) is not None:
        carried, frames = kept
        done += frames
        number += 1
        yield done
    upcoming = job.clip.frames(done)
    while chunk := _part(job, model, carried, islice(upcoming, PART), parts, number, fps):
        done += chunk
        number += 1
        yield done
    if not done:
        raise UserError(f"{shown(job.clip.path)} holds no frame that can be read")
    _join(job, parts, number, fps)


def _part(
    job: Job,
    model: InstructCV,
    carried: Carried,
    frames: Iterator[tuple[int, Frame]],
    parts: Path,
    number: int,
    fps: float,
) -> int:
    """Answer up to `PART` frames; `carried` goes along. Returns how many there were."""
    steady = Steady(model.model, memory=job.memory, last=carried.last)
    asked = InstructCV(cast(Runner, steady))  # what it does not do itself is the model's own
    lines: list[str] = []
    parts.mkdir(parents=True, exist_ok=True)
    with whole(parts / f"{number:05d}.mp4") as piece:
        film = Film(piece.with_suffix(".mp4"), fps)  # the encoder goes by the suffix
        try:
            for frame_number, frame in frames:
                results = asked.answer(
                    frame,
                    job.settings.instructions,
                    passes=job.settings.passes,
                    seeds=job.settings.seeds,
                    seed=job.settings.seed,
                    photo_name=f"{shown(job.clip.path)}#{frame_number}",
                )
                answers = [_tracked(timeless(result.to_json()), carried.tracks) for result in results]
                second = round(frame_number / (fps * job.clip.every), 4)
                line = {"frame": frame_number, "second": second, "answers": answers}
                lines.append(json.dumps(line, ensure_ascii=False))
                if job.video:
                    film.add(np.asarray(results[0].overlay().convert("RGB")))
            film.close()
            film.path.touch()
            film.path.replace(piece)
        finally:
            film.path.unlink(missing_ok=True)
    carried.last = steady.last
    if lines:
        write_text(parts / f"{number:05d}.jsonl", "\n".join(lines) + "\n")
        with whole(parts / f"{number:05d}.npz") as temporary:  # the last one: now the part is done
            temporary.write_bytes(carried.to_bytes(len(lines)))
    return len(lines)


def _tracked(answer: dict[str, Any], tracks: Tracks) -> dict[str, Any]:
    """An answer whose boxes say which object they are."""
    boxes = answer.get("boxes") or []
    corners = [[x, y, x + w, y + h] for x, y, w, h in (box["bbox"] for box in boxes)]
    numbers = tracks.follow([box["category"] for box in boxes], np.array(corners, np.float32).reshape(-1, 4))
    for box, number in zip(boxes, numbers, strict=True):
        box["track"] = number
    return answer


def _state(parts: Path, number: int) -> tuple[Carried, int] | None:
    """What a part that is done left, and how many frames it had."""
    path = parts / f"{number:05d}.npz"
    return Carried.from_file(path) if path.is_file() else None


def _prepare(job: Job, *, resume: bool) -> None:
    content: dict[str, Any] = {
        "clip": shown(job.clip.path.absolute()),
        "every": job.clip.every,
        "memory": job.memory,
        "video": job.video,
        "settings": job.settings.in_full(),
    }
    path = job.out / RUN
    if path.exists():
        if not resume:
            raise UserError(f"{job.out} holds a run already; go on with --resume, or name another --out")
        try:
            same = json.loads(path.read_text(encoding="utf-8")) == content
        except (OSError, ValueError) as error:
            raise UserError(f"{path} is damaged ({error}); name another --out") from error
        if not same:
            raise UserError(f"{job.out} holds a run on another clip or with other settings; name another --out")
    write_text(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _join(job: Job, parts: Path, count: int, fps: float) -> None:
    """The parts' lines and pieces, one after the other."""
    with whole(job.out / LINES) as temporary, temporary.open("w", encoding="utf-8") as lines:
        for number in range(count):
            lines.write((parts / f"{number:05d}.jsonl").read_text(encoding="utf-8"))
    if job.video:
        with whole(job.out / OVERLAY) as temporary:
            film = Film(temporary.with_suffix(".mp4"), fps)
            try:
                for number in range(count):
                    for _, frame in Clip(path=parts / f"{number:05d}.mp4").frames():
                        film.add(frame)
                film.close()
                film.path.replace(temporary)
            finally:
                film.path.unlink(missing_ok=True)
