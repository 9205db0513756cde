"""The 2023 path (50 steps of 3 guided evaluations) against one pass: same network, same photo, same run.

On a GPU also memory, throughput at batch 1 to 32, torch.compile, a tiny VAE, and how much of the chip's peak is used (MFU).
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

import numpy as np
import torch
from diffusers.models.autoencoders.autoencoder_tiny import AutoencoderTiny
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from torch.utils.flop_counter import FlopCounterMode

from instructcv.evaluation.results import Figure
from instructcv.evaluation.speed import EIGHT, ONE
from instructcv.inference.predictor import InstructCV
from instructcv.models._sd15.compvis import euler_ancestral
from instructcv.models._sd15.random import Size, random_pipeline
from instructcv.models._sd15.settings import Settings
from instructcv.models.sd15 import SD15

PEAK_FLOPS = {"H100": 989e12, "H200": 989e12, "A100": 312e12, "L40S": 362e12, "L4": 121e12, "4090": 165e12}
"""Dense bf16 or fp16, by a part of the device's name; from the makers' data sheets."""
BEFORE = Settings()


@dataclass(frozen=True, kw_only=True)
class Bench:
    """What is measured."""

    size: Size = "tiny"
    sizes_px: tuple[int, ...] = (256,)
    batches: tuple[int, ...] = (1, 2, 4, 8, 16, 32)
    device: torch.device
    dtype: torch.dtype
    compile: bool = False
    times: int = 5


def measure(bench: Bench) -> Iterator[Figure]:
    """All figures, one size after the other."""
    model = SD15(random_pipeline(bench.size).to(bench.device, bench.dtype))
    ends = replace(bench, batches=tuple(sorted({1, max(bench.batches)})))
    for side in bench.sizes_px:
        yield from _paths(model, side, bench)
        yield from _eight(model, side, bench)
        yield from _throughput(model, side, bench, "one pass")
        whole = model.pipeline.vae
        model.pipeline.vae = _tiny_vae(bench)
        yield from _throughput(model, side, ends, "one pass, tiny VAE")
        model.pipeline.vae = whole
    if bench.compile:
        model.pipeline.unet = torch.compile(model.pipeline.unet)
        for side in bench.sizes_px:
            yield from _throughput(model, side, ends, "one pass, compiled")


def as_2023(model: SD15, side: int) -> None:
    """50 steps of Euler ancestral with both guidances: three evaluations a step."""
    model.pipeline.settings = replace(BEFORE, size_px=side)
    model.pipeline.scheduler = euler_ancestral()


def as_one_pass(model: SD15, side: int) -> None:
    """One evaluation at the last timestep, from zeros."""
    model.pipeline.settings = Settings(
        size_px=side, passes=1, guidance_scale=1.0, image_guidance_scale=1.0, start="zeros"
    )
    model.pipeline.scheduler = DDIMScheduler.from_config(
        euler_ancestral().config, timestep_spacing="trailing", prediction_type="sample", clip_sample=False
    )


def _paths(model: SD15, side: int, bench: Bench) -> Iterator[Figure]:
    """Photo to numbers both ways, as a person meets it."""
    photo = np.random.default_rng(0).integers(0, 255, (side, side, 3), dtype=np.uint8)
    answerer, took, evaluations = InstructCV(model), dict[str, Took](), dict[str, int]()
    for name, choose in (("2023", as_2023), ("one pass", as_one_pass)):
        choose(model, side)
        with counted(model.pipeline.unet) as count:
            answerer(photo, ONE)
        evaluations[name] = count[0]
        times = bench.times if name == "one pass" else max(1, bench.times // 3)
        took[name] = seconds(lambda: answerer(photo, ONE), bench.device, times=times)
    note = f"{bench.size}, {side} px, random weights"
    targets = {"one pass": 0.060} if bench.device.type == "cuda" and bench.size == "sd15" and side == 512 else {}
    for name in took:
        yield Figure(
            name=f"{name}: denoiser evaluations a photo", value=float(evaluations[name]), better="lower", note=note
        )
        yield Figure(
            name=f"{name}: photo to numbers",
            value=took[name].wall_s,
            unit="s",
            better="lower",
            target=targets.get(name),
            note=note,
        )
        if took[name].peak_gib:
            yield Figure(name=f"{name}: peak memory", value=took[name].peak_gib, unit="GiB", better="lower", note=note)
    work = evaluations["2023"] / evaluations["one pass"]
    yield Figure(name="less denoiser work", value=work, unit="x", target=100.0, note=note)
    slow, fast = took["2023"], took["one pass"]
    yield Figure(name="faster, photo to numbers", value=slow.wall_s / fast.wall_s, unit="x", target=25.0, note=note)
    if bench.device.type == "cpu":  # what other programs on the machine do not disturb
        yield Figure(
            name="less processor time, photo to numbers",
            value=slow.processor_s / fast.processor_s,
            unit="x",
            target=25.0,
            note=note,
        )


def _eight(model: SD15, side: int, bench: Bench) -> Iterator[Figure]:
    """Eight categories of one photo: eight pictures in one batch, the photo encoded once."""
    as_one_pass(model, side)
    photo = np.random.default_rng(0).integers(0, 255, (side, side, 3), dtype=np.uint8)
    answerer = InstructCV(model)
    took = seconds(lambda: answerer(photo, EIGHT), bench.device, times=bench.times)
    yield Figure(
        name="one pass: photo to numbers, eight categories",
        value=took.wall_s,
        unit="s",
        better="lower",
        note=f"{bench.size}, {side} px",
    )


def _throughput(model: SD15, side: int, bench: Bench, name: str) -> Iterator[Figure]:
    """Photos a second of the networks, batched: encode, one evaluation, decode."""
    as_one_pass(model, side)
    pipeline, goal = model.pipeline, bench.device.type == "cuda" and bench.size == "sd15" and side == 512
    words = model.words(ONE)
    for count in bench.batches:
        photos = torch.zeros(count, 3, side, side, device=bench.device, dtype=bench.dtype)

        def answer(photos: torch.Tensor = photos, count: int = count) -> None:
            pipeline(
                image=photos,
                prompt_embeds=words.expand(count, -1, -1),
                num_inference_steps=1,
                guidance_scale=1.0,
                image_guidance_scale=1.0,
                output_type="pt",
            )

        took = seconds(answer, bench.device, times=bench.times)
        note = f"{bench.size}, {side} px, batch {count}"
        target = 60.0 if goal and count == max(bench.batches) else None
        yield Figure(name=f"{name}: photos a second", value=count / took.wall_s, unit="1/s", target=target, note=note)
        yield Figure(name=f"{name}: latency", value=took.wall_s, unit="s", better="lower", note=note)
        if took.peak_gib:
            yield Figure(name=f"{name}: peak memory", value=took.peak_gib, unit="GiB", better="lower", note=note)
        peak_flops = peak_of(bench.device)
        if peak_flops is not None and "compiled" not in name:
            yield Figure(name=f"{name}: MFU", value=flops_of(answer) / took.wall_s / peak_flops, note=note)


def _tiny_vae(bench: Bench) -> Any:
    """TAESD's shape: 2.4 M parameters instead of 84 M."""
    return AutoencoderTiny().eval().to(bench.device, bench.dtype)  # pyright: ignore[reportArgumentType]


