"""What a box teaches where there is no mask."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch

from instructcv.training.mini.boxed import Boxes, boxed_losses, boxes_of, covered
from instructcv.training.mini.everything import UNKNOWN, Everything, dense_losses, everything_of, presence_losses
from instructcv.types import LEGEND, BoxXYXY, Instance, Sample

SIDE = 8
NOUNS = ("cat", "dog")


def boxed(*objects: tuple[int, BoxXYXY]) -> Boxes:
    """A grey photo in which what is in a box is red; none of these is under every box."""
    inside = np.zeros((SIDE, SIDE), bool)
    for _, (left, top, right, bottom) in objects:
        inside[int(top) : int(bottom), int(left) : int(right)] = True
    under = np.where(inside, np.int16(0), np.int16(UNKNOWN))[None]
    photo = np.where(np.kron(inside, np.ones((8, 8), bool))[..., None], (200, 10, 10), (128, 128, 128)).astype(np.uint8)
    return boxes_of([objects], under, [photo])


def said(noun_of: np.ndarray, sure: float = 20.0) -> torch.Tensor:
    """Logits `[1, 3, s, s]` of places that show a noun each."""
    return torch.nn.functional.one_hot(torch.from_numpy(noun_of).long(), 3).permute(2, 0, 1)[None].float() * sure


def filled(box: tuple[int, int, int, int], noun: int = 1) -> np.ndarray:
    left, top, right, bottom = box
    shown = np.zeros((SIDE, SIDE), np.int64)
    shown[top:bottom, left:right] = noun
    return shown


CAT = (1, (2.0, 2.0, 6.0, 6.0))
PLACE = torch.rand(1, 2, SIDE, SIDE)


@pytest.mark.parametrize(
    ("worse", "why"),
    [
        (filled((2, 2, 6, 6), noun=2), "another category's object in the cat's box"),
        (filled((0, 0, 0, 0)), "nothing of the cat anywhere"),
        (filled((2, 2, 6, 4)), "no cat in the lower rows"),
        (filled((2, 2, 4, 6)), "no cat in the columns to the right"),
        (filled((2, 2, 3, 3)), "a speck, far less than an object fills of its box"),
    ],
)
def test_a_cat_that_fills_its_box_costs_least(worse: np.ndarray, why: str) -> None:
    best, _ = boxed_losses(said(filled((2, 2, 6, 6))), PLACE, boxed(CAT))
    other, _ = boxed_losses(said(worse), PLACE, boxed(CAT))
    assert best.item() < 0.05 < other.item(), why


def test_who_says_nothing_is_taught_to_say_something() -> None:
    """The dice loss has next to no slope there; the rows' cross-entropy must."""
    logits = said(filled((0, 0, 0, 0)), sure=8.0).requires_grad_()
    boxed_losses(logits, PLACE, boxed(CAT))[0].sum().backward()
    assert logits.grad is not None
    assert (logits.grad[0, 1, 2:6, 2:6] < 0).any()


def test_neighbours_of_one_colour_are_of_one_noun_and_others_need_not_be() -> None:
    grey = np.full((64, 64, 3), 128, np.uint8)
    striped = grey.copy()
    striped[:, 32:] = (250, 10, 10)
    under = boxed(CAT).under.numpy()
    half = said(filled((2, 2, 4, 6)))  # up to where the stripe begins
    plain, split = (boxed_losses(half, PLACE, boxes_of([[CAT]], under, [photo]))[0] for photo in (grey, striped))
    assert split.item() < plain.item()


def test_places_in_a_box_are_taught_where_its_noun_is_said_to_be() -> None:
    at = (torch.arange(SIDE) + 0.5 - 2) / 4
    right = torch.stack(torch.meshgrid(at, at, indexing="xy"))[None].clamp(0, 1)
    logits = said(filled((2, 2, 6, 6)))
    assert boxed_losses(logits, right, boxed(CAT))[1].item() < 1e-5
    assert boxed_losses(logits, 1 - right, boxed(CAT))[1].item() > 0.2
    wrong_below = torch.cat([right[..., :4, :], 1 - right[..., 4:, :]], -2)
    above, below = said(filled((2, 2, 6, 4))), said(filled((2, 4, 6, 6)))
    cost = [boxed_losses(where, wrong_below, boxed(CAT))[1].item() for where in (above, below)]
    assert cost[0] < 1e-3 and cost[1] > 0.2  # where no cat is said to be, its place is not taught


