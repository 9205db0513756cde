"""What a training run is told: a keyword-only config, each field with its meaning below it."""

from dataclasses import dataclass, field

from instructcv.models.mini.settings import UNCALIBRATED, Calibration, Shape
from instructcv.training.mini.data import DataConfig


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Some steps at one size."""

    size_px: int
    steps: int
    photos: int | None = None
    """Photos a batch; None = the data config's."""
    queries: int | None = None
    """Questions a photo; 0 = the photo encoder alone learns, from all that is known of each photo; None = the data
    config's."""


@dataclass(frozen=True, kw_only=True)
class TrainConfig:
    """A run. One batch, of `photos` photos with `queries` questions each, is one optimiser step."""

    data: DataConfig
    stages: tuple[Stage, ...]
    shape: Shape = field(default_factory=Shape)
    """Of a new denoiser; its `size_px` is that of the last stage."""
    calibration: Calibration = UNCALIBRATED
    """By which the answers that are trained are painted: that of the checkpoint, where one is adapted."""
    learning_rate: float = 5e-4
    backbone_rate: float = 0.15
    """Share of the learning rate at which a tuned backbone changes: it was trained on a million photos already.
    0: what is tuned stays as it is, and a step takes two thirds of the time."""
    warmup_steps: int = 200
    decay_share: float = 0.25
    """The last part of the run, over which the learning rate falls to zero."""
    weight_decay: float = 0.02
    ema_decay: float = 0.998
    pick_weight: float = 1.0
    """Of the cross-entropy on the cells' picks, beside the loss on the picture."""
    dense_weight: float = 1.0
    """Of what the photo encoder is taught about every cell, whatever is asked (training/mini/everything.py)."""
    hidden_share: float = 0.0
    """Of the backbone's channels, hidden from the photo encoder: others of every photo in every step."""
    noised_share: float = 0.15
    """Share of the queries trained at a random noise level; the others are trained for one pass from nothing."""
    drop: float = 0.05
    """Of the noised queries: share without text, without photo, and without both (classifier-free guidance)."""
    checkpoint_minutes: float = 5.0
    sample_steps: int = 500
    workers: int = 1
    seed: int = 0

    @property
    def steps(self) -> int:
        return sum(stage.steps for stage in self.stages)

    def learning_rate_at(self, step: int) -> float:
        """Warm-up, constant, linear decay to zero (WSD)."""
        left = (self.steps - step) / max(1.0, self.decay_share * self.steps)
        return self.learning_rate * min(1.0, (step + 1) / self.warmup_steps, left)
