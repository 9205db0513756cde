"""Grocery Store: two levels of classes, and names that a person would say."""

from pathlib import Path

import pytest

import layouts
from instructcv.datasets import grocery
from instructcv.errors import UserError
from instructcv.types import samples


@pytest.mark.parametrize(
    ("name", "of", "readable"),
    [
        ("Apple", "", "apple"),
        ("Golden-Delicious", "Apple", "golden delicious apple"),
        ("Watermelon", "Melon", "watermelon"),
        ("Cantaloupe", "Melon", "cantaloupe melon"),
        ("Banana", "Banana", "banana"),
        ("Carrots", "Carrots", "carrot"),
        ("Satsumas", "Satsumas", "satsuma"),
        ("Arla-Sour-Milk", "Sour-Milk", "arla sour milk"),
        ("Tropicana-Juice-Smooth", "Juice", "tropicana juice smooth"),
        ("Tropicana-Mandarin-Morning", "Juice", "tropicana mandarin morning juice"),
    ],
)
def test_readable(name: str, of: str, readable: str) -> None:
    assert grocery.readable(name, of=of) == readable


def test_levels(tmp_path: Path) -> None:
    layouts.grocery(tmp_path)
    fine = list(samples(grocery.open(tmp_path, split="train", level="fine")))
    coarse = list(samples(grocery.open(tmp_path, split="train", level="coarse")))
    assert [sample.label for sample in fine] == ["golden delicious apple", "watermelon"]
    assert [sample.label for sample in coarse] == ["apple", "melon"]
    assert fine[0].labels == ("golden delicious apple", "watermelon", "carrot"), "also classes that the split lacks"


def test_the_inner_folder_will_do(tmp_path: Path) -> None:
    layouts.grocery(tmp_path)
    assert len(grocery.open(tmp_path / "dataset", split="val")) == 2


@pytest.mark.parametrize("line", ["train/a.jpg", "train/a.jpg, x, y", "train/a.jpg, 99, 99"])
def test_a_bad_line_is_named(line: str, tmp_path: Path) -> None:
    layouts.grocery(tmp_path)
    layouts.write_text(tmp_path / "dataset" / "train.txt", line)
    with pytest.raises(UserError, match=r"train.txt: the line"):
        grocery.open(tmp_path, split="train")


def test_a_bad_class_table_is_named(tmp_path: Path) -> None:
    layouts.grocery(tmp_path)
    layouts.write_text(tmp_path / "dataset" / "classes.csv", layouts.GROCERY_CLASSES[0], "Apple,zero,Apple,0")
    with pytest.raises(UserError, match=r"classes.csv: the row"):
        grocery.open(tmp_path, split="train")


def test_the_real_subset(shared_data: Path) -> None:
    root = shared_data / "GroceryStoreDataset"
    assert {split: len(grocery.open(root, split=split)) for split in grocery.SPLITS} == {
        "train": 2640,
        "val": 296,
        "test": 1000,
    }
    assert len(set(grocery.open(root, split="test", level="fine")[0].labels)) == 81
    coarse = grocery.open(root, split="test")
    assert len(set(coarse[0].labels)) == 43 and coarse[0].label == "apple"
