"""A wording of the bank is recognised by its own letters: what `bank.fill` wrote is read back exactly, and no more than that.

Whatever narrows, is misspelt or differs by a word from the bank is for the tagger to read. Slots are parsed strictly: a phrase is a
known name with an article or none, a colour is one that has a name or a code.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from instructcv import registry
from instructcv.instructions._colour_words import colour_words
from instructcv.instructions._spans import colour_of
from instructcv.instructions._tokens import normalise, words_of
from instructcv.instructions._words import is_known, looks_like_a_word, plain_words, things, word_list
from instructcv.instructions.aliases import spoken_forms, surface_forms
from instructcv.instructions.bank import wordings
from instructcv.instructions.inflect import singular
from instructcv.instructions.program import Colour
from instructcv.instructions.rules import Split, rules
from instructcv.labels.colour_names import spellings
from instructcv.labels.frames import FRAME_RGB

_SLOT = re.compile(r"\{(\w+)\}")
_ARTICLE = re.compile(r"^(?:all the|the|every|an|a) ")
_COLOUR_SLOTS = frozenset(("no", "rest", "yes", "colour"))
_WORDS = {"is": "is|are", "it": "it|them", "they": "they|it"}
_AND, _OR = re.compile(r", and |, | and "), re.compile(r", or |, | or ")


@dataclass(frozen=True, kw_only=True)
class Recalled:
    """What a wording of the bank says."""

    task: str
    things: tuple[tuple[str, Colour | None], ...]
    """Nouns, each with its colour where the wording names colours."""
    rest: Colour | None


@dataclass(frozen=True, kw_only=True)
class _Pattern:
    task: str
    longest: str
    """The longest literal part; what lacks it is no such sentence."""
    slots: tuple[str, ...]
    text: str


def recall(text: str, splits: Sequence[Split] = ("train", "test")) -> Recalled | None:
    """The wording that a normalised sentence is, filled; None where it is none of them, or where wordings disagree on it.

    Of a wording that names the rest ("..., the background black") and one for which that were a thing, the first is meant. A name by
    itself is none: "ice cream" is not to be painted cream.
    """
    if text in spoken_forms():
        return None
    found: list[Recalled] = []
    for pattern in (pattern for split in splits for pattern in _patterns(split)):
        if pattern.longest in text and (match := _compiled(pattern.text).fullmatch(text)) is not None:
            read = _filled(pattern, match.groups())
            if read is not None and read not in found:
                found.append(read)
    fewest = min(((one.rest is None, len(one.things)) for one in found), default=None)
    best = [one for one in found if (one.rest is None, len(one.things)) == fewest]
    return best[0] if len(best) == 1 else None


@cache
def _patterns(split: Split) -> tuple[_Pattern, ...]:
    return tuple(
        _pattern(task, normalise(wording.text)) for task in registry.names("tasks") for wording in wordings(task, split)
    )


def _pattern(task: str, text: str) -> _Pattern:
    parts = _SLOT.split(text)
    slots = tuple(slot for slot in parts[1::2] if slot not in _WORDS)
    return _Pattern(task=task, longest=max(parts[::2], key=len), slots=slots, text=text)


@cache
def _compiled(text: str) -> re.Pattern[str]:
    """Only wordings that may fit are ever compiled: each holds the names of all colours."""
    pieces: list[str] = []
    for i, part in enumerate(_SLOT.split(text)):
        if i % 2 == 0:
            pieces.append(re.escape(part))
        elif part in _WORDS:
            pieces.append(f"(?:{_WORDS[part]})")
        else:
            pieces.append(f"({_colours()})" if part in _COLOUR_SLOTS else "(.+?)")
    return re.compile("".join(pieces))


@cache
def _colours() -> str:
    """Any colour, the longest names first."""
    return "|".join(("#[0-9a-f]{6}", *(re.escape(name) for name in sorted(spellings(), key=len, reverse=True))))


def _filled(pattern: _Pattern, values: Sequence[str]) -> Recalled | None:
    """The slots' contents; None where one holds something else than names and colours."""
    named: dict[str, Colour | None] = {}
    rest: Colour | None = None
    own: Colour | None = None
    for slot, value in zip(pattern.slots, values, strict=True):
        if slot in _COLOUR_SLOTS:
            colour = colour_of(value.split())
            if colour is None:
                return None
            rest, own = (colour, own) if slot in ("no", "rest") else (rest, colour)
        else:
            read = _PARSERS[slot](value)
            if read is None:
                return None
            for noun, colour in read:
                before = named.get(noun)
                if before is not None and colour is not None and before.rgb != colour.rgb:
                    return None  # two colours for one thing: that is refused, and not here
                named[noun] = colour or before
    of_task = rules(pattern.task)
    found = tuple((noun, colour or own) for noun, colour in named.items())
    odd = not of_task.coloured and any(colour is not None and colour.rgb != FRAME_RGB for _, colour in found)
    strange = of_task.names_otherwise and not all(is_known(noun) for noun, _ in found)
    if odd or strange or (of_task.things and not found):
        return None
    return Recalled(task=pattern.task, things=found, rest=rest)


