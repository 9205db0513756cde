"""What is wanted besides a picture, told from what was kept: metres, a number, yes or no, a colour, which one, where."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from instructcv.inference.verbs import colour, geometry, which
from instructcv.inference.verbs.run import Chosen
from instructcv.inference.verbs.scene import Note, Scene, Seen, undecided
from instructcv.inference.verbs.words import named, the
from instructcv.instructions.inflect import listed
from instructcv.instructions.program import Ask, Wanted

SPREAD = (10, 90)
"""The percentiles of a thing's depths that are told as its range."""
ALIKE = 0.05
"""Two distances (or sizes) that differ by less than this share are told to be about the same."""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """An answer in words and numbers. What was not asked for is None."""

    said: str
    """On one line, for people."""
    number: int | None = None
    yes: bool | None = None
    """None also where it could not be decided."""
    distance_m: float | None = None
    """Median depth inside a thing's mask, or metres between two things."""
    range_m: tuple[float, float] | None = None
    """The 10th and 90th percentile of that depth."""
    colour: str | None = None
    """Basic colour term of the surest thing."""
    which: str | None = None
    """The noun of the one that won."""
    where: str | None = None

    def to_json(self) -> dict[str, object]:
        """Plain data; what was not asked for is left out."""
        values = {name: value for name, value in vars(self).items() if value is not None}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


@dataclass(frozen=True, kw_only=True, eq=False)
class Told:
    """Facts, what is to be said about them, and the things that show them."""

    facts: Facts
    chosen: tuple[Chosen, ...]
    notes: tuple[Note, ...] = ()


Teller = Callable[[Ask, tuple[Chosen, ...], Scene], Told]


def tell(ask: Ask, chosen: tuple[Chosen, ...], scene: Scene) -> Told | None:
    """What an ask wants to be told; None where it wants a picture."""
    teller = TELLERS.get(ask.wanted)
    return None if teller is None else teller(ask, chosen, scene)


def _number(ask: Ask, chosen: tuple[Chosen, ...], scene: Scene) -> Told:
    """How many of each thing; in all, where it is several."""
    counts = [(len(part.seen), part.thing.noun) for part in chosen]
    said = listed([f"{count or 'no'} {named(noun, count)}" for count, noun in counts])
    if not all(part.decided for part in chosen):
        said = f"at most {said}"
    return Told(facts=Facts(said=said, number=sum(count for count, _ in counts)), chosen=chosen)


def _yes_or_no(ask: Ask, chosen: tuple[Chosen, ...], scene: Scene) -> Told:
    """Whether there is what is asked about, with all that narrows it; of a number exactly so many."""
    answers = [_is_there(part, thing.number) for part, thing in zip(chosen, ask.things, strict=True)]
    verdicts = {verdict for verdict, _ in answers}
    yes = False if False in verdicts else None if None in verdicts else True
    reasons = listed([reason for _, reason in answers])
    word = {True: "yes", False: "no", None: "cannot be told"}[yes]
    return Told(facts=Facts(said=f"{word} ({reasons})", yes=yes), chosen=chosen)


def _is_there(part: Chosen, number: int | None) -> tuple[bool | None, str]:
    """The verdict on one thing, and what it rests on."""
    noun, count = part.thing.noun, len(part.seen)
    if not part.before:
        return number == 0, f"no {named(noun, 1)} was found"
    reason = f"{count or 'none'} of {part.before} {named(noun, part.before)}"
    reason = f"{count} {named(noun, count)}" if count == part.before else reason
    if number is not None:
        return (count == number if part.decided else None), reason
    return (None if count and not part.decided else count > 0), reason


def _distance(ask: Ask, chosen: tuple[Chosen, ...], scene: Scene) -> Told:
    """Metres to each thing. The number is that of the first thing that was found: its surest one, or the nearest of several that
    the sentence speaks of.
    """
    if not chosen:
        h, w = scene.size_hw
        whole = Seen(noun="photo", box_xyxy_px=(0.0, 0.0, float(w), float(h)), mask=np.ones((h, w), np.bool_))
        return Told(facts=_metres("from here", [whole], scene), chosen=chosen)
    told: list[Facts] = []
    for part in chosen:
        nearest = sorted(part.seen, key=lambda one: scene.distance_m(one) or np.inf)
        seen = nearest if part.thing.plural else part.seen
        told.append(_metres(named(part.thing.noun, len(seen)) if seen else part.thing.noun, seen, scene))
    first = next((facts for facts in told if facts.distance_m is not None), told[0])
    return Told(facts=replace(first, said="; ".join(facts.said for facts in told)), chosen=chosen)


def _metres(name: str, seen: Sequence[Seen], scene: Scene) -> Facts:
    """The first one's median and range, and all of them in words."""
    if not seen:
        return Facts(said=f"no {name} was found")
    known = [(one, metres) for one in seen if (metres := scene.distance_m(one)) is not None]
    if not known:
        return Facts(said=f"{name}: no depth is known")
    first, metres = known[0]
    low, high = (float(value) for value in np.percentile(scene.depths_m(first), SPREAD))
    said = ", ".join(f"{value:.2f} m" for _, value in known)
    if len(known) == 1:
        said += f" (from {low:.2f} to {high:.2f} m)"
    return Facts(said=f"{name}: {said}", distance_m=metres, range_m=(low, high))


