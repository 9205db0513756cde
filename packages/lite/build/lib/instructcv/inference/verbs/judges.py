"""Whether one object stands so to another: one function a relation, True, False, or None where it cannot be told."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from jaxtyping import Bool

from instructcv.inference.verbs import geometry
from instructcv.inference.verbs.scene import Scene, Seen
from instructcv.types import BoxXYXY

Judge = Callable[[Seen, Seen, Scene], bool | None]
"""Whether the first stands so to the second."""

REACH = 0.03
"""Of the scene's longer side: how far masks that touch may be apart on the photo."""
RESTS = 0.4
"""Share of a thing's foot that must meet what it is on."""
SURROUNDED = 0.4
"""Share of a thing's surroundings that must be what it is on or in: pictures on walls, people on sofas."""
TOUCH_M, TOUCH_SHARE = 0.06, 0.025
"""What touches on the photo does so in the room up to this gap: metres, and as much more for each metre away. On training rooms
things on others are 2 to 13 cm from them, things before them mostly 15 cm and more."""
FIRMLY, BEHIND_EDGE_M = 0.75, 0.2
"""What stands on a top that is seen from the side stands so far behind its edge: where nearly all of its foot meets the other."""
LEVEL = 0.03
"""Share of the other's height: what ends no higher than the other stands beside it, unless it is far smaller."""
UNSURE_DEPTH = 0.03
"""Below this difference nothing is said to be nearer."""
UNDER_M = 0.15
"""How far outside another's extent something may be that is still under it."""
NEXT_TO_M, NEAR_M = 0.9, 1.5
"""Of training rooms' pairs within half a metre on the floor plan, 95 in 100 have visible surfaces within the first."""
HELD = 0.6
"""Share of a thing's box in a person's from which it is worn or held."""


