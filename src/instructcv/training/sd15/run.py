"""A whole run on one screen: base checkpoint and pairs in, a pipeline folder out.

`accelerate` spreads it: `instructcv train ...` is one device, `torchrun --nproc-per-node 8 -m instructcv train ...` or
`accelerate launch -m instructcv train ...` many (DDP or FSDP, on one machine or several, as their own options say). Several
machines share the folders of the pairs and of the run.
"""

import json
import logging
from collections.abc import Generator
from contextlib import contextmanager, nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accelerate import Accelerator, DistributedDataParallelKwargs
from accelerate.tracking import get_available_trackers
from accelerate.utils import LoggerType
from torch import Tensor
from tqdm import tqdm

from instructcv.errors import UserError
from instructcv.files import whole_folder, write_text
from instructcv.models.sd15.checks import is_out_of_memory
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.models.shared import adapter as adapters
from instructcv.models.shared.hub import lasting_name
from instructcv.models.shared.quiet import quiet
from instructcv.models.shared.text import SentenceEncoder
from instructcv.pairs.reading import refuse_unclear
from instructcv.training.sd15.batch import Batch, draw, positions_of
from instructcv.training.sd15.cache import Cache, cached
from instructcv.training.sd15.config import SD15Config
from instructcv.training.sd15.diary import SAMPLES, Diary, forget
from instructcv.training.sd15.losses import kind_of, losses
from instructcv.training.sd15.networks import (
    LORA_TARGETS,
    asked_alike,
    choose_prediction,
    finish,
    fresh_unet,
    make_optimiser,
    make_trainable,
    open_base,
    settings_for,
)
from instructcv.training.sd15.pairs import open_pairs
from instructcv.training.sd15.state import State

log = logging.getLogger(__name__)


def train(config: SD15Config, *, pairs: Path, out: Path, start: str | Path, device: str = "auto") -> Path:
    """Train, or go on with a run that was stopped; returns the folder of the finished model, `out/model`.

    Raises:
        UserError: the base, the pairs or the settings are wrong, or memory is too small; the message says the mend.
    """
    shards = open_pairs(pairs)
    refuse_unclear(pairs, "train", SentenceEncoder)
    accelerator = make_accelerator(config, out, device)
    accumulation = config.accumulation(accelerator.num_processes)
    # 1. What never learns: the base, and all that it can compute beforehand.
    pipeline, widened = open_base(start)
    _check_same_run(config, out, accelerator)
    meant = kind_of(pipeline.scheduler)
    schedule = choose_prediction(pipeline, config)
    with memory_explained(config, "encode the pairs"):
        cache = cached(shards, pipeline, config, out / "cache", accelerator, str(start))
    pipeline.text_encoder.to("cpu")
    vae: Any = pipeline.vae.requires_grad_(False).to("cpu")
    if config.gradient_checkpointing:
        vae.enable_gradient_checkpointing()
        vae.train(config.objective == "one_pass")  # checkpointing works in training mode only; a VAE has no dropout
    # 2. What learns.
    parameters = make_trainable(pipeline.unet, config, widened=widened)
    if config.compile:
        pipeline.unet.compile()  # in place: a wrapper would rename every tensor
    with memory_explained(config):
        vae.to(accelerator.device if config.objective == "one_pass" else "cpu")
        unet, optimiser = accelerator.prepare(pipeline.unet.train(), make_optimiser(parameters, config))
        state = State(accelerator, unet, optimiser, config)
        if state.resume(out):
            log.info("going on from step %d", state.step)
    settings = settings_for(pipeline, config, shards.label_format())
    # 3. Steps.
    diary = Diary(accelerator, config, out, state.step)
    hidden = True if not accelerator.is_local_main_process else None
    for step in tqdm(
        range(state.step, config.steps), initial=state.step, total=config.steps, unit="step", disable=hidden
    ):
        with memory_explained(config):
            loss, batch = gradients(unet, vae, schedule, cache, config, accelerator, step, accumulation)
            norm = state.update()
        diary.note(state.step, float(loss), norm, batch)
        if config.sample_steps and state.step % config.sample_steps == 0:
            with memory_explained(config, "paint the samples"):
                _sample(state, pipeline, config, settings, cache, diary, out)
        if state.step % config.checkpoint_steps == 0 or state.step == config.steps:
            state.save(out)
    # 4. The averaged weights as a pipeline.
    weights = state.averaged()
    if accelerator.is_main_process:
        pipeline.unet = fresh_unet(pipeline.unet, weights, config)
        # An adapter goes onto the base as it is: not widened, asked in the same way, its output meaning the same.
        alike = asked_alike(pipeline.settings, settings) and meant == kind_of(schedule)
        if config.lora_rank and alike and not widened:
            write_adapter(weights, config, start, out / "adapter")
        _write_model(finish(pipeline.to("cpu"), config, settings), out)
    accelerator.wait_for_everyone()
    accelerator.end_training()
    return out / "model"


