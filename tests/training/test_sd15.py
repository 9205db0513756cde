"""Training on pairs, with a tiny network on real code: the same weights however it is stopped, split or shared."""

import itertools
import multiprocessing
import os
import signal
import socket
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
from accelerate.state import AcceleratorState, GradientState, PartialState
from accelerate.utils import DistributedType, FullyShardedDataParallelPlugin

import sd15_toys
from instructcv.datasets import shapes
from instructcv.errors import UserError
from instructcv.models.base import load
from instructcv.models.sd15 import SD15, open_pipeline
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.recipes.base import load as load_recipe
from instructcv.training.sd15 import adapt as sd15_adapt
from instructcv.training.sd15 import cache, run, state
from instructcv.training.sd15.batch import LAST
from instructcv.training.sd15.config import SD15Config
from instructcv.training.sd15.run import make_accelerator
from sd15_toys import assert_equal, losses_of, pair_rows, weights_of

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


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pairs")
    made = pair_rows(6)
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
    torch.set_num_threads(1)  # sums over threads round otherwise
    for kept in (AcceleratorState, GradientState, PartialState):
        kept._reset_state()  # pyright: ignore
    run.train(config, pairs=pairs, out=out, start=base, device="cpu")
    return weights_of(out)


@pytest.fixture(scope="module")
def straight(pairs: Path, base: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A run that was never stopped."""
    out = tmp_path_factory.mktemp("straight")
    train(CONFIG, pairs, base, out)
    return out


def in_children(jobs: list[tuple[Any, tuple[Any, ...]]]) -> list[int | None]:
    """Runs each job in a process of its own, all at once; returns their exit codes."""
    context = multiprocessing.get_context("fork")
    children = [context.Process(target=job, args=arguments) for job, arguments in jobs]
    for child in children:
        child.start()
    for child in children:
        child.join(240)
    return [child.exitcode for child in children]


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


MOMENTS: list[tuple[Any, str, int]] = [
    (cache, "_write_words", 1),
    (torch, "save", 1),  # within the first checkpoint
    (run, "gradients", 4),
    (InstructPix2Pix, "save_pretrained", 1),
]
"""In turn, the function within which a run is killed, and at which call."""


def killed(owner: Any, name: str, call: int, pairs: Path, base: Path, out: Path) -> None:
    real, calls = getattr(owner, name), itertools.count(1)

    def deadly(*arguments: Any, **options: Any) -> Any:
        if next(calls) == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*arguments, **options)

    setattr(owner, name, deadly)
    train(CONFIG, pairs, base, out)


def test_killed_at_any_moment_and_resumed_equals_uninterrupted_to_the_last_digit(
    pairs: Path, base: Path, straight: Path, tmp_path: Path
) -> None:
    for owner, name, call in MOMENTS:
        assert in_children([(killed, (owner, name, call, pairs, base, tmp_path))]) == [-signal.SIGKILL], name
        assert not (tmp_path / "model").exists()
    train(CONFIG, pairs, base, tmp_path)
    assert losses_of(tmp_path) == losses_of(straight)
    assert_equal(weights_of(tmp_path), weights_of(straight))


def one_of_two(rank: int, port: int, config: SD15Config, pairs: Path, base: Path, out: Path) -> None:
    os.environ |= {"RANK": str(rank), "LOCAL_RANK": str(rank), "WORLD_SIZE": "2", "LOCAL_WORLD_SIZE": "2"}
    os.environ |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": str(port)}
    train(config, pairs, base, out)


def train_in_two_processes(config: SD15Config, pairs: Path, base: Path, out: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert in_children([(one_of_two, (rank, port, config, pairs, base, out)) for rank in (0, 1)]) == [0, 0]


def test_two_processes_train_what_one_does_to_the_last_bit(
    pairs: Path, base: Path, straight: Path, tmp_path: Path
) -> None:
    """The same micro-batches of two, one on each process: half of a sum is the same in either order."""
    train_in_two_processes(CONFIG, pairs, base, tmp_path)
    assert losses_of(tmp_path) == losses_of(straight)
    assert_equal(weights_of(tmp_path), weights_of(straight))


def in_pieces(*arguments: Any) -> Any:
    """`make_accelerator` as under `accelerate launch --use_fsdp --fsdp_version 2`, which accelerate allows on GPUs only. (Of
    version 1 torch cannot put the weights together again on a processor: it crashes.)
    """
    made = make_accelerator(*arguments)
    for kept in (made.state, PartialState()):
        kept.distributed_type = DistributedType.FSDP
    made.state.fsdp_plugin = FullyShardedDataParallelPlugin(fsdp_version=2, auto_wrap_policy="transformer_based_wrap")
    return made


def test_fsdp_trains_samples_stops_and_goes_on_as_one_process_does(
    pairs: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Weights, optimiser and average lie in pieces on two processes; gradients are cut to length as a whole."""
    monkeypatch.setattr(run, "make_optimiser", lambda learn, config: torch.optim.SGD(learn, lr=config.learning_rate))
    config = replace(CONFIG, steps=3, learning_rate=0.1, clip_norm=0.5, gradient_checkpointing=True, sample_steps=2)
    one = train(replace(config, micro_batch=4), pairs, base, tmp_path / "one")
    monkeypatch.setattr(run, "make_accelerator", in_pieces)
    for steps in (2, 3):  # the second time it goes on
        train_in_two_processes(replace(config, steps=steps), pairs, base, tmp_path / "two")
    assert_equal(weights_of(tmp_path / "two"), one, atol=1e-5)
    norms = [[float(row[2]) for row in losses_of(tmp_path / name)] for name in ("one", "two")]
    assert norms[1] == pytest.approx(norms[0], rel=1e-4)
    assert (tmp_path / "two" / "samples" / "00000002.png").exists()


def test_a_compiled_network_has_the_same_names_and_learns_the_same(
    pairs: Path, base: Path, straight: Path, tmp_path: Path
) -> None:
    with torch.compiler.set_stance("force_eager"):  # what a compiler makes of it is its own affair, and takes minutes
        made = train(replace(CONFIG, compile=True, sample_steps=2), pairs, base, tmp_path)
    assert_equal(made, weights_of(straight))


def test_other_micro_batches_change_no_more_than_rounding(
    pairs: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes with two micro-batches of one against one micro-batch of four. By plain descent: AdamW's first step is
    as long for a gradient of 1e-7 as for any other, and where that is the rounding of a sum it shows.
    """
    monkeypatch.setattr(run, "make_optimiser", lambda learn, config: torch.optim.SGD(learn, lr=config.learning_rate))
    config = replace(CONFIG, steps=3, learning_rate=0.1)
    one = train(replace(config, micro_batch=4), pairs, base, tmp_path / "one")
    train_in_two_processes(replace(config, micro_batch=1), pairs, base, tmp_path / "two")
    assert_equal(weights_of(tmp_path / "two"), one, atol=1e-6)


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


def test_adapting_a_full_size_checkpoint_gives_a_small_file_that_stacks_on_it(
    straight: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shapes, "open", lambda _, split: shapes.Shapes(split=split, count=2, seed=0, size_px=32))
    told: Any = load_recipe("adapt").told({"steps": "2", "micro_batch": "2"}, "shapes")  # pyright: ignore
    small = replace(sd15_adapt.CONFIG, effective_batch=4, lora_rank=2, learning_rate=1e-2, precision="no")
    small = replace(small, tracker="none", sample_steps=0, gradient_checkpointing=False)
    monkeypatch.setattr(sd15_adapt, "CONFIG", small)
    adapter = told.run(tmp_path, tmp_path / "run", device="cpu", start=straight / "model")
    stacked = load(adapter, device="cpu")
    assert isinstance(stacked, SD15)
    before, after = weights_of(straight), dict(stacked.pipeline.unet.state_dict())
    changed = {key for key in before if not torch.equal(before[key], after[key])}
    assert changed and all(".to_" in key for key in changed)
    assert_equal(weights_of(tmp_path / "run"), after, atol=1e-5)


def test_adapting_takes_from_the_base_how_it_is_asked(straight: Path, tmp_path: Path) -> None:
    told: Any = load_recipe("adapt").told({"size_px": "512"}, "shapes")  # pyright: ignore
    with pytest.raises(UserError, match="takes size_px from the checkpoint"):
        told.run(tmp_path, tmp_path / "run", device="cpu", start=straight / "model")


def test_another_run_in_the_same_folder_gets_one_line(pairs: Path, base: Path, straight: Path) -> None:
    with pytest.raises(UserError, match=r"holds a run with learning_rate=0.001, not 0.1; name another --out"):
        train(replace(CONFIG, learning_rate=0.1), pairs, base, straight)


def test_a_mistyped_start_leaves_no_run_behind(pairs: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="nowhere"):
        train(CONFIG, pairs, tmp_path / "nowhere", tmp_path / "run")
    assert not (tmp_path / "run" / "run.json").exists()
