"""Answers that may still be fetched or corrected: in memory up to a budget, their files written when somebody wants them."""

import secrets
import shutil
import tempfile
import threading
from collections import OrderedDict
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np

from instructcv.inference.result import Result


@dataclass(kw_only=True, eq=False)
class Kept:
    """One answer, and where its files are once they have been asked for."""

    result: Result
    folder: Path
    bytes: int
    also: tuple[str, ...]
    """Ids of the answers to what else its sentence asked."""
    saving: threading.Lock


class Answers:
    """By id, which nobody can guess; the oldest are forgotten when the budget is spent."""

    def __init__(self, budget_bytes: int) -> None:
        self.budget_bytes = budget_bytes
        self._root = Path(tempfile.mkdtemp(prefix="instructcv-answers-"))
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def keep(self, result: Result) -> str:
        """Remember an answer; returns its id."""
        also = tuple(self.keep(other) for other in result.also if isinstance(other, Result))
        name, size = secrets.token_hex(12), size_bytes(result)
        one = Kept(result=result, folder=self._root / name, bytes=size, also=also, saving=threading.Lock())
        with self._lock:
            self._kept[name] = one
            self._bytes += size
            gone = []
            while self._bytes > self.budget_bytes and len(self._kept) > 1:
                _, oldest = self._kept.popitem(last=False)
                self._bytes -= oldest.bytes
                gone.append(oldest.folder)
        for folder in gone:
            shutil.rmtree(folder, ignore_errors=True)
        return name

    def get(self, name: str) -> Result | None:
        """The answer of that id; None = never was, or forgotten."""
        kept = self._kept.get(name)
        return None if kept is None else kept.result

    def also(self, name: str) -> tuple[str, ...]:
        """Ids of the answers to what else the sentence asked."""
        kept = self._kept.get(name)
        return () if kept is None else kept.also

    def files(self, name: str) -> dict[str, Path] | None:
        """The answer's files, as `predict` writes them, by name; written now if nobody wanted them before."""
        kept = self._kept.get(name)
        if kept is None:
            return None
        with kept.saving:
            if not kept.folder.exists():
                kept.result.save(kept.folder)
            files = (path for path in kept.folder.iterdir() if path.is_file())  # what else was asked has an id
            return {path.name: path for path in files if not path.name.startswith(".")}

    def close(self) -> None:
        """Remove all files."""
        shutil.rmtree(self._root, ignore_errors=True)


def size_bytes(result: Result) -> int:
    """About how much memory an answer holds."""
    values: list[Any] = [getattr(result, item.name) for item in fields(result)]
    return sum(value.nbytes for value in values if isinstance(value, np.ndarray))
