"""The colours that answer a question of yes or no, whichever way round it is put.

Which words are things and which are colours the tagger says; whether a colour stands for yes or for no hangs on the whole sentence
("red unless there is a cat, then blue"), and rules read that better than tags of single words do: of the bank's questions of yes
or no with colours, the tags got 5 in 10 right and the rules 97 in 100.
"""

from collections.abc import Sequence

from instructcv.errors import UserError
from instructcv.instructions._clauses import BREAKS, CONDITIONS, Clause, Item, clauses_of
from instructcv.instructions._words import NEGATIONS
from instructcv.types import RGB

_YES = ("so", "yes", "true", "either", "any")
"""Words that say "it is there" of whatever was named before."""


def yes_no(items: Sequence[Item]) -> tuple[RGB | None, RGB | None]:
    """The colours of "yes" and "no" in a question about one category, whichever way round it is put.

    "blue if there is a cat, red otherwise" -> blue, red; "red unless there is a cat, then blue" -> blue, red.

    Raises:
        UserError: yes has two colours.
    """
    clauses = clauses_of(_without_or_not(items), BREAKS)
    signs = _signs(clauses)
    _refuse_two_answers(clauses, signs)
    first: dict[bool, RGB] = {}
    unknown: list[RGB] = []
    for clause, sign in zip(clauses, signs, strict=True):
        for colour in clause.colours:
            if sign is None:
                unknown.append(colour.rgb)
            else:
                first.setdefault(sign, colour.rgb)
    for rgb in unknown:  # what is left over is the other one
        sign = True not in first
        if sign not in first:
            first[sign] = rgb
    return first.get(True), first.get(False)


def is_yes_or_no(items: Sequence[Item]) -> bool:
    """Whether colours answer for all categories together: "is there a cat or a dog? blue if so, red if not"."""
    coloured = [clause for clause in clauses_of(_without_or_not(items), BREAKS) if clause.colours]
    return not any(clause.has_noun for clause in coloured) and any(clause.says(*_YES) for clause in coloured)


def _refuse_two_answers(clauses: Sequence[Clause], signs: Sequence[bool | None]) -> None:
    """Refuse "red if it is a cat, blue if it is a cat"."""
    sure = [
        clause.colours[0].rgb
        for clause, sign in zip(clauses, signs, strict=True)
        if sign and clause.has_noun and clause.says("if", "when", "whenever") and len(clause.colours) == 1
    ]
    if len(set(sure)) > 1:
        raise UserError("yes would get two colours; give one for yes and one for no")


def _signs(clauses: Sequence[Clause]) -> list[bool | None]:
    """For each clause: True = about the category being there, False = not there, None = unknown."""
    signs: list[bool | None] = [None] * len(clauses)
    condition = True  # the last condition, which "otherwise" turns round
    pending: bool | None = None  # a condition that still waits for its colour
    for i, clause in enumerate(clauses):
        own = _own_sign(clause)
        if own == "else":
            signs[i] = not condition
            pending = None if clause.colours else not condition
        elif isinstance(own, bool):
            signs[i] = condition = own
            before = i - 1
            open_before = i > 0 and signs[before] is None and bool(clauses[before].colours)
            if not clause.colours and open_before and clause.says("if", "unless", "when", "whenever", "where"):
                signs[before], pending = own, None  # "blue it is, unless ..."
                continue
            pending = None if clause.colours else own
        elif clause.colours and pending is not None:
            signs[i], pending = pending, None
        elif clause.colours and i and clauses[i - 1].says("unless") and clauses[i - 1].colours:
            signs[i] = True
        elif clause.has_noun and not clause.colours:
            pending = True
            condition = True
    return signs


def _own_sign(clause: Clause) -> bool | str | None:
    """What the clause itself says: True, False, "else", or None."""
    texts = [item.text for item in clause.items]
    if "otherwise" in texts or "else" in texts or "rest" in texts or ("other" in texts and not clause.has_noun):
        return "else"
    negative = sum(text in NEGATIONS or text.endswith("n't") for text in texts)
    if texts[-2:] == ["if", "not"] or (texts[:2] == ["if", "not"] and not clause.has_noun):
        return "else"
    if "unless" in texts:
        return negative % 2 == 1
    if negative:
        return negative % 2 == 0
    if any(text in CONDITIONS for text in texts) and (
        clause.has_noun or clause.says("if", "when", "yes", "true", "present", "so")
    ):
        return True
    if clause.says("yes", "true", "present", "there", "found", "confirmed"):
        return True
    return True if clause.has_noun and clause.colours else None


def _without_or_not(items: Sequence[Item]) -> list[Item]:
    """ "is it a cat or not?" asks; it does not negate."""
    out = list(items)
    for i in range(len(out) - 1):
        if out[i].text == "or" and out[i + 1].text == "not" and (i + 2 == len(out) or out[i + 2].kind == "punct"):
            return out[:i] + out[i + 2 :]
    return out
