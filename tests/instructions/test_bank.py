"""The bank itself: its linter, and drawing from it."""

import time

import numpy as np
import pytest

from instructcv import registry
from instructcv.instructions import bank, lint, variants
from instructcv.instructions.bank import draw, parse_wording, wordings
from instructcv.labels.colours import PALETTE, draw_colours
from instructcv.types import LegendEntry

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


@pytest.mark.parametrize("task", registry.names("tasks"))
@pytest.mark.parametrize("manner", variants.SLICES)
def test_every_slice_has_wordings(task, manner):
    assert len(variants.slice_of(task, manner, "train")) >= 8
    assert len(variants.slice_of(task, manner, "test")) >= 5


@pytest.mark.parametrize(
    ("task", "legend", "otherwise"),
    [
        ("depth", (), BLACK),
        ("segmentation", (DOG,), BLACK),
        ("segmentation", (DOG, TABLE), BLACK),
        ("detection", (DOG,), BLACK),
        ("detection", (DOG, TABLE), BLACK),
        ("classification", (DOG,), TEAL),
        ("classification", (DOG,), BLACK),
        ("classification", (DOG, TABLE), BLACK),
        ("classification", (DOG, TABLE), (0, 0, 255)),
    ],
)
@pytest.mark.parametrize("split", ["train", "test"])
def test_a_drawn_wording_says_the_whole_query(task, legend, otherwise, split):
    rng = np.random.default_rng(0)
    for _ in range(300):
        sentence = draw(task, rng, legend=legend, otherwise_rgb=otherwise, split=split)
        assert "{" not in sentence and "  " not in sentence
        for entry in legend:
            assert entry.category in sentence
        names_yes = "red" in sentence or "#ff0000" in sentence
        if task == "classification" and names_yes and (len(legend) == 1 or otherwise != BLACK):
            no = {BLACK: "black", TEAL: "teal"}.get(otherwise, "blue")
            assert no in sentence or "#{:02x}{:02x}{:02x}".format(*otherwise) in sentence


def test_half_of_the_segmentation_wordings_name_colours():
    rng = np.random.default_rng(0)
    drawn = [draw("segmentation", rng, legend=(DOG,), otherwise_rgb=BLACK) for _ in range(2000)]
    assert 0.45 < np.mean(["red" in s or "#ff0000" in s for s in drawn]) < 0.55


def test_the_same_generator_state_gives_the_same_wording():
    first = [draw("segmentation", np.random.default_rng(i), legend=(DOG,), otherwise_rgb=BLACK) for i in range(50)]
    again = [draw("segmentation", np.random.default_rng(i), legend=(DOG,), otherwise_rgb=BLACK) for i in range(50)]
    assert first == again
    assert len(set(first)) > 30


def test_a_long_legend_names_every_colour_apart():
    rng = np.random.default_rng(0)
    colours = draw_colours(24, rng)
    legend = tuple(LegendEntry(category=f"thing{i}", rgb=tuple(int(c) for c in rgb)) for i, rgb in enumerate(colours))
    for _ in range(50):
        sentence = draw("segmentation", rng, legend=legend, otherwise_rgb=BLACK)
        assert all(entry.category in sentence for entry in legend)
        if "#" in sentence:
            assert all("#{:02x}{:02x}{:02x}".format(*entry.rgb) in sentence for entry in legend)


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
    draw("segmentation", rng, legend=(DOG, TABLE), otherwise_rgb=BLACK)
    started = time.process_time()
    for _ in range(1000):
        draw("segmentation", rng, legend=(DOG, TABLE), otherwise_rgb=BLACK)
    assert time.process_time() - started < 1.0  # about 40 microseconds a wording, checkers off


def test_typos_are_small_and_spare_colours():
    rng = np.random.default_rng(0)
    for wording in wordings("classification"):
        sentence = bank.fill(wording, rng, legend=(DOG,), otherwise_rgb=TEAL)
        typo = variants.with_typos(sentence, rng, spare=tuple(PALETTE))
        assert abs(len(typo) - len(sentence)) <= 1
        for colour in ("red", "teal"):
            assert (colour in typo) == (colour in sentence)
    assert variants.with_typos("a b c", rng) == "a b c"
