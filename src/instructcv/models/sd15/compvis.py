"""CompVis and Lightning `.ckpt` files: read without running what a pickle may hold, the averaged (EMA) weights first."""

from pathlib import Path
from typing import Any

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_euler_ancestral_discrete import EulerAncestralDiscreteScheduler
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers.models.clip.configuration_clip import CLIPTextConfig
from transformers.models.clip.modeling_clip import CLIPTextModel
from transformers.models.clip.tokenization_clip import CLIPTokenizer

from instructcv.errors import UserError
from instructcv.files import whole
from instructcv.models.sd15 import configs
from instructcv.models.sd15.checks import check_fits, check_tokenizer
from instructcv.models.sd15.names import translate, unet_names, vae_names
from instructcv.models.sd15.pickles import first_line, read_pickle
from instructcv.models.sd15.pipeline import InstructPix2Pix
from instructcv.models.shared.hub import fetch
from instructcv.models.shared.quiet import quiet

UNET, AVERAGE, VAE, TEXT = "model.diffusion_model.", "model_ema.", "first_stage_model.", "cond_stage_model.transformer."
CLIP = "openai/clip-vit-large-patch14"
"""Whose tokenizer every Stable Diffusion 1.x uses."""
SIZE_PX = 512


def read_tensors(path: Path) -> dict[str, Tensor]:
    """The `state_dict` of a `.ckpt`, `.pt` or single-file `.safetensors`, mapped from the file and not yet read.

    Raises:
        UserError: damaged, with code in it, or not a checkpoint of tensors.
    """
    if path.suffix == ".safetensors":
        try:
            tensors: Any = load_file(path)
        except (SafetensorError, OSError) as error:
            raise UserError(f"{path} is cut short or damaged ({error}); copy or download it again") from error
    else:
        content = read_pickle(path)
        tensors = content.get("state_dict", content) if isinstance(content, dict) else {}
    found = {str(k): v for k, v in tensors.items() if isinstance(v, Tensor)}
    if not any(key.startswith(UNET) for key in found):
        raise UserError(f"{path} holds no {UNET}* tensors; give a CompVis checkpoint of Stable Diffusion")
    return found


def load_compvis(path: Path, *, dtype: torch.dtype, tokenizer: Path | None = None) -> InstructPix2Pix:
    """A `.ckpt` as a pipeline; the tokenizer, which a `.ckpt` lacks, comes from a folder or the hub's cache.

    Raises:
        UserError: as `read_tensors`; or the checkpoint is of another network, or no tokenizer is found.
    """
    tensors = read_tensors(path)
    unet_tensors = below(tensors, UNET)
    average = below(tensors, AVERAGE)
    used = [*unet_tensors.values(), *below(tensors, VAE).values(), *below(tensors, TEXT).values()]
    check_fits(path, sum(value.numel() * 4 for value in used))  # the networks are built in fp32
    if average:  # LitEma: names without dots, as buffers cannot have any
        unet_tensors = {
            key: average.get(f"diffusion_model.{key}".replace(".", ""), v) for key, v in unet_tensors.items()
        }
    try:
        config = configs.unet_config(unet_tensors, size_px=SIZE_PX)
        unet = _filled(UNet2DConditionModel(**config), unet_tensors, unet_names(config))
        vae_tensors = below(tensors, VAE)
        vae_config = configs.vae_config(vae_tensors, size_px=SIZE_PX)
        vae = _filled(AutoencoderKL(**vae_config), vae_tensors, vae_names(vae_config))
        text = _text_encoder(below(tensors, TEXT))
    except (KeyError, ValueError, RuntimeError, IndexError) as error:
        raise UserError(
            f"{path} is no whole checkpoint of Stable Diffusion 1.x ({first_line(error)}); give one, or copy it again"
        ) from error
    words = find_tokenizer(path, tokenizer)
    with quiet():
        return InstructPix2Pix(
            vae=vae.to(dtype=dtype),
            text_encoder=text.to(dtype=dtype),  # pyright: ignore[reportCallIssue]
            tokenizer=words,
            unet=unet.to(dtype=dtype),
            scheduler=euler_ancestral(),  # pyright: ignore[reportArgumentType]
            safety_checker=None,  # pyright: ignore[reportArgumentType]
            feature_extractor=None,  # pyright: ignore[reportArgumentType]
            requires_safety_checker=False,
        )


