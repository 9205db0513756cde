"""MSRC v2: everyday scenes with 23 classes (Shotton et al. 2006; cleaned masks of Malisiewicz and Efros, BMVC 2007).

Layout: `Images/<id>.jpg` (or `.bmp`), `SegmentationClass/<id>.png` (class index, 0 = void), `{train,val,test}.txt` with
ids. There is no official split; figures compare only where the lists are the same. Horse and mountain are rare (the
21-class set leaves them out).
"""

from functools import partial
from pathlib import Path

from instructcv.datasets._border import Border
from instructcv.datasets._maps import read_regions
from instructcv.datasets.base import Listed, existing, once, photo_named, read_lines
from instructcv.photos import open_photo
from instructcv.types import Dataset, Sample, Split

LICENCE = "non-commercial research use; cite Shotton et al. 2006, Malisiewicz and Efros 2007"
SPLITS: tuple[Split, ...] = ("train", "val", "test")
CLASSES = (
    *("building", "grass", "tree", "cow", "horse", "sheep", "sky", "mountain", "aeroplane", "water", "face", "car"),
    *("bicycle", "flower", "sign", "bird", "book", "chair", "road", "cat", "dog", "body", "boat"),
)


def open(root: Path, *, split: Split) -> Dataset:
    """Photos with `regions`.

    Raises:
        UserError: a missing or damaged file.
    """
    listing = existing(root, "the folder of MSRC v2") / f"{split}.txt"
    ids = once(read_lines(listing, "photo ids"), listing)
    return Listed(name="msrc", licence=LICENCE, split=split, items=ids, read=partial(_read, root, split))


def _read(root: Path, split: Split, key: str) -> Sample:
    photo = open_photo(photo_named(root / "Images", key), upright=False)
    size_hw = (photo.shape[0], photo.shape[1])
    labels = root / "SegmentationClass" / f"{key}.png"
    border = Border()
    regions = read_regions(labels, dict(enumerate(CLASSES, 1)), size_hw, unlabelled=(0,), border=border)
    return Sample(
        key=key,
        source="msrc",
        split=split,
        licence=LICENCE,
        photo=photo,
        regions=regions,
        notes=border.notes,
    )
