"""How one thing stands to another: "the cup on the table", "the lamp next to the bed", "people without helmets".

Masks say what touches and what lies inside, boxes what is left, right, above and below, depth what is in front and whether two
things that touch on the photo are at one distance (`judges`). A verb that none of them shows ("chasing") is undecided.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from jaxtyping import Float64

from instructcv.inference.verbs import geometry
from instructcv.inference.verbs.judges import JUDGES
from instructcv.inference.verbs.scene import Note, Scene, Seen, kept, undecided
from instructcv.inference.verbs.words import named, relation_words
from instructcv.instructions.program import Relation, Thing

BETWEEN = "between"


def narrow(
    seen: Sequence[Seen], thing: Thing, others: Mapping[Thing, Sequence[Seen]], scene: Scene
) -> tuple[list[Seen], list[Note]]:
    """Those of which every relation holds, and a note for each relation.

    Args:
        seen: what was found of the thing.
        thing: what was asked for.
        others: what was found of the things that it is related to.
        scene: masks and depth.
    """
    left, notes = list(seen), list[Note]()
    ends = [relation for relation in thing.relations if relation.name == BETWEEN and not relation.negated]
    if ends:
        found = [one for relation in ends for one in others[relation.thing]]
        left, note = _between(left, found, " and ".join(relation_words(each) for each in ends), scene)
        notes.append(note)
    for relation in thing.relations:
        if relation not in ends:
            left, note = _one(left, relation, others[relation.thing], scene)
            notes.append(note)
    return left, notes


def _one(seen: list[Seen], relation: Relation, others: Sequence[Seen], scene: Scene) -> tuple[list[Seen], Note]:
    what = relation_words(relation)
    judge = JUDGES.get(relation.name)
    if judge is None:
        return seen, undecided(what, "boxes and depth do not show it; nothing was left out")
    if not others:
        missing = f"no {named(relation.thing.noun, 1)} was found"
        if relation.negated:
            return seen, Note(what=what, done=f"{missing}; kept {len(seen)} of {len(seen)}")
        return seen, undecided(what, f"{missing}; nothing was left out")
    verdicts = [_any(judge(one, other, scene) for other in others if other is not one) for one in seen]
    if relation.negated:
        verdicts = [None if verdict is None else not verdict for verdict in verdicts]
    judged = list(zip(seen, verdicts, strict=True))
    sure = [one for one, verdict in judged if verdict is True]
    unsure = [one for one, verdict in judged if verdict is None]
    if unsure and (relation.negated or not sure):
        wide = [one for one, verdict in judged if verdict is not False]
        return wide, undecided(what, f"cannot be told for {len(unsure)} of {len(seen)}, which were kept")
    return sure, kept(what, len(seen), len(sure))


def _any(verdicts: Iterable[bool | None]) -> bool | None:
    """True if one is, else None if one may be."""
    every = set(verdicts)
    return True if True in every else None if None in every else False


def _between(seen: list[Seen], ends: Sequence[Seen], what: str, scene: Scene) -> tuple[list[Seen], Note]:
    """Those near the line from one end to the other, in metres where depth is known, else on the photo."""
    if len(ends) < 2:
        return seen, undecided(what, f"found {len(ends)} of the two ends; nothing was left out")
    left, right = min(ends, key=lambda one: one.centre_xy_px[0]), max(ends, key=lambda one: one.centre_xy_px[0])
    start, stop = _place(left, scene), _place(right, scene)
    along = stop - start
    length = float(np.linalg.norm(along))
    chosen: list[Seen] = []
    for one in seen:
        if one is left or one is right or length == 0.0:
            continue
        offset = _place(one, scene) - start
        share = float(offset @ along) / length**2
        beside = float(np.linalg.norm(offset - share * along))
        if 0.0 < share < 1.0 and beside <= 0.5 * length:
            chosen.append(one)
    return chosen, kept(what, len(seen), len(chosen))


def _place(seen: Seen, scene: Scene) -> Float64[np.ndarray, " d"]:
    """Its middle in metres, seen from above, or in pixels where no depth is known at all."""
    if scene.depth_m is None:
        return np.array(seen.centre_xy_px)
    points = geometry.points_m(seen, scene)
    return np.median(points, axis=0)[[0, 2]] if len(points) else np.zeros(2)
