"""Convert an SD 1.5 checkpoint: hub id, diffusers folder or CompVis .ckpt to a safetensors folder, or to one file."""

from dataclasses import replace
from pathlib import Path
from typing import Literal

from instructcv.errors import UserError


def command(
    checkpoint: str,
    out: Path,
    *,
    dtype: Literal["fp16", "fp32", "bf16"] = "fp16",
    tokenizer: Path | None = None,
) -> int:
    """Convert an SD 1.5 checkpoint: hub id, diffusers folder or CompVis .ckpt to a safetensors folder, or to one file.

    instructcv convert alaa-lab/InstructCV instructcv-fp16

    instructcv convert epoch_000028.ckpt instructcv-fp16 --tokenizer clip-vit-large-patch14

    instructcv convert instructcv-fp16 instructcv.ckpt --dtype fp32

    Parameters
    ----------
    checkpoint
        A hub id, a diffusers folder (safetensors or .bin), or a CompVis or Lightning .ckpt; of a .ckpt the averaged weights.
    out
        A new folder, or a file that ends in .ckpt or .safetensors for one file in CompVis' names.
    dtype
        Number format of the weights that are written.
    tokenizer
        Folder with CLIP's vocab.json and merges.txt, which a .ckpt does not hold; not needed where tokenizer/ lies beside it.
    """
    if out.exists():
        raise UserError(f"{out} is there already; name a new one")
    import torch

    from instructcv.files import whole_folder
    from instructcv.models.base import local_copy, network_of, pick_dtype
    from instructcv.models.sd15 import SD15, open_pipeline
    from instructcv.models.sd15.compvis import save_compvis
    from instructcv.models.sd15.settings import SD15Settings
    from instructcv.models.shared.quiet import quiet

    # Where it will run is not known here: fp16, slow on a CPU, is nothing to be warned of.
    source, number = local_copy(checkpoint), pick_dtype(dtype, torch.device("cuda"))
    if network_of(source) != SD15.name:
        raise UserError(
            f"{checkpoint} is a {network_of(source)} checkpoint; only those of Stable Diffusion 1.5 have other forms"
        )
    pipeline = open_pipeline(source, dtype=number, tokenizer=tokenizer)
    if out.suffix in (".ckpt", ".safetensors"):
        if replace(pipeline.settings, size_px=SD15Settings.size_px) != SD15Settings():
            raise UserError(
                f"{checkpoint} is asked in another way than in 2023 (instructcv.json), which a file in CompVis' names cannot "
                "say; name a folder"
            )
        save_compvis(pipeline, out)
    else:
        with quiet(), whole_folder(out) as temporary:
            pipeline.save_pretrained(temporary)
    print(out)
    return 0
