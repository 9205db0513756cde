"""What each tensor is called by CompVis (2022) and by `diffusers`: one table a network, read in either direction.

The tables follow the layouts themselves: CompVis numbers the blocks of a U-Net straight through, `diffusers` by level.
"""

from collections.abc import Iterator
from typing import Any

Names = dict[str, str]
"""CompVis' prefix -> diffusers' prefix, each up to and including its last dot."""

_UNET_RESNET = {
    "in_layers.0.": "norm1.",
    "in_layers.2.": "conv1.",
    "emb_layers.1.": "time_emb_proj.",
    "out_layers.0.": "norm2.",
    "out_layers.3.": "conv2.",
    "skip_connection.": "conv_shortcut.",
}
_VAE_RESNET = {"norm1.": "norm1.", "conv1.": "conv1.", "norm2.": "norm2.", "conv2.": "conv2."} | {
    "nin_shortcut.": "conv_shortcut."
}
_VAE_ATTENTION = {"norm.": "group_norm.", "q.": "to_q.", "k.": "to_k.", "v.": "to_v.", "proj_out.": "to_out.0."}
PLAIN = {"": ""}
"""A block that both call the same inside."""


def unet_names(config: Any) -> Names:
    """The table of a `UNet2DConditionModel` with this config."""
    return dict(_unet(config))


def vae_names(config: Any) -> Names:
    """The table of an `AutoencoderKL` with this config."""
    return dict(_vae(config))


def translate(key: str, names: Names) -> str | None:
    """A tensor's name in the other system; None if the table does not hold it."""
    for end in (i + 1 for i in range(len(key) - 1, -1, -1) if key[i] == "."):  # the longest prefix first
        if key[:end] in names:
            return names[key[:end]] + key[end:]
    return None


def _block(theirs: str, ours: str, inner: Names) -> Iterator[tuple[str, str]]:
    for a, b in inner.items():
        yield theirs + a, ours + b


def _unet(config: Any) -> Iterator[tuple[str, str]]:
    yield "time_embed.0.", "time_embedding.linear_1."
    yield "time_embed.2.", "time_embedding.linear_2."
    yield "input_blocks.0.0.", "conv_in."
    yield "out.0.", "conv_norm_out."
    yield "out.2.", "conv_out."
    layers, levels = config["layers_per_block"], len(config["block_out_channels"])
    for level, kind in enumerate(config["down_block_types"]):
        first = 1 + level * (layers + 1)
        for layer in range(layers):
            place = f"down_blocks.{level}"
            yield from _block(f"input_blocks.{first + layer}.0.", f"{place}.resnets.{layer}.", _UNET_RESNET)
            if kind.startswith("CrossAttn"):
                yield from _block(f"input_blocks.{first + layer}.1.", f"{place}.attentions.{layer}.", PLAIN)
        if level < levels - 1:
            yield f"input_blocks.{first + layers}.0.op.", f"down_blocks.{level}.downsamplers.0.conv."
    yield from _block("middle_block.0.", "mid_block.resnets.0.", _UNET_RESNET)
    yield from _block("middle_block.1.", "mid_block.attentions.0.", PLAIN)
    yield from _block("middle_block.2.", "mid_block.resnets.1.", _UNET_RESNET)
    for level, kind in enumerate(config["up_block_types"]):
        first, attends = level * (layers + 1), kind.startswith("CrossAttn")
        for layer in range(layers + 1):
            place = f"up_blocks.{level}"
            yield from _block(f"output_blocks.{first + layer}.0.", f"{place}.resnets.{layer}.", _UNET_RESNET)
            if attends:
                yield from _block(f"output_blocks.{first + layer}.1.", f"{place}.attentions.{layer}.", PLAIN)
        if level < levels - 1:
            theirs = f"output_blocks.{first + layers}.{2 if attends else 1}.conv."
            yield theirs, f"up_blocks.{level}.upsamplers.0.conv."


def _vae(config: Any) -> Iterator[tuple[str, str]]:
    yield "quant_conv.", "quant_conv."
    yield "post_quant_conv.", "post_quant_conv."
    layers, levels = config["layers_per_block"], len(config["block_out_channels"])
    for side in ("encoder", "decoder"):
        yield f"{side}.conv_in.", f"{side}.conv_in."
        yield f"{side}.norm_out.", f"{side}.conv_norm_out."
        yield f"{side}.conv_out.", f"{side}.conv_out."
        yield from _block(f"{side}.mid.block_1.", f"{side}.mid_block.resnets.0.", _VAE_RESNET)
        yield from _block(f"{side}.mid.attn_1.", f"{side}.mid_block.attentions.0.", _VAE_ATTENTION)
        yield from _block(f"{side}.mid.block_2.", f"{side}.mid_block.resnets.1.", _VAE_RESNET)
    for level in range(levels):
        for layer in range(layers):
            here = f"encoder.down_blocks.{level}.resnets.{layer}."
            yield from _block(f"encoder.down.{level}.block.{layer}.", here, _VAE_RESNET)
        # CompVis counts the decoder's levels from the picture, diffusers from the latents.
        for layer in range(layers + 1):
            here = f"decoder.up_blocks.{level}.resnets.{layer}."
            yield from _block(f"decoder.up.{levels - 1 - level}.block.{layer}.", here, _VAE_RESNET)
        if level < levels - 1:
            yield f"encoder.down.{level}.downsample.conv.", f"encoder.down_blocks.{level}.downsamplers.0.conv."
            theirs = f"decoder.up.{levels - 1 - level}.upsample.conv."
            yield theirs, f"decoder.up_blocks.{level}.upsamplers.0.conv."
