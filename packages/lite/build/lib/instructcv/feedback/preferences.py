"""Preferences as a Parquet file with the columns that trainers of diffusion models by preference read.

`caption`, `jpg_0`, `jpg_1`, `label_0` and `label_1` are those of the Pick-a-Pic data sets (Kirstain et al. 2023), which the
scripts for Diffusion-DPO (Wallace et al. 2023) take; `input_image` is the photo that is looked at, as InstructPix2Pix's
data sets call it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from instructcv.feedback.store import PHOTO, PREFERRED, REJECTED, Kept
from instructcv.files import whole

_PICTURE = pa.struct([("bytes", pa.binary()), ("path", pa.string())])
SCHEMA = pa.schema(
    [
        ("input_image", _PICTURE),
        ("caption", pa.string()),
        ("jpg_0", pa.binary()),
        ("jpg_1", pa.binary()),
        ("label_0", pa.float32()),
        ("label_1", pa.float32()),
        ("task", pa.string()),
        ("format", pa.string()),
        ("date", pa.string()),
        ("checkpoint", pa.string()),
    ]
)


def export(corrections: Iterable[Kept], out: Path) -> int:
    """Write the pairs among the corrections; `jpg_0` is the preferred one. Returns how many there are."""
    rows = [_row(kept) for kept in corrections if kept.is_pair]
    with whole(out) as temporary:
        pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), temporary)
    return len(rows)


def _row(kept: Kept) -> dict[str, Any]:
    return {
        "input_image": {"bytes": (kept.folder / PHOTO).read_bytes(), "path": None},
        "caption": kept.query.instruction,
        "jpg_0": (kept.folder / PREFERRED).read_bytes(),
        "jpg_1": (kept.folder / REJECTED).read_bytes(),
        "label_0": 1.0,
        "label_1": 0.0,
        "task": kept.query.task,
        "format": kept.query.label_format.name,
        "date": kept.date,
        "checkpoint": kept.checkpoint,
    }
