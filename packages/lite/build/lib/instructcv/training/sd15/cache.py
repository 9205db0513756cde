"""What never learns is computed once: photo latents, target latents, words. Training then needs the U-Net alone.

One folder of memory-mapped arrays below the run, written by all processes together, renamed when whole. A run that asks
for something else (other pairs, size or base) makes it anew.
"""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from accelerate import Accelerator
from jaxtyping import Float
from torch import Tensor

from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.training.sd15.config import SD15Config
from instructcv.training.sd15.pairs import Pair, Shards

ENCODED_AT_ONCE = 8
SIDED = ("left", "right")


@dataclass(frozen=True, kw_only=True, eq=False)
class Cache:
    """The arrays of n pairs; f = 2 where pairs are mirrored, else 1."""

    photos: Any
    """`[f, n, 4, h8, w8]` fp16: the mode, unscaled."""
    targets: Any
    """`[f, n, 8, h8, w8]` fp16: mean and log-variance, unscaled."""
    words: Any
    """`[u, t, e]` fp16: CLIP's states of each instruction once; 0 is the empty one."""
    wording: Any
    """`[n]`: which of the words."""
    pictures: Any
    """`[n, s, s, 3]` uint8, or nothing where the loss is on latents."""
    known: Any
    """`[n, s, s]` bool, likewise."""
    tasks: list[str]
    mirrored: list[bool]
    """Whether a pair may be mirrored."""

    def __len__(self) -> int:
        return len(self.wording)


def cached(
    shards: Shards, pipeline: InstructPix2Pix, config: SD15Config, folder: Path, accelerator: Accelerator, base: str
) -> Cache:
    """The cache in `folder`, made first if it is not there or was made for something else."""
    asked = {
        "pairs": shards.fingerprint(),
        "base": base,
        "size_px": config.size_px,
        "flip": config.flip,
        "pictures": config.objective == "one_pass",
    }
    manifest = folder / "manifest.json"
    if not manifest.exists() or json.loads(manifest.read_text(encoding="utf-8"))["asked"] != asked:
        _make(shards, pipeline, config, folder, accelerator, asked)
    said = json.loads(manifest.read_text(encoding="utf-8"))
    arrays = {
        n: np.load(folder / f"{n}.npy", mmap_mode="r") for n in ("photos", "targets", "words", "pictures", "known")
    }
    wording = np.array(said["wording"], np.int64)
    return Cache(**arrays, wording=wording, tasks=said["tasks"], mirrored=said["mirrored"])


def _make(
    shards: Shards,
    pipeline: InstructPix2Pix,
    config: SD15Config,
    folder: Path,
    accelerator: Accelerator,
    asked: dict[str, Any],
) -> None:
    partial = folder.with_name(f"{folder.name}.partial")
    n, side, flips = len(shards), config.size_px // 8, 1 + config.flip
    pixels = n if asked["pictures"] else 0
    if accelerator.is_main_process:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        shapes: dict[str, tuple[tuple[int, ...], Any]] = {
            "photos": ((flips, n, 4, side, side), np.float16),
            "targets": ((flips, n, 8, side, side), np.float16),
            "pictures": ((pixels, config.size_px, config.size_px, 3), np.uint8),
            "known": ((pixels, config.size_px, config.size_px), np.bool_),
        }
        for name, (shape, kind) in shapes.items():
            if 0 in shape:
                np.save(partial / f"{name}.npy", np.zeros(shape, kind))
            else:
                np.lib.format.open_memmap(partial / f"{name}.npy", mode="w+", dtype=kind, shape=shape).flush()
    accelerator.wait_for_everyone()
    share = share_of(n, accelerator.process_index, accelerator.num_processes)
    _fill(shards, pipeline, config, partial, share, accelerator.device)
    accelerator.wait_for_everyone()
    if accelerator.is_main_process:
        _write_words(shards, pipeline, partial, accelerator.device, asked)
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    accelerator.wait_for_everyone()


