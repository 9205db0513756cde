"""Which nouns of a sentence are the categories asked for."""

from collections.abc import Sequence
from dataclasses import replace

from instructcv.instructions._tokens import OWNS, Item
from instructcv.instructions._words import is_known, plain_words, word_list
from instructcv.instructions.inflect import singular

_JOINING = frozenset(("and", "or", ",", "&", "plus", "/", ";", "nor"))
_SIGNS = frozenset((":", "=", "->", "=>", "→"))
_EXCLUDING = frozenset(
    "not no except excluding exclude without ignore ignoring minus isn't aren't omit omitting skip".split()
)
_EXCLUDING_PAIRS = frozenset(
    (
        ("other", "than"),
        ("rather", "than"),
        ("apart", "from"),
        ("instead", "of"),
        ("all", "but"),
        ("everything", "but"),
        ("anything", "but"),
        ("leave", "out"),
        ("leaving", "out"),
    )
)
_TURNING_BACK = frozenset("hide blacken ignore nothing darken drop black mute leave keep".split())
_CUES = frozenset(
    "segment mask detect find locate box spot for of around about highlight outline isolate mark label pixels shade "
    "frame round paint colour color identify over extract trace search with are separate locating segmenting find boxes "
    "masking if".split()
)
_RELATIONS = frozenset(
    "standing sitting lying hanging next front left right side top bottom is are somewhere anywhere".split()
)
_RELATIVE = frozenset("that which who whose".split())
_PLACES = frozenset("in on at under behind beside besides near next inside above below".split())


def keep_categories(items: Sequence[Item]) -> tuple[Item, ...]:
    """The same items with every noun that is no category asked for turned into a plain word.

    Adjectives go ("wooden chair" -> chair), words of requests go ("box" in "box the dog"), and so do nouns that only say
    where ("the cup on the table" -> cup) or whose ("the man's shirt" -> shirt). Unknown words become categories where the
    grammar says so ("the axolotl").
    """
    merged = _merge_unknown(_without_kinds(_without_owners(items)))
    sure = any(item.kind == "noun" and not item.soft for item in merged)
    kept: list[Item] = []
    for i, item in enumerate(merged):
        if item.kind == "noun" and item.soft and not _soft_counts(merged, i, sure):
            item = replace(item, kind="word")
        elif item.kind == "unknown" and not _unknown_counts(merged, i, kept, sure):
            item = replace(item, kind="word")
        elif item.kind == "unknown":
            item = replace(item, kind="noun")
        if item.kind == "noun" and (_only_says_where(kept) or _only_says_how_dressed(kept, merged[i + 1 : i + 3])):
            after = max(j for j, other in enumerate(kept) if other.kind == "noun") + 1
            # "into a painting" says more than where.
            aside = any(other.text in _PLACES | _RELATIVE | {"with"} for other in kept[after:])
            item = replace(item, kind="word", aside=aside)
            # A colour in there is the place's, not the answer's: "the lady in the red dress".
            kept[after:] = [replace(other, kind="word", aside=aside) for other in kept[after:]]
        kept.append(item)
    if not any(item.kind == "noun" for item in kept):  # better a doubtful noun than none
        doubtful = next((i for i, item in enumerate(merged) if item.both or _may_be_noun(merged, i)), None)
        if doubtful is not None:
            for i in _list_from(merged, doubtful):
                kept[i] = replace(merged[i], kind="noun")
    return tuple(_put_adjectives_aside(_drop_colour_adjectives(kept)))


