"""Score a checkpoint on a data set by the official protocol, with a record of every photo."""

import shlex
import sys
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from instructcv.cli._options import Count, Guidance, Looks, Runtime, Seed


def command(
    dataset: str,
    *,
    root: Path | None = None,
    data: Path = Path("../shared/data"),
    split: Literal["train", "val", "test"] | None = None,
    track: Annotated[list[str] | None, Parameter(negative="")] = None,
    checkpoint: str | None = None,
    out: Path | None = None,
    passes: Count = 1,
    seeds: Count = 1,
    legends: Count = 1,
    per_picture: Count = 8,
    text_guidance: Guidance = 1.0,
    image_guidance: Guidance = 1.0,
    ignore_text: Annotated[bool, Parameter(negative="")] = False,
    seed: Seed = 0,
    limit: Count | None = None,
    workers: Count = 1,
    backend: str = "processes",
    address: str | None = None,
    tolerate: float = 0.02,
    device: str = "auto",
    dtype: Literal["auto", "fp32", "fp16", "bf16"] = "auto",
    runtime: Runtime | None = None,
    looks: Looks | None = None,
    strips: bool = True,
) -> int:
    """Score a checkpoint on a data set by the official protocol, with a record of every photo.

    instructcv evaluate nyuv2 --out runs/nyuv2

    A run that was stopped goes on when the same line is typed again. Needs no truth to ask: all classes of a benchmark are
    asked of every photo. What cannot be asked that way says "oracle".

    Parameters
    ----------
    dataset
        A data set by name: nyuv2, ade20k, voc, coco, oxford_pet, fss1000, msrc, camvid, ..., or folder for your own.
    root
        The data set's folder; its usual name below --data if not given.
    data
        Folder with the data sets' folders.
    split
        The benchmark's own if not given.
    track
        What to ask: semantic, boxes, depth, classes, referring, drawn. May be given more than once; the official ones if not.
    checkpoint
        A pipeline folder or a hub id, the model inside the package if not given; constant and random stand for predictors
        that know nothing.
    out
        Where the run lives; evaluations/DATASET-CHECKPOINT if not given.
    passes
        How many times the denoiser runs for one picture.
    seeds
        How many pictures, each from other noise, are averaged.
    legends
        How often a question is asked in other colours, order and words; the votes are averaged.
    per_picture
        The longest legend of one picture in segmentation.
    text_guidance
        1 = none; costs two more evaluations of the denoiser.
    image_guidance
        1 = none.
    ignore_text
        Ask with an empty sentence.
    seed
        Of wordings, colours and noise.
    limit
        At most so many photos, evenly spread.
    workers
        Processes that share the photos.
    backend
        Where workers run: processes, or ray.
    address
        Of a cluster.
    tolerate
        Share of the photos that may be unreadable, or lose a label that cannot be read, before the run stops; 1 = all of them.
    device
        auto, cpu, cuda, ...
    dtype
        Number format of the networks.
    runtime
        What computes the networks: torch, or onnx or openvino for what `instructcv export` made of a checkpoint. The first of
        them that is installed if not given.
    looks
        2 looks at every photo and at its mirror image, which errs less; 1 takes half the time. As the checkpoint wants if not given
        (the packaged one: 2).
    strips
        Keep a small picture strip of every photo.
    """
    from instructcv import registry
    from instructcv.evaluation import run, summary
    from instructcv.evaluation.painters import Spec

    registry.where("backends", backend)  # a slip in the name is one also where no backend is needed
    if backend != "processes" and workers == 1 and address is None:
        alone = "one worker and no --address: the photos are asked in this process"
        print(f"{alone}, without {backend}; --workers 2 or an --address uses it", file=sys.stderr)
    plan = run.EvaluationPlan(
        dataset=dataset,
        data=str(data),
        root=None if root is None else str(root),
        split=split,
        tracks=tuple(track or ()),
        painter=Spec(
            checkpoint=checkpoint,
            device=device,
            dtype=dtype,
            runtime=runtime,
            looks=looks,
            text_guidance=text_guidance,
            image_guidance=image_guidance,
            ignore_text=ignore_text,
        ),
        passes=passes,
        seeds=seeds,
        legends=legends,
        per_query=per_picture,
        seed=seed,
        limit=limit,
        strips=strips,
    )
    folder = out or Path("evaluations") / f"{dataset}-{Path(plan.painter.name).name}"
    found = run.run(plan, folder, workers=workers, backend=backend, address=address, tolerate=tolerate)
    result = summary.summarise(plan, folder, found, command=shlex.join(["instructcv", *sys.argv[1:]]))
    for row in result["tracks"]:
        print(f"{dataset} {row['track']}: {row['photos']} photos, {row['protocol']}")
        for name in row["headline"]:
            print(f"  {name:28} {in_words(row['figures'][name])}")
        print(f"  {costs(row)}")
    if result["not_taught"]:
        print(f"left out, for the checkpoint was not trained for it: {', '.join(result['not_taught'])}")
    print("\n".join(result["labels"]))
    print(folder / "result.json")
    return 0


def costs(row: dict[str, Any]) -> str:
    """What a track took, in one line."""
    classes = f"{row['classes_per_picture']} classes a picture, " if row["classes"] else ""
    return (
        f"{row['pictures_per_photo']:.3g} pictures a photo, {classes}{row['ms_per_photo']:.0f} ms a photo "
        f"and {row['evaluating_ms_per_photo']:.0f} ms to evaluate it, admissibility {row['admissibility']:.3f}, "
        f"oracle {'yes' if row['oracle'] else 'no'}"
    )


def in_words(figure: dict[str, object]) -> str:
    """A figure with its interval."""
    interval = figure["interval"]
    around = "" if not isinstance(interval, tuple | list) else f"   95 % {interval[0]:.4f} to {interval[1]:.4f}"
    return f"{figure['value']:.4f}{around}"
