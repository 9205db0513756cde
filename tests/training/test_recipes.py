"""What every named run of the small model promises, whichever are registered."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from instructcv import registry
from instructcv.errors import UserError
from instructcv.models.base import EMBEDDED
from instructcv.models.mini.components import vae_model
from instructcv.models.mini.denoiser import Denoiser
from instructcv.recipes.base import Leg, Recipe, SceneSet, load
from instructcv.training.mini.data import Source
from tiny import TINY, tiny_vae

RECIPES = [name for name in sorted(registry.names("recipes")) if isinstance(load(name), Recipe)]


def recipe(name: str) -> Recipe:
    found = load(name)
    assert isinstance(found, Recipe)
    return found


@pytest.mark.parametrize("name", RECIPES)
def test_every_mix_names_scenes_that_are_made(name: str) -> None:
    run = recipe(name)
    assert set(run.own_masks.values()) <= set(run.scenes)
    for leg in run.legs:
        assert {source.scenes for source in leg.train.data.sources} <= {*run.scenes, *run.own_masks}
        for source in leg.train.data.sources:
            assert source.weight > 0 and sum(source.tasks.values()) == pytest.approx(1 if source.tasks else 0)


@pytest.mark.parametrize("name", RECIPES)
def test_another_seed_is_one_of_batches_and_noise_and_of_nothing_else(name: str) -> None:
    run = recipe(name)
    first = run.legs[0].seed
    other = run.told({"seed": "12345"}, None)
    assert (other.legs[0].config.seed, other.legs[0].config.data.seed) == (12345, 12345)
    assert [leg.seed for leg in other.legs] == [
        leg.seed - first + 12345 for leg in run.legs
    ]  # none the same as another
    assert other.told({"seed": str(first)}, None) == run == run.told({}, None)


@pytest.mark.parametrize(
    ("settings", "dataset", "says"),
    [
        ({"steps": "3"}, None, "leave --set steps out"),
        ({"seed": "-1"}, None, "whole number"),
        ({"legs": ""}, None, "its legs are: first"),
        ({"legs": "first,second"}, None, "no leg 'second'"),
        ({}, "cocoa", "did you mean 'coco'"),
    ],
)
def test_what_a_run_cannot_be_told(settings: dict[str, str], dataset: str | None, says: str) -> None:
    with pytest.raises(UserError, match=says):
        recipe("toy").told(settings, dataset)


def test_the_last_leg_is_of_the_network_that_ships() -> None:
    shipped = Denoiser.of(json.loads((EMBEDDED / "denoiser" / "config.json").read_text()))
    run = recipe("mini")
    last = run.legs[-1].config
    assert replace(last.shape, size_px=last.stages[-1].size_px) == shipped.shape
    assert run.calibrating is not None
    assert replace(shipped.calibration, presence_threshold=None) == run.calibrating.told


def test_a_leg_that_is_averaged_with_what_it_begins_with_needs_that(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="leg continued goes on from a checkpoint; give --start"):
        recipe("mini").told({"legs": "continued,closer"}, None).run(tmp_path, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def small(leg: Leg) -> Leg:
    """A leg in miniature: tiny, a step a stage, on drawn shapes; what grows, what is averaged and what is hidden stay."""
    filled = bool(recipe("mini").own_masks.keys() & set(leg.scenes))
    source = Source(
        scenes="shapes-filled" if filled else "shapes-train",
        weight=1.0,
        tasks=recipe("toy").legs[0].train.data.sources[0].tasks,
    )
    told = leg.train
    shape = replace(TINY, closer_look=told.shape.closer_look, tuned_backbone=told.shape.tuned_backbone)
    stages = tuple(replace(stage, size_px=64, steps=1, photos=1) for stage in told.stages)
    data = replace(told.data, sources=(source,), photos=1)
    return replace(leg, train=replace(told, data=data, stages=stages, shape=shape, workers=0))


def test_the_whole_lineage_of_what_ships_runs_in_miniature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    toy, whole = recipe("toy"), recipe("mini")
    assert toy.calibrating is not None and whole.calibrating is not None
    photos = SceneSet(dataset="shapes", split="val", options={"count": 2})
    run = replace(
        toy,
        scenes={"shapes-train": SceneSet(dataset="shapes", options={"count": 4})},
        vae=replace(toy.vae, steps=2),
        legs=tuple(map(small, whole.legs)),
        calibrating=replace(whole.calibrating, photos=photos),
        own_masks={"shapes-filled": "shapes-train"},
    )
    monkeypatch.setattr(
        "instructcv.recipes.base.train_vae", lambda _, out, __: vae_model(tiny_vae()).save_pretrained(out)
    )
    out = tmp_path / "run"
    assert run.run(tmp_path, out) == out / "model"
    made = Denoiser.open(out / "model" / "denoiser")
    assert made.shape == replace(TINY, size_px=64)
    assert (
        made.calibration.presence_threshold is not None
        and made.calibration.photo_shift == whole.calibrating.told.photo_shift
    )
    assert "circle" in (out / "model" / "nouns.txt").read_text().split()
    names = [leg.name for leg in run.legs]
    for leg in run.legs[1:]:
        before = names[names.index(leg.since or leg.name) - 1]
        begun, learned, left = (
            load_file(out / path / "denoiser" / "diffusion_pytorch_model.safetensors")["out.weight"].float()
            for path in (
                f"{before}/result",
                f"{leg.name}/{'model' if leg.kept < 1 else 'result'}",
                f"{leg.name}/result",
            )
        )
        torch.testing.assert_close(left, begun.lerp(learned, leg.kept), atol=1e-3, rtol=0)
    written = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert run.run(tmp_path, out) == out / "model"  # all of it is there
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()} == written
