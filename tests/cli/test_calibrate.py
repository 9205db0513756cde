"""`instructcv calibrate`: what is learned of validation rooms stands in the checkpoint's config, and nothing else changes."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from instructcv import registry
from instructcv.cli.calibrate import command
from instructcv.datasets import shapes
from instructcv.datasets.base import Listed
from instructcv.errors import UserError
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.types import Sample, Split
from tiny import tiny_denoiser, tiny_vae

LEARNED = {"presence_threshold", "box_slope", "box_offset", "near_m", "far_m"}


class Rooms:
    """Stands in for the rendered ones: shapes on a wall 2 m away."""

    def open(self, root: Path | None = None, *, split: Split, count: int = 9, seed: int = 0) -> Listed[Sample]:
        assert root is None and split == "val"
        drawn = shapes.open(count=count)
        items = [replace(drawn[i], depth_m=np.full(drawn[i].size_hw, 2.0, np.float32)) for i in range(count)]
        return Listed(name="rooms", licence="", split=split, items=items, read=lambda sample: sample)


def flat(config: Path) -> dict[str, Any]:
    """Every entry of every part."""
    content: dict[str, Any] = json.loads(config.read_text())
    return {name: value for part in content.values() if isinstance(part, dict) for name, value in part.items()}


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    torch.manual_seed(0)
    vae = tiny_vae()
    made = InstructCVPipeline(vae=vae, denoiser=tiny_denoiser(vae), scheduler=trailing_scheduler())
    made.save_pretrained(tmp_path / "model")
    return tmp_path / "model"


def test_what_was_learned_is_written_and_nothing_else(
    checkpoint: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    load = registry.load
    monkeypatch.setattr(registry, "load", lambda folder, name: Rooms() if name == "rooms" else load(folder, name))
    config = checkpoint / "denoiser" / "config.json"
    before = flat(config)
    assert command(checkpoint, count=2, device="cpu") == 0
    after = flat(config)
    assert after.keys() == before.keys()
    changed = {name for name in after if after[name] != before.get(name)}
    assert {"presence_threshold", "near_m", "far_m"} <= changed <= LEARNED
    scale = after["far_m"] / before["far_m"]
    assert after["near_m"] == pytest.approx(before["near_m"] * scale, abs=1e-3)
    assert (after["photo_shift"], after["choice_scale"]) == (0, 1)
    printed = capsys.readouterr().out
    assert printed.count("<- chosen") == 1 and f"depth: times {scale:.2f}" in printed


def test_what_rooms_say_nothing_of_is_written_as_it_is(checkpoint: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = registry.load
    monkeypatch.setattr(registry, "load", lambda folder, name: Rooms() if name == "rooms" else load(folder, name))
    assert command(checkpoint, photo_shift=2.5, choice_scale=0.5, count=1, device="cpu") == 0
    written = flat(checkpoint / "denoiser" / "config.json")
    assert (written["photo_shift"], written["choice_scale"]) == (2.5, 0.5)


@pytest.mark.parametrize(
    "told",
    [{"photo_shift": float("nan")}, {"photo_shift": float("inf")}, {"choice_scale": 0.0}, {"choice_scale": -1.0}],
)
def test_what_is_written_as_it_is_must_be_a_sound_number(checkpoint: Path, told: dict[str, float]) -> None:
    before = (checkpoint / "denoiser" / "config.json").read_text()
    with pytest.raises(UserError, match="finite number"):
        command(checkpoint, photo_shift=told.get("photo_shift"), choice_scale=told.get("choice_scale"))
    assert (checkpoint / "denoiser" / "config.json").read_text() == before


@pytest.mark.parametrize("wrong", ["share", "folder"])
def test_what_cannot_be_calibrated_gets_one_line(checkpoint: Path, wrong: str) -> None:
    with pytest.raises(UserError) as told:
        command(checkpoint if wrong == "share" else checkpoint.parent, specificity=1.5 if wrong == "share" else 0.9)
    assert "\n" not in str(told.value)
