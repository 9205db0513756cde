"""The main job, end to end, with the model that ships: the README's commands do what they say."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from instructcv import InstructCV

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def model() -> InstructCV:
    return InstructCV.from_pretrained()


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    return subprocess.run([sys.executable, *arguments], cwd=cwd, env=environment, capture_output=True, text=True)


def test_the_demo_ends_by_saying_where_the_strip_lies(tmp_path: Path) -> None:
    done = run(str(ROOT / "examples" / "demo.py"), "--out", str(tmp_path / "demo"), cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    path = Path(done.stdout.strip().splitlines()[-1].partition(": ")[2])
    with Image.open(path) as strip:
        assert strip.width > 1000 and strip.height > 800
    tasks = {json.loads(path.read_text())["understood"]["task"] for path in (tmp_path / "demo").glob("*/result.json")}
    assert tasks == {"segmentation", "detection", "depth", "classification"}


def test_predict_from_a_cold_start(tmp_path: Path, examples: Path) -> None:
    done = run("-m", "instructcv", "predict", str(examples / "bedroom.jpg"), "segment the bed", cwd=tmp_path)
    assert done.returncode == 0 and done.stderr == "", done.stderr
    assert (tmp_path / "answers" / "bedroom" / "result.json").exists()


def test_the_floor_is_below_the_wall(model: InstructCV, examples: Path) -> None:
    result = model(examples / "bedroom.jpg", "segment the floor and the wall")
    assert result.masks is not None
    floor, wall = result.masks
    assert floor.any() and wall.any()
    assert np.nonzero(floor)[0].mean() > np.nonzero(wall)[0].mean()


def test_depth_is_metric_and_the_floor_in_front_is_nearer_than_the_window(model: InstructCV, examples: Path) -> None:
    result = model(examples / "bedroom.jpg", "how far away is everything?")
    assert result.depth_m is not None and result.depth_m.shape == (419, 640)
    assert 0.3 < result.depth_m.min() and result.depth_m.max() <= 10.0 + 1e-3
    assert result.depth_m[-40:, 200:400].mean() < result.depth_m[60:160, 280:380].mean()


def test_the_same_seed_gives_the_same_files(model: InstructCV, examples: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        model(examples / "cat.jpg", "is this a cat or a dog?", passes=2, seed=5).save(tmp_path / name)
    first, second = ((tmp_path / name / "painted.png").read_bytes() for name in ("first", "second"))
    assert first == second
