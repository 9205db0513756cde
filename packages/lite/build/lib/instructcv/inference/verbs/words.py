"""What narrows a thing, said again in plain English, so that a note names what it is about."""

from instructcv.instructions.inflect import plural
from instructcv.instructions.program import Relation, Thing

ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last", -2: "second to last"}
_SIDES = {"left": "left-most", "right": "right-most", "top": "top-most", "bottom": "bottom-most", "middle": "middle"}


def order_words(thing: Thing) -> str:
    """ "second from the right", "two largest", "nearest", "left", ..."""
    parts = [part for part in (thing.size, thing.nearness, " ".join(thing.where)) if part]
    if thing.ordinal is not None:
        count = ORDINALS.get(thing.ordinal, f"number {thing.ordinal}")
        if thing.size or thing.nearness:
            return " ".join([count, *parts])
        return f"{count} from the {thing.where[0] if thing.where else 'left'}"
    if thing.number is not None:
        return " ".join([str(thing.number), *parts])
    if len(thing.where) == 1 and not thing.plural and len(parts) == 1:
        return _SIDES[thing.where[0]]
    return " ".join(parts)


def relation_words(relation: Relation) -> str:
    """ "not on the shelf"."""
    return f"{'not ' if relation.negated else ''}{relation.name} {the(relation.thing)}"


def the(thing: Thing) -> str:
    """ "the red car", as short as it can be told from others."""
    noun = named(thing.noun, 2 if thing.plural else 1)
    return " ".join(word for word in ("the", thing.described and thing.described.name, noun) if word)


def named(noun: str, count: int) -> str:
    """A noun in its number: "1 chair", "2 chairs" without the figure."""
    if not noun:
        return "everything"
    return noun if count == 1 else plural(noun)
