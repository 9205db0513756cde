"""FSS-1000: a thousand classes, ten photos with one mask each (Li et al., CVPR 2020). Made to test unseen classes.

Layout: `fewshot_data/<class>/{1..10}.jpg` with `.png` masks (white = the object), and `fss_test_set.txt`, the 240 classes
held out for testing; the other 760 are for training. The folder may hold the classes directly.
"""

from functools import partial
from pathlib import Path

from instructcv.datasets.base import Listed, check_split, existing, read_lines
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.samples.truth import mask_box
from instructcv.types import Dataset, Instance, Sample, Split

LICENCE = "not stated; photographs belong to their owners"
SPLITS: tuple[Split, ...] = ("train", "test")
_LIST = "fss_test_set.txt"
_WHITE = 127


def open(root: Path, *, split: Split) -> Dataset:
    """Photos with one instance and its mask; nothing is known about other classes.

    Raises:
        UserError: a missing list, a class without photos, or the split "val".
    """
    check_split("fss1000", split, SPLITS)
    held_out = set(read_lines(existing(root, "the folder of FSS-1000") / _LIST, "classes held out for testing"))
    nested = root / "fewshot_data"
    folder = nested if nested.is_dir() else root
    classes = sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    if split == "test" and (missing := sorted(held_out - set(classes))):
        raise UserError(f"{folder} lacks the class {missing[0]!r} that {_LIST} names; unpack it again")
    wanted = [name for name in classes if (name in held_out) is (split == "test")]
    items = [path.relative_to(folder).as_posix() for name in wanted for path in _photos(folder / name)]
    return Listed(name="fss1000", licence=LICENCE, split=split, items=items, read=partial(_read, folder, split))


def _photos(folder: Path) -> list[Path]:
    """By number: 1, 2, ..., 10."""
    return sorted(folder.glob("*.jpg"), key=lambda path: (len(path.stem), path.stem))


def _read(folder: Path, split: Split, item: str) -> Sample:
    photo = open_photo(folder / item, upright=False)
    path = existing((folder / item).with_suffix(".png"), "the mask")
    picture = open_photo(path, upright=False)
    if picture.shape != photo.shape:
        shown = [f"{p.shape[1]} x {p.shape[0]}" for p in (picture, photo)]
        raise UserError(f"{path} (mask) is {shown[0]}, its photo {shown[1]}; they must be equal")
    mask = picture.max(axis=2) > _WHITE  # [h w]
    box = mask_box(mask)
    if box is None:
        raise UserError(f"{path} (mask) is empty; unpack it again")
    category = Path(item).parent.name.replace("_", " ").lower()
    return Sample(
        key=f"{Path(item).parent.name}_{Path(item).stem}",
        source="fss1000",
        split=split,
        licence=LICENCE,
        photo=photo,
        instances=(Instance(category=category, box_xyxy_px=box, mask=mask),),
        things=(category,),
    )
