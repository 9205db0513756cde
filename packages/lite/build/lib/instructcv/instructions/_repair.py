"""What every row of tags obeys, put right where the tagger, which looks at words one by one, broke it.

Each rule is a fact of English that holds whatever the words are; what a word does stays the tagger's to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from instructcv.instructions._assemble import MODIFIERS, PAINTS, Word
from instructcv.instructions._colour_words import match_colour
from instructcv.instructions._spans import RELATING
from instructcv.instructions._words import filler_words, is_known, word_list
from instructcv.instructions.aliases import spoken_forms, surface_forms
from instructcv.labels.colour_names import spellings
from instructcv.labels.colours import NEUTRALS

_NAMES = ("noun", "lean", "out")
_BEING = frozenset("is are was were that which who that's".split())
_FIRST_PARTS = frozenset("picture depth paint box light photo mask colour color sign camera".split())
"""Words of requests that begin names, too: "the depth sensor"."""
BASIC = frozenset("red green blue yellow purple pink brown black white grey gray teal".split())
_SIGNS = frozenset((":", "=", "->", "=>"))
_PHOTOS = frozenset("photo image picture scene photograph shot view".split())
_WHOLE = frozenset("everything anything".split())
_JOINING = frozenset((",", "and", "or", "&", "/"))


def repaired(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words with tags that fit one another."""
    row = list(words)
    for rule in _RULES:
        rule(row)
    return tuple(row)


def _nouns_behind_articles(row: list[Word]) -> None:
    """An article leads to a noun: "the wall", "the open window", where the tagger saw nothing in a noun that no request is full
    of; and so does a relation, whatever the noun is: "without a mask".
    """
    for i, word in enumerate(row[:-1]):
        follower, before = row[i + 1], row[i - 1] if i else None
        if follower.tag != "o" or not is_known(follower.text):
            continue
        article = word.text in word_list("determiner")
        described = (
            before is not None and before.text in word_list("determiner") and word.text in word_list("adjective")
        )
        led = word.tag in ("relation", "not") or (article and before is not None and before.tag in ("relation", "not"))
        rare = follower.text not in filler_words()
        if word.tag in MODIFIERS or (led and (rare or article)) or ((article or described) and rare):
            row[i + 1] = replace(follower, tag="noun")
            if described and word.tag == "o":
                row[i] = replace(word, tag="state")


def _adjectives_before_nouns(row: list[Word]) -> None:
    """ "the empty bottles", and "the picture frame": what stands between an article and a noun belongs to it."""
    for i in range(1, len(row) - 1):
        if row[i].tag == "o" and row[i + 1].tag in _NAMES and row[i - 1].text in word_list("determiner"):
            if row[i].text in word_list("adjective"):
                row[i] = replace(row[i], tag="state")
            elif row[i].text in _FIRST_PARTS:
                row[i] = replace(row[i], tag=row[i + 1].tag)


def _predicates(row: list[Word]) -> None:
    """ "is the bottle empty?" """
    for i in range(1, len(row)):
        ends = i + 1 == len(row) or row[i + 1].text in ("?", ".")
        if row[i].tag == "o" and ends and row[0].text in ("is", "are") and row[i].text in word_list("adjective"):
            row[i] = replace(row[i], tag="state")


def _exceptions(row: list[Word]) -> None:
    """ "the person, not the chair"."""
    conditional = any(word.text in ("if", "otherwise", "else", "unless", "when") for word in row)
    for i in range(1, len(row) - 1):
        taken_off = row[i].text in ("not", "except", "excluding") and row[i].tag in ("o", "not")
        at = i + 2 if row[i + 1].text in word_list("determiner") else i + 1
        named = at < len(row) and row[at].tag in _NAMES
        if taken_off and named and not conditional and any(word.tag in ("noun", "all") for word in row[:i]):
            row[i] = replace(row[i], tag="except")
            while at < len(row) and row[at].tag in _NAMES:
                row[at], at = replace(row[at], tag="out"), at + 1


def _neutrals_describe(row: list[Word]) -> None:
    """ "the woman in black": no thing is painted in the colours that all else is painted in unless a verb says so."""
    for i in range(2, len(row)):
        if row[i].tag in PAINTS and row[i].text in NEUTRALS and row[i - 1].text == "in" and row[i - 2].tag in _NAMES:
            row[i - 1], row[i] = replace(row[i - 1], tag="described"), replace(row[i], tag="described")


