"""A sentence as words: normalised, cut at spaces and signs, one typo mended in each word that is none."""

import re
import unicodedata

from instructcv.instructions._colour_words import colour_words
from instructcv.instructions._spelling import slip, speller
from instructcv.instructions._words import (
    english_words,
    is_known,
    name_words,
    narrowing_words,
    plain_words,
    raw_words,
    word_list,
)
from instructcv.instructions.aliases import surface_forms
from instructcv.instructions.inflect import PLURAL_ONLY

OWNS = "'s"
"""The word between an owner and what it owns: "the man's shirt"."""


_BLACK_AND_WHITE = re.compile(
    r"\bblack[- ]and[- ]white(?= (?:masks?|maps?|images?|pictures?|photos?|silhouettes?|stencils?|cut-?outs?)\b| ?[,.;:!?]| ?$)"
)
"""Said of the picture that is wanted, which says nothing that a mask does not; a black and white cat is another matter."""


def normalise(sentence: str) -> str:
    """Lower case, plain apostrophes and dashes, single spaces; the wording that the rules and the encoder read."""
    text = unicodedata.normalize("NFKC", sentence).lower()
    text = re.sub("[\u2018\u2019\u0060\u00b4]", "'", text)
    text = re.sub('[\u201c\u201d"*_]|\\bblack out\\b', " ", text)
    text = _BLACK_AND_WHITE.sub(" ", text)
    text = re.sub("[\u2013\u2014]| - ", " , ", text)
    text = re.sub(
        r"'s\b(?<!it's)(?<!that's)(?<!there's)(?<!what's)(?<!where's)(?<!let's)(?<!who's)(?<!here's)", f" {OWNS}", text
    )
    return " ".join(text.split())


def words_of(sentence: str) -> list[str]:
    """The words of a normalised sentence, typos mended; hyphens part words, signs are words."""
    return _mend_all(raw_words(sentence))


def _mend_all(words: list[str]) -> list[str]:
    """The words with one typo mended in each that is no word that we know."""
    mended: list[str] = []
    for i, word in enumerate(words):
        before = mended[-1] if mended else ""
        mended.append(_mend(word, before, words[i + 1] if i + 1 < len(words) else ""))
    return mended


def _mend(word: str, before: str, after: str) -> str:
    known = any(
        word in words
        for words in (plain_words(), name_words(), colour_words(), english_words(), narrowing_words(), PLURAL_ONLY)
    )
    if known or len(word) < 3 or not word.isalpha():
        return word
    requests = plain_words() - word_list("everyday") | colour_words() | narrowing_words()
    hits = (*speller(name_words()).near(word), *speller(requests).near(word))
    if before in word_list("determiner") and is_known(word):  # "the peony" is no pony, but "the loin" may be a lion
        hits = tuple(hit for hit in hits if slip(word, hit) == 0)
    elif len(word) <= 4:  # short words have many neighbours: a wrong letter is no evidence there
        hits = tuple(hit for hit in hits if slip(word, hit) < 2)
    if not hits:
        return word
    return min(
        hits, key=lambda hit: (not _completes(before, hit, after), slip(word, hit), hit[0] != word[0], _rarity(hit))
    )


def _completes(before: str, word: str, after: str) -> bool:
    """Whether the word makes a longer name with its neighbours: "teddy" + "bears"."""
    forms = surface_forms()
    return f"{before} {word}" in forms or f"{word} {after}" in forms


def _rarity(word: str) -> int:
    """Names before plain words, whole names before parts of names."""
    return 0 if word in surface_forms() else 1 if word in plain_words() or word in colour_words() else 2
