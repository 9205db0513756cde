"""The closed word lists that the understanding leans on, from `data/*.txt` and the train bank's own literals."""

import re
from collections import Counter
from functools import cache
from importlib.resources import files

from instructcv import registry
from instructcv.instructions.aliases import surface_forms
from instructcv.instructions.bank import wordings
from instructcv.instructions.inflect import singular

WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
"""Letters of any script, so that "jalapeño" is one word."""
_RAW = re.compile(r"'s\b|rgb\([\d ,]+\)|#[0-9a-f]{3,6}\b|->|=>|→|\d+\.\d+|[^\W_]+(?:'[^\W_]+)*|[:=,;.?!()/&%]")

GRAMMAR = ("determiner", "preposition", "function", "task", "everyday")
"""Sections of `data/words.txt` whose words name nothing by themselves."""
NEGATIONS = frozenset(
    "not no none nope without lack lacks lacking missing absent absence deny denies false never cannot wrong nothing "
    "nobody neither dont doesnt isnt cant arent wasnt wont nor".split()
)
"""With every word that ends in "n't": the wording turns something round."""

SOFT_SPELLINGS = frozenset(
    "object objects thing things item items stuff picture pictures box boxes screen sign light lights flag hand head body "
    "face someone somebody anyone anybody everyone everybody stage land ground field individual mobile remote home camera "
    "coach cover soil steps fan post train computer paper house counter bar case painting fence".split()
)
"""Categories whose spelling is also an everyday word of requests."""


@cache
def word_list(section: str) -> frozenset[str]:
    """One section of `data/words.txt`.

    Raises:
        KeyError: no such section.
    """
    return _sections()[section]


@cache
def _sections() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in _listed().items()}


@cache
def _listed() -> dict[str, list[str]]:
    """The sections in the file's order."""
    text = files("instructcv.instructions").joinpath("data/words.txt").read_text(encoding="utf-8")
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            current = sections.setdefault(line.strip("[] "), [])
        elif not line.startswith("#"):
            current += line.split()
    return sections


def adjectives() -> tuple[str, ...]:
    """Words that say what a thing is like, as the file lists them."""
    return tuple(_listed()["adjective"])


@cache
def english_words() -> frozenset[str]:
    """Words that look like typos of a category's name and are none, from `data/english.txt`; they may be categories."""
    return _all_words("english.txt")


@cache
def things() -> frozenset[str]:
    """Singular nouns that can name something to be seen, from `data/things.txt`: WordNet's, and no names of categories."""
    return _all_words("things.txt")


def is_known(noun: str) -> bool:
    """Whether a noun, or the last word of a longer one, is one that we have heard of, of either number."""
    last = noun.rsplit(" ", 1)[-1]
    return noun in surface_forms() or noun in english_words() or last in things() or singular(last) in things()


def _all_words(name: str) -> frozenset[str]:
    text = files("instructcv.instructions").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def looks_like_a_word(word: str) -> bool:
    """False for a slip of the whole hand ("asdfgh"): most of its three-letter runs stand in hardly any noun.

    Of the 2,510 such nouns of WordNet that are not in `things` it takes three for such a slip; "blorpt" it takes for a word.
    """
    if not word.isascii() or not word.isalpha():
        return True  # a model's number, a loan word with its accents: nothing is known about those
    runs = _runs(word)
    return 2 * sum(run not in _usual_runs() for run in runs) <= len(runs)


@cache
def _usual_runs() -> frozenset[str]:
    counts = Counter(run for word in things() for run in set(_runs(word)))
    return frozenset(run for run, count in counts.items() if count > 2)


def _runs(word: str) -> list[str]:
    """Three letters in a row, the word's ends being letters too."""
    ended = f"^{word}$"
    return [ended[i : i + 3] for i in range(len(ended) - 2)]


@cache
def name_words() -> frozenset[str]:
    """Single words that category names are made of."""
    return frozenset(part for form in surface_forms() for part in form.split())


def raw_words(text: str) -> list[str]:
    """A normalised text cut into words, numbers, colour codes and signs, hyphens parting."""
    return _RAW.findall(text)


@cache
def plain_words() -> frozenset[str]:
    """Words that are never a category by themselves: the lists, and what the train bank says around its slots."""
    words = set[str]().union(*(word_list(section) for section in GRAMMAR))
    for task in registry.names("tasks"):
        for wording in wordings(task):
            for literal in wording.parts[::2]:
                words.update(WORD.findall(literal))
    return frozenset(word for word in words if word not in surface_forms() or word in SOFT_SPELLINGS)


@cache
def filler_words() -> frozenset[str]:
    """Words of grammar, courtesy and requests: where the tagger finds nothing in them, nothing is lost."""
    grammar = set[str]().union(*(word_list(section) for section in GRAMMAR[:-1]))
    for task in registry.names("tasks"):
        for wording in wordings(task):
            for literal in wording.parts[::2]:
                grammar.update(raw_words(literal.lower()))
    return frozenset(word for word in grammar if word not in surface_forms() or word in SOFT_SPELLINGS)


@cache
def narrowing_words() -> frozenset[str]:
    """Words that hardly ever stand in a request without narrowing it; `data/words.txt` lists them."""
    return word_list("narrowing")
