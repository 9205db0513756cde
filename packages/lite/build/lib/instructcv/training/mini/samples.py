"""Pictures of how a run is doing: photo, wanted, painted, for every question of a batch."""

from pathlib import Path

import numpy as np
import torch
from jaxtyping import UInt8
from PIL import Image
from torch import Tensor

from instructcv.files import whole
from instructcv.models.mini.backbone import magnify
from instructcv.models.mini.pipeline import InstructCVPipeline
from instructcv.models.mini.question import Question
from instructcv.training.mini.data import AskedBatch
from instructcv.training.mini.vae import to_unit


def sample_sheet(pipeline: InstructCVPipeline, photos: UInt8[Tensor, "b s s 3"], asked: AskedBatch, path: Path) -> None:
    """One column a question: the photo, the target, the one-pass answer."""
    pipeline = pipeline.to(dtype=torch.float32)
    question = Question(*(part.to(pipeline.device) for part in asked.question))
    times = len(asked.tasks) // len(photos)
    seen = to_unit(photos).to(pipeline.device)
    view = pipeline.look(seen, magnify(seen)).repeat(times)
    painted = (pipeline.answer(view, question).cpu() * 127.5 + 127.5).byte().permute(0, 2, 3, 1)
    columns = (photos.repeat_interleave(times, 0), asked.targets, painted)
    rows = [np.concatenate(list(row.numpy()), axis=1) for row in columns]  # each [s, n s, 3]
    with whole(path) as temporary:
        Image.fromarray(np.concatenate(rows)).save(temporary, format="PNG")
