"""From a sentence's program to what a model is asked in one batch, and from its answers to what each ask comes to.

An ask that nothing narrows is put to the model as it was typed. One that something narrows asks for nouns, and the verbs do the
rest (`inference.verbs`). Asks that need the same picture share it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import UInt8

from instructcv.inference.verbs.answering import outcome
from instructcv.inference.verbs.asking import is_narrowed, queries, scene_of
from instructcv.inference.verbs.scene import Note
from instructcv.inference.verbs.telling import Facts
from instructcv.instructions import bank
from instructcv.instructions.program import Ask, Program
from instructcv.instructions.rules import rules
from instructcv.labels import boxes
from instructcv.labels.frames import FRAME_RGB
from instructcv.tasks.base import gives, parts_of
from instructcv.types import Answer, LabelFormat, Query


@dataclass(frozen=True, kw_only=True)
class Planned:
    """One ask and what a model is asked for it."""

    program: Program
    ask: Ask
    query: Query
    """The ask as one question; only a plain one is put to the model."""
    parts: tuple[Query, ...]
    """What the model is asked."""
    narrowed: bool


@dataclass(frozen=True, kw_only=True, eq=False)
class Answered:
    """What an ask comes to."""

    query: Query
    answers: tuple[Answer, ...]
    """For the task to `bring` to the photo's own size: one, or one for each of the query's categories."""
    notes: tuple[Note, ...] = ()
    facts: Facts | None = None


def plan(program: Program, label_format: LabelFormat) -> list[Planned]:
    """What a model is asked for each ask of a sentence, in the order of the asks."""
    planned: list[Planned] = []
    for ask in program.asks:
        query = _as_typed(ask, program, label_format)
        narrowed = is_narrowed(ask)
        parts = tuple(queries(ask, label_format) if narrowed else parts_of(query))
        planned.append(Planned(program=program, ask=ask, query=query, parts=parts, narrowed=narrowed))
    return planned


def distinct(planned: Sequence[Planned]) -> list[Query]:
    """All that a model is asked, each question once."""
    return list(dict.fromkeys(part for one in planned for part in one.parts))


def finish(planned: Planned, read: Mapping[Query, Answer], photo: UInt8[np.ndarray, "h w 3"]) -> Answered:
    """Run one ask's verbs on what was read for it."""
    answers = tuple(read[part] for part in planned.parts)
    if not planned.narrowed:
        return Answered(query=planned.query, answers=answers)
    label_format = planned.query.label_format
    least = boxes.likelihood(boxes.DEFAULT.found_score, label_format)
    scene = scene_of(photo, answers, least_score=least)
    done = outcome(planned.ask, planned.program.sentence, scene, answers, label_format)
    return Answered(query=done.query, answers=(done.answer,), notes=done.notes, facts=done.facts)


def _as_typed(ask: Ask, program: Program, label_format: LabelFormat) -> Query:
    """The ask in the person's own words, or where they ask for more than this in the bank's.

    Boxes are painted in the label format's own blue whatever colour a person would like them in.
    """
    query = ask.to_query(program.sentence, label_format)
    if gives(ask.task) == "instances":
        query = replace(query, legend=tuple(replace(entry, rgb=FRAME_RGB) for entry in query.legend))
    return query if len(program.asks) == 1 else replace(query, instruction=_in_the_banks_words(query))


def _in_the_banks_words(query: Query) -> str:
    wording = bank.parse_wording(rules(query.task).single)
    return bank.fill(wording, np.random.default_rng(0), legend=query.legend, otherwise_rgb=query.otherwise_rgb)
