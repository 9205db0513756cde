"""What people call a colour, and which colour they mean by a name, from a survey of theirs (`survey.txt`).

A name means one colour (`named`), whoever paints or reads it. What a colour is called (`colour_name`) is put to the vote: the
survey's colours around it say which basic word it goes by, and the nearest of the short names of that word is its name.
"""

import re
from functools import cache
from importlib.resources import files

import numpy as np
from jaxtyping import Float64, Int64, UInt8

from instructcv.errors import UserError
from instructcv.labels.palette import BLACK, NEUTRALS, PALETTE, distances
from instructcv.types import RGB

_SPELT: dict[str, str] = {"gray": "grey", "lightgray": "light grey", "darkgray": "dark grey"}
_OF_2023: dict[str, RGB] = {"rosy brown": (188, 143, 143), "peru": (205, 133, 63)}
"""Names that the 2023 system drew and the survey has not (CSS Color Module Level 4)."""
_VOTE_ONLY = "*"
NEIGHBOURS, NEARNESS, HUE_WEIGHT = 9, 0.05, 3.0
"""Of the vote: how many of the survey's colours, the deviation of the Gaussian by which they weigh (Oklab), and how much more a
difference of hue or chroma counts than one of lightness. Chosen by leaving each name out in turn: 0.91 of 574 names agree with
their neighbours, 0.97 with a vote that they take part in."""
_WORD_OF = {
    "lime": "green",
    "mint": "green",
    "olive": "green",
    "navy": "blue",
    "cyan": "blue",
    "magenta": "pink",
    "maroon": "red",
    "salmon": "pink",
}
"""Short names that do not end in the basic word that they are a kind of."""
_SHADES = ("dark", "light")
LEAST_FROM_BLACK = 120.0
"""Colours drawn for a legend differ from the black of the rest by as much (0 to 441)."""


@cache
def _survey() -> tuple[tuple[str, RGB], ...]:
    text = files("instructcv.labels").joinpath("survey.txt").read_text(encoding="utf-8")
    rows = (line.split(maxsplit=3) for line in text.splitlines() if not line.startswith("#"))
    return tuple((name, (int(r), int(g), int(b))) for r, g, b, name in rows)


@cache
def named() -> dict[str, RGB]:
    """Every name that is understood, and the colour that it means."""
    survey = {name: rgb for name, rgb in _survey() if not name.startswith(_VOTE_ONLY)}
    return survey | _OF_2023 | PALETTE | NEUTRALS


@cache
def spellings() -> dict[str, RGB]:
    """Every way of writing those names: "gray", "skyblue", "light-blue"."""
    names = named()
    written = {name.replace(" ", ""): rgb for name, rgb in names.items()}
    american = {name.replace("grey", "gray"): rgb for name, rgb in names.items()}
    return written | american | {name: names[usual] for name, usual in _SPELT.items()} | names


def parse_colour(text: str) -> RGB:
    """A colour from its name, `#ff0000`, `#f00` or `rgb(255, 0, 0)`.

    Raises:
        UserError: not a colour; the message lists the commonest names.
    """
    word = " ".join(text.lower().replace("-", " ").split())
    if word in spellings():
        return spellings()[word]
    if match := re.fullmatch(r"#([0-9a-f]{3}|[0-9a-f]{6})", word):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if match := re.fullmatch(r"rgb\( ?(\d{1,3}) ?, ?(\d{1,3}) ?, ?(\d{1,3}) ?\)", word):
        red, green, blue = int(match[1]), int(match[2]), int(match[3])
        if max(red, green, blue) <= 255:
            return red, green, blue
    usual = ", ".join((*PALETTE, *NEUTRALS))
    raise UserError(f"{text[:40]!r} is not a colour; write #rrggbb, rgb(255, 0, 0) or a name such as: {usual}")


def exact_name(rgb: RGB) -> str | None:
    """The name that means exactly this colour, the shortest of several; None where none does."""
    return _by_colour().get(rgb)


@cache
def _by_colour() -> dict[RGB, str]:
    by_colour: dict[RGB, str] = {}
    for name, rgb in sorted(named().items(), key=lambda item: (item[0] not in PALETTE, len(item[0]), item[0])):
        by_colour.setdefault(rgb, name)
    return by_colour


