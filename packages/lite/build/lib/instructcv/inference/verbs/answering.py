"""An ask, run: the answers that decoding takes, as if a model had painted what was asked, and what else is to be said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from jaxtyping import Float32

from instructcv.inference.verbs.run import EVERYTHING, Chosen, choose
from instructcv.inference.verbs.scene import Note, Scene, Seen
from instructcv.inference.verbs.telling import Facts, tell
from instructcv.inference.verbs.words import order_words
from instructcv.instructions.program import Ask
from instructcv.labels.colours import default_colours
from instructcv.labels.frames import FRAME_RGB
from instructcv.tasks.base import gives, giving
from instructcv.types import RGB, Answer, Detection, LabelFormat, LegendEntry, Query

SURE = 0.9
"""The probability of a pixel that a box's own mask has and the category's mask has not."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Outcome:
    """What one narrowed ask comes to."""

    query: Query
    """The ask as a query: the person's sentence, and one legend entry for each thing."""
    answer: Answer
    """As a model's: boxes, regions or depth of what was kept."""
    notes: tuple[Note, ...]
    facts: Facts | None


def outcome(ask: Ask, sentence: str, scene: Scene, answers: Sequence[Answer], label_format: LabelFormat) -> Outcome:
    """Run one ask.

    Args:
        ask: the ask.
        sentence: all of it, word for word.
        scene: what the answers show, from `asking.scene_of`.
        answers: the model's.
        label_format: the model's.
    """
    if ask.wanted == "answer" and gives(ask.task) == "class":
        ask = replace(ask, wanted="yes or no")
    things = ask.things
    if ask.wanted == "yes or no":  # "are there two?" counts all there are
        things = tuple(replace(thing, number=None) for thing in things)
    chosen, notes = choose(things, scene)
    told = tell(ask, chosen, scene)
    if told is not None:
        chosen, notes = told.chosen, (*notes, *told.notes)
    task = ask.task if ask.wanted == "answer" else giving("instances")
    query = Query(
        task=task,
        instruction=sentence,
        legend=_legend(ask, chosen, boxes=gives(task) == "instances"),
        otherwise_rgb=ask.otherwise.rgb,
        label_format=label_format,
    )
    answer = _answer(query, chosen, scene, answers)
    return Outcome(query=query, answer=answer, notes=notes, facts=None if told is None else told.facts)


def _names(chosen: Sequence[Chosen]) -> list[str]:
    """Each thing's noun; where two share it, with what tells them apart ("largest window", "smallest window")."""
    nouns = [part.thing.noun or EVERYTHING for part in chosen]
    return [
        f"{order_words(part.thing)} {noun}".strip() if nouns.count(noun) > 1 else noun
        for part, noun in zip(chosen, nouns, strict=True)
    ]


def _legend(ask: Ask, chosen: Sequence[Chosen], *, boxes: bool) -> tuple[LegendEntry, ...]:
    """One entry a thing, in its own colour; boxes have the label format's blue."""
    named: list[RGB | None] = [part.thing.colour.rgb if part.thing.colour else None for part in chosen]
    taken = tuple(rgb for rgb in named if rgb is not None)
    free = iter(default_colours(len(named) - len(taken), (*taken, ask.otherwise.rgb)))
    colours = [FRAME_RGB if boxes else rgb if rgb is not None else next(free) for rgb in named]
    return tuple(LegendEntry(category=name, rgb=rgb) for name, rgb in zip(_names(chosen), colours, strict=True))


def _answer(query: Query, chosen: Sequence[Chosen], scene: Scene, answers: Sequence[Answer]) -> Answer:
    """What was kept, in the form of the query's task."""
    every = [one for part in chosen for one in part.seen]
    plain = Answer(
        query=query,
        found=bool(every),
        admissibility=float(np.mean([answer.admissibility for answer in answers])) if answers else 1.0,
        confidence=max((one.score for one in every), default=0.0),
        size_hw=scene.size_hw,
    )
    kind = gives(query.task)
    if kind == "distance":
        return replace(plain, depth_m=_depth(chosen, scene))
    if kind == "regions":
        posterior = np.stack([_probability(part, scene, answers) for part in chosen])  # [k, h, w]
        best = np.where(posterior.max(axis=0) > 0.5, posterior.argmax(axis=0), -1)
        return replace(plain, posterior=posterior, category_map=best.astype(np.int16))
    pairs = [(one, name) for part, name in zip(chosen, query.categories, strict=True) for one in part.seen]
    pairs.sort(key=lambda pair: -pair[0].score)
    return replace(plain, detections=tuple(_detection(one, name) for one, name in pairs))


def _detection(seen: Seen, name: str) -> Detection:
    return Detection(category=name, box_xyxy_px=seen.box_xyxy_px, score=seen.score, mask=seen.mask)


def _depth(chosen: Sequence[Chosen], scene: Scene) -> Float32[np.ndarray, "h w"]:
    """Metres where something was kept, 0 = unknown elsewhere."""
    if scene.depth_m is None:
        return np.zeros(scene.size_hw, np.float32)
    masks = [part.mask(scene.size_hw) for part in chosen]
    return np.where(np.logical_or.reduce(masks), scene.depth_m, np.float32(0))


def _probability(part: Chosen, scene: Scene, answers: Sequence[Answer]) -> Float32[np.ndarray, "h w"]:
    """The model's own probability near what was kept, so that its soft edges stay soft; 0 elsewhere."""
    mask = part.mask(scene.size_hw)
    own = np.zeros(scene.size_hw, np.float32)
    for answer in answers:
        if answer.posterior is not None and part.thing.noun in answer.query.categories:
            own = answer.posterior[answer.query.categories.index(part.thing.noun)]
    near = cv2.dilate(mask.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.where(
        mask, np.maximum(own, np.float32(SURE)), np.where(near, np.minimum(own, np.float32(0.5)), 0)
    ).astype(np.float32)
