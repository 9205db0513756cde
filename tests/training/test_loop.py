"""A run that is stopped and resumed ends with the weights of one that was not."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from instructcv.datasets import shapes
from instructcv.errors import UserError
from instructcv.training.mini import loop
from instructcv.training.mini.config import Stage, TrainConfig
from instructcv.training.mini.data import DataConfig, Source
from instructcv.training.mini.scenes import build
from instructcv.training.mini.state import Run, optimisers_of
from tiny import TINY, class_names, tiny_denoiser, tiny_vae

TASKS = {"segmentation": 0.4, "detection": 0.2, "depth": 0.2, "classification": 0.2}
CONFIG = TrainConfig(
    data=DataConfig(sources=(Source(scenes="shapes", weight=1.0, tasks=TASKS),), photos=1, queries=2),
    stages=(Stage(size_px=64, steps=3), Stage(size_px=192, steps=1)),
    shape=TINY,
    warmup_steps=1,
    sample_steps=3,
    noised_share=0.5,
    workers=0,
)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("scenes")
    build(shapes.open(count=4), root / "shapes", processes=1)
    return root


def run(config: TrainConfig, scenes: Path, out: Path) -> dict[str, torch.Tensor]:
    torch.manual_seed(1)
    made = loop.train(config, scenes=scenes, out=out, vae=tiny_vae(), class_names=class_names())
    return made.denoiser.state_dict()


def test_resumed_equals_uninterrupted(scenes: Path, tmp_path: Path) -> None:
    whole = run(replace(CONFIG, decay_share=1.0), scenes, tmp_path / "whole")
    part = replace(CONFIG, stages=(Stage(size_px=64, steps=2),), decay_share=1e-9)
    steady = replace(CONFIG, decay_share=1e-9)
    run(part, scenes, tmp_path / "stopped")
    resumed = run(steady, scenes, tmp_path / "stopped")
    straight = run(steady, scenes, tmp_path / "straight")
    for name, value in straight.items():
        torch.testing.assert_close(resumed[name], value, rtol=0, atol=0, msg=name)
    assert any(not torch.equal(whole[name], straight[name]) for name in whole)  # the schedule does matter
    rows = list(csv.reader((tmp_path / "whole" / "loss.csv").open()))
    assert {row[0] for row in rows} == {"1", "2", "3", "4"}
    assert (tmp_path / "whole" / "samples-000003.png").stat().st_size > 0
    assert (tmp_path / "whole" / "model" / "model_index.json").exists()


def test_rows_of_lost_steps_are_walked_again(scenes: Path, tmp_path: Path) -> None:
    run(CONFIG, scenes, tmp_path / "straight")
    run(replace(CONFIG, stages=(Stage(size_px=64, steps=2),)), scenes, tmp_path / "killed")
    with (tmp_path / "killed" / "loss.csv").open("a", newline="") as file:
        file.write("3,dense,0.123456\r\n4,de")  # as a kill leaves it
    run(CONFIG, scenes, tmp_path / "killed")
    steps = [[row[:2] for row in csv.reader((tmp_path / name / "loss.csv").open())] for name in ("straight", "killed")]
    assert steps[0] == steps[1]


def test_a_state_is_never_ahead_of_its_model(scenes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(_: Run) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Run, "pipeline", killed)
    with pytest.raises(KeyboardInterrupt):
        run(replace(CONFIG, sample_steps=1000), scenes, tmp_path)
    assert not (tmp_path / "state.pt").exists(), "it would say that all is done, and there is no model"


def test_a_damaged_state_names_itself(scenes: Path, tmp_path: Path) -> None:
    (tmp_path / "state.pt").write_bytes(b"not a state")
    with pytest.raises(UserError, match="state.pt"):
        run(CONFIG, scenes, tmp_path)


@pytest.mark.parametrize(
    ("step", "share"), [(0, 0.5), (1, 1.0), (50, 1.0), (75, 1.0), (90, 0.4), (100, 0.0)]
)  # warm-up over 2 steps, decay over the last 25
def test_the_learning_rate_warms_up_holds_and_decays(step: int, share: float) -> None:
    config = replace(CONFIG, stages=(Stage(size_px=64, steps=100),), warmup_steps=2, decay_share=0.25)
    assert config.learning_rate_at(step) == pytest.approx(share * config.learning_rate)


def test_every_weight_that_learns_has_one_optimiser() -> None:
    denoiser = tiny_denoiser(tiny_vae())
    adam, muon = optimisers_of(denoiser, CONFIG)
    told = [id(p) for optimiser in (adam, muon) for group in optimiser.param_groups for p in group["params"]]
    assert sorted(told) == sorted(id(p) for p in denoiser.parameters() if p.requires_grad)
    assert all(p.ndim == 2 for group in muon.param_groups for p in group["params"])


def test_a_tuned_backbone_learns_at_its_own_rate(scenes: Path, tmp_path: Path) -> None:
    run(replace(CONFIG, backbone_rate=0.0), scenes, tmp_path / "still")
    run(CONFIG, scenes, tmp_path / "moving")
    still, moving = (
        [
            value
            for name, value in torch.load(tmp_path / out / "state.pt")["denoiser"].items()
            if name.startswith("tuning.")
        ]
        for out in ("still", "moving")
    )
    assert not any(change.any() for change in still) and all(change.any() for change in moving)


def test_a_closer_look_starts_from_weights_without_one(tmp_path: Path) -> None:
    vae, names = tiny_vae(), class_names()
    config = replace(CONFIG, shape=replace(TINY, closer_look=False, tuned_backbone=False))
    plain = Run(config, vae, torch.device("cpu"), names)
    plain.pipeline().save_pretrained(tmp_path)
    closer = Run(CONFIG, vae, torch.device("cpu"), names)
    closer.start_from(tmp_path)
    photo = torch.rand(1, 3, 64, 64) * 2 - 1
    features = closer.denoiser.features(closer.backbone, photo)
    before, after = (run.denoiser.look(vae.encode(photo), features).meaning for run in (plain, closer))
    torch.testing.assert_close(after, before, rtol=1e-2, atol=1e-2)  # saved as fp16; the closer look adds nothing yet
    torch.nn.init.normal_(closer.denoiser.get_parameter("photo_encoder.closer.to_tokens.weight"))
    assert not torch.allclose(closer.denoiser.look(vae.encode(photo), features).meaning, before, atol=0.1)
    with pytest.raises(UserError, match="cannot be started from"):
        replaced = Run(replace(CONFIG, shape=replace(TINY, width=64)), vae, torch.device("cpu"), names)
        replaced.start_from(tmp_path)


def test_a_stage_may_teach_without_asking(scenes: Path, tmp_path: Path) -> None:
    silent = replace(CONFIG, stages=(Stage(size_px=64, steps=2, photos=2, queries=0),))
    run(silent, scenes, tmp_path)
    rows = list(csv.reader((tmp_path / "loss.csv").open()))
    assert {row[1] for row in rows} == {"dense"}


def test_the_brush_does_not_learn(scenes: Path, tmp_path: Path) -> None:
    trained = run(CONFIG, scenes, tmp_path)
    torch.manual_seed(1)
    for name, value in tiny_vae().encoder.state_dict().items():
        torch.testing.assert_close(trained[f"brush.{name}"], value.half())
