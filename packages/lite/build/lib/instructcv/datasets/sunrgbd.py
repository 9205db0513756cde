"""SUN RGB-D: 10,335 rooms from four depth cameras (Song et al., CVPR 2015). Depth, for tests on unseen data.

Layout: `SUNRGBD/<camera>/.../{image/*.jpg,depth/*.png}` and `SUNRGBDtoolbox/traintestSUNRGBD/allsplit.mat` with the
official 5,285 training and 5,050 test folders. Depth PNGs hold 16-bit millimetres turned left by three bits, as the
toolbox's `read3dPoints.m` undoes them; 0 = no value.
"""

from functools import partial
from pathlib import Path

import numpy as np
from jaxtyping import Float32

from instructcv.datasets._maps import check_depth_mm, read_ids
from instructcv.datasets._matlab import values_of
from instructcv.datasets.base import Listed, check_split, existing
from instructcv.errors import UserError
from instructcv.photos import open_photo
from instructcv.types import Dataset, Sample, Split

LICENCE = "research use; cite Song et al. 2015 and the four sources"
SPLITS: tuple[Split, ...] = ("train", "test")
_LIST = Path("SUNRGBDtoolbox", "traintestSUNRGBD", "allsplit.mat")
_FOLDER = "SUNRGBD/"
_MEDIAN_MM = (200.0, 15_000.0)
"""Of rooms and halls; millimetres whose three bits were not turned are not in it."""


def open(root: Path, *, split: Split) -> Dataset:
    """Frames with `depth_m`.

    Raises:
        UserError: a missing or damaged file, or the split "val".
    """
    check_split("sunrgbd", split, SPLITS)
    listing = existing(existing(root, "the folder of SUN RGB-D") / _LIST, "the official split")
    items = [_below_root(name, listing) for name in values_of(listing, f"all{split}", "the official split")]
    return Listed(name="sunrgbd", licence=LICENCE, split=split, items=items, read=partial(_read, root, split))


def _below_root(folder: str, listing: Path) -> str:
    """The authors' own path, "/n/fs/sun3d/data/SUNRGBD/kv1/...", as one below the root."""
    _, found, rest = folder.partition(_FOLDER)
    if not found:
        raise UserError(f"{listing} names the folder {folder!r}, which is not below {_FOLDER}; unpack it again")
    return _FOLDER + rest.strip("/")


def _read(root: Path, split: Split, folder: str) -> Sample:
    photo = open_photo(_only(root / folder / "image", "*.jpg"), upright=False)
    depth = _only(root / folder / "depth", "*.png")
    return Sample(
        key="_".join(Path(folder).parts[1:]),
        source="sunrgbd",
        split=split,
        licence=LICENCE,
        photo=photo,
        depth_m=_depth_m(depth, (photo.shape[0], photo.shape[1])),
    )


def _depth_m(path: Path, size_hw: tuple[int, int]) -> Float32[np.ndarray, "h w"]:
    stored = read_ids(path, "depth", size_hw).view(np.uint16)  # [h w]
    turned = (stored >> 3) | (stored << 13)
    check_depth_mm(turned, f"{path} (depth)", _MEDIAN_MM)
    return turned.astype(np.float32) / np.float32(1000.0)


def _only(folder: Path, pattern: str) -> Path:
    found = sorted(existing(folder, "a frame of SUN RGB-D").glob(pattern))
    if not found:
        raise UserError(f"{folder} holds no {pattern}; unpack SUN RGB-D again")
    return found[0]
