"""The benchmark counts what it says it counts, and writes a result file."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from instructcv.cli._main import main
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
    figures = {(f["name"], f["note"]): f["value"] for f in json.loads(out.read_text())["figures"]}
    names = {name for name, _ in figures}
    assert figures["less denoiser work", "toy, 64 px, random weights"] == 150
    assert all(value > 0 for (name, _), value in figures.items() if "over bare" not in name)
    assert {"training: samples a second", "one pass: photos a second", "less processor time, photo to numbers"} <= names
    assert "target 25" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--sizes-px", "100"], "multiples of 64"),
        (["--batches", "many"], "whole numbers"),
        (["--batches", "0"], "above 0"),
    ],
)
def test_wrong_options_get_one_line(options: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["benchmark", *options]) == 2
    said = capsys.readouterr().err
    assert says in said and said.count("\n") == 1
