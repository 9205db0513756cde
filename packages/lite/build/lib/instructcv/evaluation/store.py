"""Sums as JSON and back, exactly: what a worker leaves behind for each photo and what a stopped run goes on from.

A sum is a frozen dataclass of numbers, arrays, tuples, sets of tuples, dictionaries and other such dataclasses. Arrays are
kept sparse: one photo touches few cells of a 150 x 151 confusion matrix.
"""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

import numpy as np

from instructcv import registry
from instructcv.errors import UserError
from instructcv.tasks.base import task


@cache
def kinds() -> dict[str, type[Any]]:
    """The dataclasses that a record may hold, by name: those of every task."""
    return {kind.__name__: kind for name in registry.names("tasks") for kind in task(name).SUMS}


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
