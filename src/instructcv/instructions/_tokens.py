"""A sentence as items: nouns that may be categories, colours, plain words and punctuation."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from instructcv.instructions._colour_words import colour_words, match_colour
from instructcv.instructions._spelling import slip, speller
from instructcv.instructions._words import SOFT_SPELLINGS, WORD, english_words, is_known, plain_words, word_list
from instructcv.instructions.aliases import surface_forms
from instructcv.instructions.inflect import singular
from instructcv.types import RGB

Kind = Literal["noun", "unknown", "colour", "word", "punct"]
OWNS = "'s"
"""The item between an owner and what it owns: "the man's shirt"."""
_TOKEN = re.compile(r"'s\b|rgb\([\d ,]+\)|#[0-9a-f]{3,6}\b|->|=>|→|" + WORD.pattern + r"|[:=,;.?!()/]")
_LONGEST_NAME = 4


@dataclass(frozen=True, kw_only=True)
class Item:
    """One piece of a sentence."""

    kind: Kind
    text: str
    """As written (lower case, typos mended)."""
    category: str = ""
    """Nouns: the usual word, singular."""
    rgb: RGB = (0, 0, 0)
    soft: bool = False
    """A noun that is also an everyday word of requests ("box", "picture", "sign")."""
    both: bool = False
    """A colour that is a category as well ("orange", "lime")."""
    aside: bool = False
    """A word that only says what a category is like, where it is or whose; which task is asked does not hang on it."""


def normalise(sentence: str) -> str:
    """Lower case, plain apostrophes and dashes, single spaces; the wording that the rules and the encoder read."""
    text = unicodedata.normalize("NFKC", sentence).lower()
    text = re.sub("[\u2018\u2019\u0060\u00b4]", "'", text)
    text = re.sub('[\u201c\u201d"*_]|\\bblack[- ]and[- ]white\\b|\\bblack out\\b', " ", text)
    text = re.sub("[\u2013\u2014]| - ", " , ", text)
    text = re.sub(
        r"'s\b(?<!it's)(?<!that's)(?<!there's)(?<!what's)(?<!where's)(?<!let's)(?<!who's)(?<!here's)", f" {OWNS}", text
    )
    return " ".join(text.split())


def items_of(sentence: str) -> tuple[Item, ...]:
    """The items of a normalised sentence, in order."""
    words = _mend_all(_tokens(sentence))
    items: list[Item] = []
    i = 0
    while i < len(words):
        item, taken = _match(words[i:], items)
        items.append(item)
        i += taken
    return tuple(_settle_both(items))


def _tokens(sentence: str) -> list[str]:
    tokens: list[str] = []
    for token in _TOKEN.findall(sentence):
        parts = token.split("-") if "-" in token and token not in ("->",) else [token]
        known = token in plain_words() or token in surface_forms()
        tokens.extend([token] if known or len(parts) == 1 else [part for part in parts if part])
    return tokens


def _match(words: Sequence[str], before: Sequence[Item]) -> tuple[Item, int]:
    """The longest noun or colour that starts here, else one word."""
    forms = surface_forms()
    noun_length = next((n for n in range(min(_LONGEST_NAME, len(words)), 0, -1) if " ".join(words[:n]) in forms), 0)
    colour = match_colour(words)
    if colour and colour[0] >= noun_length:
        text = " ".join(words[: colour[0]])
        return Item(kind="colour", text=text, rgb=colour[1], both=text in forms, category=forms.get(text, "")), colour[
            0
        ]
    if noun_length:
        text = " ".join(words[:noun_length])
        return Item(kind="noun", text=text, category=forms[text], soft=text in SOFT_SPELLINGS), noun_length
    word = words[0]
    if not word[0].isalnum():
        return Item(kind="punct", text=word), 1
    if word in plain_words() or word.isdigit() or (word.endswith("ly") and len(word) > 5):
        return Item(kind="word", text=word), 1
    return Item(kind="unknown", text=word, category=singular(word)), 1


@cache
def _name_words() -> frozenset[str]:
    """Single words that category names are made of."""
    return frozenset(part for form in surface_forms() for part in form.split())


def _mend_all(words: list[str]) -> list[str]:
    """The words with one typo mended in each that is no word that we know."""
    mended: list[str] = []
    for i, word in enumerate(words):
        before = mended[-1] if mended else ""
        mended.append(_mend(word, before, words[i + 1] if i + 1 < len(words) else ""))
    return mended


def _mend(word: str, before: str, after: str) -> str:
    known = word in plain_words() or word in _name_words() or word in colour_words() or word in english_words()
    if known or len(word) < 3 or not word.isalpha():
        return word
    requests = plain_words() - word_list("everyday") | frozenset(colour_words())
    hits = (*speller(_name_words()).near(word), *speller(requests).near(word))
    if before in word_list("determiner") and is_known(word):  # "the peony" is no pony, but "the loin" may be a lion
        hits = tuple(hit for hit in hits if slip(word, hit) == 0)
    elif len(word) <= 4:  # short words have many neighbours: a wrong letter is no evidence there
        hits = tuple(hit for hit in hits if slip(word, hit) < 2)
    if not hits:
        return word
    return min(
        hits, key=lambda hit: (not _completes(before, hit, after), slip(word, hit), hit[0] != word[0], _rarity(hit))
    )


def _completes(before: str, word: str, after: str) -> bool:
    """Whether the word makes a longer name with its neighbours: "teddy" + "bears"."""
    forms = surface_forms()
    return f"{before} {word}" in forms or f"{word} {after}" in forms


def _rarity(word: str) -> int:
    """Names before plain words, whole names before parts of names."""
    return 0 if word in surface_forms() else 1 if word in plain_words() or word in colour_words() else 2


def _settle_both(items: list[Item]) -> list[Item]:
    """Decide for "orange" and its like: a fruit after "an" or before ":", a colour otherwise."""
    settled: list[Item] = []
    for i, item in enumerate(items):
        before = settled[-1] if settled else None
        after = items[i + 1] if i + 1 < len(items) else None
        two_after = items[i + 2] if i + 2 < len(items) else None
        only = not any(other.kind == "colour" and not other.both for other in items)
        if item.both and (
            _is_fruit(item, before, after, two_after)
            or (only and _is_listed(items, i))
            or (before is not None and before.text in _SIGNS and i > 1 and settled[-2].kind == "colour")
        ):
            item = Item(kind="noun", text=item.text, category=item.category)
        settled.append(item)
    return settled


def _is_fruit(item: Item, before: Item | None, after: Item | None, next_but_one: Item | None) -> bool:
    if after is not None and after.kind in ("noun", "unknown"):
        return False
    if after is not None and after.kind == "word" and after.text in word_list("task") and before is not None:
        return after.text not in _SHAPES and before.text in word_list("determiner")
    if before is not None and before.text in word_list("determiner"):
        return True
    key = after is not None and after.text in _SIGNS
    return key and next_but_one is not None and next_but_one.kind == "colour"


def _is_listed(items: Sequence[Item], i: int) -> bool:
    """ "orange and knife", "knife or orange", "apple, orange, or banana": joined to nouns, without an article of its own."""
    before, after = _joined_to_noun(items[:i][::-1]), _joined_to_noun(items[i + 1 :])
    if before and after:
        return True
    if before:
        return before[0] != "," or _comma_list(items[:i])
    return after[:1] in (["and"], ["or"]) and not (i and items[i - 1].kind == "noun")


def _comma_list(items: Sequence[Item]) -> bool:
    """Whether two nouns stand last, each without an article and with a comma after it: "apple, lemon," before "orange"."""
    last = items[-5:]
    kinds = [item.kind for item in last]
    nouns = kinds[-4:] == ["noun", "punct", "noun", "punct"] and last[-1].text == last[-3].text == ","
    return nouns and (len(last) < 5 or last[0].text not in word_list("determiner"))


def _joined_to_noun(items: Sequence[Item]) -> list[str]:
    """The joining words that stand first, if a noun comes next."""
    joiners: list[str] = []
    for item in items:
        if item.text not in (",", "and", "or"):
            return joiners if item.kind in ("noun", "unknown") else []
        joiners.append(item.text)
    return []


_SIGNS = frozenset((":", "=", "->", "=>", "→"))
_SHAPES = frozenset(
    "box boxes mask masks frame frames rectangle rectangles silhouette bounding pixels picture image".split()
)
