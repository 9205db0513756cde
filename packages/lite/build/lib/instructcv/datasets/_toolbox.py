"""The Monocular-Depth-Estimation-Toolbox layout: `nyu_{train,test}.txt` with lines `rgb depth focal`, depth in mm.

Both `nyuv2` and `kitchen` come in it. Beside a photo `rgb_XXXXX.jpg` there may be `label40_XXXXX.png`, the 40-class map.
"""

from functools import partial
from pathlib import Path

from instructcv.datasets._border import Border
from instructcv.datasets._maps import read_depth_m, read_regions
from instructcv.datasets.base import Listed, check_split, existing, key_of, once, posix, read_lines
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import Dataset, Sample, Split

SPLITS: tuple[Split, ...] = ("train", "test")
_MEDIAN_MM = (400.0, 10_000.0)
"""The range of a Kinect: a room's centimetres, or tenths of millimetres, are not in it."""
WIDTH_PX = 640
"""Of the frames whose focal length the list gives."""
Item = tuple[str, str, float | None]
"""Photo and depth map, relative to the root, and the focal length in pixels of a frame of `WIDTH_PX`."""


def open_toolbox(root: Path, *, name: str, licence: str, split: Split, classes: tuple[str, ...] = ()) -> Dataset:
    """Read `nyu_<split>.txt` below `root`.

    Args:
        classes: names of label values 1, 2, ...; with them, `label40_*.png` maps become regions where the files exist.

    Raises:
        UserError: no such split or list file, or a line of fewer than two paths.
    """
    check_split(name, split, SPLITS)
    listing = existing(root, f"the folder of {name}") / f"nyu_{split}.txt"
    items: list[Item] = []
    for line in read_lines(listing, "photo and depth paths"):
        words = line.split()
        if len(words) < 2:
            raise UserError(f"{listing}: the line {line!r} should read 'rgb_path depth_path focal'")
        items.append((posix(words[0]).lstrip("/"), posix(words[1]).lstrip("/"), _focal_px(words[2:], listing, line)))
    read = partial(_read, root, name, licence, split, classes)
    return Listed(name=name, licence=licence, split=split, items=once(items, listing), read=read)


def _focal_px(words: list[str], listing: Path, line: str) -> float | None:
    """The third word of a line; None where there is none.

    Raises:
        UserError: it is no length.
    """
    if not words:
        return None
    try:
        focal_px = float(words[0])
    except ValueError:
        focal_px = 0.0
    if not 0 < focal_px < float("inf"):
        raise UserError(f"{listing}: the line {line!r} should end in a focal length in pixels, such as 518.8579")
    return focal_px


def _read(root: Path, name: str, licence: str, split: Split, classes: tuple[str, ...], item: Item) -> Sample:
    rgb, depth, focal_px = item
    photo = open_photo(root / rgb, upright=False)
    size_hw = (photo.shape[0], photo.shape[1])
    labels = (root / rgb).with_name(Path(rgb).stem.replace("rgb_", "label40_") + ".png")
    border, regions = Border(), None
    if classes and labels.exists():
        regions = read_regions(labels, dict(enumerate(classes, 1)), size_hw, unlabelled=(0,), border=border)
    return Sample(
        key=key_of(rgb),
        source=name,
        split=split,
        licence=licence,
        photo=photo,
        depth_m=read_depth_m(root / depth, "depth in millimetres", size_hw, median_mm=_MEDIAN_MM),
        focal_xy_px=None if focal_px is None else (focal_px * size_hw[1] / WIDTH_PX,) * 2,
        regions=regions,
        notes=border.notes,
    )
