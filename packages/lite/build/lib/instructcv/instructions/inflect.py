"""English nouns: plural, singular, article, lists. Small on purpose: it serves category names, not all of English."""

from collections.abc import Sequence
from functools import cache

_IRREGULAR = {
    "person": "people",
    "man": "men",
    "woman": "women",
    "child": "children",
    "mouse": "mice",
    "goose": "geese",
    "foot": "feet",
    "tooth": "teeth",
    "knife": "knives",
    "loaf": "loaves",
    "leaf": "leaves",
    "shelf": "shelves",
    "bookshelf": "bookshelves",
    "scarf": "scarves",
    "wolf": "wolves",
    "calf": "calves",
    "half": "halves",
    "ox": "oxen",
    "sheep": "sheep",
    "deer": "deer",
    "fish": "fish",
    "aircraft": "aircraft",
    "potato": "potatoes",
    "tomato": "tomatoes",
    "mango": "mangoes",
    "hero": "heroes",
    "bus": "buses",
    "gas": "gases",
    "lens": "lenses",
    "canvas": "canvases",
    "cactus": "cacti",
    "quiz": "quizzes",
    "policeman": "policemen",
    "fireman": "firemen",
    "cyclops": "cyclopes",
}
SINGULARS = {plural: singular for singular, plural in _IRREGULAR.items()} | {
    "persons": "person",
    "cactuses": "cactus",
    "busses": "bus",
    "fishes": "fish",
    "mangos": "mango",
    "movies": "movie",
    "cookies": "cookie",
    "ties": "tie",
    "pies": "pie",
    "shoes": "shoe",
    "axes": "axe",
    "caves": "cave",
    "doves": "dove",
    "gloves": "glove",
    "olives": "olive",
    "stoves": "stove",
    "waves": "wave",
    "sleeves": "sleeve",
    "sieves": "sieve",
    "chives": "chive",
    "microwaves": "microwave",
    "suitcases": "suitcase",
    "bookcases": "bookcase",
    "houses": "house",
    "horses": "horse",
    "vases": "vase",
    "nurses": "nurse",
    "purses": "purse",
    "fuses": "fuse",
    "noses": "nose",
    "roses": "rose",
    "hoses": "hose",
    "blouses": "blouse",
    "bases": "base",
    "cases": "case",
    "faces": "face",
    "caches": "cache",
    "quiches": "quiche",
}
"""Plurals that no rule undoes, the unusual ones too: "persons"."""
PLURAL_ONLY = frozenset(
    "scissors stairs blinds glasses sunglasses trousers jeans shorts pants skis pliers tweezers binoculars headphones "
    "clothes tongs goggles pyjamas dungarees drapes oats".split()
)
"""Nouns with no everyday singular: "the scissors are", never "a scissors"."""
MASS = frozenset(
    (
        "sky grass water sand snow sea furniture food rice milk bread meat cheese butter sugar salt coffee tea juice "
        "soup gravel dirt earth ground mud fog smoke fire ice land foliage vegetation greenery scenery traffic luggage "
        "clothing laundry cardboard crockery cutlery broccoli asparagus garlic ginger cabbage celery spinach lettuce "
        "yoghurt yogurt oatghurt soyghurt wood metal pasta fruit flooring carpeting hay straw wheat corn popcorn "
        "cereal honey jam oil vinegar wine beer cream"
    ).split()
) | {"toilet paper"}
"""Nouns with neither plural nor "a": "if there is grass"."""
_VOWEL_EXCEPTIONS = ("uni", "use", "utensil", "euro", "one", "ewe", "ukulele")


def is_mass(noun: str) -> bool:
    return noun in MASS or noun.rsplit(" ", 1)[-1] in MASS


def is_plural_only(noun: str) -> bool:
    return noun.rsplit(" ", 1)[-1] in PLURAL_ONLY


@cache
def plural(noun: str) -> str:
    """ "dining table" -> "dining tables"; mass nouns and plurals stay as they are."""
    if is_mass(noun) or is_plural_only(noun):
        return noun
    stem, last = noun[: noun.rfind(" ") + 1], noun[noun.rfind(" ") + 1 :]
    if last in _IRREGULAR:
        return stem + _IRREGULAR[last]
    if last.endswith(("s", "x", "z", "ch", "sh")):
        return stem + last + "es"
    if last.endswith("y") and last[-2:-1] not in tuple("aeiou"):
        return stem + last[:-1] + "ies"
    return stem + last + "s"


@cache
def singular(noun: str) -> str:
    """The most likely singular of the last word: "tennis rackets" -> "tennis racket"; a singular stays as it is."""
    if is_mass(noun) or is_plural_only(noun):
        return noun
    stem, last = noun[: noun.rfind(" ") + 1], noun[noun.rfind(" ") + 1 :]
    if last in SINGULARS:
        return stem + SINGULARS[last]
    if last in _IRREGULAR or len(last) < 4 or not last.endswith("s") or last.endswith(("ss", "us", "is")):
        return noun
    if last.endswith("ies"):
        return stem + last[:-3] + "y"
    if last.endswith(("ches", "shes", "xes", "sses", "zes")):
        return stem + last[:-2]
    return stem + last[:-1]


@cache
def with_article(noun: str) -> str:
    """ "umbrella" -> "an umbrella"; "grass" -> "grass"; "scissors" -> "scissors"."""
    if is_mass(noun) or is_plural_only(noun):
        return noun
    an = noun[:1] in tuple("aeiou") and not noun.startswith(_VOWEL_EXCEPTIONS)
    return f"{'an' if an or noun.startswith('hour') else 'a'} {noun}"


def listed(parts: Sequence[str], word: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
