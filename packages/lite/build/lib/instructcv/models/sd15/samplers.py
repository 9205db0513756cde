"""Samplers that take few steps, for checkpoints whose own wants 20 to 100."""

from collections.abc import Mapping
from typing import Any

from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_lcm import LCMScheduler

from instructcv.errors import UserError


def sampler(name: str, config: Mapping[str, Any]) -> DDIMScheduler | LCMScheduler:
    """A sampler on the noise schedule, and for the kind of prediction, of a checkpoint's own scheduler.

    ddim: trailing timesteps, so that one step and a few begin at the last one (Lin et al. 2024); any checkpoint.
    lcm: consistency sampling (Luo et al. 2023); good in 1 to 8 steps where the weights were distilled for it.

    Args:
        name: "ddim" or "lcm".
        config: of the checkpoint's scheduler.

    Raises:
        UserError: no such sampler.
    """
    kinds: dict[str, Any] = {"ddim": DDIMScheduler, "lcm": LCMScheduler}
    if name not in kinds:
        raise UserError(f"no sampler is called {name!r}; there are: {', '.join(kinds)}")
    trailing = {"timestep_spacing": "trailing", "set_alpha_to_one": True, "steps_offset": 0}
    return kinds[name].from_config(config, clip_sample=False, **(trailing if name == "ddim" else {}))
