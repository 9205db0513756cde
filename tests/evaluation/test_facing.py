"""Normals as a benchmark: who knows the truth is right, who paints grey is as wrong as the floor is slanted."""

from dataclasses import replace

import numpy as np
import pytest

from instructcv.errors import UserError
from instructcv.evaluation import protocols, tracks
from instructcv.evaluation.interview import Asking
from instructcv.evaluation.painters import Constant, Random
from instructcv.models.base import load
from instructcv.tasks.base import task
from instructcv.types import LEGEND, Query, Sample
from knowing import Oracle


class Floors:
    """Photos of floors, each a copy of the task's example; all face up and a little towards the viewer."""

    name, licence, split = "floors", "CC0-1.0", "test"

    def __len__(self) -> int:
        return 3

    def __getitem__(self, index: int) -> Sample:
        sample, _ = task("normals").example()
        assert sample.depth_m is not None
        square = np.full((12, 12, 3), 90 + index, np.uint8)
        return replace(sample, key=str(index), photo=square, depth_m=sample.depth_m[:, 2:14])


def figures(painter: object) -> dict[str, float]:
    data = Floors()
    protocol = tracks.of(data, ("facing",))["facing"].protocol  # type: ignore[arg-type]
    return protocols.over(painter, data, Asking(label_format=LEGEND), protocol)["angles"].compute()  # type: ignore[arg-type]


def test_the_oracle_is_right_to_half_a_level() -> None:
    found = figures(Oracle(Floors()))  # type: ignore[arg-type]
    assert found["mean_deg"] < 0.3 and found["under_11.25"] == 1.0


def test_grey_faces_the_viewer_and_is_wrong_by_the_floors_slant() -> None:
    """The floor's normal is (0, 16, 30) to the viewer's (0, 0, 1): the plane 1 / z = (v + 30) / 32, focal length 16."""
    slant = np.degrees(np.arctan2(16, 30))
    found = figures(Constant())
    assert found["mean_deg"] == pytest.approx(slant, abs=0.1) and found["median_deg"] == pytest.approx(slant, abs=0.1)
    assert (found["under_22.5"], found["under_30"]) == (0.0, 1.0)


def test_noise_knows_nothing() -> None:
    assert figures(Random())["mean_deg"] > 50


def test_a_checkpoint_that_was_never_taught_it_says_so() -> None:
    query = Query(task="normals", instruction="surface normals")
    with pytest.raises(UserError, match="was not trained for normals; it was trained for: classification, depth"):
        load(device="cpu").paint(np.zeros((20, 20, 3), np.uint8), [query])


def test_photos_without_depth_have_no_such_track() -> None:
    class Blind(Floors):
        def __getitem__(self, index: int) -> Sample:
            return replace(super().__getitem__(index), focal_xy_px=None)

    with pytest.raises(UserError, match="no labels for the track 'facing'"):
        tracks.of(Blind(), ("facing",))  # type: ignore[arg-type]
