"""Colours among tags: what every row of tags obeys (`_repair`), as far as it is about colours."""

from dataclasses import replace

from instructcv.instructions._assemble import PAINTS, Word
from instructcv.instructions._colour_words import match_colour
from instructcv.instructions._words import word_list
from instructcv.instructions.aliases import spoken_forms, surface_forms
from instructcv.labels.colour_names import spellings
from instructcv.labels.colours import NEUTRALS

NAMES = ("noun", "lean", "out")
"""Tags of words that name."""
BASIC = frozenset("red green blue yellow purple pink brown black white grey gray teal".split())
_SIGNS = frozenset((":", "=", "->", "=>"))


def neutrals_describe(row: list[Word]) -> None:
    """ "the woman in black": no thing is painted in the colours that all else is painted in unless a verb says so."""
    for i in range(2, len(row)):
        if row[i].tag in PAINTS and row[i].text in NEUTRALS and row[i - 1].text == "in" and row[i - 2].tag in NAMES:
            row[i - 1], row[i] = replace(row[i - 1], tag="described"), replace(row[i], tag="described")


def colours_end_names(row: list[Word]) -> None:
    """ "the dog red": no name ends in a colour."""
    for i in range(1, len(row)):
        ends = i + 1 == len(row) or row[i + 1].tag not in NAMES
        if not ends or row[i].tag != "noun":
            continue
        last = i + 1 == len(row) and row[i - 1].text == "," and row[i].text in spellings()  # "segment the dog, orange"
        alone = sum(word.tag == "noun" for word in row) == 2 and i > 1 and row[i - 2].tag == "noun"
        if (row[i - 1].tag == "noun" and row[i].text in BASIC) or (last and alone):
            row[i] = replace(row[i], tag="paint<")


def joined_colours_are_alike(row: list[Word]) -> None:
    """ "red or blue respectively"."""
    for i in range(2, len(row)):
        joined = row[i - 1].text in ("and", "or") and row[i - 2].tag in PAINTS and row[i].tag == "described"
        if joined and not (i + 1 < len(row) and row[i + 1].tag in NAMES):
            row[i] = replace(row[i], tag=row[i - 2].tag)


def fruits_are_no_colours(row: list[Word]) -> None:
    """ "apple, banana or orange", "is it an orange?": a colour's name among nouns, or behind an article, is a fruit's."""
    painted = [i for i, word in enumerate(row) if word.tag in (*PAINTS, "described")]
    for i in painted:
        after = row[i + 1] if i + 1 < len(row) else None
        if row[i].text not in surface_forms() or (
            after is not None and (after.tag in NAMES or after.tag == row[i].tag)
        ):
            continue
        before = [one for one in row[max(0, i - 2) : i] if one.text != ","]
        listed = len(painted) == 1 and (
            (i > 1 and row[i - 1].text in ("and", "or") and before[0].tag in (*NAMES, "o"))
            or (
                i + 2 < len(row)
                and row[i + 1].text in ("and", "or", ",")
                and any(w.tag in NAMES for w in row[i + 2 : i + 4])
            )
        )
        key = after is not None and after.text in _SIGNS and i + 2 < len(row) and row[i + 2].tag in PAINTS
        articled = i > 0 and row[i - 1].text in ("a", "an", "the", "every")
        if key or listed or articled:
            row[i] = replace(row[i], tag="noun")


def shades_are_colours(row: list[Word]) -> None:
    """ "the dark green sofa", "apple green": words that make one colour's name with the colour that ends it belong to it."""
    for length in (3, 2):
        for i in range(len(row) - length + 1):
            last = row[i + length - 1]
            named = " ".join(word.text for word in row[i : i + length]) in spellings()
            leads = i + length < len(row) and row[i + length].tag in NAMES  # "the light blue towel"
            articled = i > 0 and row[i - 1].text in word_list("determiner") and row[i].tag == "noun" and not leads
            light = i > 0 and f"{row[i - 1].text} {row[i].text}" in spoken_forms()  # "is the traffic light red?"
            if named and last.tag in ("described", *PAINTS) and not articled and not light:
                row[i : i + length] = [replace(word, tag=last.tag) for word in row[i : i + length]]


def colours_before_nouns(row: list[Word]) -> None:
    """A colour in front of a noun describes it, unless the two are a name: "the red car", but "a red grapefruit"."""
    for i, word in enumerate(row[:-1]):
        starts = word.tag in NAMES and (i == 0 or row[i - 1].tag not in NAMES)
        if not starts:
            continue
        end = next((j for j in range(i, len(row)) if row[j].tag not in NAMES), len(row))
        texts = [one.text for one in row[i:end]]
        colour = match_colour(texts)
        if colour is not None and colour[0] < len(texts) and " ".join(texts) not in spoken_forms():
            for j in range(i, i + colour[0]):
                row[j] = replace(row[j], tag="described")
