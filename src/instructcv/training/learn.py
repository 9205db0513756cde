"""Learn from corrections: adapt, compare with what was in use, and take it into use only if it is better and nothing was lost.

1. A fifth of the corrections is held out. What is left, and a rehearsal of what the model knew, is taught from the base anew.
2. Both models answer the held-out corrections and a guard set: photos that nobody corrected.
3. The new one is kept if it agrees better with the first and not worse with the second, all of it or, where that forgets too
   much, a part: `STRENGTHS`. `learnt.undo` goes back.
"""

import json
import logging
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import numpy as np

from instructcv import feedback as feedback_package
from instructcv.errors import UserError
from instructcv.feedback import learnt
from instructcv.feedback.agreement import agreement
from instructcv.feedback.answered import of_result
from instructcv.feedback.correction import box_of
from instructcv.feedback.store import Kept, Store
from instructcv.files import whole_folder, write_text
from instructcv.inference.predictor import InstructCV
from instructcv.models.base import EMBEDDED, load, local_copy, network_of
from instructcv.models.shared import adapter as adapters
from instructcv.photos import open_photo
from instructcv.samples.resize import resized, within
from instructcv.training import lessons
from instructcv.training.lessons import (
    SHORTER_PX,
    Lesson,
    Lessons,
    bare,
    enriched,
    held_out,
    lesson_of,
    sentence,
    with_absent,
)
from instructcv.training.mini import learn as mini
from instructcv.training.sd15 import learn as sd15
from instructcv.types import Dataset, Instance, Sample

log = logging.getLogger(__name__)
KNOWN = Path(feedback_package.__file__).parent / "known"
"""Photos of which it is written down what they show: two are rehearsed, two guard."""
MAY_FALL = 0.01
"""How much the guard's agreement may fall."""
STRENGTHS = (1.0, 0.7, 0.5, 0.35)
"""Shares of what was learned, in the order in which they are tried. A handful of photos teaches much and, all of it added, forgets
some; a mean with what was known keeps most of both."""
MOST_GUARDS, MOST_REHEARSED = 20, 40
"""Photos of a data set that is given for them."""
Note = Callable[[int, int], None]


@dataclass(frozen=True, kw_only=True)
class Scores:
    """Mean agreement of answers with labels, 0 to 1."""

    corrections: float
    """On the held-out corrections."""
    guard: float
    """On photos that nobody corrected."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What came of learning."""

    name: str
    corrections: int
    held_out: int
    guards: int
    before: Scores
    after: Scores
    strength: float
    """Share of what was learned that is added."""
    kept: bool
    seconds: float

    def __str__(self) -> str:
        parts = (
            f"{name} {before:.3f} -> {after:.3f}"
            for name, before, after in (
                (f"{self.held_out} held-out corrections", self.before.corrections, self.after.corrections),
                (f"guard of {self.guards} questions", self.before.guard, self.after.guard),
            )
        )
        part = "" if self.strength == 1 else f" at {self.strength:g} of its strength"
        ends = f"taken into use{part}" if self.kept else "not better, so left as it was"
        return f"learned from {self.corrections} corrections in {self.seconds:.0f} s: {', '.join(parts)}: {ends}"


@dataclass(frozen=True, kw_only=True, eq=False)
class Judged:
    """One question with its label."""

    instruction: str
    sample: Sample


def learn(
    feedback: Path,
    *,
    base: str | None = None,
    device: str = "auto",
    rehearse: Dataset | None = None,
    teacher: Any = None,
    note: Note = lambda _, __: None,
) -> Report:
    """Learn from all corrections below `feedback`.

    Args:
        feedback: the folder of the corrections; what is learned goes there, too.
        base: the checkpoint that is adapted; None = the model inside the package.
        device: a torch device.
        rehearse: photos with masks that are rehearsed and guard beside those in the package; the more, the less is forgotten.
        teacher: another `TeachConfig` than the network's own.
        note: is told the step and how many there are.

    Raises:
        UserError: too few corrections, or peft is missing.
    """
    if find_spec("peft") is None:
        raise UserError("learning needs the package peft; pip install 'instructcv[lora]'")
    started = time.monotonic()
    kept = [item for item in Store(feedback) if item.is_labelled]
    taught, judged = held_out(kept)
    folder = EMBEDDED if base is None else local_copy(base)
    teach, usual = TEACHERS[network_of(folder)]
    # 1. Lessons.
    model = InstructCV(load(folder, device=device))
    corrected = tuple(lesson_of(item, model) for item in taught)
    things = sorted({name for item in kept for name in item.query.categories})
    rehearsed, guards = rehearsal(model, things, rehearse)
    questions = [question for item in judged for question in asked_again(item)]
    in_use = learnt.adapter_in_use(feedback, base)
    current = model if in_use is None else InstructCV.from_pretrained(in_use, device=device)
    before = Scores(corrections=score(current, questions), guard=score(current, guards))
    # 2. Teach, from the base anew, so that nothing piles up.
    name = learnt.new_name(feedback)
    told = Lessons(corrected=corrected, rehearsed=rehearsed)
    with whole_folder(feedback / learnt.FOLDER / name) as temporary:
        adapter = teach(
            told,
            temporary / learnt.ADAPTER,
            teacher or usual(),
            base=None if base is None else folder,
            device=device,
            note=note,
        )
        # 3. Judge.
        strength, after = strongest(adapter, before, questions, guards, device)
        report = Report(
            name=name,
            corrections=len(taught),
            held_out=len(judged),
            guards=len(guards),
            before=before,
            after=after,
            strength=strength,
            kept=is_better(after, before),
            seconds=time.monotonic() - started,
        )
        write_text(temporary / learnt.REPORT, json.dumps(asdict(report), indent=1) + "\n")
    if report.kept:
        learnt.take(feedback, name, base)
    return report


