"""From a program to one batch of questions and to what each ask comes to; the painter is a fake whose picture is known.

It paints a segmented noun over the left half, boxes the middle, and depth from 4 m at the top to 1 m at the bottom.
"""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from fakes import PatternPainter, sentence_encoder
from instructcv import InstructCV, Result
from instructcv.inference import predictor
from instructcv.inference.plan import plan
from instructcv.instructions.program import ANYTHING, Ask, Colour, Program, Relation, Thing
from instructcv.instructions.reader import read
from instructcv.types import LEGEND, ORIGINAL, LabelFormat

Answering = Callable[..., Result]
RED = Colour(name="red", rgb=(255, 0, 0))
CHAIR = Thing(noun="chair", colour=RED)
LEFT = Thing(noun="chair", colour=RED, where=("left",))
PHOTO = np.full((64, 96, 3), 127, np.uint8)
PHOTO[:8, :12] = 255  # of one colour all over it would show nothing, and that would be said


def program(*asks: Ask, unread: tuple[str, ...] = ()) -> Program:
    return Program(sentence="as it was typed", asks=asks, unread=unread)


@pytest.fixture
def answered(monkeypatch: pytest.MonkeyPatch) -> Answering:
    """Answers a program as if its sentence had been read as it."""

    def answer(asked: Program, painter: PatternPainter | None = None) -> Result:
        monkeypatch.setattr(predictor, "read", lambda *_: asked)
        return InstructCV(painter or PatternPainter())(PHOTO, asked.sentence)

    return answer


PLAIN = ("segment the chair and the table", "colour the dog red and the sofa teal", "put a box around every chair",
         "how far away is everything?", "is this a cat or a dog?", "is there a cat? green if so, red if not",
         "dog, cat and sofa: red, blue and green")  # fmt: skip


@pytest.mark.parametrize("label_format", [LEGEND, ORIGINAL], ids=["legend", "original"])
@pytest.mark.parametrize("sentence", PLAIN)
def test_a_plain_instruction_is_put_to_the_model_as_before(sentence: str, label_format: LabelFormat) -> None:
    """The same question in the same words, once; nothing is asked beside it."""
    program = read(sentence, sentence_encoder())
    (planned,) = plan(program, label_format)
    assert not planned.narrowed
    assert planned.query == program.asks[0].to_query(sentence, label_format)
    if label_format is LEGEND and len(planned.query.legend) <= 1:
        assert planned.parts == (planned.query,)


@pytest.mark.parametrize(
    ("ask", "tasks"),
    [
        pytest.param(Ask(task="segmentation", things=(LEFT,)), ["detection", "segmentation"], id="a place needs no depth"),
        pytest.param(Ask(task="segmentation", things=(Thing(noun="chair", nearness="nearest"),)),
                     ["detection", "segmentation", "depth"], id="nearness does"),
        pytest.param(Ask(task="detection", things=(Thing(noun="cup", relations=(Relation(name="on", thing=CHAIR),)),)),
                     ["detection", "detection", "segmentation", "depth"], id="a relation asks for both nouns"),
        pytest.param(Ask(task="depth", things=(CHAIR,), wanted="distance"), ["detection", "segmentation", "depth"],
                     id="a distance"),
        pytest.param(Ask(task="depth", things=(CHAIR,)), ["detection", "segmentation", "depth"], id="the depth of a thing only"),
        pytest.param(Ask(task="depth", wanted="distance"), ["depth"], id="the distance of the whole photo"),
        pytest.param(Ask(task="segmentation", things=(Thing(noun=ANYTHING, described=RED),)), ["depth"],
                     id="no noun at all: still one picture"),
    ],
)  # fmt: skip
def test_what_a_narrowed_ask_asks_the_model(ask: Ask, tasks: list[str]) -> None:
    (planned,) = plan(program(ask), LEGEND)
    assert planned.narrowed and [part.task for part in planned.parts] == tasks
    assert all("as it was typed" not in part.instruction for part in planned.parts)


def test_the_2023_format_asks_each_noun_for_itself_in_white() -> None:
    ask = Ask(task="segmentation", things=(LEFT, Thing(noun="cup", where=("left",))))
    (planned,) = plan(program(ask), ORIGINAL)
    masks = [part for part in planned.parts if part.task == "segmentation"]
    assert [[(entry.category, entry.rgb) for entry in part.legend] for part in masks] == [
        [("chair", (255, 255, 255))],
        [("cup", (255, 255, 255))],
    ]


def test_two_asks_are_one_batch_and_share_what_both_need(answered: Answering) -> None:
    painter = PatternPainter()
    count = Ask(task="detection", things=(CHAIR,), wanted="number")
    result = answered(program(Ask(task="segmentation", things=(LEFT,)), count), painter)
    assert painter.calls == 1 and len(painter.asked) == 2
    assert [other.told.number for other in result.also] == [
        2
    ]  # the middle's box, and the left half that no box explains


def test_a_second_plain_ask_is_asked_in_its_own_words(answered: Answering) -> None:
    painter = PatternPainter()
    answered(program(Ask(task="segmentation", things=(CHAIR,)), Ask(task="depth")), painter)
    assert [query.instruction for query in painter.asked] == ["segment the chair", "estimate the depth of this image"]


def test_the_left_one_is_segmented_and_said(answered: Answering) -> None:
    result = answered(program(Ask(task="segmentation", things=(LEFT,)), unread=("perhaps",)))
    assert result.task == "segmentation" and result.categories == ("chair",) and result.instruction == "as it was typed"
    (note,) = result.narrowed
    assert note.what == "left-most" and note.done.startswith("kept 1 of ")
    assert result.to_json()["unread"] == ["perhaps"] and result.to_json()["narrowed"] == [note.to_json()]


def test_depth_of_one_thing_is_unknown_elsewhere(answered: Answering) -> None:
    result = answered(program(Ask(task="depth", things=(CHAIR,))))
    assert result.depth_m is not None
    assert result.depth_m[32, 48] > 1 and result.depth_m[2, 90] == 0


def test_everything_but_one_thing_is_the_rest_of_the_photo(answered: Answering) -> None:
    rest = Thing(noun=ANYTHING, colour=RED, excluded=(CHAIR,))
    result = answered(program(Ask(task="segmentation", things=(rest,))))
    assert result.categories == ("everything",) and result.mask is not None
    assert result.mask[5, 90] and not result.mask[32, 10]


@pytest.mark.parametrize("empty", [False, True], ids=["there", "not there"])
def test_a_narrowed_class_is_yes_or_no(answered: Answering, empty: bool) -> None:
    asked = program(Ask(task="classification", things=(Thing(noun="chair", states=("broken",)),)))
    result = answered(asked, PatternPainter(empty=empty))
    assert result.told is not None and result.told.yes is (False if empty else None)


def test_nothing_found_is_an_answer_too(answered: Answering, tmp_path: Path) -> None:
    for task in ("segmentation", "detection", "depth"):
        result = answered(program(Ask(task=task, things=(LEFT,))), PatternPainter(empty=True))
        assert not result.found and result.narrowed == ()
        assert result.save(tmp_path / task).is_file()


def test_every_ask_of_a_sentence_is_saved(answered: Answering, tmp_path: Path) -> None:
    two = program(Ask(task="segmentation", things=(CHAIR,)), Ask(task="detection", things=(CHAIR,)))
    answered(two).save(tmp_path)
    assert (tmp_path / "result.json").is_file() and (tmp_path / "ask-2" / "result.json").is_file()
    answered(program(Ask(task="segmentation", things=(CHAIR,)))).save(tmp_path)
    assert not (tmp_path / "ask-2").exists()
