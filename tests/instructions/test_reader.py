"""Reading a typed sentence: tables of readings, of refusals, and measured floors on the held-out bank."""

import time

import numpy as np
import pytest

from fakes import sentence_encoder
from instructcv.errors import UserError
from instructcv.instructions._paint import NO, YES
from instructcv.instructions._router import packaged_head
from instructcv.instructions._tokens import normalise, words_of
from instructcv.instructions.aliases import canonical
from instructcv.instructions.bank import fill, wordings
from instructcv.instructions.reader import read
from instructcv.instructions.rules import rules
from instructcv.instructions.say import thing_in_words
from instructcv.instructions.variants import with_typos
from instructcv.labels.colours import BLACK, PALETTE, default_colours, distances
from instructcv.types import ORIGINAL, LegendEntry

RED, BLUE, TEAL, GREEN, WHITE = PALETTE["red"], PALETTE["blue"], PALETTE["teal"], PALETTE["green"], (255, 255, 255)
NOUNS = (
    "dog,dining table,person,grass,scissors,umbrella,tennis racket,sky,bookcase,sheep,tv,cell phone,bus,beagle,sofa,"
    "wine glass,plant,teddy bear,hot dog,knife,traffic light,red grapefruit,british shorthair,car,bird,chair,bed,lamp"
).split(",")


def ask(sentence):
    """What the first ask of a sentence puts to a network."""
    return read(sentence, sentence_encoder()).asks[0].to_query(sentence)


