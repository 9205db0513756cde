"""Learn what a checkpoint's own numbers mean: when something is in the photo, how likely a box is right, how far far is."""

from dataclasses import replace
from inspect import signature
from math import inf, isfinite
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from instructcv.cli._options import Count, Seed, with_folders
from instructcv.errors import UserError
from instructcv.types import Dataset, Split


def command(
    checkpoint: Path,
    *,
    dataset: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    root: Annotated[list[str] | None, Parameter(consume_multiple=True)] = None,
    split: Split = "val",
    specificity: float = 0.91,
    photo_shift: float | None = None,
    choice_scale: float | None = None,
    count: Count = 60,
    seed: Seed = 0,
    device: str = "auto",
) -> int:
    """Learn what a checkpoint's own numbers mean: when something is in the photo, how likely a box is right, how far far is.

    instructcv calibrate runs/mini/model --dataset folder --root MY_PHOTOS

    instructcv calibrate runs/mini/model --dataset rooms coco --root - COCO

    Asks for what is there and what is not, and for depth, on photos that neither trained the checkpoint nor test it, and writes
    `presence_threshold`, `box_slope` and `box_offset`, `near_m` and `far_m` into the checkpoint's denoiser/config.json, as far as
    their labels teach it. Prints what each threshold would do, how far box scores are from the share of boxes that are right, and the
    error of depth before and after.

    Parameters
    ----------
    checkpoint
        A mini checkpoint's folder.
    dataset
        Data sets with labels of the kind that you will ask about; rendered rooms if not given.
    root
        Their folders, in the same order; - for one that needs none.
    split
        Which of their photos.
    specificity
        Share of absent categories that no cell may pick, 0 to 1.
    photo_shift
        Written beside what is learned, as it is: a logit by which things are sooner said to be in photos that show neither wall nor
        floor; read it off labelled photos of your own kind (`instructcv evaluate`).
    choice_scale
        Written as it is, too: what the logits of a choice for the whole photo are multiplied by (Guo et al. 2017 divide by its inverse,
        the temperature); below 1 where classes are said with too much confidence.
    count
        Photos of each data set to ask about, evenly spread.
    seed
        Of the questions, and of what is rendered or drawn.
    device
        auto, cpu, cuda, ...
    """
    if not 0 < specificity < 1:
        raise UserError(f"--specificity is a share between 0 and 1, not {specificity}")
    if photo_shift is not None and not isfinite(photo_shift):
        raise UserError(f"--photo-shift is a finite number, e.g. 4, not {photo_shift}")
    if choice_scale is not None and not 0 < choice_scale < inf:
        raise UserError(f"--choice-scale is a finite number above 0, e.g. 0.65, not {choice_scale}")
    config = checkpoint / "denoiser" / "config.json"
    if not config.is_file():
        raise UserError(f"{config} is missing; give the folder of a mini checkpoint, e.g. runs/mini/model")
    from tqdm import tqdm

    from instructcv.models.base import load
    from instructcv.models.mini import Mini
    from instructcv.training.mini.calibrate import learn, write

    model = load(str(checkpoint), device=device)
    if not isinstance(model, Mini):
        raise UserError(f"{checkpoint} is no mini checkpoint; only those say how likely a thing is in the photo")
    known = model.denoiser.calibration
    told = replace(
        known,
        photo_shift=known.photo_shift if photo_shift is None else photo_shift,
        choice_scale=known.choice_scale if choice_scale is None else choice_scale,
    )
    asked = [_open(name, where, split, count, seed) for name, where in with_folders(dataset or ["rooms"], root)]
    numbers = [(photos, i) for photos in asked for i in spread(len(photos), count)]
    samples = [photos[i] for photos, i in tqdm(numbers, unit="photo", desc="photos", disable=None)]
    learned = learn(model.calibrated(told), samples, specificity=specificity, seed=seed)
    for point in learned.points:
        mark = "  <- chosen" if point is learned.chosen else ""
        print(f"{point.threshold:6.3f}  found {point.recall:.3f}  absent not found {point.specificity:.3f}{mark}")
    if not learned.points:
        print("the threshold stays as it is: no photo says what is there and what is not")
    if (scores := learned.boxes) is None:
        print("box scores stay as they are: too few boxes to learn from; raise --count")
    else:
        print(
            f"box scores: slope {scores.slope:.3f}, offset {scores.offset:.3f}; calibration error {scores.error_before:.3f} "
            f"before, {scores.error_after:.3f} now"
        )
    if (far := learned.depth) is not None:
        print(f"depth: times {far.scale:.2f}; AbsRel {far.error_before:.4f} before, {far.error_after:.4f} now")
    write(checkpoint, learned)
    return 0


def _open(name: str, root: Path | None, split: Split, count: int, seed: int) -> Dataset:
    """A data set; one that is rendered or drawn from a seed, from this one.

    Raises:
        UserError: no such data set, or what its reader says.
    """
    from instructcv import registry
    from instructcv.datasets.base import needs_folder

    module = registry.load("datasets", name)
    if root is None and needs_folder(name):
        raise UserError(f"{name} needs its folder: --dataset {name} --root DIR")
    drawn = {"count": count, "seed": seed} if "seed" in signature(module.open).parameters else {}
    return module.open(root, split=split, **drawn)


def spread(there: int, count: int) -> list[int]:
    """At most `count` of the numbers below `there`, evenly spread."""
    return [number * there // min(count, there) for number in range(min(count, there))]
