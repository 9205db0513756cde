"""A sentence as things, colours and plain words, cut into clauses: what colours are shared out by (`_legend`, `_yes_or_no`)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from instructcv.instructions._assemble import PAINTS, Word, spans_of
from instructcv.instructions._spans import colour_of, noun_of
from instructcv.types import RGB

CONDITIONS = frozenset(
    "if when whenever where wherever unless should suppose assuming provided given case should presence means mean for with "
    "contains contain yes true so on whether by as".split()
)
"""Words of a condition."""
_REST_WORDS = frozenset("rest background elsewhere otherwise surroundings remaining remainder void else".split())
"""With "none", "nothing", "outside" and "other": the clause speaks of what no thing covers."""

BREAKS = frozenset((",", ";", ".", "?", "!", "(", ")", "and", "or", "but", "then", "otherwise", "else"))
"""Where a clause ends in a question of yes or no."""
PAIR_BREAKS = frozenset((",", ";", ".", "?", "!", "(", ")", "and", "but", "otherwise", "else", "outside", "inside"))
"""Where it ends in a legend."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """A thing, a colour, a sign or a plain word of a sentence."""

    kind: Literal["noun", "colour", "punct", "word"]
    text: str
    category: str = ""
    """Of a noun."""
    rgb: RGB = (0, 0, 0)


def items_of(words: Sequence[Word]) -> list[Item]:
    """The items of a tagged request: nouns that are asked for, colours that something is painted in, and all other words."""
    items: list[Item] = []
    for span in spans_of(words):
        text = " ".join(span.words)
        colour = colour_of(span.words) if span.tag in PAINTS else None
        if span.tag == "noun":
            items.append(Item(kind="noun", text=text, category=noun_of(span.words)))
        elif colour is not None:
            items.append(Item(kind="colour", text=text, rgb=colour.rgb))
        else:
            items += [Item(kind="word" if word[0].isalnum() else "punct", text=word) for word in span.words]
    return items


@dataclass
class Clause:
    """A stretch of a sentence between commas, "and", "then", ..."""

    items: list[Item] = field(default_factory=list[Item])

    @property
    def colours(self) -> list[Item]:
        return [item for item in self.items if item.kind == "colour"]

    @property
    def has_noun(self) -> bool:
        return any(item.kind == "noun" for item in self.items)

    def says(self, *words: str) -> bool:
        return any(item.text in words for item in self.items)

    @property
    def is_rest(self) -> bool:
        """Whether it speaks of what no category covers."""
        texts = [item.text for item in self.items]
        if self.has_noun:
            return False
        other = any(word in texts for word in ("else", "other", "none", "nothing", "neither", "outside", "anything"))
        return other or any(word in _REST_WORDS for word in texts)


def clauses_of(items: Sequence[Item], breaks: frozenset[str]) -> list[Clause]:
    """Parts between commas and joining words; a part that has its colour and its condition ends before the next one."""
    clauses = [Clause()]
    previous = ""
    for item in items:
        current = clauses[-1]
        complete = bool(current.colours) and (current.has_noun or any(i.text in CONDITIONS for i in current.items))
        starts_anew = item.kind == "colour" or (breaks is BREAKS and item.text in ("if", "when", "unless"))
        breaking = item.text in breaks and not (item.text == "else" and previous.endswith("thing"))
        if breaking or (complete and starts_anew):
            clauses.append(Clause())
        if item.kind != "punct" or item.text in (":", "=", "->"):
            clauses[-1].items.append(item)
        previous = item.text
    return [clause for clause in clauses if clause.items]
