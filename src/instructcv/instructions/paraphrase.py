"""Growing the bank: a language model proposes, a filter disposes, a person decides.

    segment {things}   ->   model   ->   "please pick out {things}"   ->   filter   ->   a file to review

The filter lets a wording through that keeps its slots, breaks no rule of the linter, is understood as the same task with
the same categories and colours (so "don't segment" and a swapped yes and no fall out), means nearly the same, and is no
near copy of what the bank has, held-out wordings included.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from jaxtyping import Float32

from instructcv.errors import UserError
from instructcv.instructions.bank import Wording, fill, parse_wording, wordings
from instructcv.instructions.lint import near_copy, problems
from instructcv.instructions.reader import Encoder as WordEncoder
from instructcv.instructions.reader import read
from instructcv.instructions.rules import Split, rules
from instructcv.labels.colours import PALETTE
from instructcv.types import LegendEntry


class Encoder(WordEncoder, Protocol):
    """A sentence encoder that also says what whole sentences mean."""

    def embed(self, sentences: Sequence[str]) -> Float32[np.ndarray, "n e"]:
        """Unit-length embeddings."""
        ...


Writer = Callable[[str], str]
"""A language model: a request in, its answer out."""
MIN_SIMILARITY = 0.35
"""Cosine of the sentence embeddings of the wording and its source, both filled with the same nouns. A floor only, since task,
nouns and colours are checked by themselves: 2 in 100 pairs of the bank's own segmentation wordings lie below 0.38.
"""
_BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.):])\s*")
_LEGENDS = {
    "one": (LegendEntry(category="dog", rgb=PALETTE["red"]),),
    "two": (LegendEntry(category="dog", rgb=PALETTE["red"]), LegendEntry(category="sofa", rgb=PALETTE["blue"])),
}
_OTHERWISE = PALETTE["green"]


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One line of a model's answer and what became of it."""

    text: str
    source: str
    """The wording of the bank that it rephrases."""
    reason: str = ""
    """Why it was turned down; empty = for a person to review."""


def request(task: str, source: Wording, count: int) -> str:
    """What the model is asked for."""
    slots = ", ".join("{" + slot + "}" for slot in sorted(source.slots))
    rule = f"Keep every placeholder ({slots}) exactly as it is, once, braces too." if slots else "Use no placeholder."
    return (
        f"Rephrase this instruction to a computer-vision program (task: {task}) in {count} different natural ways: other "
        f"verbs, other word order, terse and long, polite and blunt, as a question too. Never negate it. {rule} One "
        f"rephrasing a line, nothing else.\n\n{source.text}"
    )


def proposals(
    task: str, sources: Iterable[Wording], write: Writer, encoder: Encoder, *, count: int = 10
) -> list[Proposal]:
    """Ask for `count` rephrasings of each source and judge each line of the answers."""
    known = [*wordings(task, "train"), *wordings(task, "test")]
    found: list[Proposal] = []
    for source in sources:
        for line in write(request(task, source, count)).splitlines():
            text = _BULLET.sub("", line).strip().strip('"').strip()
            if text:
                reason = objection(task, source, text, known, encoder)
                found.append(Proposal(text=text, source=source.text, reason=reason))
                if not reason:
                    known.append(parse_wording(text))
    return found


def objection(task: str, source: Wording, text: str, known: Sequence[Wording], encoder: Encoder) -> str:
    """Why a rephrasing must not enter the bank; empty when nothing speaks against it."""
    wording = parse_wording(text)
    if sorted(wording.parts[1::2]) != sorted(source.parts[1::2]):
        return "its slots are not the source's"
    if broken := problems(task, wording):
        return broken[0]
    if (copy := near_copy(wording, known)) is not None:
        return f"near copy of {copy.text!r}"
    if (misread := _misread(task, source, wording, encoder)) is not None:
        return misread
    return ""


def _misread(task: str, source: Wording, wording: Wording, encoder: Encoder) -> str | None:
    """Whether the two, filled alike, are understood alike and mean nearly the same."""
    arity = "one" if source.fits(task, _LEGENDS["one"], _OTHERWISE) else "two"
    legend = _LEGENDS[arity] if rules(task).things else ()
    # The same dice for both, so that both speak of "the dogs", or both of "every dog".
    ours, theirs = (
        fill(each, np.random.default_rng(1), legend=legend, otherwise_rgb=_OTHERWISE) for each in (source, wording)
    )
    try:
        meant, found = (read(text, encoder).asks[0].to_query(text) for text in (ours, theirs))
    except UserError as error:
        return f"not understood: {error}"
    if found.task != task:
        return f"read as {found.task}"
    if found.categories != meant.categories:
        return f"read as asking for {', '.join(found.categories)}"
    if wording.explicit and (found.legend, found.otherwise_rgb) != (meant.legend, meant.otherwise_rgb):
        return "its colours are read another way round"
    a, b = np.asarray(encoder.embed([ours, theirs]), dtype=np.float64)
    similarity = float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b)))
    return None if similarity >= MIN_SIMILARITY else f"means something else (similarity {similarity:.2f})"


def review_file(task: str, split: Split, found: Sequence[Proposal]) -> str:
    """Kept lines as the bank writes them, each below the wording it came from; refused ones as comments at the end."""
    kept = [proposal for proposal in found if not proposal.reason]
    lines = [
        f"# {len(kept)} proposed wordings for tasks/{task}/wordings/{split}.txt. Delete what no person would say, then append the rest.",
        "# Whoever appends them has read them: tests/instructions/test_bank.py checks form, not sense.",
    ]
    for source in dict.fromkeys(proposal.source for proposal in kept):
        lines += ["", f"# from: {source}", *(proposal.text for proposal in kept if proposal.source == source)]
    refused = [f"#   {proposal.text}   [{proposal.reason}]" for proposal in found if proposal.reason]
    return "\n".join([*lines, "", f"# refused: {len(refused)}", *refused]) + "\n"
