"""COCO: three spellings of masks, boxes without masks, crowds, panoptic regions; the decoder against pycocotools."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pycocotools import mask as reference

import layouts
from instructcv.datasets import _coco_masks, coco
from instructcv.datasets._coco_index import load_index
from instructcv.datasets.base import Listed
from instructcv.errors import UserError
from instructcv.samples.truth import mask_box
from instructcv.types import Instance, samples

H, W = layouts.H, layouts.W


@pytest.fixture
def root(tmp_path: Path) -> Path:
    layouts.coco(tmp_path)
    return tmp_path


def change(root: Path, **edit: Any) -> None:
    """Edit the first annotation of the training split."""
    path = root / "annotations" / "instances_train2017.json"
    content = json.loads(path.read_text())
    content["annotations"][0] |= edit
    path.write_text(json.dumps(content))


def test_instances(root: Path) -> None:
    polygon, runs, text, crowd = coco.open(root, split="train")[0].instances or ()
    assert (polygon.category, polygon.box_xyxy_px) == ("person", (2, 3, 10, 9))
    square = np.zeros((H, W), bool)
    square[3:9, 2:10] = True
    np.testing.assert_array_equal(polygon.mask, square)
    columns = np.zeros((H, W), bool)
    columns[:, 4:6] = True
    for item, category in ((runs, "traffic light"), (text, "dining table"), (crowd, "person")):
        assert item.category == category
        np.testing.assert_array_equal(item.mask, columns)
    assert [item.is_crowd for item in (polygon, runs, text, crowd)] == [False, False, False, True]


def test_boxes_are_clipped_and_those_without_area_left_out(root: Path) -> None:
    (only,) = coco.open(root, split="train")[1].instances or ()
    assert only.box_xyxy_px == (30, 20, 32, 24) and only.mask is None


def test_annotated_and_empty_is_not_unannotated(root: Path) -> None:
    sample = coco.open(root, split="val")[2]
    assert sample.instances == () and sample.things == ("person", "traffic light", "dining table")
    assert sample.regions is None


def test_panoptic_names_are_cleaned_and_merged(root: Path) -> None:
    regions = coco.open(root, split="train")[0].regions
    assert regions is not None
    assert regions.names == ("person", "traffic light", "table", "wall")
    wall, table = regions.names.index("wall"), regions.names.index("table")
    row = regions.ids[0]
    stripes = np.linspace(0, W, 6).astype(int)
    assert [int(row[left]) for left in stripes[:-1]] == [-1, wall, wall, table, table]


def test_licence_is_the_photos_own(root: Path) -> None:
    sample = coco.open(root, split="train")[0]
    assert sample.licence == "Attribution License"


def test_require_masks_keeps_photos_whose_objects_all_have_one(root: Path) -> None:
    assert [sample.key for sample in samples(coco.open(root, split="train", require_masks=True))] == [
        "000000000001",
        "000000000003",
    ]


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("person", "person"),
        ("traffic light", "traffic light"),
        ("wall-other-merged", "wall"),
        ("wall-brick", "wall"),
        ("floor-wood", "floor"),
        ("floor-other-merged", "floor"),
        ("door-stuff", "door"),
        ("water-other", "water"),
        ("window-blind", "window blind"),
        ("table-merged", "table"),
        ("dining table", "table"),
        ("playingfield", "playing field"),
    ],
)
def test_plain_name(name: str, plain: str) -> None:
    assert coco.plain_name(name) == plain


DAMAGE: list[tuple[str, dict[str, Any], str]] = [
    ("box of three numbers", {"bbox": [1, 2, 3]}, "annotation 1"),
    ("a box as text", {"bbox": "[1, 2, 3, 4]"}, "its bbox is text"),
    ("two-point polygon", {"segmentation": [[1, 2, 3, 4]]}, "three points"),
    ("odd polygon", {"segmentation": [[1, 2, 3, 4, 5, 6, 7]]}, "list of polygons"),
    ("one polygon in no list", {"segmentation": [1, 2, 3, 4, 5, 6]}, "list of polygons"),
    ("a corner beyond any photo", {"segmentation": [[-1e9, 0, 1e9, 0, 1e9, 1e9]]}, "far outside"),
    ("a corner that is no number", {"segmentation": [[1, 2, 3, 4, 5, float("nan")]]}, "no number"),
    ("runs too short", {"segmentation": {"counts": [1, 2], "size": [H, W]}}, "fill 3 pixels"),
    ("runs of another photo", {"segmentation": {"counts": [H * W], "size": [W, H]}}, "its run lengths are for"),
    ("string that ends early", {"segmentation": {"counts": "P", "size": [H, W]}}, "end within a number"),
    ("negative runs", {"segmentation": {"counts": [-1, H * W + 1], "size": [H, W]}}, "run lengths"),
]


@pytest.mark.parametrize(("why", "edit", "says"), DAMAGE, ids=[row[0] for row in DAMAGE])
def test_damage_is_named(why: str, edit: dict[str, Any], says: str, root: Path) -> None:
    change(root, **edit)
    with pytest.raises(UserError, match=says) as caught:
        coco.open(root, split="train")[0]
    assert "instances_train2017.json" in str(caught.value), why


@pytest.mark.parametrize(
    ("why", "content", "says"),
    [
        ("empty", "", "not valid JSON"),
        ("a list", "[]", "JSON object"),
        ("another format", "{}", "lacks COCO's key 'annotations'"),
        ("cut short", '{"images": [', "not valid JSON"),
        ("no list", '{"images": [], "annotations": null, "categories": []}', "COCO's layout"),
        ("no photo's name", '{"images": [{"id": 1}], "annotations": [], "categories": []}', "key 'file_name'"),
        (
            "an empty name",
            '{"images": [], "annotations": [], "categories": [{"id": 1, "name": ""}]}',
            "name of the categories with the id 1 is empty",
        ),
        (
            "a number for a name",
            '{"images": [], "annotations": [], "categories": [{"id": 1, "name": 7}]}',
            "name of the categories with the id 1 is 7 and no text",
        ),
    ],
)
def test_a_bad_file_is_named(why: str, content: str, says: str, root: Path) -> None:
    (root / "annotations" / "instances_train2017.json").write_text(content)
    with pytest.raises(UserError, match=says):
        coco.open(root, split="train")


def test_a_photo_of_another_size_is_refused(root: Path) -> None:
    layouts.write_photo(root / "train2017" / "000000000001.jpg", size_hw=(H, W + 1))
    with pytest.raises(UserError, match="says that 000000000001.jpg is 32 x 24, but it is 33 x 24"):
        coco.open(root, split="train")[0]


def test_an_unlisted_panoptic_segment_is_refused(root: Path) -> None:
    layouts.write_png(root / "annotations/panoptic_train2017/000000000001.png", np.full((H, W, 3), 5, np.uint8))
    with pytest.raises(UserError, match="has the segment"):
        coco.open(root, split="train")[0]


@pytest.mark.parametrize(
    ("why", "edit", "says"),
    [
        ("a class that is not there", {"segments_info": [{"id": 1, "category_id": 999}]}, "no category has the id 999"),
        ("no segments", {"segments_info": None}, "damaged"),
        ("no picture's name", {"file_name": None}, "damaged"),
        ("a segment without a class", {"segments_info": [{"id": 1}]}, "category_id"),
    ],
)
def test_damaged_panoptic_segments_are_named(why: str, edit: dict[str, Any], says: str, root: Path) -> None:
    path = root / "annotations" / "panoptic_train2017.json"
    content = json.loads(path.read_text())
    content["annotations"][0] |= edit
    path.write_text(json.dumps(content))
    with pytest.raises(UserError, match=rf"panoptic_train2017.json: the segments of image 1 .*{says}"):
        coco.open(root, split="train")[0]


@settings(deadline=None)  # a loaded machine is no failure
@given(st.integers(1, 12), st.integers(1, 12), st.randoms(use_true_random=False))
def test_run_lengths_agree_with_pycocotools(height: int, width: int, random: Any) -> None:
    mask = np.array([[random.random() < 0.5 for _ in range(width)] for _ in range(height)])
    encoded = reference.encode(np.asfortranarray(mask.astype(np.uint8)))
    np.testing.assert_array_equal(_coco_masks.decode(encoded, (height, width)), mask)
    flat = mask.T.ravel().tolist()
    counts = [0] if flat[0] else []
    for index, value in enumerate(flat):
        if index and value == flat[index - 1]:
            counts[-1] += 1
        else:
            counts.append(1)
    np.testing.assert_array_equal(
        _coco_masks.decode({"counts": counts, "size": [height, width]}, (height, width)), mask
    )


def test_polygons_agree_with_pycocotools() -> None:
    """Not to the pixel: pycocotools rounds the outline at 5x, we sample centres at 4x."""
    rng = np.random.default_rng(0)
    for _ in range(50):
        angles = np.sort(rng.uniform(0, 2 * np.pi, 12))
        points = np.stack(
            [50 + rng.uniform(20, 45, 12) * np.cos(angles), 40 + rng.uniform(15, 38, 12) * np.sin(angles)], 1
        )
        polygon = points.ravel().tolist()
        ours = _coco_masks.fill_polygons([polygon], (80, 100))
        theirs = reference.decode(reference.merge(reference.frPyObjects([polygon], 80, 100))).astype(bool)
        assert (ours & theirs).sum() / (ours | theirs).sum() > 0.96


def test_a_polygon_outside_or_across_the_border_is_clipped() -> None:
    outside = _coco_masks.fill_polygons([[50, 50, 60, 50, 60, 60]], (10, 10))
    across = _coco_masks.fill_polygons([[-5, -5, 5, -5, 5, 5, -5, 5]], (10, 10))
    assert not outside.any()
    assert across.sum() == 25 and across[:5, :5].all()


@pytest.mark.parametrize(("split", "objects", "masks", "crowds"), [("train", 935, 745, 6), ("val", 903, 712, 5)])
def test_the_real_subset(split: Any, objects: int, masks: int, crowds: int, shared_data: Path) -> None:
    """The counts that the subset's own description states; every eighth photo is read."""
    dataset = coco.open(shared_data / "coco", split=split)
    folder = shared_data / "coco" / "annotations"
    index = load_index(folder / f"instances_{split}2017.json")
    listed = [one for image_id in index.ids for one in index.annotations(image_id)]
    assert len(dataset) == 128 and len(load_index(folder / f"panoptic_{split}2017.json").ids) == 100
    assert (len(listed), sum(bool(one["segmentation"]) for one in listed)) == (objects, masks)
    assert sum(one["iscrowd"] for one in listed) == crowds
    assert 98 <= len(coco.open(shared_data / "coco", split=split, require_masks=True)) <= 100
    stated: dict[str, float] = {}
    for sample in (dataset[index] for index in range(0, 128, 8)):
        assert len(sample.things) == 80 and (sample.regions is None or len(sample.regions.names) == 127)
        stated |= {
            f"{sample.key} {item.box_xyxy_px}": _fit(item) for item in sample.instances or () if not item.is_crowd
        }
    fits = [fit for fit in stated.values() if fit > 0]
    assert len(fits) > 50 and np.median(fits) > 0.9, "masks lie in their boxes"


def _fit(item: Instance) -> float:
    """IoU of an object's box and the box around its mask; 0 without a mask."""
    around = mask_box(item.mask) if item.mask is not None else None
    if around is None:
        return 0.0
    (a, b, c, d), (e, f, g, h) = item.box_xyxy_px, around
    both = max(0.0, min(c, g) - max(a, e)) * max(0.0, min(d, h) - max(b, f))
    return both / ((c - a) * (d - b) + (g - e) * (h - f) - both)


def test_annotations_of_no_image_make_nothing_absent(root: Path) -> None:
    change(root, image_id=77)
    dataset = coco.open(root, split="train")
    assert isinstance(dataset, Listed)
    assert [(note.did, note.kind) for note in dataset.notes] == [
        ("left out", "annotations of images that the file does not list")
    ]
    empty = dataset[2]
    assert empty.instances == () and empty.unknown == set(empty.things), "the stray annotation may be of this photo"
