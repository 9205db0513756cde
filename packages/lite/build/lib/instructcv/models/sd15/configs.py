"""A network's `diffusers` config, read off the shapes of its tensors: a `.ckpt` brings no config along."""

from collections.abc import Mapping
from typing import Any

from torch import Tensor

HEADS = 8
"""Attention heads of every Stable Diffusion 1.x U-Net; the shapes do not tell."""
CLIP_HEAD_WIDTH = 64
"""Channels of an attention head of CLIP's text encoder, of whatever width."""
Tensors = Mapping[str, Tensor]


def unet_config(tensors: Tensors, *, size_px: int) -> dict[str, Any]:
    """Of a U-Net in CompVis' names (without `model.diffusion_model.`)."""
    layers, levels = _numbering([int(k.split(".")[1]) for k in tensors if k.endswith(".0.op.weight")])
    firsts = [1 + level * (layers + 1) for level in range(levels)]
    attends = [f"input_blocks.{first}.1.norm.weight" in tensors for first in firsts]
    if not any(attends):
        raise ValueError("its U-Net reads no text")
    first = firsts[attends.index(True)]
    context = tensors[f"input_blocks.{first}.1.transformer_blocks.0.attn2.to_k.weight"].shape[1]
    linear = tensors[f"input_blocks.{first}.1.proj_in.weight"].ndim == 2
    if linear:
        raise ValueError("it is a Stable Diffusion 2")
    return {
        "sample_size": size_px // 8,
        "in_channels": tensors["input_blocks.0.0.weight"].shape[1],
        "out_channels": tensors["out.2.weight"].shape[0],
        "layers_per_block": layers,
        "block_out_channels": [tensors[f"input_blocks.{f}.0.out_layers.3.weight"].shape[0] for f in firsts],
        "down_block_types": ["CrossAttnDownBlock2D" if a else "DownBlock2D" for a in attends],
        "up_block_types": ["CrossAttnUpBlock2D" if a else "UpBlock2D" for a in reversed(attends)],
        "cross_attention_dim": context,
        "attention_head_dim": HEADS,
    }


def vae_config(tensors: Tensors, *, size_px: int) -> dict[str, Any]:
    """Of a VAE in CompVis' names (without `first_stage_model.`)."""
    levels = 1 + max(int(k.split(".")[2]) for k in tensors if k.startswith("encoder.down."))
    layers = 1 + max(int(k.split(".")[4]) for k in tensors if k.startswith("encoder.down.0.block."))
    widths = [tensors[f"encoder.down.{level}.block.0.conv1.weight"].shape[0] for level in range(levels)]
    return {
        "sample_size": size_px,
        "latent_channels": tensors["post_quant_conv.weight"].shape[0],
        "layers_per_block": layers,
        "block_out_channels": widths,
        "down_block_types": ["DownEncoderBlock2D"] * levels,
        "up_block_types": ["UpDecoderBlock2D"] * levels,
        "scaling_factor": 0.18215,
    }


def text_config(tensors: Tensors) -> dict[str, Any]:
    """Of a CLIP text encoder, names without `text_model.`."""
    vocabulary, width = tensors["embeddings.token_embedding.weight"].shape
    return {
        "vocab_size": vocabulary,
        "hidden_size": width,
        "projection_dim": width,
        "intermediate_size": tensors["encoder.layers.0.mlp.fc1.weight"].shape[0],
        "num_hidden_layers": 1 + max(int(k.split(".")[2]) for k in tensors if k.startswith("encoder.layers.")),
        "num_attention_heads": max(1, width // CLIP_HEAD_WIDTH),
        "max_position_embeddings": tensors["embeddings.position_embedding.weight"].shape[0],
        "bos_token_id": vocabulary - 2,
        "eos_token_id": vocabulary - 1,
        "pad_token_id": vocabulary - 1,
    }


def _numbering(downsamplers: list[int]) -> tuple[int, int]:
    """Layers a level, and levels, from the numbers of the blocks that halve the size."""
    if not downsamplers:
        raise ValueError("it holds no U-Net of that shape")
    return min(downsamplers) - 1, len(downsamplers) + 1
