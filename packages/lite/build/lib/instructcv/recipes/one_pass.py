"""one_pass: any InstructCV or Stable Diffusion checkpoint, taught to answer in a single pass without guidance.

Martin Garcia et al. 2025: the last timestep, zeros instead of noise, the loss in the decoded picture, about 20,000 steps of 32.
The network says the clean latents themselves; as noise they would be multiplied by 15 at that timestep.
"""

from instructcv.recipes._pairs import INSTRUCTCV, PairsRecipe
from instructcv.training.sd15.config import SD15Config


def recipe() -> PairsRecipe:
    """From the published InstructCV."""
    return PairsRecipe(
        start=INSTRUCTCV,
        train=SD15Config(
            objective="one_pass",
            prediction="sample",
            steps=20_000,
            effective_batch=32,
            micro_batch=8,
            learning_rate=3e-5,
            warmup_steps=100,
            ema_decay=0.999,
        ),
    )
