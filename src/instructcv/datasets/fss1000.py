"""FSS-1000: a thousand everyday things, ten photos each, one object masked (Li et al., CVPR 2020). For unseen categories.

Layout: `<class>/<1 to 10>.jpg` with `<1 to 10>.png` beside it, white where the object is; `fss_test_set.txt` names the 240 test
classes, one a line, in the folder or beside it. The classes it does not name are the training split.
"""

from functools import partial
from pathlib import Path

import numpy as np

from instructcv.datasets.base import Listed, check_split, existing, key_of, read_lines
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import Dataset, Regions, Sample, Split

LICENCE = "research"
SPLITS: tuple[Split, ...] = ("train", "test")
TEST_LIST = "fss_test_set.txt"
BACKGROUND = "background"


def open(root: Path, *, split: Split) -> Dataset:
    """Photos with `regions` of two names: background, and the class in words ("african grey").

    Raises:
        UserError: a missing or damaged file, a listed class without a folder, or the split "val".
    """
    check_split("fss1000", split, SPLITS)
    existing(root, "the folder of FSS-1000 with one folder a class")
    beside = root.parent / TEST_LIST
    listed = set(read_lines(root / TEST_LIST if not beside.exists() else beside, "test classes"))
    folders = {path.name: path for path in sorted(root.iterdir()) if path.is_dir()}
    if missing := sorted(listed - set(folders)):
        raise UserError(f"{root / missing[0]} is missing, but {TEST_LIST} names it; unpack FSS-1000 again")
    wanted = [path for name, path in folders.items() if (name in listed) is (split == "test")]
    photos = tuple(photo.relative_to(root).as_posix() for path in wanted for photo in sorted(path.glob("*.jpg")))
    if not photos:
        raise UserError(f"{root} holds no .jpg of the split {split!r}; unpack FSS-1000 again")
    return Listed(name="fss1000", licence=LICENCE, split=split, items=photos, read=partial(_read, root, split))


def _read(root: Path, split: Split, relative: str) -> Sample:
    path = root / relative
    photo = open_photo(path, upright=False)
    mask_path = existing(path.with_suffix(".png"), "the object's mask")
    mask = open_photo(mask_path, upright=False)[..., 0] > 127  # grey, palette or RGB: all are black and white
    if mask.shape != photo.shape[:2]:
        raise UserError(
            f"{mask_path} is {mask.shape[::-1]} pixels, its photo {photo.shape[1::-1]}; unpack FSS-1000 again"
        )
    return Sample(
        key=key_of(relative),
        source="fss1000",
        split=split,
        licence=LICENCE,
        photo=photo,
        regions=Regions(ids=mask.astype(np.int16), names=(BACKGROUND, class_of(path.parent.name))),
    )


def class_of(folder: str) -> str:
    """A folder's name in words: "african_grey" -> "african grey"."""
    return folder.replace("_", " ").lower()
