"""docs/own_data.md, executed: from a person's labelled photos to answers, every command as it stands there, at toy size."""

import json
import re
import shlex
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import layouts
from instructcv.cli._main import main
from instructcv.recipes import toy
from instructcv.recipes.base import Leg, Recipe

ROOT = Path(__file__).resolve().parents[2]
DOC = ROOT / "docs" / "own_data.md"
COMMANDS = re.findall(r"^instructcv .*$", DOC.read_text(encoding="utf-8"), re.MULTILINE)
STEPS = ("build", "build", "pairs", "train", "calibrate", "evaluate", "predict")


def test_the_walk_through_has_every_step() -> None:
    assert tuple(line.split()[1] for line in COMMANDS) == STEPS


def shorter(recipe: Recipe) -> Callable[[], Recipe]:
    """The toy with a few steps of each kind."""
    made = replace(recipe, vae=replace(recipe.vae, steps=3), legs=tuple(map(brief, recipe.legs)))
    return lambda: made


def brief(leg: Leg) -> Leg:
    stages = tuple(replace(stage, steps=3) for stage in leg.train.stages)
    return replace(leg, train=replace(leg.train, stages=stages, sample_steps=4))


@pytest.fixture(scope="module")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which all commands were typed, one after the other."""
    folder = tmp_path_factory.mktemp("walk")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(toy, "recipe", shorter(toy.recipe()))
        layouts.own_photos(Path("my_photos"), 6)
        for line in COMMANDS:
            words = shlex.split(line.replace("train mini", "train toy").replace("runs/mini", "runs/toy"))
            patch.setattr(sys, "argv", words)  # a result says by which command it was made
            assert main(words[1:]) == 0, line
    return folder


@pytest.mark.slow
def test_the_photos_of_the_pairs_are_what_was_learned(walked: Path) -> None:
    records = json.loads(next((walked / "runs/toy/scenes/folder-0-train").rglob("records.json")).read_text())
    assert sorted(scene["key"] for scene in records["scenes"]) == [f"train_{i}" for i in range(6)]
    assert {"ball", "window", "tent"} <= set((walked / "runs/toy/model/nouns.txt").read_text().split())


@pytest.mark.slow
def test_calibration_is_of_the_persons_own_photos(walked: Path) -> None:
    said = json.loads((walked / "runs/toy/model/denoiser/config.json").read_text())
    assert "presence_threshold" in json.dumps(said)


@pytest.mark.slow
def test_what_was_measured_names_its_checkpoint_and_every_photo(walked: Path) -> None:
    (result,) = (walked / "evaluations").rglob("result.json")
    content = json.loads(result.read_text())
    assert "runs/toy/model" in content["command"]
    assert {row["task"] for row in content["tracks"]} >= {"segmentation", "detection", "depth"}
    assert all(row["photos"] == 6 for row in content["tracks"])


@pytest.mark.slow
def test_a_photo_is_answered(walked: Path) -> None:
    (result,) = (walked / "answers").rglob("result.json")
    assert "ball" in result.read_text()
