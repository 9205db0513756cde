"""The rules of training on pairs, each by itself: what is drawn, how it is weighted, and one line for what is wrong."""

import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler

import sd15_toys
from instructcv.cli.train import command, own_device
from instructcv.errors import UserError
from instructcv.models.sd15.settings import SD15Settings
from instructcv.models.sd15.widen import widen
from instructcv.models.shared.adapter import base_of
from instructcv.recipes.base import load as load_recipe
from instructcv.training.mini.adapt import AdaptConfig
from instructcv.training.sd15 import cache, run
from instructcv.training.sd15.batch import LAST, TIMESTEPS, draw, positions_of
from instructcv.training.sd15.config import SD15Config
from instructcv.training.sd15.losses import clean_latents, min_snr
from instructcv.training.sd15.networks import asked_alike
from instructcv.training.sd15.pairs import open_pairs
from instructcv.training.shared.settings import with_settings
from instructcv.types import LEGEND
from sd15_toys import pair_rows

ON_GPU = torch.OutOfMemoryError("CUDA out of memory")
CONFIG = SD15Config(size_px=32, effective_batch=4, micro_batch=2, precision="no", tracker="none")


@pytest.mark.parametrize(
    ("pairs_", "processes", "shares"),
    [
        (0, 2, [(0, 0), (0, 0)]),
        (6, 2, [(0, 0), (0, 6)]),
        (20, 2, [(0, 8), (8, 20)]),
        (20, 3, [(0, 8), (8, 16), (16, 20)]),
    ],
)
def test_processes_encode_whole_groups(pairs_: int, processes: int, shares: list[tuple[int, int]]) -> None:
    assert [cache.share_of(pairs_, rank, processes) for rank in range(processes)] == shares


def test_conditioning_is_dropped_as_in_2023() -> None:
    """5 % without words, 5 % without photo, 5 % without both; half of the pairs mirrored, those that say left or right not."""
    ones = np.ones((2, 2, 8, 1, 1), np.float16)
    ones[1] = 2
    made = cache.Cache(
        photos=ones[:, :, :4],
        targets=ones,
        words=np.stack([np.zeros((1, 1)), np.ones((1, 1))]).astype(np.float16),
        wording=np.array([1, 1]),
        pictures=[],
        known=[],
        tasks=["here", "there"],
        mirrored=[True, False],
    )
    drawn = draw(made, range(4000), CONFIG, torch.device("cpu"))
    words, photo = (tensor.flatten(1).any(1) for tensor in (drawn.words, drawn.photo))
    for kept in (~words & photo, words & ~photo, ~words & ~photo):
        assert float(kept.float().mean()) == pytest.approx(0.05, abs=0.01)
    flipped = drawn.photo.amax((1, 2, 3)) == 2
    here = torch.tensor([task == "here" for task in drawn.tasks])
    assert float(flipped[here & photo].float().mean()) == pytest.approx(0.5, abs=0.04) and not flipped[~here].any()


def test_widening_changes_nothing_before_training() -> None:
    made = sd15_toys.pipeline(in_channels=4).unet
    noisy, words = torch.randn(1, 4, 4, 4), torch.randn(1, 77, sd15_toys.WORD)
    with torch.no_grad():
        before = made(noisy, torch.tensor([5]), words).sample
        photo = torch.randn(1, 4, 4, 4)
        after = widen(made)(torch.cat([noisy, photo], 1), torch.tensor([5]), words).sample
    torch.testing.assert_close(before, after, rtol=0, atol=1e-6)


@pytest.mark.parametrize(("devices", "micro_batch"), [(1, 8), (1, 2), (2, 4), (4, 1), (8, 1)])
def test_every_pair_of_a_step_is_seen_once_however_it_is_split(devices: int, micro_batch: int) -> None:
    config = replace(CONFIG, effective_batch=8, micro_batch=micro_batch)
    seen = [
        position
        for rank in range(devices)
        for number in range(config.accumulation(devices))
        for position in positions_of(3, number, config=config, rank=rank, devices=devices)
    ]
    assert sorted(seen) == list(range(24, 32))


def test_a_batch_that_cannot_be_split_gets_one_line() -> None:
    with pytest.raises(UserError, match="effective batch of 4 .* micro-batches of 3 on 2 devices .*multiple of 6"):
        replace(CONFIG, micro_batch=3).accumulation(2)


