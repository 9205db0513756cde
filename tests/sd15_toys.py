"""Small random models in exactly the layouts of the published checkpoints, written by the tests."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image
from safetensors.torch import load_file
from torch import Tensor

from instructcv.models.sd15.compvis import TEXT, UNET, save_compvis
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.models.sd15.random import random_pipeline

SIDE = 32
WORD = 64
"""Width of the toy text encoder."""


def pipeline(in_channels: int = 8, seed: int = 0) -> InstructPix2Pix:
    """Half a million parameters in Stable Diffusion 1.5's shape."""
    return random_pipeline("toy", in_channels=in_channels, seed=seed)


def as_hub_2023(made: InstructPix2Pix, folder: Path) -> Path:
    """alaa-lab/InstructCV's layout: pickled fp32 weights, the old names, a safety checker in the index, nothing of ours."""
    made.save_pretrained(folder, safe_serialization=False)
    (folder / "instructcv.json").unlink()
    text = folder / "text_encoder"
    for file in (*text.glob("*.safetensors"), *text.glob("*.bin")):
        file.unlink()
    old = {f"text_model.{k.removeprefix('text_model.')}": v for k, v in made.text_encoder.state_dict().items()}
    torch.save(old, text / "pytorch_model.bin")
    index = folder / "model_index.json"
    content = json.loads(index.read_text()) | {"_diffusers_version": "0.17.0"}
    content["feature_extractor"] = ["transformers", "CLIPFeatureExtractor"]
    content["safety_checker"] = ["stable_diffusion", "StableDiffusionSafetyChecker"]
    index.write_text(json.dumps(content))
    return folder


class ModelCheckpoint:
    """Pickled under Lightning's name, as its callbacks are."""

    def __init__(self) -> None:
        self.best = 0.0234


ModelCheckpoint.__module__ = "pytorch_lightning.callbacks.model_checkpoint"


def as_lightning(made: InstructPix2Pix, file: Path, *, callbacks: dict[str, Any] | None = None) -> Path:
    """A training checkpoint: EMA beside the weights (which are spoilt here), optimiser state, pickled callbacks."""
    save_compvis(made, file)
    tensors: dict[str, Tensor] = torch.load(file, weights_only=True)["state_dict"]
    average = {
        "model_ema." + key.removeprefix("model.").replace(".", ""): value.clone()
        for key, value in tensors.items()
        if key.startswith(UNET)
    }
    for key in [k for k in tensors if k.startswith(UNET)]:
        tensors[key] = tensors[key] + 1
    tensors |= average | {"model_ema.decay": torch.tensor(0.9999), "betas": torch.zeros(1000)}
    tensors[f"{TEXT}text_model.embeddings.position_ids"] = torch.arange(77)[None]
    torch.save({"epoch": 28, "state_dict": tensors, "callbacks": callbacks or {}, "optimizer_states": [{}]}, file)
    made.tokenizer.save_pretrained(file.parent / "tokenizer")
    return file


def pair_rows(count: int) -> list[dict[str, Any]]:
    """Rows of a Parquet shard: photos with a bright square; the answer is the square in white."""
    random, made = np.random.default_rng(0), list[dict[str, Any]]()
    for i in range(count):
        photo = random.integers(0, 80, (40, 40, 3), dtype=np.uint8)
        target, y, x = np.zeros((40, 40, 3), np.uint8), *random.integers(0, 20, 2)
        photo[y : y + 20, x : x + 20] = 220
        target[y : y + 20, x : x + 20] = 255
        said = "segment the square" if i % 2 else "the square on the left"
        made.append(
            {"input_image": _png(photo), "edit_prompt": said, "edited_image": _png(target), "task": "segmentation"}
        )
    return made


def _png(pixels: np.ndarray) -> dict[str, Any]:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, format="PNG")
    return {"bytes": stream.getvalue(), "path": None}


def losses_of(run: Path) -> list[list[str]]:
    """Step, loss, gradient norm and learning rate of every step of a run, with every digit."""
    return list(csv.reader((run / "loss.csv").open(newline="")))


def weights_of(run: Path) -> dict[str, Tensor]:
    """The U-Net that a run made."""
    return load_file(run / "model" / "unet" / "diffusion_pytorch_model.safetensors")


def assert_equal(a: dict[str, Tensor], b: dict[str, Tensor], atol: float = 0.0) -> None:
    """The same tensors under the same names."""
    assert a.keys() == b.keys()
    for key in a:
        torch.testing.assert_close(a[key], b[key], rtol=0, atol=atol, msg=lambda said, key=key: f"{key}: {said}")
