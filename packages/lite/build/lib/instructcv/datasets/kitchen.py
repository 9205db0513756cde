"""RGB-D frames of one kitchen, in the layout of the Monocular-Depth-Estimation-Toolbox; they look like 7-Scenes' (Microsoft).

Depth was registered to the colour image; 0 where nothing was measured (about a quarter, mostly a border). Neighbouring
frames overlap and the test part shows the same room: it tests depth on an unseen camera, never generalisation within
the set.
"""

from pathlib import Path

from instructcv.datasets import _toolbox
from instructcv.types import Dataset, Split

LICENCE = "non-commercial research use (as Microsoft 7-Scenes)"
SPLITS = _toolbox.SPLITS


def open(root: Path, *, split: Split) -> Dataset:
    """Frames with `depth_m`. Splits: train (the first 80 % of the time line) and test.

    Raises:
        UserError: a missing or damaged file, or another split.
    """
    return _toolbox.open_toolbox(root, name="kitchen", licence=LICENCE, split=split)
