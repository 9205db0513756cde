"""The bank itself: its linter, and drawing from it."""

import re
import time

import numpy as np
import pytest

from instructcv import registry
from instructcv.instructions import bank, lint, variants
from instructcv.instructions.bank import parse_wording, wordings
from instructcv.instructions.rules import rules
from instructcv.instructions.wording import chosen, draw
from instructcv.labels.colour_names import exact_name
from instructcv.labels.colours import PALETTE
from instructcv.types import LEGEND, ORIGINAL, LegendEntry

RED, TEAL, BLACK = PALETTE["red"], PALETTE["teal"], (0, 0, 0)
DOG, TABLE = LegendEntry(category="dog", rgb=RED), LegendEntry(category="dining table", rgb=TEAL)


@pytest.mark.parametrize("split", ["train", "test"])
@pytest.mark.parametrize("task", registry.names("tasks"))
def test_the_packaged_bank_is_clean(task, split):
    assert lint.findings(task, split) == []


@pytest.mark.parametrize(
    ("task", "line", "problem"),
    [
        ("segmentation", "", "0 words"),
        ("segmentation", "segment it", "no slot"),
        ("segmentation", "segment {thing}", "unknown slots"),
        ("segmentation", "segment {the", "a broken slot"),
        ("segmentation", "show a pie chart of {plural}", "asks for something else"),
        ("segmentation", "what percentage is {bare}?", "asks for something else"),
        ("segmentation", "what % is {bare}?", "asks for something else"),
        ("segmentation", "segment {things} or {no}", "slots that mean something else"),
        ("detection", "remove every {bare}", "asks for something else"),
        ("detection", "how many {plural} are there?", "asks for something else"),
        ("detection", "list {things} as text", "asks for something else"),
        ("detection", "put no box around {things}", "asks for nothing"),
        ("segmentation", "generate {things} in this picture", "the thing itself"),
        ("depth", "how far is {the}?", "no slots"),
        ("depth", "the nearer a pixel, the brighter it should be", "near is dark"),
        ("depth", "with white for close and black for far", "near is dark"),
        ("depth", "near and far as white and black", "near is dark"),
        ("depth", "bring out how far it is, far ones darkest", "near is dark"),
        ("depth", "say in words how far each pixel is", "asks for something else"),
        ("classification", "{yes} if there is {a}", "the colour for no is not said"),
        ("classification", "{yes} if there is {a}, {no}", "nothing says which"),
        ("classification", "is there {a}? {no} if not", "none for yes"),
        ("classification", "is there {a} " + "really " * 40, "words; 1 to"),
    ],
)
def test_the_linter_catches_what_went_wrong_in_2023(task, line, problem):
    assert any(problem in found for found in lint.lint(task, line))


def test_near_copies_are_found_whatever_the_slots_form():
    train = [parse_wording("could you please draw a box around {the}?")]
    assert lint.near_copy(parse_wording("could you please draw a box around {things}?"), train) is train[0]
    assert lint.near_copy(parse_wording("whereabouts in the frame would I see {the}?"), train) is None


@pytest.mark.parametrize(
    ("line", "read", "why"),
    [
        ("", [""], "no words, no alternatives"),
        ("blur {the}", ["blur {the}"], "none"),
        ("blur {the} (please)", ["blur {the} (please)"], "brackets alone are a text's own"),
        ("(blur|sharpen) {the}", ["blur {the}", "sharpen {the}"], "each is a wording of its own"),
        ("add (some|) {plural} (here|there)", ["add some {plural} here", "add some {plural} there", "add {plural} here", "add {plural} there"],
         "all with all, and one may be nothing"),
    ],
)  # fmt: skip
def test_alternatives_are_wordings(line, read, why):
    assert list(bank.alternatives(line)) == read, why


@pytest.mark.parametrize("task", registry.names("tasks"))
@pytest.mark.parametrize("manner", variants.SLICES)
def test_every_slice_has_wordings(task, manner):
    assert len(variants.slice_of(task, manner, "train")) >= 8
    assert len(variants.slice_of(task, manner, "test")) >= 5


