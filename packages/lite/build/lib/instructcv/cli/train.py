"""Train a recipe, or go on with a run that was stopped."""

import logging
import os
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from instructcv.cli._options import Count, Seed
from instructcv.errors import UserError

RANK, LOCAL_RANK = "RANK", "LOCAL_RANK"
"""What torchrun and `accelerate launch` call the number of a process, among all and on its machine."""


def command(
    recipe: Annotated[str, Parameter(name=["recipe", "--recipe"])] = "mini",
    *,
    data: Path = Path("../shared/data"),
    out: Path | None = None,
    processes: Count = 2,
    device: str = "auto",
    start: str | None = None,
    seed: Seed | None = None,
    dataset: str | None = None,
    set_: Annotated[tuple[str, ...], Parameter(name="--set", negative="")] = (),
) -> int:
    """Train a recipe, or go on with a run that was stopped.

    instructcv train mini

    instructcv train mini --data PAIRS

    instructcv train mini --dataset folder --data MY_PHOTOS

    instructcv train --recipe sd15 --data PAIRS --set micro_batch=4

    instructcv train --recipe adapt --dataset folder --data MY_PHOTOS

    mini: scenes are built first, then the VAE, then the denoiser, leg after leg, and what its numbers mean is learned; what is there
    already is not done again. sd15, paper and one-pass:
    words and latents are computed first, then the U-Net learns. Several processes share a run under torchrun (on a CPU with
    OMP_NUM_THREADS=1): `torchrun --nproc-per-node 2 -m -- instructcv train RECIPE`, or `accelerate launch` for FSDP and many machines.

    Parameters
    ----------
    recipe
        A named run: toy, mini, sd15, paper, one-pass, adapt.
    data
        mini: folder with the data sets' folders (coco, GroceryStoreDataset, ...); or what `instructcv build` made, whose photos are
        then learned in place of those; or, with --dataset, the folder of that one. sd15 and its kin: folder of pairs (Parquet shards,
        `instructcv build`). adapt: the data set's folder.
    out
        Where the run lives: losses, samples, checkpoints, the model. runs/RECIPE if not given.
    processes
        Processes that build scenes.
    device
        auto, cpu, cuda, ...
    start
        A checkpoint (folder, hub id or .ckpt) whose weights the run begins with.
    seed
        Of the batches and the noise; the recipe's own if not given. The same seed gives the same weights.
    dataset
        mini and adapt: the registered data set that `data` is in the layout of, e.g. folder for your own photos. adapt takes folder if
        not given, mini the data sets that the model which ships was trained on.
    set_
        A setting of the recipe, NAME=VALUE; may be repeated. mini and toy: legs (names with commas between them: those parts of the
        lineage alone). sd15, paper and one-pass: steps (optimiser steps: updates of the
        weights), effective_batch (pairs that one optimiser step learns from, over all devices), micro_batch (pairs that one
        device holds at once; lower it where memory is short, nothing else changes; the micro-batches of a step are worked out),
        learning_rate, size_px, lora_rank, gradient_checkpointing, eight_bit_adam, precision, min_snr_gamma, ema_decay, tracker,
        sample_steps, checkpoint_steps. adapt: steps, photos, queries, size_px, rank, learning_rate.
    """
    settings = parse_settings(set_) | ({} if seed is None else {"seed": str(seed)})
    import torch

    from instructcv.models.base import pick_device
    from instructcv.recipes.base import load

    logging.getLogger("instructcv").setLevel(logging.INFO)
    folder = out or Path("runs") / recipe
    named: Any = load(recipe.replace("-", "_"))
    if settings or dataset is not None:
        named = named.told(settings, dataset)
    chosen = pick_device(own_device(device))
    if chosen.type == "cuda" and ":" in str(chosen):
        torch.cuda.set_device(chosen)  # what the libraries take that are told of "cuda" only
    made = named.run(data, folder, processes=processes, device=str(chosen), start=start)
    if os.environ.get(RANK, "0") == "0":
        print(made if isinstance(made, Path) else folder / "model")
    return 0


def own_device(name: str) -> str:
    """The GPU of this process where torchrun started several: not all of them are to begin on the first one."""
    import torch

    if LOCAL_RANK in os.environ and name in ("cuda", "auto") and torch.cuda.is_available():
        return f"cuda:{int(os.environ[LOCAL_RANK]) % torch.cuda.device_count()}"  # each may be shown its own alone
    return name


def parse_settings(given: tuple[str, ...]) -> dict[str, str]:
    """NAME=VALUE as a dictionary.

    Raises:
        UserError: no equals sign.
    """
    for text in given:
        if "=" not in text:
            raise UserError(f"--set takes NAME=VALUE, e.g. --set micro_batch=4, not {text!r}")
    return {name: value for name, _, value in (text.partition("=") for text in given)}
