"""What a training step costs beyond the forward, backward and optimiser that it is made of; and samples a second."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import numpy as np
import torch

from instructcv.evaluation.results import Figure
from instructcv.evaluation.studies.one_pass_speed import flops_of, peak_of
from instructcv.models.sd15.random import SIZES, Size, random_pipeline
from instructcv.training.sd15.batch import draw
from instructcv.training.sd15.cache import Cache
from instructcv.training.sd15.config import SD15Config
from instructcv.training.sd15.diary import Diary
from instructcv.training.sd15.networks import choose_prediction, make_optimiser, make_trainable
from instructcv.training.sd15.run import gradients, make_accelerator
from instructcv.training.sd15.state import State

LIMIT = 0.10
"""Share of a step that may be spent on anything but the network."""
WARM_UP = 2
"""Steps of each kind that are not counted."""
Walk = Callable[[int], None]
"""One step, told its number."""


def measure(size: Size, *, size_px: int, micro_batch: int, device: torch.device, times: int = 10) -> Iterator[Figure]:
    """Steps of the real loop and bare ones, in turns, on the same network and batch."""
    precision = "bf16" if device.type == "cuda" else "no"
    config = SD15Config(
        size_px=size_px,
        effective_batch=micro_batch,
        micro_batch=micro_batch,
        precision=precision,
        gradient_checkpointing=False,
        tracker="none",
        flip=False,
    )
    with TemporaryDirectory() as folder:
        out = Path(folder)
        accelerator = make_accelerator(config, out, str(device))
        pipeline = random_pipeline(size)
        schedule, vae = choose_prediction(pipeline, config), pipeline.vae
        parameters = make_trainable(pipeline.unet, config, widened=False)
        unet, optimiser = accelerator.prepare(pipeline.unet.train(), make_optimiser(parameters, config))
        state, diary = State(accelerator, unet, optimiser, config), Diary(accelerator, config, out, 0)
        cache = _random_cache(size, size_px)
        fixed = draw(cache, range(micro_batch), config, accelerator.device)

        def real(step: int) -> None:
            loss, batch = gradients(unet, vae, schedule, cache, config, accelerator, step, 1)
            norm = state.update()
            diary.note(step, float(loss), norm, batch)

        def bare(_: int) -> None:
            with accelerator.autocast():
                seen = torch.cat([fixed.noise, fixed.photo], 1)
                said = unet(seen, fixed.timesteps, fixed.words, return_dict=False)[0]
                loss = torch.nn.functional.mse_loss(said.float(), fixed.noise)
            loss.backward()
            optimiser.step()
            optimiser.zero_grad(set_to_none=True)

        step_s, bare_s = _in_turns((real, bare), times, device)
    clock = "wall time" if device.type == "cuda" else "processor time"
    where = f", {torch.cuda.get_device_name(device)}" if device.type == "cuda" else ""
    note = f"{size}, {size_px} px, micro-batch {micro_batch}, {precision}, {clock}{where}"
    yield Figure(name="training: samples a second", value=micro_batch / step_s, unit="1/s", note=note)
    yield Figure(
        name="training: step over bare forward, backward, optimiser",
        value=step_s / bare_s - 1,
        target=LIMIT,
        better="lower",
        note=f"{note}; median of {times} in turns, EMA and clipping included",
    )
    peak = peak_of(device)
    if peak is not None:
        seen = torch.cat([fixed.noise, fixed.photo], 1)
        forward = flops_of(lambda: unet(seen, fixed.timesteps, fixed.words, return_dict=False))
        # A backward costs twice as much as its forward.
        yield Figure(name="training: MFU", value=3 * forward / step_s / peak, note=f"{note}, 3 x forward")


def _in_turns(walks: Sequence[Walk], times: int, device: torch.device) -> list[float]:
    """Median seconds of each kind of step, taken in turns so that what disturbs one disturbs the others."""
    took: list[list[float]] = [[] for _ in walks]
    for step in range(WARM_UP + times):
        for walk, seconds in zip(walks, took, strict=True):
            seconds.append(_seconds(walk, step, device))
    return [median(seconds[WARM_UP:]) for seconds in took]


def _seconds(walk: Walk, step: int, device: torch.device) -> float:
    """Of wall time on a GPU; of processor time on a CPU, where other programs would disturb the comparison."""
    if device.type != "cuda":
        used = process_time()
        walk(step)
        return process_time() - used
    torch.cuda.synchronize(device)
    started = perf_counter()
    walk(step)
    torch.cuda.synchronize(device)
    return perf_counter() - started


def _random_cache(size: Size, size_px: int, count: int = 64) -> Cache:
    random, side = np.random.default_rng(0), size_px // 8
    return Cache(
        photos=random.standard_normal((1, count, 4, side, side)).astype(np.float16),
        targets=random.standard_normal((1, count, 8, side, side)).astype(np.float16),
        words=random.standard_normal((2, 77, SIZES[size]["width"])).astype(np.float16),
        wording=np.ones(count, np.int64),
        pictures=np.zeros((0,), np.uint8),
        known=np.zeros((0,), np.bool_),
        tasks=["pair"] * count,
        mirrored=[False] * count,
    )