@pytest.mark.parametrize("label_format", [LEGEND, ORIGINAL], ids=["legend", "original"])
@pytest.mark.parametrize("split", ["train", "test"])
@pytest.mark.parametrize(
    ("task", "categories"),
    [
        ("depth", ()),
        ("segmentation", ("dog",)),
        ("segmentation", ("dog", "dining table")),
        ("detection", ("dog",)),
        ("classification", ("dog",)),
        ("classification", ("dog", "dining table")),
    ],
)
def test_a_drawn_wording_says_the_whole_query(task, categories, split, label_format):
    rng = np.random.default_rng(0)
    for _ in range(200):
        query = draw(task, rng, categories=categories, split=split, label_format=label_format)
        sentence = query.instruction
        assert "{" not in sentence and "  " not in sentence
        assert query.categories == categories and all(name in sentence for name in categories)
        said = [entry for entry in query.legend if re.search(rf"(?<!\w){spelt(entry.rgb)}(?!\w)", sentence)]
        if said and rules(task).coloured:
            assert len(said) == len(categories), "all colours are named, or none"
            assert query.otherwise_rgb == BLACK or spelt(query.otherwise_rgb) in sentence
        elif rules(task).coloured:
            rgbs, rest = chosen(task, len(categories), label_format)
            assert ([entry.rgb for entry in query.legend], query.otherwise_rgb) == (rgbs, rest), "else the reader's own"


def spelt(rgb):
    """How a sentence writes a colour."""
    return exact_name(rgb) or "#{:02x}{:02x}{:02x}".format(*rgb)


def test_no_wording_of_the_2023_format_names_the_colour_of_a_mask():
    rng = np.random.default_rng(0)
    for _ in range(100):
        query = draw("segmentation", rng, categories=["dog"], label_format=ORIGINAL)
        assert query.legend[0].rgb == (255, 255, 255) and "white" not in query.instruction


def test_half_of_the_segmentation_wordings_name_colours():
    rng = np.random.default_rng(0)
    drawn = [draw("segmentation", rng, categories=["dog"]) for _ in range(2000)]
    assert 0.45 < np.mean([spelt(query.legend[0].rgb) in query.instruction for query in drawn]) < 0.55


def test_the_same_generator_state_gives_the_same_wording():
    first, again = (
        [draw("segmentation", np.random.default_rng(i), categories=["dog"]) for i in range(50)] for _ in range(2)
    )
    assert first == again
    assert len({query.instruction for query in first}) > 30


def test_a_long_legend_names_every_colour_apart():
    rng = np.random.default_rng(0)
    for _ in range(50):
        query = draw("classification", rng, categories=[f"thing{i}" for i in range(24)])
        assert len({entry.rgb for entry in query.legend}) == 24
        assert all(f"#{bytes(entry.rgb).hex()}" in query.instruction for entry in query.legend)


def test_number_agrees_within_a_sentence():
    rng = np.random.default_rng(0)
    wording = parse_wording("where {is} {the}? box {it}")
    said = {bank.fill(wording, rng, legend=(DOG,), otherwise_rgb=BLACK) for _ in range(60)}
    assert said == {"where is the dog? box it", "where are the dogs? box them"}
    grass = (LegendEntry(category="grass", rgb=RED),)
    assert {bank.fill(wording, rng, legend=grass, otherwise_rgb=BLACK) for _ in range(60)} == {
        "where is the grass? box it"
    }


def test_drawing_is_fast():
    rng = np.random.default_rng(0)
    draw("segmentation", rng, categories=["dog", "dining table"])
    started = time.process_time()
    for _ in range(1000):
        draw("segmentation", rng, categories=["dog", "dining table"])
    assert time.process_time() - started < 2.0  # about 100 microseconds a question, checkers off


def test_typos_are_small_and_spare_colours():
    rng = np.random.default_rng(0)
    for wording in wordings("classification"):
        sentence = bank.fill(wording, rng, legend=(DOG,), otherwise_rgb=TEAL)
        typo = variants.with_typos(sentence, rng, spare=tuple(PALETTE))
        assert abs(len(typo) - len(sentence)) <= 1
        for colour in ("red", "teal"):
            assert (colour in typo) == (colour in sentence)
    assert variants.with_typos("a b c", rng) == "a b c"
