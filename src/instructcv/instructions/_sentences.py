"""Sentences with the part that each word plays, drawn from the bank, from narrowed wordings, and from both joined.

examples(seed=0)                  what the two heads are fitted on
examples(seed=0, split="test")    held-out wordings, nouns and adjectives, for measuring
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np

from instructcv import registry
from instructcv.instructions._filling import Filler
from instructcv.instructions._lists import entries
from instructcv.instructions._nouns import Tagged
from instructcv.instructions._words import raw_words
from instructcv.instructions.bank import OTHER, wordings
from instructcv.instructions.rules import Split
from instructcv.instructions.variants import typo

_FILLINGS = {"bank": 3, "narrowed": 16, OTHER: 1}
"""How often each wording is filled."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """One sentence, cut into words."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[bool, ...]
    """Whether a new ask begins with the word; never at the first word."""
    labels: tuple[str, ...]
    """What each ask is: a task, a task and what is wanted ("depth: distance"), or `other`."""
    group: str
    """The wording that it comes from."""


@cache
def narrowed(task: str, split: Split) -> tuple[tuple[str, str], ...]:
    """(what is wanted, wording) of a task's narrowed wordings; empty for a task that has none."""
    file = files(registry.where("tasks", task)).joinpath(f"wordings/narrowed.{split}.txt")
    if not file.is_file():
        return ()
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return tuple((wanted, text) for wanted, _, text in pairs)


def label_of(task: str, wanted: str) -> str:
    return task if wanted == "answer" else f"{task}: {wanted}"


def examples(*, seed: int = 0, split: Split = "train", scale: float = 1.0) -> list[Example]:
    """All of them; the same seed gives the same."""
    rng = np.random.default_rng(seed)
    drawn: list[Example] = []
    for task in (*registry.names("tasks"), OTHER):
        fill = Filler(rng, split)
        for wording in wordings(task, split):
            count = _FILLINGS[OTHER if task == OTHER else "bank"] if wording.slots else 1
            drawn += [
                _example(fill.bank(task, wording), task, wording.text) for _ in range(max(1, round(count * scale)))
            ]
        if task != OTHER:
            for wanted, text in narrowed(task, split):
                drawn += [
                    _example(fill.narrowed(text), label_of(task, wanted), text)
                    for _ in range(max(1, round(_FILLINGS["narrowed"] * scale)))
                ]
    drawn += list(_joined(drawn, rng, len(drawn) // 4))
    return [_roughened(example, rng, split) for example in drawn]


def _joined(drawn: Sequence[Example], rng: np.random.Generator, count: int) -> Iterator[Example]:
    """Two requests in one breath."""
    own = [example for example in drawn if example.labels[0] != OTHER and 2 < len(example.words) < 14]
    for _ in range(count):
        first, second = (own[int(rng.integers(len(own)))] for _ in range(2))
        if first.labels == second.labels and rng.random() < 0.7:
            continue
        joint = raw_words(_pick(rng, "joints"))
        head = first
        if first.words[-1] in (".", "?", "!"):
            head = replace(first, words=first.words[:-1], tags=first.tags[:-1], starts=first.starts[:-1])
        opening = len(joint) - len([word for word in joint if word.isalpha()])
        starts = [False] * len(joint)
        whole = (*starts[:opening], *starts[opening:])
        begin = list(second.starts)
        begin[0] = True
        yield Example(
            words=(*head.words, *joint, *second.words),
            tags=(*head.tags, *("o" for _ in joint), *second.tags),
            starts=(*head.starts, *whole, *begin),
            labels=(*first.labels, *second.labels),
            group="joined",
        )


def _roughened(example: Example, rng: np.random.Generator, split: Split) -> Example:
    """Now and then with courtesies around it, a typo, or words that ask for nothing that we do."""
    words, tags, starts = list(example.words), list(example.tags), list(example.starts)
    for list_, tag, share in (("before", "o", 0.1), ("after", "o", 0.1), ("unread", "unread", 0.08)):
        if rng.random() < share and (list_ != "unread" or example.labels[-1] != OTHER):
            more = raw_words(_pick(rng, f"{list_}.{split}"))
            at = 0 if list_ == "before" else len(words) - (words[-1] in (".", "?", "!"))
            words[at:at], tags[at:at], starts[at:at] = more, [tag] * len(more), [False] * len(more)
    if rng.random() < 0.1:
        long = [
            i
            for i, word in enumerate(words)
            if len(word) > 3 and word.isalpha() and tags[i] not in ("paint<", "paint>", "rest")
        ]
        if long:
            i = long[int(rng.integers(len(long)))]
            words[i] = typo(words[i], rng)
    return replace(example, words=tuple(words), tags=tuple(tags), starts=tuple(starts))


def _pick(rng: np.random.Generator, section: str) -> str:
    return entries(section)[int(rng.integers(len(entries(section))))]


def _example(pieces: Tagged, label: str, group: str) -> Example:
    return Example(
        words=tuple(word for word, _ in pieces),
        tags=tuple(tag for _, tag in pieces),
        starts=(False,) * len(pieces),
        labels=(label,),
        group=group,
    )
