"""Training on pairs, with a tiny network on real code: the same weights however it is stopped, split or shared."""

import csv
import io
import multiprocessing
import os
import signal
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
from accelerate.state import AcceleratorState, GradientState, PartialState
from diffusers.schedulers.scheduling_ddpm import DDPMScheduler
from PIL import Image
from safetensors.torch import load_file

import sd15_toys
from instructcv.errors import UserError
from instructcv.models._sd15.widen import widen
from instructcv.models.base import load
from instructcv.models.sd15 import SD15, open_pipeline
from instructcv.recipes.base import load as load_recipe
from instructcv.training.sd15 import run, state
from instructcv.training.sd15.batch import LAST, TIMESTEPS, positions_of
from instructcv.training.sd15.config import SD15Config, with_settings
from instructcv.training.sd15.losses import clean_latents, min_snr
from instructcv.training.sd15.pairs import open_pairs

CONFIG = SD15Config(
    size_px=32,
    steps=4,
    effective_batch=4,
    micro_batch=2,
    warmup_steps=2,
    ema_decay=0.5,
    precision="no",
    gradient_checkpointing=False,
    tracker="none",
    sample_steps=0,
    checkpoint_steps=2,
    learning_rate=1e-3,
)
ONE_PASS = replace(CONFIG, objective="one_pass", prediction="sample", min_snr_gamma=0.0)


def png(pixels: np.ndarray) -> dict[str, Any]:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, format="PNG")
    return {"bytes": stream.getvalue(), "path": None}


def rows(count: int) -> list[dict[str, Any]]:
    """Photos with a bright square; the answer is the square in white."""
    random, made = np.random.default_rng(0), []
    for i in range(count):
        photo = random.integers(0, 80, (40, 40, 3), dtype=np.uint8)
        target, y, x = np.zeros((40, 40, 3), np.uint8), *random.integers(0, 20, 2)
        photo[y : y + 20, x : x + 20] = 220
        target[y : y + 20, x : x + 20] = 255
        said = "segment the square" if i % 2 else "the square on the left"
        made.append(
            {"input_image": png(photo), "edit_prompt": said, "edited_image": png(target), "task": "segmentation"}
        )
    return made


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pairs")
    made = rows(6)
    pq.write_table(pa.Table.from_pylist(made[:4]), folder / "train-00000-of-00002.parquet")
    pq.write_table(pa.Table.from_pylist(made[4:]), folder / "train-00001-of-00002.parquet")
    return folder


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A text-to-image checkpoint, as Stable Diffusion 1.5 is."""
    folder = tmp_path_factory.mktemp("base")
    sd15_toys.pipeline(in_channels=4).save_pretrained(folder)
    return folder


@pytest.fixture(autouse=True)
def fresh() -> None:
    """accelerate keeps its state in singletons."""
    for kept in (AcceleratorState, GradientState, PartialState):
        kept._reset_state()  # pyright: ignore


def train(config: SD15Config, pairs: Path, base: Path, out: Path) -> dict[str, torch.Tensor]:
    for kept in (AcceleratorState, GradientState, PartialState):
        kept._reset_state()  # pyright: ignore
    run.train(config, pairs=pairs, out=out, start=base, device="cpu")
    return load_file(out / "model" / "unet" / "diffusion_pytorch_model.safetensors")


def losses_of(out: Path) -> list[list[str]]:
    return list(csv.reader((out / "loss.csv").open(newline="")))


@pytest.fixture(scope="module")
def straight(pairs: Path, base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was never stopped."""
    out = tmp_path_factory.mktemp("straight")
    train(CONFIG, pairs, base, out)
    return out


def weights_of(out: Path) -> dict[str, torch.Tensor]:
    return load_file(out / "model" / "unet" / "diffusion_pytorch_model.safetensors")


def assert_equal(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor], atol: float = 0.0) -> None:
    assert a.keys() == b.keys()
    for key in a:
        torch.testing.assert_close(a[key], b[key], rtol=0, atol=atol, msg=key)


