"""The benchmark counts what it says it counts, and writes a result file."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from instructcv.cli._main import main
from instructcv.evaluation.results import Figure
from instructcv.evaluation.studies import one_pass_speed
from instructcv.evaluation.studies.one_pass_speed import Bench, Took, as_2023, as_one_pass, counted, flops_of, peak_of
from instructcv.models.sd15 import SD15
from instructcv.models.sd15.random import random_pipeline
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


@pytest.mark.parametrize(
    ("name", "teraflops"),
    [
        ("NVIDIA H100 80GB HBM3", 989),
        ("NVIDIA H100 PCIe", 756),
        ("NVIDIA H200", 989),
        ("NVIDIA A100-SXM4-80GB", 312),
        ("NVIDIA A10G", 70),
        ("NVIDIA L40S", 362),
        ("NVIDIA L40", 181),
        ("NVIDIA L4", 121),
        ("Some other card", None),
    ],
)
def test_the_peak_of_a_gpu_is_that_of_its_very_kind(
    monkeypatch: pytest.MonkeyPatch, name: str, teraflops: float | None
) -> None:
    monkeypatch.setattr(torch.cuda, "get_device_name", lambda _: name)
    assert peak_of(torch.device("cuda")) == (None if teraflops is None else pytest.approx(teraflops * 1e12))


def test_a_batch_that_does_not_fit_ends_its_row_of_batches_only(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def some(call: Any, device: torch.device, *, times: int) -> Took:
        if len(call()) > 2:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return Took(1.0, 1.0, 0.0)

    monkeypatch.setattr(one_pass_speed, "seconds", some)
    bench = Bench(size="toy", sizes_px=(64,), batches=(1, 2, 4), device=torch.device("cpu"), dtype=torch.float32)
    found = [*one_pass_speed._throughput(SD15(random_pipeline("toy")), 64, bench, "one pass")]  # pyright: ignore
    assert [figure.note for figure in found if "latency" in figure.name] == [
        "toy, 64 px, batch 1",
        "toy, 64 px, batch 2",
    ]
    assert "4 photos at once do not fit" in caplog.text


def test_the_vae_takes_a_large_batch_in_parts_and_compiled_networks_answer_alike(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(one_pass_speed, "VAE_AT_ONCE", 2)
    answers: list[torch.Tensor] = []
    monkeypatch.setattr(one_pass_speed, "seconds", lambda call, *_, **__: answers.append(call()) or Took(1.0, 1.0, 0.0))
    model = SD15(random_pipeline("toy"))
    bench = Bench(size="toy", batches=(3,), device=torch.device("cpu"), dtype=torch.float32)
    with torch.inference_mode(), torch.compiler.set_stance("force_eager"):
        for name in ("one pass", "one pass, compiled"):
            [*one_pass_speed._throughput(model, 64, bench, name)]  # pyright: ignore
            one_pass_speed._compile(model)  # pyright: ignore
    assert answers[0].shape == (3, 3, 64, 64) and torch.equal(*answers)


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
    eight = "one pass: photo to numbers, eight categories"
    assert {eight, f"{eight} in one picture", "one pass, tiny VAE: latency"} <= names
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


def test_what_was_measured_before_memory_ran_out_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def some(_: object) -> Iterator[Figure]:
        yield Figure(name="latency", value=0.05)
        raise torch.OutOfMemoryError("CUDA out of memory")

    monkeypatch.setattr(one_pass_speed, "measure", some)
    out = tmp_path / "speed.json"
    assert main(["benchmark", "--device", "cpu", "--out", str(out)]) == 2
    assert f"the 1 figures found until then are in {out}" in capsys.readouterr().err
    assert json.loads(out.read_text())["figures"][0]["name"] == "latency"
