"""The runtime checker behind the shapes in signatures: beartype, told two things that it cannot know.

jaxtyping hands over methods one at a time, and beartype then refuses `Self`, which has a meaning inside a class only.
And a protocol that is not marked as checkable is checked by its members, as a marked one would be.
"""

from collections.abc import Callable, Iterator
from typing import Any, Self, get_args, runtime_checkable

from beartype import beartype


def checked(function: Callable[..., Any]) -> Callable[..., Any]:
    """Check a function's arguments and result; a hint with `Self` in it stands for anything."""
    hints = function.__annotations__
    for hint in hints.values():
        for part in _parts(hint):
            if getattr(part, "_is_protocol", False) and not getattr(part, "_is_runtime_protocol", False):
                runtime_checkable(part)
    if any(part is Self for hint in hints.values() for part in _parts(hint)):
        function.__annotations__ = {k: Any if Self in _parts(hint) else hint for k, hint in hints.items()}
    return beartype(function)


def _parts(hint: Any) -> Iterator[Any]:
    """A hint and all that it is built of."""
    yield hint
    for inner in get_args(hint):
        yield from _parts(inner)
