"""How things stand to one another, on masks and depth that are known."""

import pytest

from blocks import Block, lefts, scene
from instructcv.inference.verbs.judges import JUDGES
from instructcv.inference.verbs.run import find
from instructcv.instructions.program import RELATIONS, Relation, Thing

TABLE = Block(noun="table", box=(10, 30, 50, 50))
ROOM = (
    TABLE,
    Block(noun="cup", box=(20, 22, 26, 30)),  # its foot meets the table's upper edge
    Block(noun="cup", box=(52, 44, 58, 50)),  # on the floor beside it, a few decimetres away
    Block(noun="cup", box=(90, 44, 96, 50)),  # far off to the right
    Block(noun="cup", box=(30, 36, 36, 56), depth_m=1.5),  # half-way to the camera
)
FAR_TABLE = (Block(noun="table", box=(10, 30, 50, 50), depth_m=5.0), *ROOM[1:2])


def cup(name: str, *, negated: bool = False, other: str = "table") -> Thing:
    return Thing(noun="cup", relations=(Relation(name=name, thing=Thing(noun=other), negated=negated),))


@pytest.mark.parametrize(
    ("name", "negated", "expected"),
    [
        pytest.param("on", False, [20], id="its foot meets the table"),
        pytest.param("on", True, [52, 90, 30], id="not on it: all the others"),
        pytest.param("next to", False, [52], id="beside it, which what is on it is not"),
        pytest.param("in front of", False, [30], id="nearer, in its columns"),
        pytest.param("left of", False, [20], id="its middle is left of the table's; the one before it is not"),
        pytest.param("right of", False, [52, 90, 30], id="right of its middle"),
        pytest.param("closer than", False, [30], id="fewer metres"),
        pytest.param("smaller than", False, [20, 52, 90, 30], id="fewer pixels"),
        pytest.param("above", False, [20], id="over it on the photo"),
    ],
)
def test_relations(name: str, negated: bool, expected: list[int]) -> None:
    seen, notes = find(cup(name, negated=negated), scene(ROOM))
    assert lefts(seen) == expected
    assert len(notes) == 1 and notes[0].what == f"{'not ' if negated else ''}{name} the table"


def test_what_touches_on_the_photo_only_is_not_on_it() -> None:
    seen, _ = find(cup("on"), scene(FAR_TABLE))
    assert seen == []


@pytest.mark.parametrize(
    ("thing", "kept", "decided", "words"),
    [
        pytest.param(cup("chasing"), 4, False, "do not show", id="a verb that nothing shows"),
        pytest.param(
            cup("on", other="shelf"), 4, False, "no shelf was found", id="the other thing is not there: wider"
        ),
        pytest.param(
            cup("on", other="shelf", negated=True), 4, True, "no shelf was found", id="not on what is not there"
        ),
    ],
)
def test_what_cannot_be_decided_is_said_and_leaves_all(thing: Thing, kept: int, decided: bool, words: str) -> None:
    seen, (note,) = find(thing, scene(ROOM, nouns=("shelf",)))
    assert len(seen) == kept and note.decided is decided and words in note.done


PEOPLE = (
    Block(noun="person", box=(10, 10, 25, 55)),
    Block(noun="helmet", box=(13, 10, 22, 18)),  # inside his box, on his mask
    Block(noun="person", box=(60, 10, 75, 55)),
)


@pytest.mark.parametrize(
    ("negated", "expected"), [pytest.param(False, [10], id="wearing"), pytest.param(True, [60], id="not wearing")]
)
def test_boxes_settle_who_wears_a_helmet(negated: bool, expected: list[int]) -> None:
    thing = Thing(noun="person", relations=(Relation(name="wearing", thing=Thing(noun="helmet"), negated=negated),))
    seen, (note,) = find(thing, scene(PEOPLE))
    assert lefts(seen) == expected and note.decided


def test_a_helmet_half_in_a_box_is_undecided() -> None:
    blocks = (*PEOPLE[2:], Block(noun="helmet", box=(72, 20, 84, 30)))
    thing = Thing(noun="person", relations=(Relation(name="wearing", thing=Thing(noun="helmet")),))
    seen, (note,) = find(thing, scene(blocks))
    assert lefts(seen) == [60] and not note.decided


def test_between_two_ends() -> None:
    blocks = (
        Block(noun="lamp", box=(5, 30, 10, 50)),
        Block(noun="lamp", box=(85, 30, 90, 50)),
        Block(noun="cup", box=(45, 40, 50, 50)),
        Block(noun="cup", box=(93, 40, 98, 50)),
    )
    thing = Thing(noun="cup", relations=(Relation(name="between", thing=Thing(noun="lamp", plural=True)),))
    seen, (note,) = find(thing, scene(blocks))
    assert lefts(seen) == [45] and note.done == "kept 1 of 2"


def test_the_other_thing_is_narrowed_first() -> None:
    blocks = (*ROOM, Block(noun="table", box=(70, 20, 98, 40), depth_m=3.0), Block(noun="cup", box=(75, 12, 80, 20)))
    right = Thing(noun="table", where=("right",))
    seen, notes = find(Thing(noun="cup", relations=(Relation(name="on", thing=right),)), scene(blocks))
    assert lefts(seen) == [75] and [note.what for note in notes] == ["right-most", "on the table"]


def test_every_relation_of_the_language_is_judged() -> None:
    assert set(RELATIONS) - set(JUDGES) == {"between"}
