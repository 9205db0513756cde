"""Which of several: places from boxes, sizes from masks, nearness from depth, then counting.

"the second chair from the left"    by place, the second
"the two largest pillows"           by size, the first two
"the cats on the left"              all whose middle lies in the left half
"two people"                        the two that are surest
"""

from collections.abc import Callable, Sequence

import numpy as np

from instructcv.inference.verbs.scene import Note, Scene, Seen, kept, undecided
from instructcv.inference.verbs.words import order_words
from instructcv.instructions.program import Place, Thing

Key = Callable[[Seen], float]
"""Sorts what comes first to the front."""
ALIKE = 1.25
"""Largest to smallest: below this ratio "the large ones" of several are all of one size (or distance)."""
_THIRD = (1 / 3, 2 / 3)


def narrow(seen: Sequence[Seen], thing: Thing, scene: Scene) -> tuple[list[Seen], list[Note]]:
    """Those that place, size, nearness, number and ordinal ask for, in the order in which they were asked for."""
    whole = list(seen)
    ordered = bool(thing.where or thing.size or thing.nearness or thing.ordinal is not None)
    if not ordered and thing.number is None:
        return whole, []
    what = order_words(thing)
    if not whole:
        return [], []
    if thing.nearness and any(scene.distance_m(one) is None for one in whole):
        return whole, [undecided(what, "no depth is known")]
    if not ordered:
        return _counted(whole, thing.number or 0, what)
    if thing.plural and thing.number is None and thing.ordinal is None:
        return _those(whole, thing, scene, what)
    pool = whole
    if thing.where and (thing.size or thing.nearness):  # "the largest cup on the left"
        pool = _there(whole, thing.where, scene)
    ranked = sorted(pool, key=_key(thing, pool, scene))
    if thing.ordinal is not None:
        return _nth(ranked, thing.ordinal, what)
    chosen = ranked[: thing.number or 1]
    return chosen, [_short(what, len(whole), len(chosen), thing.number or 1)]


def by(name: str, scene: Scene) -> Key:
    """The order of one word: what is most so comes first. Without depth nothing is nearer than anything."""
    keys: dict[str, Key] = {
        "left": lambda one: one.centre_xy_px[0],
        "right": lambda one: -one.centre_xy_px[0],
        "top": lambda one: one.centre_xy_px[1],
        "bottom": lambda one: -one.centre_xy_px[1],
        "largest": lambda one: -one.area_px,
        "smallest": lambda one: one.area_px,
        "nearest": lambda one: scene.distance_m(one) or np.inf,
        "farthest": lambda one: -(scene.distance_m(one) or 0.0),
    }
    return keys[name]


_SUPERLATIVE = {"large": "largest", "small": "smallest", "near": "nearest", "far": "farthest"}


def _key(thing: Thing, whole: Sequence[Seen], scene: Scene) -> Key:
    """One order for all that is said: size or nearness before places, places together ("top left")."""
    word = thing.size or thing.nearness
    if word is not None:
        return by(_SUPERLATIVE.get(word, word), scene)
    places: tuple[Place, ...] = thing.where or ("left",)
    if "middle" in places:
        return _from_the_middle(whole, scene)
    h, w = scene.size_hw
    keys = [(by(place, scene), w if place in ("left", "right") else h) for place in places]
    return lambda one: sum(key(one) / side for key, side in keys)


def _from_the_middle(whole: Sequence[Seen], scene: Scene) -> Key:
    """From three on the middle one of the row or the column that they stand in; of two the one nearer the photo's middle."""
    centres = np.array([one.centre_xy_px for one in whole])  # [n, 2]
    sizes = np.array(scene.size_hw[::-1])
    if len(whole) < 3:
        return lambda one: float(np.hypot(*(np.array(one.centre_xy_px) / sizes - 0.5)))
    axis = int(np.argmax(np.ptp(centres / sizes, axis=0)))
    ranks = {id(whole[index]): rank for rank, index in enumerate(np.argsort(centres[:, axis], kind="stable"))}
    return lambda one: abs(ranks[id(one)] - (len(whole) - 1) / 2)


def _counted(whole: list[Seen], number: int, what: str) -> tuple[list[Seen], list[Note]]:
    """So many, the surest first; all of them where there are no more."""
    surest = sorted(whole, key=lambda one: -one.score)[:number]
    return surest, [_short(what, len(whole), len(surest), number)]


def _nth(ranked: list[Seen], ordinal: int, what: str) -> tuple[list[Seen], list[Note]]:
    index = ordinal - 1 if ordinal > 0 else ordinal
    if not -len(ranked) <= index < len(ranked):
        return [], [Note(what=what, done=f"there {'is' if len(ranked) == 1 else 'are'} only {len(ranked)}")]
    return [ranked[index]], [kept(what, len(ranked), 1)]


def _short(what: str, before: int, after: int, wanted: int) -> Note:
    return kept(what, before, after) if after >= wanted else Note(what=what, done=f"found only {after}")


def _those(whole: list[Seen], thing: Thing, scene: Scene, what: str) -> tuple[list[Seen], list[Note]]:
    """Several that share something: "the cats on the left", "the large windows", "the nearest people"."""
    chosen = _there(whole, thing.where, scene)
    for word, measure in ((thing.size, lambda one: float(one.area_px)), (thing.nearness, scene.distance_m)):
        if word is None or len(chosen) < 2:
            continue
        values = np.array([measure(one) for one in chosen], np.float64)
        if values.max() < ALIKE * values.min():
            return chosen, [undecided(what, f"all {len(chosen)} are about as {_plain(word)} as one another")]
        border = float(np.sqrt(values.min() * values.max()))
        high = _plain(word) in ("large", "far")
        chosen = [one for one, value in zip(chosen, values, strict=True) if (value >= border) == high]
    return chosen, [kept(what, len(whole), len(chosen))]


def _plain(word: str) -> str:
    return next((plain for plain, most in _SUPERLATIVE.items() if most == word), word)


def _there(whole: list[Seen], places: Sequence[Place], scene: Scene) -> list[Seen]:
    """Those whose middle lies in the parts of the photo that the places name."""
    h, w = scene.size_hw
    return [
        one
        for one in whole
        if all(_in_part(place, one.centre_xy_px[0] / w, one.centre_xy_px[1] / h) for place in places)
    ]


def _in_part(place: Place, across: float, down: float) -> bool:
    """Whether a middle, as shares of the photo, lies in a half, or in the middle third either way."""
    parts = {"left": across < 0.5, "right": across >= 0.5, "top": down < 0.5, "bottom": down >= 0.5}
    return parts.get(place, _THIRD[0] <= across <= _THIRD[1])