def _colours_end_names(row: list[Word]) -> None:
    """ "the dog red": no name ends in a colour."""
    for i in range(1, len(row)):
        ends = i + 1 == len(row) or row[i + 1].tag not in _NAMES
        if not ends or row[i].tag != "noun":
            continue
        last = i + 1 == len(row) and row[i - 1].text == "," and row[i].text in spellings()  # "segment the dog, orange"
        alone = sum(word.tag == "noun" for word in row) == 2 and i > 1 and row[i - 2].tag == "noun"
        if (row[i - 1].tag == "noun" and row[i].text in BASIC) or (last and alone):
            row[i] = replace(row[i], tag="paint<")


def _joined_colours_are_alike(row: list[Word]) -> None:
    """ "red or blue respectively"."""
    for i in range(2, len(row)):
        joined = row[i - 1].text in ("and", "or") and row[i - 2].tag in PAINTS and row[i].tag == "described"
        if joined and not (i + 1 < len(row) and row[i + 1].tag in _NAMES):
            row[i] = replace(row[i], tag=row[i - 2].tag)


def _fruits_are_no_colours(row: list[Word]) -> None:
    """ "apple, banana or orange", "is it an orange?": a colour's name among nouns, or behind an article, is a fruit's."""
    painted = [i for i, word in enumerate(row) if word.tag in (*PAINTS, "described")]
    for i in painted:
        after = row[i + 1] if i + 1 < len(row) else None
        if row[i].text not in surface_forms() or (
            after is not None and (after.tag in _NAMES or after.tag == row[i].tag)
        ):
            continue
        before = [one for one in row[max(0, i - 2) : i] if one.text != ","]
        listed = len(painted) == 1 and (
            (i > 1 and row[i - 1].text in ("and", "or") and before[0].tag in (*_NAMES, "o"))
            or (
                i + 2 < len(row)
                and row[i + 1].text in ("and", "or", ",")
                and any(w.tag in _NAMES for w in row[i + 2 : i + 4])
            )
        )
        key = after is not None and after.text in _SIGNS and i + 2 < len(row) and row[i + 2].tag in PAINTS
        articled = i > 0 and row[i - 1].text in ("a", "an", "the", "every")
        if key or listed or articled:
            row[i] = replace(row[i], tag="noun")


def _near_whom(row: list[Word]) -> None:
    """ "farthest from the camera"."""
    for i in range(len(row) - 3):
        if row[i].tag == "near" and row[i + 1].text in ("from", "to") and row[i + 3].text in ("camera", "viewer"):
            row[i + 1 : i + 4] = [replace(word, tag="near") for word in row[i + 1 : i + 4]]


def _relations_between_nouns(row: list[Word]) -> None:
    """ "the book on the shelf": a preposition between two nouns relates them."""
    for i, word in enumerate(row):
        behind = i - 1
        while behind > 0 and row[behind].text in _BEING:
            behind -= 1
        if word.tag != "o" or word.text not in RELATING or not i or row[behind].tag not in (*_NAMES, "all"):
            continue
        j = i + 1
        while j < len(row) and (row[j].text in word_list("determiner") or row[j].tag in MODIFIERS):
            j += 1
        if j < len(row) and row[j].tag in _NAMES:
            row[i] = replace(word, tag="relation")


def _relations_have_heads(row: list[Word]) -> None:
    """What a relation stands behind is a thing: "the frame on the wall"."""
    for i, word in enumerate(row):
        if word.tag == "relation" and not any(one.tag in (*_NAMES, "all") for one in row[:i]):
            before = row[i - 1] if i else None
            if before is not None and before.tag == "o" and is_known(before.text):
                row[i - 1] = replace(before, tag="noun")
            return


def _relations_lead_to_leans(row: list[Word]) -> None:
    """The noun that a relation leads to is the one that it leans on, and both that it is "between"."""
    leading = between = False
    for i, word in enumerate(row):
        if word.tag == "relation" or (word.tag == "not" and word.text == "without"):
            leading = True
            between = between or word.text == "between"
        elif word.tag in _NAMES and leading:
            row[i] = replace(word, tag="lean")
            follows = i + 1 < len(row) and row[i + 1].tag in _NAMES
            leading = follows
        elif between and word.text == "and" and i and row[i - 1].tag == "lean":
            leading, between = True, False
        elif word.text in _JOINING or (word.tag == "o" and word.text in (".", "?", ";")):
            leading = False


