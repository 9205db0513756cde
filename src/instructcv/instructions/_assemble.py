"""From tagged words to the things of one ask, with what narrows each. Which task it is, and colours nobody named, come later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from instructcv.instructions import _spans
from instructcv.instructions._words import filler_words, narrowing_words
from instructcv.instructions.program import ANYTHING, By, Colour, Nearness, Place, Relation, Size, Thing

NOUNS = ("noun", "lean", "out", "all")
MODIFIERS = ("place", "size", "near", "number", "ordinal", "state", "described")
PAINTS = ("paint<", "paint>", "rest")
_LINKS = frozenset("of the these those my your our any".split())
"""May stand between a number and its noun: "two of the chairs"."""
_LINKING = frozenset("that is are which who that's being".split())
"""Lead to what a thing is: "that is open"."""
_LACKING = frozenset(("without", "with", "lacking", "have"))
"""Among words of negation these relate, too: "without a hat", "that have no hat"."""
_SEVERAL = frozenset("all every each both any these those".split())


@dataclass(frozen=True, kw_only=True)
class Word:
    """One word of a sentence."""

    text: str
    tag: str


@dataclass(frozen=True)
class _Span:
    """A run of words with one tag."""

    tag: str
    words: tuple[str, ...]
    start: int

    @property
    def end(self) -> int:
        return self.start + len(self.words)


@dataclass(kw_only=True)
class Named:
    """A thing while its sentence is still being read."""

    noun: str
    at: int
    """Where its noun stands."""
    plural: bool = False
    described: Colour | None = None
    where: tuple[Place, ...] = ()
    size: Size | None = None
    nearness: Nearness | None = None
    number: int | None = None
    ordinal: int | None = None
    states: list[str] = field(default_factory=list[str])
    relations: list[tuple[str, bool, "Named"]] = field(default_factory=list[tuple[str, bool, "Named"]])
    excluded: list["Named"] = field(default_factory=list["Named"])

    def narrow(self, span: _Span, *, negated: bool) -> bool:
        """Take in what one modifier says; False where it says nothing that a field could hold."""
        words = span.words
        if negated or span.tag == "state":
            said = [word for word in words if word not in _LINKING]
            self.states.append(" ".join((*(("not",) if negated else ()), *said)))
            return True
        if span.tag == "described":
            colour = _spans.colour_of(words)
            if colour is None or self.described is not None:
                self.states.append(" ".join(words))
            else:
                self.described = colour
        elif span.tag == "place":
            where, utmost = _spans.places_of(words)
            self.where = tuple(dict.fromkeys((*self.where, *where)))
            self.ordinal = self.ordinal or (1 if utmost else None)
            return bool(where)
        elif span.tag == "size":
            self.size = _spans.size_of(words) or self.size
            return _spans.size_of(words) is not None
        elif span.tag == "near":
            self.nearness = _spans.nearness_of(words) or self.nearness
            return _spans.nearness_of(words) is not None
        elif span.tag == "number":
            self.number = _spans.number_of(words) or self.number
            return _spans.number_of(words) is not None
        elif span.tag == "ordinal":
            self.ordinal = _spans.ordinal_of(words) or self.ordinal
            return _spans.ordinal_of(words) is not None
        return True

    def to_thing(self) -> Thing:
        return Thing(
            noun=self.noun,
            plural=self.plural,
            described=self.described,
            where=self.where,
            size=self.size,
            nearness=self.nearness,
            number=self.number,
            ordinal=self.ordinal,
            states=tuple(self.states),
            relations=tuple(
                Relation(name=name, negated=negated, thing=other.to_thing()) for name, negated, other in self.relations
            ),
            excluded=tuple(other.to_thing() for other in self.excluded),
        )


@dataclass(kw_only=True)
class Draft:
    """What one ask says, task and default colours aside."""

    named: list[Named] = field(default_factory=list[Named])
    by: By | None = None
    refers_back: bool = False
    """Whether it speaks of "it" or "them"."""
    unread: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """Words without effect, with their places in the sentence."""


def spans_of(words: Sequence[Word]) -> Iterator[_Span]:
    """Runs of one tag; nouns that are a list without signs ("cars buses") are runs of their own."""
    at = 0
    for tag, run in groupby(words, key=lambda word: word.tag):
        texts = tuple(word.text for word in run)
        for length in _spans.names_in(texts) if tag in NOUNS else (len(texts),):
            yield _Span(tag, texts[:length], at)
            texts, at = texts[length:], at + length


def assemble(words: Sequence[Word], offset: int = 0) -> Draft:
    """Build the things of one ask. `offset` is where its first word stands in the sentence."""
    return _Assembler(words, offset).draft


class _Assembler:
    """Walks over the spans once, from left to right."""

    def __init__(self, words: Sequence[Word], offset: int) -> None:
        self.words = words
        self.offset = offset
        self.draft = Draft()
        self.head: Named | None = None  # what relations and exclusions belong to
        self.last: Named | None = None  # what was named last, be it by a relation
        self.waiting: list[tuple[_Span, bool]] = []  # modifiers whose noun comes, and whether "not" stands before
        self.relation: tuple[str, bool] | None = None  # its name, and whether it is turned round
        self.open_relation: _Span | None = None  # one that no thing has followed yet
        self.negation: _Span | None = None
        self.exception: _Span | None = None
        self.owner: Named | None = None
        for span in spans_of(words):
            self._take(span)
        self._close_relation()
        for span, _ in self.waiting:
            self._leave(span)
        for span in (self.negation, self.exception):
            if span is not None:
                self._leave(span)

    def _take(self, span: _Span) -> None:
        match span.tag:
            case "noun" | "lean" | "out" | "all":
                self._noun(span)
            case "place" | "size" | "near" | "number" | "ordinal" | "state" | "described":
                self._modifier(span)
            case "relation":
                self._relation(span)
            case "not":
                self._not(span)
            case "except":
                self._close_relation()
                self.exception = span
            case "owner":
                self.owner = Named(noun=_spans.noun_of(span.words), at=span.start)
            case "paint<" | "paint>" | "rest":
                if _spans.colour_of(span.words) is None:
                    self._leave(span)
            case "compare":
                self.draft.by = _spans.by_of(span.words) or self.draft.by
            case "pronoun":
                self.draft.refers_back = True
            case "unread":
                self._leave(span)
            case _:
                self._filler(span)

    def _noun(self, span: _Span) -> None:
        before = [word.text for word in self.words[max(0, span.start - 3) : span.start]]
        several = bool(_SEVERAL.intersection(before)) or _spans.is_plural(span.words)
        noun = ANYTHING if span.tag == "all" else _spans.noun_of(span.words)
        one = Named(noun=noun, plural=several, at=span.start)
        for modifier, negated in self.waiting:
            if not one.narrow(modifier, negated=negated):
                self._leave(modifier)
        self.waiting = []
        if self.owner is not None:
            one.relations.append(("part of", False, self.owner))
            self.owner = None
        if span.tag == "lean" and self.head is not None and self.relation is not None:
            name, negated = self.relation
            self.head.relations.append((name, negated, one))
            self.open_relation = None
        elif span.tag == "out" or (span.tag != "all" and self.exception is not None and self.head is not None):
            self._exclude(one)
        else:
            self._close_relation()
            self.relation = None
            self.head = one
            self.draft.named.append(one)
        self.last = one

    def _exclude(self, one: Named) -> None:
        if self.head is None:  # "leave out the dog": out of everything
            self.head = Named(noun=ANYTHING, at=one.at)
            self.draft.named.append(self.head)
        self.head.excluded.append(one)
        self.exception = None

    def _modifier(self, span: _Span) -> None:
        negated, self.negation = self.negation is not None, None
        if self._noun_follows(span.end) or self.last is None:
            self.waiting.append((span, negated))
        elif not self.last.narrow(span, negated=negated):
            self._leave(span)

    def _noun_follows(self, at: int) -> bool:
        """Whether a noun comes next, other modifiers and "of the" aside."""
        for word in self.words[at:]:
            if word.tag in NOUNS or word.tag in ("genus", "owner"):
                return True
            if word.tag not in MODIFIERS and word.text not in _LINKS:
                return False
        return False

    def _relation(self, span: _Span) -> None:
        self._close_relation()
        name, more = _spans.relation_of(span.words)
        self.relation = (name, self.negation is not None)
        self.open_relation, self.negation = span, None
        if more and self.head is not None:
            self.head.states.append(" ".join(more))

    def _close_relation(self) -> None:
        """A relation that leads to nothing is a state ("standing"), or unread."""
        span, self.open_relation = self.open_relation, None
        if span is None:
            return
        if self.head is not None and any(word.endswith("ing") for word in span.words):
            self.head.states.append(" ".join(span.words))
        else:
            self._leave(span)

    def _not(self, span: _Span) -> None:
        if _LACKING.intersection(span.words):
            self._close_relation()
            self.relation, self.open_relation = ("with", True), span
        else:
            self.negation = span

    def _filler(self, span: _Span) -> None:
        if span.tag == "genus":
            return
        for i, word in enumerate(span.words):
            if word[0].isalnum() and (word not in filler_words() or word in narrowing_words()):
                self.draft.unread.append((self.offset + span.start + i, word))

    def _leave(self, span: _Span) -> None:
        self.draft.unread += [(self.offset + span.start + i, word) for i, word in enumerate(span.words)]
