"""Learn what a checkpoint's own numbers mean: when something is in the photo, how likely a box is right, how far far is."""

from dataclasses import replace
from math import inf, isfinite
from pathlib import Path

from instructcv.cli._options import Count, Seed
from instructcv.errors import UserError


def command(
    checkpoint: Path,
    *,
    specificity: float = 0.91,
    photo_shift: float | None = None,
    choice_scale: float | None = None,
    count: Count = 60,
    seed: Seed = 0,
    device: str = "auto",
) -> int:
    """Learn what a checkpoint's own numbers mean: when something is in the photo, how likely a box is right, how far far is.

    instructcv calibrate runs/mini/model

    Asks for present and absent furniture and for depth on rendered rooms of the validation split, and writes `presence_threshold`,
    `box_slope` and `box_offset`, `near_m` and `far_m` into the checkpoint's denoiser/config.json. Prints what each threshold would
    do, how far box scores are from the share of boxes that are right, and the error of depth before and after.

    Parameters
    ----------
    checkpoint
        A mini checkpoint's folder.
    specificity
        Share of absent categories that no cell may pick, 0 to 1.
    photo_shift
        Written beside what is learned, as it is: a logit by which things are sooner said to be in photos that show neither wall nor
        floor. Rooms say nothing of it; read it off labelled photos of your own kind (`instructcv evaluate`).
    choice_scale
        Written as it is, too: what the logits of a choice for the whole photo are multiplied by (Guo et al. 2017 divide by its inverse,
        the temperature); below 1 where classes are said with too much confidence.
    count
        Rooms to ask about.
    seed
        Of the rooms and the questions.
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

    from instructcv import registry
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
    rooms = registry.load("datasets", "rooms").open(None, split="val", count=count, seed=seed)
    samples = [rooms[i] for i in tqdm(range(count), unit="room", desc="rooms", disable=None)]
    learned = learn(model.calibrated(told), samples, specificity=specificity, seed=seed)
    for point in learned.points:
        mark = "  <- chosen" if point is learned.chosen else ""
        print(f"{point.threshold:6.3f}  found {point.recall:.3f}  absent not found {point.specificity:.3f}{mark}")
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
