"""The options of a choice, each by the name that tells it from the others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from instructcv.instructions._spans import colour_of
from instructcv.instructions.program import Thing


def told_apart(things: Sequence[Thing]) -> tuple[Thing, ...]:
    """ "a red apple or a green apple" are two kinds of apple, and so are "a red or green apple"; "a dog or a cat" stays as it is."""
    spread = [option for thing in things for option in _spread(thing)]
    counts = Counter(thing.noun for thing in spread)
    return tuple(_named(thing) if counts[thing.noun] > 1 else thing for thing in spread)


def _spread(thing: Thing) -> list[Thing]:
    """One thing of several colours is a choice between them: "a red or green apple", "is the car red or blue?"."""
    others = [(state, colour_of(state.split())) for state in thing.states]
    colours = [thing.described, *(colour for _, colour in others if colour is not None)]
    if thing.described is None or len(colours) < 2:
        return [thing]
    states = tuple(state for state, colour in others if colour is None)
    return [replace(thing, described=colour, states=states) for colour in colours]


def _named(thing: Thing) -> Thing:
    """A thing whose name says what it is like."""
    said = [*([thing.described.name] if thing.described is not None else []), *thing.states]
    return replace(thing, noun=" ".join((*said, thing.noun)), described=None, states=()) if said else thing
