"""A program in words, on one line: what a person reads to see that they were understood."""

from collections.abc import Iterator

from instructcv.instructions.inflect import plural
from instructcv.instructions.program import ANYTHING, Ask, Colour, Program, Thing
from instructcv.instructions.rules import rules

_NTH = {1: "first", 2: "second", 3: "third", -1: "last", -2: "second last"}


def in_words(program: Program) -> str:
    """Every ask, and the words that changed nothing: "segmentation: second chair from the left red (#ff0000), all else ..."."""
    said = "; ".join(map(ask_in_words, program.asks))
    return f"{said} (unread: {', '.join(program.unread)})" if program.unread else said


def ask_in_words(ask: Ask) -> str:
    """One ask. The colours of boxes are the label format's own, so they are left out."""
    parts = [thing_in_words(thing) + _shade(thing.colour) for thing in ask.things]
    if any(thing.colour is not None for thing in ask.things):
        parts.append(_rest(ask) + _shade(ask.otherwise))
    wanted = "" if ask.wanted == "answer" else f", {ask.wanted}" + (f" ({ask.by})" if ask.by else "")
    return f"{ask.task}{wanted}" + (f": {', '.join(parts)}" if parts else "")


def _rest(ask: Ask) -> str:
    if not rules(ask.task).names_otherwise:
        return "all else"
    return f"no {ask.things[0].noun}" if len(ask.things) == 1 else "none of these"


def _shade(colour: Colour | None) -> str:
    return "" if colour is None else f" {colour.name} (#{bytes(colour.rgb).hex()})"


def thing_in_words(thing: Thing) -> str:
    """A thing and all that narrows it: "two largest pillows on sofa, without dog"."""
    return " ".join(_words(thing))


def _words(thing: Thing) -> Iterator[str]:
    if thing.number is not None:
        yield str(thing.number)
    if thing.ordinal is not None and not (thing.ordinal == 1 and thing.where):
        yield _NTH.get(thing.ordinal, f"{thing.ordinal}th")
    utmost = "-most" if thing.ordinal == 1 else ""
    if thing.where and not (thing.ordinal is not None and not utmost):
        yield " ".join(thing.where) + utmost
    for mark in (thing.size, thing.nearness):
        if mark is not None:
            yield mark
    if thing.described is not None:
        yield thing.described.name
    several = thing.number is not None and thing.number > 1
    yield "everything" if thing.noun == ANYTHING else plural(thing.noun) if several else thing.noun
    if thing.where and thing.ordinal is not None and not utmost:
        yield f"from the {' '.join(thing.where)}"
    if thing.states:
        yield f"({', '.join(thing.states)})"
    for relation in thing.relations:
        yield f"{'not ' if relation.negated else ''}{relation.name} {thing_in_words(relation.thing)}"
    for out in thing.excluded:
        yield f"except {thing_in_words(out)}"