def share_of(pairs: int, rank: int, processes: int) -> tuple[int, int]:
    """The pairs `first` to `last` (exclusive) that a process encodes: whole groups, so that every pair is encoded in the
    same company, and with the same last bit, however many processes there are.
    """
    groups = -(-pairs // ENCODED_AT_ONCE)
    first, last = (groups * r // processes * ENCODED_AT_ONCE for r in (rank, rank + 1))
    return min(first, pairs), min(last, pairs)


@torch.inference_mode()
def _fill(
    shards: Shards,
    pipeline: InstructPix2Pix,
    config: SD15Config,
    folder: Path,
    rows: tuple[int, int],
    device: torch.device,
) -> None:
    """Encode this process's share of the pairs."""
    opened: dict[str, Any] = {
        n: np.load(folder / f"{n}.npy", mmap_mode="r+") for n in ("photos", "targets", "pictures", "known")
    }
    vae: Any = pipeline.vae.to(device)  # in fp32, as `open_base` gives it; diffusers warns of a cast even to that
    row, batch = rows[0], list[Pair]()

    def encode() -> None:
        nonlocal row
        here = slice(row, row + len(batch))
        for flip in range(1 + config.flip):
            photos = vae.encode(_tensor([p.photo for p in batch], flip, device)).latent_dist
            targets = vae.encode(_tensor([p.target for p in batch], flip, device)).latent_dist
            opened["photos"][flip, here] = photos.mode().half().cpu().numpy()
            opened["targets"][flip, here] = torch.cat([targets.mean, targets.logvar], 1).half().cpu().numpy()
        if len(opened["pictures"]):
            opened["pictures"][here] = np.stack([p.target for p in batch])
            opened["known"][here] = np.stack([p.known for p in batch])
        row += len(batch)
        batch.clear()

    for pair in shards.walk(*rows, config.size_px):
        batch.append(pair)
        if len(batch) == ENCODED_AT_ONCE:
            encode()
    if batch:
        encode()
    for array in opened.values():
        if isinstance(array, np.memmap):
            array.flush()


@torch.inference_mode()
def _write_words(
    shards: Shards, pipeline: InstructPix2Pix, folder: Path, device: torch.device, asked: dict[str, Any]
) -> None:
    """Encode every instruction once, and write the manifest last."""
    instructions, tasks = shards.texts()
    unique = list(dict.fromkeys(["", *instructions]))
    encoder: Any = pipeline.text_encoder.to(device, torch.float32)
    states: Any = None
    for start in range(0, len(unique), 64):
        chunk = unique[start : start + 64]
        tokens = pipeline.tokenizer(
            chunk,
            padding="max_length",
            max_length=pipeline.tokenizer.model_max_length,
            truncation=True,
            return_tensors="pt",
        )
        encoded = encoder(tokens.input_ids.to(device))[0].half().cpu().numpy()  # [k, t, e]
        if states is None:
            shape = (len(unique), *encoded.shape[1:])
            states = np.lib.format.open_memmap(folder / "words.npy", mode="w+", dtype=np.float16, shape=shape)
        states[start : start + len(chunk)] = encoded
    states.flush()
    number = {text: i for i, text in enumerate(unique)}
    content = {
        "asked": asked,
        "wording": [number[text] for text in instructions],
        "tasks": tasks,
        "mirrored": [not any(word in SIDED for word in text.lower().split()) for text in instructions],
    }
    (folder / "manifest.json").write_text(json.dumps(content), encoding="utf-8")


def _tensor(pictures: list[Any], flip: int, device: torch.device) -> Float[Tensor, "b 3 s s"]:
    stacked = np.stack(pictures)
    if flip:
        stacked = stacked[:, :, ::-1]
    return torch.from_numpy(stacked.copy()).permute(0, 3, 1, 2).to(device) / 127.5 - 1
