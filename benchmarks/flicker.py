"""How much answers flicker on a clip whose motion is known exactly: a window that pans over a photo, with a camera's noise.

python benchmarks/flicker.py --out results/flicker.json

Flicker of masks: share of pixels, seen in both frames, whose category changes between two frames though the scene only moved.
Flicker of depth: mean relative change of such pixels. Each beside the same answered frame by frame. Times are of processor, for both
questions of a frame, since others use the machine.
"""

import argparse
import shlex
import sys
import time
from pathlib import Path

import numpy as np
from PIL import Image

from instructcv import InstructCV
from instructcv.evaluation.results import Figure, write
from instructcv.inference.video.steady import MEMORY, Steady

ASKED = ("segment the wall, the person, the table and the chair", "how far away is everything?")
WINDOW_PX = 256
STEP_PX = 2
NOISE = 4.0
"""Standard deviation of a camera's noise in grey levels."""


def clip(photo: np.ndarray, frames: int) -> list[np.ndarray]:
    """Windows that move by `STEP_PX` to the right, each with noise of its own."""
    rng = np.random.default_rng(0)
    windows = [photo[:WINDOW_PX, STEP_PX * k : STEP_PX * k + WINDOW_PX] for k in range(frames)]
    return [np.clip(w + rng.normal(0, NOISE, w.shape), 0, 255).astype(np.uint8) for w in windows]


def flicker(model: InstructCV, frames: list[np.ndarray]) -> tuple[float, float, float]:
    """Of masks, of depth, and seconds of processor a frame."""
    started = time.process_time()
    answers = [model.answer(frame, ASKED) for frame in frames]
    seconds = (time.process_time() - started) / len(frames)
    maps = [one.category_map for one, _ in answers]
    depths = [other.depth_m for _, other in answers]
    changed = [np.mean(a[:, STEP_PX:] != b[:, :-STEP_PX]) for a, b in zip(maps, maps[1:], strict=False)]
    moved = [np.mean(np.abs(a[:, STEP_PX:] / b[:, :-STEP_PX] - 1)) for a, b in zip(depths, depths[1:], strict=False)]
    return float(np.mean(changed)), float(np.mean(moved)), seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photo", type=Path, default=Path("examples/office.jpg"))
    parser.add_argument("--frames", type=int, default=40)
    parser.add_argument("--runtime", default="torch")
    parser.add_argument("--checkpoint", help="an export, for other runtimes than torch")
    parser.add_argument("--looks", type=int)
    parser.add_argument("--out", type=Path, default=Path("results/flicker.json"))
    args = parser.parse_args()
    photo = Image.open(args.photo).convert("RGB")
    photo = photo.resize((round(photo.width * WINDOW_PX / photo.height), WINDOW_PX))
    frames = clip(np.asarray(photo), min(args.frames, (photo.width - WINDOW_PX) // STEP_PX))
    model = InstructCV.from_pretrained(args.checkpoint, runtime=args.runtime, looks=args.looks)
    plain, steady = flicker(model, frames), flicker(InstructCV(Steady(model.model, memory=MEMORY)), frames)
    names = ("masks, share of pixels", "depth, relative")
    figures = [
        Figure(name=f"flicker of {name}: frame by frame", value=v) for name, v in zip(names, plain, strict=False)
    ]
    figures += [Figure(name=f"flicker of {name}: steady", value=v) for name, v in zip(names, steady, strict=False)]
    figures += [
        Figure(name="a frame, frame by frame", value=1000 * plain[2], unit="ms", better="lower"),
        Figure(name="a frame, steady", value=1000 * steady[2], unit="ms", better="lower"),
    ]
    for figure in figures:
        print(f"{figure.name:55} {figure.value:8.4f} {figure.unit}")
    write(figures, args.out, command=shlex.join(["python", *sys.argv]))


if __name__ == "__main__":
    main()
