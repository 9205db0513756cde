"""A result is a file: value, target, command, commit, machine, versions. Written whole or not at all."""

import json
import platform
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from instructcv.files import write_text


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measured number."""

    name: str
    value: float
    unit: str = ""
    target: float | None = None
    """What it should reach; None = reported whatever it is."""
    better: Literal["higher", "lower"] = "higher"
    note: str = ""
    interval: tuple[float, float] | None = None
    """95 %: how far other photos, or another run, would move it; None = not known."""
    constant: float | None = None
    """What a predictor scores that paints the same on every photo."""
    random: float | None = None
    """What a predictor scores that paints noise."""

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None without one."""
        if self.target is None:
            return None
        return self.value >= self.target if self.better == "higher" else self.value <= self.target


def write(figures: Iterable[Figure], out: Path, *, command: str) -> None:
    """Write figures with what is needed to repeat them."""
    rows = [_rounded(asdict(figure) | {"met": figure.met}) for figure in figures]
    write_text(out, as_json(provenance(command) | {"figures": rows}))


def provenance(command: str) -> dict[str, Any]:
    """What is needed to repeat a measurement: command, commit, date, machine, versions."""
    return {
        "command": command,
        "commit": _commit(),
        "date": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, {_processor()}",
        "versions": {"python": sys.version.split()[0]}
        | {name: version(name) for name in ("torch", "diffusers", "transformers", "numpy")},
    }


def peak_mb() -> float:
    """The highest memory of this process so far, in units of 1e6 bytes.

    Linux's own account of it: `ru_maxrss` outlives exec there, so that a child would report its parent's.
    """
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text(encoding="utf-8").partition("VmHWM:")[2].split()[0]) * 1024 / 1e6
    import resource  # Windows has none

    unit = 1 if platform.system() == "Darwin" else 1024  # bytes there, kilobytes elsewhere
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def as_json(content: Any) -> str:
    """For a file that people read too."""
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _rounded(entry: dict[str, Any]) -> dict[str, Any]:
    """Four digits after the point, for numbers and intervals alike."""

    def short(value: Any) -> Any:
        if isinstance(value, tuple):
            return [short(part) for part in value]
        return round(value, 4) if isinstance(value, float) else value

    return {key: short(value) for key, value in entry.items()}


def _commit() -> str:
    """The commit of the checkout that this runs from, marked where files differ from it."""
    try:
        root = Path(__file__).parent
        found = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=root, capture_output=True, text=True)
    except OSError:
        return "unknown"
    return found.stdout.strip() or "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{len(names)} x {names[0]}" if names else platform.processor()
