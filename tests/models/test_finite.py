"""Weights that are no numbers are refused wherever weights come in or go out; the message names the weight."""

import shutil
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file
from torch import nn

from instructcv.cli._main import main
from instructcv.errors import UserError
from instructcv.models.base import EMBEDDED, load
from instructcv.models.shared.finite import check_network, check_weights, is_finite
from instructcv.tasks.base import check_painted


@pytest.mark.parametrize(
    ("why", "tensor", "finite"),
    [
        ("no weight", torch.zeros(0), True),
        ("whole numbers", torch.tensor([2**62]), True),
        ("usual", torch.ones(3), True),
        ("a sum that overflows is looked at closely", torch.full((4,), 3e38), True),
        ("half precision's largest", torch.full((9,), 65504.0, dtype=torch.float16), True),
        ("NaN", torch.tensor([0.0, float("nan")]), False),
        ("infinities that cancel", torch.tensor([float("inf"), -float("inf")]), False),
        ("bfloat16", torch.tensor([float("inf")], dtype=torch.bfloat16), False),
    ],
)
def test_is_finite(why: str, tensor: torch.Tensor, finite: bool) -> None:
    assert is_finite(tensor) is finite, why


def test_what_is_damaged_and_what_does_not_fit_are_told_apart() -> None:
    stored = {"a": torch.tensor([1e6]), "b": torch.tensor([float("nan")])}
    half = {name: tensor.half() for name, tensor in stored.items()}
    with pytest.raises(UserError, match=r"weight a is too large for float16; take --dtype bf16"):
        check_weights(half.items(), "here", stored=stored.items())
    with pytest.raises(UserError, match=r"here: the weight b holds NaN"):
        check_weights([("b", half["b"])], "here", stored=stored.items())
    network = nn.Linear(1, 1).half()
    network.weight.data.fill_(float("inf"))
    with pytest.raises(UserError, match="weight is too large for float16"):
        check_network(network, "here", half=True)
    with pytest.raises(UserError, match="weight holds NaN or infinity"):
        check_network(network, "here")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """The embedded checkpoint with one NaN."""
    shutil.copytree(EMBEDDED, tmp_path / "broken")
    file = next((tmp_path / "broken" / "vae").glob("*.safetensors"))
    weights = load_file(file)
    weights[min(weights)].flatten()[0] = float("nan")
    save_file(weights, file, metadata={"format": "pt"})
    return tmp_path / "broken"


def test_load_average_and_share_refuse(broken: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match="NaN"):
        load(broken, device="cpu")
    for words in (
        ["average", str(EMBEDDED), str(broken), str(tmp_path / "mean")],
        ["share", str(broken), "--out", str(tmp_path / "s")],
    ):
        assert main(words) == 2
        assert "the weight" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken"], "nothing half-written"


def test_a_picture_of_no_numbers_is_an_error() -> None:
    check_painted(np.zeros((0, 4, 4, 3), np.float32))
    with pytest.raises(UserError, match="painted NaN"):
        check_painted(np.full((1, 4, 4, 3), np.nan, np.float32))
