"""Which colour a thing has: flat paint, shade, highlights, and what cannot be told."""

import numpy as np
import pytest

from blocks import Block, lefts, scene
from instructcv.inference.verbs import colour
from instructcv.inference.verbs.run import find
from instructcv.inference.verbs.scene import Scene
from instructcv.instructions.program import ANYTHING, Colour, Thing
from instructcv.labels.colours import parse_colour
from instructcv.types import RGB

CARS = (
    Block(noun="car", box=(5, 20, 25, 40), rgb=(200, 20, 30)),
    Block(noun="car", box=(40, 20, 60, 40), rgb=(30, 60, 190)),
    Block(noun="car", box=(75, 20, 95, 40), rgb=(235, 235, 235)),
)


def named(name: str) -> Colour:
    return Colour(name=name, rgb=parse_colour(name))


@pytest.mark.parametrize(
    ("name", "expected"),
    [("red", [5]), ("blue", [40]), ("navy", [40]), ("white", [75]), ("green", [])],
)
def test_described_things(name: str, expected: list[int]) -> None:
    seen, (note,) = find(Thing(noun="car", described=named(name)), scene(CARS))
    assert lefts(seen) == expected and note.what == name and note.done == f"kept {len(expected)} of 3"


@pytest.mark.parametrize(
    ("rgb", "name"),
    [
        pytest.param((0, 0, 0), "black", id="black"),
        pytest.param((255, 255, 255), "white", id="white"),
        pytest.param((128, 128, 128), "grey", id="grey"),
        pytest.param((200, 20, 30), "red", id="red"),
        pytest.param((20, 130, 40), "green", id="green"),
        pytest.param((240, 220, 40), "yellow", id="yellow"),
        pytest.param((110, 60, 20), "brown", id="brown"),
        pytest.param((245, 130, 30), "orange", id="orange"),
    ],
)
def test_flat_paint_has_its_name(rgb: RGB, name: str) -> None:
    one = scene((Block(noun="car", box=(5, 20, 25, 40), rgb=rgb),))
    assert colour.name_of(one.objects["car"][0], one) == name


def test_shade_and_highlights_do_not_take_the_colour_away() -> None:
    plain = scene((Block(noun="car", box=(5, 20, 45, 50), rgb=(205, 25, 35)),))
    light = np.linspace(0.15, 1.2, 40)[None, :, None]  # from deep shade to glare, left to right
    photo = plain.photo.copy()
    photo[20:50, 5:45] = np.clip(photo[20:50, 5:45] * light, 0, 255).astype(np.uint8)
    photo[25:30, 10:40] = 255
    shaded = Scene(photo=photo, objects=plain.objects, depth_m=plain.depth_m)
    car = shaded.objects["car"][0]
    assert colour.name_of(car, shaded) == "red" and colour.has(car, named("red"), shaded)
    assert colour.has(car, named("green"), shaded) is False


def test_everything_of_a_colour_is_its_pixels() -> None:
    seen, (note,) = find(Thing(noun=ANYTHING, described=named("red")), scene(CARS))
    assert seen[0].area_px == 400 and "7 % of the photo" in note.done
