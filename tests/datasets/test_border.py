"""What becomes of labels that are not as they should be: mended, left out, or refused; never taught as absent."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import layouts
from instructcv.datasets import folder
from instructcv.datasets._border import Border
from instructcv.errors import UserError
from instructcv.samples.truth import presence
from instructcv.types import Sample

H, W = 96, 128
SIZE_HW = (H, W)
NAN = float("nan")


@pytest.mark.parametrize(
    ("why", "corners", "box", "kind"),
    [
        ("nothing at all", [None] * 4, None, "boxes that are no four finite numbers"),
        ("no number", [0, 0, NAN, 5], None, "boxes that are no four finite numbers"),
        ("true is no number", [0, 0, True, 5], None, "boxes that are no four finite numbers"),
        ("no area", [10, 10, 10, 20], None, "boxes of less than a pixel"),
        ("shares of the photo", [0.1, 0.2, 0.5, 0.6], None, "boxes of less than a pixel"),
        ("outside", [200, 10, 240, 20], None, "objects of which no part is in the photo"),
        ("far beyond", [100, 10, 400, 20], None, "boxes that leave the photo"),
        ("a loose hand", [100, 10, 133, 20], (100, 10, 128, 20), None),
        ("as text", ["1", "2", "30", "40"], (1, 2, 30, 40), "numbers written as text"),
        ("swapped", [30, 40, 1, 2], (1, 2, 30, 40), "boxes whose corners were swapped"),
    ],
)
def test_a_box_alone(why: str, corners: list[Any], box: Any, kind: str | None) -> None:
    border = Border(("cat", "dog"))
    assert border.box(corners, SIZE_HW, "a.json", "cat") == box, why
    assert [note.kind for note in border.notes] == ([kind] if kind else [])
    assert border.unknown == (set() if box else {"cat"}), "what is lost is unknown, and nothing else is"


@pytest.mark.parametrize(
    ("why", "corners", "around", "box"),
    [
        ("no box", [None] * 4, (5.0, 5.0, 50.0, 40.0), (5.0, 5.0, 50.0, 40.0)),
        ("no area", [9, 9, 9, 9], (5.0, 5.0, 50.0, 40.0), (5.0, 5.0, 50.0, 40.0)),
        ("as drawn", [5, 5, 51, 40], (5.0, 5.0, 50.0, 40.0), (5, 5, 51, 40)),
        ("corners read as sizes", [30, 20, 90, 70], (30.0, 20.0, 60.0, 50.0), None),
        ("corners read as sizes near the origin", [4, 1, 64, 61], (4.0, 1.0, 60.0, 60.0), None),
    ],
)
def test_a_box_and_its_outline(why: str, corners: list[Any], around: Any, box: Any) -> None:
    border = Border(("cat",))
    if box is None:
        with pytest.raises(UserError, match="is not around its mask"):
            border.box(corners, SIZE_HW, "a.json", "cat", around)
    else:
        assert border.box(corners, SIZE_HW, "a.json", "cat", around) == box, why
        assert not border.unknown


def coco(root: Path, edit: Callable[[dict[str, Any]], None]) -> Sample:
    layouts.write_photo(root / "train" / "images" / "a.jpg", SIZE_HW)
    outline = [[10, 10, 60, 10, 60, 50, 10, 50]]
    annotation = {"id": 1, "image_id": 1, "category_id": 7, "bbox": [10, 10, 50, 40], "segmentation": outline}
    content: dict[str, Any] = {
        "images": [{"id": 1, "file_name": "a.jpg", "width": W, "height": H}],
        "categories": [{"id": 7, "name": "cat"}, {"id": 8, "name": "dog"}],
        "annotations": [annotation],
    }
    edit(content)
    (root / "train" / "annotations.json").write_text(json.dumps(content), encoding="utf-8")
    return folder.open(root, split="train")[0]


MENDED: list[tuple[str, Callable[[dict[str, Any]], None]]] = [
    ("ids of annotations as text", lambda c: c["annotations"][0].update(image_id="1", category_id="7")),
    ("ids of images as text", lambda c: c["images"][0].update(id="1")),
    ("ids with a fraction of nothing", lambda c: c["annotations"][0].update(image_id=1.0, category_id=7.0)),
    ("sizes as text", lambda c: c["images"][0].update(width=str(W), height=str(H))),
    ("an empty box", lambda c: c["annotations"][0].update(bbox=[10, 10, 0, 0])),
    ("a box from right to left", lambda c: c["annotations"][0].update(bbox=[60, 50, -50, -40])),
    ("a path of another system", lambda c: c["images"][0].update(file_name="images\\a.jpg")),
    ("a path of another machine", lambda c: c["images"][0].update(file_name="/home/me/A.JPG")),
    ("the same object twice", lambda c: c["annotations"].append(c["annotations"][0] | {"id": 2})),
    ("a crowd in words", lambda c: c["annotations"][0].update(iscrowd="0")),
]


@pytest.mark.parametrize(("why", "edit"), MENDED, ids=[why for why, _ in MENDED])
def test_coco_is_mended_where_one_reading_is_certain(why: str, edit: Any, tmp_path: Path) -> None:
    sample = coco(tmp_path, edit)
    (cat,) = sample.instances or ()
    assert (cat.category, cat.box_xyxy_px, cat.is_crowd) == ("cat", (10, 10, 60, 50), False), why
    assert dict(presence(sample)) == {"cat": True, "dog": False}


REFUSED: list[tuple[str, Callable[[dict[str, Any]], None], str]] = [
    (
        "two categories of one id",
        lambda c: c["categories"].append({"id": 7, "name": "dog"}),
        "two categories with the id 7",
    ),
    ("one photo under two ids", lambda c: c["images"].append(c["images"][0] | {"id": 2}), "under two ids"),
    ("width and height swapped", lambda c: c["images"][0].update(width=H, height=W), "swapped"),
    ("of another photo", lambda c: c["images"][0].update(width=W + 1), f"is {W + 1} x {H}, but it is {W} x {H}"),
    ("corners for sizes", lambda c: c["annotations"][0].update(bbox=[10, 10, 60, 50]), "is not around its mask"),
    ("annotations of nothing here", lambda c: c["annotations"][0].update(image_id=5), "none of its 1 annotations"),
    ("photos of another set", lambda c: c["images"][0].update(file_name="b.jpg"), "none of the photos"),
    ("a crowd of two", lambda c: c["annotations"][0].update(iscrowd=2), "iscrowd"),
]


@pytest.mark.parametrize(("why", "edit", "says"), REFUSED, ids=[row[0] for row in REFUSED])
def test_coco_that_contradicts_itself_is_refused(why: str, edit: Any, says: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=says):
        coco(tmp_path, edit)


def test_an_unmatched_category_leaves_all_of_them_open(tmp_path: Path) -> None:
    sample = coco(tmp_path, lambda c: c["annotations"][0].update(category_id=99))
    assert sample.instances == () and dict(presence(sample)) == {}


def yolo(root: Path, *lines: str, yaml: str = "names: [cat, dog]") -> Sample:
    layouts.write_photo(root / "train" / "images" / "a.jpg", SIZE_HW)
    layouts.write_text(root / "data.yaml", yaml)
    layouts.write_text(root / "train" / "labels" / "a.txt", *lines)
    return folder.open(root, split="train")[0]


@pytest.mark.parametrize(
    ("line", "yaml", "says"),
    [
        ("0 60 40 20 10", "names: [cat, dog]", "are these pixels"),
        ("0 0.4 0.4 0.8 0.9 0.3 0.2 2 0.5 0.2 2", "names: [cat, dog]", "key points"),
        ("0 0.4 0.4 0.8 0.9 0.3 0.2 1 0.5 0.2 0", "names: [cat, dog]", "key points"),
        ("0 0.4 0.4 0.2 0.2 7", "names: [cat, dog]", "track ids"),
        ("0 0.4 0.4 0.2 0.2 0.9 1", "names: [cat, dog]", "as a track's id"),
        ("0.5 0.4 0.4 0.2 0.2", "names: [cat, dog]", "class 0.5 has no name"),
        ("0 0.4 0.4 0.2 0.2", "names: cat, dog", "lists no class names"),
        ("0 0.4 0.4 0.2 0.2", "names: [no, dog]", "put it into quotes"),
        ("0 0.4 0.4 0.2 0.2", "names: {0: cat, 0: dog}", "stands twice"),
        ("0 0.4 0.4 0.2 0.2", "names: [cat, dog]\nnc: 3", "nc is 3"),
        ("0 0.4 0.4 0.2 0.2", "names: [cat, Cat]", "calls two class numbers .cat."),
    ],
)
def test_yolo_that_is_something_else_is_refused(line: str, yaml: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=says):
        yolo(tmp_path, line, yaml=yaml)


def test_yolo_with_key_points_that_are_declared_keeps_the_box(tmp_path: Path) -> None:
    sample = yolo(tmp_path, "0 0.5 0.5 0.25 0.5 0.3 0.2 2 0.5 0.2 0", yaml="names: [cat, dog]\nkpt_shape: [2, 3]")
    (cat,) = sample.instances or ()
    assert cat.box_xyxy_px == (48, 24, 80, 72) and cat.mask is None
    assert [(note.did, note.kind) for note in sample.notes] == [("not looked at", "key points")]


def mask(root: Path, values: Any, *lines: str, suffix: str = ".png") -> Sample:
    layouts.write_photo(root / "train" / "images" / "a.jpg", SIZE_HW)
    layouts.write_text(root / "train" / "classes.txt", *(lines or ("0 background", "1 cat", "2 dog")))
    layouts.write_png(root / "train" / "masks" / f"a{suffix}", np.asarray(values, np.uint8))
    return folder.open(root, split="train")[0]


LEFT = np.repeat((np.arange(W) < W // 2)[None], H, axis=0).astype(np.uint8)


@pytest.mark.parametrize(
    ("why", "values", "lines", "there"),
    [
        ("all labelled", LEFT, (), {"background": True, "cat": True, "dog": False}),
        ("saved as grey in colour", np.dstack([LEFT] * 3), (), {"background": True, "cat": True, "dog": False}),
        ("much is unlabelled", np.where(LEFT, 1, 255), (), {"cat": True}),
        (
            "a thin border is",
            np.where(np.diff(LEFT, axis=1, prepend=1) != 0, 255, LEFT),
            (),
            {"background": True, "cat": True, "dog": False},
        ),
        ("white has a name", LEFT * 255, ("0 background", "255 cat"), {"background": True, "cat": True}),
    ],
)
def test_what_a_map_settles(why: str, values: Any, lines: tuple[str, ...], there: Any, tmp_path: Path) -> None:
    assert dict(presence(mask(tmp_path, values, *lines))) == there, why


@pytest.mark.parametrize(
    ("why", "values", "suffix", "says"),
    [
        ("black and white", LEFT * 255, ".png", "black and white"),
        ("grey levels", LEFT * 127, ".png", "has the value 127"),
        ("a colour a class", np.dstack([LEFT, LEFT * 2, LEFT]), ".png", "3 channels"),
        ("lossy", LEFT, ".jpg", "is a JPEG"),
    ],
)
def test_a_map_that_is_none_is_refused(why: str, values: Any, suffix: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(UserError, match=says):
        mask(tmp_path, values, suffix=suffix)


@pytest.mark.parametrize(
    ("why", "depth", "says"),
    [
        ("stretched", np.linspace(13107, 65535, H * W), "the end of 16 bits"),
        ("in metres", np.linspace(1, 9, H * W), "median"),
        ("beyond any camera", np.linspace(35_000, 60_000, H * W), "median"),
        ("the same everywhere", np.full(H * W, 2000.0), "everywhere"),
    ],
)
def test_depth_that_no_camera_measures_is_refused(why: str, depth: Any, says: str, tmp_path: Path) -> None:
    layouts.write_photo(tmp_path / "train" / "images" / "a.jpg", SIZE_HW)
    layouts.write_png(tmp_path / "train" / "depth" / "a.png", depth.reshape(H, W).astype(np.uint16))
    with pytest.raises(UserError, match=says):
        folder.open(tmp_path, split="train")[0]
