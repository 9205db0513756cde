"""Sums come back from JSON exactly as they were, and unknown ones are refused."""

import json
from typing import Any

import numpy as np
import pytest

from instructcv.errors import UserError
from instructcv.evaluation.records import from_json, kinds, to_json
from instructcv.metrics.accuracy import AccuracySums
from instructcv.metrics.admissibility import AdmissibilitySums
from instructcv.metrics.angles import AngleSums
from instructcv.metrics.box_ap import BoxRecord, BoxSums
from instructcv.metrics.calibration import CalibrationSums
from instructcv.metrics.depth import DepthSums
from instructcv.metrics.iou import ConfusionSums, IoUSums
from instructcv.metrics.presence import PresenceSums
from instructcv.metrics.referring import ReferringSums

RNG = np.random.default_rng(0)
BOX = BoxRecord(photo="a", category="dog", box_xyxy_px=(0.1, 1 / 3, 7.0, 9.0), area_px=1e-9, score=0.3)
EXAMPLES: list[Any] = [
    AccuracySums(),
    AccuracySums(counts={"cat": (3, 4), "dog": (0, 1)}),
    AdmissibilitySums.of([0.25, 1.0]),
    AngleSums(),
    AngleSums.of(RNG.uniform(0, 180, 50).astype(np.float32)),
    BOX,
    BoxSums(),
    BoxSums(asked=frozenset({("a", "dog"), ("a", "cat")}), truths=(BOX, BOX), detections=(BOX,)),
    CalibrationSums.of(RNG.random(50, np.float32), RNG.random(50) < 0.5),
    DepthSums(images=0, totals=np.zeros(6)),
    DepthSums(images=2, totals=RNG.random(6) / 3),
    ConfusionSums(names=("a", "b"), counts=np.array([[1, 0, 2], [0, 0, 2**40]])),
    IoUSums(pixels={"dog": (1, 2, 3)}),
    PresenceSums(absent_right=3),
    ReferringSums.of([(1, 2, 3), (0, 0, 0)]),
]


@pytest.mark.parametrize("sums", EXAMPLES, ids=lambda sums: type(sums).__name__)
def test_there_and_back(sums: Any) -> None:
    line = json.dumps(to_json(sums))
    back = from_json(json.loads(line))
    assert type(back) is type(sums) and json.dumps(to_json(back)) == line
    if hasattr(sums, "compute"):
        assert back.compute() == sums.compute()
        assert (back + sums if type(sums) is not BoxSums else back).compute().keys() == sums.compute().keys()


def test_every_kind_of_sum_is_known() -> None:
    assert {type(sums).__name__ for sums in EXAMPLES} == set(kinds())


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(UserError, match="unknown kind 'Sum'"):
        from_json({"kind": "Sum"})