def drop_excluded(items: Sequence[Item]) -> tuple[Item, ...]:
    """Without the categories that the sentence takes back ("the dog but not the cat" -> "the dog").

    "everything except the dog" leaves no category; "hide all but the dog" keeps the dog.
    """
    by = {i: words for i in range(len(items)) if (words := _excluding_words(items, i)) is not None}
    left = {item.category for i, item in enumerate(items) if item.kind == "noun" and i not in by}
    words = {j for span in by.values() for j in span}
    if not left and any(item.text in _TURNING_BACK and i not in words for i, item in enumerate(items)):
        return tuple(items)
    gone: set[int] = set()
    for i, span in by.items():
        if left - {items[i].category} == left != set() and "no" not in {items[j].text for j in span}:
            start = min(span)
            gone.update(range(start - (start > 0 and items[start - 1].text in ("but", "and", ",")), i + 1))
    return tuple(replace(item, kind="word") if i in by else item for i, item in enumerate(items) if i not in gone)


def _excluding_words(items: Sequence[Item], i: int) -> tuple[int, ...] | None:
    """The indices of the words that take back the noun at i ("not", "other than"); None where nothing does."""
    if items[i].kind != "noun":
        return None
    if i and items[i - 1].text == "no":
        return (i - 1,)
    j = _before_determiners(items, i)
    if j < 0:
        return None
    if items[j].text in ("and", "or") and j > 0 and _excluding_words(items, j - 1) is not None:
        return (j,)
    if j and (items[j - 1].text, items[j].text) in _EXCLUDING_PAIRS:
        return (j - 1, j)
    return (j,) if items[j].text in _EXCLUDING else None


def _before_determiners(items: Sequence[Item], i: int) -> int:
    """The index of the last item before i that is neither determiner nor adjective; -1 if there is none."""
    j = i - 1
    while j >= 0 and (_determines(items[j]) or _is_adjective(items[j])):
        j -= 1
    return j


def _determines(item: Item) -> bool:
    return item.text == "of" or (item.text != "no" and item.text in word_list("determiner"))


def _without_owners(items: Sequence[Item]) -> list[Item]:
    """ "the man's shirt" is about the shirt; "the cat's ear" about the cat, since no category is called "ear"."""
    out = list(items)
    for i, item in enumerate(items):
        if item.text != OWNS or not i:
            continue
        owned = next((j for j in range(i + 1, min(i + 4, len(items))) if not _describes(items[j])), len(items))
        if owned < len(items) and items[owned].kind == "noun" and items[owned].category != "picture":
            out[i - 1] = replace(items[i - 1], kind="word", aside=True)
            out[owned] = replace(items[owned], soft=False)
    return [item for item in out if item.text != OWNS]


def _without_kinds(items: Sequence[Item]) -> list[Item]:
    """ "the dog bowl" is about the bowl; "dogs bowls" and "dog, bowl" are lists, and so is "segment dog bowl", for all we know."""
    out = list(items)
    for i, item in enumerate(items[:-1]):
        head = items[i + 1]
        named = item.kind == head.kind == "noun" and not item.soft | head.soft
        determined = i and items[i - 1].text in word_list("determiner")
        if named and item.text == singular(item.text) and (determined or len(items) == 2):
            out[i] = replace(item, kind="word", aside=True)
    return out


def _describes(item: Item) -> bool:
    """Whether an item can stand between a determiner and its noun: a colour, or a word that no grammar needs."""
    grammar = word_list("determiner") | word_list("preposition") | word_list("function") - {"left", "right"}
    return item.kind in ("colour", "unknown") or (item.kind == "word" and item.text not in grammar)


def _merge_unknown(items: Sequence[Item]) -> list[Item]:
    """Runs of unknown words become one noun phrase; before a known noun they are its adjectives and become words, after one a
    thing makes its name longer.
    """
    merged: list[Item] = []
    for i, item in enumerate(items):
        if item.kind != "unknown":
            merged.append(item)
            continue
        following = next((other for other in items[i + 1 :] if other.kind != "unknown"), None)
        if following is not None and following.kind == "noun" and not following.soft:
            merged.append(replace(item, kind="word"))
        elif merged and merged[-1].kind == "unknown" and items[i - 1].kind == "unknown":
            text = f"{merged[-1].text} {item.text}"
            merged[-1] = replace(item, text=text, category=singular(text))
        elif merged and merged[-1].kind == "noun" and _can_be_named_after(item.text):
            text = f"{merged[-1].text} {item.text}"
            merged[-1] = replace(merged[-1], text=text, category=singular(text), soft=False)
        else:
            merged.append(item)
    return merged


