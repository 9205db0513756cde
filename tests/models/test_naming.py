"""What the backbone alone would call a photo, for nouns that nobody taught."""

import pytest
import torch

from instructcv.models.mini.naming import blended, familiarity, named

WIDTH = 384
ALL = torch.ones(1, 3, dtype=torch.bool)
ONE = torch.tensor([[True, True, False]])


def word(*axes: int) -> torch.Tensor:
    """A unit embedding along some axes: words that share an axis are alike."""
    return torch.nn.functional.normalize(torch.eye(WIDTH)[list(axes)].sum(0), dim=-1)


LOBSTER, GUITAR, DOG = word(1), word(2), word(3)
CLASSES = torch.stack([word(1, 4), word(2, 5), *(word(axis) for axis in range(10, 40))])
"""A spiny lobster, an acoustic guitar, and thirty others."""
NOUNS = torch.stack([torch.zeros(WIDTH), LOBSTER, GUITAR])[None]


@pytest.mark.parametrize(
    ("seen", "line"), [(0, 1), (1, 2), (20, 0)]
)  # a kind of lobster; a kind of guitar; something that is like neither
def test_a_class_says_the_noun_that_its_name_is_like(seen: int, line: int) -> None:
    classes = torch.zeros(len(CLASSES))
    classes[seen] = 1.0
    chances = named(classes, CLASSES, NOUNS, ALL).exp()
    assert chances.sum().item() == pytest.approx(1, abs=1e-3)
    assert chances[0].argmax() == line and chances[0, line] > 0.5


def test_what_is_not_asked_has_no_share() -> None:
    classes = torch.zeros(len(CLASSES))
    classes[1] = 1.0
    assert named(classes, CLASSES, NOUNS, ONE)[0, 2].exp() < 1e-5


def test_a_taught_noun_is_familiar_and_a_strange_one_is_not() -> None:
    for taught, asked, known in ((GUITAR, ALL, 0.5), (GUITAR, ONE, 0.0), (LOBSTER, ONE, 1.0), (DOG, ALL, 0.0)):
        assert familiarity(NOUNS, torch.stack([taught, word(7)]), asked)[0].item() == pytest.approx(known, abs=0.01)


@pytest.mark.parametrize(
    ("known", "line"), [(1.0, 2), (0.0, 1)]
)  # all familiar: what was learned; none: what the backbone says
def test_the_more_familiar_the_more_what_was_learned_counts(known: float, line: int) -> None:
    learned, own = torch.tensor([[0.0, 0.0, 5.0]]), torch.tensor([[0.1, 0.8, 0.1]]).log()
    mixed = blended(learned, own, torch.full((1,), known), ALL)
    assert mixed.sum().item() == pytest.approx(1) and mixed[0].argmax() == line
    only_two = blended(learned, own, torch.full((1,), known), ONE)
    assert only_two[0, 2] == 0
