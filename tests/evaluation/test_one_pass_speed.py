"""The benchmark counts what it says it counts, and writes a result file."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from instructcv.cli._main import main
from instructcv.evaluation import one_pass_speed
from instructcv.evaluation.one_pass_speed import as_2023, as_one_pass, counted, flops_of, peak_of
from instructcv.models._sd15.random import random_pipeline
from instructcv.models.sd15 import SD15
from instructcv.types import Query


def test_the_2023_path_takes_150_evaluations_and_one_pass_one() -> None:
    model, photo = SD15(random_pipeline("toy")), np.zeros((32, 32, 3), np.uint8)
    query = Query(task="depth", instruction="how far?")
    found: list[int] = []
    for choose in (as_2023, as_one_pass):
        choose(model, 32)
        with counted(model.pipeline.unet) as count:
            model.paint(photo, [query], passes=model.passes)
        found.append(count[0])
    assert found == [150, 1]


def test_flops_of_a_matrix_product() -> None:
    a, b = torch.zeros(4, 8), torch.zeros(8, 16)
    assert flops_of(lambda: a @ b) == 2 * 4 * 8 * 16


def test_a_cpu_has_no_known_peak() -> None:
    assert peak_of(torch.device("cpu")) is None


def test_the_command_writes_every_figure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "speed.json"
    options = ["--size", "toy", "--sizes-px", "64", "--batches", "1,2", "--times", "1", "--train-micro-batch", "2"]
    assert main(["benchmark", *options, "--device", "cpu", "--out", str(out)]) == 0
    listed = json.loads(out.read_text())["figures"]
    figures = {(f["name"], f["note"]): f["value"] for f in listed}
    assert len(figures) == len(listed), "each is measured once"
    names = {name for name, _ in figures}
    assert figures["less denoiser work", "toy, 64 px, random weights"] == 150
    assert all(value > 0 for (name, _), value in figures.items() if "over bare" not in name)
    assert {"one pass: photo to numbers, eight categories", "one pass, tiny VAE: latency"} <= names
    assert {"training: samples a second", "one pass: photos a second", "less processor time, photo to numbers"} <= names
    assert "target 25" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--sizes-px", "100"], "multiples of 64"),
        (["--batches", "many"], "whole numbers"),
        (["--batches", "0"], "above 0"),
        (["--size", "sd15"], "no GPU here"),
    ],
)
def test_wrong_options_get_one_line(
    options: list[str], says: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: False)
    assert main(["benchmark", *options]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1


def test_a_device_that_is_too_small_gets_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> None:
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(one_pass_speed, "measure", fail)
    assert main(["benchmark", "--device", "cpu"]) == 2
    said = capsys.readouterr().err
    assert "take smaller --batches" in said and said.count("\n") == 1
