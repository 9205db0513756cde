"""What colour a thing is: the pixels inside its mask, each named as people name colours, then counted.

A photo's red car has pink, brown and black pixels, too: highlights, rust-coloured shade, windows. So names are gathered into the
eleven basic colour terms of English (B. Berlin and P. Kay, "Basic Color Terms", 1969), a name that people use for
either of two counts for both, and greys, which shade and glare make of any colour, count less than hues.
"""

from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from jaxtyping import Bool, UInt8

from instructcv.inference.verbs import geometry
from instructcv.inference.verbs.scene import Note, Scene, Seen, kept, undecided
from instructcv.instructions.program import Colour, Thing
from instructcv.labels.colours import colour_name

TERMS: tuple[str, ...] = (
    "red",
    "orange",
    "yellow",
    "green",
    "blue",
    "purple",
    "pink",
    "brown",
    "black",
    "grey",
    "white",
)
NEUTRAL = frozenset(("black", "white", "grey"))
ALSO: Mapping[str, tuple[str, ...]] = {
    "cyan": ("blue", "green"),
    "teal": ("green", "blue"),
    "turquoise": ("blue", "green"),
    "navy": ("blue",),
    "magenta": ("pink", "purple"),
    "violet": ("purple",),
    "lime": ("green", "yellow"),
    "mint": ("green",),
    "olive": ("green", "brown"),
    "maroon": ("red", "brown"),
    "crimson": ("red", "pink"),
    "salmon": ("pink", "orange"),
    "tan": ("brown",),
    "beige": ("brown", "white"),
    "cream": ("white", "yellow"),
    "gold": ("yellow", "brown"),
    "silver": ("grey",),
    "gray": ("grey",),
    "light grey": ("grey", "white"),
}
"""Names that are no basic term, and which of those people would accept."""
IS = 0.4
"""Share of a thing's pixels that may be called by a colour, from which it has it."""
IS_NOT = 0.2
"""Below this share it has not; between the two it cannot be told, unless the colour is what it is called."""
HUE = 2.0
"""How many grey pixels a coloured one outvotes."""
_STEP = 8
"""Colours are named in steps of so many of 256: a mask of any size has a few hundred."""


def narrow(seen: Sequence[Seen], thing: Thing, scene: Scene) -> tuple[list[Seen], list[Note]]:
    """Those that have the colour by which a thing is described."""
    if thing.described is None:
        return list(seen), []
    what = thing.described.name
    verdicts = [has(one, thing.described, scene) for one in seen]
    sure = [one for one, verdict in zip(seen, verdicts, strict=True) if verdict is True]
    unsure = [one for one, verdict in zip(seen, verdicts, strict=True) if verdict is None]
    if unsure and not sure:
        return unsure, [undecided(what, f"cannot be told for {len(unsure)} of {len(seen)}, which were kept")]
    return sure, [kept(what, len(seen), len(sure))]


def has(seen: Seen, colour: Colour, scene: Scene) -> bool | None:
    """Whether an object may be called by a colour; None = as well as not."""
    terms = terms_of(colour)
    pixels = _pixels(seen.mask, scene)
    counts = _counts(pixels)
    share = sum(count for names, count in counts.items() if set(names) & set(terms)) / max(1, len(pixels))
    if share >= IS or name_of(seen, scene) in terms[:1]:
        return True
    return False if share < IS_NOT else None


def name_of(seen: Seen, scene: Scene) -> str:
    """The basic term that an object is called by."""
    votes = dict.fromkeys(TERMS, 0.0)
    for names, count in _counts(_pixels(seen.mask, scene)).items():
        for name in names:
            votes[name] += count * (1.0 if name in NEUTRAL else HUE) / len(names)
    return max(votes, key=lambda name: votes[name])


def pixels(seen: Seen, colour: Colour, scene: Scene) -> tuple[list[Seen], Note]:
    """An object's pixels of one colour, as one object: "everything red"."""
    terms = set(terms_of(colour))
    rgb, inverse = _steps(scene.photo.reshape(-1, 3))
    fits = np.array([bool(terms & set(_terms(_key(each)))) for each in rgb])
    mask = seen.mask & fits[inverse].reshape(scene.size_hw)
    note = Note(what=colour.name, done=f"kept the pixels of that colour, {100 * mask.mean():.0f} % of the photo")
    if not mask.any():
        return [], note
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    box = (float(columns[0]), float(rows[0]), float(columns[-1] + 1), float(rows[-1] + 1))
    return [Seen(noun=seen.noun, box_xyxy_px=box, mask=mask, score=seen.score)], note


def terms_of(colour: Colour) -> tuple[str, ...]:
    """The basic terms that a sentence's colour may be called by: of its name ("dark green"), else of its value."""
    word = colour.name.split()[-1]
    if word in TERMS:
        return (word,)
    return ALSO.get(colour.name) or ALSO.get(word) or _terms(colour.rgb)


def _pixels(mask: Bool[np.ndarray, "h w"], scene: Scene) -> UInt8[np.ndarray, "n 3"]:
    """The photo inside a mask without its rim, where there is more than rim."""
    core = geometry.without_rim(mask)
    return scene.photo[core if core.sum() >= 0.3 * mask.sum() else mask]


def _counts(rgb: UInt8[np.ndarray, "n 3"]) -> dict[tuple[str, ...], int]:
    """How many pixels may be called by which terms."""
    counts: dict[tuple[str, ...], int] = {}
    steps, inverse = _steps(rgb)
    for each, count in zip(steps, np.bincount(inverse, minlength=len(steps)), strict=True):
        terms = _terms(_key(each))
        counts[terms] = counts.get(terms, 0) + int(count)
    return counts


def _steps(rgb: UInt8[np.ndarray, "n 3"]) -> tuple[UInt8[np.ndarray, "m 3"], np.ndarray]:
    """The colours that occur, in steps, and which of them each pixel is."""
    coarse = (rgb // _STEP).astype(np.int32)
    packed = (coarse[:, 0] * 256 + coarse[:, 1]) * 256 + coarse[:, 2]
    values, inverse = np.unique(packed, return_inverse=True)
    steps = np.stack([values // 65536, values // 256 % 256, values % 256], axis=1) * _STEP + _STEP // 2
    return steps.astype(np.uint8), inverse


def _key(rgb: UInt8[np.ndarray, "3"]) -> tuple[int, int, int]:
    return int(rgb[0]), int(rgb[1]), int(rgb[2])


@cache
def _terms(rgb: tuple[int, int, int]) -> tuple[str, ...]:
    """The basic terms of one colour."""
    name = colour_name(rgb)
    word = name.split()[-1]
    if name not in ALSO and word in TERMS:
        return (word,)
    return ALSO.get(name) or ALSO.get(word) or ("grey",)
