"""Measure how answers change with the wording: mean, spread and worst, by task."""

import shlex
import sys
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter


def command(
    dataset: str = "rooms",
    *,
    task: Annotated[list[str] | None, Parameter(negative="")] = None,
    root: Path | None = None,
    data: Path = Path("../shared/data"),
    checkpoint: str | None = None,
    out: Path = Path("evaluations/paraphrase.json"),
    limit: int = 16,
    wordings: int = 80,
    passes: int = 1,
    seed: int = 0,
    device: str = "auto",
) -> int:
    """Measure how answers change with the wording: mean, spread and worst, by task.

    Parameters
    ----------
    dataset
        Photos with labels.
    task
        segmentation, detection, depth, classification; may be given more than once. Depth and segmentation if not.
    root
        The data set's folder; its usual name below --data if not given.
    data
        Folder with the data sets' folders.
    checkpoint
        A pipeline folder or a hub id; the model inside the package if not given.
    out
        The JSON file.
    limit
        At most so many photos.
    wordings
        At most so many wordings a slice.
    passes
        How many times the denoiser runs.
    seed
        Of questions, colours and noise.
    device
        auto, cpu, cuda, ...
    """
    from instructcv.errors import UserError
    from instructcv.evaluation import benchmarks, painters, paraphrase
    from instructcv.evaluation.interview import Asking
    from instructcv.evaluation.results import as_json, provenance, write_text

    tasks = task or ["segmentation", "depth"]
    if unknown := [name for name in tasks if name not in paraphrase.HEADLINES]:
        raise UserError(f"no task is called {unknown[0]!r}; there are: {', '.join(paraphrase.HEADLINES)}")
    photos = benchmarks.open_dataset(dataset, root, data, None)
    spec = painters.Spec(checkpoint=checkpoint, device=device)
    painter = painters.build(spec)
    asking = Asking(label_format=painter.label_format, seed=seed, passes=passes, limit=limit)
    found = [part for name in tasks for part in paraphrase.measure(painter, photos, asking, name=name, most=wordings)]
    for part in found:
        row = part.row()
        if "mean" in row:
            print(
                f"{row['task']:15} {row['slice']:9} {row['figure']:9} mean {row['mean']:.3f}  std {row['std']:.3f}  "
                f"worst {row['worst']:.3f} of {row['wordings']} wordings: {row['worst_wording']}"
            )
    content = provenance(shlex.join(["instructcv", *sys.argv[1:]])) | {
        "dataset": dataset,
        "checkpoint": spec.name,
        "passes": passes,
        "seed": seed,
        "paraphrase": [part.row() | {"by_wording": part.by_wording} for part in found],
    }
    write_text(out, as_json(content))
    print(out)
    return 0
