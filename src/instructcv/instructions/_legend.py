"""Which colour a sentence gives to which thing, and to all else: by the order of things and colours, clause by clause."""

from collections.abc import Sequence

from instructcv.errors import UserError
from instructcv.instructions._clauses import PAIR_BREAKS, Clause, Item, clauses_of
from instructcv.instructions._words import NEGATIONS
from instructcv.types import RGB


def legend_of(items: Sequence[Item]) -> tuple[dict[tuple[str, ...], RGB | None], RGB | None]:
    """Categories -> their colour (None: the sentence gives none) in order of mention, and the colour of the rest (or None).

    Categories stand together where the sentence gives them one colour: "every pillow and lamp yellow".

    Raises:
        UserError: one category would get two colours.
    """
    _refuse_two_colours(items)
    rest_rgb, pairing = _split_rest(items)
    categories = list(dict.fromkeys(item.category for item in items if item.kind == "noun"))
    colours: dict[str, RGB] = {}
    for noun, colour in _pairs([item for item in pairing if item.kind in ("noun", "colour")]):
        colours.setdefault(noun.category, colour.rgb)
    together: dict[RGB | str, list[str]] = {}
    for category in categories:
        together.setdefault(colours.get(category, category), []).append(category)
    return {tuple(group): colours.get(group[0]) for group in together.values()}, rest_rgb


def _refuse_two_colours(items: Sequence[Item]) -> None:
    """Refuse "the cat red and the cat blue": one clause after the other, each with a colour of its own for one noun."""
    given: dict[str, RGB] = {}
    for clause in clauses_of(items, PAIR_BREAKS):
        nouns = {item.category for item in clause.items if item.kind == "noun"}
        if len(nouns) != 1 or len(clause.colours) != 1 or any(item.text in NEGATIONS for item in clause.items):
            continue
        category, rgb = nouns.pop(), clause.colours[0].rgb
        if given.setdefault(category, rgb) != rgb:
            raise UserError(f"{category!r} would get two colours; one picture shows all of them in one, so give it one")


def _split_rest(items: Sequence[Item]) -> tuple[RGB | None, list[Item]]:
    """The colour of the rest, and the items without that colour."""
    clauses = clauses_of(items, PAIR_BREAKS)
    rest_rgb: RGB | None = None
    remaining: list[Item] = []
    for i, clause in enumerate(clauses):
        later = clauses[i + 1] if i + 1 < len(clauses) else None
        if rest_rgb is None and clause.is_rest and len(clause.colours) == 1:
            rest_rgb = clause.colours[0].rgb
            remaining.extend(item for item in clause.items if item.kind != "colour")
            continue
        follows = later is not None and not later.has_noun and later.colours
        if rest_rgb is None and clause.is_rest and not clause.colours and later is not None and follows:
            rest_rgb = later.colours[0].rgb
            later.items = [item for item in later.items if item is not later.colours[0]]
        background = _colour_of_background(clause)
        if rest_rgb is None and background is not None:
            rest_rgb = background.rgb
            clause.items = [item for item in clause.items if item is not background]
        remaining.extend(clause.items)
    return rest_rgb, remaining


def _colour_of_background(clause: Clause) -> Item | None:
    """ "the dog in red on a black background", "..., the rest black" within one clause."""
    for i, item in enumerate(clause.items):
        if item.text not in (
            "background",
            "canvas",
            "backdrop",
            "elsewhere",
            "surroundings",
            "rest",
            "remainder",
            "void",
        ):
            continue
        if i and clause.items[i - 1].kind == "colour":
            return clause.items[i - 1]
        for later in clause.items[i + 1 : i + 5]:
            if later.kind == "colour":
                return later
    return None


def _pairs(events: list[Item]) -> list[tuple[Item, Item]]:
    """Nouns with their colours, for the orders that people use."""
    last = {item.category: i for i, item in enumerate(events) if item.kind == "noun"}
    events = [item for i, item in enumerate(events) if item.kind == "colour" or last[item.category] == i]
    nouns = [item for item in events if item.kind == "noun"]
    colours = [item for item in events if item.kind == "colour"]
    if not nouns or not colours:
        return []
    kinds = [item.kind for item in events]
    count = len(nouns)
    if len(colours) == count and kinds in (
        ["noun"] * count + ["colour"] * count,
        ["colour"] * count + ["noun"] * count,
    ):
        return list(zip(nouns, colours, strict=True))  # "... respectively"
    pairs: list[tuple[Item, Item]] = []
    if kinds[0] == "noun":  # noun(s), then their colour
        waiting: list[Item] = []
        for item in events:
            if item.kind == "noun":
                waiting.append(item)
            elif waiting:
                pairs.extend((noun, item) for noun in waiting)
                waiting = []
    else:  # a colour, then its noun(s)
        colour: Item | None = None
        for item in events:
            if item.kind == "colour":
                colour = item
            elif colour is not None:
                pairs.append((item, colour))
    return pairs
