"""Nouns with articles and with words before them, each word with what it does; and the dice that all examples are drawn by."""

from collections.abc import Sequence

import numpy as np

from instructcv.instructions._lists import entries, words_of
from instructcv.instructions.inflect import is_mass, is_plural_only, plural
from instructcv.instructions.rules import Split

Tagged = list[tuple[str, str]]
"""Words, each with its tag."""
BASIC = ("red", "green", "blue", "yellow", "orange", "purple", "pink", "brown", "black", "white", "grey", "teal")
NEUTRAL = ("black", "white", "grey", "black", "white", "gray")


def tagged(text: str, tag: str = "o") -> Tagged:
    """Each word of a text with one tag; parts of hyphenated words are words."""
    return [(part, tag) for word in text.replace("-", " ").split() for part in [word]]


class Nouns:
    """Draws nouns."""

    def __init__(self, rng: np.random.Generator, split: Split = "train") -> None:
        self.rng = rng
        self.words = words_of(split)

    def pick(self, options: Sequence[str]) -> str:
        return options[int(self.rng.integers(len(options)))]

    def chance(self, share: float) -> bool:
        return bool(self.rng.random() < share)

    def noun(self) -> str:
        """One noun, now and then two in a row that make a compound."""
        noun = self.pick(self.words.nouns)
        if self.chance(0.08) and " " not in noun:
            other = self.pick(self.words.nouns)
            noun = f"{noun} {other}" if " " not in other else other
        return noun

    def colour(self) -> str:
        if self.chance(0.06):
            return f"#{int(self.rng.integers(1 << 24)):06x}"
        return self.pick(BASIC) if self.chance(0.6) else self.pick(self.words.colours)

    def core(self, tag: str, *, many: bool | None = None, article: bool = True) -> Tagged:
        """A noun with an article or none."""
        noun = self.noun()
        many = self.chance(0.35) if many is None else many
        shown = plural(noun) if many else noun
        fixed = is_mass(noun) or is_plural_only(noun)
        first = (
            ""
            if not article
            else self.pick(
                ["the", "the", "the", "every", "any", "my", "that"]
                if not many
                else ["the", "the", "all the", "all", "", "these", "any"]
            )
        )
        if fixed and first in ("every", "that", "these"):
            first = "the"
        return [*tagged(first), *tagged(shown, tag)]

    def plain(self, tag: str, article: bool = True) -> Tagged:
        return self.core(tag, article=article)

    def described(self, tag: str, *, article: bool = True) -> Tagged:
        """A noun with words before it."""
        noun = self.noun()
        before: Tagged = []
        many = False
        kind = self.rng.random()
        if kind < 0.18:
            count = self.pick(["two", "three", "four", "five", "2", "3", "six", "both", "two", "three"])
            before += tagged(count, "number")
            many = True
        elif kind < 0.36:
            before += tagged(self.pick(entries("ordinals")), "ordinal")
        elif kind < 0.44:
            many = self.chance(0.5)
        if self.chance(0.3):
            before += self.one_of_these(
                (tagged(self.pick(entries("sizes")), "size"), tagged(self.pick(entries("superlatives")), "size"))
            )
        if self.chance(0.2):
            before += tagged(self.pick(entries("nearness")), "near")
        if self.chance(0.25):
            before += tagged(self.pick(entries("places")), "place")
        like: list[Tagged] = []
        if self.chance(0.25):
            like.append(tagged(self.pick(self.words.adjectives), "state"))
        if self.chance(0.3):
            like.append(tagged(self.pick(BASIC) if self.chance(0.7) else self.colour(), "described"))
        if self.chance(0.5):  # "the old red chair", "the red leather chair"
            like.reverse()
        before += [pair for part in like for pair in part]
        if not before:
            before = tagged(self.pick(entries("places")), "place")
        many = many or (self.chance(0.2) and not any(tag in ("ordinal",) for _, tag in before))
        shown = plural(noun) if many else noun
        first = (
            self.pick(["the", "the", "the", "the", "every", "a", "my"])
            if not many
            else self.pick(["the", "the", "", "all the", "all"])
        )
        return [*tagged(first if article else ""), *before, *tagged(shown, tag)]

    def one_of_these(self, options: Sequence[Tagged]) -> Tagged:
        return options[int(self.rng.integers(len(options)))]