_Read = list[tuple[str, Colour | None]]


def _names(joint: re.Pattern[str]) -> Callable[[str], _Read | None]:
    def parse(text: str) -> _Read | None:
        parts = joint.split(text)
        if any(part in colour_words() for part in parts) and any(_ARTICLE.match(part) for part in parts):
            return None  # "the dog, orange" may be a fruit or a colour
        nouns = [_noun(part) for part in parts]
        return None if None in nouns else [(noun, None) for noun in nouns if noun is not None]

    return parse


def _pairs(
    split: Callable[[str], list[str]], cut: Callable[[str], Iterator[tuple[str, str]]]
) -> Callable[[str], _Read | None]:
    """Entries, each of which is a noun and a colour; `cut` proposes ways to take one apart."""

    def parse(text: str) -> _Read | None:
        read: _Read = []
        for entry in split(text):
            pairs = ((_noun(noun), colour_of(colour.split())) for noun, colour in cut(entry))
            one = next(((noun, colour) for noun, colour in pairs if noun is not None and colour is not None), None)
            if one is None:
                return None
            read.append(one)
        return read

    return parse


def _noun(phrase: str) -> str | None:
    """A known name without its article; None for anything else."""
    name = _ARTICLE.sub("", phrase.strip())
    known = surface_forms().get(name) or spoken_forms().get(name)
    if known is not None:
        return known
    if name in plain_words() or name in colour_words() or name in word_list("adjective") or not name.isalpha():
        return None
    # A word that nobody has heard of is a thing, too, unless it is a typo of one that we know, or no word at all.
    heard = singular(name) in things()
    return singular(name) if heard or (words_of(name) == [name] and looks_like_a_word(name)) else None


def _at_spaces(entry: str) -> Iterator[tuple[str, str]]:
    """ "the dog dark red": the noun may end at any word."""
    words = entry.split()
    for i in range(1, len(words)):
        yield " ".join(words[:i]), " ".join(words[i:])


def _at(between: str, *, turned: bool = False) -> Callable[[str], Iterator[tuple[str, str]]]:
    def cut(entry: str) -> Iterator[tuple[str, str]]:
        for match in re.finditer(re.escape(between), entry):
            first, second = entry[: match.start()], entry[match.end() :]
            yield (second, first) if turned else (first, second)

    return cut


def _at_signs(entry: str) -> Iterator[tuple[str, str]]:
    """ "dog: red", "dog = red", "red = dog"."""
    for match in re.finditer(r": | = |=| -> ", entry):
        first, second = entry[: match.start()], entry[match.end() :]
        yield first, second
        yield second, first


_PARSERS: dict[str, Callable[[str], _Read | None]] = {
    "things": _names(_AND),
    "the": _names(_AND),
    "plural": _names(_AND),
    "bare": _names(_AND),
    "a": _names(_OR),
    "options": _names(_OR),
    "names": _names(_OR),
    "legend": _pairs(re.compile(r"; |, ").split, _at_signs),
    "painted": _pairs(_AND.split, _at_spaces),
    "in": _pairs(_AND.split, _at(" in ")),
    "with": _pairs(_AND.split, _at(" with ")),
    "for": _pairs(_AND.split, _at(" for ", turned=True)),
    "fora": _pairs(re.compile(", ").split, _at(" for ", turned=True)),
    "cases": _pairs(re.compile(", ").split, _at(" if it is ", turned=True)),
}
