"""What a run on pairs is told. The four numbers that everybody confuses have one meaning each:

optimiser step   one update of the weights; `steps` of them are a run
effective batch  pairs that one optimiser step learns from, over all devices
micro-batch      pairs that one device holds at once: as many as its memory allows
accumulation     micro-batches a device runs before each optimiser step = effective batch / (micro-batch x devices)

The first two decide what is learnt; the others only where it fits, and the accumulation is worked out, never given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from instructcv.errors import UserError

LEAST: Mapping[str, float] = {
    **dict.fromkeys(("steps", "effective_batch", "micro_batch", "checkpoint_steps", "keep"), 1),
    **dict.fromkeys(("warmup_steps", "sample_steps", "lora_rank", "clip_norm", "min_snr_gamma", "weight_decay"), 0),
    **{"latent_weight": 0, "size_px": 8},
}
"""The smallest value that a setting can have."""


@dataclass(frozen=True, kw_only=True)
class SD15Config:
    """A run. Every field can be set on the command line: `--set micro_batch=4`."""

    objective: Literal["noise", "one_pass"] = "noise"
    """`noise`: predict the noise at a random timestep (Ho et al. 2020). `one_pass`: paint the answer at the last
    timestep from zeros, judged in pixels (Martin Garcia et al. 2025)."""
    size_px: int = 256
    steps: int = 15_000
    """Optimiser steps."""
    effective_batch: int = 64
    """Pairs an optimiser step, over all devices."""
    micro_batch: int = 16
    """Pairs that one device holds at once."""
    learning_rate: float = 1e-4
    warmup_steps: int = 500
    """Optimiser steps over which the learning rate rises; after that it is constant."""
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    """Longest gradient; 0 = unlimited."""
    drop: float = 0.05
    """Share of the pairs without text; as many without photo, and as many without both (classifier-free guidance)."""
    min_snr_gamma: float = 0.0
    """Weight of a timestep is min(SNR, gamma) / SNR (Hang et al. 2023); 0 = every timestep alike."""
    ema_decay: float = 0.9999
    """Of the averaged weights, which are what is saved; warmed up as (1 + n) / (10 + n)."""
    flip: bool = True
    """Every other pair is mirrored, unless its words say left or right."""
    precision: Literal["no", "bf16", "fp16"] = "bf16"
    gradient_checkpointing: bool = True
    eight_bit_adam: bool = False
    """AdamW with 8-bit state, where bitsandbytes and a GPU are there."""
    lora_rank: int = 0
    """Train low-rank updates of the attention (and the first convolution where it was widened); 0 = every weight."""
    latent_weight: float = 0.1
    """`one_pass`: of the squared error in latents, beside the absolute error in pixels."""
    prediction: Literal["keep", "epsilon", "v_prediction", "sample"] = "keep"
    """What the network's output means from now on. `one_pass` learns fastest as `sample`: at the last timestep noise
    prediction would be multiplied by 15 to give the picture."""
    compile: bool = False
    """torch.compile the U-Net; minutes to start, worth it on GPUs."""
    tracker: str = "tensorboard"
    """Where losses and samples go: tensorboard, wandb, ... as `accelerate` names them; "none" = loss.csv only."""
    sample_steps: int = 500
    """Optimiser steps between sample pictures; 0 = none."""
    checkpoint_steps: int = 500
    """Optimiser steps between checkpoints."""
    keep: int = 2
    """Checkpoints that are kept."""
    seed: int = 0

    def __post_init__(self) -> None:
        """Say at once what would fail, or teach nothing, hours later.

        Raises:
            UserError: a number that no run can have.
        """
        for name, least in LEAST.items():
            if getattr(self, name) < least:
                raise UserError(f"{name} is at least {least}, not {getattr(self, name)}")
        if self.size_px % 8:
            raise UserError(
                f"size_px is a multiple of 8, of 64 for Stable Diffusion's own network, not {self.size_px}; take 256 or 512"
            )
        if not 0 <= self.drop <= 1 / 3:
            raise UserError(f"drop is a share of the pairs, taken three times: 0 to 0.33, not {self.drop}")
        if not 0 <= self.ema_decay < 1:
            raise UserError(f"ema_decay is from 0 (no average) to below 1, not {self.ema_decay}")
        if not self.learning_rate > 0:
            raise UserError(f"learning_rate is above 0, not {self.learning_rate}")

    def accumulation(self, devices: int) -> int:
        """Micro-batches that each device runs before an optimiser step.

        Raises:
            UserError: the effective batch cannot be split so.
        """
        once = self.micro_batch * devices
        if self.effective_batch % once:
            raise UserError(
                f"an effective batch of {self.effective_batch} pairs cannot be made of micro-batches of {self.micro_batch} on "
                f"{devices} devices ({once} at once); set effective_batch to a multiple of {once}"
            )
        return self.effective_batch // once

    def learning_rate_at(self, step: int) -> float:
        """Linear warm-up, then constant."""
        return self.learning_rate * min(1.0, (step + 1) / max(1, self.warmup_steps))
