"""What a wording of the bank must satisfy, checked line by line; the tests run it over the packaged bank.

The 2023 bank is the reason for each rule: a paraphraser had read `%` as percent, wordings asked to remove objects, slots
were broken, and no classification wording told the model its negative colour.
"""

import re
from collections.abc import Sequence

from instructcv.instructions.bank import (
    COLOUR_SLOTS,
    NEGATIVE_SLOTS,
    OTHER,
    SLOTS,
    Wording,
    parse_wording,
    wordings,
)
from instructcv.instructions.rules import Split, rules

MOST_WORDS = 40
NEAR_COPY = 0.8
"""Jaccard similarity of word sets from which a held-out wording counts as a copy of a training one."""

_FOREIGN_WORDS = re.compile(
    r"\b(?:graph|chart|plot|percent\w*|breakdown|remov\w+|eras\w+|edit\w*|delet\w+|replac\w+|photoshop|inpaint\w*|how many(?! met)|"
    r"number of|count the|rephras\w+|paraphras\w+|(?:in|as|with) (?:words|text|a sentence))\b|%"
)
_NOUN_SLOTS = frozenset("things the plural bare a options names legend painted in with for fora cases".split())
_NEGATIVE_WORDS = re.compile(
    r"\b(?:not?|none|nope|never|otherwise|else|unless|without|lack\w*|absen\w+|missing|anything|something|false|deny|default|"
    r"negative|other|nothing|cannot|rest|wrong|but|switch)\b|n't\b"
)


def findings(task: str, split: Split) -> list[str]:
    """One line for each broken rule in a task's bank; empty when it is fine."""
    bank = wordings(task, split)
    found = [f"{task}.{split}: {wording.text!r}: {problem}" for wording in bank for problem in problems(task, wording)]
    keys = [" ".join(_tokens(wording)) for wording in bank]
    found += [
        f"{task}.{split}: {w.text!r}: said twice" for w, key in zip(bank, keys, strict=True) if keys.count(key) > 1
    ]
    if len(set(keys)) < rules(task).least[split]:
        found.append(f"{task}.{split}: {len(set(keys))} distinct wordings, {rules(task).least[split]} are wanted")
    if split == "test":
        train = wordings(task, "train")
        found += [
            f"{task}.test: {wording.text!r}: near copy of {copy.text!r}"
            for wording in bank
            if (copy := near_copy(wording, train)) is not None
        ]
    return found


def problems(task: str, wording: Wording) -> list[str]:
    """The rules that one wording breaks, whatever the rest of the bank is."""
    found: list[str] = []
    text, slots = wording.text, wording.slots
    if unknown := slots - SLOTS:
        found.append(f"unknown slots {sorted(unknown)}")
    literals = "".join(wording.parts[::2])
    if "{" in literals or "}" in literals:
        found.append("a broken slot")
    held = None if task == OTHER else rules(task)
    if held is not None and held.things and not slots & _NOUN_SLOTS:
        found.append("no slot for the category")
    if held is not None and not held.things and slots:
        found.append(f"{task} asks for the whole scene and has no slots")
    if held is not None and slots & held.never:
        found.append(f"slots that mean something else than {task}")
    if "yes" in slots and "no" not in slots:
        found.append("the colour for no is not said")
    if "yes" in slots and not _NEGATIVE_WORDS.search(literals):
        found.append("nothing says which colour is for no")
    if slots & NEGATIVE_SLOTS and not slots & COLOUR_SLOTS:
        found.append("a colour for no or for the rest, but none for yes")
    if foreign := _FOREIGN_WORDS.search(literals.lower()):
        found.append(f"{foreign[0]!r} asks for something else")
    found += () if held is None else held.objections(text.lower())
    if not 1 <= len(text.split()) <= MOST_WORDS:
        found.append(f"{len(text.split())} words; 1 to {MOST_WORDS} are wanted")
    if "  " in text or text != text.strip():
        found.append("stray spaces")
    return found


def near_copy(wording: Wording, others: Sequence[Wording]) -> Wording | None:
    """The first of `others` that says nearly the same words; the kind of a slot counts as a word, its form does not."""
    words = frozenset(_tokens(wording))
    for other in others:
        theirs = frozenset(_tokens(other))
        if words == theirs or (len(words) > 4 and len(words & theirs) >= NEAR_COPY * len(words | theirs)):
            return other
    return None


def lint(task: str, line: str) -> list[str]:
    """The rules that a new line would break, for who writes or filters wordings."""
    return problems(task, parse_wording(line.strip()))


def _tokens(wording: Wording) -> list[str]:
    kinds = {slot: "<noun>" for slot in ("things", "the", "plural", "bare", "a")}
    return [
        word
        for i, part in enumerate(wording.parts)
        for word in ([kinds.get(part, f"<{part}>")] if i % 2 else re.findall(r"[a-z0-9']+|[?:=]", part.lower()))
    ]
