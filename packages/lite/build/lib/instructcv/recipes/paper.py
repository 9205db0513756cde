"""paper: the hyper-parameters of InstructCV (Gan et al., ICLR 2024), as its published configs and launcher state them.

128 pairs on each of 8 GPUs, 4 micro-batches a step: 4,096 pairs an optimiser step. AdamW, 1e-4 without warm-up, no clipping,
fp32, EMA 0.9999, 256 px, joint flips, 5 % each of the conditionings dropped. 20 epochs of the paper's 180,000 pairs are 879 steps.
"""

from instructcv.recipes._pairs import STABLE_DIFFUSION, PairsRecipe
from instructcv.training.sd15.config import SD15Config

EPOCHS, PAIRS, EFFECTIVE_BATCH = 20, 180_000, 4096


def recipe() -> PairsRecipe:
    """What the paper did; on fewer or smaller GPUs lower `micro_batch`, which changes nothing that is learnt."""
    return PairsRecipe(
        start=STABLE_DIFFUSION,
        train=SD15Config(
            steps=EPOCHS * PAIRS // EFFECTIVE_BATCH + 1,
            effective_batch=EFFECTIVE_BATCH,
            micro_batch=128,
            learning_rate=1e-4,
            warmup_steps=0,
            weight_decay=0.01,
            clip_norm=0.0,
            drop=0.05,
            ema_decay=0.9999,
            flip=True,
            precision="no",
            sample_steps=100,
            checkpoint_steps=50,
        ),
    )
