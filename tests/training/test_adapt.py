"""A new category from a few photos: only low-rank updates learn, and they fit into a small file that stacks on the base."""

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch

from instructcv.cli._main import main
from instructcv.datasets import shapes
from instructcv.errors import UserError
from instructcv.models.base import load
from instructcv.models.mini.backbone import magnify
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.denoiser import Denoiser
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.shared import adapter as adapters
from instructcv.models.shared.hub import lasting_name
from instructcv.training.mini.adapt import AdaptConfig, adapt
from tiny import TINY, tiny_denoiser, tiny_vae

pytest.importorskip("peft", reason="adapting needs peft")
CONFIG = AdaptConfig(steps=12, photos=2, queries=2, size_px=64, rank=2, learning_rate=5e-3)


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    torch.manual_seed(0)
    vae = tiny_vae()
    folder = tmp_path_factory.mktemp("base")
    InstructCVPipeline(vae=vae, denoiser=tiny_denoiser(vae), scheduler=trailing_scheduler()).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def adapter(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return adapt(shapes.open(count=4), tmp_path_factory.mktemp("run"), CONFIG, base=base)


def test_an_adapter_is_opened_on_its_base_and_changes_what_is_seen(adapter: Path, base: Path) -> None:
    plain: Any = load(base, device="cpu")
    adapted: Any = load(adapter, device="cpu")
    photo = torch.rand(1, 3, 64, 64) * 2 - 1
    seen, changed = (model.look(photo, magnify(photo)).geometry for model in (plain, adapted))
    assert (changed - seen).abs().max() > 1e-3
    changed = {
        name
        for (name, a), b in zip(
            plain.denoiser.state_dict().items(), adapted.denoiser.state_dict().values(), strict=True
        )
        if not torch.equal(a, b)
    }
    assert changed and all(name.endswith(".weight") for name in changed)


def test_an_adapter_is_small_and_adds_up(adapter: Path, base: Path) -> None:
    weights = next((base / "denoiser").glob("*.safetensors"))
    assert (adapter / adapters.WEIGHTS).stat().st_size < weights.stat().st_size / 3
    once, twice, none = (Denoiser.open(base / "denoiser") for _ in range(3))
    adapters.stack(once, adapter)
    adapters.stack(twice, adapter)
    adapters.stack(twice, adapter)
    name = "second_thoughts.weight"
    added = once.get_parameter(name) - none.get_parameter(name)
    torch.testing.assert_close(twice.get_parameter(name) - none.get_parameter(name), 2 * added, atol=1e-6, rtol=1e-4)


def test_the_file_is_one_that_peft_reads(adapter: Path, base: Path) -> None:
    """peft's own merging gives the weights that ours does."""
    from peft import LoraConfig, inject_adapter_in_model, set_peft_model_state_dict
    from safetensors.torch import load_file

    theirs, ours = (Denoiser.open(base / "denoiser") for _ in range(2))
    config = LoraConfig.from_pretrained(str(adapter))
    inject_adapter_in_model(config, theirs)
    state = {k.removeprefix(adapters.PREFIX): v for k, v in load_file(adapter / adapters.WEIGHTS).items()}
    assert not set_peft_model_state_dict(theirs, state).unexpected_keys
    layer: Any = theirs.get_submodule("second_thoughts")
    layer.merge()
    adapters.stack(ours, adapter)
    torch.testing.assert_close(
        layer.base_layer.weight, ours.get_parameter("second_thoughts.weight"), atol=1e-6, rtol=1e-5
    )


def truncate(folder: Path) -> None:
    file = folder / adapters.WEIGHTS
    file.write_bytes(file.read_bytes()[:100])


def garble(folder: Path) -> None:
    (folder / adapters.CONFIG).write_text("{")


def remove(folder: Path) -> None:
    (folder / adapters.WEIGHTS).unlink()


@pytest.mark.parametrize(("damage", "says"), [(truncate, "damaged"), (garble, "damaged"), (remove, "missing")])
def test_a_damaged_adapter_gets_one_line(adapter: Path, tmp_path: Path, damage: Any, says: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(adapter, copy)
    damage(copy)
    with pytest.raises(UserError, match=says) as caught:
        load(copy, device="cpu")
    assert "\n" not in str(caught.value)


def test_an_adapter_of_another_network_gets_one_line(adapter: Path) -> None:
    other = Denoiser(replace(TINY, width=64))
    with pytest.raises(UserError, match="does not fit this checkpoint"):
        adapters.stack(other, adapter)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["adapt", "--set", "rank"], "NAME=VALUE"),
        (["adapt", "--set", "ranks=3"], "no setting 'ranks'"),
        (["adapt", "--set", "rank=x"], "is a number"),
        (["adapt", "--dataset", "folda"], "did you mean 'folder'"),
        (["sd15", "--dataset", "folder"], "reads pairs"),
        (["toy", "--set", "a=1"], "leave --set a out"),
        (["toy", "--set", "seed=x"], "whole number"),
        (["toy", "--dataset", "folda"], "did you mean 'folder'"),
        (["toy", "--dataset", "folder", "--data", "nowhere"], "nowhere"),
        (["one-pass", "--data", "nowhere"], "no Parquet shards"),
        (["toy", "--start", "nowhere"], "no folder of a mini checkpoint"),
        (["mini", "--data", "nowhere"], "nowhere"),
    ],
)
def test_a_wrong_order_gets_one_line_and_starts_nothing(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "run"
    assert main(["train", "--recipe", *arguments, "--out", str(out)]) == 2
    assert not out.exists()
    said = capsys.readouterr().err
    assert says in said and said.strip().count("\n") == 0


def test_an_adapter_of_a_hub_checkpoint_names_the_hub_not_the_copy_here(base: Path, tmp_path: Path) -> None:
    copy = tmp_path / "models--me--a-model" / "snapshots" / "0123abcd"
    shutil.copytree(base, copy)
    made = adapt(shapes.open(count=2), tmp_path / "run", replace(CONFIG, steps=1), base=copy)
    assert adapters.base_of(made) == "me/a-model"


def test_a_base_is_called_by_a_name_that_lasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("mine").mkdir()
    assert lasting_name("me/a-model") == "me/a-model"
    assert lasting_name(Path("mine")) == str(tmp_path.resolve() / "mine")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"steps": 0}, "steps is at least 1"), ({"size_px": 100}, "multiple of 32"), ({"learning_rate": -1.0}, "between")],
)
def test_numbers_that_no_adaptation_can_have_are_refused(wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(UserError, match=says):
        AdaptConfig(**wrong)
