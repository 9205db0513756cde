"""What the wordings of a task are like: plain data that the task's folder brings as `WORDINGS`, next to the wordings themselves.

The bank draws by it, the linter holds every line to it, the paraphraser asks by it. Nothing here knows which tasks there are.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from instructcv import registry
from instructcv.types import RGB

Split = Literal["train", "test"]
"""Which half of the reviewed wordings."""

_MADE_UP = re.compile(r"\b(?:add|create|generate|imagine|insert)\s+\{")
_WITHHELD = re.compile(r"\bno (?:box|frame|mask|outline|rectangle)")


def no_objection(text: str) -> Iterable[str]:
    """Nothing to add to what every wording must satisfy."""
    return ()


def about_what_is_there(text: str) -> Iterable[str]:
    """Objections to a wording that asks for the thing itself and not for its mask or box, or for nothing."""
    if _MADE_UP.search(text):
        yield "it asks for the thing itself"
    if _WITHHELD.search(text):
        yield "it asks for nothing"


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What holds of all wordings of one task."""

    template: str
    """One plain wording: the 2023 system's own where it had the task. Slots in braces, as in the bank."""
    single: str
    """How one thing is asked for by itself, where a sentence names several and a picture answers only one of them."""
    things: bool = True
    """Whether named things are asked for; if not, the whole photo is meant and no wording has a slot."""
    coloured: bool = True
    """Whether a thing is painted in the colour that a sentence names for it; if not, colours have a meaning of their own."""
    original_rgb: RGB | None = None
    """What a thing is painted in the label format `original`, where that has one colour for all; no wording there names any."""
    explicit_share: float = 0.0
    """How often a drawn wording names the colours, where the bank has wordings of both kinds."""
    names_otherwise: bool = False
    """Whether a wording that names colours must also name the one of "none of these": the answer may be that colour alone."""
    never: frozenset[str] = frozenset()
    """Slots that mean something else than this task."""
    objections: Callable[[str], Iterable[str]] = no_objection
    """What else the linter holds against a wording, given in lower case: one phrase for each broken rule."""
    least: Mapping[Split, int] = field(default_factory=lambda: {"train": 200, "test": 60})
    """Distinct wordings that are wanted."""


def rules(task: str) -> Rules:
    """The rules that a registered task brings.

    Raises:
        UserError: no such task.
    """
    return cast(Rules, registry.load("tasks", task).WORDINGS)