def gradients(
    unet: Any,
    vae: Any,
    schedule: Any,
    cache: Cache,
    config: SD15Config,
    accelerator: Accelerator,
    step: int,
    accumulation: int,
) -> tuple[Tensor, Batch]:
    """The gradients of one optimiser step, micro-batch by micro-batch; returns the mean loss over the effective batch, for
    which nobody has waited yet.
    """
    total = torch.zeros((), device=accelerator.device)
    rank, devices = accelerator.process_index, accelerator.num_processes
    batch: Batch | None = None
    for number in range(accumulation):
        positions = positions_of(step, number, config=config, rank=rank, devices=devices)
        batch = draw(cache, positions, config, accelerator.device)
        last = number == accumulation - 1
        # Gradients travel between devices once a step, with the last micro-batch.
        with nullcontext() if last else accelerator.no_sync(unet):
            with accelerator.autocast():
                loss = losses(unet, vae, schedule, batch, config).mean() / accumulation
            accelerator.backward(loss)
        total = total + loss.detach()
    assert batch is not None
    mean: Any = accelerator.reduce(total, "mean")
    return mean, batch


@contextmanager
def memory_explained(config: SD15Config, what: str = "") -> Generator[None]:
    """Says what to change when a step, or `what` else is done beside the steps, does not fit.

    Raises:
        UserError: memory ran out.
    """
    try:
        yield
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise
        if what:
            mends = {"paint the samples": "go on with --set sample_steps=0"}
            mend = mends.get(what, f"close other programs, or take a smaller size_px than {config.size_px}")
            raise UserError(f"not enough memory to {what}; {mend}") from error
        raise UserError(
            f"not enough memory for {config.micro_batch} pairs of {config.size_px} px at once; {_less_memory(config)}"
        ) from error


