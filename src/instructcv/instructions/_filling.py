"""Fills wordings with tagged phrases: each slot with words and what each of them does."""

import re
from collections.abc import Sequence

import numpy as np

from instructcv.instructions._lists import entries
from instructcv.instructions._nouns import BASIC, NEUTRAL, Tagged, tagged
from instructcv.instructions._phrases import Phrases
from instructcv.instructions._words import raw_words
from instructcv.instructions.bank import OTHER, Wording
from instructcv.instructions.inflect import plural, with_article
from instructcv.instructions.rules import Split

_MARKED = re.compile(r"(\{\w+\}|\[[^\]|]+\|\w+\])")
_PRONOUNS = frozenset("it them they".split())


class Filler:
    """Fills wordings with tagged phrases."""

    def __init__(self, rng: np.random.Generator, split: Split) -> None:
        self.rng = rng
        self.phrases = Phrases(rng, split)

    def bank(self, task: str, wording: Wording) -> Tagged:
        """A wording of the bank."""
        pieces: Tagged = []
        self.reverse = self.phrases.chance(0.1)
        self.count = 1
        if not wording.slots & {"colour", "yes", "a"} or self.phrases.chance(0.2):
            self.count = int(self.rng.choice([1, 1, 2, 2, 3, 5]))
        if wording.slots & {"options", "names", "fora", "cases"}:
            self.count = int(self.rng.choice([2, 2, 3, 4]))
        if wording.slots & {"colour", "yes"}:
            self.count = 1
        self.rich = 0.0 if task == OTHER else 0.4
        for i, part in enumerate(wording.parts):
            pieces += self._literal(part) if i % 2 == 0 else self._slot(part, pieces)
        return pieces

    def narrowed(self, text: str) -> Tagged:
        """A narrowed wording."""
        pieces: Tagged = []
        self.rich, self.count, self.reverse = 0.75, int(self.rng.choice([1, 2, 3, 4])), False
        for part in _MARKED.split(text):
            if part.startswith("{"):
                pieces += self._slot(part[1:-1], pieces)
            elif part.startswith("["):
                words, tag = part[1:-1].split("|")
                pieces += tagged(words, tag)
            else:
                pieces += self._literal(part)
        return pieces

    def _literal(self, text: str) -> Tagged:
        return [(word, "pronoun" if word in _PRONOUNS else "o") for word in raw_words(text.lower())]

    def _slot(self, name: str, before: Tagged) -> Tagged:
        phrases = self.phrases
        side = "paint<" if any(tag in ("noun", "all") for _, tag in before) else "paint>"
        if name in ("things", "the"):
            return self._list([phrases.phrase(rich=self.rich) for _ in range(self.count)], "and")
        if name == "np":
            return phrases.phrase(rich=self.rich)
        if name in ("plural", "bare"):
            many = name == "plural"
            return self._list([self._bare(many) for _ in range(self.count if self.rich < 0.7 else 1)], "and")
        if name == "many":
            return [pair for pair in self._bare(True) if True]
        if name in ("a", "options"):
            return self._list([self._a() for _ in range(self.count if self.rich < 0.7 else 1)], "or")
        if name == "genus":
            return tagged(phrases.noun() if phrases.chance(0.5) else phrases.pick(entries("genera")), "genus")
        if name in ("kinds", "shades", "colours"):
            return self._told_apart(name)
        if name == "plainlist":  # no signs between: plurals tell them apart
            return [pair for _ in range(max(2, self.count)) for pair in self._bare(True)]
        if name in ("names", "list"):
            joiner = "or" if name == "names" else "and"
            count = max(2, self.count)
            nouns = [self._bare(name == "list" and phrases.chance(0.5)) for _ in range(count)]
            if phrases.chance(0.25):
                return [pair for i, noun in enumerate(nouns) for pair in ([*([(",", "o")] if i else []), *noun])]
            return self._list(nouns, joiner)
        if name == "dotted":
            return [pair for _ in range(max(1, self.count)) for pair in (*self._bare(False), (".", "o"))]
        if name in ("painted", "in", "with", "for", "fora", "cases", "legend"):
            return self._coloured(name)
        if name in ("colour", "yes"):
            return tagged(self._paint(), side)
        if name == "paint":
            colour = phrases.pick(NEUTRAL) if phrases.chance(0.25) else self._paint()
            return tagged(colour, "paint<")
        if name == "shade":
            colour = self._paint()
            return tagged("red" if colour in NEUTRAL else colour, "paint<")
        if name in ("no", "rest"):
            return tagged(self._paint(neutral=True), "rest")
        if name == "out":
            return phrases.core("out", many=False)
        if name == "lean":
            return (
                phrases.core("lean", many=False)
                if phrases.chance(0.6)
                else [*tagged("a"), *tagged(phrases.noun(), "lean")]
            )
        if name == "counted":
            number = phrases.pick(["two", "three", "four", "five", "2", "3", "ten"])
            attribute = tagged(phrases.pick(BASIC), "described") if phrases.chance(0.2) else []
            return [*tagged(number, "number"), *attribute, *tagged(plural(phrases.noun()), "noun")]
        if name == "pred":
            return self._predicate()
        if name == "doing":
            return tagged(phrases.pick(phrases.words.doing).split()[0], "relation")
        if name == "post":
            return phrases.related() if phrases.chance(0.7) else phrases.placed()
        return [
            (
                phrases.pick({"is": ["is", "are"], "it": ["it", "them"], "they": ["they", "it"]}[name]),
                "o" if name == "is" else "pronoun",
            )
        ]

    def _told_apart(self, name: str) -> Tagged:
        """ "a wooden chair or a plastic chair", "a red, green or yellow apple", "red or blue"."""
        phrases, noun = self.phrases, tagged(self.phrases.noun(), "noun")
        if name == "kinds":
            kinds = [tagged(phrases.pick(phrases.words.adjectives), "state") for _ in range(max(2, self.count))]
            return self._list([[*tagged("a"), *kind, *noun] for kind in kinds], "or")
        shades = [tagged(phrases.pick(BASIC), "described") for _ in range(max(2, self.count))]
        listed = self._list(shades, "or")
        return listed if name == "colours" else [*tagged("a"), *listed, *noun]

    def _predicate(self) -> Tagged:
        phrases = self.phrases
        kind = self.rng.random()
        if kind < 0.3:
            return tagged(phrases.pick(phrases.words.adjectives), "state")
        if kind < 0.5:
            return tagged(phrases.pick(BASIC), "described")
        if kind < 0.6:
            return tagged(phrases.pick(phrases.words.doing), "state")
        return phrases.related() if kind < 0.85 else phrases.placed()

    def _a(self) -> Tagged:
        phrases = self.phrases
        noun = phrases.noun()
        article = with_article(noun).removesuffix(noun).strip()
        if self.rich and phrases.chance(0.2):
            extra = (
                tagged(phrases.pick(BASIC), "described")
                if phrases.chance(0.5)
                else tagged(phrases.pick(phrases.words.adjectives), "state")
            )
            return [*tagged("a"), *extra, *tagged(noun, "noun")]
        return [*tagged(article), *tagged(noun, "noun")]

    def _bare(self, many: bool) -> Tagged:
        noun = self.phrases.noun()
        extra = tagged(self.phrases.pick(BASIC), "described") if self.rich and self.phrases.chance(0.06) else []
        return [*extra, *tagged(plural(noun) if many else noun, "noun")]

    def _paint(self, *, neutral: bool = False) -> str:
        if self.phrases.chance(0.06):
            return f"#{int(self.rng.integers(1 << 24)):06x}"
        if neutral and self.phrases.chance(0.4):
            return self.phrases.pick(["black", "white", "grey", "black"])
        return self.phrases.colour()

    def _coloured(self, form: str) -> Tagged:
        phrases = self.phrases
        out: Tagged = []
        sign = phrases.pick([":", ":", ":", "=", "->"])
        for i in range(self.count):
            colour = self._paint()
            if i:
                out += (
                    [(",", "o")]
                    if i + 1 < self.count or form in ("legend", "fora", "cases") or phrases.chance(0.1)
                    else [("and", "o")]
                )
            if form == "legend":
                noun = self._bare(False)
                out += (
                    [*tagged(colour, "paint>"), (sign, "o"), *noun]
                    if self.reverse
                    else [*noun, (sign, "o"), *tagged(colour, "paint<")]
                )
            elif form in ("fora", "cases"):
                out += [*tagged(colour, "paint>"), *tagged("for" if form == "fora" else "if it is"), *self._a()]
            elif form == "for":
                out += [*tagged(colour, "paint>"), ("for", "o"), *phrases.phrase(rich=self.rich / 2)]
            else:
                group = [phrases.phrase(rich=self.rich)]
                if phrases.chance(0.1):
                    group.append(phrases.phrase(rich=0))
                between = {"painted": "", "in": "in", "with": "with"}[form]
                if form == "in" and colour in NEUTRAL:
                    colour = "teal"
                out += [*self._list(group, "and"), *tagged(between), *tagged(colour, "paint<")]
        return out

    def _list(self, parts: Sequence[Tagged], joiner: str) -> Tagged:
        out: Tagged = []
        for i, part in enumerate(parts):
            if i:
                out += [(joiner, "o")] if i + 1 == len(parts) else [(",", "o")]
            out += part
        return out
