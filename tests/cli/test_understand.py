"""`instructcv understand`: how a sentence is read, for people and for programs."""

import json

import pytest

from instructcv.cli._main import main

SAID = [
    pytest.param("how far away is everything?", "depth", id="nothing to look for"),
    pytest.param(
        "segment the left-most cat",
        "segmentation: left-most cat red (#ff0000), all else black (#000000)",
        id="narrowed",
    ),
    pytest.param("box the dog and count the chairs", "detection: dog; detection, number: chair", id="two jobs"),
    pytest.param("box the dogs and the sofa", "detection: dog, sofa", id="its colours are not the person's"),
    pytest.param(
        "paint the dog teal, all else white",
        "segmentation: dog teal (#008080), all else white (#ffffff)",
        id="colours as given",
    ),
    pytest.param(
        "red unless there is a cat, then blue",
        "classification: cat blue (#0000ff), no cat red (#ff0000)",
        id="yes and no the right way round",
    ),
    pytest.param(
        "what is it? red for a beagle, blue for a pug",
        "classification: beagle red (#ff0000), pug blue (#0000ff), none of these black (#000000)",
        id="a choice",
    ),
]


@pytest.mark.parametrize(("sentence", "said"), SAID)
def test_a_reading_is_one_line(capsys: pytest.CaptureFixture[str], sentence: str, said: str) -> None:
    assert main(["understand", sentence]) == 0
    assert capsys.readouterr() == (f"{said}\n", "")


def test_words_without_quotes_are_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "box", "the", "dog"]) == 0
    assert capsys.readouterr().out == "detection: dog\n"


def test_json_is_one_line_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    sentence = "segment the two largest pillows on the sofa in teal before noon"
    assert main(["understand", sentence, "where is the dog?", "--json"]) == 0
    first, second = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert 0.5 < first["asks"][0].pop("confidence") <= 1.0
    pillow = {"noun": "pillow", "colour": "teal", "size": "largest", "number": 2, "plural": True}
    pillow |= {"relations": [{"name": "on", "thing": {"noun": "sofa"}}]}
    assert first == {
        "sentence": sentence,
        "asks": [{"task": "segmentation", "things": [pillow], "otherwise": "black"}],
        "unread": ["before", "noon"],
    }
    assert second["asks"][0]["task"] == "detection" and second["unread"] == []


def test_what_is_not_understood_is_one_line_and_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand", "what's the weather", "where is the dog?"]) == 2
    said = capsys.readouterr()
    assert said.out == "detection: dog\n"
    assert said.err.startswith("instructcv: ") and "did you mean" in said.err and said.err.count("\n") == 1


def test_no_sentence_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["understand"]) == 2
    assert "give a sentence" in capsys.readouterr().err
