"""Is a sentence one that can be read at all: not empty, not endless, made of words, in English?"""

import re

from instructcv.errors import UserError
from instructcv.instructions._tokens import normalise
from instructcv.instructions._words import plain_words
from instructcv.instructions.aliases import surface_forms

LONGEST = 2000
"""Characters; a longer text is no instruction."""
_CODE = re.compile(r"#[0-9a-f]{3,6}\b|\brgb\([\d ,]+\)")
_FOREIGN = {
    "French": "le la les des une est où dans sur avec pour moi vous il y a-t-il quelle quel s'il ce cette et du image montre trouve",
    "German": "der die das den dem ein eine einen ist wo und mit auf alle mir bitte zeige wie weit es gibt hier von im nicht sind",
    "Spanish": "el la los las una está dónde donde y con en por para muéstrame hay de que cuál qué esta del sobre pinta encuentra",
    "Italian": "il lo gli una è dov'è dove e con nella per mostrami tutte tutti quale della di che trova disegna questa",
    "Dutch": "de het een is waar en met op alle mij om zoek teken geef deze van hoe ver niet",
    "Portuguese": "o os as uma está onde e com em por para todas todos qual da do mostre encontre esta imagem estão",
    "Polish": "gdzie jest i na wszystkie pokaż znajdź w tym się co to krzesła",
    "Swedish": "var är hunden en ett och med på alla hitta visa den det som hur",
    "Danish": "hvor er en et og med på alle find vis den det som hvordan",
    "Turkish": "nerede bir ve bu kedi göster bul tüm için",
}
_ENGLISH = frozenset(
    "the a an of in is are and it this that to for with please where what which there if paint segment find detect show mask".split()
)


def readable(sentence: str) -> str:
    """The normalised sentence.

    Raises:
        UserError: why it cannot be read, in one line.
    """
    if len(sentence) > LONGEST:
        raise UserError(
            f"the instruction has {len(sentence)} characters; at most {LONGEST} are read, so say it more shortly"
        )
    text = normalise(sentence)
    letters = [c for c in text if c.isalpha()]
    if not text:
        raise UserError("the instruction is empty; say what to do, for example 'segment the dog'")
    if not letters:
        raise UserError(
            f"the instruction {short(sentence)} has no words; say what to do, for example 'segment the dog'"
        )
    if sum(c.isascii() for c in letters) < 0.7 * len(letters):
        raise UserError(f"I read English only, and {short(sentence)} is not; say for example 'segment the dog'")
    language = _foreign(text)
    if language:
        raise UserError(
            f"I read English only, and {short(sentence)} looks {language}; say for example 'segment the dog'"
        )
    return text


def _foreign(text: str) -> str | None:
    """The language whose little words outnumber the English ones, if there is one."""
    words = re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", _CODE.sub(" ", text))
    english = sum(word in _ENGLISH for word in words)
    counts = {name: sum(word in little.split() for word in words) for name, little in _FOREIGN.items()}
    name = max(counts, key=lambda key: counts[key])
    strange = sum(word not in plain_words() and word not in surface_forms() for word in words)
    few = counts[name] == 1 and english == 0 and 2 * strange > len(words)
    return name if few or (counts[name] >= 2 and counts[name] > 2 * english) else None


def short(sentence: str) -> str:
    """The sentence for a message: quoted, and cut after 60 characters."""
    words = " ".join(sentence.split())
    return repr(words if len(words) <= 60 else words[:57] + "...")
