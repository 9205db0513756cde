"""Words of closed classes among tags: numbers, "everything", negations say one thing only, whatever the tagger took them for."""

from collections.abc import Sequence
from dataclasses import replace

from instructcv.instructions import _spans
from instructcv.instructions._assemble import MODIFIERS, Word
from instructcv.instructions._repair_colours import NAMES
from instructcv.instructions._words import word_list

WHOLE = frozenset("everything anything".split())
_OPEN = frozenset("objects things items stuff".split())
_APART = frozenset((("apart", "from"), ("other", "than"), ("aside", "from")))
_OF_THEM = frozenset("of the these those my".split())


def numbers_count(row: list[Word]) -> None:
    """ "both lamps", "a couple of pillows", "one cup", "a single person"."""
    for i, word in enumerate(row[:-1]):
        few = word.text in ("couple", "pair") and row[i + 1].text == "of" and i > 0 and row[i - 1].text == "a"
        if few and name_follows(row, i + 2):
            row[i : i + 2] = [replace(one, tag="number") for one in row[i : i + 2]]
        elif word.tag == "o" and word.text in ("both", "one", "single") and _qualifies(row, i + 1):
            row[i] = replace(word, tag="number")


def order_words_narrow(row: list[Word]) -> None:
    """ "the nearest two chairs", "the larger of the two dogs", "the second to last door"."""
    for i, word in enumerate(row):
        if word.text == "last" and i > 1 and row[i - 1].text == "to" and _spans.ordinal_of([row[i - 2].text]):
            row[i - 2 : i + 1] = [replace(one, tag="ordinal") for one in row[i - 2 : i + 1]]
        if word.tag != "o" or not i or row[i - 1].text not in word_list("determiner"):
            continue
        near, size = _spans.nearness_of([word.text]), _spans.size_of([word.text])
        of_them = i + 1 < len(row) and row[i + 1].text == "of"
        if (near or size) and (_qualifies(row, i + 1) or (of_them and name_follows(row, i + 1))):
            row[i] = replace(word, tag="near" if near else "size")


def everything_is_a_thing(row: list[Word]) -> None:
    """ "everything on the shelf", "all objects in the box", "everything apart from the people", "what is on the desk"."""
    for i, word in enumerate(row[:-1]):
        link = i + 1
        whole = word.text in WHOLE
        if i and word.text in _OPEN and row[i - 1].text in ("all", "the", "every"):
            whole = True
        elif i and word.text in ("what", "whatever") and row[i + 1].text in ("is", "lies", "stands"):
            whole, link = True, i + 2
        if not whole or link >= len(row):
            continue
        if tuple(one.text for one in row[link : link + 2]) in _APART and name_follows(row, link + 2):
            row[i] = replace(word, tag="all")
            row[link : link + 2] = [replace(one, tag="except") for one in row[link : link + 2]]
        elif row[link].text in ("but", "except"):
            row[i], row[link] = replace(word, tag="all"), replace(row[link], tag="except")
        elif row[link].text in _spans.RELATING - {"of", "with"} and name_follows(row, link + 1):
            row[i], row[link] = replace(word, tag="all"), replace(row[link], tag="relation")
        elif row[link].tag in ("relation", "place"):
            row[i] = replace(word, tag="all")


def negations_negate(row: list[Word]) -> None:
    """ "cars that aren't parked", "tables with no chairs"."""
    for i, word in enumerate(row[:-1]):
        follower = row[i + 1]
        if word.text.endswith("n't") and i and follower.tag in ("state", "described", "relation"):
            row[i] = replace(word, tag="not")
        elif word.text == "no" and i > 1 and row[i - 1].text in ("with", "have", "has") and follower.tag in NAMES:
            row[i - 1 : i + 1] = [replace(one, tag="not") for one in row[i - 1 : i + 1]]


def possession_relates(row: list[Word]) -> None:
    """ "does the man have a beard?"."""
    if row and row[0].text in ("does", "do"):
        for i, word in enumerate(row):
            if word.text == "have" and word.tag == "o" and row[i - 1].tag in NAMES and name_follows(row, i + 1):
                row[i] = replace(word, tag="relation")


def name_follows(row: Sequence[Word], at: int) -> bool:
    """Whether a name comes next, articles and what narrows it aside."""
    while at < len(row) and (
        row[at].text in word_list("determiner") or row[at].tag in MODIFIERS or row[at].text in _OF_THEM
    ):
        at += 1
    return at < len(row) and row[at].tag in NAMES


def _qualifies(row: Sequence[Word], at: int) -> bool:
    """Whether a name follows right there, but for other words that narrow it."""
    while at < len(row) and row[at].tag in MODIFIERS:
        at += 1
    return at < len(row) and row[at].tag in NAMES