@pytest.mark.parametrize("kind", ["epsilon", "v_prediction", "sample"])
def test_clean_latents_come_back_from_any_prediction(kind: str) -> None:
    schedule: Any = DDPMScheduler(prediction_type=kind)
    x0, noise, t = torch.randn(3, 4, 2, 2), torch.randn(3, 4, 2, 2), torch.tensor([0, 500, LAST])
    noisy = schedule.add_noise(x0, noise, t)
    said = {"epsilon": noise, "v_prediction": schedule.get_velocity(x0, noise, t), "sample": x0}[kind]
    torch.testing.assert_close(clean_latents(schedule, said, noisy, t), x0, atol=1e-3, rtol=1e-3)


def test_min_snr_weights_by_hand() -> None:
    """Hang et al. 2023: min(SNR, 5) / SNR for noise prediction, so that easy timesteps count less."""
    schedule = DDPMScheduler()
    a = schedule.alphas_cumprod
    snr = a / (1 - a)
    t = torch.tensor([0, 300, TIMESTEPS - 1])
    torch.testing.assert_close(min_snr(schedule, t, 5.0), torch.minimum(snr, torch.tensor(5.0))[t] / snr[t])
    assert min_snr(schedule, t, 5.0)[2] == 1 and (min_snr(schedule, t, 0.0) == 1).all()


def no_column(folder: Path) -> None:
    pq.write_table(pa.table({"input_image": [b"a"], "edit_prompt": ["b"]}), folder / "train-0.parquet")


def cut_short(folder: Path) -> None:
    pq.write_table(pa.Table.from_pylist(pair_rows(1)), folder / "train-0.parquet")
    os.truncate(folder / "train-0.parquet", 100)


def no_rows(folder: Path) -> None:
    pq.write_table(pa.Table.from_pylist(pair_rows(1)).slice(0, 0), folder / "train-0.parquet")


def nothing(_: Path) -> None: ...


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (nothing, "no Parquet shards.*instructcv build"),
        (no_column, "no column edited_image"),
        (cut_short, "train-0.parquet is damaged"),
        (no_rows, "holds no pairs"),
    ],
)
def test_wrong_pairs_get_one_line(tmp_path: Path, write: Any, says: str) -> None:
    write(tmp_path)
    with pytest.raises(UserError, match=says) as caught:
        open_pairs(tmp_path)
    assert "\n" not in str(caught.value)


def test_a_damaged_picture_names_its_row(tmp_path: Path) -> None:
    broken = pair_rows(2)
    broken[1]["edited_image"]["bytes"] = b"not a picture"
    pq.write_table(pa.Table.from_pylist(broken), tmp_path / "train-0.parquet")
    with pytest.raises(UserError, match="train-0.parquet, row 1"):
        list(open_pairs(tmp_path).walk(0, 2, 32))


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"learning_rat": "1"}, "did you mean 'learning_rate'"),
        ({"steps": "many"}, "steps is a number"),
        ({"objective": "gan"}, "one of noise, one_pass"),
        ({"flip": "maybe"}, "true or false"),
        ({"steps": "0"}, "steps is at least 1, not 0"),
        ({"effective_batch": "0"}, "effective_batch is at least 1"),
        ({"micro_batch": "-2"}, "micro_batch is at least 1, not -2"),
        ({"checkpoint_steps": "0"}, "checkpoint_steps is at least 1"),
        ({"lora_rank": "-1"}, "lora_rank is at least 0"),
        ({"size_px": "100"}, "size_px is a multiple of 8, of 64"),
        ({"drop": "2"}, "drop is a share"),
        ({"drop": "nan"}, "drop is a share"),
        ({"ema_decay": "1"}, "ema_decay is from 0"),
        ({"learning_rate": "0"}, "learning_rate is above 0"),
    ],
)
def test_a_wrong_setting_gets_one_line(settings: dict[str, str], says: str) -> None:
    with pytest.raises(UserError, match=says):
        with_settings(CONFIG, settings)


