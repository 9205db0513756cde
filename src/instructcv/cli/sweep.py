"""Score a checkpoint again and again with one setting varied: passes, seeds, legends, guidance."""

import shlex
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal


def command(
    dataset: str,
    vary: Literal["passes", "seeds", "legends", "per-picture", "text-guidance", "image-guidance", "seed"],
    *values: float,
    root: Path | None = None,
    data: Path = Path("../shared/data"),
    checkpoint: str | None = None,
    out: Path | None = None,
    limit: int | None = None,
    device: str = "auto",
) -> int:
    """Score a checkpoint again and again with one setting varied: passes, seeds, legends, guidance.

    instructcv sweep nyuv2 passes 1 2 4

    Each value is a run of its own, as of `instructcv evaluate`, and goes on where it was stopped. Varying `seed` shows the
    spread that wordings, colours and noise alone make.

    Parameters
    ----------
    dataset
        A data set by name, asked by its official protocol.
    vary
        The setting.
    values
        Its values.
    root
        The data set's folder; its usual name below --data if not given.
    data
        Folder with the data sets' folders.
    checkpoint
        A pipeline folder or a hub id; the model inside the package if not given.
    out
        Where the runs live; evaluations/DATASET-CHECKPOINT-SETTING if not given.
    limit
        At most so many photos.
    device
        auto, cpu, cuda, ...
    """
    from instructcv.errors import UserError
    from instructcv.evaluation import run, summary
    from instructcv.evaluation.painters import Spec
    from instructcv.evaluation.results import as_json, provenance, write_text

    if not values:
        raise UserError(f"name the values of {vary}, e.g. instructcv sweep {dataset} {vary} 1 2 4")
    whole = not vary.endswith("guidance")
    if whole and any(value != int(value) or value < (0 if vary == "seed" else 1) for value in values):
        raise UserError(f"{vary} takes whole numbers from {0 if vary == 'seed' else 1}")
    spec = Spec(checkpoint=checkpoint, device=device)
    base = run.Plan(
        dataset=dataset,
        data=str(data),
        root=None if root is None else str(root),
        painter=spec,
        limit=limit,
        strips=False,
    )
    folder = out or Path("evaluations") / f"{dataset}-{Path(spec.name).name}-{vary}"
    said = shlex.join(["instructcv", *sys.argv[1:]])
    rows: list[dict[str, Any]] = []
    for value in values:
        plan = varied(base, vary, value)
        part = folder / f"{value:g}"
        result = summary.summarise(plan, part, run.run(plan, part), command=said)
        for row in result["tracks"]:
            figures = {name: row["figures"][name] for name in row["headline"]}
            rows.append(
                {"value": value, "track": row["track"], "ms_per_photo": row["ms_per_photo"], "figures": figures}
            )
            shown = "  ".join(f"{name} {figure['value']:.4f}" for name, figure in figures.items())
            print(f"{vary} {value:g}  {row['track']}: {shown}  {row['ms_per_photo']:.0f} ms a photo", flush=True)
    write_text(folder / "sweep.json", as_json(provenance(said) | {"dataset": dataset, "vary": vary, "rows": rows}))
    print(folder / "sweep.json")
    return 0


def varied(plan: Any, vary: str, value: float) -> Any:
    """The plan with one setting changed."""
    name = {"per-picture": "per_query"}.get(vary, vary.replace("-", "_"))
    if name.endswith("guidance"):
        return replace(plan, painter=replace(plan.painter, **{name: value}))
    return replace(plan, **{name: int(value)})
