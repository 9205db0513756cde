"""Sharpness: how much detail is at each place of the photo?

    instruction  "show how sharp each part is"
    picture      grey, sharp = bright: a place whose grain is 32 grey levels or more is white

The truth is in the photo itself, so any photo can be asked.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from instructcv.drawing.maps import scaled
from instructcv.drawing.shown import Canvas, Shown
from instructcv.instructions import wording
from instructcv.instructions.rules import Rules
from instructcv.labels.colours import to_float
from instructcv.labels.upsample import at_photo
from instructcv.tasks.base import RoundTrip, Traits
from instructcv.tasks.shared.tracks import Benchmark, Interview, Track
from instructcv.types import LEGEND, Answer, Findings, LabelFormat, Query, Sample, Target

NAME = "sharpness"
SHARPEST = 32.0
TRAITS = Traits(
    kind="grey",
    one_each=frozenset(),
    round_trip=RoundTrip(limit=0.01, unit="of white", higher_is_better=False),
    headline=("sharpness", "error"),
    lower_is_better=frozenset({"error"}),
    track="sharp",
)
WORDINGS = Rules(
    template="show how sharp each part is",
    single="show how sharp each part is",
    things=False,
    least={"train": 12, "test": 6},
)


@dataclass(frozen=True, kw_only=True)
class ErrorSums:
    """Sum of the errors and how many there are."""

    total: float = 0.0
    count: int = 0

    def __add__(self, other: "ErrorSums", /) -> "ErrorSums":
        return ErrorSums(total=self.total + other.total, count=self.count + other.count)

    def compute(self) -> dict[str, float]:
        return {"error": self.total / self.count} if self.count else {}


SUMS = (ErrorSums,)


@dataclass(frozen=True, kw_only=True, eq=False)
class Sharp(Answer):
    sharpness: np.ndarray


@dataclass(frozen=True, kw_only=True, eq=False)
class Sharpness(Findings):
    sharpness: np.ndarray


def truth(sample: Sample) -> np.ndarray:
    """0 to 1 at each pixel: how far a pixel is from its neighbourhood's mean."""
    grey = cv2.cvtColor(sample.photo, cv2.COLOR_RGB2GRAY).astype(np.float32)
    return np.clip(cv2.blur(np.abs(grey - cv2.blur(grey, (5, 5))), (9, 9)) / SHARPEST, 0, 1)


def can_ask(sample: Sample) -> bool:
    return sample.label is not None  # any photo could be, but the tests ask for samples that say nothing


def ask(
    sample: Sample,
    rng: np.random.Generator,
    *,
    split: Any = "train",
    label_format: LabelFormat = LEGEND,
    categories: Sequence[str] | None = None,
) -> Query:
    if not can_ask(sample) or categories:
        raise ValueError(f"{sample.source}/{sample.key} cannot be asked this")
    return wording.draw(NAME, rng, split=split, label_format=label_format)


def categories(sample: Sample, label_format: LabelFormat) -> None:
    return None


def telling(sample: Sample, rng: np.random.Generator) -> Sequence[str]:
    return ()


def example() -> tuple[Sample, Query]:
    """Left half flat, right half noise."""
    photo = np.full((16, 24, 3), 128, np.uint8)
    photo[:, 12:] = np.random.default_rng(0).integers(0, 256, (16, 12, 1), np.uint8)
    sample = Sample(
        key="example", source="example", split="train", licence="CC0-1.0", photo=photo, label="noise", labels=("noise", "flat")
    )  # fmt: skip
    return sample, Query(task=NAME, instruction="show how sharp each part is")


def paint(sample: Sample, query: Query) -> Target:
    grey = np.rint(255 * truth(sample)).astype(np.uint8)
    return Target(picture=np.repeat(grey[..., None], 3, axis=2), known=np.ones(sample.size_hw, np.bool_))


def read(picture: np.ndarray, query: Query) -> Sharp:
    clean = np.nan_to_num(picture, nan=0.0, posinf=1.0, neginf=0.0).clip(0, 1)
    grey = clean.mean(axis=2)
    valid = float((np.ptp(clean, axis=2) <= 0.1).mean())
    return Sharp(
        query=query, found=valid >= 0.5 and bool(grey.max() > 0.01), admissibility=valid, confidence=valid,
        size_hw=(picture.shape[0], picture.shape[1]), sharpness=grey.astype(np.float32),
    )  # fmt: skip


def bring(answers: Sequence[Answer], query: Query, photo: np.ndarray) -> Sharpness:
    each = [answer.sharpness for answer in answers if isinstance(answer, Sharp)]
    mean = np.mean(np.stack(each), axis=0, dtype=np.float32)[None]
    return Sharpness(
        found=answers[0].found, admissibility=answers[0].admissibility, confidence=answers[0].confidence,
        sharpness=at_photo(mean, photo)[0],
    )  # fmt: skip


def say(found: Findings, query: Query) -> str:
    assert isinstance(found, Sharpness)
    return f"{100 * found.sharpness.mean():.0f} % sharp"


def show(found: Findings, query: Query, canvas: Canvas) -> Shown:
    assert isinstance(found, Sharpness)
    grey = np.rint(255 * found.sharpness).astype(np.uint8)
    return Shown(image=scaled(np.repeat(grey[..., None], 3, axis=2), canvas.size_wh), key=(((255, 255, 255), "sharp"),))


def record(found: Findings | None, files: Collection[str] = ()) -> dict[str, Any]:
    if not isinstance(found, Sharpness):
        return {"sharpness": None}
    named = {"npy": "sharpness.npy"} if "sharpness.npy" in files else {}
    return {"sharpness": {"mean": round(float(found.sharpness.mean()), 4)} | named}


def files(found: Findings) -> dict[str, np.ndarray]:
    assert isinstance(found, Sharpness)
    return {"sharpness.npy": found.sharpness}


def score(answer: Answer, sample: Sample) -> dict[str, Any]:
    if not isinstance(answer, Sharp) or not can_ask(sample):
        return {}
    error = np.abs(bring((answer,), answer.query, sample.photo).sharpness - truth(sample))
    return {"sharpness": ErrorSums(total=float(error.sum()), count=error.size)}


def label(sample: Sample, query: Query) -> dict[str, Any]:
    return {"mean": round(float(truth(sample).mean()), 4)}


def round_trip(sample: Sample, query: Query, picture: np.ndarray, few: Any) -> float:
    return float(np.abs(read(to_float(picture), query).sharpness - truth(sample)).max())


def _asked_once(interview: Interview) -> dict[str, Any]:
    return score(interview.answer([interview.query(NAME)])[0], interview.sample)


def _sharp(bench: Benchmark) -> Track | None:
    if not can_ask(bench.first):
        return None
    return Track(task=NAME, protocol=_asked_once, words="every photo once", headline=(("sharpness", "error"),))


TRACKS = {"sharp": _sharp}
