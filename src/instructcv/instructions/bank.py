"""The reviewed bank of wordings, and putting nouns and colours into one.

A task's folder holds them, `wordings/train.txt` and `wordings/test.txt`, one a line; `#` starts a comment line. Sentences that ask
for no task are in `data/other.<split>.txt`, where `(a|b)` stands for alternatives. A wording has slots in braces:

| slot | filled with |
|---|---|
| `{things}` | objects of a verb: "the dog and the sofas", "every dog", "dogs" |
| `{the}` | with an article, one or many: "the dog", "the chairs and the table" |
| `{plural}` `{bare}` | "dogs and sofas"; "dog and sofa" |
| `{a}` `{options}` | "a dog or a sofa" (`{options}` asks for a choice: at least two classes) |
| `{names}` | a choice without articles: "dog, sofa" or "dog or sofa" (at least two classes) |
| `{is}` `{it}` `{they}` | agree with the nouns: "is"/"are", "it"/"them", "it"/"they" |
| `{legend}` | "dog: red, sofa: teal", now and then with `=` or with hex colours |
| `{painted}` `{in}` `{with}` `{for}` | "the dog red and ..", "the dog in red ..", "the dog with red ..", "red for the dog .." |
| `{fora}` `{cases}` | "red for a beagle, blue for a pug"; "red if it is a beagle, ..." (at least two classes) |
| `{colour}` `{yes}` | the one class's colour, for wordings about a single class |
| `{no}` `{rest}` | the colour of "none of these" |
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

import numpy as np

from instructcv import registry
from instructcv.instructions.inflect import is_mass, is_plural_only, listed, plural, with_article
from instructcv.instructions.rules import Split, rules
from instructcv.labels.colour_names import exact_name
from instructcv.types import RGB, LegendEntry

OTHER = "other"
"""Not a task: sentences that ask for none."""
HEX_SHARE = 0.08
"""How often the colours of one wording are written as `#ff8800`."""

SINGLE_SLOTS = frozenset({"colour", "yes"})
CHOICE_SLOTS = frozenset({"options", "names", "fora", "cases"})
COLOUR_SLOTS = frozenset({"legend", "painted", "in", "with", "for", "fora", "cases", "colour", "yes"})
NEGATIVE_SLOTS = frozenset({"no", "rest"})
_SLOT = re.compile(r"\{(\w+)\}")
_CHOICE = re.compile(r"\(([^()]*\|[^()]*)\)")


@dataclass(frozen=True, kw_only=True)
class Wording:
    """One line of the bank."""

    text: str
    """As in the file, slots in braces."""
    parts: tuple[str, ...]
    """Literals at even places, slot names at odd ones."""

    @property
    def slots(self) -> frozenset[str]:
        return frozenset(self.parts[1::2])

    @property
    def explicit(self) -> bool:
        """Whether it names the colours."""
        return bool(self.slots & COLOUR_SLOTS)

    def fits(self, task: str, legend: tuple[LegendEntry, ...], otherwise_rgb: RGB) -> bool:
        """Whether the wording says the whole query: the number of classes, and the colour of "no" where it matters."""
        slots = self.slots
        if slots & SINGLE_SLOTS and len(legend) != 1:
            return False
        if not (self.explicit and rules(task).names_otherwise):
            return len(legend) > 1 or not slots & CHOICE_SLOTS
        if len(legend) == 1:
            return "yes" in slots
        return otherwise_rgb == (0, 0, 0) or "no" in slots


def parse_wording(text: str) -> Wording:
    return Wording(text=text, parts=tuple(_SLOT.split(text)))


@cache
def wordings(task: str, split: Split = "train") -> tuple[Wording, ...]:
    """The bank of one task in file order.

    Raises:
        UserError: no such task.
        FileNotFoundError: it has no wordings.
    """
    if task == OTHER:
        file = files("instructcv.instructions").joinpath(f"data/{OTHER}.{split}.txt")
    else:
        file = files(registry.where("tasks", task)).joinpath(f"wordings/{split}.txt")
    lines = file.read_text(encoding="utf-8")
    stripped = (line.strip() for line in lines.splitlines())
    kept = (line for line in stripped if line and not line.startswith("#"))
    return tuple(parse_wording(text) for line in kept for text in alternatives(line))


def alternatives(line: str) -> Iterator[str]:
    """A line once with each of its alternatives: "(blur|sharpen) {the}" is two."""
    parts = _CHOICE.split(line)
    choices = [part.split("|") if i % 2 else [part] for i, part in enumerate(parts)]
    for chosen in product(*choices):
        yield " ".join("".join(chosen).split())


def fill(wording: Wording, rng: np.random.Generator, *, legend: tuple[LegendEntry, ...], otherwise_rgb: RGB) -> str:
    """Put a query's nouns and colours into a wording's slots."""
    if len(wording.parts) == 1:
        return wording.text
    filler = _Filler(rng, legend, otherwise_rgb)
    return "".join(part if i % 2 == 0 else filler.slot(part) for i, part in enumerate(wording.parts))


_NUMBERS = ("one", "one", "one", "one", "many", "many", "many", "plural", "every", "all")


class _Filler:
    """Fills the slots of one wording, so that number and colour spelling agree within the sentence."""

    def __init__(self, rng: np.random.Generator, legend: tuple[LegendEntry, ...], otherwise_rgb: RGB) -> None:
        dice = rng.integers(0, 1000, size=3).tolist()
        self._names = [entry.category for entry in legend]
        self._number = _NUMBERS[dice[0] % len(_NUMBERS)]
        self._form = dice[2]
        rgbs = [entry.rgb for entry in legend]
        self._named = all(exact_name(rgb) is not None for rgb in (*rgbs, otherwise_rgb))
        self._colours = [self._colour(rgb) for rgb in rgbs]
        self._rest = self._colour(otherwise_rgb)
        many = self._number in ("many", "plural")
        self._are = len(legend) > 1 or any(is_plural_only(n) or (many and not is_mass(n)) for n in self._names)
        self._them = self._are

    def slot(self, name: str) -> str:
        return _SLOTS[name](self)

    def _colour(self, rgb: RGB) -> str:
        """Its name where it has one, and all of the sentence's have one; a name means one colour only."""
        name = exact_name(rgb) if self._named else None
        return name or "#{:02x}{:02x}{:02x}".format(*rgb)

    def _noun(self, noun: str, number: str) -> str:
        if number == "one" or is_mass(noun):
            return f"the {noun}"
        self._them = True
        if number == "every" and not is_plural_only(noun):
            return f"every {noun}"
        self._are = True
        return {"many": "the ", "plural": "", "every": "all the ", "all": "all the "}[number] + plural(noun)

    def things(self) -> str:
        return listed([self._noun(name, self._number) for name in self._names])

    def the(self) -> str:
        number = "many" if self._number in ("many", "plural") else "one"
        return listed([self._noun(name, number) for name in self._names])

    def plural(self) -> str:
        self._are = self._them = self._are or not is_mass(self._names[0])
        return listed([plural(name) for name in self._names])

    def bare(self) -> str:
        return listed(self._names)

    def a(self) -> str:
        return listed([with_article(name) for name in self._names], "or")

    def names(self) -> str:
        return ", ".join(self._names) if self._form % 2 else listed(self._names, "or")

    def legend(self) -> str:
        sign = (": ", ": ", ": ", " = ", "=", " -> ")[self._form % 6]
        comma = "; " if self._form % 5 == 0 else ", "
        if self._form % 11 == 0:  # the other way round
            sign = " = "
            return comma.join(f"{c}{sign}{n}" for n, c in zip(self._names, self._colours, strict=True))
        return comma.join(f"{n}{sign}{c}" for n, c in zip(self._names, self._colours, strict=True))

    def joined(self, between: str) -> str:
        number = self._number if self._number != "all" else "one"
        nouns = [self._noun(name, number) for name in self._names]
        return listed([f"{n}{between}{c}" for n, c in zip(nouns, self._colours, strict=True)])

    def for_the(self) -> str:
        number = "many" if self._number in ("many", "plural") else "one"
        nouns = [self._noun(name, number) for name in self._names]
        return listed([f"{c} for {n}" for n, c in zip(nouns, self._colours, strict=True)])

    def for_a(self) -> str:
        return ", ".join(f"{c} for {with_article(n)}" for n, c in zip(self._names, self._colours, strict=True))

    def cases(self) -> str:
        return ", ".join(f"{c} if it is {with_article(n)}" for n, c in zip(self._names, self._colours, strict=True))

    def colour(self) -> str:
        return self._colours[0]

    def rest(self) -> str:
        return self._rest

    def verb(self) -> str:
        return "are" if self._are else "is"

    def pronoun(self) -> str:
        return "them" if self._them else "it"


_SLOTS: dict[str, Callable[[_Filler], str]] = {
    "things": _Filler.things,
    "the": _Filler.the,
    "plural": _Filler.plural,
    "bare": _Filler.bare,
    "a": _Filler.a,
    "options": _Filler.a,
    "names": _Filler.names,
    "legend": _Filler.legend,
    "painted": lambda filler: filler.joined(" "),
    "in": lambda filler: filler.joined(" in "),
    "with": lambda filler: filler.joined(" with "),
    "for": _Filler.for_the,
    "fora": _Filler.for_a,
    "cases": _Filler.cases,
    "colour": _Filler.colour,
    "yes": _Filler.colour,
    "no": _Filler.rest,
    "rest": _Filler.rest,
    "is": _Filler.verb,
    "it": _Filler.pronoun,
    "they": lambda filler: "they" if filler.pronoun() == "them" else "it",
}
SLOTS = frozenset(_SLOTS)
