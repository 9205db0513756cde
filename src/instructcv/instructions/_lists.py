"""What example sentences are drawn from: the lists of `data/grammar.txt`, nouns, adjectives, colours; taught ones and held-out ones."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from instructcv.instructions._words import adjectives, things
from instructcv.instructions.aliases import aliases_of, vocabulary
from instructcv.instructions.rules import Split
from instructcv.labels.colour_names import named

RARE = 1500
"""Nouns of WordNet beside those of the vocabulary, each of which counts three times."""


@cache
def entries(section: str) -> tuple[str, ...]:
    """One list of `data/grammar.txt`.

    Raises:
        KeyError: no such section.
    """
    return _sections()[section]


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    text = files("instructcv.instructions").joinpath("data/grammar.txt").read_text(encoding="utf-8")
    sections: dict[str, tuple[str, ...]] = {}
    for part in re.split(r"^\[", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE), flags=re.MULTILINE)[1:]:
        name, _, lines = part.partition("]\n")
        sections[name] = tuple(entry for line in lines.splitlines() for entry in line.split("|") if entry)
    return sections


@dataclass(frozen=True, kw_only=True)
class Words:
    """What a split draws from."""

    nouns: tuple[str, ...]
    adjectives: tuple[str, ...]
    doing: tuple[str, ...]
    colours: tuple[str, ...]


@cache
def words_of(split: Split) -> Words:
    """Every twelfth noun of the vocabulary and every fourth of WordNet's, and adjectives of their own, are for measuring only."""
    shuffled = np.random.default_rng(5).permutation(np.array(vocabulary(), dtype=object))
    known = [str(noun) for i, noun in enumerate(shuffled) if (i % 12 == 0) == (split == "test")]
    spelt = [name for noun in known for name in (noun, *aliases_of(noun)[:3])]
    drawn = np.random.default_rng(6).permutation(np.array(sorted(things()), dtype=object))
    rare = [str(word) for i, word in enumerate(drawn) if (i % 4 == 0) == (split == "test")][:RARE]
    spoken = [*entries("sounds like a request"), *entries("compounds")]
    return Words(
        nouns=(*spelt, *spelt, *spelt, *rare, *(spoken * 2 if split == "train" else ())),
        adjectives=adjectives() if split == "train" else entries("adjectives.test"),
        doing=entries(f"doing.{split}"),
        colours=tuple(sorted(named())),
    )