def _can_be_named_after(word: str) -> bool:
    """Whether a word with a noun before it makes a longer name: "dog leash", but not "dog swimming"."""
    return is_known(word) and not word.endswith(("ing", "ed"))


def _soft_counts(items: Sequence[Item], i: int, sure: bool) -> bool:
    """Whether a word like "box" is meant as a category; `sure` = another category is named for certain."""
    text = ["", "", "", *(item.text for item in items), "", "", ""]
    kind = ["", "", "", *(item.kind for item in items), "", "", ""]
    at = i + 3
    name, many, after = items[i].category, items[i].text.endswith("s"), text[at + 1]
    busy = name in ("box", "picture")  # the two that requests are full of
    sure = sure or (name == "box" and any(item.kind == "noun" and item.category != "box" for item in items))
    coloured_box = name == "box" and text[at - 1] == "the" and kind[at + 2] == "colour"
    if after in ("it", "them", "of", "where") or (
        busy and after in ("in", "with") and sure and not many | coloured_box
    ):
        return False
    if after in _SIGNS:
        return kind[at + 2] == "colour" or text[at + 2] == "no" or not sure
    if text[at - 1] in _SIGNS and kind[at - 2] == "colour":
        return True
    determined = text[at - 1] in _ARTICLES
    whose = text[at - 2] if determined else text[at - 1]
    if whose in ("and", "or", "nor", "&") and kind[at - (3 if determined else 2)] in ("noun", "colour"):
        return after not in _ARTICLES and (determined or after not in ("it", "them") or not busy)
    if after in ("and", "or") and _noun_phrase_at(items, i + 2) and (determined or whose not in ("and", ",")):
        return not (name == "picture" and whose in _IN_PHOTO)
    if text[at - 1] in ("every", "each", "all") and not (busy and sure and whose in ("with", "in")):
        return after != "around"
    if determined and name != "picture" and kind[at + (2 if after in ("in", "with") else 1)] == "colour":
        return True
    if determined and whose == "for" and kind[at - 3] == "colour":
        return True
    if text[at - 1] in ("a", "an", "no", "any"):
        return whose in (_BEING - {"with", "for"} if busy else _BEING) or (not sure and not busy)
    if sure:
        return determined and many and not busy and whose not in _IN_PHOTO
    if name == "picture" and (whose in _IN_PHOTO or text[at - 1] in ("this", "whole", "same")):
        return False
    return determined or many or whose in _CUES or kind[at - 1] == "punct" or len(items) < 3


_ARTICLES = frozenset("the a an every each all any both no these those".split())
_IN_PHOTO = frozenset("in this over through across from whole on".split())
_BEING = frozenset(
    "is isn't there there's it's isn't see sees saw find contains contain has have shows without not if for for: of got "
    "any this no spot unless be being being with".split()
)
"""Words before "a box" that speak of its being there."""


def _noun_phrase_at(items: Sequence[Item], i: int) -> bool:
    while i < len(items) and items[i].text in ("the", "every", "all", "a", "an"):
        i += 1
    return i < len(items) and items[i].kind == "noun"


