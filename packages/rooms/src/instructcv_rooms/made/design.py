"""The register of what can be made."""

from collections.abc import Callable
from dataclasses import dataclass

from instructcv_rooms.made.piece import Piece

Build = Callable[[Piece], None]


@dataclass(frozen=True, kw_only=True)
class Design:
    """A noun and the program that builds one."""

    name: str
    noun: str
    room: str
    """The catalogue's category it would stand in."""
    build: Build
    edition: int
    """Since when it has been there: rooms that were made with an edition do not change when designs are added."""


EDITION = 2
"""The present one."""
DESIGNS: dict[str, Design] = {}
"""By name, which is that of the function; a noun may have several."""


def design(noun: str, room: str, *, edition: int = EDITION) -> Callable[[Build], Build]:
    """Register a function that builds a `noun` on an empty piece."""

    def register(build: Build) -> Build:
        name = build.__name__
        assert name not in DESIGNS, f"two designs are called {name}"
        DESIGNS[name] = Design(name=name, noun=noun, room=room, build=build, edition=edition)
        return build

    return register
