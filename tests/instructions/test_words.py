"""Nouns, synonyms and spelling: small tables, odd rows first."""

import pytest

from instructcv.instructions._colour_words import match_colour
from instructcv.instructions._spelling import is_one_edit
from instructcv.instructions._tokens import words_of
from instructcv.instructions._words import is_known, looks_like_a_word
from instructcv.instructions.aliases import aliases_of, canonical, surface_forms, vocabulary
from instructcv.instructions.inflect import listed, plural, singular, with_article


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("grass", "grass"),  # no plural
        ("scissors", "scissors"),  # no singular
        ("sheep", "sheep"),
        ("person", "people"),
        ("knife", "knives"),
        ("tennis racket", "tennis rackets"),  # the last word bends
        ("bus", "buses"),
        ("bench", "benches"),
        ("box", "boxes"),
        ("bookcase", "bookcases"),  # -ses that is no -s + es
        ("berry", "berries"),
        ("toy", "toys"),
        ("glass", "glasses"),
    ],
)
def test_number(one, many):
    assert plural(one) == many
    if many != "glasses":  # also the spectacles
        assert singular(many) == one
    assert singular(one) == one


@pytest.mark.parametrize(
    ("noun", "said"),
    [
        ("grass", "grass"),
        ("scissors", "scissors"),
        ("umbrella", "an umbrella"),
        ("unicorn", "a unicorn"),
        ("dog", "a dog"),
    ],
)
def test_article(noun, said):
    assert with_article(noun) == said


@pytest.mark.parametrize(
    ("parts", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists(parts, said):
    assert listed(parts) == said


@pytest.mark.parametrize(
    ("word", "usual"),
    [
        ("axolotl", "axolotl"),  # unknown stays
        ("sofa", "sofa"),
        ("couch", "sofa"),
        ("television", "tv"),
        ("closet", "wardrobe"),
        ("washbasin", "sink"),
        ("human", "person"),
    ],
)
def test_synonyms(word, usual):
    assert canonical(word) == usual
    assert word == usual or (usual in aliases_of(word) and word in aliases_of(usual))


def test_a_word_has_one_meaning():
    assert len(vocabulary()) == len(set(vocabulary()))
    assert all(canonical(word) == word for word in vocabulary())
    assert surface_forms()["people"] == "person"
    assert surface_forms()["couches"] == "sofa"


@pytest.mark.parametrize(
    ("a", "b", "near"),
    [
        ("", "", False),
        ("dog", "dog", False),
        ("dgo", "dog", True),
        ("dg", "dog", True),
        ("doog", "dog", True),
        ("dig", "dog", True),
        ("god", "dog", False),
        ("table", "tabel", True),
        ("table", "tbale", True),
        ("table", "ables", False),
    ],
)
def test_one_edit(a, b, near):
    assert is_one_edit(a, b) is near
    assert is_one_edit(b, a) is near


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], None),
        (["dog"], None),
        (["#zz"], None),
        (["#ff8800"], (1, (255, 136, 0))),
        (["#f80", "dog"], (1, (255, 136, 0))),
        (["rgb(1, 2, 3)"], (1, (1, 2, 3))),
        (["sky", "blue", "dog"], (2, (64, 160, 255))),
        (["bright", "red"], (2, (255, 0, 13))),  # the survey's own
        (["solid", "red"], (2, (255, 0, 0))),  # no name, so the colour is meant
        (["gray"], (1, (128, 128, 128))),
        (["bright", "dog"], None),
    ],
)
def test_colours_in_text(words, found):
    assert match_colour(words) == found


@pytest.mark.parametrize(
    ("noun", "known", "like"),
    [
        ("asdfgh", False, False),
        ("aaaaqq", False, False),
        ("katze", False, True),  # no English, but a word
        ("blorpt", False, True),  # nobody can tell by its letters
        ("r2d2", False, True),  # nothing is known about digits
        ("stapler", True, True),
        ("peonies", True, True),
        ("dog leash", True, True),  # the last word says what it is
        ("sofa", True, True),
    ],
)
def test_what_is_a_word(noun, known, like):
    assert is_known(noun) is known
    assert all(looks_like_a_word(word) for word in noun.split()) is like


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("dog", "dog"),
        ("segmnet", "segment"),
        ("chiar", "chair"),
        ("old", "old"),  # English already: no "gold"
        ("tea", "tea"),
        ("exit", "exit"),
        ("describe", "describe"),
        ("drink", "drink"),  # no "drank": an everyday word is nothing that a request hides behind a typo
    ],
)
def test_english_words_are_no_typos(typed, meant):
    assert words_of(typed) == [meant]
