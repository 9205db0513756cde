"""Pictures of how a run is doing: photo, wanted, painted, for every question of a batch."""

from pathlib import Path

import numpy as np
import torch
from PIL import Image

from instructcv.models._pipeline import InstructCVPipeline
from instructcv.models._question import Question
from instructcv.training.data import Batch
from instructcv.training.vae import to_unit


def sample_sheet(pipeline: InstructCVPipeline, batch: Batch, path: Path) -> None:
    """One column a question: the photo, the target, the one-pass answer."""
    pipeline = pipeline.to(dtype=torch.float32)
    question = Question(*(part.to(pipeline.device) for part in batch.question))
    times = len(batch.tasks) // len(batch.photos)
    view = pipeline.look(to_unit(batch.photos).to(pipeline.device)).repeat(times)
    painted = (pipeline.answer(view, question).cpu() * 127.5 + 127.5).byte().permute(0, 2, 3, 1)
    photos = batch.photos.repeat_interleave(times, 0)
    rows = [np.concatenate(list(r.numpy()), axis=1) for r in (photos, batch.targets, painted)]  # each [s, n s, 3]
    temporary = path.with_name(f".{path.name}")
    Image.fromarray(np.concatenate(rows)).save(temporary, format="PNG")
    temporary.replace(path)
