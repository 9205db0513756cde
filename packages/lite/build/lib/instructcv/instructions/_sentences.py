"""Sentences with the part that each word plays, drawn from the bank, from narrowed wordings, and from both joined.

examples(seed=0)                  what the two heads are fitted on
examples(seed=0, split="test")    held-out wordings, nouns and adjectives, for measuring
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import numpy as np

from instructcv import registry
from instructcv.instructions._phrases import BASIC, NEUTRAL, Phrases, Tagged, tagged
from instructcv.instructions._words import raw_words
from instructcv.instructions.bank import OTHER, Wording, wordings
from instructcv.instructions.inflect import plural, with_article
from instructcv.instructions.rules import Split
from instructcv.instructions.variants import typo

_MARKED = re.compile(r"(\{\w+\}|\[[^\]|]+\|\w+\])")
_GENERA = "animal fruit thing breed vegetable vehicle bird dog cat room place plant food object tool item".split()
_PRONOUNS = frozenset("it them they".split())
_UNREAD = {
    "train": "before noon|for my thesis|by tomorrow|using yolo|at full resolution|in 4k|with rounded corners|with thick lines|"
    "with a dashed line|and save it as png|and email it to me|with a confidence above 0.7|at 30 fps|quickly|in one second|"
    "as fast as you can|with a soft edge|for the report|like a pro|as json|in french|with soft shadows|twice|every minute|"
    "using a transformer|with no blur|and zoom in|for my mother|on my phone|without any delay".split("|"),
    "test": "until friday|with sam|as a csv file|with feathered edges|and rotate it|for instagram|with 90 percent certainty".split(
        "|"
    ),
}
_JOINTS = (
    ", and",
    ", then",
    ". then",
    ".",
    ";",
    " and",
    " and then",
    ", and also",
    ". also",
    ". after that",
    " and also",
    "?",
)
_FILLINGS = {"bank": 3, "narrowed": 22}
"""How often each wording is filled."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """One sentence, cut into words."""

    words: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[bool, ...]
    """Whether a new ask begins with the word; never at the first word."""
    labels: tuple[str, ...]
    """What each ask is: a task, a task and what is wanted ("depth: distance"), or `other`."""
    group: str
    """The wording that it comes from."""


@cache
def narrowed(task: str, split: Split) -> tuple[tuple[str, str], ...]:
    """(what is wanted, wording) of a task's narrowed wordings; empty for a task that has none."""
    file = files(registry.where("tasks", task)).joinpath(f"wordings/narrowed.{split}.txt")
    if not file.is_file():
        return ()
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    pairs = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return tuple((wanted, text) for wanted, _, text in pairs)


def label_of(task: str, wanted: str) -> str:
    return task if wanted == "answer" else f"{task}: {wanted}"


