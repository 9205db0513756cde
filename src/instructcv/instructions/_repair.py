"""What every row of tags obeys, put right where the tagger, which looks at words one by one, broke it.

Each rule is a fact of English that holds whatever the words are; what a word does stays the tagger's to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from instructcv.instructions import _repair_closed as closed
from instructcv.instructions import _repair_colours as colours
from instructcv.instructions._assemble import MODIFIERS, Word
from instructcv.instructions._colour_words import match_colour
from instructcv.instructions._repair_colours import NAMES
from instructcv.instructions._spans import RELATING
from instructcv.instructions._words import SOFT_SPELLINGS, filler_words, is_known, word_list
from instructcv.instructions.aliases import spoken_forms

_BEING = frozenset("is are was were that which who that's".split())
_FIRST_PARTS = frozenset("picture depth paint box light photo mask colour color sign camera".split())
"""Words of requests that begin names, too: "the depth sensor"."""
_PHOTOS = frozenset("photo image picture scene photograph shot view".split())
_PLACING = frozenset("on under behind near beside above below inside beneath underneath by".split())
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
        if follower.tag != "o" or not is_known(follower.text) or follower.text in _PHOTOS:
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
        if row[i].tag == "o" and row[i + 1].tag in NAMES and row[i - 1].text in word_list("determiner"):
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


def _ones(row: list[Word]) -> None:
    """ "every car except the red one": another of what was named, by what it is like."""
    named = next((word for word in row if word.tag == "noun"), None)
    for i in range(2, len(row)):
        taken_off = any(word.text in ("not", "except", "excluding") for word in row[:i])
        likened = row[i - 1].tag in ("noun", "out", *MODIFIERS) and row[i - 1] is not named
        if named is not None and taken_off and likened and row[i].text in ("one", "ones"):
            row[i] = replace(named, tag="noun")
            if row[i - 1].tag not in MODIFIERS:
                row[i - 1] = replace(row[i - 1], tag="described" if match_colour([row[i - 1].text]) else "state")


def _shared_heads(row: list[Word]) -> None:
    """ "the red and the blue car" are two cars: the first one's noun stands in for the word that joins them."""
    for i in range(1, len(row) - 4):
        first, joint, article, second = row[i : i + 4]
        alone = first.tag in MODIFIERS or (first.tag == "noun" and match_colour([first.text]) is not None)
        led = row[i - 1].text in word_list("determiner") and article.text in word_list("determiner")
        likened = second.tag in MODIFIERS or match_colour([second.text]) is not None
        if alone and led and likened and joint.text in ("and", "or") and row[i + 4].tag == "noun":
            row[i] = replace(first, tag=first.tag if first.tag in MODIFIERS else "described")
            row[i + 1] = row[i + 4]


def _exceptions(row: list[Word]) -> None:
    """ "the person, not the chair"."""
    conditional = any(word.text in ("if", "otherwise", "else", "unless", "when") for word in row)
    for i in range(1, len(row) - 1):
        taken_off = row[i].text in ("not", "except", "excluding") and row[i].tag in ("o", "not")
        at = i + 2 if row[i + 1].text in word_list("determiner") else i + 1
        named = at < len(row) and row[at].tag in NAMES
        if taken_off and named and not conditional and any(word.tag in ("noun", "all") for word in row[:i]):
            row[i] = replace(row[i], tag="except")
            while at < len(row) and row[at].tag in NAMES:
                row[at], at = replace(row[at], tag="out"), at + 1


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
        if word.tag != "o" or word.text not in RELATING or not i or row[behind].tag not in (*NAMES, "all"):
            continue
        if closed.name_follows(row, i + 1):
            row[i] = replace(word, tag="relation")