def asked_again(item: Kept) -> list[Judged]:
    """A held-out correction's question of its photo, and of a part of it that does not show what was corrected."""
    whole = item.sample()
    samples = [whole, bare(whole, item.query.categories)]
    return [Judged(instruction=item.query.instruction, sample=sample) for sample in samples if sample is not None]


def rehearsal(
    model: InstructCV, things: Sequence[str], given: Dataset | None
) -> tuple[tuple[Lesson, ...], list[Judged]]:
    """Photos to rehearse and photos that guard, with what the model is sure of on them, or what their labels say.

    Args:
        model: as it is before it learns.
        things: that were corrected; they are absent where the photo is known not to show them.
        given: photos with masks, of which three in four are rehearsed.
    """
    rehearsed = [known_sample(name, model, things) for name in shown("rehearsed")]
    guards = [known_sample(name, model, things) for name in shown("guarded")]
    if given is not None:
        count = min(len(given), MOST_REHEARSED + MOST_GUARDS)
        drawn = [given[int(i)] for i in np.linspace(0, len(given) - 1, count).astype(int)]
        usable = [sample for sample in drawn if sample.regions is not None or sample.instances is not None]
        guards += usable[::3]
        rehearsed += [sample for place, sample in enumerate(usable) if place % 3]
    return tuple(Lesson(sample=sample) for sample in rehearsed), [
        question for sample in guards for question in questions_of(sample)
    ]


def known_sample(name: str, model: InstructCV, things: Sequence[str]) -> Sample:
    """One of the package's photos, with what the model is sure of and what is known to be absent."""
    photo = open_photo(KNOWN / name)
    whole = Sample(key=name, source="known", split="train", licence="see SOURCE.md", photo=photo, instances=())
    whatever = resized(whole, within(whole.size_hw, SHORTER_PX))
    visible = _visible(name)
    seen = enriched(whatever, model, [noun for noun in lessons.NOUNS if noun in visible])
    present = {item.category for item in seen.instances or ()}
    absent = [noun for noun in (*lessons.NOUNS, *things) if noun not in visible]
    return with_absent(replace(seen, things=tuple(present)), absent)


def questions_of(sample: Sample) -> list[Judged]:
    """A guard's questions: what is there, and what is not, some at a time."""
    names = (
        list(sample.things) if sample.instances is not None else list(sample.regions.names) if sample.regions else []
    )
    groups = [names[start : start + 6] for start in range(0, min(len(names), 24), 6)]
    as_objects = sample if sample.instances is not None else _as_objects(sample)
    return [Judged(instruction=sentence(group), sample=as_objects) for group in groups]


def score(model: InstructCV, questions: Sequence[Judged]) -> float:
    """Mean agreement over the questions that the labels settle; NaN where there is none."""
    found: list[float] = []
    for question in questions:
        value = agreement(of_result(model(question.sample.photo, question.instruction)), question.sample)
        if value is not None:
            found.append(value)
    return float(np.mean(found)) if found else float("nan")


def _as_objects(sample: Sample) -> Sample:
    """A class map as one crowd for each of its names, which `agreement` reads."""
    assert sample.regions is not None
    masks = {name: sample.regions.ids == index for index, name in enumerate(sample.regions.names)}
    crowds = tuple(
        Instance(category=name, box_xyxy_px=box_of(mask), mask=mask, is_crowd=True)
        for name, mask in masks.items()
        if mask.any()
    )
    return replace(sample, instances=crowds, things=sample.regions.names, regions=None)


def strongest(
    adapter: Path, before: Scores, questions: Sequence[Judged], guards: Sequence[Judged], device: str
) -> tuple[float, Scores]:
    """The largest share of what was learned that is better than what was in use, and its scores; the adapter has it then. Where
    none is, the last that was tried.
    """
    strength, after = 0.0, before
    for strength in STRENGTHS:
        adapters.set_strength(adapter, strength)
        adapted = InstructCV.from_pretrained(adapter, device=device)
        after = Scores(corrections=score(adapted, questions), guard=score(adapted, guards))
        log.info("%.2f of it: corrections %.3f, guard %.3f", strength, after.corrections, after.guard)
        if is_better(after, before):
            break
    return strength, after


def is_better(after: Scores, before: Scores) -> bool:
    """Better with the corrections, and nothing forgotten."""
    return after.corrections > before.corrections and after.guard >= before.guard - MAY_FALL


@cache
def _described() -> dict[str, Any]:
    return json.loads((KNOWN / "known.json").read_text(encoding="utf-8"))


def shown(part: Literal["rehearsed", "guarded"]) -> list[str]:
    """The package's photos of one part."""
    return list(_described()[part])


def _visible(name: str) -> set[str]:
    return {*_described()["rehearsed"].get(name, ()), *_described()["guarded"].get(name, ())}


TEACHERS: dict[str, tuple[Any, Any]] = {
    "mini": (mini.teach, mini.TeachConfig),
    "sd15": (sd15.teach, sd15.TeachConfig),
}
"""By network: what teaches it, and with which settings."""