def in_child(job: Any, *arguments: Any) -> int:
    child = multiprocessing.get_context("fork").Process(target=job, args=arguments)
    child.start()
    child.join(240)
    assert child.exitcode is not None
    return child.exitcode


def test_a_run_writes_losses_checkpoints_and_a_model(straight: Path, base: Path) -> None:
    rows_ = losses_of(straight)
    assert [row[0] for row in rows_] == ["1", "2", "3", "4"] and len({row[1] for row in rows_}) == 4
    assert [float(row[3]) for row in rows_] == [0.5e-3, 1e-3, 1e-3, 1e-3]
    assert [folder.name for folder in state.checkpoints(straight)] == ["checkpoint-00000002", "checkpoint-00000004"]
    opened = load(straight / "model", device="cpu")
    assert isinstance(opened, SD15) and opened.label_format.name == "original" and opened.settings.size_px == 32
    before = open_pipeline(base, dtype=torch.float32, in_channels=None).unet.state_dict()
    after = weights_of(straight)
    assert after["conv_in.weight"].shape[1] == 8 and after["conv_in.weight"][:, 4:].abs().max() > 0
    assert not torch.equal(after["conv_out.weight"], before["conv_out.weight"])


def killed_in_step_four(config: SD15Config, pairs: Path, base: Path, out: Path) -> None:
    real = state.State.update

    def update(self: state.State) -> float:
        if self.step == 3:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(self)

    state.State.update = update
    train(config, pairs, base, out)


def test_killed_and_resumed_equals_uninterrupted_to_the_last_digit(
    pairs: Path, base: Path, straight: Path, tmp_path: Path
) -> None:
    assert in_child(killed_in_step_four, CONFIG, pairs, base, tmp_path) == -signal.SIGKILL
    assert [row[0] for row in losses_of(tmp_path)] == ["1", "2", "3"] and not (tmp_path / "model").exists()
    train(CONFIG, pairs, base, tmp_path)
    assert losses_of(tmp_path) == losses_of(straight)
    assert_equal(weights_of(tmp_path), weights_of(straight))


