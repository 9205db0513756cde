"""NYUv2's labelled file, `nyu_depth_v2_labeled.mat` (MATLAB 7.3, which is HDF5), and its official `splits.mat`.

HDF5 shows MATLAB's arrays with their axes reversed: images [n, 3, w, h], depths and labels [n, w, h]. `depths` has the
sensor's holes filled in; where `rawDepths` is 0 the sensor saw nothing, and nothing is claimed here.
"""

from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from instructcv.datasets._maps import may_hide
from instructcv.datasets._matlab import values_of
from instructcv.datasets.base import Listed, check_split, existing
from instructcv.errors import UserError
from instructcv.types import Dataset, Regions, Sample, Split

NAME = "nyu_depth_v2_labeled.mat"
SPLITS: tuple[Split, ...] = ("train", "test")


def open_mat(root: Path, *, licence: str, split: Split) -> Dataset:
    """The 795 training or 654 test frames, with `depth_m` and regions of the file's own 894 classes (0 = unlabelled).

    Raises:
        UserError: a missing or damaged file, h5py or SciPy is not installed, or the split "val".
    """
    check_split("nyuv2", split, SPLITS)
    listing = existing(root / "splits.mat", "the official split")
    numbers = values_of(listing, f"{split}Ndxs", "the official split")
    path = root / NAME
    count = len(_file(path)["images"])
    if numbers and max(numbers) > count:
        raise UserError(f"{listing} names frame {max(numbers)}, but {path} has {count}; download both again")
    read = partial(_read, path, licence, split)
    return Listed(name="nyuv2", licence=licence, split=split, items=tuple(numbers), read=read)


@lru_cache(maxsize=2)
def _file(path: Path) -> Any:
    """The open file, once a process."""
    try:
        import h5py

        file: Any = h5py.File(path, "r")
    except ImportError as error:
        raise UserError("NYUv2's labelled file needs h5py: pip install 'instructcv[build]'") from error
    except OSError as error:
        raise UserError(f"{path} is damaged or cut short: {error}; download it again") from error
    if missing := [name for name in ("images", "depths", "labels", "names") if name not in file]:
        raise UserError(f"{path} has no {missing[0]!r}; it should be NYUv2's labelled file")
    return file


@lru_cache(maxsize=2)
def _names(path: Path) -> tuple[str, ...]:
    """Of the labels 1, 2, ...: a MATLAB cell array of strings, each a reference to its letters."""
    file = _file(path)
    return tuple("".join(chr(int(code)) for code in file[cell][:].ravel()).lower() for cell in file["names"][:].ravel())


def _read(path: Path, licence: str, split: Split, number: int) -> Sample:
    file, index = _file(path), number - 1
    try:
        photo = np.ascontiguousarray(file["images"][index].transpose(2, 1, 0))  # [3 w h] -> [h w 3]
        depth_m = np.ascontiguousarray(file["depths"][index].T, dtype=np.float32)  # [h w]
        labels = file["labels"][index].T.astype(np.int64)  # [h w]
        if "rawDepths" in file:
            depth_m[file["rawDepths"][index].T == 0] = 0.0
    except OSError as error:
        raise UserError(f"{path}: frame {number} is damaged: {error}; download it again") from error
    if not np.isfinite(depth_m).all():
        raise UserError(f"{path}: the depth of frame {number} is not finite everywhere; download it again")
    names = _names(path)
    if labels.max(initial=0) > len(names):
        raise UserError(f"{path}: frame {number} has the label {labels.max()}, but there are {len(names)} names")
    return Sample(
        key=f"{number:04d}",
        source="nyuv2",
        split=split,
        licence=licence,
        photo=photo,
        depth_m=depth_m,
        regions=Regions(ids=(labels - 1).astype(np.int16), names=names, complete=not may_hide(labels == 0)),
    )