@contextmanager
def counted(network: Any) -> Generator[list[int]]:
    """Counts the pictures that a network evaluates."""
    count = [0]

    def note(_: Any, arguments: Any, __: Any) -> None:
        count[0] += len(arguments[0])

    handle = network.register_forward_hook(note)
    try:
        yield count
    finally:
        handle.remove()


class Took(NamedTuple):
    """Of one call."""

    wall_s: float
    processor_s: float
    """Of all threads."""
    peak_gib: float
    """The device's memory; 0 on a CPU."""


def seconds(call: Callable[[], object], device: torch.device, *, times: int) -> Took:
    """Medians after a warm-up."""
    gpu = device.type == "cuda"
    with torch.inference_mode():
        call()
        if gpu:
            torch.cuda.reset_peak_memory_stats(device)
        wall_s, processor_s = list[float](), list[float]()
        for _ in range(times):
            _wait(device)
            started, used = perf_counter(), process_time()
            call()
            _wait(device)
            wall_s.append(perf_counter() - started)
            processor_s.append(process_time() - used)
    peak_gib = torch.cuda.max_memory_allocated(device) / 2**30 if gpu else 0.0
    return Took(median(wall_s), median(processor_s), peak_gib)


def flops_of(call: Callable[[], object]) -> float:
    """Floating-point operations of one call, as torch counts them."""
    with torch.inference_mode(), FlopCounterMode(display=False) as counter:
        call()
    return float(counter.get_total_flops())


def peak_of(device: torch.device) -> float | None:
    """The device's peak in floating-point operations a second; None where it is not known."""
    if device.type != "cuda":
        return None
    name = torch.cuda.get_device_name(device)
    return next((peak for part, peak in PEAK_FLOPS.items() if part in name), None)


def _wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)
