"""The program itself: what counts as narrowed, what a network is asked, and its JSON."""

import json

import pytest

from instructcv.instructions.program import ANYTHING, Ask, Colour, Program, Relation, Thing
from instructcv.labels.frames import FRAME_RGB
from instructcv.types import ORIGINAL, LegendEntry

RED = Colour(name="red", rgb=(255, 0, 0))
CHOSEN = Colour(name="red", rgb=(255, 0, 0), chosen=True)


@pytest.mark.parametrize(
    ("why", "thing", "narrowed"),
    [
        ("a noun and no more", Thing(noun="cat"), False),
        ("many of them", Thing(noun="cat", plural=True), False),
        ("what it is painted in says nothing about which", Thing(noun="cat", colour=RED), False),
        ("anything", Thing(noun=ANYTHING), True),
        ("a place", Thing(noun="cat", where=("left",)), True),
        ("a number", Thing(noun="cat", number=1), True),
        ("an exception", Thing(noun="cat", excluded=(Thing(noun="ear"),)), True),
    ],
)
def test_what_narrows(why: str, thing: Thing, narrowed: bool) -> None:
    assert thing.is_narrowed is narrowed, why


def test_nouns_of_relations_and_exceptions_are_needed_too() -> None:
    lamp = Thing(
        noun="lamp", relations=(Relation(name="on", thing=Thing(noun="table")),), excluded=(Thing(noun="cord"),)
    )
    assert list(lamp.nouns()) == ["lamp", "table", "cord"]
    assert list(Thing(noun=ANYTHING, excluded=(Thing(noun="dog"),)).nouns()) == ["dog"]


def test_things_of_one_colour_are_one_entry_and_boxes_have_a_colour_of_their_own() -> None:
    both = Ask(task="segmentation", things=(Thing(noun="pillow", colour=RED), Thing(noun="lamp", colour=RED)))
    assert both.legend() == (LegendEntry(category="pillow or lamp", rgb=RED.rgb, members=("pillow", "lamp")),)
    boxes = Ask(task="detection", things=(Thing(noun="dog"), Thing(noun="sofa")))
    assert [(entry.category, entry.rgb) for entry in boxes.legend()] == [("dog", FRAME_RGB), ("sofa", FRAME_RGB)]


@pytest.mark.parametrize(
    ("why", "colour", "rgb"),
    [
        ("the format's one colour, where the sentence names none", CHOSEN, (255, 255, 255)),
        ("the sentence's colour, where it names one", RED, (255, 0, 0)),
    ],
)
def test_the_2023_format_has_one_colour_for_masks(why: str, colour: Colour, rgb: tuple[int, int, int]) -> None:
    ask = Ask(task="segmentation", things=(Thing(noun="dog", colour=colour),))
    assert ask.to_query("...", ORIGINAL).legend[0].rgb == rgb, why


def test_depth_of_a_thing_is_asked_of_the_whole_photo() -> None:
    ask = Ask(task="depth", things=(Thing(noun="bed"),), wanted="distance")
    assert ask.is_narrowed and ask.to_query("...").legend == ()


def test_json_leaves_out_what_is_not_said() -> None:
    relation = Relation(name="on", thing=Thing(noun="shelf"), negated=True)
    bottle = Thing(noun="bottle", plural=True, colour=RED, where=("top", "left"), ordinal=2, relations=(relation,))
    program = Program(
        sentence="...", asks=(Ask(task="segmentation", things=(bottle,), confidence=0.5),), unread=("now",)
    )
    assert json.loads(json.dumps(program.to_json())) == {
        "sentence": "...",
        "asks": [
            {
                "task": "segmentation",
                "things": [
                    {
                        "noun": "bottle",
                        "colour": "red",
                        "where": ["top", "left"],
                        "ordinal": 2,
                        "plural": True,
                        "relations": [{"name": "not on", "thing": {"noun": "shelf"}}],
                    }
                ],
                "otherwise": "black",
                "confidence": 0.5,
            }
        ],
        "unread": ["now"],
    }
