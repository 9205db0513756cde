"""What the words of a tagged span mean: numbers, places, sizes, nearness, relations. Small closed tables, one a field."""

from collections.abc import Sequence

from instructcv.instructions._colour_words import match_colour
from instructcv.instructions.aliases import spoken_forms
from instructcv.instructions.inflect import singular
from instructcv.instructions.program import By, Colour, Nearness, Place, Size

_COUNTS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_ORDINALS = "zeroth first second third fourth fifth sixth seventh eighth ninth tenth".split()
_PLACES: dict[str, Place] = {
    "left": "left",
    "leftmost": "left",
    "right": "right",
    "rightmost": "right",
    "top": "top",
    "upper": "top",
    "topmost": "top",
    "uppermost": "top",
    "above": "top",
    "bottom": "bottom",
    "lower": "bottom",
    "bottommost": "bottom",
    "lowest": "bottom",
    "highest": "top",
    "middle": "middle",
    "centre": "middle",
    "center": "middle",
    "central": "middle",
}
_SIZES: dict[Size, frozenset[str]] = {
    "largest": frozenset("biggest largest tallest longest widest hugest".split()),
    "smallest": frozenset("smallest littlest tiniest shortest narrowest".split()),
    "large": frozenset("big large huge tall long wide giant enormous bigger larger taller".split()),
    "small": frozenset("small little tiny short narrow smaller shorter mini".split()),
}
_NEARNESS: dict[Nearness, frozenset[str]] = {
    "nearest": frozenset("nearest closest foremost nearer closer".split()),
    "farthest": frozenset("farthest furthest farther further remotest rearmost".split()),
    "near": frozenset("near close nearby foreground front".split()),
    "far": frozenset("far distant background back remote rear".split()),
}
_RELATIONS: dict[str, str] = {
    "on top of": "on",
    "on the left of": "left of",
    "to the left of": "left of",
    "left of": "left of",
    "on the right of": "right of",
    "to the right of": "right of",
    "right of": "right of",
    "in front of": "in front of",
    "next to": "next to",
    "close to": "near",
    "closest to": "near",
    "nearest to": "near",
    "behind": "behind",
    "beside": "next to",
    "besides": "next to",
    "by": "next to",
    "near": "near",
    "underneath": "under",
    "beneath": "under",
    "below": "under",
    "under": "under",
    "above": "above",
    "over": "above",
    "inside": "in",
    "within": "in",
    "into": "in",
    "between": "between",
    "wearing": "wearing",
    "wear": "wearing",
    "wears": "wearing",
    "holding": "holding",
    "carrying": "holding",
    "with": "with",
    "have": "with",
    "has": "with",
    "having": "with",
    "got": "with",
    "without": "with",
    "of": "part of",
    "on": "on",
    "upon": "on",
    "onto": "on",
    "in": "in",
    "at": "near",
}
RELATING = frozenset(
    "on under behind near beside of in with above below inside beneath underneath by at wearing holding".split()
)
"""Single words that relate a noun before them to one after them."""
_BEFORE_COLOURS = frozenset("in dressed that is are which who that's".split())
_BEFORE = frozenset("that is which who are that's who's being is standing".split())
_POSTURES = frozenset("sitting standing lying hanging leaning resting placed parked laying".split())


def colour_of(words: Sequence[str]) -> Colour | None:
    """The colour that a span names as a whole; None where it names none."""
    words = [word for word in words if word not in _BEFORE_COLOURS]
    found = match_colour(words)
    return None if found is None or found[0] != len(words) else Colour(name=" ".join(words), rgb=found[1])


def noun_of(words: Sequence[str]) -> str:
    """The vocabulary's usual word for a name, else its singular: "couches" -> "sofa", "dog bowls" -> "dog bowl"."""
    text = " ".join(words)
    return spoken_forms().get(text) or singular(text)


def is_plural(words: Sequence[str]) -> bool:
    return singular(" ".join(words)) != " ".join(words)


def number_of(words: Sequence[str]) -> int | None:
    """How many: "two", "2", "a couple"."""
    for word in words:
        if word.isdigit() and 0 < int(word) < 1000:
            return int(word)
        if word in _COUNTS:
            return _COUNTS.index(word)
        if word in ("couple", "pair", "both"):
            return 2
        if word == "single":
            return 1
    return None


def ordinal_of(words: Sequence[str]) -> int | None:
    """Which one: "third" 3, "2nd" 2, "last" -1, "second last" -2."""
    last = "last" in words
    for word in words:
        digits = word.rstrip("stndrh")
        place = int(digits) if digits.isdigit() else _ORDINALS.index(word) if word in _ORDINALS else None
        if place:
            return -place if last else place
    return -1 if last else None


def places_of(words: Sequence[str]) -> tuple[tuple[Place, ...], bool]:
    """Where in the picture, and whether the utmost one is meant ("left-most")."""
    where: list[Place] = []
    for word in words:
        if word in _PLACES and _PLACES[word] not in where:
            where.append(_PLACES[word])
    return tuple(where), any(word.endswith("most") or word in ("highest", "lowest", "furthest") for word in words)


def size_of(words: Sequence[str]) -> Size | None:
    return next((size for word in words for size, known in _SIZES.items() if word in known), None)


def nearness_of(words: Sequence[str]) -> Nearness | None:
    return next((near for word in words for near, known in _NEARNESS.items() if word in known), None)


def by_of(words: Sequence[str]) -> By | None:
    """What "which is closer" compares."""
    near, size = nearness_of(words), size_of(words)
    if near is not None:
        return "nearest" if near in ("near", "nearest") else "farthest"
    if size is not None:
        return "largest" if size in ("large", "largest") else "smallest"
    where, _ = places_of(words)
    return where[0] if where and where[0] != "middle" else None


def relation_of(words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A relation's usual name, and the words that say more than it does ("sitting" of "sitting on").

    A verb that is none of ours stays as it is written.
    """
    said = " ".join(words)
    words = [word for word in words if word not in _BEFORE or word in _POSTURES]
    posture = tuple(word for word in words if word in _POSTURES)
    rest = [word for word in words if word not in _POSTURES]
    if "than" in rest:
        return _comparison(rest), posture
    text = " ".join(rest)
    for phrase, name in _RELATIONS.items():
        if text == phrase or text.endswith(f" {phrase}"):
            before = text[: len(text) - len(phrase)].split()
            return name, (*posture, *before)
    return text or ("near" if posture else said), posture if text else ()


def _comparison(words: Sequence[str]) -> str:
    by = by_of([word for word in words if word != "less"])
    turned = {"nearest": "farthest", "farthest": "nearest", "largest": "smallest", "smallest": "largest"}
    by = turned.get(by or "", "farthest") if "less" in words else by
    names = {"nearest": "closer than", "farthest": "farther than", "largest": "larger than", "smallest": "smaller than"}
    return names.get(by or "", " ".join(words))


def names_in(texts: Sequence[str]) -> list[int]:
    """How many words each name of a run of nouns has: "cars buses" are two, "coffee table" is one."""
    lengths: list[int] = []
    at = 0
    while at < len(texts):
        rest = list(texts[at:])
        whole = " ".join(rest) in spoken_forms()
        many = next((n for n in range(1, len(rest)) if _is_plural_name(rest[:n])), 0)
        lengths.append(len(rest) if whole or not many else many)
        at += lengths[-1]
    return lengths


def _is_plural_name(texts: Sequence[str]) -> bool:
    text = " ".join(texts)
    return text in spoken_forms() and singular(text) != text and singular(text) in spoken_forms()
