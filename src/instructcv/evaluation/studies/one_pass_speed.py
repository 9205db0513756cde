"""The 2023 path (50 steps of 3 guided evaluations) against one pass: same network, same photo, same run.

On a GPU also memory, throughput at batch 1 to 32, torch.compile, a tiny VAE, and how much of the chip's peak is used (MFU).
"""

import logging
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from statistics import median
from time import perf_counter, process_time
from typing import Any, NamedTuple

import numpy as np
import torch
from diffusers.models.autoencoders.autoencoder_tiny import AutoencoderTiny
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion_instruct_pix2pix import retrieve_latents
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from torch.utils.flop_counter import FlopCounterMode

from instructcv.evaluation.results import Figure
from instructcv.evaluation.speed import EIGHT, ONE
from instructcv.inference.predictor import InstructCV
from instructcv.models.sd15 import SD15
from instructcv.models.sd15.checks import is_out_of_memory
from instructcv.models.sd15.compvis import euler_ancestral
from instructcv.models.sd15.random import Size, random_pipeline
from instructcv.models.sd15.settings import SD15Settings
from instructcv.models.shared.quiet import quiet
from instructcv.types import LEGEND, ORIGINAL, LabelFormat

log = logging.getLogger(__name__)

PEAK_FLOPS = {
    **{"H100 PCIe": 756e12, "H100 NVL": 835e12, "H200 NVL": 835e12, "H100": 989e12, "H200": 989e12, "B200": 2250e12},
    **{
        "A100": 312e12,
        "A10G": 70e12,
        "A10": 125e12,
        "L40S": 362e12,
        "L40": 181e12,
        "L4": 121e12,
        "4090": 165e12,
        "3090": 71e12,
    },
}
"""Dense bf16 with fp32 sums, by the first of these that is a part of the device's name; from the makers' data sheets."""
BEFORE = SD15Settings()
VAE_AT_ONCE = 16
"""Pictures that the VAE takes at once. At 32 of 512 px one of its tensors has 2^31 numbers, which torch's upsampling on CUDA
refused for years (diffusers issue 984)."""


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

    @property
    def where(self) -> str:
        """What a note has to say of a GPU and the number format; a result file names the processor only."""
        if self.device.type != "cuda":
            return ""
        return f", {torch.cuda.get_device_name(self.device)}, {str(self.dtype).removeprefix('torch.')}"


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
        _compile(model)
        for side in bench.sizes_px:
            torch.compiler.reset()  # or many sizes would exhaust the number of shapes that are compiled
            yield from _throughput(model, side, ends, "one pass, compiled")


def as_2023(model: SD15, side: int) -> None:
    """50 steps of Euler ancestral with both guidances: three evaluations a step."""
    model.pipeline.settings = replace(BEFORE, size_px=side)
    model.pipeline.scheduler = euler_ancestral()


def as_one_pass(model: SD15, side: int, label_format: LabelFormat = ORIGINAL) -> None:
    """One evaluation at the last timestep, from zeros."""
    model.pipeline.settings = SD15Settings(
        size_px=side,
        passes=1,
        guidance_scale=1.0,
        image_guidance_scale=1.0,
        start="zeros",
        label_format=label_format,
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
    note = f"{bench.size}, {side} px, random weights{bench.where}"
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
    """Eight categories of one photo, which is encoded once: eight pictures in one batch, as the 2023 format wants, and one
    picture in eight colours.
    """
    photo = np.random.default_rng(0).integers(0, 255, (side, side, 3), dtype=np.uint8)
    answerer = InstructCV(model)
    for label_format, how in ((ORIGINAL, ""), (LEGEND, " in one picture")):
        as_one_pass(model, side, label_format)
        took = seconds(lambda: answerer(photo, EIGHT), bench.device, times=bench.times)
        yield Figure(
            name=f"one pass: photo to numbers, eight categories{how}",
            value=took.wall_s,
            unit="s",
            better="lower",
            note=f"{bench.size}, {side} px{bench.where}",
        )


def _compile(model: SD15) -> None:
    """torch.compile for the networks of an answer, each shape by itself."""
    vae = model.pipeline.vae
    for network in (model.pipeline.unet, vae.encoder, vae.decoder):
        network.forward = torch.compile(network.forward, dynamic=False)


def _throughput(model: SD15, side: int, bench: Bench, name: str) -> Iterator[Figure]:
    """Photos a second of the networks, batched: encode, one evaluation, decode."""
    as_one_pass(model, side)
    pipeline, goal = model.pipeline, bench.device.type == "cuda" and bench.size == "sd15" and side == 512
    words, vae = model.words(ONE), pipeline.vae
    for count in bench.batches:

        def answer(count: int = count) -> torch.Tensor:
            photos = torch.zeros(count, 3, side, side, device=bench.device, dtype=bench.dtype)
            encoded = [retrieve_latents(vae.encode(p), sample_mode="argmax") for p in photos.split(VAE_AT_ONCE)]
            latents = pipeline(
                image=torch.cat(encoded),
                prompt_embeds=words.expand(count, -1, -1),
                num_inference_steps=1,
                guidance_scale=1.0,
                image_guidance_scale=1.0,
                output_type="latent",
                return_dict=False,
            )[0]
            parts = (latents / vae.config.scaling_factor).split(VAE_AT_ONCE)
            return torch.cat([vae.decode(part, return_dict=False)[0] for part in parts])

        took = _if_it_fits(lambda: seconds(answer, bench.device, times=bench.times))
        if took is None:
            log.warning(
                "%s, %d px: %d photos at once do not fit into memory; no larger batch is tried", name, side, count
            )
            return
        note = f"{bench.size}, {side} px, batch {count}{bench.where}"
        enough = 60.0 if goal and count == max(bench.batches) else None
        soon = 0.060 if goal and count == 1 else None
        yield Figure(name=f"{name}: photos a second", value=count / took.wall_s, unit="1/s", target=enough, note=note)
        yield Figure(name=f"{name}: latency", value=took.wall_s, unit="s", better="lower", target=soon, note=note)
        if took.peak_gib:
            yield Figure(name=f"{name}: peak memory", value=took.peak_gib, unit="GiB", better="lower", note=note)
        peak_flops = peak_of(bench.device)
        if peak_flops is not None and bench.dtype != torch.float32 and "compiled" not in name:
            yield Figure(name=f"{name}: MFU", value=flops_of(answer) / took.wall_s / peak_flops, note=note)


def _if_it_fits(measured: Callable[[], "Took"]) -> "Took | None":
    """The measurement, or nothing where memory is too small for it; what was taken until then is given back."""
    try:
        return measured()
    except RuntimeError as error:
        if not is_out_of_memory(error):
            raise
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    return None


def _tiny_vae(bench: Bench) -> Any:
    """TAESD's shape: 2.4 M parameters instead of 84 M."""
    with quiet():  # it warns of a cast that concerns none of its parts
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
