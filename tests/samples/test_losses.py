"""What cannot be read is left out and counted; too much of it stops the work."""

from dataclasses import dataclass

import pytest

from instructcv.datasets import shapes
from instructcv.errors import UserError
from instructcv.samples import losses
from instructcv.types import Sample, Split


@dataclass
class WithBad:
    """Drawn shapes of which some cannot be read."""

    bad: frozenset[int]
    count: int = 6
    name: str = "shapes"
    licence: str = ""
    split: Split = "train"

    def __len__(self) -> int:
        return self.count

    def __getitem__(self, index: int) -> Sample:
        if index in self.bad:
            raise UserError(f"{index}.jpg is damaged")
        return shapes.open(count=self.count, size_px=32)[index]


def bad(*numbers: int, count: int = 6) -> WithBad:
    return WithBad(frozenset(numbers), count)


@pytest.mark.parametrize(
    ("dataset", "count", "found", "why"),
    [
        (bad(count=0), 2, 0, "an empty data set has none, and that is no error here"),
        (bad(), 0, 0, "none is wanted"),
        (bad(), 2, 2, "all are good"),
        (bad(0, 1), 2, 2, "the first ones are bad: others stand in"),
        (bad(5), 9, 5, "fewer than wanted"),
    ],
)
def test_the_first_that_can_be_read(dataset: WithBad, count: int, found: int, why: str) -> None:
    assert len(losses.first_readable(dataset, count)) == found, why


@pytest.mark.parametrize("count", [1, losses.LOOKED_AT + 5])
def test_none_can_be_read(count: int) -> None:
    with pytest.raises(UserError, match=r"^0\.jpg is damaged"):
        losses.first_readable(bad(*range(count), count=count), 1)


@pytest.mark.parametrize(
    ("total", "tolerate", "refused", "stops", "why"),
    [
        (0, 0.0, 0, False, "nothing was asked"),
        (1, 1.0, 1, False, "all may be lost"),
        (1, 0.02, 1, True, "the only one"),
        (50, 0.02, 1, False, "exactly the share"),
        (49, 0.02, 1, True, "a little more"),
        (9, 0.0, 0, False, "none may be lost, and none is"),
    ],
)
def test_the_share(total: int, tolerate: float, refused: int, stops: bool, why: str) -> None:
    lost = losses.Losses(total=total, tolerate=tolerate)
    try:
        for _ in range(refused):
            lost.add(losses.refused(), ["a.jpg is damaged"])
    except losses.TooManyError as error:
        assert stops and "a.jpg is damaged" in str(error) and "--tolerate" in str(error), why
    else:
        assert not stops, why


@pytest.mark.parametrize("share", [-0.1, 1.5, float("nan"), "none", ""])
def test_no_share(share: float | str) -> None:
    with pytest.raises(UserError, match="a share from 0 to 1"):
        losses.tolerated(share)
