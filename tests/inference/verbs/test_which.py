"""Place, size, nearness, number and ordinal, on masks that are known."""

import pytest

from blocks import Block, lefts, scene
from instructcv.inference.verbs.run import find
from instructcv.instructions.program import Thing

ROW = (
    Block(noun="cup", box=(5, 30, 15, 40), depth_m=4.0, score=0.5),
    Block(noun="cup", box=(30, 28, 50, 48), depth_m=2.0, score=0.9),
    Block(noun="cup", box=(60, 5, 75, 20), depth_m=3.0, score=0.7),
    Block(noun="cup", box=(85, 40, 93, 52), depth_m=5.0, score=0.6),
)
CUP = "cup"


@pytest.mark.parametrize(
    ("thing", "expected", "done"),
    [
        pytest.param(Thing(noun=CUP), [5, 30, 60, 85], [], id="nothing narrows: all, and no note"),
        pytest.param(Thing(noun=CUP, where=("left",)), [5], ["kept 1 of 4"], id="the left one is one"),
        pytest.param(Thing(noun=CUP, where=("left",), plural=True), [5, 30], ["kept 2 of 4"], id="the left ones are those in the left half"),
        pytest.param(Thing(noun=CUP, where=("right",), ordinal=2), [60], ["kept 1 of 4"], id="second from the right"),
        pytest.param(Thing(noun=CUP, where=("right",), ordinal=-1), [5], ["kept 1 of 4"], id="last from the right"),
        pytest.param(Thing(noun=CUP, ordinal=3), [60], ["kept 1 of 4"], id="a bare third is counted from the left"),
        pytest.param(Thing(noun=CUP, ordinal=5), [], ["there are only 4"], id="a fifth of four is nobody, and that is said"),
        pytest.param(Thing(noun=CUP, where=("top",)), [60], ["kept 1 of 4"], id="top"),
        pytest.param(Thing(noun=CUP, where=("bottom", "right")), [85], ["kept 1 of 4"], id="two places are weighed together"),
        pytest.param(Thing(noun=CUP, where=("middle",)), [30], ["kept 1 of 4"], id="the middle of a row of four is the second"),
        pytest.param(Thing(noun=CUP, size="largest"), [30], ["kept 1 of 4"], id="largest"),
        pytest.param(Thing(noun=CUP, size="largest", number=2), [30, 60], ["kept 2 of 4"], id="the two largest, largest first"),
        pytest.param(Thing(noun=CUP, size="smallest", ordinal=2), [5], ["kept 1 of 4"], id="second smallest"),
        pytest.param(Thing(noun=CUP, size="largest", where=("right",)), [60], ["kept 1 of 4"], id="the largest on the right, not of all"),
        pytest.param(Thing(noun=CUP, size="small", plural=True), [5, 85], ["kept 2 of 4"], id="small ones, of several sizes"),
        pytest.param(Thing(noun=CUP, nearness="nearest"), [30], ["kept 1 of 4"], id="nearest"),
        pytest.param(Thing(noun=CUP, nearness="far", plural=True), [5, 85], ["kept 2 of 4"], id="the far ones"),
        pytest.param(Thing(noun=CUP, number=2), [30, 60], ["kept 2 of 4"], id="two without an order are the surest two"),
        pytest.param(Thing(noun=CUP, number=6), [30, 60, 85, 5], ["found only 4"], id="six of four are four, and that is said"),
        pytest.param(Thing(noun="dog", where=("left",)), [], [], id="nothing was found, so nothing narrows"),
    ],
)  # fmt: skip
def test_which(thing: Thing, expected: list[int], done: list[str]) -> None:
    seen, notes = find(thing, scene(ROW, nouns=("dog",)))
    assert lefts(seen) == expected
    assert [note.done for note in notes] == done and all(note.decided for note in notes)


@pytest.mark.parametrize(
    ("blocks", "thing", "expected", "decided"),
    [
        pytest.param(ROW[:1], Thing(noun=CUP, where=("middle",)), [5], True, id="the only one is the middle one"),
        pytest.param(ROW[:2], Thing(noun=CUP, where=("middle",)), [30], True, id="of two the one nearer the photo's middle"),
        pytest.param(ROW[:1], Thing(noun=CUP, size="large", plural=True), [5], True, id="one alone is large and small"),
        pytest.param((ROW[0], Block(noun=CUP, box=(50, 5, 60, 15))), Thing(noun=CUP, size="large", plural=True), [5, 50],
                     False, id="two of one size: nobody is large"),
    ],
)  # fmt: skip
def test_few(blocks: tuple[Block, ...], thing: Thing, expected: list[int], decided: bool) -> None:
    seen, notes = find(thing, scene(blocks))
    assert lefts(seen) == expected and [note.decided for note in notes] == [decided]


def test_without_depth_nearness_is_undecided_and_all_are_kept() -> None:
    seen, (note,) = find(Thing(noun=CUP, nearness="nearest"), scene(ROW, depth=False))
    assert len(seen) == 4 and not note.decided and "depth" in note.done
