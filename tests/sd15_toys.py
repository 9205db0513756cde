"""Small random models in exactly the layouts of the published checkpoints, written by the tests."""

import json
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from instructcv.models._sd15.compvis import TEXT, UNET, save_compvis
from instructcv.models._sd15.pipeline import InstructPix2Pix
from instructcv.models._sd15.random import random_pipeline

SIDE = 32
WORD = 64


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
