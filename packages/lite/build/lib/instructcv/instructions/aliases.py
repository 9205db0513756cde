"""Known categories and their everyday synonyms, from `data/vocabulary.txt`: "couch" is a "sofa"."""

from functools import cache
from importlib.resources import files

from instructcv.instructions.inflect import SINGULARS, plural, singular


@cache
def vocabulary() -> tuple[str, ...]:
    """The known categories in file order, without synonyms."""
    return tuple(group[0] for group in _groups())


def aliases_of(category: str) -> tuple[str, ...]:
    """The other words for a category, the usual one first; empty for a word that is not known.

    >>> aliases_of("couch")[0]
    'sofa'
    """
    group = _group_of().get(category, ())
    return tuple(word for word in group if word != category)


def canonical(category: str) -> str:
    """The usual word for a category ("couch" -> "sofa"); a word that is not known stays as it is."""
    group = _group_of().get(category)
    return group[0] if group else category


@cache
def surface_forms() -> dict[str, str]:
    """Every spelling that a sentence may use (synonyms, singular and plural) -> the usual word."""
    forms: dict[str, str] = {}
    for group in _groups():
        for word in group:
            forms.setdefault(plural(word), group[0])
            forms.setdefault(singular(word), group[0])
    for many, one in SINGULARS.items():
        if one in forms:
            forms.setdefault(many, forms[one])
    for group in _groups():  # a word itself wins over an inflected form of another
        forms.update((word, group[0]) for word in group)
    return forms


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    text = files("instructcv.instructions").joinpath("data/vocabulary.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(
        tuple(word.strip() for word in line.replace(":", ",").split(","))
        for line in lines
        if line and not line.startswith("#")
    )


@cache
def _group_of() -> dict[str, tuple[str, ...]]:
    return {word: group for group in _groups() for word in group}


@cache
def spoken_forms() -> dict[str, str]:
    """`surface_forms` as they are cut into words: hyphens are spaces, accents may be missing."""
    forms = {text.replace("-", " "): name for text, name in surface_forms().items()}
    return forms | surface_forms()