def one_of_two(rank: int, port: int, pairs: Path, base: Path, out: Path) -> None:
    os.environ |= {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": "2", "LOCAL_WORLD_SIZE": "2"}
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    torch.set_num_threads(1)
    train(replace(CONFIG, micro_batch=1), pairs, base, out)


def test_two_processes_train_what_one_does(pairs: Path, base: Path, straight: Path, tmp_path: Path) -> None:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    context = multiprocessing.get_context("fork")
    both = [context.Process(target=one_of_two, args=(rank, port, pairs, base, tmp_path)) for rank in (0, 1)]
    for process in both:
        process.start()
    for process in both:
        process.join(240)
    assert [process.exitcode for process in both] == [0, 0]
    # Sums are added in another order, so the last bits differ; AdamW turns a gradient that should be zero (a bias before a
    # normalisation) into a step of either sign. What was learnt as a whole is the same.
    before = {
        k: v for k, v in widen(open_pipeline(base, dtype=torch.float32, in_channels=None).unet).state_dict().items()
    }
    one, two = weights_of(straight), weights_of(tmp_path)
    learnt = sum(float(((one[key] - before[key]) ** 2).sum()) for key in before) ** 0.5
    apart = sum(float(((one[key] - two[key]) ** 2).sum()) for key in before) ** 0.5
    assert learnt > 0.1 and apart < 0.02 * learnt
    for ours, theirs in zip(losses_of(straight), losses_of(tmp_path), strict=True):
        assert float(ours[1]) == pytest.approx(float(theirs[1]), rel=1e-4)


def test_one_pass_training_lowers_its_loss_and_answers_from_zeros(pairs: Path, base: Path, tmp_path: Path) -> None:
    config = replace(ONE_PASS, steps=30, checkpoint_steps=30, learning_rate=3e-3, flip=False)
    train(config, pairs, base, tmp_path)
    curve = [float(row[1]) for row in losses_of(tmp_path)]
    assert max(curve[-5:]) < min(curve[:3])  # by how much is bounded by a decoder with random weights
    opened = load(tmp_path / "model", device="cpu")
    assert isinstance(opened, SD15)
    assert (opened.passes, opened.settings.guidance_scale, opened.settings.start) == (1, 1.0, "zeros")
    kept: Any = opened.pipeline.scheduler.config
    assert (kept["timestep_spacing"], kept["prediction_type"]) == ("trailing", "sample")
    opened.pipeline.scheduler.set_timesteps(1)
    assert opened.pipeline.scheduler.timesteps.tolist() == [LAST]


def test_lora_bf16_checkpointing_and_samples(pairs: Path, straight: Path, tmp_path: Path) -> None:
    config = replace(
        CONFIG,
        steps=2,
        lora_rank=2,
        precision="bf16",
        gradient_checkpointing=True,
        min_snr_gamma=5.0,
        sample_steps=2,
        tracker="tensorboard",
        eight_bit_adam=True,
    )
    pytest.importorskip("peft", reason="LoRA needs peft")
    pytest.importorskip("tensorboard", reason="the tracker")
    start = straight / "model"
    after = train(config, pairs, start, tmp_path)
    before = weights_of(straight)
    changed = {key for key in before if not torch.equal(before[key], after[key])}
    assert changed and all(".to_" in key for key in changed)
    assert (tmp_path / "samples" / "00000002.png").stat().st_size > 0 and [*(tmp_path / "logs").rglob("events*")]
    stacked = load(tmp_path / "adapter", device="cpu")
    assert isinstance(stacked, SD15)
    assert_equal(dict(stacked.pipeline.unet.state_dict()), after, atol=1e-5)
    size = (tmp_path / "adapter" / "adapter_model.safetensors").stat().st_size
    assert size < (start / "unet" / "diffusion_pytorch_model.safetensors").stat().st_size / 5


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
    pq.write_table(pa.Table.from_pylist(rows(1)), folder / "train-0.parquet")
    os.truncate(folder / "train-0.parquet", 100)


def no_rows(folder: Path) -> None:
    pq.write_table(pa.Table.from_pylist(rows(1)).slice(0, 0), folder / "train-0.parquet")


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
    broken = rows(2)
    broken[1]["edited_image"]["bytes"] = b"not a picture"
    pq.write_table(pa.Table.from_pylist(broken), tmp_path / "train-0.parquet")
    with pytest.raises(UserError, match="train-0.parquet, row 1"):
        list(open_pairs(tmp_path).walk(0, 2, 32))


def test_another_run_in_the_same_folder_gets_one_line(pairs: Path, base: Path, straight: Path) -> None:
    with pytest.raises(UserError, match=r"holds a run with learning_rate=0.001, not 0.1; name another --out"):
        train(replace(CONFIG, learning_rate=0.1), pairs, base, straight)


@pytest.mark.parametrize(
    ("settings", "says"),
    [
        ({"learning_rat": "1"}, "did you mean 'learning_rate'"),
        ({"steps": "many"}, "steps is a number"),
        ({"objective": "gan"}, "one of noise, one_pass"),
        ({"flip": "maybe"}, "true or false"),
    ],
)
def test_a_wrong_setting_gets_one_line(settings: dict[str, str], says: str) -> None:
    with pytest.raises(UserError, match=says):
        with_settings(CONFIG, settings)


def test_the_papers_numbers() -> None:
    told: Any = load_recipe("paper")
    config = told.train
    assert config.accumulation(devices=8) == 4 and config.effective_batch == 4096  # 128 x 8 GPUs x 4
    assert (config.steps, config.learning_rate, config.warmup_steps, config.ema_decay) == (879, 1e-4, 0, 0.9999)
    assert with_settings(config, {"micro_batch": "4", "precision": "bf16"}).accumulation(1) == 1024
