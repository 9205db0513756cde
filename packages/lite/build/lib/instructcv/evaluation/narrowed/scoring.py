"""Whether an answer to a narrowed request is right, on the model's scene, on the true one, or for one who ignores what narrows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float64

from instructcv.evaluation.narrowed.questions import Question
from instructcv.inference.verbs.answering import outcome
from instructcv.inference.verbs.scene import Scene, Seen
from instructcv.instructions.program import Thing
from instructcv.types import LEGEND, BoxXYXY, Sample

SAME = 0.5
"""IoU of two boxes from which they are of one object."""
WITHIN = 0.15
"""A distance is right within this share of the true one."""


@dataclass(frozen=True, kw_only=True)
class Judged:
    """One question, answered."""

    question: Question
    right: bool
    found_all: bool
    """Whether the scene has every true instance of the noun, each once; otherwise perception failed and not the verbs."""
    error: float | None = None
    """Of a count (things), or of a distance (share of the true one)."""
    undecided: bool = False


def true_scene(sample: Sample) -> Scene:
    """The scene that a faultless model would answer with."""
    objects: dict[str, tuple[Seen, ...]] = dict.fromkeys(sample.things, ())
    for item in sample.instances or ():
        if item.mask is not None:
            seen = Seen(noun=item.category, box_xyxy_px=item.box_xyxy_px, mask=item.mask)
            objects[item.category] = (*objects.get(item.category, ()), seen)
    return Scene(photo=sample.photo, objects=objects, depth_m=sample.depth_m)


def judge(question: Question, sample: Sample, scene: Scene, *, ignoring: bool = False) -> Judged:
    """Answer a question on a scene and compare.

    Args:
        question: what is asked.
        sample: the labels.
        scene: the model's answers, or `true_scene`.
        ignoring: answer as one who drops what narrows: the surest thing of the noun, one where there is one, the photo's median
            distance, yes where the noun is found, and the photo's own colour.
    """
    told = _ignoring(question, scene) if ignoring else _answered(question, scene)
    found_all = _found_all(question.noun, sample, scene)
    if question.right is not None:
        return Judged(question=question, right=_is_right(question.right, told.kept, sample, scene), found_all=found_all)
    if question.number is not None:
        error = abs((told.number or 0) - question.number)
        return Judged(question=question, right=error == 0, found_all=found_all, error=float(error))
    if question.metres is not None:
        error = abs(told.metres / question.metres - 1) if told.metres is not None else None
        right = error is not None and error <= WITHIN
        return Judged(question=question, right=right, found_all=found_all, error=error)
    if question.colour is not None:
        return Judged(question=question, right=told.colour == question.colour, found_all=found_all)
    right = told.yes is question.yes
    return Judged(question=question, right=right, found_all=found_all, undecided=told.yes is None)


@dataclass(frozen=True, kw_only=True)
class _Told:
    kept: tuple[BoxXYXY, ...] = ()
    number: int | None = None
    metres: float | None = None
    yes: bool | None = None
    colour: str | None = None


def _answered(question: Question, scene: Scene) -> _Told:
    done = outcome(question.ask, question.sentence, scene, (), LEGEND)
    kept = tuple(item.box_xyxy_px for item in done.answer.detections)
    facts = done.facts
    if facts is None:
        return _Told(kept=kept)
    return _Told(kept=kept, number=facts.number, metres=facts.distance_m, yes=facts.yes, colour=facts.colour)


def _ignoring(question: Question, scene: Scene) -> _Told:
    """What a reader of the noun alone makes of it."""
    found = scene.objects.get(question.noun, ())
    everywhere = Thing(noun="")
    whole = replace(question, ask=replace(question.ask, things=(everywhere,)))
    plain = _answered(whole, scene) if question.metres is not None or question.colour is not None else _Told()
    kept = tuple(one.box_xyxy_px for one in found[:1])
    return _Told(kept=kept, number=min(1, len(found)), metres=plain.metres, yes=bool(found), colour=plain.colour)


def _is_right(right: Iterable[int], kept: Sequence[BoxXYXY], sample: Sample, scene: Scene) -> bool:
    """Whether exactly the right things were kept, each once."""
    true = [_scaled(sample, index, scene) for index in sorted(right)]
    return len(kept) == len(true) and _all_matched(true, kept)


def _found_all(noun: str, sample: Sample, scene: Scene) -> bool:
    true = [_scaled(sample, i, scene) for i, item in enumerate(sample.instances or ()) if item.category == noun]
    return _all_matched(true, [one.box_xyxy_px for one in scene.objects.get(noun, ())])


def _scaled(sample: Sample, index: int, scene: Scene) -> BoxXYXY:
    """A true box in the scene's pixels."""
    assert sample.instances is not None
    left, top, right, bottom = sample.instances[index].box_xyxy_px
    across, down = scene.size_hw[1] / sample.size_hw[1], scene.size_hw[0] / sample.size_hw[0]
    return left * across, top * down, right * across, bottom * down


def _all_matched(true: Sequence[BoxXYXY], found: Sequence[BoxXYXY]) -> bool:
    """Whether each true box has a found one of its own."""
    free = list(found)
    for box in true:
        overlaps = [iou(box, other) for other in free]
        if not overlaps or max(overlaps) < SAME:
            return False
        free.pop(int(np.argmax(overlaps)))
    return True


def iou(first: BoxXYXY, second: BoxXYXY) -> float:
    """Intersection over union of two boxes."""
    across = min(first[2], second[2]) - max(first[0], second[0])
    down = min(first[3], second[3]) - max(first[1], second[1])
    both = max(across, 0.0) * max(down, 0.0)
    areas = sum((box[2] - box[0]) * (box[3] - box[1]) for box in (first, second))
    return both / (areas - both) if areas > both else 0.0


def shares(judged: Sequence[Judged]) -> dict[str, dict[str, float]]:
    """For each group: how many were asked, the share answered right, that where all was found, and the median error."""
    rows: dict[str, dict[str, float]] = {}
    for group in sorted({each.question.group for each in judged}):
        part = [each for each in judged if each.question.group == group]
        there = [each for each in part if each.found_all]
        errors: Float64[np.ndarray, " n"] = np.array([each.error for each in part if each.error is not None])
        row = {"asked": float(len(part)), "right": _mean([each.right for each in part])}
        row |= {"found all": float(len(there)), "right where all was found": _mean([each.right for each in there])}
        row |= {"median error": float(np.median(errors))} if errors.size else {}
        row |= {"undecided": _mean([each.undecided for each in part])} if part[0].question.yes is not None else {}
        rows[group] = row
    return rows


def _mean(values: Sequence[bool]) -> float:
    return float(np.mean(values)) if values else float("nan")