def colour_name(rgb: RGB) -> str:
    """What people would call it: a basic word, a shade of one ("dark green"), or a short name of its own ("navy")."""
    if rgb in _CHOSEN:
        return _CHOSEN[rgb]
    seen = oklab(np.array([rgb], dtype=np.uint8))
    word = _words()[int(_voted(seen)[0])]
    words = {word, "white"} if word == "grey" else {word}  # the survey has a grey that is all but white
    short = [name for name, of in _short_names().items() if of in words]
    squared = ((oklab(np.array([named()[name] for name in short], np.uint8)) - seen) ** 2).sum(axis=1)  # [names]
    return short[int(np.argmin(squared))]


_CHOSEN: dict[RGB, str] = {rgb: name for name, rgb in (PALETTE | NEUTRALS).items()}


@cache
def _words() -> tuple[str, ...]:
    return (*(name for name in PALETTE if name in _basic()), *NEUTRALS)


@cache
def _basic() -> frozenset[str]:
    return frozenset("red green blue yellow orange purple pink brown teal".split())


@cache
def _short_names() -> dict[str, str]:
    """Short names -> the basic word that each is a kind of."""
    kinds = {word: word for word in _words()} | {name: _WORD_OF[name] for name in _WORD_OF if name in named()}
    shades = {f"{shade} {word}": word for word in _words() for shade in _SHADES if f"{shade} {word}" in named()}
    return kinds | shades | {name: name.split()[-1] for name in PALETTE if name.split()[-1] in _words()}


@cache
def _electorate() -> tuple[Float64[np.ndarray, "n 3"], Int64[np.ndarray, "n"]]:
    """The survey's colours whose names end in a basic word, and the words' numbers."""
    words = {word: i for i, word in enumerate(_words())} | {"violet": _words().index("purple")}
    rows = [(rgb, words[name.split()[-1]]) for name, rgb in _survey() if name.split()[-1] in words]
    seen = oklab(np.array([rgb for rgb, _ in rows], dtype=np.uint8)) * _WEIGHTS
    return seen, np.array([word for _, word in rows], dtype=np.int64)


def _voted(seen: Float64[np.ndarray, "n 3"]) -> Int64[np.ndarray, "n"]:
    """The basic word that the survey's nearest colours vote for (a kernel classifier)."""
    colours, words = _electorate()
    squared = ((seen[:, None, :] * _WEIGHTS - colours) ** 2).sum(axis=2)  # [n, colours]
    nearest = np.argsort(squared, axis=1, kind="stable")[:, :NEIGHBOURS]
    closest = np.take_along_axis(squared, nearest, axis=1)
    weights = np.exp(-(closest - closest.min(axis=1, keepdims=True)) / (2 * NEARNESS**2))  # [n, neighbours]
    votes = np.zeros((len(seen), len(_words())))
    np.add.at(votes, (np.arange(len(seen))[:, None], words[nearest]), weights)
    return votes.argmax(axis=1)


def oklab(colours: UInt8[np.ndarray, "n 3"]) -> Float64[np.ndarray, "n 3"]:
    """Colours (sRGB) as lightness 0 to 1, green to red and blue to yellow: equal distances look equally large.

    Oklab (B. Ottosson, "A perceptual color space for image processing", 2020), with the sRGB curve of IEC 61966-2-1.
    """
    coded = colours / 255.0  # [n, 3]
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    return np.cbrt(linear @ _CONES.T) @ _OPPONENTS.T


@cache
def drawable() -> tuple[str, ...]:
    """Names whose colours a legend may use: far enough from black, and no neutrals."""
    names = [name for name in named() if not name.startswith(tuple(NEUTRALS)) and name.split()[-1] not in NEUTRALS]
    apart = distances(np.array([named()[name] for name in names], np.uint8), np.array([BLACK], np.uint8))[:, 0]
    by_colour = {named()[name]: name for name, far in zip(names, apart, strict=True) if far >= LEAST_FROM_BLACK}
    return tuple(sorted(exact_name(rgb) or name for rgb, name in by_colour.items()))


_WEIGHTS = np.array([1.0, HUE_WEIGHT, HUE_WEIGHT])
# Ottosson 2020: linear sRGB to the cones' responses, and their cube roots to lightness and the two opponent axes.
_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_OPPONENTS = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)
