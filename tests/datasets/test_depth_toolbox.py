"""NYUv2 and the kitchen: millimetres become metres, label 0 becomes unknown, damage is named."""

from pathlib import Path

import numpy as np
import pytest

import layouts
from instructcv.datasets import kitchen, nyuv2
from instructcv.errors import UserError


def test_millimetres_become_metres(tmp_path: Path) -> None:
    layouts.nyuv2(tmp_path)
    sample = nyuv2.open(tmp_path, split="test")[0]
    assert sample.key == "bathroom_rgb_00045" and sample.depth_m is not None
    assert sample.depth_m[0, 0] == 0, "0 is unknown, not a distance"
    assert sample.depth_m[-1, -1] == pytest.approx(9.995)
    assert sample.depth_m[0, 1] == pytest.approx(0.725, abs=0.001)


def test_labels_start_at_one(tmp_path: Path) -> None:
    layouts.nyuv2(tmp_path)
    regions = nyuv2.open(tmp_path, split="train")[0].regions
    assert regions is not None and len(regions.names) == 40
    assert [int(regions.ids[0, x]) for x in (0, 12, 31)] == [-1, 0, 39]
    assert (regions.names[0], regions.names[39]) == ("wall", "other prop")


def test_the_official_toolbox_has_no_labels(tmp_path: Path) -> None:
    layouts.toolbox(tmp_path, labels=False)
    sample = nyuv2.open(tmp_path, split="train")[0]
    assert sample.regions is None and sample.depth_m is not None


@pytest.mark.parametrize(
    ("why", "file", "content", "says"),
    [
        ("depth of another size", "sync_depth_00002.png", np.zeros((3, 3), np.uint16), "is 3 x 3, its photo 32 x 24"),
        ("metres", "sync_depth_00002.png", np.full((24, 32), 3, np.uint16), "a median of 3 mm"),
        ("centimetres", "sync_depth_00002.png", np.full((24, 32), 250, np.uint16), "a median of 250 mm"),
        ("tenths of millimetres", "sync_depth_00002.png", np.full((24, 32), 25_000, np.uint16), "of 25000 mm"),
        (
            "depth in colour",
            "sync_depth_00002.png",
            np.eye(24, 32, dtype=np.uint8)[..., None] * np.uint8([1, 2, 3]),
            "3 channels",
        ),
        ("a class too many", "label40_00002.png", np.full((24, 32), 41, np.uint8), "value 41"),
    ],
)
def test_damage_is_named(why: str, file: str, content: np.ndarray, says: str, tmp_path: Path) -> None:
    layouts.nyuv2(tmp_path)
    layouts.write_png(tmp_path / "bathroom" / file, content)
    with pytest.raises(UserError, match=says) as caught:
        nyuv2.open(tmp_path, split="train")[0]
    assert file in str(caught.value), why


def test_missing_and_cut_depth_are_named(tmp_path: Path) -> None:
    layouts.kitchen(tmp_path)
    path = tmp_path / "bathroom" / "sync_depth_00002.png"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(UserError, match=r"sync_depth_00002.png .*damaged"):
        kitchen.open(tmp_path, split="train")[0]
    path.unlink()
    with pytest.raises(UserError, match=r"sync_depth_00002.png is missing"):
        kitchen.open(tmp_path, split="train")[0]


@pytest.mark.parametrize(("lines", "says"), [((), "is empty"), (("only_one_word.jpg",), "should read")])
def test_a_bad_list_is_named(lines: tuple[str, ...], says: str, tmp_path: Path) -> None:
    layouts.write_text(tmp_path / "nyu_train.txt", *lines)
    with pytest.raises(UserError, match=says):
        nyuv2.open(tmp_path, split="train")


def test_the_real_subsets(shared_data: Path) -> None:
    counts = {split: len(nyuv2.open(shared_data / "nyu_depth_v2", split=split)) for split in nyuv2.SPLITS}
    assert counts == {"train": 150, "test": 80}
    counts = {split: len(kitchen.open(shared_data / "kitchen_rgbd", split=split)) for split in kitchen.SPLITS}
    assert counts == {"train": 100, "test": 25}
    listed = (shared_data / "nyu_depth_v2" / "classes40.txt").read_text().split("\n")[1:41]
    originals = [line.split(" ", 1)[1] for line in listed]
    assert sum(ours != theirs for ours, theirs in zip(nyuv2.CLASSES, originals, strict=True)) == 7
    frames = nyuv2.open(shared_data / "nyu_depth_v2", split="test")
    for sample in (frames[index] for index in range(0, 80, 10)):
        assert sample.regions is not None and sample.depth_m is not None and sample.size_hw == (480, 640)
        assert 0.7 < sample.depth_m.min() < sample.depth_m.max() <= 9.996, "filled in, 8 bits over 0 to 9.99547 m"
    sample = kitchen.open(shared_data / "kitchen_rgbd", split="test")[0]
    assert sample.depth_m is not None and sample.depth_m.max() <= 3.975
    assert 0.1 < (sample.depth_m == 0).mean() < 0.5, "a quarter has no depth"
