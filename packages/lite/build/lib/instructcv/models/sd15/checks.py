"""What can be wrong with a checkpoint folder, each said in one line before gigabytes are read."""

import json
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open

from instructcv.errors import UserError
from instructcv.models.sd15.pickles import refuse_code

PARTS = ("unet", "vae", "text_encoder", "tokenizer", "scheduler")
SCHEDULERS = frozenset(
    f"{name}Scheduler"
    for name in (
        *("DDIM", "DDPM", "PNDM", "LCM", "TCD", "LMSDiscrete", "HeunDiscrete", "EulerDiscrete"),
        *("EulerAncestralDiscrete", "DPMSolverMultistep", "DPMSolverSinglestep", "DPMSolverSDE", "DEISMultistep"),
        *("UniPCMultistep", "KDPM2Discrete", "KDPM2AncestralDiscrete"),
    )
)
"""Those of diffusers that move noised latents towards a prediction of noise, as this network makes it."""
IN_CHANNELS = 8
"""4 of the noised answer, 4 of the photo."""


def check_folder(folder: Path, *, in_channels: int | None = IN_CHANNELS) -> None:
    """Everything that the pipeline will open is there, whole, and of the right kind.

    Raises:
        UserError: it is not; the message names the file and the mend.
    """
    for part in PARTS:
        if not (folder / part).is_dir():
            raise UserError(f"{folder / part} is missing; copy or download the checkpoint again")
    check_channels(folder, read(folder / "unet" / "config.json").get("in_channels"), in_channels)
    kind = read(folder / "scheduler" / "scheduler_config.json").get("_class_name")
    if kind not in SCHEDULERS:
        raise UserError(
            f"{folder / 'scheduler'} is a {kind}, which cannot drive this network; put a scheduler_config.json there with "
            '"_class_name": "EulerAncestralDiscreteScheduler" or "DDIMScheduler"'
        )
    check_tokenizer(folder / "tokenizer")
    for part in ("unet", "vae", "text_encoder"):
        check_weights(folder / part)


def check_tokenizer(tokenizer: Path) -> None:
    """The vocabulary is there, in the old layout or the new.

    Raises:
        UserError: it is not.
    """
    if (tokenizer / "tokenizer.json").exists():
        return
    for name in ("vocab.json", "merges.txt"):
        if not (tokenizer / name).exists():
            raise UserError(f"{tokenizer / name} is missing; copy CLIP's tokenizer there again")


def check_weights(part: Path) -> None:
    """The weights are there and every safetensors file is as long as its header says."""
    files = [*part.glob("*.safetensors"), *part.glob("*.bin")]
    if not files:
        raise UserError(f"{part} holds no weights (*.safetensors or *.bin); copy or download them again")
    for index in part.glob("*.index.json"):
        for name in sorted(set(read(index)["weight_map"].values())):
            if not (part / name).exists():
                raise UserError(f"{part / name} is missing; copy or download it again")
    safe = [*part.glob("*.safetensors")]
    for file in part.glob("*.bin") if not safe else ():
        refuse_code(file)
    for file in safe:
        try:
            with safe_open(file, framework="pt"):
                pass
        except (SafetensorError, OSError) as error:
            raise UserError(f"{file} is cut short or damaged ({error}); copy or download it again") from error


def variant_of(folder: Path) -> str | None:
    """The `variant` that a folder's weights need: "fp16" where only those are there."""
    names = [file.name for file in (folder / "unet").iterdir() if file.suffix in (".safetensors", ".bin")]
    return "fp16" if names and all(".fp16." in name for name in names) else None


def only_pickles(folder: Path) -> bool:
    """Whether no part has safetensors, as in the 2023 checkpoints; diffusers complains aloud where it looks for them."""
    return not any(any((folder / part).glob("*.safetensors")) for part in ("unet", "vae", "text_encoder"))


def check_memory(folder: Path, width: int = 4) -> None:
    """The folder's weights, `width` bytes a number, fit into what this machine has free.

    Raises:
        UserError: they do not.
    """
    variant = variant_of(folder)
    needed = 0
    for part in ("unet", "vae", "text_encoder"):
        safe = [*(folder / part).glob("*.safetensors")] or [*(folder / part).glob("*.bin")]
        used = [f for f in safe if (".fp16." in f.name) == (variant == "fp16")]
        needed += sum(f.stat().st_size * width // _stored_width(f) for f in used)
    check_fits(folder, needed)


def _stored_width(file: Path) -> int:
    """Bytes that a number has in a file of weights, as its first tensor and its name say."""
    if file.suffix != ".safetensors":
        return 2 if ".fp16." in file.name else 4
    with safe_open(file, framework="pt") as opened:
        first = next(iter(opened.keys()), None)
        return 2 if first is not None and opened.get_slice(first).get_dtype() in ("F16", "BF16") else 4


def check_fits(where: Path, needed: int) -> None:
    """So many bytes are free.

    Raises:
        UserError: they are not.
    """
    free = free_bytes()
    if free is not None and needed > free:
        raise UserError(
            f"{where} needs {needed / 2**30:.1f} GiB of memory and {free / 2**30:.1f} are free; close other programs, or "
            "take half the bytes: a folder that a larger machine wrote (instructcv convert CHECKPOINT OUT), with --dtype bf16"
        )


def free_bytes() -> int | None:
    """Memory that a new program can have; None where the system does not say."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:")), None)


def read(path: Path) -> dict[str, Any]:
    """A JSON object.

    Raises:
        UserError: missing or damaged.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise UserError(f"{path} is missing; copy or download the checkpoint again") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{path} is damaged ({error}); copy or download it again") from error
    if not isinstance(content, dict):
        raise UserError(f"{path} holds no JSON object; copy or download it again")
    return content


def is_out_of_memory(error: RuntimeError) -> bool:
    """Whether torch found no memory: a GPU's error has a class of its own, a CPU's only these words."""
    return isinstance(error, torch.OutOfMemoryError) or "allocate memory" in str(error)


def check_channels(where: Path, channels: object, wanted: int | None) -> None:
    """The U-Net takes a photo beside the noise; `None` wants nothing in particular.

    Raises:
        UserError: it does not.
    """
    if wanted is None or channels == wanted:
        return
    if channels == 4:
        raise UserError(
            f"{where} has 4 input channels: it paints from text alone and looks at no photo; give an InstructPix2Pix "
            "checkpoint, or make one of it: instructcv train --recipe sd15 --start CHECKPOINT"
        )
    raise UserError(f"{where} has {channels} input channels, not {wanted}; give an InstructPix2Pix checkpoint")
