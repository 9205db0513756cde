"""A small part of the campaign of inputs that lie (`benchmarks/hostile.py`): none is a traceback, a hang, or taught as something else."""

from pathlib import Path

import pytest

from hostility.campaign import run
from hostility.inputs import DATASETS, PHOTOS
from hostility.others import OTHERS
from hostility.verdicts import FAULTS, judge

COUNTS = {"datasets": (DATASETS, 300), "photos": (PHOTOS, 120), "others": (OTHERS[:2], 40)}


@pytest.mark.parametrize("part", COUNTS)
@pytest.mark.filterwarnings("ignore")
def test_no_fault(part: str, tmp_path: Path) -> None:
    inputs, count = COUNTS[part]
    outcomes = list(run(inputs, tmp_path, count=count, seed=1))
    faults = [(one.name, one.file, one.number, one.outcome) for one in outcomes if one.outcome.verdict in FAULTS]
    assert not faults
    assert sum(one.outcome.verdict == "refused" for one in outcomes) > count // 10, (
        "damage that nobody notices proves nothing"
    )


def test_the_judge_can_fail() -> None:
    """What the campaign looks for, made by hand: a cat that is taught as absent, a made-up dog, a traceback."""
    clean = {("a", "there", "cat"): True}
    for said in ({("a", "there", "cat"): False}, {("a", "there", "dog"): True}):
        assert judge(lambda said=said: (said, ()), clean).verdict == "changed"
    assert judge(lambda: ({}, ()), clean).verdict == "less"
    assert judge(lambda: 1 // 0, clean).verdict == "traceback"  # pyright: ignore[reportArgumentType]
