"""Everyday sentences, by construction: how many are honoured, told, silent; and what counts as which."""

import pytest

from fakes import sentence_encoder
from instructcv.evaluation.studies import sentences

LEAST_HONOURED, MOST_SILENT = 0.85, 0.05
"""Floors a little under what was measured, so that a change for the worse is noticed."""


@pytest.mark.parametrize(
    ("why", "line", "verdict"),
    [
        ("all is read", "x | segment the red car | segmentation: car [is=red]", "honoured"),
        ("refused, so nothing is answered wrongly", "x | what's the weather | segmentation: weather", "told"),
        ("its noun is another", "x | segment the red car | segmentation: bus", "silent"),
        ("a thing more than was meant", "x | segment the car and the bus | segmentation: car", "silent"),
        (
            "what is missing stands under unread",
            "x | segment the car before noon | segmentation: car [state=noon]",
            "told",
        ),
        ("another number of asks", "x | segment the car | segmentation: car; detection: bus", "silent"),
    ],
)
def test_what_counts_as_what(why: str, line: str, verdict: str) -> None:
    assert sentences.judge(sentences.parse(line), sentence_encoder()).verdict == verdict, why


def test_there_are_enough_of_every_construction() -> None:
    asked = sentences.sentences()
    assert len(asked) >= 150 and len({one.text for one in asked}) == len(asked)
    assert len({one.construction for one in asked}) >= 15


@pytest.mark.slow
def test_everyday_sentences_are_honoured() -> None:
    judged = [sentences.judge(one, sentence_encoder()) for one in sentences.sentences()]
    counts = sentences.by_construction(judged)["all"]
    lost = [f"{one.sentence.text}: {', '.join(one.missing)}" for one in judged if one.verdict == "silent"]
    assert counts["honoured"] >= LEAST_HONOURED * len(judged), counts
    assert counts["silent"] <= MOST_SILENT * len(judged), lost
