"""A few labelled photos as pairs, for adapting the full-size network; `instructcv build` makes large sets of them."""

import io
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from PIL import Image

from instructcv import registry
from instructcv.errors import UserError
from instructcv.tasks.base import task
from instructcv.types import Dataset, LabelFormat


def write_pairs(dataset: Dataset, out: Path, *, label_format: LabelFormat, questions: int = 4, seed: int = 0) -> Path:
    """Ask every photo up to `questions` questions and write the answers; returns the folder.

    Raises:
        UserError: no photo has a label of any task.
    """
    target = out / "train-00000-of-00001.parquet"
    if target.exists():
        return out
    rows: list[dict[str, Any]] = []
    for index in range(len(dataset)):
        sample, rng = dataset[index], np.random.default_rng([seed, index])
        able = [
            name for name in reversed(registry.names("tasks")) if task(name).can_ask(sample)
        ]  # as `training.mini.adapt`
        for number in range(questions if able else 0):
            query = task(able[number % len(able)]).ask(sample, rng, label_format=label_format)
            painted = task(query.task).paint(sample, query)
            rows.append(
                {
                    "input_image": {"bytes": _png(sample.photo), "path": None},
                    "edit_prompt": query.instruction,
                    "edited_image": {"bytes": _png(painted.picture), "path": None},
                    "task": query.task,
                    "format": label_format.name,
                    "known": {"bytes": _png(painted.known.astype(np.uint8) * 255), "path": None},
                }
            )
    if not rows:
        raise UserError(f"the photos of {dataset.name} have no labels of any task; see `instructcv train --help`")
    out.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(".partial")
    pq.write_table(pa.Table.from_pylist(rows), temporary)
    temporary.replace(target)
    return out


def _png(pixels: np.ndarray) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, format="PNG")
    return stream.getvalue()
