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


@pytest.mark.parametrize("name", ["wearing", "with", "in"])
@pytest.mark.parametrize(
    ("negated", "expected"), [pytest.param(False, [10], id="wearing"), pytest.param(True, [60], id="not wearing")]
)
def test_boxes_settle_who_wears_a_helmet(name: str, negated: bool, expected: list[int]) -> None:
    thing = Thing(noun="person", relations=(Relation(name=name, thing=Thing(noun="helmet"), negated=negated),))
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


BENCH = Block(noun="bench", box=(10, 20, 50, 28))


@pytest.mark.parametrize(
    ("name", "blocks", "expected"),
    [
        pytest.param("under", (BENCH, Block(noun="dog", box=(20, 31, 35, 42)), Block(noun="dog", box=(60, 31, 75, 42))), [20],
                     id="below it and in its extent"),
        pytest.param("under", (BENCH, Block(noun="dog", box=(20, 31, 35, 42), depth_m=1.5)), [], id="below it on the photo only"),
        pytest.param("behind", (BENCH, Block(noun="dog", box=(20, 8, 35, 20), depth_m=6.0)), [20], id="farther, in its columns"),
        pytest.param("near", (BENCH, Block(noun="dog", box=(75, 20, 85, 28)), Block(noun="dog", box=(88, 20, 99, 28), depth_m=6.0)),
                     [75], id="within a metre and a half"),
        pytest.param("farther than", (BENCH, Block(noun="dog", box=(60, 20, 70, 28), depth_m=4.0)), [60], id="more metres"),
        pytest.param("farther than", (BENCH, Block(noun="dog", box=(60, 20, 70, 28), depth_m=3.05)), [60],
                     id="two centimetres: undecided, so kept"),
        pytest.param("larger than", (BENCH, Block(noun="dog", box=(60, 10, 90, 50))), [60], id="more pixels"),
        pytest.param("part of", (BENCH, Block(noun="dog", box=(48, 18, 53, 24)), Block(noun="dog", box=(60, 18, 64, 24))), [48],
                     id="mostly in its box, a little grown"),
        pytest.param("in", (BENCH, Block(noun="dog", box=(20, 22, 26, 26))), [20], id="in its box and at its distance"),
        pytest.param("in", (BENCH, Block(noun="dog", box=(20, 22, 26, 26), depth_m=1.0)), [], id="in its box but far before it"),
    ],
)  # fmt: skip
def test_more_relations(name: str, blocks: tuple[Block, ...], expected: list[int]) -> None:
    thing = Thing(noun="dog", relations=(Relation(name=name, thing=Thing(noun="bench")),))
    assert lefts(find(thing, scene(blocks))[0]) == expected


def test_without_depth_what_needs_it_is_undecided() -> None:
    blocks = (BENCH, Block(noun="dog", box=(20, 8, 35, 20)))
    for name in ("behind", "in front of", "closer than"):
        thing = Thing(noun="dog", relations=(Relation(name=name, thing=Thing(noun="bench")),))
        seen, (note,) = find(thing, scene(blocks, depth=False))
        assert lefts(seen) == [20] and not note.decided, name
