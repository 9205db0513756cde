"""Which of the learned adapters is in use, and the way back.

feedback/learnt/0001/adapter   feedback/learnt/0001/report.json
feedback/learnt/in_use.json    the base, and the adapters taken into use, the newest last
"""

import json
from dataclasses import dataclass
from pathlib import Path

from instructcv.errors import UserError
from instructcv.files import write_text

FOLDER, STATE, ADAPTER, REPORT = "learnt", "in_use.json", "adapter", "report.json"


@dataclass(frozen=True, kw_only=True)
class InUse:
    """What was taken into use, one after the other."""

    base: str | None = None
    """The checkpoint that was adapted; None = the model inside the package."""
    history: tuple[str, ...] = ()


def state(feedback: Path) -> InUse:
    """What is in use now.

    Raises:
        UserError: the file is damaged.
    """
    file = feedback / FOLDER / STATE
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        return InUse(base=told["base"], history=tuple(told["history"]))
    except FileNotFoundError:
        return InUse()
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{file} is damaged ({error!r}); remove it to go back to the base") from error


def adapter_in_use(feedback: Path, base: str | None = None) -> Path | None:
    """The adapter's folder; None = the base itself, or another base."""
    now = state(feedback)
    if not now.history or now.base != base:
        return None
    folder = feedback / FOLDER / now.history[-1] / ADAPTER
    return folder if folder.is_dir() else None


def take(feedback: Path, name: str, base: str | None) -> None:
    """Use an adapter from now on."""
    now = state(feedback)
    history = (*now.history, name) if now.base == base else (name,)
    _write(feedback, InUse(base=base, history=history))


def undo(feedback: Path) -> str | None:
    """Go back by one; returns the adapter that is in use then, None for the base.

    Raises:
        UserError: there is nothing to go back from.
    """
    now = state(feedback)
    if not now.history:
        raise UserError(f"nothing was learned in {feedback}, so nothing can be undone")
    _write(feedback, InUse(base=now.base, history=now.history[:-1]))
    return now.history[-2] if len(now.history) > 1 else None


def new_name(feedback: Path) -> str:
    """The next free number."""
    taken = [int(path.name) for path in (feedback / FOLDER).glob("[0-9]*") if path.name.isdigit()]
    return f"{max(taken, default=0) + 1:04d}"


def _write(feedback: Path, now: InUse) -> None:
    write_text(feedback / FOLDER / STATE, json.dumps({"base": now.base, "history": list(now.history)}, indent=1) + "\n")