def _relations_have_heads(row: list[Word]) -> None:
    """What a relation stands behind is a thing: "the frame on the wall"; but "a box on every dog" is drawn there."""
    for i, word in enumerate(row):
        if any(one.tag in (*NAMES, "all") for one in row[:i]):
            return
        before = row[i - 1] if i else None
        free = before is not None and before.tag == "o" and is_known(before.text)
        named = i > 1 and row[i - 2].text in ("the", "my", "that") and before is not None and before.text not in _PHOTOS
        placed = word.tag == "o" and word.text in _PLACING and closed.name_follows(row, i + 1)
        without = word.tag == "not" and word.text == "without"
        if before is not None and free and (word.tag == "relation" or (named and (placed or without))):
            row[i - 1] = replace(before, tag="noun")
            row[i] = replace(word, tag="not" if without else "relation")
            return


def _names_go_on(row: list[Word]) -> None:
    """ "the phone case": a thing's name right behind another is its last part, though requests say that word, too."""
    for i in range(1, len(row)):
        ends = i + 1 == len(row) or not row[i + 1].text[0].isalnum() or row[i + 1].tag == "relation"
        soft = row[i].text in SOFT_SPELLINGS and (row[i].text == "case" or row[i].text not in word_list("task"))
        if row[i].tag == "o" and row[i - 1].tag in NAMES and soft and ends:
            row[i] = replace(row[i], tag=row[i - 1].tag)


def _materials_before_nouns(row: list[Word]) -> None:
    """ "the brown leather armchair": an adjective in front of a noun is no part of its name, unless the two are a name."""
    for i in range(len(row) - 1):
        first = row[i].tag in NAMES and (i == 0 or row[i - 1].tag not in NAMES)
        pair = f"{row[i].text} {row[i + 1].text}"
        if (
            first
            and row[i + 1].tag == row[i].tag
            and row[i].text in word_list("adjective")
            and pair not in spoken_forms()
        ):
            row[i] = replace(row[i], tag="state")


def _relations_lead_to_leans(row: list[Word]) -> None:
    """The noun that a relation leads to is the one that it leans on, and both that it is "between"."""
    leading = between = False
    for i, word in enumerate(row):
        if word.tag == "relation" or (word.tag == "not" and word.text in ("without", "no")):
            leading = True
            between = between or word.text == "between"
        elif word.tag in NAMES and leading:
            row[i] = replace(word, tag="lean")
            follows = i + 1 < len(row) and row[i + 1].tag in NAMES
            leading = follows
        elif between and word.text == "and" and i and row[i - 1].tag == "lean":
            leading, between = True, False
        elif word.text in _JOINING or (word.tag == "o" and word.text in (".", "?", ";")):
            leading = False


def _compounds_are_one(row: list[Word]) -> None:
    """Nouns side by side are one name, whatever each was taken for."""
    for i in range(1, len(row)):
        if row[i].tag in NAMES and row[i - 1].tag in NAMES:
            row[i] = replace(row[i], tag=row[i - 1].tag)


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
        if word.tag in NAMES and word.text in _PHOTOS and i > 1 and row[i - 2].text in ("in", "of", "from"):
            if row[i - 1].text in ("this", "the", "that", "my") and (i + 1 == len(row) or row[i + 1].tag not in NAMES):
                row[i] = replace(word, tag="o")


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
            and row[i - 3].tag in NAMES
        ):
            row[i - 2 : i + 1] = [replace(one, tag="near") for one in row[i - 2 : i + 1]]


_RULES: tuple[Callable[[list[Word]], None], ...] = (
    _photos_are_no_things,
    _nouns_behind_articles,
    _lists_are_of_nouns,
    colours.colours_end_names,
    colours.joined_colours_are_alike,
    colours.fruits_are_no_colours,
    _near_whom,
    colours.neutrals_describe,
    _adjectives_before_nouns,
    _predicates,
    _shared_heads,
    _ones,
    _exceptions,
    closed.numbers_count,
    closed.order_words_narrow,
    closed.everything_is_a_thing,
    closed.possession_relates,
    _relations_between_nouns,
    _relations_have_heads,
    _names_go_on,
    _compounds_are_one,
    _materials_before_nouns,
    closed.negations_negate,
    _relations_lead_to_leans,
    _leans_have_relations,
    colours.shades_are_colours,
    colours.colours_before_nouns,
    _grounds_are_near_or_far,
)
