"""Files that are there whole or not at all: written under another name in the same folder, then renamed."""

import contextlib
import os
import shutil
import uuid
from collections.abc import Generator
from pathlib import Path


@contextlib.contextmanager
def whole(path: Path) -> Generator[Path]:
    """A name to write to, hidden and ending in `.tmp`. It becomes `path` at the end, or is removed if writing fails."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        yield temporary
        follow_umask(temporary)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def whole_folder(path: Path) -> Generator[Path]:
    """As `whole`, for a new folder: it becomes `path`, which may be there and empty, at the end, or is removed."""
    temporary = path.with_name(f".{path.name}.{uuid.uuid4().hex}.tmp")
    temporary.mkdir(parents=True)
    try:
        yield temporary
        follow_umask(temporary)
        os.replace(temporary, path)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def follow_umask(path: Path) -> None:
    """Give a file, or the safetensors files below a folder, the mode that a newly made file has here.

    The safetensors library makes them readable by their owner alone, whatever the umask, so that nobody else on a shared machine
    could open a checkpoint.
    """
    # It can only be read by setting it; what another thread makes meanwhile errs to the safe side.
    mask = os.umask(0o077)
    os.umask(mask)
    for file in [path] if path.is_file() else path.rglob("*.safetensors"):
        file.chmod(0o666 & ~mask)


def cache_dir(name: str) -> Path:
    """Where what can be made again is kept: `$XDG_CACHE_HOME/instructcv/NAME`, or `~/.cache/instructcv/NAME`."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "instructcv" / name


def write_text(path: Path, text: str) -> None:
    """UTF-8, whole or not at all."""
    with whole(path) as temporary:
        temporary.write_text(text, encoding="utf-8")


def write_bytes(path: Path, content: bytes) -> None:
    """Whole or not at all."""
    with whole(path) as temporary:
        temporary.write_bytes(content)
