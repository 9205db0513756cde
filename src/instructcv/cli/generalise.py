"""Measure generalisation in separate columns: unseen wordings, unseen data, unseen categories."""

import shlex
import sys
from dataclasses import asdict
from pathlib import Path

from instructcv.cli._options import Count, Seed

HOME = {"rooms": ("referring", "boxes", "metric"), "grocery": ("classes",), "coco": ("referring",)}
"""Data set -> the tracks by which its tasks are told apart."""
ABROAD = {
    "msrc": ("referring",),
    "camvid": ("referring",),
    "ade20k": ("referring",),
    "voc": ("referring", "boxes"),
    "nyuv2": ("metric",),
    "kitchen": ("metric",),
}


def command(
    checkpoint: Path | None = None,
    *,
    data: Path = Path("../shared/data"),
    out: Path = Path("evaluations/generalisation.json"),
    limit: Count = 25,
    seed: Seed = 0,
    device: str = "auto",
) -> int:
    """Measure generalisation in separate columns: unseen wordings, unseen data, unseen categories.

    instructcv generalise --out results/generalisation.json

    Home are the held-out photos of rooms, Grocery Store and COCO, which the embedded model was trained on; data sets that are not
    below --data are named and left out. Also writes a table beside the JSON file.

    Parameters
    ----------
    checkpoint
        A mini checkpoint's folder; the model inside the package if not given. Its nouns.txt says what it was taught.
    data
        Folder with the data sets' folders.
    out
        The JSON file.
    limit
        At most so many photos a data set.
    seed
        Of questions and colours.
    device
        auto, cpu, cuda, ...
    """
    from tqdm import tqdm

    from instructcv.errors import UserError
    from instructcv.evaluation import painters, tracks
    from instructcv.evaluation.interview import Asking
    from instructcv.evaluation.results import as_json, provenance
    from instructcv.evaluation.studies import generalisation
    from instructcv.files import write_text
    from instructcv.models.base import EMBEDDED

    listed = (checkpoint or EMBEDDED) / "nouns.txt"
    if not listed.is_file():
        raise UserError(f"{listed} is missing; it lists what the checkpoint was taught, one noun a line")
    taught = generalisation.taught_nouns(listed.read_text(encoding="utf-8"))
    spec = painters.Spec(checkpoint=None if checkpoint is None else str(checkpoint), device=device)
    model = painters.build(spec)
    judged = {"model": model, "constant": painters.build(painters.Spec(checkpoint="constant"))}
    asking = Asking(label_format=model.label_format, seed=seed, limit=limit)
    plan = [(name, track, name in HOME) for part in (HOME, ABROAD) for name, told in part.items() for track in told]
    rows: list[generalisation.Row] = []
    for name, track, home in tqdm(plan, unit="row"):
        try:
            dataset = tracks.open_dataset(name, None, data, None)
        except UserError as error:
            tqdm.write(f"left out: {error}", file=sys.stderr)
            continue
        rows.append(generalisation.measure(judged, dataset, asking, track=track, home=home, taught=taught))
    content = provenance(shlex.join(["instructcv", *sys.argv[1:]]))
    write_text(out, as_json(content | {"checkpoint": spec.name, "seed": seed, "rows": [asdict(row) for row in rows]}))
    table = generalisation.as_markdown(rows)
    write_text(out.with_suffix(".md"), table)
    print(table, end="")
    return 0
