"""Answer an instruction on photos: pictures, masks, depth and result.json for each."""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter
from tqdm import tqdm

from instructcv.cli._options import Count, Looks, Runtime, Seed
from instructcv.errors import UserError
from instructcv.folders import in_words as not_looked_at

if TYPE_CHECKING:
    from instructcv.inference import batch

EXAMPLE = 'instructcv predict photo.jpg "segment the cat"'
_OPTION = re.compile(r"-[a-z]|--[a-z][a-z-]*(=.*)?", re.IGNORECASE)


def command(
    *photos_and_instruction: Annotated[str, Parameter(allow_leading_hyphen=True)],
    passes: int | None = None,
    seeds: int = 1,
    seed: Seed = 0,
    device: str = "auto",
    dtype: Literal["auto", "fp32", "fp16", "bf16"] = "auto",
    checkpoint: str | None = None,
    sampler: Literal["ddim", "lcm"] | None = None,
    runtime: Runtime | None = None,
    looks: Looks | None = None,
    out: Path = Path("answers"),
    instructions: Path | None = None,
    write: Annotated[list[Literal["coco", "parquet", "jsonl"]] | None, Parameter(negative="")] = None,
    pictures: bool = True,
    resume: Annotated[bool, Parameter(negative="")] = False,
    workers: Count = 1,
    backend: str = "processes",
    address: str | None = None,
    every: Count = 1,
    video: Annotated[bool, Parameter(negative="")] = False,
    json_: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> int:
    """Answer an instruction on photos: pictures, masks, depth and result.json for each.

    instructcv predict photo.jpg "segment the cat"

    instructcv predict holiday/ "how far away is everything?" --out depth

    instructcv predict photos/ --instructions asked.txt --write parquet --no-pictures --workers 4

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
    sampler
        Instead of the one that a Stable Diffusion checkpoint names, for few passes: ddim for any of them, lcm for one distilled
        for it; with --passes 4, say.
    runtime
        What computes the networks: torch, or onnx or openvino for what `instructcv export` made of a checkpoint. The first of
        them that is installed if not given.
    looks
        2 looks at every photo and at its mirror image, which errs less; 1 takes half the time. As the checkpoint wants if not given
        (the packaged one: 2).
    out
        Where each photo gets a folder of its own; an earlier answer there is replaced.
    instructions
        A file with one instruction a line, all asked of every photo, which is looked at once; then only photos are named.
    write
        All answers in one file as well: coco (annotations with scores), parquet, or jsonl. May be given more than once.
    pictures
        Whether each photo gets a folder with pictures; without, say what to --write.
    resume
        Go on with a run in --out that was stopped: what is answered is not asked again.
    workers
        How many processes answer, each with a model of its own.
    backend
        Where they run: processes, or ray for a cluster.
    address
        Of the cluster, HOST:PORT.
    every
        Of a video: only each n-th frame.
    video
        The folder that is named holds the frames of one video.
    json_
        Print each result.json on one line on standard output, and nothing else there.
    """
    *names, instruction = (*photos_and_instruction, "") if instructions else photos_and_instruction or ("",)
    _check_words(names, instruction)
    # Imported late: the help and a typo are answered before torch has started.
    from instructcv.cli import _bulk
    from instructcv.inference import batch
    from instructcv.inference.bulk import BulkSettings
    from instructcv.inference.outputs import as_json, save
    from instructcv.inference.remarks import remarks, say
    from instructcv.inference.video.frames import is_clip

    settings = BulkSettings(
        instructions=_bulk.instructions_of(instructions) if instructions else (instruction,),
        checkpoint=checkpoint,
        runtime=runtime,
        device=device,
        dtype=dtype,
        sampler=sampler,
        passes=passes,
        seeds=seeds,
        seed=seed,
        looks=looks,
    )
    if video or any(is_clip(Path(name)) for name in names):
        if len(names) != 1:
            raise UserError("one video at a time: name one file, or one folder of frames with --video")
        return _bulk.answer_clip(settings, Path(names[0]), out, every=every, pictures=pictures, resume=resume)
    if not pictures and not write:
        raise UserError("--no-pictures leaves nothing to write; add --write jsonl, parquet or coco")
    passed_over: Counter[str] = Counter()
    paths = batch.expand(names, sys.stdin if batch.STDIN in names else (), passed_over)
    if not paths:
        raise UserError(f"no photo was named; e.g. {EXAMPLE}")
    if instructions or write or resume or not pictures or workers > 1 or address or backend != "processes":
        if json_:
            raise UserError("--json prints photo by photo; for many photos take --write jsonl")
        summary = _bulk.answer_photos(
            settings,
            paths,
            out,
            pictures=pictures,
            resume=resume,
            formats=write or (),
            workers=workers,
            backend=backend,
            address=address,
        )
        if said := not_looked_at(passed_over):
            print(said, file=sys.stderr)
        return _conclude(summary, out)
    model = settings.model()
    summary, folders = batch.Summary(), batch.folders(paths, out)
    answers = batch.run(model, paths, instruction, summary, passes=passes, seeds=seeds, seed=seed)
    quiet = True if len(paths) == 1 else None  # None: a bar on a terminal only
    for path, result in tqdm(answers, total=len(paths), unit="photo", disable=quiet):
        try:
            manifest = save(result, folders[path])
        except OSError as error:  # a name that is too long for a folder, a place that may not be written to
            summary.answered -= 1
            summary.failed.append(
                (str(path), f"{folders[path]} cannot be written: {error.strerror}; choose another --out")
            )
            continue
        if json_:
            print(json.dumps(as_json(result), ensure_ascii=False), flush=True)
        elif len(paths) == 1:
            for number, part in enumerate((result, *result.also), start=1):
                shown = manifest.parent / (f"ask-{number}" if number > 1 else "") / "overlay.png"
                print("\n".join([say(part), *(f"  {line}" for line in remarks(part)), str(shown)]))
    if said := not_looked_at(passed_over):
        print(said, file=sys.stderr)
    return _conclude(summary, out)


def _check_words(names: list[str], instruction: str) -> None:
    """Refuse what can only be a slip of the keyboard, before a second is spent on loading the model.

    Raises:
        UserError: no photo, an option that there is not, a photo in the instruction's place, or no quotes.
    """
    for word in (*names, instruction):
        if _OPTION.fullmatch(word) and not _is_there(word):
            raise UserError(f"predict has no option {word}; instructcv predict --help lists them")
    if not names:
        raise UserError(f"give photos and then the instruction in quotes, e.g. {EXAMPLE}")
    if _is_there(instruction) and (instruction.endswith("/") or Path(instruction).is_file()):
        raise UserError(f"the instruction comes last, and {instruction} is a file or a folder; e.g. {EXAMPLE}")
    loose = [name for name in names[1:] if name.isalpha() and not _is_there(name)]
    if loose:
        raise UserError(f"there is no photo {loose[0]}; write the whole instruction in quotes, e.g. {EXAMPLE}")


def _is_there(text: str) -> bool:
    """Whether a word is a path; a folder may have an instruction's name, e.g. "depth"."""
    try:
        return Path(text).exists()
    except (OSError, ValueError):  # too long, or with a NUL, for a path
        return False


def _conclude(summary: "batch.Summary", out: Path) -> int:
    """Name what failed; 2 if anything did."""
    for _, message in summary.failed:
        print(f"instructcv: {message}", file=sys.stderr)
    if summary.answered + len(summary.failed) > 1:
        print(f"{summary.answered} answered, {len(summary.failed)} failed: {out}", file=sys.stderr)
    return 2 if summary.failed else 0
