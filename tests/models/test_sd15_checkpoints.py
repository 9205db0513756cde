"""Checkpoints in every published layout; and one clear line for each that is damaged, unsafe or of another kind."""

import sys
import time
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
from diffusers.loaders.single_file_utils import convert_ldm_unet_checkpoint, convert_ldm_vae_checkpoint
from safetensors.torch import load_file

import sd15_toys
from instructcv.cli._main import main
from instructcv.errors import UserError
from instructcv.models.base import load
from instructcv.models.sd15 import open_pipeline
from instructcv.models.sd15.compvis import VAE, below, read_tensors
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.models.shared import hub

FP32 = torch.float32


@pytest.fixture(scope="module")
def made() -> InstructPix2Pix:
    return sd15_toys.pipeline()


@pytest.fixture(scope="module")
def folder(made: InstructPix2Pix, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("checkpoint")
    made.save_pretrained(out)
    return out


@pytest.fixture(scope="module")
def ckpt(made: InstructPix2Pix, tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = ("pytorch_lightning", "pytorch_lightning.callbacks", "pytorch_lightning.callbacks.model_checkpoint")
    modules = {name: ModuleType(name) for name in names}
    modules[names[-1]].ModelCheckpoint = sd15_toys.ModelCheckpoint  # pyright: ignore
    where = tmp_path_factory.mktemp("lightning") / "epoch_000028.ckpt"
    with pytest.MonkeyPatch.context() as patched:  # pickle looks the class up by its name when it writes
        for name, module in modules.items():
            patched.setitem(sys.modules, name, module)
        return sd15_toys.as_lightning(made, where, callbacks={"a": sd15_toys.ModelCheckpoint()})


def assert_same(ours: InstructPix2Pix, other: InstructPix2Pix) -> None:
    for part in ("unet", "vae", "text_encoder"):
        a, b = (
            {k.removeprefix("text_model."): v for k, v in getattr(p, part).state_dict().items()} for p in (ours, other)
        )
        assert a.keys() == b.keys()
        for key in a:
            torch.testing.assert_close(a[key], b[key], rtol=0, atol=0, msg=f"{part}.{key}")


def test_the_hubs_2023_layout_with_pickled_weights(made: InstructPix2Pix, tmp_path: Path) -> None:
    assert_same(open_pipeline(sd15_toys.as_hub_2023(made, tmp_path / "hub"), dtype=FP32), made)


def test_a_lightning_checkpoint_gives_its_averaged_weights(made: InstructPix2Pix, ckpt: Path) -> None:
    opened = open_pipeline(ckpt, dtype=FP32)
    assert_same(opened, made)
    for key in ("layers_per_block", "block_out_channels", "cross_attention_dim", "down_block_types", "in_channels"):
        ours, theirs = (list(np.atleast_1d(p.unet.config[key])) for p in (opened, made))
        assert ours == theirs, key
    text: Any = opened.text_encoder.config
    assert text.num_attention_heads == 1 and text.eos_token_id == len(opened.tokenizer) - 1


def test_our_table_of_names_agrees_with_diffusers_converter(made: InstructPix2Pix, ckpt: Path) -> None:
    tensors = read_tensors(ckpt)
    config = dict(made.unet.config)
    theirs = convert_ldm_unet_checkpoint(dict(tensors), config, extract_ema=True)
    assert {k: v.shape for k, v in theirs.items()} == {k: v.shape for k, v in made.unet.state_dict().items()}
    for key, value in made.unet.state_dict().items():
        torch.testing.assert_close(theirs[key], value, rtol=0, atol=0)
    vae = convert_ldm_vae_checkpoint(dict(tensors), dict(made.vae.config))
    for key, value in made.vae.state_dict().items():
        torch.testing.assert_close(vae[key].reshape(value.shape), value, rtol=0, atol=0)
    assert all(v.ndim == 4 for k, v in below(tensors, VAE).items() if k.endswith("attn_1.q.weight"))


def test_convert_there_and_back(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, again = tmp_path / "one.ckpt", tmp_path / "again"
    assert main(["convert", str(folder), str(one), "--dtype", "fp32"]) == 0
    options = ["--tokenizer", str(folder / "tokenizer"), "--dtype", "fp32"]
    assert main(["convert", str(one), str(again), *options]) == 0
    assert_same(open_pipeline(again, dtype=FP32), open_pipeline(folder, dtype=FP32))
    assert main(["convert", str(folder), str(again)]) == 2 and "is there already" in capsys.readouterr().err


@pytest.mark.parametrize("layout", ["hub", "ckpt"])
def test_convert_writes_half_precision_safetensors_and_says_nothing_else(
    made: InstructPix2Pix, ckpt: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], layout: str
) -> None:
    source = ckpt if layout == "ckpt" else sd15_toys.as_hub_2023(made, tmp_path / "hub")
    capfd.readouterr()
    assert main(["convert", str(source), str(tmp_path / "half")]) == 0
    assert capfd.readouterr() == (f"{tmp_path / 'half'}\n", "")
    weights = load_file(tmp_path / "half" / "unet" / "diffusion_pytorch_model.safetensors")
    assert {value.dtype for value in weights.values()} == {torch.float16}
    assert not [*(tmp_path / "half").rglob("*.bin")]


HUB_2023 = [
    *(".gitattributes", "README.md", "model_index.json", "scheduler/scheduler_config.json", "unet/config.json"),
    *("unet/diffusion_pytorch_model.bin", "vae/config.json", "vae/diffusion_pytorch_model.bin"),
    *("text_encoder/pytorch_model.bin", "tokenizer/merges.txt", "safety_checker/pytorch_model.bin"),
]
PIX2PIX = [
    *("model_index.json", "instruct-pix2pix-00-22000.ckpt", "unet/diffusion_pytorch_model.bin"),
    *("unet/diffusion_pytorch_model.safetensors", "unet/diffusion_pytorch_model.fp16.safetensors"),
    "unet/diffusion_pytorch_model.fp16.bin",
]


@pytest.mark.parametrize(
    ("files", "fetched"),
    [
        ([], []),
        (HUB_2023, sorted(f for f in HUB_2023[2:] if not f.startswith("safety"))),
        (PIX2PIX, ["model_index.json", "unet/diffusion_pytorch_model.safetensors"]),
        (["unet/a.fp16.safetensors", "unet/a.fp16.bin"], ["unet/a.fp16.safetensors"]),
    ],
)
def test_only_what_is_opened_is_fetched_from_the_hub(files: list[str], fetched: list[str]) -> None:
    assert hub.wanted(files) == fetched


def test_a_hub_id_is_fetched_and_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file()]
    found = SimpleNamespace(siblings=[SimpleNamespace(rfilename=name) for name in files])
    monkeypatch.setattr(hub.HfApi, "model_info", lambda *_, **__: found)
    monkeypatch.setattr(hub, "snapshot_download", lambda name, allow_patterns: folder)  # pyright: ignore
    assert load("alaa-lab/InstructCV", device="cpu").label_format.name == "original"


def test_without_a_network_a_hub_id_gets_one_line_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", False)
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")  # nobody listens there
    started = time.monotonic()
    with pytest.raises(UserError, match="hub checkpoint that can be reached") as told:
        load("nobody-here/no-such-model", device="cpu")
    assert "\n" not in str(told.value) and time.monotonic() - started < 8