def _compounds_are_one(row: list[Word]) -> None:
    """Nouns side by side are one name, whatever each was taken for."""
    for i in range(1, len(row)):
        if row[i].tag in _NAMES and row[i - 1].tag in _NAMES:
            row[i] = replace(row[i], tag=row[i - 1].tag)


def _everything_but(row: list[Word]) -> None:
    """ "everything but the sky"."""
    for i, word in enumerate(row[:-1]):
        if word.text in _WHOLE and row[i + 1].text in ("but", "except"):
            row[i], row[i + 1] = replace(word, tag="all"), replace(row[i + 1], tag="except")


def _shades_are_colours(row: list[Word]) -> None:
    """ "the dark green sofa", "apple green": words that make one colour's name with the colour that ends it belong to it."""
    for length in (3, 2):
        for i in range(len(row) - length + 1):
            last = row[i + length - 1]
            named = " ".join(word.text for word in row[i : i + length]) in spellings()
            articled = i > 0 and row[i - 1].text in word_list("determiner") and row[i].tag == "noun"
            if named and last.tag in ("described", *PAINTS) and not articled:
                row[i : i + length] = [replace(word, tag=last.tag) for word in row[i : i + length]]


def _leans_have_relations(row: list[Word]) -> None:
    """Without a relation before it a thing is asked for: "put a box around the cup"."""
    led = False
    for i, word in enumerate(row):
        led = led or word.tag in ("relation", "not", "except", "all")
        if word.tag in ("lean", "out") and not led:
            row[i] = replace(word, tag="noun")


def _photos_are_no_things(row: list[Word]) -> None:
    """ "is there a light in this photo?" asks for the light."""
    for i, word in enumerate(row):
        if word.tag in _NAMES and word.text in _PHOTOS and i > 1 and row[i - 2].text in ("in", "of", "from"):
            if row[i - 1].text in ("this", "the", "that", "my") and (i + 1 == len(row) or row[i + 1].tag not in _NAMES):
                row[i] = replace(word, tag="o")


def _colours_before_nouns(row: list[Word]) -> None:
    """A colour in front of a noun describes it, unless the two are a name: "the red car", but "a red grapefruit"."""
    for i, word in enumerate(row[:-1]):
        starts = word.tag in _NAMES and (i == 0 or row[i - 1].tag not in _NAMES)
        if not starts:
            continue
        end = next((j for j in range(i, len(row)) if row[j].tag not in _NAMES), len(row))
        texts = [one.text for one in row[i:end]]
        colour = match_colour(texts)
        if colour is not None and colour[0] < len(texts) and " ".join(texts) not in spoken_forms():
            for j in range(i, i + colour[0]):
                row[j] = replace(row[j], tag="described")


def _lists_are_of_nouns(row: list[Word]) -> None:
    """ "boxes and bags": what is joined to a noun at a sentence's beginning is one, too."""
    if (
        len(row) > 2
        and row[0].tag == "o"
        and row[1].text in _JOINING
        and row[2].tag == "noun"
        and is_known(row[0].text)
    ):
        row[0] = replace(row[0], tag="noun")


def _grounds_are_near_or_far(row: list[Word]) -> None:
    """ "the sofa in the foreground"."""
    for i, word in enumerate(row):
        ground = word.text in ("foreground", "background") and word.tag == "o"
        if (
            ground
            and i > 2
            and row[i - 1].text == "the"
            and row[i - 2].text in ("in", "at")
            and row[i - 3].tag in _NAMES
        ):
            row[i - 2 : i + 1] = [replace(one, tag="near") for one in row[i - 2 : i + 1]]


_RULES: tuple[Callable[[list[Word]], None], ...] = (
    _photos_are_no_things,
    _nouns_behind_articles,
    _lists_are_of_nouns,
    _colours_end_names,
    _joined_colours_are_alike,
    _fruits_are_no_colours,
    _near_whom,
    _neutrals_describe,
    _adjectives_before_nouns,
    _predicates,
    _exceptions,
    _relations_between_nouns,
    _relations_have_heads,
    _compounds_are_one,
    _everything_but,
    _relations_lead_to_leans,
    _leans_have_relations,
    _shades_are_colours,
    _colours_before_nouns,
    _grounds_are_near_or_far,
)
