"""A sixth task, in a package of its own, found through its entry point and used through the whole chain. Nothing in src names it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).parent.parent / "plugin" / "src"
CHAIN = """
import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from instructcv import InstructCV, registry
from instructcv.datasets import shapes
from instructcv.evaluation import protocols, records, tracks
from instructcv.evaluation.interview import Asking
from instructcv.instructions import lint
from instructcv.instructions.bank import wordings
from instructcv.pairs.build import build
from instructcv.pairs.config import BuildConfig, SourceConfig
from instructcv.pairs.sheet import draw_rows, read_back
from instructcv.recipes.base import by_task
from instructcv.tasks.base import decode, parts_of, task
from instructcv.models.mini.denoiser import ROW_OF_KIND
from instructcv.training.mini.objective import LOSSES, kind_of
from instructcv.types import LEGEND, Query
from fakes import PatternPainter
from knowing import Oracle

out = Path("out")
name = "sharpness"
# 1. It is there, beside the others, and its wordings with it.
assert name in registry.names("tasks") and len(registry.names("tasks")) >= 6
assert len(wordings(name)) == 14 and lint.findings(name, "train") == lint.findings(name, "test") == []
# 2. It is built into pairs, and comes back.
built = build(
    BuildConfig(sources=(SourceConfig(dataset="shapes", root=None, split="train"),), pairs=6, tasks={name: 1.0}), out / "pairs"
)
assert built.pairs == 6 and built.left_out == 0
(row,) = draw_rows(out / "pairs", "train", count=1, seed=0)
query, found = read_back(row)
assert query.task == name and json.loads(row["label"])["mean"] == round(float(found.sharpness.mean()), 4) or abs(
    json.loads(row["label"])["mean"] - found.sharpness.mean()
) < 0.01
card = (out / "pairs" / "README.md").read_text()
assert f"| {name} | 6 |" in card and "at most 0.01" in card
# 3. Training knows its kind: the loss and the kind's number, and its share of a mix.
assert kind_of(name) == "grey" and ROW_OF_KIND["grey"] == 2 and callable(LOSSES[kind_of(name)])
assert by_task({"grey": 0.4})[name] == 0.2
# 4. It is asked of a painter, read, brought to the photo's size, said, drawn and stored.
data = shapes.open(split="test", count=3, size_px=64)
sample = data[0]
asked = task(name).ask(sample, np.random.default_rng(0))
painted = Oracle(data).paint(sample.photo, parts_of(asked))
found = decode(painted, parts_of(asked), asked, sample.photo)
from instructcv.inference import outputs
from instructcv.inference.result import Result
result = Result(
    photo_name="shapes", photo=sample.photo, query=asked, findings=found, picture=(painted[0] * 255).astype(np.uint8), checkpoint="oracle"
)
manifest = json.loads(result.save(out / "answer").read_text())
assert manifest["sharpness"]["npy"] == "sharpness.npy" and (out / "answer" / "sharpness.npy").exists()
assert result.say().startswith("sharpness: ") and result.overlay().width >= 420
other = InstructCV(PatternPainter())(sample.photo, "segment the chair").to_json()
assert other["sharpness"] is None and other["mask"] is not None
# 5. It is scored: a track of its own, sums that survive a file, an oracle that is right.
assert "sharp" in tracks.builders()
sums = protocols.track(Oracle(data), data, Asking(label_format=LEGEND), "sharp")["sharpness"]
assert sums.compute()["error"] < 0.01 and records.from_json(json.loads(json.dumps(records.to_json(sums)))) == sums
assert "error" in tracks.lower_is_better()
print("all of it")
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """A site folder with the package and what pip writes beside it."""
    site = tmp_path / "site"
    (site / "instructcv_sharpness-1.0.dist-info").mkdir(parents=True)
    (site / "instructcv_sharpness").symlink_to(PLUGIN / "instructcv_sharpness", target_is_directory=True)
    told = site / "instructcv_sharpness-1.0.dist-info"
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: instructcv-sharpness\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text("[instructcv.tasks]\nsharpness = instructcv_sharpness\n")
    (told / "RECORD").write_text("")
    return site


def run(code: str, site: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    paths = [str(site), str(Path(__file__).parent.parent), *(path for path in sys.path if path)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(paths)}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=environment, capture_output=True, text=True, timeout=570
    )


def test_a_task_of_another_package_is_used_through_the_whole_chain(installed: Path, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="pairs need pyarrow")
    done = run(CHAIN, installed, tmp_path)
    assert done.returncode == 0 and done.stdout.strip().endswith("all of it"), done.stderr[-3000:]


def test_two_tasks_of_one_name_are_refused(installed: Path, tmp_path: Path) -> None:
    told = installed / "instructcv_sharpness-1.0.dist-info" / "entry_points.txt"
    told.write_text("[instructcv.tasks]\ndepth = instructcv_sharpness\n")
    done = run("from instructcv import registry; registry.names('tasks')", installed, tmp_path)
    assert done.returncode != 0 and "two tasks are called 'depth'" in done.stderr
