"""How are everyday sentences read: honoured, told or silently wrong? By construction, on sentences that nothing was fitted to.

A sentence is *honoured* where its asks, its things and all that narrows them are in the program; *told* where it is refused, or
where what is missing stands under `unread`; *silent* where something of it is simply gone. `instructions/data/asked.test.txt`
holds the sentences with what they ask, and explains how that is written.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

from instructcv.errors import UserError
from instructcv.instructions.program import ANYTHING, Ask, Program, Thing
from instructcv.instructions.reader import Encoder, read

Verdict = Literal["honoured", "told", "silent"]
_ASK = re.compile(r"(?P<task>\*|\w+)(?:\((?P<wanted>[\w ]+)\))?:\s*(?P<things>.*)")
_THING = re.compile(r"([^,\[\]]+?)\s*(?:\[([^\]]*)\])?\s*(?:,|$)")
_ANY = "*"


@dataclass(frozen=True, kw_only=True)
class Meant:
    """What one ask of a sentence means."""

    task: str
    wanted: str | None
    things: tuple[tuple[str, tuple[str, ...]], ...]
    """Nouns, each with its atoms."""


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """One sentence and what it means."""

    construction: str
    text: str
    asks: tuple[Meant, ...]


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """How one sentence was read."""

    sentence: Sentence
    verdict: Verdict
    missing: tuple[str, ...] = ()


def sentences() -> tuple[Sentence, ...]:
    """The packaged sentences."""
    text = files("instructcv.instructions").joinpath("data/asked.test.txt").read_text(encoding="utf-8")
    return tuple(parse(line) for line in text.splitlines() if line.strip() and not line.startswith("#"))


def parse(line: str) -> Sentence:
    """One line of the file."""
    construction, text, meant = (part.strip() for part in line.split(" | "))
    return Sentence(construction=construction, text=text, asks=tuple(_ask(part.strip()) for part in meant.split(";")))


def _ask(text: str) -> Meant:
    match = _ASK.fullmatch(text)
    assert match is not None, text
    things = tuple(
        (noun.strip(), tuple(atom.strip() for atom in atoms.split(",") if atom.strip()))
        for noun, atoms in _THING.findall(match["things"])
        if noun.strip()
    )
    return Meant(task=match["task"], wanted=match["wanted"], things=things)


def judge(sentence: Sentence, encoder: Encoder) -> Judgement:
    """Read it and compare."""
    try:
        program = read(sentence.text, encoder)
    except UserError:
        return Judgement(sentence=sentence, verdict="told", missing=("refused",))
    missing = tuple(_missing(sentence, program))
    if not missing:
        return Judgement(sentence=sentence, verdict="honoured")
    unread = " ".join(program.unread)
    told = all(any(word in unread for word in re.findall(r"\w{2,}", atom.split("=")[-1])) for atom in missing)
    return Judgement(sentence=sentence, verdict="told" if told else "silent", missing=missing)


def _missing(sentence: Sentence, program: Program) -> Iterator[str]:
    """What is meant and not read. Further things are missing, too: they would be answered without having been asked."""
    if len(program.asks) != len(sentence.asks):
        yield f"{len(program.asks)} asks"
        return
    for meant, ask in zip(sentence.asks, program.asks, strict=True):
        if meant.task not in (_ANY, ask.task):
            yield f"task={meant.task}"
        if meant.wanted is not None and meant.wanted != ask.wanted:
            yield f"wanted={meant.wanted}"
        left = list(ask.things)
        for noun, atoms in meant.things:
            same = [thing for thing in left if (thing.noun or "everything") == noun]
            thing = next((one for one in same if not set(atoms) - set(atoms_of(one, ask))), same[0] if same else None)
            if thing is None:
                yield f"noun={noun}"
                continue
            left.remove(thing)
            yield from (atom for atom in atoms if atom not in set(atoms_of(thing, ask)))
        yield from (f"also={thing.noun}" for thing in left)


def atoms_of(thing: Thing, ask: Ask) -> Iterator[str]:
    """All that a program says of a thing, as the file writes it."""
    yield from (f"where={place}" for place in thing.where)
    pairs = {"size": thing.size, "near": thing.nearness, "n": thing.number, "nth": thing.ordinal, "by": ask.by}
    yield from (f"{name}={value}" for name, value in pairs.items() if value is not None)
    yield from (f"state={word}" for word in thing.states)
    if thing.described is not None:
        yield f"is={thing.described.name}"
    if thing.colour is not None:
        yield f"paint={thing.colour.name}"
    for relation in thing.relations:
        yield f"rel={'not ' if relation.negated else ''}{relation.name}>{relation.thing.noun}"
    yield from (f"out={other.noun if other.noun != ANYTHING else 'everything'}" for other in thing.excluded)


def by_construction(judgements: Sequence[Judgement]) -> dict[str, dict[str, int]]:
    """Construction -> how many were honoured, told and silent; "all" comes last."""
    counts: dict[str, Counter[str]] = {}
    for one in judgements:
        for name in (one.sentence.construction, "all"):
            counts.setdefault(name, Counter(honoured=0, told=0, silent=0))[one.verdict] += 1
    return {name: dict(counts[name]) for name in (*(name for name in counts if name != "all"), "all") if name in counts}
