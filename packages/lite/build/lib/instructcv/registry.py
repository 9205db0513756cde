"""A folder is a registry: every public module or package in it is one entry, named like its file or folder.

`base` (the folder's protocol) and `shared` (what several entries need) are no entries.

`names("tasks")` lists without importing anything heavy; `load("tasks", "depth")` imports that one module. Other
packages add entries through entry points of the group `instructcv.<folder>` (each pointing at a module), which go
through the same door.
"""

import difflib
import importlib
import pkgutil
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path
from types import ModuleType

from instructcv.errors import UserError

PACKAGE = "instructcv"
ELSEWHERE = {("datasets", "rooms"): "pip install ./packages/rooms in a clone of the repository"}
"""Entries of the project that are not in this distribution -> how to get them."""


@cache
def _entries(folder: str) -> dict[str, str]:
    """Entry name -> dotted module, for built-ins (files and packages of the folder) and entry points alike.

    Raises:
        ValueError: two modules claim one name.
    """
    path = Path(__file__).parent / folder
    found = {
        module.name: f"{PACKAGE}.{folder}.{module.name}"
        for module in pkgutil.iter_modules([str(path)])
        if not module.name.startswith("_") and module.name not in _SHARED
    }
    for point in entry_points(group=f"{PACKAGE}.{folder}"):
        if point.name in found:
            raise ValueError(f"two {folder} are called {point.name!r}: {found[point.name]} and {point.value}")
        found[point.name] = point.value
    return dict(sorted(found.items()))


_SHARED = frozenset({"base", "shared"})  # a folder's protocol and what its entries share, never entries


def names(folder: str) -> tuple[str, ...]:
    """The entries of a folder, in alphabetical order; imports none of them."""
    return tuple(_entries(folder))


def load(folder: str, name: str) -> ModuleType:
    """The module registered as `name`.

    Raises:
        UserError: no such entry; the message says what was probably meant.
    """
    return importlib.import_module(where(folder, name))


def where(folder: str, name: str) -> str:
    """The dotted name of the module registered as `name`; imports nothing.

    Raises:
        UserError: no such entry; the message says what was probably meant.
    """
    entries = _entries(folder)
    if name not in entries:
        if (folder, name) in ELSEWHERE:
            raise UserError(f"{name} is not installed; it is a package of its own: {ELSEWHERE[folder, name]}")
        close = difflib.get_close_matches(name, entries, n=1)
        hint = f"did you mean {close[0]!r}?" if close else f"there are: {', '.join(entries)}"
        raise UserError(f"no {folder.rstrip('s')} is called {name!r}; {hint}")
    return entries[name]