def on(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """Its foot meets the other, or the other surrounds it, on the photo and in the room."""
    reach_px, foot = _reach_px(scene), replace(first, mask=_foot(first))
    rests = max(geometry.rests_on(part, second, reach_px) for part in (first, foot))  # a person's seat, a chair's legs
    if rests < RESTS and geometry.rim_share(first, second, reach_px) < SURROUNDED:
        return False
    a, b = first.box_xyxy_px, second.box_xyxy_px
    if b[3] - a[3] < LEVEL * (b[3] - b[1]) and first.area_px > 0.5 * second.area_px:
        return False
    if rests >= FIRMLY:
        gap_m = geometry.gap_m(foot, second, scene)
        return gap_m is None or gap_m <= BEHIND_EDGE_M
    return _touches(foot, second, scene) is not False


def under(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """Below its top and inside its extent, seen from above."""
    a, b = first.box_xyxy_px, second.box_xyxy_px
    if a[1] <= b[1] or geometry.shared(a, b, 0) < 0.5 or on(first, second, scene):
        return False
    mine, theirs = geometry.points_m(first, scene), geometry.points_m(second, scene)
    if not len(mine) or not len(theirs):
        return None if a[3] > b[3] else True  # what ends lower may as well stand in front
    middle, low, high = np.median(mine, axis=0), *np.percentile(theirs, (2, 98), axis=0)
    across = low[0] - UNDER_M <= middle[0] <= high[0] + UNDER_M
    along = low[2] - UNDER_M <= middle[2] <= high[2] + UNDER_M
    return bool(across and along)


def above(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """Over it on the photo; what stands on it counts, too."""
    a, b = first.box_xyxy_px, second.box_xyxy_px
    clear = a[3] <= b[1] + 0.25 * (b[3] - b[1])
    return bool(clear and geometry.shared(a, b, 0) >= 0.3) or on(first, second, scene)


def next_to(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """Within `NEXT_TO_M`, and neither on nor under it."""
    if on(first, second, scene) or on(second, first, scene):
        return False
    return _within(NEXT_TO_M, 0.5, first, second, scene)


def near(first: Seen, second: Seen, scene: Scene) -> bool | None:
    return _within(NEAR_M, 1.0, first, second, scene)


def _within(most_m: float, sides: float, first: Seen, second: Seen, scene: Scene) -> bool | None:
    """Whether the gap is at most so many metres; without depth, so many sides of the smaller box, if not even that is None."""
    gap_m = geometry.gap_m(first, second, scene)
    if gap_m is not None:
        return gap_m <= most_m
    a, b = first.box_xyxy_px, second.box_xyxy_px
    between = np.hypot(max(a[0] - b[2], b[0] - a[2], 0.0), max(a[1] - b[3], b[1] - a[3], 0.0))
    smaller = min(max(box[2] - box[0], box[3] - box[1]) for box in (a, b))
    return None if between <= sides * smaller else False


def in_front_of(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """Nearer, and in the same columns of the photo."""
    if geometry.shared(first.box_xyxy_px, second.box_xyxy_px, 0) < 0.3:
        return False
    return nearer(first, second, scene)


def behind(first: Seen, second: Seen, scene: Scene) -> bool | None:
    return in_front_of(second, first, scene)


def inside(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """Within its box, and touching it; or the other way round, as a person is in a shirt."""
    if geometry.share_inside(second.box_xyxy_px, first.box_xyxy_px) >= HELD:
        return _held(first, second, scene)
    if geometry.share_inside(first.box_xyxy_px, second.box_xyxy_px) < 0.8:
        return False
    return _touches(first, second, scene)


def having(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """A table with a lamp, a person with a hat: the other is on it, in it, or in its box."""
    if on(second, first, scene) or inside(second, first, scene):
        return True
    return _held(first, second, scene)


def _held(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """The other's box lies in its own (yes, if they touch), outside (no), or partly (cannot be told)."""
    share = geometry.share_inside(second.box_xyxy_px, _grown(first.box_xyxy_px))
    if share <= 0.0:
        return False
    if _touches(second, first, scene) is False:
        return False
    touches = geometry.rim_share(second, first, _reach_px(scene)) > 0.0
    return True if share >= HELD and touches else None


def left_of(first: Seen, second: Seen, scene: Scene) -> bool | None:
    return _less(first.centre_xy_px[0], second.centre_xy_px[0], 0.01 * scene.size_hw[1])


def right_of(first: Seen, second: Seen, scene: Scene) -> bool | None:
    return left_of(second, first, scene)


def nearer(first: Seen, second: Seen, scene: Scene) -> bool | None:
    mine, theirs = scene.distance_m(first), scene.distance_m(second)
    if mine is None or theirs is None:
        return None
    return _less(mine, theirs, UNSURE_DEPTH * min(mine, theirs))


def farther(first: Seen, second: Seen, scene: Scene) -> bool | None:
    return nearer(second, first, scene)


def smaller(first: Seen, second: Seen, scene: Scene) -> bool | None:
    return _less(float(first.area_px), float(second.area_px), 0.03 * second.area_px)


def larger(first: Seen, second: Seen, scene: Scene) -> bool | None:
    return smaller(second, first, scene)


def part_of(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """A tail in a cat's box."""
    return geometry.share_inside(first.box_xyxy_px, _grown(second.box_xyxy_px)) >= 0.5


def _less(first: float, second: float, margin: float) -> bool | None:
    """None where the two differ by no more than the margin."""
    return None if abs(first - second) <= margin else first < second


def _touches(first: Seen, second: Seen, scene: Scene) -> bool | None:
    """Whether the gap between two is next to nothing in the room; None where no depth is known."""
    gap_m, away_m = geometry.gap_m(first, second, scene), scene.distance_m(first)
    if gap_m is None or away_m is None:
        return None
    return gap_m <= TOUCH_M + TOUCH_SHARE * away_m


def _foot(seen: Seen) -> Bool[np.ndarray, "h w"]:
    """The lowest quarter of a mask."""
    rows = np.flatnonzero(seen.mask.any(axis=1))
    foot = seen.mask.copy()
    foot[: rows[0] + (3 * (rows[-1] - rows[0])) // 4] = False
    return foot


def _reach_px(scene: Scene) -> int:
    return max(2, round(REACH * max(scene.size_hw)))


def _grown(box: BoxXYXY, share: float = 0.1) -> BoxXYXY:
    across, down = share * (box[2] - box[0]), share * (box[3] - box[1])
    return box[0] - across, box[1] - down, box[2] + across, box[3] + down


JUDGES: dict[str, Judge] = {
    "on": on,
    "under": under,
    "above": above,
    "next to": next_to,
    "near": near,
    "in front of": in_front_of,
    "behind": behind,
    "in": inside,
    "with": having,
    "wearing": _held,
    "holding": _held,
    "left of": left_of,
    "right of": right_of,
    "part of": part_of,
    "closer than": nearer,
    "farther than": farther,
    "larger than": larger,
    "smaller than": smaller,
}
"""All of `instructions.program.RELATIONS` but "between", which has two ends."""
