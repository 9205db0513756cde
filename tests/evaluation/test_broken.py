"""Broken pictures, missing photos and empty data: a figure that is low, no number, or one clear line. Never a made-up 1.0."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import layouts
from instructcv.datasets import shapes
from instructcv.errors import UserError
from instructcv.evaluation import protocols, run, tracks
from instructcv.evaluation.interview import Asking, Interview
from instructcv.evaluation.painters import Spec
from instructcv.evaluation.run import EvaluationPlan
from instructcv.tasks.segmentation.protocols import PerCategory
from instructcv.types import LEGEND, Sample

ASKING = Asking(label_format=LEGEND)
DATA = shapes.open(split="test", count=6, size_px=64)
# Drawn shapes all face the viewer, whom even a grey picture faces: tests/evaluation/test_facing.py has slanted ones.
MORE = shapes.open(split="test", count=24, size_px=64)
"""A white picture guesses the class: right in 4 of 6 photos by luck, in 11 of 24."""
TRACKS = tracks.of(DATA, tuple(name for name in tracks.builders() if name != "facing"))
PER_CATEGORY = PerCategory(categories=shapes.NOUNS)
LOWER = ("RMSE", "AbsRel", "log10")


class Broken:
    """Every pixel the same strange value, or a picture of one pixel."""

    def __init__(self, value: float, side: int = 32) -> None:
        self.value, self.side = value, side

    def paint(self, photo: Any, queries: Any, *, passes: int = 1, seed: int = 0) -> Any:
        return np.full((len(queries), self.side, self.side, 3), self.value, np.float32)


@pytest.mark.parametrize("name", sorted(TRACKS))
@pytest.mark.parametrize(
    "painter",
    [Broken(1e30), Broken(0.0, side=1), Broken(0.5, side=1)],
    ids=["huge", "one black pixel", "one grey pixel"],
)
def test_a_broken_picture_scores_badly_and_finitely(name: str, painter: Broken) -> None:
    data = MORE if name == "classes" else DATA
    for key, sums in protocols.over(painter, data, ASKING, TRACKS[name].protocol).items():
        figures = sums.compute()
        assert np.isfinite(list(figures.values())).all(), key
        # Who finds nothing is right about what is not there, and black is a valid answer.
        if key not in ("presence", "calibration", "admissibility"):
            worse = {figure: value for figure, value in figures.items() if figure in LOWER}
            better = {figure: value for figure, value in figures.items() if "/" not in figure and not worse}
            assert min(worse.values(), default=1) > 0.1 and max(better.values(), default=0) < 0.75, (key, figures)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
def test_a_picture_without_numbers_is_refused(value: float) -> None:
    with pytest.raises(UserError, match="NaN or infinity"):
        protocols.over(Broken(value), DATA, ASKING, TRACKS["semantic"].protocol)


class Unlabelled:
    """Photos on which nothing is annotated; the vocabularies are known."""

    name, licence, split = "unlabelled", DATA.licence, DATA.split

    def __len__(self) -> int:
        return 3

    def __getitem__(self, index: int) -> Sample:
        sample = DATA[index]
        assert sample.regions is not None and sample.depth_m is not None
        nothing = replace(sample.regions, ids=np.full_like(sample.regions.ids, -1))
        return replace(sample, instances=(), regions=nothing, depth_m=np.zeros_like(sample.depth_m))

    def bare(self, index: int) -> Sample:
        """Not even looked at by an annotator."""
        return replace(self[index], instances=None, things=(), regions=None, depth_m=None, label=None, labels=())


@pytest.mark.parametrize("name", ["semantic", "boxes", "metric", "referring"])
def test_where_nothing_is_annotated_there_is_no_headline(name: str) -> None:
    found = protocols.over(Broken(0.5), Unlabelled(), ASKING, TRACKS[name].protocol)
    key, figure = TRACKS[name].headline[0]
    assert figure not in (found[key].compute() if key in found else {})


@pytest.mark.parametrize(
    "protocol", [*(track.protocol for track in TRACKS.values()), PER_CATEGORY], ids=[*TRACKS, "per category"]
)
def test_a_photo_without_labels_of_a_task_is_not_asked(protocol: Any) -> None:
    sample, rng = Unlabelled().bare(0), ASKING.generator(0)
    interview = Interview(painter=Broken(0.5), asking=ASKING, sample=sample, rng=rng)
    assert protocol(interview) == {} and not interview.queries


def test_a_photo_that_is_gone_or_damaged_is_named(tmp_path: Path) -> None:
    root = tmp_path / "kitchen"
    layouts.OPENERS["kitchen"](root, "train")
    photo = root / layouts.FIRST_PHOTO["kitchen"]
    plan = EvaluationPlan(
        dataset="kitchen", data="", root=str(root), split="train", painter=Spec(checkpoint="constant")
    )
    photo.write_bytes(b"no picture")
    with pytest.raises(UserError, match=photo.name):
        run.run(plan, tmp_path / "damaged")
    photo.unlink()
    with pytest.raises(UserError, match=photo.name):
        run.run(replace(plan, limit=1), tmp_path / "gone")


def test_an_empty_split_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = shapes.open(split="test", count=0)
    monkeypatch.setattr(shapes, "open", lambda *_args, **_options: empty)
    with pytest.raises(UserError, match="has no photos; nothing to evaluate"):
        tracks.open_dataset("shapes", None, tmp_path, None)