@pytest.mark.parametrize(
    ("sentence", "task", "categories"),
    [
        ("SEGMENT THE DOG!!!", "segmentation", ("dog",)),
        ("  segment   the\tdog\n", "segmentation", ("dog",)),
        ("segment the dog 🐶", "segmentation", ("dog",)),
        ("mask of the dog", "segmentation", ("dog",)),
        ("segment the chairs and the table", "segmentation", ("chair", "table")),
        ("segment the chairs, the tables and all people", "segmentation", ("chair", "table", "person")),
        ("segment the wooden chair", "segmentation", ("chair",)),  # an adjective goes
        ("segment the red chair", "segmentation", ("chair",)),  # a colour may be an adjective
        ("segment the axolotl", "segmentation", ("axolotl",)),  # never seen
        ("segment the dog and the axolotl", "segmentation", ("dog", "axolotl")),
        ("segment the katze", "segmentation", ("katze",)),  # the bank's own wording, whatever the noun
        ("segment the couch", "segmentation", ("sofa",)),
        ("detect persons", "detection", ("person",)),  # an unusual plural is no typo
        ("where is the donkey?", "detection", ("donkey",)),  # a word of its own, no typo of "monkey"
        ("segment the skirt, the socks and the shorts", "segmentation", ("skirt", "sock", "shorts")),
        ("segment the cat's left ear", "segmentation", ("ear",)),  # the owner narrows, and it is no bear
        ("segment the dog but not the cat", "segmentation", ("dog",)),
        ("detect dogs, not cats", "detection", ("dog",)),  # what is taken back does not sway the task
        ("segment the man's shirt", "segmentation", ("shirt",)),  # the owner is not asked for
        ("box the boy's left hand", "detection", ("hand",)),
        ("segment the lady in the red dress", "segmentation", ("woman",)),
        ("segment the cat sitting on the old red sofa", "segmentation", ("cat",)),
        ("segment the dog that is on the sofa", "segmentation", ("dog",)),
        ("segment the axolotl on the table", "segmentation", ("axolotl",)),  # not the table, whose name is known
        ("segment the old man", "segmentation", ("man",)),  # an English word, no typo of "gold"
        ("where is the exit", "detection", ("exit",)),  # nor of "exist"
        ("find the broom", "detection", ("broom",)),  # nor of "room"
        ("segment the cup on the table", "segmentation", ("cup",)),  # where it is, not what is asked
        ("segmnet the dinnig tabel", "segmentation", ("dining table",)),
        ("where are the chairs? box them", "detection", ("chair",)),
        ("where's the dog?", "detection", ("dog",)),
        ("draw a box around every person", "detection", ("person",)),
        ("find all boxes", "detection", ("box",)),  # "box" as a category
        ("detect the people and the dogs", "detection", ("person", "dog")),
        ("is there a dog? where?", "detection", ("dog",)),  # the last question is the one to answer
        ("is there a dog in this room, and if so, where is it?", "detection", ("dog",)),
        ("any cats? where?", "detection", ("cat",)),
        ("are there any staplers? where?", "detection", ("stapler",)),  # in no list, and in the plural
        ("is there a dog in the picture?", "classification", ("dog",)),  # and still one without "where"
        ("detect women in white dresses", "detection", ("woman",)),  # what they wear is not asked for
        ("box the women in white dresses and the men in black suits", "detection", ("woman", "man")),
        ("box every dog in", "detection", ("dog",)),  # not finished
        ("box the stapler", "detection", ("stapler",)),  # a thing, though no category that we know of
        ("where are my keys?", "detection", ("key",)),
        ("segment the peony", "segmentation", ("peony",)),  # no typo of "pony"
        ("where is the dog leash?", "detection", ("dog leash",)),  # a name of two words, the first of which we know
        ("box the paper clips", "detection", ("paper clip",)),
        ("find the dog swimming in the lake", "detection", ("dog",)),
        ("segment the dog bowl", "segmentation", ("dog bowl",)),  # a name of two words, neither of which is asked for
        ("segment the wine glass", "segmentation", ("wine glass",)),  # whose name is two words
        ("label road, car, sky", "segmentation", ("road", "car", "sky")),
        ("mark any cup or bottle", "segmentation", ("cup", "bottle")),
        ("how far is everything?", "depth", ()),
        ("estimate the depth of this image", "depth", ()),
        ("is there a cat?", "classification", ("cat",)),
        ("is this a beagle or a pug?", "classification", ("beagle", "pug")),
        ("is it a tabby, siamese or persian cat?", "classification", ("tabby", "siamese", "persian")),
        ("is it a tabby cat, a siamese cat or a persian cat?", "classification", ("tabby cat", "siamese", "persian")),
        ("is it a red apple or a green apple?", "classification", ("red apple", "green apple")),
        ("is this a red, green or yellow apple?", "classification", ("red apple", "green apple", "yellow apple")),
        ("is the car red or blue?", "classification", ("red car", "blue car")),
        ("is it a wooden chair or a plastic chair?", "classification", ("wooden chair", "plastic chair")),
        ("what animal is this, a cat, a dog or a rabbit?", "classification", ("cat", "dog", "rabbit")),
        ("is this dog a beagle or a pug?", "classification", ("beagle", "pug")),
        ("is this cat, dog or bird?", "classification", ("cat", "dog", "bird")),
        ("what kind of fruit is this: apple, banana or orange?", "classification", ("apple", "banana", "orange")),
        ("which fruit is it, apple, orange or banana?", "classification", ("apple", "orange", "banana")),
        ("is it an apple, orange, or banana?", "classification", ("apple", "orange", "banana")),
        ("name the fruit: banana, apple, orange", "classification", ("banana", "apple", "orange")),
        ("identify the breed: beagle, pug, boxer", "classification", ("beagle", "pug", "boxer")),
        ("classify this photo: kitchen, bedroom", "classification", ("kitchen", "bedroom")),  # in no list of ours
        ("kitchen or bedroom?", "classification", ("kitchen", "bedroom")),
        ("cut out the lady with the umbrella", "segmentation", ("woman",)),
    ],
)
def test_task_and_categories(sentence, task, categories):
    understood = ask(sentence)
    assert (understood.task, understood.categories) == (task, categories)
    assert understood.instruction == sentence  # the denoiser gets the exact wording


