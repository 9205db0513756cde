"""A network that lies in a folder in diffusers' layout, opened without importing diffusers: that import costs a third of a cold start.

    config.json                     what it was built with
    *.safetensors (and an index)    its weights, in one piece or several

`models/mini/components.py` makes diffusers models of the same networks, for pipelines and for saving.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import torch
from safetensors.torch import load_file
from torch import nn

from instructcv.models.shared.finite import check_weights


class Network(nn.Module):
    """A module that knows what it was built with."""

    @classmethod
    def of(cls, content: Mapping[str, Any]) -> Self:
        """A new one, as `config.json` says.

        Raises:
            ValueError: it says something else.
        """
        raise NotImplementedError

    @property
    def content(self) -> dict[str, Any]:
        """What `config.json` says of this one."""
        raise NotImplementedError

    @property
    def device(self) -> torch.device:
        """Of its weights."""
        return next(self.parameters()).device

    @property
    def dtype(self) -> torch.dtype:
        """Of its weights."""
        return next(self.parameters()).dtype

    @classmethod
    def open(cls, folder: Path, dtype: torch.dtype = torch.float32) -> Self:
        """A saved network.

        Raises:
            ValueError: weights are missing, of a wrong shape, or not of this network.
            UserError: weights are no numbers, or too large for `dtype`.
            OSError: a file is missing.
        """
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        network = cls.of(config)
        stored = {name: tensor for file in _files(folder) for name, tensor in load_file(file).items()}
        weights = {name: tensor.to(dtype) for name, tensor in stored.items()}
        kinds = {name: tensor.is_floating_point() for name, tensor in network.state_dict().items()}
        for name, tensor in stored.items():  # whole numbers in a weight's place would be taken for weights
            if kinds.get(name, tensor.is_floating_point()) != tensor.is_floating_point():
                raise ValueError(f"the weight {name} of {folder.name} is stored as {tensor.dtype}")
        if missing := sorted(network.state_dict().keys() - weights.keys()):
            raise ValueError(f"{folder.name} lacks {len(missing)} weights, {missing[0]} among them")
        check_weights(weights.items(), folder, stored=stored.items())
        try:
            network.load_state_dict(weights, assign=True)
        except RuntimeError as error:
            raise ValueError(f"{folder.name}: {str(error).splitlines()[-1].strip()}") from error
        return network.eval()


def _files(folder: Path) -> list[Path]:
    """The pieces that the index names, or all there are."""
    index = next(folder.glob("*.safetensors.index.json"), None)
    if index is None:
        return sorted(folder.glob("*.safetensors"))
    names = set(json.loads(index.read_text(encoding="utf-8"))["weight_map"].values())
    return [folder / name for name in sorted(names)]