def examples(*, seed: int = 0, split: Split = "train", scale: float = 1.0) -> list[Example]:
    """All of them; the same seed gives the same."""
    rng = np.random.default_rng(seed)
    drawn: list[Example] = []
    for task in (*registry.names("tasks"), OTHER):
        fill = _Filler(rng, split)
        for wording in wordings(task, split):
            count = _FILLINGS["bank"] if wording.slots else 1
            drawn += [fill.bank(task, wording) for _ in range(max(1, round(count * scale)))]
        if task != OTHER:
            for wanted, text in narrowed(task, split):
                drawn += [
                    fill.narrowed(label_of(task, wanted), text)
                    for _ in range(max(1, round(_FILLINGS["narrowed"] * scale)))
                ]
    drawn += list(_joined(drawn, rng, len(drawn) // 4))
    return [_roughened(example, rng, split) for example in drawn]


def _joined(drawn: Sequence[Example], rng: np.random.Generator, count: int) -> Iterator[Example]:
    """Two requests in one breath."""
    own = [example for example in drawn if example.labels[0] != OTHER and 2 < len(example.words) < 14]
    for _ in range(count):
        first, second = (own[int(rng.integers(len(own)))] for _ in range(2))
        if first.labels == second.labels and rng.random() < 0.7:
            continue
        joint = raw_words(_JOINTS[int(rng.integers(len(_JOINTS)))])
        head = first
        if first.words[-1] in (".", "?", "!"):
            head = replace(first, words=first.words[:-1], tags=first.tags[:-1], starts=first.starts[:-1])
        opening = len(joint) - len([word for word in joint if word.isalpha()])
        starts = [False] * len(joint)
        whole = (*starts[:opening], *starts[opening:])
        begin = list(second.starts)
        begin[0] = True
        yield Example(
            words=(*head.words, *joint, *second.words),
            tags=(*head.tags, *("o" for _ in joint), *second.tags),
            starts=(*head.starts, *whole, *begin),
            labels=(*first.labels, *second.labels),
            group="joined",
        )


def _roughened(example: Example, rng: np.random.Generator, split: Split) -> Example:
    """Now and then with a typo, or with words that ask for nothing that we do."""
    words, tags, starts = list(example.words), list(example.tags), list(example.starts)
    if rng.random() < 0.08 and example.labels[-1] != OTHER:
        more = raw_words(_UNREAD[split][int(rng.integers(len(_UNREAD[split])))])
        at = len(words) - (words[-1] in (".", "?", "!"))
        words[at:at], tags[at:at], starts[at:at] = more, ["unread"] * len(more), [False] * len(more)
    if rng.random() < 0.1:
        long = [
            i
            for i, word in enumerate(words)
            if len(word) > 3 and word.isalpha() and tags[i] not in ("paint<", "paint>", "rest")
        ]
        if long:
            i = long[int(rng.integers(len(long)))]
            words[i] = typo(words[i], rng)
    return replace(example, words=tuple(words), tags=tuple(tags), starts=tuple(starts))


class _Filler:
    """Fills wordings with tagged phrases."""

    def __init__(self, rng: np.random.Generator, split: Split) -> None:
        self.rng = rng
        self.phrases = Phrases(rng, split)

    def bank(self, task: str, wording: Wording) -> Example:
        pieces: Tagged = []
        self.reverse = self.phrases.chance(0.1)
        self.count = 1
        if not wording.slots & {"colour", "yes", "a"} or self.phrases.chance(0.2):
            self.count = int(self.rng.choice([1, 1, 2, 2, 3, 5]))
        if wording.slots & {"options", "names", "fora", "cases"}:
            self.count = int(self.rng.choice([2, 2, 3, 4]))
        if wording.slots & {"colour", "yes"}:
            self.count = 1
        self.rich = 0.0 if task == OTHER else 0.4
        for i, part in enumerate(wording.parts):
            pieces += self._literal(part) if i % 2 == 0 else self._slot(part, pieces)
        return self._example(pieces, task, wording.text)

    def narrowed(self, label: str, text: str) -> Example:
        pieces: Tagged = []
        self.rich, self.count, self.reverse = 0.75, int(self.rng.choice([1, 2, 3, 4])), False
        for part in _MARKED.split(text):
            if part.startswith("{"):
                pieces += self._slot(part[1:-1], pieces)
            elif part.startswith("["):
                words, tag = part[1:-1].split("|")
                pieces += tagged(words, tag)
            else:
                pieces += self._literal(part)
        return self._example(pieces, label, text)

    def _example(self, pieces: Tagged, label: str, group: str) -> Example:
        words = tuple(word for word, _ in pieces)
        return Example(
            words=words,
            tags=tuple(tag for _, tag in pieces),
            starts=(False,) * len(words),
            labels=(label,),
            group=group,
        )

    def _literal(self, text: str) -> Tagged:
        return [(word, "pronoun" if word in _PRONOUNS else "o") for word in raw_words(text.lower())]

    def _slot(self, name: str, before: Tagged) -> Tagged:
        phrases = self.phrases
        side = "paint<" if any(tag in ("noun", "all") for _, tag in before) else "paint>"
        if name in ("things", "the"):
            return self._list([phrases.phrase(rich=self.rich) for _ in range(self.count)], "and")
        if name == "np":
            return phrases.phrase(rich=self.rich)
        if name in ("plural", "bare"):
            many = name == "plural"
            return self._list([self._bare(many) for _ in range(self.count if self.rich < 0.7 else 1)], "and")
        if name == "many":
            return [pair for pair in self._bare(True) if True]
        if name in ("a", "options"):
            return self._list([self._a() for _ in range(self.count if self.rich < 0.7 else 1)], "or")
        if name == "genus":
            return tagged(phrases.noun() if phrases.chance(0.5) else phrases.pick(_GENERA), "genus")
        if name in ("kinds", "shades", "colours"):
            return self._told_apart(name)
        if name == "plainlist":  # no signs between: plurals tell them apart
            return [pair for _ in range(max(2, self.count)) for pair in self._bare(True)]
        if name in ("names", "list"):
            joiner = "or" if name == "names" else "and"
            count = max(2, self.count)
            nouns = [self._bare(name == "list" and phrases.chance(0.5)) for _ in range(count)]
            if phrases.chance(0.25):
                return [pair for i, noun in enumerate(nouns) for pair in ([*([(",", "o")] if i else []), *noun])]
            return self._list(nouns, joiner)
        if name == "dotted":
            return [pair for _ in range(max(1, self.count)) for pair in (*self._bare(False), (".", "o"))]
        if name in ("painted", "in", "with", "for", "fora", "cases", "legend"):
            return self._coloured(name)
        if name in ("colour", "yes"):
            return tagged(self._paint(), side)
        if name == "paint":
            colour = phrases.pick(NEUTRAL) if phrases.chance(0.25) else self._paint()
            return tagged(colour, "paint<")
        if name == "shade":
            colour = self._paint()
            return tagged("red" if colour in NEUTRAL else colour, "paint<")
        if name in ("no", "rest"):
            return tagged(self._paint(neutral=True), "rest")
        if name == "out":
            return phrases.core("out", many=False)
        if name == "lean":
            return (
                phrases.core("lean", many=False)
                if phrases.chance(0.6)
                else [*tagged("a"), *tagged(phrases.noun(), "lean")]
            )
        if name == "counted":
            number = phrases.pick(["two", "three", "four", "five", "2", "3", "ten"])
            attribute = tagged(phrases.pick(BASIC), "described") if phrases.chance(0.2) else []
            return [*tagged(number, "number"), *attribute, *tagged(plural(phrases.noun()), "noun")]
        if name == "pred":
            return self._predicate()
        if name == "doing":
            return tagged(phrases.pick(phrases.words.doing).split()[0], "relation")
        if name == "post":
            return phrases.related() if phrases.chance(0.7) else phrases.placed()
        return [
            (
                phrases.pick({"is": ["is", "are"], "it": ["it", "them"], "they": ["they", "it"]}[name]),
                "o" if name == "is" else "pronoun",
            )
        ]

    def _told_apart(self, name: str) -> Tagged:
        """ "a wooden chair or a plastic chair", "a red, green or yellow apple", "red or blue"."""
        phrases, noun = self.phrases, tagged(self.phrases.noun(), "noun")
        if name == "kinds":
            kinds = [tagged(phrases.pick(phrases.words.adjectives), "state") for _ in range(max(2, self.count))]
            return self._list([[*tagged("a"), *kind, *noun] for kind in kinds], "or")
        shades = [tagged(phrases.pick(BASIC), "described") for _ in range(max(2, self.count))]
        listed = self._list(shades, "or")
        return listed if name == "colours" else [*tagged("a"), *listed, *noun]

    def _predicate(self) -> Tagged:
        phrases = self.phrases
        kind = self.rng.random()
        if kind < 0.3:
            return tagged(phrases.pick(phrases.words.adjectives), "state")
        if kind < 0.5:
            return tagged(phrases.pick(BASIC), "described")
        if kind < 0.6:
            return tagged(phrases.pick(phrases.words.doing), "state")
        return phrases.related() if kind < 0.85 else phrases.placed()

    def _a(self) -> Tagged:
        phrases = self.phrases
        noun = phrases.noun()
        article = with_article(noun).removesuffix(noun).strip()
        if self.rich and phrases.chance(0.2):
            extra = (
                tagged(phrases.pick(BASIC), "described")
                if phrases.chance(0.5)
                else tagged(phrases.pick(phrases.words.adjectives), "state")
            )
            return [*tagged("a"), *extra, *tagged(noun, "noun")]
        return [*tagged(article), *tagged(noun, "noun")]

    def _bare(self, many: bool) -> Tagged:
        noun = self.phrases.noun()
        extra = tagged(self.phrases.pick(BASIC), "described") if self.rich and self.phrases.chance(0.06) else []
        return [*extra, *tagged(plural(noun) if many else noun, "noun")]

    def _paint(self, *, neutral: bool = False) -> str:
        if self.phrases.chance(0.06):
            return f"#{int(self.rng.integers(1 << 24)):06x}"
        if neutral and self.phrases.chance(0.4):
            return self.phrases.pick(["black", "white", "grey", "black"])
        return self.phrases.colour()

    def _coloured(self, form: str) -> Tagged:
        phrases = self.phrases
        out: Tagged = []
        sign = phrases.pick([":", ":", ":", "=", "->"])
        for i in range(self.count):
            colour = self._paint()
            if i:
                out += (
                    [(",", "o")]
                    if i + 1 < self.count or form in ("legend", "fora", "cases") or phrases.chance(0.1)
                    else [("and", "o")]
                )
            if form == "legend":
                noun = self._bare(False)
                out += (
                    [*tagged(colour, "paint>"), (sign, "o"), *noun]
                    if self.reverse
                    else [*noun, (sign, "o"), *tagged(colour, "paint<")]
                )
            elif form in ("fora", "cases"):
                out += [*tagged(colour, "paint>"), *tagged("for" if form == "fora" else "if it is"), *self._a()]
            elif form == "for":
                out += [*tagged(colour, "paint>"), ("for", "o"), *phrases.phrase(rich=self.rich / 2)]
            else:
                group = [phrases.phrase(rich=self.rich)]
                if phrases.chance(0.1):
                    group.append(phrases.phrase(rich=0))
                between = {"painted": "", "in": "in", "with": "with"}[form]
                if form == "in" and colour in NEUTRAL:
                    colour = "teal"
                out += [*self._list(group, "and"), *tagged(between), *tagged(colour, "paint<")]
        return out

    def _list(self, parts: Sequence[Tagged], joiner: str) -> Tagged:
        out: Tagged = []
        for i, part in enumerate(parts):
            if i:
                out += [(joiner, "o")] if i + 1 == len(parts) else [(",", "o")]
            out += part
        return out
