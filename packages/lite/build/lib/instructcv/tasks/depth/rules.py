"""What the wordings of depth are like: they ask for the whole scene, and where they name shades, near is dark."""

import re
from collections.abc import Iterable

from instructcv.instructions.rules import Rules

_SPACE = {
    "near": r"near(?:er|est|by)?|close(?:r|st)?|closest",
    "far": r"far(?:ther|thest)?|further|furthest|distant|remote",
}
_TONE = {
    "near": r"dark(?:er|est)?|black(?:er|est)?|dim(?:mer)?",
    "far": r"bright(?:er|est)?|white(?:r|st)?|light(?:er|est)?|pale(?:r|st)?",
}


def near_is_dark(text: str) -> Iterable[str]:
    """An objection where a wording says it the wrong way round: its first place goes with its first shade, and so on."""
    said = re.sub(r"\bhow (?:far|near|close)\b", "", text)
    places, shades = (
        [match.lastgroup for match in re.finditer(rf"\b(?:(?P<near>{kinds['near']})|(?P<far>{kinds['far']}))\b", said)]
        for kinds in (_SPACE, _TONE)
    )
    if len(places) == len(shades) and places != shades:
        yield "near is dark, and far is bright"


WORDINGS = Rules(
    template="estimate the depth of this image",
    single="estimate the depth of this image",
    things=False,
    coloured=False,
    objections=near_is_dark,
)
