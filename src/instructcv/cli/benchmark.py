"""Measure the 2023 path against one pass, and a training step against its bare parts, on this machine."""

import gc
import shlex
import sys
from pathlib import Path
from typing import Literal

from instructcv.cli._options import Count
from instructcv.errors import UserError


def command(
    *,
    size: Literal["toy", "tiny", "sd15"] = "tiny",
    sizes_px: str = "256",
    batches: str = "1,2,4,8,16,32",
    device: str = "auto",
    dtype: Literal["auto", "fp32", "fp16", "bf16"] = "auto",
    compile: bool = False,
    train: bool = True,
    train_micro_batch: Count = 8,
    times: Count = 5,
    out: Path = Path("results/sd15_speed.json"),
) -> int:
    """Measure the 2023 path against one pass, and a training step against its bare parts, on this machine.

    instructcv benchmark --size tiny --out results/sd15_speed_cpu.json

    instructcv benchmark --size sd15 --sizes-px 256,512 --compile --device cuda --out results/sd15_speed_gpu.json

    instructcv benchmark --size toy --sizes-px 64 --batches 1,2 --times 1 --out dry_run.json

    The second is the whole table for a GPU: both ways to answer, memory, batches, eight categories, a tiny VAE, torch.compile,
    training, and how much of the peak is used (MFU). The third tries in small, on any machine, that everything runs.

    Parameters
    ----------
    size
        toy: to try that everything runs; tiny: small enough for a CPU; sd15: Stable Diffusion 1.5's own shape. Weights are random, which is all the same to speed.
    sizes_px
        Sides of the pictures, separated by commas; multiples of 64.
    batches
        How many photos at once, separated by commas.
    device
        auto, cpu, cuda, ...
    dtype
        Number format of inference; training uses bf16 on a GPU.
    compile
        Measure torch.compile too.
    train
        Measure training steps too.
    train_micro_batch
        Pairs that a training step holds at once.
    times
        Repetitions; medians are reported.
    out
        The result file.
    """
    sides, counts = _numbers("--sizes-px", sizes_px), _numbers("--batches", batches)
    if any(side % 64 for side in sides):
        raise UserError(f"--sizes-px are multiples of 64, not {sizes_px}")
    import torch

    from instructcv.evaluation.results import Figure, write
    from instructcv.evaluation.studies.one_pass_speed import Bench, measure
    from instructcv.models.base import pick_device, pick_dtype
    from instructcv.models.sd15.checks import is_out_of_memory
    from instructcv.training.sd15 import speed

    where = pick_device(device)
    if size == "sd15" and (device, where.type) == ("auto", "cpu"):
        raise UserError(
            "there is no GPU here, which a network of Stable Diffusion's size wants; try the command in small with --size toy "
            "--sizes-px 64, or wait long with --device cpu"
        )
    bench = Bench(
        size=size,
        sizes_px=sides,
        batches=counts,
        device=where,
        dtype=pick_dtype(dtype, where),
        compile=compile,
        times=times,
    )
    found: list[Figure] = []

    def note(figure: Figure) -> None:
        target = "" if figure.target is None else f"  target {figure.target:g}"
        print(f"{figure.name}: {figure.value:.4g} {figure.unit} ({figure.note}){target}", flush=True)
        found.append(figure)

    try:
        for figure in measure(bench):
            note(figure)
        for side in sides if train else ():
            gc.collect()  # the networks that were measured before
            if where.type == "cuda":
                torch.cuda.empty_cache()
            for figure in speed.measure(
                size, size_px=side, micro_batch=train_micro_batch, device=where, times=2 * times
            ):
                note(figure)
    except (RuntimeError, UserError) as error:
        if found:  # minutes of measuring are not lost to what came after them
            write(found, out, command=shlex.join(["instructcv", *sys.argv[1:]]))
        if isinstance(error, UserError) or not is_out_of_memory(error):
            raise
        kept = f"the {len(found)} figures found until then are in {out}; " if found else ""
        raise UserError(
            f"not enough memory on {where}; {kept}take smaller --batches, --sizes-px or --train-micro-batch"
        ) from error
    write(found, out, command=shlex.join(["instructcv", *sys.argv[1:]]))
    return 0


def _numbers(option: str, text: str) -> tuple[int, ...]:
    try:
        found = tuple(int(part) for part in text.split(","))
    except ValueError as error:
        raise UserError(f"{option} are whole numbers separated by commas, not {text!r}") from error
    if not found or min(found) < 1:
        raise UserError(f"{option} are numbers above 0, not {text!r}")
    return found
