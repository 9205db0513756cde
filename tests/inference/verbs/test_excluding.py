"""What is taken off, by objects and by pixels."""

from blocks import SIZE_HW, Block, lefts, scene
from instructcv.inference.verbs.run import find
from instructcv.instructions.program import ANYTHING, Thing

CAT = (
    Block(noun="cat", box=(20, 20, 60, 50)),
    Block(noun="ear", box=(25, 20, 30, 25)),
    Block(noun="cat", box=(70, 20, 90, 40)),
)


def test_nothing_to_take_off_takes_nothing_off_and_says_so() -> None:
    seen, (note,) = find(Thing(noun="cat", excluded=(Thing(noun="tail"),)), scene(CAT, nouns=("tail",)))
    assert lefts(seen) == [20, 70] and "no tail was found" in note.done


def test_parts_are_taken_off_by_pixels() -> None:
    blocks = (CAT[0],)
    whole = scene(blocks).objects["cat"][0].area_px
    painted = scene((*blocks, Block(noun="ear", box=(25, 20, 30, 25))))
    seen, _ = find(Thing(noun="cat", excluded=(Thing(noun="ear"),)), painted)
    assert seen[0].area_px == whole - 25


def test_objects_go_whole() -> None:
    left = Thing(noun="cat", where=("left",))
    seen, notes = find(Thing(noun="cat", plural=True, excluded=(left,)), scene(CAT))
    assert lefts(seen) == [70] and notes[-1].done == "kept 1 of 2"


def test_everything_is_the_photo_without_what_is_taken_off() -> None:
    seen, _ = find(Thing(noun=ANYTHING, excluded=(Thing(noun="cat"),)), scene(CAT))
    cats = sum(one.area_px for one in scene(CAT).objects["cat"])
    assert seen[0].area_px == SIZE_HW[0] * SIZE_HW[1] - cats
