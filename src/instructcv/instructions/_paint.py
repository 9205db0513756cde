"""The colours that an answer is painted in: those that the sentence gives, and for the rest those that the reader chooses."""

from collections.abc import Sequence
from dataclasses import replace

from instructcv.errors import UserError
from instructcv.instructions._assemble import Word
from instructcv.instructions._clauses import Item, items_of
from instructcv.instructions._english import short
from instructcv.instructions._legend import legend_of
from instructcv.instructions._yes_or_no import is_yes_or_no, yes_no
from instructcv.instructions.inflect import with_article
from instructcv.instructions.program import Colour, Thing
from instructcv.instructions.rules import Rules
from instructcv.labels.colour_names import colour_name, exact_name
from instructcv.labels.colours import BLACK, MOST, NEUTRALS, PALETTE, default_colours
from instructcv.types import RGB

MOST_UNCOLOURED = len(PALETTE)
YES, NO = (Colour(name=name, rgb=PALETTE[name], chosen=True) for name in ("green", "red"))
"""A question that names no colours is answered with these."""
FIRST = Colour(name="red", rgb=PALETTE["red"], chosen=True)
REST = Colour(name="black", rgb=BLACK, chosen=True)


def colours(
    of_task: Rules, words: Sequence[Word], things: tuple[Thing, ...], sentence: str
) -> tuple[tuple[Thing, ...], Colour]:
    """The things with the colours that they are painted in, and the colour of all else.

    Raises:
        UserError: too many things, two colours for one thing, or one for a thing and for the rest.
    """
    if not of_task.things or not of_task.coloured:
        return things, REST
    items = items_of(words)
    nouns = list(dict.fromkeys(thing.noun for thing in things))
    if of_task.names_otherwise and (len(nouns) == 1 or is_yes_or_no(items)):
        yes, rest = _yes_or_no(nouns, *yes_no(items))
        return tuple(replace(thing, colour=yes) for thing in things), rest
    legend, rest_rgb = legend_of(items)
    given = {noun: _said(rgb, items) for group, rgb in legend.items() if rgb is not None for noun in group}
    said = tuple(replace(thing, colour=given.get(thing.noun)) for thing in things)
    return completed(of_task, said, None if rest_rgb is None else _said(rest_rgb, items), sentence)


def completed(
    of_task: Rules, things: tuple[Thing, ...], rest: Colour | None, sentence: str
) -> tuple[tuple[Thing, ...], Colour]:
    """The things and the rest with the colours that a sentence gives them, and chosen ones where it gives none.

    Raises:
        UserError: too many things, or one colour for a thing and for the rest.
    """
    if not of_task.things or not of_task.coloured:
        return things, REST
    given = {thing.noun: thing.colour for thing in things if thing.colour is not None}
    nouns = list(dict.fromkeys(thing.noun for thing in things))
    if of_task.names_otherwise and len(nouns) == 1:
        yes, rest = _yes_or_no(nouns, given[nouns[0]].rgb if given else None, None if rest is None else rest.rgb)
        return tuple(replace(thing, colour=yes) for thing in things), rest
    if len(nouns) > MOST or len(nouns) - len(given) > MOST_UNCOLOURED:
        raise UserError(
            f"the instruction names {len(nouns)} things; at most {MOST} fit one answer, and {MOST_UNCOLOURED} that no colour is "
            "named for"
        )
    taken = tuple(colour.rgb for colour in given.values())
    if rest is not None and rest.rgb in taken:
        raise UserError(f"{short(sentence)} gives one colour to a category and to the rest; give each its own")
    rest = rest or _other_than(taken)
    missing = [noun for noun in nouns if noun not in given]
    apart = (*taken, rest.rgb) if taken or rest.rgb != BLACK else ()
    given |= dict(zip(missing, _chosen(len(missing), apart), strict=True))
    return tuple(replace(thing, colour=given[thing.noun]) for thing in things), rest


def _said(rgb: RGB, items: Sequence[Item]) -> Colour:
    """A colour by the name that the sentence gives it."""
    name = next((item.text for item in items if item.kind == "colour" and item.rgb == rgb), None)
    return Colour(name=name or colour_name(rgb), rgb=rgb)


def _yes_or_no(nouns: Sequence[str], yes: RGB | None, no: RGB | None) -> tuple[Colour, Colour]:
    """The colours for "it is there" and "it is not"."""
    if yes is not None and yes == no:
        named = " or ".join(with_article(noun) for noun in nouns)
        raise UserError(f"yes and no would share one colour; say for example 'green if there is {named}, else red'")
    if yes is None and no is None:
        return YES, NO
    if yes is None:
        assert no is not None
        return _chosen(1, (no,))[0], _named(no)
    return _named(yes), _other_than((yes,)) if no is None else _named(no)


def _named(rgb: RGB) -> Colour:
    return Colour(name=exact_name(rgb) or "#{:02x}{:02x}{:02x}".format(*rgb), rgb=rgb)


def _other_than(given: Sequence[RGB]) -> Colour:
    """What is nothing asked for is black, and white where something is painted black."""
    return REST if BLACK not in given else Colour(name="white", rgb=NEUTRALS["white"], chosen=True)


def _chosen(count: int, taken: tuple[RGB, ...] = ()) -> tuple[Colour, ...]:
    return tuple(
        Colour(name=exact_name(rgb) or colour_name(rgb), rgb=rgb, chosen=True) for rgb in default_colours(count, taken)
    )
