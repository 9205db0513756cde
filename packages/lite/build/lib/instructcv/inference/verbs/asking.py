"""What a model must be asked so that an ask can be run on its answers, and the scene that those answers are.

A narrowed ask asks for nouns only: boxes of each, all their masks in one picture, and depth where a verb needs it. Its own words
are not shown to the network, which has never been taught "the second from the left".
"""

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from jaxtyping import UInt8

from instructcv.inference.verbs.objects import DEFAULT, objects
from instructcv.inference.verbs.scene import Scene, Seen
from instructcv.instructions import bank
from instructcv.instructions.program import Ask, Thing
from instructcv.instructions.rules import rules
from instructcv.labels.colours import WHITE, default_colours
from instructcv.labels.frames import FRAME_RGB
from instructcv.tasks.base import Gives, gives, giving
from instructcv.types import Answer, LabelFormat, LegendEntry, Query

MOST = 8
"""Nouns whose masks are asked for in one picture; legends were never longer in training."""
_FLAT = frozenset(("left of", "right of", "larger than", "smaller than", "part of"))
"""Relations that boxes and masks settle without depth."""
_METRES = frozenset(("distance", "distance between", "where"))


def is_narrowed(ask: Ask) -> bool:
    """Whether a model's answer to the sentence alone does not answer the ask. Depth is painted for the whole photo only."""
    return ask.is_narrowed or bool(ask.things and gives(ask.task) == "distance")


def queries(ask: Ask, label_format: LabelFormat) -> list[Query]:
    """What a model is asked for one narrowed ask."""
    nouns = list(dict.fromkeys(noun for thing in ask.things for noun in thing.nouns()))
    asked = [_query("instances", [noun], label_format) for noun in nouns]
    most = MOST if label_format.name == "legend" else 1
    asked += [_query("regions", nouns[i : i + most], label_format) for i in range(0, len(nouns), most)]
    if not nouns or _needs_depth(ask):
        asked.append(_query("distance", [], label_format))
    return asked


def _query(kind: Gives, nouns: Sequence[str], label_format: LabelFormat) -> Query:
    task = giving(kind)
    one_colour = FRAME_RGB if kind == "instances" else WHITE  # boxes in either format, masks in the 2023 one
    legends = kind == "regions" and label_format.name == "legend"
    rgbs = default_colours(len(nouns)) if legends else (one_colour,) * len(nouns)
    legend = tuple(LegendEntry(category=noun, rgb=rgb) for noun, rgb in zip(nouns, rgbs, strict=True))
    wording = bank.parse_wording(rules(task).single)
    words = bank.fill(wording, np.random.default_rng(0), legend=legend, otherwise_rgb=(0, 0, 0))
    return Query(task=task, instruction=words, legend=legend, label_format=label_format)


def _needs_depth(ask: Ask) -> bool:
    compared = ask.by in ("nearest", "farthest")
    measured = ask.wanted in _METRES or compared or gives(ask.task) == "distance"
    return measured or any(_leans_on_depth(thing) for thing in ask.things)


def _leans_on_depth(thing: Thing) -> bool:
    related = any(relation.name not in _FLAT for relation in thing.relations)
    return related or thing.nearness is not None or any(map(_leans_on_depth, _others(thing)))


def _others(thing: Thing) -> Iterator[Thing]:
    yield from (relation.thing for relation in thing.relations)
    yield from thing.excluded


def scene_of(
    photo: UInt8[np.ndarray, "h w 3"], answers: Sequence[Answer], *, least_score: float = DEFAULT.least_score
) -> Scene:
    """The scene that a model's answers are, at the size at which they were painted.

    Args:
        photo: the photo at its own size.
        answers: to `queries`, all of one size.
        least_score: of a detection that counts.
    """
    size_hw = next((answer.size_hw for answer in answers if answer.size_hw), photo.shape[:2])
    small = cv2.resize(photo, (size_hw[1], size_hw[0]), interpolation=cv2.INTER_AREA)
    depths = [answer.depth_m for answer in answers if answer.depth_m is not None and answer.found]
    nouns = dict.fromkeys(noun for answer in answers for noun in answer.query.categories)
    return Scene(
        photo=np.asarray(small, dtype=np.uint8),
        objects={noun: _found(noun, answers, least_score) for noun in nouns},
        depth_m=depths[0] if depths else None,
        photo_hw=(photo.shape[0], photo.shape[1]),
    )


def _found(noun: str, answers: Sequence[Answer], least_score: float) -> tuple[Seen, ...]:
    """The objects of one noun, from all answers that speak of it."""
    boxes = [item for answer in answers for item in answer.detections if item.category == noun]
    region = probability = None
    for answer in answers:
        if answer.posterior is not None and answer.category_map is not None and noun in answer.query.categories:
            index = answer.query.categories.index(noun)
            probability, region = answer.posterior[index], answer.category_map == index
    return objects(noun, [item for item in boxes if item.score >= least_score], probability, region)