@pytest.mark.parametrize(
    ("box", "places"),
    [((0.0, 0.0, 0.0, 0.0), 0), ((2.0, 2.0, 6.0, 6.0), 16), ((3.1, 3.1, 3.3, 3.3), 1), ((0.0, 0.0, 8.0, 0.2), 8)],
)  # padding; whole places; one smaller than a place; one thinner than a place
def test_a_box_covers_the_places_whose_centres_it_holds_and_at_least_one(box: BoxXYXY, places: int) -> None:
    assert covered(boxed((int(places > 0), box))).sum() == places


def test_photos_without_boxes_cost_nothing_and_padding_is_no_box() -> None:
    both = boxes_of([[], [CAT]], np.full((2, SIDE, SIDE), UNKNOWN, np.int16), [np.zeros((8, 8, 3), np.uint8)] * 2)
    logits = torch.randn(2, 3, SIDE, SIDE)
    category, place = boxed_losses(logits, torch.rand(2, 2, SIDE, SIDE), both)
    assert category[0] == 0 and place[0] == 0 and torch.isfinite(category).all()


def letters(words: Sequence[str]) -> np.ndarray:
    """A stand-in for the sentence encoder."""
    return np.eye(384, dtype=np.float32)[[ord(word[0]) for word in words]]


def photo(*instances: Instance) -> Sample:
    return Sample(
        key="0",
        source="test",
        split="train",
        licence="CC0-1.0",
        photo=np.zeros((64, 64, 3), np.uint8),
        instances=instances,
        things=NOUNS,
    )


def all_asked(sample: Sample) -> Everything:
    drawn = (everything_of(letters, [sample], SIDE, LEGEND, np.random.default_rng(n)) for n in range(100))
    return next(truth for truth in drawn if truth.nouns_mask.all())


def test_a_photo_with_boxes_only_is_not_a_photo_of_nothing() -> None:
    truth = all_asked(photo(Instance(category="cat", box_xyxy_px=(16.0, 16.0, 48.0, 48.0))))
    assert truth.shown.tolist() == [[1.0, 1.0, 0.0]]
    inside = truth.lines[0, 2:6, 2:6]
    assert (inside == UNKNOWN).all() and (truth.lines[0] == UNKNOWN).sum() == 16  # the rest shows none of these
    assert (truth.boxes.under[0, 2:6, 2:6] == 0).all()
    assert truth.boxes.nouns.tolist() == [[1]]
    nothing = said(filled((0, 0, 0, 0))).flatten(2).transpose(1, 2)
    cat = said(filled((2, 2, 6, 6))).flatten(2).transpose(1, 2)
    geometry = torch.zeros(1, 3, SIDE, SIDE)
    assert dense_losses(cat, geometry, truth)[0] < dense_losses(nothing, geometry, truth)[0]


def test_a_smaller_mask_in_a_box_is_known_and_a_larger_one_is_what_is_under_it() -> None:
    masks = {side: np.zeros((64, 64), bool) for side in (16, 64)}
    for side, mask in masks.items():
        mask[:side, :side] = True
    cat = Instance(category="cat", box_xyxy_px=(0.0, 0.0, 32.0, 32.0))
    small, large = (
        Instance(category="dog", box_xyxy_px=(0.0, 0.0, float(s), float(s)), mask=m) for s, m in masks.items()
    )
    truth = all_asked(photo(cat, small))
    assert (truth.lines[0, :2, :2] == 2).all() and (truth.lines[0, 2:4, :4] == UNKNOWN).all()
    truth = all_asked(photo(cat, large))
    assert (truth.lines[0, :4, :4] == UNKNOWN).all() and (truth.boxes.under[0, :4, :4] == 2).all()
    assert not truth.on_object[0, :4, :4].any() and truth.on_object[0, 5:, 5:].all()


def test_of_a_speck_nobody_knows_whether_it_can_be_seen() -> None:
    truth = all_asked(photo(Instance(category="cat", box_xyxy_px=(16.0, 16.0, 18.0, 18.0))))
    assert truth.shown.tolist() == [[1.0, -1.0, 0.0]]
    wrong = torch.tensor([[0.0, 30.0, -30.0]])
    assert torch.equal(presence_losses(wrong, truth), presence_losses(-wrong * torch.tensor([1.0, 1.0, -1.0]), truth))


def test_a_crowd_with_a_box_only_is_unknown_and_no_object() -> None:
    crowd = Instance(category="cat", box_xyxy_px=(16.0, 16.0, 48.0, 48.0), is_crowd=True)
    truth = all_asked(photo(crowd))
    assert (truth.lines[0, 2:6, 2:6] == UNKNOWN).all() and not truth.boxes.nouns.any()