def save_compvis(pipeline: InstructPix2Pix, path: Path) -> None:
    """The pipeline as one file in CompVis' names: `.safetensors`, or `.ckpt` with a `state_dict` of tensors only."""
    back = {ours: theirs for theirs, ours in unet_names(pipeline.unet.config).items()}
    tensors = {UNET + _name(key, back): value for key, value in pipeline.unet.state_dict().items()}
    back = {ours: theirs for theirs, ours in vae_names(pipeline.vae.config).items()}
    for key, value in pipeline.vae.state_dict().items():
        theirs = VAE + _name(key, back)
        tensors[theirs] = value[..., None, None] if ".mid.attn_1." in theirs and value.ndim == 2 else value
    for key, value in pipeline.text_encoder.state_dict().items():
        tensors[f"{TEXT}text_model.{key.removeprefix('text_model.')}"] = value
    tensors = {key: value.contiguous() for key, value in tensors.items()}
    with whole(path) as temporary:
        if path.suffix == ".safetensors":
            save_file(tensors, temporary)
        else:
            with temporary.open("wb") as file:  # torch refuses names with a leading dot
                torch.save({"state_dict": tensors}, file)


def below(tensors: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors under a prefix, named without it."""
    return {key.removeprefix(prefix): value for key, value in tensors.items() if key.startswith(prefix)}


def euler_ancestral() -> EulerAncestralDiscreteScheduler:
    """The 2023 system's sampler, as in the hub's checkpoints."""
    return EulerAncestralDiscreteScheduler(
        beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1, timestep_spacing="linspace"
    )


def find_tokenizer(checkpoint: Path, folder: Path | None) -> CLIPTokenizer:
    """CLIP's tokenizer: from `folder`, from `tokenizer/` beside the checkpoint, or from the hub and its cache.

    Raises:
        UserError: nowhere.
    """
    beside = checkpoint.parent / "tokenizer"
    source: Path | str = folder or (beside if beside.is_dir() else CLIP)
    try:
        # Not by its hub id: without a network transformers would make an empty tokenizer.
        files = source if isinstance(source, Path) else fetch(source)
        check_tokenizer(files)
        with quiet():
            return CLIPTokenizer.from_pretrained(files)
    except (UserError, OSError, ValueError, TypeError) as error:
        raise UserError(
            f"no tokenizer for {checkpoint}: a .ckpt holds none and {source} has no vocab.json and merges.txt that can be "
            f"reached; put those of {CLIP} into {beside}"
        ) from error


def _filled(network: Any, tensors: dict[str, Tensor], names: dict[str, str]) -> Any:
    wanted = network.state_dict()
    renamed: dict[str, Tensor] = {}
    for key, value in tensors.items():
        ours = translate(key, names)
        if ours in wanted:  # a 1x1 convolution there is a matrix here
            renamed[ours] = value.reshape(wanted[ours].shape) if value.numel() == wanted[ours].numel() else value  # pyright: ignore[reportArgumentType]
    network.load_state_dict(renamed)
    return network.eval()


def _text_encoder(tensors: dict[str, Tensor]) -> CLIPTextModel:
    plain = {key.removeprefix("text_model."): value for key, value in tensors.items()}
    plain.pop("embeddings.position_ids", None)  # a constant that older versions saved
    with quiet():
        network = CLIPTextModel(CLIPTextConfig(**configs.text_config(plain)))
    prefix = "text_model." if any(k.startswith("text_model.") for k in network.state_dict()) else ""
    network.load_state_dict({prefix + key: value for key, value in plain.items()})
    return network.eval()


def _name(key: str, names: dict[str, str]) -> str:
    name = translate(key, names)
    assert name is not None, key
    return name
