"""Measure how answers change with the wording: mean, spread and worst, by task."""

import shlex
import sys
from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from instructcv.cli._options import Count, Seed


def command(
    dataset: str = "rooms",
    *,
    task: Annotated[list[str] | None, Parameter(negative="")] = None,
    root: Path | None = None,
    data: Path = Path("../shared/data"),
    checkpoint: Annotated[list[str] | None, Parameter(negative="")] = None,
    out: Path = Path("evaluations/paraphrase.json"),
    limit: Count = 16,
    wordings: Count = 80,
    passes: Count = 1,
    seed: Seed = 0,
    device: str = "auto",
) -> int:
    """Measure how answers change with the wording: mean, spread and worst, by task.

    instructcv wordings rooms --checkpoint trained-on-fixed-prompts --checkpoint trained-on-rephrased-ones

    Several checkpoints are asked the same questions of the same photos. "understood" is the share of the sentences from which
    the program itself reads the task and the categories that were meant, whatever the network then makes of them.

    Parameters
    ----------
    dataset
        Photos with labels.
    task
        Whose wordings, by the task's name; may be given more than once. If not, every task that the photos can be asked and that was taught.
    root
        The data set's folder; its usual name below --data if not given.
    data
        Folder with the data sets' folders.
    checkpoint
        A pipeline folder or a hub id; the model inside the package if not given. May be given more than once.
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
    from instructcv import registry
    from instructcv.evaluation import benchmarks, painters, paraphrase
    from instructcv.evaluation.interview import Asking
    from instructcv.evaluation.results import as_json, provenance, write_text
    from instructcv.models.shared.text import SentenceEncoder
    from instructcv.tasks import base

    for name in task or ():
        registry.where("tasks", name)  # a typo is told before anything is loaded
    photos = benchmarks.open_dataset(dataset, root, data, None)
    tasks = task or [name for name in registry.names("tasks") if base.task(name).can_ask(photos[0])]
    embed, rows = SentenceEncoder().embed, list[dict[str, Any]]()
    for name in checkpoint or [None]:
        spec = painters.Spec(checkpoint=name, device=device)
        painter = painters.build(spec)
        asking = Asking(label_format=painter.label_format, seed=seed, passes=passes, limit=limit)
        for told in tasks if task or not painter.tasks else [name for name in tasks if name in painter.tasks]:
            for part in paraphrase.measure(painter, photos, asking, name=told, most=wordings, embed=embed):
                row = part.row()
                rows.append({"checkpoint": spec.name} | row | {"by_wording": part.by_wording})
                if "mean" in row:
                    print(f"{spec.name}: {in_words(row)}", flush=True)
    content = provenance(shlex.join(["instructcv", *sys.argv[1:]]))
    content |= {"dataset": dataset, "passes": passes, "seed": seed, "paraphrase": rows}
    write_text(out, as_json(content))
    print(out)
    return 0


def in_words(row: dict[str, Any]) -> str:
    """A slice in one line."""
    return (
        f"{row['task']:15} {row['slice']:9} {row['figure']:9} mean {row['mean']:.3f}  std {row['std']:.3f}  "
        f"worst {row['worst']:.3f} of {row['wordings']} wordings, understood {row['understood']:.3f}: {row['worst_wording']}"
    )
