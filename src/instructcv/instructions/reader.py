"""From a sentence to its program: words, tags, things, task, colours.

The tagger says what each word does (`_tagger`), the assembler builds things of them (`_assemble`), the head says which task the
wording asks for (`_router`). Nothing here imports torch: the encoder is handed in.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import numpy as np
from jaxtyping import Float32

from instructcv.errors import UserError
from instructcv.instructions import _paint
from instructcv.instructions._assemble import Word
from instructcv.instructions._english import readable, short
from instructcv.instructions._options import told_apart
from instructcv.instructions._recall import Recalled, recall
from instructcv.instructions._repair import repaired
from instructcv.instructions._requests import Request, requests_of
from instructcv.instructions._router import Head, packaged_head
from instructcv.instructions._spans import colour_of
from instructcv.instructions._tagger import Tagger, packaged_tagger
from instructcv.instructions._tokens import words_of
from instructcv.instructions._words import is_known, looks_like_a_word
from instructcv.instructions.bank import fill, parse_wording
from instructcv.instructions.program import ANYTHING, Ask, Colour, Program, Thing, Wanted
from instructcv.instructions.rules import rules
from instructcv.labels.colours import BLACK
from instructcv.labels.frames import FRAME_RGB
from instructcv.types import LegendEntry

SURE_OF_THE_WHOLE = 0.6
"""The least probability of a task that is about the whole photo: it names nothing to look for, so that open questions ("where is
everything?") drift to it."""
SURE_OF_THE_UNHEARD, SURE_TO_BE_ASKED = 0.6, 0.95
"""The least probabilities of a task that is about what nobody has heard of; the second where the answer may be "no"."""
_FORBIDS = re.compile(
    r"^(?:(?:whatever|no matter|ok|hey|listen)\b[\w ]*, )?(?:please |kindly )*"
    r"(?:don't|dont|do not|never|stop|avoid|no need to|you must not|you should not)\b"
)
_KINDS = frozenset("breed breeds species kind type sort brand model make".split())
_CONDITIONAL = re.compile(r"\b(?:if|when|whenever|unless|otherwise|else)\b")
_NOTHING_OF = re.compile(
    r"\b(?:no|zero|without(?: \w+ing)?(?: an?| any| the)?) (?:mask|segment|silhouette|cut ?out|box|bbox|bounding box|frame|rectangle|depth|distance)"
    r"(?:e?s)?\b(?! for anything)"
)


class Encoder(Protocol):
    """A sentence encoder, or a model that holds one."""

    def word_states(self, sentences: Sequence[Sequence[str]]) -> list[Float32[np.ndarray, "w s"]]:
        """What its layers make of each word of sentences that are cut into words, side by side, the first layer first."""
        ...


def read(
    sentence: str, encoder: Encoder, *, head: Head | None = None, tagger: Tagger | None = None, recalling: bool = True
) -> Program:
    """Read an English instruction, or several in one sentence.

    Args:
        sentence: Up to 2,000 characters; typos, case and punctuation do not matter.
        encoder: The encoder that head and tagger were fitted on. It reads the sentence once.
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
    states = encoder.word_states([words])[0]
    tags, starts = (tagger or packaged_tagger()).tag(words, states)
    tagged = repaired([Word(text=word, tag=tag) for word, tag in zip(words, tags, strict=True)])
    requests = requests_of(tagged, states, np.flatnonzero(starts).tolist(), head)
    _refuse(sentence, text, requests, head)
    asks: list[Ask] = []
    for request in requests:
        asks.append(_ask(request, sentence, asks, head))
    unread = sorted(one for request in requests for one in request.draft.unread)
    return Program(sentence=sentence, asks=tuple(asks), unread=tuple(word for _, word in unread))


def _recalled(known: Recalled, sentence: str) -> Ask:
    coloured = rules(known.task).coloured
    things = tuple(Thing(noun=noun, colour=colour if coloured else None) for noun, colour in known.things)
    things, otherwise = _paint.completed(rules(known.task), things, known.rest, sentence)
    return Ask(task=known.task, things=things, otherwise=otherwise)


def _refuse(sentence: str, text: str, requests: Sequence[Request], head: Head) -> None:
    """Refuse what is no request, or the opposite of one.

    Raises:
        UserError: why, and what may have been meant.
    """
    for request in requests:
        of_task, draft = rules(request.routed.task), request.draft
        unheard = any(not is_known(one.noun) for one in draft.named if one.noun != ANYTHING)
        # "No" and "nowhere" are answers, too: what nobody has heard of is rather a slip there.
        strict = of_task.things and (of_task.names_otherwise or not of_task.coloured)
        least = head.threshold
        if not of_task.things:
            least = SURE_OF_THE_WHOLE
        elif unheard:
            least = SURE_TO_BE_ASKED if of_task.names_otherwise else SURE_OF_THE_UNHEARD
        if request.routed.ours < least:
            suggestion, task = suggestion_for(head, request)
            raise UserError(f"I don't understand {short(sentence)}; did you mean {suggestion!r} ({task})?")
        for noun in (noun for one in draft.named for noun in one.to_thing().nouns()):
            strange = next((word for word in noun.split() if not is_known(word) and not looks_like_a_word(word)), None)
            if strict and strange is None and not is_known(noun):
                strange = next((word for word in noun.split()[-1:] if word.isascii() and word.isalpha()), None)
            if strange is not None:
                suggestion, _ = suggestion_for(head, request)
                raise UserError(f"I don't know the word {short(strange)}; did you mean something like {suggestion!r}?")
    grammar = " ".join(word.text for request in requests for word in request.words if word.tag in ("o", "not"))
    opposite = _FORBIDS.search(text) or _NOTHING_OF.search(grammar)
    if opposite and not _CONDITIONAL.search(text) and not rules(requests[0].routed.task).names_otherwise:
        suggestion, _ = suggestion_for(head, requests[0])
        raise UserError(
            f"I can only be told what to do, and {short(sentence)} says what not to do; did you mean {suggestion!r}?"
        )


def _ask(request: Request, sentence: str, before: Sequence[Ask], head: Head) -> Ask:
    """Task, things and colours of one ask; "it" and "them" are what was named before."""
    task, draft = request.routed.task, request.draft
    of_task = rules(task)
    things = tuple(one.to_thing() for one in draft.named)
    if not things and draft.refers_back and before:
        things = tuple(replace(thing, colour=None) for thing in before[-1].things)
    if of_task.things and not things:
        raise UserError(
            f"I understand that {short(sentence)} is {task}, but not what it is about; name it, for example 'the dog'"
        )
    if not of_task.things and f"{task}: distance" not in head.labels:
        things = ()  # the whole photo is answered, and nothing less
        draft.unread[:] = [
            (request.at + i, word.text) for i, word in enumerate(request.words) if word.tag not in ("o", "pronoun")
        ]
    things, wanted = _told_apart(request, things)
    if of_task.names_otherwise and len(things) == 1:
        _leave_kinds(request)
    if not of_task.coloured:
        _leave_colours(request)
    things, otherwise = _paint.colours(of_task, request.words, things, sentence)
    return Ask(
        task=task,
        things=things,
        wanted=wanted,
        by=draft.by if wanted == "which" else None,
        otherwise=otherwise,
        confidence=request.routed.confidence,
    )


def _told_apart(request: Request, things: tuple[Thing, ...]) -> tuple[tuple[Thing, ...], Wanted]:
    """The things, each option of a choice being one, and what is wanted of them.

    That is what the head says; but a narrowed question of being there is a yes or no that verbs decide, and depth of things is
    their distance.
    """
    of_task = rules(request.routed.task)
    wanted: Wanted = request.routed.wanted  # pyright: ignore[reportAssignmentType]  (the head knows no other words)
    if of_task.names_otherwise and any(word.text == "or" for word in request.words):
        options = told_apart(things)
        if len(options) > len(things):
            return options, "answer"
        things = options if wanted == "answer" else things
    if wanted != "answer":
        return things, wanted
    if of_task.names_otherwise and len(things) == 1 and things[0].is_narrowed:
        return things, "yes or no"
    return things, "distance" if things and not of_task.things else "answer"


def _leave_kinds(request: Request) -> None:
    """ "What breed is this dog?" can only be answered with breeds to choose from; whether it is a dog is not what was asked."""
    request.draft.unread += [
        (request.at + i, word.text) for i, word in enumerate(request.words) if word.text in _KINDS and word.tag == "o"
    ]


def _leave_colours(request: Request) -> None:
    """Boxes come in the label format's own colour; another one that the sentence names changes nothing."""
    for i, word in enumerate(request.words):
        if word.tag in ("paint<", "paint>", "rest") and colour_of([word.text]) != Colour(name=word.text, rgb=FRAME_RGB):
            request.draft.unread.append((request.at + i, word.text))


def suggestion_for(head: Head, request: Request) -> tuple[str, str]:
    """The bank's wording that means most nearly the same, about the same thing, and its task."""
    text, task = head.nearest(request.meaning)
    noun = next((one.noun for one in request.draft.named if one.noun != ANYTHING), "dog")
    asks = rules(task).names_otherwise
    legend = (LegendEntry(category=noun, rgb=_paint.YES.rgb if asks else _paint.FIRST.rgb),)
    rest = _paint.NO.rgb if asks else BLACK
    return fill(parse_wording(text), np.random.default_rng(0), legend=legend, otherwise_rgb=rest), task
