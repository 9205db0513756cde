"""A tagged sentence as requests, one for each ask: where it is cut, which task each part asks for, and what it is about."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from jaxtyping import Float32

from instructcv.instructions._assemble import PAINTS, Draft, Word, assemble
from instructcv.instructions._router import Head, Routed, asking, features
from instructcv.instructions._words import filler_words, is_known, plain_words, word_list
from instructcv.instructions.rules import rules

SURE_OF_A_PART = 0.5
"""The least probability of a part's task at which it is an ask of its own."""
_BARE = frozenset(
    "the a an every all each in and please or for if it is none of these those this not no else anything otherwise other one "
    "so as with to them".split()
)
"""Words that ask for nothing: a part of a legend or of a condition has no others."""
_OF_LEGENDS = frozenset(
    (":", "=", "->", "=>", ",", ";", ".", "!", "the", "every", "all", "each", "in", "and", "please")
)
"""All that a legend says beside things and colours; "a" and "if" would make it a choice."""
_WHERE = frozenset(("where", "where's", "wheres"))


@dataclass(frozen=True, kw_only=True, eq=False)
class Request:
    """One ask on its way."""

    words: tuple[Word, ...]
    at: int
    """Where its first word stands in the sentence."""
    draft: Draft
    meaning: Float32[np.ndarray, " e"]
    """Of the words that ask."""
    routed: Routed


def requests_of(
    words: tuple[Word, ...], states: Float32[np.ndarray, "w s"], starts: list[int], head: Head
) -> list[Request]:
    """The sentence's asks; a part that is none by itself belongs to the one before it."""
    cuts = [0, *(start for start in starts if words[start].tag not in PAINTS), len(words)]
    requests = [
        _routed(words[start:end], states[start:end], start, head) for start, end in pairwise(cuts) if end > start
    ]
    while len(requests) > 1:
        weak = next((i for i, one in enumerate(requests) if _is_none_alone(one) or _goes_on(requests[:i], one)), None)
        if weak is None:
            break
        first = max(0, weak - 1)
        joined = (*requests[first].words, *requests[first + 1].words)
        at = requests[first].at
        requests[first : first + 2] = [_routed(joined, states[at : at + len(joined)], at, head)]
    return requests


def _is_legend(words: Sequence[Word]) -> bool:
    """Whether a request is nothing but things with their colours: "road: grey, sky: blue", "the cat in red please"."""
    said = {word.text for word in words if word.tag == "o"}
    return any(word.tag in ("paint<", "paint>") for word in words) and said <= _OF_LEGENDS


def _painted_tasks(head: Head) -> tuple[str, ...]:
    """Those that paint each thing where it is."""
    return tuple(task for task in head.tasks if rules(task).coloured and not rules(task).names_otherwise)


def _asks_where(words: Sequence[Word]) -> bool:
    """Whether a request ends in asking for a place ("is there a dog? where?") and names no colour to answer with."""
    asked = [i for i, word in enumerate(words) if word.text in _WHERE and word.tag == "o"]
    return bool(asked) and asked[-1] > 0 and not any(word.tag in PAINTS for word in words)


def _boxed_tasks(head: Head) -> tuple[str, ...]:
    """Those that show where things are, whatever colour anybody names."""
    return tuple(task for task in head.tasks if rules(task).things and not rules(task).coloured)


def _with_a_noun(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Better a doubtful noun than none: known nouns in which the tagger saw nothing, else what stands last behind an article."""
    free = [i for i, word in enumerate(words) if word.tag == "o" and word.text[0].isalnum()]
    named = {i for i in free if words[i].text not in filler_words() and is_known(words[i].text)}
    if not named:
        behind = [
            i
            for i in free
            if i
            and words[i - 1].text in word_list("determiner")
            and (is_known(words[i].text) or words[i].text not in plain_words())
        ]
        named = set(behind[-1:])
    return tuple(replace(word, tag="noun") if i in named else word for i, word in enumerate(words))


def _is_none_alone(request: Request) -> bool:
    names = bool(request.draft.named) or request.draft.refers_back or not rules(request.routed.task).things
    speaks = any(
        word.tag in ("o", "compare") and word.text[0].isalnum() and word.text not in _BARE for word in request.words
    )
    return request.routed.confidence < SURE_OF_A_PART or not names or not speaks


def _goes_on(before: Sequence[Request], request: Request) -> bool:
    """Whether a part says no more than the ask before it: "find the dog and draw a box around it"."""
    if not before or request.draft.named:
        return False
    return (before[-1].routed.task, before[-1].routed.wanted) == (request.routed.task, request.routed.wanted)


def _routed(words: tuple[Word, ...], states: Float32[np.ndarray, "w s"], at: int, head: Head) -> Request:
    among = _painted_tasks(head) if _is_legend(words) else _boxed_tasks(head) if _asks_where(words) else head.tasks
    routed = head.best(features(words, states), among)
    draft = assemble(words, at)
    if rules(routed.task).things and not draft.named and not draft.refers_back:
        words = _with_a_noun(words)
        draft = assemble(words, at)
    return Request(
        words=words,
        at=at,
        draft=draft,
        meaning=asking(words, states),
        routed=routed,
    )
