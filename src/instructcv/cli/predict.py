"""Answer an instruction on photos: pictures, masks, depth and result.json for each."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from tqdm import tqdm

from instructcv.errors import UserError

if TYPE_CHECKING:
    from instructcv.inference import batch
    from instructcv.inference.record import Record

EXAMPLE = 'instructcv predict photo.jpg "segment the cat"'


def command(
    *photos_and_instruction: Annotated[str, Parameter(allow_leading_hyphen=True)],
    passes: int | None = None,
    seeds: int = 1,
    seed: int = 0,
    device: str = "auto",
    dtype: Literal["auto", "fp32", "fp16", "bf16"] = "auto",
    checkpoint: str | None = None,
    out: Path = Path("answers"),
    json_: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Answer an instruction on photos: pictures, masks, depth and result.json for each.

    instructcv predict photo.jpg "segment the cat"

    instructcv predict holiday/ "how far away is everything?" --out depth

    Parameters
    ----------
    photos_and_instruction
        Photos (files, folders, globs, or - for one path a line on standard input), then the instruction in quotes.
    passes
        Steps of the sampler for one answer; as many as the checkpoint wants if not given (the packaged one: 1).
    seeds
        How many answers, each from other noise, are averaged; their spread is the uncertainty.
    seed
        Of the noise; the same seed gives the same answer.
    device
        auto, cpu, cuda, cuda:1, mps, ...
    dtype
        Number format of the networks.
    checkpoint
        A pipeline folder, a hub id or a CompVis .ckpt; the model inside the package if not given.
    out
        Where each photo gets a folder of its own.
    json_
        Print each result.json on one line on standard output, and nothing else there.
    """
    *names, instruction = photos_and_instruction or ("",)
    if not names:
        raise UserError(f"give photos and then the instruction in quotes, e.g. {EXAMPLE}")
    # Imported late: the help and a typo are answered before torch has started.
    from instructcv.inference import batch
    from instructcv.inference.outputs import as_json, save
    from instructcv.inference.predictor import InstructCV

    paths = batch.expand(names, sys.stdin if batch.STDIN in names else ())
    if not paths:
        raise UserError(f"no photo was named; e.g. {EXAMPLE}")
    model = InstructCV.from_pretrained(checkpoint, device=device, dtype=dtype)
    summary, folders = batch.Summary(), batch.folders(paths, out)
    answers = batch.run(model, paths, instruction, summary, passes=passes, seeds=seeds, seed=seed)
    quiet = True if len(paths) == 1 else None  # None: a bar on a terminal only
    for path, result in tqdm(answers, total=len(paths), unit="photo", disable=quiet):
        manifest = save(result, folders[path])
        if json_:
            print(json.dumps(as_json(result), ensure_ascii=False), flush=True)
        elif len(paths) == 1:
            print(f"{in_words(result)}\n{manifest.parent / 'overlay.png'}")
    return _conclude(summary, out)


def in_words(result: "Record") -> str:
    """The answer on one line."""
    if result.task == "depth" and result.depth_m is not None:
        known = result.depth_m[result.depth_m > 0]
        said = f"{known.min():.2f} m to {known.max():.2f} m" if known.size else "no depth"
    elif result.task == "classification":
        said = f"{result.label or 'none of these'} ({100 * (result.probability or 0.0):.0f} %)"
    elif not result.found:
        said = "not found: " + ", ".join(result.query.categories)
    elif result.task == "detection":
        said = ", ".join(f"{name} {score:.2f}" for name, score in zip(result.categories, result.scores, strict=True))
    else:
        masks = result.masks if result.masks is not None else ()
        said = ", ".join(
            f"{name} {100 * part.mean():.1f} %" for name, part in zip(result.categories, masks, strict=True)
        )
    doubt = "" if result.admissibility >= 0.5 else f" (doubtful: admissibility {result.admissibility:.2f})"
    return f"{result.task}: {said}{doubt}"


def _conclude(summary: "batch.Summary", out: Path) -> int:
    """Name what failed; 2 if anything did."""
    for _, message in summary.failed:
        print(f"instructcv: {message}", file=sys.stderr)
    if summary.answered + len(summary.failed) > 1:
        print(f"{summary.answered} answered, {len(summary.failed)} failed: {out}", file=sys.stderr)
    return 2 if summary.failed else 0
