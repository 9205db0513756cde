"""Frames in: a video file, or a folder of numbered pictures, one at a time. Frames out: an overlay video."""

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from jaxtyping import UInt8

from instructcv.errors import UserError
from instructcv.folders import look
from instructcv.photos import open_photo

log = logging.getLogger(__name__)
os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")  # quiet: its decoder says a line for every damaged block

SUFFIXES = frozenset(".mp4 .mov .avi .mkv .webm .m4v .mpg .mpeg".split())
"""What counts as a video."""
MOST_OF_IT = 0.98
"""Share of the frames that a file says it has, which some estimate; with fewer it counts as damaged."""
FOLDER_FPS = 25.0
"""Of a folder of frames, which does not say."""
Frame = UInt8[np.ndarray, "h w 3"]


@dataclass(frozen=True, kw_only=True)
class Clip:
    """Where frames come from."""

    path: Path
    every: int = 1
    """Each n-th frame is taken, the first one included."""

    @property
    def is_folder(self) -> bool:
        return self.path.is_dir()

    def fps(self) -> float:
        """Of the frames that are taken.

        Raises:
            UserError: the file cannot be opened as a video.
        """
        if self.is_folder:
            return FOLDER_FPS / self.every
        capture = self._capture()
        told = float(capture.get(cv2.CAP_PROP_FPS))
        capture.release()
        return (told if 0 < told < 1000 else FOLDER_FPS) / self.every

    def count(self) -> int | None:
        """How many frames will be taken, as far as the file says."""
        if self.is_folder:
            total = len(look(self.path).photos)
        else:
            capture = self._capture()
            total = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
            capture.release()
        return -(-total // self.every) if total > 0 else None

    def frames(self, start: int = 0) -> Iterator[tuple[int, Frame]]:
        """Number (counted in the whole clip) and pixels of the frames that are taken, from the `start`-th of these on.

        Raises:
            UserError: nothing can be read, or a picture of a folder cannot.
        """
        return self._pictures(start) if self.is_folder else self._video(start)

    def _pictures(self, start: int) -> Iterator[tuple[int, Frame]]:
        paths = sorted(look(self.path).photos, key=_numbered)
        if not paths:
            raise UserError(f"the folder {self.path} holds no frames; they are pictures with numbers in their names")
        for number in range(start * self.every, len(paths), self.every):
            yield number, open_photo(paths[number])

    def _video(self, start: int) -> Iterator[tuple[int, Frame]]:
        capture = self._capture()
        promised = int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
        try:
            number, unread = 0, 0
            while capture.grab():  # decoding only what is taken; seeking by number is not exact in all formats
                if number % self.every == 0 and number >= start * self.every:
                    whole, frame = capture.retrieve()
                    if whole:
                        yield number, np.asarray(cv2.cvtColor(frame, cv2.COLOR_BGR2RGB))
                    unread += not whole
                number += 1
            if not number:
                raise UserError(f"{self.path} holds no frame that can be read; is it a whole video?")
            if unread or number < MOST_OF_IT * promised:
                log.warning(
                    "%s is damaged: of %d frames %d were read", self.path, max(promised, number), number - unread
                )
        finally:
            capture.release()

    def _capture(self) -> Any:
        if not self.path.is_file():
            raise UserError(f"there is no video {self.path}")
        capture: Any = cv2.VideoCapture(str(self.path))
        if not capture.isOpened():
            raise UserError(f"{self.path} cannot be opened as a video ({', '.join(sorted(SUFFIXES))})")
        return capture


def is_clip(path: Path) -> bool:
    """Whether a path that was named is a video by its suffix."""
    return path.suffix.lower() in SUFFIXES


def _numbered(path: Path) -> list[tuple[int, str]]:
    """A name as people order it: frame9 before frame10."""
    parts = re.split(r"(\d+)", path.name)
    return [(int(part), "") if part.isdigit() else (-1, part) for part in parts]


class Film:
    """A video being written, every frame at the size of the first (even, as encoders want it)."""

    def __init__(self, path: Path, fps: float) -> None:
        self.path, self.fps = path, fps
        self._writer: Any = None
        self._size_wh = (0, 0)

    def add(self, frame: Frame) -> None:
        """Append a frame.

        Raises:
            UserError: no encoder for it here.
        """
        if self._writer is None:
            h, w = frame.shape[:2]
            self._size_wh = (w + w % 2, h + h % 2)
            code: Any = cv2.VideoWriter.fourcc(*"mp4v")
            self._writer = cv2.VideoWriter(str(self.path), code, self.fps, self._size_wh)
            if not self._writer.isOpened():
                raise UserError(f"{self.path} cannot be written: this OpenCV has no MPEG-4 encoder")
        if (frame.shape[1], frame.shape[0]) != self._size_wh:
            frame = np.asarray(cv2.resize(frame, self._size_wh, interpolation=cv2.INTER_AREA))
        self._writer.write(cv2.cvtColor(frame, cv2.COLOR_RGB2BGR))

    def close(self) -> None:
        """Nothing is readable before this."""
        if self._writer is not None:
            self._writer.release()
