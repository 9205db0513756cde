"""Names of colours in running text."""

from collections.abc import Sequence
from functools import cache

from instructcv.errors import UserError
from instructcv.labels.colour_names import parse_colour, spellings
from instructcv.types import RGB

_LONGEST = 3
_SHADES = frozenset("bright vivid pure pale light dark deep strong pastel neon solid plain all".split())
"""Said before a colour that has no name of its own with them: the colour is meant."""


@cache
def colour_words() -> frozenset[str]:
    """Every spelling of a named colour."""
    return frozenset(spellings())


def match_colour(words: Sequence[str]) -> tuple[int, RGB] | None:
    """The colour that the words begin with, and how many words it takes: "bright sky blue cat" -> 3 words."""
    if not words:
        return None
    if words[0].startswith(("#", "rgb(")):
        try:
            return 1, parse_colour(words[0])
        except UserError:
            return None
    for count in range(min(_LONGEST, len(words)), 0, -1):
        name = " ".join(words[:count])
        if name in spellings():
            return count, spellings()[name]
    if words[0] in _SHADES:
        rest = match_colour(words[1:])
        return None if rest is None else (rest[0] + 1, rest[1])
    return None
