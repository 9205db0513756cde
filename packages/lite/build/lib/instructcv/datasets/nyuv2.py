"""NYU Depth v2: Kinect photographs of rooms with depth and the 40-class map (Silberman et al., ECCV 2012).

Layout: that of the Monocular-Depth-Estimation-Toolbox, `nyu_{train,test}.txt` with lines `rgb depth focal`; 16-bit PNG,
millimetres. `label40_*.png` beside the photos (0 = unlabelled, 1 to 40 as in `CLASSES`) is read where it exists.

Or the authors' own: `nyu_depth_v2_labeled.mat` and `splits.mat`, read where the folder has the first; its classes are the
894 of the original labels.

Depth is as precise as the files are: the toolbox's hold the sensor's millimetres, but some copies were quantised to 8
bits over 10 m (steps of 39 mm) and filled in, and then figures do not compare to published ones to the last digit.
Evaluation crops the frames' white border (Eigen crop); this reader gives whole frames.
"""

from pathlib import Path

from instructcv.datasets import _nyu_mat, _toolbox
from instructcv.types import Dataset, Split

LICENCE = "research use; cite Silberman et al. 2012"
SPLITS = _toolbox.SPLITS

# Gupta et al. (CVPR 2013), in their order; made singular and spelled out ("refridgerator", "otherprop" in the
# original).
CLASSES = (
    *("wall", "floor", "cabinet", "bed", "chair", "sofa", "table", "door", "window", "bookshelf"),
    *("picture", "counter", "blinds", "desk", "shelf", "curtain", "dresser", "pillow", "mirror", "floor mat"),
    *("clothes", "ceiling", "book", "refrigerator", "television", "paper", "towel", "shower curtain", "box"),
    *("whiteboard", "person", "nightstand", "toilet", "sink", "lamp", "bathtub", "bag"),
    *("other structure", "other furniture", "other prop"),
)


def open(root: Path, *, split: Split) -> Dataset:
    """Frames with `depth_m`, and `regions` where class maps exist. Splits: train and test (795 and 654 officially).

    Raises:
        UserError: a missing or damaged file, or another split.
    """
    if (root / _nyu_mat.NAME).exists():
        return _nyu_mat.open_mat(root, licence=LICENCE, split=split)
    return _toolbox.open_toolbox(root, name="nyuv2", licence=LICENCE, split=split, classes=CLASSES)
