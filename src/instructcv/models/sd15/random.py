"""Networks of InstructPix2Pix's shape with random weights: speed does not depend on what a network has learnt."""

from typing import Any, Literal

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from transformers.models.clip.configuration_clip import CLIPTextConfig
from transformers.models.clip.modeling_clip import CLIPTextModel
from transformers.models.clip.tokenization_clip import CLIPTokenizer

from instructcv.models.sd15.compvis import euler_ancestral
from instructcv.models.sd15.configs import CLIP_HEAD_WIDTH
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.models.sd15.settings import SD15Settings

Size = Literal["toy", "tiny", "sd15"]
SIZES: dict[str, dict[str, Any]] = {
    "toy": {"size_px": 32, "unet": (64, 96), "layers": 1, "vae": (32, 32, 32, 32), "width": 64, "text_layers": 2},
    "tiny": {
        "size_px": 256,
        "unet": (64, 128, 256),
        "layers": 1,
        "vae": (32, 32, 64, 64),
        "width": 128,
        "text_layers": 2,
    },
    "sd15": {
        "size_px": 512,
        "unet": (320, 640, 1280, 1280),
        "layers": 2,
        "vae": (128, 256, 512, 512),
        "width": 768,
        "text_layers": 12,
    },
}
"""`unet` and `vae`: channels of each level; `layers` a level of the U-Net; `width` and `text_layers` of the text
encoder. `sd15` is
Stable Diffusion 1.5's own: 860 M parameters in the U-Net, 84 M in the VAE, 123 M in the text encoder."""
CLIP_WORDS = 49_408
"""In CLIP's own vocabulary, which a network of full size has rows for."""


def random_pipeline(size: Size, *, in_channels: int = 8, seed: int = 0) -> InstructPix2Pix:
    """A whole pipeline, in fp32 on the CPU."""
    torch.manual_seed(seed)
    shape, words = SIZES[size], _letters()
    levels, side = len(shape["unet"]), shape["size_px"]
    unet = UNet2DConditionModel(
        sample_size=side // 8,
        in_channels=in_channels,
        block_out_channels=shape["unet"],
        layers_per_block=shape["layers"],
        down_block_types=("CrossAttnDownBlock2D",) * (levels - 1) + ("DownBlock2D",),
        up_block_types=("UpBlock2D",) + ("CrossAttnUpBlock2D",) * (levels - 1),
        cross_attention_dim=shape["width"],
        attention_head_dim=8,
    )
    vae = AutoencoderKL(
        sample_size=side,
        block_out_channels=shape["vae"],
        down_block_types=("DownEncoderBlock2D",) * 4,  # pyright: ignore[reportArgumentType]
        up_block_types=("UpDecoderBlock2D",) * 4,  # pyright: ignore[reportArgumentType]
        layers_per_block=1 if size != "sd15" else 2,
    )
    text = _text_encoder(size, len(words))
    made = InstructPix2Pix(
        vae=vae.eval(),
        text_encoder=text.eval(),
        tokenizer=words,
        unet=unet.eval(),
        scheduler=euler_ancestral(),  # pyright: ignore[reportArgumentType]
        safety_checker=None,  # pyright: ignore[reportArgumentType]
        feature_extractor=None,  # pyright: ignore[reportArgumentType]
        requires_safety_checker=False,
    )
    made.settings = SD15Settings(size_px=side)
    made.set_progress_bar_config(disable=True)
    return made


def _text_encoder(size: Size, words: int) -> CLIPTextModel:
    """CLIP's, for a tokenizer of so many words, the last two of which begin and end a sentence."""
    width, layers = SIZES[size]["width"], SIZES[size]["text_layers"]
    config = CLIPTextConfig(
        vocab_size=CLIP_WORDS if size == "sd15" else words,
        hidden_size=width,
        projection_dim=width,
        intermediate_size=4 * width,
        num_hidden_layers=layers,
        num_attention_heads=width // CLIP_HEAD_WIDTH,
        bos_token_id=words - 2,
        eos_token_id=words - 1,
        pad_token_id=words - 1,
    )
    return CLIPTextModel(config)


def _letters() -> CLIPTokenizer:
    """CLIP's tokenizer with letters for words: its own vocabulary is not ours to ship."""
    letters = [*"abcdefghijklmnopqrstuvwxyz?.,"]
    names = [*letters, *(letter + "</w>" for letter in letters), "th", "the</w>", "<|startoftext|>", "<|endoftext|>"]
    vocabulary = {name: number for number, name in enumerate(names)}
    made: Any = CLIPTokenizer(vocab=vocabulary, merges=[("t", "h"), ("th", "e</w>")])  # pyright: ignore[reportArgumentType]
    made.model_max_length = 77
    return made