@pytest.mark.parametrize(
    ("sentence", "legend", "otherwise"),
    [
        ("paint every dog red and every sofa teal", {"dog": RED, "sofa": TEAL}, BLACK),
        ("paint the man's shirt teal", {"shirt": TEAL}, BLACK),
        (
            "dog: #1e90ff, sofa: #00f, segment them",
            {"dog": (30, 144, 255), "sofa": (0, 0, 255)},
            BLACK,
        ),  # no Italian "e"
        ("segment the dog and the sofa: dog red, sofa teal", {"dog": RED, "sofa": TEAL}, BLACK),  # named twice
        ("paint the dog red and the couch teal", {"dog": RED, "sofa": TEAL}, BLACK),
        ("colour: dog = red, sofa = teal", {"dog": RED, "sofa": TEAL}, BLACK),
        ("segment the photo, dog: #ff8800, sofa: #00f", {"dog": (255, 136, 0), "sofa": (0, 0, 255)}, BLACK),
        ("use red for the dog and teal for the sofa", {"dog": RED, "sofa": TEAL}, BLACK),
        ("segment the dog in red and the sofa in teal, everything else in white", {"dog": RED, "sofa": TEAL}, WHITE),
        ("segment the dog in red on a white background", {"dog": RED}, WHITE),
        ("mask the orange in orange", {"orange": PALETTE["orange"]}, BLACK),  # a fruit and a colour
        ("segment the dog, orange", {"dog": PALETTE["orange"]}, BLACK),
        ("segment the dog and the sofa in red and teal respectively", {"dog": RED, "sofa": TEAL}, BLACK),
        ("every dog or sofa red", {"dog or sofa": RED}, BLACK),
        ("dogs: red, sofa: teal, sky: blue", {"dog": RED, "sofa": TEAL, "sky": BLUE}, BLACK),  # a legend, no choice
        ("dog in red please", {"dog": RED}, BLACK),
        ("segment the dog red and the cat red", {"dog or cat": RED}, BLACK),
        (
            "paint the walls, the floor and the ceiling teal and the bed red",
            {"wall, floor or ceiling": TEAL, "bed": RED},
            BLACK,
        ),
    ],
)
def test_colours_of_a_segmentation(sentence, legend, otherwise):
    understood = ask(sentence)
    assert understood.task == "segmentation"
    assert {entry.category: entry.rgb for entry in understood.legend} == legend
    assert understood.otherwise_rgb == otherwise


@pytest.mark.parametrize(
    "sentence",
    [
        "if there is a cat, blue, otherwise red",
        "if there's a cat in the photo paint it blue, if not paint it red",
        "blue if there is a cat, red otherwise",
        "blue if there is a cat, red if not",
        "show blue if the picture has a cat, otherwise show red",
        "is there a cat? blue if so, red if not",
        "is there a cat? blue for yes, red for no",
        "is there a cat or not? blue if there is, red if there isn't",
        "red unless there is a cat, then blue",
        "red, unless there is a cat: then blue",
        "unless there is a cat, paint it red, otherwise blue",
        "if there is no cat, red, otherwise blue",
        "red if there is no cat, blue if there is",
        "if you don't see a cat, show red, if you do, show blue",
        "paint red when the cat is missing and blue when it is there",
        "cat: blue, no cat: red",
        "blue = cat, red = no cat",
        "blue means a cat, red means no cat",
        "paint red, but if there is a cat paint blue",
        "in case there is a cat paint blue, in any other case red",
    ],
)
def test_polarity_in_all_usual_orders(sentence):
    understood = ask(sentence)
    assert understood.task == "classification"
    assert understood.legend == (LegendEntry(category="cat", rgb=BLUE),)
    assert understood.otherwise_rgb == RED


@pytest.mark.parametrize(
    ("sentence", "legend", "otherwise"),
    [
        ("is there a cat?", {"cat": YES.rgb}, NO.rgb),  # no colours named
        ("red if there is a cat", {"cat": RED}, BLACK),  # one named
        ("what breed is this? beagle: red, pug: blue", {"beagle": RED, "pug": BLUE}, BLACK),
        (
            "what is this? red for a beagle, blue for a pug, white for anything else",
            {"beagle": RED, "pug": BLUE},
            WHITE,
        ),
        ("is it a beagle or a pug? red if it is a beagle, blue if it is a pug", {"beagle": RED, "pug": BLUE}, BLACK),
        ("is it a beagle or a pug? red or blue respectively", {"beagle": RED, "pug": BLUE}, BLACK),
        ("is there a beagle or a pug? blue if so, red if not", {"beagle or pug": BLUE}, RED),
        ("blue if there is a beagle or a pug, else red", {"beagle or pug": BLUE}, RED),
    ],
)
def test_colours_of_a_classification(sentence, legend, otherwise):
    understood = ask(sentence)
    assert understood.task == "classification"
    assert {entry.category: entry.rgb for entry in understood.legend} == legend
    assert understood.otherwise_rgb == otherwise


