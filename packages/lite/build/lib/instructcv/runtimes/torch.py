"""PyTorch: checkpoints as they are, on any device that it knows."""

from instructcv.models.base import load

__all__ = ["load"]
