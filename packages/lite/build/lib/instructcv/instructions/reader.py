"""From a sentence to its program: words, tags, things, task, colours.

The tagger says what each word does (`_tagger`), the assembler builds things of them (`_assemble`), the head says which task the
wording asks for (`_router`). Nothing here imports torch: the encoder is handed in.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from jaxtyping import Float32

from instructcv.errors import UserError
from instructcv.instructions import _paint
from instructcv.instructions._assemble import PAINTS, Draft, Word, assemble, masked
from instructcv.instructions._english import readable, short
from instructcv.instructions._options import told_apart
from instructcv.instructions._recall import Recalled, recall
from instructcv.instructions._repair import repaired
from instructcv.instructions._router import Head, features, packaged_head
from instructcv.instructions._spans import colour_of
from instructcv.instructions._tagger import Tagger, packaged_tagger
from instructcv.instructions._tokens import words_of
from instructcv.instructions._words import filler_words, is_known, looks_like_a_word, plain_words, word_list
from instructcv.instructions.bank import fill, parse_wording
from instructcv.instructions.program import ANYTHING, Ask, Colour, Program, Thing, Wanted
from instructcv.instructions.rules import rules
from instructcv.labels.colours import BLACK
from instructcv.labels.frames import FRAME_RGB
from instructcv.types import LegendEntry

_JOINING = frozenset(("and", "then", "also", ",", ".", ";", "?", "!", "please", "after", "that", "next", "now"))
"""Words between two asks that belong to neither."""
SURE_OF_THE_WHOLE = 0.6
"""The least probability of a task that is about the whole photo: it names nothing to look for, so that open questions ("where is
everything?") drift to it."""
SURE_OF_THE_UNHEARD, SURE_TO_BE_ASKED = 0.6, 0.95
"""The least probabilities of a task that is about what nobody has heard of; the second where the answer may be "no"."""
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
_FORBIDS = re.compile(
    r"^(?:please |kindly )*(?:don't|dont|do not|never|stop|avoid|no need to|you must not|you should not)\b"
)
_CONDITIONAL = re.compile(r"\b(?:if|when|whenever|unless|otherwise|else)\b")
_NOTHING_OF = re.compile(
    r"\b(?:no|zero|without(?: \w+ing)?(?: an?| any| the)?) (?:mask|segment|silhouette|cut ?out|box|bbox|bounding box|frame|rectangle|depth|distance)"
    r"(?:e?s)?\b(?! for anything)"
)


class Encoder(Protocol):
    """A sentence encoder, or a model that holds one."""

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length embeddings."""
        ...

    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        """What it makes of each word of sentences that are cut into words."""
        ...


@dataclass(frozen=True, kw_only=True, eq=False)
class _Request:
    """One ask on its way."""

    words: tuple[Word, ...]
    at: int
    """Where its first word stands in the sentence."""
    draft: Draft
    vector: Float32[np.ndarray, " d"]
    task: str
    wanted: str
    confidence: float


def read(
    sentence: str, encoder: Encoder, *, head: Head | None = None, tagger: Tagger | None = None, recalling: bool = True
) -> Program:
    """Read an English instruction, or several in one sentence.

    Args:
        sentence: Up to 2,000 characters; typos, case and punctuation do not matter.
        encoder: The encoder that head and tagger were fitted on. It reads the sentence once, and the wording of each ask.
        head: Another fitted head than the packaged one.
        tagger: Another fitted tagger than the packaged one.
        recalling: Whether a wording of the bank may be recognised as it stands; off to measure what was learned.

    Raises:
        UserError: empty, too long, another language, no instruction ("did you mean ...?"), the opposite of one ("don't
            segment"), nothing named where the task needs something, or colours that contradict one another.
    """
    head = head or packaged_head()
    text = readable(sentence)
    if recalling and (known := recall(text)) is not None:
        return Program(sentence=sentence, asks=(_recalled(known, sentence),))
    words = words_of(text)
    tags, starts = (tagger or packaged_tagger()).tag(words, encoder.word_states([words])[0])
    tagged = repaired([Word(text=word, tag=tag) for word, tag in zip(words, tags, strict=True)])
    requests = _requests(tagged, np.flatnonzero(starts).tolist(), encoder, head)
    _refuse(sentence, text, requests, head)
    asks: list[Ask] = []
    for request in requests:
        asks.append(_ask(request, sentence, asks))
    unread = sorted(one for request in requests for one in request.draft.unread)
    return Program(sentence=sentence, asks=tuple(asks), unread=tuple(word for _, word in unread))


def _recalled(known: Recalled, sentence: str) -> Ask:
    coloured = rules(known.task).coloured
    things = tuple(Thing(noun=noun, colour=colour if coloured else None) for noun, colour in known.things)
    things, otherwise = _paint.completed(rules(known.task), things, known.rest, sentence)
    return Ask(task=known.task, things=things, otherwise=otherwise)


def _requests(words: tuple[Word, ...], starts: list[int], encoder: Encoder, head: Head) -> list[_Request]:
    """The sentence's asks; a part that is none by itself belongs to the one before it."""
    cuts = [0, *(start for start in starts if words[start].tag not in PAINTS), len(words)]
    parts = [(start, words[start:end]) for start, end in zip(cuts, cuts[1:], strict=False) if end > start]
    requests = [_routed(part, at, encoder, head) for at, part in parts]
    while len(requests) > 1:
        weak = next(
            (i for i, one in enumerate(requests) if _is_none_alone(one, head) or _goes_on(requests[:i], one)), None
        )
        if weak is None:
            break
        first = max(0, weak - 1)
        joined = (*requests[first].words, *requests[first + 1].words)
        requests[first : first + 2] = [_routed(joined, requests[first].at, encoder, head)]
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


def _is_none_alone(request: _Request, head: Head) -> bool:
    names = bool(request.draft.named) or request.draft.refers_back or not rules(request.task).things
    speaks = any(
        word.tag in ("o", "compare") and word.text[0].isalnum() and word.text not in _BARE for word in request.words
    )
    return request.confidence < max(head.threshold, SURE_OF_A_PART) or not names or not speaks


def _goes_on(before: Sequence[_Request], request: _Request) -> bool:
    """Whether a part says no more than the ask before it: "find the dog and draw a box around it"."""
    if not before or request.draft.named:
        return False
    return (before[-1].task, before[-1].wanted) == (request.task, request.wanted)


def _routed(words: tuple[Word, ...], at: int, encoder: Encoder, head: Head) -> _Request:
    end = len(words)
    while end > 1 and words[end - 1].tag == "o" and words[end - 1].text in _JOINING - {"?", "please"}:
        end -= 1
    vector = np.asarray(encoder.embed([masked(words[:end])])[0], dtype=np.float32)  # [d]
    among = _painted_tasks(head) if _is_legend(words) else _boxed_tasks(head) if _asks_where(words) else head.tasks
    task, wanted, confidence = head.best(features(words[:end], vector), among)
    draft = assemble(words, at)
    if rules(task).things and not draft.named and not draft.refers_back:
        words = _with_a_noun(words)
        draft = assemble(words, at)
    return _Request(words=words, at=at, draft=draft, vector=vector, task=task, wanted=wanted, confidence=confidence)


def _refuse(sentence: str, text: str, requests: Sequence[_Request], head: Head) -> None:
    """Refuse what is no request, or the opposite of one.

    Raises:
        UserError: why, and what may have been meant.
    """
    for request in requests:
        suggestion = suggestion_for(head, request.vector, request.draft)
        unheard = any(not is_known(one.noun) for one in request.draft.named if one.noun != ANYTHING)
        asks = rules(request.task).names_otherwise
        least = (SURE_TO_BE_ASKED if asks else SURE_OF_THE_UNHEARD) if unheard else head.threshold
        least = least if rules(request.task).things else SURE_OF_THE_WHOLE
        if request.confidence < least:
            raise UserError(f"I don't understand {short(sentence)}; did you mean {suggestion!r} ({request.task})?")
        for noun in (noun for one in request.draft.named for noun in one.to_thing().nouns()):
            strange = next((word for word in noun.split() if not is_known(word) and not looks_like_a_word(word)), None)
            if strange is not None:
                raise UserError(f"I don't know the word {short(strange)}; did you mean something like {suggestion!r}?")
    grammar = " ".join(word.text for request in requests for word in request.words if word.tag in ("o", "not"))
    opposite = _FORBIDS.search(text) or _NOTHING_OF.search(grammar)
    if opposite and not _CONDITIONAL.search(text) and not rules(requests[0].task).names_otherwise:
        suggestion = suggestion_for(head, requests[0].vector, requests[0].draft)
        raise UserError(
            f"I can only be told what to do, and {short(sentence)} says what not to do; did you mean {suggestion!r}?"
        )


def _ask(request: _Request, sentence: str, before: Sequence[Ask]) -> Ask:
    """Task, things and colours of one ask; "it" and "them" are what was named before."""
    of_task, draft = rules(request.task), request.draft
    things = tuple(one.to_thing() for one in draft.named)
    if not things and draft.refers_back and before:
        things = tuple(replace(thing, colour=None) for thing in before[-1].things)
    if of_task.things and not things:
        raise UserError(
            f"I understand that {short(sentence)} is {request.task}, but not what it is about; name it, for example 'the dog'"
        )
    if of_task.names_otherwise and any(word.text == "or" for word in request.words):
        options = told_apart(things)
        if len(options) > len(things):
            things, request = options, replace(request, wanted="answer")
        elif request.wanted == "answer":
            things = options
    wanted = _wanted(request, things)
    if not of_task.things and wanted == "answer" and things:
        wanted = "distance"
    if not of_task.coloured:
        _leave_colours(request)
    things, otherwise = _paint.colours(of_task, request.words, things, sentence)
    return Ask(
        task=request.task,
        things=things,
        wanted=wanted,
        by=draft.by if wanted == "which" else None,
        otherwise=otherwise,
        confidence=request.confidence,
    )


def _leave_colours(request: _Request) -> None:
    """Boxes come in the label format's own colour; another one that the sentence names changes nothing."""
    for i, word in enumerate(request.words):
        if word.tag in ("paint<", "paint>", "rest") and colour_of([word.text]) != Colour(name=word.text, rgb=FRAME_RGB):
            request.draft.unread.append((request.at + i, word.text))


def _wanted(request: _Request, things: tuple[Thing, ...]) -> Wanted:
    """What is wanted: as the head says, but a narrowed question of being there is a yes or no that verbs decide."""
    wanted: Wanted = request.wanted  # pyright: ignore[reportAssignmentType]  (the head knows no other words)
    if wanted == "answer" and rules(request.task).names_otherwise and len(things) == 1 and things[0].is_narrowed:
        return "yes or no"
    return wanted


def suggestion_for(head: Head, vector: Float32[np.ndarray, "d"], draft: Draft) -> str:
    """The bank's wording that means most nearly the same, about the same thing."""
    text, task = head.nearest(vector)
    noun = next((one.noun for one in draft.named if one.noun != ANYTHING), "dog")
    asks = rules(task).names_otherwise
    legend = (LegendEntry(category=noun, rgb=_paint.YES.rgb if asks else _paint.FIRST.rgb),)
    rest = _paint.NO.rgb if asks else BLACK
    return fill(parse_wording(text), np.random.default_rng(0), legend=legend, otherwise_rgb=rest)