def test_categories_that_share_a_colour_are_looked_for_one_by_one():
    both, bed = ask("paint every pillow and lamp red and the bed blue").legend
    assert (both.category, both.nouns) == ("pillow or lamp", ("pillow", "lamp"))
    assert bed.nouns == ("bed",)


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("", "is empty"),
        (" \n\t ", "is empty"),
        ("???", "no words"),
        ("🐶🐶🐶", "no words"),
        ("1234", "no words"),
        ("segment the dog " * 200, "characters"),
        ("собака где", "English only"),
        ("分割狗", "English only"),
        ("bonjour, où est le chat", "French"),
        ("bitte zeige mir die Katze auf dem Tisch", "German"),
        ("what's the weather", "did you mean"),
        ("make it snow", "did you mean"),
        ("remove the car", "did you mean"),
        ("remove the background", "did you mean"),  # no category called "remove"
        ("turn the picture into a painting", "did you mean"),
        ("don't segment the dog", "says what not to do|don't understand"),
        ("please do not draw boxes around the dog", "says what not to do|don't understand"),
        ("put no box around the dog", "says what not to do|don't understand"),
        ("find the dog without drawing a box", "says what not to do|don't understand"),
        ("no mask for the cat please", "says what not to do|don't understand"),
        ("no depth map please", "says what not to do|don't understand"),
        ("what do you see?", "don't understand"),  # open questions
        ("where is everything?", "don't understand|not what it is about"),
        ("what can you see here?", "don't understand"),
        ("how old is the boy?", "don't understand"),
        ("segment the asdfgh", "don't know the word 'asdfgh'|don't understand"),
        ("segment the dog and the lkjhgf", "don't know the word 'lkjhgf'|don't understand"),
        ("segment", "not what it is about|don't understand"),
        ("segment the cat red and the cat blue", "two colours"),
        ("paint the left cat red and the right cat blue", "two colours"),
        ("red if it is a cat, blue if it is a cat", "two colours"),
        ("if there is a cat paint it red, otherwise paint it red", "share one colour"),
    ],
)
def test_refusals_are_one_clear_line(sentence, message):
    with pytest.raises(UserError, match=message) as caught:
        ask(sentence)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300


def test_the_query_carries_the_label_format():
    (asked,) = read("segment the dog", sentence_encoder()).asks
    query = asked.to_query("segment the dog", ORIGINAL)
    assert (query.label_format, query.legend[0].rgb) == (ORIGINAL, WHITE)  # the one colour of all that is asked for
    (asked,) = read("paint the dog red", sentence_encoder()).asks
    assert asked.to_query("paint the dog red", ORIGINAL).legend[0].rgb == RED  # unless the sentence says another


@pytest.mark.parametrize("count", [0, 1, 2, 8, 20])
def test_default_colours_are_apart(count):
    colours = default_colours(count)
    assert len(set(colours)) == count
    if count > 1:
        rgb = np.array([BLACK, *colours], dtype=np.uint8)
        between = distances(rgb, rgb) + 1000 * np.eye(count + 1)
        assert between.min() >= (130 if count <= 8 else 50)


def held_out(task, rng, *, typos):
    """(sentence, legend, otherwise, wording): every held-out wording of a task, once for one class and once for two."""
    colours = list(PALETTE.values())
    for wording in wordings(task, "test"):
        for count in (1, 2):
            drawn = rng.permutation(len(colours))[:3]
            nouns = rng.permutation(len(NOUNS))
            legend = tuple(LegendEntry(category=NOUNS[nouns[i]], rgb=colours[drawn[i]]) for i in range(count))
            otherwise = colours[drawn[2]] if task == "classification" and "no" in wording.slots else BLACK
            if not wording.fits(task, legend, otherwise) or (count == 2 and not rules(task).things):
                continue
            sentence = fill(wording, rng, legend=legend, otherwise_rgb=otherwise)
            if typos:
                sentence = with_typos(sentence, rng, spare=tuple(PALETTE))
            yield sentence, legend, otherwise, wording


