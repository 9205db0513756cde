"""A pipeline's folder: are the parts that its `model_index.json` names whole, before anything is opened?"""

import json
from pathlib import Path
from typing import Any

from instructcv.errors import UserError


def check_parts(folder: Path) -> None:
    """Every part is there, and its weights are safetensors, which cannot hold code.

    Raises:
        UserError: a file is missing or damaged, or weights are pickles only; the message names it.
    """
    content: dict[str, Any] = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    for part in [name for name in content if not name.startswith("_")]:
        _check_part(folder / part)


NOUNS, TASKS = "nouns.txt", "tasks.txt"
"""Files of a checkpoint's folder that say what it was taught."""


def listed_in(folder: Path, name: str) -> tuple[str, ...]:
    """What a checkpoint says it was taught, one a line of its `NOUNS` or `TASKS`; nothing where it does not say."""
    listed = folder / name
    return tuple(listed.read_text(encoding="utf-8").split("\n")[:-1]) if listed.is_file() else ()


def _check_part(part: Path) -> None:
    """A component's files are there and its weights are safetensors, which cannot hold code."""
    if not part.is_dir() or not any(part.glob("*.json")):
        raise UserError(f"{part} is missing or empty; copy or save the checkpoint again")
    if part.name == "scheduler":
        return
    index = next(part.glob("*.safetensors.index.json"), None)
    if index is not None:
        try:
            wanted = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UserError(f"{index} is damaged ({error}); copy or save the checkpoint again") from error
        missing = [name for name in sorted(wanted) if not (part / name).exists()]
        if missing:
            raise UserError(f"{part / missing[0]} is missing; copy or save the checkpoint again")
    elif not any(part.glob("*.safetensors")):
        pickles = [*part.glob("*.bin"), *part.glob("*.pt"), *part.glob("*.ckpt"), *part.glob("*.pkl")]
        kind = f"{pickles[0]} is a pickle, which can run code" if pickles else f"{part} holds no weights"
        raise UserError(f"{kind}; save the checkpoint again as safetensors")
