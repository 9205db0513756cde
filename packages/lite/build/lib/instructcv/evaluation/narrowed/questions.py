"""Narrowed requests about a labelled photo, each with its answer, drawn only where the answer is beyond dispute.

"the left-most chair" is asked where there are several, all plainly visible, and one of them clearly more to the left than the
others; distances of things that are alone of their kind; yes-or-no questions as often of what is so as of what is not.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from instructcv.instructions.program import Ask, Colour, Nearness, Place, Relation, Size, Thing, Wanted
from instructcv.tasks.base import giving
from instructcv.types import Instance, Sample

LEAST_AREA = 0.0025
"""Of the photo: things that are asked about are no smaller."""
LEAST_RELATED = 0.001
"""Where it is asked how they stand to others: what stands on tables is small."""
MOST = 5
"""Things of a noun are counted and told apart up to so many."""
CLEAR = {"place": 0.05, "size": 1.3, "nearness": 1.1}
"""By how much the answer must lead: share of the photo's width, ratio of areas, ratio of distances."""
ONE_COLOUR = {"red": (200, 30, 35), "green": (40, 140, 50), "blue": (35, 70, 190), "yellow": (235, 210, 40), "pink": (240, 130, 180),
              "orange": (240, 130, 30), "purple": (120, 40, 160), "brown": (110, 65, 30)}  # fmt: skip
"""What a thing is painted in, so that its colour is known."""

Stands = Mapping[str, Mapping[tuple[int, int], bool]]
"""Relation -> (index of one instance, index of the other) -> whether it holds; pairs that are beyond dispute only."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """One request and its answer. What does not apply is None."""

    group: str
    """"place", "size", "nearness", "relation", "count", "distance", "yes or no", "colour"."""
    sentence: str
    ask: Ask
    right: frozenset[int] | None = None
    """Indices of the sample's instances that are to be kept."""
    number: int | None = None
    metres: float | None = None
    yes: bool | None = None
    colour: str | None = None

    @property
    def noun(self) -> str:
        return self.ask.things[0].noun


def draw(
    sample: Sample, rng: np.random.Generator, *, stands: Stands | None = None, painted: tuple[int, str] | None = None
) -> list[Question]:
    """All questions that the labels answer.

    Args:
        sample: with instances that have masks, and depth.
        rng: chooses between wordings, and what is asked where the answer is no.
        stands: what is known of relations.
        painted: index and colour of an instance that was painted.
    """
    by_noun, related = _plain_nouns(sample, LEAST_AREA), _plain_nouns(sample, LEAST_RELATED)
    asked: list[Question] = []
    for noun, members in by_noun.items():
        if 2 <= len(members) <= MOST:
            asked += _of_several(noun, members, sample)
        if len(members) <= MOST:
            asked += _counted(noun, len(members), rng)
        if len(members) == 1:
            asked += _alone(noun, members[0], sample)
    for name, pairs in (stands or {}).items():
        asked += _related(name, pairs, related)
    if painted is not None:
        asked += _coloured(*painted, by_noun, sample, rng)
    return asked


def _plain_nouns(sample: Sample, least_area: float) -> dict[str, list[int]]:
    """Nouns all of whose instances are plainly visible, with their indices."""
    least = least_area * sample.photo.shape[0] * sample.photo.shape[1]
    found: dict[str, list[int]] = {}
    for index, item in enumerate(sample.instances or ()):
        found.setdefault(item.category, []).append(index)
    return {noun: members for noun, members in found.items() if all(_area(sample, i) >= least for i in members)}


def _instance(sample: Sample, index: int) -> Instance:
    assert sample.instances is not None
    return sample.instances[index]


def _area(sample: Sample, index: int) -> float:
    mask = _instance(sample, index).mask
    return 0.0 if mask is None else float(mask.sum())


def _metres(sample: Sample, index: int) -> float:
    mask = _instance(sample, index).mask
    assert mask is not None and sample.depth_m is not None
    inside = sample.depth_m[mask]
    return float(np.median(inside[inside > 0]))


