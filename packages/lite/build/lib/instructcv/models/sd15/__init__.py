"""sd15: InstructPix2Pix's own network, in every layout in which its checkpoints were ever published."""

from instructcv.models.sd15.model import SD15, load, open_pipeline

__all__ = ["SD15", "load", "open_pipeline"]
