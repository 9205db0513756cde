"""What every named run of the small model promises, whichever are registered."""

import pytest

from instructcv import registry
from instructcv.errors import UserError
from instructcv.recipes.base import Recipe, load

RECIPES = [name for name in sorted(registry.names("recipes")) if isinstance(load(name), Recipe)]


def recipe(name: str) -> Recipe:
    found = load(name)
    assert isinstance(found, Recipe)
    return found


@pytest.mark.parametrize("name", RECIPES)
def test_the_mix_names_scenes_that_are_made(name: str) -> None:
    run = recipe(name)
    sources = run.train.data.sources
    assert {source.scenes for source in sources} <= set(run.scenes)
    for source in sources:
        assert source.weight > 0 and sum(source.tasks.values()) in (0, pytest.approx(1))
    assert any(source.tasks for source in sources) or not any(stage.queries != 0 for stage in run.train.stages)


@pytest.mark.parametrize("name", RECIPES)
def test_another_seed_is_one_of_batches_and_noise_and_of_nothing_else(name: str) -> None:
    run = recipe(name)
    assert run.train.seed == run.train.data.seed
    other = run.told({"seed": "12345"}, None)
    assert (other.train.seed, other.train.data.seed) == (12345, 12345) and other.scenes == run.scenes
    assert other.told({"seed": str(run.train.seed)}, None) == run == run.told({}, None)


@pytest.mark.parametrize(("settings", "dataset"), [({"steps": "3"}, None), ({"seed": "-1"}, None), ({}, "coco")])
def test_what_a_run_cannot_be_told(settings: dict[str, str], dataset: str | None) -> None:
    with pytest.raises(UserError):
        recipe("toy").told(settings, dataset)