def _of_several(noun: str, members: Sequence[int], sample: Sample) -> Iterator[Question]:
    """The left-most, right-most, largest, smallest, nearest and farthest, and the second from the left of three or more."""
    width = sample.photo.shape[1]
    across = {i: sum(_instance(sample, i).box_xyxy_px[::2]) / 2 / width for i in members}
    order = sorted(members, key=lambda i: across[i])
    clear = np.diff([across[i] for i in order]) >= CLEAR["place"]
    places: tuple[tuple[Place, int, bool], ...] = (("left", order[0], clear[0]), ("right", order[-1], clear[-1]))
    for place, best, is_clear in places:
        if is_clear:
            yield _choosing("place", f"find the {place}-most {noun}", Thing(noun=noun, where=(place,)), best)
    if len(members) > 2 and clear[:2].all():
        thing = Thing(noun=noun, where=("left",), ordinal=2)
        yield _choosing("place", f"find the second {noun} from the left", thing, order[1])
    sizes: tuple[tuple[Size, int], ...] = (("smallest", 1), ("largest", -1))
    for size, sign in sizes:
        best = _leader({i: sign * np.log(_area(sample, i)) for i in members}, np.log(CLEAR["size"]))
        if best is not None:
            yield _choosing("size", f"find the {size} {noun}", Thing(noun=noun, size=size), best)
    if sample.depth_m is not None:
        nearnesses: tuple[tuple[Nearness, int], ...] = (("nearest", 1), ("farthest", -1))
        for nearness, sign in nearnesses:
            best = _leader({i: sign * np.log(_metres(sample, i)) for i in members}, np.log(CLEAR["nearness"]))
            if best is not None:
                thing = Thing(noun=noun, nearness=nearness)
                yield _choosing("nearness", f"find the {nearness} {noun}", thing, best)


def _leader(values: Mapping[int, float], lead: float) -> int | None:
    """The index of the smallest value, where it leads."""
    first, second = sorted(values, key=lambda i: values[i])[:2]
    return first if values[second] - values[first] >= lead else None


def _choosing(group: str, sentence: str, thing: Thing, *right: int) -> Question:
    ask = Ask(task=giving("instances"), things=(thing,))
    return Question(group=group, sentence=sentence, ask=ask, right=frozenset(right))


def _told(wanted: Wanted, *things: Thing) -> Ask:
    return Ask(task=giving("instances"), things=things, wanted=wanted)


def _counted(noun: str, count: int, rng: np.random.Generator) -> Iterator[Question]:
    """How many there are, and whether there are so many: as often asked of the right number as of another."""
    many = Thing(noun=noun, plural=True)
    yield Question(group="count", sentence=f"how many {noun}s are there?", ask=_told("number", many), number=count)
    guess = count if rng.random() < 0.5 else int(rng.choice([k for k in (1, 2, 3) if k != count]))
    ask = _told("yes or no", replace(many, number=guess))
    yield Question(group="yes or no", sentence=f"are there exactly {guess} {noun}s?", ask=ask, yes=guess == count)


def _alone(noun: str, index: int, sample: Sample) -> Iterator[Question]:
    if sample.depth_m is not None:
        sentence = f"how far away is the {noun}?"
        yield Question(
            group="distance", sentence=sentence, ask=_told("distance", Thing(noun=noun)), metres=_metres(sample, index)
        )


def _related(name: str, pairs: Mapping[tuple[int, int], bool], by_noun: Mapping[str, list[int]]) -> Iterator[Question]:
    """Which of several stands so to a noun, where all pairs are known and some do and some do not; and whether one does."""
    for noun, members in by_noun.items():
        for other, others in by_noun.items():
            if noun == other or any((i, j) not in pairs for i in members for j in others):
                continue
            right = [i for i in members if any(pairs[i, j] for j in others)]
            thing = Thing(noun=noun, relations=(Relation(name=name, thing=Thing(noun=other)),))
            if 0 < len(right) < len(members) <= MOST:
                yield _choosing("relation", f"find the {noun} {name} the {other}", thing, *right)
            yield Question(
                group=f"yes or no, {name}",
                sentence=f"is there a {noun} {name} the {other}?",
                ask=_told("yes or no", thing),
                yes=bool(right),
            )


def _coloured(
    index: int, name: str, by_noun: Mapping[str, list[int]], sample: Sample, rng: np.random.Generator
) -> Iterator[Question]:
    noun = _instance(sample, index).category
    if by_noun.get(noun) != [index]:
        return
    ask = _told("colour", Thing(noun=noun))
    yield Question(group="colour", sentence=f"what colour is the {noun}?", ask=ask, colour=name)
    said = name if rng.random() < 0.5 else str(rng.choice([other for other in ONE_COLOUR if other != name]))
    described = Thing(noun=noun, described=Colour(name=said, rgb=ONE_COLOUR[said]))
    ask = _told("yes or no", described)
    yield Question(group="yes or no, colour", sentence=f"is the {noun} {said}?", ask=ask, yes=said == name)


def balanced(questions: Sequence[Question], rng: np.random.Generator) -> list[Question]:
    """As many that are answered with no as with yes, in each group, so that one who always says yes is right half the time."""
    kept = [each for each in questions if each.yes is None]
    for group in sorted({each.group for each in questions if each.yes is not None}):
        sides: tuple[list[Question], list[Question]] = ([], [])
        for each in questions:
            if each.group == group and each.yes is not None:
                sides[each.yes].append(each)
        most = min(map(len, sides))
        kept += [side[i] for side in sides for i in rng.permutation(len(side))[:most]]
    return kept
