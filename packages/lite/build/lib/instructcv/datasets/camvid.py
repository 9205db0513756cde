"""CamVid: street scenes from a car, 11 classes (Brostow, Fauqueur, Cipolla 2009), as the SegNet tutorial has it.

Layout: `{train,val,test}.txt` with lines `photo labels`; labels are PNGs with 0 to 10 = class, 11 = unlabelled. The
tutorial's lists give paths on its authors' machine (`/SegNet/CamVid/train/x.png`): the last two parts of a path are
what counts.
"""

from functools import partial
from pathlib import Path

from instructcv.datasets._border import Border
from instructcv.datasets._maps import read_regions
from instructcv.datasets.base import Listed, existing, key_of, once, posix, read_lines
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import Dataset, Sample, Split

LICENCE = "academic research use; cite Brostow et al. 2009"
SPLITS: tuple[Split, ...] = ("train", "val", "test")
CLASSES = (
    *("sky", "building", "pole", "road", "pavement", "tree", "traffic sign", "fence", "car", "pedestrian", "cyclist"),
)
_UNLABELLED = 11


def open(root: Path, *, split: Split) -> Dataset:
    """Frames with `regions`. Neighbouring frames of one video are alike.

    Raises:
        UserError: a missing or damaged file.
    """
    listing = existing(root, "the folder of CamVid") / f"{split}.txt"
    items: list[tuple[str, str]] = []
    for line in read_lines(listing, "photo and label paths"):
        words = line.split()
        if len(words) != 2:
            raise UserError(f"{listing}: the line {line!r} should read 'photo labels'")
        items.append((_below_root(posix(words[0])), _below_root(posix(words[1]))))
    return Listed(
        name="camvid", licence=LICENCE, split=split, items=once(items, listing), read=partial(_read, root, split)
    )


def _below_root(path: str) -> str:
    return "/".join(Path(path).parts[-2:])


def _read(root: Path, split: Split, item: tuple[str, str]) -> Sample:
    photo = open_photo(root / item[0], upright=False)
    size_hw = (photo.shape[0], photo.shape[1])
    border = Border()
    regions = read_regions(root / item[1], dict(enumerate(CLASSES)), size_hw, unlabelled=(_UNLABELLED,), border=border)
    return Sample(
        key=key_of(item[0]),
        source="camvid",
        split=split,
        licence=LICENCE,
        photo=photo,
        regions=regions,
        notes=border.notes,
    )
