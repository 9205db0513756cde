"""Number formats: bfloat16 where the hardware multiplies it, float32 where it would only be imitated."""

import torch


def mixed(device: torch.device) -> torch.autocast:
    """Autocast to bfloat16 on GPUs and on CPUs with AVX512-BF16 or AMX, no cast on others.

    A CPU with AVX2 alone imitates bfloat16: a step of `mini` took 26 s there, 2 s in float32.
    """
    return torch.autocast(device.type, torch.bfloat16, enabled=device.type != "cpu" or CPU_HAS_BFLOAT16)


def usual_dtype(device: torch.device) -> torch.dtype:
    """What weights are kept in where nobody asks for another format."""
    return torch.float16 if device.type == "cuda" else torch.float32


CPU_HAS_BFLOAT16: bool = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()  # pyright: ignore
