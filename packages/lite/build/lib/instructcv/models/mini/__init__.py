"""mini: the network that ships, small enough for a laptop's CPU. `model` opens and runs it, the rest are its parts."""

from instructcv.models.mini.answering import NOTHING_BUT_NOISE, Answering, as_tensors
from instructcv.models.mini.model import Mini, load

__all__ = ["NOTHING_BUT_NOISE", "Answering", "Mini", "as_tensors", "load"]
