"""Checkpoints that are damaged, unsafe, too large or of another kind: one clear line each, with the mend."""

import errno
import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

import sd15_toys
from instructcv.cli._main import main
from instructcv.errors import UserError
from instructcv.models.base import load
from instructcv.models.sd15 import SD15, checks, open_pipeline
from instructcv.models.sd15.compvis import UNET, find_tokenizer, save_compvis
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.types import Query


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("checkpoint")
    sd15_toys.pipeline().save_pretrained(out)
    return out


def edit(file: Path, **changes: Any) -> None:
    file.write_text(json.dumps(json.loads(file.read_text()) | changes))


def four_channels(c: Path) -> None:
    edit(c / "unet" / "config.json", in_channels=4)


def other_scheduler(c: Path) -> None:
    edit(c / "scheduler" / "scheduler_config.json", _class_name="FlowMatchEulerDiscreteScheduler")


def no_tokenizer(c: Path) -> None:
    shutil.rmtree(c / "tokenizer")


def no_merges(c: Path) -> None:
    for name in ("tokenizer.json", "merges.txt", "vocab.json"):
        (c / "tokenizer" / name).unlink(missing_ok=True)


def truncated(c: Path) -> None:
    file = c / "unet" / "diffusion_pytorch_model.safetensors"
    os.truncate(file, file.stat().st_size // 2)


def no_weights(c: Path) -> None:
    (c / "vae" / "diffusion_pytorch_model.safetensors").unlink()


def garbled_settings(c: Path) -> None:
    (c / "instructcv.json").write_text('{"label_format": 3}')


def evil_bin(c: Path) -> None:
    (c / "unet" / "diffusion_pytorch_model.safetensors").unlink()
    torch.save({"conv_in.weight": Evil()}, c / "unet" / "diffusion_pytorch_model.bin")


def half_bin(c: Path) -> None:
    (c / "unet" / "diffusion_pytorch_model.safetensors").unlink()
    write_half(c / "unet" / "diffusion_pytorch_model.bin")


def other_shape(c: Path) -> None:
    edit(c / "unet" / "config.json", cross_attention_dim=32)


def no_memory(_: Path) -> None: ...


class Evil:
    """Would write a file if it were unpickled."""

    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch pwned",)


@pytest.mark.parametrize(
    ("damage", "says"),
    [
        (four_channels, "4 input channels.*instructcv train --recipe sd15"),
        (other_scheduler, "FlowMatchEulerDiscreteScheduler.*EulerAncestral"),
        (no_tokenizer, "tokenizer is missing"),
        (no_merges, "tokenizer/vocab.json is missing"),
        (truncated, "unet/diffusion_pytorch_model.safetensors is cut short"),
        (no_weights, "vae holds no weights"),
        (garbled_settings, "instructcv.json is damaged"),
        (evil_bin, r"pytorch_model.bin holds code \((posix|os)\.system\).*safetensors"),
        (half_bin, "pytorch_model.bin .*cut short"),
        (other_shape, "cannot be loaded.*copy or download it again"),
        (no_memory, "GiB of memory.*bf16"),
    ],
)
def test_a_wrong_folder_gets_one_line(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path], None], says: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    damage(copy)
    monkeypatch.chdir(tmp_path)
    if damage is no_memory:
        monkeypatch.setattr(checks, "free_bytes", lambda: 1_000_000)
    with pytest.raises(UserError, match=says) as caught:
        open_pipeline(copy, dtype=torch.float32)  # which `load`, `convert` and training all call
    assert "\n" not in str(caught.value) and not (tmp_path / "pwned").exists()


def write_evil(file: Path) -> None:
    torch.save({"state_dict": {f"{UNET}a": torch.zeros(1)}, "callbacks": Evil()}, file)


def write_half(file: Path) -> None:
    torch.save({"state_dict": {f"{UNET}a": torch.zeros(10_000)}}, file)
    os.truncate(file, file.stat().st_size // 2)


def write_other(file: Path) -> None:
    torch.save({"state_dict": {"layer.weight": torch.zeros(1)}}, file)


def write_part(file: Path) -> None:
    torch.save({"state_dict": {f"{UNET}input_blocks.0.0.weight": torch.zeros(4, 8, 3, 3)}}, file)


def write_text(file: Path) -> None:
    file.write_text("not a checkpoint")


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (write_text, "no torch checkpoint"),
        (write_evil, r"holds code \((posix|os)\.system\).*safetensors"),
        (write_half, "cut short"),
        (write_other, "holds no model.diffusion_model"),
        (write_part, "no U-Net"),
    ],
)
def test_a_wrong_ckpt_gets_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: Callable[[Path], None], says: str
) -> None:
    write(tmp_path / "a.ckpt")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UserError, match=says) as caught:
        load(tmp_path / "a.ckpt", device="cpu")
    assert "\n" not in str(caught.value) and not (tmp_path / "pwned").exists()


