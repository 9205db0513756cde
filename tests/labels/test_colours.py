import numpy as np
import pytest

from instructcv.labels import colours
from instructcv.labels.colour_names import exact_name


def test_palette_is_well_separated() -> None:
    palette = np.array(list(colours.PALETTE.values()), dtype=np.uint8)
    between = colours.distances(palette, palette) + 1000 * np.eye(len(palette))
    assert between.min() >= 58
    assert colours.distances(palette, np.zeros((1, 3), np.uint8)).min() >= 120


@pytest.mark.parametrize("count", [0, 1, 2, 8])
def test_short_legends_are_far_apart_and_from_black(count: int) -> None:
    for seed in range(50):
        drawn = colours.draw_colours(count, np.random.default_rng(seed))
        assert drawn.shape == (count, 3)
        everything = np.concatenate([drawn, np.zeros((1, 3), np.uint8)])
        between = colours.distances(everything, everything) + 1000 * np.eye(count + 1)
        assert between.min() >= colours.MIN_DISTANCE


@pytest.mark.parametrize(("count", "apart"), [(9, 85), (24, 65), (48, 50), (64, 42)])
def test_long_legends_are_spread_out(count: int, apart: float) -> None:
    for seed in range(5):
        drawn = colours.draw_colours(count, np.random.default_rng(seed))
        everything = np.concatenate([drawn, np.zeros((1, 3), np.uint8)])
        assert (colours.distances(everything, everything) + 1000 * np.eye(count + 1)).min() >= apart


@pytest.mark.parametrize("count", [0, 1, 2, 8])
def test_named_legends_are_as_far_apart_and_words_say_them(count: int) -> None:
    for seed in range(50):
        drawn = colours.draw_named(count, np.random.default_rng(seed))
        assert drawn is not None and len(drawn) == count
        everything = np.array([*drawn, (0, 0, 0)], np.uint8)
        assert (colours.distances(everything, everything) + 1000 * np.eye(count + 1)).min() >= colours.MIN_DISTANCE
        assert all(colours.parse_colour(str(exact_name(rgb))) == rgb for rgb in drawn)
    assert colours.draw_named(9, np.random.default_rng(0)) is None


def test_draws_differ_between_seeds_and_repeat_for_one() -> None:
    first, again, other = (colours.draw_colours(8, np.random.default_rng(seed)) for seed in (1, 1, 2))
    assert (first == again).all() and (first != other).any()


@pytest.mark.parametrize("count", [-1, 65])
def test_impossible_counts(count: int) -> None:
    with pytest.raises(ValueError, match="legend"):
        colours.draw_colours(count, np.random.default_rng(0))


def test_posterior_sums_to_one_and_is_bayes_rule_for_two_colours() -> None:
    picture = np.random.default_rng(0).random((5, 4, 3), dtype=np.float32)
    legend = np.array([[255, 0, 0], [0, 255, 0]], dtype=np.uint8)
    probability = colours.posterior(picture, legend, temperature=0.5)
    assert np.allclose(probability.sum(axis=0), 1, atol=1e-6)
    first, second = (((picture - colour / 255.0) ** 2).sum(axis=2) for colour in legend)
    assert np.allclose(probability[0], 1 / (1 + np.exp((first - second) / 0.5)), atol=1e-5)


def test_admissible() -> None:
    picture = np.array([[[1, 0, 0], [0.9, 0.1, 0.1], [0.5, 0, 0]]], dtype=np.float32)
    assert colours.admissible(picture, np.array([[255, 0, 0]], np.uint8)).tolist() == [[True, True, False]]


def test_clean_takes_anything() -> None:
    odd = np.array([[[np.nan, np.inf, -np.inf], [2, -1, 0.5]]], dtype=np.float32)
    assert colours.clean(odd).tolist() == [[[0, 1, 0], [1, 0, 0.5]]]