def _distance_between(ask: Ask, chosen: tuple[Chosen, ...], scene: Scene) -> Told:
    """Metres between the middles of two things' visible surfaces."""
    ends = [one for part in chosen for one in part.seen[: 2 if len(chosen) == 1 else 1]][:2]
    kept_ = tuple(replace(part, seen=tuple(one for one in part.seen if one in ends)) for part in chosen)
    if len(ends) < 2:
        wanted = listed([the(part.thing) for part in chosen])
        return Told(facts=Facts(said=f"found {len(ends)} of two ends: {wanted}"), chosen=kept_)
    metres = geometry.apart_m(ends[0], ends[1], scene)
    if metres is None:
        return Told(facts=Facts(said="no depth is known"), chosen=kept_)
    how = "known lens" if scene.focal_xy_px is not None else "lens taken to show 60 degrees along the longer side"
    note = Note(what="distance between", done=f"between the middles of what is visible; {how}")
    said = f"{metres:.2f} m between the {ends[0].noun} and the {ends[1].noun}"
    return Told(facts=Facts(said=said, distance_m=metres), chosen=kept_, notes=(note,))


def _which(ask: Ask, chosen: tuple[Chosen, ...], scene: Scene) -> Told:
    """The one that is most so; nobody where two are about the same, or one of those to compare is missing."""
    what = f"which is {ask.by}"
    missing = [part.thing.noun for part in chosen if not part.seen]
    every = [one for part in chosen for one in part.seen]
    if missing or not every or ask.by is None:
        why = f"no {listed(missing, 'or')} was found" if missing else "there is nothing to compare"
        return Told(facts=Facts(said=f"cannot be told: {why}"), chosen=chosen, notes=(undecided(what, why),))
    if ask.by in ("nearest", "farthest") and any(scene.distance_m(one) is None for one in every):
        why = "no depth is known"
        return Told(facts=Facts(said=f"cannot be told: {why}"), chosen=chosen, notes=(undecided(what, why),))
    ranked = sorted(every, key=which.by(ask.by, scene))
    best = ranked[0]
    rival = next((one for one in ranked[1:] if len(chosen) == 1 or one.noun != best.noun), None)
    alone = tuple(replace(part, seen=tuple(one for one in part.seen if one is best)) for part in chosen)
    if rival is not None and (alike := _alike(best, rival, ask.by, scene)):
        why = f"the {best.noun} and the {rival.noun} are about the same ({alike})"
        return Told(facts=Facts(said=f"cannot be told: {why}"), chosen=chosen, notes=(undecided(what, why),))
    metres = scene.distance_m(best) if ask.by in ("nearest", "farthest") else None
    said = f"the {best.noun}" + (f", {metres:.2f} m" if metres is not None else "")
    return Told(facts=Facts(said=said, which=best.noun, distance_m=metres), chosen=alone)


def _alike(first: Seen, second: Seen, by: str, scene: Scene) -> str:
    """Why two are about the same, or nothing where they are not."""
    if by in ("nearest", "farthest"):
        a, b = scene.distance_m(first) or 0.0, scene.distance_m(second) or 0.0
        return f"{a:.2f} m and {b:.2f} m" if abs(a - b) < ALIKE * min(a, b) else ""
    if by in ("largest", "smallest"):
        a, b = first.area_px / first.mask.size, second.area_px / second.mask.size
        return f"{100 * a:.1f} % and {100 * b:.1f} % of the photo" if abs(a - b) < ALIKE * min(a, b) else ""
    return ""


def _colour(ask: Ask, chosen: tuple[Chosen, ...], scene: Scene) -> Told:
    """The colour of each thing, surest first."""
    names = [[colour.name_of(one, scene) for one in part.seen] for part in chosen]
    lines = [
        f"{named(part.thing.noun, len(each))}: {', '.join(each)}"
        if each
        else f"no {named(part.thing.noun, 1)} was found"
        for part, each in zip(chosen, names, strict=True)
    ]
    first = next((name for each in names for name in each), None)
    return Told(facts=Facts(said="; ".join(lines), colour=first), chosen=chosen)


def _where(ask: Ask, chosen: tuple[Chosen, ...], scene: Scene) -> Told:
    """The ninth of the photo that each thing's middle is in, and how far it is where depth is known."""
    lines: list[str] = []
    for part in chosen:
        places = [_place(one, scene) for one in part.seen]
        lines.append(f"{named(part.thing.noun, len(places))}: {'; '.join(places)}" if places
                     else f"no {named(part.thing.noun, 1)} was found")  # fmt: skip
    found = any(part.seen for part in chosen)
    said = "; ".join(lines)
    return Told(facts=Facts(said=said, where=said if found else None), chosen=chosen)


def _place(seen: Seen, scene: Scene) -> str:
    (x, y), (h, w) = seen.centre_xy_px, scene.size_hw
    across = ("on the left", "", "on the right")[min(2, max(0, int(3 * x / w)))]
    down = ("at the top", "", "at the bottom")[min(2, max(0, int(3 * y / h)))]
    metres = scene.distance_m(seen)
    away = f"{metres:.1f} m away" if metres is not None else ""
    place = " ".join(part for part in (down, across) if part) or "in the middle"
    return ", ".join(part for part in (place, away) if part)


TELLERS: dict[Wanted, Teller] = {
    "number": _number,
    "yes or no": _yes_or_no,
    "distance": _distance,
    "distance between": _distance_between,
    "which": _which,
    "colour": _colour,
    "where": _where,
}
