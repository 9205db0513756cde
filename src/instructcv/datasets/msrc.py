"""MSRC v2: everyday scenes with 23 classes (Shotton et al. 2006; cleaned masks of Malisiewicz and Efros, BMVC 2007).

Layout: `Images/<id>.jpg` (or `.bmp`), `SegmentationClass/<id>.png` (class index, 0 = void), `{train,val,test}.txt` with
ids. There is no official split; figures compare only where the lists are the same. Horse and mountain are rare (the
21-class set leaves them out).
"""

from functools import partial
from pathlib import Path

from instructcv.datasets.base import Listed, existing, once, read_lines, read_regions
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
    photo_path = root / "Images" / f"{key}.jpg"
    if not photo_path.exists() and photo_path.with_suffix(".bmp").exists():
        photo_path = photo_path.with_suffix(".bmp")
    photo = open_photo(photo_path, upright=False)
    labels = root / "SegmentationClass" / f"{key}.png"
    return Sample(
        key=key,
        source="msrc",
        split=split,
        licence=LICENCE,
        photo=photo,
        regions=read_regions(labels, dict(enumerate(CLASSES, 1)), (photo.shape[0], photo.shape[1]), void=(0,)),
    )
