"""Adapters: what a few photos taught, as a small file in `peft`'s layout that is added to a base checkpoint's weights.

    adapter_config.json          peft's, plus which base it belongs to
    adapter_model.safetensors    base_model.model.MODULE.lora_{A,B}.weight, or a whole tensor where rank is no saving

Adding needs no peft: W + alpha / r * B A (Hu et al. 2022, equation 3). Several adapters add up.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from instructcv.errors import UserError
from instructcv.files import whole, write_text
from instructcv.models.shared.finite import check_weights

CONFIG, WEIGHTS = "adapter_config.json", "adapter_model.safetensors"
PREFIX = "base_model.model."


def is_adapter(folder: Path) -> bool:
    """Whether the folder holds an adapter, not a whole checkpoint."""
    return (folder / CONFIG).exists()


def base_of(folder: Path) -> str | None:
    """The checkpoint that an adapter belongs to; None = the model inside the package.

    Raises:
        UserError: the config is damaged.
    """
    return _config(folder).get("base_model_name_or_path")


def learnt(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The low-rank tensors among a network's weights, under the names that peft gives them on disk."""
    found = {key: value for key, value in weights.items() if ".lora_A." in key or ".lora_B." in key}
    return {PREFIX + key.replace(".default.", "."): value.detach().cpu().contiguous() for key, value in found.items()}


def save(tensors: dict[str, Tensor], folder: Path, *, base: str | None, rank: int, targets: list[str]) -> None:
    """Write an adapter; the config last, so that where it is the adapter is whole."""
    with whole(folder / WEIGHTS) as temporary:
        save_file(tensors, temporary)
    config: dict[str, Any] = {
        "peft_type": "LORA",
        "base_model_name_or_path": base,
        "r": rank,
        "lora_alpha": rank,
        "target_modules": targets,
        "bias": "none",
        "inference_mode": True,
    }
    write_text(folder / CONFIG, json.dumps(config, indent=1) + "\n")


def set_strength(folder: Path, strength: float) -> None:
    """Add so much of what an adapter has learned, 0 to 1: the mean of the base's weights and the adapted ones (Wortsman et al.
    2022), by peft's own alpha.
    """
    config = _config(folder)
    write_text(folder / CONFIG, json.dumps(config | {"lora_alpha": strength * config["r"]}, indent=1) + "\n")


def stack(network: nn.Module, folder: Path) -> None:
    """Add an adapter to a network's weights, in place.

    Raises:
        UserError: the adapter is damaged, or of another network.
    """
    config = _config(folder)
    try:
        tensors = load_file(folder / WEIGHTS)
        check_weights(tensors.items(), folder / WEIGHTS)
        scale = config["lora_alpha"] / config["r"]
        for key in [k for k in tensors if k.endswith(".lora_A.weight")]:
            module = key.removeprefix(PREFIX).removesuffix(".lora_A.weight")
            down = tensors[key].float()  # [r, in, ...]
            up = tensors[key.replace(".lora_A.", ".lora_B.")].float()  # [out, r, ...]
            weight = network.get_parameter(f"{module}.weight")
            with torch.no_grad():
                change = (up.flatten(1) @ down.flatten(1)).view_as(weight)  # a convolution's, too
                weight.copy_(weight.float() + scale * change.to(weight.device))
        for key in [k for k in tensors if ".lora_" not in k]:
            with torch.no_grad():
                network.get_parameter(key.removeprefix(PREFIX)).copy_(tensors[key])
    except (OSError, SafetensorError) as error:
        raise UserError(f"{folder / WEIGHTS} is missing or damaged ({error}); copy the adapter again") from error
    except (AttributeError, KeyError, RuntimeError) as error:
        reason = str(error).strip().splitlines()[0]
        raise UserError(
            f"{folder} does not fit this checkpoint ({reason}); it was made for {base_of(folder)}"
        ) from error


def _config(folder: Path) -> dict[str, Any]:
    path = folder / CONFIG
    try:
        content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if content["peft_type"] != "LORA":
            raise UserError(f"{folder} is a {content['peft_type']} adapter; only LoRA can be added")
        return content
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UserError(f"{path} is missing or damaged ({error}); copy the adapter again") from error
