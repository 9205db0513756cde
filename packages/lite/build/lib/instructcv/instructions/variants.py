"""Slices of the bank by manner: typos (made), and polite, question, terse and long wordings (found)."""

import re
from collections.abc import Sequence
from typing import Literal

import numpy as np

from instructcv.instructions.bank import Wording, wordings
from instructcv.instructions.rules import Split

Slice = Literal["polite", "question", "terse", "long"]
SLICES: tuple[Slice, ...] = ("polite", "question", "terse", "long")
_POLITE = re.compile(
    r"\b(please|kindly|thank|thanks|could you|would you|would it be|would you mind|may i|good morning|be so kind|hello)\b"
)
_WORD = re.compile(r"[A-Za-z]{4,}")


def slice_of(task: str, manner: Slice, split: Split = "train") -> tuple[Wording, ...]:
    """The wordings of a task with a manner: polite words, a question mark, at most 4 words, at least 12 words."""
    return tuple(wording for wording in wordings(task, split) if _has(wording.text, manner))


def _has(text: str, manner: Slice) -> bool:
    words = len(text.split())
    return {"polite": bool(_POLITE.search(text)), "question": "?" in text, "terse": words <= 4, "long": words >= 12}[
        manner
    ]


def with_typos(sentence: str, rng: np.random.Generator, *, count: int = 1, spare: Sequence[str] = ()) -> str:
    """The sentence with `count` words misspelt: two letters swapped, one dropped, or one doubled, never the first.

    At most one edit a word, words of four letters or more only, and none of the words in `spare` (colours); the same
    generator state gives the same typos.
    """
    spared = {word for phrase in spare for word in phrase.split()}
    spots = [match for match in _WORD.finditer(sentence) if match[0].lower() not in spared]
    if not spots:
        return sentence
    chosen = {int(i) for i in rng.permutation(len(spots))[:count]}
    parts: list[str] = []
    end = 0
    for i, spot in enumerate(spots):
        parts.append(sentence[end : spot.start()])
        parts.append(typo(spot[0], rng) if i in chosen else spot[0])
        end = spot.end()
    return "".join(parts) + sentence[end:]


def typo(word: str, rng: np.random.Generator) -> str:
    """A word of four letters or more, misspelt: two letters swapped, one dropped or one doubled."""
    at = int(rng.integers(1, len(word) - 1))
    kind = int(rng.integers(3))
    if kind == 0 and word[at] != word[at + 1]:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    return word[:at] + word[at] + word[at:]
