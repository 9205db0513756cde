"""Score a checkpoint again and again with one setting varied: passes, seeds, legends, guidance."""

import shlex
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean, stdev
from typing import Any, Literal

from instructcv.cli._options import Count, Guidance


def command(
    dataset: str,
    vary: Literal["passes", "seeds", "legends", "per-picture", "text-guidance", "image-guidance", "seed"],
    *values: float,
    root: Path | None = None,
    data: Path = Path("../shared/data"),
    checkpoint: str | None = None,
    out: Path | None = None,
    repeats: Count = 1,
    passes: Count = 1,
    text_guidance: Guidance = 1.0,
    image_guidance: Guidance = 1.0,
    limit: Count | None = None,
    device: str = "auto",
) -> int:
    """Score a checkpoint again and again with one setting varied: passes, seeds, legends, guidance.

    instructcv sweep nyuv2 passes 1 2 4

    Each value is a run of its own, as of `instructcv evaluate`, and goes on where it was stopped. With --repeats each value is run
    with as many seeds: the mean, and the spread that wordings, colours and noise alone make.

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
    repeats
        Runs a value, with seeds 0, 1, ...
    passes
        Where they are not what is varied.
    text_guidance
        Where it is not what is varied.
    image_guidance
        Where it is not what is varied.
    limit
        At most so many photos.
    device
        auto, cpu, cuda, ...
    """
    from instructcv.errors import UserError
    from instructcv.evaluation import run, summary
    from instructcv.evaluation.painters import Spec
    from instructcv.evaluation.results import as_json, provenance
    from instructcv.files import write_text

    if repeats > 1 and vary == "seed":
        raise UserError(f"--repeats is {repeats}; it must be 1 where the seed itself is varied")
    if not values:
        raise UserError(f"name the values of {vary}, e.g. instructcv sweep {dataset} {vary} 1 2 4")
    whole = not vary.endswith("guidance")
    if whole and any(not value.is_integer() or value < (0 if vary == "seed" else 1) for value in values):
        raise UserError(f"{vary} takes whole numbers from {0 if vary == 'seed' else 1}")
    spec = Spec(checkpoint=checkpoint, device=device, text_guidance=text_guidance, image_guidance=image_guidance)
    base = run.EvaluationPlan(
        dataset=dataset,
        data=str(data),
        root=None if root is None else str(root),
        painter=spec,
        passes=passes,
        limit=limit,
        strips=False,
    )
    folder = out or Path("evaluations") / f"{dataset}-{Path(spec.name).name}-{vary}"
    said = shlex.join(["instructcv", *sys.argv[1:]])
    rows: list[dict[str, Any]] = []
    for value in values:
        results: list[dict[str, Any]] = []
        for seed in range(repeats):
            plan = varied(replace(base, seed=seed), vary, value)
            part = folder / (f"{value:g}" if repeats == 1 else f"{value:g}-seed-{seed}")
            results.append(summary.summarise(plan, part, run.run(plan, part), command=said))
        for tracks in zip(*(result["tracks"] for result in results), strict=True):
            row = repeated(tracks)
            rows.append({"value": value} | row)
            print(f"{vary} {value:g}  {row['track']}: {in_words(row)}", flush=True)
    write_text(folder / "sweep.json", as_json(provenance(said) | {"dataset": dataset, "vary": vary, "rows": rows}))
    print(folder / "sweep.json")
    return 0


def repeated(tracks: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One track over all seeds: means, and standard deviations where there are several; the interval is the first seed's."""
    figures: dict[str, Any] = {}
    for name, first in tracks[0]["figures"].items():
        if name in tracks[0]["headline"]:
            values = [track["figures"][name]["value"] for track in tracks]
            spread = stdev(values) if len(values) > 1 else None
            figures[name] = {"value": mean(values), "interval": first["interval"], "std_over_seeds": spread}
    ms = mean(track["ms_per_photo"] for track in tracks)
    return {"track": tracks[0]["track"], "seeds": len(tracks), "ms_per_photo": ms, "figures": figures}


def in_words(row: dict[str, Any]) -> str:
    """Figures with their spread, and the cost."""
    parts: list[str] = []
    for name, figure in row["figures"].items():
        spread = figure["std_over_seeds"]
        parts.append(f"{name} {figure['value']:.4f}" + ("" if spread is None else f" +- {spread:.4f}"))
    return "  ".join([*parts, f"{row['ms_per_photo']:.0f} ms a photo"])


def varied(plan: Any, vary: str, value: float) -> Any:
    """The plan with one setting changed."""
    name = {"per-picture": "per_query"}.get(vary, vary.replace("-", "_"))
    if name.endswith("guidance"):
        return replace(plan, painter=replace(plan.painter, **{name: value}))
    return replace(plan, **{name: int(value)})