def _unknown_counts(items: Sequence[Item], i: int, kept: Sequence[Item], sure: bool) -> bool:
    """Whether an unknown word stands where a category must stand."""
    after = items[i + 1].text if i + 1 < len(items) else ""
    j = _before_determiners(items, i)
    determined = any(_determines(item) for item in items[j + 1 : i])
    before = items[j] if j >= 0 else None
    key = after in _SIGNS and i + 2 < len(items) and items[i + 2].kind == "colour"
    coloured = i + 1 < len(items) and items[i + 1].kind == "colour" and determined
    joined = before is not None and before.text in _JOINING and j > 0 and kept[j - 1].kind in ("noun", "colour")
    joins = determined and after in _JOINING and _noun_phrase_at(items, i + 2)
    if sure:
        placed = before is not None and items[i - 1].text == "the" and after in _PLACES | _RELATIVE
        if placed and not any(item.kind == "noun" for item in kept):  # "the axolotl on the table" is about the axolotl
            return True
        return key or coloured or (joined and (determined or after in ("", ".", "?", ",", "and", "or"))) or joins
    cued = before is not None and before.text in _CUES
    return key or coloured or joined or determined or cued


def _may_be_noun(items: Sequence[Item], i: int) -> bool:
    """Whether nobody knows a word, and it does not stand where a verb does: "remove the background"."""
    return items[i].kind == "unknown" and not (i + 1 < len(items) and items[i + 1].text in word_list("determiner"))


def _list_from(items: Sequence[Item], first: int) -> list[int]:
    """The index of a doubtful noun, and of those that are joined to it: "kitchen, bedroom or office"."""
    listed = [first]
    for i in range(first + 1, len(items)):
        if items[i].kind == "unknown" and items[i - 1].text in _JOINING:
            listed.append(i)
        elif items[i].text not in _JOINING:
            break
    return listed


def _only_says_where(kept: Sequence[Item]) -> bool:
    """Whether what was kept ends in "<noun> <preposition> the": the next noun only says where the first one is.

    "<noun> in the red", too, where the next noun is what is red.
    """
    prepositions = word_list("preposition") - {"for", "per", "off", "against"}
    determiners = word_list("determiner")
    seen = False
    for i in range(len(kept) - 1, -1, -1):
        item = kept[i]
        if item.kind == "noun":
            return seen
        if item.text in prepositions or item.text in _RELATIVE:
            seen = True
        elif item.kind == "colour":
            if i < len(kept) - 1 or not i or not (_determines(kept[i - 1]) or _is_adjective(kept[i - 1])):
                return False
        elif item.text not in determiners and item.text not in _RELATIONS and not _is_adjective(item):
            return False
    return False


def _only_says_how_dressed(kept: Sequence[Item], following: Sequence[Item]) -> bool:
    """Whether the next noun belongs to the one before: "women in white dresses". In "dogs in red, cats in blue" it does not."""
    if len(kept) < 3 or [item.kind for item in kept[-3:]] != ["noun", "word", "colour"] or kept[-2].text != "in":
        return False
    return not any(item.kind == "colour" for item in following)


def _is_adjective(item: Item) -> bool:
    """A word before a known noun that is none of a request's words."""
    return item.kind == "word" and (item.text in word_list("everyday") or item.text not in plain_words())


def _drop_colour_adjectives(items: list[Item]) -> list[Item]:
    """ "the red chair" asks for chairs; "red: chair" and "chair red" give a colour."""
    out: list[Item] = []
    for i, item in enumerate(items):
        after = items[i + 1] if i + 1 < len(items) else None
        before = items[i - 1].text if i else ""
        noun_after = after is not None and after.kind == "noun"
        if item.kind == "colour" and noun_after and before in word_list("determiner"):
            item = replace(item, kind="word")
        out.append(item)
    return out


def _put_adjectives_aside(items: Sequence[Item]) -> list[Item]:
    """The words between a determiner and its noun: "the old man"."""
    out = list(items)
    for i, item in enumerate(items):
        j = i - 1
        while item.kind == "noun" and j >= 0 and (_is_adjective(items[j])):
            j -= 1
        if j < i - 1 and j >= 0 and items[j].text in word_list("determiner"):
            out[j + 1 : i] = [replace(other, aside=True) for other in out[j + 1 : i]]
    return out