def reading(sentence):
    """What was learned makes of a sentence, the bank's own wordings not being recognised."""
    try:
        return read(sentence, sentence_encoder(), recalling=False).asks[0].to_query(sentence)
    except UserError:
        return None


def is_right(understood, task, legend, otherwise, wording):
    if understood is None or understood.task != task:
        return False
    if not rules(task).things:
        return True
    colours = {entry.category: entry.rgb for entry in understood.legend}
    wanted = {canonical(entry.category): entry.rgb for entry in legend}
    if task == "detection" or not wording.explicit:
        return colours.keys() == wanted.keys()
    return colours == wanted and understood.otherwise_rgb == otherwise


# Floors stand a little under what was measured (2026-11-29: 0.928 of 501 routed, 0.872 read with the very things and colours that were
# meant; the rules before, on four tasks: 0.981 and 0.977), so that a change for the worse is noticed.
ROUTED = {False: 0.92, True: 0.90}
RIGHT = {False: 0.865, True: 0.84}


@pytest.mark.slow
@pytest.mark.parametrize("typos", [False, True])
def test_the_held_out_bank_is_routed_and_read(typos):
    rng = np.random.default_rng(7)
    asked = [(task, *row) for task in packaged_head().tasks for row in held_out(task, rng, typos=typos)]
    read = [(row, reading(row[1])) for row in asked]
    routed = np.mean([understood is not None and understood.task == row[0] for row, understood in read])
    right = np.mean([is_right(understood, row[0], *row[2:]) for row, understood in read])
    assert routed >= ROUTED[typos], f"{routed:.3f} of {len(read)} routed"
    assert right >= RIGHT[typos], f"{right:.3f} of {len(read)} right"


@pytest.mark.slow
def test_what_is_no_instruction_is_refused():
    rng = np.random.default_rng(0)
    legend = (LegendEntry(category="dog", rgb=RED),)
    others = [fill(wording, rng, legend=legend, otherwise_rgb=BLACK) for wording in wordings("other", "test")]
    refused = np.mean([reading(sentence) is None for sentence in others])
    assert refused >= 0.92, f"{refused:.3f} of {len(others)} refused"


# The kinds of wordings that the 2023 system was trained and shown with, in our own words where a template was long.
STYLE_2023 = {
    "segmentation": [
        "Segment the {x}",
        "segment the {x}.",
        "Help me split the {x}",
        "Please segment the {x} in the image",
        "Divide the {x} from the rest of the picture",
        "Can you segment the {x} in this image?",
        "Perform segmentation of the {x}",
        "Show me the segmentation of the {x}",
        "Separate the {x} from the background",
        "Please create a segmentation mask of the {x}",
    ],
    "detection": [
        "Detect the {x}",
        "Could you locate the {x}?",
        "Could you locate all of the {x} in the image",
        "Please find the {x}",
        "Locate the {x} in the picture",
        "Help me detect the {x}",
        "Can you find the {x} for me?",
        "Identify the location of the {x}",
        "Where is the {x} in this image?",
        "Draw bounding boxes around the {x}",
    ],
    "depth": [
        "Estimate the depth of this image",
        "Create a monocular depth map",
        "Please estimate the depth of the image",
        "Make a depth map of this photo",
        "Calculate the depth of this picture",
        "What is the depth of this image?",
        "Produce a depth estimation for the image",
        "Determine the depth of the image",
        "Could you show me the depth map?",
        "Provide a monocular depth estimate",
    ],
    "classification": [
        "Show red if the picture has a {x}, otherwise show green",
        "If the picture contains a {x}, show red, otherwise show green",
        "Show red if there is a {x} in the picture, if not show green",
        "If there is a {x} make it red, else make it green",
        "Please show red if you see a {x}, otherwise green",
        "If a {x} is in the image, turn it red, if there is none, turn it green",
        "Display red if the image includes a {x}, else display green",
        "Red if there's a {x}, green if there isn't",
    ],
}


