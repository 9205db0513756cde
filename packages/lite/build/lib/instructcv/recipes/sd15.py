"""sd15: Stable Diffusion 1.5 to InstructCV on one GPU; with `--set lora_rank=32` only low-rank updates learn, in less memory.

InstructPix2Pix's choices (Brooks et al. 2023) with what diffusers' example has shown to work on one device.
"""

from instructcv.recipes._pairs import STABLE_DIFFUSION, PairsRecipe
from instructcv.training.sd15.config import SD15Config


def recipe() -> PairsRecipe:
    """15,000 optimiser steps of 64 pairs."""
    return PairsRecipe(train=SD15Config(), start=STABLE_DIFFUSION)
