"""The options of a question that offers a choice, each by the name that tells it from the others."""

from collections.abc import Sequence
from dataclasses import replace

from instructcv.instructions._tokens import Item
from instructcv.instructions._words import word_list
from instructcv.instructions.inflect import singular

_JOINERS = frozenset((",", "or", "/"))
_KINDS = frozenset("kind sort type breed of".split())
_POINTING = frozenset("this that these those".split())


def options_of(items: Sequence[Item]) -> tuple[Item, ...]:
    """The items of a classification, its options made plain.

    "which animal is this, a cat or a dog?" offers a cat and a dog, "a red apple or a green apple" two kinds of apple, "a
    red, green or yellow apple" three, and "a tabby cat or a siamese cat" no cat in general.
    """
    return tuple(_told_apart(_without_genus(_spread(list(items)))))


def _spread(items: list[Item]) -> list[Item]:
    """ "a red, green or yellow apple", "is the car red or blue?": one noun under several colours becomes several nouns."""
    for i, item in enumerate(items):
        if item.kind != "noun":
            continue
        before, after = _colour_list(items[:i][::-1]), _colour_list(items[i + 1 :])
        start = i - before
        if before and start and items[start - 1].text in word_list("determiner"):
            listed = items[start:i]
            return [*items[:start], *_nouns_of(listed, item), *items[i + 1 :]]
        if after and items[0].text in ("is", "are") and all(other.kind != "noun" for other in items[:i]):
            rest = items[i + 1 + after :]
            if all(other.kind == "punct" for other in rest):
                return [*items[:i], *_nouns_of(items[i + 1 : i + 1 + after], item), *rest]
    return items


def _colour_list(items: Sequence[Item]) -> int:
    """How many items a list of at least two colours with "or" takes at the start; 0 if there is none."""
    length = 0
    while length < len(items) and items[length].kind == "colour":
        if length + 1 >= len(items) or items[length + 1].text not in _JOINERS:
            length += 1
            break
        length += 2
    else:
        return 0
    return length if any(item.text == "or" for item in items[:length]) else 0


def _nouns_of(listed: Sequence[Item], noun: Item) -> list[Item]:
    return [
        replace(noun, text=f"{item.text} {noun.text}", category=f"{item.text} {noun.category}")
        if item.kind == "colour"
        else item
        for item in listed
    ]


def _without_genus(items: list[Item]) -> list[Item]:
    """ "which animal is this, a cat or a dog?": the animal is what is asked about, not an option; nor is "this dog", or the fruit
    in "name the fruit: apple, pear".
    """
    out = list(items)
    asks = any(item.text in ("what", "which") for item in items)
    for i, item in enumerate(items):
        if item.kind != "noun" or i == 0:
            continue
        j = i - 1
        while j > 0 and items[j].text in _KINDS:
            j -= 1
        joined = i + 1 < len(items) and items[i + 1].text in _JOINERS
        pointed_at = items[j].text in _POINTING and (asks or not joined)
        genus = items[j].text in ("what", "which") or pointed_at or _heads_list(items, i)
        others = {other.category for other in out if other.kind == "noun"} - {item.category}
        if genus and len(others) > 1:
            out[i] = replace(item, kind="word")
    return out


def _heads_list(items: Sequence[Item], i: int) -> bool:
    """Whether a colon and a list follow the noun at i, not a colon and its colour."""
    after = items[i + 1 : i + 4]
    return [item.kind for item in after] == ["punct", "noun", "punct"] and after[0].text == ":"


def _told_apart(items: list[Item]) -> list[Item]:
    """Nouns that the sentence tells apart by a word before them only keep that word in their names."""
    nouns = {i: _described(items, i) for i, item in enumerate(items) if item.kind == "noun"}
    heads = {i: singular(items[i].text).split()[-1] for i in nouns}
    out = list(items)
    for i, described in nouns.items():
        rivals = [j for j in nouns if j != i and heads[j] == heads[i] and _name(items, nouns, j) != described]
        if described and rivals and all(_name(items, nouns, j) for j in rivals):
            out[i] = replace(items[i], category=f"{described} {items[i].category}")
    return out


def _name(items: Sequence[Item], described: dict[int, str], i: int) -> str:
    """What tells a noun apart: the words before it, or the first words of its own name ("siamese" of "siamese cat")."""
    return described[i] or " ".join(items[i].text.split()[:-1])


def _described(items: Sequence[Item], i: int) -> str:
    """The words between the noun at i and the article or joiner before it."""
    j = i - 1
    while j >= 0 and items[j].kind in ("word", "colour") and items[j].text not in _grammar() | _JOINERS:
        j -= 1
    opened = j >= 0 and (items[j].text in _JOINERS or items[j].text in word_list("determiner"))
    return " ".join(item.text for item in items[j + 1 : i]) if opened else ""


def _grammar() -> frozenset[str]:
    return word_list("determiner") | word_list("preposition") | word_list("function")