@pytest.mark.slow
def test_the_style_of_2023_is_understood():
    rng = np.random.default_rng(0)
    rows = []
    for task, templates in STYLE_2023.items():
        for template in templates:
            for noun in rng.permutation([n for n in NOUNS if n not in ("grass", "sky", "scissors")])[:3]:
                sentence = template.replace("{x}", str(noun))
                rows.append((task, str(noun), sentence))
                rows.append((task, str(noun), with_typos(sentence, rng, spare=("red", "green"))))
    right = []
    for task, noun, sentence in rows:
        understood = reading(sentence)
        good = understood is not None and understood.task == task
        if good and task != "depth":
            good = understood.categories == (canonical(noun),)
        if good and task == "classification":
            good = (understood.legend[0].rgb, understood.otherwise_rgb) == (RED, GREEN)
        right.append(good)
    assert np.mean(right) >= 0.95, [row for row, good in zip(rows, right, strict=True) if not good]


# Written down before anything was fitted to them; nine are names of our vocabulary.
EVERYDAY = (
    "stapler keys wallet toothbrush comb ladder hammer screwdriver wrench drill bucket mop sponge kettle spatula ladle whisk "
    "colander thermos corkscrew envelope notebook eraser calculator paperclip ruler crayon violin trumpet drum harmonica tent "
    "canoe kayak anchor compass telescope microscope stethoscope syringe bandage wheelchair crutch stroller pacifier rattle "
    "doormat chandelier candle lighter padlock hinge faucet plunger wheelbarrow rake shovel scarecrow squirrel hedgehog"
).split()
GIBBERISH = (
    "asdfgh qwertz yxcvbn lkjhgf zzzzxq blorpt fnargle wugbert xqzptl grmblfx snorfwick trelbix mnbvcx hjklqw plimbazz vrootch "
    "dxkqw zorblat quimfer jjfkdls wertzui gribnol thwumple kzxcvb oiuztre bnmghj flarnic skrubnog aaaaqq drungleplex"
).split()


@pytest.mark.parametrize(
    ("frame", "task", "refused"),
    [  # of the gibberish; the bank's own wording is taken around any word that could be one ("segment the blorpt")
        ("segment the {}", "segmentation", 14),
        ("where is the {}?", "detection", 27),
        ("box the {}", "detection", 19),
        ("is there a {}?", "classification", 30),
        ("find the {}", "detection", 28),
    ],
)
def test_a_thing_is_looked_for_whatever_it_is_and_gibberish_is_not(frame, task, refused):
    read = {noun: reading(frame.format(noun)) for noun in EVERYDAY}
    right = [noun for noun, one in read.items() if one is not None and (one.task, len(one.legend)) == (task, 1)]
    assert len(right) >= 57, sorted(read.keys() - right)
    taken = [word for word in GIBBERISH if reading(frame.format(word)) is not None]
    assert len(GIBBERISH) - len(taken) >= refused, taken


def test_reading_takes_little_beyond_one_look_of_the_encoder():
    sentence = "paint every dog red, the dining tables teal and the bookcases navy. how far is the sofa?"
    states = sentence_encoder().word_states([words_of(normalise(sentence))])

    class Remembered:
        """An encoder that has seen the sentence."""

        looks = 0

        def word_states(self, sentences):
            self.looks += 1
            return states

    encoder = Remembered()
    assert len(read(sentence, encoder).asks) == 2
    assert encoder.looks == 1  # for both asks
    started = time.process_time()
    for _ in range(20):
        read(sentence, encoder)
    assert (time.process_time() - started) / 20 < 0.01


def test_the_packaged_head_says_where_it_comes_from():
    head = packaged_head()
    assert 0.0 < head.threshold < 1.0
    assert "instructcv.instructions._fit" in head.provenance
    assert set(head.example_tasks) == set(head.tasks)


