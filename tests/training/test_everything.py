"""What the photo encoder is taught about every place."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import torch

from instructcv.training.mini.everything import (
    UNKNOWN,
    Everything,
    dense_losses,
    everything_of,
    mentioned,
    presence_losses,
    thinned,
)
from instructcv.types import LEGEND, Instance, Regions, Sample


def first_letter(words: Sequence[str]) -> np.ndarray:
    """A stand-in for the sentence encoder."""
    return np.eye(384, dtype=np.float32)[[ord(word[0]) for word in words]]


def room() -> Sample:
    """64 x 64: a chair in the top left quarter of a floor, 1 m away; the right half's depth is unknown."""
    chair = np.zeros((64, 64), bool)
    chair[:32, :32] = True
    depth_m = np.ones((64, 64), np.float32)
    depth_m[:, 32:] = 0
    return Sample(
        key="0",
        source="test",
        split="train",
        licence="CC0-1.0",
        photo=np.zeros((64, 64, 3), np.uint8),
        instances=(Instance(category="chair", box_xyxy_px=(0.0, 0.0, 32.0, 32.0), mask=chair),),
        things=("chair",),
        regions=Regions(ids=np.where(chair, 1, 0).astype(np.int16), names=("floor", "chair")),
        depth_m=depth_m,
    )


def labelled(*samples: Sample) -> Everything:
    """With every noun mentioned."""
    return next(
        truth
        for truth in (everything_of(first_letter, samples, 8, LEGEND, np.random.default_rng(n)) for n in range(100))
        if truth.nouns_mask.sum() == sum(1 + len(s.labels if s.regions is None else s.regions.names) for s in samples)
    )


def test_places_know_their_noun_their_place_and_their_depth() -> None:
    truth = labelled(room())
    assert (truth.lines[0, :4, :4] == 2).all()
    assert (truth.lines[0, 4:] == 1).all()
    assert torch.equal(truth.on_object[0], truth.lines[0] == 2)
    across, down = truth.place[0, :, :4, :4]
    assert (across.diff(dim=1) > 0.2).all()
    assert (down.diff(dim=0) > 0.2).all()
    assert (truth.grey[0, :, 4:] == UNKNOWN).all()
    assert torch.allclose(truth.grey[0, :, :4], torch.tensor(0.343), atol=0.01)  # log curve: ln(1/0.3) / ln(10/0.3)


def test_a_box_stays_around_its_thinned_mask() -> None:
    for seed in range(10):
        small = thinned(room(), 16, np.random.default_rng(seed))
        assert small.instances is not None and small.instances[0].mask is not None
        assert small.instances[0].mask.sum() == 64
        np.testing.assert_allclose(small.instances[0].box_xyxy_px, (0, 0, 8, 8), atol=0.5)


def test_what_is_not_mentioned_is_none_of_these() -> None:
    every = labelled(room()).lines
    for seed in range(30):
        truth = everything_of(first_letter, [room()], 8, LEGEND, np.random.default_rng(seed))
        for noun in (1, 2):
            there = truth.lines[every == noun]
            assert (there == (noun if truth.nouns_mask[0, noun] else 0)).all()
    shares = [mentioned(np.arange(41) == 1, np.random.default_rng(n)).mean() for n in range(200)]
    assert sum(share == 1 for share in shares) in range(70, 130)


def test_a_photo_with_nothing_but_a_class_shows_it_everywhere() -> None:
    plain = replace(
        room(), instances=None, regions=None, things=(), depth_m=None, label="pear", labels=("apple", "pear")
    )
    truth = labelled(plain)
    assert (truth.lines == 2).all()
    assert not truth.on_object.any()


def test_the_truth_costs_least_and_the_unlabelled_nothing() -> None:
    empty = replace(room(), instances=None, regions=None, things=(), depth_m=None)
    truth = labelled(room(), empty)
    right = torch.nn.functional.one_hot(truth.lines.long().clamp_min(0), 3).float().flatten(1, 2) * 50
    geometry = torch.cat([truth.place, truth.grey[:, None]], 1)
    exact = dense_losses(right, geometry, truth)
    assert exact[0] < 1e-3
    assert (dense_losses(-right, 1 - geometry, truth)[0] > exact[0] + 1).all()
    assert dense_losses(-right, 1 - geometry, truth)[1] == 0


def test_presence_rewards_who_is_there_and_ignores_the_padding() -> None:
    truth = labelled(room())
    alone = replace(
        room(), regions=None, instances=None, things=(), depth_m=None, label="pear", labels=("fig", "pear", "plum")
    )
    both = labelled(room(), alone)  # the first photo has two nouns, the second three
    shown = torch.tensor([[0.0, 1.0, 1.0, 0.0], [0.0, 0.0, 1.0, 0.0]])
    right = presence_losses(shown * 40 - 20, both)
    assert (right < 1e-6).all()
    assert (presence_losses(20 - shown * 40, both) > 10).all()
    hidden = shown * 40 - 20
    hidden[0, 3] = 20.0  # no noun stands there
    assert torch.equal(presence_losses(hidden, both)[0], right[0])
    assert truth.nouns_mask.sum() == 3
