"""Everything below a folder: the photos, and what was passed over, by kind, so that nothing is dropped without a word."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

_ANSWERS = "folder of answers"
_HEIC = frozenset({".heic", ".heif", ".hif"})
SUFFIXES = frozenset(
    ".jpg .jpeg .jpe .jfif .mpo .png .webp .bmp .dib .tif .tiff .gif .ppm .pgm .pbm .avif .jp2".split()
) | (_HEIC if find_spec("pillow_heif") else frozenset[str]())
"""What counts as a photo inside a folder; a file that is named outright is tried whatever its suffix."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What lies below a folder."""

    photos: tuple[Path, ...]
    """In alphabetical order, linked ones under the link's name."""
    passed_over: Counter[str] = field(default_factory=Counter[str])
    """Kind -> how many files or folders of it were not looked at."""


def look(folder: Path, *, skip: Callable[[Path], bool] = lambda _: False) -> Found:
    """The photos below a folder, in linked folders, too, each real folder once.

    Args:
        folder: may be a link itself.
        skip: whether to pass a folder over, such as one of earlier answers.
    """
    photos: list[Path] = []
    passed: Counter[str] = Counter()
    if skip(folder):
        return Found(photos=(), passed_over=Counter({_ANSWERS: 1}))
    for path in _walk(folder, {_identity(folder)}, passed, skip):
        if path.suffix.lower() in SUFFIXES:
            photos.append(path)
        else:
            passed[path.suffix.lower() or "without a suffix"] += 1
    return Found(photos=tuple(sorted(photos)), passed_over=passed)


def in_words(passed_over: Counter[str]) -> str:
    """ "4 files were not looked at: 1 .heic, 2 .txt, 1 broken link"; empty where there is nothing to say."""
    total = passed_over.total()
    if not total:
        return ""
    verb = "file was" if total == 1 else "files were"
    kinds = ", ".join(f"{n} {kind}" for kind, n in sorted(passed_over.items()))
    heic = "" if not _HEIC & set(passed_over) else " (.heic needs pip install 'instructcv[heic]')"
    return f"{total} {verb} not looked at: {kinds}{heic}"


def shown(name: str | Path) -> str:
    """A file's name as text that can be written, bytes that are not UTF-8 in hexadecimal."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def _walk(
    folder: Path, seen: set[tuple[int, int]], passed: Counter[str], skip: Callable[[Path], bool]
) -> Iterator[Path]:
    try:
        entries = sorted(folder.iterdir())
    except OSError:
        passed["folder that may not be read"] += 1
        return
    for path in entries:
        if path.name.startswith("."):
            passed["hidden"] += 1
        elif path.is_dir():
            if skip(path):
                passed[_ANSWERS] += 1
            elif _identity(path) in seen:
                passed["folder that is looked at under another name"] += 1
            else:
                seen.add(_identity(path))
                yield from _walk(path, seen, passed, skip)
        elif path.is_file():
            yield path
        else:
            passed["broken link" if path.is_symlink() else "no file"] += 1


def _identity(folder: Path) -> tuple[int, int]:
    """The same for all names of one folder."""
    state = folder.stat()
    return state.st_dev, state.st_ino
