"""FSS-1000, ImageNet, SUN RGB-D, NYUv2's labelled file and YOLO text: what is special about each, and what goes wrong."""

from pathlib import Path

import numpy as np
import pytest

import layouts
from instructcv.datasets import folder, fss1000, imagenet, nyuv2, sunrgbd
from instructcv.errors import UserError
from instructcv.types import Dataset, samples


def test_fss_holds_its_list_out(tmp_path: Path) -> None:
    layouts.fss1000(tmp_path)
    train, test = (fss1000.open(tmp_path, split=split) for split in ("train", "test"))
    assert [sample.key for sample in samples(train)] == ["ab_wheel_1", "ab_wheel_2", "ab_wheel_10"]
    assert len(test) == 6 and test[5].things == ("hot air balloon",)
    (item,) = test[0].instances or ()
    assert item.mask is not None and item.box_xyxy_px == (10.0, 0.0, 21.0, 24.0)
    layouts.write_png(tmp_path / "fewshot_data" / "bus" / "1.png", np.zeros((layouts.H, layouts.W), np.uint8))
    with pytest.raises(UserError, match=r"bus.1\.png \(mask\) is empty"):
        test[0]


def test_imagenet_names_tell_classes_apart(tmp_path: Path) -> None:
    layouts.imagenet(tmp_path)
    train, val = (imagenet.open(tmp_path, split=split) for split in ("train", "val"))
    assert [sample.label for sample in samples(train)] == ["tench", "crane bird", "crane", "tank suit"]
    assert [sample.label for sample in samples(val)] == ["tench", "crane"], "a photo that a subset lacks is not asked"
    layouts.write_text(tmp_path / "LOC_synset_mapping.txt", "n02012849 crane")
    with pytest.raises(UserError, match="no name for the class n01440764"):
        imagenet.open(tmp_path, split="train")


def test_sun_depth_is_turned_back(tmp_path: Path) -> None:
    layouts.sunrgbd(tmp_path)
    sample = sunrgbd.open(tmp_path, split="test")[0]
    assert sample.key == "xtion_sun3ddata_brown_bm_1_img-10" and sample.depth_m is not None
    assert sample.depth_m[0, 0] == 0 and sample.depth_m[-1, -1] == 9
    listing = tmp_path / "SUNRGBDtoolbox" / "traintestSUNRGBD" / "allsplit.mat"
    listing.write_bytes(listing.read_bytes()[:50])
    with pytest.raises(UserError, match=r"allsplit\.mat"):
        sunrgbd.open(tmp_path, split="test")


def test_nyu_labelled_file(tmp_path: Path) -> None:
    layouts.nyuv2_mat(tmp_path / "nyu")
    train, test = (nyuv2.open(tmp_path / "nyu", split=split) for split in ("train", "test"))
    assert [sample.key for sample in samples(train)] == ["0002"]
    assert [sample.key for sample in samples(test)] == ["0001", "0003"]
    sample = train[0]
    assert sample.size_hw == (layouts.H, layouts.W) and sample.depth_m is not None and sample.regions is not None
    assert (sample.depth_m[:, 0] == 0).all(), "what the sensor did not see stays unknown, though the file fills it in"
    assert sample.depth_m[-1, -1] == 9 and sample.depth_m[5, 5] > 0.7
    assert sample.regions.names == ("book", "coffee table")
    assert [int(sample.regions.ids[0, x]) for x in (0, 15, 31)] == [-1, 0, 1]


def test_a_cut_nyu_file_is_named(tmp_path: Path) -> None:
    layouts.nyuv2_mat(tmp_path / "nyu")
    path = tmp_path / "nyu" / "nyu_depth_v2_labeled.mat"
    path.write_bytes(path.read_bytes()[:1000])
    with pytest.raises(UserError, match=r"labeled\.mat is damaged or cut short"):
        nyuv2.open(tmp_path / "nyu", split="train")


def yolo(root: Path, *lines: str) -> Dataset:
    layouts.write_photo(root / "train" / "images" / "a.jpg", size_hw=(20, 40))
    layouts.write_text(root / "train" / "labels" / "a.txt", *lines)
    layouts.write_text(root / "data.yaml", "names:", "  0: Dog", "  1: park_bench")
    return folder.open(root, split="train")


def test_yolo_boxes_and_outlines(tmp_path: Path) -> None:
    sample = yolo(tmp_path, "0 0.5 0.5 0.5 0.5", "1 0 0 0.25 0 0.25 0.5 0 0.5", "0 0.5 0.5 0 0.1")[0]
    dog, bench = sample.instances or ()
    assert (dog.category, dog.box_xyxy_px, dog.mask) == ("dog", (10.0, 5.0, 30.0, 15.0), None)
    assert (bench.category, bench.box_xyxy_px) == ("park bench", (0.0, 0.0, 10.0, 10.0))
    assert bench.mask is not None and sample.things == ("dog", "park bench")
    assert [(note.did, note.kind) for note in sample.notes] == [("left out", "boxes of less than a pixel")]
    assert sample.unknown == {"dog"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("7 0.5 0.5 0.5 0.5", "line 1: the class 7 has no name"),
        ("dog 0.5 0.5 0.5 0.5", "should be numbers"),
        ("0 0.5 0.5 0.5", "3 numbers; a box has 4"),
        ("0 nan 0.5 0.5 0.5", "no finite number"),
    ],
)
def test_a_wrong_yolo_line_is_named(line: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=says):
        yolo(tmp_path, line)[0]


def test_an_empty_yolo_file_means_nothing_is_there(tmp_path: Path) -> None:
    assert yolo(tmp_path, "")[0].instances == ()