NARROWED = [
    ("segment the left-most cat", [("segmentation", "left-most cat")], "a place"),
    ("outline the second chair from the left", [("segmentation", "second chair from the left")], "counted from a side"),
    ("segment the two largest pillows", [("segmentation", "2 largest pillows")], "a number and a size"),
    ("segment the nearest person", [("segmentation", "nearest person")], "nearness, and no depth map"),
    ("box every white cup", [("detection", "white cup")], "a colour that it has"),
    ("outline the woman in black", [("segmentation", "black woman")], '"in black" describes'),
    ("segment the cup on the table", [("segmentation", "cup on table")], "a relation"),
    ("detect people not wearing helmets", [("detection", "person not wearing helmet")], "a relation turned round"),
    ("segment the cat except its ears", [("segmentation", "cat except ear")], "an exception"),
    ("segment everything except the dog", [("segmentation", "everything except dog")], "no noun but the exception's"),
    ("segment the chairs and box the table", [("segmentation", "chair"), ("detection", "table")], "two jobs"),
    ("how far away is the sofa?", [("depth", "sofa")], "one distance, not a map"),
    ("segment the crème brûlée", [("segmentation", "crème brûlée")], "accents"),
    ("masks, gloves, helmets", [("detection", "mask, glove, helmet")], "nouns that are verbs"),
    ("dog . cat . chair .", [("detection", "dog, cat, chair")], "GroundingDINO's prompts"),
    ("box the tv stand and the tv", [("detection", "tv stand, tv")], "a compound and its part"),
    ("mask both lamps", [("segmentation", "2 lamps")], "a number that is no number word"),
    ("mask the nearest two chairs", [("segmentation", "2 nearest chairs")], "a number behind what it narrows with"),
    ("box tables with no chairs", [("detection", "table not with chair")], "without, said with two words"),
    ("mask everything apart from the sky", [("segmentation", "everything except sky")], "an exception of two words"),
    ("box everything on the shelf", [("detection", "everything on shelf")], "no noun but the relation's"),
    ("mask all objects on the floor", [("segmentation", "everything on floor")], "everything, said otherwise"),
    ("segment the frame on the wall", [("segmentation", "frame on wall")], "a thing that is a word of requests, too"),
]


@pytest.mark.parametrize(("sentence", "asks", "why"), NARROWED)
def test_what_narrows_is_read(sentence, asks, why):
    program = read(sentence, sentence_encoder())
    said = [(each.task, ", ".join(thing_in_words(thing) for thing in each.things)) for each in program.asks]
    assert (said, program.unread) == (asks, ()), why


@pytest.mark.parametrize(
    ("sentence", "unread"),
    [
        ("segment the cat before noon please", ("before", "noon")),
        ("put a red box around the dog", ("red",)),  # boxes are blue
        ("is there more than one person?", ("more", "than")),  # a number is exact
        ("show the surface normals of the bed", ("bed",)),  # they are painted for the whole photo only
    ],
)
def test_words_without_effect_are_said(sentence, unread):
    assert read(sentence, sentence_encoder()).unread == unread


def test_a_thing_in_the_colour_of_the_rest_gets_another_rest():
    painted = ask("paint the cat black")
    assert (painted.legend[0].rgb, painted.otherwise_rgb) == (BLACK, WHITE)
    asked = ask("is this a cat? black if so")
    assert (asked.legend[0].rgb, asked.otherwise_rgb) == (BLACK, WHITE)


@pytest.mark.parametrize(
    ("sentence", "noun", "told", "why"),
    [
        ("ice cream", "ice cream", (), "a name, and not ice in the colour of cream"),
        ("is the traffic light red?", "traffic light", (), "a name, and not traffic in light red"),
        ("find the phone case", "phone case", (), "requests say the name's last word, too"),
        ("what breed is this dog?", "dog", ("breed",), "no breeds to choose from"),
    ],
)
def test_names_stay_whole_and_what_cannot_be_told_is_said(
    sentence: str, noun: str, told: tuple[str, ...], why: str
) -> None:
    program = read(sentence, sentence_encoder())
    assert [thing.noun for ask in program.asks for thing in ask.things] == [noun], why
    assert program.unread == told, why


def test_two_that_share_a_noun_are_two() -> None:
    (ask,) = read("segment the red and the blue car", sentence_encoder()).asks
    assert [(t.noun, t.described and t.described.name) for t in ask.things] == [("car", "red"), ("car", "blue")]


@pytest.mark.parametrize(("colour", "ending"), [("red", "one"), ("blue", "ones")])
def test_one_is_another_of_what_was_named(colour: str, ending: str) -> None:
    (ask,) = read(f"box every car except the {colour} {ending}", sentence_encoder()).asks
    (left_out,) = ask.things[0].excluded
    assert left_out.noun == "car" and left_out.described is not None and left_out.described.name == colour