def test_an_unknown_tracker_gets_one_line(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot start.*--set precision=no, or --set tracker=none") as caught:
        run.make_accelerator(replace(CONFIG, tracker="nosuch"), tmp_path, "cpu")
    assert "\n" not in str(caught.value)


def test_a_tracker_that_is_not_installed_gets_one_line_and_starts_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """accelerate would go on without it, and a run of days would have logged nothing."""
    monkeypatch.setattr(run, "get_available_trackers", lambda: [])
    with pytest.raises(UserError, match="wandb is not installed; pip install wandb") as caught:
        run.make_accelerator(replace(CONFIG, tracker="wandb"), tmp_path / "run", "cpu")
    assert "\n" not in str(caught.value) and not (tmp_path / "run").exists()


@pytest.mark.parametrize(
    ("rank", "gpus", "asked", "own"),
    [
        (None, True, "auto", "auto"),
        ("3", True, "auto", "cuda:3"),
        ("5", True, "auto", "cuda:1"),
        ("3", True, "cuda", "cuda:3"),
        ("3", True, "cuda:1", "cuda:1"),
        ("3", False, "auto", "auto"),
        ("3", False, "cuda", "cuda"),
        ("3", True, "cpu", "cpu"),
    ],
)
def test_each_process_of_torchrun_takes_its_own_gpu(
    monkeypatch: pytest.MonkeyPatch, rank: str | None, gpus: bool, asked: str, own: str
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: gpus)
    monkeypatch.setattr(torch.cuda, "device_count", lambda: 4)
    monkeypatch.delenv("LOCAL_RANK", raising=False)
    if rank is not None:
        monkeypatch.setenv("LOCAL_RANK", rank)
    assert own_device(asked) == own


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({}, True),
        ({"size_px": 256}, True),  # another size is no other question
        ({"passes": 1, "guidance_scale": 1.0, "image_guidance_scale": 1.0, "start": "zeros"}, False),
        ({"label_format": LEGEND}, False),
    ],
)
def test_an_adapter_is_written_only_where_the_base_is_asked_in_the_same_way(
    changes: dict[str, Any], alike: bool
) -> None:
    assert asked_alike(SD15Settings(), replace(SD15Settings(), **changes)) == alike


@pytest.mark.parametrize(
    ("error", "changes", "says"),
    [
        (ON_GPU, {"micro_batch": 2}, "2 pairs of 32 px.*--set micro_batch=1,.*lora_rank"),
        (ON_GPU, {"micro_batch": 15}, "--set micro_batch=5,"),  # 7 would not divide the effective batch
        (ON_GPU, {"micro_batch": 1, "gradient_checkpointing": False}, "--set gradient_checkpointing=true"),
        (ON_GPU, {"micro_batch": 1}, "begin again with --set lora_rank=32$"),
        (ON_GPU, {"micro_batch": 1, "lora_rank": 8}, "begin again with a smaller size_px$"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory"), {"micro_batch": 4}, "--set micro_batch=2"),
    ],
)
def test_too_little_memory_gets_one_line(error: Exception, changes: dict[str, Any], says: str) -> None:
    with pytest.raises(UserError, match=says) as caught, run.memory_explained(replace(CONFIG, **changes)):
        raise error
    assert "\n" not in str(caught.value)
    with pytest.raises(RuntimeError, match="ours"), run.memory_explained(CONFIG):
        raise RuntimeError("ours")
    with (
        pytest.raises(UserError, match="to paint the samples; go on with --set sample_steps=0"),
        run.memory_explained(CONFIG, "paint the samples"),
    ):
        raise ON_GPU


def test_the_papers_numbers() -> None:
    told: Any = load_recipe("paper")
    config = told.train
    assert config.accumulation(devices=8) == 4 and config.effective_batch == 4096  # 128 x 8 GPUs x 4
    assert (config.steps, config.learning_rate, config.warmup_steps, config.ema_decay) == (879, 1e-4, 0, 0.9999)
    assert with_settings(config, {"micro_batch": "4", "precision": "bf16"}).accumulation(1) == 1024


def test_the_help_of_train_names_settings_that_there_are() -> None:
    said = " ".join((command.__doc__ or "").partition("    set_\n")[2].split())
    plain = re.sub(r" \([^)]*\)", "", said)
    pairs, few = plain.partition("one-pass: ")[2].removesuffix(".").split(". adapt: ")
    assert pairs.startswith("steps, effective_batch, micro_batch, ")
    for config, text in ((SD15Config(), pairs), (AdaptConfig(), few)):
        assert set(text.split(", ")) <= set(vars(config))


def test_an_adapter_finds_its_base_from_whatever_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "base").mkdir()
    monkeypatch.chdir(tmp_path)
    for start, base in (("base", str(tmp_path / "base")), ("owner/name", "owner/name")):
        run.write_adapter({"to_q.lora_A.weight": torch.zeros(1, 1)}, CONFIG, start, tmp_path / "adapter")
        assert base_of(tmp_path / "adapter") == base