def _less_memory(config: SD15Config) -> str:
    """The mend that costs least: what changes nothing that is learnt comes first."""
    smaller = next((n for n in range(config.micro_batch // 2, 0, -1) if config.micro_batch % n == 0), 0)
    other = "" if config.lora_rank else ", or begin again with --set lora_rank=32"
    if smaller:
        return f"go on with --set micro_batch={smaller}, which changes nothing that is learnt{other}"
    if not config.gradient_checkpointing:
        return f"go on with --set gradient_checkpointing=true, which changes nothing that is learnt{other}"
    return "begin again with " + ("a smaller size_px" if config.lora_rank else "--set lora_rank=32")


def make_accelerator(config: SD15Config, out: Path, device: str) -> Accelerator:
    """`accelerate` as this machine and `torchrun` or `accelerate launch` say.

    Raises:
        UserError: a precision that the device does not have, or a tracker that is not installed.
    """
    trackers = {str(kind.value) for kind in get_available_trackers()}
    if config.tracker in {kind.value for kind in LoggerType} - trackers - {"all"}:  # accelerate would log nothing
        raise UserError(
            f"the tracker {config.tracker} is not installed; pip install {config.tracker.replace('_', '-')}, or take "
            "--set tracker=none, which leaves loss.csv and the samples"
        )
    out.mkdir(parents=True, exist_ok=True)
    cpu = device == "cpu" or (device == "auto" and not torch.cuda.is_available())
    chosen = torch.device("cpu" if cpu or device == "auto" else device)
    if chosen.type == "cuda" and ":" in str(chosen):
        torch.cuda.set_device(chosen)  # what accelerate takes where one process runs alone
    try:
        return Accelerator(
            cpu=cpu,
            mixed_precision=config.precision,
            log_with=None if config.tracker == "none" else config.tracker,
            project_dir=out,
            # The loop divides by the accumulation itself, since it is worked out from the number of devices.
            gradient_accumulation_steps=1,
            kwargs_handlers=[DistributedDataParallelKwargs(gradient_as_bucket_view=True)],
        )
    except (ValueError, ImportError, RuntimeError) as error:
        raise UserError(
            f"this run cannot start: {str(error).splitlines()[0]}; try --set precision=no, or --set tracker=none"
        ) from error


def _check_same_run(config: SD15Config, out: Path, accelerator: Accelerator) -> None:
    """The folder holds a run with these settings, or none: what learns may not change under way.

    Raises:
        UserError: it holds another run.
    """
    free = {
        "micro_batch",
        "steps",
        "sample_steps",
        "checkpoint_steps",
        "keep",
        "tracker",
        "compile",
        "gradient_checkpointing",
    }
    asked = {name: value for name, value in asdict(config).items() if name not in free}
    file = out / "run.json"
    if file.exists():
        said = json.loads(file.read_text(encoding="utf-8"))
        other = [name for name, value in asked.items() if said.get(name) != value]
        if other:
            raise UserError(
                f"{out} holds a run with {other[0]}={said.get(other[0])}, not {asked[other[0]]}; name another --out"
            )
    elif accelerator.is_main_process:
        write_text(file, json.dumps(asked, indent=1) + "\n")


def _sample(
    state: State,
    pipeline: InstructPix2Pix,
    config: SD15Config,
    settings: Any,
    cache: Cache,
    diary: Diary,
    out: Path,
) -> None:
    """Sample pictures of the averaged weights, on a copy: the run itself is not touched. Always of the same pairs, whole
    and not mirrored, so that the sheets of a run can be compared.
    """
    weights = state.averaged()
    if not state.accelerator.is_main_process:
        return
    parts: Any = pipeline.components
    unet = fresh_unet(pipeline.unet, weights, config)
    made = InstructPix2Pix(**parts | {"unet": unet.eval()}, requires_safety_checker=False)
    made.set_progress_bar_config(disable=True)
    training = made.vae.training
    device = made.vae.device
    finish(made, config, settings).to(state.accelerator.device)
    whole = replace(config, drop=0.0, flip=False)
    shown = draw(cache, range(min(SAMPLES, len(cache))), whole, state.accelerator.device)
    with state.accelerator.autocast():
        diary.samples(state.step, made, shown, torch.from_numpy(np.array(cache.words[0])), out / "samples")
    made.vae.to(device).train(training)
    made.text_encoder.to("cpu")


def write_adapter(weights: dict[str, Tensor], config: SD15Config, start: str | Path, folder: Path) -> None:
    """What LoRA learnt, as a small file that is added to the base."""
    tensors = adapters.learnt(weights)
    adapters.save(tensors, folder, base=lasting_name(start), rank=config.lora_rank, targets=LORA_TARGETS)


def _write_model(pipeline: InstructPix2Pix, out: Path) -> None:
    """`out/model`, whole or not at all."""
    pipeline.vae.eval()
    with quiet(), whole_folder(out / "model") as temporary:
        pipeline.save_pretrained(temporary)
        forget(out / "model")
