"""How long an answer takes, and how much memory: as a person meets it, photo file to numbers."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from statistics import median

import numpy as np
from jaxtyping import UInt8
from PIL import Image

from instructcv.evaluation import intervals
from instructcv.evaluation.results import Figure
from instructcv.inference.predictor import InstructCV
from instructcv.models.base import Model

ONE = "segment the chair"
EIGHT = "segment the chair, the table, the sofa, the lamp, the bed, the door, the window and the plant"


def measure(model: Model) -> Iterator[Figure]:
    """Warm answers in this process; cold start, help and peak memory in fresh ones."""
    answerer = InstructCV(model)
    side = model.paint(np.zeros((8, 8, 3), np.uint8), [answerer.understand(ONE)]).shape[1]
    rng = np.random.default_rng(0)
    for name, instruction, target in (
        ("warm answer, one category", ONE, 250.0),
        ("warm answer, depth", "how far away is everything?", 250.0),
        ("warm answer, eight categories in one picture", EIGHT, 400.0),
    ):
        took = _took_ms(lambda said=instruction: answerer(office(rng), said))
        yield Figure(
            name=name,
            value=median(took),
            interval=intervals.of_median(took),
            unit="ms",
            target=target,
            better="lower",
            note=f"{side} px",
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.png"
        Image.fromarray(office(rng)).save(path)
        predict = ["predict", str(path), ONE, "--out", str(Path(folder) / "out")]
        cold = median(_took_ms(lambda: _run(predict), times=3)) / 1000
        yield Figure(name="predict from a cold start", value=cold, unit="s", target=6.0, better="lower")
        peak = _peak_mb(predict)
        yield Figure(name="predict, peak memory", value=peak, unit="MB", target=1500.0, better="lower")
    helped = median(_took_ms(lambda: _run(["--help"]), times=5)) / 1000
    yield Figure(name="instructcv --help", value=helped, unit="s", target=0.5, better="lower")


def office(rng: np.random.Generator) -> UInt8[np.ndarray, "256 256 3"]:
    """An office with grain of its own each time: a model may remember what it has just looked at, and paints nothing of what a photo
    hardly shows.
    """
    with files("instructcv.feedback").joinpath("known", "office.jpg").open("rb") as file:
        pixels = np.asarray(Image.open(file).convert("RGB").resize((256, 256)), np.int16)
    return (pixels + rng.integers(-2, 3, pixels.shape)).clip(0, 255).astype(np.uint8)


def _took_ms(call: Callable[[], object], times: int = 9) -> list[float]:
    call()  # warm
    took: list[float] = []
    for _ in range(times):
        started = time.perf_counter()
        call()
        took.append((time.perf_counter() - started) * 1000)
    return took


def _run(arguments: list[str]) -> None:
    subprocess.run([sys.executable, "-m", "instructcv", *arguments], check=True, capture_output=True)


def _peak_mb(arguments: list[str]) -> float:
    """Largest resident size of a fresh process that runs one command, as it reports itself at its end."""
    script = (
        "import sys; from instructcv.cli._main import main; main(sys.argv[1:]);"
        "from instructcv.evaluation.results import peak_mb; print(peak_mb(), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True)
    return float(done.stderr.split()[-1])
