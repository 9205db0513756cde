"""Names of colours in running text: those of `labels.colours`, those of the 2023 palette, and shades."""

from collections.abc import Sequence
from functools import cache

from instructcv.errors import UserError
from instructcv.labels.colours import NEUTRALS, PALETTE, parse_colour
from instructcv.types import RGB

_MORE: dict[str, RGB] = {
    "gold": (255, 215, 0),
    "golden": (255, 215, 0),
    "beige": (245, 245, 220),
    "indigo": (75, 0, 130),
    "coral": (255, 127, 80),
    "rosybrown": (188, 143, 143),
    "rosy brown": (188, 143, 143),
    "peru": (205, 133, 63),
    "silver": (192, 192, 192),
    "turquoise": (64, 224, 208),
    "lavender": (230, 230, 250),
    "tan": (210, 180, 140),
    "khaki": (240, 230, 140),
    "scarlet": (255, 36, 0),
    "emerald": (0, 155, 119),
    "charcoal": (54, 69, 79),
    "lilac": (200, 162, 200),
    "ivory": (255, 255, 240),
    "cream": (255, 253, 208),
    "light blue": (64, 160, 255),
    "light green": (144, 238, 144),
    "dark blue": (0, 0, 128),
    "navy blue": (0, 0, 128),
    "dark green": (0, 100, 0),
    "dark red": (128, 0, 32),
    "light grey": (192, 192, 192),
    "dark grey": (80, 80, 80),
    "gray": (128, 128, 128),
    "aqua": (0, 255, 255),
    "fuchsia": (255, 0, 255),
    "yellowish": (255, 255, 0),
    "reddish": (255, 0, 0),
    "lime green": (128, 255, 0),
    "hot pink": (255, 64, 160),
}
"""CSS Color Module Level 4 values where CSS has the name; everyday shades map to the nearest palette colour."""
_SHADES = frozenset("bright vivid pure pale light dark deep strong pastel neon solid plain".split())


@cache
def colour_words() -> dict[str, RGB]:
    """Every spelling of a named colour, `-` already a space."""
    named = PALETTE | NEUTRALS
    return _MORE | named | {name.replace(" ", ""): rgb for name, rgb in (_MORE | named).items() if " " in name}


def match_colour(words: Sequence[str]) -> tuple[int, RGB] | None:
    """The colour that the words begin with, and how many words it takes: "bright sky blue cat" -> 3 words."""
    if not words:
        return None
    if words[0].startswith(("#", "rgb(")):
        try:
            return 1, parse_colour(words[0])
        except UserError:
            return None
    names = colour_words()
    for count in (2, 1):
        name = " ".join(words[:count]).replace("-", " ")
        if len(words) >= count and name in names:
            return count, names[name]
    if words[0] in _SHADES and len(words) > 1:
        rest = match_colour(words[1:])
        return None if rest is None or words[1] in _SHADES else (rest[0] + 1, rest[1])
    return None
