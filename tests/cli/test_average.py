"""`instructcv average`: half of one checkpoint and half of another."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from instructcv.cli.average import command
from instructcv.errors import UserError
from instructcv.models.mini.denoiser import Denoiser
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import DataConfig
from instructcv.training.mini.state import Run
from tiny import TINY, class_names, tiny_vae

CONFIG = TrainConfig(data=DataConfig(sources=()), stages=(Stage(size_px=64, steps=1),), shape=TINY)


def checkpoint(folder: Path, value: float, *, width: int = 3) -> Path:
    (folder / "denoiser").mkdir(parents=True)
    (folder / "model_index.json").write_text("{}")
    weights = {"w": torch.full((2, width), value, dtype=torch.float16), "steps": torch.tensor(int(value))}
    save_file(weights, folder / "denoiser" / "diffusion_pytorch_model.safetensors")
    return folder


def test_weights_are_averaged_and_all_else_is_the_firsts(tmp_path: Path) -> None:
    first, second = checkpoint(tmp_path / "a", 1.0), checkpoint(tmp_path / "b", 3.0)
    assert command(first, second, tmp_path / "out", share=0.25) == 0
    weights = load_file(tmp_path / "out" / "denoiser" / "diffusion_pytorch_model.safetensors")
    assert weights["w"].dtype == torch.float16 and (weights["w"] == 1.5).all()
    assert weights["steps"] == 1 and (tmp_path / "out" / "model_index.json").read_text() == "{}"


@pytest.mark.parametrize("wrong", ["another shape", "missing", "damaged", "no weights", "share"])
def test_what_cannot_be_averaged_gets_one_line_and_leaves_nothing(tmp_path: Path, wrong: str) -> None:
    first = checkpoint(tmp_path / "a", 1.0)
    second = checkpoint(tmp_path / "b", 3.0, width=4 if wrong == "another shape" else 3)
    file = "denoiser/diffusion_pytorch_model.safetensors"
    if wrong == "missing":
        (second / file).unlink()
    if wrong == "damaged":
        (second / file).write_bytes((second / file).read_bytes()[:-4])
    if wrong == "no weights":
        (first / file).unlink()
    with pytest.raises(UserError) as told:
        command(first, second, tmp_path / "out", share=2.0 if wrong == "share" else 0.5)
    assert "\n" not in str(told.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "b"]


def test_what_only_the_second_learned_is_averaged_with_nothing(tmp_path: Path) -> None:
    torch.manual_seed(0)
    vae = tiny_vae()
    first, second = (
        Run(config, vae, torch.device("cpu"), class_names())
        for config in (replace(CONFIG, shape=replace(TINY, tuned_backbone=False)), CONFIG)
    )
    assert second.denoiser.tuning is not None
    for change in second.denoiser.tuning.parameters():
        torch.nn.init.normal_(change, std=0.1)
    second.ema.step(second.denoiser.parameters())
    first.pipeline().save_pretrained(tmp_path / "a")
    second.pipeline().save_pretrained(tmp_path / "b")
    command(tmp_path / "a", tmp_path / "b", tmp_path / "out", share=0.25)
    whole, mixed = (Denoiser.open(tmp_path / name / "denoiser") for name in ("b", "out"))
    assert whole.tuning is not None and mixed.tuning is not None
    for change, quarter in zip(whole.tuning.parameters(), mixed.tuning.parameters(), strict=True):
        assert change.any() and torch.allclose(quarter, change / 4, atol=1e-4)
    with pytest.raises(UserError, match="tuning"):  # the other way round, the second lacks what the first has learned
        command(tmp_path / "b", tmp_path / "a", tmp_path / "again")
