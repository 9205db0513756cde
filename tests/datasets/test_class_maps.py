"""MSRC, CamVid, ADE20K, VOC and the pets: which stored value means which class, and which says nothing."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import layouts
from instructcv import registry
from instructcv.datasets import ade20k, oxford_pet, voc
from instructcv.errors import UserError
from instructcv.types import Dataset, Split, samples


def tiny(name: str, root: Path, split: Split, **options: Any) -> Dataset:
    layouts.WRITERS[name](root)
    return registry.load("datasets", name).open(root, split=split, **options)


@pytest.mark.parametrize(
    ("name", "stripes"),
    [
        ("msrc", [None, "building", "boat"]),  # 0 is void
        ("camvid", ["sky", "cyclist", None]),  # 11 is unlabelled
        ("ade20k", [None, "wall", "trash can"]),  # 0 is "other"
        ("voc", ["dining table", None, "background", "person"]),  # 255 is the border
        ("oxford_pet", ["background", None, "cat", "cat"]),  # 3 is the border
    ],
)
def test_values(name: str, stripes: list[str | None], tmp_path: Path) -> None:
    regions = tiny(name, tmp_path, "train")[0].regions
    assert regions is not None
    edges = np.linspace(0, layouts.W, len(stripes) + 1).astype(int)[:-1]
    found = [int(regions.ids[5, x]) for x in edges]
    assert [regions.names[i] if i >= 0 else None for i in found] == stripes


def test_camvid_reads_lists_with_its_authors_paths(tmp_path: Path) -> None:
    assert tiny("camvid", tmp_path, "val")[0].key == "val_0001TP_008550"


def test_msrc_reads_the_original_bmp(tmp_path: Path) -> None:
    assert [sample.key for sample in samples(tiny("msrc", tmp_path, "test"))] == ["1_test_s", "2_test_s"]


def test_ade_scenes_are_labels(tmp_path: Path) -> None:
    sample = tiny("ade20k", tmp_path, "train")[0]
    assert (sample.label, sample.labels) == ("living room", ("living room", "street"))


def test_ade_without_scenes_has_no_label(tmp_path: Path) -> None:
    layouts.ade20k(tmp_path)
    (tmp_path / "sceneCategories.txt").unlink()
    assert ade20k.open(tmp_path, split="train")[0].label is None


@pytest.mark.parametrize("row", ["2\t0.1\t1\t1\twall", "1 0.1 1 1 wall"])
def test_a_bad_class_table_is_named(row: str, tmp_path: Path) -> None:
    layouts.ade20k(tmp_path)
    layouts.write_text(tmp_path / "objectInfo150.txt", "Idx\tRatio\tTrain\tVal\tName", row)
    with pytest.raises(UserError, match=r"objectInfo150.txt: the row"):
        ade20k.open(tmp_path, split="train")


def test_voc_boxes_masks_and_difficult_objects(tmp_path: Path) -> None:
    masked, boxed = samples(tiny("voc", tmp_path, "train"))
    table, person = masked.instances or ()
    assert (table.category, table.box_xyxy_px, table.is_crowd) == ("dining table", (0, 0, 16, 24), False)
    assert (person.category, person.box_xyxy_px, person.is_crowd) == ("person", (16, 0, 32, 24), True)
    assert table.mask is not None and person.mask is not None
    assert table.mask[:, :8].all() and not table.mask[:, 8:].any()
    assert person.mask[:, 24:].all() and not person.mask[:, :24].any()
    assert boxed.regions is None and all(item.mask is None for item in boxed.instances or ())


def test_voc_takes_the_year_folder_and_trainval_for_train(tmp_path: Path) -> None:
    layouts.voc(tmp_path)
    folder = tmp_path / "VOC2012"
    for task in ("Main", "Segmentation"):
        (folder / "ImageSets" / task / "train.txt").rename(folder / "ImageSets" / task / "trainval.txt")
    assert [sample.key for sample in samples(voc.open(folder, split="train"))] == ["2007_train", "2008_train"]


@pytest.mark.parametrize(
    ("why", "content", "says"),
    [
        ("not XML", "nonsense", "not valid XML"),
        ("unknown class", layouts.voc_object("unicorn", (1, 1, 5, 5)), "unicorn"),
    ],
)
def test_voc_damage_is_named(why: str, content: str, says: str, tmp_path: Path) -> None:
    dataset = tiny("voc", tmp_path, "train")
    path = tmp_path / "VOC2012" / "Annotations" / "2007_train.xml"
    layouts.write_text(path, content if why == "not XML" else f"<annotation>{content}</annotation>")
    with pytest.raises(UserError, match=says) as caught:
        dataset[0]
    assert str(path) in str(caught.value)


def test_voc_without_a_list_names_it(tmp_path: Path) -> None:
    layouts.voc(tmp_path)
    with pytest.raises(UserError, match=r"VOC2007 is missing"):
        voc.open(tmp_path, split="train", year="2007")
    for task in ("Main", "Segmentation"):
        (tmp_path / "VOC2012" / "ImageSets" / task / "val.txt").unlink()
    with pytest.raises(UserError, match=r"val.txt is missing"):
        voc.open(tmp_path, split="val")


def test_pet_outline_splits_the_border_between_pet_and_background(tmp_path: Path) -> None:
    pet, head = tiny("oxford_pet", tmp_path, "train")[0].instances or ()
    assert (pet.category, head.category) == ("cat", "cat head")
    assert pet.mask is not None  # background to 8, border to 16, pet from 16 on: the border's nearer half is the pet's
    assert pet.mask[:, 12:].all() and not pet.mask[:, :12].any()
    assert pet.box_xyxy_px == (12, 0, 32, 24)
    assert head.box_xyxy_px == (10, 2, 20, 8) and head.mask is None


def test_pet_without_a_head_box_does_not_claim_that_there_is_no_head(tmp_path: Path) -> None:
    with_head, without = samples(tiny("oxford_pet", tmp_path, "test"))
    assert "cat head" in with_head.things and "dog head" in with_head.things
    assert without.things == ("cat", "dog")
    assert (without.label, without.instances[0].category) == ("american pit bull terrier", "dog")  # type: ignore[index]
    assert without.labels == ("american pit bull terrier", "bengal")


@pytest.mark.parametrize(
    ("why", "trimap", "box"),
    [
        ("no pet", np.full((24, 32), 2, np.uint8), None),
        ("border alone", np.full((24, 32), 3, np.uint8), None),
        ("pet up to every edge", np.full((24, 32), 1, np.uint8), (0, 0, 32, 24)),
        ("no background", layouts.class_map(3, 1), (0, 0, 32, 24)),
    ],
)
def test_degenerate_trimaps(why: str, trimap: np.ndarray, box: Any, tmp_path: Path) -> None:
    dataset = tiny("oxford_pet", tmp_path, "test")
    layouts.write_png(tmp_path / "annotations" / "trimaps" / "american_pit_bull_terrier_2.png", trimap)
    assert [item.box_xyxy_px for item in dataset[1].instances or ()] == ([box] if box else []), why


def test_a_box_outside_the_photo_is_noted(tmp_path: Path) -> None:
    layouts.oxford_pet(tmp_path / "pets")
    layouts.voc(tmp_path / "voc")
    for path in (tmp_path / "pets/annotations/xmls/Bengal_1.xml", tmp_path / "voc/VOC2012/Annotations/2007_train.xml"):
        path.write_text(path.read_text().replace("<xmin>", "<xmin>900", 1).replace("<xmax>", "<xmax>900", 1))
    pet = oxford_pet.open(tmp_path / "pets", split="train")[0]
    assert [item.category for item in pet.instances or ()] == ["cat"] and len(pet.notes) == 1
    street = voc.open(tmp_path / "voc", split="train")[0]
    assert len(street.instances or ()) == 1 and "dining table" in street.unknown
    assert [(note.did, note.kind) for note in street.notes] == [
        ("left out", "objects of which no part is in the photo")
    ]


def test_a_value_that_no_trimap_has_is_named(tmp_path: Path) -> None:
    dataset = tiny("oxford_pet", tmp_path, "train")
    layouts.write_png(tmp_path / "annotations" / "trimaps" / "Bengal_1.png", np.full((24, 32), 7, np.uint8))
    with pytest.raises(UserError, match=r"Bengal_1.png \(trimap\) has the value 7"):
        dataset[0]


@pytest.mark.parametrize(
    ("name", "file", "other"),
    [
        ("camvid", "train.txt", "train/0001TP_008550.png valannot/0001TP_008550.png"),
        ("msrc", "train.txt", None),
        ("grocery", "train.txt", "train/Fruit/Apple/Golden-Delicious/Golden-Delicious_001.jpg, 1, 1"),
        ("oxford_pet", "annotations/trainval.txt", "Bengal_1 6 2 2"),
        ("nyuv2", "nyu_train.txt", "bathroom/rgb_00002.jpg bathroom/sync_depth_00045.png 518.8"),
    ],
)
def test_a_photo_listed_twice_is_read_once(name: str, file: str, other: str | None, tmp_path: Path) -> None:
    """Otherwise it would be asked the same questions twice. With two different labels it is refused."""
    keys = [sample.key for sample in samples(tiny(name, tmp_path, "train"))]
    listing = next(tmp_path.rglob(file))
    lines = listing.read_text().splitlines()
    layouts.write_text(listing, *lines, *lines)
    module = registry.load("datasets", name)
    assert [sample.key for sample in samples(module.open(tmp_path, split="train"))] == keys
    if other is not None:
        layouts.write_text(listing, *lines, other)
        with pytest.raises(UserError, match="twice, with different labels"):
            module.open(tmp_path, split="train")


def test_extra_pets_join_the_training_split_only(tmp_path: Path) -> None:
    assert [len(tiny("oxford_pet", tmp_path, split, extra=True)) for split in ("train", "test")] == [3, 2]


def test_a_bad_pet_list_is_named(tmp_path: Path) -> None:
    layouts.oxford_pet(tmp_path)
    layouts.write_text(tmp_path / "annotations" / "trainval.txt", "Bengal_1 6 3 2")
    with pytest.raises(UserError, match=r"trainval.txt: the line"):
        oxford_pet.open(tmp_path, split="train")


REAL = [
    ("msrc", "MSRC_v2", {"train": 416, "val": 57, "test": 118}),
    ("camvid", "camvid", {"train": 367, "val": 101, "test": 117}),
    ("ade20k", "ADEChallengeData2016", {"val": 3}),
    ("voc", "VOCdevkit", {"train": 4}),
    ("oxford_pet", "oxford-iiit-pet", {"train": 62, "test": 63}),
]


@pytest.mark.parametrize(("name", "folder", "counts"), REAL, ids=[row[0] for row in REAL])
def test_the_real_subsets(name: str, folder: str, counts: dict[Split, int], shared_data: Path) -> None:
    module = registry.load("datasets", name)
    for split, count in counts.items():
        dataset = module.open(shared_data / folder, split=split)
        assert len(dataset) == count
        shares: list[float] = []
        for index in range(0, count, max(1, count // 6)):
            regions = dataset[index].regions
            assert regions is not None
            shares.append(float((regions.ids >= 0).mean()))
        assert np.mean(shares) > 0.6, "most pixels are labelled"


def test_the_real_names(shared_data: Path) -> None:
    """The tables in the code against the ones beside the data."""
    for name, folder, changed in (("msrc", "MSRC_v2", 0), ("camvid", "camvid", 2)):
        rows = (shared_data / folder / "classes.txt").read_text().split("\n")
        theirs = [row.split(" ", 1)[1] for row in rows if row and row.split(" ", 1)[1] not in ("void", "unlabelled")]
        ours = registry.load("datasets", name).CLASSES
        assert sum(a != b for a, b in zip(ours, theirs, strict=True)) == changed  # "signsymbol", "bicyclist"
    names = ade20k.class_names(shared_data / "ADEChallengeData2016" / "objectInfo150.txt")
    assert len(set(names)) == len(names) == 150 and names[7:9] == ("bed", "windowpane")


def test_the_real_pets_and_voc_2007(shared_data: Path) -> None:
    train = oxford_pet.open(shared_data / "oxford-iiit-pet", split="train", extra=True)
    assert len(train) == 62 + 93
    sample = train[0]
    assert len(sample.labels) == 32 and sample.label == "abyssinian"
    assert [item.category for item in sample.instances or ()] == ["cat", "cat head"]
    seven = list(samples(voc.open(shared_data / "VOCdevkit", split="train", year="2007")))
    assert len(seven) == 4 and all(sample.instances and sample.regions is None for sample in seven)
