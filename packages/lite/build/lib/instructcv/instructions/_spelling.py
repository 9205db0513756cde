"""Mending one typo in a word: a letter dropped, doubled, wrong, or swapped with its neighbour."""

from collections.abc import Iterable, Iterator
from functools import cache


def edits(word: str) -> Iterator[str]:
    """The word with one letter left out, in order."""
    for i in range(len(word)):
        yield word[:i] + word[i + 1 :]


def is_one_edit(a: str, b: str) -> bool:
    """Optimal string alignment distance of exactly 1 (Damerau 1964): insert, delete, replace, or swap neighbours."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    left, right = a[start : len(a) - end], b[start : len(b) - end]
    return max(len(left), len(right)) == 1 or (len(left) == 2 and left == right[::-1])


def slip(typed: str, meant: str) -> int:
    """How unusual a one-edit slip is: 0 = letters swapped or one doubled, 1 = one dropped, 2 = one added, 3 = one wrong."""
    if sorted(typed) == sorted(meant):
        return 0
    if len(typed) > len(meant):
        doubled = any(typed[i] == typed[i - 1] and typed[:i] + typed[i + 1 :] == meant for i in range(1, len(typed)))
        return 0 if doubled else 2
    return 1 if len(typed) < len(meant) else 3


class Speller:
    """Looks up the words within one edit by symmetric deletion (Garbe 2012): no scan of the vocabulary."""

    def __init__(self, words: Iterable[str], shortest: int) -> None:
        """`shortest`: words with fewer letters are never the mended form (too much is near them)."""
        self._index: dict[str, list[str]] = {}
        for word in sorted(set(words)):
            if len(word) >= shortest:
                for key in {word, *edits(word)}:
                    self._index.setdefault(key, []).append(word)

    def near(self, word: str) -> tuple[str, ...]:
        """Words at distance one, the likeliest slip first: swapped or doubled letters, one dropped, one added, one wrong."""
        found = {hit for key in (word, *edits(word)) for hit in self._index.get(key, ()) if is_one_edit(word, hit)}
        return tuple(sorted(found, key=lambda hit: (slip(word, hit), hit[:1] != word[:1], hit)))


@cache
def speller(words: frozenset[str], shortest: int = 3) -> Speller:
    return Speller(words, shortest)
