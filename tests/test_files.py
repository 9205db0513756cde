"""Files that weights are written to: as readable as any other new file, though the safetensors library hides them."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import torch
from safetensors.torch import save_file

import sd15_toys
from instructcv.cli._main import main
from instructcv.files import whole
from instructcv.models.mini.components import trailing_scheduler
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.sd15.compvis import save_compvis
from instructcv.models.shared import adapter as adapters
from tiny import tiny_denoiser, tiny_vae

WEIGHTS = {"w": torch.zeros(2, 3)}


def one_file(out: Path) -> None:
    with whole(out / "a.safetensors") as temporary:
        save_file(dict(WEIGHTS), temporary)


def average(out: Path) -> None:
    save_file(dict(WEIGHTS), out / "a.safetensors")
    assert main(["average", str(out), str(out), str(out.with_name("averaged"))]) == 0
    (out.with_name("averaged") / "a.safetensors").rename(out / "a.safetensors")


def mini(out: Path) -> None:
    vae = tiny_vae()
    InstructCVPipeline(vae=vae, denoiser=tiny_denoiser(vae), scheduler=trailing_scheduler()).save_pretrained(out)


def convert(out: Path) -> None:
    sd15_toys.pipeline().save_pretrained(out.with_name("theirs"))
    assert main(["convert", str(out.with_name("theirs")), str(out / "ours")]) == 0


WRITERS = [
    pytest.param(one_file, id="a file that appears whole"),
    pytest.param(lambda out: adapters.save(dict(WEIGHTS), out, base=None, rank=1, targets=[]), id="an adapter"),
    pytest.param(average, id="average"),
    pytest.param(mini, id="mini's pipeline"),
    pytest.param(lambda out: sd15_toys.pipeline().save_pretrained(out), id="sd15's pipeline"),
    pytest.param(
        lambda out: save_compvis(sd15_toys.pipeline(), out / "a.safetensors"), id="one file in CompVis' names"
    ),
    pytest.param(convert, id="convert, and share, to a folder"),
]


@pytest.fixture
def group_may_read() -> Iterator[None]:
    before = os.umask(0o027)
    yield
    os.umask(before)


@pytest.mark.parametrize("write", WRITERS)
def test_weights_are_as_readable_as_the_umask_says(
    write: Callable[[Path], None], tmp_path: Path, group_may_read: None
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write(out)
    modes = {str(path.relative_to(out)): path.stat().st_mode & 0o777 for path in out.rglob("*") if path.is_file()}
    assert any(name.endswith(".safetensors") for name in modes)
    assert {name: oct(mode) for name, mode in modes.items() if mode != 0o640} == {}
