"""Numbers, yes or no, metres, colours, which and where: told from masks and depth that are known."""

from typing import Any

import numpy as np
import pytest

from blocks import Block, scene
from instructcv.inference.verbs.run import choose
from instructcv.inference.verbs.telling import Facts, tell
from instructcv.instructions.program import Ask, By, Colour, Thing, Wanted

ROOM = (
    Block(noun="cup", box=(5, 30, 15, 40), depth_m=4.0, rgb=(200, 20, 30)),
    Block(noun="cup", box=(30, 30, 40, 40), depth_m=2.0, rgb=(30, 60, 190)),
    Block(noun="lamp", box=(80, 5, 90, 20), depth_m=3.0, rgb=(20, 130, 40)),
    Block(noun="dog", box=(60, 45, 70, 55), depth_m=3.02),
)
RED = Colour(name="red", rgb=(255, 0, 0))


def told(wanted: Wanted, *things: Thing, by: By | None = None, **options: Any) -> Facts:
    ask = Ask(task="detection", things=things, wanted=wanted, by=by)
    room = scene(ROOM, nouns=("sofa",), **options)
    chosen, _ = choose(things, room)
    answer = tell(ask, chosen, room)
    assert answer is not None
    return answer.facts


def test_an_ask_for_a_picture_tells_nothing() -> None:
    assert tell(Ask(task="detection"), (), scene(())) is None


@pytest.mark.parametrize(
    ("things", "number", "said"),
    [
        pytest.param((Thing(noun="sofa"),), 0, "no sofas", id="none"),
        pytest.param((Thing(noun="cup"),), 2, "2 cups", id="two"),
        pytest.param((Thing(noun="cup", described=RED),), 1, "1 cup", id="narrowed first"),
        pytest.param((Thing(noun="cup"), Thing(noun="lamp")), 3, "2 cups and 1 lamp", id="several are added up"),
        pytest.param((Thing(noun="cup", states=("empty",)),), 2, "at most 2 cups", id="undecided: no more than"),
    ],
)
def test_numbers(things: tuple[Thing, ...], number: int, said: str) -> None:
    facts = told("number", *things)
    assert (facts.number, facts.said) == (number, said)


@pytest.mark.parametrize(
    ("things", "yes", "said"),
    [
        pytest.param((Thing(noun="sofa"),), False, "no (no sofa was found)", id="not there"),
        pytest.param((Thing(noun="lamp"),), True, "yes (1 lamp)", id="there"),
        pytest.param((Thing(noun="cup", described=RED),), True, "yes (1 of 2 cups)", id="one of them is red"),
        pytest.param((Thing(noun="lamp", described=RED),), False, "no (none of 1 lamp)", id="none is red"),
        pytest.param((Thing(noun="cup", states=("empty",)),), None, "cannot be told (2 cups)", id="a state is undecided"),
        pytest.param((Thing(noun="sofa", states=("empty",)),), False, "no (no sofa was found)", id="unless nothing is there"),
        pytest.param((Thing(noun="lamp"), Thing(noun="sofa")), False, "no (1 lamp and no sofa was found)", id="all of several"),
    ],
)  # fmt: skip
def test_yes_or_no(things: tuple[Thing, ...], yes: bool | None, said: str) -> None:
    facts = told("yes or no", *things)
    assert (facts.yes, facts.said) == (yes, said)


def test_distance_is_the_median_with_its_range() -> None:
    facts = told("distance", Thing(noun="lamp"))
    assert facts.distance_m == pytest.approx(3.0) and facts.range_m == pytest.approx((3.0, 3.0))
    assert facts.said == "lamp: 3.00 m (from 3.00 to 3.00 m)"


@pytest.mark.parametrize(
    ("things", "metres", "said"),
    [
        pytest.param((Thing(noun="sofa"),), None, "no sofa was found", id="not there"),
        pytest.param((Thing(noun="cup", plural=True),), 2.0, "cups: 2.00 m, 4.00 m", id="several, the nearest first"),
        pytest.param(
            (Thing(noun="cup"),), 4.0, "cups: 4.00 m, 2.00 m", id="one is spoken of and two are there: the surest first"
        ),
        pytest.param(
            (Thing(noun="sofa"), Thing(noun="lamp")), 3.0, "no sofa was found; lamp: 3.00 m", id="one of two is there"
        ),
        pytest.param((), 8.0, "from here: 8.00 m", id="of nothing in particular: the whole photo"),
    ],
)
def test_distances(things: tuple[Thing, ...], metres: float | None, said: str) -> None:
    facts = told("distance", *things)
    assert facts.distance_m == (None if metres is None else pytest.approx(metres)) and facts.said.startswith(said)


def test_without_depth_no_distance_is_told() -> None:
    facts = told("distance", Thing(noun="lamp"), depth=False)
    assert facts.distance_m is None and "no depth" in facts.said


def test_between_two_things_in_three_dimensions() -> None:
    facts = told("distance between", Thing(noun="lamp"), Thing(noun="dog"))
    focal = 50 / np.tan(np.radians(30))
    across, down = 20 * 3.0 / focal, 37.5 * 3.0 / focal
    assert facts.distance_m == pytest.approx(float(np.hypot(across, down)), rel=0.05)


def test_between_two_of_one_kind_and_one_missing() -> None:
    assert told("distance between", Thing(noun="cup", number=2)).distance_m == pytest.approx(
        2.5, abs=0.05
    )  # 1.5 m across, 2 m along
    assert told("distance between", Thing(noun="cup"), Thing(noun="sofa")).distance_m is None


@pytest.mark.parametrize(
    ("things", "by", "which"),
    [
        pytest.param(("cup", "lamp"), "nearest", "cup", id="the nearest cup is nearer than the lamp"),
        pytest.param(("dog", "lamp"), "nearest", None, id="2 cm apart: about the same"),
        pytest.param(("lamp", "sofa"), "nearest", None, id="one of them is not there"),
        pytest.param(("lamp", "dog"), "largest", "lamp", id="by size"),
        pytest.param(("lamp", "cup"), "right", "lamp", id="by place"),
    ],
)
def test_which(things: tuple[str, ...], by: By, which: str | None) -> None:
    facts = told("which", *(Thing(noun=noun) for noun in things), by=by)
    assert facts.which == which and facts.said.startswith("cannot be told" if which is None else f"the {which}")


def test_colours_and_places() -> None:
    assert told("colour", Thing(noun="lamp")).colour == "green"
    assert told("colour", Thing(noun="cup")).said == "cups: red, blue"
    assert told("colour", Thing(noun="sofa")).colour is None
    assert told("where", Thing(noun="lamp")).where == "lamp: at the top on the right, 3.0 m away"
    assert told("where", Thing(noun="sofa")).where is None
