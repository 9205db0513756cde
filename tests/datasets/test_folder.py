"""A person's own photos: masks, depth, COCO JSON, class folders, with and without split folders."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import layouts
from instructcv.datasets import folder
from instructcv.errors import UserError
from instructcv.types import Split, samples

SPLITS: tuple[Split, ...] = ("train", "val", "test")


def test_all_kinds_of_labels_at_once(tmp_path: Path) -> None:
    layouts.folder(tmp_path)
    sample = folder.open(tmp_path, split="val", licence="mine")[0]
    assert (sample.key, sample.licence) == ("val_holiday_a", "mine")
    assert sample.regions is not None and sample.regions.names == ("dog", "potted plant")
    assert [int(sample.regions.ids[0, x]) for x in (0, 8, 16, 24)] == [-1, 0, 1, -1]
    assert sample.depth_m is not None and sample.depth_m[-1, -1] == 5
    (dog,) = sample.instances or ()
    assert (dog.category, dog.box_xyxy_px, dog.mask, sample.things) == ("dog", (1, 1, 6, 6), None, ("dog",))


def test_a_photo_without_a_mask_or_an_entry_is_unannotated_not_empty(tmp_path: Path) -> None:
    layouts.folder(tmp_path)
    layouts.write_photo(tmp_path / "train" / "images" / "b.jpg")
    dataset = folder.open(tmp_path, split="train")
    said = [(note.did, note.kind) for note in dataset.notes]
    assert said == [("unknown", "photos without a label")], "and that is said"
    sample = dataset[0]
    assert sample.key == "train_b"
    assert (sample.regions, sample.depth_m, sample.instances, sample.things) == (None, None, None, ())


def test_class_folders_split_by_a_hash_of_the_name(tmp_path: Path) -> None:
    for number in range(40):
        layouts.write_photo(tmp_path / "Golden_Retriever" / f"{number}.png", size_hw=(2, 2))
        layouts.write_photo(tmp_path / "cat" / f"{number}.png", size_hw=(2, 2))
    found = {split: list(samples(folder.open(tmp_path, split=split))) for split in SPLITS}
    keys = [sample.key for split in SPLITS for sample in found[split]]
    assert len(keys) == len(set(keys)) == 80
    assert len(found["train"]) > 50 and found["val"] and found["test"]
    for sample in found["train"]:
        assert sample.labels == ("cat", "golden retriever")
        assert sample.label == ("cat" if sample.key.startswith("cat") else "golden retriever")


def test_exif_is_obeyed_for_ones_own_photos(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    (tmp_path / "train" / "cat").mkdir(parents=True)
    Image.new("RGB", (6, 4)).save(tmp_path / "train" / "cat" / "a.jpg", exif=exif)
    assert folder.open(tmp_path, split="train")[0].size_hw == (6, 4)


def images_alone(root: Path) -> None:
    layouts.write_photo(root / "train" / "images" / "a.jpg")


def nothing(root: Path) -> None:
    (root / "train").mkdir()


def twice(root: Path) -> None:
    images_alone(root)
    layouts.write_photo(root / "train" / "images" / "a.png")


def no_classes(root: Path) -> None:
    layouts.folder(root)
    (root / "train" / "classes.txt").unlink()


def bad_classes(root: Path) -> None:
    layouts.folder(root)
    layouts.write_text(root / "train" / "classes.txt", "dog")


def unnamed_value(root: Path) -> None:
    layouts.folder(root)
    layouts.write_text(root / "train" / "classes.txt", "1 dog")


def two_of_one_number(root: Path) -> None:
    layouts.folder(root)
    layouts.write_text(root / "train" / "classes.txt", "1 dog", "1 cat")


def labels_that_are_no_text(root: Path) -> None:
    images_alone(root)
    layouts.write_text(root / "train" / "classes.txt", "dog")
    (root / "train" / "labels").mkdir()
    (root / "train" / "labels" / "a.txt").write_bytes(b"\xff\xfe0 0.5")


def rotated_mask(root: Path) -> None:
    layouts.folder(root)
    layouts.write_png(root / "train" / "masks" / "holiday" / "a.png", np.zeros((layouts.W, layouts.H), np.uint8))


@pytest.mark.parametrize(
    ("write", "says"),
    [
        (nothing, "holds no photos"),
        (images_alone, "images but no labels"),
        (twice, "two photos of one name, a.jpg and a.png"),
        (no_classes, r"classes.txt is missing"),
        (bad_classes, r"'dog' should read 'number name'"),
        (unnamed_value, r"a.png .* has the value 0, which is no class"),
        (two_of_one_number, "two classes with the number 1"),
        (labels_that_are_no_text, r"a.txt cannot be read as text"),
        (rotated_mask, r"a.png .* is 24 x 32, its photo 32 x 24"),
    ],
)
def test_mistakes_are_named(write: Any, says: str, tmp_path: Path) -> None:
    write(tmp_path)
    with pytest.raises(UserError, match=says):
        folder.open(tmp_path, split="train")[0]


def test_a_split_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    images_alone(tmp_path)
    with pytest.raises(UserError, match=r"val is missing"):
        folder.open(tmp_path, split="val")


def test_too_few_photos_for_a_split(tmp_path: Path) -> None:
    layouts.write_photo(tmp_path / "cat" / "1.png")
    failures = 0
    for split in SPLITS:
        try:
            assert len(folder.open(tmp_path, split=split)) == 1
        except UserError as error:
            assert "too few photos" in str(error)
            failures += 1
    assert failures == 2