def test_a_single_safetensors_file_cut_short_gets_one_line(tmp_path: Path) -> None:
    file = tmp_path / "a.safetensors"
    save_file({f"{UNET}a": torch.zeros(10_000)}, file)
    os.truncate(file, file.stat().st_size // 2)
    with pytest.raises(UserError, match=r"a.safetensors is cut short or damaged.*copy or download it again"):
        load(file, device="cpu")


def test_a_ckpt_larger_than_memory_gets_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_compvis(sd15_toys.pipeline(), tmp_path / "a.ckpt")
    monkeypatch.setattr(checks, "free_bytes", lambda: 1_000_000)
    with pytest.raises(UserError, match=r"a.ckpt needs .* GiB of memory.*bf16"):
        load(tmp_path / "a.ckpt", device="cpu")


def test_half_precision_needs_twice_its_file_where_it_is_opened_in_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sd15_toys.pipeline().to(dtype=torch.float16).save_pretrained(tmp_path)
    stored = sum(file.stat().st_size for file in tmp_path.rglob("*.safetensors"))
    monkeypatch.setattr(checks, "free_bytes", lambda: 3 * stored // 2)
    checks.check_memory(tmp_path, torch.float16.itemsize)
    with pytest.raises(UserError, match="GiB of memory"):
        checks.check_memory(tmp_path, torch.float32.itemsize)


def test_a_processor_without_memory_for_the_pictures_gets_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes.")

    model = SD15(sd15_toys.pipeline())
    monkeypatch.setattr(model, "look", fail)
    with pytest.raises(UserError, match="not enough memory on cpu for 1 pictures"):
        model.paint(np.zeros((8, 8, 3), np.uint8), [Query(task="depth", instruction="how far?")])


def test_a_text_to_image_folder_is_told_how_it_becomes_one_that_sees(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    four_channels(copy)
    edit(copy / "model_index.json", _class_name="StableDiffusionPipeline")
    with pytest.raises(UserError, match=r"4 input channels.*instructcv train --recipe sd15"):
        load(copy, device="cpu")


def test_a_conversion_that_fails_leaves_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object, file: BinaryIO) -> None:
        file.write(b"half of it")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(torch, "save", fail)
    monkeypatch.setattr(InstructPix2Pix, "save_pretrained", lambda _, made: fail(_, (made / "unet.bin").open("wb")))
    for out in ("one.ckpt", "half"):
        assert main(["convert", str(folder), str(tmp_path / out)]) == 2
    assert capsys.readouterr().err.count("No space left") == 2 and not [*tmp_path.iterdir()]


def one_pass(c: Path) -> None:
    edit(c / "instructcv.json", passes=1)


def mini(c: Path) -> None:
    (c / "model_index.json").write_text('{"_class_name": "InstructCVPipeline"}')


@pytest.mark.parametrize(
    ("change", "says"),
    [(one_pass, "instructcv.json.*name a folder"), (mini, "is a mini checkpoint"), (half_bin, "cut short")],
)
def test_what_cannot_be_converted_gets_one_line(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], change: Callable[[Path], None], says: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    change(copy)
    assert main(["convert", str(copy), str(tmp_path / "one.ckpt")]) == 2
    said = capsys.readouterr().err
    assert re.search(says, said) and said.count("\n") == 1 and not (tmp_path / "one.ckpt").exists()


def test_a_ckpt_of_a_text_to_image_model_gets_one_line(tmp_path: Path, folder: Path) -> None:
    save_compvis(sd15_toys.pipeline(in_channels=4), tmp_path / "sd.ckpt")
    shutil.copytree(folder / "tokenizer", tmp_path / "tokenizer")
    with pytest.raises(UserError, match="4 input channels"):
        load(tmp_path / "sd.ckpt", device="cpu")


def test_a_ckpt_without_a_tokenizer_gets_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"vocab.json and merges.txt.*tokenizer"):
        find_tokenizer(tmp_path / "a.ckpt", tmp_path)


def test_a_ckpt_whose_tokenizer_cannot_be_fetched_gets_one_line(tmp_path: Path) -> None:
    save_compvis(sd15_toys.pipeline(), tmp_path / "a.ckpt")  # transformers would go on with an empty tokenizer
    with pytest.raises(UserError, match=r"no tokenizer for .*a.ckpt.*put those of openai/clip-vit-large-patch14 into"):
        load(tmp_path / "a.ckpt", device="cpu")
