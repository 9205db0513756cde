import numpy as np
import pytest

from instructcv.errors import UserError
from instructcv.labels import colours
from instructcv.types import RGB

PARSED = [
    pytest.param("red", (255, 0, 0), id="a name"),
    pytest.param("  Sky   Blue ", (64, 160, 255), id="spaces and capitals"),
    pytest.param("gray", (128, 128, 128), id="American spelling"),
    pytest.param("black", (0, 0, 0), id="a neutral"),
    pytest.param("#ff8000", (255, 128, 0), id="hex"),
    pytest.param("#F80", (255, 136, 0), id="short hex"),
    pytest.param("rgb(255, 0, 7)", (255, 0, 7), id="rgb with spaces"),
    pytest.param("rgb(1,2,3)", (1, 2, 3), id="rgb without"),
]


@pytest.mark.parametrize(("text", "rgb"), PARSED)
def test_parse(text: str, rgb: RGB) -> None:
    assert colours.parse_colour(text) == rgb


@pytest.mark.parametrize("text", ["", "reddish", "#ff00", "#gggggg", "rgb(256, 0, 0)", "rgb(1, 2)", "x" * 5000])
def test_what_is_no_colour_is_one_short_line(text: str) -> None:
    with pytest.raises(UserError, match="not a colour") as caught:
        colours.parse_colour(text)
    assert len(str(caught.value)) < 400


def test_every_name_is_its_own_nearest_name() -> None:
    for name, rgb in (colours.PALETTE | colours.NEUTRALS).items():
        assert colours.colour_name(rgb) == name
        assert colours.parse_colour(name) == rgb


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("#333333", "grey"),  # no hue, so no dark red
        ("#cccccc", "white"),
        ("#ded553", "yellow"),  # 92 from salmon in RGB, 99 from yellow
        ("#00ff00", "lime"),
        ("#77bb33", "green"),
        ("#ffd700", "yellow"),
        ("#bfa33f", "yellow"),  # mustard: as dark as orange, but of a yellow's hue
        ("#b5a642", "yellow"),  # brass
        ("#c2b280", "yellow"),  # sand
        ("#808000", "olive"),
        ("#cc7722", "orange"),  # ochre stays one
        ("#ff8c00", "orange"),
        ("#eaa221", "orange"),  # marigold
        ("#fa8072", "salmon"),
        ("#40e0d0", "cyan"),
        ("#483d8b", "purple"),
    ],
)
def test_a_colour_is_named_as_people_see_it(text: str, name: str) -> None:
    assert colours.colour_name(colours.parse_colour(text)) == name


def test_oklab_is_the_published_one() -> None:
    shown = np.array([(255, 255, 255), (0, 0, 0), (255, 0, 0), (0, 0, 255)], np.uint8)
    published = [(1.0, 0.0, 0.0), (0.0, 0.0, 0.0), (0.62796, 0.22486, 0.12585), (0.45201, -0.03246, -0.31153)]
    assert np.abs(colours.oklab(shown) - np.array(published)).max() < 1e-4


def test_palette_is_well_separated() -> None:
    palette = np.array(list(colours.PALETTE.values()), dtype=np.uint8)
    between = colours.distances(palette, palette) + 1000 * np.eye(len(palette))
    assert between.min() >= 58
    assert colours.distances(palette, np.zeros((1, 3), np.uint8)).min() >= 120


@pytest.mark.parametrize("count", [0, 1, 2, 8])
def test_short_legends_are_far_apart_and_from_black_with_distinct_names(count: int) -> None:
    for seed in range(50):
        drawn = colours.draw_colours(count, np.random.default_rng(seed))
        assert drawn.shape == (count, 3)
        everything = np.concatenate([drawn, np.zeros((1, 3), np.uint8)])
        between = colours.distances(everything, everything) + 1000 * np.eye(count + 1)
        assert between.min() >= colours.MIN_DISTANCE
        names = {colours.colour_name((int(r), int(g), int(b))) for r, g, b in drawn}
        assert len(names) == count and not names & set(colours.NEUTRALS)


@pytest.mark.parametrize(("count", "apart"), [(9, 85), (24, 65), (48, 50), (64, 42)])
def test_long_legends_are_spread_out(count: int, apart: float) -> None:
    for seed in range(5):
        drawn = colours.draw_colours(count, np.random.default_rng(seed))
        everything = np.concatenate([drawn, np.zeros((1, 3), np.uint8)])
        assert (colours.distances(everything, everything) + 1000 * np.eye(count + 1)).min() >= apart


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
